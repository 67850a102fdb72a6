--- Random programs that several of are stacked, and what the kernel's source
-- says of them (kernel/seccomp.c, seccomp_run_filters), read by itself: neither
-- the simulation nor the instructions play a part.

-- SPDX-License-Identifier: MIT
local draw = require "spec.draw"
local seccomp = require "seccomp"

local M = {}

local pick, random = draw.pick, math.random

-- where struct seccomp_data has them
local WORDS = {
  little = {nr = 0, arch = 4, lo0 = 16, hi0 = 20, lo1 = 24},
  big = {nr = 0, arch = 4, hi0 = 16, lo0 = 20, lo1 = 28},
}

--- What programs return: all actions, with data that matter and that do not,
-- and actions that no kernel knows.
M.RETURNS = {0x7fff0000, 0x7fff0007, 0x7ffd0000, 0x7ffd0001, 0x7ffc0000,
  0x7ff00000, 0x7ff00001, 0x7fc00000, 0x00070000, 0x00050000, 0x00050001,
  0x0005000d, 0x00050fff, 0x0005ffff, 0x00040001, 0x00030000, 0x00030001,
  0x00030009, 0x00020000, 0, 5, 0x80000000, 0x80000001, 0x80010000,
  0xffff0000, 0xffff0001}

--- Words that programs compare with, and that calls have.
M.VALUES = {0, 1, 2, 5, 0x7fff0000, 0x00050001, 0x80000000, 0xffffffff}

local JUMPS = {
  [0x15] = function(a, k) return a == k end,
  [0x25] = function(a, k) return a > k end,
  [0x35] = function(a, k) return a >= k end,
  [0x45] = function(a, k) return a & k ~= 0 end,
}
local CODES = {0x15, 0x25, 0x35, 0x45}

--- A program as blocks, each of which loads a word, jumps to one that comes
-- later, or returns. Options: `numbers` (those of calls), `allowed` (numbers
-- that are always allowed), `token` (the arch, others are killed).
function M.draw(options)
  local blocks = {}
  local function jump(word, code, k, yes, no)
    blocks[#blocks + 1] = {word = word, code = code, k = k, yes = yes, no = no}
  end
  if options.token then
    jump("arch", 0x15, options.token, 3, 2)
    blocks[2] = {ret = 0x80000000}
  end
  for _, number in ipairs(options.allowed or {}) do
    local here = #blocks + 1
    jump("nr", 0x15, number, here + 1, here + 2)
    blocks[#blocks + 1] = {ret = 0x7fff0000}
  end
  local first, tests = #blocks + 1, random(0, 5)
  local last = first + tests + random(1, 4) - 1
  for i = first, first + tests - 1 do
    local word = pick {"nr", "lo0", "lo0", "hi0", "lo1"}
    -- a mask on the number is more than a policy says
    local code = options.token and word == "nr" and 0x15 or pick(CODES)
    jump(word, code, word == "nr" and pick(options.numbers) or pick(M.VALUES),
      random(i + 1, last), random(i + 1, last))
  end
  for i = #blocks + 1, last do
    blocks[i] = not options.plain and random(8) == 1 and {word = "lo1"} or
      random(4) == 1 and {ret = 0x7fff0000} or {ret = pick(M.RETURNS)}
  end
  return blocks
end

--- The Program that such blocks are, of `endian` ("little").
function M.assemble(blocks, endian)
  endian = endian or "little"
  local words = WORDS[endian]
  local format = (endian == "little" and "<" or ">") .. "I2BBI4"
  local at, n, out = {}, 0, {}
  for i, block in ipairs(blocks) do
    at[i] = n
    n = n + (block.ret and 1 or 2)
  end
  for i, block in ipairs(blocks) do
    if block.ret then
      out[#out + 1] = format:pack(0x06, 0, 0, block.ret)
    else
      out[#out + 1] = format:pack(0x20, 0, 0, words[block.word])
      if block.code then
        out[#out + 1] = format:pack(block.code,
          at[block.yes] - at[i] - 2, at[block.no] - at[i] - 2, block.k)
      else
        out[#out + 1] = format:pack(0x16, 0, 0, 0) -- ret A
      end
    end
  end
  return seccomp.program(table.concat(out), {endian = endian})
end

-- What one program returns for {nr=, arch=, lo0=, hi0=, lo1=}, and after how
-- many instructions.
local function run(blocks, words)
  local i, n = 1, 0
  while true do
    local block = blocks[i]
    if block.ret then return block.ret, n + 1 end
    n = n + 2
    local a = words[block.word]
    if not block.code then return a, n end
    i = JUMPS[block.code](a, block.k) and block.yes or block.no
  end
end

--- The value that is acted on, and how many instructions ran in all: from the
-- newest to the oldest, and the first of the lowest actions, as signed numbers.
function M.run(stack, words)
  local result, least, n = nil, nil, 0
  for i = #stack, 1, -1 do
    local value, count = run(stack[i], words)
    local action = value & 0xffff0000
    if action >= 0x80000000 then action = action - 0x100000000 end
    n = n + count
    if not least or action < least then result, least = value, action end
  end
  return result, n
end

local NAMES = {[0x7fff] = "allow", [0x7ffc] = "log", [0x7ff0] = "trace",
  [0x7fc0] = "notify", [5] = "errno", [3] = "trap", [0] = "kill_thread"}

--- A value as the name and the code of an action.
function M.action(value)
  local name, data = NAMES[value >> 16] or "kill_process", value & 0xffff
  if name == "errno" then return name, math.min(data, 4095) end
  return name, (name == "trace" or name == "trap") and data or 0
end

--- The words of a call.
function M.words(call)
  return {nr = call.syscall, arch = call.token,
    lo0 = call.arg0 & 0xffffffff, hi0 = call.arg0 >> 32,
    lo1 = call.arg1 & 0xffffffff}
end

return M
