--- What a policy may look like: reading and checking what users write.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local errors = require "seccomp.error"
local groups = require "seccomp.groups"
local low = require "seccomp.core.policy"

local M = {}

local getmetatable, ipairs, next, pairs, pcall, tostring =
  getmetatable, ipairs, next, pairs, pcall, tostring
local rawget, rawlen = rawget, rawlen
local concat, mathtype, type = table.concat, math.type, type

--- Bytes that a policy file, or a profile, may have.
M.FILE_MAX = 4 << 20

-- What names of groups begin with.
local GROUP = ("@"):byte()

local fail = errors.raise

local function of_file(path, ok, a, ...)
  if ok then return a, ... end
  if type(a) == "table" and a.op then
    fail("load", a.code, path .. ": " .. a.message, a)
  end
  errors.complain(a)
end

--- Calls a function on what stands in a file; what it raises names the file.
function M.of_file(path, fn, ...)
  return of_file(path, pcall(fn, ...))
end

-- Raises for a key that is not in the set; `where` comes first.
local function known_keys(op, where, what, tbl, set)
  for key in pairs(tbl) do
    if type(key) ~= "string" then
      fail(op, "EINVAL", ("%s%s names are strings, not %s"):format(where, what,
        tostring(key)))
    elseif not set[key] then
      fail(op, "EINVAL", ('%sunknown %s "%s"%s'):format(where, what, key,
        errors.hint_key(key, set)))
    end
  end
end

--- Options of a method: known keys with values of the known type. They are its
-- first argument, or the one that `n` says.
function M.options(op, options, types, n)
  return errors.options(op, options, n or 1, types)
end

-- Where in a policy something stands is told only when it is wrong: `at` is a
-- reading, one for each policy, with the rule at hand and the field of it.
local function place(at)
  local field = at.field
  if at.index then field = ("%s[%d]"):format(field or "", at.index) end
  if not at.rule then return at.prefix .. field end
  return ("%srules[%d]%s"):format(at.prefix, at.rule,
    field and "." .. field or "")
end

-- Raises EINVAL; the message is formatted, and comes after the place.
local function fail_at(at, message, ...)
  fail(at.op, "EINVAL", place(at) .. message:format(...))
end

-- Raises for a table that is not all there is: what a metatable adds would be
-- lost, conditions or denials.
local function check_plain(at, given)
  if getmetatable(given) ~= nil then
    fail_at(at, " is a plain table, and this one has a metatable: copy it")
  end
end

-- How long a list is. Raises unless a table is one and nothing else: behind a
-- nil in it a denial could be lost, or a condition.
local function check_list(at, list)
  if type(list) ~= "table" then
    fail_at(at, " is a list, not %s", type(list))
  end
  check_plain(at, list)
  -- not rawlen: where there is a nil, that may be any place before one
  local n, count = 0, 0
  for key in next, list do
    if mathtype(key) ~= "integer" or key < 1 then
      fail_at(at, " is a list, and has the key %s", tostring(key))
    end
    count = count + 1
    if key > n then n = key end
  end
  if count == n then return n end
  local hole = 1
  while rawget(list, hole) ~= nil do hole = hole + 1 end
  fail_at(at, " is a list, and number %d of its %d is nil", hole, n)
end

-- What fn makes of a value; what it raises says where.
local function part(at, fn, value)
  local ok, result = errors.attempt(fn, value)
  if ok then return result end
  if type(result) == "table" and result.op then
    fail(at.op, result.code, place(at) .. ": " .. result.message, {
      required = result.required, current = result.current,
    })
  end
  -- the complaint about an argument, of a function that no user called
  fail_at(at, ": %s", (tostring(result):gsub("^.-%((.*)%)$", "%1")))
end

-- The Action of a field; each spec is read once for a policy.
local function action(at, field, value)
  local known = at.actions[value]
  if known then return known end
  at.field = field
  -- text may name an errno, which has another number on another arch
  local result = part(at, type(value) == "string" and low.action or
    core.action, value)
  if type(value) == "string" then at.actions[value] = result end
  return result
end

-- Reads the action of a rule, if it is a spec that was not read before; whether
-- it is known now that was not.
local function learn(at, given)
  local spec = type(given) == "table" and rawget(given, "action")
  if type(spec) ~= "string" or at.actions[spec] then return false end
  local ok, result = errors.attempt(low.action, spec)
  if ok then at.actions[spec] = result end
  return ok
end

local function canonical_arch(name)
  core.syscall_number("read", name)
  return core.arch(name)
end

-- Canonical names, each once.
local function arch_list(at, list)
  at.field = "arches"
  local n = check_list(at, list)
  if n == 0 then fail_at(at, " has no arch in it") end
  local arches, there = {}, {}
  for i = 1, n do
    local name = list[i]
    if type(name) ~= "string" then
      at.index = i
      fail_at(at, " is an arch name, not %s", type(name))
    end
    local arch = part(at, canonical_arch, name)
    if not there[arch] then
      there[arch] = true
      arches[#arches + 1] = arch
    end
  end
  return arches
end

local function conditions(at, list)
  at.field = "when"
  if type(list) ~= "table" then
    fail_at(at, " is a list of conditions, not %s", type(list))
  end
  local first = rawget(list, 1)
  if type(first) == "number" or type(first) == "string" then
    fail_at(at, " is a list of conditions: one alone is written " ..
      "{{0, \"==\", 1}}")
  end
  local result = {}
  for i = 1, check_list(at, list) do
    at.index = i
    result[i] = part(at, low.condition, list[i])
  end
  at.index = nil
  return #result > 0 and result or nil
end

-- An end of a range, a number of 32 bits.
local function range_end(at, value)
  local number = mathtype(value) == "float" and math.tointeger(value) or value
  if mathtype(number) ~= "integer" or number < 0 or number > 0xffffffff then
    fail_at(at, ": a range is {first, last}, two numbers from 0 to " ..
      "0xffffffff, not %s", type(value) == "number" and tostring(value) or
      "a " .. type(value))
  end
  return number
end

-- Numbers from one to another.
local function range(at, value)
  if check_list(at, value) ~= 2 then
    fail_at(at, ": a range is {first, last}, two numbers, and here are %d",
      rawlen(value))
  end
  local first, last = range_end(at, value[1]), range_end(at, value[2])
  if first > last then
    fail_at(at, ": the range {%d, %d} is empty: give the lower number first",
      first, last)
  end
  return {first, last}
end

local function syscall(at, value)
  if type(value) == "table" then return range(at, value) end
  if type(value) == "string" then
    if value:find("\0", 1, true) then
      fail_at(at, ": the name has an embedded NUL")
    end
    if value:byte() == GROUP and not groups.purpose(value) then
      fail_at(at, ": unknown group \"%s\"%s", value,
        errors.hint(value, groups.names()))
    end
    return value
  end
  local number = mathtype(value) == "float" and math.tointeger(value) or value
  if mathtype(number) ~= "integer" or number < -0x80000000 or
      number > 0xffffffff then
    fail_at(at, ": a syscall is a name, a group, a number or a range, not %s",
      type(value) == "number" and tostring(value) or type(value))
  end
  return number
end

local RULE = {action = true, when = true, arches = true, optional = true}

-- The arches of a rule; `policy` is the set of the policy's.
local function rule_arches(at, list, policy, optional)
  local arches, any = arch_list(at, list), optional
  for _, arch in ipairs(arches) do any = any or policy[arch] end
  if not any then
    fail_at(at, ": the policy is for %s, and not for %s: add it to the " ..
      "policy's arches, or say optional = true", concat(at.arches, ", "),
      concat(arches, ", "))
  end
  return arches
end

-- One rule; `arches` is the set of the policy's.
local function rule(at, given, arches)
  at.field = nil
  if type(given) ~= "table" then
    fail_at(at, " is a table, not %s", type(given))
  end
  check_plain(at, given)
  local n = 0 -- as in check_list
  for key in next, given do
    if mathtype(key) == "integer" and key >= 1 then
      if key > n then n = key end
    elseif not RULE[key] then
      known_keys(at.op, place(at) .. ": ", "field", {[key] = true}, RULE)
    end
  end
  if n == 0 then fail_at(at, " names no syscall") end
  local optional, when, its = given.optional, given.when, given.arches
  if given.action == nil then fail_at(at, " has no action") end
  if optional ~= nil and type(optional) ~= "boolean" then
    at.field = "optional"
    fail_at(at, " is a boolean, not %s", type(optional))
  end
  local result = {
    action = action(at, "action", given.action),
    when = when ~= nil and conditions(at, when) or nil,
    optional = optional or nil,
    arches = its ~= nil and rule_arches(at, its, arches, optional) or nil,
  }
  at.field = nil
  for i = 1, n do result[i] = syscall(at, given[i]) end
  return result
end

local POLICY = {
  default = true, bad_arch = true, unknown = true, kernel = true,
  arches = true, rules = true,
}

--- Reads a policy. What comes back holds Actions and Conditions, names in
-- canonical spelling, and nothing that the caller could change.
-- @tparam string op the public name of the function that fails
-- @param given anything
-- @tparam[opt] string path of the file it came from
-- @treturn table
function M.policy(op, given, path)
  local prefix = path and path .. ": " or ""
  if type(given) ~= "table" or getmetatable(given) ~= nil then
    errors.complain(("bad argument #1 to '%s' (table expected, got %s)"):format(
      op, type(given) == "table" and "an object" or errors.typename(given)))
  end
  known_keys(op, prefix, "policy field", given, POLICY)
  if given.default == nil then
    fail(op, "EINVAL", prefix .. "a policy says what its default is")
  end
  if given.kernel ~= nil and type(given.kernel) ~= "string" then
    fail(op, "EINVAL", ("%skernel is a release of Linux, as \"5.10\", not %s")
      :format(prefix, type(given.kernel)))
  elseif given.kernel and given.kernel:find("\0", 1, true) then
    fail(op, "EINVAL", prefix .. "kernel has an embedded NUL: it is a " ..
      "release of Linux, as \"5.10\"")
  end
  local at = {op = op, prefix = prefix, actions = {}}
  local data = {
    default = action(at, "default", given.default),
    bad_arch = action(at, "bad_arch", given.bad_arch == nil and
      "kill_process" or given.bad_arch),
    unknown = given.unknown ~= nil and
      action(at, "unknown", given.unknown) or nil,
    kernel = given.kernel,
    arches = given.arches == nil and {core.native_arch()} or
      arch_list(at, given.arches),
    rules = {},
  }
  if given.rules ~= nil then
    at.field = "rules"
    local rules, out, arches = given.rules, data.rules, {}
    local n = check_list(at, rules)
    at.arches = data.arches
    for _, arch in ipairs(data.arches) do arches[arch] = true end
    -- what most rules are is read in one go; the others are read here, or told
    -- what is wrong with them
    local i = low.plain(rules, at.actions, out, 1)
    while i <= n do
      if not learn(at, rules[i]) then
        at.rule = i
        out[i] = rule(at, rules[i], arches)
        i = i + 1
      end
      i = low.plain(rules, at.actions, out, i)
    end
  end
  return data
end

-- Adds what is not there yet to a list.
local function add(list, there, name)
  if not there[name] then
    there[name] = true
    list[#list + 1] = name
  end
end

-- The calls of a rule are a set: groups overlap, and may be given twice.
local function expand_rule(one)
  local names, members, there, grouped = {}, {}, {}, {}
  for _, name in ipairs(one) do
    if type(name) ~= "string" or name:byte() ~= GROUP then
      add(names, there, name)
    elseif not grouped[name] then
      grouped[name] = true
      for _, member in ipairs(groups.expand(name)) do
        add(members, grouped, member)
      end
    end
  end
  return {names = names, members = members, action = one.action,
    when = one.when, arches = one.arches, optional = one.optional}
end

-- What the rules of a policy may name, groups expanded: more than the calls
-- that they may come to, for on some arch there may be no such call.
local EXPANDED = 1 << 20

--- The rules of a policy with groups as the C module takes them: those of
-- several calls with `names` and `members` of groups, the others as they are.
-- @raise E2BIG before groups in many rules use up the memory
function M.expand(data)
  local rules, named = {}, 0
  for i, one in ipairs(data.rules) do
    local single = #one == 1 and type(one[1]) ~= "string" or
      low.distinct(one)
    local expanded = single and one or expand_rule(one)
    named = named + (single and #one or #expanded.names + #expanded.members)
    if named > EXPANDED then
      fail("new", "E2BIG", ("rules[%d]: the rules name more than %d calls, " ..
        "groups expanded"):format(i, EXPANDED))
    end
    rules[i] = expanded
  end
  return rules
end

--- The policy as numbers; nil where groups in its rules are to be expanded
-- first.
function M.resolve(data, rules)
  return low.resolve(data.arches, rules, data.default, data.bad_arch,
    data.unknown, data.kernel, EXPANDED)
end

return M
