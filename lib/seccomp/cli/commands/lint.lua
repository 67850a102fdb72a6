--- `lua-seccomp lint`: what is likely not meant. Status 1 when there is more
-- than a note.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local catalogue = require "seccomp.lint.catalogue"
local json = require "seccomp.json"
local kinds = require "seccomp.lint.kinds"
local input = require "seccomp.cli.input"
local plain = require "seccomp.cli.plain"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"

local ipairs = ipairs

local function print_findings(findings, paint)
  for _, f in ipairs(findings) do
    local text = ("%s%s: %s"):format(profile.finding_text(f, paint),
      f.rule and (" rule %s"):format(f.rule) or "", f.message)
    terminal.write(terminal.fitted(text, 1, 2), "\n")
    if f.fix then
      terminal.write(terminal.fitted("  fix: " .. f.fix, 1, 7), "\n")
    end
    if f.witness then
      terminal.write("  as in: ", call.text(f.witness), "\n")
    end
  end
  if #findings == 0 then
    terminal.write(paint("nothing found", "green"), "\n")
  end
end

-- What remains of a profile's report when some ids are left out (nil where
-- there is no report), and the ids that are of the policy's findings.
local function ignoring(report, ids)
  local known, set, here = {}, {}, {}
  for _, id in ipairs(catalogue.ids) do known[id] = true end
  for _, id in ipairs(ids) do set[id] = true end
  local kept = report and json.list {}
  for _, entry in ipairs(report or {}) do
    here[entry.id] = true
    if not set[entry.id] then kept[#kept + 1] = entry end
  end
  local others = {}
  for _, id in ipairs(ids) do
    if known[id] or not here[id] then others[#others + 1] = id end
  end
  return kept, others
end

local function is_bad(findings)
  for _, finding in ipairs(findings) do
    if finding.severity ~= "note" then return true end
  end
  return false
end

local function run(args)
  local read = input.one(args.file, profile.arguments(args))
  local subject = read.program or read.policy
  local report, ignore = ignoring(read.report, args.ignore)
  local findings = terminal.working("looking at " .. args.file, subject.lint,
    subject, {ignore = ignore, program = args["for"]})
  if args.json then
    local list = plain.list(findings)
    for i, finding in ipairs(findings) do
      list[i].witness = finding.witness and plain.call(finding.witness)
    end
    terminal.write(json.pretty {findings = list, report = report}, "\n")
  else
    profile.print_report(report, args.paint_error)
    print_findings(findings, args.paint)
  end
  return (is_bad(findings) or is_bad(report or {})) and 1 or 0
end

return {
  order = 10,
  summary = "Look for what authors of policies get wrong.",
  description = "Look for what authors of policies get wrong. Of a profile " ..
    "it also tells what reading it had to decide; of a compiled program it " ..
    "looks at what it does, and not at how its rules were written. Status 1 " ..
    "when there is a finding that is more than a note.",
  arguments = {{"file", "Policy, profile or program."}},
  options = {
    {"--ignore", "A finding's id; may be given again.", value = "<id>",
      count = "*"},
    {"--for", "What it is for: tell what such programs need, and it denies.",
      choices = kinds.names},
    {"--json", "Report as JSON."},
    profile.OPTIONS,
  },
  run = run,
}
