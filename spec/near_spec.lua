-- SPDX-License-Identifier: MIT
-- The rules of a policy that name a call, and why each does not decide it.
local explaining = require "spec.explaining"
local here = require "spec.here"
local native = require "spec.native"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local all_but, entry_of = explaining.all_but, explaining.entry_of
local mended, text_has = explaining.mended, explaining.text_has
local told = explaining.told
local LARGEFILE = explaining.LARGEFILE

local directory, program
setup(function()
  directory = support.directory()
  program = native.program "refused"
end)
teardown(function() support.remove(directory) end)

describe("near rules", function()
  local policy = policies.new {default = "errno(EPERM)", rules = {
    {"openat", action = "allow", when = {{"flags", "==", "O_RDONLY"}}},
    {"openat", action = "allow", when = {{"flags", "==", "O_CLOEXEC"}}},
    {"openat", action = "errno(EIO)", when = {{"flags", "==", "O_APPEND"}}},
    {"openat", action = "allow", when = {{"flags", "masked_eq", 3, 0},
      {"dirfd", "==", 5}}},
    {"write", action = "allow", when = {{"fd", "<=", 2}}},
    {"kill", action = "errno(EPERM)"}, {"kill", action = "allow"},
    {{300, 310}, action = "log"},
  }}

  it("are those of the call, each with why it does not decide", function()
    local near = policy:near {syscall = "openat", dirfd = 7,
      flags = "O_WRONLY|O_CREAT"}
    assert.equal(4, #near)
    assert.same({1, "allow", nil}, {near[1].rule, tostring(near[1].action),
      near[1].decides})
    assert.equal("it needs flags == 0, and flags is O_WRONLY|O_CREAT",
      near[1].why)
    assert.same({{arg = 2, argument = "flags", width = 32,
      condition = {"flags", "==", "O_CLOEXEC"}, text = "flags == O_CLOEXEC",
      value = "O_WRONLY|O_CREAT", holds = false}}, near[2].conditions)
    assert.truthy(near[4].why:find "; dirfd == 5, and dirfd is 7$")
    near = policy:near {syscall = "write", fd = 3}
    assert.equal("it needs fd <= 2, and fd is 3", near[1].why)
    near = policy:near {syscall = "kill"}
    assert.same({true, nil, "rule 6 comes first"}, {near[1].decides,
      near[1].why, near[2].why})
    assert.same({8, true}, {policy:near({syscall = 305})[1].rule,
      policy:near({syscall = 305})[1].decides})
    for number, found in pairs {[299] = 0, [300] = 1, [310] = 1, [311] = 0} do
      assert.equal(found, #policy:near {syscall = number})
    end
    -- in the order of the rules, by whatever they name it
    local mixed = policies.new {default = "allow", arches = {"amd64"}, rules = {
      {{0, 5}, action = "log", when = {{0, "==", 1}}},
      {"write", action = "trap", when = {{0, "==", 2}}},
      {{1, 1}, action = "log"}, {"write", 7, action = "allow"}}}
    local order = {}
    for i, item in ipairs(mixed:near {arch = "amd64", syscall = "write"}) do
      order[i] = item.rule .. " " .. (item.why or "decides")
    end
    assert.same({"1 it needs fd:64 == 1, and fd is 0",
      "2 it needs fd:64 == 2, and fd is 0", "3 decides",
      "4 rule 3 comes first"}, order)
    assert.same({}, policy:near {syscall = "mkdirat"})
    assert.same({}, policy:near {syscall = 1, arch = 0x12345678})
    assert.same({}, policy:near {syscall = 1, arch = "s390"})
  end)

  it("compare as many bits as the arch has, and the condition wants", function()
    local holds = require("seccomp.policy.condition").one
    local HIGH = 1 << 32 | 5
    for _, case in ipairs {
      -- width, raw, wide, and whether 5 with a high half is 5
      {64, nil, false, true}, {64, nil, true, false}, {64, true, false, false},
      {32, nil, false, true}, {32, nil, true, true}, {32, true, false, true},
    } do
      local function c(op, a, b)
        return {op = op, datum_a = a, datum_b = b, width = case[1],
          raw = case[2]}
      end
      assert.equal(case[4], holds(c("==", 5), HIGH, case[3]))
      assert.equal(not case[4], holds(c("!=", 5), HIGH, case[3]))
      assert.equal(case[4], holds(c("<=", 5), HIGH, case[3]))
      assert.equal(not case[4], holds(c(">", 5), HIGH, case[3]))
      assert.equal(case[4], holds(c("<", 6), HIGH, case[3]))
      assert.equal(not case[4], holds(c(">=", 6), HIGH, case[3]))
      assert.equal(case[4], holds({any = {c("==", 4), c("==", 5)}}, HIGH,
        case[3]))
      assert.is_true(holds(c("masked_eq", 15, 5), HIGH, case[3]))
      assert.is_false(holds(c("masked_eq", 15, 4), HIGH, case[3]))
    end
    -- at the bounds, without a sign
    for op, expected in pairs {["<"] = "yes no no no", ["<="] = "yes yes no no",
      [">"] = "no no yes yes", [">="] = "no yes yes yes"}
    do
      local said = {}
      for i, value in ipairs {4, 5, 6, -1} do
        said[i] = holds({op = op, datum_a = 5, width = 64}, value, true) and
          "yes" or "no"
      end
      assert.equal(expected, table.concat(said, " "), op)
    end
  end)

  it("agree with what decides", function()
    for flags = 0, 3 do
      for dirfd = 4, 6 do
        local call = {syscall = "openat", arg0 = dirfd, arg2 = flags}
        local _, rule = policy:decide(call)
        local deciding
        for _, item in ipairs(policy:near(call)) do
          assert.truthy((not item.decides) == (item.why ~= nil))
          if item.decides then deciding = item.rule end
        end
        assert.equal(rule, deciding)
      end
    end
  end)

  it("are told together where they differ in one value", function()
    if here.bits == 32 then pending(LARGEFILE) return end
    local lenient = mended(policy, {{{0, 0}, action = "allow"}})
    local spec = lenient:data()
    spec.rules[#spec.rules + 1] = all_but("openat", "write")
    local report = told({program, "opens"}, policies.new(spec))
    text_has(report, "    rules 2, 3 allow openat with flags 0, O_CLOEXEC; " ..
      "here O_RDWR\n", "    rule 5 allows openat where flags & ")
    assert.equal(4, #entry_of(report, "openat").near)
  end)

  it("are for numbers of ptrace(2) on all arches of the machine", function()
    local numbers = require("seccomp.explain.returns").ptrace_numbers()
    local x32 = seccomp.native_arch() == "amd64"
    assert.same(x32 and {101, 26, 0x40000000 | 521} or
      {seccomp.syscall_number "ptrace"}, numbers)
  end)

  it("refuse what is no call", function()
    assert.has_error(function() policy:near() end,
      "bad argument #1 to 'near' (table expected, got nil)")
    local ok, err = pcall(policy.near, policy, {syscall = "opnat"})
    assert.same({false, "near", "EINVAL"}, {ok, err.op, err.code})
  end)
end)
