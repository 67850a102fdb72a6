--- Unit files of systemd: `SystemCallFilter=`, `SystemCallErrorNumber=`,
-- `SystemCallArchitectures=` and `SystemCallLog=`, as systemd reads them.
--
-- systemd makes a libseccomp filter for each arch that the machine can run, of
-- names alone, and one for the arches. So a policy can be said whose calls get
-- allow, log, an errno or kill_process, whatever their arguments, and the same
-- on each arch. What is written is read back and compared with the policy; what
-- is read is compared with what libseccomp makes of it.
local core = require "seccomp.core"
local errors = require "seccomp.error"
local facts = require "seccomp.kernel.systemd"
local low = require "seccomp.core.policy"

local options_of = require("seccomp.policy.check").options
local calls = require "seccomp.oci.calls"
local error, ipairs, next, pairs, require, setmetatable, tonumber, tostring,
  type = error, ipairs, next, pairs, require, setmetatable, tonumber, tostring,
  type
local concat, sort, tointeger = table.concat, table.sort, math.tointeger

local M = {
  summary = "lines for a unit file of systemd",
  options = {
    write = {arch = "string", version = "number", loose = "boolean",
      budget = "number"},
    read = {arch = "string", version = "number", budget = "number"},
  },
}

-- Since which version the manager's own write, which tells of the execve, is
-- added to each filter, and calls that are not in @known get ENOSYS from an
-- allow list: of the versions that were read, the first that does so.
local WRITES, UNKNOWN = 257, 257

-- The arches that processes of a machine can use, its own first; systemd
-- installs a filter for each.
local LOCAL = {
  amd64 = {"amd64", "x86", "x32"}, x86 = {"x86"}, arm64 = {"arm64", "arm"},
  arm = {"arm"}, loongarch64 = {"loongarch64"}, riscv64 = {"riscv64"},
  s390x = {"s390x", "s390"}, s390 = {"s390"}, ppc = {"ppc"},
}

-- What systemd calls them.
local NAMES = {
  amd64 = "x86-64", x86 = "x86", x32 = "x32", arm = "arm", arm64 = "arm64",
  loongarch64 = "loongarch64", riscv64 = "riscv64", s390 = "s390",
  s390x = "s390x", ppc = "ppc", ppc64 = "ppc64", ppc64le = "ppc64-le",
  mips = "mips", mips64 = "mips64", mips64n32 = "mips64-n32",
  mipsel = "mips-le", mipsel64 = "mips64-le", mipsel64n32 = "mips64-le-n32",
  parisc = "parisc", parisc64 = "parisc64",
}
local BY_NAME = {}
for name, word in pairs(NAMES) do BY_NAME[word] = name end

-- Sections whose processes get filters.
local SECTIONS = {Service = true, Socket = true, Mount = true, Swap = true}

-- Settings that install filters of their own, or decide with these.
local OTHERS = {
  LockPersonality = true, MemoryDenyWriteExecute = true, PrivateDevices = true,
  ProtectClock = true, ProtectHostname = true, ProtectKernelLogs = true,
  ProtectKernelModules = true, ProtectKernelTunables = true,
  RestrictAddressFamilies = true, RestrictNamespaces = true,
  RestrictRealtime = true, RestrictSUIDSGID = true,
}

-- Columns that a line of calls may take.
local COLUMNS = 78

local function fail(op, code, message, more)
  errors.raise(op, code, message, 1, more)
end

-- Versions and machines -------------------------------------------------------

-- The version to go by, and a note on it. One that was not read has what the
-- next later one has, which permits more.
local function version_of(op, wanted, report)
  local versions, from = facts.versions, "option version"
  if not wanted then
    local installed = require("seccomp.oci.installed").version "systemctl"
    wanted = tointeger(tonumber(installed)) or versions[#versions]
    from = installed and "installed here" or "none is installed here"
  elseif not tointeger(wanted) or wanted < versions[1] then
    fail(op, "EINVAL", ("option version: %s is not a version of systemd that " ..
      "is known here: %s or newer"):format(tostring(wanted), versions[1]))
  end
  local version = versions[#versions]
  for i = #versions, 1, -1 do
    if versions[i] >= wanted then version = versions[i] end
  end
  report[#report + 1] = {id = "version", severity = "note",
    message = ("as systemd %d reads it (%s), with libseccomp %d.%d.%d"):format(
      version, from, core.library_version())}
  return version
end

local function machine_of(op, wanted)
  local machine = core.native_arch()
  if wanted then
    local why
    machine, why = core.arch(wanted)
    if not machine then fail(op, "EINVAL", "option arch: " .. why) end
  end
  if not LOCAL[machine] then
    local known = {}
    for name in pairs(LOCAL) do known[#known + 1] = name end
    sort(known)
    fail(op, "EINVAL", ("option arch: what systemd does on %s is not known " ..
      "here; known are %s"):format(machine, concat(known, " ")))
  end
  return machine
end

-- Reading a unit --------------------------------------------------------------

-- The errno that a word of systemd's means as an action: a name, a number, or
-- "kill"; nil where systemd takes it for none.
local function action_of(word)
  if word == "kill" then return "kill_process" end
  local number = tointeger(word:find "^0[0-7]+$" and tonumber(word, 8) or
    word:find "^%d+$" and tonumber(word) or
    word:find "^0[xX]%x+$" and tonumber(word))
  if number then
    return number <= 4095 and ("errno(%d)"):format(number) or nil
  elseif word:find "^E[%u%d]+$" then
    local text = "errno(" .. word .. ")"
    return errors.attempt(core.action, text) and text or nil
  end
  return nil
end

-- A group with those inside it as a list of calls, and whether it is one.
local function expand(group, version, into)
  local found = false
  for _, brought in ipairs(facts.versions) do
    local words = brought <= version and facts.added[brought][group]
    for word in (words or ""):gmatch "%S+" do
      found = true
      if word:sub(1, 1) == "@" then
        expand(word, version, into)
      else
        into[#into + 1] = word
      end
    end
  end
  return found and into or nil
end

-- What one unit says: `filter` and `log` are nil, or lists: `allow` (the calls
-- in it are the exception from a denial), and `calls`, an action or true each.
local Unit = {}
Unit.__index = Unit

function Unit:say(id, severity, text, ...)
  local report = self.report
  report[#report + 1] = {id = id, severity = severity,
    message = errors.line(text:format(...))}
end

function Unit:ignore(line, text, ...)
  self:say("ignored", "warning", "line %d: " .. text .. ": systemd ignores it",
    line, ...)
end

-- Takes a call or a group into a list or out of it.
function Unit:put(list, name, how, action)
  local id = low.known(name) and core.syscall_number(name, self.machine)
  if not id then return false end
  name = core.syscall_name(id, self.machine) or name
  if how.invert ~= list.allow or action then
    list.calls[name] = action or true
  else
    list.calls[name] = nil
  end
  return true
end

function Unit:word(list, word, how, line)
  local name, value = word:match "^([^:]*):(.*)$"
  name = name or word
  local action = value and not how.log and action_of(value)
  if name == "" or value and not action then
    return self:ignore(line, "%s is not a call with an errno", word)
  elseif action and not how.invert then
    return self:ignore(line, "%s: only calls that are denied, after ~, have " ..
      "an errno", word)
  elseif name:sub(1, 1) ~= "@" then
    if not name:find "^[%w_]+$" or not self:put(list, name, how, action) then
      self:ignore(line, "%s is not a call that libseccomp knows, and it is %s",
        name, how.invert ~= list.allow and "not listed" or "taken out")
    end
    return
  end
  local group = expand(name, self.version, {})
  if not group then
    return self:ignore(line, "systemd %d has no group %s", self.version, name)
  end
  for _, call in ipairs(group) do self:put(list, call, how, action) end
end

-- A line of SystemCallFilter= or SystemCallLog=.
function Unit:list(key, value, line)
  local log = key == "log"
  if value == "" then
    self[key] = nil
    return
  end
  local invert = value:sub(1, 1) == "~"
  if invert then value = value:sub(2) end
  local list = self[key]
  if not list then
    list = {allow = not invert, calls = {}}
    self[key] = list
    if list.allow and not log then
      self:word(list, "@default", {invert = false}, line)
    end
  end
  for word in value:gmatch "[^ \t\n\r]+" do
    self:word(list, word, {invert = invert, log = log}, line)
  end
end

local settings = {}

function settings.SystemCallFilter(unit, value, line)
  unit:list("filter", value, line)
end

function settings.SystemCallLog(unit, value, line)
  unit:list("log", value, line)
end

function settings.SystemCallErrorNumber(unit, value, line)
  if value == "" then value = "kill" end
  local action = action_of(value)
  if not action or action == "errno(0)" then
    return unit:ignore(line, "SystemCallErrorNumber=%s is not an errno", value)
  end
  unit.action = action
end

function settings.SystemCallArchitectures(unit, value, line)
  if value == "" then
    unit.arches = {}
    return
  end
  for word in value:gmatch "[^ \t\n\r]+" do
    local plain = word:match '^"(.*)"$' or word:match "^'(.*)'$" or word
    local arch = plain == "native" and unit.machine or BY_NAME[plain]
    if arch then
      unit.arches[arch] = true
    else
      unit:ignore(line, "%s is not an architecture of systemd's", word)
    end
  end
end

-- The logical lines of a unit file: number, text.
local function lines_of(text)
  local lines, held, from, number = {}, nil, nil, 0
  for line in (text .. "\n"):gmatch "(.-)\r?\n" do
    number = number + 1
    local comment = line:find "^%s*[#;]"
    if not comment then
      local whole = held and held .. line or line
      if #(line:match "\\*$") % 2 == 1 then
        held, from = whole:sub(1, -2) .. " ", from or number
      else
        lines[#lines + 1] = {from or number, whole:match "^%s*(.-)%s*$"}
        held, from = nil, nil
      end
    end
  end
  if held then lines[#lines + 1] = {from, held:match "^%s*(.-)%s*$"} end
  return lines
end

-- Reads the text of a unit file into a Unit. Without any section, its lines are
-- those of one.
local function parse(op, text, machine, version, report)
  local unit = setmetatable({machine = machine, version = version,
    report = report, action = "kill_process", arches = {}}, Unit)
  local section, found = nil, false
  for _, line in ipairs(lines_of(text)) do
    local number, content = line[1], line[2]
    local key, value = content:match "^([^=]-)%s*=%s*(.*)$"
    if content:sub(1, 1) == "[" then
      section = content:match "^%[(.*)%]$"
      if not section then
        fail(op, "EINVAL", ("line %d: %s is not a section: [Service] is " ..
          "expected"):format(number, content))
      end
    elseif key and settings[key] then
      if section and not SECTIONS[section] then
        unit:ignore(number, "%s= in section [%s]", key, section)
      else
        found = true
        settings[key](unit, value, number)
      end
    elseif key and OTHERS[key] and (not section or SECTIONS[section]) and
        not value:find "^[nf0]" and value ~= "off" and value ~= "" then
      unit:say("not-imported", "warning", "line %d: %s= installs a filter of " ..
        "its own, which is not in the policy: it permits less", number, key)
    end
  end
  if not found then
    fail(op, "EINVAL", "no SystemCallFilter=, SystemCallLog= or " ..
      "SystemCallArchitectures= was found in a section that has them " ..
      "([Service], [Socket], [Mount], [Swap])")
  end
  return unit
end

-- What a unit means -----------------------------------------------------------

-- The filter of a list: `default`, and the action of each call that is another.
local function meaning_of(unit, list, denial, op)
  local version, default = unit.version, list.allow and denial or "allow"
  local plain, actions = list.allow and "allow" or denial, {}
  for name, action in pairs(list.calls) do
    actions[name] = action == true and plain or action
  end
  if denial ~= "log" and version >= WRITES and (list.allow or
      next(actions)) then
    if list.allow and list.calls.write and list.calls.write ~= true then
      fail(op, "EINVAL", ("systemd %d does not start this service: it adds " ..
        "write to an allow list, which has it with an errno"):format(version))
    end
    actions.write = list.allow and "allow" or nil
  end
  local rest
  if list.allow and denial ~= "log" and version >= UNKNOWN then
    rest = "errno(ENOSYS)"
  end
  for name, action in pairs(actions) do
    if core.action(action) == core.action(rest or default) then
      fail(op, "EINVAL", ("systemd does not start this service, for " ..
        "libseccomp refuses a rule that does what is the default: %s:%s")
        :format(name, action:match "%((.*)%)" or "kill"))
    end
  end
  if rest and core.action(rest) ~= core.action(default) then
    for _, name in ipairs(expand("@known", version, {})) do
      local id = low.known(name) and core.syscall_number(name, unit.machine)
      if id and id >= 0 then
        name = core.syscall_name(id, unit.machine)
        actions[name] = actions[name] or default
      end
    end
    default = rest
  end
  return {default = default, actions = actions}
end

-- A filter for all processes that a unit starts, as one beside that which logs.
local function both(filter, log)
  if not log then return filter end
  if not filter then return log end
  local out = {default = filter.default, actions = {}}
  local function stricter(a, b) return a == "allow" and b or a end
  local function of(one, name) return one.actions[name] or one.default end
  out.default = stricter(filter.default, log.default)
  for _, one in ipairs {filter, log} do
    for name in pairs(one.actions) do
      out.actions[name] = stricter(of(filter, name), of(log, name))
    end
  end
  return out
end

-- Whether an arch has a call, under its own number or by a multiplexer.
local function has(name, arch)
  local mux = calls.multiplexer(name)
  return calls.own_number(name, arch) or mux and calls.own_number(mux, arch)
end

local function rules_of(meaning, arches)
  local by_action, order = {}, {}
  for name, action in pairs(meaning.actions) do
    local there = action ~= meaning.default
    for _, arch in ipairs(there and arches or {}) do
      if has(name, arch) then
        if not by_action[action] then
          by_action[action] = {action = action}
          order[#order + 1] = by_action[action]
        end
        local rule = by_action[action]
        rule[#rule + 1] = name
        break
      end
    end
  end
  for _, rule in ipairs(order) do sort(rule) end
  sort(order, function(a, b) return a.action < b.action end)
  return order
end

local function policy_of(meaning, arches, bad_arch)
  return require("seccomp.policy").new {default = meaning.default,
    arches = arches, bad_arch = bad_arch, rules = rules_of(meaning, arches)}
end

-- Raises where libseccomp makes something else of a filter, as systemd hands it
-- over: by name and exactly, for one arch.
local function check(op, meaning, arches, version)
  for _, arch in ipairs(arches) do
    local filter <close> = require("seccomp").filter(meaning.default, {
      arches = {arch}, bad_arch_action = "allow", tsync = false,
      optimize = version >= UNKNOWN and 2 or 1})
    for name, action in pairs(meaning.actions) do
      if core.action(action) ~= core.action(meaning.default) then
        local ok, err = errors.attempt(filter.add_rule_exact, filter, name,
          action)
        if not ok and err.code ~= "EDOM" then error(err, 0) end
      end
    end
    local program = policy_of(meaning, {arch}, "allow"):compile {prove = false}
    local witness = program:diff(filter:program(), {limit = 1})[1]
    if witness then
      fail(op, "EREFUTED", ("libseccomp %d.%d.%d, which systemd uses, makes " ..
        "something else of this: %s on %s gets %s and not %s"):format(
        core.library_version(), tostring(witness.syscall), arch,
        tostring(witness.right), tostring(witness.left)), {witness = witness})
    end
  end
end

-- The policy of a unit.
local function mean(op, unit, checked)
  local here, machine = LOCAL[unit.machine], unit.machine
  local arches, bad_arch = here, "allow"
  if next(unit.arches) then
    arches = {}
    for _, arch in ipairs(here) do
      if arch == machine or unit.arches[arch] then
        arches[#arches + 1] = arch
      end
    end
    bad_arch = #arches < #here and "kill_thread" or "allow"
  end
  local filter, log
  local list = unit.filter
  if list and (list.allow or next(list.calls)) then
    filter = meaning_of(unit, list, unit.action, op)
  end
  list = unit.log
  if list and (list.allow or next(list.calls)) then
    -- an allow list has what is logged, and all else is let through
    log = {default = list.allow and "allow" or "log", actions = {}}
    for name in pairs(list.calls) do
      log.actions[name] = list.allow and "log" or "allow"
    end
  end
  if checked then
    for _, one in ipairs {filter or log, filter and log} do
      check(op, one, arches, unit.version)
    end
  end
  return policy_of(both(filter, log) or {default = "allow", actions = {}},
    arches, bad_arch)
end

--- Reads a unit file, or lines of one.
function M.read(text, options)
  options = options_of("import", options, M.options.read)
  if text:find("\0", 1, true) then
    fail("import", "EINVAL", "a unit file has no NUL in it")
  end
  local report = {}
  local machine = machine_of("import", options.arch)
  local version = version_of("import", options.version, report)
  local unit = parse("import", text, machine, version, report)
  return mean("import", unit, true), report
end

-- Writing ---------------------------------------------------------------------

-- How much actions permit; those with others in place of one are not said.
local RANKS = {allow = 4, log = 3, errno = 2, kill_process = 1}

local function rank(action)
  return RANKS[core.action(action).name] or 0
end

-- The machine that a policy is for: this one, or that of its first arch.
local function machine_for(op, policy, wanted)
  local arches, native = policy:data().arches, core.native_arch()
  if wanted then return machine_of(op, wanted) end
  for _, arch in ipairs(arches) do
    if arch == native then return machine_of(op, native) end
  end
  for machine, list in pairs(LOCAL) do
    for _, arch in ipairs(list) do
      if arch == arches[1] and machine ~= arch then
        return machine_of(op, machine)
      end
    end
  end
  return machine_of(op, arches[1])
end

-- The most permissive of what a call gets on the arches that have it, arguments
-- being 0; and every call that one of them has, and libseccomp knows.
local function outcomes(program, arches)
  local actions = {}
  for _, arch in ipairs(arches) do
    for name in pairs((calls.own_numbers(arch))) do
      local action = low.known(name) and tostring(program:simulate {
        syscall = name, arch = arch})
      if action and (not actions[name] or rank(action) > rank(actions[name]))
      then
        actions[name] = action
      end
    end
    for name in pairs(calls.own_numbers "x86") do
      local mux, sub = calls.multiplexer(name)
      if mux and not calls.own_number(name, arch) and
          calls.own_number(mux, arch) then
        local action = tostring(program:simulate {syscall = mux, arch = arch,
          arg0 = sub})
        if not actions[name] or rank(action) > rank(actions[name]) then
          actions[name] = action
        end
      end
    end
  end
  return actions
end

-- What systemd has no word for.
local function refuse(what, action)
  local name = core.action(action).name
  fail("export", "EUNSAYABLE", ("systemd cannot say %s for %s: it has allow, " ..
    "log, an errno and kill_process%s"):format(action, what,
    name == "kill_thread" and ", which stops no less" or ""))
end

local function said(what, action, loose)
  local one = core.action(action)
  if loose and one.name == "kill_thread" then return "kill_process" end
  if not RANKS[one.name] then refuse(what, action) end
  return action
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
  for _, arch in ipairs(arches) do words[#words + 1] = NAMES[arch] end
  if arches ~= LOCAL[machine] then
    lines[1] = "SystemCallArchitectures="
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
    names[i] = type(call) == "table" and ("%d to %d"):format(call[1], call[2])
      or call
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

-- What a difference is: an entry of the report; or an error.
local function tell(group, here, listed, report, loose)
  local function say(id, severity, text)
    report[#report + 1] = {id = id, severity = severity, message = text,
      witness = group.witness}
  end
  local left, right = tostring(group.left), tostring(group.right)
  if elsewhere(group, here) then
    return say("bad-arch", "note", ("calls of arches that the machine cannot " ..
      "run get %s and not %s"):format(right, left))
  elseif not listed[group.arches[1]] and left:find "^kill" and
      right:find "^kill" then
    return say("bad-arch", "note", ("calls of %s get %s and not %s"):format(
      concat(group.arches, ", "), right, left))
  elseif group.change ~= "looser" then
    return say(group.change, "warning", "systemd cannot say it otherwise: " ..
      group_text(group))
  elseif loose then
    return say("looser", "warning", "systemd permits more: " ..
      group_text(group))
  end
  local why = group.when and "it has no conditions on arguments" or
    "a name stands for the call of each arch"
  fail("export", "EREFUTED", ("systemd would permit more than the policy, " ..
    "for %s: %s; loose = true writes it all the same"):format(why,
    group_text(group)), {witness = group.witness})
end

--- Writes a policy as lines of a section [Service], and compares what they mean
-- with the policy.
function M.write(policy, options)
  options = options_of("export", options, M.options.write)
  local report = {}
  local machine = machine_for("export", policy, options.arch)
  local version = version_of("export", options.version, report)
  local here, data, loose = LOCAL[machine], policy:data(), options.loose
  local listed, arches = {}, {}
  for _, arch in ipairs(data.arches) do listed[arch] = true end
  for _, arch in ipairs(here) do
    if listed[arch] then arches[#arches + 1] = arch end
  end
  if #arches < #data.arches then
    fail("export", "EUNSAYABLE", ("a unit of systemd on %s is about %s, and " ..
      "the policy has other arches: leave them out, or give option arch")
      :format(machine, concat(here, ", ")))
  end
  local program = policy:compile {budget = options.budget}
  local default = said("other calls", data.default, loose)
  if core.action(default) == core.action "errno(0)" then
    refuse("other calls", default)
  end
  local actions = outcomes(program, arches)
  for name, action in pairs(actions) do
    actions[name] = core.action(action) ~= core.action(default) and
      said(name, action, loose) or nil
  end
  local shown = #arches == #here and here or arches
  local text, unit, compared
  for _ = 1, 4 do -- what conditions permit comes to light one by one
    text = lines_for(default, actions, shown, machine)
    unit = parse("export", text, machine, version, report)
    compared = policy:compare(mean("export", unit), {budget = options.budget})
    local more = false
    for _, group in ipairs(compared.groups) do
      for _, name in ipairs(group.change == "stricter" and not
          elsewhere(group, arches) and group.syscalls or {}) do
        local action = tostring(group.left)
        if type(name) == "string" and low.known(name) and
            rank(action) > rank(actions[name] or default) then
          actions[name], more = said(name, action, loose), true
        end
      end
    end
    if not more then break end
  end
  for _, group in ipairs(compared.groups) do
    tell(group, here, listed, report, loose)
  end
  mean("export", unit, true)
  if (actions.execve or default) ~= "allow" and (actions.execve or default) ~=
      "log" then
    report[#report + 1] = {id = "cannot-start", severity = "error",
      message = "execve is denied, and systemd makes it under the filter: the " ..
        "service does not start"}
  end
  return ("# for systemd on %s, by lua-seccomp\n[Service]\n%s"):format(
    NAMES[machine], text), report
end

return M
