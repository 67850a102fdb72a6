--- starts.lua N CODE: nanoseconds of CPU that Lua takes to start, run some
-- code, and end, on average of N times. starts.lua N SCRIPT ARGUMENT: the same
-- of a script.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local n, code = tonumber(arg[1]), arg[2]
local argv = {os.getenv "LUA" or "lua5.4", arg[3] and code or "-e",
  arg[3] or code}
if not argv[1]:find "/" then argv = {"/usr/bin/env", table.unpack(argv)} end
local seconds = 0
for _ = 1, n do
  local status = seccomp.spawn(argv, {stdout = "null"}):wait()
  assert(status.exited == 0)
  seconds = seconds + status.usage.user + status.usage.system
end
print(("%.1f"):format(seconds * 1e9 / n))
