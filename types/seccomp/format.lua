---@meta seccomp.format

-- SPDX-License-Identifier: MIT

---@alias seccomp.FormatName string one of format.list()

---@class seccomp.Format
---@field name seccomp.FormatName
---@field summary string
---@field binary boolean
---@field reads boolean it can be read back
---@field options {write: table<string, string>, read: table<string, string>} the type of each

---@class seccomp.format
local format = {}

---@return seccomp.FormatName[]
function format.list() end

---@param name seccomp.FormatName
---@return seccomp.Format
function format.find(name) end

---@param policy seccomp.Policy
---@param name seccomp.FormatName
---@param options? table what the format takes; export: loose
---@return string text or bytes
---@return seccomp.oci.Loss[] report
function format.export(policy, name, options) end

---@param text string
---@param name seccomp.FormatName
---@param options? table what the format takes; export: loose
---@return seccomp.Policy
---@return seccomp.oci.Finding[] report
function format.import(text, name, options) end

return format
