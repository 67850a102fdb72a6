--- Calls as text: witnesses, requests, and what was typed.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.explain.text"
local words = require "seccomp.policy.words"

local concat, insert = table.concat, table.insert

local fail = terminal.fail

local M = {}

local value_text = words.number

local function line(arch, name, args)
  if math.type(arch) == "integer" then arch = ("arch 0x%x"):format(arch) end
  if math.type(name) == "integer" then name = ("syscall %d"):format(name) end
  return errors.line(("%s %s(%s)"):format(arch, name, concat(args, ", ")))
end

--- A witness or a call as one line: `amd64 socket(AF_INET, SOCK_STREAM)`. Zeros
-- at the end are left out.
-- @tparam table call `{arch=, syscall=, arg0=…}`
-- @treturn string
function M.text(call)
  local arch, args = call.arch or seccomp.native_arch(), {}
  local function beside(place) return call["arg" .. place] or 0 end
  for i = 5, 0, -1 do
    local value = beside(i)
    if value ~= 0 or #args > 0 then
      local _, word = words.value(arch, call.syscall, i, value, beside)
      insert(args, 1, word or value_text(value))
    end
  end
  return line(arch, call.syscall, args)
end

--- A request as one line: `amd64 mkdir("/tmp/x", 0x1ff)`, with as many
-- arguments as the call has where that is known.
-- @tparam Request request
-- @tparam[opt] integer at which argument is a path
-- @tparam[opt] string path what that says
-- @treturn string
function M.of_request(request, at, path)
  local arch = request.arch
  if math.type(arch) == "integer" then arch = ("arch 0x%x"):format(arch) end
  return arch .. " " .. texts.call(request, at and {[at] = path} or {})
end

-- A number of 64 bits as typed: decimal, negative too, or 0x-hex; nil for
-- anything else. Lua's own reader would wrap hex and round decimals.
local function integer(text)
  if text:find "^0[xX]%x+$" then
    return #text:match "^..0*(.*)" <= 16 and tonumber(text) or nil
  elseif not text:find "^%-?%d+$" then
    return nil
  end
  local value = tonumber(text)
  if math.type(value) == "integer" then return value end
  -- from 2^63 on by our own reader of decimal strings
  local ok, condition = pcall(seccomp.condition, 0, "==", text)
  return ok and condition.datum_a or nil
end

--- An argument as typed: decimal, negative too, or 0x-hex, of 64 bits.
-- @tparam string text
-- @treturn integer
function M.number(text)
  return integer(text) or
    fail(("\"%s\" is not a 64-bit number"):format(text))
end

--- A syscall as typed: a number, where it begins like one, or a name.
-- @tparam string text
-- @treturn integer|string
function M.syscall(text)
  return text:find "^[-+%s]*%.?%d" and M.number(text) or text
end

--- A count as typed, for argparse: nil and why for what is none.
-- @tparam string text
-- @treturn ?integer
function M.count(text)
  local value = text:find "^%d+$" and tonumber(text)
  if math.type(value) == "integer" then return value end
  return nil, ("malformed argument '%s': a whole number is needed"):format(text)
end

--- The same of a count that is 1 or more.
-- @tparam string text
-- @treturn ?integer
function M.count_from_one(text)
  local value, trouble = M.count(text)
  if value == 0 then
    return nil, "malformed argument '0': a number of 1 or more is needed"
  end
  return value, trouble
end

--- Seconds as typed, for argparse: nil and why for what is not decimal.
-- @tparam string text
-- @treturn ?number
function M.seconds(text)
  local value = text:find "^%-?%d*%.?%d*$" and tonumber(text)
  if value then return value end
  return nil, ("malformed argument '%s': seconds are needed, as in 2.5"):format(
    text)
end

return M
