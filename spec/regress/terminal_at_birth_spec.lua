-- SPDX-License-Identifier: MIT
-- `run` passes signals on to its command, but not those of a terminal that the
-- command is sent anyway. Those that came while `run` did not know yet that the
-- command was there were taken for ones from before it, and it got them twice:
-- two ^C for one. Seen where a busy machine let the command go on well before
-- `run` did.
local command = require "spec.command"
local support = require "spec.support"

-- Tells when it runs and of which process, then which signals come.
local TOLD = [[
import os, signal
signals = {signal.SIGINT, signal.SIGUSR1}
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
os.write(1, b"ready %d.\n" % os.getppid())
n = 0
while True:
    info = signal.sigwaitinfo(signals)
    if info.si_signo == signal.SIGUSR1:
        os.write(1, b"in all %d\n" % n)
        os._exit(4)
    n += 1
    os.write(1, b"got %d: code %d, by %d\n" % (n, info.si_code, info.si_pid))]]

-- The terminal: two interrupts while `run` is held where it asks for a pidfd,
-- and a signal of ours, which passes on behind what is passed before.
local TERMINAL = [[
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
parent = int(until(rb"ready (\d+)\.").group(1))
for n in (b"1", b"2"):
    os.write(fd, b"\x03")
    until(b"got " + n)
os.kill(parent, signal.SIGUSR1)
open(sys.argv[1], "w").close()
until(rb"in all \d")
try:
    while os.read(fd, 1000):
        pass
except OSError:
    pass
sys.stdout.buffer.write(text)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))]]

-- Runs the terminal, and holds the first pidfd_open(2) in it until there is
-- somebody at the other end of a fifo.
local HOLDING = [[
local held = false
require("seccomp.supervisor").run({table.unpack(arg, 2)}, {
  filter = require("seccomp").filter "allow":add_rule("pidfd_open", "notify"),
  default = "EACCES",
  on = {pidfd_open = function()
    if not held then
      held = true
      io.open(arg[1]):close()
    end
    return "continue"
  end},
})]]

describe("a terminal's signals", function()
  local directory
  setup(function() directory = command.directory() end)
  teardown(function() support.remove(directory) end)

  for _, way in ipairs {{"run", "mild.lua"}, {"run", "-x", "mild.lua"}} do
    it("come once to a command that " .. table.concat(way, " ") ..
      " has just started", function()
      if not support.has_command "/usr/bin/python3" then
        pending "no python3 for a terminal"
        return
      end
      local go = directory .. "/go"
      assert.equal(0, support.command({"mkfifo", go}).code)
      local words = {go, "/usr/bin/python3", "-c", TERMINAL, go}
      for _, list in ipairs {support.interpreter(),
        {table.unpack(command.words, 2)}, way, {"/usr/bin/python3", "-c", TOLD}}
      do
        for _, word in ipairs(list) do words[#words + 1] = word end
      end
      local child = support.run(HOLDING, {args = words, cwd = directory,
        timeout = 40})
      os.remove(go)
      assert.truthy(child.stdout:find("in all 2", 1, true),
        support.describe(child))
    end)
  end
end)
