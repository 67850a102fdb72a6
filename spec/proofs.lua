--- What specs of proofs share: instructions as tables.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local programs = require "spec.programs"

local program = programs.program
local AMD64, X86, ARM64 = 0xc000003e, 0x40000003, 0xc00000b7
local ALLOW, LOG, TRACE = 0x7fff0000, 0x7ffc0000, 0x7ff00000
local NOTIFY, ERRNO, TRAP = 0x7fc00000, 0x00050000, 0x00030000
local KILL, KILL_PROCESS = 0, 0x80000000
local NR, ARCH, IP, IP_HI = 0, 4, 8, 12

-- Offset of the low word of an argument.
local function arg(n) return 16 + 8 * n end

--- A program that allows where `insns` leave A == k, and logs elsewhere.
local function allows(k, insns)
  local all = {table.unpack(insns)}
  local n = #all
  all[n + 1] = {0x15, 0, 1, k}
  all[n + 2] = {0x06, ALLOW}
  all[n + 3] = {0x06, LOG}
  return program(all)
end

local function same(p, q)
  assert.same({}, p:diff(q))
  assert.same({}, q:diff(p))
  assert.is_true(p:permits_at_most(q))
  assert.is_true(q:permits_at_most(p))
end

return {
  ALLOW = ALLOW, AMD64 = AMD64, ARCH = ARCH, ARM64 = ARM64, ERRNO = ERRNO,
  IP = IP, IP_HI = IP_HI, KILL = KILL, KILL_PROCESS = KILL_PROCESS,
  LOG = LOG, NOTIFY = NOTIFY, NR = NR, TRACE = TRACE, TRAP = TRAP,
  X86 = X86, allows = allows, arg = arg, program = program,
  same = same,
}
