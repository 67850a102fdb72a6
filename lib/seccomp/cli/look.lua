--- `lua-seccomp resolve` and `info`: names, numbers, and what this machine has.
local call = require "seccomp.cli.call"
local calls = require "seccomp.oci.calls"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local concat = table.concat
local M = { resolve = {}, info = {} }

function M.resolve.define(command)
  command:summary "Look up syscalls by name or number."
  command:description("Look up syscalls by name or number. Status 1 when one "
    .. "of them is unknown.")
  command:argument("syscall", "Names or numbers."):args "*"
  command:option("--arch", "An arch; may be given again.")
    :count "*":argname "<arch>"
  command:flag("--all", "Every arch this libseccomp supports.")
  command:flag("--list", "The names of all syscalls.")
  command:flag("--json", "Report as JSON.")
end

-- Adds the rows of a word on an arch: its number, and where libseccomp has a
-- pseudo number for the name, that one too.
local function look_up(rows, word, arch)
  local function add(name, number)
    rows[#rows + 1] = { arch = arch, name = name, number = number,
                        pseudo = number < 0 }
  end
  local number = call.syscall(word)
  if math.type(number) == "integer" then
    if number < -0x80000000 or number > 0x7fffffff then
      error({ usage = word .. " is not a syscall number" }, 0)
    end
    local name = seccomp.syscall_name(number, arch)
    if name then add(name, number) end
    return
  end
  number = seccomp.syscall_number(word, arch)
  if not number then return end
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

local function print_rows(rows, args)
  for _, row in ipairs(rows) do
    terminal.write(("%-11s %s %s%s\n"):format(row.arch,
      args.paint(("%-24s"):format(row.name), "bold"), row.number,
      row.pseudo and "  (libseccomp's pseudo number)" or ""))
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

function M.resolve.run(args)
  if args.all and args.arch and #args.arch > 0 then
    error({ usage = "--all is every arch, and --arch some: leave one out" }, 0)
  elseif args.list and #args.syscall > 0 then
    error({ usage = ("--list lists all syscalls, and \"%s\" is one to look up: "
      .. "leave one out"):format(args.syscall[1]) }, 0)
  end
  local arches = arches_of(args)
  if args.list then return list(arches, args) end
  if #args.syscall == 0 then
    error({ usage = "resolve needs names or numbers, or --list" }, 0)
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

local LABEL = 12

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
  for _, row in ipairs(rows) do
    terminal.write(args.paint(("%-12s"):format(row[1]), "bold"), row[2],
      "\n")
  end
  return 0
end

return M
