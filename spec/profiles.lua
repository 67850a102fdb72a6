--- What specs of profiles share: ways to write them, and a second reading.

-- SPDX-License-Identifier: MIT
local oci = require "seccomp.oci"
local support = require "spec.support"
local reading = require "spec.oci_reading"

-- A machine without runtimes: the newest of them are meant.
require("seccomp.kernel.installed").version = function() end

-- A test for each profile, so that one that is not here skips its own alone.
local function each(it, profiles, name, test)
  for path, of in pairs(profiles) do
    it(name .. ": " .. path:match "[^/]+$" .. ", " .. of, function()
      test(path, of)
    end)
  end
end

local function import(text, options)
  local plain, report = oci.decode(text, options)
  return plain, report
end

-- A profile of the given blocks, as a table; allow-list by default.
local function with(blocks, more)
  local document = {defaultAction = "SCMP_ACT_ERRNO", syscalls = blocks}
  for key, value in pairs(more or {}) do document[key] = value end
  return document
end

local function allow(name, args, more)
  local b = {names = type(name) == "table" and name or {name},
    action = "SCMP_ACT_ALLOW", args = args}
  for key, value in pairs(more or {}) do b[key] = value end
  return b
end

local function arg(index, op, value, two)
  return {index = index, op = "SCMP_CMP_" .. op, value = value, valueTwo = two}
end

local function ids(report)
  local out = {}
  for _, finding in ipairs(report) do out[finding.id] = finding end
  return out
end

-- Asserts that a policy table decides every call as the reading of its source.
local function same_meaning(plain, document, options)
  local expected = reading.profile(document, options)
  local actual = reading.policy(plain)
  local calls = 0
  for call in reading.calls(document, plain.arches) do
    calls = calls + 1
    local want, got = expected(call), actual(call)
    if want ~= got then
      error(("%s on %s (%s): %s expected, %s imported"):format(
        tostring(call.nr), call.arch, table.concat(call.args, " "), want, got),
        2)
    end
  end
  return calls
end

return {
  podman = "/usr/share/containers/seccomp.json",
  docker = support.root .. "/spec/data/docker-default.json",
  allow = allow,
  arg = arg,
  each = each,
  ids = ids,
  import = import,
  same_meaning = same_meaning,
  with = with,
}
