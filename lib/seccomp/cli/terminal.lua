--- What the command writes: text, colour, JSON, a progress line.
local M = {}

local file = require "seccomp.core.file"

local getenv, execute = os.getenv, os.execute
local stdout, stderr = io.stdout, io.stderr
local error, getmetatable, ipairs, pairs = error, getmetatable, ipairs, pairs
local pcall, setmetatable, tostring, type = pcall, setmetatable, tostring, type
local concat, sort = table.concat, table.sort

local errors = require "seccomp.error"

local CODES = {
  bold = "1", dim = "2", red = "31", green = "32", yellow = "33", blue = "34",
  cyan = "36",
}

local terminals = {}

--- Whether a standard stream is a terminal.
-- @tparam integer fd 0, 1 or 2
-- @treturn boolean
function M.is_terminal(fd)
  if terminals[fd] == nil then
    terminals[fd] = execute("[ -t " .. fd .. " ]") == true
  end
  return terminals[fd]
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

--- Raises what is told without a place, and ends the command with status 2.
-- @tparam string message
function M.fail(message)
  error({usage = message}, 0)
end

local function written(ok, trouble)
  if not ok then
    error({ usage = "cannot write to standard output: " .. trouble,
            unwritten = true }, 0)
  end
end

-- Columns that text is wrapped to.
local WIDTH = 79

-- Text in lines of at most so many columns: the first begins at `first`, the
-- others are indented.
local function broken(text, first, indent, most)
  local lines, line, width = {}, nil, first
  for word in text:gmatch "%S+" do
    local bare = word:gsub("\27%[[%d;]*m", "") -- colour takes no room
    local size = utf8.len(bare) or #bare
    if not line then
      line = word
    elseif width + 1 + size > most then
      lines[#lines + 1] = line
      line, width = word, indent
    else
      line, width = line .. " " .. word, width + 1
    end
    width = width + size
  end
  lines[#lines + 1] = line
  return concat(lines, "\n" .. (" "):rep(indent))
end

--- Text in lines that stand under the first.
-- @tparam string text
-- @tparam integer column where the first line begins
-- @treturn string
function M.wrapped(text, column)
  return broken(text, column, column, WIDTH)
end

--- A line in lines of a terminal's width, those after the first indented; left
-- alone where it goes elsewhere.
-- @tparam string text
-- @tparam integer fd the stream that it goes to
-- @tparam integer indent
-- @treturn string
function M.fitted(text, fd, indent)
  local columns = file.columns(fd)
  -- what is narrower is no window to read in
  if not columns or columns < 20 then return text end
  local blank = text:match "^ *"
  return blank .. broken(text, #blank, indent, columns - 1)
end

--- How many columns standard output has: 80 where it is no terminal, or one
-- that is too narrow to read in.
-- @treturn integer
function M.width()
  local columns = file.columns(1)
  return columns and columns >= 20 and columns or WIDTH + 1
end

--- Writes to standard output, or raises: a full disk is no success.
function M.write(...)
  written(stdout:write(...))
end

--- Writes all that was written, or raises.
function M.flush()
  written(stdout:flush())
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

--- Text from outside, for a terminal: in one line, or as many as it has.
M.line, M.lines = errors.line, errors.lines

-- JSON is UTF-8, paths and names need not be: each byte that is none becomes
-- U+FFFD.
local function utf8_only(text)
  local out, at = {}, 1
  while at <= #text do
    local _, bad = utf8.len(text, at)
    out[#out + 1] = text:sub(at, (bad or #text + 1) - 1)
    if not bad then break end
    out[#out + 1] = "\u{FFFD}"
    at = bad + 1
  end
  return concat(out)
end

local function unicode(code)
  if code < 0x10000 then return ("\\u%04x"):format(code) end
  code = code - 0x10000
  return ("\\u%04x\\u%04x"):format(0xd800 | code >> 10,
    0xdc00 | code & 0x3ff)
end

local function json_string(text)
  return '"' .. utf8_only(text):gsub('[%z\1-\31"\\\127]', function(c)
    return ESCAPES[c] or ("\\u%04x"):format(c:byte())
  end):gsub("[\xC2-\xF4][\x80-\xBF]+", function(c)
    -- what could steer a terminal, beyond ASCII
    if errors.line(c) == c then return nil end
    local out = {}
    for _, code in utf8.codes(c) do out[#out + 1] = unicode(code) end
    return concat(out)
  end) .. '"'
end

-- The largest integer that every JSON reader keeps.
local EXACT = 1 << 53

local json_value

-- The parts between brackets: one a line, or all in one where indent is nil.
local function json_enclosed(open, parts, close, indent)
  if #parts == 0 then return open .. close end
  if not indent then return open .. concat(parts, ",") .. close end
  local inner = "\n" .. indent .. "  "
  return open .. inner .. concat(parts, "," .. inner) .. "\n" .. indent .. close
end

local function json_object(value, indent)
  local keys, out = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  sort(keys)
  local colon = indent and ": " or ":"
  for i, key in ipairs(keys) do
    out[i] = json_string(key) .. colon .. json_value(value[key],
      indent and indent .. "  ")
  end
  return json_enclosed("{", out, "}", indent)
end

local function json_array(value, indent)
  local out = {}
  for i, item in ipairs(value) do
    out[i] = json_value(item, indent and indent .. "  ")
  end
  return json_enclosed("[", out, "]", indent)
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

--- The same in one line.
function M.json_line(value)
  return json_value(value)
end

--- Does something that may take a while, with a line on the terminal that says
-- so; elsewhere nothing is said.
-- @tparam string text what is being done
-- @tparam function fn
-- @param ... its arguments
-- @return what fn returns
function M.working(text, fn, ...)
  if not M.is_terminal(2) then return fn(...) end
  local function line(words)
    stderr:write("\r\27[K", words)
    stderr:flush()
  end
  local function done(ok, ...)
    line ""
    if not ok then error((...), 0) end
    return ...
  end
  line(M.line(text) .. " …")
  return done(pcall(fn, ...))
end

return M
