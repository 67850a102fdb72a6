---@meta _

-- SPDX-License-Identifier: MIT

-- Listeners and Requests.

---@class seccomp.Answer
---@field value? seccomp.Datum
---@field error? seccomp.Errno
---@field continue? boolean

---Receives the calls that a filter holds up.
---@class seccomp.Listener
local Listener = {}

---`nil, "timeout"`, or `nil, "closed"` once no process uses the filter.
---@param timeout? number seconds
---@return seccomp.Request? request
---@return ("timeout"|"closed")? why
function Listener:receive(timeout) end

---@return integer
function Listener:fd() end

function Listener:close() end

---@param id integer
---@return boolean
function Listener:is_valid(id) end

---@param id integer
---@param answer seccomp.Answer
---@return boolean answered
---@return "gone"? why
function Listener:respond(id, answer) end

---For cqueues.
---@return integer?
function Listener:pollfd() end

---For cqueues.
---@return "r"
function Listener:events() end

---For cqueues.
---@return number?
function Listener:timeout() end

---One call that waits for an answer.
---@class seccomp.Request
---@field id integer
---@field pid integer
---@field flags integer
---@field syscall string? nil when unknown
---@field number integer
---@field arch seccomp.Arch|integer an integer when unknown
---@field ip integer
---@field arg0 integer
---@field arg1 integer
---@field arg2 integer
---@field arg3 integer
---@field arg4 integer
---@field arg5 integer
---@field answered boolean
local Request = {}

---Lets the call go on. No permission check once memory was looked at: it may
---have changed by the time the kernel reads it again.
---@return boolean answered
---@return "gone"? why
function Request:continue() end

---@param value seccomp.Datum
---@return boolean answered
---@return "gone"? why
function Request:reply(value) end

---@param errno seccomp.Errno
---@return boolean answered
---@return "gone"? why
function Request:fail(errno) end

---@return boolean
function Request:is_valid() end

---An argument by its name, as what it is.
---@param name string
---@return integer
function Request:arg(name) end

---The absolute path that an argument means just now, as the calling thread sees
---it: no symbolic link resolved, nothing to decide by before continuing.
---@param argument string|integer its name, or from 0
---@return string
function Request:path(argument) end

---@param address integer
---@param n integer
---@return string
function Request:read(address, n) end

---@param address integer
---@param max? integer 4096
---@return string
function Request:read_string(address, max) end

---@param address integer
---@param bytes string
---@return seccomp.Request
function Request:write(address, bytes) end

---Gives the waiting process a descriptor; returns its number there.
---@param file seccomp.Target
---@param options? { at?: integer, cloexec?: boolean, reply?: boolean, close?: boolean }
---@return integer|false number
---@return "gone"? why
function Request:add_fd(file, options) end
