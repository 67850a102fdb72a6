--- What specs of programs share: instructions as tables.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local AMD64, X86, S390X = 0xc000003e, 0x40000003, 0x80000016
local ALLOW, ERRNO = 0x7fff0000, 0x00050000
local native_order = string.pack("=I2", 1) == "\1\0" and "little" or "big"

--- The bytes of a program: a list of {code, jt, jf, k} or {code, k}.
local function bytes(insns, order)
  local out = {}
  for i, insn in ipairs(insns) do
    local code, jt, jf, k = insn[1], insn[2], insn[3], insn[4]
    if not k then jt, jf, k = 0, 0, jt or 0 end
    out[i] = string.pack((order == "big" and ">" or "<") .. "I2BBI4", code, jt,
      jf, k & 0xffffffff)
  end
  return table.concat(out)
end

local function program(insns, order)
  return seccomp.program(bytes(insns, order))
end

--- amd64: execve gets EPERM when arg0 is 0x100000002; everything else, allow.
local function example()
  return program {{0x20, 4}, {0x15, 0, 7, AMD64}, {0x20, 0}, {0x15, 0, 4, 59},
    {0x20, 20}, {0x15, 0, 2, 1}, {0x20, 16}, {0x15, 1, 0, 2}, {0x06, ALLOW},
    {0x06, ERRNO | 1}}
end

return {
  ALLOW = ALLOW, AMD64 = AMD64, ERRNO = ERRNO, S390X = S390X, X86 = X86,
  bytes = bytes, example = example, native_order = native_order,
  program = program,
}
