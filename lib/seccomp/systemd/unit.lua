--- Reading unit files as systemd does: which calls its lists have.
-- @module seccomp.systemd.unit

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local errors = require "seccomp.error"
local facts = require "seccomp.kernel.systemd"
local low = require "seccomp.core.policy"

local ipairs, pairs, require, setmetatable, tonumber, tostring, utf8 =
  ipairs, pairs, require, setmetatable, tonumber, tostring, utf8
local concat, sort, tointeger = table.concat, table.sort, math.tointeger

local M = {}

--- The arches that processes of a machine can use, its own first; systemd
-- installs a filter for each.
M.machines = {
  amd64 = {"amd64", "x86", "x32"}, x86 = {"x86"}, arm64 = {"arm64", "arm"},
  arm = {"arm"}, loongarch64 = {"loongarch64"}, riscv64 = {"riscv64"},
  s390x = {"s390x", "s390"}, s390 = {"s390"}, ppc = {"ppc"},
}

--- What systemd calls them.
M.names = {
  amd64 = "x86-64", x86 = "x86", x32 = "x32", arm = "arm", arm64 = "arm64",
  loongarch64 = "loongarch64", riscv64 = "riscv64", s390 = "s390",
  s390x = "s390x", ppc = "ppc", ppc64 = "ppc64", ppc64le = "ppc64-le",
  mips = "mips", mips64 = "mips64", mips64n32 = "mips64-n32",
  mipsel = "mips-le", mipsel64 = "mips64-le", mipsel64n32 = "mips64-le-n32",
  parisc = "parisc", parisc64 = "parisc64",
}
local BY_NAME = {}
for name, word in pairs(M.names) do BY_NAME[word] = name end

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

-- How much is told of what systemd passes over, and how many calls are put into
-- lists, those of groups among them: units need not be meant well.
local MOST_TOLD, MOST_PUT = 500, 200000

local BACKSLASH = ("\\"):byte()

-- Commands of a service: with "+" before them they run without filters.
local EXEC = {
  ExecCondition = true, ExecReload = true, ExecStart = true,
  ExecStartPost = true, ExecStartPre = true, ExecStop = true,
  ExecStopPost = true,
}

-- Their values that install none.
local OFF = {[""] = true, ["0"] = true, f = true, ["false"] = true, n = true,
  no = true, off = true}

--- The libseccomp that is asked.
M.libseccomp = ("libseccomp %d.%d.%d"):format(core.library_version())

--- Raises an error object of a function.
function M.fail(op, code, message, more)
  errors.raise(op, code, message, more)
end
local fail = M.fail

--- The versions to go by, and what is to be known of them. One that was not
-- read is somewhere between its neighbours, of which either may permit more: a
-- later one's groups have more calls, in lists of what is let through and in
-- lists of what is denied.
-- @treturn integer the one that was read, or the next later one
-- @treturn ?integer the next earlier one, for a version that was not read
function M.version(op, wanted, report)
  local versions, from = facts.versions, "option version"
  if not wanted then
    local installed, silent =
      require("seccomp.kernel.installed").version "systemctl"
    wanted = tointeger(tonumber(installed)) or versions[#versions]
    from = installed and "installed here" or
      silent and silent .. " did not tell its version" or
      "none is installed here"
  elseif not tointeger(wanted) or wanted < versions[1] then
    fail(op, "EINVAL", ("option version: systemd %s is not known here; %s " ..
      "and newer are"):format(tostring(wanted), versions[1]))
  end
  local version, older = versions[#versions], nil
  for i = #versions, 1, -1 do
    if versions[i] >= wanted then
      version, older = versions[i], versions[i - 1]
    end
  end
  if version == wanted then older = nil end
  report[#report + 1] = {id = "version", severity = "note",
    message = ("as systemd %d reads it (%s), with %s"):format(version, from,
      M.libseccomp)}
  if older then
    report[#report + 1] = {id = "version-between", severity = "warning",
      message = ("systemd %d is not known here: what %d or %d permits is " ..
        "taken for permitted"):format(wanted, older, version)}
  elseif version < wanted then
    report[#report + 1] = {id = "version-newer", severity = "warning",
      message = ("systemd %d is not known here, and it may permit more than " ..
        "%d, the newest that is: its groups may have more calls"):format(
        wanted, version)}
  end
  return version, older
end

--- The machine that an option names, or this one.
function M.machine(op, wanted)
  local machine = core.native_arch()
  if wanted then
    local why
    machine, why = errors.arch(wanted)
    if not machine then fail(op, "EINVAL", "option arch: " .. why) end
  end
  if not M.machines[machine] then
    local known = {}
    for name in pairs(M.machines) do known[#known + 1] = name end
    sort(known)
    fail(op, "EINVAL", ("option arch: what systemd does on %s is not known " ..
      "here; known are %s"):format(machine, concat(known, " ")))
  end
  return machine
end

-- A number as systemd reads it, in any of C's ways and in two more; nil for
-- what is none, and for those that are no errno's by far.
local function number_of(word)
  local base = ({["0b"] = 2, ["0o"] = 8})[word:sub(1, 2):lower()]
  local digits = (base and word:sub(3) or word):gsub("^%+", "")
  if not base then
    base = digits:find "^0[xX]" and 16 or digits:find "^0" and 8 or 10
    digits = digits:gsub("^0[xX]", "")
  end
  -- the last 0 of nothing else stays
  digits = digits:find "^%w+$" and digits:match "^0*(%w+)$"
  return digits and #digits <= 12 and tonumber(digits, base) or nil
end

-- The errno that a word of systemd's means as an action: a name in any letter
-- case, a number, or "kill"; nil where systemd takes it for none.
local function action_of(word)
  if word == "kill" then return "kill_process" end
  local number = number_of(word)
  if number then
    return number <= 4095 and ("errno(%d)"):format(number) or nil
  elseif word:find "^[Ee][%a%d]+$" then
    local text = "errno(" .. word:upper() .. ")"
    return errors.attempt(core.action, text) and text or nil
  end
  return nil
end

-- The words of a value: what stands behind a backslash is a letter like others,
-- and so is, with `quotes`, what stands between quotes. The second is whether
-- systemd stops behind these, at what is not ended.
local function words_of(value, quotes)
  local plain = quotes and "[ \t\n\r\\'\"]" or "[ \t\n\r\\]"
  local words, parts, at, quote = {}, nil, 1, nil
  local function finish()
    if parts then words[#words + 1] = concat(parts) end
    parts = nil
  end
  while true do
    local from = value:find(quote and "[\\" .. quote .. "]" or plain, at)
    if from ~= at and (from or at <= #value) then
      parts = parts or {}
      parts[#parts + 1] = value:sub(at, from and from - 1)
    end
    if not from then
      if quote then return words, true end
      finish()
      return words, false
    end
    local mark = value:sub(from, from)
    at = from + 1
    if mark == "\\" then
      if at > #value then return words, true end
      parts = parts or {}
      parts[#parts + 1] = value:sub(at, at)
      at = at + 1
    elseif mark == quote then
      quote = nil
    elseif mark == "'" or mark == '"' then
      quote, parts = mark, parts or {}
    else
      finish()
    end
  end
end

--- A group with those inside it as a list of calls, and whether it is one.
function M.expand(group, version, into)
  local found = false
  for _, brought in ipairs(facts.versions) do
    local words = brought <= version and facts.added[brought][group]
    for word in (words or ""):gmatch "%S+" do
      found = true
      if word:sub(1, 1) == "@" then
        M.expand(word, version, into)
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
  if #report > MOST_TOLD then return end
  if #report == MOST_TOLD then
    id, severity, text = "more", "warning", "there is more that is not told"
  end
  report[#report + 1] = {id = id, severity = severity,
    message = errors.line(text:format(...))}
end

function Unit:ignore(line, text, ...)
  self:say("ignored", "warning", "line %d: " .. text .. ": systemd ignores it",
    line, ...)
end

-- Takes a call into a list or out of it; false for none that libseccomp knows.
function Unit:put(list, name, how, action)
  self.put_so_far = self.put_so_far + 1
  if self.put_so_far > MOST_PUT then
    fail("import", "E2BIG", ("a unit that lists over %d calls is not read")
      :format(MOST_PUT))
  end
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
  local group = M.expand(name, self.version, {})
  if not group then
    return self:ignore(line, "systemd %d has no group %s", self.version, name)
  end
  for _, call in ipairs(group) do self:put(list, call, how, action) end
end

-- The words of a value, as far as systemd reads them.
function Unit:words(value, line, quotes)
  local words, broken = words_of(value, quotes)
  if broken then
    self:ignore(line, "what stands behind an open quote or a last backslash")
  end
  return words
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
  for _, word in ipairs(self:words(value, line)) do
    self:word(list, word, {invert = invert, log = log}, line)
  end
end

-- Settings by which commands run without the filters.
function Unit:commands(key, value, line)
  if EXEC[key] and (" ; " .. value):find " ;%s+[-@:!|]*%+" then
    self:say("without-filter", "warning", "line %d: %s=+ runs without any " ..
      "filter: that command is not held to the policy", line, key)
  elseif key == "PermissionsStartOnly" and not OFF[value:lower()] then
    self:say("without-filter", "warning", "line %d: %s= runs all commands " ..
      "but those of ExecStart= without any filter", line, key)
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
  for _, word in ipairs(unit:words(value, line, true)) do
    local arch = word == "native" and unit.machine or BY_NAME[word]
    if arch then
      unit.arches[arch] = true
    else
      unit:ignore(line, "%s is not an architecture of systemd's", word)
    end
  end
end

-- Text without the blanks around it.
local function trimmed(text)
  local from = text:find "%S"
  return from and text:match(".*%S", from) or ""
end

-- Whether a line goes on: it ends in an odd number of backslashes.
local function goes_on(line)
  local last = #line
  while line:byte(last) == BACKSLASH do last = last - 1 end
  return (#line - last) % 2 == 1
end

-- The logical lines of a unit file: number, text.
local function lines_of(text)
  local lines, parts, from, number = {}, {}, nil, 0
  local function finish()
    lines[#lines + 1] = {from, trimmed(concat(parts, " "))}
    parts, from = {}, nil
  end
  -- two different ends of lines are one
  text = text:gsub("\r\n", "\n"):gsub("\n\r", "\n"):gsub("\r", "\n") ..
    "\n"
  for line in text:gmatch "([^\n]*)\n" do
    number = number + 1
    if not line:find "^%s*[#;]" then
      from = from or number
      local on = goes_on(line)
      parts[#parts + 1] = on and line:sub(1, -2) or line
      if not on then finish() end
    end
  end
  if from then finish() end
  return lines
end

--- Reads the text of a unit file into a Unit. Without any section, its lines
-- are those of one.
function M.parse(op, text, machine, version, report)
  local unit = setmetatable({machine = machine, version = version,
    report = report, action = "kill_process", arches = {}, put_so_far = 0},
    Unit)
  local section, found, kind = nil, false, nil
  for _, line in ipairs(lines_of(text)) do
    local number, content = line[1], line[2]
    if not utf8.len(content) then
      fail(op, "EINVAL", ("line %d is not UTF-8: systemd does not load such " ..
        "a unit; mend the line"):format(number))
    end
    local at = content:find("=", 1, true)
    local key = at and trimmed(content:sub(1, at - 1))
    local value = at and trimmed(content:sub(at + 1))
    if content:sub(1, 1) == "[" then
      section = content:match "^%[(.*)%]$"
      if not section then
        fail(op, "EINVAL", ("line %d: %s is not a section: [Service] is " ..
          "expected"):format(number, content))
      elseif SECTIONS[section] and section ~= (kind or section) then
        fail(op, "EINVAL", ("line %d: the sections [%s] and [%s] are of " ..
          "different units, and systemd reads one of them, by the name of " ..
          "the file: give it alone"):format(number, kind, section))
      end
      kind = SECTIONS[section] and section or kind
    elseif key and settings[key] then
      if section and not SECTIONS[section] then
        unit:ignore(number, "%s= in section [%s]", key, section)
      else
        found = true
        settings[key](unit, value, number)
      end
    elseif key and OTHERS[key] and (not section or SECTIONS[section]) and
        not OFF[value:lower()] then
      unit:say("not-imported", "warning", "line %d: %s= installs one more " ..
        "filter, which is not in the policy: the service may do less than it",
        number, key)
    elseif key and (not section or SECTIONS[section]) then
      unit:commands(key, value, number)
    end
  end
  if not found then
    fail(op, "EINVAL", "no SystemCallFilter=, SystemCallLog= or " ..
      "SystemCallArchitectures= was found in a section that has them " ..
      "([Service], [Socket], [Mount], [Swap])")
  end
  return unit
end

return M
