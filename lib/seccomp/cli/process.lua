--- A running process as the subject of a subcommand: option --pid.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local terminal = require "seccomp.cli.terminal"

local error, ipairs, pcall, require, tonumber, tostring, type =
  error, ipairs, pcall, require, tonumber, tostring, type
local concat = table.concat
local fail = terminal.fail

local M = {}

--- A pid as typed, for argparse: nil and why for what is none.
-- @tparam string text
-- @treturn ?integer
function M.pid(text)
  local pid = text:find "^%d+$" and tonumber(text)
  if pid and pid >= 1 and pid <= 0x7fffffff then return pid end
  return nil, ("malformed argument '%s': the number of a process is needed")
    :format(text)
end

--- Raises unless exactly one of a file and --pid was given.
function M.check_one(command, file, pid)
  if file and pid then
    fail(("--pid %d is what to look at, and %s as well: leave one " ..
      "out"):format(pid, file))
  elseif not file and not pid then
    fail(("missing argument 'file' (see lua-seccomp %s --help)")
      :format(command))
  end
end

--- The option --pid.
function M.option(description)
  return {"--pid", description, value = "<pid>", convert = M.pid}
end

-- The threads of a process that have the same filters and flags, together; the
-- one asked for is in the first group.
local function groups_of(stack, more)
  local groups = {{stack = stack, flags = more.flags, tids = {}}}
  local function place_of(thread)
    local flags = {}
    for i, set in ipairs(thread.flags or {}) do flags[i] = concat(set, " ") end
    local shown = concat(flags, ",")
    for _, group in ipairs(groups) do
      group.shown = group.shown or shown
      if group.stack == thread.stack and group.shown == shown then
        return group
      end
    end
    local new = {stack = thread.stack, flags = thread.flags, tids = {},
      shown = shown}
    groups[#groups + 1] = new
    return new
  end
  for pass = 1, 2 do
    for _, thread in ipairs(more.threads) do
      if (thread.tid == more.tid) == (pass == 1) then
        local tids = place_of(thread).tids
        tids[#tids + 1] = thread.tid
      end
    end
  end
  for _, group in ipairs(groups) do table.sort(group.tids) end
  return groups
end

--- Reads what is in force for a process: as `seccomp.cli.input` reads files,
-- with a Stack for program; and `groups`, its threads by their filters.
-- @tparam integer pid
-- @treturn table
function M.read(pid)
  local stack, more = errors.as("attached", require("seccomp.attached").of, pid)
  return {kind = "process", program = stack, more = more,
    path = ("process %d (%s)"):format(more.pid,
      terminal.line(more.name or "")),
    groups = groups_of(stack, more)}
end

--- A program or Stack in readable form: the policy that it is proven to be, or
-- its instructions where there is none, or where those are wanted.
-- @param subject
-- @tparam string name of it
-- @tparam table args `asm`, `paint_error`
-- @treturn string
-- @treturn ?Policy
function M.text(subject, name, args)
  if not args.asm then
    local ok, found = pcall(terminal.working, "reading " .. name,
      subject.policy, subject)
    local code = not ok and type(found) == "table" and found.code
    if ok then return tostring(found), found end
    if code ~= "EUNSAYABLE" and code ~= "EUNDECIDED" then error(found, 0) end
    terminal.warn(args.paint_error("no policy", "yellow"), ": ",
      terminal.line(found.message), "; these are the instructions")
  end
  if subject.disassemble then return subject:disassemble() end
  local parts = {}
  for i = 1, #subject do
    parts[i] = ("; program %d of %d%s\n%s"):format(i, #subject,
      #subject > 1 and (i == 1 and ", the oldest" or i == #subject and
        ", the newest") or "", subject[i]:disassemble())
  end
  return concat(parts, "\n")
end

local function counted(n, what)
  return ("%d %s%s"):format(n, what, n == 1 and "" or "s")
end

-- The flags of each filter, where there are some: " (log)", " (log, none)".
local function flags_text(flags)
  local any, parts = false, {}
  for i, set in ipairs(flags or {}) do
    any = any or #set > 0
    parts[i] = #set > 0 and concat(set, " ") or "none"
  end
  return any and ("; flags: %s"):format(concat(parts, ", ")) or ""
end

-- What stands above a policy: whose it is.
local function heading(read, group)
  local more = read.more
  local threads = #read.groups == 1 and
    (#more.threads > 1 and (", all %d threads"):format(#more.threads) or "") or
    (", %s %s"):format(#group.tids == 1 and "thread" or "threads",
      concat(group.tids, " "))
  return ("%s%s: %s%s%s"):format(read.path, threads,
    #group.stack == 0 and "no filter" or counted(#group.stack, "filter"),
    flags_text(group.flags), more.no_new_privs and "; no_new_privs" or "")
end

--- Says on standard error that the threads of a process differ, for answers
-- that are about one of them.
function M.print_disagreement(read, paint)
  if #read.groups > 1 then
    terminal.warn(paint("warning", "yellow"), ": ", read.path, " has " ..
      "threads with other filters; this is about thread ", read.more.tid,
      ": attached ", read.more.pid, " shows all")
  end
end

local function plain_flags(flags)
  if not flags then return nil end
  local list = json.list {}
  for i, set in ipairs(flags) do
    list[i] = json.list {table.unpack(set)}
  end
  return list
end

--- Prints what is in force for a process. Returns the exit status.
-- @tparam table read of M.read
-- @tparam table args `asm`, `json`, `paint_error`
-- @treturn integer
function M.show(read, args)
  local more, groups = read.more, json.list {}
  for i, group in ipairs(read.groups) do
    local text, policy = M.text(group.stack, read.path, args)
    if args.json then
      local sizes = json.list {}
      for k = 1, #group.stack do sizes[k] = #group.stack[k] end
      groups[i] = {text = text, policy = policy and plain.policy(policy),
        instructions = sizes, flags = plain_flags(group.flags),
        threads = json.list(group.tids)}
    else
      terminal.write(i > 1 and "\n" or "", args.asm and "; " or "-- ",
        heading(read, group), "\n", text, text:sub(-1) == "\n" and "" or "\n")
    end
  end
  if args.json then
    terminal.write(json.pretty {kind = read.kind, pid = more.pid,
      name = more.name, mode = more.mode, no_new_privs = more.no_new_privs,
      agree = more.agree, groups = groups}, "\n")
  end
  return 0
end

--- Proves that a process may do no more than a program, in none of its threads.
-- @tparam table read of M.read
-- @tparam Program program
-- @tparam table options of permits_at_most
-- @treturn boolean
-- @treturn ?table a witness
-- @treturn ?table the group of threads that may
function M.permits_at_most(read, program, options)
  for _, group in ipairs(read.groups) do
    local fine, witness = errors.as("verify", group.stack.permits_at_most,
      group.stack, program, options)
    if not fine then return false, witness, group end
  end
  return true
end

return M
