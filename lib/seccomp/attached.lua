--- What is in force: the filters of running processes, and those that a command
-- installs.
--
-- A policy that was proven is worth what the kernel really holds. `of` reads
-- that, and a Stack compares, proves and becomes a policy as a Program does;
-- `capture` shows what a command installs, without privileges.
--
--     local attached = require "seccomp.attached"
--     local stack = attached.of(4711)
--     print(stack:policy())
--     local fine, witness = stack:permits_at_most(reviewed)
-- @module seccomp.attached

-- SPDX-License-Identifier: MIT
local capture = require "seccomp.attached.capture"
local errors = require "seccomp.error"
local kernel = require "seccomp.core.attached"
local seccomp = require "seccomp.core"
local watch = require "seccomp.record.watch"

local M = {}

local ipairs, math, pairs, type = ipairs, math, pairs, type
local concat, sort = table.concat, table.sort

local NONE, STRICT, FILTER = 0, 1, 2
local MODES = {[NONE] = "none", [STRICT] = "strict", [FILTER] = "filter"}

local CAP_SYS_ADMIN = 1 << 21

-- Seconds within which all threads have to be read.
local TIMEOUT = 5

-- How often to try, and how often to look for threads that came while others
-- were read, until that is done with pauses between, of so many seconds.
local TRIES, ROUNDS, PAUSE = 100, 16, 0.003

local FILES = {status = "status", threads = "task", name = "comm"}
local GONE = {ENOENT = true, ESRCH = true}
local UNSEEN = {ENOENT = true, ESRCH = true, EACCES = true, EPERM = true}

-- What `kernel` says of a process or thread by that function; nil for one that
-- is gone, or `unseen`. One that cannot be looked at for another reason (no
-- descriptors left) must not pass for one that is not there.
local function look(what, tid, unseen)
  local seen, code = kernel[what](tid)
  if not seen and not (unseen or GONE)[code] then
    errors.raise("of", code, ("/proc/%d/%s cannot be read"):format(tid,
      FILES[what]))
  end
  return seen
end

-- "process 12 (cat)", "thread 13 (worker)".
local function called(pid, what)
  local name = kernel.name(pid)
  return ("%s %d%s"):format(what or "process", pid,
    name and " (" .. errors.line(name) .. ")" or "")
end

-- The calling thread's own status; raises where /proc does not tell it.
local function own_status(op)
  local own, code = kernel.status()
  if not own then
    errors.raise(op, code, "/proc/thread-self/status cannot be read" ..
      (code == "ENOENT" and ": mount /proc (mount -t proc proc /proc)" or ""))
  elseif own.pid ~= kernel.self() then
    errors.raise(op, "EINVAL", "/proc is of another pid namespace, and its " ..
      "numbers are not those that this process knows: mount one here " ..
      "(mount -t proc proc /proc)")
  end
  return own
end

local OTHER_NAMESPACE = "CAP_SYS_ADMIN is missing in the first user " ..
  "namespace (this process has it in another one only): run this as root of " ..
  "the host"

-- Raises unless the kernel shows filters to this process.
local function check_rights(own)
  local missing = {}
  if not own.mode then
    errors.raise("of", "EOPNOTSUPP",
      "this kernel has no seccomp (CONFIG_SECCOMP is not set)")
  end
  if own.caps & CAP_SYS_ADMIN == 0 then
    missing[1] = "CAP_SYS_ADMIN is missing: run this as root"
  elseif not kernel.first_user_namespace() then
    missing[1] = OTHER_NAMESPACE
  end
  if own.mode ~= NONE then
    missing[#missing + 1] = "this process has a seccomp filter itself, and " ..
      "the kernel shows filters only to processes without one: run this " ..
      "outside of the sandbox"
  end
  if #missing > 0 then
    errors.raise("of", "EACCES", "filters cannot be read: " ..
      concat(missing, "; and "))
  end
end

local function has_ended(status)
  return status.state == "Z" or status.state == "X"
end

local function no_such(tid)
  errors.raise("of", "ESRCH",
    ("there is no process or thread %d (it may have ended)"):format(tid))
end

-- Raises for a thread that has ended.
local function gone(tid)
  local status = look("status", tid)
  if not status then no_such(tid) end
  local others = #(look("threads", status.pid) or {})
  errors.raise("of", "ESRCH", called(tid) .. " has ended" ..
    (others > 1 and ("; other threads of it run (see /proc/%d/task): ask " ..
      "for one of these"):format(status.pid) or
      ", and waits for its parent: nothing is in force"))
end

-- Why a thread cannot be read, which has not ended.
local REASONS = {}

-- PTRACE_SEIZE failed.
function REASONS.refused(thread)
  local who, status = called(thread.tid), look("status", thread.tid) or {}
  if status.tracer and status.tracer ~= 0 then
    errors.raise("of", thread.errno, ("%s is traced by %s already, and a " ..
      "process has one tracer: end that, or let it detach"):format(who,
      called(status.tracer)))
  end
  errors.raise("of", thread.errno, who .. " cannot be stopped to be read: " ..
    "ptrace(2) was refused (it takes CAP_SYS_PTRACE, and a security module " ..
    "such as Yama may forbid it)")
end

-- PTRACE_SECCOMP_GET_FILTER failed.
function REASONS.denied(thread)
  local errno = thread.errno
  if errno == "EACCES" then
    errors.raise("of", errno, "filters cannot be read: " .. OTHER_NAMESPACE)
  elseif errno == "EINVAL" then
    errors.raise("of", "EOPNOTSUPP", "this kernel does not keep filters to " ..
      "be read: it was built without CONFIG_CHECKPOINT_RESTORE")
  elseif errno == "EIO" then
    errors.raise("of", "EOPNOTSUPP", "filters can be read from Linux 4.4 on")
  end
  errors.raise("of", errno, "the kernel does not show the filters of " ..
    called(thread.tid))
end

function REASONS.strict(thread)
  errors.raise("of", "EINVAL", called(thread.tid) .. " is in strict mode, " ..
    "which has no filter: only read, write, exit and sigreturn are permitted")
end

function REASONS.waiting(thread, asked, timeout)
  errors.raise("of", "ETIMEDOUT", ("%s did not stop within %g seconds: it " ..
    "waits for something that nothing can interrupt (state D in ps; a call " ..
    "that its listener has not answered)%s"):format(called(thread.tid),
    timeout, thread.tid ~= asked and ("; option threads = false reads " ..
      "thread %d alone"):format(asked) or ""))
end

-- The flags of filters that are known, as sets; nil where the kernel does not
-- say any (before Linux 4.16).
local function flags_of(filters)
  local flags = {}
  for i, filter in ipairs(filters) do
    if filter[2] == nil then return nil end
    flags[i] = filter[2] and {"log", log = true} or {}
  end
  return flags
end

local function stack_of(filters)
  if #filters == 0 then return kernel.no_filters() end
  local programs = {}
  for i, filter in ipairs(filters) do programs[i] = filter[1] end
  return seccomp.stack(programs)
end

local function same_flags(a, b)
  for i in ipairs(a or {}) do
    if a[i].log ~= (b and b[i].log) then return false end
  end
  return (a == nil) == (b == nil)
end

-- Whether a thread could not be read for what has passed by now: another one
-- executed, which ends all threads and makes it the first.
local function may_be_read(thread)
  if thread.outcome ~= "refused" and thread.outcome ~= "gone" then
    return false
  end
  -- in this order: it may have executed when the second is asked
  local several = #(look("threads", thread.tid) or {}) > 1
  local status = look("status", thread.tid)
  return status ~= nil and status.tracer == 0 and
    (several or not has_ended(status))
end

-- Reads threads: a list of what kernel.read says of each, in their order.
local function read_threads(tids, timeout)
  local list, left = {}, tids
  for try = 1, TRIES do
    local found, again = {}, {}
    for i, thread in ipairs(kernel.read(left, math.ceil(timeout * 1000))) do
      found[i] = thread
      list[thread.tid] = thread
      if may_be_read(thread) then again[#again + 1] = thread.tid end
    end
    for i = #found + 1, #left do
      list[left[i]] = {tid = left[i], outcome = "waiting"}
    end
    left = again
    if #left == 0 then break end
    if try < TRIES then kernel.nap() end
  end
  return list
end

-- A reader of threads, which remembers what it read: `threads` by their number,
-- false for one that has ended.
local function new_reader(asked, timeout)
  local reader, stacks, none = {threads = {}}, {}, {}

  -- Of filters that are one table there is one Stack.
  local function keep(tid, filters)
    local known = stacks[filters]
    if not known then
      known = {stack = stack_of(filters), flags = flags_of(filters)}
      stacks[filters] = known
    end
    reader.threads[tid] = {tid = tid, name = kernel.name(tid),
      stack = known.stack, flags = known.flags,
      mode = #filters > 0 and "filter" or "none"}
  end

  function reader.read(tids)
    local confined = {}
    for _, tid in ipairs(tids) do
      local status = look("status", tid)
      -- who has no filter need not be stopped to know that
      if status and status.mode == NONE and not has_ended(status) then
        keep(tid, none)
      else
        confined[#confined + 1] = tid
      end
    end
    if #confined == 0 then return end
    local list = read_threads(confined, timeout)
    for _, tid in ipairs(confined) do
      local thread = list[tid]
      local status = look("status", tid)
      local ended = thread.outcome == "gone" or not status or has_ended(status)
      if thread.filters then
        keep(tid, thread.filters)
      elseif ended and tid == asked then
        gone(tid)
      elseif ended then
        reader.threads[tid] = false
      else
        REASONS[thread.outcome](thread, asked, timeout)
      end
    end
  end
  return reader
end

-- All threads of a process, the one asked for first. A list that is read while
-- threads end may lack others: nothing new is said by two in succession.
local function read_all(reader, asked, pid, timeout)
  local quiet = 0
  reader.read {asked}
  for round = 1, ROUNDS + math.ceil(timeout / PAUSE) do
    local new = {}
    for _, tid in ipairs(look("threads", pid) or {}) do
      if reader.threads[tid] == nil then new[#new + 1] = tid end
    end
    quiet = #new == 0 and quiet + 1 or 0
    if quiet == 2 then return end
    reader.read(new)
    if round > ROUNDS and quiet == 0 then kernel.nap() end
  end
  errors.raise("of", "ETIMEDOUT", ("%s starts threads faster than they can " ..
    "be read: stop it meanwhile (kill -STOP %d, and then kill -CONT %d); " ..
    "option threads = false reads thread %d alone"):format(called(pid), pid,
    pid, asked))
end

local function check_pid(op, pid)
  local number = type(pid) == "number" and math.tointeger(pid)
  if not number then
    errors.complain(("bad argument #1 to '%s' (integer expected, got %s)")
      :format(op, type(pid) == "number" and
      "number without integer representation" or errors.typename(pid)))
  elseif number < 1 or number > 0x7fffffff then
    errors.complain(("bad argument #1 to '%s' (a pid is from 1 to 2147483647)")
      :format(op))
  end
  return number
end

local OF_OPTIONS = {threads = "boolean", timeout = true}

local function check_of_options(options)
  local timeout = options.timeout
  if timeout ~= nil and (type(timeout) ~= "number" or timeout ~= timeout or
    timeout < 0 or timeout > 3600)
  then
    errors.raise("of", "EINVAL",
      "option \"timeout\" is in seconds, up to 3600")
  end
end

local function read_process(asked, options)
  local own = own_status "of"
  if not kernel.exists(asked) then no_such(asked) end
  check_rights(own)
  local status = look("status", asked)
  if not status then
    gone(asked)
  elseif kernel.kernel_thread(asked) then
    errors.raise("of", "EINVAL", called(asked) .. " is a thread of the " ..
      "kernel: it makes no system calls")
  end
  local timeout = options.timeout or TIMEOUT
  local reader = new_reader(asked, timeout)
  if options.threads == false then
    reader.read {asked}
  else
    read_all(reader, asked, status.pid, timeout)
  end
  local mine = reader.threads[asked]
  local more = {pid = status.pid, tid = asked, name = kernel.name(status.pid),
    mode = mine.mode, flags = mine.flags, no_new_privs = status.no_new_privs}
  if options.threads == false then return mine.stack, more end
  more.threads, more.agree = {}, true
  for _, thread in pairs(reader.threads) do
    if thread then
      more.threads[#more.threads + 1] = thread
      more.agree = more.agree and thread.stack == mine.stack and
        same_flags(thread.flags, mine.flags)
    end
  end
  sort(more.threads, function(a, b) return a.tid < b.tid end)
  return mine.stack, more
end

--- The filters in force for a thread of a running process, as a Stack; one
-- without programs (`#stack == 0`) for a thread that has none.
--
-- A thread with filters is stopped for some microseconds and goes on as it was:
-- no signal is lost, what was stopped stays so, and calls that wait are
-- restarted by the kernel, but for those that fail with EINTR whenever a
-- process stops and goes on (epoll_wait, semop, sigtimedwait, sockets with a
-- timeout; signal(7)), and one that waits for the answer of a listener without
-- wait_kill, which asks anew. A Stack has no flags and no listener; the flags
-- that the kernel tells (log) are in the second result.
--
-- Each thread has filters of its own. The Stack is that of the thread with the
-- number asked for, of a process its first; the second result says whether all
-- threads have the same: `{pid=, tid=, name=, mode=, flags=, no_new_privs=,
-- agree=, threads={{tid=, name=, mode=, stack=, flags=}, …}}`. `flags` has a
-- set for each program of a Stack (`flags[1].log`), and is nil before Linux
-- 4.16.
-- @tparam integer pid of a process or a thread
-- @tparam[opt] table options `threads` (false: the other threads are not looked
--   at, and `threads` and `agree` are nil), `timeout` (seconds in which all
--   have to be read, 5)
-- @treturn Stack
-- @treturn table
-- @raise EACCES without CAP_SYS_ADMIN in the first user namespace, or in a
--   process that has a seccomp filter itself; ESRCH for a process that is gone;
--   EPERM for one that somebody else traces; EINVAL for a thread of the
--   kernel, and for strict mode, which has no filter; ETIMEDOUT for one that
--   does not stop, or starts threads faster than they can be read; EOPNOTSUPP
--   for a kernel without CONFIG_CHECKPOINT_RESTORE
-- @usage local stack, more = attached.of(4711)
-- if not more.agree then print "not every thread has these filters" end
function M.of(pid, options, ...)
  errors.no_more("of", 2, ...)
  local asked = check_pid("of", pid)
  options = errors.options("of", options, 2, OF_OPTIONS)
  check_of_options(options)
  return errors.as("of", read_process, asked, options)
end

-- Whether the threads of a process are all as its first is.
local function threads_agree(pid, first, tids)
  for _, tid in ipairs(tids) do
    local status = tid ~= pid and look("status", tid, UNSEEN)
    if status and (status.mode ~= first.mode or
      status.filters ~= first.filters or
      status.no_new_privs ~= first.no_new_privs)
    then
      return false
    end
  end
  return true
end

local function list_all()
  local list, pids, code = {}, kernel.pids()
  if not pids then errors.raise("list", code, "/proc cannot be listed") end
  sort(pids)
  for _, pid in ipairs(pids) do
    local status = look("status", pid, UNSEEN)
    local name = status and look("name", pid, UNSEEN)
    if name then
      local tids = look("threads", pid, UNSEEN) or {pid}
      list[#list + 1] = {pid = pid, name = name,
        mode = MODES[status.mode or NONE], filters = status.filters or
          status.mode ~= FILTER and 0 or nil,
        no_new_privs = status.no_new_privs, threads = #tids,
        agree = threads_agree(pid, status, tids),
        listeners = kernel.listeners(pid)}
    end
  end
  return list
end

--- All processes that /proc shows, by their pids. No privileges are needed.
--
-- Each is `{pid=, name=, mode=, filters=, no_new_privs=, threads=, agree=,
-- listeners=}`: `mode` is `"none"`, `"strict"` or `"filter"`; `filters` how
-- many there are (nil where the kernel does not say, before Linux 5.9);
-- `threads` how many, and `agree` whether they are all alike in that, what the
-- others say being of the first; `listeners` how many listeners the process
-- holds, nil where that is not permitted to know. `name` is what the process
-- calls itself, any bytes: escape it before it is printed.
-- @treturn {table,…}
-- @raise ENOENT without /proc
-- @usage for _, process in ipairs(attached.list()) do
--   if process.mode == "none" then print(process.pid) end
-- end
function M.list(...)
  errors.no_more("list", 0, ...)
  own_status "list"
  local list = errors.as("list", list_all)
  return list -- no tail call: errors count levels
end

--- Runs a command, and notes each filter that it and its children install, in
-- order, whether by seccomp(2) or by prctl(2). No privileges are needed.
--
-- Every system call of theirs stops for ptrace(2), which changes nothing for
-- the command but its speed; there is no filter of ours. Set-user-ID programs
-- run without their privileges unless this is root, as they do under any
-- tracer, and a program that traces others cannot be captured. It comes back
-- when the command and its children have ended; or with `detach` when the
-- command has, and what it left behind goes on alone.
-- @tparam {string,…} argv
-- @tparam[opt] table options `env`, `cwd`, `stdin`, `stdout`, `stderr`,
--   `foreground`, as `seccomp.spawn` takes them, but for `"pipe"`; `detach`
--   (boolean)
-- @treturn {table,…} `{program=, pid=, tid=, name=, flags=, by=}`: a Program,
--   who installed it and as what, the flags of seccomp(2) as a set (`tsync`,
--   `log`, `ssb`, `listener`, `tsync_esrch`, `wait_kill`), and `"seccomp"` or
--   `"prctl"`. Where its memory could not be read, `program` is nil, and
--   `unread` an errno; `raced` is true where the memory changed during the
--   call, so that the kernel may have taken something else
-- @treturn table `{status=, failed=, strict=, ended=}`: what became of the
--   command, as Process:wait has it; what the kernel refused, a list of the
--   same kind with `errno`; who went into strict mode; and whether processes
--   that outlived the command were ended by a signal to us
-- @raise the errno of a command that cannot be run; EBUSY for one that traces
--   others; EPERM where ptrace(2) is refused; EOPNOTSUPP before Linux 5.3;
--   ENOENT without /proc, and EINVAL where that is of another pid namespace
-- @usage for _, filter in ipairs(attached.capture {"crun", "run", "c1"}) do
--   print(filter.name, filter.program)
-- end
function M.capture(argv, options, ...)
  errors.no_more("capture", 2, ...)
  errors.expect(1, "capture", "table", argv)
  options = errors.options("capture", options, 2, capture.OPTIONS)
  watch.no_pipes("capture", options)
  -- it tells what was installed from what only seems so
  own_status "capture"
  local list, more = errors.as("capture", capture.capture, argv, options)
  return list, more
end

return M
