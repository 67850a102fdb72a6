--- Profiles as the command reads them: how that is said, and what is told of
-- it.

-- SPDX-License-Identifier: MIT
local json = require "seccomp.json"
local terminal = require "seccomp.cli.terminal"

local ipairs, table = ipairs, table
local concat = table.concat

local M = {}

-- Words for capabilities.
local CAPS = {docker = true, podman = true, containerd = true, crio = true,
  all = true, none = true, mine = true}

--- Options for reading profiles, the same everywhere.
M.OPTIONS = {
  {"--dialect", "Whose reading of a profile: docker, podman, containerd, " ..
    "kubelet, crio, runc, crun or strict; a version may follow, as in " ..
    "\"runc 1.1.5\".", value = "<reader>"},
  {"--arch", "The arch a profile is for (default: native).", value = "<arch>",
    words = "arches"},
  {"--kernel", "The kernel a profile is for, as in 6.1.", value = "<version>"},
  {"--caps", "The capabilities it is for: docker, podman (what containers " ..
    "of these have), all, none, mine (this process's), or a list with " ..
    "commas between (default: what the reader gives a container).",
    value = "<caps>"},
  {"--no-check", "Do not ask libseccomp what it makes of it."},
}

--- Those options, as seccomp.oci takes them.
function M.arguments(args)
  local options = {dialect = args.dialect, arch = args.arch,
    kernel = args.kernel}
  if args.no_check then options.check = false end
  if args.caps and CAPS[args.caps] then
    options.caps = args.caps
  elseif args.caps then
    options.caps = {}
    for cap in args.caps:gmatch "[^,%s]+" do
      options.caps[#options.caps + 1] = cap
    end
  end
  return options
end

local STYLES = {error = "red", warning = "yellow", note = "cyan"}

--- How findings begin: severity and id, in the severity's colour.
-- @tparam table finding
-- @tparam function paint
-- @treturn string
function M.finding_text(finding, paint)
  local severity = finding.severity or "warning"
  return paint(severity .. " " .. finding.id, STYLES[severity])
end

--- What an import or an export reported, on standard error.
-- @tparam table|nil report
-- @tparam function paint
function M.print_report(report, paint)
  for _, entry in ipairs(report or {}) do
    terminal.warn(terminal.fitted(("%s: %s"):format(
      M.finding_text(entry, paint), entry.message), 2, 2))
  end
end

--- The same in short, for a command that was to be run: what is an error, and
-- in one line for which capabilities it was read and how many others there are.
-- @tparam table read of input.read
-- @tparam function paint
function M.print_summary(read, paint)
  local errors, counts, caps = {}, {warning = 0, note = 0}, ""
  for _, entry in ipairs(read.report or {}) do
    if entry.id == "capabilities" then
      caps = entry.message:match "^read for [^:]*" .. ", "
    end
    if entry.severity == "error" then
      errors[#errors + 1] = entry
    else
      counts[entry.severity] = (counts[entry.severity] or 0) + 1
    end
  end
  M.print_report(errors, paint)
  local parts = {}
  for _, severity in ipairs {"warning", "note"} do
    local n = counts[severity]
    if n > 0 then
      parts[#parts + 1] = ("%d %s%s"):format(n, severity, n == 1 and "" or "s")
    end
  end
  if #parts > 0 then
    terminal.warn(terminal.fitted(("lua-seccomp: %s: %s%s on how the " ..
      "profile was read; lua-seccomp lint has them"):format(read.path, caps,
      concat(parts, " and ")), 2, 2))
  end
end

-- Findings that say how a profile was read.
local READING = {["dialect-guessed"] = true, runtime = true,
  capabilities = true, ["from-system"] = true}

--- How a profile was read, and what of it is wrong, on standard error: for
-- subcommands whose answer is about something else.
-- @tparam table read what `seccomp.cli.input` read
-- @tparam function paint
function M.print_reading(read, paint)
  local shown = {}
  for _, entry in ipairs(read.report or {}) do
    if READING[entry.id] or entry.severity == "error" then
      shown[#shown + 1] = entry
    end
  end
  M.print_report(shown, paint)
end

--- The same as JSON has it, or nil for what is no profile.
-- @tparam table read
-- @treturn ?table
function M.plain(read)
  local report = read.report
  return report and {dialect = report.dialect, runtime = report.runtime,
    version = report.version, arch = report.arch,
    caps = report.caps and json.list {table.unpack(report.caps)},
    caps_from = report.caps_from}
end

return M
