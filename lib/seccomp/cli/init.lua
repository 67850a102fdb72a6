--- The command `lua-seccomp`: runs what the arguments ask for, and turns what
-- happened into an exit status: 0 done (or yes), 1 the answer is no, 2 wrong
-- usage or a failure. What reads arguments is loaded when there are some to
-- read.

-- SPDX-License-Identifier: MIT
local M = {}

local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local require, tostring, type, xpcall = require, tostring, type, xpcall
local concat = table.concat

-- Who is at a shell has no seccomp.arches().
local function complain(message)
  message = tostring(message):gsub("seccomp%.arches%(%) lists",
    "lua-seccomp info lists")
  terminal.warn("lua-seccomp: ", terminal.lines(message))
end

local function versions()
  terminal.write(seccomp._VERSION, "\nlibseccomp ",
    concat({seccomp.library_version()}, "."), "\n", _VERSION, "\n")
end

local function describe(err)
  if type(err) == "table" and err.usage then return err.usage end
  if type(err) == "table" and err.op and err.message then
    -- an error object; where in our own sources it arose helps nobody here
    return ("%s: %s (%s)"):format(err.op, err.message, err.code)
  end
  return (tostring(err):gsub("^[^\n]-%.lua:%d+: ", ""))
end

local function dispatch(argv)
  if argv[1] == "--version" or argv[1] == "-v" then return versions() end
  return require("seccomp.cli.dispatch").run(argv)
end

--- Runs the command.
-- @tparam table argv the arguments, from 1
-- @treturn integer the exit status
function M.main(argv)
  local fine, result = xpcall(function()
    local status = dispatch(argv)
    terminal.flush()
    return status or 0
  end, function(err)
    return os.getenv "LUA_SECCOMP_DEBUG" and
      debug.traceback(describe(err), 2) or describe(err)
  end)
  if fine then return result end
  complain(result)
  return 2
end

return M
