--- What is likely not meant in how a policy and its rules are put together.
local calls = require "seccomp.lint.calls"
local core = require "seccomp.core"

local ipairs, pairs, sort, tostring, type =
  ipairs, pairs, table.sort, tostring, type
local concat = table.concat

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

-- Whether all conditions of one rule are among those of another.
local function implied(earlier, later)
  for _, a in ipairs(earlier) do
    local found = false
    for _, b in ipairs(later) do found = found or a == b end
    if not found then return false end
  end
  return true
end

-- Whether a rule that says what the default says means something all the same:
-- one on a multiplexer keeps the rules on its sub-calls from covering it, and
-- one on a number that is not known keeps it from `unknown`.
local function matters(s, arch, number)
  local name = core.syscall_name(number, arch)
  if not name then
    return s.data.unknown ~= nil and s.data.unknown ~= s.data.default
  end
  return name == "socketcall" or name == "ipc"
end

-- For each rule: how its entries on all arches fare.
local function fates(s)
  local fate = {}
  for i in ipairs(s.data.rules) do
    fate[i] = {total = 0, dead = 0, same = 0, default = 0, by = nil, names = {}}
  end
  for arch, numbers in pairs(s.by_number) do
    for number, entries in pairs(numbers) do
      for k, entry in ipairs(entries) do
        local f = fate[entry.rule]
        f.total = f.total + 1
        for j = 1, k - 1 do
          if implied(entries[j].when, entry.when) then
            f.dead = f.dead + 1
            f.by = entries[j].rule
            if entries[j].action == entry.action then f.same = f.same + 1 end
            f.names[#f.names + 1] = core.syscall_name(number, arch) or
              tostring(number)
            break
          end
        end
        local later = false
        for j = k + 1, #entries do
          later = later or entries[j].action ~= entry.action
        end
        if entry.action == s.data.default and not later and
            not matters(s, arch, number) then
          f.default = f.default + 1
        end
      end
    end
  end
  return fate
end

function checks.shadows(s)
  for i, f in ipairs(fates(s)) do
    local finding
    if f.total > 0 and f.dead == f.total then
      finding = {
        id = f.same == f.dead and "repeated-rule" or "shadowed-rule",
        severity = f.same == f.dead and "note" or "warning",
        message = ("rules[%d] never decides anything: rules[%d] comes first " ..
          "and matches all that it matches"):format(i, f.by),
      }
    elseif f.total > 0 and f.default == f.total then
      finding = {
        id = "default-rule", severity = "note",
        message = ("rules[%d] says what the default says, and nothing after " ..
          "it says otherwise"):format(i),
      }
    elseif f.dead > f.same then
      sort(f.names)
      finding = {
        id = "shadowed-names", severity = "note",
        message = ("rules[%d]: %s are decided by an earlier rule"):format(i,
          list_names(f.names)),
      }
    end
    if finding then
      finding.rule = i
      if finding.id ~= "shadowed-names" then finding.witness = s:call_of(i) end
      s:add(finding)
    end
  end
end

-- A denial with conditions after a permission with others: where both hold the
-- permission wins, which is seldom what a denial is for.
local function late_denial(s, arch, number, earlier, later)
  if not s.permits(earlier.action) or s.permits(later.action) or
      #earlier.when == 0 or #later.when == 0 or
      implied(earlier.when, later.when) or
      implied(later.when, earlier.when) then
    return false
  end
  local both = {}
  for _, entry in ipairs {earlier, later} do
    for _, c in ipairs(entry.when) do both[#both + 1] = c end
  end
  local args, good = s.arguments_for(both)
  local name = core.syscall_name(number, arch) or number
  local action, witness = s:simulate(arch, name, args)
  if not good or action ~= earlier.action then return false end
  s:add {
    id = "late-denial", severity = "note", rule = later.rule,
    message = ("rules[%d] denies some calls of %s that rules[%d], which " ..
      "comes first, permits"):format(later.rule, tostring(name), earlier.rule),
    witness = witness,
  }
  return true
end

function checks.late_denials(s)
  local told = {}
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local entries = s.by_number[arch][number]
      for k, later in ipairs(entries) do
        for j = 1, k - 1 do
          if not told[later.rule] and
              late_denial(s, arch, number, entries[j], later) then
            told[later.rule] = true
          end
        end
      end
    end
  end
end

-- The names of an optional rule that are nowhere.
local function absent_names(s, rule)
  local absent = {}
  for _, name in ipairs(rule) do
    if type(name) == "string" and name:sub(1, 1) ~= "@" then
      local found = false
      for _, arch in ipairs(rule.arches or s.data.arches) do
        found = found or s.own_number(name, arch) ~= nil
      end
      if not found then absent[#absent + 1] = name end
    end
  end
  return absent
end

-- Names given twice in one rule, and optional ones that are nowhere.
function checks.names(s)
  for i, rule in ipairs(s.data.rules) do
    local seen = {}
    for _, name in ipairs(rule) do
      if seen[name] then
        s:add {
          id = "name-twice", severity = "note", rule = i,
          message = ("rules[%d] names %s twice"):format(i, tostring(name)),
        }
      elseif calls.exempt[name] and not s.permits(rule.action) then
        s:add {
          id = "kernel-exempt", severity = "note", rule = i,
          message = ("rules[%d]: since Linux 6.14 the kernel lets %s " ..
            "through on amd64 whatever a filter says"):format(i, name),
        }
      end
      seen[name] = true
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
