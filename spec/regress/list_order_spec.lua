-- SPDX-License-Identifier: MIT
-- A list of calls was given to libseccomp in the order of the numbers, and not
-- in that of the list. On x86 what goes through socketcall or ipc shares a tree
-- with these, where the order counts: {"socketcall", "send"} was refused behind
-- a rule for socketcall of another action, though the two one by one are not.
local support = require "spec.support"

local WORK = [[
  local seccomp = require "seccomp"
  local calls = {"socketcall", "send", "connect", "ipc", "shmat", "read"}
  local before = {{"socketcall", {0, "==", 9}}, {"socketcall", {0, "==", 3}},
    {"send", {1, "==", 1}}, {"ipc", {0, "==", 21}}}

  local function compare(arches)
    local refused = 0
    local function try(first, a, b)
      local function filter()
        return seccomp.filter("allow", {arches = arches})
          :add_rule(first[1], "kill", first[2])
      end
      local list, single = filter(), filter()
      local listed = pcall(list.add_rule, list, {a, b}, "errno(1)")
      local added = pcall(single.add_rule, single, a, "errno(1)")
        and pcall(single.add_rule, single, b, "errno(1)")
      assert(listed == added, a .. ", " .. b)
      if added then
        assert(list:export_bpf() == single:export_bpf(), a .. ", " .. b)
      else
        refused = refused + 1
      end
    end
    for _, first in ipairs(before) do
      for _, a in ipairs(calls) do
        for _, b in ipairs(calls) do try(first, a, b) end
      end
    end
    return refused
  end
]]

describe("a list of calls is what its calls are one by one", function()
  for arches, some in pairs {['{"x86"}'] = true, ['{"amd64", "x86"}'] = true,
    ['{"amd64"}'] = false} do
    it("on " .. arches, function()
      -- and some are refused, or nothing was tried
      support.succeeds(("%s\nassert((compare%s > 0) == %s)"):format(WORK,
        arches, some), {loses = "libseccomp"})
    end)
  end
end)
