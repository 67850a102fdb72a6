-- SPDX-License-Identifier: MIT
-- A change that left out one look at x32 went unnoticed by all specs, and let
-- `oci.export` hand out a profile that was looser than the policy: where the
-- first call on which the two differ is one of x32, of which libseccomp
-- compares half of the argument, what else differs has to be looked for apart
-- from that. And that alone was told, where it lets calls through that the
-- policy denies: it is refused now. Another had the tree not proven that
-- libseccomp makes where runc asks for one: with more than 32 names.
local json = require "seccomp.json"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local seccomp = require "seccomp"

describe("a profile that is exported for x32", function()
  local function export(condition, options)
    options.arch = "x32"
    return oci.export(policy.new {default = "kill_process",
      bad_arch = "kill_thread", arches = {"x32"},
      rules = {{"personality", action = "allow", when = {condition}}}},
      options)
  end
  local whole = {arg = 0, op = "==", value = 8}
  local half = {arg = 0, op = "==", value = 8, width = 32}

  -- by a dialect: what libseccomp does not compare, and what runc's stub adds
  for _, case in ipairs {
    {whole, "crun", {"x32-width"}},
    {half, "crun", {}},
    {whole, "runc", {"looser", "x32-width"}},
    {half, "runc", {"looser"}},
  } do
    local condition, dialect, ids = table.unpack(case)
    it(("tells all that differs: %s, %s"):format(condition.width and
      "half" or "whole", dialect), function()
      local _, losses = export(condition, {dialect = dialect, loose = true})
      local got = {}
      for i, loss in ipairs(losses) do got[i] = loss.id end
      table.sort(got)
      assert.same(ids, got)
      local ok, err = pcall(export, condition, {dialect = dialect})
      assert.equal(#ids == 0, ok)
      if ok then return end
      assert.equal("EINVAL", err.code)
      if ids[1] == "x32-width" then
        assert.matches("on x32 libseccomp compares the low 32 bits",
          err.message)
        assert.equal("allow", tostring(err.witness.left))
        assert.equal(8, err.witness.arg0 & 0xffffffff)
        return
      end
      assert.matches("runc would give ustat on x32 errno%(ENOSYS%), the " ..
        "policy gives it kill_process", err.message)
      assert.equal("errno(ENOSYS)", tostring(err.witness.right))
    end)
  end
end)

describe("the search that a runtime asks libseccomp for", function()
  -- libseccomp as it would be if it lost getpid's rule at a level
  local function wrong_at(level, fn)
    local filter = seccomp.filter
    local core = require "seccomp.core"
    core.filter = function(default, options)
      local made = filter(default, options)
      return options.optimize == level and made:add_rule("getpid", "allow") or
        made
    end
    local out = table.pack(pcall(fn))
    core.filter = filter
    return table.unpack(out)
  end

  local function count(text)
    local n = 0
    for _, block in ipairs(json.decode(text).syscalls) do
      n = n + #block.names
    end
    return n
  end

  -- a policy whose profile has n names; for runc one is that of the last call
  -- that is known
  local function of(n, dialect)
    local rule = {action = "errno(EPERM)"}
    local number = 0
    while #rule < (dialect == "runc" and n - 2 or n - 1) do
      local name = seccomp.syscall_name(number, "amd64")
      if name and name ~= "getpid" then rule[#rule + 1] = name end
      number = number + 1
    end
    return policy.new {default = "kill_process", unknown = "errno(ENOSYS)",
      bad_arch = "kill_thread", arches = {"amd64"}, rules = {
      {"getpid", action = "errno(EACCES)"}, rule}}
  end

  for _, case in ipairs {
    {"crun", 33, 1, false}, {"crun", 33, 2, true},
    {"runc", 32, 1, false}, {"runc", 32, 2, true},
    {"runc", 33, 1, false}, {"runc", 33, 2, false},
  } do
    local dialect, names, level, fine = table.unpack(case)
    it(("is proven: %s, %d names, optimize %d"):format(dialect, names, level),
    function()
      local original = of(names, dialect)
      assert.equal(names, count((oci.export(original, {dialect = dialect,
        arch = "amd64"}))))
      local ok, err = wrong_at(level, function()
        return oci.export(original, {dialect = dialect, arch = "amd64"})
      end)
      assert.equal(fine, ok, tostring(err))
      if not fine then
        assert.matches("no container would be held to this policy.*getpid",
          err.message)
      end
    end)
  end
end)
