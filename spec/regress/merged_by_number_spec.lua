-- SPDX-License-Identifier: MIT
-- {"socket", errno} for amd64 and x86, merged with a rule on number 102 of x86,
-- socketcall, under a condition: the merged policy named the multiplexer, so
-- the denial of socket was no longer one behind it, and socketcall(1) was
-- allowed, in either order. A multiplexer counted as named by its name alone,
-- and on all arches at once. Held here: a call is decided by the first side
-- that has a rule for it, whichever way the rules of either name it.
local seccomp = require "seccomp"
local policies = require "seccomp.policy"
local draw = require "spec.draw"

local pick, random = draw.pick, math.random

local SETS = {{"amd64", "x86"}, {"x86"}, {"amd64"}, {"x86", "amd64"}}
local OTHER_SETS = {{"s390x", "s390"}, {"s390"}, {"s390x"}, {"s390", "s390x"}}
local ACTIONS = {"log", "errno(EPERM)", "errno(EIO)", "trap", "kill_process"}

-- Ways to name a multiplexer on an arch: not that of amd64, which has none.
local function multiplexer(name, arch)
  local number = seccomp.syscall_number(name, arch)
  if number < 0 then return name end
  return pick {name, number, {number - random(0, 1), number + random(0, 1)}}
end

local function rule(arches)
  local one = {action = pick(ACTIONS), optional = true}
  if random(2) == 1 then
    for _, name in ipairs {"socket", "bind", "shmat", "read"} do
      if random(2) == 1 then one[#one + 1] = name end
    end
    if #one == 0 then one[1] = "socket" end
    if random(3) == 1 then one.arches = {pick(arches)} end
    return one
  end
  local arch = pick(arches)
  one[1] = multiplexer(pick {"socketcall", "ipc"}, arch)
  if type(one[1]) ~= "string" or random(2) == 1 then one.arches = {arch} end
  if random(3) > 1 then
    one.when = {{0, "==", random(0, 3) == 0 and {1, 2} or
      pick {1, 2, 9, 21, 0x10015}}}
  end
  return one
end

local function policy(sets)
  local spec = {default = "allow", arches = pick(sets), rules = {}}
  for i = 1, random(0, 4) do spec.rules[i] = rule(spec.arches) end
  return policies.new(spec)
end

local function has(arches, arch)
  for _, one in ipairs(arches) do
    if one == arch then return true end
  end
  return false
end

-- What the first of two policies says that has a rule for a call.
local function either(a, b, call)
  for _, one in ipairs {a, b} do
    local action, by = one:decide(call)
    if by then return action end
  end
  return seccomp.action(has(a.arches, call.arch) and "allow" or
    has(b.arches, call.arch) and "allow" or "kill_process")
end

local function calls(arch)
  local list = {}
  for _, name in ipairs {"socket", "bind", "shmat", "read", "close"} do
    if pcall(policies.new {default = "allow", arches = {arch}}.decide,
        policies.new {default = "allow", arches = {arch}},
        {arch = arch, syscall = name}) then
      list[#list + 1] = {arch = arch, syscall = name}
    end
  end
  for _, name in ipairs {"socketcall", "ipc"} do
    local number = seccomp.syscall_number(name, arch)
    for _, value in ipairs {0, 1, 2, 9, 21, 0x10015} do
      for _, near in ipairs {-1, 0, 1} do
        if number >= 0 then
          list[#list + 1] = {arch = arch, syscall = number + near,
            arg0 = value}
        end
      end
    end
  end
  return list
end

describe("merging policies that name multiplexers", function()
  it("keeps a denial behind one that the other has by number", function()
    local base = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{"socket", action = "errno(EPERM)"}}}
    local other = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{102, action = "log", when = {{0, "==", 9}},
        arches = {"x86"}}}}
    for _, merged in ipairs {base:merge(other), other:merge(base)} do
      local program = merged:compile()
      local function simulate(value)
        return tostring((program:simulate {arch = "x86",
          syscall = "socketcall", arg0 = value}))
      end
      assert.equal("errno(EPERM)", simulate(1))
      assert.equal("log", simulate(9))
      assert.equal("allow", simulate(2))
    end
  end)

  local seed = tonumber(os.getenv "SEED") or os.time()
  it("keeps what each side means (seed " .. seed .. ")", function()
    math.randomseed(seed)
    for _ = 1, tonumber(os.getenv "ROUNDS") or 60 do
      local sets = pick {SETS, SETS, OTHER_SETS}
      local a, b = policy(sets), policy(sets)
      for _, pair in ipairs {{a, b}, {b, a}} do
        local first, second = pair[1], pair[2]
        local merged = first:merge(second)
        local program = merged:compile {budget = 60}
        for _, arch in ipairs(merged.arches) do
          for _, call in ipairs(calls(arch)) do
            assert.equal(either(first, second, call),
              (program:simulate(call)), ("%s%s%s %s %s %s"):format(first,
              second, merged, arch, call.syscall, call.arg0))
          end
        end
      end
    end
  end)
end)
