--- Processes of spec/c/confined.c, for the specs of what is in force.

-- SPDX-License-Identifier: MIT
local kernel = require "seccomp.core.attached"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local M = {}

local compiled

--- The path of the program.
function M.program()
  compiled = compiled or native.program "confined"
  return compiled
end

local function new_fifo()
  local fifo = os.tmpname()
  os.remove(fifo)
  assert(os.execute("mkfifo " .. fifo))
  return fifo
end

--- Waits, but not for ever, until fn() is true.
function M.eventually(fn)
  for _ = 1, 3000 do
    local value = fn()
    if value then return value end
    kernel.nap()
  end
  error("it did not come to that", 2)
end

--- A standard input without an end.
function M.endless()
  local fifo = new_fifo()
  local file = assert(io.open(fifo, "r+"))
  os.remove(fifo)
  return file
end

--- A process of spec/c/confined.c that is as its mode says: its first line, the
-- first number in that, and `finish`, which ends it and returns what else it
-- wrote.
function M.start(...)
  local fifo = new_fifo()
  local words = {support.quote(M.program())}
  for i, word in ipairs {...} do words[i + 1] = support.quote(word) end
  local out = assert(io.popen("exec " .. table.concat(words, " ") .. " <" ..
    fifo))
  local input = assert(io.open(fifo, "w"))
  os.remove(fifo)
  local line = out:read "l"
  return {
    line = line, pid = math.tointeger(tonumber(line:match "%d+")),
    finish = function()
      input:close()
      local rest = out:read "a"
      out:close()
      return rest
    end,
  }
end

--- The program of spec/c/confined.c that has a call fail.
function M.small(name)
  return ("=I2BBI4I2BBI4I2BBI4I2BBI4"):pack(0x20, 0, 0, 0, 0x15, 0, 1,
    seccomp.syscall_number(name), 6, 0, 0, 0x5000d, 6, 0, 0, 0x7fff0000)
end

return M
