--- All differences between two programs, stacks of them, filters or policies,
-- as regions: which calls of which arches, under which conditions, get what on
-- either side.
--
-- @{seccomp.Program:diff} gives some calls that show a difference; this gives
-- every one, each in one group.

-- SPDX-License-Identifier: MIT

local core = require "seccomp.core"
local low = require "seccomp.core.recovery"
local errors = require "seccomp.error"
local parts_of = require "seccomp.policy.parts"
local object = require "seccomp.policy.object"
local texts = require "seccomp.policy.comparison_text"

local M = {}

local ipairs, math_type, next, setmetatable, type =
  ipairs, math.type, next, setmetatable, type
local concat, sort = table.concat, table.sort

local OP = "compare"

-- What results are: tables that print as the command prints them.
local meta = {__name = "seccomp.comparison", __tostring = texts.comparison}

-- The Program or Stack of one side.
local function program_of(value, n)
  local class = errors.typename(value)
  if object.is(value) then
    return errors.as(OP, value.compile, value, {prove = false})
  elseif type(value) == "userdata" and class == "seccomp.filter" then
    return errors.as(OP, value.program, value)
  elseif type(value) == "userdata" and (class == "seccomp.program" or
      class == "seccomp.stack") then
    return value
  end
  errors.argument(n, OP, "Program, Stack, Filter or Policy", value)
end

-- Groups ---------------------------------------------------------------------

local CHANGES = {looser = 1, other = 2, stricter = 3}

-- Conditions that are read alike on arches of 64 bits and of 32, where one of
-- width 64 is about the low half unless it is raw.
local function on_any_arch(when)
  for _, c in ipairs(when or {}) do
    if not c.width then c.raw = true end
  end
  return when
end

-- What differs in a stretch of numbers from the given one on, or in calls of
-- other arches: a list of {left, right, when, leaf, node}, one for each pair of
-- values.
local function kinds_of(recovery, node, part, number, known)
  local wide = part.wide
  if known[node] then return known[node] end
  local kinds = {}
  for _, leaf in ipairs(low.leaves(OP, recovery, node)) do
    local left, right = low.value(recovery, leaf)
    if left ~= true then
      local when
      if leaf ~= node then
        when = {}
        local call = parts_of.call_text(part, number)
        local rules = low.where(OP, recovery, node, wide, leaf, call)
        for i, rule in ipairs(rules) do
          when[i] = part.several and on_any_arch(rule.when) or rule.when
        end
      end
      local text, narrow = {}, {}
      for i, conditions in ipairs(when or {}) do
        text[i] = parts_of.conditions_text(conditions)
        narrow[i] = parts_of.conditions_text(conditions, true)
      end
      local pair = ("%s > %s "):format(left, right)
      kinds[#kinds + 1] = {left = left, right = right, when = when,
        leaf = leaf, node = node, wide = wide,
        text = pair .. concat(text, " | "),
        narrow = pair .. concat(narrow, " | ")}
    end
  end
  known[node] = kinds
  return kinds
end

-- How a call names an arch: by its token where this libseccomp lacks it, or
-- where there is none.
local function named(arch)
  return arch.supported and arch.name or arch.token
end

-- A call that shows a difference, and what each side makes of it.
local function witness_of(recovery, kind, part, number)
  local witness = low.sample(recovery, kind.node, kind.leaf)
  for i = 0, 5 do witness["arg" .. i] = witness["arg" .. i] or 0 end
  witness.ip = witness.ip or 0
  witness.arch = named(part.arch)
  witness.syscall = part.calls[number] or number
  witness.left, witness.right = kind.left, kind.right
  return witness
end

-- Where each kind of difference is: by its text {kind, entries by key}.
local function collect(recovery, part, places, order)
  local known = {}
  local function add(key, entry, kind, number)
    local place = places[kind.text] or
      not kind.wide and places["narrow " .. kind.narrow]
    if not place then
      place = {kind = kind, entries = {}}
      order[#order + 1] = place
      if kind.wide then places["narrow " .. kind.narrow] = place end
      places[kind.text] = place
    end
    local at = place.entries[key]
    if not at then
      at = {entry = entry, arches = {}}
      place.entries[key] = at
      place[#place + 1] = at
      at.witness = witness_of(recovery, kind, part, number)
    end
    at.arches[#at.arches + 1] = part.name
  end
  for _, run in ipairs(part.runs) do
    for _, kind in ipairs(kinds_of(recovery, run[3], part, run[1],
        known)) do
      parts_of.each_call(part, run[1], run[2], function(number, name)
        add(name, name, kind, number)
      end, function(first, last)
        add(first .. ".." .. last, {first, last}, kind, first)
      end)
    end
  end
end

-- Puts together what happens on the same arches.
local function groups_of(order)
  local groups = {}
  for _, place in ipairs(order) do
    local by_arches = {}
    for _, at in ipairs(place) do
      local key = concat(at.arches, ",")
      local group = by_arches[key]
      if not group then
        local kind = place.kind
        group = {arches = at.arches, syscalls = {}, when = kind.when,
          left = kind.left, right = kind.right, witness = at.witness,
          change = low.change(kind.left, kind.right)}
        by_arches[key] = group
        groups[#groups + 1] = group
      end
      group.syscalls[#group.syscalls + 1] = at.entry
    end
  end
  return groups
end

-- Names before ranges of numbers, each in order.
local function by_name(a, b)
  local x, y = type(a) == "table", type(b) == "table"
  if x ~= y then return y end
  if x then return a[1] < b[1] end
  return a < b
end

local function in_order(groups, places)
  for i, group in ipairs(groups) do
    places[group] = i
    sort(group.syscalls, by_name)
  end
  sort(groups, function(a, b)
    local x, y = concat(a.arches, ","), concat(b.arches, ",")
    if a.other ~= b.other then return b.other ~= nil end
    if #a.arches ~= #b.arches then return #a.arches > #b.arches end
    if x ~= y then return x < y end
    if a.change ~= b.change then
      return CHANGES[a.change] < CHANGES[b.change]
    end
    local whole_a, whole_b = a.when == nil, b.when == nil
    if whole_a ~= whole_b then return whole_a end
    return places[a] < places[b]
  end)
end

local function verdict_of(groups)
  local seen = {}
  for _, group in ipairs(groups) do seen[group.change] = true end
  if not next(seen) then return "equal" end
  if seen.other or seen.looser and seen.stricter then return "different" end
  return seen.looser and "looser" or "stricter"
end

-- The arches that neither side tells apart, as one.
local function other_arches(recovery, usual, parts)
  local told, one = {}, nil
  for _, part in ipairs(parts) do told[part.token] = true end
  for _, arch in ipairs(low.arches()) do
    if not told[arch.token] then
      one = arch
      break
    end
  end
  return {name = "other", arch = one or {token = 0}, wide = true,
    several = true, calls = {}, numbers = {},
    runs = low.runs(OP, recovery, usual, "nr")}
end

-- One arch that neither side tells apart from others.
local function one_arch(recovery, usual, wanted)
  for _, arch in ipairs(low.arches()) do
    if arch.name == wanted then
      return parts_of.part(OP, recovery, usual, arch)
    end
  end
end

-- What M.compare does.
local function compare(left, right, options)
  -- numbered as the methods are: the left one is in front of the colon
  local p, q = program_of(left, 0), program_of(right, 1)
  options = errors.options(OP, options, 2, {budget = "seconds", limit = true,
    on = true})
  local budget, limit = options.budget, options.limit
  if limit ~= nil and (math_type(limit) ~= "integer" or limit < 1) then
    errors.raise(OP, "EINVAL", "option limit is a number of groups, 1 or more")
  end
  local wanted
  if options.on ~= nil then
    local why
    if type(options.on) ~= "string" or options.on:find("\0", 1, true) then
      errors.raise(OP, "EINVAL", "option on is the name of an arch")
    end
    wanted, why = core.arch(options.on)
    if not wanted then errors.raise(OP, "EINVAL", "option on: " .. why) end
  end
  if p.endian ~= q.endian then
    errors.raise(OP, "EDOM",
      "the programs have different byte orders: no kernel runs both")
  end
  local recovery, root = low.open(OP, p, q, budget)
  local parts, usual = parts_of.read(OP, recovery, root)
  local places, order, found = {}, {}, false
  for _, part in ipairs(parts) do
    -- all of x32 may be as other arches are where only amd64 is told apart
    if wanted and part.name == wanted or not wanted and
        not parts_of.all_go_on_as(part, usual) then
      collect(recovery, part, places, order)
      found = found or wanted ~= nil
    end
  end
  local groups = groups_of(order)
  if not found and low.value(recovery, usual) ~= true then
    local more = {}
    collect(recovery, wanted and one_arch(recovery, usual, wanted) or
      other_arches(recovery, usual, parts), {}, more)
    for _, group in ipairs(groups_of(more)) do
      group.other = true
      groups[#groups + 1] = group
    end
  end
  in_order(groups, {})
  for _, group in ipairs(groups) do group.other = nil end
  local result = {verdict = verdict_of(groups), complete = true,
    groups = groups}
  if limit and #groups > limit then
    result.complete, result.left_out = false, #groups - limit
    for i = #groups, limit + 1, -1 do groups[i] = nil end
  end
  return setmetatable(result, meta)
end

--- Compare two programs: all differences of the second from the first.
-- @function compare
-- @tparam Program|Stack|Filter|Policy left
-- @tparam Program|Stack|Filter|Policy right
-- @tparam[opt] table options `budget` (seconds of CPU, 5); `limit` (most
--   groups; left out, all); `on` (an arch: the differences there)
-- @treturn table `verdict`: `"equal"`, or what the second is beside the first:
--   `"stricter"`, `"looser"`, or `"different"` where it is both or where
--   actions changed that permit as much as each other; `complete`: false only
--   where `limit` left some groups out; `groups`: each `{arches=, syscalls=,
--   when=, left=, right=, change=, witness=}`, with names and `{first, last}`
--   numbers as `syscalls`; `when`: nil or a list of alternatives, each a list
--   of conditions that must all hold; `change`: `"looser"`, `"stricter"` or
--   `"other"`; `witness`: a call that @{seccomp.Program:simulate} takes. The
--   arches that neither side treats apart are one group, whose arches are
--   `{"other"}`. It prints as the command prints it
-- @raise EUNDECIDED when the budget is used up; EUNSAYABLE where the difference
--   hangs on the instruction pointer or on arches that do not exist; EDOM for
--   programs of different byte orders
function M.compare(left, right, options, ...)
  errors.no_more("compare", 3, ...)
  return errors.relay(compare, left, right, options)
end

return M
