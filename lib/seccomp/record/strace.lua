--- What strace(1) wrote: with and without -f, -ff, -n, -i, -r, -t, -T, -y, -Y,
-- -k, -X and -c, into a file or onto standard error.
--
-- A line that is none of its is passed over, and told of. Values of arguments
-- are kept where each can be read back exactly.
-- @module seccomp.record.strace

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.record.calls"
local count = require "seccomp.record.count"
local errors = require "seccomp.error"
local multiplexed = require "seccomp.kernel.calls"
local names = require "seccomp.record.names"
local processes = require "seccomp.record.processes"
local seccomp = require "seccomp.core"
local values_of = require "seccomp.record.strace_values"

local M = {}

local ipairs, next, pairs, tointeger, tonumber, unpack =
  ipairs, next, pairs, math.tointeger, tonumber, table.unpack
local find, gsub, match, sub = string.find, string.gsub, string.match,
  string.sub
local sort = table.sort

-- Lines ----------------------------------------------------------------------

-- A call, without what stands before it: name, and the text behind the bracket.
-- Calls of amd64 with the bit of x32 are "name#64".
local function call_in(text)
  return match(text, "^([%a_][%w_]*#?6?4?)%((.*)$")
end

-- What stands before a line: the process, and its program where that is told.
local function process_of(line)
  local pid, program, rest = match(line, "^%[pid%s+(%d+)<([^>]*)>%]%s+(.*)$")
  if not pid then
    pid, program, rest = match(line, "^(%d+)<([^>]*)>%s+(.*)$")
  end
  if pid then return rest, pid, program ~= "" and program or nil end
  pid, rest = match(line, "^%[pid%s+(%d+)%]%s+(.*)$")
  if not pid then pid, rest = match(line, "^(%d+)%s+(.*)$") end
  return rest or line, pid, nil
end

-- What stands before a call, taken off: the process and its program, where they
-- are told, and the call's number.
local function without_prefix(line)
  local number
  local rest, pid, program = process_of(line)
  pid = pid and tointeger(tonumber(pid))
  -- the time, in one form or two
  for _ = 1, 2 do
    rest = match(rest, "^%d%d:%d%d:%d%d%.?%d*%s+(.*)$") or
      match(rest, "^%s*%d+%.%d+%s+(.*)$") or
      match(rest, "^%(%+%s*%d+%.%d+%)%s+(.*)$") or rest
  end
  -- the number of the call, and then the address of the instruction, which has
  -- 8 digits or more; numbers have fewer, but for those of x32, with 10
  local word, after = match(rest, "^%[%s*(%d+)%]%s+(.*)$")
  if word and (#word < 8 or #word == 10) then
    number, rest = tointeger(tonumber(word)), after
  end
  word, after = match(rest, "^%[([%x?]+)%]%s+(.*)$")
  if word and #word >= 8 then rest = after end
  return rest, pid, program, number
end

local RESULT = "%)%s+= [-?%dx]"
local UNFINISHED = "<unfinished ...>"

local function is_unfinished(text)
  return sub(text, -#UNFINISHED) == UNFINISHED
end

--- Whether a line is surely one of strace's.
function M.is_line(line)
  if find(line, "^%% time%s+seconds%s+usecs/call") then return true end
  local rest, pid = without_prefix(line)
  local name, text = call_in(rest)
  if name then
    return (find(text, RESULT) or is_unfinished(text)) ~= nil
  end
  return (find(rest, "^<%.%.%. [%w_#]+ resumed>") or pid and
    find(rest, "^%+%+%+ .* %+%+%+$")) ~= nil
end

-- Arches ---------------------------------------------------------------------

-- What the arches of a machine are called in "runs in 32 bit mode".
local MODES = {
  ["32 bit"] = {amd64 = "x86", x86 = "x86", x32 = "x86", arm64 = "arm",
    arm = "arm", mips64 = "mips", mipsel64 = "mipsel", ppc64 = "ppc",
    s390x = "s390", parisc64 = "parisc"},
  ["x32"] = {amd64 = "x32", x86 = "x32", x32 = "x32"},
  ["64 bit"] = {x86 = "amd64", x32 = "amd64", arm = "arm64"},
}

-- The arch of a mode, beside that of the log; nil where there is none.
local function mode_arch(log, mode)
  return MODES[mode] and MODES[mode][log.default] or
    mode == "64 bit" and log.default or nil
end

-- Reading --------------------------------------------------------------------

-- Of a count: as many calls as no process makes in a year.
local MOST_DIGITS = 14

local function bad(log, text, ...)
  errors.raise(log.source.op, "EINVAL", ("%s:%d: "):format(log.source.name,
    log.line) .. text:format(...))
end

-- A process from one execve to the next.
local function new_segment(log, fields)
  local segments = log.segments
  if #segments == processes.MOST then
    log.others = log.others or {counted_as_one = true}
    return log.others
  end
  segments[#segments + 1] = fields
  return fields
end

-- What a segment became part of, when it showed to be a thread.
local function settled(segment)
  while segment.of do segment = segment.of end
  return segment
end

-- The thread that a line is of.
local function thread_of(log, pid, program)
  if not pid then
    -- strace names nobody while there is but one
    pid = log.alone or 0
  elseif log.threads[0] and not log.threads[pid] and not log.announced[pid] then
    -- the first one, of whom lines were without a name
    log.threads[pid], log.threads[0] = log.threads[0], nil
    log.threads[pid].segment.pid = pid
  end
  local thread = log.threads[pid]
  if not thread then
    local segment = new_segment(log, {pid = pid > 0 and pid or nil,
      program = program})
    thread = {arch = log.announced[pid] or log.arch, segment = segment,
      first = segment}
    log.threads[pid], log.living = thread, log.living + 1
  end
  local segment = settled(thread.segment)
  if program and not segment.program then segment.program = program end
  -- strace takes a new process to be of the arch of what it saw last
  log.arch = thread.arch
  return thread
end

-- A call that returned a child: whose it is.
local function born(log, thread, parent, child, is_thread)
  local from = settled(parent)
  local there = log.threads[child]
  log.announced[child] = thread.arch
  if there and there.first then
    local first = settled(there.first)
    if first == from or first.parent or first.counted_as_one then return end
    if is_thread then
      first.of = from
    else
      first.parent, first.program = from, first.program or from.program
    end
  elseif not there then
    local segment = is_thread and from or new_segment(log, {pid = child,
      parent = from, program = from.program})
    log.threads[child] = {arch = thread.arch, segment = segment}
    log.living = log.living + 1
  end
end

-- An execve that went well.
local function executed(log, thread, program)
  local former = settled(thread.segment)
  thread.segment = new_segment(log, {pid = former.pid,
    program = program or former.program,
    parent = former, executed = true})
end

local X32_BIT = 0x40000000

-- The arch on which a call has the number that the log tells: that of its
-- thread, or another one of the machine; its number there, and its name.
local function arch_with(log, thread, name, number)
  local multiplexer = multiplexed.multiplexer(name)
  local function has(arch)
    local value = names.number(name, arch)
    -- of x32 some versions of strace tell the number without its bit
    if value and value == number or
      arch == "x32" and value == number | X32_BIT
    then
      return arch, value, name
    elseif multiplexer and names.number(multiplexer, arch) == number then
      return arch, number, multiplexer
    end
  end
  local arch, value, known = has(thread.arch)
  for _, mode in ipairs {"64 bit", "32 bit", "x32"} do
    local other = not arch and mode_arch(log, mode)
    if other then arch, value, known = has(other) end
  end
  if arch then return arch, value, known end
  value = names.number(name, thread.arch)
  if value then
    bad(log, "%s has the number %d on %s, and not %d", errors.line(name),
      value, thread.arch, number)
  end
  value, arch = names.signed(number, thread.arch)
  if not value then bad(log, "%d is not the number of a call", number) end
  return arch, value, name
end

-- The number of a call, its arch, and its name there. What the number in a log
-- tells of the arch of a thread holds for its calls from there on.
local function number_of(log, thread, name, number)
  local hex = match(name, "^syscall_(0x%x+)$") or match(name, "^syscall_(%d+)$")
  local base = match(name, "^(.*)#64$")
  if hex then
    -- one of 16 digits has a sign, and more would wrap around
    local value, arch = #hex <= 18 and tointeger(tonumber(hex)), nil
    if value then value, arch = names.signed(value, thread.arch) end
    if not value then bad(log, "%s is not the number of a call", hex) end
    return value, arch, names.name(value, arch)
  elseif base then
    local value = names.number(base, "amd64")
    if not value then return nil, thread.arch, name end
    return value | X32_BIT, "x32", nil
  elseif not number then
    return names.number(name, thread.arch), thread.arch, name
  end
  local arch, value, known = arch_with(log, thread, name, number)
  thread.arch, log.arch = arch, arch
  return value, arch, known
end

local function identity(name) return name end

-- Counts a call. `text` are its arguments, where they are whole.
local function add(log, to, segment, arch, number, name, text)
  local values = name and text and values_of.of(name, arch, text)
  local call = to:add(segment, arch, number, identity, name,
    unpack(values or {}))
  if to.kinds > names.MOST then
    bad(log, "there are too many different calls: %d at most", names.MOST)
  end
  return call
end

local function is_launch(name) return name == "execve" or name == "execveat" end

-- A call that began: counted once its arguments are known.
local function called(log, thread, call, text)
  local number, arch, name = number_of(log, thread, call.name, call.number)
  name = name and names.spelled(name, arch)
  local segment, to = call.segment, log.noted
  if not log.begun and is_launch(call.name) then to = log.launcher end
  log.begun = true
  local sub_call = not call.number and multiplexed.multiplexer(call.name)
  local through = sub_call and names.number(sub_call, arch)
  if not number and not through then
    bad(log, "%s is not a call of %s: where the log is of a program of " ..
      "another arch, say which (option arch, lua-seccomp record --arch)",
      errors.line(call.name), arch)
  end
  if number then add(log, to, segment, arch, number, name, text) end
  -- it shows calls behind a multiplexer as if they were made by themselves
  if through then
    add(log, to, segment, arch, through, sub_call, nil)
    log.multiplexed = log.multiplexed or call.name
  end
end

local STARTS = {clone = true, clone2 = true, clone3 = true, fork = true,
  vfork = true}

local CLONE_THREAD = 0x10000

-- Whether a call that starts something starts a thread; flags may be raw.
local function is_thread(text)
  local raw = match(text, "flags=(0x%x+)") or match(text, "^(0x%x+),")
  return find(text, "CLONE_THREAD", 1, true) ~= nil or
    raw ~= nil and #raw <= 18 and tonumber(raw) & CLONE_THREAD ~= 0
end

-- What a call's end tells.
local function returned(log, thread, call, text)
  local result = match(text, "^.*%)%s+= (.*)$")
  if not result then return end
  if STARTS[call.name] then
    local child = match(result, "/%* (%d+) in strace's PID NS %*/") or
      match(result, "^0x%x+") or match(result, "^%d+")
    child = child and tointeger(tonumber(child))
    if child and child > 0 then
      born(log, thread, call.segment, child, is_thread(text))
    end
  elseif is_launch(call.name) and find(result, "^0") then
    local path = match(text, '^"([^"]*)"') or match(text, '^[^"]*, "([^"]*)"')
    executed(log, thread, path and path ~= "" and processes.program(path) or
      nil)
  end
end

-- A line about a call.
local function on_call(log, thread, name, text, number)
  local call = {name = name, number = number, segment = thread.segment}
  local begun = is_unfinished(text) and
    (match(sub(text, 1, -#UNFINISHED - 1), "^(.*%S)") or "")
  if begun or find(text, "<detached %.%.%.>$") then
    thread.pending = {call = call, text = begun or ""}
    return
  end
  called(log, thread, call, text)
  returned(log, thread, call, text)
end

-- A call that has begun, and of whose end the log does not tell.
local function on_end(log, thread)
  local pending = thread.pending
  thread.pending = nil
  if pending then called(log, thread, pending.call, nil) end
end

-- A line about the rest of a call.
local function on_resumed(log, thread, name, rest)
  local pending = thread.pending
  local whole, call
  if pending and pending.call.name == name then
    thread.pending = nil
    whole, call = pending.text .. rest, pending.call
  else
    -- it began before there was a log
    on_end(log, thread)
    call = {name = name, segment = thread.segment}
  end
  called(log, thread, call, whole)
  returned(log, thread, call, whole or rest)
end

-- A new process, which is of the arch of what strace saw last.
local function announced(log, pid)
  pid = tointeger(tonumber(pid))
  if pid then log.announced[pid] = log.arch end
end

-- What strace says of itself; true for that.
local function on_message(log, line)
  local text = gsub(line, "^strace: ", "")
  local pid, mode = match(text, "^%[ Process PID=(%d+) runs in (.-) mode%. %]$")
  if pid then
    local arch = mode_arch(log, mode)
    if not arch then
      bad(log, "there is no \"%s mode\" beside %s", errors.line(mode),
        log.default)
    end
    pid = tointeger(tonumber(pid))
    thread_of(log, (log.threads[pid] or not log.threads[0]) and pid or nil).arch
      = arch
    log.arch = arch
    return true
  end
  mode = match(text, "^System call usage summary for (.-) mode:$")
  if mode then
    log.arch = mode_arch(log, mode) or log.default
    return true
  end
  pid = match(text, "^Process (%d+) attached")
  if pid then
    announced(log, pid)
    return true
  end
  return text ~= line or find(line, "^ > ") or find(line, "^Process %d+ ") or
    find(line, "^%% time ") or find(line, "^%-%-%-%-%-%- ") or
    find(line, "^%s*$")
end

-- A line of the table that strace -c writes, or -C behind all calls.
local function on_summary(log, line)
  local n, rest = match(line,
    "^%s*[%d.]+%s+[%d.]+%s+%d+%s+(%d+)%s+(.*)$")
  local name = n and match(rest, "^%d*%s*([%a_][%w_#]*)$")
  if not name or not find(n, "[1-9]") then return false end
  n = #n <= MOST_DIGITS and tointeger(tonumber(n)) or
    bad(log, "%s calls are more than are counted", n)
  if name == "total" then return true end
  local its = log.arch
  local thread = thread_of(log, nil)
  thread.arch, log.arch = its, its
  local number, arch, real = number_of(log, thread, name, nil)
  if not number then bad(log, "%s is not a call of %s", name, arch) end
  if log.begun and log.noted.known[arch .. " " .. number] then return true end
  log.summary = true
  local call = add(log, log.noted, thread.segment, arch, number, real, nil)
  log.noted:of(thread.segment):more(call, n - 1)
  return true
end

-- A thread is gone: notes the one that is left, where it is one.
local function ended(log, pid)
  local threads = log.threads
  pid = pid or log.alone or 0
  if threads[pid] then threads[pid], log.living = nil, log.living - 1 end
  log.alone = log.living == 1 and next(threads) or nil
end

-- A thread that executed a program has the pid of the first one from there on,
-- which strace does not name where no others are left.
local function superseded(log, pid, by)
  local thread = log.threads[by]
  pid = pid or thread and settled(thread.segment).pid
  if not pid then return end
  local first = thread_of(log, pid)
  on_end(log, first)
  if not thread or thread == first then return end
  ended(log, by)
  thread.segment = first.segment
  log.threads[pid] = thread
end

local function on_line(log, line)
  if log.carried and find(line, "^[,%s)=}]") then
    line = log.carried .. line
  end
  -- what it says of a new process may stand in the middle of a line
  local child
  log.carried, child = match(line, "^(.+)strace: Process (%d+) attached$")
  if child then return announced(log, child) end
  local rest, pid, program, number = without_prefix(line)
  local name, text = call_in(rest)
  if name then
    return on_call(log, thread_of(log, pid, program), name, text, number)
  end
  local resumed, behind = match(rest, "^<%.%.%. ([%w_#]+) resumed>%s?(.*)$")
  if resumed then
    return on_resumed(log, thread_of(log, pid, program), resumed, behind)
  end
  local by = match(rest, "^%+%+%+ superseded by execve in pid (%d+) %+%+%+$")
  if by then return superseded(log, pid, tointeger(tonumber(by))) end
  if find(rest, "^%+%+%+ .* %+%+%+$") then
    on_end(log, thread_of(log, pid, program))
    ended(log, pid)
    return
  elseif find(rest, "^%?%?%?%?") then
    log.untold = log.untold or log.line
    return
  end
  if find(rest, "^%-%-%- .* %-%-%-$") or
    on_message(log, line) or on_summary(log, line)
  then
    return
  end
  log.strange = log.strange or {line = log.line, count = 0}
  log.strange.count = log.strange.count + 1
end

-- Puts together what is one process, and gives each its place.
local function family_of(log)
  local counted = {}
  for segment, counts in pairs(log.noted.counts) do
    local its = settled(segment)
    counted[its] = counted[its] or {}
    counted[its][#counted[its] + 1] = counts
  end
  local list, now = {}, {}
  for i = #log.segments, 1, -1 do
    local segment = log.segments[i]
    local parent = counted[segment] and segment.parent
    -- what started others is kept, but for what started the command
    if parent and settled(parent) ~= log.segments[1] then
      counted[settled(parent)] = counted[settled(parent)] or {}
    end
  end
  for _, segment in ipairs(log.segments) do
    if counted[segment] then
      list[#list + 1] = segment
      now[segment] = #list
    end
  end
  if log.others then
    list[#list + 1] = log.others
    now[log.others] = #list
  end
  local plain = {}
  for i, segment in ipairs(list) do
    local parent = segment.parent and now[settled(segment.parent)]
    plain[i] = {run = 1, pid = segment.pid, program = segment.program,
      parent = parent, executed = parent and segment.executed or nil}
  end
  local out = {}
  for i, segment in ipairs(list) do
    local its = {}
    for _, counts in ipairs(counted[segment] or {}) do
      calls.merge(its, counts:plain(), true)
    end
    for _, call in ipairs(its) do
      call.processes = {{process = i, count = call.count}}
    end
    calls.merge(out, its, true)
  end
  return plain, out
end

local function notes_of(log)
  local notes, strange = {}, log.strange
  if strange then
    notes[#notes + 1] = ("%s: %d line%s not of strace, and passed over; the " ..
      "first is line %d"):format(log.source.name, strange.count,
      strange.count == 1 and " is" or "s are", strange.line)
  end
  if log.untold then
    notes[#notes + 1] = ("%s:%d: strace could not tell what was called; " ..
      "such calls are not in the recording"):format(log.source.name,
      log.untold)
  end
  if log.summary then
    notes[#notes + 1] = ("%s: the table of strace -c does not have calls " ..
      "that do not return, as exit_group, and has no arguments"):format(
      log.source.name)
  end
  if log.multiplexed then
    notes[#notes + 1] = ("%s: %s and others may have been made through " ..
      "socketcall or ipc, which strace does not tell: both are in the " ..
      "recording"):format(log.source.name, log.multiplexed)
  end
  return notes[1] and notes or nil
end

--- Reads a log.
-- @tparam function lines an iterator over lines and their numbers
-- @tparam table source `name`, `op`
-- @tparam table options `arch`: of the programs, where the log does not tell;
--   the native one when left out
-- @treturn table the parts of a Recording
function M.read(lines, source, options)
  local default = options.arch or seccomp.native_arch()
  local log = {source = source, line = 0, default = default, arch = default,
    threads = {}, living = 0, announced = {}, segments = {},
    noted = count.by_process(), launcher = count.by_process()}
  for line, number in lines do
    log.line = number
    on_line(log, line)
  end
  local pids = {}
  for pid in pairs(log.threads) do pids[#pids + 1] = pid end
  sort(pids) -- a log has one meaning: the first call may be the launcher's
  for _, pid in ipairs(pids) do on_end(log, log.threads[pid]) end
  local family, list = family_of(log)
  return {runs = 1, by = "strace", calls = list,
    launcher = calls.of(log.launcher), processes = family,
    notes = notes_of(log)}
end

return M
