--- What a compiled program returns, and the same program with other returns.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local ipairs = ipairs
local concat = table.concat
local M = {}

local BPF_RET, RET_CLASS = 0x06, 0x07
-- the action part of a returned value; its names are those of seccomp(2)
local ACTION = 0xffff0000
local TRACE, NOTIFY, LOG, ALLOW = 0x7ff00000, 0x7fc00000, 0x7ffc0000,
  0x7fff0000
local ERRNO = 0x00050000

--- Whether a returned value lets the call be made, as the kernel reads it.
-- @tparam integer value
-- @treturn boolean
function M.permits(value)
  local action = value & ACTION
  return action == ALLOW or action == LOG
end

-- Calls fn with the parts of each instruction of a program.
local function each(program, fn)
  local fmt = program.endian == "big" and ">I2BBI4" or "<I2BBI4"
  local bytes = program:bytes()
  for at = 1, #bytes, 8 do fn(fmt, fmt:unpack(bytes, at)) end
end

--- Whether a program has calls wait for somebody's answer.
-- @tparam Program program
-- @treturn boolean
function M.notifies(program)
  local found = false
  each(program, function(_, code, _, _, k)
    found = found or code == BPF_RET and k & ACTION == NOTIFY
  end)
  return found
end

--- Whether the kernel makes the call without a word.
-- @tparam integer value as a program returns it
-- @treturn boolean
function M.silent(value) return value & ACTION == ALLOW end

local REPLACED = {notify = NOTIFY, trace = TRACE, log = LOG}

--- A program with all that it returns but allow replaced, or nil where that
-- cannot be had: for one that computes what it returns, which no compiler
-- writes.
-- @tparam Program program
-- @tparam string action `"notify"`, `"trace"` or `"log"`
-- @treturn ?Program
function M.instead_of_others(program, action)
  local value = REPLACED[action]
  local out, computes = {}, false
  each(program, function(fmt, code, jt, jf, k)
    if code & RET_CLASS == BPF_RET then
      computes = computes or code ~= BPF_RET
      if not M.silent(k) then k = value end
    end
    out[#out + 1] = fmt:pack(code, jt, jf, k)
  end)
  if computes then return nil end
  return seccomp.program(concat(out), {endian = program.endian})
end

-- Numbers that no arch has a call for, one for each denial of a program: the
-- first, and the bit that tells them from all others but -1.
local DENIED = 0x20000000

local LD_NR, JA, JEQ, JSET = 0x20, 0x05, 0x15, 0x45
-- instructions that the kernel takes
local MOST = 4096

-- What the kernel does where it is asked to trace and nobody does.
local function untraced(value)
  if value & ACTION ~= TRACE then return value end
  return ERRNO | seccomp.action("errno(ENOSYS)").code
end

--- A program that asks its tracer where the other denies or logs, and carries a
-- denial out itself once the tracer made it a call of another number. It also
-- asks for ptrace(2), which nobody can use who is traced.
-- @tparam Program program
-- @treturn ?Program nil where that cannot be had: see instead_of_others, or it
--   would be too long
-- @treturn ?table the numbers, by the value that the program returns
function M.traced(program)
  local asking = M.instead_of_others(program, "trace")
  if not asking then return nil end
  local numbers, values = {}, {}
  each(program, function(_, code, _, _, k)
    if code == BPF_RET and not M.permits(k) and not numbers[k] then
      numbers[k] = DENIED + #values
      values[#values + 1] = k
    end
  end)
  local fmt = program.endian == "big" and ">I2BBI4" or "<I2BBI4"
  local out = {fmt:pack(LD_NR, 0, 0, 0), fmt:pack(JSET, 1, 0, DENIED),
    fmt:pack(JA, 0, 0, 2 * #values)}
  local function returns(number, value)
    out[#out + 1] = fmt:pack(JEQ, 0, 1, number)
    out[#out + 1] = fmt:pack(BPF_RET, 0, 0, value)
  end
  for _, value in ipairs(values) do returns(numbers[value], untraced(value)) end
  for _, number in ipairs(M.ptrace_numbers()) do returns(number, TRACE) end
  local bytes = concat(out) .. asking:bytes()
  if #bytes > 8 * MOST then return nil end
  return seccomp.program(bytes, {endian = program.endian}), numbers
end

--- The numbers of ptrace(2) on this machine's arches.
function M.ptrace_numbers()
  local native, list = seccomp.native_arch(), {}
  for _, arch in ipairs {native, native == "amd64" and "x86" or nil,
    native == "amd64" and "x32" or nil} do
    local number = seccomp.syscall_number("ptrace", arch)
    list[#list + 1] = number and number >= 0 and number or nil
  end
  return list
end

return M
