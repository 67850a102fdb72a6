--- What is likely not meant in how a policy and its rules are put together.
local calls = require "seccomp.lint.calls"
local core = require "seccomp.core"
local low = require "seccomp.core.policy"

local ipairs, pairs, sort, tostring, type =
  ipairs, pairs, table.sort, tostring, type
local concat, remove = table.concat, table.remove

local checks = {}

local function list_names(names)
  if #names <= 6 then return concat(names, ", ") end
  return concat(names, ", ", 1, 5) .. (" and %d more"):format(#names - 5)
end

function checks.bad_arch(s)
  if not s.permits(s.data.bad_arch) then return end
  s:add {
    id = "bad-arch-permits", severity = "error",
    message = "calls of arches that are not listed are permitted: a process " ..
      "can make any call through another arch of its machine",
    witness = {arch = 0, syscall = 0},
  }
end

function checks.default(s)
  local default, unknown = s.data.default, s.data.unknown
  if s.permits(default) then
    local closed = unknown and not s.permits(unknown)
    s:add {
      id = "denylist", severity = closed and "note" or "warning",
      message = "what no rule names is permitted" .. (closed and "" or
        ", also calls that are new in the next kernel"),
      witness = s:call_of_default(),
    }
  elseif default.name == "errno" and tostring(default) ~= "errno(ENOSYS)" and
      not unknown then
    s:add {
      id = "newer-calls", severity = "note",
      message = ("calls that are newer than this policy get %s: libcs fall " ..
        "back to older calls only on ENOSYS"):format(tostring(default)),
      witness = s:call_beyond(),
    }
  end
end

-- What is to be said of an action wherever it stands.
local function of_action(action)
  if tostring(action) == "errno(0)" then
    return "errno-zero", "warning", "errno(0) does not make the call and " ..
      "tells the caller that all went well"
  elseif action.name == "kill_thread" then
    return "kill-thread", "note", "kill_thread ends one thread; a process " ..
      "with others lives on without it, often for ever waiting"
  elseif action.name == "notify" then
    return "needs-listener", "note", "notify asks the listener, and where " ..
      "there is none the call fails with ENOSYS"
  elseif action.name == "trace" then
    return "needs-tracer", "note", "trace asks the tracer, and where there " ..
      "is none the call fails with ENOSYS"
  end
end

function checks.actions(s)
  local function look(action, where, rule, find_witness)
    local id, severity, message = of_action(action)
    if not id and rule and action.name == "log" and
        not s.permits(s.data.default) then
      id, severity, message = "log-permits", "note",
        "log makes the call, and denies nothing"
    end
    if not id then return end
    local witness, got = find_witness(s, rule)
    s:add {
      id = id, severity = severity, rule = rule,
      message = where .. ": " .. message,
      witness = (got == nil or got == action) and witness or nil,
    }
  end
  look(s.data.default, "default", nil, s.call_of_default)
  look(s.data.bad_arch, "bad_arch", nil, function()
    return {arch = 0, syscall = 0}
  end)
  if s.data.unknown then look(s.data.unknown, "unknown", nil, s.call_beyond) end
  for i, rule in ipairs(s.data.rules) do
    look(rule.action, ("rules[%d]"):format(i), i, s.call_of)
  end
end

-- The name of the call that a rule is about, or its number.
local function name_of(entry)
  return core.syscall_name(entry.number, entry.arch) or tostring(entry.number)
end

-- Whether a rule that decides nothing, or what the default would, means
-- something all the same: one on a multiplexer keeps those on its sub-calls
-- from covering it. (Where rules before it take its calls, those do.)
local function matters(entry)
  if entry.behind then return false end
  local name = name_of(entry)
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
    local name = name_of(entry)
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

function checks.shadows(s)
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
          id = "shadowed-names", severity = "note", rule = i,
          message = ("rules[%d]: %s %s decided by an earlier rule"):format(i,
            list_names(names), #names == 1 and "is" or "are"),
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

-- A denial with conditions after a permission with others: where both hold the
-- permission wins, which is seldom what a denial is for.
function checks.late_denials(s)
  for i in ipairs(s.data.rules) do
    for _, entry in ipairs(s.by_rule[i]) do
      local earlier = entry.fate.late
      if earlier then
        local name = core.syscall_name(entry.number, entry.arch)
        local _, witness = s:simulate(entry.arch, name or entry.number,
          entry.fate.late_call)
        s:add {
          id = "late-denial", severity = "note", rule = i,
          message = ("rules[%d] denies some calls of %s that rules[%d], " ..
            "which comes first, permits"):format(i, name_of(entry),
            earlier.rule),
          witness = witness,
        }
        break
      end
    end
  end
end

-- Numbers whose rules were too much to look at.
function checks.unknown(s)
  local names, there = {}, {}
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local entries = s.by_number[arch][number]
      local name = name_of(entries[1])
      if entries[#entries].fate.kind == "unknown" and not there[name] then
        there[name] = true
        names[#names + 1] = name
      end
    end
  end
  if #names == 0 then return end
  s:add {
    id = "incomplete", severity = "note",
    message = ("the rules on %s are too many or too entangled to tell which " ..
      "of them decide anything: there may be more to find"):format(
      list_names(names)),
  }
end

-- The names of an optional rule that none of its arches has.
local function absent_names(s, rule)
  local arches, its = {}, {}
  for _, arch in ipairs(rule.arches or s.data.arches) do its[arch] = true end
  for _, arch in ipairs(s.data.arches) do
    if its[arch] then arches[#arches + 1] = arch end
  end
  if #arches == 0 then return {} end
  -- all at once, each as a rule of its own: there may be many
  local asked, there = {}, {}
  for _, name in ipairs(rule) do
    if type(name) == "string" and name:sub(1, 1) ~= "@" and
        not there[name] then
      there[name] = true
      asked[#asked + 1] = {name, action = rule.action, optional = true}
    end
  end
  local found = {}
  local resolved = low.resolve(arches, asked, rule.action, rule.action)
  for _, arch in ipairs(arches) do
    for _, entry in ipairs(low.rules(resolved, arch)) do
      found[entry.rule] = true
    end
  end
  local absent = {}
  for i, one in ipairs(asked) do
    if not found[i] then absent[#absent + 1] = one[1] end
  end
  return absent
end

-- Names given twice in one rule, and optional ones that are nowhere.
function checks.names(s)
  for i, rule in ipairs(s.data.rules) do
    local seen = {}
    for _, name in ipairs(rule) do
      seen[name] = (seen[name] or 0) + 1
      if seen[name] == 2 then
        s:add {
          id = "name-twice", severity = "note", rule = i,
          message = ("rules[%d] names %s twice"):format(i, tostring(name)),
        }
      elseif seen[name] == 1 and calls.exempt[name] and
          not s.permits(rule.action) then
        s:add {
          id = "kernel-exempt", severity = "note", rule = i,
          message = ("rules[%d]: since Linux 6.14 the kernel lets %s " ..
            "through on amd64 whatever a filter says"):format(i, name),
        }
      end
    end
    local absent = rule.optional and absent_names(s, rule) or {}
    if #absent > 0 then
      local escapes = not s.permits(rule.action) and s.permits(s.data.default)
      s:add {
        id = escapes and "denied-name-unknown" or "name-unknown",
        severity = escapes and "warning" or "note", rule = i,
        message = ("rules[%d]: no arch of the rule has %s, as far as this " ..
          "libseccomp knows%s"):format(i, list_names(absent), escapes and
          "; on a kernel that has, the default permits it" or ""),
      }
    end
  end
end

return checks
