--- `lua-seccomp info`: what this machine has.

-- SPDX-License-Identifier: MIT
local format = require "seccomp.format"
local json = require "seccomp.json"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local ipairs, pairs, table, type = ipairs, pairs, table, type
local concat = table.concat

-- The column of what belongs to a label in front.
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
    text = text .. "\n" .. (" "):rep(LABEL) ..
      paint("not: " .. concat(missing, " "), "dim")
  end
  return text
end


-- The formats of policies, with what each is.
local function format_list()
  local formats = json.list()
  for i, name in ipairs(format.list()) do
    local found = format.find(name)
    formats[i] = {name = name, summary = found.summary, reads = found.reads}
  end
  return formats
end

local function run(args)
  local features = seccomp.features()
  local version = concat({seccomp.library_version()}, ".")
  if args.json then
    local plain = {}
    for group, set in pairs(features) do
      plain[group] = {}
      for name, can in pairs(set) do
        if type(name) == "string" then plain[group][name] = can end
      end
    end
    terminal.write(json.pretty {
      version = seccomp._VERSION, libseccomp = version, api = seccomp.api(),
      native_arch = seccomp.native_arch(), features = plain,
      formats = format_list(),
    }, "\n")
    return 0
  end
  local rows = {
    {"module", seccomp._VERSION},
    {"libseccomp", ("%s, API level %d"):format(version, seccomp.api())},
    {"native arch", seccomp.native_arch()},
    {"actions", set_text(features.actions, args.paint)},
    {"flags", set_text(features.flags, args.paint)},
    {"notify", set_text(features.notify, args.paint)},
    {"arches", set_text(features.arches, args.paint)},
  }
  for i, found in ipairs(format_list()) do
    rows[#rows + 1] = {i == 1 and "formats" or "", ("%-8s %s"):format(
      found.name, found.summary)}
  end
  for _, row in ipairs(rows) do
    terminal.write(args.paint(("%-12s"):format(row[1]), "bold"), row[2],
      "\n")
  end
  return 0
end

return {
  order = 15,
  summary = "Show versions and what this kernel and libseccomp can do.",
  options = {{"--json", "Report as JSON."}},
  run = run,
}
