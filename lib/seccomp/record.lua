--- Recordings: what calls a program makes, and policies made of them.
--
-- A command runs with all its children under a filter that holds up every call
-- of every arch; each is noted and let through. No root and no tracing is
-- needed. What it cannot show: set-user-ID programs run without their
-- privileges (no_new_privs), a program that wants a listener of its own gets
-- EBUSY, and paths that were not taken were not seen. Record several runs, the
-- failing ones too, and merge them.
--
--     local record = require "seccomp.record"
--     local recording = record.record {"ls", "-lR", "/usr"}
--     local policy = recording:policy {tightness = "names"}
-- @module seccomp.record
local arguments = require "seccomp.record.arguments"
local errors = require "seccomp.error"
local files = require "seccomp.record.file"
local seccomp = require "seccomp.core"

local M = {}

local error, ipairs, pairs, pcall, setmetatable, tostring, type =
  error, ipairs, pairs, pcall, setmetatable, tostring, type
local execute, stderr, time = os.execute, io.stderr, os.time
local concat, sort = table.concat, table.sort

local Recording = {}
Recording.__index = Recording
Recording.__name = "seccomp.recording"

-- Different values of a call's arguments that are kept.
local MOST_VALUES = 256
-- How long to wait before looking whether the process is still there.
local LOOK = 0.25

-- Every call of every arch to the listener.
local function notify_all()
  local RET, USER_NOTIF = 0x06, 0x7fc00000
  return seccomp.program(("=I2BBI4"):pack(RET, 0, 0, USER_NOTIF))
end

-- What is counted while a recording is made: calls by arch and number.
local function new_counts() return {by_arch = {}, total = 0, kinds = 0} end

local function count(counts, req)
  local arch, number = req.arch, req.number
  local numbers = counts.by_arch[arch]
  if not numbers then
    numbers = {}
    counts.by_arch[arch] = numbers
  end
  local call = numbers[number]
  if not call then
    local name = req.syscall
    call = {arch = type(arch) == "string" and arch or ("0x%08x"):format(arch),
      number = number, syscall = name, count = 0,
      looked_at = name and arguments.of(arch, name)}
    if call.looked_at then call.values, call.distinct = {}, 0 end
    numbers[number] = call
    counts.kinds = counts.kinds + 1
  end
  call.count = call.count + 1
  counts.total = counts.total + 1
  if call.values then
    local values = {}
    for i, a in ipairs(call.looked_at) do
      local value = req[a.field]
      values[i] = a.width == 32 and value & 0xffffffff or value
    end
    local key = concat(values, " ")
    local seen = call.values[key]
    if seen then
      seen.count = seen.count + 1
    elseif call.distinct == MOST_VALUES then
      call.values = nil -- no set worth keeping
    else
      call.distinct = call.distinct + 1
      call.values[key] = {values = values, count = 1}
    end
  end
end

local function before(a, b)
  if a.arch ~= b.arch then return a.arch < b.arch end
  return a.number < b.number
end

local function values_before(a, b)
  for i, x in ipairs(a.values) do
    if x ~= b.values[i] then return math.ult(x, b.values[i]) end
  end
  return false
end

-- The counts as plain data, in order.
local function plain(counts)
  local list = {}
  for _, numbers in pairs(counts.by_arch) do
    for _, call in pairs(numbers) do
      local entry = {arch = call.arch, number = call.number,
        syscall = call.syscall, count = call.count, runs = 1}
      if call.values then
        entry.arguments, entry.seen = {}, {}
        for i, a in ipairs(call.looked_at) do
          entry.arguments[i] = {arg = a.arg, width = a.width}
        end
        for _, seen in pairs(call.values) do
          entry.seen[#entry.seen + 1] = {values = seen.values,
            count = seen.count, runs = 1}
        end
        sort(entry.seen, values_before)
      end
      list[#list + 1] = entry
    end
  end
  sort(list, before)
  return list
end

-- A line on the terminal that tells how far it is; nothing elsewhere.
local function new_progress(wanted)
  local last
  if wanted == nil then wanted = execute "[ -t 2 ]" == true end
  local progress = {}
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

-- Notes and lets through until nobody uses the filter; `launcher` gets the
-- calls between the installing of the filter and the program's own.
local function serve(listener, process, counts, launcher, options)
  local progress = new_progress(options.progress)
  local start = time()
  local first_ip
  local launching = process ~= nil
  while true do
    local wait = LOOK
    if not process and options.timeout then
      wait = options.timeout - (time() - start)
      if wait <= 0 then break end
      if wait > LOOK then wait = LOOK end
    end
    local req, why = listener:receive(wait)
    if req then
      local into = counts
      if launching and req.pid == process.pid then
        -- one execve for each directory of PATH, all from the same place; when
        -- none succeeds, what follows is not the program's either
        first_ip = first_ip or req.ip
        if req.ip == first_ip and req.syscall == "execve" then
          into = launcher
        else
          launching = false
        end
      end
      count(into, req)
      req:continue()
      progress.show(counts)
    elseif why == "closed" then
      break
    elseif process then
      process:wait(0) -- old kernels tell that it is over only once it is reaped
    end
  end
  progress.clear()
end

local function new_recording(command, counts, launcher)
  return setmetatable({runs = 1, command = command, calls = plain(counts),
    launcher = plain(launcher)}, Recording)
end

local COMMAND_OPTIONS = {env = true, cwd = true, stdin = true, stdout = true,
  stderr = true, foreground = true, progress = true}
local LISTENER_OPTIONS = {progress = true, timeout = true}

local function record_command(argv, options)
  local spawn = {filter = notify_all(), listener = true}
  for key, value in pairs(options) do
    if key ~= "progress" then spawn[key] = value end
  end
  local ok, process = pcall(seccomp.spawn, argv, spawn)
  if not ok then
    local err = process
    if type(err) == "table" and err.op then
      errors.raise("record", err.code, err.message, 3, err)
    end
    error((tostring(err):gsub("'spawn'", "'record'"):gsub("^[^:]*:%d+: ", "")),
      3)
  end
  local listener <close> = process.listener
  local running = true
  local _ <close> = setmetatable({}, {__close = function()
    if running then process:kill "SIGKILL" end
  end})
  local counts, launcher = new_counts(), new_counts()
  serve(listener, process, counts, launcher, options)
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
-- `foreground`, as `seccomp.spawn` takes them; for a Listener `timeout`
-- (seconds after which the recording ends; the Listener stays open)
-- @treturn Recording
-- @raise the errno of a command that cannot be run; EINVAL for an unknown
-- option
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
  if attach then
    local counts = new_counts()
    serve(source, nil, counts, nil, options)
    return new_recording(nil, counts, new_counts())
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
  merged.status = nil
  merge_calls(merged.calls, theirs.calls)
  merge_calls(merged.launcher, theirs.launcher)
  return merged
end

--- What was seen, in short: `{runs=, command=, calls=, launcher=}`, the latter
-- two lists of `{arch=, syscall=, number=, count=, runs=}`, most calls first.
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
    calls = short(self.calls), launcher = short(self.launcher)}
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
-- @raise the errno of reading; EINVAL for what is no recording
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
  return ("seccomp.recording (%d calls, %d different, %d run%s)"):format(total,
    #self.calls, self.runs, self.runs == 1 and "" or "s")
end

return M
