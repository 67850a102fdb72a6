--- Raising, from Lua, the error objects that the C module raises.
-- @module seccomp.error

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local text = require "seccomp.core.text"

local M = {}

--- Text from outside as one line that cannot steer a terminal.
-- @function line
-- @tparam string text
-- @treturn string with control characters, marks of direction and what is no
--   UTF-8 escaped
M.line = text.line
--- The same with the ends of lines kept.
-- @function lines
-- @tparam string text
-- @treturn string
M.lines = text.lines

local error, ipairs, pairs, pcall, select, setmetatable, tostring, type =
  error, ipairs, pairs, pcall, select, setmetatable, tostring, type
local huge, min = math.huge, math.min
local concat, sort = table.concat, table.sort
local getinfo, getmetatable = debug.getinfo, debug.getmetatable

local meta = core.error

-- What the names of our own files begin with, but for those of the command,
-- which calls the module as anybody does. nil where the module came out of a
-- program, and its files have no names.
local OWN = getinfo(1, "S").source:match "^(@.*[/.])error%.lua$"

local function is_own(source)
  return OWN ~= nil and source:sub(1, #OWN) == OWN and
    source:find("^cli/", #OWN + 1) == nil
end

-- Where the first caller is that is not ours, as messages have it:
-- "file.lua:3: "; empty where there is no place to tell.
local function place()
  local level = 2
  while true do
    local info = getinfo(level, "Sl")
    if not info then return "" end
    if info.what ~= "C" and not is_own(info.source) then
      if info.currentline < 0 then return "" end
      return ("%s:%d: "):format(info.short_src, info.currentline)
    end
    level = level + 1
  end
end

-- Messages that quote what somebody else wrote have an end, too.
local MESSAGE, CUT = 2000, " …"

--- Raises an error object. It tells where the module was called.
-- @tparam string op the public name of the function that fails
-- @tparam string code an errno name, or a code of our own as `"EUNDECIDED"`
-- @tparam string message what went wrong and what to do
-- @tparam[opt] table fields more fields for the object
function M.raise(op, code, message, fields)
  local object = {}
  for key, value in pairs(fields or {}) do object[key] = value end
  object.op = op
  object.code = code
  if #message > MESSAGE then
    message = message:sub(1, MESSAGE - #CUT) .. CUT
  end
  object.message = text.line(message)
  object.where = place()
  local ok, action = pcall(core.action, "errno(" .. code .. ")")
  if ok then object.errno = action.code end
  error(setmetatable(object, meta), 0)
end

--- Raises a message, with the place where the module was called unless it has
-- that: for what is the program's fault, as an argument of another type.
-- @tparam string message
function M.complain(message)
  local where = place()
  if type(message) == "string" and message:sub(1, #where) ~= where then
    message = where .. message
  end
  error(message, 0)
end

--- What a value is called in complaints: the name of its class, where it has
-- one.
-- @param value
-- @treturn string
function M.typename(value)
  local class = getmetatable(value)
  local name = class and class.__name
  -- scripts can name theirs
  return type(name) == "string" and text.line(name) or type(value)
end

--- Raises Lua's usual complaint about an argument.
-- @tparam integer n which argument it is
-- @tparam string op the public name of the function
-- @tparam string expected
-- @param value what it is
function M.argument(n, op, expected, value)
  M.complain(("bad argument #%d to '%s' (%s expected, got %s)"):format(n, op,
    expected, M.typename(value)))
end

-- What no name, rule or policy is the reason for: the machine lacks something.
local OF_MACHINE = {ENOMEM = true, ENOSPC = true, EDQUOT = true, EIO = true,
  EMFILE = true, ENFILE = true, EINTR = true}

local function judged(ok, err, ...)
  local lacking = not ok and (type(err) == "table" and OF_MACHINE[err.code] or
    type(err) == "string" and err:find "not enough memory$")
  if lacking then error(err, 0) end
  return ok, err, ...
end

--- As `pcall`, for whoever takes a failure for an answer ("no such call"). What
-- fails for want of memory, disk or descriptors is none, and goes on as an
-- error.
-- @tparam function fn
-- @param ... its arguments
-- @treturn boolean
-- @return its results, or the error
function M.attempt(fn, ...)
  return judged(pcall(fn, ...))
end

local function handed_on(op, ok, err, ...)
  if ok then return err, ... end
  if type(err) == "table" and err.op then
    M.raise(op or err.op, err.code, err.message, err)
  end
  if not op then M.complain(err) end
  error(err, 0)
end

--- Calls a function for another public one, which is whose error it is.
-- @tparam string op the public name of the function that fails
-- @tparam function fn
-- @param ... its arguments
-- @return its results
function M.as(op, fn, ...)
  return handed_on(op, pcall(fn, ...))
end

--- Calls a function of the C module, or one that stands for the public one;
-- what it raises tells where the module was called.
-- @tparam function fn
-- @param ... its arguments
-- @return its results
function M.relay(fn, ...)
  return handed_on(nil, pcall(fn, ...))
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

--- A module that need not be there: nil where it is not installed. One that is
-- there and cannot be loaded raises.
-- @tparam string name
-- @return the module, or nil
function M.optional(name)
  local ok, module = M.attempt(require, name)
  if ok then return module end
  if type(module) == "string" and module:find "^error loading module" then
    error(module, 0)
  end
  return nil
end

--- Raises Lua's usual complaint when arguments are left over. Functions that
-- take so many and `...` hand that on. The object counts unless the method was
-- called with a colon, as in functions of C.
-- @tparam string name the public name of the function
-- @tparam integer most how many it takes
-- @param ... what came after them
function M.no_more(name, most, ...)
  if select("#", ...) == 0 then return end
  if getinfo(2, "n").namewhat == "method" then most = most - 1 end
  M.complain(("bad argument #%d to '%s' (no more than %d argument%s expected)")
    :format(most + 1, name, most, most == 1 and "" or "s"))
end

--- Raises Lua's usual complaint unless an argument is of a type.
-- @tparam integer n which argument it is
-- @tparam string op the public name of the function
-- @tparam string kind as Lua's `type` has it
-- @param value
function M.expect(n, op, kind, value)
  if type(value) ~= kind then M.argument(n, op, kind, value) end
end

-- Letters of names that are few enough to be listed.
local FEW = 160

-- Edits between two words.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local corner = row[0]
    row[0] = i
    for j = 1, #b do
      local above = row[j]
      local same = a:byte(i) == b:byte(j)
      row[j] = min(above + 1, row[j - 1] + 1, corner + (same and 0 or 1))
      corner = above
    end
  end
  return row[#b]
end

-- No name that is known is longer, nor one that is like it.
local LONGEST = 64

--- The nearest known name, as the end of a message. One that begins like the
-- word is nearer than any other; the letters' case is no difference.
-- @tparam string word
-- @tparam {string,…} candidates
-- @treturn string `; did you mean "x"?`; where none is near `: known are x y`,
-- if they are few, or nothing
function M.hint(word, candidates)
  -- as in src/scmp/arch.c
  local best, least = nil, #word < 3 and 2 or #word < 9 and 3 or 4
  for _, candidate in ipairs(candidates) do
    local d = #word > LONGEST and least or
      distance(word:lower(), candidate:lower())
    if #word > 2 and candidate:sub(1, #word) == word then d = 0 end
    if d < least then best, least = candidate, d end
  end
  if best then return ('; did you mean "%s"?'):format(best) end
  local all = concat(candidates, " ")
  return #all < FEW and ": known are " .. all or ""
end

--- The same of the keys of a set; nothing for a key that is no string.
function M.hint_key(key, set)
  if type(key) ~= "string" then return "" end
  local list = {}
  for known in pairs(set) do list[#list + 1] = known end
  sort(list)
  return M.hint(key, list)
end

--- The canonical name of an arch that an option names, as `seccomp.arch`; a NUL
-- in it is no argument of that.
-- @tparam string name
-- @treturn ?string
-- @treturn ?string what is wrong with it
function M.arch(name)
  if name:find("\0", 1, true) then return nil, "it has an embedded NUL" end
  return core.arch(name)
end

--- Raises unless the keys of an options table are known, and their values of
-- the known types.
-- @tparam string op the public name of the function
-- @param options table, or nil for none
-- @tparam integer n which argument of op it is
-- @tparam table known by key the type of its value, or true for any; "seconds"
--   for a number of them
-- @treturn table options, empty for nil
function M.options(op, options, n, known)
  if options == nil then return {} end
  M.expect(n, op, "table", options)
  for key, value in pairs(options) do
    local wanted = known[key]
    if type(key) ~= "string" then
      M.raise(op, "EINVAL", "option names are strings, not " .. tostring(key))
    elseif not wanted then
      M.raise(op, "EINVAL", ("unknown option \"%s\"%s"):format(key,
        M.hint_key(key, known)))
    elseif wanted == "seconds" then
      if type(value) ~= "number" or not (value >= 0 and value < huge) then
        M.raise(op, "EINVAL", ("option %s is a number of seconds of CPU " ..
          "time, 0 or more"):format(key))
      end
    elseif wanted ~= true and type(value) ~= wanted then
      M.raise(op, "EINVAL", ("option %s is a %s, not %s"):format(key, wanted,
        type(value)))
    end
  end
  return options
end

return M
