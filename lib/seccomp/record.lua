--- Recordings: what calls a program makes, and policies made of them.
--
-- A command runs with all its children under a filter that has every call of
-- every arch stop; each is noted and let through. No root is needed.
--
-- The calls are seen by ptrace(2), which changes nothing for the command, or,
-- where that is refused, by notification: then a signal that comes at a bad
-- moment ends a call with EINTR that it would never end alone, and some
-- programs fail. `by` of a Recording says which it was.
--
-- What a recording cannot show: set-user-ID programs run without their
-- privileges (no_new_privs); programs that trace others (strace, gdb) have to
-- be recorded with `by = "notify"`, and those that want a listener of their own
-- without it; and paths that were not taken were not seen. Record several runs,
-- the failing ones too, and join them.
--
--     local record = require "seccomp.record"
--     local recording = record.record {"ls", "-lR", "/usr"}
--     local policy = recording:policy {tightness = "names"}
-- @module seccomp.record

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.record.calls"
local errors = require "seccomp.error"
local files = require "seccomp.record.file"
local names = require "seccomp.record.names"
local processes = require "seccomp.record.processes"
local recorder = require "seccomp.record.recorder"
local seccomp = require "seccomp.core"
local watch = require "seccomp.record.watch"

local M = {}

local getmetatable, ipairs, require, select, setmetatable, tostring, type =
  getmetatable, ipairs, require, select, setmetatable, tostring, type
local move, sort = table.move, table.sort

local Recording = {}
Recording.__index = Recording
Recording.__name = "seccomp.recording"

local COMMAND_OPTIONS = {env = true, cwd = true, stdin = true, stdout = true,
  stderr = true, foreground = "boolean", progress = "boolean",
  by = true}
local LISTENER_OPTIONS = {progress = "boolean", timeout = true}

--- Records the calls of a command with all its children, or of the processes
-- under a filter whose Listener is at hand.
--
-- The command runs to its end, its children too. On a terminal a line on
-- standard error tells how far it is.
-- @tparam {string,…}|Listener source
-- @tparam[opt] table options `progress` (boolean: that line; only on a terminal
-- when left out); for a command `env`, `cwd`, `stdin`, `stdout`, `stderr`,
-- `foreground`, as `seccomp.spawn` takes them, but for `"pipe"`, and `by`:
-- `"ptrace"`, `"notify"`, or, left out, ptrace(2) where it is permitted; for a
-- Listener `timeout` (seconds after which the recording ends; the Listener
-- stays open)
-- @treturn Recording with the fields `calls` and `launcher` (lists, see
-- `summary`), `command`, `status` (as Process:wait has it), `by`, `fallback`
-- (why it was by notification, where nobody asked for that), `interrupted` (how
-- many calls are known to have been cut short by signals) and `ended` (true
-- where processes that outlived the command were ended by a signal to us)
-- @raise the errno of a command that cannot be run; EBUSY for one that traces
-- others; EINVAL for an unknown option
function M.record(source, options, ...)
  errors.no_more("record", 2, ...)
  local attach = type(source) == "userdata" and
    tostring(source):match "^seccomp%.listener"
  if not attach and type(source) ~= "table" then
    errors.argument(1, "record", "table or seccomp.listener", source)
  end
  options = errors.options("record", options, 2,
    attach and LISTENER_OPTIONS or COMMAND_OPTIONS)
  local timeout = options.timeout
  if timeout ~= nil and (type(timeout) ~= "number" or timeout ~= timeout or
    timeout < 0)
  then
    errors.raise("record", "EINVAL", "option \"timeout\" is in seconds")
  end
  local by = options.by
  if by ~= nil and by ~= "ptrace" and by ~= "notify" then
    errors.raise("record", "EINVAL", ("option \"by\" is \"ptrace\" or " ..
      "\"notify\", not %s"):format(tostring(by)))
  end
  watch.no_pipes("record", options)
  local parts
  if attach then
    parts = recorder.listener(source, options)
  else
    parts = recorder.command(source, options)
  end
  return setmetatable(parts, Recording)
end

local function check_recording(op, n, value)
  if getmetatable(value) ~= Recording then
    errors.argument(n, op, "seccomp.recording", value)
  end
end

-- Two recordings as one.
local function joined(a, b)
  local out = setmetatable(calls.copy(a), Recording)
  local theirs = calls.copy(b)
  out.runs = a.runs + b.runs
  out.status, out.fallback, out.ended = nil, nil, nil
  if a.by ~= b.by then out.by = nil end
  local interrupted = (a.interrupted or 0) + (b.interrupted or 0)
  out.interrupted = interrupted > 0 and interrupted or nil
  if a.notes or b.notes then
    out.notes = {}
    move(a.notes or {}, 1, #(a.notes or {}), 1, out.notes)
    move(b.notes or {}, 1, #(b.notes or {}), #out.notes + 1, out.notes)
  end
  local offset = #(a.processes or {})
  for _, call in ipairs(theirs.calls) do
    for _, share in ipairs(call.processes or {}) do
      share.process = share.process + offset
    end
  end
  out.processes = out.processes or {}
  processes.append(out.processes, theirs.processes or {}, a.runs)
  calls.merge(out.calls, theirs.calls)
  calls.merge(out.launcher, theirs.launcher)
  return out
end

--- Two recordings as one, of all their runs; neither changes. `join` takes
-- several.
-- @tparam Recording other
-- @treturn Recording
function Recording:merge(other, ...)
  errors.no_more("merge", 2, ...)
  check_recording("merge", 1, self)
  check_recording("merge", 1, other)
  return joined(self, other)
end

--- This recording and others as one, of all their runs; none of them changes.
-- @tparam Recording ... the others
-- @treturn Recording
function Recording:join(...)
  check_recording("join", 1, self)
  local others = {...}
  for i = 1, select("#", ...) do check_recording("join", i, others[i]) end
  local out = self
  for _, other in ipairs(others) do out = joined(out, other) end
  return out == self and setmetatable(calls.copy(self), Recording) or out
end

-- What some of its processes did.
local function thinned(op, recording, kept)
  local list = recording.processes or {}
  local left, now = processes.kept(list, kept)
  local entries, unknown = calls.thinned(recording.calls, list, now)
  if not entries then
    errors.raise(op, "EINVAL", ("the recording does not tell which process " ..
      "called %s"):format(unknown.syscall or unknown.number))
  end
  local out = calls.copy(recording)
  out.processes, out.calls = left, entries
  return setmetatable(out, Recording)
end

local ONLY_OPTIONS = {pid = true, program = true, launcher = "boolean"}

--- What some of the processes did. Threads count as the process that they are
-- of; children are processes of their own.
-- @tparam table options `pid` (the number of a process, or a list of them),
-- `program` (a name as the kernel has it, without directories and cut at 15
-- bytes; or a list of them): the processes that both fit; `launcher` (false:
-- without the calls that started the command)
-- @treturn Recording
-- @raise EINVAL where no process is so, or it is not known which process made a
-- call
function Recording:only(options, ...)
  errors.no_more("only", 2, ...)
  check_recording("only", 1, self)
  if options == nil then
    errors.argument(1, "only", "table", nil)
  end
  options = errors.options("only", options, 1, ONLY_OPTIONS)
  local out
  if options.pid ~= nil or options.program ~= nil then
    out = thinned("only", self, processes.chosen(self.processes or {},
      options))
  else
    out = setmetatable(calls.copy(self), Recording)
  end
  if options.launcher == false then out.launcher = {} end
  return out
end

--- What the command did after its last execve, with all that was started from
-- there on: without the shell or wrapper that it was until then.
-- @tparam string what `"execve"`
-- @treturn Recording
-- @raise EINVAL where the command made none, or its processes are not known
function Recording:since(what, ...)
  errors.no_more("since", 2, ...)
  check_recording("since", 1, self)
  if type(what) ~= "string" then
    errors.argument(1, "since", "string", what)
  elseif what ~= "execve" then
    errors.raise("since", "EINVAL", ("a recording can be cut at \"execve\" " ..
      "alone, not at \"%s\""):format(what))
  end
  return thinned("since", self, processes.since_execve(self.processes or {}))
end

--- What was seen, in short: `{runs=, command=, by=, interrupted=, calls=,
-- launcher=, processes=}`: `calls` and `launcher` are lists of `{arch=,
-- syscall=, number=, count=, runs=}`, most calls first, `processes` a list of
-- `{run=, pid=, program=, parent=, executed=, count=}`, of which each is from
-- one execve to the next.
-- @treturn table
function Recording:summary(...)
  errors.no_more("summary", 1, ...)
  check_recording("summary", 1, self)
  local function short(list)
    local out = {}
    for i, call in ipairs(list) do
      out[i] = {arch = call.arch, syscall = call.syscall, number = call.number,
        count = call.count, runs = call.runs}
    end
    sort(out, function(a, b)
      if a.count ~= b.count then return a.count > b.count end
      return calls.before(a, b)
    end)
    return out
  end
  local family = calls.copy(self.processes or {})
  for _, process in ipairs(family) do process.count = 0 end
  for _, call in ipairs(self.calls) do
    for _, share in ipairs(call.processes or {}) do
      local process = family[share.process]
      process.count = process.count + share.count
    end
  end
  return {runs = self.runs, command = calls.copy(self.command), by = self.by,
    processes = family, interrupted = self.interrupted,
    calls = short(self.calls), launcher = short(self.launcher)}
end

--- Writes the recording to a file (JSON), whole or not at all.
-- @tparam string path
-- @treturn Recording itself
-- @raise the errno of writing
function Recording:save(path, ...)
  errors.no_more("save", 2, ...)
  check_recording("save", 1, self)
  errors.expect(1, "save", "string", path)
  files.save(self, path)
  return self
end

local LOAD_OPTIONS = {arch = true}

-- The options of reading, with the arch's own name.
local function load_options(op, options)
  options = errors.options(op, options, op == "load" and 2 or 3, LOAD_OPTIONS)
  local arch = options.arch
  if arch == nil then return options end
  local name, why = nil, "the name of an arch is expected"
  if type(arch) == "string" then
    name, why = errors.arch(arch)
    why = name and names.obstacle(name) or why
  end
  if not name or why then
    errors.raise(op, "EINVAL", "option \"arch\": " .. why)
  end
  return {arch = name}
end

--- Reads a recording that was saved; or one that others made: what strace(1)
-- wrote (`strace -f -o FILE`), and the lines of an audit log about seccomp
-- (`type=SECCOMP`, or 1326), from auditd, ausearch(8), journalctl(1) or
-- dmesg(1). Which it is shows in the text.
--
-- strace does not write the arch of calls into a file: `arch` says which it is.
-- Values of arguments come back where each can be read exactly; an audit log
-- has none. `notes` of the Recording says what could not be read.
-- @tparam string path
-- @tparam[opt] table options `arch`: that of the programs in a log of strace
-- (the native one)
-- @treturn Recording
-- @raise the errno of reading; EINVAL, naming file and line, for what is not a
-- recording; EFBIG for one of ours of more than 64 MiB, and for a line of a log
-- of more than 1 MiB
function M.load(path, options, ...)
  errors.no_more("load", 2, ...)
  errors.expect(1, "load", "string", path)
  options = load_options("load", options)
  return setmetatable(require("seccomp.record.source").load("load", path,
    options), Recording)
end

--- Reads the text of a recording, of each form that `load` knows.
-- @tparam string text
-- @tparam[opt="recording"] string name what messages call it
-- @tparam[opt] table options as for `load`
-- @treturn Recording
-- @raise as `load`
function M.parse(text, name, options, ...)
  errors.no_more("parse", 3, ...)
  errors.expect(1, "parse", "string", text)
  if name ~= nil then errors.expect(2, "parse", "string", name) end
  options = load_options("parse", options)
  return setmetatable(require("seccomp.record.source").parse("parse", text,
    name or "recording", options), Recording)
end

local RULES_OPTIONS = {tightness = true, launcher = "boolean"}
local POLICY_OPTIONS = {tightness = true, default = true, unknown = true,
  bad_arch = true, base = "boolean", launcher = "boolean"}

-- Raises for a tightness that there is not.
local function check_rules_options(op, options)
  local tightness = options.tightness
  if tightness ~= nil and tightness ~= "names" and tightness ~= "arguments"
  then
    errors.raise(op, "EINVAL", ("option \"tightness\" is \"names\" or " ..
      "\"arguments\", not %s"):format(tostring(tightness)))
  end
end

-- Raises for actions that are none.
local function check_policy_actions(options)
  for _, name in ipairs {"default", "unknown", "bad_arch"} do
    local ok, err = errors.attempt(seccomp.action,
      options[name] == nil and "allow" or options[name])
    if not ok then
      errors.raise("policy", "EINVAL", ("option \"%s\": %s"):format(name,
        type(err) == "table" and err.message or "an action, not " ..
        errors.typename(options[name])))
    end
  end
end

--- A policy that allows what was seen, and the calls that every process may
-- need at any time: to end, to return from signals, for its memory, its locks
-- and its clocks.
-- Newer calls that a libc makes first in place of those (`clone3`,
-- `faccessat2`) get `errno(ENOSYS)`, upon which alone it falls back.
-- Its arches are the native one and those of the calls; where no call is of an
-- arch of this machine, those of the calls alone.
-- @tparam[opt] table options `tightness`: `"names"` (the calls, with any
-- arguments; the default) or `"arguments"` (only with the flags and numbers
-- that were seen); `default` (`errno(EPERM)`); `unknown` (`errno(ENOSYS)` where
-- the default is an errno or kills), `bad_arch`, as policies have them; `base`
-- (true) for those common calls; `launcher` (true) for the execve that starts
-- the program under `seccomp.spawn`
-- @treturn Policy
-- @treturn {table,…} the findings of its lint; and with tightness `"arguments"`
-- an `arguments-open` for each call with so many different values (256
-- combinations, 64 of one argument) that they are not held
-- @raise EINVAL for an unknown option, and for calls of an arch that libseccomp
-- does not know
function Recording:policy(options, ...)
  errors.no_more("policy", 2, ...)
  check_recording("policy", 1, self)
  options = errors.options("policy", options, 1, POLICY_OPTIONS)
  check_rules_options("policy", options)
  check_policy_actions(options)
  local reduce = require "seccomp.record.to_policy"
  local policy, findings = reduce(self, options)
  return policy, findings -- no tail call: errors count levels
end

--- The rules that allow what was seen, and nothing else: what
-- `policy:allow` puts on top of a policy.
-- @tparam[opt] table options `tightness` and `launcher`, as for `policy`
-- @treturn {table,…} rules as policies have them, each of one arch
-- @treturn {table,…} an `arguments-open` for each call whose arguments are not
-- held, asked to hold them
-- @raise EINVAL for an unknown option, and for calls of an arch that libseccomp
-- does not know
function Recording:rules(options, ...)
  errors.no_more("rules", 2, ...)
  check_recording("rules", 1, self)
  options = errors.options("rules", options, 1, RULES_OPTIONS)
  check_rules_options("rules", options)
  local rules = require "seccomp.record.rules"
  rules.check_arches("rules", self)
  local whole, held, findings = rules.of(self, {
    tight = options.tightness == "arguments", launcher = options.launcher})
  local list = {}
  for _, arch in ipairs(rules.sorted_names(whole)) do
    local rule = rules.sorted_names(whole[arch])
    rule.action, rule.arches = "allow", {arch}
    if #rule > 0 then list[#list + 1] = rule end
  end
  return move(held, 1, #held, #list + 1, list), findings
end

function Recording:__tostring()
  local total = 0
  for _, call in ipairs(self.calls) do total = total + call.count end
  return ("seccomp.recording (%d call%s, %d different, %d run%s%s)"):format(
    total, total == 1 and "" or "s", #self.calls, self.runs,
    self.runs == 1 and "" or "s",
    self.interrupted and (", %d calls cut short"):format(self.interrupted) or
    "")
end

return M
