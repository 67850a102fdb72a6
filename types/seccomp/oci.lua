---@meta seccomp.oci

-- SPDX-License-Identifier: MIT

---@class seccomp.oci.ImportOptions
---@field dialect? string "docker", "podman", "containerd", "kubelet", "crio",
---"runc", "crun" or "strict"; a version may follow: "runc 1.1.5"
---@field arch? seccomp.ArchName the native arch there
---@field caps? string[]|"docker"|"podman"|"all"|"none"|"mine"
---@field kernel? string its release
---@field check? boolean false: libseccomp is not asked

---@class seccomp.oci.ExportOptions
---@field dialect? string by whose reading
---@field arch? seccomp.ArchName the own arch of the runtime it is for
---@field loose? boolean what would permit more is a loss, and does not raise
---@field with_runtime? boolean|"crun"|"runc" permit what the runtime does itself
---@field no_new_privs? boolean the containers have noNewPrivileges

---@class seccomp.oci.Finding
---@field id string
---@field severity "error"|"warning"|"note"
---@field message string
---@field block integer?
---@field syscall string?
---@field witness table? a call that shows it
---@field blocks integer[]? of several blocks

---@class seccomp.oci.Report
---@field [integer] seccomp.oci.Finding
---@field dialect string
---@field runtime "runc"|"crun"|nil
---@field version string? of the runtime
---@field caps string[]? where the profile asks for capabilities
---@field caps_from string? the word that they are of
---@field kind "profile"|"runtime-spec"
---@field arch seccomp.Arch
---@field load seccomp.PolicyLoadOptions what the flags ask for
---@field listener_path string?
---@field listener_metadata string?

---@class seccomp.oci.Loss
---@field id string
---@field message string
---@field witness? table a call that shows it

---@class seccomp.oci
local oci = {}

---@param source string|table JSON text, or the same as a table
---@param options? seccomp.oci.ImportOptions
---@return seccomp.Policy
---@return seccomp.oci.Report
function oci.import(source, options) end

---As `import`, but to the table that `policy.new` takes.
---@param source string|table
---@param options? seccomp.oci.ImportOptions
---@return seccomp.PolicySpec
---@return seccomp.oci.Report
function oci.decode(source, options) end

---@param policy seccomp.Policy
---@param options? seccomp.oci.ExportOptions
---@return string json
---@return seccomp.oci.Loss[]
function oci.export(policy, options) end

return oci
