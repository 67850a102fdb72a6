--- The lines of the kernel's audit log about seccomp (`type=SECCOMP`, which is
-- 1326), as auditd, ausearch(8), journalctl(1) and dmesg(1) write them.
--
-- There is a line for each call that a filter refused or logged, and for no
-- other: such a recording is for putting on top of the policy that the filter
-- was made of.
-- @module seccomp.record.audit

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.record.calls"
local count = require "seccomp.record.count"
local errors = require "seccomp.error"
local names = require "seccomp.record.names"
local processes = require "seccomp.record.processes"
local recovery = require "seccomp.core.recovery"
local seccomp = require "seccomp.core"

local M = {}

local ipairs, tonumber, tointeger = ipairs, tonumber, math.tointeger
local char, find, gsub, match, sub = string.char, string.find, string.gsub,
  string.match, string.sub

--- Whether a line is of an audit log. What programs are called may hold the
-- same words, but in quotes, and behind the fields that the kernel begins with.
function M.is_line(line)
  local head = match(line, "^(.-)%f[%w]auid=") or line
  return (find(head, "%f[^%z%s]type=SECCOMP%f[%s]") or
    find(head, "%f[^%z%s]type=1326%f[%s]") or
    find(line, "^[^\"]*%f[^%z%s]SECCOMP auid=")) ~= nil
end

local by_token = {}
for _, arch in ipairs(recovery.arches()) do
  if arch.name ~= "x32" then by_token[arch.token] = arch.name end
end

-- A field of a line that stands before what the program is called: the first
-- of that name.
local function field(line, name)
  return match(line, "[%s:]" .. name .. '=("[^"]*")') or
    match(line, "[%s:]" .. name .. "=([^%s\29]*)")
end

-- One behind that, the last of its name: ausearch -i does not quote what the
-- program is called, who may have chosen " syscall=59 " for it.
local function last_field(line, name)
  return match(line, "^.*[%s:]" .. name .. "=([^%s\29]*)")
end

-- The program of a line: in quotes, or in hex where its name has bytes that
-- quotes could not hold. ausearch -i has it as it is.
local function program_of(line, interpreted)
  if interpreted then
    local _, at = find(line, "%scomm=")
    local stop = at and find(line, " exe=", at + 1, true)
    return stop and sub(line, at + 1, stop - 1) or field(line, "comm")
  end
  local value = field(line, "comm")
  local quoted = value and match(value, '^"(.*)"$')
  if quoted then return quoted end
  if not value or value == "" or value == "(null)" or value == "?" then
    return nil
  end
  if #value % 2 == 0 and not find(value, "[^%dA-F]") then
    return (gsub(gsub(value, "%x%x", function(byte)
      return char(tonumber(byte, 16))
    end), "%z.*", ""))
  end
  return value
end

local function bad(source, number, what)
  errors.raise(source.op, "EINVAL", ("%s:%d: the line is about seccomp, but %s")
    :format(source.name, number, what))
end

-- The arch of a line: a token, or the name that ausearch -i has for it, which
-- is told, too.
local function arch_of(text, source, number)
  local token = match(text, "^%x+$") and #text <= 8 and tonumber(text, 16)
  local arch = token and by_token[token]
  if not arch and not token and not find(text, "\0", 1, true) then
    arch = seccomp.arch(text)
  end
  if not arch then
    bad(source, number, ("there is no arch %s"):format(errors.line(text)))
  end
  local obstacle = names.obstacle(arch)
  if obstacle then bad(source, number, obstacle) end
  return arch, not token
end

-- The call that ausearch -i has: with the sub-call in brackets behind
-- multiplexers, and the number of one without a name.
local function interpreted_call(text)
  return match(text, "^unknown%-syscall%((%-?%d+)%)$") or
    match(text, "^([%w_]+)%([%w_]*%)$") or text
end

-- Arch, number and name of a line's call, and whether ausearch -i wrote it.
local function call_of(line, source, number)
  local arch_text, call = last_field(line, "arch"), last_field(line, "syscall")
  if not arch_text or not call then
    bad(source, number, "it has no field \"arch\", or no \"syscall\"")
  end
  local arch, interpreted = arch_of(arch_text, source, number)
  call = interpreted_call(call)
  local value = match(call, "^%-?%d+$") and tointeger(tonumber(call))
  local its, name = arch
  if value then value, its = names.signed(value, arch) end
  if value then
    arch = its
    name = names.name(value, arch)
  else
    name = call
    value = names.number(call, arch)
    if not value then
      bad(source, number, ("there is no call %s on %s"):format(
        errors.line(call), arch))
    end
  end
  return arch, value, name, interpreted
end

--- Reads a log.
-- @tparam function lines an iterator over lines and their numbers
-- @tparam table source `name`, `op`
-- @treturn table the parts of a Recording
function M.read(lines, source)
  local noted, list, at, lost = count.by_process(), {}, {}, 0
  local now, others = {}, nil
  local function identity(name) return name end
  for line, number in lines do
    if M.is_line(line) then
      local arch, value, name, interpreted = call_of(line, source, number)
      local pid = tointeger(tonumber(match(field(line, "pid") or "", "^%d+$")))
      local program = program_of(line, interpreted)
      local key = ("%s %s"):format(pid, program)
      local place = at[key]
      if not place and #list == processes.MOST then
        others = others or #list + 1
        place = others
      elseif not place then
        place = #list + 1
        list[place] = {run = 1, pid = pid and pid > 0 and pid or nil,
          program = program}
      end
      at[key] = place
      now[place] = place
      local call = noted:add(place, arch, value, identity, name, 0, 0, 0, 0, 0,
        0)
      if noted.kinds > names.MOST then
        errors.raise(source.op, "EINVAL",
          ("%s:%d: there are too many different calls: %d at most"):format(
          source.name, number, names.MOST))
      end
      -- the log has no arguments
      call.values = nil
    elseif find(line, "audit_lost", 1, true) or
      find(line, "callbacks suppressed", 1, true)
    then
      lost = lost + 1
    end
  end
  if others then list[others] = {run = 1} end
  local notes = {}
  if lost > 0 then
    notes[1] = ("%s: lines of the log were lost: calls may be missing"):format(
      source.name)
  end
  return {runs = 1, by = "audit", calls = calls.of(noted, now), launcher = {},
    processes = list, notes = notes[1] and notes or nil}
end

return M
