--- Calls as text: witnesses, requests, and what was typed.
local M = {}

local concat = table.concat

--- A witness or a call as one line: `amd64 socket(0x2, 0x1, 0)`.
-- @tparam table call `{arch=, syscall=, arg0=…}`
-- @treturn string
function M.text(call)
  local last = -1
  for i = 0, 5 do
    if (call["arg" .. i] or 0) ~= 0 then last = i end
  end
  local args = {}
  for i = 0, last do
    local value = call["arg" .. i] or 0
    args[#args + 1] = value >= 0 and value < 10 and tostring(value)
      or ("0x%x"):format(value)
  end
  local arch = call.arch
  if math.type(arch) == "integer" then arch = ("arch 0x%x"):format(arch) end
  local name = call.syscall or call.number
  if math.type(name) == "integer" then name = ("syscall %d"):format(name) end
  return ("%s %s(%s)"):format(arch or "native", name, concat(args, ", "))
end

--- A witness as plain data for JSON: every action as its text.
-- @treturn table
function M.plain(call)
  local out = {}
  for key, value in pairs(call) do
    out[key] = type(value) == "userdata" and tostring(value) or value
  end
  return out
end

--- An argument as typed: decimal or 0x-hex of 64 bits, negative decimal too.
-- @treturn integer
function M.number(text)
  local value = math.tointeger(tonumber(text))
  if text:find "^0[xX]%x+$" and #text <= 18 then
    value = math.tointeger(tonumber(text))
  elseif text:find "^%d+$" and not value then
    -- above 2^63: by our own reader of decimal strings
    local ok, condition = pcall(require("seccomp").condition, 0, "==", text)
    value = ok and condition.datum_a or nil
  end
  if not value then
    error({ usage = ("\"%s\" is no 64-bit number"):format(text) }, 0)
  end
  return value
end

return M
