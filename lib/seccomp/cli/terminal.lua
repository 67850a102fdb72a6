--- What the command writes: text, colour, a progress line.

-- SPDX-License-Identifier: MIT
local M = {}

local escaping = require "seccomp.core.text"
local file = require "seccomp.core.file"

local getenv, execute = os.getenv, os.execute
local stdout, stderr = io.stdout, io.stderr
local error, ipairs = error, ipairs
local pcall = pcall
local concat = table.concat

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
  local on = when == "always" or (when == "auto" and
    (no_color == nil or no_color == "") and getenv "TERM" ~= "dumb" and
    M.is_terminal(fd))
  return function(text, ...)
    if not on then return text end
    local codes = {}
    for i, style in ipairs {...} do codes[i] = CODES[style] end
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
    error({usage = "cannot write to standard output: " .. trouble,
      unwritten = true}, 0)
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

--- Text from outside, for a terminal: in one line, or as many as it has.
M.line, M.lines = escaping.line, escaping.lines

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
