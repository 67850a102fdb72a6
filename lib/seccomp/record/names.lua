--- Names and numbers of calls as other recorders have them, those of calls that
-- libseccomp does not know among them.
-- @module seccomp.record.names
local calls = require "seccomp.oci.calls"
local kernel = require "seccomp.core.kernel"
local seccomp = require "seccomp.core"

local M = {}

local known = {}

--- As many different calls may be in a recording: there are no more.
M.MOST = 8192

-- What strace calls some calls of x86.
local ALIASES = {old_mmap = "mmap", oldselect = "select"}

--- The number that a call has on an arch, of its own.
-- @tparam string name
-- @tparam string arch canonical
-- @treturn ?integer
function M.number(name, arch)
  local key = arch .. " " .. name
  if known[key] == nil then
    name = ALIASES[name] or name
    local fact = kernel.call(name, arch)
    known[key] = calls.own_number(name, arch) or fact and fact.number or false
  end
  return known[key] or nil
end

--- The name of a number on an arch.
-- @tparam integer number
-- @tparam string arch canonical
-- @treturn ?string
function M.name(number, arch)
  local name = seccomp.syscall_name(number, arch)
  if name then return name end
  local fact = number >= 0 and kernel.call(number, arch)
  return fact and fact.name or nil
end

return M
