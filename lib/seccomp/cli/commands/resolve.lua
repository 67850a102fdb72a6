--- `lua-seccomp resolve`: names and numbers of syscalls.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local calls = require "seccomp.kernel.calls"
local json = require "seccomp.json"
local kernel = require "seccomp.core.kernel"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local ipairs, math, table, tonumber = ipairs, math, table, tonumber
local concat = table.concat
local fail = terminal.fail

-- The column of what belongs to a label in front.
local LABEL = 12

-- "int dirfd", "const char *pathname": what a call takes on an arch, where that
-- is known.
local function arguments_of(name, arch)
  local signature = seccomp.signature(name, arch)
  if not signature then return nil end
  local words = {}
  for i, argument in ipairs(signature) do
    words[i] = (argument.type .. " " .. argument.name):gsub("%* ", "*")
  end
  return json.list(words)
end

-- Adds the rows of a word on an arch: its number, and where libseccomp has a
-- pseudo number for the name, that one too.
local function look_up(rows, word, arch)
  local function add(name, number, fact)
    fact = fact or kernel.call(name, arch) or {}
    rows[#rows + 1] = {arch = arch, name = name, number = number,
      pseudo = number < 0, since = fact.since,
      arguments = arguments_of(name, arch)}
  end
  local number = call.syscall(word)
  if math.type(number) == "integer" then
    if number < -0x80000000 or number > 0x7fffffff then
      fail(word .. " is not a syscall number")
    end
    local name = seccomp.syscall_name(number, arch)
    local fact = not name and number >= 0 and kernel.call(number, arch)
    if name or fact then add(name or fact.name, number, fact or nil) end
    return
  end
  number = seccomp.syscall_number(word, arch)
  if not number then
    -- newer than this libseccomp
    local fact = kernel.call(word, arch)
    if fact then add(fact.name, fact.number, fact) end
    return
  end
  -- the bare name, whatever spelling was typed
  local name = seccomp.syscall_name(number, arch) or word
  local own = calls.own_number(name, arch)
  if own and own ~= number then add(name, own) end
  add(name, number)
end

-- The arches asked for, by their canonical names.
local function arches_of(args)
  if args.all then return seccomp.arches() end
  local arches = {}
  for i, name in ipairs(args.arch or {}) do
    local arch, message = seccomp.arch(name)
    arches[i] = arch or fail(message)
  end
  if #arches == 0 then arches[1] = seccomp.native_arch() end
  return arches
end

local function print_row(row, args, more)
  terminal.write(("%-11s %s %s%s\n"):format(row.arch,
    args.paint(("%-24s"):format(row.name), "bold"), row.number, more or
    row.pseudo and "  (libseccomp's pseudo number)" or ""))
end

-- Rows, those of a name together, and what the name takes below them; where
-- that differs from arch to arch, with the arches.
local function print_rows(rows, args)
  local at = 1
  while at <= #rows do
    local name, texts, arches = rows[at].name, {}, {}
    repeat
      local row = rows[at]
      print_row(row, args)
      local text = row.arguments and ("%s(%s)%s"):format(name,
        concat(row.arguments, ", "),
        row.since and ", since Linux " .. row.since or "")
      local list = text and arches[text]
      if text and not list then
        list = {}
        texts[#texts + 1], arches[text] = text, list
      end
      if list and list[#list] ~= row.arch then list[#list + 1] = row.arch end
      at = at + 1
    until at > #rows or rows[at].name ~= name
    for _, text in ipairs(texts) do
      if #texts > 1 then
        text = text .. " on " .. concat(arches[text], " ")
      end
      terminal.write("            ", terminal.wrapped(text, LABEL), "\n")
    end
  end
end

local function report(rows, args)
  if args.json then
    terminal.write(json.pretty(json.list(rows)), "\n")
  else
    print_rows(rows, args)
  end
end

local function list(arches, args)
  local names = calls.names(arches)
  if args.json then
    terminal.write(json.pretty(json.list(names)), "\n")
  else
    terminal.write(concat(names, "\n"), "\n")
  end
  return 0
end

-- A release as numbers that compare: 6.1.0 of "6.1".
local function release(text)
  local major, minor, patch = (text .. (text:find "%..*%." and "" or ".0"))
    :match "^(%d%d?%d?)%.(%d%d?%d?)%.(%d%d?%d?)$"
  if not major then
    fail(("--since takes a release of Linux as in 6.1, and \"%s\" " ..
      "is not one"):format(text))
  end
  return tonumber(major) * 1000000 + tonumber(minor) * 1000 + tonumber(patch)
end

-- The calls that are newer than a release.
local function newer(arches, args)
  local rows, than = {}, release(args.since)
  for _, arch in ipairs(arches) do
    for _, fact in ipairs(kernel.calls(arch)) do
      if fact.since and release(fact.since) > than then
        rows[#rows + 1] = {arch = arch, name = fact.name, number = fact.number,
          since = fact.since}
      end
    end
  end
  if args.json then
    terminal.write(json.pretty(json.list(rows)), "\n")
    return 0
  end
  for _, row in ipairs(rows) do
    print_row(row, args, "  since Linux " .. row.since)
  end
  return 0
end

local function run(args)
  if args.all and args.arch and #args.arch > 0 then
    fail "--all is every arch, and --arch some: leave one out"
  elseif args.list and #args.syscall > 0 then
    fail(("--list lists all syscalls, and \"%s\" is one to look up: " ..
      "leave one out"):format(args.syscall[1]))
  end
  if args.since and (args.list or #args.syscall > 0) then
    fail "--since lists what is newer, alone"
  end
  local arches = arches_of(args)
  if args.list then return list(arches, args) end
  if args.since then return newer(arches, args) end
  if #args.syscall == 0 then
    fail "resolve needs names or numbers, --list or --since"
  end
  local rows, missing = {}, 0
  for _, word in ipairs(args.syscall) do
    local before = #rows
    for _, arch in ipairs(arches) do
      look_up(rows, word, arch)
    end
    if #rows == before then
      missing = missing + 1
      local _, why = seccomp.syscall_number(word, arches[1])
      local number = call.syscall(word)
      if math.type(number) == "integer" then
        why = "no syscall has number " .. number
      end
      terminal.warn(("lua-seccomp: %s (%s)"):format(why, concat(arches, " ")))
    end
  end
  report(rows, args)
  return missing > 0 and 1 or 0
end

return {
  order = 14,
  summary = "Look up syscalls by name or number.",
  description = "Look up syscalls by name or number: numbers, arguments as " ..
    "the kernel's entry declares them, and the release that brought them. " ..
    "Status 1 when one of them is unknown.",
  arguments = {{"syscall", "Names or numbers.", args = "*", words = "syscalls",
    numbers = true}},
  options = {
    {"--arch", "An arch; may be given again.", value = "<arch>", count = "*",
      words = "arches"},
    {"--all", "Every arch this libseccomp supports."},
    {"--list", "The names of all syscalls."},
    {"--since", "The syscalls that are newer than a release, as in 6.1.",
      value = "<release>"},
    {"--json", "Report as JSON."},
  },
  run = run,
}
