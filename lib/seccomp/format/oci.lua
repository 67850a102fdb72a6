--- A container profile: JSON, for OCI runtimes.
local oci = require "seccomp.oci"

return {
  summary = "a container profile (JSON), for crun, runc, Docker, Podman",
  write = function(policy, options) return oci.export(policy, options) end,
  read = function(text, options) return oci.import(text, options) end,
}
