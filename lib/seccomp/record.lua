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
-- the failing ones too, and merge them.
--
--     local record = require "seccomp.record"
--     local recording = record.record {"ls", "-lR", "/usr"}
--     local policy = recording:policy {tightness = "names"}
-- @module seccomp.record
local count = require "seccomp.record.count"
local errors = require "seccomp.error"
local files = require "seccomp.record.file"
local seccomp = require "seccomp.core"
local watch = require "seccomp.record.watch"

local M = {}

local error, ipairs, pairs, pcall, setmetatable, tostring, type =
  error, ipairs, pairs, pcall, setmetatable, tostring, type
local execute, stderr, time = os.execute, io.stderr, os.time
local concat, huge, sort = table.concat, math.huge, table.sort

local Recording = {}
Recording.__index = Recording
Recording.__name = "seccomp.recording"

local MOST_VALUES = count.MOST_VALUES
local before, values_before = count.before, count.values_before

-- A line on the terminal that tells how far it is; nothing elsewhere.
local function new_progress(wanted)
  local last
  if wanted == nil then wanted = execute "[ -t 2 ]" == true end
  local progress = {wanted = wanted}
  function progress.show(counts)
    if not wanted then return end
    local now = time()
    if now == last then return end
    last = now
    stderr:write(("\rrecording: %d calls, %d different\27[K"):format(
      counts.total, counts.kinds))
    stderr:flush()
  end
  function progress.clear()
    if wanted and last then
      stderr:write "\r\27[K"
      stderr:flush()
    end
  end
  return progress
end

-- The first call that the process of a command makes is the execve that starts
-- it: the launcher's.
local function is_launch(name) return name == "execve" or name == "execveat" end

local ADVICE = "record it by notification (option by = \"notify\", " ..
  "lua-seccomp record --by notify)"

-- Calls that a process which is traced cannot make in each form.
local DELICATE = {ptrace = true, clone = true, clone3 = true}

-- Notes all calls until nobody is left.
local function trace(tracer, pid, counts, launcher, progress)
  local name_of, showing = tracer.name, progress.wanted
  local launching, bad = true, nil
  local function noted(caller, arch, number, _, ...)
    if not caller then return false end
    local to = counts
    if launching and caller == pid then
      launching = false
      if is_launch(tracer:name()) then to = launcher end
    end
    local call = to:add(arch, number, name_of, tracer, ...)
    if DELICATE[call.syscall] then
      local obstacle = watch.obstacle(tracer, call.syscall, arch, ...)
      bad = obstacle and {caller, obstacle}
    elseif to == counts and not call.values and not showing then
      tracer:quiet()
    end
    if showing then progress.show(counts) end
    return not bad
  end
  while noted(tracer:next()) do end
  progress.clear()
  if bad then watch.refuse("record", bad[1], bad[2], ADVICE) end
  tracer:counted(function(...) counts:more(...) end)
  return tracer:ended()
end

local function request_name(req) return req.syscall end

-- The same of a Listener; returns how many calls were interrupted meanwhile.
local function serve(listener, process, counts, launcher, progress, left)
  local launching, interrupted = process ~= nil, 0
  for req in watch.requests(listener, process, left) do
    local to = counts
    if launching and req.pid == process.pid then
      launching = false
      if is_launch(req.syscall) then to = launcher end
    end
    to:add(req.arch, req.number, request_name, req, req.arg0, req.arg1,
      req.arg2, req.arg3, req.arg4, req.arg5)
    if not req:continue() then interrupted = interrupted + 1 end
    progress.show(counts)
  end
  progress.clear()
  return interrupted
end

local function new_recording(command, counts, launcher)
  return setmetatable({runs = 1, command = command, calls = counts:plain(),
    launcher = launcher:plain()}, Recording)
end

local COMMAND_OPTIONS = {env = true, cwd = true, stdin = true, stdout = true,
  stderr = true, foreground = true, progress = true, by = true}
local LISTENER_OPTIONS = {progress = true, timeout = true}

-- Starts the command; what that raises is raised in our name.
local function start(argv, options)
  local spawn = {}
  for key, value in pairs(options) do
    if key ~= "progress" and key ~= "by" then spawn[key] = value end
  end
  local ok, process, tracer, why = pcall(watch.start, argv, spawn, options.by,
    watch.everything)
  if ok then return process, tracer, why end
  local err = process
  if type(err) == "table" and err.op then
    errors.raise("record", err.code, err.message, 4, err)
  end
  error((tostring(err):gsub("'spawn'", "'record'"):gsub("^[^:]*:%d+: ", "")),
    4)
end

local function record_command(argv, options)
  local progress = new_progress(options.progress)
  local _ <close> = watch.holding(options.foreground)
  local process, tracer, why = start(argv, options)
  local running = true
  local _ <close> = setmetatable({}, {__close = function()
    if running then process:kill "SIGKILL" end
  end})
  local counts, launcher = count.new(), count.new()
  local interrupted, ended = 0
  if tracer then
    local _ <close> = tracer
    ended = trace(tracer, process.pid, counts, launcher, progress)
  else
    local listener <close> = process.listener
    interrupted = serve(listener, process, counts, launcher, progress)
    ended = options.foreground and watch.caught() ~= nil
  end
  running = false
  local status = process:wait()
  if status.exec_error then
    errors.raise("record", status.exec_error,
      ("cannot run %s"):format(tostring(argv[1])), 3)
  end
  local words = {}
  for i, word in ipairs(argv) do words[i] = word end
  local recording = new_recording(words, counts, launcher)
  recording.status = status
  recording.by = tracer and "ptrace" or "notify"
  recording.fallback = why
  recording.interrupted = interrupted > 0 and interrupted or nil
  recording.ended = ended or nil
  return recording
end

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
  local attach = type(source) == "userdata"
    and tostring(source):match "^seccomp%.listener"
  if not attach and type(source) ~= "table" then
    error(("bad argument #1 to 'record' (table or seccomp.listener " ..
      "expected, got %s)"):format(errors.typename(source)), 2)
  end
  options = errors.options("record", options, 2,
    attach and LISTENER_OPTIONS or COMMAND_OPTIONS)
  if options.progress ~= nil and type(options.progress) ~= "boolean" then
    errors.raise("record", "EINVAL", "option \"progress\" is a boolean", 2)
  end
  local timeout = options.timeout
  if timeout ~= nil and (type(timeout) ~= "number" or timeout ~= timeout
    or timeout < 0)
  then
    errors.raise("record", "EINVAL", "option \"timeout\" is in seconds", 2)
  end
  local by = options.by
  if by ~= nil and by ~= "ptrace" and by ~= "notify" then
    errors.raise("record", "EINVAL", ("option \"by\" is \"ptrace\" or " ..
      "\"notify\", not %s"):format(tostring(by)), 2)
  end
  watch.no_pipes("record", options, 2)
  if attach then
    local counts, first = count.new(), time()
    local interrupted = serve(source, nil, counts, nil,
      new_progress(options.progress), function()
        return timeout and timeout - (time() - first) or huge
      end)
    local recording = new_recording(nil, counts, count.new())
    recording.by = "notify"
    recording.interrupted = interrupted > 0 and interrupted or nil
    return recording
  end
  local recording = record_command(source, options)
  return recording -- no tail call: errors count levels
end

-- Whether the values of two entries of a call are of the same arguments.
local function same_arguments(a, b)
  if #a.arguments ~= #b.arguments then return false end
  for i, argument in ipairs(a.arguments) do
    local other = b.arguments[i]
    if argument.arg ~= other.arg or argument.width ~= other.width then
      return false
    end
  end
  return true
end

-- Adds the entries of one list to those of another, both of `calls`.
local function merge_calls(into, list)
  local index = {}
  -- with a space: the names of some arches end in digits, as numbers begin
  local function key(call) return call.arch .. " " .. call.number end
  for _, call in ipairs(into) do index[key(call)] = call end
  for _, call in ipairs(list) do
    local there = index[key(call)]
    if not there then
      into[#into + 1] = call
    else
      there.count = there.count + call.count
      there.runs = there.runs + call.runs
      if not there.seen or not call.seen or not same_arguments(there, call) then
        there.seen, there.arguments = nil, nil
      else
        local known = {}
        for _, seen in ipairs(there.seen) do
          known[concat(seen.values, " ")] = seen
        end
        for _, seen in ipairs(call.seen) do
          local same = known[concat(seen.values, " ")]
          if same then
            same.count = same.count + seen.count
            same.runs = same.runs + seen.runs
          else
            there.seen[#there.seen + 1] = seen
          end
        end
        sort(there.seen, values_before)
        if #there.seen > MOST_VALUES then
          there.seen, there.arguments = nil, nil
        end
      end
    end
  end
  sort(into, before)
end

local function copy(value)
  if type(value) ~= "table" then return value end
  local out = {}
  for key, member in pairs(value) do out[key] = copy(member) end
  return out
end

local function check_recording(op, n, value)
  if getmetatable(value) ~= Recording then
    error(("bad argument #%d to '%s' (seccomp.recording expected, got %s)")
      :format(n, op, errors.typename(value)), 3)
  end
end

--- Two recordings as one, of all their runs; neither changes.
-- @tparam Recording other
-- @treturn Recording
function Recording:merge(other, ...)
  errors.no_more("merge", 2, ...)
  check_recording("merge", 1, other)
  local merged = setmetatable(copy(self), Recording)
  local theirs = copy(other)
  merged.runs = self.runs + other.runs
  merged.status, merged.by, merged.fallback, merged.ended = nil, nil, nil, nil
  local interrupted = (self.interrupted or 0) + (other.interrupted or 0)
  merged.interrupted = interrupted > 0 and interrupted or nil
  merge_calls(merged.calls, theirs.calls)
  merge_calls(merged.launcher, theirs.launcher)
  return merged
end

--- What was seen, in short: `{runs=, command=, interrupted=, calls=,
-- launcher=}`, the latter two lists of `{arch=, syscall=, number=, count=,
-- runs=}`, most calls first.
-- @treturn table
function Recording:summary(...)
  errors.no_more("summary", 1, ...)
  local function short(list)
    local out = {}
    for i, call in ipairs(list) do
      out[i] = {arch = call.arch, syscall = call.syscall, number = call.number,
        count = call.count, runs = call.runs}
    end
    sort(out, function(a, b)
      if a.count ~= b.count then return a.count > b.count end
      return before(a, b)
    end)
    return out
  end
  return {runs = self.runs, command = copy(self.command),
    interrupted = self.interrupted, calls = short(self.calls),
    launcher = short(self.launcher)}
end

--- Writes the recording to a file (JSON), whole or not at all.
-- @tparam string path
-- @treturn Recording itself
-- @raise the errno of writing
function Recording:save(path, ...)
  errors.no_more("save", 2, ...)
  if type(path) ~= "string" then
    error(("bad argument #1 to 'save' (string expected, got %s)"):format(
      errors.typename(path)), 2)
  end
  files.save(self, path)
  return self
end

--- Reads a recording that was saved.
-- @tparam string path
-- @treturn Recording
-- @raise the errno of reading; EINVAL for what is not a recording
function M.load(path, ...)
  errors.no_more("load", 1, ...)
  if type(path) ~= "string" then
    error(("bad argument #1 to 'load' (string expected, got %s)"):format(
      errors.typename(path)), 2)
  end
  return setmetatable(files.load(path), Recording)
end

local POLICY_OPTIONS = {tightness = true, default = true, unknown = true,
  bad_arch = true, base = true, launcher = true}

-- Raises for what the options of `policy` cannot be.
local function check_policy_options(options)
  local tightness = options.tightness
  if tightness ~= nil and tightness ~= "names" and tightness ~= "arguments"
  then
    errors.raise("policy", "EINVAL", ("option \"tightness\" is \"names\" or " ..
      "\"arguments\", not %s"):format(tostring(tightness)), 3)
  end
  for _, name in ipairs {"base", "launcher"} do
    if options[name] ~= nil and type(options[name]) ~= "boolean" then
      errors.raise("policy", "EINVAL", ("option \"%s\" is a boolean"):format(
        name), 3)
    end
  end
  for _, name in ipairs {"default", "unknown", "bad_arch"} do
    local ok, err = errors.attempt(seccomp.action,
      options[name] == nil and "allow" or options[name])
    if not ok then
      errors.raise("policy", "EINVAL", ("option \"%s\": %s"):format(name,
        type(err) == "table" and err.message or "an action, not " ..
        errors.typename(options[name])), 3)
    end
  end
end

--- A policy that allows what was seen, and the calls that every process may
-- need at any time: to end, to return from signals, for its memory, its locks
-- and its clocks.
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
  options = errors.options("policy", options, 1, POLICY_OPTIONS)
  check_policy_options(options)
  return require("seccomp.record.reduce")(self, options)
end

function Recording:__tostring()
  local total = 0
  for _, call in ipairs(self.calls) do total = total + call.count end
  return ("seccomp.recording (%d calls, %d different, %d run%s%s)"):format(
    total, #self.calls, self.runs, self.runs == 1 and "" or "s",
    self.interrupted and (", %d calls cut short"):format(self.interrupted)
    or "")
end

return M
