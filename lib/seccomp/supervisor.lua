--- `require "seccomp.supervisor"`: answers the calls that a filter holds up.
-- A supervisor serves one Listener: the calls of one process, or of all that
-- it started and that therefore have the same filter. Each call goes to the
-- handler for its name; where there is none, or the handler does not want to
-- say, it gets the default answer. A handler that raises denies its call.
--
-- An *answer* is `"continue"`; an errno, by name or number; `{value=n}`,
-- `{error=errno}` or `{continue=true}`; or a function that is called with the
-- Request. Such a function may answer by itself, with the Request's methods;
-- else it returns an answer (no function this time), nothing for the default
-- answer, or `"later"` when it keeps the Request and will answer in its own
-- time.
--
-- **A signal can end a call that waits with `EINTR`**, and programs such as
-- shells fail over that where the call never does so otherwise. `run` asks for
-- `wait_kill` where the kernel has it (Linux 5.19), which shields a call from
-- the moment on that it was received: hold up few calls, and receive at once.
--
-- **`"continue"` is no permission check once memory was looked at**: until the
-- kernel reads it again, another thread can change it. See `Request:continue`.
--
--     local supervisor = require "seccomp.supervisor"
--     local filter = seccomp.filter("allow"):add_rule("mkdir", "notify")
--     supervisor.run({"make", "install"}, {
--       filter = filter,
--       default = "continue",
--       on = {mkdir = function(req) print(req:read_string(req.arg0)) end},
--     })
-- @module seccomp.supervisor

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local seccomp = require "seccomp"
local kernel = require "seccomp.core.listener"

local ipairs, next, pairs, type, error = ipairs, next, pairs, type, error
local pcall, xpcall = pcall, xpcall
local setmetatable, tostring, stderr = setmetatable, tostring, io.stderr
local mtype, huge, concat = math.type, math.huge, table.concat
local traceback, loaded = debug.traceback, package.loaded

local M = {}

local Supervisor = {}
Supervisor.__index = Supervisor
Supervisor.__name = "seccomp.supervisor"

local function fail(op, ...)
  errors.raise(op, "EINVAL", concat {...})
end

--- Whether something is an answer, functions aside.
local function is_answer(answer)
  local kind = type(answer)
  return kind == "string" or kind == "table" or mtype(answer) == "integer"
end

--- The method of Request that gives an answer, and its argument; raises for
-- what is none.
local function method_of(answer)
  local kind = type(answer)
  if answer == "continue" then
    return "continue"
  elseif mtype(answer) == "integer" and (answer < 1 or answer > 4095) then
    -- 0, as from C: for "it is done", or for "go on"?
    error(("%d is not an errno (1 to 4095): write {value = %d} for a call " ..
      "that returns it, \"continue\" for one that goes on"):format(answer,
      answer), 0)
  elseif kind == "string" or mtype(answer) == "integer" then
    return "fail", answer
  elseif kind ~= "table" then
    error(("a handler returned %s, which is not an answer: those are " ..
      "\"continue\", an errno, {value = n}, {error = errno}"):format(
      kind == "boolean" and tostring(answer) or kind), 0)
  end
  local fields = 0
  for _ in pairs(answer) do fields = fields + 1 end
  if fields == 1 and answer.value ~= nil then
    return "reply", answer.value
  elseif fields == 1 and answer.error ~= nil then
    return "fail", answer.error
  elseif fields == 1 and answer.continue == true then
    return "continue"
  end
  error("tables that are answers are {value = n}, {error = errno} and " ..
    "{continue = true}", 0)
end

--- Gives a Request its answer; raises for what is none.
local function give(req, answer)
  local method, value = method_of(answer)
  if method == "continue" then return req:continue() end
  -- the caller's place is told, and not this one
  return errors.relay(req[method], req, value)
end

--- What a checked answer does, as a function that is called with the Request
-- and returns whether that is settled. Worked out once, not for each call.
local function doing(answer)
  if type(answer) == "function" then
    return function(req)
      local given = answer(req)
      if given == "later" then return true end
      if given ~= nil then give(req, given) end
      return req.answered
    end
  end
  local method, value = method_of(answer)
  if method == "continue" then
    return function(req) req:continue() return true end
  end
  return function(req) req[method](req, value) return true end
end

-- Whether what a request would be answered with can be.
local CHECKS = {
  continue = function() end,
  reply = function(value) seccomp.condition(0, "==", value) end,
  fail = function(errno)
    if seccomp.action("errno", errno).code == 0 then
      error("errno 0 is not an error", 0)
    end
  end,
}

local function check_value(answer)
  local method, value = method_of(answer)
  CHECKS[method](value)
end

-- Why an answer is none, without the function that was asked.
local function reason(err)
  local message = type(err) == "table" and err.message or tostring(err)
  return message:match "bad argument #%d+ to '%w+' %((.*)%)$" or
    message:gsub("^datum_a: ", "")
end

--- What an answer that was given to `new` does. Checked now, and not only when
-- it is needed.
local function check_answer(op, answer, what)
  if type(answer) == "function" then return doing(answer) end
  if not is_answer(answer) then
    fail(op, what, " is an answer or a function, not ", type(answer))
  end
  local ok, err = errors.attempt(check_value, answer)
  if not ok then
    fail(op, what, " is not an answer: ", (reason(err)))
  end
  return doing(answer)
end

local function check_handlers(op, on)
  if on == nil then return {} end
  if type(on) ~= "table" then
    fail(op, "option on is a table of handlers, not ", type(on))
  end
  local handlers = {}
  for call, handler in pairs(on) do
    local name = call
    if type(call) == "string" then
      if call:find("\0", 1, true) then
        fail(op, "the name \"", call, "\" of a handler has an embedded NUL")
      end
      local number, message = seccomp.syscall_number(call)
      if not number then fail(op, message) end
      name = seccomp.syscall_name(number) or call
    elseif mtype(call) ~= "integer" then
      fail(op, "handlers go by the names or numbers of syscalls, ",
        "not by a ", mtype(call) or type(call))
    elseif call < -0x80000000 or call > 0xffffffff then
      fail(op, "a handler goes by the number of a call, which has 32 bits, ",
        "and ", tostring(call), " has more")
    end
    if handlers[name] ~= nil then
      fail(op, "two handlers for ", tostring(name))
    end
    handlers[name] = check_answer(op, handler,
      "the handler of " .. tostring(name))
  end
  -- whoever comes by the name would never leave one to the number
  for call in pairs(on) do
    local name = mtype(call) == "integer" and seccomp.syscall_name(call)
    if name and handlers[name] ~= nil then
      fail(op, "two handlers for ", name, ", by its name and by its number, ",
        tostring(call))
    end
  end
  return handlers
end

local function report(err, req, trace)
  stderr:write("seccomp.supervisor: ", tostring(req), ": denied, for its ",
    "handler raised ", errors.lines(tostring(err)), "\n",
    errors.lines(trace), "\n")
end

local known = {on = true, default = true, on_error = true}

-- Those of seccomp.spawn that `run` hands on, and all that it takes.
local OF_SPAWN = {filter = true, env = true, cwd = true, stdin = true,
  stdout = true, stderr = true, listener = true, foreground = true,
  wait_kill = true, bypass = true, limits = true, die_with_parent = true}
local EVERY = {}
for _, set in ipairs {known, OF_SPAWN} do
  for name in pairs(set) do EVERY[name] = true end
end

-- The options of `new`, checked, as the fields of a Supervisor.
local function check_options(op, options)
  errors.expect(2, op, "table", options)
  for name in pairs(options) do
    if not known[name] then
      fail(op, "unknown option \"", tostring(name), "\"",
        errors.hint_key(name, known))
    end
  end
  if options.default == nil then
    fail(op, "option default is required: the answer for calls ",
      "that no handler answers, such as \"EPERM\" or \"continue\"")
  end
  if options.on_error ~= nil and type(options.on_error) ~= "function" then
    fail(op, "option on_error is a function, not ",
      type(options.on_error))
  end
  local handlers = check_handlers(op, options.on)
  return {
    default = check_answer(op, options.default, "option default"),
    handlers = next(handlers) ~= nil and handlers or nil,
    on_error = options.on_error or report,
    stopped = false,
  }
end

local function make(op, source, options)
  local listener, process
  if type(source) == "userdata" then
    if source.receive then
      listener = source
    elseif source.listener then
      listener, process = source.listener, source
    end
  end
  if not listener then
    errors.argument(1, op, "a Listener, or a Process with one,", source)
  end
  options = check_options(op, options)
  options.listener, options.process = listener, process
  return setmetatable(options, Supervisor)
end

--- Make a supervisor.
-- @tparam Listener|Process source a Process must have a listener
-- @tparam table options
--
-- - `default` (required): the answer for calls that no handler answers
-- - `on`: table of answers or functions by name of the syscall (or its number
--   on the native arch, where it has no name)
-- - `on_error`: function, called with the error, the Request (denied with EPERM
--   by then) and a traceback when a handler raised; writes to stderr when left
--   out. What it raises itself comes out of `step` and `run`
--
-- @treturn Supervisor
-- @raise for unknown syscalls, options and answers, and a missing default
function M.new(source, options, ...)
  errors.no_more("new", 2, ...)
  return make("new", source, options)
end

--- Serve a Listener to the end: `new` and `run` in one.
-- @tparam Listener|Process source
-- @tparam table options as for `new`
-- @treturn table|boolean as for `run`
function M.serve(source, options, ...)
  errors.no_more("serve", 2, ...)
  return make("serve", source, options):run()
end

--- Start a program under a filter that notifies, and serve it to the end.
-- @tparam {string,…} argv
-- @tparam table options those of `seccomp.spawn` and of `new`; `wait_kill` is
-- on where the kernel has it, unless it says false
-- @treturn table what became of it, as `Process:wait` has it
function M.run(argv, options, ...)
  errors.no_more("run", 2, ...)
  if type(argv) ~= "table" then
    errors.argument(1, "run", "table", argv)
  elseif type(options) ~= "table" then
    errors.argument(2, "run", "table", options)
  end
  local ours, theirs = {}, {listener = true, wait_kill = kernel.wait_kill}
  for name, value in pairs(options) do
    if known[name] then
      ours[name] = value
    elseif OF_SPAWN[name] then
      theirs[name] = value
    else
      fail("run", "unknown option \"", tostring(name), "\"",
        errors.hint_key(name, EVERY))
    end
  end
  -- what is wrong with ours shows before anything was started
  check_options("run", ours)
  for _, name in ipairs {"stdin", "stdout", "stderr"} do
    if theirs[name] == "pipe" then
      fail("run", "option ", name, " is a pipe, and nobody could have its ",
        "other end while it runs: use seccomp.spawn, and serve")
    end
  end
  if theirs.filter == nil then
    fail("run", "option filter is required: a Filter, Program or Policy ",
      "with the action notify")
  end
  -- killed, should the supervisor be stopped by an error
  local process <close> = errors.as("run", seccomp.spawn, argv, theirs)
  return make("run", process, ours, 2):run()
end

--- Open a file for a caller, inside a directory and nowhere else.
-- Whatever `path` is, what is opened lies in that directory or below: `..` and
-- symbolic links are followed, and where they lead out, the kernel refuses
-- while it opens. Nothing is looked at before, so nothing can be changed in
-- between. Magic links of /proc are refused. Corresponds to openat2(2) with
-- RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS; needs Linux 5.6.
--
-- The rights are those of this process, and so is the umask. It does not wait
-- for the other end of a fifo: opened to write, one that nobody reads gives
-- ENXIO. The descriptor is close-on-exec here; `Request:add_fd` with `close`
-- hands it over and closes it, @{close} does that alone.
-- @tparam string|integer|file directory a path, which is opened as any other,
-- or an open descriptor
-- @tparam string path relative to it; an absolute one leads out
-- @tparam[opt="O_RDONLY"] integer|string flags of open(2), with this machine's
-- numbers, or names joined by `|`
-- @tparam[opt] integer mode of a file that is created; required for that, and
-- else not looked at
-- @treturn integer a descriptor
-- @raise EXDEV where the path leads out of the directory; ELOOP for a magic
-- link; ENOSYS before Linux 5.6; EAGAIN while somebody keeps renaming what the
-- path leads through; and what open(2) gives
-- @usage local fd = supervisor.open_beneath("/srv/data", "a/b",
--   req:arg "flags", req:arg "mode")
-- req:add_fd(fd, {close = true})
function M.open_beneath(directory, path, flags, mode, ...)
  errors.no_more("open_beneath", 4, ...)
  return errors.relay(kernel.open_beneath, directory, path, flags, mode)
end

--- Close a descriptor: what @{open_beneath} returned and is not handed over.
-- @tparam integer fd
-- @raise EBADF for one that is not open
function M.close(fd, ...)
  errors.no_more("close", 1, ...)
  return errors.relay(kernel.close, fd)
end

local function describe(err)
  return {err = err, trace = traceback("", 2)}
end

-- Whether handlers by number are for this call: they are of the native arch,
-- and on others the number is another call. Those of x32 no other has.
local function by_number(req)
  return req.arch == seccomp.native_arch() or req.arch == "x32"
end

local function handle(self, req)
  local handlers, handler = self.handlers, nil
  if handlers then
    handler = handlers[req.syscall or false]
    if handler == nil and handlers[req.number] ~= nil and by_number(req) then
      handler = handlers[req.number]
    end
  end
  local ok, settled = true, false
  if handler ~= nil then ok, settled = xpcall(handler, describe, req) end
  if ok and not settled then
    ok, settled = xpcall(self.default, describe, req)
    if ok and not settled then
      ok, settled = false, {err = "the default answer gave none", trace = ""}
    end
  end
  if not ok then
    -- first of all: nobody shall wait for what on_error does. It fails only
    -- when the handler closed the listener, and then the call has ended
    if not req.answered then pcall(req.fail, req, "EPERM") end
    self.on_error(settled.err, req, settled.trace)
  end
end

--- Deal with one Request that was received elsewhere.
-- @tparam Request req
-- @treturn Supervisor itself
function Supervisor:handle(req, ...)
  errors.no_more("handle", 2, ...)
  if type(req) ~= "userdata" or errors.typename(req) ~= "seccomp.request" then
    errors.argument(1, "handle", "seccomp.request", req)
  end
  handle(self, req)
  return self
end

--- Waits for a Request; as Listener:receive. Under a cqueues controller waiting
-- is for the controller to do.
local function receive(self, timeout)
  local listener, cqueues = self.listener, loaded.cqueues
  if not cqueues or not cqueues.running() then
    return listener:receive(timeout)
  end
  local now = cqueues.monotime
  local deadline = timeout and now() + timeout or huge
  while true do
    local req, why = listener:receive(0)
    if req or why ~= "timeout" then return req, why end
    local left = deadline - now()
    if left <= 0 then return nil, "timeout" end
    cqueues.poll(listener, left < huge and left or nil)
  end
end

--- Wait for one call and deal with it.
-- @tparam[opt] number timeout seconds; for ever when left out
-- @treturn[1] boolean true
-- @treturn[2] nil
-- @treturn[2] string `"timeout"`, or `"closed"` once no process uses the filter
function Supervisor:step(timeout, ...)
  errors.no_more("step", 2, ...)
  if timeout ~= nil and type(timeout) ~= "number" then
    errors.argument(1, "step", "number", timeout)
  elseif timeout and (timeout ~= timeout or timeout < 0) then
    errors.complain
      "bad argument #1 to 'step' (a timeout is 0 seconds or more)"
  end
  local req, why = receive(self, timeout)
  if not req then return nil, why end
  handle(self, req)
  return true
end

--- Serve until the last process that uses the filter has ended, or `stop`.
-- Under a cqueues controller only the calling coroutine waits.
-- @treturn[1] table for a Process: what became of it, as `Process:wait` has it
-- @treturn[2] boolean true for a Listener, and when stopped
function Supervisor:run(...)
  errors.no_more("run", 1, ...)
  self.stopped = false
  while not self.stopped do
    local req, why = receive(self)
    if req then
      handle(self, req)
    elseif why == "closed" then
      return self.process and self.process:wait() or true
    end
  end
  return true
end

--- Let `run` return after the call that is being dealt with.
-- @treturn Supervisor itself
function Supervisor:stop(...)
  errors.no_more("stop", 1, ...)
  self.stopped = true
  return self
end

--- For cqueues: what to poll; then `step(0)`.
-- @treturn integer
function Supervisor:pollfd() return self.listener:pollfd() end

--- For cqueues: what to poll for.
-- @treturn string
function Supervisor:events() return self.listener:events() end

--- For cqueues: how long to poll.
-- @treturn number|nil
function Supervisor:timeout() return self.listener:timeout() end

return M
