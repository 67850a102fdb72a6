-- SPDX-License-Identifier: MIT
-- scripts/style.lua holds the Lua files to one way of writing.
local support = require "spec.support"

describe("the style of Lua", function()
  local directory = support.directory()
  teardown(function() support.remove(directory) end)

  local function complaints(text)
    local path = directory .. "/file.lua"
    support.spew(path, text)
    local child = support.command({support.lua, "scripts/style.lua", path},
      {cwd = support.root})
    assert.equal(child.stdout == "" and 0 or 1, child.code, child.stderr)
    return child.stdout:gsub(path:gsub("%p", "%%%0") .. ":", "")
  end

  it("is one", function()
    for text, complaint in pairs {
      ["f 'x'"] = "1: a string in single quotes has no double ones in it",
      ['f("x")'] = "1: parentheses around one string",
      ["f({1})"] = "1: parentheses around one table",
      ["\nt = { 1}"] = "2: a blank behind a brace",
      ["t = {1 }"] = "1: a blank before a brace",
      ["x = 1 -- c\n  .. 2"] = "2: a line begins with .., which ends the " ..
        "one before",
      ["x = a\n  or b"] = '2: a line begins with "or", which ends the ' ..
        "one before",
      ["local f = function() end"] = "1: a function that is not made by " ..
        "local function",
      ['module "x"'] = "1: module() makes a global",
      ["x = 1;"] = "1: a semicolon at the end",
      ["\tx = 1"] = "1: a tab",
      ["x = 1 "] = "1: a blank at the end",
    } do
      assert.equal(complaint .. "\n", complaints(text .. "\n"), text)
    end
  end)

  it("is not that of strings and comments", function()
    assert.equal("", complaints [==[
#!/usr/bin/lua
-- f('x') { 1 }
--[[ f('x')
  .. ]]
x = 'a "b"' .. "f('x') { 1 } \" or" .. [[
  or f('x')
  ]] .. f("x").y .. f({}):z() .. ("x"):rep(2)
t = {
  1,
}
local function g() end
]==])
  end)
end)
