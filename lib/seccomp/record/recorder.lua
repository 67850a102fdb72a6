--- Notes all calls of a command and its children, or of the processes under a
-- filter whose Listener is at hand.
-- @module seccomp.record.recorder

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.record.calls"
local count = require "seccomp.record.count"
local errors = require "seccomp.error"
local processes = require "seccomp.record.processes"
local watch = require "seccomp.record.watch"

local M = {}

local error, io, ipairs, pairs, pcall, setmetatable, tonumber, tostring, type =
  error, io, ipairs, pairs, pcall, setmetatable, tonumber, tostring, type
local execute, stderr = os.execute, io.stderr
local clock = require("seccomp.core.listener").now
local huge = math.huge

-- A line on the terminal that tells how far it is; nothing elsewhere.
local function new_progress(wanted)
  local last
  if wanted == nil then wanted = execute "[ -t 2 ]" == true end
  local progress = {wanted = wanted}
  function progress.show(noted, more)
    if not wanted then return end
    local second = clock() // 1
    if second == last then return end
    last = second
    stderr:write(("\rrecording: %d calls, %d different\27[K"):format(
      noted.total + (more or 0), noted.kinds))
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

-- Notes all calls until nobody is left. The tracer itself counts those of a
-- number that was seen.
local function trace(tracer, pid, noted, launcher, progress)
  local name_of, showing = tracer.name, progress.wanted
  local launching, bad, kinds = true, nil, {}
  local function note(caller, arch, number, _, ...)
    if showing then progress.show(noted, tracer:total()) end
    if not caller then return false end
    if not arch then return true end
    local to = noted
    if launching and caller == pid then
      launching = false
      if is_launch(tracer:name()) then to = launcher end
    end
    local call = to:add(tracer:process(), arch, number, name_of, tracer, ...)
    if DELICATE[call.syscall] then
      local obstacle = watch.obstacle(tracer, call.syscall, arch, ...)
      bad = obstacle and {caller, obstacle}
    elseif to == noted then
      local kind = tracer:count(call.looked_at)
      if kind then kinds[kind] = call end
    end
    return not bad
  end
  while note(tracer:next(showing)) do end
  progress.clear()
  if bad then watch.refuse("record", bad[1], bad[2], ADVICE) end
  tracer:counted(function(process, kind, ...)
    noted:of(process):more(kinds[kind], ...)
  end)
  return tracer:processes(), tracer:ended()
end

-- Fields of /proc/PID/stat by proc(5), counted behind the name, the second.
local STARTTIME, STARTSTACK = 22 - 2, 28 - 2

-- What /proc says of a thread: its process, the parent of that, the program,
-- and what changes with each execve; what is gone has nothing.
local function look(pid)
  local function read(name)
    local file = io.open(("/proc/%d/%s"):format(pid, name))
    local text = file and file:read "a"
    if file then file:close() end
    return text or ""
  end
  local status = read "status"
  local program = read("comm"):gsub("\n$", "")
  local fields = {}
  for field in (read("stat"):match "^.*%) (.*)$" or ""):gmatch "%S+" do
    fields[#fields + 1] = field
  end
  return {
    pid = tonumber(status:match "\nTgid:%s*(%d+)") or pid,
    parent = tonumber(status:match "\nPPid:%s*(%d+)"),
    program = program ~= "" and program or nil,
    -- where its stack begins, which no two executions have in common
    image = program .. " " .. (fields[STARTSTACK] or ""),
    start = fields[STARTTIME],
  }
end

-- Tells the processes of requests apart: a list of them, and a function that
-- gives the place in it of who made a request.
local function new_family()
  local list, by_thread, by_process = {}, {}, {}
  local function add(seen, parent, executed)
    if #list < processes.MOST then
      list[#list + 1] = {pid = seen.pid, program = seen.program,
        parent = parent, executed = executed}
    elseif #list == processes.MOST then
      list[#list + 1] = {executed = false}
    end
    local process = {at = #list}
    by_process[seen.pid] = process
    return process
  end
  -- the thread and the process that call, where they were seen before
  local function known(req)
    local thread = by_thread[req.pid]
    local process = thread and by_process[thread.process]
    if not process then return nil end
    -- one that called exit(2) makes no call more, so another has its number;
    -- and others of its process may be on their way out
    if not thread.ended and (not process.ended or
      look(req.pid).start == thread.start)
    then
      return thread, process
    end
    by_thread[req.pid] = nil
    -- where its first thread has called exit(2), another may go on
    if req.pid == thread.process and (process.ended or
      look(req.pid).start ~= thread.start)
    then
      by_process[req.pid] = nil
    end
    return nil
  end
  -- the place of who calls
  local function place(req)
    local thread, process = known(req)
    if not thread then
      local seen = look(req.pid)
      local parent = by_process[seen.parent]
      process = by_process[seen.pid] or
        add(seen, parent and parent.at, false)
      thread = {process = seen.pid, start = seen.start}
      by_thread[req.pid] = thread
    end
    if process.executing then
      -- whichever thread executes has the number of the process from then on
      local seen = req.pid == thread.process and look(req.pid)
      if seen and seen.image ~= process.image then
        process = add(seen, process.at, true)
        thread.start = seen.start
      elseif process.executing == req.pid then
        process.executing = nil
      end
    end
    if is_launch(req.syscall) then
      process.executing = req.pid
      -- threads may have names of their own, and others than at first
      process.image = look(thread.process).image
    end
    process.ended = process.ended or req.syscall == "exit_group"
    thread.ended = req.syscall == "exit" or req.syscall == "exit_group"
    return process.at
  end
  return list, place
end

local function request_name(req) return req.syscall end

-- The same of a Listener; returns how many calls were interrupted meanwhile.
local function serve(listener, process, noted, launcher, progress, left)
  local launching, interrupted = process ~= nil, 0
  local family, place_of = new_family()
  for req in watch.requests(listener, process, left) do
    local to = noted
    if launching and req.pid == process.pid then
      launching = false
      if is_launch(req.syscall) then to = launcher end
    end
    to:add(place_of(req), req.arch, req.number, request_name, req, req.arg0,
      req.arg1, req.arg2, req.arg3, req.arg4, req.arg5)
    if not req:continue() then interrupted = interrupted + 1 end
    progress.show(noted)
  end
  progress.clear()
  return family, interrupted
end

-- The parts of a recording that was noted. What started the command is no
-- process of it.
local function parts_of(command, noted, launcher, family)
  local kept = {}
  for i, process in ipairs(family) do
    process.run = 1
    kept[i] = noted.counts[i] ~= nil or i > 1
  end
  for _, process in ipairs(family) do
    if not kept[1] and process.parent == 1 then process.executed = false end
  end
  local list, now = processes.kept(family, kept)
  return {runs = 1, command = command, calls = calls.of(noted, now),
    launcher = calls.of(launcher), processes = list}
end

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
    errors.raise("record", err.code, err.message, err)
  end
  error(err, 0) -- no memory
end

--- Records a command.
-- @tparam {string,…} argv
-- @tparam table options checked
-- @treturn table the parts of a Recording
function M.command(argv, options)
  local progress = new_progress(options.progress)
  local _ <close> = watch.holding(options.foreground)
  local process, tracer, why = start(argv, options)
  -- one that has ended is not there to be ended
  local _ <close> = setmetatable({}, {__close = function()
    process:kill "SIGKILL"
  end})
  local noted, launcher = count.by_process(), count.by_process()
  local interrupted, ended, family = 0
  if tracer then
    local _ <close> = tracer
    family, ended = trace(tracer, process.pid, noted, launcher, progress)
  else
    local listener <close> = process.listener
    family, interrupted = serve(listener, process, noted, launcher, progress)
    ended = options.foreground and watch.caught() ~= nil
  end
  local status = process:wait()
  if status.exec_error then
    errors.raise("record", status.exec_error,
      ("cannot run %s"):format(tostring(argv[1])))
  end
  local words = {}
  for i, word in ipairs(argv) do words[i] = word end
  local parts = parts_of(words, noted, launcher, family)
  parts.status = status
  parts.by = tracer and "ptrace" or "notify"
  parts.fallback = why
  parts.interrupted = interrupted > 0 and interrupted or nil
  parts.ended = ended or nil
  return parts
end

--- Records what the processes do that a Listener is for.
-- @tparam Listener listener
-- @tparam table options checked
-- @treturn table the parts of a Recording
function M.listener(listener, options)
  local noted, first, timeout = count.by_process(), clock(), options.timeout
  local family, interrupted = serve(listener, nil, noted, nil,
    new_progress(options.progress), function()
      return timeout and timeout - (clock() - first) or huge
    end)
  local parts = parts_of(nil, noted, count.by_process(), family)
  parts.by = "notify"
  parts.interrupted = interrupted > 0 and interrupted or nil
  return parts
end

return M
