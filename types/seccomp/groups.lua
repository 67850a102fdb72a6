---@meta seccomp.groups

-- SPDX-License-Identifier: MIT

---@class seccomp.groups
local groups = {}

---The syscalls of a group, or nil.
---@param name string "@basic-io"
---@return string[]?
function groups.expand(name) end

---What a group is for, or nil.
---@param name string
---@return string?
function groups.purpose(name) end

---The groups with which a group's thing can be done as well, or nil.
---@param name string
---@return string[]?
function groups.besides(name) end

---@return string[]
function groups.names() end

return groups
