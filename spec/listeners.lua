--- What specs of listeners and requests share.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"

local function raised(code, fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  assert.equal(code, type(err) == "table" and err.code or err, tostring(err))
  return err
end

return {raised = raised}
