--- Reads profiles: with the meaning that they have for whoever reads them.
-- @module seccomp.oci

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local capabilities = require "seccomp.oci.capabilities"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local installed = require "seccomp.kernel.installed"
local json = require "seccomp.json"
local meanings = require "seccomp.oci.meaning"
local policies = require "seccomp.policy.object"
local options_of = require "seccomp.oci.options"
local other_formats = require "seccomp.oci.other_formats"
local profiles = require "seccomp.oci.profile"
local reports = require "seccomp.oci.report"
local rules = require "seccomp.oci.rules"

local M = {}

local ipairs, type = ipairs, type
local concat = table.concat
local refuse = options_of.refuse

local IMPORT_OPTIONS = {dialect = true, arch = true, caps = true,
  kernel = true, check = true}

-- A member of the configuration of a bundle. Its readers differ about keys in
-- other letter cases and about keys that are there twice.
local function member(object, key)
  local members, count = json.members(object) or {}, 0
  for i = 1, #members, 2 do
    local name = members[i]
    if name:lower() == key then count = count + 1 end
    if name:lower() == key and name ~= key then
      refuse(("the configuration has \"%s\": write it as \"%s\""):format(
        json.text(name), key))
    end
  end
  if count > 1 then
    refuse(("the configuration has \"%s\" twice: take one out"):format(key))
  end
  return object[key]
end

-- The document to read, from JSON text or a table; config.json of a bundle is
-- opened to its linux.seccomp.
local function document_of(source)
  local document = source
  if type(source) == "string" then
    local message
    document, message = json.decode(source)
    if not document then
      local format = other_formats.name(source)
      refuse(("this is not a JSON profile%s: %s"):format(format and
        " but looks like " .. format or "", message))
    end
  end
  if document.defaultAction == nil and type(document.linux) == "table" then
    document = member(member(document, "linux"), "seccomp")
    if json.type(document) ~= "table" then
      refuse "the configuration has no linux.seccomp"
    end
  end
  return document
end

-- Whose reading is asked for. The installed runtime counts where the profile is
-- read for a machine like this one.
local function pick_dialect(spec, kind, podman, arch, report)
  local guessed = spec == nil
  if guessed then
    spec = podman and "podman" or kind == "profile" and "docker" or "crun"
  elseif type(spec) ~= "string" then
    refuse(("option \"dialect\": one of %s is expected, not a %s"):format(
      concat(consumers.names, ", "), type(spec)))
  end
  local silent
  local consumer, message = consumers.dialect(spec, function(name)
    local version
    if arch == seccomp.native_arch() then
      version, silent = installed.version(name)
    end
    return version
  end)
  if not consumer then refuse("option \"dialect\": " .. message) end
  if guessed then
    report:add("dialect-guessed", "note",
      ("no dialect was named: read as %s reads it"):format(consumer.label))
  end
  if consumer.runtime then
    report:add("runtime", silent and "warning" or "note",
      ("read for %s%s%s"):format(consumer.runtime_label,
      consumer.from == "installed" and ", which is installed here" or
      consumer.from == "newest" and ", the newest that is known" or "",
      silent and ("; %s is here and did not tell its version: name it, as " ..
        "in \"%s\""):format(silent, consumer.runtime_label) or ""))
  end
  return consumer
end

local function refuse_doubts(report)
  local doubts = {}
  for _, finding in ipairs(report) do
    if finding.severity ~= "note" then doubts[#doubts + 1] = finding.message end
  end
  if #doubts == 0 then return end
  local shown = concat(doubts, "; ", 1, math.min(#doubts, 3))
  refuse(("strict: %s%s"):format(shown, #doubts > 3 and
    ("; and %d more"):format(#doubts - 3) or ""),
    {findings = {table.unpack(report)}})
end

-- What a consumer reads: `document`, `profile`, `consumer`, `report`.
local function read(source, options)
  local report = reports.new()
  local document = document_of(source)
  local kind, podman = profiles.kind(document)
  local arch = options.arch == nil and seccomp.native_arch() or
    options_of.arch(options.arch)
  local consumer = pick_dialect(options.dialect, kind, podman, arch, report)
  local caps, caps_word = options_of.capabilities(options.caps)
  report.caps = caps
  local profile = profiles.read(document, {consumer = consumer,
    report = report, arch = arch, digits = type(source) == "table",
    caps = caps and capabilities.set(caps), caps_word = caps_word,
    kernel = options_of.kernel(options.kernel)})
  report.dialect, report.kind, report.arch = consumer.name, kind, arch
  report.runtime, report.version = consumer.runtime, consumer.version
  return {profile = profile, consumer = consumer, report = report}
end

local function finish(what)
  if what.consumer.strict then refuse_doubts(what.report) end
  return what.report:finish()
end

local function decode(source, options)
  local what = read(source, options)
  local plain = rules.policy(what.profile, what.consumer, what.report)
  return plain, finish(what)
end

local function check_source(op, source)
  if type(source) ~= "string" and type(source) ~= "table" then
    errors.argument(1, op, "string or table", source)
  end
end

--- Reads a profile into the plain table that `require("seccomp.policy").new`
-- takes; otherwise as `import`, but libseccomp is not asked.
function M.decode(source, options, ...)
  errors.no_more("decode", 2, ...)
  check_source("decode", source)
  options = errors.options("decode", options, 2, IMPORT_OPTIONS)
  return errors.as("decode", decode, source, options)
end

-- The policy of a profile. The native arch is always in it, and may have the
-- other byte order than those which the profile lists.
local function policy_of(plain, what, options)
  local ok, policy = errors.attempt(function()
    return options.check == false and policies.new(plain) or
      meanings.asked(plain, what.profile, what.consumer, what.report)
  end)
  if ok then return policy end
  if type(policy) == "table" and policy.code == "EDOM" then
    policy.message = ("%s; a container's filter always has the native arch, " ..
      "%s: option \"arch\" names that of another machine"):format(
      policy.message:gsub(", so give each order a policy$", ""),
      what.report.arch)
  end
  error(policy, 0)
end

local function import(source, options)
  if options.check ~= nil and type(options.check) ~= "boolean" then
    refuse "option \"check\": true or false is expected"
  end
  local what = read(source, options)
  local plain = rules.policy(what.profile, what.consumer, what.report)
  local policy = policy_of(plain, what, options)
  return policy, finish(what)
end

--- Imports a profile, with the meaning that it has for the consumer asked for:
-- that of the program which a container gets.
--
-- The libseccomp in use is asked what it makes of the profile, and where that
-- is something else than the profile says, the policy does what libseccomp
-- does. The report tells of each such call.
--
-- The report is a list of findings `{id=, severity=, message=, block=,
-- syscall=}` ("error", "warning" or "note"; `block` counts from 1), the
-- weightiest first, with every consequence that the text of the profile does
-- not show, and the fields `dialect`, `runtime` and `version` (of the runtime,
-- "1.1.5"), `kind` ("profile" or "runtime-spec"), `arch`, `caps` (a list, where
-- the profile asks for capabilities), `load` (the options of `policy:load` that
-- the flags ask for), `listener_path` and `listener_metadata`.
-- @tparam string|table source JSON text, or the same as a table; the
-- config.json of a bundle will do
-- @tparam[opt] table options `dialect`: whose reading, "docker", "podman",
-- "containerd", "kubelet", "crio", "runc", "crun", or "strict", which raises on
-- anything doubtful (without it, a guess that is reported). Behind it the
-- version of the runtime may stand, "runc 1.1.5", or the runtime, "podman
-- runc"; without a version it is the installed one, or else the newest. `arch`:
-- the native arch there; `caps`: the capabilities of the container, a list, or
-- "docker", "podman", "all", "none", or "mine" for this process's (those that
-- the consumer gives containers); `kernel`: its release (this system's);
-- `check`: false not to ask libseccomp
-- @treturn Policy
-- @treturn table report
-- @raise EINVAL for what the consumer refuses, and with "strict" for anything
-- doubtful (`err.findings`); EEXIST for rules that libseccomp refuses; E2BIG
-- for more rules with conditions, or unknown names, than any filter has use
-- for; EREFUTED, with `witness`, where libseccomp makes something of it that no
-- policy says
function M.import(source, options, ...)
  errors.no_more("import", 2, ...)
  check_source("import", source)
  options = errors.options("import", options, 2, IMPORT_OPTIONS)
  return errors.as("import", import, source, options)
end

return M
