-- SPDX-License-Identifier: MIT
-- 180 KB of "@system-service" in one rule made every call of the group as many
-- times: 300 MB, and 1.4 GB in lint. A rule's calls are a set.
local policies = require "seccomp.policy"
local low = require "seccomp.core.policy"
local check = require "seccomp.policy.check"

local function entries(rule)
  local data = check.policy("new", {default = "errno(EPERM)",
    arches = {"amd64", "x86"}, rules = {rule}})
  local resolved = low.resolve(data.arches, check.expand(data), data.default,
    data.bad_arch)
  return #low.rules(resolved, "amd64") + #low.rules(resolved, "x86")
end

describe("a rule that names calls over and over", function()
  it("has each of them once", function()
    assert.equal(entries {"@system-service", action = "allow"},
      entries {"@system-service", "@system-service", "@basic-io",
        "@system-service", action = "allow"})
    -- x86 has socket by itself and behind socketcall
    assert.equal(3, entries {"socket", action = "allow"})
    assert.equal(3, entries {"socket", "__NR_socket", "SCMP_SYS(socket)",
      "socket", action = "allow"})
    assert.equal(1, entries {0, 0, 0, action = "allow", arches = {"amd64"}})
    assert.equal(3, entries {359, "socket", action = "allow",
      arches = {"x86"}} + entries {41, "socket", action = "allow",
      arches = {"amd64"}})
  end)

  it("takes little memory", function()
    local rule = {action = "allow"}
    for i = 1, 10000 do rule[i] = "@system-service" end
    collectgarbage()
    local before = collectgarbage "count"
    local policy = policies.new {default = "errno(EPERM)", rules = {rule}}
    assert.truthy(policy:lint())
    collectgarbage()
    assert.is_true(collectgarbage "count" - before < 4096)
  end)

  it("is told when rules come to more than can be", function()
    local rules = {}
    for i = 1, 30000 do
      rules[i] = {"read", "write", action = "allow", when = {{0, "==", i}}}
    end
    local arches = {"amd64", "x86", "x32", "arm", "arm64", "riscv64", "mipsel",
      "mipsel64", "ppc64le"}
    local ok, err = pcall(policies.new, {default = "errno(EPERM)",
      arches = arches, rules = rules})
    assert.is_false(ok)
    assert.equal("E2BIG", err.code)
    rules = {}
    for i = 1, 4000 do
      rules[i] = {{i, 100000 + i}, action = "allow", when = {{0, "==", i}},
        arches = {"amd64"}}
    end
    ok, err = pcall(policies.new, {default = "errno(EPERM)",
      arches = {"amd64"}, rules = rules})
    assert.is_false(ok)
    assert.equal("E2BIG", err.code)
    assert.matches("ranges that do not overlap", err.message)
  end)

  -- 50000 rules of one group took 7 seconds and 740 MB before that was told
  it("is told before groups use up the memory", function()
    local rules = {}
    for i = 1, 5000 do
      rules[i] = {"@system-service", action = "allow",
        when = {{0, "==", i}}}
    end
    local ok, err = pcall(policies.new, {default = "errno(EPERM)",
      arches = {"amd64"}, rules = rules})
    assert.is_false(ok)
    assert.equal("new", err.op)
    assert.equal("E2BIG", err.code)
    assert.matches("^rules%[%d+%]: .*groups expanded", err.message)
  end)
end)
