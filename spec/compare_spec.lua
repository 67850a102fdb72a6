-- SPDX-License-Identifier: MIT
-- Comparisons (lib/seccomp/policy/comparison.lua): held against the simulation
-- of every call of a small domain.
local draw = require "spec.draw"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local texts = require "seccomp.policy.comparison_text"

local pick, random = draw.pick, math.random

local NAMES = {"lseek", "close", "dup", "kill"}
local ACTIONS = {"allow", "log", "errno(EPERM)", "errno(EIO)", "trap",
  "kill_thread", "trace(1)", "trace(2)"}
local VALUES = {0, 1, 2, 3, 5, 7, 8, 0xffffffff, 1 << 32, 1 << 32 | 3, -1}

local function random_condition()
  local op = pick(draw.OPERATORS)
  local mask = op == "masked_eq" and pick {0, 1, 2, 4, 5, 7, 0xffffffff}
  return {arg = random(0, 1), op = op, value = random(0, 7) & (mask or 7),
    mask = mask or nil, width = pick {32, 64}}
end

local function random_rules(n)
  local rules = {}
  for i = 1, n do
    local rule = {pick(NAMES), action = pick(ACTIONS)}
    if random(4) == 1 then rule.arches = {pick {"amd64", "x86"}} end
    if random(5) > 1 then
      rule.when = {}
      for k = 1, random(2) do rule.when[k] = random_condition() end
    end
    rules[i] = rule
  end
  return rules
end

local function random_policy(rules)
  return policies.new {default = pick {"errno(EPERM)", "allow", "kill_thread"},
    bad_arch = pick {"kill_process", "kill_thread"}, arches = {"amd64", "x86"},
    rules = rules}
end

local OPS = {
  ["=="] = function(x, y) return x == y end,
  ["!="] = function(x, y) return x ~= y end,
  ["<"] = math.ult,
  ["<="] = function(x, y) return not math.ult(y, x) end,
  [">"] = function(x, y) return math.ult(y, x) end,
  [">="] = function(x, y) return not math.ult(x, y) end,
}

-- Whether a condition of a group, {arg, op, values…}, holds for arguments.
local function one_holds(c, args, arch)
  local given = args[c[1]]
  if c.width == 32 or arch == "x86" and not c.raw then
    given = given & 0xffffffff
  end
  local values, op = c[3], OPS[c[2]]
  if c[2] == "masked_eq" then
    given, values, op = given & c[3], c[4], OPS["=="]
  end
  if type(values) ~= "table" then return op(given, values) end
  for _, value in ipairs(values) do
    if op(given, value) then return true end
  end
  return false
end

local function contains(list, wanted)
  for _, one in ipairs(list) do
    if one == wanted then return true end
  end
  return false
end

local function covers(group, arch, name, args)
  if not contains(group.arches, arch) or
      not contains(group.syscalls, name) then
    return false
  end
  if not group.when then return true end
  for _, conditions in ipairs(group.when) do
    local all = true
    for _, c in ipairs(conditions) do
      all = all and one_holds(c, args, arch)
    end
    if all then return true end
  end
  return false
end

-- How many calls are in as many groups as they should be, or the first that is
-- not.
local function check_calls(p, q, comparison)
  local calls = 0
  for _, arch in ipairs {"amd64", "x86"} do
    for _, name in ipairs(NAMES) do
      for _, a in ipairs(VALUES) do
        for _, b in ipairs(VALUES) do
          local call = {arch = arch, syscall = name, arg0 = a, arg1 = b}
          if arch == "x86" then
            call.arg0, call.arg1 = a & 0xffffffff, b & 0xffffffff
          end
          local left, right = p:simulate(call), q:simulate(call)
          local found = 0
          for _, group in ipairs(comparison.groups) do
            if covers(group, arch, name, {[0] = call.arg0, call.arg1}) then
              found = found + 1
              if left ~= group.left or right ~= group.right then found = 9 end
            end
          end
          if found ~= (left == right and 0 or 1) then
            return ("%s %s(0x%x, 0x%x) is in %d groups"):format(arch, name, a,
              b, found)
          end
          calls = calls + 1
        end
      end
    end
  end
  return calls
end

describe("compare", function()
  it("has each differing call in one group, and no other call", function()
    for _ = 1, 20 do
      local rules = random_rules(random(1, 5))
      local a = random_policy(rules)
      local more = random_rules(random(0, 2))
      for _, rule in ipairs(rules) do
        if random(3) > 1 then more[#more + 1] = rule end
      end
      local b = random(3) == 1 and random_policy(random_rules(3)) or
        policies.new {default = a.default, bad_arch = a.bad_arch,
          arches = a.arches, rules = more}
      local p, q = a:compile(), b:compile()
      local comparison = p:compare(q)
      assert.equal(2 * #NAMES * #VALUES * #VALUES,
        check_calls(p, q, comparison))
      assert.equal(#p:diff(q) == 0, comparison.verdict == "equal")
      assert.equal(p:permits_at_most(q), comparison.verdict == "equal" or
        comparison.verdict == "looser" or
        comparison.verdict == "different" and p:permits_at_most(q))
      assert.equal(comparison.verdict == "stricter" or
        comparison.verdict == "equal", q:permits_at_most(p) and
        comparison.verdict ~= "different")
    end
  end)

  it("has each call that stacks differ in, and no other", function()
    for _ = 1, 20 do
      local members = {}
      for i = 1, random(2, 3) do
        members[i] = random_policy(random_rules(random(1, 3)))
      end
      local p = seccomp.stack(members)
      members[random(#members)] = random_policy(random_rules(2))
      local q = seccomp.stack(members)
      local comparison = p:compare(q)
      assert.equal(2 * #NAMES * #VALUES * #VALUES,
        check_calls(p, q, comparison))
      assert.equal(#p:diff(q) == 0, comparison.verdict == "equal")
      for _, group in ipairs(comparison.groups) do
        assert.equal(group.left, (p:simulate(group.witness)))
        assert.equal(group.right, (q:simulate(group.witness)))
      end
      -- and against the policy of what it is
      assert.equal("equal", p:compare(p:policy()).verdict)
    end
  end)

  it("gives a witness that simulates as it says, for each group", function()
    for _ = 1, 40 do
      local p = random_policy(random_rules(4)):compile()
      local q = random_policy(random_rules(4)):compile()
      for _, group in ipairs(p:compare(q).groups) do
        assert.equal(group.left, (p:simulate(group.witness)))
        assert.equal(group.right, (q:simulate(group.witness)))
      end
    end
  end)

  local function of(spec)
    spec.arches = spec.arches or {"amd64"}
    return policies.new(spec)
  end

  it("calls what permits more looser, what permits less stricter", function()
    local deny = of {default = "errno(EPERM)", rules = {
      {"read", action = "allow"}}}
    local more = of {default = "errno(EPERM)", rules = {
      {"read", "write", action = "allow"}}}
    local other = of {default = "errno(EIO)", rules = {
      {"read", action = "allow"}}}
    assert.equal("equal", deny:compare(deny).verdict)
    assert.equal("looser", deny:compare(more).verdict)
    assert.equal("stricter", more:compare(deny).verdict)
    assert.equal("different", deny:compare(other).verdict)
    assert.same({"write"}, deny:compare(more).groups[1].syscalls)
    assert.equal("looser", deny:compare(more).groups[1].change)
    assert.is_nil(deny:compare(more).groups[1].when)
    for _, group in ipairs(deny:compare(other).groups) do
      assert.equal("other", group.change)
    end
  end)

  it("puts arches that nobody listed in one group", function()
    local a = of {default = "allow", bad_arch = "kill_process"}
    local b = of {default = "allow", bad_arch = "kill_thread"}
    local comparison = a:compare(b)
    assert.equal(1, #comparison.groups)
    assert.same({"other"}, comparison.groups[1].arches)
    assert.same({{0, 0xffffffff}}, comparison.groups[1].syscalls)
    assert.equal(seccomp.action "kill_thread", comparison.groups[1].right)
    assert.truthy(tostring(comparison):find("all other arches", 1, true))
    -- behind those that somebody listed, looser or stricter
    a = of {default = "allow", bad_arch = "errno(EIO)", rules = {
      {"read", action = "log"}, {"write", action = "trap"}}}
    b = of {default = "allow", bad_arch = "trap", rules = {
      {"read", action = "allow"}, {"write", action = "kill_process"}}}
    for _, both in ipairs {{a, b}, {b, a}} do
      local order = {}
      for i, group in ipairs(both[1]:compare(both[2]).groups) do
        order[i] = group.arches[1]
      end
      assert.equal("other", table.remove(order))
      assert.truthy(#order > 0)
      for _, arch in ipairs(order) do assert.not_equal("other", arch) end
    end
  end)

  it("compares programs, stacks, filters, policies in any pairing", function()
    local p = of {default = "errno(EPERM)", bad_arch = "kill_thread",
      rules = {{"read", action = "allow"}}}
    local f = seccomp.filter("errno(EPERM)", {arches = {"amd64"},
      bad_arch_action = "kill_thread"})
    f:add_rule("read", "allow")
    for _, left in ipairs {p, f, p:compile(), seccomp.stack {f, p}} do
      for _, right in ipairs {p, f, f:program(), seccomp.stack {f}} do
        assert.equal("equal", left:compare(right).verdict)
      end
    end
  end)

  it("leaves groups out only when told so, and says how many", function()
    local a = of {default = "errno(EPERM)"}
    local b = of {default = "errno(EPERM)", rules = {
      {"read", action = "allow"}, {"write", action = "log"}}}
    local whole, part = a:compare(b), a:compare(b, {limit = 1})
    assert.is_true(whole.complete)
    assert.equal(2, #whole.groups)
    assert.is_false(part.complete)
    assert.equal(1, #part.groups)
    assert.equal("looser", part.verdict)
    assert.truthy(tostring(part):find("1 more change was left out", 1, true))
  end)

  it("looks at one arch alone when told so", function()
    local a = of {default = "allow", arches = {"amd64", "x86"}}
    local b = of {default = "allow", bad_arch = "kill_thread",
      arches = {"amd64", "x86"}, rules = {{"read", action = "log"}}}
    for _, arch in ipairs {"amd64", "x86", "i386"} do
      local groups = a:compare(b, {on = arch}).groups
      assert.equal(1, #groups)
      assert.same({seccomp.arch(arch)}, groups[1].arches)
      assert.same({"read"}, groups[1].syscalls)
    end
    for _, arch in ipairs {"x32", "arm64"} do
      local groups = a:compare(b, {on = arch}).groups
      assert.equal(1, #groups)
      assert.same({arch}, groups[1].arches)
      assert.equal(arch, groups[1].witness.arch)
      assert.equal(seccomp.action "kill_thread", groups[1].right)
    end
    local ok, err = pcall(a.compare, a, b, {on = "amd65"})
    assert.is_false(ok)
    assert.truthy(err.message:find('did you mean "amd64"', 1, true))
  end)

  it("raises for what is not comparable", function()
    local a = of {default = "allow"}
    local b = of {default = "allow", arches = {"s390x"}}
    local ok, err = pcall(a.compare, a, b)
    assert.is_false(ok)
    assert.equal("EDOM", err.code)
    ok, err = pcall(a.compare, a, 1)
    assert.is_false(ok)
    assert.truthy(err:find("Program, Stack, Filter or Policy expected", 1,
      true))
    local released = seccomp.filter "allow"
    released:release()
    ok, err = pcall(a.compare, a, released)
    assert.is_false(ok)
    assert.equal("compare", err.op)
    ok, err = pcall(policies.of, released)
    assert.is_false(ok)
    assert.equal("of", err.op)
    ok, err = pcall(a.compare, a, a, {limits = 1})
    assert.is_false(ok)
    assert.truthy(tostring(err):find('did you mean "limit"', 1, true))
    ok, err = pcall(a.compare, a, a, {budget = -1})
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    ok, err = pcall(a.compare, a, a, {limit = 0})
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
  end)

  it("tells each option that is wrong", function()
    local a = of {default = "allow"}
    for option, case in pairs {
      on = {"option on", 1, true, {}, "amd64\0", "nope", ""},
      limit = {"option limit is a number of groups, 1 or more", 0, -1, 0.5,
        "1", 1.0, false},
      budget = {"option budget is a number of seconds of CPU time, 0 or more",
        -1, "5", 0 / 0, math.huge, false},
    } do
      for i = 2, #case do
        local ok, err = pcall(a.compare, a, a, {[option] = case[i]})
        assert.is_false(ok)
        assert.equal("EINVAL", err.code)
        assert.truthy(err.message:find(case[1], 1, true), err.message)
      end
    end
    for _, options in ipairs {{on = "amd64"}, {on = "SCMP_ARCH_ARM"},
      {limit = 1}, {budget = 1}, {budget = 0.5}}
    do
      assert.equal("equal", a:compare(a, options).verdict)
    end
  end)

  it("is told in words", function()
    local a = of {default = "allow", arches = {"amd64"}}
    local function denied(name, ...)
      local rules = {}
      for i, c in ipairs {...} do
        rules[i] = {name, action = "errno(EPERM)", when = {c}}
      end
      return tostring(a:compare(of {default = "allow", arches = {"amd64"},
        rules = rules}))
    end
    local head = "stricter: the second permits nothing that the first does " ..
      "not\n\namd64\n  stricter allow → errno(EPERM)  "
    -- several bits of which one is set
    assert.equal(head .. "openat where flags & O_ACCMODE != 0",
      denied("openat", {"flags", "masked_eq", 1, 1}, {"flags", "masked_eq", 2,
        2}))
    assert.equal(head .. "kill where sig & 4 == 4", denied("kill", {"sig",
      "masked_eq", 4, 4}))
    assert.equal("equal: both do the same with every call", denied "openat")
  end)

  -- A group as compare makes them, with some of its fields.
  local function group(fields)
    local out = {arches = {"amd64"}, change = "looser", left = "trap",
      right = "allow"}
    for key, value in pairs(fields) do out[key] = value end
    return out
  end

  it("tells conditions in words", function()
    for said, c in pairs {
      ["arg0 == 5"] = {0, "==", 5},
      ["arg0 in {1, 0xa}"] = {0, "==", {1, 10}},
      ["arg0:32 != 5"] = {0, "!=", 5, width = 32},
      ["arg0 not in {5, 6}"] = {0, "!=", {5, 6}},
      ["arg0 < 0x10"] = {0, "<", 16, width = 64},
      ["arg1 & 0xf == 2"] = {1, "masked_eq", 15, 2},
      ["arg1 & 0xf in {2, 3}"] = {1, "masked_eq", 15, {2, 3}},
      ["fd:64 <= 2"] = {"fd", "<=", 2, width = 64},
      ["fd >= 2"] = {"fd", ">=", 2},
      ["flags & (A|B) == A"] = {"flags", "masked_eq", "A|B", "A"},
      ["flags & A == 0"] = {"flags", "masked_eq", "A", 0},
      ["arg0:raw == 5"] = {0, "==", 5, raw = true},
      ["arg0:32:raw == 5"] = {0, "==", 5, raw = true, width = 32},
    } do
      assert.equal(said, texts.condition(c))
    end
    assert.equal("domain:64 in {AF_UNIX, AF_INET} and type:64 not in " ..
      "{SOCK_SEQPACKET, SOCK_DCCP}, or protocol:64 & 6 == 2 and " ..
      "arg3 & 6 in {2, 4}", texts.when(group {syscalls = {"socket"}, when = {
        {{0, "==", {1, 2}}, {1, "!=", 5}, {1, "!=", 6}},
        {{2, "masked_eq", 6, 2}, {3, "masked_eq", 6, {2, 4}}}}}))
    -- bits of one argument, each of which is enough, and what is not that
    local function bits(...)
      return texts.when(group {syscalls = {9999}, when = {...}})
    end
    local one, two = {{0, "masked_eq", 1, 1}}, {{0, "masked_eq", 2, 2}}
    assert.equal("arg0 & 3 != 0", bits(one, two))
    assert.equal("arg0 & 1 == 1", bits(one))
    for _, other in ipairs {{1, "masked_eq", 2, 2}, {0, "==", 2},
      {0, "masked_eq", 2, 0}, {0, "masked_eq", 6, 6},
      {0, "masked_eq", 2, 2, width = 32}, {0, "masked_eq", 2, 2, raw = true}}
    do
      assert.equal("arg0 & 1 == 1, or " .. texts.condition(other),
        bits(one, {other}))
    end
    assert.equal("arg0 & 1 == 1, or arg0 & 2 == 2 and arg1 == 0",
      bits(one, {two[1], {1, "==", 0}}))
  end)

  it("tells calls by names and numbers, and counts very many", function()
    local function told(options, ...)
      return texts.groups({groups = {...}, complete = true}, options)
    end
    assert.equal([[
amd64
  looser   trap → allow  read, write
  stricter trap → allow  call 5, calls 10 to 20, calls 0x10000 to 0x10001, call
           -1

all other arches
  other    trap → allow  every call

amd64, x86
  looser   trap → allow  calls 0 to 0xfffffffe]], told(nil,
      group {syscalls = {"read", "write"}},
      group {syscalls = {{5, 5}, {10, 20}, {0x10000, 0x10001},
        {0xffffffff, 0xffffffff}}, change = "stricter"},
      group {syscalls = {{0, 0xffffffff}}, change = "other",
        arches = {"other"}},
      group {syscalls = {{0, 0xfffffffe}}, arches = {"amd64", "x86"}}))
    local names = {}
    for i = 1, 16 do names[i] = "name" .. i end
    assert.equal([[
amd64
  looser   trap → allow  name1, name2, name3, name4, name5, name6, name7, name8,
           name9, name10, name11, name12, … (16 calls)]],
      told(nil, group {syscalls = names}))
    assert.equal([[
bold(amd64)
  red(looser  ) trap → allow  name1, name2, name3, name4, name5,
           name6, name7, name8, name9, name10, name11,
           name12, name13, name14, name15, name16]],
      told({all = true, width = 60, paint = function(text, style)
        return style .. "(" .. text .. ")"
      end}, group {syscalls = names}))
    names[16] = nil
    assert.matches("name12, name13, name14, name15$",
      told(nil, group {syscalls = names}))
    for change, colour in pairs {stricter = "green", other = "yellow"} do
      assert.matches("\n  " .. colour .. "%(", told({paint = function(text, s)
        return s .. "(" .. text .. ")"
      end}, group {syscalls = {"read"}, change = change}))
    end
  end)

  it("tells pull requests", function()
    assert.equal([[
**a\_b.lua** → **c\|d\*.lua**: different

| arches | change | from | to | calls |
| --- | --- | --- | --- | --- |
| amd64 | **looser** | trap | allow | read where count == 1 |
| amd64 | stricter | trap | allow | write |
| all other arches | other | trap | allow | calls 7 to 9 |

2 more changes were left out]], texts.markdown({verdict = "different",
      complete = false, left_out = 2, groups = {
        group {syscalls = {"read"}, when = {{{2, "==", 1}}}},
        group {syscalls = {"write"}, change = "stricter"},
        group {syscalls = {{7, 9}}, change = "other", arches = {"other"}}}},
      "a_b.lua", "c|d*.lua"))
    for verdict, said in pairs {
      equal = "equal: both do the same with every call",
      stricter = "stricter: the second permits nothing that the first does not",
      looser = "looser: the second permits more, and denies nothing more",
    } do
      assert.equal("**a** → **b**: " .. said, texts.markdown({groups = {},
        complete = true, verdict = verdict}, "a", "b"))
    end
    assert.equal("1 more change was left out", texts.left_out {left_out = 1})
    assert.equal("different\n\namd64\n  looser   trap → allow  read\n\n" ..
      "3 more changes were left out", texts.comparison {complete = false,
        left_out = 3, groups = {group {syscalls = {"read"}}},
        verdict = "different"})
  end)

  it("raises where the difference hangs on the instruction pointer",
    function()
    local any = seccomp.program(string.pack("<I2BBI4I2BBI4I2BBI4I2BBI4",
      0x20, 0, 0, 8, 0x15, 0, 1, 5, 6, 0, 0, 0x7fff0000, 6, 0, 0, 0))
    local none = seccomp.program(string.pack("<I2BBI4", 6, 0, 0, 0))
    local ok, err = pcall(any.compare, any, none)
    assert.is_false(ok)
    assert.equal("EUNSAYABLE", err.code)
  end)

  it("raises when its budget is used up", function()
    local a = of {default = "allow"}
    local ok, err = pcall(a.compare, a, a, {budget = 0})
    assert.is_false(ok)
    assert.equal("EUNDECIDED", err.code)
  end)

  it("has numbers without a name as tables of calls have them, or in hex",
    function()
    for number, text in pairs {[600] = "600", [65535] = "65535",
      [65536] = "0x10000", [0xfffffffe] = "0xfffffffe", [0xffffffff] = "-1"}
    do
      local function policy(action)
        return policies.new {default = "allow", arches = {"arm64"}, rules = {
          {{number, number}, action = action}}}
      end
      local shown = texts.groups(policy "allow":compare(policy "trap"),
        {width = 80, paint = function(words) return words end})
      assert.equal("arm64\n  stricter allow → trap  call " .. text, shown)
    end
  end)
end)
