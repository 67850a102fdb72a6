-- SPDX-License-Identifier: MIT
-- Policies as text and as files.
local fields = require "spec.fields"
local policies = require "seccomp.policy"
local support = require "spec.support"

local action = fields.action
local example = fields.example
local raised = support.raised
local with = fields.with

-- A policy file with this text, read.
local function load_text(text)
  local directory = support.directory()
  local path = directory .. "/it.policy"
  support.spew(path, text)
  local ok, result = pcall(policies.load, path)
  support.remove(directory)
  if not ok then error(result, 0) end
  return result
end

describe("a policy as text", function()
  it("reads back", function()
    for _, spec in ipairs {example, {default = "allow"}, with {
      bad_arch = "trace(3)", rules = {
        {"kill", "tkill", action = "errno(0)", when = {
          {0, "masked_eq", 0xff00000000000000, 1 << 56},
          {arg = 1, op = "<=", value = -1}, {2, "!=", 0, width = 32},
          {0, ">", "18446744073709551614"}, {5, "<", 7}}, optional = true},
        {1000, -1, action = "notify", arches = {"amd64"}},
        {"@system-service", action = "kill_thread"}}}} do
      local p = policies.new(spec)
      local back = load_text(tostring(p))
      assert.equal(tostring(p), tostring(back))
      assert.equal(p:compile {prove = false}, back:compile {prove = false})
      assert.same(p:data(), policies.new(p:data()):data())
    end
  end)
end)

describe("policy files", function()
  it("are data", function()
    local cases = {
      {"return {default = 'allow', rules = {{'read', action = print}}}",
        "print is not defined"},
      {"os.exit(0)", "os is not defined"},
      {"return require 'seccomp'", "require is not defined"},
      {"return {default = 'allow', rules = {{'read', action = function() end" ..
        "}}}", "function"},
      {"return ('x'):rep(9)", "attempt to index a string"},
      {"while true do end", "too long"},
      {"goto a ::a:: goto a", "too long"},
      {"local s = 'x' while true do s = s .. s end",
        "a policy file has 32 MiB of memory to work with"},
      {"local t = {} for i = 1, 1e9 do t[i] = {} end",
        "takes more: it is data, so write less of it"},
      {"local function f() return f() + 1 end f()", "memory"},
      {"local t = {} t[1] = t return t", "nested too deeply"},
      {"local a = {1, 2, 3} for i = 1, 15 do a = {a, a, a} end return a",
        "too much"},
      {"return {default = 1.5}", "default"},
      {"return 3", "returns a table"},
      {"", "returns a table"},
      {"return {", ":1: "},
      {string.dump(function() return {default = "allow"} end), "binary"},
      {"return {default = 'allow', bogus = 1}", "it.policy: unknown"},
      {"return {default = 'allow', rules = {{'read'}}}", "it.policy: rules"},
    }
    for _, case in ipairs(cases) do
      local err = raised(load_text, case[1])
      assert.equal("EINVAL", err.code, case[1])
      assert.equal("load", err.op)
      assert.matches(case[2], err.message)
      assert.matches("it.policy", err.message)
    end
  end)

  it("find nothing where there is no name", function()
    local p = load_text "return {default = _ENV[1] or 'log'}"
    assert.equal("log", tostring(p.default))
  end)

  it("may compute what they return", function()
    local p = load_text [[
      local rules = {}
      for i = 1, 2 do
        rules[i] = {({"read", "write"})[i], action = "allow",
          when = {{0, "==", i}}}
      end
      return {default = "errno", arches = {"amd64"}, rules = rules}
    ]]
    assert.equal("allow", action(p,
      {arch = "amd64", syscall = "write", arg0 = 2}))
  end)

  it("that cannot be read raise the errno", function()
    local err = raised(policies.load, "/nonexistent/it.policy")
    assert.equal("ENOENT", err.code)
    assert.equal(2, err.errno)
    assert.equal("EISDIR", raised(policies.load, "/").code)
    assert.matches("bad argument", raised(policies.load))
    assert.equal("EINVAL", raised(policies.load, "a\0b").code)
    assert.equal("EFBIG", raised(policies.load, "/dev/zero").code)
  end)

  it("have no options", function()
    local path = os.tmpname()
    support.spew(path, "return {default = 'allow'}")
    local err = raised(policies.load, path, {dialect = "runc"})
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("options are for JSON profiles", 1, true))
    assert.truthy(policies.is(policies.load(path, {})))
    os.remove(path)
    assert.matches("bad argument #2 to 'load' %(table expected, got string%)",
      raised(policies.load, path, "runc"))
  end)

  it("are parsed from strings", function()
    assert.matches("bad argument #1 to 'parse' %(string expected, got nil%)",
      raised(policies.parse))
    assert.matches("bad argument #2 to 'parse' %(string expected, got table%)",
      raised(policies.parse, "return {}", {}))
  end)

  it("leave nothing behind in this state", function()
    local before = {}
    for key in pairs(_G) do before[key] = true end
    load_text "x = 1 return {default = 'allow', arches = {'amd64'}}"
    for key in pairs(_G) do assert.is_true(before[key], key) end
    for _ = 1, 20 do
      pcall(policies.parse, "return {")
      pcall(policies.parse, "local t = {} for i = 1, 1e3 do t[i] = {} end")
    end
    collectgarbage()
  end)
end)
