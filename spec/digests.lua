--- What specs with digests of answers stand on: things drawn that are the same
-- everywhere and always, and a digest. Not math.random, whose algorithm is
-- Lua's affair: Knuth's MMIX, of which the upper bits are taken.

-- SPDX-License-Identifier: MIT
local M = {}

local state

--- Begins anew: the same is drawn after the same seed.
function M.seed(seed) state = seed end

--- One of the integers from 1 to most.
function M.random(most)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % most + 1
end

--- One of a list.
function M.pick(list) return list[M.random(#list)] end

-- FNV-1a of 64 bits
local BASIS, PRIME = 0xcbf29ce484222325, 0x100000001b3

--- The digest of a text, and of what came before where there is a digest of
-- that: a number.
function M.add(text, before)
  local hash = before or BASIS
  for i = 1, #text do hash = (hash ~ text:byte(i)) * PRIME end
  return hash
end

--- The digest of a text, in hex.
function M.hex(text) return ("%016x"):format(M.add(text)) end

return M
