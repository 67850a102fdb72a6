--- The rules that allow a recording's calls, and nothing else.
-- @module seccomp.record.rules

-- SPDX-License-Identifier: MIT
local arguments = require "seccomp.record.arguments"
local calls = require "seccomp.kernel.calls"
local count = require "seccomp.record.count"
local errors = require "seccomp.error"
local names = require "seccomp.record.names"
local low = require "seccomp.core.policy"
local seccomp = require "seccomp.core"
local words_of = require "seccomp.policy.words"

local M = {}

local ipairs, pairs, type = ipairs, pairs, type
local concat, sort = table.concat, table.sort

-- So many different values of an argument are held.
local MOST_VALUES = 64

--- The members of a set of names and numbers, in order.
function M.sorted_names(set)
  local list = {}
  for name in pairs(set) do list[#list + 1] = name end
  sort(list, function(a, b)
    if type(a) ~= type(b) then return type(a) == "string" end
    return a < b
  end)
  return list
end

-- The finding that arguments are allowed with any value, though they were asked
-- to be held. `list` has the arguments.
local function left_open(call, name, list, why)
  local words = {}
  for i, argument in ipairs(list) do
    words[i] = words_of.value(call.arch, name, argument.arg, 0) or
      "arg" .. argument.arg
  end
  return {
    id = "arguments-open", severity = "warning",
    message = ("%s on %s: any value of %s is allowed, for %s"):format(
      name, call.arch, concat(words, ", "), why),
    fix = "hold by hand what can be held, such as a flag by masked_eq",
  }
end

--- The finding that a call is allowed with any arguments: it takes them from
-- memory.
function M.in_memory_open(arch, name)
  return {
    id = "arguments-open", severity = "warning",
    message = ("%s on %s: any arguments are allowed, for it takes them from " ..
      "memory, where a filter cannot look"):format(name, arch),
    fix = "leave the arch out, or the call where it is not needed",
  }
end

-- The places in call.arguments of those that are held, and the arguments that
-- have too many values for that.
local function held_arguments(call, seen)
  local places, open = {}, {}
  for i, argument in ipairs(call.arguments) do
    local n, there = 0, {}
    for _, one in ipairs(seen) do
      if not there[one.values[i]] then n = n + 1 end
      there[one.values[i]] = true
    end
    if n <= MOST_VALUES then
      places[#places + 1] = i
    else
      open[#open + 1] = argument
    end
  end
  return places, open
end

-- Combinations of values, each once, with those that differ at one place alone
-- as one, which has a list there.
local function groups_at(combinations, at)
  local groups = {}
  for _, values in ipairs(combinations) do
    local rest = {}
    for i, value in ipairs(values) do rest[i] = i == at and "" or value end
    local key = concat(rest, " ")
    local group = groups[key]
    if not group then
      group = {values = values, list = {}, there = {}}
      groups[key], groups[#groups + 1] = group, group
    end
    local value = values[at]
    if not group.there[value] then
      group.there[value] = true
      group.list[#group.list + 1] = value
    end
  end
  return groups
end

-- As few groups as there are by one place.
local function grouped(combinations, places)
  local best, its
  for at = 1, #places do
    local groups = groups_at(combinations, at)
    if not best or #groups < #best then best, its = groups, at end
  end
  return best, its
end

local function condition(argument, value)
  return {argument.arg, "==", value,
    width = argument.width == 32 and 32 or nil}
end

--- Adds rules that allow a call with the values that were seen. Returns the
-- arguments with too many values to be held.
local function value_rules(call, name, seen, rules)
  local places, open = held_arguments(call, seen)
  if #places == 0 then
    rules[#rules + 1] = {name, action = "allow", arches = {call.arch}}
    return open
  end
  local combinations = {}
  for i, one in ipairs(seen) do
    combinations[i] = {}
    for k, place in ipairs(places) do
      combinations[i][k] = one.values[place]
    end
  end
  local groups, at = grouped(combinations, places)
  for _, group in ipairs(groups) do
    local when = {}
    for k, place in ipairs(places) do
      local value = group.values[k]
      if k == at and #group.list > 1 then value = group.list end
      when[k] = condition(call.arguments[place], value)
    end
    rules[#rules + 1] = {name, action = "allow", when = when,
      arches = {call.arch}}
  end
  return open
end

--- Raises for a recording with an arch that libseccomp does not know.
-- @tparam string op the public function
-- @tparam Recording recording
function M.check_arches(op, recording)
  for _, list in ipairs {recording.calls, recording.launcher} do
    for _, call in ipairs(list) do
      local known = seccomp.arch(call.arch)
      local obstacle = known and names.obstacle(call.arch)
      if not known or obstacle then
        errors.raise(op, "EINVAL", ("call %d of arch %s, which libseccomp " ..
          "does not know%s"):format(call.number, call.arch, obstacle and
          " (" .. obstacle .. ")" or ""))
      end
    end
  end
end

-- How policies name a call: by name where there is one that is its own.
local function name_of(call)
  return call.syscall and names.number(call.syscall, call.arch) ==
    call.number and call.syscall or call.number
end

-- The values that nothing else allows.
local function not_allowed(call, allowed)
  if not allowed then return call.seen end
  local out = {}
  for _, seen in ipairs(call.seen) do
    if not allowed(call, seen.values) then out[#out + 1] = seen end
  end
  return out
end

--- What allows the calls of a recording.
-- @tparam Recording recording of arches that are known
-- @tparam table options `tight` (arguments are held), `launcher` (false:
--   not the launcher's calls), `always` (a set of names that are allowed
--   anyway), `allowed` (a function of a call and values of its arguments, which
--   are allowed anyway)
-- @treturn table by arch, sets of the calls that are allowed whatever their
--   arguments
-- @treturn {table,…} rules for the others, each of one arch
-- @treturn {table,…} findings
function M.of(recording, options)
  local whole, rules, findings = {}, {}, {}
  local always, tight, limited = options.always or {}, options.tight, {}
  for _, call in ipairs(recording.calls) do
    whole[call.arch] = whole[call.arch] or {}
    local plain, name = whole[call.arch], name_of(call)
    if always[name] then
      goto continue
    elseif not tight then
      plain[name] = true
    elseif low.in_memory(call.arch, call.number) then
      findings[#findings + 1] = M.in_memory_open(call.arch, name)
      plain[name] = true
    elseif call.seen then
      limited[#limited + 1] = {call, name}
    else
      local held = type(name) == "string" and arguments.of(call.arch, name)
      if held then
        findings[#findings + 1] = left_open(call, name, held,
          call.count > count.MOST_VALUES and
          "more than 256 different ones were seen" or
          "the values seen are not known")
      end
      plain[name] = true
    end
    ::continue::
  end
  for _, call in ipairs(options.launcher ~= false and recording.launcher or
    {})
  do
    whole[call.arch] = whole[call.arch] or {}
    whole[call.arch][name_of(call)] = true
  end
  for _, entry in ipairs(limited) do
    local call, name = entry[1], entry[2]
    local seen = not_allowed(call, options.allowed)
    if not whole[call.arch][name] and #seen > 0 then
      local open = value_rules(call, name, seen, rules)
      if #open > 0 then
        findings[#findings + 1] = left_open(call, name, open,
          ("more than %d different ones were seen"):format(MOST_VALUES))
      end
    end
  end
  return whole, rules, findings
end

--- A rule that means nothing, so that a policy does not extend rules for socket
-- calls to socketcall, nor those for shared memory to ipc.
-- @tparam {table,…} rules which get it
-- @tparam {string,…} arches
-- @param default the action of calls without a rule
function M.guard_multiplexers(rules, arches, default)
  local named, sub_calls = {}, {}
  for _, rule in ipairs(rules) do
    for _, name in ipairs(rule) do
      named[name] = true
      local multiplexer = type(name) == "string" and calls.multiplexer(name)
      if multiplexer then sub_calls[multiplexer] = true end
    end
  end
  for _, multiplexer in ipairs {"ipc", "socketcall"} do
    local where = calls.multiplexing(arches, multiplexer)
    if sub_calls[multiplexer] and not named[multiplexer] and #where > 0 then
      rules[#rules + 1] = {multiplexer, action = default, arches = where}
    end
  end
end

return M
