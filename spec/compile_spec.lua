-- SPDX-License-Identifier: MIT
-- Compiled policies against an evaluator that is written straight from the
-- definition: rules in order, the first match wins, then the default.
local seccomp = require "seccomp"
local policies = require "seccomp.policy"
local draw = require "spec.draw"
local support = require "spec.support"
local oracle = require "spec.oracle"

local X32 = 0x40000000
local ult = math.ult

-- What the kernel shows of an arch, and some calls with their numbers. Numbers
-- of another arch than the first few are not asked for here.
local ARCHES = {
  amd64 = {token = 0xc000003e, highest = 334,
    calls = {read = 0, write = 1, ioctl = 16, socket = 41, personality = 135,
      openat = 257}},
  x32 = {token = 0xc000003e, highest = X32 + 547,
    calls = {read = X32, write = X32 + 1, ioctl = X32 + 514,
      socket = X32 + 41, personality = X32 + 135, openat = X32 + 257}},
  x86 = {token = 0x40000003, narrow = true,
    calls = {read = 3, write = 4, ioctl = 54, personality = 136, openat = 295,
      socket = 359}},
  arm64 = {token = 0xc00000b7,
    calls = {read = 63, write = 64, ioctl = 29, socket = 198, personality = 92,
      openat = 56}},
  s390x = {token = 0x80000016, big = true,
    calls = {read = 3, write = 4, ioctl = 54, personality = 136, openat = 288}},
  ppc64 = {token = 0x80000015, big = true,
    calls = {read = 3, write = 4, ioctl = 54, personality = 136, openat = 286}},
}

local function holds(condition, args, narrow)
  local arg, op, a, b = table.unpack(condition, 1, 4)
  local value, bits = args[arg + 1], condition.width or 64
  if narrow and not condition.raw and bits == 64 then bits = 32 end
  if bits < 64 then value = value & (1 << bits) - 1 end
  if op == "==" then return value == a end
  if op == "!=" then return value ~= a end
  if op == "<" then return ult(value, a) end
  if op == "<=" then return not ult(a, value) end
  if op == ">" then return ult(a, value) end
  if op == ">=" then return not ult(value, a) end
  return value & a == b
end

local function contains(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

-- The arch that a call belongs to, of those in the list.
local function arch_of(arches, token, nr)
  for _, name in ipairs(arches) do
    local arch = ARCHES[name]
    if arch.token == token then
      if token ~= ARCHES.amd64.token then return name end
      if nr == 0xffffffff and (name == "amd64" or
          not contains(arches, "amd64")) then
        return name
      elseif nr ~= 0xffffffff and (name == "x32") == (nr >= X32) then
        return name
      end
    end
  end
  return nil
end

local function evaluate(spec, token, nr, args)
  local name = arch_of(spec.arches, token, nr)
  if not name then return spec.bad_arch end
  for _, rule in ipairs(spec.rules) do
    if not rule.arches or contains(rule.arches, name) then
      for _, call in ipairs(rule) do
        if ARCHES[name].calls[call] == nr then
          local all = true
          for _, condition in ipairs(rule.when or {}) do
            all = all and holds(condition, args, ARCHES[name].narrow)
          end
          if all then return rule.action end
        end
      end
    end
  end
  return spec.default
end

local random = math.random
local pick, datum, OPERATORS = draw.pick, draw.datum, draw.OPERATORS

local ACTIONS = {"allow", "log", "kill_process", "kill_thread", "trap",
  "errno(EPERM)", "errno(ENOSYS)", "errno(4095)", "trace(7)", "notify"}

local function condition()
  local c = {random(3) == 1 and random(0, 5) or random(0, 1), pick(OPERATORS),
    datum()}
  if random(3) == 1 then
    c.width = pick {16, 32}
    c[3] = c[3] & (1 << c.width) - 1
  end
  c.raw = random(4) == 1 or nil
  if c[2] == "masked_eq" then c[4] = datum() & c[3] end
  return c
end

local SETS = {{"amd64"}, {"x86"}, {"amd64", "x86", "x32"}, {"x32", "amd64"},
  {"x32"}, {"arm64", "amd64"}, {"s390x", "ppc64"}, {"ppc64"}}

local function policy()
  local spec = {default = pick(ACTIONS), bad_arch = pick(ACTIONS),
    arches = pick(SETS), rules = {}}
  local some = {pick(ACTIONS), pick(ACTIONS)}
  for i = 1, random(0, 8) do
    local rule = {action = pick(some)}
    for name in pairs(ARCHES[spec.arches[1]].calls) do
      if random(3) == 1 then rule[#rule + 1] = name end
    end
    if #rule == 0 then rule[1] = "read" end
    if random(5) > 1 then
      rule.when = {}
      for k = 1, random(0, 4) do rule.when[k] = condition() end
    end
    -- where the call is also multiplexed, conditions would be lost
    if contains(rule, "socket") and rule.when and #rule.when > 0 and
        contains(spec.arches, "x86") then
      rule.arches = contains(spec.arches, "amd64") and {"amd64"} or nil
      rule.when = rule.arches and rule.when
    elseif random(4) == 1 then
      rule.arches = {spec.arches[1]}
    end
    spec.rules[i] = rule
  end
  return spec
end

-- Values near those that the rules compare with.
local function value_near(spec, arg)
  local rule = #spec.rules > 0 and pick(spec.rules)
  local c = rule and rule.when and #rule.when > 0 and pick(rule.when)
  if not c or random(6) == 1 then return datum() end
  local value = (c[1] == arg or random(3) == 1) and (c[4] or c[3]) or datum()
  value = value + random(-1, 1)
  if random(4) == 1 then value = value ~ (1 << random(0, 63)) end
  if random(6) == 1 then value = value & 0xffffffff | datum() << 32 end
  return value
end

describe("compiled policies", function()
  local seed = tonumber(os.getenv "SEED") or os.time()

  it("do what the definition says (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, tonumber(os.getenv "ROUNDS") or 400 do
      local spec = policy()
      local made = policies.new(spec)
      local program = made:compile {prove = random(8) == 1}
      assert.equal(ARCHES[spec.arches[1]].big and "big" or "little",
        program.endian)
      for _ = 1, 60 do
        local names = {}
        for name, arch in pairs(ARCHES) do
          if (arch.big or false) == (program.endian == "big") then
            names[#names + 1] = name
          end
        end
        local name = random(8) == 1 and pick(names) or pick(spec.arches)
        local arch = ARCHES[name]
        local numbers = {0, 0xffffffff, X32, X32 - 1, 0xfffffffe,
          random(0, 400)}
        for _, nr in pairs(arch.calls) do
          for _ = 1, 3 do numbers[#numbers + 1] = nr end
        end
        local nr = pick(numbers)
        local call = {arch = arch.token, syscall = nr}
        local args = {}
        for a = 0, 5 do
          local value = value_near(spec, a)
          -- any call may be shown with high bits, on 32-bit arches, too
          if random(4) == 1 then value = value ~ 1 << random(32, 63) end
          args[a + 1] = value
          call["arg" .. a] = value
        end
        local expected = evaluate(spec, arch.token, nr, args)
        -- a socket without conditions is also one through socketcall
        if not (name ~= "amd64" and nr == 102) then
          local got = program:simulate(call)
          if got ~= seccomp.action(expected) then
            error(("%s\narch %s nr %#x args %x %x %x %x %x %x: %s, not %s")
              :format(tostring(made), name, nr, args[1], args[2], args[3],
                args[4], args[5], args[6], tostring(got), expected))
          end
        end
      end
    end
  end)

  -- What kernel/seccomp.c takes for a constant allow (seccomp_is_const_allow):
  -- only then does it remember a call and run no program for it.
  local function constant_allow(program, token, nr)
    local order = program.endian == "little" and "<" or ">"
    local insns, bytes = {}, program:bytes()
    for i = 0, #program - 1 do
      local code, jt, jf, k = (order .. "I2BBI4"):unpack(bytes, 8 * i + 1)
      insns[i] = {code = code, jt = jt, jf = jf, k = k}
    end
    local pc, a = 0, 0
    while true do
      local insn = insns[pc]
      local code, k, jump = insn.code, insn.k, nil
      if code == 0x20 and k == 0 then
        a = nr
      elseif code == 0x20 and k == 4 then
        a = token
      elseif code == 0x06 then
        return k == 0x7fff0000
      elseif code == 0x05 then
        pc = pc + k
      elseif code == 0x15 then
        jump = a == k
      elseif code == 0x25 then
        jump = a > k
      elseif code == 0x35 then
        jump = a >= k
      elseif code == 0x45 then
        jump = a & k ~= 0
      elseif code == 0x54 then
        a = a & k
      else
        return false
      end
      if jump ~= nil then pc = pc + (jump and insn.jt or insn.jf) end
      pc = pc + 1
    end
  end

  it("leave the kernel its cache of calls that are always allowed", function()
    local program = policies.new {
      default = "errno(EPERM)", arches = {"amd64", "x86"},
      unknown = "errno(ENOSYS)",
      rules = {
        {"@system-service", action = "allow"},
        {"mount", action = "allow", when = {{3, "masked_eq", 0x1f, 2}}},
      },
    }:compile()
    for arch, token in pairs {amd64 = 0xc000003e, x86 = 0x40000003} do
      local allowed = 0
      for nr = 0, 600 do
        local action = program:simulate {arch = arch, syscall = nr}
        assert.equal(action.name == "allow", constant_allow(program, token, nr))
        allowed = allowed + (action.name == "allow" and 1 or 0)
      end
      assert.is_true(allowed > 200)
    end
  end)

  it("stay small and quick", function()
    local names, rules = {}, {}
    for nr = 0, 334 do
      local name = seccomp.syscall_name(nr, "amd64")
      -- runs of some length with holes in them, as profiles have
      if name and nr % 7 ~= 3 and nr % 31 ~= 5 then names[#names + 1] = name end
    end
    for _, value in ipairs {0, 8, 0x20000, 0x20008, 0xffffffff} do
      rules[#rules + 1] = {"personality", action = "allow",
        when = {{0, "==", value}}}
    end
    names.action = "allow"
    names.optional = true
    rules[#rules + 1] = names
    local program = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = rules}:compile()
    assert.is_true(#program <= 120, #program)
    local longest, sum = 0, 0
    for nr = 0, 334 do
      local _, executed = program:simulate {arch = "amd64", syscall = nr}
      longest = math.max(longest, executed)
      sum = sum + executed
    end
    assert.is_true(longest <= 16, longest)
    assert.is_true(sum / 335 <= 12, sum / 335)
  end)

  it("take thousands of rules", function()
    local rules = {}
    for i = 1, 3000 do
      rules[i] = {"ioctl", action = "allow",
        when = {{arg = 1, op = "==", value = i * 3, width = 32}}}
    end
    local program = policies.new {default = "errno(ENOTTY)",
      arches = {"amd64"}, rules = rules}:compile()
    for i = 1, 9000, 7 do
      assert.equal(i % 3 == 0 and "allow" or "errno", program:simulate {
        arch = "amd64", syscall = "ioctl", arg1 = i | 1 << 40}.name)
    end
    local _, executed = program:simulate {arch = "amd64", syscall = "ioctl",
      arg1 = 4500}
    assert.is_true(executed < 40)
  end)

  -- a number that a rule names is none that is unknown
  it("apply to numbers above the highest that has a name", function()
    local made = policies.new {default = "log", arches = {"amd64"},
      unknown = "errno(ENOSYS)", rules = {
        {5000, action = "kill_process", when = {{0, "==", 1}}},
        {{6000, 6005}, action = "trap", when = {{0, "==", 1}}}}}
    local program = made:compile()
    for _, case in ipairs {{5000, 1, "kill_process", "rule"},
        {5000, 2, "log", "default"}, {5001, 1, "errno", "unknown"},
        {6005, 1, "trap", "rule"}, {6005, 2, "log", "default"},
        {6006, 2, "errno", "unknown"}, {0, 1, "log", "default"}} do
      local call = {arch = "amd64", syscall = case[1], arg0 = case[2]}
      assert.equal(case[3], program:simulate(call).name)
      local action, _, why = made:decide(call)
      assert.equal(case[3], action.name)
      assert.equal(case[4], why)
    end
  end)

  it("far beyond what fits are refused soon", function()
    local rules = {}
    for i = 1, 9000 do
      rules[i] = {"ioctl", action = ("errno(%d)"):format(i % 4000 + 1),
        when = {{0, "==", i * 7919}, {1, ">", i * 104729}}}
    end
    local made = policies.new {default = "allow", arches = {"amd64"},
      rules = rules}
    local ok, err = pcall(made.compile, made)
    assert.is_false(ok)
    assert.equal("E2BIG", err.code)
    assert.matches("needs 45%d%d%d instructions", err.message)
  end)

  it("say what does not fit", function()
    local rules = {}
    for i = 1, 5000 do
      rules[i] = {"ioctl", action = "allow", when = {{1, "==", i * 3}}}
    end
    local made = policies.new {default = "errno(ENOTTY)", arches = {"amd64"},
      rules = rules}
    local ok, err = pcall(made.compile, made)
    assert.is_false(ok)
    assert.equal("E2BIG", err.code)
    assert.equal("compile", err.op)
    assert.matches("ioctl", err.message)
    assert.matches("4096", err.message)
  end)

  it("do in the kernel what they do here", function()
    if seccomp.native_arch() ~= "amd64" then
      return pending "the numbers are amd64's"
    end
    if not support.has_command(os.getenv "CC" or "cc") then
      return pending "no C compiler"
    end
    math.randomseed(seed)
    -- numbers that amd64 has no call for
    local NUMBERS = {1000, 1001, 1002, 1005, 2000}
    local actions = {"errno(EPERM)", "errno(E2BIG)", "errno(4095)", "allow"}
    local questions, programs = {}, {}
    for i = 1, 200 do
      local rules = {}
      for k = 1, random(6) do
        rules[k] = {pick(NUMBERS), action = pick(actions), when = {}}
        for n = 1, random(0, 3) do rules[k].when[n] = condition() end
      end
      -- what the asking process does besides ends in a fault
      local made = policies.new {default = "allow", arches = {"amd64"},
        rules = rules}
      programs[i] = made:compile {prove = false}
      local calls = {}
      for k = 1, 12 do
        local call = {pick(NUMBERS)}
        for a = 0, 5 do
          call[a + 2] = value_near({rules = rules}, a)
        end
        calls[k] = call
      end
      questions[i] = {bytes = programs[i]:bytes(), calls = calls}
    end
    local allowed, denied = 0, 0
    for i, answer in ipairs(oracle.ask(questions)) do
      assert.is_nil(answer.refused)
      for k, call in ipairs(questions[i].calls) do
        local action = programs[i]:simulate(table.unpack(call))
        local expected = action.name == "errno" and -action.code or -38
        assert.equal(expected, answer[k], programs[i]:disassemble())
        if action.name == "errno" then denied = denied + 1
        else allowed = allowed + 1 end
      end
    end
    assert.is_true(allowed > 100 and denied > 100)
  end)
end)
