--- For busted's --helper: single tests. With ONLY set to the path of a list of
-- "SPEC<tab>TEST" no others are run, of "SPEC<tab>*" all; with TESTS set, what
-- scripts/mutants/hook.lua saw is written there for each test, below a line
-- "test SECONDS STATUS NAME", and for what a spec does beside its tests below
-- "beside".

-- SPDX-License-Identifier: MIT
local busted = require "busted"

local function plain(name) return (name:gsub("%s", " ")) end

local function run_only(path)
  local wanted, spec = {}, nil
  for line in io.lines(path) do wanted[line] = true end
  busted.subscribe({"file", "start"}, function(element)
    spec = element.name:gsub("^%./", "")
    return nil, true
  end, {priority = 1})
  busted.subscribe({"register", "it"}, function(name)
    return nil, wanted[spec .. "\t" .. plain(name)] or wanted[spec .. "\t*"] or
      false
  end, {priority = 1})
end

local function watch(path)
  local state, directory = debug.getregistry().reach, os.getenv "COVERAGE_DIR"
  local out = assert(io.open(path, "w"))
  local began

  local function now()
    local file <close> = assert(io.open "/proc/uptime")
    return file:read "n"
  end

  -- What ran since the last time, here and in processes that ended.
  local function tell(head)
    local list <close> = assert(io.popen("ls " .. directory))
    for name in list:lines() do
      local file = name ~= state.own and io.open(directory .. "/" .. name)
      if file then
        for place in file:lines() do state.found[place] = true end
        file:close()
        os.remove(directory .. "/" .. name)
      end
    end
    out:write(head, "\n")
    for place in pairs(state.found) do
      -- a process that was killed leaves half a line
      if place:find "^lib/%S+%.lua %d+$" then out:write(place, "\n") end
    end
    out:flush()
    state.forget()
  end

  busted.subscribe({"test", "start"}, function()
    tell "beside"
    began = now()
    return nil, true
  end, {priority = 1})
  busted.subscribe({"test", "end"}, function(element, _, status)
    tell(("test %.2f %s %s"):format(now() - began, status,
      plain(element.name)))
    return nil, true
  end, {priority = 1})
  busted.subscribe({"suite", "end"}, function()
    tell "beside"
    return nil, true
  end)
end

local only, tests = os.getenv "ONLY", os.getenv "TESTS"
if only then run_only(only) end
if tests then watch(tests) end
