-- SPDX-License-Identifier: MIT
-- The command on what is in force: attached, capture, and --pid.
local attached = require "seccomp.attached"
local command = require "spec.command"
local confined = require "spec.confined"
local kernel = require "seccomp.core.attached"
local seccomp = require "seccomp"
local support = require "spec.support"

local has_cjson, cjson = pcall(require, "cjson")
local obstacle
do
  local ok, err = pcall(attached.of, kernel.self())
  obstacle = not ok and tostring(err) or nil
end

local directory
setup(function() directory = command.directory() end)
teardown(function() support.remove(directory) end)

local function run(...)
  return command.run({...}, {cwd = directory})
end

local function gives(status, ...)
  local child = run(...)
  if child.code ~= status then error(support.describe(child), 2) end
  return child.stdout, child.stderr
end

-- A process under mild.lua, and what fn says of it.
local function under_mild(fn)
  if obstacle then pending(obstacle) return end
  local policy = require "seccomp.policy".load(directory .. "/mild.lua")
  local process <close> = seccomp.spawn({"sleep", "60"}, {filter = policy})
  fn(tostring(process.pid))
end

describe("lua-seccomp attached", function()
  it("lists processes that have a filter", function()
    local policy = require "seccomp.policy".load(directory .. "/mild.lua")
    local process <close> = seccomp.spawn({"sleep", "60"}, {filter = policy})
    local out = gives(0, "attached")
    assert.truthy(out:find "^ *PID  NAME +MODE +FILTERS  NO_NEW_PRIVS")
    assert.truthy(out:find("\n *" .. process.pid ..
      "  sleep +filter +1 +yes +1 +[%d?]+\n"), out)
    assert.is_nil(out:find("\n *" .. kernel.self() .. "  "))
    out = gives(0, "attached", "--all")
    assert.truthy(out:find("\n *" .. kernel.self() .. "  %S+ +none +0 +no"))
    if has_cjson then
      for _, entry in ipairs(cjson.decode((gives(0, "attached", "--json")))) do
        if entry.pid == process.pid then
          assert.equal("sleep", entry.name)
          assert.equal("filter", entry.mode)
          assert.is_true(entry.agree and entry.no_new_privs)
        end
      end
    end
  end)

  it("shows the policy of one, as show does", function()
    under_mild(function(pid)
      local out = gives(0, "attached", pid)
      assert.truthy(out:find("^%-%- process " .. pid .. " %(sleep%): 1 " ..
        "filter; no_new_privs\nreturn {\n"), out)
      assert.equal(out, gives(0, "show", "--pid", pid))
      -- what is printed reads back with the same meaning
      support.spew(directory .. "/shown.lua", out)
      assert.equal("equal on every call\n", gives(0, "diff", "shown.lua",
        "mild.lua"))
      local asm = gives(0, "attached", "--asm", pid)
      assert.truthy(asm:find "^; process [^\n]+\n; program 1 of 1\n *0: ld")
      if has_cjson then
        local plain = cjson.decode((gives(0, "attached", "--json", pid)))
        assert.same({"process", "filter", true}, {plain.kind, plain.mode,
          plain.agree})
        assert.same({tonumber(pid)}, plain.groups[1].threads)
        assert.equal("allow", plain.groups[1].policy.default)
      end
    end)
  end)

  it("shows threads that differ", function()
    if obstacle then pending(obstacle) return end
    local process = confined.start "threads"
    local child = run("attached", "--asm", tostring(process.pid))
    local verified = run("verify", "--pid", tostring(process.pid), "mild.lua")
    process.finish()
    local _, sections = child.stdout:gsub("\n; process ", "")
    assert.equal(1, sections)
    assert.truthy(child.stdout:find("thread " .. process.pid ..
      ": 1 filter; flags: log; no_new_privs\n", 1, true), child.stdout)
    assert.truthy(child.stdout:find(": 2 filters; flags: log, none;", 1, true))
    assert.equal(1, verified.code)
    assert.truthy(verified.stdout:find("thread " .. process.pid, 1, true))
  end)

  it("says what is wrong", function()
    for _, words in ipairs {{"attached", "x"}, {"attached", "0"},
      {"attached", "1", "--all"}, {"attached", "--asm"},
      {"attached", "2147483647"}, {"show"}, {"show", "--pid", "1", "mild.lua"},
      {"diff", "mild.lua"}, {"diff", "--pid", "1", "mild.lua", "mild.lua"},
      {"verify", "--pid", "1"}, {"verify", "--pid", "1", "mild.lua", "x"},
      {"verify", "--pid", "1", "--libseccomp", "mild.lua"}, {"capture"},
      {"capture", "-o", "mild.lua", "true"}, {"capture", "/no/such"}}
    do
      local out, err = gives(2, table.unpack(words))
      assert.equal("", out)
      assert.truthy(err:find "^lua%-seccomp: [^\n]+\n$", err)
    end
  end)
end)

describe("--pid", function()
  it("verifies that a process may do no more than a file says", function()
    under_mild(function(pid)
      for _, file in ipairs {"mild.lua", "deadly.lua", "stricter.lua"} do
        local looser = file ~= "mild.lua"
        local out = gives(looser and 1 or 0, "verify", "--pid", pid, file)
        assert.truthy(out:find(looser and "^refuted: process " or
          "^proven: process ", 1), out)
        if file == "stricter.lua" then
          assert.truthy(out:find("linkat()  process allow, file errno(EACCES)",
            1, true), out)
        end
      end
      local bpf = directory .. "/mild.bpf"
      support.spew(bpf, require "seccomp.policy".load(directory ..
        "/mild.lua"):compile():bytes())
      gives(0, "verify", "--pid", pid, bpf)
      if has_cjson then
        local plain = cjson.decode((gives(1, "verify", "--json", "--pid",
          pid, "stricter.lua")))
        assert.is_false(plain.proven)
        assert.equal("linkat", plain.witnesses[1].syscall)
        assert.same({tonumber(pid)}, plain.threads)
      end
    end)
  end)

  it("compares a process with a file", function()
    under_mild(function(pid)
      assert.equal("equal on every call\n", gives(0, "diff", "--pid", pid,
        "mild.lua"))
      local out = gives(1, "diff", "--pid", pid, "stricter.lua")
      assert.truthy(out:find "^stricter.lua is stricter\n", out)
      assert.truthy(out:find("allow → errno(EACCES)  linkat", 1, true), out)
    end)
  end)
end)

describe("lua-seccomp capture", function()
  it("shows and saves what a command installs", function()
    local out, err = gives(5, "capture", "-o", "kept", "--",
      confined.program(), "installs", "prctl", "prctl", "large", "listener")
    local _, filters = out:gsub("%-%- filter ", "")
    assert.equal(5, filters)
    assert.truthy(out:find("^%-%- filter 1: confined %(pid %d+%) by " ..
      "seccomp, flags: log, in kept/1%-confined.bpf\n"), out)
    assert.truthy(out:find("by prctl, in kept/3-confined.bpf, the same as " ..
      "filter 2\n", 1, true), out)
    -- programs that do not look at the arch are no policies
    assert.truthy(err:find("no policy: ", 1, true))
    assert.equal(4096 * 8, #support.slurp(directory ..
      "/kept/4-confined.bpf"))
    assert.equal(confined.small "unlinkat", support.slurp(directory ..
      "/kept/5-confined.bpf"))
  end)

  it("shows policies, and keeps the command's output apart", function()
    local why = support.unwatched "strace"
    if why then pending(why) return end
    local words = {"capture", "--"}
    for _, word in ipairs(support.interpreter()) do words[#words + 1] = word end
    words[#words + 1] = "-e"
    words[#words + 1] = "require 'seccomp.policy'.load 'mild.lua':load() " ..
      "print 'said' os.exit(0)"
    local child = run(table.unpack(words))
    assert.equal(0, child.code, support.describe(child))
    assert.truthy(child.stderr:find "said\n$", child.stderr)
    support.spew(directory .. "/captured.lua", child.stdout)
    assert.equal("equal on every call\n", gives(0, "diff", "captured.lua",
      "mild.lua"))
    table.insert(words, 2, "--json")
    if has_cjson then
      local plain = cjson.decode(run(table.unpack(words)).stdout)
      assert.equal(1, #plain.filters)
      assert.equal("allow", plain.filters[1].policy.default)
      assert.equal(0, plain.status.exited)
    end
  end)

  it("ends as the command does", function()
    local child = run("capture", "sh", "-c", "kill -TERM $$")
    assert.equal("SIGTERM", child.signal)
    assert.equal("lua-seccomp: no filter was installed\n", child.stderr)
    assert.equal("", child.stdout)
  end)
end)
