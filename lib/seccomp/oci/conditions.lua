--- What conditions say, in words, and where rules disagree.
-- @module seccomp.oci.conditions

-- SPDX-License-Identifier: MIT
local comparison_text = require("seccomp.policy.comparison_text").condition
local consumers = require "seccomp.oci.consumers"
local values = require "seccomp.oci.values"
local words = require "seccomp.policy.words"

local M = {}

local ipairs, pairs = ipairs, pairs
local concat, math_type = table.concat, math.type

-- Conditions that messages spell.
local MOST_SPELLED = 8

-- Pairs of rules that are asked whether they overlap, and those that do and are
-- told of. It is for the report alone.
local MOST_PAIRS, MOST_OVERLAPS = 50000, 500

-- A condition as policies have it, in words where those say it exactly.
local function in_words(builder, names, c)
  local list = {c.arg, c.op, c.a, c.op == "masked_eq" and c.b or nil}
  return words.conditions(names, {list}, builder.profile.arches,
    builder.spoken)[1]
end

--- A condition in words, as in "domain:64 == AF_ALG".
-- @tparam table builder `profile`, and `spoken`, {} at first
-- @tparam {string,…} names the calls that it is about
-- @tparam table c
-- @treturn string
function M.text(builder, names, c)
  return comparison_text(in_words(builder, names, c))
end

--- An argument by its name, where all of the calls have one; else as "argument
-- 0".
-- @tparam table builder
-- @tparam {string,…} names
-- @tparam integer arg
-- @treturn string
function M.argument(builder, names, arg)
  local name = in_words(builder, names, {arg = arg, op = "==", a = 0})[1]
  return name == arg and ("argument %d"):format(arg) or name
end

--- Conditions in words, as many as a message holds.
function M.texts(builder, names, conditions, between)
  local out = {}
  for i, c in ipairs(conditions) do
    if i > MOST_SPELLED then
      out[i] = "…"
      break
    end
    out[i] = M.text(builder, names, c)
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

local function witness_text(builder, name, witness)
  local out = {}
  for arg = 0, 5 do
    if witness[arg] then
      local c = in_words(builder, {name}, {arg = arg, op = "==",
        a = witness[arg]})
      out[#out + 1] = ("%s = %s"):format(c[1] == arg and "arg" .. arg or c[1],
        math_type(c[3]) and words.number(c[3]) or c[3])
    end
  end
  return concat(out, ", ")
end

local function report_overlap(builder, state, first, second, witness)
  local strict =
    consumers.rank(second.action) < consumers.rank(first.action) and second or
    first
  builder.report:add("overlap", "warning",
    ("%s: blocks %d (%s) and %d (%s) both match %s, and which of them " ..
      "counts is libseccomp's choice (%s, where it is not asked)"):format(
      state.name,
      first.block, first.action, second.block, second.action,
      witness_text(builder, state.name, witness), strict.action),
    second.block, state.name,
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
-- @tparam table builder `report`, `profile`, `spoken`, `top`: the largest value
-- of an argument, and what was done so far: `pairs` and `overlaps`, 0 at first
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
