--- How the command ends after one that it ran.

-- SPDX-License-Identifier: MIT
local signals = require "seccomp.core.signals"
local terminal = require "seccomp.cli.terminal"

local M = {}

--- Ends as a command did: returns its status, or dies by its signal.
-- @tparam table result as Process:wait has it
-- @tparam ?boolean exit_code a status for signals, too
-- @treturn integer
function M.as(result, exit_code)
  if result.exec_error then return 2 end
  if result.exited then return result.exited end
  terminal.flush()
  return 128 + (exit_code and signals.number or signals.die)(result.signaled)
end

return M
