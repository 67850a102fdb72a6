--- Recordings as `lua-seccomp show` has them, and what of them is wanted.

-- SPDX-License-Identifier: MIT
local json = require "seccomp.json"
local pid = require("seccomp.cli.process").pid
local terminal = require "seccomp.cli.terminal"
local words = require "seccomp.policy.words"

local ipairs, tostring = ipairs, tostring
local concat, sort = table.concat, table.sort

local M = {}

-- So many combinations of values, and programs, are shown.
local MOST_VALUES, MOST_PROGRAMS = 12, 6

-- Where the names of calls and their values begin.
local NAME, VALUES = 10, 32

--- Options that choose what of a recording is used.
M.OPTIONS = {
  {"--only-pid", "Only what this process did; may be given again.",
    value = "<pid>", count = "*", convert = pid},
  {"--only-program", "Only what processes of this name did; may be given " ..
    "again.", value = "<name>", count = "*"},
  {"--since", "execve: only what the command did after its last execve, " ..
    "with what it started from there on.", choices = {"execve"}},
  {"--no-launcher", "Leave out the execve that started the command."},
}

--- A recording with no more than those options want.
-- @tparam Recording recording
-- @tparam table args
-- @treturn Recording
function M.chosen(recording, args)
  if args.since then recording = recording:since(args.since) end
  local pids, programs = args.only_pid, args.only_program
  if #pids > 0 or #programs > 0 or args.no_launcher then
    recording = recording:only {
      pid = #pids > 0 and pids or nil,
      program = #programs > 0 and programs or nil,
      launcher = not args.no_launcher,
    }
  end
  return recording
end

--- Reads recordings as one, and tells of what could not be read.
-- @tparam {string,…} paths
-- @tparam ?string arch of logs that do not say theirs
-- @treturn ?Recording nil for no paths
function M.joined(paths, arch)
  local record = require "seccomp.record"
  local recording
  for _, path in ipairs(paths) do
    local one = record.load(path, arch and {arch = arch})
    for _, note in ipairs(one.notes or {}) do
      terminal.warn("lua-seccomp: ", terminal.line(note))
    end
    recording = recording and recording:join(one) or one
  end
  return recording
end

--- Says that a log has calls of several programs, of which most want one.
-- @tparam Recording recording
function M.warn_programs(recording)
  if recording.by ~= "audit" then return end
  local names, there = {}, {}
  for _, process in ipairs(recording.processes or {}) do
    local name = process.program or "?"
    if not there[name] then names[#names + 1] = terminal.line(name) end
    there[name] = true
  end
  if #names > 1 then
    local more = #names > MOST_PROGRAMS and
      (" and %d more"):format(#names - MOST_PROGRAMS) or ""
    terminal.warn("lua-seccomp: there are calls of ",
      concat(names, ", ", 1, math.min(#names, MOST_PROGRAMS)), more,
      ": --only-program keeps those of one")
  end
end

local function plural(n, word) return ("%d %s%s"):format(n, word,
  n == 1 and "" or "s") end

-- The values of a call's arguments in the kernel's words, the commonest first.
local function values_text(call)
  local list, place, texts = {}, {}, {}
  for i, seen in ipairs(call.seen) do list[i], place[seen] = seen, i end
  sort(list, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return place[a] < place[b]
  end)
  for i, seen in ipairs(list) do
    if i > MOST_VALUES then
      texts[i] = ("and %d more"):format(#list - MOST_VALUES)
      break
    end
    local said = {}
    local function beside(at)
      for k, argument in ipairs(call.arguments) do
        if argument.arg == at then return seen.values[k] end
      end
      return nil
    end
    for k, argument in ipairs(call.arguments) do
      local value = seen.values[k]
      local name, word
      if call.syscall then
        name, word = words.value(call.arch, call.syscall, argument.arg, value,
          beside)
      end
      said[k] = ("%s=%s"):format(name or "arg" .. argument.arg,
        word or words.number(value))
    end
    texts[i] = concat(said, " ") ..
      (#list > 1 and (" (%d)"):format(seen.count) or "")
  end
  return concat(texts, ", ")
end

-- Which programs made a call, where not all did.
local function programs_text(call, family, all)
  local names, there = {}, {}
  for _, share in ipairs(call.processes or {}) do
    local name = family[share.process].program or "?"
    if not there[name] then names[#names + 1] = terminal.line(name) end
    there[name] = true
  end
  if #names == 0 or #names == all then return nil end
  if #names > MOST_PROGRAMS then
    names[MOST_PROGRAMS + 1] = ("%d more"):format(#names - MOST_PROGRAMS)
  end
  return "by " .. concat(names, ", ", 1, math.min(#names, MOST_PROGRAMS + 1))
end

local function call_line(call, family, all)
  local name = call.syscall and terminal.line(call.syscall) or
    "syscall " .. call.number
  local parts = {}
  if call.seen then parts[1] = values_text(call) end
  parts[#parts + 1] = programs_text(call, family, all)
  local line = ("%8d  %s"):format(call.count, name)
  if #parts == 0 then return line end
  local gap = VALUES - NAME - #name
  local text = terminal.wrapped(concat(parts, "; "), VALUES)
  return line .. (gap > 1 and (" "):rep(gap) or "\n" .. (" "):rep(VALUES)) ..
    text
end

-- A command line as a shell would take it, on a terminal.
local function command_text(command)
  local parts = {}
  for i, word in ipairs(command) do
    parts[i] = word:find "^[%w_@%%+=:,./-]+$" and word or
      terminal.line("'" .. word:gsub("'", "'\\''") .. "'")
  end
  return concat(parts, " ")
end

-- How deep processes are shown below those that started them.
local DEEPEST = 8

local function process_lines(summary, lines)
  local depth = {}
  lines[#lines + 1] = "\n     pid     calls  program"
  for i, process in ipairs(summary.processes) do
    local above = process.parent and process.parent < i and
      depth[process.parent]
    depth[i] = above and math.min(above + 1, DEEPEST) or 0
    lines[#lines + 1] = ("%8s  %8d  %s%s"):format(process.pid or "?",
      process.count, ("  "):rep(depth[i]),
      process.program and terminal.line(process.program) or "?")
  end
end

--- A recording as text.
-- @tparam Recording recording
-- @treturn string
function M.text(recording)
  local summary, lines = recording:summary(), {}
  local total, family, all, programs = 0, summary.processes, 0, {}
  for _, call in ipairs(recording.calls) do total = total + call.count end
  for _, process in ipairs(family) do
    local name = process.program or "?"
    if process.count > 0 and not programs[name] then all = all + 1 end
    programs[name] = true
  end
  if recording.command then
    lines[1] = terminal.wrapped(command_text(recording.command), 0)
  end
  lines[#lines + 1] = ("%s, %s, %d different%s%s"):format(
    plural(recording.runs, "run"), plural(total, "call"), #recording.calls,
    recording.by and ", seen by " .. terminal.line(recording.by) or "",
    recording.interrupted and ", " .. recording.interrupted .. " cut short" or
      "")
  local launch = {}
  for i, call in ipairs(recording.launcher) do
    launch[i] = terminal.line(tostring(call.syscall or call.number))
  end
  if #launch > 0 then
    lines[#lines + 1] = "started with " .. concat(launch, ", ")
  end
  if #family > 0 then process_lines(summary, lines) end
  local arch
  for _, call in ipairs(recording.calls) do
    if call.arch ~= arch then
      arch = call.arch
      lines[#lines + 1] = "\n   calls  on " .. terminal.line(arch)
    end
    lines[#lines + 1] = call_line(call, family, all)
  end
  return concat(lines, "\n")
end

--- A recording as JSON has it: its summary.
-- @tparam Recording recording
-- @treturn table
function M.plain(recording)
  local summary = recording:summary()
  for _, field in ipairs {"calls", "launcher", "processes"} do
    json.list(summary[field])
  end
  return summary
end

return M
