-- SPDX-License-Identifier: MIT
-- What `lua-seccomp capture` tells of filters of each kind, in this process: a
-- table stands for the command. spec/in_force_spec.lua has commands.
local attached = require "seccomp.attached"
local capture = require "seccomp.cli.commands.capture"
local command = require "spec.command"
local json = require "seccomp.json"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"
local terminal = require "seccomp.cli.terminal"

local cli = command.in_directory(setup, teardown)

local policy = policies.new {default = "allow", arches = {"amd64"},
  rules = {{"mkdir", action = "errno(EPERM)"}}}
local program = policy:compile()
local other = seccomp.filter("allow"):program()

local function bare(text) return text end

local function entry(more)
  local out = {pid = 7, tid = 8, name = "cmd", by = "seccomp", flags = {}}
  for key, value in pairs(more) do out[key] = value end
  return out
end

-- What is printed, what is said on standard error, and the exit status, of a
-- command that installs what is in a list.
local function told(args, list, more)
  local old = {attached.capture, terminal.warn, terminal.write}
  local said, written, asked = {}, {}, nil
  attached.capture = function(argv, options)
    asked = {argv, options}
    return list, {status = more.status or {exited = 0},
      strict = more.strict or {}, failed = more.failed or {},
      ended = more.ended}
  end
  terminal.warn = function(...) said[#said + 1] = table.concat {...} .. "\n" end
  terminal.write = function(...) written[#written + 1] = table.concat {...} end
  args.command, args.paint_error = args.command or {"cmd", "x"}, bare
  local ok, status = pcall(capture.run, args)
  attached.capture, terminal.warn, terminal.write = table.unpack(old)
  if not ok then error(status, 0) end
  return table.concat(written), table.concat(said), status, asked
end

describe("lua-seccomp capture", function()
  it("shows each program once, below whose it is", function()
    local out, said, status, asked = told({}, {entry {program = program},
      entry {program = other, name = "b\27", by = "prctl"},
      entry {program = program, pid = 9, flags = {"log", "tsync"}},
      entry {program = seccomp.program(program:bytes())}}, {})
    local text = tostring(policy)
    assert.equal("-- filter 1: cmd (pid 7) by seccomp\n" .. text .. "\n" ..
      "-- filter 2: b\\027 (pid 7) by prctl\n" .. tostring(other:policy()) ..
      "\n-- filter 3: cmd (pid 9) by seccomp, flags: log tsync, the same as " ..
      "filter 1\n\n" ..
      "-- filter 4: cmd (pid 7) by seccomp, the same as filter 1\n",
      out)
    assert.equal("", said)
    assert.equal(0, status)
    assert.same({{"cmd", "x"}, {foreground = true, stdout = io.stderr}}, asked)
    assert.is_true(told({asm = true}, {entry {program = program}}, {}) ==
      "; filter 1: cmd (pid 7) by seccomp\n" .. program:disassemble())
    assert.is_true(select(4, told({detach = true}, {}, {}))[2].detach)
  end)

  it("warns of what was not seen, or not seen well", function()
    local unread = entry {unread = "EFAULT", name = "a\27"}
    local _, said, status = told({}, {entry {program = other}, unread,
      entry {program = other, raced = true}}, {strict = {entry {pid = 5}},
      ended = true})
    assert.equal("lua-seccomp: filter 2 of a\\027 could not be read " ..
      "(EFAULT)\nlua-seccomp: filter 3 of cmd was changed while it " ..
      "was installed: the kernel may have taken another\n" ..
      "lua-seccomp: cmd (pid 5) went into strict mode\n" ..
      "lua-seccomp: processes that cmd left behind were ended with the " ..
      "watching\n", said)
    -- a command that fails has its own status
    assert.equal(2, status)
    assert.equal(3, (select(3, told({}, {unread}, {status = {exited = 3}}))))
    assert.equal("lua-seccomp: no filter was installed\n",
      (select(2, told({}, {}, {}))))
    assert.equal("", (select(2, told({json = true}, {}, {}))))
  end)

  it("has JSON of all that was tried", function()
    local out = told({json = true}, {entry {program = program},
      entry {program = program, flags = {"log"}, raced = true},
      entry {unread = "EFAULT"}}, {strict = {entry {by = "prctl"}},
      failed = {entry {program = program, errno = "EACCES"},
        entry {mode = "strict", errno = "EINVAL"}}, status = {exited = 4}})
    local plain = json.decode(out)
    local text = tostring(policy)
    assert.same({filters = {
      {name = "cmd", pid = 7, tid = 8, by = "seccomp", flags = {},
        instructions = #program, text = text, policy = {default = "allow",
          arches = {"amd64"}, rules = {{syscalls = {"mkdir"},
            action = "errno(EPERM)"}}, bad_arch = "kill_process"}},
      {name = "cmd", pid = 7, tid = 8, by = "seccomp", flags = {"log"},
        raced = true, instructions = #program, text = text,
        policy = plain.filters[1].policy},
      {name = "cmd", pid = 7, tid = 8, by = "seccomp", flags = {},
        unread = "EFAULT"}},
      strict = {{name = "cmd", pid = 7, tid = 8, by = "prctl", flags = {}}},
      failed = {{name = "cmd", pid = 7, tid = 8, by = "seccomp", flags = {},
        errno = "EACCES", instructions = #program},
        {name = "cmd", pid = 7, tid = 8, by = "seccomp", flags = {},
          errno = "EINVAL", mode = "strict"}},
      status = {exited = 4}}, plain)
    out = told({json = true}, {}, {})
    for _, key in ipairs {"filters", "failed", "strict"} do
      assert.truthy(out:find('"' .. key .. '": []', 1, true), key)
    end
  end)

  it("keeps programs in files that are named for their processes", function()
    local directory = cli.directory .. "/caught/deep"
    local list = {}
    for i, name in ipairs {"cmd", "-x", ".x", "a/b\27c", "", "ä1._-"} do
      list[i] = entry {program = other, name = name}
    end
    list[#list + 1] = entry {unread = "EFAULT"}
    local out = told({output = directory}, list, {})
    for i, name in ipairs {"cmd", "_x", "_x", "a_b_c", "_", "__1._-"} do
      local path = ("%s/%d-%s.bpf"):format(directory, i, name)
      assert.equal(other:bytes(), support.slurp(path), path)
      assert.truthy(out:find(", in " .. path, 1, true), path)
    end
    assert.is_nil(out:find("7-", 1, true))
    assert.equal(directory .. "/1-cmd.bpf", json.decode((told({json = true,
      output = directory}, {entry {program = other}}, {}))).filters[1].file)
    support.spew(cli.directory .. "/plain", "")
    local ok, err = pcall(told, {output = cli.directory .. "/plain"}, list, {})
    assert.is_false(ok)
    assert.truthy(err.usage:find("cannot write into ", 1, true))
    ok, err = pcall(told, {command = {}}, {}, {})
    assert.is_false(ok)
    assert.equal("capture needs a command: lua-seccomp capture -- COMMAND",
      err.usage)
  end)
end)
