--- Profiles of Docker and Podman, and `linux.seccomp` objects of the OCI
-- runtime specification, as policies and back.
--
--     local oci = require "seccomp.oci"
--     local policy, report = oci.import(text, {dialect = "podman"})
--     for _, finding in ipairs(report) do print(finding.message) end
--
-- @module seccomp.oci

-- SPDX-License-Identifier: MIT
local export = require "seccomp.oci.export"
local import = require "seccomp.oci.import"
require "seccomp.policy" -- what comes out of an import has all its methods

return {decode = import.decode, import = import.import, export = export.export}
