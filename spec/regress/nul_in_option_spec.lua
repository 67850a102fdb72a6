-- SPDX-License-Identifier: MIT
-- An option whose name went on after a NUL byte ("tsync\0x") was compared as a
-- C string, found to be known, and then looked up under its short name, where
-- there was nothing: the option was ignored in silence. Whoever builds option
-- tables from foreign text would have lost a setting. And a rule with the
-- conditions ["when\0"] behind another rule had none.
local policy = require "seccomp.policy"
local seccomp = require "seccomp"

describe("option names with an embedded NUL", function()
  local function refused(text, fn, ...)
    local ok, err = pcall(fn, ...)
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find(text, 1, true), err.message)
  end

  it("are refused by filter", function()
    refused("NUL", seccomp.filter, "allow", {["tsync\0x"] = false})
    refused("NUL", seccomp.filter, "allow", {["arches\0"] = {"x86"}})
  end)

  it("are refused by set", function()
    local f = seccomp.filter "allow"
    refused("NUL", f.set, f, {["log\0"] = true})
    assert.is_false(f:get "log")
  end)

  it("are refused by condition, in either form", function()
    refused("NUL", seccomp.condition,
      {arg = 0, op = "==", value = 1, ["width\0"] = 32})
    local ok, err = pcall(seccomp.condition, {0, "==", 1, ["width\0"] = 32})
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
  end)

  it("are refused in rules of a policy, behind others like them", function()
    for key, value in pairs {["when\0"] = {{0, "==", 1}}, ["action\0x"] =
        "allow", ["optional\0"] = true}
    do
      refused("unknown field", policy.new, {default = "kill", rules = {
        {"write", action = "allow"},
        {"read", action = "allow", [key] = value},
      }})
    end
  end)
end)
