--- Which functions of lib/ an interpreter runs, as "file line" of where each
-- begins, 0 for the file itself: into a file of its own below COVERAGE_DIR, for
-- scripts/mutants/reach.lua. (Lines, as scripts/coverage.lua counts them, take
-- ten times as long.)

-- SPDX-License-Identifier: MIT
local directory = os.getenv "COVERAGE_DIR"
local path = os.tmpname()
local own = path:match "[^/]*$"
-- a standard stream that is closed stays so
local first = {io.open "/dev/null", io.open "/dev/null", io.open "/dev/null"}
-- opened now: a filter loaded later may forbid it
local out = directory and io.open(directory .. "/" .. own, "w")
for _, file in ipairs(first) do file:close() end
os.remove(path)
if not out then return end
out:setvbuf("full", 1 << 16)

local getinfo = debug.getinfo
local known, names = nil, setmetatable({}, {__mode = "k"})
-- also for scripts/mutants/single.lua
local state = {own = own}
function state.forget()
  known, state.found = setmetatable({}, {__mode = "k"}), {}
end
state.forget()

local function hook()
  local f = getinfo(2, "f").func
  if known[f] then return end
  known[f] = true
  local name = names[f]
  if name == nil then
    local info = getinfo(f, "S")
    name = info.source:match "^@.-(lib/seccomp/[%w_/]+%.lua)$"
    name = name and name .. " " .. info.linedefined or false
    names[f] = name
  end
  if name then state.found[name] = true end
end

debug.sethook(hook, "c")
-- hooks belong to a coroutine each
local create, wrap = coroutine.create, coroutine.wrap
function coroutine.create(f)
  local co = create(f)
  debug.sethook(co, hook, "c")
  return co
end
function coroutine.wrap(f)
  return wrap(function(...)
    debug.sethook(hook, "c")
    return f(...)
  end)
end

local done = false
local function flush()
  if done then return end
  done = true
  debug.sethook()
  for place in pairs(state.found) do out:write(place, "\n") end
  out:flush()
end
local exit = os.exit
function os.exit(...)
  flush()
  return exit(...)
end
-- reached when the state is closed; kept alive by the registry
debug.getregistry().reach = setmetatable(state, {__gc = flush})
