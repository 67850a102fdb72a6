--- What the other files here want of the system.

-- SPDX-License-Identifier: MIT
local M = {}

M.lua = os.getenv "LUA" or "lua5.4"

--- The lines that a command prints.
function M.lines(command)
  local pipe = assert(io.popen(command))
  return function()
    local line = pipe:read "l"
    if not line then pipe:close() end
    return line
  end
end

function M.root() return M.lines("pwd")() end

--- The whole of a file, or nil.
function M.slurp(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

function M.spew(path, text)
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

--- Seconds, with a fraction, of a clock that goes on.
function M.now()
  return tonumber(M.slurp("/proc/uptime"):match "^%S+")
end

function M.quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

return M
