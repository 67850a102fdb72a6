-- SPDX-License-Identifier: MIT
-- What is made of a policy, and the C behind that.
local fields = require "spec.fields"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local action = fields.action
local raised = support.raised
local with = fields.with

describe("made of a policy:", function()
  local p = policies.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
    rules = {
      {"read", "write", action = "allow"},
      {"personality", action = "log", when = {{0, "==", 8}}},
      {"mount", action = "kill_process"},
      {"ptrace", action = "trap"},
      {"socket", "bind", action = "notify"},
    }}

  it("a program, proven", function()
    local program = p:compile()
    assert.equal(program, p:compile {prove = false})
    assert.equal(program, p:compile {prove = true, budget = 2})
    assert.is_true(#program > 1)
  end)

  it("a program that is proven once, and where that fails none", function()
    local low = require "seccomp.core.policy"
    local old, proofs, trouble = low.prove, 0, nil
    finally(function() low.prove = old end)
    function low.prove(...)
      proofs = proofs + 1
      if trouble then error(trouble, 0) end
      return old(...)
    end
    local function proven_by(fn)
      proofs = 0
      local q = policies.new {default = "allow", arches = {"amd64"},
        rules = {{"mkdir", action = "trap"}}}
      fn(q)
      return proofs
    end
    assert.equal(0, proven_by(function(q) q:compile {prove = false} end))
    assert.equal(1, proven_by(function(q) q:compile() end))
    assert.equal(1, proven_by(function(q)
      q:compile {prove = false}
      q:compile()
      q:compile {budget = 0} -- there is nothing left to prove
    end))
    assert.equal(2, proven_by(function(q)
      trouble = "refuted"
      assert.same({false, "refuted"}, {pcall(q.compile, q)})
      trouble = nil
      q:compile()
    end))
    local err = raised(function()
      policies.new {default = "allow", arches = {"amd64"}, rules = {{"mkdir",
        action = "trap"}}}:compile {budget = 0}
    end)
    assert.equal("EUNDECIDED", err.code)
  end)

  it("a filter that means the same", function()
    local q = policies.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
      rules = {
        {"read", "write", action = "allow"},
        {"personality", action = "log", when = {{0, "==", 8}}},
        {"personality", action = "errno(EPERM)"},
      }}
    local f = q:filter()
    assert.same({}, f:program():diff(q:compile()))
    for _, other in ipairs {f, f:program(), seccomp.stack {f}, q} do
      assert.same({}, q:diff(other))
    end
    assert.same({"amd64", "x86"}, f:arches())
    assert.equal(seccomp.action "errno(EPERM)", f:get "default_action")
  end)

  it("a filter with lists of values, and with raw conditions", function()
    for _, arches in ipairs {{"amd64"}, {"x86"}, {"amd64", "x86"}} do
      for _, when in ipairs {{{1, "==", {1, 5}}},
        {{1, "masked_eq", 0xf, {1, 5}}}, {{1, "==", {1, 5}, width = 32}},
        arches[1] == "amd64" and #arches == 1 and {{1, "==", {1, 5},
        raw = true}} or nil,
        arches[1] == "amd64" and #arches == 1 and {{1, ">", 5,
        raw = true}} or nil}
      do
        local q = policies.new {default = "errno(EPERM)", arches = arches,
          rules = {{"ioctl", action = "allow", when = when}}}
        assert.same({}, q:filter():program():diff(q:compile()))
      end
    end
  end)

  it("no filter where libseccomp cannot have the meaning", function()
    local cases = {
      -- a rule with the default action in front of another
      {{"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"}},
      -- an argument twice
      {{"kill", action = "allow", when = {{1, ">", 1}, {1, "<", 9}}}},
      -- the low half, in order
      {{"kill", action = "allow", when = {{1, "<", 9, width = 32}}}},
      -- libseccomp sorts these: arg0 = 1, arg1 = 1 is for the first
      {{"kill", action = "log", when = {{1, "==", 1}}},
        {"kill", action = "allow", when = {{0, "==", 1}}}},
    }
    for _, rules in ipairs(cases) do
      local q = policies.new(with {rules = rules})
      local ok, err = pcall(q.filter, q)
      if ok then
        assert.same({}, err:program():diff(q:compile()))
      else
        assert.equal("EOPNOTSUPP", err.code)
        assert.equal("filter", err.op)
        assert.matches("libseccomp", err.message)
        assert.matches("policy:compile", err.message)
      end
    end
    -- more conditions than a call has arguments
    local many = {}
    for i = 1, 7 do many[i] = {i % 6, ">=", i} end
    local q = policies.new(with {rules = {{"mmap", action = "allow",
      when = many}}})
    assert.matches("rule 1 has 7 conditions, and libseccomp takes one for " ..
      "each of the 6 arguments. policy:compile", raised(q.filter, q).message)
    -- all 64 bits where registers have 32: refused before the proof
    q = policies.new {default = "errno(EPERM)", arches = {"x86"}, rules = {
      {"kill", action = "allow", when = {{1, "==", 5, raw = true}}}}}
    assert.matches("rule 1: raw on arg1: libseccomp has no such condition",
      raised(q.filter, q).message)
    -- numbers are of the native arch
    q = policies.new {default = "errno(EPERM)",
      rules = {{0xfff0, action = "log"}}}
    assert.same({}, q:filter():program():diff(q:compile()))
    local foreign = seccomp.native_arch() == "arm64" and "amd64" or "arm64"
    q = policies.new {default = "errno(EPERM)", arches = {foreign},
      rules = {{0xfff0, action = "log"}}}
    assert.matches("rule 1: number 65520 has no name on " .. foreign,
      raised(q.filter, q).message)
    q = policies.new(with {unknown = "errno(ENOSYS)"})
    assert.matches("above the highest", raised(q.filter, q).message)
    q = policies.new(with {rules = {{{10, 1034}, action = "log"}}})
    assert.matches("rule 1 has a range of 1025 numbers", raised(q.filter, q)
      .message)
    q = policies.new {default = "errno(EPERM)",
      rules = {{{10, 1033}, action = "log"}}}
    assert.same({}, q:filter():program():diff(q:compile()))
    q = policies.new(with {rules = cases[1]})
    local err = raised(q.filter, q)
    assert.equal("kill", err.witness.syscall)
    assert.equal(9, err.witness.arg1)
    -- what libseccomp does not take as the filter's own
    for _, spec in ipairs {{default = "errno(4095)"},
        {bad_arch = "errno(4095)"}} do
      q = policies.new(with(spec))
      err = raised(q.filter, q)
      assert.equal("EOPNOTSUPP", err.code)
      assert.matches("libseccomp cannot.*4094.*policy:compile", err.message)
      assert.is_nil(err.message:find "EINVAL")
      assert.matches("support.lua:%d+: ", tostring(err))
    end
  end)

  it("the same of a value and of a list with one", function()
    local function text(value)
      return tostring(policies.new(with {rules = {{"kill", action = "log",
        when = {{1, "==", value}, {0, "masked_eq", 7, value}}}}}))
    end
    assert.equal(text(5), text {5})
    assert.not_equal(text(5), text {5, 6})
  end)

  it("one that only complains", function()
    local c = p:complain()
    assert.equal("log", c.default)
    assert.equal("log", c.bad_arch)
    assert.equal("allow", c.rules[1].action)
    assert.equal("log", c.rules[3].action)
    assert.equal("log", c.rules[4].action)
    assert.equal("notify", c.rules[5].action)
    assert.equal("log", action(c, {arch = "arm64", syscall = 0}))
    -- whatever it permitted, it permits
    for _, name in ipairs {"read", "mount", "ptrace", "brk"} do
      local logged = action(c, {arch = "amd64", syscall = name})
      assert.is_true(logged == "log" or logged == "allow")
    end
    assert.equal("errno(EPERM)", p.default)
  end)

  it("a merge with another", function()
    local q = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "log"}, {"close", action = "allow"}}}
    local m = p:merge(q)
    assert.same({"amd64", "x86"}, m.arches)
    assert.equal("allow", action(m, {arch = "amd64", syscall = "read"}))
    assert.equal("allow", action(m, {arch = "amd64", syscall = "close"}))
    -- q said nothing about x86
    assert.equal("errno(EPERM)", action(m, {arch = "x86", syscall = "close"}))
    local n = q:merge(p)
    assert.equal("log", action(n, {arch = "amd64", syscall = "read"}))
    assert.equal("allow", action(n, {arch = "x86", syscall = "read"}))
    assert.same({}, p:merge(p):diff(p))
    for _, field in ipairs {"default", "bad_arch", "unknown"} do
      local err = raised(p.merge, p, policies.new(with {[field] = "trap"}))
      assert.equal("EINVAL", err.code)
      assert.equal(("the policies differ in %s: %s and trap"):format(field,
        p[field] and tostring(p[field]) or "none"), err.message)
    end
    for _, how in ipairs {"merge", "union", "intersection"} do
      local one = policies.new {default = "allow", arches = {"amd64"}}
      local other = policies.new {default = "allow", arches = {"amd64"},
        unknown = "trap"}
      assert.equal("the policies differ in unknown: none and trap",
        raised(one[how], one, other).message)
      assert.equal("the policies differ in unknown: trap and none",
        raised(one[how], other, one).message)
    end
    -- each rule for the arches that it was for
    local a = policies.new {default = "allow", arches = {"amd64"}, rules = {
      {"read", action = "trap"}, {"write", action = "trap",
        arches = {"amd64"}}}}
    local b = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{"dup", action = "trap"},
        {"kill", action = "trap", arches = {"x86"}}}}
    local rules = {}
    for i, rule in ipairs(a:merge(b):data().rules) do
      rules[i] = rule[1] .. " " .. table.concat(rule.arches or {"all"}, ",")
    end
    assert.same({"read amd64", "write amd64", "dup all", "kill x86"}, rules)
    assert.equal("EDOM", raised(p.merge, p, policies.new {
      default = "errno(EPERM)", arches = {"s390x"}}).code)
    assert.matches("bad argument #1 to 'merge'", raised(p.merge, p, {}))
  end)

  it("the differences from another", function()
    local q = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"kill", action = "allow", when = {{1, "<=", 15}}}}}
    local r = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"kill", action = "allow", when = {{1, "<", 16}}}}}
    assert.same({}, q:diff(r))
    local s = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"kill", action = "allow", when = {{1, "<=", 16}}}}}
    local list = q:diff(s, {limit = 1})
    assert.equal(1, #list)
    assert.equal("kill", list[1].syscall)
    assert.equal(16, list[1].arg1)
    assert.equal("errno", list[1].left.name)
    assert.equal("allow", list[1].right.name)
    assert.matches("bad argument", raised(q.diff, q, 1))
    assert.matches("bad argument #2 to 'diff' %(table expected, got number%)",
      raised(q.diff, q, s, 1))
  end)

  it("the listener of this process, when asked for one", function()
    support.succeeds [[
      local p = require("seccomp.policy").new {default = "allow",
        rules = {{"mkdirat", action = "notify"}}}
      local listener = p:load {listener = true}
      assert(tostring(listener):find "^seccomp.listener", tostring(listener))
      assert(select(2, listener:receive(0)) == "timeout")
      listener:close()
    ]]
  end)

  it("what the kernel holds this process to", function()
    support.succeeds [[
      local policies = require "seccomp.policy"
      local p = policies.new {
        default = "allow",
        rules = {
          {"chdir", action = "allow", when = {{0, "==", 0}}},
          {"chdir", "unlinkat", action = "errno(EROFS)"},
        },
      }
      assert(p:load {prove = true, log = false} == p)
      local ok, message, number = os.remove "/no/such/directory/"
      assert(not ok)
      assert(number == 30 or number == 2, message)
      local ok = pcall(p.load, p, {no_such = true})
      assert(not ok)
      os.exit(0)
    ]]
  end)
end)

-- What lib/seccomp/policy.lua never asks of C, which does not rely on that.
describe("the C behind policies", function()
  local low = require "seccomp.core.policy"
  local allow, kill = seccomp.action "allow", seccomp.action "kill"

  local function resolve(arches, ...)
    local rules = {...}
    for i, call in ipairs(rules) do rules[i] = {call, action = kill} end
    return low.resolve(arches, rules, allow, allow)
  end

  it("refuses what is no policy", function()
    for _, case in ipairs {
      {"arch amd64 is listed twice", {"amd64", "amd64"}},
      {"is an integer from -2^31 to 2^32-1", {"amd64"}, 2.5},
      {"is an integer from -2^31 to 2^32-1", {"amd64"}, 1 << 32},
      {"unknown syscall \"nonesuch\"", {"amd64"}, "nonesuch"},
      {"unknown syscall \"SCMP_SYS(read\"", {"amd64"}, "SCMP_SYS(read"},
      {"unknown syscall \"SCMP_SYS(bind\"", {"x86"}, "SCMP_SYS(bind"},
      {"syscall name, number or range expected", {"amd64"}, true},
    } do
      local err = raised(resolve, table.unpack(case, 2))
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(case[1], 1, true), err.message)
    end
    local ret = seccomp.program(string.pack("=I2BBI4", 0x06, 0, 0, 0x7fff0000))
    local err = raised(low.prove, resolve {"amd64"}, ret, -1)
    assert.truthy(err.message:find("option budget", 1, true), err.message)
  end)

  it("asks for its arguments, and for no more", function()
    for name, fn in pairs(low) do
      assert.matches("bad argument #%d to '" .. name .. "' %(",
        select(2, pcall(fn)))
      local most = tonumber(select(2, pcall(fn, table.unpack({}, 1, 12)))
        :match("bad argument #%d to '" .. name .. "' %(no more than (%d) " ..
          "arguments? expected%)"))
      assert.is_truthy(most, name)
      assert.is_nil(tostring(select(2, pcall(fn, table.unpack({}, 1, most))))
        :find("no more than", 1, true))
    end
  end)

  it("knows lists of names in which none is twice", function()
    local LISTS = {{}, {"read"}, {"read", "write"}, {"read", "read"},
      {"read", "write", "read"}, {"@file"}, {"read", "@file"}, {5},
      {"read", 5}, {{1, 2}}, {true}, {"read", "read", "write"},
      {"read", "write", "read", "brk"}, {"read", "write", "brk"},
      {"@file", "read"}, {"read", "@file", "write"}, {5, "read"}}
    local DISTINCT = {[2] = true, [3] = true, [14] = true}
    for i, a in ipairs(LISTS) do
      assert.equal(DISTINCT[i] == true, low.distinct(a), i)
    end
  end)

  it("has no rules for an arch that is not the policy's", function()
    local resolved = resolve({"amd64"}, "read")
    assert.equal(1, #low.rules(resolved, "amd64"))
    assert.same({}, low.rules(resolved, "x86"))
    assert.equal(1, #low.fates(resolved, "amd64", 1000))
    assert.same({{}, 1000}, {low.fates(resolved, "x86", 1000)})
    assert.is_true(low.names(resolved, "amd64", 0))
    assert.is_false(low.names(resolved, "amd64", 1))
    assert.is_false(low.names(resolved, "x86", 0))
    resolved = low.resolve({"amd64"}, {{5, action = kill, arches = {"x86"}}},
      allow, allow)
    assert.same({}, low.rules(resolved, "amd64"))
    assert.matches("unknown syscall \"nonesuch\"", raised(low.resolve,
      {"amd64"}, {{"nonesuch", action = kill, arches = {"x86"}}}, allow, allow)
      .message)
  end)

  it("leaves what has a NUL in a name to who says what is wrong", function()
    local allows = {allow = seccomp.action "allow"}
    for field, value in pairs {action = "allow", optional = true, when = {}} do
      local rule = {"read", action = "allow"}
      assert.equal(2, low.plain({rule}, allows, {}, 1))
      rule[field .. "\0"] = value
      assert.equal(1, low.plain({rule}, allows, {}, 1))
    end
  end)

  it("takes rules as nearly all write them, and leaves others", function()
    local allows = {allow = seccomp.action "allow"}
    local function plain(rule)
      local out = {}
      return low.plain({rule}, allows, out, 1) == 2, out[1]
    end
    local function read(more)
      local rule = {"read", action = "allow"}
      for key, value in pairs(more) do rule[key] = value end
      return rule
    end
    local taken, rule = plain {"read", 5, -1, 0xffffffff, -0x80000000,
      action = "allow", optional = true, when = {{0, "==", 1}, {1, "<", 2}}}
    assert.is_true(taken)
    assert.same({"read", 5, -1, 0xffffffff, -0x80000000,
      action = allows.allow, optional = true, when = {
        seccomp.condition(0, "==", 1), seccomp.condition(1, "<", 2)}}, rule)
    taken, rule = plain(read {optional = false, when = {}})
    assert.is_true(taken)
    assert.same({"read", action = allows.allow}, rule)
    for i, other in ipairs {5, {}, {"read"}, {action = "allow"},
      read {[2] = "@file"}, read {[2] = "write\0"}, read {[2] = 1 << 32},
      read {[2] = -0x80000001}, read {[2] = 1.5}, read {[2] = true},
      read {[2] = {1, 2}}, read {[3] = "write"}, read {[0] = "write"},
      read {[1.5] = "write"}, read {[true] = "write"}, read {action = "log"},
      read {action = allows.allow}, read {optional = 1}, read {arches = {}},
      read {when = "x"}, read {when = {x = 1}},
      read {when = {{0, "==", 1}, [3] = {0, "==", 2}}},
      read {when = {{0, "==", "1"}}}, read {when = {{0, "masked_eq", 1, 2}}},
      read {when = setmetatable({}, {})}, setmetatable(read {}, {}),
    } do
      assert.is_false(plain(other), i)
    end
    -- from the one on that was asked for
    local out = {}
    assert.equal(3, low.plain({5, read {}, 5}, allows, out, 2))
    assert.same({[2] = {"read", action = allows.allow}}, out)
  end)

  it("makes of a list with one value what the value makes", function()
    assert.equal(seccomp.condition(1, "==", 5),
      low.condition {1, "==", {5}})
    assert.equal(seccomp.condition(1, "masked_eq", 7, 5),
      low.condition {arg = 1, op = "masked_eq", mask = 7, value = {5}})
    local two = low.condition {1, "==", {5, 6}}
    assert.same({"table", 2, "arg1 == 0x5", "arg1 == 0x6", 5}, {type(two),
      #two.any, tostring(two.any[1]), tostring(two.any[2]), two.datum_a})
  end)

  it("decides by a rule, the default, or what is for other calls", function()
    local log, trap, trace = seccomp.action "log", seccomp.action "trap",
      seccomp.action "trace(1)"
    local resolved = low.resolve({"amd64"}, {{"brk", action = allow},
      {"read", action = kill, when = {low.condition {0, "==", 1}}},
      {5000, action = kill, when = {low.condition {0, "==", 1}}}}, log, trap,
      trace)
    for _, case in ipairs {
      {{syscall = "read", arg0 = 1}, kill, 2, "rule"},
      {{syscall = "brk"}, allow, 1, "rule"},
      {{syscall = "read"}, log, nil, "default"},
      {{syscall = "write"}, log, nil, "default"},
      {{syscall = 5000}, log, nil, "default"}, -- a rule is about it
      {{syscall = 5001}, trace, nil, "unknown"},
      {{syscall = -1}, log, nil, "default"},
      {{syscall = 0, arch = "arm64"}, trap, nil, "bad_arch"},
      {{syscall = "read", arch = "x32"}, trap, nil, "bad_arch"},
      {{syscall = 0, arch = 0x1234}, trap, nil, "bad_arch"},
    } do
      case[1].arch = case[1].arch or "amd64"
      local got, rule, by = low.decide(resolved, case[1])
      assert.same({case[2], case[3], case[4]}, {got, rule, by})
    end
  end)

  it("cuts a range to the numbers of its arch, of which -1 is one", function()
    local LAST, NONE <const> = 0x3fffffff, 0xffffffff -- of amd64
    for _, case in ipairs {
      {"amd64", {0, 5}, {0, 5}}, {"amd64", {7, 7}, {7}},
      {"amd64", {NONE, NONE}, {NONE}}, {"amd64", {NONE - 1, NONE}, {NONE}},
      {"amd64", {LAST, NONE}, {LAST}, {NONE}},
      {"amd64", {0, NONE - 1}, {0, LAST}},
      {"x32", {LAST, NONE}, {LAST + 1, NONE - 1}, {NONE}},
      {"arm64", {LAST, NONE}, {LAST, NONE}},
    } do
      local ranges = {}
      local resolved = resolve({case[1]}, case[2])
      for i, rule in ipairs(low.rules(resolved, case[1])) do
        ranges[i] = {rule.nr, rule.last}
      end
      assert.same({table.unpack(case, 3)}, ranges)
    end
  end)

  it("has no sub-calls where rules name their multiplexer", function()
    assert.equal(2, #low.rules(resolve({"x86"}, "socket"), "x86"))
    -- the rule for socketcall is not one that was written
    assert.is_true(low.names(resolve({"x86"}, "socket"), "x86", 359))
    assert.is_false(low.names(resolve({"x86"}, "socket"), "x86", 102))
    local rules = low.rules(resolve({"x86"}, "socket", "socketcall"), "x86")
    assert.equal(2, #rules)
    for _, rule in ipairs(rules) do assert.equal(0, #rule.when) end
  end)

  it("refutes without a proof by high words, too", function()
    local resolved = resolve({"x86", "amd64"}, "read")
    local function proven(offset)
      local text = ""
      for _, insn in ipairs {{0x20, 0, 0, 4}, {0x15, 0, 4, 0x40000003},
        {0x20, 0, 0, 0}, {0x15, 0, 6, 3}, {0x20, 0, 0, offset}, {0x15, 4, 3, 9},
        {0x15, 0, 3, 0xc000003e}, {0x20, 0, 0, 0}, {0x15, 0, 1, 0},
        {0x06, 0, 0, 0}, {0x06, 0, 0, 0x7fff0000}} do
        text = text .. string.pack("<I2BBI4", table.unpack(insn))
      end
      return raised(low.prove, resolved,
        seccomp.program(text, {endian = "little"}), 0)
    end
    for offset, value in pairs {[16] = 9, [20] = 9} do
      local err = proven(offset)
      assert.equal("EREFUTED", err.code)
      assert.equal("x86", err.witness.arch)
      assert.equal(value, err.witness.arg0 >> (offset - 16) * 8 & 0xffffffff)
    end
  end)

  it("refutes without a proof what is done with unknown calls", function()
    local resolved = low.resolve({"amd64"}, {}, allow, allow, kill)
    local text = ""
    for _, insn in ipairs {{0x20, 0, 0, 4}, {0x15, 0, 2, 0xc000003e},
      {0x20, 0, 0, 0}, {0x15, 0, 0, 6000}, {0x06, 0, 0, 0x7fff0000}} do
      text = text .. string.pack("<I2BBI4", table.unpack(insn))
    end
    local err = raised(low.prove, resolved,
      seccomp.program(text, {endian = "little"}), 0)
    assert.equal("EREFUTED", err.code)
    assert.equal("amd64", err.witness.arch)
    assert.equal(kill, err.witness.expected)
  end)

  it("says where a call comes from when the program asks for that", function()
    local text = ""
    for _, insn in ipairs {{0x20, 0, 0, 8}, {0x15, 0, 1, 7},
        {0x06, 0, 0, 0}, {0x06, 0, 0, 0x7fff0000}} do
      text = text .. string.pack("<I2BBI4", table.unpack(insn))
    end
    local err = raised(low.prove, resolve {"amd64"},
      seccomp.program(text, {endian = "little"}))
    assert.equal("EREFUTED", err.code)
    assert.matches("%) at 0x[%da-f]*7 gets kill_thread", err.message)
  end)
end)
