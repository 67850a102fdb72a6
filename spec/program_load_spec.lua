-- SPDX-License-Identifier: MIT
-- Programs in the kernel, which must agree with the simulator.
local attached = require "seccomp.attached"
local here = require "spec.here"
local oracle = require "spec.oracle"
local programs = require "spec.programs"
local seccomp = require "seccomp"
local support = require "spec.support"

local ALLOW = programs.ALLOW
local AMD64 = programs.AMD64
local ERRNO = programs.ERRNO
local bytes = programs.bytes
local native_order = programs.native_order
local program = programs.program
local raised = support.raised
local allow = {0x06, ALLOW}
-- of which not every arch has each
local RENAME = {"rename", "renameat", "renameat2"}

describe("loading", function()
  it("gives the kernel the flags that are asked for", function()
    local why = support.unwatched "strace"
    if why then
      pending(why)
      return
    end
    local path = os.tmpname()
    finally(function() os.remove(path) end)
    support.spew(path, [[
      local seccomp = require "seccomp"
      local program = seccomp.filter "allow":program()
      for _, options in ipairs {{}, {tsync = true}, {tsync = false},
        {log = true}, {ssb = true}, {tsync = false, ssb = true, log = true},
        {listener = true, wait_kill = true}}
      do
        program:load(options)
      end
      program:load()
      seccomp.filter("allow"):load()
      seccomp.filter("allow", {tsync = false}):load()
      seccomp.filter("allow", {tsync = false, log = true}):load()
      seccomp.filter("allow", {tsync = true, ssb = true}):load()
      os.exit(0)
    ]])
    local told = {}
    local list, more = attached.capture({support.lua, path},
      {stdin = "null", stdout = "null"})
    for i, entry in ipairs(list) do told[i] = table.concat(entry.flags, " ") end
    assert.same({exited = 0}, more.status)
    assert.same({"tsync", "tsync", "", "tsync log", "tsync ssb", "log ssb",
      "listener wait_kill", "tsync", "tsync", "", "log", "tsync ssb"}, told)
  end)
end)

describe("Program:load", function()
  --- Loads in a child that then runs `code`.
  local function load(p, options, code)
    return support.run(([[
      local seccomp = require "seccomp"
      local p = seccomp.program(io.read("a"))
      local loaded = p:load(%s)
      assert(loaded == p)
      %s
      os.exit(0)
    ]]):format(options or "", code or ""), {stdin = p:bytes()})
  end
  local function status(field)
    return ([[
      local status = io.open("/proc/self/status"):read("a")
      io.write(status:match("%s:%%s+(%%d+)"))
    ]]):format(field)
  end

  it("loads", function()
    local rename = seccomp.filter("allow"):add_rule(RENAME, "errno(EXDEV)")
      :program()
    local child = load(rename, nil, [[
      local _, _, errno = os.rename("/nonexistent/a", "/nonexistent/b")
      io.write(errno)
    ]])
    assert.equal(0, child.status, support.describe(child))
    assert.equal("18", child.stdout)
    child = load(seccomp.filter("allow"):add_rule(RENAME, "kill_process")
      :program(), nil, "os.rename('/nonexistent/a', '/nonexistent/b')")
    assert.equal("SIGSYS", child.signal)
  end)

  it("takes options", function()
    local p = program({allow}, native_order)
    for _, options in ipairs {"nil", "{}", "{tsync=false}", "{log=true}",
        "{ssb=true}", "{tsync=true, log=true, ssb=true, listener=false}"} do
      local child = load(p, options, status "Seccomp")
      assert.equal("2", child.stdout, options .. support.describe(child))
    end
    assert.equal("1", load(p, nil, status "NoNewPrivs").stdout)
    assert.equal("1", load(p, "{no_new_privs=true}", status "NoNewPrivs")
      .stdout)
    local child = load(p, "{no_new_privs=false}", status "NoNewPrivs")
    if child.status == 0 then
      assert.equal("0", child.stdout)
    else
      assert.truthy(child.stderr:find("EACCES", 1, true), child.stderr)
    end
  end)

  it("gives the listener asked for, and only one", function()
    local p = program({allow}, native_order)
    for _, more in ipairs {"", ", tsync=true", ", wait_kill=true"} do
      local child = support.succeeds(([[
        local p = require("seccomp").program(io.read("a"))
        local listener = p:load {listener=true%s}
        assert(listener ~= p and listener:fd() >= 0)
        local ok, err = pcall(p.load, p, {listener=true})
        io.write(tostring(ok), " ", err.code, " ", tostring(p:load() == p))
        os.exit(0)
      ]]):format(more), {stdin = p:bytes(), env = support.goes_on})
      assert.equal("false EBUSY true", child.stdout)
    end
  end)

  it("refuses the other byte order", function()
    local foreign = native_order == "big" and "little" or "big"
    local p = program({allow}, foreign)
    local err = raised(p.load, p)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find(foreign .. "-endian", 1, true))
  end)

  it("names the kernel's errno", function()
    local child = support.succeeds([[
      local p = require("seccomp").program(io.read("a"))
      for i = 1, 10 do
        local ok, err = pcall(p.load, p)
        if not ok then io.write(err.code, " ", err.op) os.exit(0) end
      end
    ]], {stdin = bytes({allow}, native_order):rep(4096)})
    assert.equal("ENOMEM load", child.stdout)
  end)
end)

describe("the kernel and Program", function()
  -- codes, those that matter most more than once
  local CODES = {0x00, 0x20, 0x20, 0x20, 0x20, 0x60, 0x80, 0x01, 0x61, 0x81,
    0x02, 0x03, 0x04, 0x0c, 0x14, 0x1c, 0x24, 0x2c, 0x34, 0x3c, 0x44, 0x4c,
    0x54, 0x5c, 0x64, 0x6c, 0x74, 0x7c, 0x84, 0xa4, 0xac, 0x05, 0x15, 0x1d,
    0x25, 0x2d, 0x35, 0x3d, 0x45, 0x4d, 0x07, 0x87, 0x06, 0x16}
  local VALUES = {0, 1, 2, 3, 5, 31, 32, 33, 64, 0x7fffffff, 0x80000000,
    0xffffffff, AMD64, 0x40000000, 1000, 0x50000, ALLOW}
  -- numbers of no call, so that an allowed one fails with ENOSYS
  local NUMBERS = {1000, 1001, 65536, 0x7fffffff, 0x80000000, 0x40001000,
    0xfffffffe, 0xffffffff}
  -- from 0xf0000 on they are arm's own, and SIGILL answers those that are none
  if here.arch == "arm" then NUMBERS = {1000, 1001, 65536, 0xeffff} end
  local random = math.random

  local function pick(list) return list[random(#list)] end

  local function value()
    if random(3) == 1 then return random(0, 0xffffffff) end
    return (pick(VALUES) + random(-1, 1)) & 0xffffffff
  end

  --- Random instructions; what they leave in A decides the errno returned.
  local function generate(length)
    local insns = {}
    local tail = length
    for i = 0, length - 1 do
      local left = tail - i
      local code, jt, jf, k = pick(CODES), 0, 0, value()
      if code == 0x20 then
        k = pick {0, 4, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60}
      elseif code == 0x02 or code == 0x03 or code == 0x60 or code == 0x61 then
        k = random(0, 2)
      elseif code == 0x64 or code == 0x74 then
        k = k & 31
      elseif code == 0x34 then
        k = k | 1
      elseif code == 0x05 then
        k = random(0, math.min(left, 5) - 1)
      elseif code & 7 == 6 then
        if random(3) > 1 then code, k = 0x05, left - 1
        elseif code == 6 and random(2) == 1 then k = ERRNO | random(0, 0xffff)
        end
      elseif code & 7 == 5 then
        local most = math.min(left, 6) - 1
        jt, jf = random(0, most), random(0, most)
      end
      insns[#insns + 1] = {code, jt, jf, k}
    end
    for _, insn in ipairs {{0x24, random(0, 0xffffffff) | 1}, {0x74, 20},
        {0x44, ERRNO}, {0x16, 0}} do
      insns[#insns + 1] = {insn[1], 0, 0, insn[2]}
    end
    return insns
  end

  local function mutate(insns)
    for _ = 1, random(3) do
      local insn = pick(insns)
      local what = random(5)
      if what == 1 then insn[1] = random(0, 255)
      elseif what == 2 then insn[1] = pick(CODES)
      elseif what == 3 then insn[4] = value()
      elseif what == 4 then insn[4] = random(0, 70)
      else insn[random(2, 3)] = random(0, 255)
      end
    end
  end

  --- What a call gets in userspace when nothing comes of it by itself.
  local function expected(action)
    if action.name == "errno" then return -action.code end
    if action.name == "trap" or action.name:find "^kill" then
      return "killed"
    end
    return -38 -- ENOSYS
  end

  it("agree on random programs", function()
    if seccomp.native_arch() == "mips" then return pending "other errnos" end
    if not support.has_command(os.getenv "CC" or "cc") then
      return pending "no C compiler"
    end
    local seed = tonumber(os.getenv "SEED") or 20240607
    math.randomseed(seed)
    local questions, wide = {}, ("T"):packsize() == 8
    for i = 1, 300 do
      local insns = generate(random(2, random(2) == 1 and 20 or 120))
      if random(5) < 3 then mutate(insns) end
      local calls = {}
      for k = 1, 12 do
        local call = {pick(NUMBERS)}
        for a = 2, 7 do
          -- a process of 32 bits has no upper words to give
          call[a] = value() | (wide and value() << 32 or 0)
        end
        calls[k] = call
      end
      questions[i] = {bytes = bytes(insns, native_order), calls = calls}
    end
    local answers = oracle.ask(questions)
    local accepted, refused, killed = 0, 0, 0
    for i, question in ipairs(questions) do
      local answer = answers[i]
      local ok, p = pcall(seccomp.program, question.bytes,
        {endian = native_order})
      local context = ("program %d of seed %d: %s"):format(i, seed,
        ok and p:disassemble() or tostring(p))
      assert.equal(answer.refused == nil, ok, context)
      if ok then
        accepted = accepted + 1
        for k, returned in ipairs(answer) do
          local call = question.calls[k]
          assert.equal(expected((p:simulate(table.unpack(call)))), returned,
            context)
          if returned == "killed" then killed = killed + 1 end
        end
      else
        refused = refused + 1
        assert.equal(22, answer.refused)
      end
    end
    -- the test is of some worth
    assert.is_true(accepted > 100 and refused > 30 and killed > 0,
      ("%d %d %d"):format(accepted, refused, killed))
  end)
end)
