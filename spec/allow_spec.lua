-- SPDX-License-Identifier: MIT
-- Recordings put on top of policies (Policy:allow, record --join and --add),
-- held against both for every call that is named.
local command = require "spec.command"
local here = require "spec.here"
local policies = require "seccomp.policy"
local record = require "seccomp.record"
local support = require "spec.support"

-- the call that mkdir(1) makes
local MKDIR = here.call("mkdir", "mkdirat")

describe("Policy:allow", function()
  local directory, recording
  setup(function()
    directory = support.directory()
    recording = record.record {"mkdir", "-p", directory .. "/x"}
  end)
  teardown(function() support.remove(directory) end)

  local function small(default)
    return policies.new {default = default, unknown = "errno(ENOSYS)",
      kernel = "6.1", rules = {
        {MKDIR, action = "trap"},
        {"read", "openat", action = "allow"},
        {"getpriority", action = "errno(EACCES)", when = {{0, ">", 1}}},
      }}
  end

  it("permits what was recorded, and leaves all other calls as they are",
    function()
      local seen = {}
      for _, call in ipairs(recording:summary().calls) do
        seen[call.syscall] = true
      end
      for _, call in ipairs(recording:summary().launcher) do
        seen[call.syscall] = true
      end
      assert.is_true(seen[MKDIR])
      for _, default in ipairs {"kill_process", "errno(EPERM)", "trap"} do
        local p = small(default)
        local q = p:allow(recording)
        for _, name in ipairs {MKDIR, "read", "openat", "getpriority",
          "execve", "chdir", "umask", "ptrace", "mount", "brk", "exit_group",
          "getpid"} do
          for arg0 = 0, 2 do
            local call = {syscall = name, arg0 = arg0}
            local expected = seen[name] and "allow" or
              tostring((p:compile():simulate(call)))
            assert.equal(expected, tostring((q:compile():simulate(call))),
              name)
          end
        end
        assert.is_true((p:compile():permits_at_most(q)))
        assert.equal(q:compile(), q:allow(recording):compile())
      end
    end)

  it("holds arguments where asked to", function()
    local q = small("kill_process"):allow(recording, {tightness = "arguments"})
    assert.is_true((q:compile():permits_at_most(
      small("kill_process"):allow(recording))))
  end)

  it("refuses wrong arguments", function()
    local p = small "kill_process"
    for _, wrong in ipairs {false, 1, "x", {}, p} do
      local ok, err = pcall(p.allow, p, wrong)
      assert.is_false(ok)
      assert.truthy(tostring(err):find("bad argument #1 to 'allow'", 1, true))
    end
    assert.is_false(pcall(p.allow, p, recording, {tightnes = "names"}))
    assert.is_false(pcall(p.allow, p, recording, {tightness = "x"}))
    assert.is_false(pcall(p.allow, p, recording, {}, 1))
  end)

  it("is what record --join and --add do", function()
    local a, b = directory .. "/a.recording", directory .. "/b.recording"
    recording:save(a)
    record.record({"true"}):save(b)
    local base = directory .. "/base.policy"
    support.spew(base, tostring(small "kill_process"))
    local child = command.run {"record", "--join", a, "--join", b}
    assert.equal(0, child.code, child.stderr)
    assert.equal(tostring(record.load(a):merge(record.load(b)):policy()),
      child.stdout)
    child = command.run {"record", "--add", base, "--join", a}
    assert.equal(0, child.code, child.stderr)
    assert.equal(tostring(small "kill_process":allow(recording)), child.stdout)
    child = command.run {"record", "--join", a, "--", "true"}
    assert.equal(2, child.code)
    assert.truthy(child.stderr:find("a command or --join, not both", 1, true))
    child = command.run {"record", "--add", base, "--no-base", "--join", a}
    assert.equal(2, child.code)
  end)
end)
