--- What specs of processes share.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local seccomp = require "seccomp"
local support = require "spec.support"

local function raised(code, fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  assert.equal(code, type(err) == "table" and err.code or err, tostring(err))
  return err
end

-- What a program writes, and its outcome.
local function output(argv, options)
  local file <close> = io.tmpfile()
  local with = {stdout = file}
  for key, value in pairs(options or {}) do with[key] = value end
  local process = seccomp.spawn(argv, with)
  local outcome = process:wait(20 * support.slower)
  file:seek "set"
  return file:read "a", outcome
end

local function sh(script, options)
  return output({"/bin/sh", "-c", script}, options)
end

return {
  output = output, raised = raised, sh = sh,
}
