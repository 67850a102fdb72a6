-- SPDX-License-Identifier: MIT
-- errno(ENOSYS) in a policy for mips became 38, this machine's number, which is
-- EL2NSYNC there; and its disassembly called mips' own 89 EDESTADDRREQ. A name
-- is kept as a name and becomes each arch's number; a number stays what it is.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local function code(policy, arch, syscall)
  local call = {arch = arch, syscall = syscall}
  local action = policy:compile():simulate(call)
  assert.equal(action, (policy:decide(call)))
  return action.code
end

describe("an errno in a policy", function()
  it("has the number of each arch by its name", function()
    local policy = policies.new {default = "errno(ENOSYS)",
      arches = {"mips", "parisc", "ppc"}, unknown = "errno(ELOOP)",
      rules = {{"read", action = "errno(EDEADLOCK)"}}}
    for arch, codes in pairs {mips = {56, 89, 90}, parisc = {45, 251, 249},
      ppc = {58, 38, 40}} do
      assert.equal(codes[1], code(policy, arch, "read"))
      assert.equal(codes[2], code(policy, arch, "write"))
      assert.equal(codes[3], code(policy, arch, 9999))
    end
    local text = tostring(policy)
    assert.truthy(text:find('default = "errno(ENOSYS)"', 1, true))
    assert.truthy(text:find('action = "errno(EDEADLOCK)"', 1, true))
    assert.equal(text, tostring(policies.parse(text)))
  end)

  it("has one number everywhere by that", function()
    local policy = policies.new {default = "errno(38)",
      arches = {"mips", "parisc", "ppc"}, rules = {
        {"read", action = seccomp.action("errno", "EDEADLK")},
        {"write", action = "errno(13)"}}}
    for _, arch in ipairs(policy.arches) do
      assert.equal(35, code(policy, arch, "read"))
      assert.equal(38, code(policy, arch, "close"))
    end
    local text = tostring(policy)
    assert.truthy(text:find('default = "errno(38)"', 1, true))
    assert.truthy(text:find('action = "errno(35)"', 1, true))
    -- the same everywhere: then the name says more
    assert.truthy(text:find('action = "errno(EACCES)"', 1, true))
    assert.same({}, policy:diff(policies.parse(text)))
    assert.equal("errno(ENOSYS)", policies.new {default = "errno(38)",
      arches = {"amd64"}}.default)
  end)

  it("has that arch's name in texts for one arch", function()
    local policy = policies.new {default = "errno(ENOSYS)",
      bad_arch = "errno(ENOSYS)", arches = {"mipsel"},
      rules = {{"read", action = "allow"}}}
    local text = policy:compile():disassemble()
    assert.truthy(text:find("ret #0x50059 +return errno%(ENOSYS%)"), text)
    -- bad_arch takes this machine's number
    assert.equal(38, policy:compile():simulate({arch = "amd64",
      syscall = "read"}).code)
    local ok, err = pcall(policy.filter, policy)
    assert.is_false(ok)
    assert.truthy(err.message:find "would get errno%(ENOSYS%)", err.message)
  end)

  it("merges with what is the same on every arch", function()
    local name = policies.new {default = "errno(ENOSYS)", arches = {"amd64"}}
    local number = policies.new {default = "errno(38)", arches = {"amd64"}}
    assert.same({}, name:merge(number):diff(number:merge(name)))
    local mips = policies.new {default = "errno(38)", arches = {"mipsel"}}
    local ok, err = pcall(name.merge, name, mips)
    assert.is_false(ok)
    assert.matches("differ in default", err.message)
  end)
end)
