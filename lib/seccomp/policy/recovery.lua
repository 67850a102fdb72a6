--- From a program back to a policy: what each call gets, as rules that a person
-- reads.
--
-- src/bpf/prove/recover.h says how one call's rules are found. Here arches and
-- numbers are put together: which arches the program knows, what stands for the
-- numbers without names, and which calls have the same rules.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local low = require "seccomp.core.recovery"
local errors = require "seccomp.error"
local groups_of = require "seccomp.groups"
local policies = require "seccomp.core.policy"
local parts_of = require "seccomp.policy.parts"
local words = require "seccomp.policy.words"

local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat, min, sort, unpack = table.concat, math.min, table.sort,
  table.unpack

local MINUS_ONE = 0xffffffff

local function unsayable(op, text, ...)
  errors.raise(op, "EUNSAYABLE", text:format(...))
end

-- Arches ---------------------------------------------------------------------

-- Number -1 is amd64's; where that is not listed, x32's.
local function give_minus_one(parts, has)
  if not has.x32 or has.amd64 then return end
  local by_name = {}
  for _, part in ipairs(parts) do by_name[part.name] = part end
  if by_name.x32 then
    local runs, from = by_name.x32.runs, by_name.amd64.runs
    runs[#runs + 1] = from[#from]
  end
end

-- Whether a part is amd64 with nothing of its own but -1, which is x32's where
-- that is listed.
local function is_minus_one(part, parts, bad)
  if part.name ~= "amd64" then return false end
  for i = 1, #part.runs - 1 do
    if part.runs[i][3] ~= bad then return false end
  end
  for _, other in ipairs(parts) do
    if other.name == "x32" then return not parts_of.all_go_on_as(other, bad) end
  end
end

-- The arches of the policy: those any of whose calls gets something else than
-- calls of other arches do.
local function listed(op, big_endian, parts, bad)
  local kept, has = {}, {}
  for _, part in ipairs(parts) do
    if not parts_of.all_go_on_as(part, bad) and
        not is_minus_one(part, parts, bad) then
      if part.arch.unnamed then
        unsayable(op, "calls of arch %s, which does not exist, do not get " ..
          "what those of other arches get", part.name)
      elseif not part.arch.supported then
        unsayable(op, "the program has rules for arch %s, which this " ..
          "libseccomp lacks", part.name)
      elseif part.arch.big_endian ~= big_endian then
        unsayable(op, "the program has rules for arch %s, whose byte order " ..
          "is not its own", part.name)
      end
      kept[#kept + 1] = part
      has[part.name] = part
    end
  end
  give_minus_one(parts, has)
  return kept, has
end

-- What no rule says --------------------------------------------------------

-- Numbers this far beyond the first of an arch are no part of its table.
local TABLE = 0x4000

-- Counts what numbers without names get, up to the last name, and -1; and what
-- the end of the numbers gets. By specs, in which an errno of several arches
-- has one name; what hangs on arguments does not count.
local function count_unnamed(recovery, part, counts, tails)
  local runs = part.runs
  local last, final = runs[1][1], #runs
  for _, number in ipairs(part.numbers) do
    if number < runs[1][1] + TABLE then last = number end
  end
  if runs[final][1] == MINUS_ONE and final > 1 then final = final - 1 end
  for i, run in ipairs(runs) do
    local action = low.value(recovery, run[3])
    local spec = action and low.spec(action, part.token)
    local function count(from, to)
      counts[spec] = (counts[spec] or 0) + to - from + 1
    end
    if spec and run[1] == MINUS_ONE then
      count(MINUS_ONE, MINUS_ONE)
    elseif spec then
      if run[1] <= last then
        parts_of.each_call(part, run[1], min(run[2], last), function() end,
          count)
      end
      if i == final and run[2] > last then
        tails[spec] = (tails[spec] or 0) + 1
      end
    end
  end
end

-- What is counted most often.
local function most_of(counts)
  local best
  for spec, n in pairs(counts) do
    if not best or n > counts[best] or n == counts[best] and spec < best then
      best = spec
    end
  end
  return best
end

-- The default: what most numbers without a name get; nil where that hangs on
-- arguments. And `unknown`, where numbers beyond all names get something else.
local function defaults_of(recovery, parts)
  local counts, tails = {}, {}
  for _, part in ipairs(parts) do
    count_unnamed(recovery, part, counts, tails)
  end
  local tail = most_of(tails)
  local usual = most_of(counts) or tail
  return usual, tail ~= usual and tail or nil
end

-- Rules ---------------------------------------------------------------------

-- What numbers get that no rule names, by the policy without rules: of each
-- part a list of {first, last, Action}. `has` holds the names of the
-- arches of the policy.
local function base_of(op, program, has, budget)
  local recovery, root = low.open(op, program, nil, budget)
  local base, parts = {}, parts_of.read(op, recovery, root)
  give_minus_one(parts, has)
  for _, part in ipairs(parts) do
    local list = {}
    for i, run in ipairs(part.runs) do
      list[i] = {run[1], run[2], low.value(recovery, run[3])}
    end
    base[part.name] = list
  end
  return base
end

-- fn(first, last, node, Action, Action) for the numbers of a part, in stretches
-- for which it says one thing, and the policy without rules, too: the first
-- Action. The second is what numbers get that a rule names and does not match:
-- they are not unknown.
local function each_stretch(part, base, named, bad_arch, fn)
  local i, k = 1, 1
  for _, run in ipairs(part.runs) do
    local from = run[1]
    while from <= run[2] do
      while base and base[i] and base[i][2] < from do i = i + 1 end
      while named and named[k] and named[k][2] < from do k = k + 1 end
      local here, its, to = base and base[i], named and named[k], run[2]
      if here then to = min(to, here[2]) end
      if its then to = min(to, its[2]) end
      fn(from, to, run[3], here and here[3] or bad_arch,
        its and its[3] or bad_arch)
      from = to + 1
    end
  end
end

-- Ordered rules, with the text that tells whether they are those of others.
local function new_class(rules, part)
  local texts, narrow = {}, {}
  for i, rule in ipairs(rules) do
    local action = rule.action .. ": "
    texts[i] = action .. parts_of.conditions_text(rule.when)
    narrow[i] = action .. parts_of.conditions_text(rule.when, true)
  end
  return {rules = rules, wide = part.wide, text = concat(texts, "\n"),
    narrow = concat(narrow, "\n")}
end

-- The rules of calls, of which one has that number, that go on as a node and
-- otherwise get an Action.
local function class_of(reading, part, number, node, otherwise)
  local known = part.known
  local key = node .. " " .. tostring(otherwise)
  if known[key] then return known[key] end
  local leaf = low.value(reading.recovery, node)
  local rules = leaf and {{action = leaf}} or low.rules(reading.op,
    reading.recovery, node, part.wide, otherwise,
    parts_of.call_text(part, number))
  for _, rule in ipairs(rules) do
    rule.action = low.spec(rule.action, part.token)
  end
  known[key] = new_class(rules, part)
  return known[key]
end

-- The same of a call that takes its arguments from memory: conditions on the
-- registers are raw.
local function raw_class(class, part)
  local rules = {}
  for i, rule in ipairs(class.rules) do
    local when = rule.when and {}
    for k, c in ipairs(rule.when or {}) do
      when[k] = {unpack(c)}
      when[k].raw = true
      when[k].width = c.width or not part.wide and not c.raw and 32 or nil
    end
    rules[i] = {action = rule.action, when = when}
  end
  return new_class(rules, part)
end

-- Whether a stretch of numbers is all of an arch's calls and more, so that no
-- list of names says better what it is.
local function is_table(part, first, last, class)
  local numbers = part.numbers
  if #numbers == 0 or first > numbers[1] or last - first < TABLE or
      last < numbers[#numbers] then
    return false
  end
  if not class.rules[1].when then return true end
  for _, number in ipairs(numbers) do
    if policies.in_memory(part.name, number) then return false end
  end
  return true
end

-- Sets the rules of a named call where it has some: `spoken` holds names that
-- have rules, or none, whatever they get.
local function name_rules(part, call, spoken)
  local name = call.name
  if not call.same and spoken[name] ~= false or spoken[name] then
    call.rules = call.rules or
      (policies.in_memory(part.name, call.number) and
        raw_class(call.class(), part) or call.class())
    part.names[name] = call.rules
  end
end

-- The rules of a part, by name, and for ranges of numbers that have none. But
-- for what is spoken of they are the same each time.
local function rules_of_part(reading, part, base, named, spoken)
  if part.spoken then
    for _, call in ipairs(part.spoken) do
      part.names[call.name] = nil
      name_rules(part, call, spoken)
    end
    return
  end
  part.spoken, part.known, part.names, part.ranges = {}, {}, {}, {}
  each_stretch(part, base, named, reading.bad_arch, function(first, last, node,
      usual, otherwise)
    local same = low.value(reading.recovery, node) == usual
    local function class()
      return class_of(reading, part, first, node, otherwise)
    end
    if not same and is_table(part, first, last, class()) then
      part.ranges[#part.ranges + 1] = {first, last, class()}
      return
    end
    parts_of.each_call(part, first, last, function(number, name)
      local call = {number = number, name = name, same = same, class = class}
      if spoken[name] ~= nil then part.spoken[#part.spoken + 1] = call end
      name_rules(part, call, spoken)
    end, function(from, to)
      if not same then
        part.ranges[#part.ranges + 1] = {from, to, class()}
      end
    end)
  end)
end

-- What tells rules from others, by text.
local function key_of(class, arches)
  return class.text .. "\0" .. (arches and concat(arches, ",") or "")
end

-- Adds a name, or a range, to the rules that it shares with others.
local function add(groups, entry, class, arches, key)
  local group = groups[key]
  if not group then
    group = {class = class, arches = arches, entries = {},
      place = #groups + 1}
    groups[key] = group
    groups[#groups + 1] = group
  end
  group.entries[#group.entries + 1] = entry
end

-- The rules that a name has on each of the parts: {class, arch, …} each; those
-- that mean the same on each arch that has them need no list of arches.
local function classes_of(parts, name)
  local classes, having = {}, 0
  for _, part in ipairs(parts) do
    if part.has[name] then having = having + 1 end
    local class = part.names[name]
    local place
    for _, one in ipairs(class and classes or {}) do
      if one.class.text == class.text or not class.wide and one.class.wide and
          one.class.narrow == class.narrow then
        place = one
      end
    end
    if class and not place then
      place = {class = class}
      classes[#classes + 1] = place
    end
    if class then place[#place + 1] = part.name end
  end
  for _, place in ipairs(classes) do
    place.arches = #place < having and {unpack(place)} or nil
    place.key = key_of(place.class, place.arches)
  end
  return classes
end

-- The names of all parts. `known` has the rules of those that are not spoken
-- of, which are the same each time.
local function add_names(parts, groups, spoken, known)
  local names, all = {}, {}
  for _, part in ipairs(parts) do
    for name in pairs(part.names) do
      if not all[name] then names[#names + 1] = name end
      all[name] = true
    end
  end
  sort(names)
  for _, name in ipairs(names) do
    local classes = known[name] or classes_of(parts, name)
    if spoken[name] == nil then known[name] = classes end
    for _, place in ipairs(classes) do
      add(groups, name, place.class, place.arches, place.key)
    end
  end
end

-- Whole calls before those with conditions, much before little.
local function before(a, b)
  local function conditional(group)
    return (#group.class.rules > 1 or group.class.rules[1].when) and 1 or 0
  end
  local x, y = conditional(a), conditional(b)
  if x ~= y then return x < y end
  if x == 0 and #a.entries ~= #b.entries then
    return #a.entries > #b.entries
  end
  return a.place < b.place
end

-- The entries of a rule with groups in place of names, where all of a group's
-- calls that the rule's arches have are among them.
local function with_groups(group, parts)
  local there, has, covered, entries = {}, {}, {}, {}
  for _, entry in ipairs(group.entries) do there[entry] = true end
  for _, part in ipairs(parts) do
    for name in pairs(part.has) do has[name] = true end
  end
  local names = groups_of.names()
  sort(names, function(a, b)
    local x, y = #groups_of.expand(a), #groups_of.expand(b)
    if x ~= y then return x > y end
    return a < b
  end)
  for _, name in ipairs(names) do
    local all, new = true, 0
    for _, member in ipairs(groups_of.expand(name)) do
      if has[member] then
        all = all and there[member]
        if not covered[member] then new = new + 1 end
      end
    end
    if all and new > 1 then
      entries[#entries + 1] = name
      for _, member in ipairs(groups_of.expand(name)) do
        covered[member] = true
      end
    end
  end
  for _, entry in ipairs(group.entries) do
    if not covered[entry] then entries[#entries + 1] = entry end
  end
  return entries
end

-- The conditions of a rule in words, where its calls have names.
local function in_words(reading, group, when)
  local calls, arches = {}, {}
  for i, entry in ipairs(group.entries) do
    if type(entry) ~= "string" then return when end -- a number
    calls[i] = entry
  end
  for _, part in ipairs(reading.parts) do
    local its = not group.arches
    for _, name in ipairs(group.arches or {}) do
      its = its or name == part.name
    end
    if its then arches[#arches + 1] = part end
  end
  local said = {}
  for i, c in ipairs(when) do
    said[i] = words.condition(calls, arches, c, reading.arguments, when)
  end
  return said
end

-- What numbers get that no rule names, and with no word for unknown ones.
local function bases_of(reading, new)
  local function base_with(unknown)
    local plain = {default = reading.default, bad_arch = reading.bad_arch,
      arches = reading.arches, unknown = unknown}
    return base_of(reading.op, new(plain):compile {prove = false},
      reading.has, low.left(reading.op, reading.recovery))
  end
  local base = base_with(reading.unknown)
  return {base = base, named = reading.unknown and base_with(nil) or base}
end

local function spec_of(reading, new, spoken, grouped, worded)
  local parts, groups = reading.parts, {}
  local spec = {bad_arch = reading.bad_arch, default = reading.default,
    unknown = reading.unknown, arches = reading.arches, rules = {}}
  if #parts == 0 then return spec end
  reading.bases = reading.bases or bases_of(reading, new)
  for _, part in ipairs(parts) do
    rules_of_part(reading, part, reading.bases.base[part.name],
      reading.bases.named[part.name], spoken)
  end
  add_names(parts, groups, spoken, reading.names)
  for _, part in ipairs(parts) do
    for _, range in ipairs(part.ranges) do
      local arches = {part.name}
      add(groups, {range[1], range[2]}, range[3], arches,
        key_of(range[3], arches))
    end
  end
  sort(groups, before)
  for _, group in ipairs(groups) do
    local entries = grouped and with_groups(group, parts) or group.entries
    for _, rule in ipairs(group.class.rules) do
      local one = {unpack(entries)}
      one.action, one.when, one.arches = rule.action, rule.when, group.arches
      if worded and rule.when then
        one.when = in_words(reading, group, rule.when)
      end
      spec.rules[#spec.rules + 1] = one
    end
  end
  return spec
end

-- An arch of a byte order, this machine's where it has that: for a program that
-- does the same with every call.
local function some_arch(big_endian)
  local native, some = core.native_arch(), nil
  for _, arch in ipairs(low.arches()) do
    if arch.supported and arch.big_endian == big_endian then
      if arch.name == native then return native end
      some = some or arch.name
    end
  end
  return some
end

-- What is known of a function before anything is said of its calls.
local function read(op, recovery, root, big_endian)
  local all, bad = parts_of.read(op, recovery, root)
  local reading = {op = op, recovery = recovery, arguments = {}, names = {},
    bad_arch = low.value(recovery, bad)}
  if not reading.bad_arch then
    unsayable(op, "calls of arches without a name are told apart by number, " ..
      "argument or instruction pointer, as by a program that never looks at " ..
      "the arch, and a policy has one action for all of them")
  end
  reading.parts, reading.has = listed(op, big_endian, all, bad)
  reading.arches = {}
  for i, part in ipairs(reading.parts) do reading.arches[i] = part.name end
  if #reading.parts == 0 then
    reading.arches[1] = some_arch(big_endian)
  else
    reading.default, reading.unknown = defaults_of(recovery, reading.parts)
  end
  reading.default = reading.default or reading.bad_arch
  return reading
end

-- Calls behind socketcall and ipc are covered by the rules of those calls where
-- that is what the function is. Else the two have their own: true; false: they
-- have none.
local SPOKEN = {
  {socketcall = false, ipc = false},
  {socketcall = true, ipc = false},
  {socketcall = false, ipc = true},
  {socketcall = true, ipc = true},
}

-- A policy, compiled and proven.
local function build(new, spec, budget)
  local policy = new(spec)
  return policy, policy:compile {budget = budget}
end

--- The policy of a program, or of what two programs make together.
-- @tparam string op the public name of the function that fails
-- @tparam function new makes a Policy of a table
-- @tparam Program program
-- @tparam[opt] number budget seconds of CPU
-- @tparam[opt] Program other
-- @tparam[optchain] string how `"union"` or `"intersection"` of the two
-- @tparam[optchain] boolean grouped names in groups, where those are exact
-- @treturn Policy compiled, and that is proven to be the function
function M.policy(op, new, program, budget, other, how, grouped)
  local recovery, root = low.open(op, program, other, budget, how)
  local reading = read(op, recovery, root, program.endian == "big")
  local failure
  local function attempt(spoken, with, worded)
    local ok, policy, compiled = errors.attempt(build, new,
      spec_of(reading, new, spoken, with, worded), low.left(op, recovery))
    if ok and low.is(op, recovery, compiled) then return policy end
    failure = not ok and policy or failure
    return nil
  end
  for _, spoken in ipairs(SPOKEN) do
    -- a group may cover what a name does not, behind a multiplexer
    local policy = grouped and attempt(spoken, true, true) or
      attempt(spoken, false, true)
    if policy then return policy end
  end
  -- nothing depends on words
  for _, spoken in ipairs(SPOKEN) do
    local policy = attempt(spoken, false, false)
    if policy then return policy end
  end
  if failure then
    local code, message = failure.code, failure.message
    if code == "E2BIG" then
      code, message = "EUNSAYABLE", "the policy would be too large: " .. message
    end
    errors.raise(op, code, message, failure)
  end
  errors.raise(op, "EINTERNAL", "the policy that was found is not what the " ..
    "program does: this is a bug in lua-seccomp, please report it")
end

--- What a program does with single calls.
-- @tparam string op the public name of the function that fails
-- @tparam Program program
-- @tparam[opt] number budget seconds of CPU, for all of the questions
-- @treturn function `(arch, number, otherwise)` → the ordered rules of that
--   call, as `{action=, when=}` each, of which those that no rule matches get
--   the Action `otherwise`
function M.calls(op, program, budget)
  local recovery, root = low.open(op, program, nil, budget)
  local tokens = low.runs(op, recovery, root, "arch")
  local arches, runs = {}, {}
  for _, arch in ipairs(low.arches()) do arches[arch.name] = arch end
  local function containing(list, value)
    for _, run in ipairs(list) do
      if run[1] <= value and value <= run[2] then return run[3] end
    end
    return nil
  end
  return function(arch, number, otherwise)
    local node = containing(tokens, arches[arch].token)
    runs[node] = runs[node] or low.runs(op, recovery, node, "nr")
    return low.rules(op, recovery, containing(runs[node], number),
      arches[arch].wide, otherwise, ("syscall %d of %s"):format(number, arch))
  end
end

return M
