-- SPDX-License-Identifier: MIT
-- verify knew that calls get around a denial behind socketcall and ipc by bits
-- of the first argument that the kernel does not read (see
-- multiplexer_bits_spec.lua), and load was silent: README's first filter let
-- every socket through on s390x, ppc64 and ppc64le, and a denied shmat was to
-- be had everywhere as ipc(0x10015).
local here = require "spec.here"
local seccomp = require "seccomp"
local support = require "spec.support"

local ALLOW = seccomp.action "allow"
local ARCHES = here.little and here.with_x86 or {"amd64", "x86"}

-- The arches that have a multiplexer, as far as this libseccomp knows them, and
-- those whose arguments have 64 bits there.
local MULTIPLEX, WIDE = {}, {s390x = true, ppc64 = true, ppc64le = true}
for _, arch in ipairs {"x86", "mips", "mipsel", "ppc", "ppc64", "ppc64le",
  "s390", "s390x", "m68k", "sh", "sheb"} do
  if pcall(seccomp.filter, "allow", {arches = {arch}}) then
    MULTIPLEX[#MULTIPLEX + 1] = arch
  end
end

local function filter(default, arches, ...)
  local f = seccomp.filter(default, {arches = arches, tsync = false})
  for _, rule in ipairs {...} do f:add_rule(table.unpack(rule)) end
  return f
end

-- The error of a load that is refused; the filter stays as it is.
local function refused(f)
  local before = {f:export_bpf(), f:export_pfc(), #f:rules(), f:is_locked()}
  local ok, err = pcall(f.load, f)
  assert.is_false(ok)
  assert.equal("EREFUTED", err.code)
  assert.equal("load", err.op)
  assert.matches("bypass=true", err.message)
  assert.same(before, {f:export_bpf(), f:export_pfc(), #f:rules(),
    f:is_locked()})
  -- spawn says the same
  local fine, same = pcall(seccomp.spawn, {"true"}, {filter = f})
  assert.is_false(fine)
  assert.equal("EREFUTED", same.code)
  assert.equal("spawn", same.op)
  return err
end

-- Whether load, in a child, has no more against a filter, the byte order of
-- which may be foreign.
local function taken(f)
  local ok, err = pcall(seccomp.spawn, {"true"}, {filter = f})
  if not ok and err.code == "EINVAL" and err.message:find "endian" then
    return true
  end
  return ok or error(err, 0)
end

-- What a rule of an error is in a message, run on a filter.
local function apply(f, message)
  local rule = message:match "f:add_rule(%b())"
  assert(load("local f = ... f:add_rule" .. rule, "=rule", "t"))(f)
  return f
end

describe("a rule that is walked around", function()
  it("is found in a filter that had none when it was last used", function()
    local f = filter("allow", ARCHES, {"getppid", "errno(EPERM)"})
    for _ = 1, 3 do assert.is_true(taken(f)) end
    f:add_rule("shmat", "errno(EACCES)")
    refused(f)
    refused(f)
  end)

  it("is one beside its like that compares another width", function()
    for _, arch in ipairs(MULTIPLEX) do
      if WIDE[arch] then
        local function both()
          return filter("allow", {arch},
            {"ipc", "errno(EPERM)", {0, "==", 2}, {1, "==", 5}},
            {"ipc", "errno(EPERM)", {0, "==", 2}, {1, "==", 5, width = 32}})
            :set("bad_arch_action", "allow")
        end
        local f = both()
        local rules = refused(f).rules
        assert.equal(2, #rules)
        assert.same({64, 32}, {rules[1][4].width, rules[2][4].width})
        f:add_rules(rules)
        assert.is_true(taken(f))
        f = both():add_rules {rules[1]}
        local err = refused(f)
        assert.equal(5 | 1 << 32, err.witness.arg1, arch)
        assert.equal(1, #err.rules)
        assert.equal(32, err.rules[1][4].width)
      end
    end
  end)

  it("is not loaded, on any arch, without the rule that helps", function()
    local count = 0
    for _, arch in ipairs(MULTIPLEX) do
      for _, case in ipairs {{"shmat", "ipc", 21, 0xffff},
          {"semget", "ipc", 2, 0xffff},
          {"socket", "socketcall", 1, 0xffffffff, true},
          {"sendmsg", "socketcall", 16, 0xffffffff, true}} do
        local name, mux, sub, reads, wide = table.unpack(case)
        if not wide or WIDE[arch] then
          count = count + 1
          local f = filter("allow", {arch}, {name, "errno(EACCES)"})
          f:set("bad_arch_action", "allow")
          local err = refused(f)
          local w = err.witness
          assert.equal(arch, w.arch)
          assert.equal(mux, w.syscall)
          assert.equal(sub, w.arg0 & reads)
          assert.not_equal(sub, w.arg0)
          assert.equal(ALLOW, w.actual)
          assert.equal(ALLOW, (f:program():simulate(w)))
          assert.equal(seccomp.action "errno(EACCES)", w.expected)
          assert.matches(name, err.message)
          -- as text, and as rules
          local g = filter("allow", {arch}, {name, "errno(EACCES)"})
          g:set("bad_arch_action", "allow")
          assert.is_true(taken(apply(g, err.message)))
          g:verify()
          assert.equal(1, #err.rules)
          assert.is_true(taken(f:add_rules(err.rules)))
          assert.equal(seccomp.action "errno(EACCES)",
            (f:program():simulate(w)))
        end
      end
    end
    assert(count >= 2 * #MULTIPLEX)
  end)

  it("has each rule that helps in the error", function()
    local f = filter("allow", ARCHES, {{"shmat", "shmget"},
      "errno(EPERM)"}, {"semop", "kill_process"},
      {"msgget", "errno(EPERM)", {1, "==", 5}}, {"socket", "errno(EACCES)"})
    local err = refused(f)
    assert.equal(4, #err.rules)
    assert.is_true(taken(f:add_rules(err.rules)))
  end)

  it("is installed for those who insist", function()
    if not here.little then
      pending "x86 has the other byte order, and loads nowhere here"
      return
    end
    support.succeeds([[
      local seccomp = require "seccomp"
      local f = seccomp.filter("allow", {arches = {arg[1], arg[2]}})
        :add_rule("shmat", "errno(EPERM)"):lock()
      assert(not pcall(f.load, f) and f:is_locked())
      assert(seccomp.spawn({"true"}, {filter = f, bypass = true}):wait()
        .exited == 0)
      assert(not pcall(f.load, f, {bypass = false}))
      f:load {bypass = true}
      os.exit(0)
    ]], {args = ARCHES})
  end)

  it("is one that the default, or another rule, permits more than", function()
    local function ok(...) assert.is_true(taken(filter(...))) end
    local arches = ARCHES
    -- the default takes what gets around
    ok("errno(EPERM)", {ARCHES[2], ARCHES[1]}, {"exit_group", "allow"},
      {"execve", "allow"}, {"shmat", "errno(EACCES)"}, {"brk", "allow"},
      {{"mmap", "mmap2", "openat", "read", "close", "access", "fstat",
        "newfstatat", "pread64", "arch_prctl", "set_tid_address",
        "set_robust_list", "rseq", "mprotect", "prlimit64", "getrandom",
        "munmap", "futex"}, "allow"})
    -- nothing permits more than these
    ok("allow", arches, {"getppid", "log"}, {"socket", "errno(EACCES)"})
    -- all of the multiplexer is held
    ok("allow", arches, {"shmat", "errno(EPERM)"}, {"ipc", "errno(EPERM)"})
    -- no order names what it does not match
    ok("allow", arches, {"ipc", "errno(EPERM)", {0, ">=", 21}})
    ok("allow", arches, {"ipc", "errno(EPERM)", {0, "!=", 21}})
    -- errno permits more than kill, and so does log than errno
    refused(filter("errno(EPERM)", arches, {"shmat", "kill_process"}))
    refused(filter("log", arches, {"shmat", "errno(EPERM)"}))
    refused(filter("allow", arches, {"shmat", "log"}))
    refused(filter("allow", arches, {"shmat", "notify"}))
  end)

  it("may be on the multiplexer itself", function()
    local f = filter("allow", ARCHES,
      {"ipc", "errno(EPERM)", {0, "==", 21}, {2, "==", 5}})
    local err = refused(f)
    assert.equal(5, err.witness.arg2)
    assert.is_true(taken(f:add_rules(err.rules)))
    -- of an order libseccomp cannot compare the low bits
    f = filter("allow", ARCHES, {"ipc", "errno(EPERM)", {0, "<=", 4}})
    err = refused(f)
    assert.same({}, err.rules)
    assert.matches("seccomp.policy", err.message)
  end)

  it("names policies where libseccomp takes no rule that helps", function()
    -- which is in the way of it
    local f = filter("errno(EPERM)", {"ppc64le"}, {"socket", "errno(EACCES)"},
      {"socketcall", "allow", {0, "!=", 1}})
    f:set("bad_arch_action", "allow")
    local err = refused(f)
    if #err.rules == 0 then
      assert.matches("policy %(seccomp.policy%)", err.message)
    else
      assert.is_true(taken(f:add_rules(err.rules)))
    end
  end)

  it("has no rule that helps where one would permit more elsewhere", function()
    -- of rules that disagree libseccomp takes another one then
    local f = filter("allow", {"ppc64le"},
      {"socketcall", "errno(EPERM)", {1, "==", 3}},
      {"accept4", "log", {0, "<", 19}},
      {"socketcall", "errno(EPERM)", {1, ">", 0x10017}, {0, ">", 0x10007}},
      {"recvmmsg", "errno(EACCES)"})
    f:set("bad_arch_action", "allow")
    local err = refused(f)
    if #err.rules > 0 then
      local before = f:program()
      assert.is_true((f:add_rules(err.rules):program()
        :permits_at_most(before)))
    end
    assert.matches("seccomp.policy", err.message)
  end)

  it("is found in time among thousands", function()
    local f = filter("allow", {"amd64", "x86"}, {"shmat", "errno(EPERM)"})
    for i = 1, 60 do
      f:add_rule("shmctl", "errno(EPERM)", {1, "==", i}, {2, "==", i * 7})
      f:add_rule("ioctl", "errno(EPERM)", {1, "==", i}, {2, "==", i * 7})
    end
    local clock = os.clock()
    refused(f)
    assert(os.clock() - clock < 5 * support.slower)
  end)

  -- The oracle is simulation alone: of values that agree in what the kernel
  -- reads with what a rule names, which get more than the rule gives.
  it("is found by trying, and what is found stands", function()
    math.randomseed(20261130)
    local actions = {"errno(EPERM)", "kill_process", "log", "errno(EACCES)"}
    local calls = {"shmat", "shmdt", "semop", "socket", "connect", "ipc",
      "socketcall"}
    local SUB = {shmat = 21, shmdt = 22, semop = 1, socket = 1, connect = 3}
    local MUX = {shmat = "ipc", shmdt = "ipc", semop = "ipc",
      socket = "socketcall", connect = "socketcall", ipc = "ipc",
      socketcall = "socketcall"}
    local READS = {ipc = 0xffff, socketcall = 0xffffffff}
    local RANK = {kill_process = 0, errno = 1, log = 2, allow = 3}
    local found, clean = 0, 0
    for _ = 1, 120 do
      local arch = ({"x86", "ppc64le"})[math.random(2)]
      local f = filter(({"allow", "errno(ENOSYS)", "log"})[math.random(3)],
        {arch})
      f:set("bad_arch_action", "allow")
      for _ = 1, math.random(3) do
        local name = calls[math.random(#calls)]
        local conditions = {}
        if MUX[name] == name then
          local value = math.random(0, 3) + 20 * math.random(0, 1)
          conditions[1] = math.random(3) == 1 and
            {0, "masked_eq", READS[name], value} or {0, "==", value}
        elseif math.random(3) == 1 then
          conditions[1] = {1, "==", math.random(0, 2)}
        end
        pcall(f.add_rule, f, name, actions[math.random(#actions)],
          table.unpack(conditions))
      end
      local program = f:program()
      local bypassed = false
      for _, rule in ipairs(f:rules()) do
        local mux = MUX[rule.syscall]
        local conds, value, mask = {}, SUB[rule.syscall], -1
        for _, c in ipairs(rule.conditions) do
          if c.arg == 0 then
            value = c.op == "==" and c.datum_a or c.datum_b
            mask = c.op == "==" and -1 or c.datum_a
          else
            conds[c.arg] = c.datum_a
          end
        end
        for _, high in ipairs {0, 1 << 16, 1 << 31, 1 << 32, 5 << 40} do
          high = high & ~READS[mux]
          if arch == "x86" then high = high & 0xffffffff end
          if high & mask ~= 0 then
            local call = {arch = arch, syscall = mux, arg0 = value | high,
              arg1 = conds[1], arg2 = conds[2]}
            local action = program:simulate(call)
            bypassed = bypassed or RANK[action.name] > RANK[rule.action.name]
          end
        end
      end
      local ok, err = pcall(seccomp.spawn, {"true"}, {filter = f})
      if bypassed then
        found = found + 1
        assert.is_false(ok)
        assert.equal("EREFUTED", err.code)
      else
        clean = clean + 1
        assert(ok or err.code ~= "EREFUTED", tostring(err))
      end
    end
    assert(found > 20 and clean > 20, found .. " " .. clean)
  end)
end)

describe("Policies", function()
  it("look at what the kernel looks at, and load", function()
    local policies = require "seccomp.policy"
    for _, arch in ipairs(MULTIPLEX) do
      local p = policies.new {default = "allow", arches = {arch}, bad_arch =
        "allow", rules = {{"shmat", "socket", action = "errno(EACCES)"}}}
      local program = p:compile()
      for _, case in ipairs {{"ipc", 0x10015}, {"socketcall",
        WIDE[arch] and 0x100000001 or 1}} do
        assert.equal(seccomp.action "errno(EACCES)", (program:simulate {
          arch = arch, syscall = case[1], arg0 = case[2]}))
      end
      assert.is_true(taken(p))
      local ok, f = pcall(p.filter, p)
      if ok then assert.is_true(taken(f)) end
    end
  end)
end)

describe("README's first filter", function()
  it("is one that loads on every arch", function()
    local text = support.slurp(support.root .. "/README.md")
    local rules = text:match 'seccomp%.filter "allow"[^\n]*\n(.-)  :load%(%)'
    for _, arch in ipairs(MULTIPLEX) do
      local f = filter("allow", {arch})
      f:set("bad_arch_action", "allow")
      assert(load("local f = ... return f\n" .. rules, "=README", "t"))(f)
      assert.is_true(taken(f))
    end
  end)
end)
