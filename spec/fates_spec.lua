-- SPDX-License-Identifier: MIT
-- What becomes of each rule (src/bpf/prove/shadowing.c), by what lint says of
-- it: held against the evaluation of every call that the conditions tell apart.
local draw = require "spec.draw"
local holds = require("seccomp.policy.condition").all
local policies = require "seccomp.policy"
local support = require "spec.support"

local pick, random = draw.pick, math.random

local NAMES = {"lseek", "close"}
local ARCHES = {"amd64", "x86"}
local ACTIONS = {"allow", "log", "errno(EPERM)", "errno(EIO)", "trap",
  "kill_thread"}
local PERMITS = {allow = true, log = true}

-- Conditions compare with 0 to 7, under masks of those bits or all: whatever an
-- argument is, they take it for one of these.
local VALUES = {amd64 = {}, x86 = {}}
for low = 0, 15 do
  for _, arch in ipairs(ARCHES) do
    table.insert(VALUES[arch], low)
    table.insert(VALUES[arch], 1 << 32 | low)
  end
end

local function random_condition()
  local op = pick(draw.OPERATORS)
  local mask = op == "masked_eq" and pick {0, 1, 2, 4, 5, 7, 7, 0xffffffff}
  return {arg = random(0, 1), op = op, value = random(0, 7) & (mask or 7),
    mask = mask or nil, width = pick {32, 64},
    raw = random(4) == 1 or nil}
end

local function random_rule()
  local rule = {action = pick(ACTIONS)}
  local first = random(1, 2)
  for i = first, random(first, 2) do rule[#rule + 1] = NAMES[i] end
  if random(4) == 1 then rule.arches = {pick(ARCHES)} end
  if random(6) > 1 then
    rule.when = {}
    for i = 1, random(3) do rule.when[i] = random_condition() end
  end
  return rule
end

local function random_policy()
  local spec = {default = pick {"errno(EPERM)", "allow"}, arches = ARCHES,
    rules = {}}
  for i = 1, random(2, 6) do
    spec.rules[i] = random_rule()
    if i > 1 and random(4) == 1 then
      spec.rules[i].when = spec.rules[random(i - 1)].when
    end
  end
  return policies.new(spec)
end

-- The calls of a name on an arch, each with the rules that match it, in order.
local function calls_of(rules, arch)
  local list = {}
  for _, a in ipairs(VALUES[arch]) do
    for _, b in ipairs(VALUES[arch]) do
      local call = {}
      for _, rule in ipairs(rules) do
        if holds(rule.when or {}, {[0] = a, [1] = b}, arch == "amd64") then
          call[#call + 1] = rule
        end
      end
      list[#list + 1] = call
    end
  end
  return list
end

local function has(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

-- Adds one call to what is known of the rules of a name on an arch.
local function count(call, on, default)
  local first = call[1]
  for rule, f in pairs(on) do
    for _, other in ipairs(call) do
      if other.index <= rule.index and other.action == rule.action then
        f.together = f.together + 1
        break
      end
    end
  end
  for place, rule in ipairs(call) do
    local f = on[rule]
    f.matches = f.matches + 1
    if rule == first then
      f.decides = f.decides + 1
    else
      f.by[first.index] = true
      f.same = f.same and first.action == rule.action
    end
    if place > 1 and first.action == default and rule.action ~= default then
      on[first].needed = true
    end
  end
end

-- What is true of each rule, by the names and arches it is for.
local function truth(data)
  local of = {}
  for i, rule in ipairs(data.rules) do
    rule.index = i
    of[i] = {}
  end
  for _, arch in ipairs(ARCHES) do
    for _, name in ipairs(NAMES) do
      local rules, on = {}, {}
      for i, rule in ipairs(data.rules) do
        if has(rule, name) and (not rule.arches or has(rule.arches, arch)) then
          rules[#rules + 1] = rule
          on[rule] = {matches = 0, decides = 0, by = {}, same = true,
            needed = rule.action ~= data.default, together = 0}
          table.insert(of[i], on[rule])
        end
      end
      local calls = calls_of(rules, arch)
      for _, call in ipairs(calls) do count(call, on, data.default) end
      for _, f in pairs(on) do f.calls = #calls end
    end
  end
  return of
end

-- What lint says of rules, by id and rule.
local function said(policy)
  local by_id = setmetatable({}, {__index = function() return {} end})
  for _, finding in ipairs(policy:lint()) do
    local id = finding.id
    assert.are_not.equal("incomplete", id)
    if not rawget(by_id, id) then by_id[id] = {} end
    if finding.rule then by_id[id][finding.rule] = finding end
  end
  return by_id
end

-- The id that is right for a rule, by what is true of it.
local function right_id(list)
  local dead, never, same, needless = 0, 0, 0, 0
  for _, f in ipairs(list) do
    if f.matches == 0 then
      never = never + 1
    elseif f.decides == 0 then
      dead = dead + 1
      if f.same then same = same + 1 end
    elseif not f.needed then
      needless = needless + 1
    end
  end
  if dead > 0 and dead + never == #list then
    return dead == same and "repeated-rule" or "shadowed-rule", never
  elseif needless > 0 and needless + dead + never == #list then
    return "default-rule", never
  end
  return dead > 0 and "shadowed-names" or nil, never
end

-- The Conditions of a policy's rules, which policy:data() spells out.
local function read(policy)
  local data = policy:data()
  for _, rule in ipairs(data.rules) do
    for i, c in ipairs(rule.when or {}) do
      rule.when[i] = require("seccomp").condition(c)
    end
  end
  return data
end

local function witness_matches(rule, witness)
  local args = {}
  for i = 0, 5 do args[i] = witness["arg" .. i] or 0 end
  return holds(rule.when or {}, args, witness.arch == "amd64")
end

-- Whether some name on some arch has a count of all its calls.
local function any(list, count_of)
  for _, f in ipairs(list) do
    if f[count_of] == f.calls then return true end
  end
  return false
end

local ABOUT = {"repeated-rule", "shadowed-rule", "default-rule",
  "shadowed-names"}

-- A policy without the rules that lint would take out.
local function without(policy, findings)
  local data, kept = policy:data(), {}
  for i, rule in ipairs(data.rules) do
    if not (findings["repeated-rule"][i] or findings["shadowed-rule"][i] or
        findings["default-rule"][i]) then
      kept[#kept + 1] = rule
    end
  end
  data.rules = kept
  return policies.new(data)
end

local function check(policy)
  local data, findings = read(policy), said(policy)
  for i, list in ipairs(truth(data)) do
    local id, never = right_id(list)
    for _, other in ipairs(ABOUT) do
      assert.equal(other == id, findings[other][i] ~= nil, other .. " on " .. i)
    end
    local finding = id and findings[id][i]
    if finding and finding.witness then
      assert.is_true(witness_matches(data.rules[i], finding.witness))
    end
    if id == "repeated-rule" or id == "shadowed-rule" then
      local by = {}
      for _, f in ipairs(list) do
        for j in pairs(f.by) do by[j] = true end
      end
      for j in finding.message:gmatch("rules%[(%d+)%]", 9) do
        assert.is_true(by[math.tointeger(j)], finding.message)
      end
    end
    -- said up to the first rule without conditions
    if findings["never-matches"][i] then assert.is_true(never > 0) end
    if findings["always-matches"][i] then
      assert.is_true(any(list, "matches"))
    end
    if findings["together-always"][i] then
      assert.is_true(any(list, "together"))
    end
    local late = findings["late-denial"][i]
    if late then
      local earlier = data.rules[tonumber(late.message:match(
        "that rules%[(%d+)%]"))]
      assert.is_true(witness_matches(data.rules[i], late.witness))
      assert.is_true(witness_matches(earlier, late.witness))
      assert.is_truthy(PERMITS[earlier.action])
      assert.is_nil(PERMITS[data.rules[i].action])
      assert.equal(earlier.action, tostring(policy:compile {prove = false}
        :simulate(late.witness)))
      local decides = 0
      for _, f in ipairs(list) do decides = decides + f.decides end
      assert.is_true(decides > 0)
    end
  end
  assert.same({}, policy:diff(without(policy, findings)))
end

-- Rules on calls that x86 makes through socketcall, and on that itself.
local function random_multiplexed()
  local spec = {default = pick {"errno(EPERM)", "allow"}, arches = ARCHES,
    rules = {}}
  for i = 1, random(2, 6) do
    local rule = {action = pick(ACTIONS), optional = true}
    for k = 1, random(2) do
      rule[k] = pick {"socket", "bind", "read", "socketcall"}
    end
    if random(3) == 1 then
      rule = {"socketcall", "read", action = rule.action, optional = true,
        when = {{0, pick {"<", "==", ">="}, random(0, 3)}}}
    end
    spec.rules[i] = rule
  end
  return policies.new(spec)
end

-- Rules on ranges of numbers that overlap, some of them with lists of values.
local function random_ranges()
  local arch = pick {"amd64", "mips"}
  local base = arch == "mips" and 4450 or 450
  local spec = {default = pick {"errno(EPERM)", "allow"}, arches = {arch},
    unknown = pick {"errno(ENOSYS)", "allow"}, rules = {}}
  for i = 1, random(2, 7) do
    local first = base + random(0, 14)
    local rule = {action = pick(ACTIONS), {first, first + random(0, 12)}}
    if random(3) == 1 then rule[2] = base + random(0, 14) end
    if random(3) == 1 then rule[1] = table.remove(rule) end
    if random(3) > 1 then
      rule.when = {{random(0, 1), "==", {random(0, 3), random(0, 3)}}}
      if random(3) == 1 then
        rule.when[2] = {0, "masked_eq", 3, {random(0, 3), random(0, 3)}}
      end
    end
    spec.rules[i] = rule
  end
  return policies.new(spec)
end

-- Checks about n policies of a kind.
local function check_all(n, make, checked)
  for _ = 1, support.rounds(n) do
    local policy = make()
    local ok, message = pcall(checked, policy)
    if not ok then
      error(tostring(message) .. "\n" .. tostring(policy), 0)
    end
  end
end

describe("fates", function()
  it("are those of the evaluation of every call", function()
    check_all(100, random_policy, check)
  end)

  for what, make in pairs {
    ["behind multiplexers"] = random_multiplexed,
    ["about ranges of numbers"] = random_ranges,
  } do
    it("let rules be taken out " .. what, function()
      local taken = 0
      check_all(200, make, function(policy)
        local less = without(policy, said(policy))
        assert.same({}, policy:diff(less))
        taken = taken + #policy.rules - #less.rules
      end)
      assert.is_true(taken > 0)
    end)
  end
end)
