-- SPDX-License-Identifier: MIT
-- `run` passes signals on to its command, but not those of a terminal that the
-- command is sent anyway. Those that came while `run` did not know yet that the
-- command was there were taken for ones from before it, and it got them twice:
-- two ^C for one. Seen where a busy machine let the command go on well before
-- `run` did.
local command = require "spec.command"
local support = require "spec.support"
local trace = require "seccomp.core.trace"
local tty = require "spec.tty"

-- Two interrupts while `run` is held where it asks for a pidfd, and a signal of
-- ours, which passes on behind what is passed before.
local STEPS = [[
parent = int(until(rb"ready (\d+)\.").group(1))
for n in (b"1", b"2"):
    os.write(fd, b"\x03")
    until(b"got " + n)
os.kill(parent, signal.SIGUSR1)
open(sys.argv[1], "w").close()
until(rb"in all \d")
]]

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
      if tty.lacking() then return pending(tty.lacking()) end
      if way[2] == "-x" and not trace.new(true) then
        return pending "explained by a listener here: the spec has the only one"
      end
      local go = directory .. "/go"
      assert.equal(0, support.command({"mkfifo", go}).code)
      local words = {go}
      for _, list in ipairs {tty.on(STEPS, go), support.interpreter(),
        {table.unpack(command.words, 2)}, way, tty.counting "SIGUSR1"}
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
