-- SPDX-License-Identifier: MIT
-- An array in C lost instructions: "/*" behind "//", as in a comment on
-- "/proc/*", was taken for the beginning of a comment, and all up to the next
-- "*/" for that comment, so that what was imported permitted more than the
-- program. Of two arrays the second was lost behind the first. And numbers were
-- others than in C: 015 was fifteen, and a number of more than 64 bits what its
-- low bits are.
local format = require "seccomp.format"

describe("an array in C", function()
  -- with a comment before the third instruction, and one that ends behind it
  local function import(comment)
    return format.import("struct sock_filter f[] = {\n" ..
      "{ 0x20, 0, 0, 4 }, { 0x15, 0, 3, 0xc000003e },\n" .. comment .. [[

      { 0x20, 0, 0, 0 }, { 0x15, 1, 0, 0 }, /* read */
      { 0x06, 0, 0, 0x7fff0000 }, { 0x06, 0, 0, 0x00050001 } };]], "c")
  end

  it("has each instruction that is in no comment of C", function()
    local whole = import ""
    for _, comment in ipairs {"// as /proc/*/mem", "// /* { 6, 0, 0, 0 } */",
      "//", "/* // */", "/* { 6, 0, 0, 0 } */ // { 6, 0, 0, 0 } /*", "/**/",
      "/***/"}
    do
      assert.same({}, import(comment):diff(whole))
    end
  end)

  it("has no comment without an end", function()
    local ok, err = pcall(format.import, "{ 6, 0, 0, 0 } /* //\n", "c")
    assert.is_false(ok)
    assert.equal("a comment begins and does not end: close it with */",
      err.message)
  end)

  it("is the only one", function()
    local ok, err = pcall(format.import, [[
      struct sock_filter a[] = { { 6, 0, 0, 0x7fff0000 } };
      struct sock_filter b[] = { { 6, 0, 0, 0 } };]], "c")
    assert.is_false(ok)
    assert.equal("there is more behind the array: give a file with one " ..
      "program, and nothing else in braces", err.message)
  end)

  it("has the numbers that they are in C", function()
    local function default(k)
      return format.import("{ 06, 0x0, 00, " .. k .. " }", "c").default
    end
    assert.equal("errno(EPERM)", default "01200001")
    assert.equal("errno(EPERM)", default "327681")
    assert.equal("errno(EPERM)", default "0x00050001")
    for _, k in ipairs {"08", "0x10000000000050001", "0x", "2147418112u",
      "02" .. ("0"):rep(64), "18446744073709879297"}
    do
      local ok, err = pcall(default, k)
      assert.is_false(ok, k)
      assert.truthy(err.message:find("is not four numbers", 1, true), k)
    end
  end)
end)
