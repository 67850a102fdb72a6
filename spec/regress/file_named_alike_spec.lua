-- SPDX-License-Identifier: MIT
-- Which file an error is blamed on went by names that end like those of
-- seccomp.policy's own: a user's seccomp/policy.lua, or what stood in a
-- directory seccomp/policy/, was taken for one of them, and passed over.
local support = require "spec.support"

describe("a user's file that is named like one of ours", function()
  it("gets the blame", function()
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    assert(os.execute("mkdir -p " .. directory .. "/seccomp/policy"))
    for _, name in ipairs {"policy", "policy/check", "policy/mine"} do
      local path = directory .. "/seccomp/" .. name .. ".lua"
      support.spew(path, [[
        local policies = require "seccomp.policy"

        local ok, err = pcall(function() return policies.new {} end)
        assert(not ok)
        local file, line = err.where:match "^(.*):(%d+): $"
        assert(file:sub(-#arg[1]) == arg[1] and line == "3", err.where)
        ok, err = pcall(function() policies.new(5) end)
        assert(not ok and err:find(arg[1] .. ":7:", 1, true), err)
      ]])
      local child = support.script({support.lua, path,
        "seccomp/" .. name .. ".lua"})
      assert(child.code == 0, support.describe(child))
    end
  end)
end)
