--- Sets of 64-bit values, as conditions on one argument make them.
--
-- A piece is a range and a mask at once: the values from `lo` to `hi`
-- (unsigned) whose bits under `mask` are `value`. Pieces are closed under
-- intersection; a set is a list of pieces.
-- @module seccomp.oci.values

-- SPDX-License-Identifier: MIT
local M = {}

local ult = math.ult

local FULL = -1 -- 2^64-1

local function piece(lo, hi, mask, value)
  return {lo = lo, hi = hi, mask = mask, value = value}
end

local function range(lo, hi)
  return piece(lo, hi, 0, 0)
end

--- The smallest member of a piece, or nil when it is empty.
function M.first(p)
  local lo, mask = p.lo, p.mask
  local x = p.value | (lo & ~mask)
  if x == lo then
    return not ult(p.hi, x) and x or nil
  end
  -- the highest bit where the fixed bits depart from lo
  local bit = 63
  while (x ~ lo) >> bit & 1 == 0 do bit = bit - 1 end
  local below = (1 << bit) - 1
  if x >> bit & 1 == 1 then
    x = x & ~(below & ~mask)
  else
    -- too small: a free bit above must carry
    local carry = bit + 1
    while carry < 64 and (mask >> carry & 1 == 1 or x >> carry & 1 == 1) do
      carry = carry + 1
    end
    if carry > 63 then return nil end
    x = (x | 1 << carry) & ~((1 << carry) - 1 & ~mask)
  end
  return not ult(p.hi, x) and x or nil
end

--- What two pieces share, or nil when that is nothing.
function M.both(p, q)
  if (p.value ~ q.value) & p.mask & q.mask ~= 0 then return nil end
  local result = piece(ult(p.lo, q.lo) and q.lo or p.lo,
    ult(p.hi, q.hi) and p.hi or q.hi, p.mask | q.mask, p.value | q.value)
  return M.first(result) and result or nil
end

--- What two sets share.
function M.intersect(a, b)
  local out = {}
  for i = 1, #a do
    for j = 1, #b do
      out[#out + 1] = M.both(a[i], b[j])
    end
  end
  return out
end

--- Every value.
function M.all()
  return {range(0, FULL)}
end

local function between(lo, hi)
  if ult(hi, lo) then return {} end
  return {range(lo, hi)}
end

-- The aligned blocks of powers of two that make up lo..hi within `width` bits,
-- as pieces that leave the bits above free.
local function prefixes(lo, hi, width)
  local out = {}
  local all = width == 64 and FULL or (1 << width) - 1
  while not ult(hi, lo) do
    local size = 0
    while size < width do
      local block = size == 63 and FULL or (1 << size + 1) - 1
      if lo & block ~= 0 or ult(hi, lo | block) then break end
      size = size + 1
    end
    local free = size == 64 and FULL or (1 << size) - 1
    out[#out + 1] = piece(0, FULL, all & ~free, lo)
    if lo | free == hi then break end
    lo = (lo | free) + 1
  end
  return out
end

local RANGES = {
  ["=="] = function(v) return between(v, v) end,
  ["!="] = function(v, top)
    local set = v == 0 and {} or between(0, v - 1)
    if v ~= top then set[#set + 1] = range(v + 1, top) end
    return set
  end,
  ["<"] = function(v) return v == 0 and {} or between(0, v - 1) end,
  ["<="] = function(v) return between(0, v) end,
  [">"] = function(v, top) return v == top and {} or between(v + 1, top) end,
  [">="] = function(v, top) return between(v, top) end,
}

--- The set that a condition `{op=, a=, b=, width=}` lets through.
function M.of(cond)
  if cond.op == "masked_eq" then
    if cond.b & ~cond.a ~= 0 then return {} end
    return {piece(0, FULL, cond.a, cond.b)}
  end
  local width = cond.width or 64
  if width == 64 then return RANGES[cond.op](cond.a, FULL) end
  local out = {}
  for _, p in ipairs(RANGES[cond.op](cond.a, (1 << width) - 1)) do
    table.move(prefixes(p.lo, p.hi, width), 1, 64, #out + 1, out)
  end
  return out
end

local NEGATED = {["=="] = "!=", ["!="] = "==", ["<"] = ">=", [">="] = "<",
  [">"] = "<=", ["<="] = ">"}

--- The set of the values that a condition does not let through.
function M.outside(cond)
  if cond.op ~= "masked_eq" then
    return M.of {op = NEGATED[cond.op], a = cond.a, width = cond.width}
  end
  if cond.b & ~cond.a ~= 0 then return M.all() end
  -- one piece for each bit that may be the highest to differ
  local out, above = {}, 0
  for bit = 63, 0, -1 do
    local one = 1 << bit
    if cond.a & one ~= 0 then
      out[#out + 1] = piece(0, FULL, above | one,
        (cond.b & above) | (~cond.b & one))
      above = above | one
    end
  end
  return out
end

--- The smallest value of some piece that is at most `top`, or nil.
function M.member(set, top)
  for i = 1, #set do
    local x = M.first(set[i])
    if x and not ult(top, x) then return x end
  end
  return nil
end

-- Adds a piece as comparisons under masks; false is one that always holds.
local function masked(p, out)
  local fixed = piece(0, FULL, p.mask, p.value)
  for _, block in ipairs(prefixes(p.lo, p.hi, 64)) do
    local shared = M.both(block, fixed)
    if shared then
      out[#out + 1] = shared.mask ~= 0 and
        {op = "masked_eq", a = shared.mask, b = shared.value}
    end
  end
end

--- A set as conditions `{op=, a=, b=}` of which any may hold, each of one
-- comparison of all 64 bits.
-- @treturn {table|false,…} false for a condition that always holds
function M.conditions(set)
  local out = {}
  local function add(op, a, b) out[#out + 1] = {op = op, a = a, b = b} end
  local i = 1
  while i <= #set do
    local p, q = set[i], set[i + 1]
    if p.mask == 0 then
      if p.lo == 0 and p.hi == FULL then
        out[#out + 1] = false
      elseif p.lo == p.hi then
        add("==", p.lo)
      elseif p.lo == 0 and q and q.mask == 0 and q.hi == FULL and
        p.hi + 2 == q.lo
      then
        add("!=", p.hi + 1)
        i = i + 1
      elseif p.lo == 0 then
        add("<=", p.hi)
      elseif p.hi == FULL then
        add(">=", p.lo)
      else
        masked(p, out)
      end
    else
      masked(p, out)
    end
    i = i + 1
  end
  return out
end

--- The same with comparisons under masks only.
function M.masks(set)
  local out = {}
  for _, p in ipairs(set) do masked(p, out) end
  return out
end

return M
