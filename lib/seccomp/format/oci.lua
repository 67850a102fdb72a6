--- A container profile: JSON, for OCI runtimes.
local oci = require "seccomp.oci"

return {
  summary = "a container profile (JSON), for crun, runc, Docker, Podman",
  options = {write = {dialect = "string", arch = "string", loose = "boolean"}},
  write = function(policy, options) return oci.export(policy, options) end,
  read = function(text, options) return oci.import(text, options) end,
}
