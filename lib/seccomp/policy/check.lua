--- What a policy may look like: reading and checking what users write.
local core = require "seccomp.core"
local errors = require "seccomp.error"
local groups = require "seccomp.groups"

local M = {}

local error, getmetatable, ipairs, next, pairs, pcall, tostring = error,
  getmetatable, ipairs, next, pairs, pcall, tostring
local mathtype, type = math.type, type
local getinfo = debug.getinfo

-- The level of the first caller outside seccomp.policy, seen from the caller
-- of this function.
local function outside()
  local level = 2
  while true do
    local info = getinfo(level, "S")
    if not info then return 1 end
    if info.what ~= "C" and
        not info.source:find("seccomp/policy[./]", 1) then
      return level - 1
    end
    level = level + 1
  end
end

--- Raises an error object that points at whoever called seccomp.policy.
function M.fail(op, code, message, fields)
  errors.raise(op, code, message, outside(), fields)
end
local fail = M.fail

local function relayed(ok, a, ...)
  if ok then return a, ... end
  if type(a) == "table" and a.op then
    errors.raise(a.op, a.code, a.message, outside(), a)
  end
  error(a, outside())
end

--- Calls a function of the C module; what it raises points at whoever called
-- seccomp.policy.
function M.relay(fn, ...)
  return relayed(pcall(fn, ...))
end

local function of_file(path, ok, a, ...)
  if ok then return a, ... end
  if type(a) == "table" and a.op then
    errors.raise("load", a.code, path .. ": " .. a.message, outside(), a)
  end
  error(a, outside())
end

--- Calls a function on what stands in a file; what it raises names the file.
function M.of_file(path, fn, ...)
  return of_file(path, pcall(fn, ...))
end

local errno_names = {}

--- The name of an errno, "EIO" when it has none.
function M.errno_name(number)
  if not errno_names[number] then
    local ok, action = pcall(core.action, "errno", number)
    errno_names[number] = ok and tostring(action):match "%((E%w+)%)" or "EIO"
  end
  return errno_names[number]
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

--- Options of a method: known keys with values of the known type.
function M.options(op, options, types)
  if options == nil then return {} end
  if type(options) ~= "table" then
    error(("bad argument #1 to '%s' (table expected, got %s)"):format(op,
      type(options)), outside())
  end
  known_keys(op, "", "option", options, types)
  for key, value in pairs(options) do
    if type(value) ~= types[key] then
      fail(op, "EINVAL", ("option %s is a %s, not %s"):format(key, types[key],
        type(value)))
    end
  end
  return options
end

-- Raises unless a table is a list and nothing else.
local function check_list(op, what, list)
  if type(list) ~= "table" then
    fail(op, "EINVAL", ("%s is a list, not %s"):format(what, type(list)))
  end
  local n = #list
  for key in next, list do
    if mathtype(key) ~= "integer" or key < 1 or key > n then
      fail(op, "EINVAL", ("%s is a list, and has the key %s"):format(what,
        tostring(key)))
    end
  end
end

-- What fn makes of a value; what it raises says where.
local function part(op, where, fn, ...)
  local ok, result = errors.attempt(fn, ...)
  if ok then return result end
  if type(result) == "table" and result.op then
    fail(op, result.code, where .. ": " .. result.message, {
      required = result.required, current = result.current,
    })
  end
  fail(op, "EINVAL", where .. ": " ..
    tostring(result):gsub("^.-%((.*)%)$", "%1"))
end

local function action(op, where, value)
  return part(op, where, core.action, value)
end

-- Canonical names, each once.
local function arch_list(op, where, list)
  check_list(op, where, list)
  if #list == 0 then fail(op, "EINVAL", where .. " has no arch in it") end
  local arches, there = {}, {}
  for i, name in ipairs(list) do
    if type(name) ~= "string" then
      fail(op, "EINVAL", ("%s[%d] is an arch name, not %s"):format(where, i,
        type(name)))
    end
    local arch = part(op, where, function()
      core.syscall_number("read", name)
      return core.arch(name)
    end)
    if not there[arch] then
      there[arch] = true
      arches[#arches + 1] = arch
    end
  end
  return arches
end

local function conditions(op, where, list)
  if type(list) == "table" and type(list[1]) == "number" then
    fail(op, "EINVAL", where ..
      " is a list of conditions: one alone is written {{0, \"==\", 1}}")
  end
  if type(list) ~= "table" then
    fail(op, "EINVAL", ("%s is a list of conditions, not %s"):format(where,
      type(list)))
  end
  check_list(op, where, list)
  local result = {}
  for i, value in ipairs(list) do
    result[i] = part(op, ("%s[%d]"):format(where, i), core.condition, value)
  end
  return #result > 0 and result or nil
end

local function syscall(op, where, value)
  if type(value) == "string" then
    if value:find("\0", 1, true) then
      fail(op, "EINVAL", where .. ": the name has an embedded NUL")
    end
    if value:sub(1, 1) == "@" and not groups.purpose(value) then
      fail(op, "EINVAL", ('%s: unknown group "%s"%s'):format(where, value,
        errors.hint(value, groups.names())))
    end
    return value
  end
  local number = mathtype(value) == "float" and math.tointeger(value) or value
  if mathtype(number) ~= "integer" or number < -0x80000000 or
      number > 0xffffffff then
    fail(op, "EINVAL", ("%s: a syscall is a name, a group or a number, not %s")
      :format(where, type(value) == "number" and tostring(value) or
        type(value)))
  end
  return number
end

local RULE = {action = true, when = true, arches = true, optional = true}

local function rule(op, where, given, arches)
  if type(given) ~= "table" then
    fail(op, "EINVAL", ("%s is a table, not %s"):format(where, type(given)))
  end
  local result, named, n = {}, {}, #given
  for key, value in next, given do
    if mathtype(key) == "integer" and key >= 1 and key <= n then
      result[key] = syscall(op, where, value)
    else
      named[key] = value
    end
  end
  known_keys(op, where .. ": ", "field", named, RULE)
  if n == 0 then fail(op, "EINVAL", where .. " names no syscall") end
  if named.action == nil then fail(op, "EINVAL", where .. " has no action") end
  result.action = action(op, where .. ".action", named.action)
  if named.when ~= nil then
    result.when = conditions(op, where .. ".when", named.when)
  end
  if named.optional ~= nil and type(named.optional) ~= "boolean" then
    fail(op, "EINVAL", ("%s.optional is a boolean, not %s"):format(where,
      type(named.optional)))
  end
  result.optional = named.optional or nil
  if named.arches ~= nil then
    result.arches = arch_list(op, where .. ".arches", named.arches)
    local any = false
    for _, arch in ipairs(result.arches) do any = any or arches[arch] end
    if not any and not result.optional then
      fail(op, "EINVAL", where .. ".arches: the policy has none of these")
    end
  end
  return result
end

local POLICY = {
  default = true, bad_arch = true, unknown = true, arches = true, rules = true,
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
    error(("bad argument #1 to '%s' (table expected, got %s)"):format(op,
      type(given) == "table" and "an object" or type(given)), outside())
  end
  known_keys(op, prefix, "policy field", given, POLICY)
  if given.default == nil then
    fail(op, "EINVAL", prefix .. "a policy says what its default is")
  end
  local data = {
    default = action(op, prefix .. "default", given.default),
    bad_arch = action(op, prefix .. "bad_arch", given.bad_arch == nil and
      "kill_process" or given.bad_arch),
    unknown = given.unknown ~= nil and
      action(op, prefix .. "unknown", given.unknown) or nil,
    arches = given.arches == nil and {core.native_arch()} or
      arch_list(op, prefix .. "arches", given.arches),
    rules = {},
  }
  if given.rules ~= nil then
    check_list(op, prefix .. "rules", given.rules)
    local arches = {}
    for _, arch in ipairs(data.arches) do arches[arch] = true end
    for i, one in ipairs(given.rules) do
      data.rules[i] = rule(op, ("%srules[%d]"):format(prefix, i), one, arches)
    end
  end
  return data
end

--- The rules of a policy as the C module takes them: groups taken apart.
function M.expand(data)
  local rules = {}
  for i, one in ipairs(data.rules) do
    local names, members = {}, nil
    for _, name in ipairs(one) do
      if type(name) == "string" and name:sub(1, 1) == "@" then
        members = members or {}
        for _, member in ipairs(groups.expand(name)) do
          members[#members + 1] = member
        end
      else
        names[#names + 1] = name
      end
    end
    rules[i] = {names = names, members = members, action = one.action,
      when = one.when, arches = one.arches, optional = one.optional}
  end
  return rules
end

return M
