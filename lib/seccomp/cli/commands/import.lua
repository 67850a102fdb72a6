--- `lua-seccomp import`: what others wrote, as a policy.

-- SPDX-License-Identifier: MIT
local format = require "seccomp.format"
local formats = require "seccomp.cli.formats"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"

local tostring = tostring
local fail = terminal.fail

local function run(args)
  formats.report_apart(args, "policy")
  if args.from ~= "oci" then
    local policy, report = terminal.working("reading " .. args.file,
      format.import, input.bytes(args.file), args.from,
      formats.options(args, args.from, "read"))
    input.deliver(args.output, tostring(policy))
    if args.json then
      terminal.write(json.pretty {report = plain.list(report)}, "\n")
    else
      profile.print_report(report, args.paint_error)
    end
    return 0
  end
  if #args.set > 0 then
    fail "--set is not for --from oci: it has options of its own"
  end
  local read = input.read(args.file, profile.arguments(args))
  local policy, report = read.policy, read.report
  if not report then
    fail(("%s is not a JSON profile but a %s"):format(args.file,
      read.kind))
  end
  input.deliver(args.output, tostring(policy))
  if args.json then
    terminal.write(json.pretty {
      dialect = report.dialect, kind = report.kind, arch = report.arch,
      report = plain.list(report),
    }, "\n")
  else
    profile.print_report(report, args.paint_error)
  end
  return 0
end

local readable = {}
for _, name in ipairs(format.list()) do
  if format.find(name).reads then readable[#readable + 1] = name end
end

return {
  order = 12,
  summary = "Turn a container profile (JSON) into a policy.",
  arguments = {{"file", "Docker, podman or OCI profile, or what --from says."}},
  options = {
    {"--from", "The format of the file: oci (a container profile), bpf " ..
      "(bytes), c (an array), systemd (a unit), as lua-seccomp info lists " ..
      "them.", default = "oci", choices = readable},
    formats.OPTION,
    {"-o --output", "Where the policy goes (default: standard output).",
      value = "<file>"},
    {"--json", "The report as JSON on standard output, when the policy goes " ..
      "to a file."},
    profile.OPTIONS,
  },
  run = run,
}
