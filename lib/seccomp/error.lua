--- Raising, from Lua, the error objects that the C module raises.
-- @module seccomp.error
local core = require "seccomp.core"

local M = {}

local error, getmetatable, pairs, pcall, setmetatable, tostring, type =
  error, getmetatable, pairs, pcall, setmetatable, tostring, type
local getinfo = debug.getinfo

-- The C module keeps the metatable to itself; an error of its own has it.
local _, sample = pcall(core.syscall_number, "read", "no such arch")
local meta = getmetatable(sample)

--- The place in a program, as error messages have it: "file.lua:3: ".
-- @tparam integer level 1 is the caller
-- @treturn string empty where there is no place to tell
function M.where(level)
  local info = getinfo(level + 1, "Sl")
  if not info or info.currentline < 0 then return "" end
  return ("%s:%d: "):format(info.short_src, info.currentline)
end

--- Raises an error object.
-- @tparam string op the public name of the function that fails
-- @tparam string code an errno name, or a code of our own as `"EUNDECIDED"`
-- @tparam string message what went wrong and what to do
-- @tparam[opt=1] integer level as for `error`; 1 is the caller of `raise`
-- @tparam[opt] table fields more fields for the object
function M.raise(op, code, message, level, fields)
  local object = {}
  for key, value in pairs(fields or {}) do object[key] = value end
  object.op = op
  object.code = code
  object.message = message:gsub("%c", "?")
  object.where = M.where((level or 1) + 1)
  local ok, action = pcall(core.action, "errno(" .. code .. ")")
  if ok then object.errno = action.code end
  error(setmetatable(object, meta), 0)
end

local function judged(ok, err, ...)
  local memory = not ok and (type(err) == "table" and err.code == "ENOMEM" or
    type(err) == "string" and err:find "not enough memory$")
  if memory then error(err, 0) end
  return ok, err, ...
end

--- As `pcall`, for whoever takes a failure for an answer ("no such call"). What
-- fails for want of memory is none, and goes on as an error.
-- @tparam function fn
-- @param ... its arguments
-- @treturn boolean
-- @return its results, or the error
function M.attempt(fn, ...)
  return judged(pcall(fn, ...))
end

--- Raises Lua's usual complaint about an argument, at the caller's caller.
-- @tparam integer n the argument
-- @tparam string name the public name of the function
-- @tparam string message
function M.argument(n, name, message)
  error(("bad argument #%d to '%s' (%s)"):format(n, name, message), 3)
end

--- Raises unless the keys of an options table are known.
-- @tparam string op the public name of the function
-- @param options table, or nil for none
-- @tparam integer n which argument of op it is
-- @tparam table known set of the keys
-- @treturn table options, empty for nil
function M.options(op, options, n, known)
  if options == nil then return {} end
  if type(options) ~= "table" then
    error(("bad argument #%d to '%s' (table expected, got %s)"):format(
      n, op, type(options)), 3)
  end
  for key in pairs(options) do
    if not known[key] then
      M.raise(op, "EINVAL", ("unknown option \"%s\""):format(tostring(key)), 3)
    end
  end
  return options
end

return M
