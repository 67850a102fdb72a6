-- SPDX-License-Identifier: MIT
-- Lua's parser runs no count hook, and takes quadratic time for a chain of
-- elseif: a policy file of 1.7 MB took 27 seconds, where two were promised. And
-- the command read 16 MiB, where SECURITY.md says 4.
local policies = require "seccomp.policy"
local support = require "spec.support"

local function refused(text)
  local clock = os.clock()
  local ok, err = pcall(policies.parse, text, "long.lua")
  local seconds = os.clock() - clock
  assert.is_false(ok)
  return err, seconds
end

describe("the parser of policy files", function()
  it("has two seconds, as what it parses", function()
    local err, seconds = refused("if x==1 then y=1 " ..
      ("elseif x==2 then y=2 "):rep(85000) ..
      "end return {default = 'allow'}")
    assert.equal("EINVAL", err.code)
    assert.matches("^long.lua: .*takes more than 2 seconds", err.message)
    assert(seconds < 4 * support.slower, seconds)
  end)

  it("still reads what it can, in whatever pieces it comes", function()
    local words = {}
    for i = 1, 2000 do words[i] = '"read"' end
    for _, first in ipairs {"", "\xEF\xBB\xBF", "#!/usr/bin/lua\n"} do
      local p = policies.parse(first ..
        "return {default = 'kill', rules = {{" .. table.concat(words, ",") ..
        ", action = 'allow'}}}")
      assert.matches('"read"', tostring(p))
    end
    for n = 505, 515 do
      local long = ("x"):rep(n)
      assert.matches('"' .. long .. '"', tostring(policies.parse(
        "return {default = 'kill', rules = {{'" .. long ..
        "', action = 'allow', optional = true}}}")))
    end
  end)

  it("gets as much from text as from a file, and from the command", function()
    local text = "return {default = 'allow'} --" .. ("x"):rep(4 << 20)
    local path = os.tmpname()
    support.spew(path, text)
    local function too_large(fn, ...)
      local ok, err = pcall(fn, ...)
      assert.is_false(ok)
      assert.equal("EFBIG", err.code)
      assert.matches("at most 4194304 bytes", err.message)
    end
    too_large(policies.parse, text)
    too_large(policies.load, path)
    local child = support.script {support.lua, "bin/lua-seccomp", "show", path}
    os.remove(path)
    assert.equal(2, child.code)
    assert.matches("has more than 4 MiB", child.stderr)
  end)
end)
