-- SPDX-License-Identifier: MIT
-- What was wrong in a policy file was told without the file's name where it
-- showed late: an unknown syscall ("new: rules[1]: …"), and all that is wrong
-- with a JSON profile ("import: no defaultAction"). Whoever loads several files
-- was left to guess.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

describe("what is wrong in a policy file", function()
  local path = os.tmpname()

  teardown(function() os.remove(path) end)

  local function refused(text, message)
    support.spew(path, text)
    local ok, err = pcall(policies.load, path)
    assert.is_false(ok)
    assert.equal(seccomp.error, getmetatable(err))
    assert.equal("load", err.op)
    assert.equal("EINVAL", err.code)
    assert.equal(22, err.errno)
    local start = path .. ": " .. message
    assert.equal(start, err.message:sub(1, #start))
  end

  it("is told with the file's name", function()
    refused([[return {default = "allow", rules = {{"raed", action = "log"}}}]],
      'rules[1]: unknown syscall "raed"; did you mean "read"?')
    refused([[return {defualt = "allow"}]], "unknown policy field")
    refused("{}", '"defaultAction" is missing')
    refused([[{"defaultAction": ]], "this is not a JSON profile: line 1, ")
  end)
end)
