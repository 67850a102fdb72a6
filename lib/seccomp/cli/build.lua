--- `lua-seccomp compile`, `show`, `import` and `export`: from one format
-- of a policy to another.
local call = require "seccomp.cli.call"
local format = require "seccomp.format"
local input = require "seccomp.cli.input"
local recordings = require "seccomp.cli.recording"
local process = require "seccomp.cli.process"
local terminal = require "seccomp.cli.terminal"

local error, ipairs, require, tonumber, tostring =
  error, ipairs, require, tonumber, tostring
local concat = table.concat

local M = { compile = {}, show = {}, import = {}, export = {} }

-- Words for capabilities.
local CAPS = { docker = true, podman = true, containerd = true, crio = true,
               all = true, none = true, mine = true }

--- Options for reading profiles, the same everywhere.
function M.profile_options(command)
  command:option("--dialect", "Whose reading of a profile: docker, podman, "
    .. "containerd, kubelet, crio, runc, crun or strict; a version may follow, "
    .. "as in \"runc 1.1.5\"."):argname "<reader>"
  command:option("--arch", "The arch a profile is for (default: native).")
    :argname "<arch>"
  command:option("--kernel", "The kernel a profile is for, as in 6.1.")
    :argname "<version>"
  command:option("--caps", "The capabilities it is for: docker, podman (what "
    .. "containers of these have), all, none, mine (this process's), or a list "
    .. "with commas between (default: what the reader gives a container).")
    :argname "<caps>"
  command:flag("--no-check", "Do not ask libseccomp what it makes of it.")
end

--- Those options, as seccomp.oci takes them.
function M.profile_arguments(args)
  local options = { dialect = args.dialect, arch = args.arch,
                    kernel = args.kernel,
                    check = not args.no_check }
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

-- Writes what a format gives, but no bytes to a terminal.
local function deliver(output, name, text)
  if format.find(name).binary then
    if (output or "-") == "-" and terminal.is_terminal(1) then
      error({ usage = name .. " is not for terminals: say -o FILE, or -f asm "
        .. "to read it" }, 0)
    end
  elseif text:sub(-1) ~= "\n" then
    text = text .. "\n"
  end
  input.deliver(output, text)
end

function M.compile.define(command)
  command:summary "Compile a policy or profile, and prove the result."
  command:argument("file", "Policy or profile; a program too, for another "
    .. "format.")
  command:option("-f --format", "One of those that lua-seccomp info lists.",
    "bpf"):choices(format.list())
  command:option("-o --output", "Where to (default: standard output).")
    :argname "<file>"
  command:flag("--no-prove", "Do not prove the program against the policy.")
  M.profile_options(command)
end

function M.compile.run(args)
  local read = input.read(args.file, M.profile_arguments(args))
  M.print_report(read.report, args.paint_error)
  local form = require("seccomp.format." .. args.format)
  local text, report
  if form.of_program then
    text = form.of_program(input.program(read, { prove = not args.no_prove }))
  else
    text, report = terminal.working("compiling " .. args.file, format.export,
      input.policy(read), args.format)
  end
  deliver(args.output, args.format, text)
  M.print_report(report, args.paint_error)
  return 0
end

function M.show.define(command)
  command:summary "Show a policy, profile or program in readable form."
  command:description("Show a policy, profile or program in readable form: a "
    .. "program as the policy that it is proven to be, whoever compiled it, or "
    .. "with --asm its instructions.")
  command:argument("file", "Policy, profile or program."):args "?"
  process.option(command, "What is in force for a running process, in place of "
    .. "a file; takes root.")
  command:flag("--asm", "The instructions of the program, or of what the "
    .. "policy compiles to.")
  command:flag("--json", "Report as JSON.")
  M.profile_options(command)
end

local STYLES = { error = "red", warning = "yellow", note = "cyan" }

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
  local errors, counts, caps = {}, { warning = 0, note = 0 }, ""
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
  for _, severity in ipairs { "warning", "note" } do
    local n = counts[severity]
    if n > 0 then
      parts[#parts + 1] = ("%d %s%s"):format(n, severity, n == 1 and "" or "s")
    end
  end
  if #parts > 0 then
    terminal.warn(terminal.fitted(("lua-seccomp: %s: %s%s on how the profile "
      .. "was read; lua-seccomp lint has them"):format(read.path, caps,
      concat(parts, " and ")), 2, 2))
  end
end

-- Findings that say how a profile was read.
local READING = { ["dialect-guessed"] = true, runtime = true,
                  capabilities = true, ["from-system"] = true }

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
function M.plain_reading(read)
  local report = read.report
  return report and { dialect = report.dialect, runtime = report.runtime,
    version = report.version, arch = report.arch,
    caps = report.caps and terminal.list { table.unpack(report.caps) },
    caps_from = report.caps_from }
end

-- A condition as JSON has it: named, for lists have no fields there.
local function plain_condition(list)
  local masked = list[2] == "masked_eq"
  return { arg = list[1], op = list[2], width = list.width or 64,
           raw = list.raw,
           mask = masked and list[3] or nil,
           value = masked and (list[4] or 0) or list[3] }
end

--- A policy as JSON has it.
-- @tparam Policy policy
-- @treturn table
function M.plain_policy(policy)
  local data = policy:data()
  for i, rule in ipairs(data.rules) do
    local plain = { syscalls = terminal.list {}, action = rule.action,
                    arches = rule.arches, optional = rule.optional }
    for k, name in ipairs(rule) do plain.syscalls[k] = name end
    if rule.when then
      plain.when = {}
      for k, list in ipairs(rule.when) do
        plain.when[k] = plain_condition(list)
      end
    end
    data.rules[i] = plain
  end
  terminal.list(data.rules)
  return data
end

local function show_recording(recording, args)
  if args.asm then
    error({ usage = args.file .. " is a recording, which has no instructions" },
      0)
  end
  for _, note in ipairs(recording.notes or {}) do
    terminal.warn("lua-seccomp: ", terminal.line(note))
  end
  terminal.write(args.json and terminal.json(recordings.plain(recording))
    or recordings.text(recording), "\n")
  return 0
end

function M.show.run(args)
  process.check_one("show", args.file, args.pid)
  if args.pid then
    return process.show(process.read(args.pid), args, M.plain_policy)
  end
  local recording, bytes = input.recording(args.file)
  if recording then return show_recording(recording, args) end
  local read = input.read(args.file, M.profile_arguments(args), bytes)
  local program, policy = read.program, read.policy
  local text
  if program then
    text, policy = process.text(program, args.file, args)
  else
    text = args.asm and policy:compile():disassemble() or tostring(policy)
  end
  if args.json then
    terminal.write(terminal.json {
      kind = read.kind, text = text,
      instructions = program and #program, endian = program and program.endian,
      policy = policy and M.plain_policy(policy),
      profile = M.plain_reading(read),
    }, "\n")
    return 0
  end
  M.print_report(read.report, args.paint_error)
  terminal.write(text, text:sub(-1) == "\n" and "" or "\n")
  return 0
end

-- Raises where the report would run into what is written.
local function report_apart(args, what)
  if args.json and (args.output or "-") == "-" then
    error({ usage = ("--json reports on standard output: the %s needs -o FILE")
      :format(what) }, 0)
  end
end

local function plain_report(report)
  local list = terminal.list()
  for i, entry in ipairs(report) do list[i] = call.plain(entry) end
  return list
end

local function set_option(command)
  command:option("--set", "An option of the format, as in version=257; may be "
    .. "given again."):count "*":argname "<name=value>"
end

-- The options of --set for a format, as it takes them; and the arch, where it
-- takes one.
local function format_options(args, name, direction)
  local types = format.find(name).options[direction]
  local options = { arch = types.arch and args.arch or nil }
  for _, setting in ipairs(args.set) do
    local key, text = setting:match "^([%w_]+)=(.*)$"
    if not key then
      error({ usage = ("--set %s: name=value is expected"):format(setting) }, 0)
    end
    local value = text
    if types[key] == "number" then
      value = tonumber(text)
    elseif types[key] == "boolean" then
      value = text == "true" or text ~= "false" and nil
    end
    if value == nil then
      error({ usage = ("--set %s: a %s is expected"):format(setting, types[key]
        == "boolean" and "true or false" or types[key]) }, 0)
    end
    options[key] = value
  end
  return options
end

M["import"].define = function(command)
  command:summary "Turn a container profile (JSON) into a policy."
  command:argument("file", "Docker, podman or OCI profile, or what --from "
    .. "says.")
  command:option("--from", "The format of the file: oci (a container profile), "
    .. "bpf (bytes), c (an array), systemd (a unit), as lua-seccomp info lists "
    .. "them.", "oci"):choices(format.list())
  set_option(command)
  command:option("-o --output", "Where the policy goes."):argname "<file>"
  command:flag("--json", "The report as JSON on standard output, when the "
    .. "policy goes to a file.")
  M.profile_options(command)
end

M["import"].run = function(args)
  report_apart(args, "policy")
  if args.from ~= "oci" then
    local policy, report = terminal.working("reading " .. args.file,
      format.import, input.bytes(args.file), args.from,
      format_options(args, args.from, "read"))
    input.deliver(args.output, tostring(policy))
    if args.json then
      terminal.write(terminal.json { report = plain_report(report) }, "\n")
    else
      M.print_report(report, args.paint_error)
    end
    return 0
  end
  if #args.set > 0 then
    error({ usage = "--set is not for --from oci: it has options of its own" },
      0)
  end
  local read = input.read(args.file, M.profile_arguments(args))
  local policy, report = read.policy, read.report
  if not report then
    error({ usage = ("%s is not a JSON profile but a %s"):format(args.file,
      read.kind) }, 0)
  end
  input.deliver(args.output, tostring(policy))
  if args.json then
    terminal.write(terminal.json {
      dialect = report.dialect, kind = report.kind, arch = report.arch,
      report = plain_report(report),
    }, "\n")
  else
    M.print_report(report, args.paint_error)
  end
  return 0
end

M["export"].define = function(command)
  command:summary "Turn a policy into an OCI profile (JSON), or another format."
  command:argument("file", "Policy or profile.")
  command:option("--to", "The format: oci (a container profile), systemd "
    .. "(lines for a unit), or another that lua-seccomp info lists.", "oci")
    :choices(format.list())
  command:option("-o --output", "Where the profile goes."):argname "<file>"
  command:option("--for", "By whose reading it must mean the same: crun or "
    .. "runc."):choices { "crun", "runc" }
  command:flag("--with-runtime", "Permit what the runtime does itself under a "
    .. "container's filter: that of --for, or crun and runc.")
  command:flag("--no-new-privs", "The containers have noNewPrivileges: with "
    .. "them the runtime does less.")
  command:flag("--loose", "Write what permits more than the policy, too, and "
    .. "say so.")
  set_option(command)
  command:flag("--json", "The losses as JSON on standard output, when the "
    .. "profile goes to a file.")
  M.profile_options(command)
end

M["export"].run = function(args)
  report_apart(args, "profile")
  local read = input.read(args.file, M.profile_arguments(args))
  M.print_reading(read, args.paint_error)
  local options = format_options(args, args.to, "write")
  options.loose = args.loose or options.loose
  if args.to == "oci" then
    options.dialect = args["for"] or options.dialect
    options.with_runtime = args.with_runtime and (args["for"] or true) or
      options.with_runtime
    options.no_new_privs = args.no_new_privs or options.no_new_privs
  else
    for _, name in ipairs { "for", "with_runtime", "no_new_privs" } do
      if args[name] then
        error({ usage = ("--%s is for --to oci"):format(
          (name:gsub("_", "-"))) },
          0)
      end
    end
  end
  local text, losses = terminal.working("exporting " .. args.file,
    format.export, input.policy(read), args.to, options)
  deliver(args.output, args.to, text)
  if args.json then
    terminal.write(terminal.json { losses = plain_report(losses) }, "\n")
  else
    M.print_report(losses, args.paint_error)
  end
  return 0
end

return M
