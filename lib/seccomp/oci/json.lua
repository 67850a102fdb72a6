--- JSON as profiles need it: integers exact to 64 bits, nothing lost.
--
-- The usual libraries read numbers into doubles, so a mask of 64 bits comes
-- out changed. Here a pass over the text turns every number that stands
-- outside strings into a marked string of its digits before the library sees
-- it, and back afterwards. The same pass finds keys that are given twice.
--
-- In what is decoded a number that is no Lua integer of its own value stays a
-- marked string, and a string that begins like one has its first character
-- twice: `type` and `string` tell what is what.
-- @module seccomp.oci.json
local errors = require "seccomp.error"

local M = {}

local error, next, pairs, pcall, tonumber, tostring, type =
  error, next, pairs, pcall, tonumber, tostring, type
local find, format, gmatch = string.find, string.format, string.gmatch
local gsub, match, sub = string.gsub, string.match, string.sub
local concat, sort = table.concat, table.sort
local mathtype, tointeger = math.type, math.tointeger
local utf8_char = utf8.char

-- U+0001 begins a marked number; a string that begins with it has it twice.
local MARK = "\1"
local MARK_ESCAPED = "\\u0001"

-- A library that had no memory says so in words of its own, and of the text
-- that is no fault.
local function check_memory(message)
  if find(message, "not enough memory", 1, true) or
    find(message, "Memory allocation error", 1, true)
  then
    error("not enough memory", 0)
  end
end

local function checked(ok, ...)
  if ok then return ... end
  check_memory(tostring((...)))
  error((...), 0)
end

-- Both libraries are loaded only when there is something to decode.
local decoder
local function load_decoder()
  if decoder then return decoder end
  local cjson = errors.optional "cjson.safe"
  if cjson then
    local own = checked(pcall(cjson.new)) -- with settings of its own
    own.decode_invalid_numbers(false)
    decoder = {null = cjson.null, decode = function(text)
      return checked(pcall(own.decode, text))
    end}
    return decoder
  end
  local dkjson = errors.optional "dkjson"
  if not dkjson then
    error("seccomp.oci: neither lua-cjson nor dkjson is installed", 0)
  end
  local null = {}
  decoder = {null = null, decode = function(text)
    local value, pos, message = dkjson.decode(text, 1, null, nil, nil)
    if message then return nil, message end
    if find(text, "%S", pos) then
      return nil, format("text after the end, at character %d", pos)
    end
    return value
  end}
  return decoder
end

-- Profiles have some ten levels.
local DEPTH_MAX = 100

-- Whether text is a number in JSON's grammar.
local function is_number(text)
  local int, rest = match(text, "^%-?(%d+)(.*)$")
  if not int or (#int > 1 and sub(int, 1, 1) == "0") then return false end
  rest = gsub(rest, "^%.%d+", "")
  rest = gsub(rest, "^[eE][+-]?%d+", "")
  return rest == ""
end

-- Position of the quote that ends the string which begins at `start`.
local function string_end(text, start)
  local pos = start + 1
  while true do
    local at = find(text, '["\\]', pos)
    if not at then return nil end
    if sub(text, at, at) == '"' then return at end
    pos = at + 2
  end
end

-- A key without escapes, as far as two spellings of one are told apart by them.
local function plain_key(key)
  return (gsub(key, "\\(.)(%x?%x?%x?%x?)", function(char, hex)
    if char == "u" and #hex == 4 then return utf8_char(tonumber(hex, 16)) end
    return char .. hex
  end))
end

-- The text with its numbers marked, and a list of the keys given twice.
local function prepare(text)
  local out, n = {}, 0
  local open, depth = {}, 0 -- keys of the objects we are in; false: a list
  local twice = {}
  local pos = 1
  while true do
    local at = find(text, '["%d%-{}%[%]/]', pos)
    if not at then break end
    local char = sub(text, at, at)
    local copy_to, next_pos = at, at + 1
    local number
    if char == '"' then
      local stop = string_end(text, at)
      if not stop then
        return nil, format("string that begins at character %d has no end", at)
      end
      if sub(text, at + 1, at + 1) == MARK
        or sub(text, at + 1, at + #MARK_ESCAPED) == MARK_ESCAPED
      then
        n = n + 1
        out[n] = sub(text, pos, at) .. MARK_ESCAPED
        pos = at + 1
      end
      copy_to, next_pos = stop, stop + 1
      local keys = open[depth]
      if keys and find(text, "^%s*:", stop + 1) then
        local key = plain_key(sub(text, at + 1, stop - 1))
        if keys[key] then twice[#twice + 1] = key end
        keys[key] = true
      end
    elseif char == "{" or char == "[" then
      depth = depth + 1
      open[depth] = char == "{" and {}
      -- both libraries have limits of their own, of which one is the stack's
      if depth > DEPTH_MAX then
        return nil, format("nested too deeply, at character %d", at)
      end
    elseif char == "}" or char == "]" then
      if depth > 0 then depth = depth - 1 end
    elseif char == "/" then
      return nil, format("unexpected \"/\" at character %d", at)
    else
      number = match(text, "^[%w.+-]+", at)
      if not is_number(number) then
        return nil, format("\"%s\" at character %d is no number",
          sub(number, 1, 40), at)
      end
      copy_to, next_pos = at - 1, at + #number
    end
    n = n + 1
    out[n] = sub(text, pos, copy_to)
    if number then
      n = n + 1
      out[n] = '"' .. MARK_ESCAPED .. number .. '"'
    end
    pos = next_pos
  end
  out[n + 1] = sub(text, pos)
  return concat(out), twice
end

-- Whether a string is a marked number.
local function is_marked(value)
  return sub(value, 1, 1) == MARK and sub(value, 2, 2) ~= MARK
end

-- Numbers come back as Lua integers where they are such and not negative, else
-- as marked digits; null members vanish, and null elements are refused.
local function restore(value, null)
  if type(value) == "string" then
    if not is_marked(value) then return value end
    -- a negative one must not be taken for the bit pattern of a large one
    return match(value, "^.%d+$") and tointeger(sub(value, 2)) or value
  end
  if type(value) ~= "table" then return value end
  for key, member in pairs(value) do
    if member == null then
      if type(key) == "number" then return nil, "null in a list" end
      value[key] = nil
    else
      local restored, message = restore(member, null)
      if restored == nil then return nil, message end
      value[key] = restored
    end
  end
  return value
end

--- Decodes a JSON object or list.
-- @tparam string text
-- @treturn[1] table
-- @treturn[1] {string,…} keys that were given twice in one object
-- @treturn[2] nil
-- @treturn[2] string what is wrong with the text
function M.decode(text)
  local library = load_decoder()
  -- where lua-cjson takes the text to end; JSON has none, in strings neither
  local nul = find(text, "\0", 1, true)
  if nul then return nil, format("a NUL is character %d", nul) end
  local prepared, twice = prepare(text)
  if not prepared then return nil, twice end
  local value, message = library.decode(prepared)
  if value == nil then
    check_memory(tostring(message))
    return nil, tostring(message)
  end
  if type(value) ~= "table" or value == library.null then
    return nil, "an object is expected"
  end
  value, message = restore(value, library.null)
  if value == nil then return nil, message end
  return value, twice
end

--- The type of what stood in the text.
-- @param value of a decoded document
-- @treturn string as Lua's `type` has it
function M.type(value)
  return type(value) == "string" and is_marked(value) and "number"
    or type(value)
end

--- A string as it stood in the text.
-- @tparam string value of a decoded document, no number
-- @treturn string
function M.string(value)
  return (gsub(value, "^" .. MARK .. MARK, MARK))
end

--- An unsigned integer that a decoded document or a Lua table holds.
-- Integers are taken bit for bit (from JSON they are never negative).
-- @param value
-- @tparam integer bits 32 or 64
-- @tparam boolean digits whether a string of digits will do
-- @treturn[1] integer its bit pattern
-- @treturn[2] nil
-- @treturn[2] string what is wrong with it
function M.unsigned(value, bits, digits)
  local result
  if type(value) == "number" then
    result = tointeger(value)
    if not result then return nil, "no integer" end
    if result < 0 and (bits < 64 or mathtype(value) == "float") then
      return nil, "negative"
    end
  elseif type(value) == "string" then
    local marked = is_marked(value)
    local spelled = match(value, marked and "^.0*(%d+)$" or "^0*(%d+)$")
    if not spelled or not (marked or digits) then
      return nil, not marked and "no number"
        or sub(value, 2, 2) == "-" and "negative" or "no integer"
    end
    if #spelled > 20 or (#spelled == 20 and spelled > "18446744073709551615")
    then
      return nil, "over 64 bits"
    end
    result = 0
    for digit in gmatch(spelled, "%d") do
      result = result * 10 + tointeger(digit)
    end
  else
    return nil, "no number"
  end
  if bits == 32 and (result < 0 or result > 0xffffffff) then
    return nil, "over 32 bits"
  end
  return result
end

-- Bytes of a text that messages show.
local SHOWN = 80

--- A decoded number or string as it was written, for messages: the beginning of
-- a long one.
function M.text(value)
  local text = gsub(tostring(value), "^" .. MARK, "")
  if #text <= SHOWN then return text end
  -- no half of a character
  return gsub(sub(text, 1, SHOWN), "[\xC0-\xFF]?[\x80-\xBF]*$", "") .. "…"
end

local ESCAPES = {['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n",
  ["\t"] = "\\t", ["\r"] = "\\r"}

-- A code point, as a pair of halves beyond the first plane.
local function escaped(code)
  if code < 0x10000 then return format("\\u%04x", code) end
  code = code - 0x10000
  return format("\\u%04x\\u%04x", 0xd800 | code >> 10, 0xdc00 | code & 0x3ff)
end

-- Text that could steer a terminal is escaped.
local function quote(text)
  return '"' .. gsub(gsub(text, '[%c"\\\127]', function(char)
    return ESCAPES[char] or format("\\u%04x", char:byte())
  end), "[\xC2-\xF4][\x80-\xBF]+", function(char)
    if not utf8.len(char) or errors.line(char) == char then return nil end
    local out = {}
    for _, code in utf8.codes(char) do out[#out + 1] = escaped(code) end
    return concat(out)
  end) .. '"'
end

local function is_list(value)
  return value[1] ~= nil or next(value) == nil
end

local function write(out, value, order, indent)
  local kind = type(value)
  if kind == "string" then
    out[#out + 1] = quote(value)
  elseif kind == "number" then
    -- as unsigned: "%u" is no promise of Lua's, so by hand
    if value >= 0 then
      out[#out + 1] = format("%d", value)
    else
      local high = (value >> 1) // 5
      out[#out + 1] = format("%d%d", high, value - high * 10)
    end
  elseif kind == "boolean" then
    out[#out + 1] = tostring(value)
  elseif is_list(value) then
    if #value == 0 then
      out[#out + 1] = "[]"
      return
    end
    local deeper = indent .. "  "
    for i = 1, #value do
      out[#out + 1] = (i == 1 and "[\n" or ",\n") .. deeper
      write(out, value[i], order, deeper)
    end
    out[#out + 1] = "\n" .. indent .. "]"
  else
    local keys = {}
    for key in pairs(value) do keys[#keys + 1] = key end
    sort(keys, function(a, b)
      local x, y = order[a] or 1000, order[b] or 1000
      if x ~= y then return x < y end
      return a < b
    end)
    local deeper = indent .. "  "
    for i = 1, #keys do
      out[#out + 1] = (i == 1 and "{\n" or ",\n") .. deeper
      out[#out + 1] = quote(keys[i]) .. ": "
      write(out, value[keys[i]], order, deeper)
    end
    out[#out + 1] = "\n" .. indent .. "}"
  end
end

--- Encodes a table; integers as unsigned 64-bit values.
-- @tparam table value strings, integers, booleans, lists and objects; an empty
-- table is a list
-- @tparam {string,…} order keys in the order to write them
-- @treturn string
function M.encode(value, order)
  local rank, out = {}, {}
  for i = 1, #order do rank[order[i]] = i end
  write(out, value, rank, "")
  out[#out + 1] = "\n"
  return concat(out)
end

return M
