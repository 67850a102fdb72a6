-- SPDX-License-Identifier: MIT
-- The functions written in C refused extra arguments, those written in Lua took
-- them in silence: policy:compile({}, {prove = false}) compiled, and whoever
-- had the order of two arguments wrong never heard of it. Unknown options and
-- syscalls were named there without the nearest known one, and an unknown
-- syscall in a policy without the rule it stands in.
local seccomp = require "seccomp"
local policies = require "seccomp.policy"
local oci = require "seccomp.oci"
local record = require "seccomp.record"
local supervisor = require "seccomp.supervisor"

local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok, "nothing was raised")
  return tostring(err)
end

describe("extra arguments", function()
  local policy = policies.new {default = "allow"}

  local function refused(name, most, fn, ...)
    local text = raised(fn, ...)
    local plural = most == 1 and "" or "s"
    assert.truthy(text:find(
      ("bad argument #%d to '%s' (no more than %d argument%s expected)"):format(
        most + 1, name, most, plural), 1, true), text)
  end

  it("are refused by policies", function()
    refused("new", 1, policies.new, {default = "allow"}, {})
    refused("parse", 2, policies.parse, "return {}", "name", 1)
    refused("load", 2, policies.load, "/dev/null", {}, {})
    refused("compile", 2, policy.compile, policy, {}, {prove = false})
    refused("load", 2, policy.load, policy, {}, {})
    refused("filter", 2, policy.filter, policy, {}, 1)
    refused("lint", 2, policy.lint, policy, {}, 1)
    refused("complain", 1, policy.complain, policy, {})
    refused("merge", 2, policy.merge, policy, policy, policy)
    refused("diff", 3, policy.diff, policy, policy, {}, 10)
    refused("data", 1, policy.data, policy, 1)
    refused("decide", 2, policy.decide, policy, {syscall = "read"}, 1)
    -- with a colon the object is no argument, as for functions in C
    refused("merge", 1, function() policy:merge(policy, policy) end)
    refused("complain", 0, function() policy:complain(1) end)
  end)

  it("are refused by profiles, recordings and supervisors", function()
    refused("import", 2, oci.import, "{}", {}, 1)
    refused("export", 2, oci.export, policy, {}, 1)
    refused("record", 2, record.record, {"true"}, {}, 1)
    refused("load", 2, record.load, "/dev/null", {}, 1)
    refused("new", 2, supervisor.new, 1, {}, 1)
    refused("serve", 2, supervisor.serve, 1, {}, 1)
    refused("run", 2, supervisor.run, {"true"}, {}, 1)
  end)
end)

describe("unknown names", function()
  it("come with the nearest known one", function()
    local text = raised(oci.import, "{}", {dialekt = "podman"})
    assert.truthy(text:find('did you mean "dialect"?', 1, true), text)
    local process = seccomp.spawn({"true"},
      {filter = seccomp.filter "allow", listener = true})
    text = raised(supervisor.new, process, {defualt = "EPERM"})
    assert.truthy(text:find('did you mean "default"?', 1, true), text)
    text = raised(supervisor.new, process,
      {default = "EPERM", on = {opennat = "EPERM"}})
    assert.truthy(text:find('did you mean "openat"?', 1, true), text)
    process:wait()
  end)

  it("in a policy come with their rule", function()
    local text = raised(policies.new, {default = "allow",
      rules = {{"write", action = "log"}, {"raed", action = "log"}}})
    assert.truthy(text:find('rules[2]: unknown syscall "raed"; did you mean ' ..
      '"read"?', 1, true), text)
  end)
end)

describe("seccomp.error", function()
  it("is the metatable of error objects", function()
    for _, fn in ipairs {seccomp.filter, oci.import} do
      local _, err = pcall(fn, "nonsense")
      assert.equal(seccomp.error, getmetatable(err))
    end
  end)
end)
