--- `lua-seccomp export`: a policy for others.

-- SPDX-License-Identifier: MIT
local format = require "seccomp.format"
local formats = require "seccomp.cli.formats"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"

local ipairs = ipairs
local fail = terminal.fail

local function run(args)
  formats.report_apart(args, "profile")
  local read = input.one(args.file, profile.arguments(args), "arch")
  profile.print_reading(read, args.paint_error)
  local options = formats.options(args, args.to, "write")
  options.loose = args.loose or options.loose
  if args.to == "oci" then
    options.dialect = args["for"] or options.dialect
    options.with_runtime = args.with_runtime and (args["for"] or true) or
      options.with_runtime
    options.no_new_privs = args.no_new_privs or options.no_new_privs
  else
    for _, name in ipairs {"for", "with_runtime", "no_new_privs"} do
      if args[name] then
        fail(("--%s is for --to oci"):format(
          (name:gsub("_", "-"))))
      end
    end
  end
  local text, losses = terminal.working("exporting " .. args.file,
    format.export, input.policy(read), args.to, options)
  formats.deliver(args.output, args.to, text)
  if args.json then
    terminal.write(json.pretty {losses = plain.list(losses)}, "\n")
  else
    profile.print_report(losses, args.paint_error)
  end
  return 0
end

return {
  order = 13,
  summary = "Turn a policy into an OCI profile (JSON), or another format.",
  arguments = {{"file", "Policy or profile."}},
  options = {
    {"--to", "The format: oci (a container profile), systemd (lines for a " ..
      "unit), or another that lua-seccomp info lists.", default = "oci",
      choices = format.list()},
    {"-o --output", "Where the profile goes (default: standard output).",
      value = "<file>"},
    {"--for", "By whose reading it must mean the same: crun or runc.",
      choices = {"crun", "runc"}},
    {"--with-runtime", "Permit what the runtime does itself under a " ..
      "container's filter: that of --for, or crun and runc."},
    {"--no-new-privs", "The containers have noNewPrivileges: with them the " ..
      "runtime does less."},
    {"--loose", "Write what permits more than the policy, too, and say so."},
    formats.OPTION,
    {"--json", "The losses as JSON on standard output, when the profile " ..
      "goes to a file."},
    profile.OPTIONS,
  },
  run = run,
}
