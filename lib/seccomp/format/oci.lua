--- A container profile: JSON, for OCI runtimes.

-- SPDX-License-Identifier: MIT
local consumers = require "seccomp.oci.consumers"
local export = require "seccomp.oci.export"
local import = require "seccomp.oci.import"
local options_of = require "seccomp.oci.options"
local own_calls = require "seccomp.oci.own_calls"

return {
  summary = "a container profile (JSON), for crun, runc, Docker, Podman",
  options = {write = {dialect = "string", arch = "string", loose = "boolean",
    with_runtime = "string", no_new_privs = "boolean"}},
  -- What is lost; and where nothing was asked of them, the runtimes' own calls
  -- that the policy denies.
  write = function(policy, options)
    local text, report = export.export(policy, options)
    if options.with_runtime == nil then
      local consumer = options.dialect and consumers.dialect(options.dialect,
        function() end)
      own_calls.add(policy, consumer and {consumer.runtime} or {"crun", "runc"},
        false, options.no_new_privs, report,
        options.arch ~= nil and options_of.arch(options.arch))
    end
    return text, report
  end,
  read = function(text, options) return import.import(text, options) end,
}
