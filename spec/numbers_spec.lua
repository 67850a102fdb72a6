-- SPDX-License-Identifier: MIT
-- Policies that name numbers, ranges of them, several values, and errnos, on
-- every arch, against a reading of them that is written from the contract:
-- rules in order, the first match wins, then `unknown` and bad_arch for numbers
-- that are of no known call or of another ABI, then the default.
local seccomp = require "seccomp"
local policies = require "seccomp.policy"
local draw = require "spec.draw"
local smt = require "spec.smt"
local support = require "spec.support"

local pick, random = draw.pick, math.random

local X32 = 0x40000000
local BIG = {mips = true, mips64 = true, mips64n32 = true, ppc = true,
  ppc64 = true, s390 = true, s390x = true, parisc = true, parisc64 = true,
  m68k = true, sheb = true}
local NARROW = {x86 = true, arm = true, mips = true, mipsel = true, ppc = true,
  s390 = true, parisc = true, m68k = true, sh = true, sheb = true}
local BASE = {x32 = X32, mips = 4000, mipsel = 4000, mips64 = 5000,
  mipsel64 = 5000, mips64n32 = 6000, mipsel64n32 = 6000}

-- asm/errno.h
local function errno(name, arch)
  local family = arch:match "^mips" or arch:match "^parisc" or
    arch:match "^ppc" or "other"
  return ({
    EPERM = {other = 1, mips = 1, parisc = 1, ppc = 1},
    ENOSYS = {other = 38, mips = 89, parisc = 251, ppc = 38},
    ELOOP = {other = 40, mips = 90, parisc = 249, ppc = 40},
    EDEADLK = {other = 35, mips = 45, parisc = 45, ppc = 35},
    EDEADLOCK = {other = 35, mips = 56, parisc = 45, ppc = 58},
    EOPNOTSUPP = {other = 95, mips = 122, parisc = 223, ppc = 95},
  })[name][family]
end

-- What an action spec comes to on an arch.
local function on(spec, arch)
  local name = spec:match "^errno%((E%w+)%)$"
  return name and ("errno(%d)"):format(errno(name, arch)) or spec
end

-- The end of the table that all arches share, and whether a number above it is
-- some call's.
local shared = 0
for number = 0, 511 do
  if seccomp.syscall_name(number, "amd64") then shared = number end
end

local function known_above(arch, number)
  if arch == "x32" then
    return number >= X32 + 512 and number <= X32 + 547
  end
  return arch == "arm" and number >= 0xf0001 and number <= 0xf0006
end

local function unknown(arch, number)
  return number > (BASE[arch] or 0) + shared and number ~= 0xffffffff and
    not known_above(arch, number)
end

local function sister(arch, number)
  local own = arch:match "^mips" and BASE[arch]
  return own and number >= 4000 and number <= 6999 and
    number // 1000 * 1000 ~= own
end

-- The arch of the list that a call of an arch with a number is of.
local function arch_of(arches, arch, number)
  if arch ~= "amd64" and arch ~= "x32" then return arch end
  local there = {}
  for _, one in ipairs(arches) do there[one] = true end
  if number == 0xffffffff then
    return there.amd64 and "amd64" or there.x32 and "x32" or nil
  end
  local its = number >= X32 and "x32" or "amd64"
  return there[its] and its or nil
end

local function names(rule, arch, number)
  for _, call in ipairs(rule) do
    if type(call) == "table" then
      if call[1] <= number and number <= call[2] then return true end
    elseif type(call) == "number" then
      if call & 0xffffffff == number then return true end
    else
      local own = seccomp.syscall_number(call, arch)
      if own and own >= 0 and own == number then return true end
    end
  end
  return false
end

local function holds(condition, value, arch)
  local op, a, b = condition[2], condition[3], condition[4]
  if condition.width == 32 or NARROW[arch] then value = value & 0xffffffff end
  if op == "masked_eq" then
    for _, one in ipairs(type(b) == "table" and b or {b}) do
      if value & a == one then return true end
    end
  elseif op == "==" then
    for _, one in ipairs(type(a) == "table" and a or {a}) do
      if value == one then return true end
    end
  else
    return op == "<" and math.ult(value, a) or op == "!=" and value ~= a
  end
  return false
end

local function evaluate(spec, arch, number, args)
  arch = arch_of(spec.arches, arch, number)
  if not arch then return spec.bad_arch, "bad_arch" end
  local named = false
  for i, rule in ipairs(spec.rules) do
    local its = not rule.arches
    for _, one in ipairs(rule.arches or {}) do its = its or one == arch end
    local all = its and names(rule, arch, number)
    named = named or all
    for _, condition in ipairs(all and rule.when or {}) do
      all = all and holds(condition, args[condition[1]], arch)
    end
    if all then return on(rule.action, arch), "rule", i end
  end
  if sister(arch, number) then return spec.bad_arch, "bad_arch" end
  if spec.unknown and unknown(arch, number) and not named then
    return on(spec.unknown, arch), "unknown"
  end
  return on(spec.default, arch), "default"
end

-- Drawing ------------------------------------------------------------------

local ACTIONS = {"allow", "log", "trap", "kill_process", "errno(EPERM)",
  "errno(ENOSYS)", "errno(ELOOP)", "errno(EDEADLK)", "errno(EDEADLOCK)",
  "errno(EOPNOTSUPP)", "errno(38)", "errno(89)", "errno(251)"}

-- Calls that take their arguments in memory, on which conditions are refused.
local IN_MEMORY = {x86 = {82, 90}, m68k = {82, 90}, ppc = {82},
  s390 = {90, 192}, s390x = {90}}

local function blind(one, arches)
  for _, arch in ipairs(one.arches or arches) do
    for _, number in ipairs(IN_MEMORY[arch] or {}) do
      if names(one, arch, number) then return true end
    end
  end
  return false
end

-- Numbers of an arch worth asking about.
local function number_of(arch)
  local base = BASE[arch] or 0
  local numbers = {base, base + 1, base + random(0, 12), base + shared,
    base + shared + 1, base + random(440, 560), base + 511, base + 512,
    base + 547, base + 548, base + 999, 9999 + base}
  if arch == "arm" then numbers[#numbers + 1] = 0xf0000 + random(0, 8) end
  if arch:match "^mips" then
    numbers[#numbers + 1] = pick {3999, 4000, 4001, 4999, 5000, 5057, 5999,
      6000, 6999, 7000}
    numbers[#numbers + 1] = random(3990, 7010)
  end
  if arch ~= "amd64" and arch ~= "x32" then
    numbers[#numbers + 1] = 0xfffffffe
  end
  return pick(numbers)
end

local function condition()
  local c = {random(0, 1), pick {"==", "masked_eq", "<", "!="}}
  local mask = pick {7, 0xff, 0xffffffff, 5}
  local values = {}
  for i = 1, random(1, 5) do values[i] = random(0, 9) & mask end
  if #values == 1 or c[2] == "<" or c[2] == "!=" then values = values[1] end
  if c[2] == "masked_eq" then c[3], c[4] = mask, values else c[3] = values end
  if random(3) == 1 then c.width = 32 end
  return c
end

local function rule(arches)
  local one = {action = pick(ACTIONS)}
  local arch = pick(arches)
  local kind = random(3)
  if kind == 1 then
    one.arches = {arch}
    for _ = 1, random(3) do one[#one + 1] = number_of(arch) end
  elseif kind == 2 then
    one.arches = {arch}
    local a, b = number_of(arch), number_of(arch)
    one[1] = {math.min(a, b), math.max(a, b)}
    if random(2) == 1 then one[2] = number_of(arch) end
  else
    one[1], one[2] = "read", random(2) == 1 and "write" or nil
    if random(3) == 1 then one[#one + 1] = {0, 0xffffffff} end
  end
  if random(2) == 1 and not blind(one, arches) then
    one.when = {condition(), random(2) == 1 and condition() or nil}
  end
  return one
end

local function policy(sets)
  local spec = {default = pick(ACTIONS), bad_arch = pick {"kill_process",
    "errno(1)", "allow"}, unknown = random(3) > 1 and pick(ACTIONS) or nil,
    arches = pick(sets), rules = {}}
  for i = 1, random(0, 5) do spec.rules[i] = rule(spec.arches) end
  return spec
end

-- Arches of one byte order, each alone and some together.
local function sets()
  local all, little, big = {}, {}, {}
  for _, arch in ipairs(seccomp.arches()) do
    all[#all + 1] = {arch}
    table.insert(BIG[arch] and big or little, arch)
  end
  all[#all + 1], all[#all + 2] = little, big
  all[#all + 1] = {"amd64", "x32"}
  all[#all + 1] = {"x32", "amd64", "x86"}
  all[#all + 1] = {"mipsel", "mipsel64", "mipsel64n32"}
  all[#all + 1] = {"mips64", "parisc", "ppc64"}
  return all
end

describe("numbers in policies", function()
  it("are those of calls that take their arguments in memory", function()
    local spec = {default = "allow", arches = {"x86"}, rules = {{{80, 85},
      action = "trap", when = {{1, "==", {1, 2}}}}}}
    local made = policies.new(spec)
    local ok, err = pcall(made.compile, made)
    assert.is_false(ok)
    assert.matches("on x86, select takes its arguments in memory", err.message)
    spec.rules[1].when[1].raw = true
    assert.truthy(policies.new(spec):compile())
  end)

  local seed = tonumber(os.getenv "SEED") or os.time()

  it("mean what the contract says (seed " .. seed .. ")", function()
    math.randomseed(seed)
    local all = sets()
    for _ = 1, tonumber(os.getenv "ROUNDS") or support.rounds(300) do
      local spec = policy(all)
      local made = policies.new(spec)
      local program = made:compile {budget = 60}
      assert.equal(tostring(made), tostring(policies.parse(tostring(made))))
      assert.equal(tostring(made), tostring(policies.new(made:data())))
      for _ = 1, 60 do
        local arch = pick(spec.arches)
        local number = random(12) == 1 and 0xffffffff or number_of(arch)
        local args = {[0] = random(0, 12), random(0, 12)}
        if random(4) == 1 then args[0] = args[0] | 1 << 32 end
        local call = {arch = smt.tokens[arch], syscall = number,
          arg0 = args[0], arg1 = args[1]}
        local expected, by, index = evaluate(spec, arch, number, args)
        local action, decided_by, way = made:decide(call)
        local simulated, wanted = program:simulate(call),
          seccomp.action(expected)
        -- an assertion for each of them all would take longer than the rest
        if simulated ~= wanted or action ~= wanted or way ~= by or
          decided_by ~= index
        then
          error(("%s\n%s %d %d %d\nis %s by %s %s; simulate: %s, decide: %s " ..
            "by %s %s"):format(made, arch, number, args[0], args[1], expected,
            by, index, simulated, action, way, decided_by))
        end
      end
    end
  end)
end)

describe("policy:filter() where libseccomp compares 32 bits", function()
  local function of(arch, when)
    return policies.new {default = "errno(EPERM)", bad_arch = "kill_thread",
      arches = {arch}, rules = {{"lseek", action = "allow", when = {when}}}}
  end

  it("takes conditions of 32 bits with every operator", function()
    for _, arch in ipairs {"x32", "x86", "mips64n32"} do
      for _, op in ipairs {"==", "!=", "<", "<=", ">", ">="} do
        local p = of(arch, {0, op, 5, width = 32})
        local ok, err = pcall(p.filter, p)
        -- on mips64n32 the numbers of its sisters are in the way
        if arch ~= "mips64n32" then
          assert.is_true(ok, tostring(err))
          assert.same({}, err:program():diff(p:compile()))
        else
          assert.is_nil(tostring(err):find("width", 1, true))
        end
      end
    end
  end)

  it("refuses them where it compares 64", function()
    local p = of("amd64", {0, "<", 5, width = 32})
    local ok, err = pcall(p.filter, p)
    assert.is_false(ok)
    assert.truthy(err.message:find("width 32", 1, true))
  end)
end)
