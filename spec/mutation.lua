--- Random programs, other code for the same, and slightly other code.
--
--     local mutation = require "spec.mutation"
--     local p = mutation.random_program "little"
--     local same, nearly = mutation.rewritten(p), mutation.mutated(p)

-- SPDX-License-Identifier: MIT
local M = {}

local draw = require "spec.draw"
local seccomp = require "seccomp"

local pick, random = draw.pick, math.random

-- A program that is being changed: a list of instructions {code=, k=} of which
-- jumps have `yes` and `no`, the instructions that they lead to.
local function disassemble(program)
  local order = program.endian == "big" and ">" or "<"
  local bytes, list = program:bytes(), {}
  for i = 1, #program do list[i] = {} end
  for i = 1, #program do
    local code, jt, jf, k = (order .. "I2BBI4"):unpack(bytes, 8 * i - 7)
    local insn = list[i]
    insn.code, insn.k = code, k
    if code == 0x05 then
      insn.yes, insn.k = list[i + 1 + k], 0
    elseif code & 7 == 5 then
      insn.yes, insn.no = list[i + 1 + jt], list[i + 1 + jf]
    end
  end
  return list
end

-- The Program of a list, or nil where it is none that the kernel takes.
local function assemble(list, endian)
  local at, out = {}, {}
  for i, insn in ipairs(list) do at[insn] = i end
  local order = endian == "big" and ">" or "<"
  for i, insn in ipairs(list) do
    local jt, jf, k = 0, 0, insn.k & 0xffffffff
    if insn.code == 0x05 then
      k = at[insn.yes] - i - 1
    elseif insn.yes then
      jt, jf = at[insn.yes] - i - 1, at[insn.no] - i - 1
      if jt > 255 or jf > 255 then return nil end
    end
    if jt < 0 or jf < 0 or k < 0 then return nil end
    out[i] = (order .. "I2BBI4"):pack(insn.code, jt, jf, k)
  end
  local ok, program = pcall(seccomp.program, table.concat(out),
    {endian = endian})
  return ok and program or nil
end

local VALUES = {0, 1, 2, 3, 4, 5, 7, 8, 31, 32, 0x3f, 0x40, 0x80, 0xff, 0x100,
  0x3fffffff, 0x40000000, 0x40000001, 0x7fffffff, 0x80000000, 0x80000001,
  0xfffffffe, 0xffffffff, 0xc000003e, 0x40000003, 0xc00000b7, 0x80000016,
  0x16, 0x5e}
local RETURNS = {0x7fff0000, 0x7fff0000, 0, 1, 0x80000000, 0x00030000,
  0x00030001, 0x00050000, 0x00050001, 0x00050026, 0x00050fff, 0x00051000,
  0x0005ffff, 0x7fc00000, 0x7fc00001, 0x7ff00000, 0x7ff00001, 0x7ffc0000,
  0x7ffc0001, 0x7fff0001, 0x12340000, 0xffffffff, 0x80010000, 0x00060000}

local function constant()
  local kind = random(6)
  if kind == 1 then return random(0, 0xffffffff) end
  if kind == 2 then return 1 << random(0, 31) end
  return pick(VALUES)
end

-- What values of two words multiplied or divided are beyond the reach of
-- decision diagrams, and near the end of that of solvers.
local ALU = {0x04, 0x14, 0x44, 0x54, 0x54, 0x64, 0x74, 0xa4, 0x24, 0x34}
local ALU_X = {0x0c, 0x1c, 0x4c, 0x5c, 0xac, 0x6c, 0x7c}
local HARD = {0x2c, 0x3c}
local JUMPS = {0x15, 0x15, 0x25, 0x35, 0x45}
local WORDS = {0, 0, 4, 4, 8, 12, 16, 16, 16, 20, 20, 24, 28, 32, 60}

-- An instruction that neither jumps nor returns.
local function straight(words, stored)
  local kind = random(20)
  if kind <= 7 then return {code = 0x20, k = pick(words)} end
  if kind <= 11 then
    local code, k = pick(ALU), constant()
    if code == 0x64 or code == 0x74 then k = random(0, 31) end
    if code == 0x34 then k = random(2) == 1 and 1 << random(0, 31) or
      random(1, 9) end
    if code == 0x24 then k = random(2) == 1 and 1 << random(0, 31) or
      random(0, 9) end
    return {code = code, k = k}
  end
  if kind == 12 then
    return {code = random(12) == 1 and pick(HARD) or pick(ALU_X), k = 0}
  end
  if kind == 13 then return {code = 0x07, k = 0} end
  if kind == 14 then return {code = 0x87, k = 0} end
  if kind == 15 then return {code = 0x84, k = 0} end
  if kind == 16 then
    return {code = pick {0x00, 0x01, 0x01}, k = constant()}
  end
  if kind == 17 then return {code = pick {0x80, 0x81}, k = 0} end
  if kind == 18 or #stored == 0 then
    local cell = random(0, 15)
    stored[#stored + 1] = cell
    return {code = pick {0x02, 0x03}, k = cell}
  end
  return {code = pick {0x60, 0x60, 0x61}, k = pick(stored)}
end

--- A random program that the kernel takes. It looks at few words, and hops over
-- little at a time to one of its returns at the end: much of it is reached.
function M.random_program(endian)
  while true do
    local list, stored, words = {}, {}, {}
    for i = 1, random(3) do words[i] = pick(WORDS) end
    local n, ends = random(2, 16), random(2, 5)
    for i = 1, n + ends do list[i] = {} end
    for i, insn in ipairs(list) do
      local function ahead()
        return list[random(4) == 1 and n + random(ends) or i + random(3)] or
          list[n + ends]
      end
      if i > n then
        insn.code, insn.k = 0x06, pick(RETURNS)
        if random(12) == 1 then insn.code, insn.k = 0x16, 0 end
      elseif i == 1 then
        insn.code, insn.k = 0x20, pick(words)
      elseif i == n or random(10) <= 4 then
        insn.code, insn.k = pick(JUMPS), constant()
        if random(6) == 1 then insn.code = insn.code | 0x08 end
        insn.yes, insn.no = ahead(), ahead()
        if random(20) == 1 then insn.code, insn.k, insn.no = 0x05, 0, nil end
      else
        local one = straight(words, stored)
        insn.code, insn.k = one.code, one.k
      end
    end
    local program = assemble(list, endian)
    if program then return program end
  end
end

-- Puts instructions in front of list[i]; jumps to it go to them first.
local function insert(list, i, ...)
  for n, insn in ipairs {...} do table.insert(list, i + n - 1, insn) end
  local first, old = (...), list[i + select("#", ...)]
  for _, insn in ipairs(list) do
    if insn ~= first and insn.yes == old then insn.yes = first end
    if insn ~= first and insn.no == old then insn.no = first end
  end
end

local function uses_x(list)
  for _, insn in ipairs(list) do
    local code = insn.code
    if code & 7 == 1 or code & 7 == 7 or code == 0x03 or
        ((code & 7 == 4 or code & 7 == 5) and code & 8 ~= 0) then
      return true
    end
  end
  return false
end

local function free_cell(list)
  local taken = {}
  for _, insn in ipairs(list) do
    local code = insn.code
    if code == 0x02 or code == 0x03 or code == 0x60 or code == 0x61 then
      taken[insn.k] = true
    end
  end
  for cell = 0, 15 do
    if not taken[cell] then return cell end
  end
  return nil
end

local POWERS = {}
for n = 0, 31 do POWERS[1 << n] = n end

-- Other code for the same as list[i], or false where there is none here.
local REWRITES = {
  function(list, i) -- comparisons by their neighbours
    local insn = list[i]
    if insn.code == 0x25 and insn.k < 0xffffffff then
      insn.code, insn.k = 0x35, insn.k + 1
    elseif insn.code == 0x35 and insn.k > 0 then
      insn.code, insn.k = 0x25, insn.k - 1
    else
      return false
    end
  end,
  function(list, i) -- equality by two comparisons
    local insn = list[i]
    if insn.code ~= 0x15 then return false end
    local above = {code = 0x25, k = insn.k, yes = insn.no, no = insn.yes}
    table.insert(list, i + 1, above)
    insn.code, insn.yes, insn.no = 0x35, above, insn.no
  end,
  function(list, i) -- tests of bits, one half after the other
    local insn = list[i]
    if insn.code ~= 0x45 then return false end
    local rest = {code = 0x45, k = insn.k & 0xffff, yes = insn.yes,
      no = insn.no}
    table.insert(list, i + 1, rest)
    insn.k, insn.no = insn.k & 0xffff0000, rest
  end,
  function(list, i) -- sums as differences, products as shifts
    local insn = list[i]
    local code, k = insn.code, insn.k
    if code == 0x04 then
      insn.code, insn.k = 0x14, -k & 0xffffffff
    elseif code == 0x14 then
      insn.code, insn.k = 0x04, -k & 0xffffffff
    elseif (code == 0x24 or code == 0x34) and POWERS[k] then
      insn.code, insn.k = code + 0x40, POWERS[k]
    elseif code == 0x64 or code == 0x74 then
      insn.code, insn.k = code - 0x40, 1 << k
    elseif code == 0x84 then
      insn.code, insn.k = 0x04, 0xffffffff
      table.insert(list, i + 1, {code = 0xa4, k = 0xffffffff})
    elseif code == 0x44 then
      insn.code, insn.k = 0x54, ~k & 0xffffffff
      table.insert(list, i + 1, {code = 0xa4, k = k})
    else
      return false
    end
  end,
  function(list, i) -- constants by way of X
    local insn = list[i]
    local code = insn.code
    if uses_x(list) or code == 0x05 or code == 0x84 or
        (code & 7 ~= 4 and code & 7 ~= 5) then
      return false
    end
    insert(list, i, {code = 0x01, k = insn.k})
    insn.code, insn.k = code | 8, 0
  end,
  function(list, i) -- words by way of scratch memory
    local cell = free_cell(list)
    if list[i].code ~= 0x20 or not cell then return false end
    table.insert(list, i + 1, {code = 0x02, k = cell})
    table.insert(list, i + 2, {code = 0x00, k = constant()})
    table.insert(list, i + 3, {code = 0x60, k = cell})
  end,
  function(list, i) -- constants by way of A
    local insn = list[i]
    if insn.code ~= 0x06 then return false end
    insert(list, i, {code = 0x00, k = insn.k})
    insn.code, insn.k = 0x16, 0
  end,
  function(list, i) -- something for nothing
    local last = list[i]
    if last.code ~= 0x20 then return false end
    insert(list, i, {code = 0x20, k = pick(WORDS)}, {code = 0x84, k = 0})
  end,
  function(list, i) -- a jump that goes nowhere else
    insert(list, i, {code = 0x45, k = constant(), yes = list[i],
      no = list[i]})
  end,
  function(list, i) -- data that an action ignores
    local insn = list[i]
    if insn.code ~= 0x06 or not ({[0] = 1, [0x7fc00000] = 1, [0x7ffc0000] = 1,
        [0x7fff0000] = 1})[insn.k & 0xffff0000] then
      return false
    end
    insn.k = insn.k ~ random(0, 0xffff)
  end,
}

--- Other code for the same.
function M.rewritten(program)
  local list = disassemble(program)
  for _ = 1, random(1, 4) do
    local i = random(#list)
    pick(REWRITES)(list, i)
  end
  return assemble(list, program.endian) or program
end

--- Slightly other code, by one instruction; for the same only by chance.
function M.mutated(program)
  for _ = 1, 100 do
    local list = disassemble(program)
    local i = random(#list)
    local insn = list[i]
    local kind = random(6)
    if kind == 1 then
      insn.k = insn.k + pick {1, -1} & 0xffffffff
      if insn.code == 0x20 then insn.k = (insn.k & 63) ~ 4 end
    elseif kind == 2 and insn.no then
      insn.yes, insn.no = insn.no, insn.yes
    elseif kind == 3 and insn.yes then
      local side = insn.no and random(2) == 1 and "no" or "yes"
      for n, one in ipairs(list) do
        if one == insn[side] then
          insn[side] = list[n + pick {1, -1}] or one
          break
        end
      end
    elseif kind == 4 and insn.code == 0x20 then
      insn.k = insn.k ~ 4
    elseif kind == 5 then
      insn.k = insn.k ~ (1 << random(0, 31))
    elseif kind == 6 and insn.no then
      insn.code = pick(JUMPS) | (insn.code & 8)
    end
    local changed = assemble(list, program.endian)
    if changed and changed ~= program then return changed end
  end
  return program
end

return M
