--- A terminal whose other end a spec holds, by python3, and a command for it
-- that counts signals.

-- SPDX-License-Identifier: MIT
local support = require "spec.support"

local M = {}

local PYTHON = "/usr/bin/python3"

local BEGIN = [[
import os, pty, re, signal, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
# or the terminal throws away what is written right after an interrupt
mode = termios.tcgetattr(fd)
mode[3] |= termios.NOFLSH
termios.tcsetattr(fd, termios.TCSANOW, mode)
text = b""
def until(what):
    global text
    while not re.search(what, text):
        try:
            text += os.read(fd, 1000)
        except OSError: # it has ended
            sys.exit(text)
    return re.search(what, text)
]]

local FINISH = [[
try:
    while os.read(fd, 1000):
        pass
except OSError:
    pass
sys.stdout.buffer.write(text)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))]]

-- A shell would count signals between its own forks.
local COUNTING = [=[
import os, signal, sys
last = signal.Signals[sys.argv[1]]
signals = {signal.SIGINT, last}
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
os.write(1, b"ready %d.\n" % os.getppid())
n = 0
while True:
    info = signal.sigwaitinfo(signals)
    if info.si_signo == last:
        os.write(1, b"in all %d\n" % n)
        os._exit(4)
    n += 1
    os.write(1, b"got %d: code %d, by %d\n" % (n, info.si_code, info.si_pid))]=]

--- Why there is no such terminal here; nil where there is.
function M.lacking()
  return not support.has_command(PYTHON) and "no python3 for a terminal" or nil
end

--- The words of a command that starts another one, whose words follow, on a
-- terminal; it ends as that does, and writes what that has written. `steps` is
-- Python: `until(pattern)` waits for what the command writes, what is written
-- to `fd` was typed, and `sys.argv[1]` is `argument`.
function M.on(steps, argument)
  return {PYTHON, "-c", BEGIN .. steps .. FINISH, argument or ""}
end

--- The words of a command that writes "ready PARENT.", where PARENT is the
-- number of the process that started it, "got N: code CODE, by SENDER" for
-- interrupt number N, and at the signal `last` "in all N", and ends with 4.
function M.counting(last) return {PYTHON, "-c", COUNTING, last} end

return M
