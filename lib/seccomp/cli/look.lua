--- `lua-seccomp resolve` and `info`: names, numbers, and what this machine has.
local call = require "seccomp.cli.call"
local calls = require "seccomp.kernel.calls"
local format = require "seccomp.format"
local kernel = require "seccomp.core.kernel"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local concat = table.concat
local M = { resolve = {}, info = {} }

-- The column of what belongs to a label in front.
local LABEL = 12

function M.resolve.define(command)
  command:summary "Look up syscalls by name or number."
  command:description("Look up syscalls by name or number: numbers, arguments "
    .. "as the kernel's entry declares them, and the release that brought "
    .. "them. Status 1 when one of them is unknown.")
  command:argument("syscall", "Names or numbers."):args "*"
  command:option("--arch", "An arch; may be given again.")
    :count "*":argname "<arch>"
  command:flag("--all", "Every arch this libseccomp supports.")
  command:flag("--list", "The names of all syscalls.")
  command:option("--since", "The syscalls that are newer than a release, as in "
    .. "6.1."):argname "<release>"
  command:flag("--json", "Report as JSON.")
end

-- "int dirfd", "const char *pathname": what a call takes on an arch, where that
-- is known.
local function arguments_of(name, arch)
  local signature = seccomp.signature(name, arch)
  if not signature then return nil end
  local words = {}
  for i, argument in ipairs(signature) do
    words[i] = (argument.type .. " " .. argument.name):gsub("%* ", "*")
  end
  return terminal.list(words)
end

-- Adds the rows of a word on an arch: its number, and where libseccomp has a
-- pseudo number for the name, that one too.
local function look_up(rows, word, arch)
  local function add(name, number, fact)
    fact = fact or kernel.call(name, arch) or {}
    rows[#rows + 1] = { arch = arch, name = name, number = number,
                        pseudo = number < 0, since = fact.since,
                        arguments = arguments_of(name, arch) }
  end
  local number = call.syscall(word)
  if math.type(number) == "integer" then
    if number < -0x80000000 or number > 0x7fffffff then
      error({ usage = word .. " is not a syscall number" }, 0)
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
    arches[i] = arch or error({ usage = message }, 0)
  end
  if #arches == 0 then arches[1] = seccomp.native_arch() end
  return arches
end

--- The names of all syscalls of some arches, sorted.
-- @tparam {string,…} arches
-- @treturn {string,…}
function M.syscalls(arches)
  local names, seen = {}, {}
  for _, arch in ipairs(arches) do
    for name in pairs((calls.own_numbers(arch))) do
      if not seen[name] then names[#names + 1] = name end
      seen[name] = true
    end
  end
  table.sort(names)
  return names
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
        concat(row.arguments, ", "), row.since and ", since Linux " .. row.since
        or "")
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
    terminal.write(terminal.json(terminal.list(rows)), "\n")
  else
    print_rows(rows, args)
  end
end

local function list(arches, args)
  local names = M.syscalls(arches)
  if args.json then
    terminal.write(terminal.json(terminal.list(names)), "\n")
  else
    terminal.write(concat(names, "\n"), "\n")
  end
  return 0
end

-- A release as numbers that compare: 6.1.0 of "6.1".
local function release(text)
  local major, minor, patch =
    text:match "^(%d%d?%d?)%.(%d%d?%d?)%.?(%d?%d?%d?)$"
  if not major then
    error({ usage = ("--since takes a release of Linux as in 6.1, and \"%s\" "
      .. "is not one"):format(text) }, 0)
  end
  return tonumber(major) * 1000000 + tonumber(minor) * 1000
    + (tonumber(patch) or 0)
end

-- The calls that are newer than a release.
local function newer(arches, args)
  local rows, than = {}, release(args.since)
  for _, arch in ipairs(arches) do
    for _, fact in ipairs(kernel.calls(arch)) do
      if fact.since and release(fact.since) > than then
        rows[#rows + 1] = { arch = arch, name = fact.name, number = fact.number,
                            since = fact.since }
      end
    end
  end
  if args.json then
    terminal.write(terminal.json(terminal.list(rows)), "\n")
    return 0
  end
  for _, row in ipairs(rows) do
    print_row(row, args, "  since Linux " .. row.since)
  end
  return 0
end

function M.resolve.run(args)
  if args.all and args.arch and #args.arch > 0 then
    error({ usage = "--all is every arch, and --arch some: leave one out" }, 0)
  elseif args.list and #args.syscall > 0 then
    error({ usage = ("--list lists all syscalls, and \"%s\" is one to look up: "
      .. "leave one out"):format(args.syscall[1]) }, 0)
  end
  if args.since and (args.list or #args.syscall > 0) then
    error({ usage = "--since lists what is newer, alone" }, 0)
  end
  local arches = arches_of(args)
  if args.list then return list(arches, args) end
  if args.since then return newer(arches, args) end
  if #args.syscall == 0 then
    error({ usage = "resolve needs names or numbers, --list or --since" }, 0)
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

function M.info.define(command)
  command:summary "Show versions and what this kernel and libseccomp can do."
  command:flag("--json", "Report as JSON.")
end

-- A set of features: what there is, and in a line of its own what is not.
local function set_text(set, paint)
  local missing = {}
  for name, can in pairs(set) do
    if type(name) == "string" and not can then missing[#missing + 1] = name end
  end
  table.sort(missing)
  local text = terminal.wrapped(concat(set, " "), LABEL)
  if #missing > 0 then
    text = text .. "\n" .. (" "):rep(LABEL)
      .. paint("not: " .. concat(missing, " "), "dim")
  end
  return text
end


-- The formats of policies, with what each is.
local function format_list()
  local formats = terminal.list()
  for i, name in ipairs(format.list()) do
    local found = format.find(name)
    formats[i] = { name = name, summary = found.summary, reads = found.reads }
  end
  return formats
end

function M.info.run(args)
  local features = seccomp.features()
  local version = concat({ seccomp.library_version() }, ".")
  if args.json then
    local plain = {}
    for group, set in pairs(features) do
      plain[group] = {}
      for name, can in pairs(set) do
        if type(name) == "string" then plain[group][name] = can end
      end
    end
    terminal.write(terminal.json {
      version = seccomp._VERSION, libseccomp = version, api = seccomp.api(),
      native_arch = seccomp.native_arch(), features = plain,
      formats = format_list(),
    }, "\n")
    return 0
  end
  local rows = {
    { "module", seccomp._VERSION },
    { "libseccomp", ("%s, API level %d"):format(version, seccomp.api()) },
    { "native arch", seccomp.native_arch() },
    { "actions", set_text(features.actions, args.paint) },
    { "flags", set_text(features.flags, args.paint) },
    { "notify", set_text(features.notify, args.paint) },
    { "arches", set_text(features.arches, args.paint) },
  }
  for i, found in ipairs(format_list()) do
    rows[#rows + 1] = { i == 1 and "formats" or "", ("%-8s %s"):format(
      found.name, found.summary) }
  end
  for _, row in ipairs(rows) do
    terminal.write(args.paint(("%-12s"):format(row[1]), "bold"), row[2],
      "\n")
  end
  return 0
end

return M
