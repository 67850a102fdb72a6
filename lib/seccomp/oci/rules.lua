--- What libseccomp makes of a profile, as an ordered policy.
--
-- The runtimes hand every block to libseccomp, whose rules have no order: a
-- rule without conditions swallows the others of its syscall, of rules with
-- conditions any may match, and what no rule matches gets the default. The
-- same meaning with "first match wins": rules without conditions first, then
-- those with conditions, the stricter actions before the others. The order of
-- the latter only matters where libseccomp's own result hangs on the order of
-- adding; there the stricter action is taken, and the report says so.
-- @module seccomp.oci.rules

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local added = require "seccomp.oci.added"
local calls = require "seccomp.kernel.calls"
local consumers = require "seccomp.oci.consumers"
local json = require "seccomp.json"
local low = require "seccomp.core.policy"
local said = require "seccomp.oci.conditions"
local sisters = require "seccomp.oci.sisters"
local stub = require "seccomp.oci.stub"

local M = {}

local ipairs = ipairs
local concat, sort = table.concat, table.sort
local ult = math.ult

local LOW = 0xffffffff

-- What ranks above this lets a call be made, or look as if it was.
local RANK_OF_DENIAL = consumers.rank "errno(1)"

-- A condition of a rule with a value over 32 bits, or nil.
local function wide_condition(conditions)
  for _, c in ipairs(conditions) do
    if ult(LOW, c.a) or ult(LOW, c.b) then return c end
  end
  return nil
end

-- Whether an arch of the policy has the call.
local function exists(builder, name)
  local there = builder.exists[name]
  if there == nil then
    there = calls.any_has(name, builder.profile.arches)
    builder.exists[name] = there
  end
  return there
end

local function report_unknown(builder)
  local seen = {}
  for _, entry in ipairs(builder.unknown) do
    local b = entry.block
    local key = entry.name .. "\0" .. b.action
    if not seen[key] then
      seen[key] = true
      local opens = consumers.rank(b.action) < consumers.rank(builder.default)
      local came, table_end = calls.newer(entry.name)
      builder.report:add("unknown-syscall", opens and "error" or "warning",
        ("libseccomp %s does not know the syscall \"%s\"%s: its rule is " ..
          "left out%s"):format(concat(builder.version, "."),
          json.text(entry.name),
          came and (", which came with Linux %s: its table of calls ends at " ..
          "Linux %s"):format(came, table_end) or "", opens and
          (", so it gets %s in place of %s"):format(builder.default,
          b.action) or ""), b.number, entry.name)
    end
  end
end

local function report_skipped(builder)
  for _, b in ipairs(builder.skipped) do
    local other
    for _, name in ipairs(b.names) do
      local state = builder.states[name]
      if state and (state.plain or #state.rules > 0) then
        local rule = state.plain or state.rules[1]
        other = other or {name = name, rule = rule}
      end
    end
    if other then
      builder.report:add("equals-default", "warning",
        ("syscalls block %d: its action equals the default, so it is left " ..
          "out and takes nothing back of block %d, which gives %s %s"):format(
          b.number, other.rule.block, other.name, other.rule.action),
        b.number, other.name)
    else
      builder.report:add("equals-default", "note",
        ("syscalls block %d: its action equals the default"):format(b.number),
        b.number)
    end
  end
end

-- Reports the rules with conditions that do not count, and what is to be said
-- of the others.
local function report_conditions(builder, state)
  local report = builder.report
  if state.plain then
    for _, rule in ipairs(state.rules) do
      local same = rule.action == state.plain.action
      if not rule.companion then
        report:add("swallowed", same and "note" or "warning",
          ("%s: block %d has no conditions (%s), so block %d (%s if %s) " ..
            "does not count"):format(state.name, state.plain.block,
            state.plain.action, rule.block, rule.action,
            said.texts(builder, {state.name}, rule.conditions)), rule.block,
            state.name)
      end
    end
    state.rules = {}
    return
  end
  said.report(builder, state)
end

local function report_companions(builder, state)
  for _, rule in ipairs(state.rules) do
    if rule.companion and not rule.whole then
      local opens = consumers.rank(rule.action) >
        consumers.rank(builder.default)
      builder.report:add("multiplexer-companion", opens and "error" or
        "warning",
        ("%s: for the conditions of block %d libseccomp also adds %s for " ..
          "%s if %s, on %s: what the block says of argument 0 does not " ..
          "count there"):format(rule.companion, rule.block, rule.action,
          state.name, said.texts(builder, {state.name}, rule.conditions),
          concat(added.multiplexing(builder, state.name), ", ")), rule.block,
        rule.companion)
    end
  end
end

-- Conditions that libseccomp compares otherwise than they are written.
local function report_widths(builder)
  local low_reported = false
  for _, state in ipairs(builder.order) do
    for _, rule in ipairs(state.rules) do
      local wide = wide_condition(rule.conditions)
      if wide and #builder.cut > 0 then
        builder.report:add("wide-datum", "warning",
          ("%s: libseccomp cuts the values of %s to 32 bits on %s, and so " ..
            "does this"):format(state.name,
            said.text(builder, {state.name}, wide),
            concat(builder.cut, ", ")), rule.block, state.name)
      end
      if builder.low and not low_reported and exists(builder, state.name) then
        low_reported = true
        local opens = consumers.rank(rule.action) >
          consumers.rank(builder.default)
        builder.report:add("x32-width", opens and "warning" or "note",
          ("%s and others: on %s libseccomp compares the low 32 bits of an " ..
            "argument where the kernel shows 64, and so does this"):format(
            state.name, builder.low), rule.block, state.name)
      end
    end
  end
end

-- Conditions of a policy: whole, cut to what libseccomp compares on a 32-bit
-- arch, or with the low half of the argument only, as libseccomp has x32's; raw
-- where the call takes its arguments from memory, and libseccomp compares
-- registers all the same.
local function when(conditions, form)
  local out = {}
  for i, c in ipairs(conditions) do
    local a, b = c.a, c.b
    if form ~= "whole" and form ~= "raw" then a, b = a & LOW, b & LOW end
    out[i] = c.op == "masked_eq" and {c.arg, c.op, a, b} or {c.arg, c.op, a}
    if form == "low" or form == "raw low" then out[i].width = 32 end
    if form == "raw" or form == "raw low" then out[i].raw = true end
  end
  return out
end

-- The arches of a rule with conditions by the form that these have there:
-- {form, arches}. One that has no list is for all arches of the policy.
local function forms(builder, name, rule, arches)
  local cuts = wide_condition(rule.conditions) ~= nil
  local out, by_form = {}, {}
  for _, arch in ipairs(arches or builder.profile.arches) do
    local form = low.in_memory(arch, name) and
      (consumers.narrow[arch] and "raw low" or "raw") or
      consumers.low[arch] and not builder.written and "low" or
      cuts and not builder.written and consumers.narrow[arch] and "cut" or
      "whole"
    if not by_form[form] then
      by_form[form] = {}
      out[#out + 1] = {form, by_form[form]}
    end
    local list = by_form[form]
    list[#list + 1] = arch
  end
  if #out == 1 then out[1][2] = arches end
  for _, form in ipairs {"raw", "raw low"} do
    if by_form[form] and not arches then
      builder.report:add("arguments-in-memory", "warning",
        ("%s: on %s it takes its arguments from memory, and the conditions " ..
          "test registers that it does not use: they hold for nothing there")
          :format(name, concat(by_form[form], ", ")), rule.block, name)
    end
  end
  return out
end

-- One policy rule for names with one action; names that no arch here has are
-- kept apart, as the policy would not take them without `optional`.
local function emit_plain(builder, rules)
  -- in the order of the file, as two names may share a number
  local by_block = {}
  for _, state in ipairs(builder.order) do
    if state.plain then
      local block = state.plain.block
      local list = by_block[block]
      if not list then
        list = {}
        by_block[block] = list
      end
      list[#list + 1] = state
    end
  end
  for _, b in ipairs(builder.profile.blocks) do
    local list = by_block[b.number]
    if list then
      local action = list[1].plain.action
      local current, absent = {action = action},
        {action = action, optional = true}
      for _, state in ipairs(list) do
        local into = state.exists and current or absent
        into[#into + 1] = state.name
      end
      if #current > 0 then rules[#rules + 1] = current end
      if #absent > 0 then rules[#rules + 1] = absent end
    end
  end
end

-- Whether the rules on a multiplexer must be spelled out: with none, the
-- policy itself extends rules without conditions to the sub-call.
local function spelled_out(builder, state)
  if state.plain then return false end
  if builder.guarded[state.name] then return true end
  for _, rule in ipairs(state.rules) do
    if not rule.whole then return true end
  end
  return false
end

local function emit_conditional(builder, rules)
  local list = {}
  for _, state in ipairs(builder.order) do
    local multiplexer = state.name == "socketcall" or state.name == "ipc"
    if not multiplexer or spelled_out(builder, state) then
      local arches = multiplexer and
        added.multiplexing(builder, state.name) or {}
      for _, rule in ipairs(state.rules) do
        list[#list + 1] = {name = state.name, rule = rule, index = #list,
          arches = #arches > 0 and arches or nil}
      end
    end
  end
  sort(list, function(a, b)
    local x, y = consumers.rank(a.rule.action), consumers.rank(b.rule.action)
    if x ~= y then return x < y end
    if a.rule.block ~= b.rule.block then return a.rule.block < b.rule.block end
    return a.index < b.index
  end)
  for _, entry in ipairs(list) do
    local rule = entry.rule
    for _, form in ipairs(forms(builder, entry.name, rule, entry.arches)) do
      rules[#rules + 1] = {entry.name, action = rule.action,
        when = when(rule.conditions, form[1]),
        optional = (form[2] and not entry.arches) or
          not exists(builder, entry.name) or nil,
        arches = form[2]}
    end
  end
  for _, multiplexer in ipairs {"socketcall", "ipc"} do
    local arches = added.multiplexing(builder, multiplexer)
    local state = builder.states[multiplexer]
    if builder.guarded[multiplexer] and #arches > 0 and
      not (state and state.plain)
    then
      -- says nothing new, but keeps the rules above it to the calls they name
      rules[#rules + 1] = {multiplexer, action = builder.default,
        arches = arches}
    end
  end
end

-- Whether a policy would find a call that libseccomp, and so the profile, does
-- not know.
local function found(builder, name)
  for _, arch in ipairs(builder.profile.arches) do
    if seccomp.signature(name, arch) then return true end
  end
  return false
end

local function emit_unknown(builder, rules)
  local seen = {}
  for _, entry in ipairs(builder.unknown) do
    local b, name = entry.block, entry.name
    -- what a policy would read as something else stays out altogether
    local plain = name:match "^[%l%d_]+$" and not name:match "^__NR_"
    if plain and not seen[name] and b.action ~= builder.default and
      #b.conditions == 0 and not found(builder, name)
    then
      seen[name] = true
      local last = rules[#rules]
      if last and last.later and last.action == b.action then
        last[#last + 1] = name
      else
        rules[#rules + 1] = {name, action = b.action, optional = true,
          later = true}
      end
    end
  end
  for _, rule in ipairs(rules) do rule.later = nil end
end

-- What libseccomp makes of the numbers of mips' other ABIs.
local function emit_sisters(builder, policy)
  for _, rule in ipairs(sisters.rules(policy)) do
    policy.rules[#policy.rules + 1] = rule
    local opens = consumers.rank(rule.action) > RANK_OF_DENIAL
    builder.report:add("sister-abi", opens and "error" or "note",
      ("%s: numbers %d to %d, by which its calls enter those of another " ..
        "ABI, get %s, whatever rules say of these calls"):format(rule.arches[1],
        rule[1][1], rule[1][2], rule.action))
  end
end

-- The arches of a rule where libseccomp has a call; nil where those are all on
-- which a policy finds it.
local function known_arches(name, arches)
  return calls.any_misses(name, arches) and calls.arches_with(name, arches) or
    nil
end

-- Policies find calls on arches where this libseccomp does not know them, and
-- what a profile says of them it does not say there.
local function restrict(rules, arches)
  local out, by_arches = {}, {}
  for _, rule in ipairs(rules) do
    local its, any = rule.arches or arches, false
    local key = concat(its, " ")
    local known = by_arches[key] or {}
    by_arches[key] = known
    for i = 1, #rule do
      local name = rule[i]
      local on = known[name]
      if on == nil and type(name) == "string" then
        on = known_arches(name, its) or false
        known[name] = on
      end
      any = any or on
    end
    if not any then
      out[#out + 1] = rule
    else
      local names, rest = {}, {}
      for _, name in ipairs(rule) do
        local on = known[name]
        if not on then
          names[#names + 1] = name
        elseif #on > 0 then
          rest[#rest + 1] = {name, action = rule.action, when = rule.when,
            optional = rule.optional, arches = on}
        end
      end
      names.action, names.when, names.optional, names.arches = rule.action,
        rule.when, rule.optional, rule.arches
      if #names > 0 then out[#out + 1] = names end
      for _, one in ipairs(rest) do out[#out + 1] = one end
    end
  end
  return out
end

--- The plain table of a policy that means what libseccomp makes of a profile.
-- @tparam table profile from `seccomp.oci.profile`
-- @tparam table consumer from `seccomp.oci.consumers`
-- @param report collects what users do not see coming
-- @tparam ?boolean written have conditions count as they are written where
-- libseccomp compares less: on x32, and values over 32 bits on 32-bit arches
-- @treturn table as `seccomp.policy`'s `new` takes it
function M.policy(profile, consumer, report, written)
  local wide, halved, cut = false, nil, {}
  for _, arch in ipairs(profile.arches) do
    wide = wide or not consumers.narrow[arch]
    if consumers.low[arch] then
      halved = halved and halved .. ", " .. arch or arch
    end
    if consumers.low[arch] or consumers.narrow[arch] then
      cut[#cut + 1] = arch
    end
  end
  local builder = {
    profile = profile, consumer = consumer, report = report,
    default = profile.default, top = wide and -1 or LOW,
    written = written, low = halved, cut = cut,
    version = {seccomp.library_version()},
    states = {}, order = {}, unknown = {}, skipped = {}, guarded = {},
    multiplexing = {}, exists = {}, spoken = {},
    unknown_names = 0, conditional = 0, pairs = 0, overlaps = 0,
  }
  for _, b in ipairs(profile.blocks) do added.block(builder, b) end
  report_unknown(builder)
  report_skipped(builder)
  for _, state in ipairs(builder.order) do
    if #state.rules > 0 then
      report_conditions(builder, state)
      report_companions(builder, state)
    end
    state.exists = exists(builder, state.name)
    if not state.exists then
      builder.absent = builder.absent or {}
      builder.absent[#builder.absent + 1] = state.name
    end
  end
  report_widths(builder)
  if builder.absent then
    report:add("not-on-arch", "note",
      ("no arch here has these calls: %s"):format(concat(builder.absent, " ")))
  end
  local rules, unknown, later = {}, nil, {}
  if consumer.enosys_stub then
    rules, unknown, builder.guarded, later = stub.rules(profile, consumer,
      report)
  end
  emit_plain(builder, rules)
  emit_conditional(builder, rules)
  emit_unknown(builder, rules)
  table.move(later, 1, #later, #rules + 1, rules)
  rules = restrict(rules, profile.arches)
  local policy = {default = profile.default, bad_arch = "kill_thread",
    arches = profile.arches, unknown = unknown, rules = rules}
  emit_sisters(builder, policy)
  return policy
end

return M
