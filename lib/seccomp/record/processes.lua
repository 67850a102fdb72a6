--- The processes of a recording: each from one execve(2) to the next, with all
-- its threads.
--
-- A recording has a list of them: `{run=, pid=, program=, parent=, executed=}`.
-- `parent` is the place in the list of who started it, or of what it was before
-- its execve; without one it is the command itself, or its parent is not known.
-- What is not known is left out.
-- @module seccomp.record.processes

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"

local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat, move, remove = table.concat, table.move, table.remove
local mathtype = math.type

--- As many are told apart; those that come later are one, without a pid.
M.MOST = 4096

--- A process in words.
-- @tparam table process
-- @treturn string
function M.text(process)
  local name = process.program and errors.line(process.program) or "a process"
  return process.pid and ("%s (pid %d)"):format(name, process.pid) or name
end

-- So many are named in messages.
local FEW = 8

-- The processes of a recording in words, each once.
local function list_text(processes)
  local words, there, left = {}, {}, 0
  for _, process in ipairs(processes) do
    local text = M.text(process)
    if not there[text] and #words == FEW then
      left = left + 1
    elseif not there[text] then
      words[#words + 1] = text
    end
    there[text] = true
  end
  return concat(words, ", ") .. (left > 0 and (" and %d more"):format(left) or
    "")
end

-- A set of what was asked for: one, or a list.
local function set_of(value, kind, field)
  if value == nil then return nil end
  local list = type(value) == "table" and value or {value}
  local set, n = {}, 0
  for _, one in ipairs(list) do
    local fits = kind == "integer" and mathtype(one) == "integer" and one > 0 or
      type(one) == kind
    if not fits then
      n = -1
      break
    end
    set[one] = true
    n = n + 1
  end
  if n < 1 then
    errors.raise("only", "EINVAL", ("option \"%s\" is %s, or a list of them")
      :format(field, kind == "integer" and "the number of a process" or
        "the name of a program"))
  end
  return set
end

--- The processes that are asked for.
-- @tparam {table,…} processes
-- @tparam table options `pid`, `program`
-- @treturn table set of their places
-- @raise EINVAL where there is none
function M.chosen(processes, options)
  local pids = set_of(options.pid, "integer", "pid")
  local programs = set_of(options.program, "string", "program")
  local kept, any = {}, false
  for i, process in ipairs(processes) do
    if (not pids or pids[process.pid]) and
      (not programs or programs[process.program])
    then
      kept[i], any = true, true
    end
  end
  if not any then
    errors.raise("only", "EINVAL", #processes == 0 and
      "the recording does not tell which processes made the calls" or
      "no process has that pid or program: the recording has " ..
        list_text(processes))
  end
  return kept
end

-- The processes that come from each, by its place: what it became by an execve,
-- which is listed behind it, and all that it started.
local function families(processes)
  local children, became = {}, {}
  for i, process in ipairs(processes) do
    local parent = process.parent
    if parent and parent ~= i then
      children[parent] = children[parent] or {}
      children[parent][#children[parent] + 1] = i
      local former = processes[parent]
      if process.executed and i > parent and process.pid == former.pid and
        process.run == former.run
      then
        became[parent] = became[parent] or i
      end
    end
  end
  return children, became
end

--- What the command of each run became by its last execve, and all that this
-- started.
-- @tparam {table,…} processes
-- @treturn table set of their places
-- @raise EINVAL where a command made none
function M.since_execve(processes)
  local kept, roots = {}, {}
  for i, process in ipairs(processes) do
    if not process.parent then roots[#roots + 1] = i end
  end
  if #roots == 0 then
    errors.raise("since", "EINVAL",
      "the recording does not tell which processes made the calls")
  end
  local children, became = families(processes)
  local queue, first = {}, {}
  for _, root in ipairs(roots) do
    local last, run = root, processes[root].run
    while became[last] do last = became[last] end
    if first[run] then
      errors.raise("since", "EINVAL", ("the recording does not tell what " ..
        "started %s: keep what is wanted by name or pid instead " ..
        "(Recording:only, --only-program, --only-pid)"):format(
        M.text(processes[root])))
    end
    first[run] = root
    if last == root then
      errors.raise("since", "EINVAL", ("%s made no execve, so nothing of it " ..
        "would be left. Keep what it started by its name or pid instead " ..
        "(Recording:only, --only-program, --only-pid)"):format(
        M.text(processes[root])))
    end
    queue[#queue + 1] = last
  end
  while #queue > 0 do
    local at = remove(queue)
    if not kept[at] then
      kept[at] = true
      local its = children[at] or {}
      move(its, 1, #its, #queue + 1, queue)
    end
  end
  return kept
end

--- Those of a list that are kept, and where each is now.
-- @tparam {table,…} processes
-- @tparam table kept set of places
-- @treturn {table,…} a new list
-- @treturn table by the old place the new one
function M.kept(processes, kept)
  local out, now = {}, {}
  for i, process in ipairs(processes) do
    if kept[i] then
      out[#out + 1] = {run = process.run, pid = process.pid,
        program = process.program, executed = process.executed or nil,
        parent = process.parent}
      now[i] = #out
    end
  end
  for _, process in ipairs(out) do process.parent = now[process.parent] end
  return out, now
end

--- Adds the processes of later runs.
-- @tparam {table,…} into
-- @tparam {table,…} list
-- @tparam integer runs how many runs there are already
function M.append(into, list, runs)
  local offset = #into
  for _, process in ipairs(list) do
    local one = {}
    for key, value in pairs(process) do one[key] = value end
    one.run = process.run + runs
    one.parent = process.parent and process.parent + offset
    into[#into + 1] = one
  end
end

--- The name under which a program is known to a kernel: what /proc/PID/comm has
-- of a path.
-- @tparam string path
-- @treturn string
function M.program(path)
  path = tostring(path)
  return (path:match "^.*/(.*)$" or path):sub(1, 15)
end

return M
