--- `lua-seccomp attached`: processes and what is in force for them.

-- SPDX-License-Identifier: MIT
local json = require "seccomp.json"
local process = require "seccomp.cli.process"
local terminal = require "seccomp.cli.terminal"

local ipairs, math, require, table, tostring, utf8 =
  ipairs, math, require, table, tostring, utf8
local fail = terminal.fail

local COLUMNS = {"PID", "NAME", "MODE", "FILTERS", "NO_NEW_PRIVS", "THREADS",
  "LISTENERS"}

local function yes_or_no(value)
  if value == nil then return "?" end
  return value and "yes" or "no"
end

local function row_of(entry)
  return {tostring(entry.pid), terminal.line(entry.name),
    entry.mode .. (entry.agree and "" or "*"),
    tostring(entry.filters or "?"), yes_or_no(entry.no_new_privs),
    tostring(entry.threads), tostring(entry.listeners or "?")}
end

local function print_table(list, paint)
  local rows, widths = {COLUMNS}, {}
  for _, entry in ipairs(list) do rows[#rows + 1] = row_of(entry) end
  for _, row in ipairs(rows) do
    for i, text in ipairs(row) do
      local size = utf8.len(text) or #text
      widths[i] = math.max(widths[i] or 0, size)
    end
  end
  for n, row in ipairs(rows) do
    local cells = {}
    for i, text in ipairs(row) do
      local blank = (" "):rep(widths[i] - (utf8.len(text) or #text))
      -- names and modes to the left, numbers to the right
      cells[i] = (i == 2 or i == 3) and text .. blank or blank .. text
    end
    local line = table.concat(cells, "  "):gsub(" +$", "")
    terminal.write(n == 1 and paint(line, "bold") or line, "\n")
  end
end

local function list_all(args)
  local list, shown, differ = require("seccomp.attached").list(), {}, false
  for _, entry in ipairs(list) do
    if args.all or entry.mode ~= "none" or not entry.agree or
      (entry.listeners or 0) > 0
    then
      shown[#shown + 1] = entry
      differ = differ or not entry.agree
    end
  end
  if args.json then
    terminal.write(json.pretty(json.list(shown)), "\n")
    return 0
  end
  print_table(shown, args.paint)
  if differ then
    terminal.write "* of the first thread; others differ: attached PID\n"
  end
  return 0
end

local function run(args)
  if args.pid and args.all then
    fail("--all is for the list, and " .. args.pid .. " is one " ..
      "process: leave one out")
  elseif args.asm and not args.pid then
    fail "--asm shows the filters of a process: say its pid"
  end
  if not args.pid then return list_all(args) end
  return process.show(process.read(args.pid), args)
end

return {
  order = 4,
  summary = "Show which processes have filters, and what those permit.",
  description = "List the processes that have a filter or hold a listener; " ..
    "or show the policy in force for one, which takes root. The process is " ..
    "stopped for a moment and goes on as it was.",
  arguments = {{"pid", "A process or thread.", args = "?",
    convert = process.pid}},
  options = {
    {"-a --all", "List the other processes, too."},
    {"--asm", "The instructions of each filter, and no policy."},
    {"--json", "Report as JSON."},
  },
  run = run,
}
