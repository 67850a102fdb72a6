--- What a compiled program returns, and the same program with other returns.
local seccomp = require "seccomp"

local concat = table.concat
local M = {}

local BPF_RET, RET_CLASS = 0x06, 0x07
-- the action part of a returned value; its names are those of seccomp(2)
local ACTION = 0xffff0000
local NOTIFY, LOG, ALLOW = 0x7fc00000, 0x7ffc0000, 0x7fff0000

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

--- A program with each denial replaced, or nil where that cannot be had: for
-- one that computes what it returns, which no compiler writes.
-- @tparam Program program
-- @tparam string action `"notify"` or `"log"`
-- @treturn ?Program
function M.instead_of_denials(program, action)
  local value = action == "notify" and NOTIFY or LOG
  local out, computes = {}, false
  each(program, function(fmt, code, jt, jf, k)
    if code & RET_CLASS == BPF_RET then
      computes = computes or code ~= BPF_RET
      if not M.permits(k) then k = value end
    end
    out[#out + 1] = fmt:pack(code, jt, jf, k)
  end)
  if computes then return nil end
  return seccomp.program(concat(out), { endian = program.endian })
end

return M
