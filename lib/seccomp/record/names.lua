--- Names and numbers of calls as other recorders have them, those of calls that
-- libseccomp does not know among them.
-- @module seccomp.record.names

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local errors = require "seccomp.error"
local kernel = require "seccomp.core.kernel"
local seccomp = require "seccomp.core"

local M = {}

local tostring, type = tostring, type

local known = {}

local X32_BIT = 0x40000000

--- As many different calls may be in a log: there are no more.
M.MOST = 8192

-- What strace calls some calls of x86, and of arm.
local ALIASES = {old_mmap = "mmap", oldselect = "select"}
local ALIASES_OF_ARM = {fadvise64_64 = "arm_fadvise64_64",
  sync_file_range2 = "arm_sync_file_range"}

--- A call's name where it has one: what strace calls otherwise.
-- @tparam string name
-- @tparam string arch canonical
-- @treturn string
function M.spelled(name, arch)
  return ALIASES[name] or arch == "arm" and ALIASES_OF_ARM[name] or name
end

--- The number that a call has on an arch, of its own.
-- @tparam string name
-- @tparam string arch canonical
-- @treturn ?integer
function M.number(name, arch)
  if name:find("\0", 1, true) then return nil end
  local key = arch .. " " .. name
  if known[key] == nil then
    name = M.spelled(name, arch)
    local fact = kernel.call(name, arch)
    known[key] = calls.own_number(name, arch) or fact and fact.number or false
  end
  return known[key] or nil
end

--- A number as a log has it, of 32 bits with or without a sign, as recordings
-- have it; and its arch: on amd64 the kernel takes all from the bit of x32 on
-- but -1 for x32's.
-- @tparam integer number
-- @tparam string arch canonical
-- @treturn ?integer nil where it has more bits
-- @treturn ?string
function M.signed(number, arch)
  if number < -1 << 31 or number > 0xffffffff then return nil end
  number = (number & 0xffffffff ~ 0x80000000) - 0x80000000
  local x32 = number >= X32_BIT or number < -1
  return number, x32 and arch == "amd64" and "x32" or arch
end

--- The name of a number on an arch.
-- @tparam integer number
-- @tparam string arch canonical
-- @treturn ?string
function M.name(number, arch)
  local name = seccomp.syscall_name(number, arch)
  -- of mips libseccomp knows numbers that no kernel of that ABI has
  if name and M.number(name, arch) == number then return name end
  local fact = number >= 0 and kernel.call(number, arch)
  return fact and fact.name or nil
end

--- Whether a number may have a name: it is its own, or the name has none here.
-- @tparam string name
-- @tparam integer number
-- @tparam string arch canonical, or none that is known
-- @treturn boolean
function M.fits(name, number, arch)
  if M.obstacle(arch) then return true end
  local its = M.number(name, arch)
  return its == nil or its == number
end

--- Why calls of an arch cannot be read: libseccomp does not know it, or this
-- version of it does not.
-- @tparam string arch
-- @treturn ?string nil for one that can
function M.obstacle(arch)
  local ok, err = errors.attempt(seccomp.syscall_name, 0, arch)
  return not ok and (type(err) == "table" and err.message or tostring(err)) or
    nil
end

return M
