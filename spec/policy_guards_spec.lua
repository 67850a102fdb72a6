-- SPDX-License-Identifier: MIT
-- Rules, arches and numbers that lib/seccomp/policy.lua hands to C only when
-- it has a fault itself: C takes none of them for something else.
local seccomp = require "seccomp"
local low = require "seccomp.core.policy"

local allow, kill = seccomp.action "allow", seccomp.action "kill"
local IS_ONE = low.condition {0, "==", 1}

local function resolve(rule, arches)
  if type(rule) == "table" and rule.action == nil then rule.action = kill end
  return low.resolve(arches or {"amd64"}, {{"brk", action = allow}, rule},
    allow, allow)
end

-- What is raised: the message of an Error, with its code in front.
local function said(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  return type(err) == "table" and err.code .. " " .. err.message or
    err:match "bad argument.*"
end

describe("C refuses", function()
  it("rules that it cannot read", function()
    local RANGE <const> = "EINVAL rules[2]: a range is {first, last}, two " ..
      "numbers from 0 to 0xffffffff"
    local NUMBER <const> = "EINVAL rules[2]: a syscall number is an integer " ..
      "from -2^31 to 2^32-1"
    for i, case in ipairs {
      {5, "bad argument #9 to 'resolve' (table expected, got number)"},
      {{"read", action = 5},
        "bad argument #-1 to 'resolve' (action expected, got number)"},
      {{{5}}, RANGE}, {{{}}, RANGE}, {{{1.5, 2}}, RANGE}, {{{1, 2.5}}, RANGE},
      {{{-1, 2}}, RANGE}, {{{0, 1 << 32}}, RANGE}, {{{1 << 32, 5}}, RANGE},
      {{{"0", 1}}, RANGE}, {{{0, "1"}}, RANGE}, {{{0, true}}, RANGE},
      {{{5, 4}}, "EINVAL rules[2]: the range {5, 4} is empty: give the " ..
        "lower number first"},
      {{-0x80000001}, NUMBER}, {{1 << 32}, NUMBER}, {{1.5}, NUMBER},
      {{math.mininteger}, NUMBER}, {{math.maxinteger}, NUMBER},
      {{true}, "EINVAL syscall name, number or range expected"},
      {{"read", when = 5},
        "bad argument #-1 to 'resolve' (table expected, got number)"},
      {{"read", when = {5}},
        "bad argument #12 to 'resolve' (condition expected, got number)"},
      {{"read", when = {{any = {}}}}, "E2BIG rules[2]: the lists of values " ..
        "come to more than 4096 rules, and the kernel takes programs of as " ..
        "many instructions; test a range or a mask, or use fewer values"},
      {{"read", when = {{any = {5}}}},
        "bad argument #12 to 'resolve' (condition expected, got number)"},
      {{"read", when = {{any = {5, IS_ONE}}}},
        "bad argument #14 to 'resolve' (condition expected, got number)"},
      {{"read", arches = 5},
        "bad argument #-1 to 'resolve' (table expected, got number)"},
      {{"read", arches = {5}},
        "bad argument #-1 to 'resolve' (string expected, got number)"},
      {{"read", arches = {"nope"}}, 'EINVAL unknown arch "nope": ' ..
        "seccomp.arches() lists those there are"},
      {{members = 5},
        "bad argument #-1 to 'resolve' (table expected, got number)"},
      {{members = {}},
        "bad argument #-1 to 'resolve' (table expected, got nil)"},
      {{members = {true}, names = {}},
        "EINVAL syscall name, number or range expected"},
    } do
      assert.equal(case[2], said(resolve, case[1]), i)
    end
    assert.matches('^EINVAL rules%[2%]: unknown syscall "nonesuch"',
      said(resolve, {"nonesuch"}))
    assert.matches('^EINVAL rules%[2%]: unknown syscall "nonesuch"',
      said(resolve, {members = {}, names = {"nonesuch"}}))
  end)

  it("arguments that are none", function()
    local r = resolve {"read"}
    for i, case in ipairs {
      {"#1 to 'resolve' (table expected, got number)", low.resolve, 5, {},
        allow, allow},
      {"#-1 to 'resolve' (string expected, got number)", low.resolve, {5}, {},
        allow, allow},
      {"#2 to 'resolve' (table expected, got number)", low.resolve, {}, 5,
        allow, allow},
      {"#3 to 'resolve' (action expected, got number)", low.resolve,
        {"amd64"}, {}, 5, allow},
      {"#4 to 'resolve' (action expected, got number)", low.resolve, {}, {},
        allow, 5},
      {"#5 to 'resolve' (action expected, got number)", low.resolve,
        {"amd64"}, {}, allow, allow, 5},
      {"#6 to 'resolve' (string expected, got boolean)", low.resolve, {}, {},
        allow, allow, nil, true},
      {"#7 to 'resolve' (out of range: -1 is not in 0 to " ..
        "9223372036854775807)", low.resolve, {}, {}, allow, allow, nil, nil,
        -1},
      {"#3 to 'names' (out of range: -1 is not in 0 to 4294967295)",
        low.names, r, "amd64", -1},
      {"#3 to 'names' (out of range: 4294967296 is not in 0 to 4294967295)",
        low.names, r, "amd64", 1 << 32},
      {"#2 to 'text' (out of range: -1 is not in 0 to 4294967295)", low.text,
        kill, -1},
      {"#2 to 'text' (out of range: 4294967296 is not in 0 to 4294967295)",
        low.text, kill, 1 << 32},
      {"#2 to 'in_memory' (out of range: -2147483649 is not in -2147483648 " ..
        "to 4294967295)", low.in_memory, "x86", -0x80000001},
      {"#2 to 'in_memory' (out of range: 4294967296 is not in -2147483648 " ..
        "to 4294967295)", low.in_memory, "x86", 1 << 32},
      {"#4 to 'plain' (out of range: 0 is not in 1 to 9223372036854775806)",
        low.plain, {}, {}, {}, 0},
      {"#4 to 'plain' (out of range: 9223372036854775807 is not in 1 to " ..
        "9223372036854775806)", low.plain, {}, {}, {}, math.maxinteger},
      {"#1 to 'plain' (table expected, got number)", low.plain, 5, {}, {}, 1},
      {"#2 to 'plain' (table expected, got number)", low.plain, {}, 5, {}, 1},
      {"#3 to 'plain' (table expected, got number)", low.plain, {}, {}, 5, 1},
      {"#3 to 'fates' (number expected, got string)", low.fates, r, "amd64",
        "5"},
      {"#1 to 'distinct' (table expected, got string)", low.distinct, "read"},
      {"#2 to 'spec' (table expected, got string)", low.spec, kill, "amd64"},
      {"#1 to 'named' (table expected, got number)", low.named, 5, "read",
        "amd64"},
      {"#2 to 'named' (string expected, got number)", low.named, {}, 5,
        "amd64"},
      {"#1 to 'known' (string expected, got boolean)", low.known, false},
      {"#1 to 'known' (syscall name has an embedded NUL)", low.known,
        "read\0"},
      {"#2 to 'in_memory' (syscall name has an embedded NUL)", low.in_memory,
        "x86", "mmap\0"},
      {"#1 to 'in_memory' (arch name has an embedded NUL)", low.in_memory,
        "x86\0", "mmap"},
    } do
      assert.equal("bad argument " .. case[1], said(table.unpack(case, 2,
        case[2] == low.resolve and 9 or #case)), i)
    end
    for name in ("rules names fates decide prove compile"):gmatch "%a+" do
      assert.matches("^bad argument #1 to '" .. name ..
        "' %(seccomp.policy.resolved expected, got table%)",
        said(low[name], {}))
    end
  end)
end)

describe("C takes", function()
  it("so many arguments, and all of these", function()
    local most = {action = 1, call = 1, compares32 = 1, compile = 1,
      condition = 1, decide = 2, distinct = 1, fates = 3, in_memory = 2,
      known = 1, named = 3, names = 3, numbers = 1, on = 2, plain = 4,
      prove = 3, read = 2, resolve = 7, rules = 2, sisters = 1, spec = 2,
      text = 2, wide = 1}
    for name, fn in pairs(low) do
      local n = most[name] or error("how many does " .. name .. " take?")
      local _, err = pcall(fn, table.unpack({}, 1, n + 1))
      assert.truthy(tostring(err):find(
        ("bad argument #%d to '%s' (no more than %d argument%s expected)")
        :format(n + 1, name, n, n == 1 and "" or "s"), 1, true), err)
      most[name] = nil
    end
    assert.same({}, most)
  end)

  it("nothing of what stands behind the rules that were written", function()
    for _, case in ipairs {
      {"amd64", 5000}, {"amd64", 5000, {5001, action = kill}},
      {"mips64", 4000}, {"mips64", 6000}, {"mips", 5000},
    } do
      local r = low.resolve({case[1]}, {case[3]}, allow, allow, kill)
      assert.is_false(low.names(r, case[1], case[2]))
      assert.equal(case[3] and 1 or 0, #low.rules(r, case[1]))
      assert.equal(case[3] and 1 or 0, #low.fates(r, case[1], 1000))
      local _, rule, by = low.decide(r, {arch = case[1], syscall = case[2]})
      assert.same({nil, case[1] == "amd64" and "unknown" or "bad_arch"},
        {rule, by})
    end
  end)

  it("what is at the ends of numbers", function()
    local r = resolve({-0x80000000, 0xffffffff, 5.0, {0, 0xffffffff}},
      {"arm64"})
    local ends = {}
    for i, rule in ipairs(low.rules(r, "arm64")) do
      ends[i] = {rule.nr, rule.last}
    end
    assert.same({{214}, {0x80000000}, {0xffffffff}, {5}, {0, 0xffffffff}},
      ends)
    for _, number in ipairs {0, 5, 0x7fffffff, 0x80000000, 0xffffffff} do
      assert.is_true(low.names(r, "arm64", number))
    end
    assert.equal("kill_thread", low.text(kill, 0))
    assert.equal("kill_thread", low.text(kill, 0xffffffff))
    for _, number in ipairs {-0x80000000, 0, 0xffffffff} do
      assert.is_false((low.in_memory("x86", number)))
    end
    assert.equal(math.maxinteger - 1,
      low.plain({}, {}, {}, math.maxinteger - 1))
    -- no steps of work: nothing is known of the rules
    for _, steps in ipairs {-5, 0, math.mininteger} do
      local fates, left = low.fates(r, "arm64", steps)
      assert.same({"unknown", "unknown", "unknown", "unknown", "unknown", 0},
        {fates[1].kind, fates[2].kind, fates[3].kind, fates[4].kind,
          fates[5].kind, left})
    end
  end)

  it("no more calls than it was asked to", function()
    local rules = {{"read", "write", action = kill}, {"brk", action = kill}}
    for most, taken in pairs {[0] = false, false, false, true, true,
      [math.maxinteger] = true}
    do
      assert.equal(taken, low.resolve({"amd64"}, rules, allow, allow, nil, nil,
        most) ~= nil, most)
    end
    assert.is_not_nil(low.resolve({"amd64"}, rules, allow, allow))
    assert.is_not_nil(low.resolve({"amd64"}, {}, allow, allow, nil, nil, 0))
    -- and leaves groups to who knows them
    rules[3] = {"@file", action = kill}
    assert.is_nil(low.resolve({"amd64"}, rules, allow, allow))
    rules[3] = {members = {"@file"}, names = {}, action = kill}
    assert.is_nil(low.resolve({"amd64"}, rules, allow, allow))
  end)

  it("names that an arch lacks where they are optional, or of a group",
  function()
    local function count(rule, arches)
      return #low.rules(resolve(rule, arches), (arches or {"amd64"})[1]) - 1
    end
    assert.equal(0, count {"nonesuch", "vm86", optional = true})
    assert.equal(1, count {"read", "nonesuch", optional = true})
    assert.equal(1, count {members = {"nonesuch", "vm86", "read"}, names = {}})
    assert.equal(2, count {members = {"nonesuch", "write"}, names = {"read"}})
    -- what is optional of a group is not so of the names beside it
    assert.matches("vm86; say optional = true",
      said(resolve, {members = {"nonesuch"}, names = {"vm86"}}))
    assert.equal(0, count {members = {"nonesuch"}, names = {"vm86"},
      optional = true})
    -- of arches that are not the policy's nothing is said
    assert.equal(0, count {"read", 5, {1, 9}, arches = {"x86"},
      optional = true})
    assert.equal(3, count({"read", 5, {1, 9}, arches = {"x86"}},
      {"x86", "amd64"}))
    assert.equal(1, count({"read", {1, 9}, arches = {"arm"},
      optional = true}, {"arm", "amd64"}) - 1)
  end)

  it("what rules have in common once", function()
    local r = low.resolve({"amd64", "x86"}, {
      {"read", "write", action = kill, when = {IS_ONE, {any = {IS_ONE,
        low.condition {0, "==", 2}}}}},
      {"brk", "dup", action = kill}, {"mkdir", action = allow}}, allow, allow)
    local rules = low.rules(r, "amd64")
    assert.is_true(rawequal(rules[1].when, rules[2].when))
    assert.is_true(rawequal(rules[3].when, rules[4].when))
    assert.is_false(rawequal(rules[1].when, rules[3].when))
    assert.same({2, 0, 0}, {#rules[1].when, #rules[3].when, #rules[5].when})
    assert.same({2, "arg0 == 0x1", "arg0 == 0x2"}, {#rules[1].when[2].any,
      tostring(rules[1].when[2].any[1]), tostring(rules[1].when[2].any[2])})
    assert.is_true(rawequal(rules[1].action, rules[4].action))
    assert.same({kill, kill, kill, kill, allow}, {rules[1].action,
      rules[2].action, rules[3].action, rules[4].action, rules[5].action})
    local fates = low.fates(r, "amd64", 1 << 20)
    assert.equal(5, #fates)
  end)

  it("a policy without an arch, which is for none", function()
    local trap = seccomp.action "trap"
    local r = low.resolve({}, {}, allow, trap)
    local action, rule, by = low.decide(r, {arch = "amd64", syscall = "read"})
    assert.same({trap, nil, "bad_arch"}, {action, rule, by})
    assert.same({}, low.rules(r, "amd64"))
    local program = low.compile(r)
    low.prove(r, program)
    assert.equal("trap", program:simulate {arch = "amd64",
      syscall = "read"}.name)
  end)

  it("each arch that the library has, with the actions of its own", function()
    for _, name in ipairs(seccomp.arches()) do
      local ok, r = pcall(low.resolve, {name}, {}, low.action "errno(EDEADLK)",
        allow)
      if ok then
        local got, rule, by = low.decide(r, {arch = name, syscall = "read"})
        assert.same({"default"}, {by, rule})
        assert.equal(low.on(low.action "errno(EDEADLK)", name), got, name)
      else
        assert.equal("EOPNOTSUPP", r.code)
      end
    end
  end)
end)
