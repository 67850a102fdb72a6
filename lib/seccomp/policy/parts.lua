--- What a program is arch by arch, and number by number: for whoever puts names
-- to what src/bpf/prove/recover.h finds.

-- SPDX-License-Identifier: MIT
local low = require "seccomp.core.recovery"
local errors = require "seccomp.error"

local M = {}

local ipairs, max, min, pairs, sort = ipairs, math.max, math.min, pairs,
  table.sort

local X86_64, X32, TOP = 0xc000003e, 0x40000000, 0xffffffff

-- Where most arch tokens go on: calls of arches that nobody lists.
local function usual_node(runs)
  local size, node = {}, nil
  for _, run in ipairs(runs) do
    size[run[3]] = (size[run[3]] or 0) + run[2] - run[1] + 1
    if not node or size[run[3]] > size[node] then node = run[3] end
  end
  return node
end

-- Which numbers of a token are an arch's own: two bounds, and whether -1 is.
local function own_numbers(arch)
  if arch.token ~= X86_64 then return 0, TOP, false end
  if arch.name == "x32" then return X32, TOP - 1, false end
  return 0, X32 - 1, true
end

-- The calls of an arch: names by numbers, the numbers in order, and numbers by
-- names. They never change, and nobody changes them.
local tables = {}

local function table_of(op, arch)
  local known = tables[arch.name]
  if known then return known end
  known = {calls = arch.supported and low.calls(op, arch.name) or {},
    numbers = {}, has = {}}
  for number, name in pairs(known.calls) do
    known.numbers[#known.numbers + 1] = number
    known.has[name] = number
  end
  sort(known.numbers)
  if arch.supported then tables[arch.name] = known end
  return known
end

--- One arch of a program, whose calls go on as a node: as `read` has it.
function M.part(op, recovery, node, arch)
  local first, last, minus_one = own_numbers(arch)
  local known = table_of(op, arch)
  local part = {arch = arch, name = arch.name, wide = arch.wide,
    token = arch.token, numbers = known.numbers, has = known.has, runs = {},
    calls = known.calls}
  local function keep(run, from, to)
    from, to = max(run[1], from), min(run[2], to)
    if from <= to then part.runs[#part.runs + 1] = {from, to, run[3]} end
  end
  for _, run in ipairs(low.runs(op, recovery, node, "nr")) do
    keep(run, first, last)
    if minus_one then keep(run, TOP, TOP) end
  end
  return part
end

--- Reads a recovery, of one program or two.
-- @tparam string op the public name of the function that fails
-- @param recovery
-- @param root
-- @treturn {part,…} the arches that are told apart from others, those of 64
--   bits first: `name`, `token`, `wide`, `calls` (names by numbers), `numbers`
--   (of those, in order), `has` (numbers by names), `runs` ({first, last, node}
--   of the numbers that are its own, in order)
-- @treturn integer the node that calls of all other arches have
function M.read(op, recovery, root)
  local runs = low.runs(op, recovery, root, "arch")
  local usual = usual_node(runs)
  local by_token, parts = {}, {}
  for _, arch in ipairs(low.arches()) do
    local list = by_token[arch.token] or {}
    by_token[arch.token] = list
    list[#list + 1] = arch
  end
  for _, run in ipairs(runs) do
    if run[3] ~= usual then
      if run[2] - run[1] >= 64 then
        errors.raise(op, "EUNSAYABLE", ("calls of the arches 0x%x to 0x%x, " ..
          "most of which do not exist, do not get what those of other " ..
          "arches get: no policy says that"):format(run[1], run[2]))
      end
      for token = run[1], run[2] do
        local name = ("0x%x"):format(token)
        for _, arch in ipairs(by_token[token] or
            {{name = name, token = token, wide = true, unnamed = true}}) do
          parts[#parts + 1] = M.part(op, recovery, run[3], arch)
        end
      end
    end
  end
  -- what conditions of 64 bits say is true of 32, too: those that have more
  -- come first
  local ordered = {}
  for _, wide in ipairs {true, false} do
    for _, part in ipairs(parts) do
      if part.wide == wide then ordered[#ordered + 1] = part end
    end
  end
  return ordered, usual
end

--- Whether all calls of a part go on as one node.
function M.all_go_on_as(part, node)
  for _, run in ipairs(part.runs) do
    if run[3] ~= node then return false end
  end
  return true
end

--- A call of a part in words: "read on amd64".
function M.call_text(part, number)
  return ("%s on %s"):format(part.calls[number] or
    ("syscall 0x%x"):format(number), part.name)
end

--- Takes a stretch of numbers apart: names(number, name) for those of a part
-- that have one, range(first, last) for the others.
function M.each_call(part, first, last, names, range)
  local from = first
  local numbers = part.numbers
  local start, behind = 1, #numbers + 1
  while start < behind do -- to the first number that is not below
    local middle = (start + behind) // 2
    if numbers[middle] < first then start = middle + 1 else behind = middle end
  end
  for i = start, #numbers do
    local number = numbers[i]
    if number > last then break end
    if from < number then range(from, number - 1) end
    names(number, part.calls[number])
    from = number + 1
  end
  if from <= last then range(from, last) end
end

local function value_text(value)
  if type(value) ~= "table" then return ("%x"):format(value) end
  local words = {}
  for i, one in ipairs(value) do words[i] = ("%x"):format(one) end
  return "{" .. table.concat(words, ",") .. "}"
end

--- Conditions as a text that is equal where they are. On arches of 32 bits
-- width 32 says nothing: `narrow` leaves it out.
function M.conditions_text(when, narrow)
  local words = {}
  for i, c in ipairs(when or {}) do
    words[i] = ("%d %s %s %s %s %s"):format(c[1], c[2], value_text(c[3]),
      c[4] and value_text(c[4]) or "",
      narrow and c.width == 32 and "" or c.width or "", c.raw and "raw" or "")
  end
  return table.concat(words, " & ")
end

return M
