--- Rules that decide nothing.

-- SPDX-License-Identifier: MIT
local lists = require "seccomp.lint.lists"

local ipairs, pairs = ipairs, pairs
local concat, remove, sort = table.concat, table.remove, table.sort

-- Whether a rule that decides nothing, or what the default would, means
-- something all the same: one on a multiplexer keeps those on its sub-calls
-- from covering it. (Where rules before it take its calls, those do.)
local function matters(entry)
  if entry.behind then return false end
  local name = lists.of(entry)
  return name == "socketcall" or name == "ipc"
end

-- How a rule of the policy fares, from how it does on each number of each arch.
local function fate_of(s, rule)
  local f = {
    all = 0,      -- numbers that it has
    never = 0,    -- where its conditions never hold
    dead = 0,     -- where rules before it take all its calls
    same = 0,     -- and say the same
    needless = 0, -- where the default would do
    by = {}, others = false, -- the rules that take its calls
    names = {},   -- names on how many arches, and where they are dead
  }
  local known = {}
  for _, entry in ipairs(s.by_rule[rule]) do
    local fate = entry.fate
    local name = lists.of(entry)
    local on = f.names[name] or {all = 0, dead = {}}
    f.names[name] = on
    f.all = f.all + 1
    on.all = on.all + 1
    if fate.kind == "never" and not fate.keeps and not matters(entry) then
      f.never = f.never + 1
    elseif fate.kind == "dead" then
      f.dead = f.dead + 1
      if fate.same then f.same = f.same + 1 end
      on.dead[#on.dead + 1] = entry.arch
      for _, other in ipairs(fate.by) do
        local by = other.rule
        if not known[by] then f.by[#f.by + 1] = by end
        known[by] = true
      end
      f.others = f.others or fate.others
    elseif fate.needless and not matters(entry) then
      f.needless = f.needless + 1
    end
  end
  return f
end

-- "rules[1] comes first and matches", and so on.
local function deciders(f)
  sort(f.by)
  local many = f.others or #f.by > 3
  local list = {}
  for i = 1, #f.by > 3 and 3 or #f.by do
    list[i] = ("rules[%d]"):format(f.by[i])
  end
  if not many and #list == 1 then
    return list[1] .. " comes first and matches"
  end
  local last = many and "others" or remove(list)
  return ("%s and %s come first and match"):format(concat(list, ", "), last)
end

-- Names of a rule that rules before it decide, with the arches where it is not
-- on all of them. Those that say the same are told of names that it spells out;
-- groups have many in common.
local function dead_names(s, rule, f)
  local spelled = {}
  for _, name in ipairs(s.data.rules[rule]) do spelled[name] = true end
  local names = {}
  for name, on in pairs(f.names) do
    if #on.dead > 0 and (f.dead > f.same or spelled[name]) then
      names[#names + 1] = #on.dead == on.all and name or
        ("%s (on %s)"):format(name, concat(on.dead, ", "))
    end
  end
  sort(names)
  return names
end

local function find(s)
  for i in ipairs(s.data.rules) do
    local f = fate_of(s, i)
    local finding
    if f.dead > 0 and f.dead + f.never == f.all then
      finding = {
        id = f.same == f.dead and "repeated-rule" or "shadowed-rule",
        severity = f.same == f.dead and "note" or "warning",
        message = ("rules[%d] never decides anything: %s all that it matches")
          :format(i, deciders(f)),
      }
    elseif f.needless > 0 and f.needless + f.dead + f.never == f.all then
      finding = {
        id = "default-rule", severity = "note",
        message = ("rules[%d] says what the default says, and nothing after " ..
          "it says otherwise"):format(i),
      }
    else
      local names = dead_names(s, i, f)
      if #names > 0 then
        s:add {
          id = "shadowed-names", rule = i,
          message = ("rules[%d]: %s %s decided by an earlier rule"):format(i,
            lists.some(names), #names == 1 and "is" or "are"),
        }
      end
    end
    if finding then
      finding.rule = i
      finding.witness = s:call_of(i)
      s:add(finding)
    end
  end
end

return {
  {id = "shadowed-rule", severity = "warning",
    about = "A rule decides nothing, and of some call a rule before it says " ..
      "otherwise.",
    fix = "take it out, or put it in front",
    of_text = true,
    find = find},
  {id = "repeated-rule", severity = "note",
    about = "A rule decides nothing: the rules before it match all that it " ..
      "matches, one by itself or several together, and say the same.",
    fix = "take it out",
    of_text = true},
  {id = "default-rule", severity = "note",
    about = "A rule says what the default says, and no rule after it says " ..
      "otherwise of the calls that it decides. One that keeps calls from a " ..
      "later rule is none.",
    fix = "take it out",
    of_text = true},
  {id = "shadowed-names", severity = "note",
    about = "An earlier rule decides some names of a rule, on all arches or " ..
      "on those that are named. Where it says the same, names that come " ..
      "with a group do not count.",
    fix = "take the names out, or put the rule in front",
    of_text = true},
}
