--- Which version of a runtime this machine has.
-- @module seccomp.kernel.installed

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local seccomp = require "seccomp.core"

local M = {}

local io_open, ipairs, os_remove, os_tmpname = io.open, ipairs, os.remove,
  os.tmpname
local error, pcall = error, pcall

-- Where engines find their runtimes: PATH is the user's and not theirs.
local DIRECTORIES = {"/usr/bin", "/usr/sbin", "/usr/local/bin",
  "/usr/local/sbin", "/bin", "/sbin", "/run/current-system/sw/bin"}

-- Seconds that it may take to tell.
local PATIENCE = 5

local function path_of(name)
  for _, directory in ipairs(DIRECTORIES) do
    local path = directory .. "/" .. name
    local file = io_open(path)
    if file then
      file:close()
      return path
    end
  end
  return nil
end

-- What `path --version` writes, or "".
local function told_by(path)
  local output = os_tmpname()
  local file = io_open(output, "w")
  if not file then return "" end
  local ok, err = pcall(function()
    local process = seccomp.spawn({path, "--version"},
      {stdin = "null", stdout = file, stderr = "null", env = {}})
    if not process:wait(PATIENCE) then
      process:kill()
      process:wait()
    end
  end)
  file:close()
  local text = ""
  file = ok and io_open(output)
  if file then
    text = file:read(4096) or ""
    file:close()
  end
  os_remove(output)
  -- what the machine lacks says nothing of the program
  if not ok then errors.attempt(error, err, 0) end
  return text
end

local versions, silent = {}, {}

--- The version of an installed runtime, asked for once.
-- @tparam string name "runc", "crun" or "systemctl"
-- @treturn ?string as "1.1.5"; nil where there is none
-- @treturn ?string where there is one, which does not tell its version
function M.version(name)
  if versions[name] == nil then
    local path = path_of(name)
    local text = path and told_by(path) or ""
    versions[name] = text:match("^" .. name .. " version v?(%d+%.%d+[%d.]*)") or
      text:match "^systemd (%d+)" or false
    silent[name] = not versions[name] and path or nil
  end
  return versions[name] or nil, silent[name]
end

return M
