--- timed.lua record|COMMAND... ARGUMENT...: wall-clock nanoseconds that a
-- command takes under our recorder, or as it is (under strace).

-- SPDX-License-Identifier: MIT
local clock = require "clock"

local argv = table.move(arg, arg[1] == "record" and 2 or 1, #arg, 1, {})
local start = clock.wall()
if arg[1] == "record" then
  require("seccomp.record").record(argv, {stdout = "null", stderr = "null",
    progress = false})
else
  require("seccomp").spawn(argv, {stdout = "null", stderr = "null"}):wait()
end
print(("%.1f"):format(clock.wall() - start))
