-- SPDX-License-Identifier: MIT
-- add_rules made room for as many rules as the length of the list says, which
-- for a list with gaps can be any number, and for as many as lists of values
-- come to. On 32-bit machines the bytes were counted modulo 2^32: rules were
-- written behind the block. So were those of a command's arguments, which it
-- said a finalizer had changed.
local seccomp = require "seccomp"
local support = require "spec.support"

local raised = support.raised

-- A list with a few items whose length is n: Lua doubles, then halves.
local function gaps(n, item)
  local list = {item, item, item, item, [8] = item, [9] = item, [n] = item}
  local i = 1
  while i <= n do
    list[i] = item
    i = i * 2
  end
  local low, high = i // 2, i
  while high - low > 1 do
    local middle = (low + high) // 2
    if middle <= n then
      list[middle], low = item, middle
    else
      high = middle
    end
  end
  return list
end

describe("add_rules", function()
  it("takes no list for longer than it is", function()
    if support.lua_version ~= "5.4" then
      return pending "Lua 5.5 finds another length for a list with gaps"
    end
    for _, n in ipairs {0x8000000, 0x10000000, 0x15555556, 0x2aaaaaab,
      0x60000000, 0x80000000, 0x100000000, 0x100000001, 0x200000001} do
      local list = gaps(n, {"read", "kill"})
      assert.equal(n, #list)
      local f = seccomp.filter "allow"
      local err = raised(f.add_rules, f, list)
      assert.equal("EINVAL", err.code)
      assert.matches("numbered from 1 without a gap", err.message)
      assert.same({}, f:rules())
    end
  end)

  it("has a limit on what lists of values come to", function()
    local values, list = {}, {}
    for i = 1, 4096 do values[i] = i end
    for i = 1, 20000 do list[i] = {"read", "kill", {0, "==", values}} end
    local f = seccomp.filter "allow"
    local err = raised(f.add_rules, f, list)
    assert.equal("E2BIG", err.code)
    assert.matches("more than 1048576 rules", err.message)
    assert.same({}, f:rules())
    local names = {}
    for i = 1, (1 << 20) + 1 do names[i] = "read" end
    assert.equal("E2BIG", raised(f.add_rule, f, names, "kill").code)
    assert.same({}, f:rules())
  end)
end)

describe("spawn", function()
  it("refuses more bytes than 32 bits count", function()
    local text, argv, env = ("x"):rep(1 << 25), {"true"}, {}
    for i = 1, 129 do
      argv[i + 1], env["A" .. i] = text, text
    end
    for _, options in ipairs {{argv}, {{"true"}, {env = env}}} do
      local err = raised(seccomp.spawn, table.unpack(options))
      assert.equal("E2BIG", err.code)
      assert.matches("take 43%d+ bytes", err.message)
    end
  end)
end)
