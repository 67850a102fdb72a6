--- The machine that figures come from, without its name.

-- SPDX-License-Identifier: MIT
local M = {}

local function slurp(path)
  local file <close> = io.open(path)
  return file and file:read "a" or ""
end

--- One line: processor, number of CPUs, kernel, libseccomp, load.
function M.describe()
  local cpus = slurp "/proc/cpuinfo"
  local _, count = cpus:gsub("processor%s*:", "")
  local seccomp = require "seccomp"
  return ("%s, %d CPUs%s, Linux %s, libseccomp %s, %s, load %s"):format(
    cpus:match "model name%s*:%s*([^\n]*)" or "unknown processor", count,
    cpus:find "hypervisor" and " (a virtual machine)" or "",
    slurp("/proc/sys/kernel/osrelease"):match "^[%d.]+" or "?",
    table.concat({seccomp.library_version()}, "."), _VERSION,
    slurp("/proc/loadavg"):match "^%S+" or "?")
end

return M
