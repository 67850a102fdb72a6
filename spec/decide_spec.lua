-- SPDX-License-Identifier: MIT
-- Policy:decide reads the rules by itself, so it is one more opinion on what a
-- compiled policy does.
local draw = require "spec.draw"
local policy = require "seccomp.policy"
local seccomp = require "seccomp"

local pick, random = draw.pick, math.random

local CALLS = {"read", "personality", "socket", "connect", "openat", "lseek"}
local VALUES = {0, 1, 3, 8, 37, 38, 100, 101, 0x13, 0xffff}
local OPS = {"==", "!=", "<", "<=", ">", ">="}
local ACTIONS = {"allow", "log", "trap", "errno(EACCES)", "kill_thread",
  "trace(3)"}
local ARCHES = {"amd64", "x86", "x32", "arm64", 0xc000003e, 0x40000003}

local function random_rule()
  local name = pick(CALLS)
  local rule = {name, action = pick(ACTIONS)}
  -- a multiplexed call with conditions asks for a rule on the multiplexer
  if name ~= "socket" and name ~= "connect" and random(4) > 1 then
    rule.when = {}
    for i = 1, random(2) do
      rule.when[i] = random(5) == 1 and
        {random(0, 2), "masked_eq", 0x11, 0x01} or
        {random(0, 2), pick(OPS), pick(VALUES),
          width = random(3) == 1 and pick {16, 32} or nil,
          raw = random(4) == 1 or nil}
    end
  end
  if random(4) == 1 then rule.arches = {"amd64", "x32"} end
  return rule
end

local function random_call()
  local call = {arch = pick(ARCHES)}
  if type(call.arch) == "string" and random(4) > 1 then
    call.syscall = pick(CALLS)
    if call.arch == "x86" and random(3) == 1 then
      call.syscall = "socketcall"
    end
  else
    call.syscall = pick {random(0, 400), random(0, 400) | 0x40000000, 5000, -1}
  end
  for i = 0, 2 do
    call["arg" .. i] = pick(VALUES)
    if random(5) == 1 then
      call["arg" .. i] = call["arg" .. i] | 1 << 32
    end
  end
  return call
end

describe("Policy:decide", function()
  local p = policy.new {
    default = "errno(EPERM)", unknown = "errno(ENOSYS)", bad_arch = "trap",
    arches = {"amd64", "x86"},
    rules = {
      {"@basic-io", action = "allow"},
      {"personality", action = "log", when = {{0, "==", 8}}},
      {"personality", "connect", action = "kill_process"},
    },
  }

  it("names the first rule that matches", function()
    local action, rule, by = p:decide {syscall = "read", arch = "amd64"}
    assert.equal(seccomp.action "allow", action)
    assert.same({1, "rule"}, {rule, by})
    action, rule = p:decide {syscall = "personality", arch = "x86", arg0 = 8}
    assert.equal("log", action.name)
    assert.equal(2, rule)
    action, rule = p:decide {syscall = "personality", arch = "x86", arg0 = "9"}
    assert.equal("kill_process", action.name)
    assert.equal(3, rule)
  end)

  it("says what decides where no rule does", function()
    local function answer(call) return {select(2, p:decide(call))} end
    assert.same({nil, "default"}, answer {syscall = "openat", arch = "amd64"})
    assert.same({nil, "unknown"}, answer {syscall = 9000, arch = "amd64"})
    assert.same({nil, "bad_arch"}, answer {syscall = "read", arch = "x32"})
    assert.same({nil, "bad_arch"}, answer {syscall = 3, arch = 0x1234})
  end)

  it("knows calls behind a multiplexer", function()
    local action, rule = p:decide {syscall = "socketcall", arch = "x86",
      arg0 = 3}
    assert.equal("kill_process", action.name)
    assert.equal(3, rule)
  end)

  it("agrees with the compiled program", function()
    math.randomseed(11)
    local compared = 0
    for _ = 1, 60 do
      local rules = {}
      for i = 1, random(6) do rules[i] = random_rule() end
      local one = policy.new {
        default = pick(ACTIONS),
        unknown = random(2) == 1 and "errno(38)" or nil,
        bad_arch = "kill_process", arches = {"amd64", "x86", "x32"},
        rules = rules,
      }
      local program = one:compile {prove = false}
      for _ = 1, 100 do
        local call = random_call()
        local ok, expected = pcall(program.simulate, program, call)
        local fine, action, rule, by = pcall(one.decide, one, call)
        assert.equal(ok, fine)
        if ok then
          compared = compared + 1
          assert.equal(expected, action, tostring(one))
          assert.equal(by == "rule", rule ~= nil)
          if rule then
            assert.equal(seccomp.action(rules[rule].action), action)
          end
        end
      end
    end
    assert.is_true(compared > 4000)
  end)

  it("raises for what is no call", function()
    for _, call in ipairs {{}, {syscall = "opennat"}, {syscall = {}},
      {syscall = "read", arch = "nope"}, {syscall = "read", arg9 = 1}} do
      local ok, err = pcall(p.decide, p, call)
      assert.is_false(ok)
      assert.equal("decide", err.op)
    end
    assert.has_error(function() p:decide "read" end)
  end)
end)

-- What Policy:near and lint say of a condition, against the program.
describe("a condition", function()
  it("holds where the program finds that it does", function()
    local holds = require "seccomp.policy.condition"
    local data = {0, 1, 0x8000, 0xffffffff, 1 << 32, -1, 1 << 63}
    local values = {0, 1, 2, 0x7fff, 0x8000, 0x18000, 0xfffffffe, 0xffffffff,
      1 << 32, (1 << 32) + 1, -2, -1, 1 << 63, (1 << 63) - 1}
    local rules, all = {}, {}
    for _, op in ipairs {"==", "!=", "<", "<=", ">", ">=", "masked_eq"} do
      for _, datum in ipairs(data) do
        for _, width in ipairs {64, 32, 16} do
          for _, raw in ipairs {false, true} do
            local fits = width == 64 or datum >> width == 0
            local c = {0, op, datum, op == "masked_eq" and datum & 0x8001 or
              nil, width = width, raw = raw or nil}
            if fits and not (op == "masked_eq" and width ~= 64) then
              all[#all + 1] = seccomp.condition(c)
              rules[#rules + 1] = {1000 + #all, action = "log", when = {c}}
            end
          end
        end
      end
    end
    for arch, wide in pairs {amd64 = true, x86 = false} do
      local program = policy.new {default = "trap", arches = {arch},
        rules = rules}:compile {prove = false}
      for i, c in ipairs(all) do
        for _, value in ipairs(values) do
          local action = program:simulate {arch = arch, syscall = 1000 + i,
            arg0 = value}
          assert.equal(action.name == "log", holds.one(c, value, wide),
            ("%s %s 0x%x"):format(arch, tostring(c), value))
          assert.equal(action.name == "log", holds.all({c}, {[0] = value},
            wide))
        end
      end
    end
    local c = all[1]
    assert.is_true(holds.all({c}, {}, true)) -- what is left out is 0
    assert.is_true(holds.one({any = {all[2], c}}, 0, true))
    assert.is_false(holds.one({any = {}}, 0, true))
    assert.is_false(holds.all({c, {arg = 1, any = {}}}, {}, true))
  end)
end)
