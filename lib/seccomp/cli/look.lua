--- `lua-seccomp resolve` and `info`: names, numbers, and what this machine has.
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local concat = table.concat
local M = { resolve = {}, info = {} }

function M.resolve.define(command)
  command:summary "Look up syscalls by name or number."
  command:description("Look up syscalls by name or number. Status 1 when one "
    .. "of them is unknown.")
  command:argument("syscall", "Names or numbers."):args "+"
  command:option("--arch", "An arch; may be given again.")
    :count "*":argname "<arch>"
  command:flag("--all", "Every arch this libseccomp supports.")
  command:flag("--json", "Report as JSON.")
end

local function look_up(word, arch)
  local number = math.tointeger(tonumber(word))
  if number then
    if number < -0x80000000 or number > 0x7fffffff then
      error({ usage = word .. " is no syscall number" }, 0)
    end
    return seccomp.syscall_name(number, arch), number
  end
  return word, (seccomp.syscall_number(word, arch))
end

function M.resolve.run(args)
  local arches = args.arch
  if args.all then arches = seccomp.arches() end
  if not arches or #arches == 0 then arches = { seccomp.native_arch() } end
  local found, missing = {}, 0
  for _, word in ipairs(args.syscall) do
    local any = false
    for _, arch in ipairs(arches) do
      local name, number = look_up(word, arch)
      if name and number then
        any = true
        found[#found + 1] = { arch = seccomp.arch(arch), name = name,
                              number = number, pseudo = number < 0 }
      end
    end
    if not any then
      missing = missing + 1
      terminal.warn(("lua-seccomp: unknown syscall \"%s\" on %s")
        :format(word, concat(arches, " ")))
    end
  end
  if args.json then
    terminal.write(terminal.json(terminal.list(found)), "\n")
  else
    for _, row in ipairs(found) do
      terminal.write(("%-11s %s %s%s\n"):format(row.arch,
        args.paint(("%-24s"):format(row.name), "bold"), row.number,
        row.pseudo and "  (no number of its own for libseccomp)" or ""))
    end
  end
  return missing > 0 and 1 or 0
end

function M.info.define(command)
  command:summary "Show versions and what this kernel and libseccomp can do."
  command:flag("--json", "Report as JSON.")
end

-- A set of features as "this that (not: other)".
local function set_text(set, paint)
  local missing = {}
  for name, can in pairs(set) do
    if type(name) == "string" and not can then missing[#missing + 1] = name end
  end
  table.sort(missing)
  local text = concat(set, " ")
  if #missing > 0 then
    text = text .. paint("  (not: " .. concat(missing, " ") .. ")", "dim")
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
    terminal.write(args.paint(("%-12s"):format(row[1]), "bold"), row[2], "\n")
  end
  return 0
end

return M
