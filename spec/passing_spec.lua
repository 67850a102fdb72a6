-- SPDX-License-Identifier: MIT
-- What signals to `run` and `record` do: they are the command's.
local command = require "spec.command"
local support = require "spec.support"
local trace = require "seccomp.core.trace"
local tty = require "spec.tty"

local directory
setup(function() directory = command.directory() end)
teardown(function() support.remove(directory) end)

-- The ways in which a command is run.
local WAYS = {
  {"run", "mild.lua"}, {"run", "-x", "mild.lua"},
  {"run", "-x", "--by", "notify", "mild.lua"}, {"record", "-o", "new.policy"},
  {"record", "--by", "notify", "-o", "new.policy"},
}

-- `words` as a line of sh that starts with them, and then `script` under it.
local function line_of(way, script)
  local words = {}
  for _, list in ipairs {command.words, way, {"sh", "-c", script}} do
    for _, word in ipairs(list) do words[#words + 1] = support.quote(word) end
  end
  return table.concat(words, " ")
end

-- Runs a script of sh in which $pid is our command, once that has written a
-- line to the fifo `r0`; its standard output goes to the file `out`. There are
-- more fifos, for a line each: what is written before the reader of an earlier
-- line has closed would be lost.
local function with(way, inner, outer, options)
  options = options or {}
  os.remove(directory .. "/new.policy")
  local script = ([[rm -f r?; mkfifo r0 r1 r2
    %s %s >out 2>said & pid=$!
    read line <r0
    %s
    wait $pid; echo $?]]):format(options.before or "", line_of(way, inner),
      outer)
  local child = support.script({"sh", "-c", script}, {cwd = directory,
    timeout = 40})
  assert(not child.timed_out, table.concat(way, " ") ..
    support.describe(child))
  if way[1] == "record" then
    assert.truthy(support.slurp(directory .. "/new.policy"):find "write",
      table.concat(way, " "))
  end
  return child.stdout, support.slurp(directory .. "/out")
end

describe("signals to run and record", function()
  it("are passed on, and end both", function()
    for _, way in ipairs(WAYS) do
      for name, code in pairs {TERM = 143, INT = 130, HUP = 129, QUIT = 131,
        USR1 = 138, USR2 = 140}
      do
        assert.equal(code .. "\n", (with(way, "echo r >r0; exec sleep 30",
          "kill -" .. name .. " $pid")), table.concat(way, " ") .. " " .. name)
      end
    end
  end)

  it("are the command's to handle, and as many as come", function()
    for _, way in ipairs(WAYS) do
      local status, out = with(way, [[n=0
        trap 'n=$((n+1)); echo r >r$n; [ $n = 2 ] && exit 7' TERM
        echo r >r0; while :; do sleep 0.01; done]],
        "kill -TERM $pid; read line <r1; kill -TERM $pid; read line <r2")
      assert.equal("7\n", status, table.concat(way, " "))
      assert.equal("", out)
    end
  end)

  it("do nothing where the command ignores them", function()
    for _, way in ipairs(WAYS) do
      local status = with(way, [[trap '' TERM; echo r >r0
        read line <r1; exit 5]],
        "kill -TERM $pid; kill -TERM $pid; echo go >r1")
      assert.equal("5\n", status, table.concat(way, " "))
    end
  end)

  it("end the watching of what the command left behind", function()
    for _, way in ipairs(trace.new(true) and {WAYS[2], WAYS[4]} or
      {WAYS[4]}) do
      -- the child tells once its parent is gone and was waited for
      local status = with(way, [[(while kill -0 $$; do sleep 0.01; done
        echo r >r0; exec sleep 30) 2>/dev/null & exit 3]],
        "kill -TERM $pid")
      assert.equal("3\n", status, table.concat(way, " "))
      assert.truthy(support.slurp(directory .. "/said")
        :find("were ended with the watching", 1, true))
    end
  end)

  it("hang-ups stay ignored under nohup", function()
    local status, out = with(WAYS[1], [[echo r >r0; kill -HUP $$
      echo survived]], "", {before = "trap '' HUP;"})
    assert.equal("0\n", status)
    assert.equal("survived\n", out)
  end)

  it("of a terminal come once", function()
    if tty.lacking() then return pending(tty.lacking()) end
    local terminal = tty.on [[
until(b"ready")
for n in (b"1", b"2", b"3"):
    os.write(fd, b"\x03")
    until(b"got " + n)
os.write(fd, b"\x1c")
until(rb"in all \d")
]]
    for _, way in ipairs(WAYS) do
      local words = {}
      for _, list in ipairs {terminal, command.words, way,
        tty.counting "SIGQUIT"}
      do
        for _, word in ipairs(list) do words[#words + 1] = word end
      end
      local child = support.script(words, {cwd = directory, timeout = 40})
      assert.equal(4, child.status, support.describe(child))
      assert.truthy(child.stdout:find("in all 3", 1, true),
        support.describe(child))
    end
  end)

  it("reach the command from the first process of a namespace", function()
    local can = support.command {"unshare", "-pf", "--mount-proc", "true"}
    if can.code ~= 0 then
      pending "no namespaces here"
      return
    end
    -- without the sanitizer of `make asan`, under which ps does not end
    local ps = "LD_PRELOAD= ps -o "
    for _, way in ipairs(WAYS) do
      for name in pairs {TERM = true, INT = true, HUP = true} do
        local signal = ("kill -%s $(%spid= --ppid $pid); "):format(name, ps)
        local status, out = with(way, ([[n=0
          trap 'n=$((n+1)); echo r >r$n; [ $n = 2 ] && exit 7' %s
          (sh -c 'true & exec true')
          while [ "$(%sstat= --ppid 1 | grep -c Z)" != 0 ]; do
            sleep 0.01; done
          echo reaped; echo r >r0; while :; do sleep 0.01; done]]):format(
            name, ps), signal .. "read line <r1; " .. signal ..
            "read line <r2", {before = "exec unshare -pf --mount-proc"})
        assert.equal("7\n", status, table.concat(way, " "))
        assert.equal("reaped\n", out)
      end
    end
  end)
end)
