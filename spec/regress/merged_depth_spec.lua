-- SPDX-License-Identifier: MIT
-- A filter keeps the log of what was merged into it, and that log those of its
-- own sources. Whatever reads a log calls itself for these: a source merged
-- from a source, and so on some ten thousand times, took all of the C stack.
local seccomp = require "seccomp"
local support = require "spec.support"

-- A filter of x86 whose sources lie `n` deep, or what stopped it.
local CHAIN = [[
  local seccomp = require "seccomp"
  local function chain(n)
    local f = seccomp.filter("allow", {arches = {"x86"}})
    for i = 1, n do
      local outer = i % 2 == 0 and "arm" or "arm64"
      local g = seccomp.filter("allow", {arches = {outer}})
      local ok, err = pcall(g.merge, g, f)
      if not ok then return f, err end
      f = g:remove_arch(outer)
    end
    return f
  end
]]

describe("a filter merged from one that was merged", function()
  it("a hundred times and more is refused, and stays as it was", function()
    local f, err = load(CHAIN .. "return chain(200)")()
    assert.are.equal("E2BIG", err.code)
    assert.are.equal("merge", err.op)
    assert.is_truthy(err.message:find "one by one")
    f:add_rule("read", "kill"):add_arch("arm"):remove_arch "arm"
    assert.are.same({"x86"}, f:arches())
    assert.are.equal(1, #f:rules())
  end)

  it("does not outgrow a small stack", function()
    support.succeeds(CHAIN .. [[
      local f = chain(20000)
      f:add_arch "arm":add_rule("read", "kill"):remove_arch "arm"
      f:verify()
      f:release()
    ]], {ulimit = "-s 512"})
  end)

  it("is no matter where filters are merged one by one", function()
    local f = seccomp.filter "allow"
    local native = seccomp.native_arch()
    local other = ("=I2"):pack(1) ~= "\1\0" and "ppc64" or
      native == "x86" and "arm64" or "x86"
    for _ = 1, 300 do
      local g = seccomp.filter("allow", {arches = {other}})
      f:merge(g:add_rule("read", "kill")):remove_arch(other)
    end
    assert.are.same({seccomp.native_arch()}, f:arches())
  end)
end)
