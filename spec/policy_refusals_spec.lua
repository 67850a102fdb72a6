-- SPDX-License-Identifier: MIT
-- What C refuses of a policy's rules, in full: the rule, the call and the arch
-- that are meant, and what to do.
local policies = require "seccomp.policy"
local raised = require("spec.support").raised
local with = require("spec.fields").with

local function one(arches, rule, ...)
  rule.action = "allow"
  return with {arches = arches, rules = {{"brk", action = "allow"}, rule, ...}}
end

local FIRST = {{0, "==", 1}}
local FD = {{"fd", "==", 1}}
local X86_64 = {"amd64"}

describe("a rule is refused", function()
  for message, case in pairs {
    -- names
    ["no arch of the rule (arm) has a call arch_prctl; say optional = true " ..
      "where that is meant"] = one({"amd64", "arm"},
      {"arch_prctl", arches = {"arm"}}),
    ["no arch of the rule (amd64, arm) has a call vm86; say optional = true " ..
      "where that is meant"] = one({"amd64", "arm"}, {"vm86"}),
    -- numbers
    ["number 5 is another call on each arch: give the rule one arch, or the " ..
      "call its name"] = one({"amd64", "arm"}, {5}),
    ["calls with number 1073741824 are not of arch amd64"] =
      one(X86_64, {0x40000000}),
    ["calls with number 1073741823 are not of arch x32"] =
      one({"x32"}, {0x3fffffff}),
    -- -1 is of whichever comes first
    ["calls with number -1 are not of arch x32"] =
      one({"amd64", "x32"}, {-1, arches = {"x32"}}),
    -- ranges
    ["the range {9, 4} is empty: give the lower number first"] =
      one(X86_64, {{9, 4}}),
    ["calls with numbers 1073741824 to 1073741829 are not of arch amd64: " ..
      "give the rule the arches that it is for"] =
      one(X86_64, {{0x40000000, 0x40000005}}),
    ["calls with numbers 0 to 1073741823 are not of arch x32: give the rule " ..
      "the arches that it is for"] = one({"x32"}, {{0, 0x3fffffff}}),
    ["calls with numbers 4294967295 to 4294967295 are not of arch x32: give " ..
      "the rule the arches that it is for"] =
      one({"amd64", "x32"}, {{0xffffffff, 0xffffffff}, arches = {"x32"}}),
    -- conditions with names
    ["names of arguments and constants mean something on a call, and not on " ..
      "a range of numbers"] = one(X86_64, {{4, 5}, when = FD}),
    ["no call with number 5000 is known on amd64, so names mean nothing " ..
      "there: give numbers"] = one(X86_64, {5000, when = FD}),
    ['condition: close has no argument "domain" on amd64: it has fd'] =
      one(X86_64, {{3, 3}, when = {{"domain", "==", 1}}}),
  } do
    it("as " .. message:sub(1, 40), function()
      local err = raised(policies.new, case)
      assert.equal("rules[2]: " .. message, err.message)
      assert.equal("EINVAL", err.code)
    end)
  end

  it("with others of its kind, by the first one", function()
    assert.equal("rules[2]: no arch of the rule (amd64) has a call vm86; " ..
      "say optional = true where that is meant", raised(policies.new,
        one(X86_64, {"vm86", "vm86old"}, {"send", action = "allow"})).message)
  end)
end)

describe("a condition that would be lost", function()
  local function policy(...) return policies.new(one(...)) end

  it("behind a multiplexer is refused, by call, arch and rule", function()
    for mux, case in pairs {
      socketcall = policy({"amd64", "x86"}, {"socket", when = FIRST},
        {"bind", action = "log", when = FIRST}, {"ipc", action = "log"}),
      ipc = policy({"amd64", "x86"}, {"shmat", when = FIRST},
        {"socketcall", action = "log"}, {"socket", "semget", action = "log",
          when = FIRST}),
    } do
      local err = raised(case.compile, case)
      assert.equal("EINVAL", err.code)
      assert.equal(("rules[2]: on x86, %s is also reached through %s, where " ..
        "a filter cannot see its arguments: add a rule on %s that says what " ..
        "becomes of it there"):format(mux == "ipc" and "shmat" or "socket",
        mux, mux), err.message)
    end
  end)

  it("is not, where a rule names the multiplexer", function()
    local IPC <const> = 117 -- of x86
    for _, range in ipairs {{0, IPC}, {IPC, IPC}, {IPC, 4000}, {0, 4000}} do
      policy({"x86"}, {"shmat", when = FIRST}, {range, action = "log"})
        :compile()
    end
    for _, range in ipairs {{0, IPC - 1}, {IPC + 1, 4000}} do
      local p = policy({"x86"}, {"shmat", when = FIRST},
        {range, action = "log"})
      assert.matches("^rules%[2%]: on x86, shmat is also reached through ipc",
        raised(p.compile, p).message)
    end
  end)

  it("in memory is refused, by its own text", function()
    local p = policy({"amd64", "x86"}, {"mmap", when = {{2, "==", 1},
      {3, "!=", 2}}}, {"select", action = "log", when = {{0, "==", 3}}})
    local err = raised(p.compile, p)
    assert.equal("EINVAL", err.code)
    assert.equal("rules[2]: on x86, mmap takes its arguments in memory, " ..
      "where a filter cannot see them, and arg2 == 0x1 would test a " ..
      "register that the call does not use: give the rule other arches " ..
      "(arches = {...}), hold mmap2, which takes them in registers, and " ..
      "deny mmap, or say raw = true in the condition if the register is " ..
      "meant", err.message)
    -- of a range, too; and the condition is the one that does not say raw
    p = policy({"x86"}, {{0, 400}, when = {
      {arg = 0, op = "==", value = 1, raw = true}, {5, "!=", 2}}})
    assert.matches("^rules%[2%]: on x86, mmap takes .* and arg5 != 0x2 would",
      raised(p.compile, p).message)
    policy({"x86"}, {"mmap", {0, 89}, {91, 400}, when = {
      {arg = 0, op = "==", value = 1, raw = true}}}):compile()
  end)
end)

describe("arches of a policy", function()
  it("are refused where their byte orders differ, by the names", function()
    for message, arches in pairs {
      ["arches amd64 and s390x"] = {"amd64", "s390x"},
      ["arches s390 and x86"] = {"s390", "s390x", "x86"},
      ["arches mips and mipsel64"] = {"mips", "mips64", "mipsel64"},
    } do
      local err = raised(policies.new, with {arches = arches})
      assert.equal("EDOM", err.code)
      assert.equal(message .. " have different byte orders: one program " ..
        "cannot serve both, so give each order a policy", err.message)
    end
  end)
end)

describe("a filter that cannot have a policy's meaning", function()
  it("is told of by a call, and on mips of the other ABIs' numbers", function()
    local function refusal(arch)
      return raised(function()
        policies.new {default = "errno(EPERM)", arches = {arch}, rules = {
          {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
          {"kill", action = "allow"}}}:filter()
      end)
    end
    for _, arch in ipairs {"amd64", "mips"} do
      local err = refusal(arch)
      assert.equal(("libseccomp cannot have the meaning of this policy: " ..
        "kill on %s with sig = SIGKILL would get allow and not " ..
        "errno(EPERM). policy:compile() can"):format(arch), err.message)
      assert.equal("kill", err.witness.syscall)
    end
    local err = refusal "mips64"
    assert.equal("libseccomp cannot have the meaning of this policy: 4000 " ..
      "on mips64 would get errno(EPERM) and not kill_process. The number is " ..
      "another ABI's, to which a policy gives bad_arch, kill_process, and " ..
      "libseccomp the default: where that will do, say so with a rule on " ..
      "the range, or make the two the same. policy:compile() can", err.message)
  end)
end)
