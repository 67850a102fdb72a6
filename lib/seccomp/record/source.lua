--- Reads recordings in each form that there is: our own files, what strace(1)
-- wrote, and the lines of the kernel's audit log about seccomp. Which it is
-- shows in the text.
-- @module seccomp.record.source

-- SPDX-License-Identifier: MIT
local audit = require "seccomp.record.audit"
local errors = require "seccomp.error"
local files = require "seccomp.record.file"
local strace = require "seccomp.record.strace"

local M = {}

local open, setmetatable = io.open, setmetatable
local find = string.find

-- A recording of ours has fewer bytes.
local MOST = 64 << 20
-- A log may have more, and is read in pieces; a line that has as many is none.
local PIECE, LONGEST = 1 << 16, 1 << 20

local FORMS = {{"strace", strace}, {"audit", audit}}

-- What is read: `name`, and `more()` which gives the next bytes.
local function opened(op, path)
  if find(path, "\0", 1, true) then
    errors.raise(op, "EINVAL", "the path has an embedded NUL")
  end
  local file, message, number = open(path, "rb")
  if not file then
    errors.raise(op, errors.errno_name(number), message)
  end
  local source = {name = path, op = op}
  function source.more()
    local bytes, trouble, code = file:read(PIECE)
    if not bytes and trouble then
      errors.raise(op, errors.errno_name(code), path .. ": " .. trouble)
    end
    return bytes
  end
  return setmetatable(source, {__close = function() file:close() end})
end

-- The same of a text.
local function of_text(op, text, name)
  local source = {name = name, op = op}
  function source.more()
    local bytes = text
    text = nil
    return bytes ~= "" and bytes or nil
  end
  return setmetatable(source, {__close = function() end})
end

-- The lines of a source, with their numbers, as an iterator.
local function lines_of(source, head)
  local rest, number, ended = head, 0, false
  local at = 1
  return function()
    while true do
      local stop = find(rest, "\n", at, true)
      if stop then
        local line = rest:sub(at, stop - 1):gsub("\r$", "")
        at, number = stop + 1, number + 1
        return line, number
      end
      rest, at = rest:sub(at), 1
      if ended then
        if rest == "" then return nil end
        local line = rest
        rest, number = "", number + 1
        return line, number
      elseif #rest > LONGEST then
        errors.raise(source.op, "EFBIG", (number == 0 and "%s: a recording " ..
          "has at most %d bytes, and a line of a log at most %d" or
          "%s: a recording has at most %d bytes, and line %d of this log " ..
          "has more than %d"):format(source.name, MOST,
          number == 0 and LONGEST or number + 1, LONGEST))
      end
      local bytes = source.more()
      if bytes then rest = rest .. bytes else ended = true end
    end
  end
end

-- The form of a log, by its lines; nil for none.
local function form_of(lines)
  for line in lines do
    for _, form in ipairs(FORMS) do
      if form[2].is_line(line) then return form end
    end
  end
end

--- What the first bytes of a file are.
-- @tparam string head
-- @treturn ?string `"recording"`, `"strace"` or `"audit"`
function M.kind(head)
  if find(head, "^%s*{") then
    return find(head, '"seccomp_recording"') and "recording"
  end
  for line in head:gmatch "[^\n]+" do
    -- a policy may have anything in its comments
    local own = not find(line, "^%s*%-%-[^-]")
    if own and strace.is_line(line) then return "strace" end
    if own and audit.is_line(line) and find(line, "arch=") and
      find(line, "syscall=")
    then
      return "audit"
    end
  end
  return nil
end

local function all_of(source, head)
  local pieces, size, bytes = {}, 0, head
  while bytes do
    size = size + #bytes
    if size > MOST then
      errors.raise(source.op, "EFBIG", ("%s: a recording has at most %d bytes")
        :format(source.name, MOST))
    end
    pieces[#pieces + 1] = bytes
    bytes = source.more()
  end
  return table.concat(pieces)
end

-- Reads from a source that `again` gives from its beginning.
local function read(again, options)
  local form, head
  do
    local source <close> = again()
    head = source.more() or ""
    if find(head, "^%s*{") then
      return files.parse(source.op, all_of(source, head), source.name)
    end
    form = form_of(lines_of(source, head))
    if not form then
      errors.raise(source.op, "EINVAL", ("%s is not a recording, nor what " ..
        "strace(1) writes, nor an audit log with lines about seccomp"):format(
        source.name))
    end
  end
  local source <close> = again()
  return form[2].read(lines_of(source, ""), source, options)
end

--- Reads a file.
-- @tparam string op the public name of the function that fails
-- @tparam string path
-- @tparam table options `arch`: that of a log of strace
-- @treturn table the parts of a Recording
function M.load(op, path, options)
  return read(function() return opened(op, path) end, options)
end

--- Reads a text.
-- @tparam string op the public name of the function that fails
-- @tparam string text
-- @tparam string name what messages call it
-- @tparam table options as for `load`
-- @treturn table the parts of a Recording
function M.parse(op, text, name, options)
  return read(function() return of_text(op, text, name) end, options)
end

return M
