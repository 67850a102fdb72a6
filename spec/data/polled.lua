-- SPDX-License-Identifier: MIT
-- What spec/regress/polled_close_spec.lua has spec/c/alloc.c run.
local common = require "spec.alloc.common"
local seccomp = require "seccomp"

local descriptors = descriptors -- luacheck: ignore 113

local asking = seccomp.filter("allow"):add_rule("getcwd", "notify"):program()

-- A process that is held, the descriptors of which scripts could poll.
local function held()
  local p = seccomp.spawn({"/bin/pwd"}, {env = {}, stdout = "null",
    stderr = "null", filter = asking, listener = true})
  local s = {process = p, listener = p.listener}
  assert(s.listener:fd() and (p:pollfd() or true))
  p:kill "SIGKILL"
  -- forgets the words that closing uses
  collectgarbage()
  collectgarbage()
  s.open = descriptors()
  return s
end

local function closed(s)
  assert(descriptors() == s.open - 1, "it is open still")
end

return {
  common.lives("Listener:close", held, function(s) s.listener:close() end,
    closed),
  common.lives("Process:wait", held, function(s)
    assert(s.process:wait(10).signaled == "SIGKILL")
  end, closed),
}
