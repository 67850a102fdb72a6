--- `lua-seccomp capture`: the filters that a command installs.

-- SPDX-License-Identifier: MIT
local ending = require "seccomp.cli.ending"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local process = require "seccomp.cli.process"
local signals = require "seccomp.core.signals"
local terminal = require "seccomp.cli.terminal"
local watch = require "seccomp.record.watch"

local io, ipairs, require, table = io, ipairs, require, table
local concat = table.concat
local fail = terminal.fail

-- A name that can stand in one of a file.
local function file_name(directory, i, entry)
  local name = entry.name:gsub("[^%w_.-]", "_"):gsub("^[.-]", "_")
  return ("%s/%d-%s.bpf"):format(directory, i, name == "" and "_" or name)
end

-- Makes the directory, before a command is run whose filters would be lost.
local function check_directory(path)
  local file = require "seccomp.core.file"
  local ok, message = file.directory(path)
  if not ok then fail("cannot write into " .. message) end
end

local function heading(i, entry, file, before)
  local flags = #entry.flags > 0 and ", flags: " .. concat(entry.flags, " ") or
    ""
  return ("filter %d: %s (pid %d) by %s%s%s%s"):format(i,
    terminal.line(entry.name), entry.pid, entry.by, flags,
    file and ", in " .. terminal.line(file) or "",
    before and (", the same as filter %d"):format(before) or "")
end

-- The place of an earlier filter with the same program.
local function earlier(list, i)
  for k = 1, i - 1 do
    if list[k].program and list[k].program == list[i].program then return k end
  end
end

local function print_list(list, files, args)
  for i, entry in ipairs(list) do
    local before = entry.program and earlier(list, i)
    terminal.write(i > 1 and "\n" or "", args.asm and "; " or "-- ",
      heading(i, entry, files[i], before), "\n")
    if entry.program and not before then
      local text = process.text(entry.program, "filter " .. i, args)
      terminal.write(text, text:sub(-1) == "\n" and "" or "\n")
    end
  end
  if #list == 0 then
    terminal.warn "lua-seccomp: no filter was installed"
  end
end

local function plain_entry(entry, file, args)
  local out = {name = entry.name, pid = entry.pid, tid = entry.tid,
      by = entry.by, flags = json.list {}, file = file,
      raced = entry.raced, unread = entry.unread,
      errno = entry.errno, mode = entry.mode}
  for i, flag in ipairs(entry.flags) do out.flags[i] = flag end
  if entry.program then
    out.instructions = #entry.program
    if not entry.errno then
      local text, policy = process.text(entry.program, entry.name, args)
      out.text = text
      out.policy = policy and plain.policy(policy)
    end
  end
  return out
end

local function print_json(list, more, files, args)
  local out = {filters = json.list {}, failed = json.list {},
    strict = json.list {}, status = more.status}
  for i, entry in ipairs(list) do
    out.filters[i] = plain_entry(entry, files[i], args)
  end
  for _, kind in ipairs {"failed", "strict"} do
    for i, entry in ipairs(more[kind]) do
      out[kind][i] = plain_entry(entry, nil, args)
    end
  end
  terminal.write(json.pretty(out), "\n")
end

local function print_warnings(list, more, command)
  for i, entry in ipairs(list) do
    if entry.unread then
      terminal.warn("lua-seccomp: filter ", i, " of ",
        terminal.line(entry.name), " could not be read (", entry.unread, ")")
    elseif entry.raced then
      terminal.warn("lua-seccomp: filter ", i, " of ",
        terminal.line(entry.name), " was changed while it was installed: " ..
        "the kernel may have taken another")
    end
  end
  for _, entry in ipairs(more.strict) do
    terminal.warn("lua-seccomp: ", terminal.line(entry.name), " (pid ",
      entry.pid, ") went into strict mode")
  end
  if more.ended then watch.warn_ended("ptrace", command, terminal.warn) end
end

local function run(args)
  if #args.command == 0 then
    fail "capture needs a command: lua-seccomp capture -- COMMAND"
  end
  if args.output then check_directory(args.output) end
  -- what ends the command does not keep its filters from being shown
  local _ <close> = signals.hold()
  local list, more = require("seccomp.attached").capture(args.command,
    {foreground = true, stdout = io.stderr, detach = args.detach})
  local files, unread = {}, false
  for i, entry in ipairs(list) do
    unread = unread or not entry.program
    if args.output and entry.program then
      files[i] = file_name(args.output, i, entry)
      input.deliver(files[i], entry.program:bytes())
    end
  end
  if args.json then
    print_json(list, more, files, args)
  else
    print_list(list, files, args)
  end
  print_warnings(list, more, args.command[1])
  if unread and more.status.exited == 0 then return 2 end
  return ending.as(more.status)
end

return {
  order = 3,
  summary = "Show the filters that a command and its children install.",
  description = "Run a command and show each filter that it and its " ..
    "children install, in order, as a policy. No privileges are needed. The " ..
    "command's standard output goes to standard error. Ends as the command " ..
    "does, with its status or by its signal.",
  usage = "Usage: lua-seccomp capture [options] [--] <command> " ..
    "[<argument> ...]",
  runs = true,
  options = {
    {"-o --output", "A directory, made where it is not there, for the " ..
      "programs: 1-NAME.bpf and so on.", value = "<directory>"},
    {"-d --detach", "End when the command has ended: processes that it left " ..
      "behind go on, and their filters are not seen."},
    {"--asm", "The instructions of each filter, and no policy."},
    {"--json", "Report as JSON."},
  },
  run = run,
}
