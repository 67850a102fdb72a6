--- Which functions of lib/ an interpreter runs, as "file line" of where each
-- begins, 0 for the file itself: into a file of its own below COVERAGE_DIR, for
-- scripts/mutants/reach.lua. (Lines, as scripts/coverage.lua counts them, take
-- ten times as long.)

-- SPDX-License-Identifier: MIT
local directory = os.getenv "COVERAGE_DIR"
local path = os.tmpname()
-- opened now: a filter loaded later may forbid it
local out = directory and
  io.open(directory .. "/" .. path:match "[^/]*$", "w")
os.remove(path)
if not out then return end
out:setvbuf("full", 1 << 16)

local getinfo = debug.getinfo
local known, found = setmetatable({}, {__mode = "k"}), {}

local function hook()
  local f = getinfo(2, "f").func
  if known[f] then return end
  known[f] = true
  local info = getinfo(f, "S")
  local name = info.source:match "^@.-(lib/seccomp/[%w_/]+%.lua)$"
  if name then found[name .. " " .. info.linedefined] = true end
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
  for place in pairs(found) do out:write(place, "\n") end
  out:flush()
end
local exit = os.exit
function os.exit(...)
  flush()
  return exit(...)
end
-- reached when the state is closed; kept alive by the registry
debug.getregistry()["reach"] = setmetatable({}, {__gc = flush})
