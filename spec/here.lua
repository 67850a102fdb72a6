--- What the machine at hand is, for specs that are about it rather than about
-- amd64.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local M = {}

--- Its arch, and the bits that its processes have in a register.
M.arch = seccomp.native_arch()
M.bits = string.packsize "T" * 8

--- Whether its byte order is that of x86, which no filter here has otherwise.
M.little = ("=I2"):pack(1) == ("<I2"):pack(1)

--- The arches of a filter that loads here and has x86, too, where M.little.
M.with_x86 = {M.arch == "x86" and "amd64" or M.arch, "x86"}

--- Whether some calls come by socketcall(2) as well: no rule of a policy can
-- look at their arguments there.
M.multiplexed = seccomp.signature "socketcall" ~= nil

--- A value as a register has it.
function M.word(value)
  return M.bits == 64 and value or value & 0xffffffff
end

--- The first of these calls that the arch has: what the C library makes here.
function M.call(...)
  for _, name in ipairs {...} do
    if seccomp.signature(name) then return name end
  end
  error("none of these calls is here: " .. table.concat({...}, ", "), 2)
end

return M
