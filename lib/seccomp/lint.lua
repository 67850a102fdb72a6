--- What is likely not meant as it is written.
--
-- Nothing here guesses what a program does: where a finding says that a call
-- is permitted, that call was simulated and is its `witness`.
local core = require "seccomp.core"
local calls = require "seccomp.lint.calls"
local conditions = require "seccomp.lint.conditions"

local ipairs, pairs, require, sort, tostring, type =
  ipairs, pairs, require, table.sort, tostring, type
local attempt = require("seccomp.error").attempt
local concat = table.concat

local low = require "seccomp.core.policy"

-- Whether an action lets the call be made.
local function permits(action)
  return action.name == "allow" or action.name == "log"
end

-- The policy under study.
local Study = {}
Study.__index = Study

function Study:add(finding)
  self.findings[#self.findings + 1] = finding
end

-- The number that an arch itself has for a call, or nil.
local function own_number(name, arch)
  local number = core.syscall_number(name, arch)
  if not number then return nil end
  if number >= 0 then return number end
  for _, low_number in ipairs {0, 300} do
    for candidate = low_number, low_number + 299 do
      if core.syscall_name(candidate, arch) == name then return candidate end
    end
  end
  return nil
end

-- What becomes of a call, or nil where the arch has none of that name.
function Study:simulate(arch, call, args)
  local question = {arch = arch, syscall = call}
  for key, value in pairs(args or {}) do question[key] = value end
  local ok, action = attempt(self.program.simulate, self.program, question)
  if not ok then return nil end
  return action, question
end

-- How a call is decided on an arch: "permitted" or "denied" whatever its
-- arguments, else "held" to conditions; and whether a rule says so, rather than
-- the default.
function Study:status(arch, name)
  self.statuses[arch] = self.statuses[arch] or {}
  local known = self.statuses[arch][name]
  if known == nil then
    local number = own_number(name, arch)
    known = number and self:decide(arch, number) or false
    self.statuses[arch][name] = known
  end
  if not known then return nil end
  return known.status, known.by_rule
end

function Study:decide(arch, number)
  local permitted, denied, by_rule = false, false, false
  local function take(action)
    if permits(action) then permitted = true else denied = true end
  end
  local closed = false
  for _, rule in ipairs(self.by_number[arch][number] or {}) do
    by_rule = true
    take(rule.action)
    if #rule.when == 0 then
      closed = true
      break
    end
  end
  if not closed then take(self.data.default) end
  return {
    status = permitted and denied and "held" or permitted and "permitted" or
      "denied",
    by_rule = by_rule,
  }
end

local function list_names(names)
  if #names <= 6 then return concat(names, ", ") end
  return concat(names, ", ", 1, 5) .. (" and %d more"):format(#names - 5)
end

local checks = {}

function checks.bad_arch(s)
  if not permits(s.data.bad_arch) then return end
  s:add {
    id = "bad-arch-permits", severity = "error",
    message = "calls of arches that are not listed are permitted: a process " ..
      "can make any call through another arch of its machine",
    fix = 'bad_arch = "kill_process"',
    witness = {arch = 0, syscall = 0},
  }
end

function checks.default(s)
  local default, unknown = s.data.default, s.data.unknown
  if permits(default) then
    s:add {
      id = "denylist", severity = unknown and not permits(unknown) and "note"
        or "warning",
      message = "what no rule names is permitted" .. (unknown and
        not permits(unknown) and "" or
        ", also calls that are new in the next kernel"),
      fix = "list what is needed and deny the rest",
    }
  elseif default.name == "errno" and tostring(default) ~= "errno(ENOSYS)" and
      not unknown then
    s:add {
      id = "newer-calls", severity = "note",
      message = ("calls that are newer than this policy get %s: libcs fall " ..
        "back to older calls only on ENOSYS"):format(tostring(default)),
      fix = 'unknown = "errno(ENOSYS)"',
    }
  end
end

-- Rules and defaults with actions that seldom are what was meant.
function checks.actions(s)
  local function look(action, where, rule)
    if tostring(action) == "errno(0)" then
      s:add {
        id = "errno-zero", severity = "warning", rule = rule,
        message = where .. ": errno(0) does not make the call and tells the " ..
          "caller that all went well",
      }
    elseif action.name == "kill_thread" then
      s:add {
        id = "kill-thread", severity = "note", rule = rule,
        message = where .. ": kill_thread ends one thread; a process with " ..
          "others lives on without it, often for ever waiting",
        fix = 'action = "kill_process"',
      }
    end
  end
  look(s.data.default, "default")
  look(s.data.bad_arch, "bad_arch")
  if s.data.unknown then look(s.data.unknown, "unknown") end
  for i, rule in ipairs(s.data.rules) do
    look(rule.action, ("rules[%d]"):format(i), i)
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
        if entry.action == s.data.default and not later then
          f.default = f.default + 1
        end
      end
    end
  end
  return fate
end

function checks.shadows(s)
  for i, f in ipairs(fates(s)) do
    if f.total > 0 and f.dead == f.total then
      s:add {
        id = f.same == f.dead and "repeated-rule" or "shadowed-rule",
        severity = f.same == f.dead and "note" or "warning", rule = i,
        message = ("rules[%d] never decides anything: rules[%d] comes first " ..
          "and matches all that it matches"):format(i, f.by),
        fix = "take it out, or put it in front",
      }
    elseif f.total > 0 and f.default == f.total then
      s:add {
        id = "default-rule", severity = "note", rule = i,
        message = ("rules[%d] says what the default says, and nothing after " ..
          "it says otherwise"):format(i),
        fix = "take it out",
      }
    elseif f.dead > f.same then
      sort(f.names)
      s:add {
        id = "shadowed-names", severity = "note", rule = i,
        message = ("rules[%d]: %s are decided by an earlier rule"):format(i,
          list_names(f.names)),
      }
    end
  end
end

-- Names given twice in one rule, and optional ones that are nowhere.
function checks.names(s)
  for i, rule in ipairs(s.data.rules) do
    local seen, absent = {}, {}
    for _, name in ipairs(rule) do
      if seen[name] then
        s:add {
          id = "name-twice", severity = "note", rule = i,
          message = ("rules[%d] names %s twice"):format(i, tostring(name)),
        }
      end
      seen[name] = true
      if rule.optional and type(name) == "string" and
          name:sub(1, 1) ~= "@" then
        local found = false
        for _, arch in ipairs(rule.arches or s.data.arches) do
          found = found or own_number(name, arch) ~= nil
        end
        if not found then absent[#absent + 1] = name end
      end
    end
    if #absent > 0 then
      local escapes = not permits(rule.action) and permits(s.data.default)
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

-- Whether a call is denied in the way that has libcs use an older one: that
-- one is to be permitted.
local function falls_back(s, arch, name)
  if name ~= "clone3" and name ~= "openat2" then return false end
  return tostring((s:simulate(arch, name))) == "errno(ENOSYS)"
end

-- Ways around a rule: a call that does the same.
function checks.families(s)
  for _, arch in ipairs(s.data.arches) do
    local told = {}
    for _, family in ipairs(calls.families) do
      local kept, free
      for _, name in ipairs(family) do
        local status, by_rule = s:status(arch, name)
        if by_rule and (status == "held" or status == "denied") then
          if not falls_back(s, arch, name) then kept = kept or name end
        elseif status == "permitted" then
          free = free or name
        end
      end
      if kept and free and not told[kept .. free] then
        told[kept .. free] = true
        local action, witness = s:simulate(arch, free)
        if action and permits(action) then
          s:add {
            id = "way-around", severity = "warning", witness = witness,
            message = ("on %s, a rule %s %s, and %s, which does the same, is "
              .. "permitted"):format(arch, s:status(arch, kept) == "held" and
              "restricts" or "denies", kept, free),
            fix = ("give %s the same rule"):format(free),
          }
        end
      end
    end
  end
end

-- socketcall and ipc that are open where a call behind them is not.
function checks.multiplexers(s)
  local behind = {socketcall = "socket", ipc = "shmget"}
  for _, arch in ipairs(s.data.arches) do
    for mux, name in pairs(behind) do
      local status, by_rule = s:status(arch, name)
      if by_rule and status ~= "permitted" and
          s:status(arch, mux) == "permitted" then
        local _, witness = s:simulate(arch, mux)
        s:add {
          id = "multiplexer-open", severity = "warning", witness = witness,
          message = ("on %s, %s is held by a rule, and %s, which makes the " ..
            "same call, is permitted"):format(arch, name, mux),
        }
      end
    end
  end
end

function checks.io_uring(s)
  for _, arch in ipairs(s.data.arches) do
    local action, witness = s:simulate(arch, "io_uring_setup")
    if action and permits(action) then
      s:add {
        id = "io-uring", severity = "warning", witness = witness,
        message = ("on %s, io_uring is permitted: it opens files and " ..
          "sockets, and reads and writes them, past every other rule")
          :format(arch),
        fix = '{"@aio", action = "errno(ENOSYS)"}, in front',
      }
      return
    end
  end
end

function checks.clone3(s)
  for _, arch in ipairs(s.data.arches) do
    local action, witness = s:simulate(arch, "clone3")
    local status = s:status(arch, "clone")
    if action and not permits(action) and tostring(action) ~= "errno(ENOSYS)"
        and action.name ~= "notify" and action.name ~= "trace" and
        (status == "permitted" or status == "held") then
      s:add {
        id = "clone3-errno", severity = "warning", witness = witness,
        message = ("on %s, clone3 gets %s: libcs make threads and processes " ..
          "with it and fall back to clone only on ENOSYS"):format(arch,
          tostring(action)),
        fix = '{"clone3", action = "errno(ENOSYS)"}',
      }
      return
    end
  end
end

function checks.essential(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.essential) do
      local action, witness = s:simulate(arch, name)
      if action and not permits(action) then
        s:add {
          id = "cannot-end", severity = "warning", witness = witness,
          message = ("on %s, %s gets %s: without it no program ends or " ..
            "returns from a signal"):format(arch, name, tostring(action)),
          fix = ('{"%s", action = "allow"}'):format(name),
        }
      end
    end
  end
end

function checks.powerful(s)
  local found, order = {}, {}
  for _, arch in ipairs(s.data.arches) do
    local names, witness = {}, nil
    for _, name in ipairs(calls.powerful) do
      if s:status(arch, name) == "permitted" then
        local action, call = s:simulate(arch, name)
        if action and permits(action) then
          names[#names + 1] = name
          witness = witness or call
        end
      end
    end
    if #names > 0 then
      local text = concat(names, ", ")
      if not found[text] then
        found[text] = {witness = witness}
        order[#order + 1] = text
      end
      local arches = found[text]
      arches[#arches + 1] = arch
    end
  end
  for _, text in ipairs(order) do
    s:add {
      id = "powerful-calls", severity = "note", witness = found[text].witness,
      message = ("on %s, these are permitted, which reach far: %s"):format(
        concat(found[text], ", "), text),
    }
  end
end

function checks.tiocsti(s)
  for _, arch in ipairs(s.data.arches) do
    if not calls.tiocsti_elsewhere[arch] then
      local action, witness = s:simulate(arch, "ioctl", {arg1 = calls.tiocsti})
      if action and permits(action) then
        s:add {
          id = "tiocsti", severity = "note", witness = witness,
          message = ("on %s, ioctl TIOCSTI is permitted: with a terminal it " ..
            "types into the shell that started the process"):format(arch),
          fix = '{"ioctl", action = "errno(EPERM)", when = {{arg = 1, op = ' ..
            '"==", value = 0x5412, width = 32}}}, in front',
        }
        return
      end
    end
  end
end

function checks.notify(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.listening) do
      local action, witness = s:simulate(arch, name)
      if action and action.name == "notify" then
        s:add {
          id = "notify-needed", severity = "warning", witness = witness,
          message = ("on %s, %s asks the listener: a process that installs " ..
            "this by itself stops before it can hand the listener over")
            :format(arch, name),
        }
      end
    end
  end
end

local rank = {error = 1, warning = 2, note = 3}

--- The findings of a policy; see @{Policy:lint}.
return function(policy, data, resolved, options)
  local s = setmetatable({data = data, findings = {}, by_number = {},
    statuses = {}, permits = permits}, Study)
  local ok, program = attempt(policy.compile, policy, {prove = false})
  if ok then
    s.program = program
    for _, arch in ipairs(data.arches) do
      local numbers = {}
      s.by_number[arch] = numbers
      for _, entry in ipairs(low.rules(resolved, arch)) do
        numbers[entry.nr] = numbers[entry.nr] or {}
        local list = numbers[entry.nr]
        list[#list + 1] = entry
      end
    end
    for _, check in pairs(checks) do check(s) end
    conditions(s, require "seccomp.policy")
  else
    s:add {
      id = "does-not-compile", severity = "error",
      message = type(program) == "table" and program.message or
        tostring(program),
    }
  end
  local ignored, kept = {}, {}
  for _, id in ipairs(options.ignore or {}) do ignored[id] = true end
  for _, finding in ipairs(s.findings) do
    if not ignored[finding.id] then kept[#kept + 1] = finding end
  end
  sort(kept, function(a, b)
    if rank[a.severity] ~= rank[b.severity] then
      return rank[a.severity] < rank[b.severity]
    end
    local i, j = a.rule or 0, b.rule or 0
    if i ~= j then return i < j end
    if a.id ~= b.id then return a.id < b.id end
    return a.message < b.message
  end)
  return kept
end
