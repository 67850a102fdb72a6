--- Unit files of systemd: `SystemCallFilter=`, `SystemCallErrorNumber=`,
-- `SystemCallArchitectures=` and `SystemCallLog=`, as systemd reads them.
--
-- systemd makes a libseccomp filter for each arch that the machine can run, of
-- names alone, and one for the arches. So a policy can be said whose calls get
-- allow, log, an errno or kill_process, whatever their arguments, and the same
-- on each arch. What is written is read back and compared with the policy; what
-- is read is compared with what libseccomp makes of it.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local core = require "seccomp.core"
local low = require "seccomp.core.policy"
local meaning = require "seccomp.systemd.meaning"
local units = require "seccomp.systemd.unit"

local check = require "seccomp.policy.check"
local options_of, FILE_MAX = check.options, check.FILE_MAX
local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat, sort = table.concat, table.sort
local fail, machines = units.fail, units.machines

local M = {
  summary = "lines for a unit file of systemd",
  options = {
    write = {arch = "string", version = "number", loose = "boolean",
      budget = "seconds"},
    read = {arch = "string", version = "number", budget = "seconds"},
  },
}

local MULTIPLEXERS = {socketcall = true, ipc = true}

-- Columns that a line of calls may take.
local COLUMNS = 78

-- What lines mean to a version, and to an older one where there is one: what
-- either permits.
local function policy_of(op, text, machine, versions, report)
  local function read(version, its_report)
    return meaning.policy(op, units.parse(op, text, machine, version,
      its_report))
  end
  local policy = read(versions[1], report)
  return versions[2] and policy:union(read(versions[2], {})) or policy
end

--- Reads a unit file, or lines of one.
function M.read(text, options)
  options = options_of("import", options, M.options.read)
  if #text > FILE_MAX then
    fail("import", "EFBIG", ("a unit has at most %d bytes"):format(FILE_MAX))
  elseif text:find("\0", 1, true) then
    fail("import", "EINVAL", "a unit file has no NUL in it")
  end
  local report = {}
  local machine = units.machine("import", options.arch)
  local versions = {units.version("import", options.version, report)}
  return policy_of("import", text, machine, versions, report), report
end

-- How much the actions permit that systemd has.
local RANKS = {allow = 4, log = 3, errno = 1, kill_process = 0}

local function rank(action)
  local one = core.action(action)
  return one.name == "errno" and one.code == 0 and 2 or RANKS[one.name] or -1
end

-- The machine that a policy is for: this one, or that of its first arch.
local function machine_for(op, policy, wanted)
  local arches, native = policy:data().arches, core.native_arch()
  if wanted then return units.machine(op, wanted) end
  for _, arch in ipairs(arches) do
    if arch == native then return units.machine(op, native) end
  end
  for machine, list in pairs(machines) do
    for _, arch in ipairs(list) do
      if arch == arches[1] and machine ~= arch then
        return units.machine(op, machine)
      end
    end
  end
  return units.machine(op, arches[1])
end

-- Raises for what systemd has no word for. It never kills a thread alone.
local function said(what, action)
  local name = core.action(action).name
  if name == "kill_thread" then return "kill_process" end
  if not RANKS[name] then
    fail("export", "EUNSAYABLE", ("systemd cannot say %s for %s: it has " ..
      "allow, log, errno and kill_process"):format(action, what))
  end
  return action
end

-- Every call that an arch has and libseccomp knows, and those that are made
-- there by socketcall or ipc alone: how to simulate it.
local function calls_of(arch)
  local list = {}
  for name in pairs((calls.own_numbers(arch))) do
    list[name] = low.known(name) and {syscall = name, arch = arch} or nil
  end
  for pseudo = 101, 224 do -- libseccomp's numbers for all of those
    local name = core.syscall_name(-pseudo, "x86")
    local mux, sub = calls.multiplexer(name or "")
    if mux and not list[name] and calls.own_number(mux, arch) then
      list[name] = {syscall = mux, arch = arch, arg0 = sub}
    end
  end
  return list
end

-- The most permissive of what each call gets on the arches that have it,
-- arguments being 0.
local function outcomes(program, arches)
  local actions = {}
  for _, arch in ipairs(arches) do
    for name, call in pairs(calls_of(arch)) do
      local action = said(name, tostring(program:simulate(call)))
      -- where the multiplexer's own name says it, this one need not
      local told = call.arg0 and said(call.syscall, tostring(
        program:simulate {syscall = call.syscall, arch = arch})) == action
      if not told and (not actions[name] or rank(action) > rank(actions[name]))
      then
        actions[name] = action
      end
    end
  end
  return actions
end

local function word_of(action)
  local code = core.action(action).code
  if not code then return "kill" end
  return action:match "%((.*)%)"
end

-- Assignments of so many words, in lines that can be read.
local function assign(lines, key, words)
  local line
  for _, word in ipairs(words) do
    if not line then
      line = key .. word
    elseif #line + 1 + #word > COLUMNS then
      lines[#lines + 1] = line
      line = key .. word
    else
      line = line .. " " .. word
    end
  end
  lines[#lines + 1] = line
end

-- The lines for what calls get, where it is another thing than the default.
local function lines_for(default, actions, arches, machine)
  local lines, by = {}, {}
  local words = {}
  for _, arch in ipairs(arches) do words[#words + 1] = units.names[arch] end
  lines[1] = "SystemCallArchitectures="
  if arches ~= machines[machine] then
    assign(lines, "SystemCallArchitectures=", words)
  end
  local denies = rank(default) < RANKS.log
  for name, action in pairs(actions) do
    local kind = rank(action) >= RANKS.log and "allow" or "deny"
    by[kind] = by[kind] or {}
    if kind == "allow" and denies then
      by.allow[#by.allow + 1] = name
    elseif kind == "deny" and action ~= default then
      by.deny[#by.deny + 1] = name .. ":" .. word_of(action)
    end
    if action == "log" or default == "log" and action == "allow" then
      by.log = by.log or {}
      if (action == "log") == (default ~= "log") then
        by.log[#by.log + 1] = name
      end
    end
  end
  for _, list in pairs(by) do sort(list) end
  lines[#lines + 1] = "SystemCallFilter="
  if denies then
    lines[#lines + 1] = "SystemCallErrorNumber=" .. word_of(default)
    lines[#lines + 1] = "# an allow list without what systemd adds to each"
    lines[#lines + 1] = "SystemCallFilter=@default"
    lines[#lines + 1] = "SystemCallFilter=~@default"
    assign(lines, "SystemCallFilter=", by.allow or {})
  end
  assign(lines, "SystemCallFilter=~", by.deny or {})
  lines[#lines + 1] = "SystemCallLog="
  if default == "log" then
    by.log = by.log or {}
    lines[#lines + 1] = #by.log == 0 and "SystemCallLog=~" or nil
    assign(lines, "SystemCallLog=~", by.log)
  else
    assign(lines, "SystemCallLog=", by.log or {})
  end
  return concat(lines, "\n") .. "\n"
end

-- A comparison's group in words.
local function group_text(group)
  local names = {}
  for i, call in ipairs(group.syscalls) do
    if i > 6 then
      names[i] = ("and %d more"):format(#group.syscalls - 6)
      break
    end
    names[i] = type(call) == "table" and
      ("%d to %d"):format(call[1], call[2]) or call
  end
  return ("%s on %s: %s and not %s"):format(concat(names, ", "),
    concat(group.arches, ", "), tostring(group.right), tostring(group.left))
end

-- Whether all arches of a group are ones that the machine cannot run.
local function elsewhere(group, here)
  for _, arch in ipairs(group.arches) do
    for _, other in ipairs(here) do
      if arch == other then return false end
    end
  end
  return true
end

-- Why systemd permits more than the policy there.
local function reason(group, listed, version)
  local first = group.syscalls[1]
  if first == "ipc" and group.when then
    return "libseccomp compares more bits of ipc's first argument than the " ..
      "kernel reads"
  elseif group.when then
    return "it has no conditions on arguments"
  elseif not listed[group.arches[1]] then
    return "a machine's own arch is never kept out"
  elseif first == "write" and version >= meaning.writes then
    return ("systemd %d lets each service write"):format(version)
  elseif version >= meaning.unknown and
      tostring(group.right) == "errno(ENOSYS)" then
    return ("systemd %d answers calls that are not in its group @known by " ..
      "ENOSYS"):format(version)
  elseif type(first) ~= "string" then
    return "a unit has no numbers of calls"
  elseif not low.known(first) then
    return units.libseccomp .. ", which it uses, does not know the call"
  end
  return "a name stands for the call of each arch"
end

-- What a difference is: an entry of the report; or an error.
local function tell(group, context, report)
  local here, listed = context.here, context.listed
  local function say(id, severity, text)
    report[#report + 1] = {id = id, severity = severity, message = text,
      witness = group.witness}
  end
  local left, right = tostring(group.left), tostring(group.right)
  if elsewhere(group, here) then
    return say("bad-arch", "note", ("calls of arches that the machine " ..
      "cannot run get %s and not %s"):format(right, left))
  elseif not listed[group.arches[1]] and left:find "^kill" and
      right:find "^kill" then
    return say("bad-arch", "note", ("calls of %s get %s and not %s"):format(
      concat(group.arches, ", "), right, left))
  elseif group.change == "other" and context.version >= meaning.unknown and
      right == "errno(ENOSYS)" then
    if context.enosys then return end
    context.enosys = true
    return say("unknown", "note", ("systemd %d answers calls that are not " ..
      "in its group @known by ENOSYS, and not by %s"):format(context.version,
      left))
  elseif group.change ~= "looser" then
    return say(group.change, "warning", (group.change == "stricter" and
      "systemd permits less: " or "systemd denies otherwise: ") ..
      group_text(group))
  end
  local why = reason(group, listed, context.version)
  if context.loose then
    return say("looser", "warning", ("systemd permits more, for %s: %s"):format(
      why, group_text(group)))
  end
  fail("export", "EREFUTED", ("systemd would permit more than the policy, " ..
    "for %s: %s; loose = true (--loose) writes it all the same"):format(why,
    group_text(group)), {witness = group.witness})
end

-- The arches of a policy that a unit on a machine is about, which has to be all
-- of them; and as a set.
local function arches_of(data, machine)
  local here, listed, arches = machines[machine], {}, {}
  for _, arch in ipairs(data.arches) do listed[arch] = true end
  for _, arch in ipairs(here) do
    if listed[arch] then arches[#arches + 1] = arch end
  end
  if #arches < #data.arches then
    fail("export", "EUNSAYABLE", ("a unit of systemd on %s is about %s, and " ..
      "the policy has other arches: leave them out, or give option arch")
      :format(machine, concat(here, ", ")))
  end
  return arches, listed
end

-- Gives calls the action that a comparison says they have in the policy for
-- some of their arguments, where a unit denies them: it has no conditions.
-- Whether there were any.
local function permit_more(compared, arches, actions, default)
  local more = false
  for _, group in ipairs(compared.groups) do
    for _, name in ipairs(group.change == "stricter" and not
        elsewhere(group, arches) and group.syscalls or {}) do
      local action = tostring(group.left)
      -- of socketcall and ipc libseccomp permits what is made by them
      if type(name) == "string" and low.known(name) and
          not MULTIPLEXERS[name] and
          rank(action) > rank(actions[name] or default) then
        actions[name], more = said(name, action), true
      end
    end
  end
  return more
end

--- Writes a policy as lines of a section [Service], and compares what they mean
-- with the policy.
function M.write(policy, options)
  options = options_of("export", options, M.options.write)
  local report = {}
  local machine = machine_for("export", policy, options.arch)
  local versions = {units.version("export", options.version, report)}
  local data = policy:data()
  local arches, listed = arches_of(data, machine)
  local program = policy:compile {budget = options.budget}
  local default = said("calls without a rule", data.default)
  if rank(default) == 2 then
    fail("export", "EUNSAYABLE", "systemd cannot say errno(0) for calls " ..
      "without a rule: SystemCallErrorNumber= is 1 to 4095")
  end
  local actions = outcomes(program, arches)
  for name, action in pairs(actions) do
    if core.action(action) == core.action(default) then actions[name] = nil end
  end
  local here = machines[machine]
  local shown = #arches == #here and here or arches
  local text, compared
  for _ = 1, 4 do -- what conditions permit comes to light one by one
    text = lines_for(default, actions, shown, machine)
    compared = policy:compare(policy_of("export", text, machine, versions,
      report), {budget = options.budget})
    if not permit_more(compared, arches, actions, default) then break end
  end
  local context = {here = here, listed = listed, version = versions[1],
    loose = options.loose}
  for _, group in ipairs(compared.groups) do tell(group, context, report) end
  local start = actions.execve or default
  if start ~= "allow" and start ~= "log" then
    report[#report + 1] = {id = "cannot-start", severity = "error",
      message = "execve is denied, and systemd makes it under the filter: " ..
        "the service does not start"}
  end
  return ("# for systemd on %s, by lua-seccomp\n[Service]\n%s"):format(
    units.names[machine], text), report
end

return M
