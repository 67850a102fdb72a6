--- The rules that a runtime hands to libseccomp for a profile, by syscall, and
-- what libseccomp keeps of them: of rules without conditions the first, of
-- those with conditions one for each set, and what it adds on multiplexers.
-- @module seccomp.oci.added

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local said = require "seccomp.oci.conditions"
local values = require "seccomp.oci.values"

local M = {}

local ipairs, pairs = ipairs, pairs
local concat, sort = table.concat, table.sort

-- Rules with conditions that a profile may make, each syscall's counted. The
-- programs of the kernel have 4096 instructions, and each rule takes some.
local MOST_CONDITIONAL = 16384

-- Names that libseccomp does not know: more than there are syscalls.
local MOST_UNKNOWN = 4096

-- Pieces of the sets that are worked out for the report.
local MOST_PIECES = 256

-- Equal for equal sets of conditions.
local function fingerprint(conditions)
  local out = {}
  for i, c in ipairs(conditions) do
    out[i] = ("%d %s %d %d"):format(c.arg, c.op, c.a, c.b or 0)
  end
  sort(out)
  return concat(out, "\n")
end

-- The conditions of a block as the rules it becomes: nil for a rule without
-- conditions, else a list of lists.
local function split(builder, b)
  local report, consumer = builder.report, builder.consumer
  local conditions, count, repeated = {}, {}, nil
  for i, c in ipairs(b.conditions) do
    if i > 6 and consumer.first_six then
      local opens = consumers.rank(b.action) < consumers.rank(builder.default)
      report:add("six-conditions", opens and "error" or "warning",
        ("syscalls block %d: %s looks at the first 6 of its %d conditions")
          :format(b.number, consumer.runtime_label, #b.conditions), b.number)
      break
    end
    conditions[i] = c
    count[c.arg] = (count[c.arg] or 0) + 1
    if count[c.arg] > 1 then repeated = repeated or c.arg end
  end
  if #conditions == 0 then return nil end
  local alternatives = {}
  if not repeated then
    alternatives[1] = conditions
  else
    report:add("ored-conditions", "warning",
      ("syscalls block %d: %s is given twice, so any one of its " ..
        "conditions is enough, on other arguments too: %s"):format(b.number,
        said.argument(builder, b.names, repeated),
        said.texts(builder, b.names, conditions, " or ")), b.number)
    for i, c in ipairs(conditions) do alternatives[i] = {c} end
  end
  -- libseccomp drops a comparison under an empty mask
  local out = {}
  for _, alternative in ipairs(alternatives) do
    local kept = {}
    for _, c in ipairs(alternative) do
      if not (c.op == "masked_eq" and c.a == 0) then kept[#kept + 1] = c end
    end
    if #kept == 0 then return nil end
    out[#out + 1] = kept
  end
  return out
end

-- Reports alternatives of which, on one argument, one always holds. What they
-- leave over can be in any number of pieces under masks: it is not found out
-- then.
local function always_true(builder, b, alternatives)
  local by_arg, given_up = {}, {}
  for _, alternative in ipairs(alternatives) do
    local c = alternative[1]
    if #alternative == 1 and not given_up[c.arg] then
      local out = values.outside(c)
      local rest = by_arg[c.arg] and values.intersect(by_arg[c.arg], out) or out
      given_up[c.arg] = #rest > MOST_PIECES
      by_arg[c.arg] = not given_up[c.arg] and rest or nil
    end
  end
  for arg, none in pairs(by_arg) do
    if #none == 0 then
      builder.report:add("always-true", "warning",
        ("syscalls block %d: its conditions on %s let every value through")
          :format(b.number, said.argument(builder, b.names, arg)), b.number)
      return
    end
  end
end

--- The arches of the profile that have a multiplexer.
function M.multiplexing(builder, multiplexer)
  local arches = builder.multiplexing[multiplexer]
  if not arches then
    arches = calls.multiplexing(builder.profile.arches, multiplexer)
    builder.multiplexing[multiplexer] = arches
  end
  return arches
end

-- What most calls have of rules with conditions.
local NONE = {}

local function state_of(builder, name)
  local state = builder.states[name]
  if not state then
    -- with room for what comes later
    state = {name = name, rules = NONE, first = NONE, plain = nil, exists = nil}
    builder.states[name] = state
    builder.order[#builder.order + 1] = state
  end
  return state
end

-- libseccomp refuses a second action for the same conditions, and the runtime
-- then refuses to start the container.
local function conflict(builder, state, rule, other)
  errors.raise("oci", "EEXIST",
    ("%s: blocks %d and %d give %s two actions (%s, %s) for the same " ..
      "conditions (%s%s), which libseccomp refuses"):format(
      builder.consumer.runtime_label or builder.consumer.label, other.block,
      rule.block, state.name,
      other.action, rule.action,
      said.texts(builder, {state.name}, rule.conditions),
      rule.companion and "; added by libseccomp for " .. rule.companion or ""))
end

-- Says that a rule is there a second time.
local function repeated(builder, state, rule, other)
  builder.report:add("duplicate-rule", "note",
    ("%s: block %d repeats block %d"):format(state.name, rule.block,
      other.block), rule.block, state.name)
end

-- Adds a rule without conditions to what is known of a syscall.
local function add_plain(builder, state, rule)
  local plain = state.plain
  if plain and plain.action ~= rule.action then
    builder.report:add("first-wins", "warning",
      ("%s: block %d says %s, block %d %s: the first wins"):format(state.name,
        plain.block, plain.action, rule.block, rule.action), rule.block,
      state.name)
  elseif plain then
    repeated(builder, state, rule, plain)
  else
    state.plain = rule
  end
end

-- Adds a rule with conditions; the order of adding decides about refusals.
local function add_conditional(builder, state, rule)
  local key = fingerprint(rule.conditions)
  local other = not state.plain and state.first[key]
  if other then
    if other.action ~= rule.action then
      conflict(builder, state, rule, other)
    end
    if not rule.companion then repeated(builder, state, rule, other) end
    return
  end
  if state.rules == NONE then state.rules, state.first = {}, {} end
  state.first[key] = rule
  state.rules[#state.rules + 1] = rule
end

-- The rule that libseccomp adds on the multiplexer for a sub-call: argument 0
-- selects the sub-call in place of what the rule says of it, conditions on the
-- other arguments stay, although they are other arguments there.
local function companion(name, sub, rule)
  local conditions = {{arg = 0, op = "==", a = sub, b = 0}}
  for _, c in ipairs(rule.conditions or {}) do
    if c.arg ~= 0 then conditions[#conditions + 1] = c end
  end
  return {action = rule.action, block = rule.block, conditions = conditions,
    companion = name, whole = rule.conditions == nil}
end

-- Raises where a rule for a part of a sub-call was added before, with another
-- action: libseccomp refuses the whole behind it, on the multiplexer. Where the
-- whole was there first, it has left out the part.
local function check_narrower(builder, state, whole)
  if state.first[fingerprint(whole.conditions)] then return end
  for _, other in ipairs(state.rules) do
    if other.companion == whole.companion and other.action ~= whole.action and
      #other.conditions > 1
    then
      conflict(builder, state, whole, other)
    end
  end
end

local function add_companion(builder, name, rule)
  local multiplexer, sub = calls.multiplexer(name)
  if not multiplexer or #M.multiplexing(builder, multiplexer) == 0 then
    return
  end
  local state, added = state_of(builder, multiplexer),
    companion(name, sub, rule)
  if added.whole and not state.plain then check_narrower(builder, state, added)
  end
  add_conditional(builder, state, added)
end

-- Raises for a profile that is made to take forever.
local function too_many(b, format, ...)
  errors.raise("oci", "E2BIG", ("syscalls block %d: "):format(b.number) ..
    format:format(...))
end

local function add_unknown(builder, b, name)
  if name == "" and builder.consumer.runtime ~= "crun" then
    errors.raise("oci", "EINVAL",
      ("syscalls block %d: a syscall without a name"):format(b.number))
  end
  local list = builder.unknown
  if not list[name] then
    list[name] = true
    builder.unknown_names = builder.unknown_names + 1
    if builder.unknown_names > MOST_UNKNOWN then
      too_many(b, "with it the profile has over %d names that libseccomp " ..
        "does not know", MOST_UNKNOWN)
    end
  end
  list[#list + 1] = {name = name, block = b}
end

-- Adds what a block says of a syscall: a rule without `conditions`, or one with
-- them.
local function add_rule(builder, b, name, rule)
  local state = state_of(builder, name)
  -- in libseccomp's order: the multiplexer first
  add_companion(builder, name, rule)
  if not rule.conditions then
    add_plain(builder, state, rule)
    return
  end
  builder.conditional = builder.conditional + 1
  if builder.conditional > MOST_CONDITIONAL then
    too_many(b, "with it the profile has over %d rules with conditions, and " ..
      "no filter holds them", MOST_CONDITIONAL)
  end
  add_conditional(builder, state, rule)
end

--- Adds the rules of a block to what is known of its syscalls.
function M.block(builder, b)
  local adds = b.action ~= builder.default
  if not adds then
    -- libseccomp would refuse such a rule, so the runtimes leave it out
    builder.skipped[#builder.skipped + 1] = b
  end
  local alternatives = split(builder, b)
  if alternatives then always_true(builder, b, alternatives) end
  -- nothing of a rule changes, so that its calls may share it
  local shared = {}
  for i = 1, alternatives and #alternatives or 1 do
    shared[i] = {action = b.action, block = b.number,
      conditions = alternatives and alternatives[i]}
  end
  local plain = not alternatives and shared[1]
  for _, name in ipairs(b.names) do
    local fact = calls.of(name)
    if not fact or not fact.exact then
      add_unknown(builder, b, name)
    elseif adds and plain and not fact.multiplexer and
      not builder.states[name]
    then
      state_of(builder, name).plain = plain -- as add_rule, which does more
    elseif adds then
      for i = 1, #shared do add_rule(builder, b, name, shared[i]) end
    end
  end
end

return M
