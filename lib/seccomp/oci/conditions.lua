--- What conditions say, in words, and where rules disagree.
-- @module seccomp.oci.conditions
local consumers = require "seccomp.oci.consumers"
local values = require "seccomp.oci.values"

local M = {}

local ipairs, pairs = ipairs, pairs
local concat = table.concat

-- Conditions that messages spell.
local MOST_SPELLED = 8

-- Pairs of rules that are asked whether they overlap, and those that do and are
-- told of. It is for the report alone.
local MOST_PAIRS, MOST_OVERLAPS = 50000, 500

-- "0x26" for messages.
local function hex(value) return ("0x%x"):format(value) end

--- "arg0 == 0x26"
function M.text(c)
  if c.op == "masked_eq" then
    return ("arg%d & %s == %s"):format(c.arg, hex(c.a), hex(c.b))
  end
  return ("arg%d %s %s"):format(c.arg, c.op, hex(c.a))
end

--- The same of a list, as far as a message holds it.
function M.texts(conditions, between)
  local out = {}
  for i, c in ipairs(conditions) do
    if i > MOST_SPELLED then
      out[i] = "…"
      break
    end
    out[i] = M.text(c)
  end
  return concat(out, between or ", ")
end

-- A call on which both lists of conditions hold, as {[arg] = value}, or nil.
-- Each list has at most one condition for an argument; top is the largest
-- value of an argument.
local function overlap(first, second, top)
  local sets = {}
  for _, conditions in ipairs {first, second} do
    for _, c in ipairs(conditions) do
      local set = values.of(c)
      sets[c.arg] = sets[c.arg] and values.intersect(sets[c.arg], set) or set
    end
  end
  local witness = {}
  for arg, set in pairs(sets) do
    witness[arg] = values.member(set, top)
    if not witness[arg] then return nil end
  end
  return witness
end

local function witness_text(witness)
  local out = {}
  for arg = 0, 5 do
    if witness[arg] then
      out[#out + 1] = ("arg%d = %s"):format(arg, hex(witness[arg]))
    end
  end
  return concat(out, ", ")
end

local function report_overlap(builder, state, first, second, witness)
  local strict = consumers.rank(second.action) < consumers.rank(first.action)
    and second or first
  builder.report:add("overlap", "warning",
    ("%s: blocks %d (%s) and %d (%s) both match %s, and which of them " ..
      "counts is libseccomp's choice (%s, where it is not asked)"):format(
      state.name,
      first.block, first.action, second.block, second.action,
      witness_text(witness), strict.action), second.block, state.name,
    {witness = witness})
end

-- Tells of the rules of a list with which another disagrees on some call; or
-- that it is too much to find out, and returns false.
local function report_overlaps_with(builder, state, list, second)
  for _, first in ipairs(list) do
    if builder.pairs == MOST_PAIRS or builder.overlaps == MOST_OVERLAPS then
      builder.report:add("overlaps-unread", "warning",
        ("%s: so many rules with conditions that not all were asked whether " ..
          "they overlap; where they do, the stricter counts here"):format(
          state.name), nil, state.name)
      return false
    end
    builder.pairs = builder.pairs + 1
    local witness = overlap(first.conditions, second.conditions, builder.top)
    if witness then
      builder.overlaps = builder.overlaps + 1
      report_overlap(builder, state, first, second, witness)
    end
  end
  return true
end

--- Reports pairs of rules of a syscall that disagree on some call.
-- @tparam table builder `report`, `top`: the largest value of an argument, and
-- what was done so far: `pairs` and `overlaps`, 0 at first
-- @tparam table state of the syscall: `name` and `rules`, with `action`,
-- `block` and `conditions`
function M.report(builder, state)
  local actions, by_action = {}, {} -- the rules so far
  for _, second in ipairs(state.rules) do
    for _, action in ipairs(actions) do
      if action ~= second.action and not report_overlaps_with(builder, state,
        by_action[action], second)
      then
        return
      end
    end
    local list = by_action[second.action]
    if not list then
      list = {}
      by_action[second.action] = list
      actions[#actions + 1] = second.action
    end
    list[#list + 1] = second
  end
end

return M
