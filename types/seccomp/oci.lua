---@meta seccomp.oci

---@class seccomp.oci.ImportOptions
---@field dialect? "podman"|"docker"|"runc"|"crun"|"strict"
---@field arch? seccomp.ArchName the native arch there
---@field caps? string[]
---@field kernel? string its release

---@class seccomp.oci.ExportOptions
---@field dialect? "podman"|"docker"|"runc"|"crun"|"strict" by whose reading
---@field arch? seccomp.ArchName the own arch of the runtime it is for

---@class seccomp.oci.Finding
---@field id string
---@field severity "error"|"warning"|"note"
---@field message string
---@field block integer?
---@field syscall string?

---@class seccomp.oci.Report
---@field [integer] seccomp.oci.Finding
---@field dialect string
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
