-- SPDX-License-Identifier: MIT
-- What C reads of a policy file's text, on both sides of each limit, and in
-- full what it says of what it does not take.
require "seccomp"
local read = require("seccomp.core.policy").read
local support = require "spec.support"

local raised = support.raised

local function refused(text, message)
  local err = raised(read, text, "it.policy")
  assert.equal("EINVAL", err.code)
  assert.equal("load", err.op)
  assert.equal("it.policy:" .. message, err.message)
end

-- Two seconds of work are all that a file has; an emulator needs more.
local function too_slow()
  if support.slower > 1 then pending "this takes two seconds here" end
  return support.slower > 1
end

-- A file whose table has tables within each other, so many.
local function nested(levels, inside)
  return "return " .. ("{"):rep(levels) .. (inside or "") .. ("}"):rep(levels)
end

describe("the text of a policy file", function()
  it("comes back as the values that it has", function()
    local got = read("return {1, 1.5, 2^53, -1, true, false, 'a\\0b', '', " ..
      "{k = {}}, [-2] = 0x7fffffffffffffff, [1.5] = 'x', [true] = 'y'}",
      "it.policy")
    assert.same({1, 1.5, 2^53, -1, true, false, "a\0b", "", {k = {}},
      [-2] = math.maxinteger, [1.5] = "x", [true] = "y"}, got)
    for i, kind in ipairs {"integer", "float", "float", "integer"} do
      assert.equal(kind, math.type(got[i]))
    end
    assert.is_nil(getmetatable(got))
    -- a table that is met twice is two: nobody changes one by the other
    got = read("local t = {} return {t, t}", "it.policy")
    assert.is_false(rawequal(got[1], got[2]))
  end)

  it("may begin with a mark, and with a line for the shell", function()
    local MARK <const> = "\xEF\xBB\xBF"
    for _, before in ipairs {"", MARK, "#", "#!/usr/bin/lua", "# \xEF\xBB\xBF",
      MARK .. "#!x"}
    do
      local shell = before:find "#"
      assert.same({5}, read(before .. (shell and "\n" or "") .. "return {5}",
        "it.policy"))
      -- lines are counted from the first, whatever that is
      refused(before .. "\n\nreturn x.y",
        "3: x is not defined: a policy file has no functions and no libraries")
      -- and nothing may follow
      refused(before,
        " a policy file returns a table: `return { default = … }`")
    end
    for text, near in pairs {["\xEF\xBB"] = "'<\\239>'",
      ["\xEF\xBB\xBE"] = "'<\\239>'", ["\n#"] = "'#'",
      [MARK .. MARK .. "return {}"] = "'<\\239>'", [" #x\nreturn {}"] = "'#'"}
    do
      local err = raised(read, text, "it.policy")
      assert.matches("^it.policy:[12]: unexpected symbol near ", err.message)
      assert.truthy(err.message:find(near, 1, true), err.message)
    end
  end)

  it("returns one table", function()
    for text, message in pairs {
      ["return {}, {}"] = " a policy file returns one table, not 2 values",
      ["return {}, nil"] = " a policy file returns one table, not 2 values",
      ["return 1, 2, 3"] = " a policy file returns one table, not 3 values",
      ["return"] = " a policy file returns a table: `return { default = … }`",
      ["return 'x'"] =
        " a policy file returns a table: `return { default = … }`",
      ["return function() end"] =
        " a policy file returns a table: `return { default = … }`",
      ["return {function() end}"] =
        " it holds a function, and a policy file holds plain data",
      ["return {[function() end] = 1}"] =
        " it holds a function, and a policy file holds plain data",
      ["local t = {} local function f() return t.x.y end return f()"] =
        "1: attempt to index a nil value (field 'x')",
      ["x = 1 return y"] = "1: y is not defined: a policy file has no " ..
        "functions and no libraries",
    } do
      refused(text, message)
    end
    assert.equal(0, #read("return {}", "it.policy"))
    -- a global of its own, and what is no name
    assert.same({1}, read("x = 1 return {x, _ENV[1], _ENV[true]}",
      "it.policy"))
    for _, binary in ipairs {"\27", "\27Lua", "#!x\n\27Lua"} do
      local ok, err = pcall(read, binary, "it.policy")
      assert.is_false(ok)
      assert.matches("^it.policy:", err.message)
    end
    refused("\27", " binary (compiled Lua), and a policy file is text")
  end)

  it("has tables nested to the 16th level below its own", function()
    assert.equal("table", type(read(nested(17), "it.policy")))
    assert.equal("table", type(read(nested(16, "1"), "it.policy")))
    refused(nested(18), " its tables are nested too deeply")
    refused(nested(17, "1"), " its tables are nested too deeply")
    refused(nested(17, "x = 1"), " its tables are nested too deeply")
  end)

  -- a table counts as one, and so does each of its keys and values
  it("has up to a million values", function()
    if too_slow() then return end
    local function values(n)
      local pairs_of = (n - 1) // 2 -- of key and value
      local inner = (pairs_of - 1) // 1000
      local left = pairs_of - inner * 1000
      return ("local t, a = {}, {} for i = 1, 999 do a[i] = i end " ..
        "for i = 1, %d do t[i] = a end for i = 1, %d do t[-i] = i end " ..
        "return t"):format(inner, left)
    end
    local got, count = read(values(999999), "it.policy"), 1
    for _, one in pairs(got) do
      count = count + 2 + (type(one) == "table" and 2 * #one or 0)
    end
    assert.equal(999999, count)
    refused(values(1000001), " it holds too much")
  end)

  it("has up to 32 MiB of strings, each as often as it stands there",
  function()
    local function strings(more)
      return ("local s = '%s' for i = 1, 10 do s = s .. s end local t = {} " ..
        "for i = 1, 32 do t[i] = s end %s return t"):format(("x"):rep(1024),
        more)
    end
    local got = read(strings "", "it.policy")
    assert.same({32, 1 << 20, 1 << 20}, {#got, #got[1], #got[32]})
    refused(strings "t[33] = 'x'", " it holds too much")
    refused(strings "t.x = true", " it holds too much")
  end)

  it("has tables of up to 32768 keys that are no list", function()
    local LOOP <const> = "local t = {} for i = 1, %d do t[-i] = i end return t"
    local got, count = read(LOOP:format(32768), "it.policy"), 0
    for _ in pairs(got) do count = count + 1 end
    assert.equal(32768, count)
    refused(LOOP:format(32769), " a policy file is data, and this one has a " ..
      "table with more than 32768 keys, or as many names and numbers: write " ..
      "less of it")
    assert.equal(100000, #read("local t = {} for i = 1, 100000 do t[i] = i " ..
      "end return t", "it.policy"))
  end)

  it("has 32 MiB to work with", function()
    local DOUBLED <const> = "local s = '%s' for i = 1, %d do s = s .. s end " ..
      "return {#s}"
    local kib = ("x"):rep(1024)
    -- while it is made of the half there are both
    assert.same({16 << 20}, read(DOUBLED:format(kib, 14), "it.policy"))
    refused(DOUBLED:format(kib, 15), " a policy file has 32 MiB of memory " ..
      "to work with, and this one takes more: it is data, so write less of it")
  end)

  it("takes ten million instructions", function()
    if too_slow() then return end
    local LOOP <const> = "for i = 1, %d do end return {}"
    assert.same({}, read(LOOP:format(9900000), "it.policy"))
    refused(LOOP:format(10100000),
      " a policy file is data, and this one computes for too long")
  end)

  it("names what is wrong once, by a name of any length", function()
    for _, length in ipairs {1, 200, 201, 300} do
      local name = ("n"):rep(length)
      local err = raised(read, "return 1", name)
      assert.equal(name:sub(1, 200) .. ": a policy file returns a table: " ..
        "`return { default = … }`", err.message)
    end
    assert.matches("^a:1: ", raised(read, "return x.y", "a").message)
    assert.matches("^: a policy file", raised(read, "return 1", "").message)
    for _, case in ipairs {{1, nil}, {2, "return {}"}, {2, "return {}", "a\0"},
      {1, {}, "x"}}
    do
      assert.matches(("bad argument #%d to 'read'"):format(case[1]),
        select(2, pcall(read, table.unpack(case, 2, 3))))
    end
  end)
end)
