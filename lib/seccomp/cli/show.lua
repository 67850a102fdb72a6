--- Values as the prompt shows them.
local M = {}

local concat, sort = table.concat, table.sort

local DEEPEST, MOST = 3, 40

local function key_text(key)
  if type(key) == "string" and key:find "^[%a_][%w_]*$" then return key end
  return "[" .. M.value(key) .. "]"
end

local function keys_in_order(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  sort(keys, function(a, b)
    if math.type(a) == "integer" and math.type(b) == "integer" then
      return a < b
    elseif type(a) ~= type(b) then
      return type(a) == "number"
    end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local function table_text(value, paint, depth)
  if depth >= DEEPEST then return "{…}" end
  local parts, next_index, width = {}, 1, 0
  for i, key in ipairs(keys_in_order(value)) do
    if i > MOST then
      parts[#parts + 1] = "…"
      break
    end
    local text = M.value(value[key], paint, depth + 1)
    if key == next_index then
      next_index = next_index + 1
    else
      text = key_text(key) .. " = " .. text
    end
    parts[#parts + 1] = text
    width = width + #text
  end
  if #parts == 0 then return "{}" end
  if width < 60 and not concat(parts):find "\n" then
    return "{ " .. concat(parts, ", ") .. " }"
  end
  local indent = ("  "):rep(depth + 1)
  return "{\n" .. indent .. concat(parts, ",\n" .. indent) .. "\n"
    .. ("  "):rep(depth) .. "}"
end

--- A value as text: objects by their own words, text of several lines as it
-- is, integers in hex too where that tells more.
-- @param value
-- @tparam[opt] function paint
-- @tparam[opt] integer depth
-- @treturn string
function M.value(value, paint, depth)
  paint = paint or function(text) return text end
  depth = depth or 0
  local meta = getmetatable(value)
  local own = type(value) == "table" and type(meta) == "table"
    and meta.__tostring
  if type(value) == "string" then
    if depth == 0 and value:find "\n" and not value:find "[%z\1-\8]" then
      return (value:gsub("\n$", ""))
    end
    return paint(("%q"):format(value):gsub("\\\n", "\\n"), "green")
  elseif math.type(value) == "integer" and (value > 255 or value < -4095) then
    return ("%d (0x%x)"):format(value, value)
  elseif type(value) == "table" and not own then
    return table_text(value, paint, depth)
  elseif type(value) == "userdata" or own then
    return paint(tostring(value), "cyan")
  end
  return tostring(value)
end

--- An error as one or a few lines: ours with what is needed and what is here,
-- and with its witness.
-- @treturn string
function M.error(err)
  local text = tostring(err)
  if type(err) == "table" and err.witness then
    text = text .. "\n  witness: "
      .. require("seccomp.cli.call").text(err.witness)
  end
  return text
end

return M
