--- What the command writes: text, colour, JSON, a progress line.
local M = {}

local getenv, execute = os.getenv, os.execute
local stdout, stderr = io.stdout, io.stderr
local concat, sort = table.concat, table.sort

local CODES = {
  bold = "1", dim = "2", red = "31", green = "32", yellow = "33", blue = "34",
  cyan = "36",
}

--- Whether a standard stream is a terminal.
-- @tparam integer fd 0, 1 or 2
-- @treturn boolean
function M.is_terminal(fd)
  return execute("[ -t " .. fd .. " ]") == true
end

--- Makes a function that colours text, or leaves it alone.
-- @tparam string when `auto` (a terminal, unless NO_COLOR is set), `always` or
--   `never`
-- @tparam integer fd the stream the text goes to
-- @treturn function `paint(text, style, …)`
function M.painter(when, fd)
  local no_color = getenv "NO_COLOR"
  local on = when == "always" or (when == "auto"
    and (no_color == nil or no_color == "") and getenv "TERM" ~= "dumb"
    and M.is_terminal(fd))
  return function(text, ...)
    if not on then return text end
    local codes = {}
    for i, style in ipairs { ... } do codes[i] = CODES[style] end
    return "\27[" .. concat(codes, ";") .. "m" .. text .. "\27[0m"
  end
end

--- Writes to standard output, or raises: a full disk is no success.
function M.write(...)
  assert(stdout:write(...))
end

--- Writes all that was written, or raises.
function M.flush()
  assert(stdout:flush())
end

--- Writes one line to standard error.
function M.warn(...)
  stderr:write(...)
  stderr:write "\n"
end

local ESCAPES = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f",
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function json_string(text)
  return '"' .. text:gsub('[%z\1-\31"\\\127]', function(c)
    return ESCAPES[c] or ("\\u%04x"):format(c:byte())
  end) .. '"'
end

-- The largest integer that every JSON reader keeps.
local EXACT = 1 << 53

local json_value

local function json_object(value, indent)
  local keys, out = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  sort(keys)
  local inner = indent .. "  "
  for i, key in ipairs(keys) do
    out[i] = inner .. json_string(key) .. ": " .. json_value(value[key], inner)
  end
  if #out == 0 then return "{}" end
  return "{\n" .. concat(out, ",\n") .. "\n" .. indent .. "}"
end

local function json_array(value, indent)
  local out, inner = {}, indent .. "  "
  for i, item in ipairs(value) do out[i] = inner .. json_value(item, inner) end
  if #out == 0 then return "[]" end
  return "[\n" .. concat(out, ",\n") .. "\n" .. indent .. "]"
end

function json_value(value, indent)
  local kind = math.type(value) or type(value)
  if kind == "table" then
    if value[1] ~= nil or getmetatable(value) == M.array then
      return json_array(value, indent)
    end
    return json_object(value, indent)
  elseif kind == "integer" then
    -- a reader that makes doubles of numbers would change the others
    if value >= -EXACT and value <= EXACT then return tostring(value) end
    return '"' .. ("0x%x"):format(value) .. '"'
  elseif kind == "boolean" or kind == "float" then
    return tostring(value)
  elseif kind == "nil" then
    return "null"
  end
  return json_string(tostring(value))
end

--- Marks a table as a JSON array even when it is empty.
M.array = {}

--- An array for M.json.
function M.list(items)
  return setmetatable(items or {}, M.array)
end

--- A value as JSON text: integers beyond 2^53 as strings of hex, objects of
-- ours (actions, conditions) as their text, keys in order.
-- @treturn string
function M.json(value)
  return json_value(value, "")
end

--- A progress line on a terminal's standard error, and nothing elsewhere.
-- @treturn function `progress(text)`; without text the line is taken away
function M.progress()
  if not M.is_terminal(2) then return function() end end
  return function(text)
    stderr:write("\r\27[K", text or "")
    stderr:flush()
  end
end

return M
