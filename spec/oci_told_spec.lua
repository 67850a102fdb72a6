-- SPDX-License-Identifier: MIT
-- What imports and exports of profiles say, word for word: findings, losses and
-- refusals, of profiles and policies that have each, and of those next to them.
local consumers = require "seccomp.oci.consumers"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"
local profiles = require "spec.profiles"
local told = require "spec.told"

-- The libseccomp at hand, and the end of its table, are no part of what is
-- told; nor is the kernel.
local function plain(text)
  return (text:gsub("libseccomp %d+%.%d+%.%d+", "libseccomp VERSION")
    :gsub("ends at Linux [%d.]+", "ends at Linux VERSION"))
end

local function call_text(call)
  return ("%s gets %s, not %s"):format(told.call(call), tostring(call.left),
    tostring(call.right))
end

-- Findings or losses as lines: all, but for some ids, or those of some alone.
local function lines_of(findings, ids)
  local lines = {}
  for _, one in ipairs(findings) do
    if not ids or (" " .. ids .. " "):find(" " .. one.id .. " ", 1, true) then
      local head = {one.severity, one.id}
      head[#head + 1] = one.block and "block " .. one.block
      head[#head + 1] = one.syscall and tostring(one.syscall)
      lines[#lines + 1] = table.concat(head, " ") .. ": " ..
        plain(one.message)
      if one.witness and one.witness.arch then
        lines[#lines + 1] = "  call: " .. call_text(one.witness)
      end
      if one.syscalls then
        lines[#lines + 1] = "  calls: " .. table.concat(one.syscalls, " ")
      end
    end
  end
  return #lines > 0 and lines or {"nothing"}
end

-- What fn(...) raises.
local function refused(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  if type(err) ~= "table" then return {plain(tostring(err))} end
  local lines = {err.code .. ": " .. plain(err.message)}
  if err.witness then
    lines[2] = "  call: " .. call_text(err.witness)
  end
  return lines
end

-- What every import of a reader has to say of it.
local USUAL = {["runtime"] = true, ["libseccomp-asked"] = true,
  ["enosys-stub"] = true, ["flags-default"] = true, ["flags-dropped"] = true}

local function options_of(spec, more)
  local options = {dialect = spec, arch = "amd64", check = false}
  for key, value in pairs(more or {}) do options[key] = value end
  return options
end

local env = {allow = profiles.allow, arg = profiles.arg, with = profiles.with}

-- A block of some action.
function env.block(names, action, more)
  local out = {names = type(names) == "table" and names or {names},
    action = "SCMP_ACT_" .. action}
  for key, value in pairs(more or {}) do out[key] = value end
  return out
end

-- The findings of an import, without what is said of each.
function env.import(profile, spec, more)
  local _, report = oci.import(profile, options_of(spec, more))
  local kept = {}
  for _, finding in ipairs(report) do
    if not USUAL[finding.id] then kept[#kept + 1] = finding end
  end
  return lines_of(kept)
end

-- Those of some ids.
function env.findings(ids, profile, spec, more)
  local _, report = oci.import(profile, options_of(spec, more))
  return lines_of(report, ids)
end

function env.refused(profile, spec, more)
  return refused(oci.import, profile, options_of(spec, more))
end

-- The arches of an import.
function env.arches(profile, spec, more)
  return {table.concat(oci.import(profile, options_of(spec, more)).arches,
    " ")}
end

-- The rules of an import, as a policy file has them.
function env.rules(profile, spec, more)
  local lines = {}
  for line in tostring(oci.import(profile, options_of(spec, more)))
    :gmatch "[^\n]+"
  do
    lines[#lines + 1] = line
  end
  return lines
end

-- The keys that a reader knows.
function env.keys(spec)
  local lines = {}
  for level, known in pairs(consumers.dialect(spec, function() end).keys) do
    local keys = {}
    for key in pairs(known) do keys[#keys + 1] = key end
    table.sort(keys)
    lines[#lines + 1] = level .. ": " .. table.concat(keys, " ")
  end
  table.sort(lines)
  return lines
end

-- What of(i) makes of the numbers up to one.
function env.each(n, of)
  local list = {}
  for i = 1, n do list[i] = of(i) end
  return list
end

-- The text of an export, white space apart.
function env.exported(policy, options)
  policy.default = policy.default or "errno(EPERM)"
  policy.bad_arch = policy.bad_arch or "kill_thread"
  policy.arches = policy.arches or {"amd64"}
  options = options or {}
  options.arch = policy.arches[1]
  local text = oci.export(policies.new(policy), options):match "^(.-)%s*$"
  local lines = {}
  for line in text:gsub("%s+", " "):gsub("%[ ", "["):gsub(" %]", "]")
    :gsub("{ ", "{"):gsub(" }", "}"):gsub("}, {\"names", "},\n{\"names")
    :gmatch "[^\n]+"
  do
    lines[#lines + 1] = line
  end
  return lines
end

-- The losses of an export; or what it raises.
function env.export(policy, options)
  policy.default = policy.default or "errno(EPERM)"
  policy.bad_arch = policy.bad_arch or "kill_thread"
  policy.arches = policy.arches or {"amd64"}
  options = options or {}
  options.arch = options.arch or policy.arches[1]
  policy = policies.new(policy)
  local ok, _, losses = pcall(oci.export, policy, options)
  if ok then return lines_of(losses) end
  return refused(oci.export, policy, options)
end

told.hold("oci", env, describe, it)
