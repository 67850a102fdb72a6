-- SPDX-License-Identifier: MIT
-- JSON, value by value: what is read, what is refused and where, and what is
-- written. oci_json_spec.lua has profiles.
local json = require "seccomp.json"

local function read(text) return json.decode("[" .. text .. "]")[1] end

-- What is wrong with a text.
local function wrong(text)
  local value, message = json.decode(text)
  assert.is_nil(value, text)
  return message
end

describe("what is read as JSON", function()
  it("has numbers as integers where they are, else as they stand", function()
    for text, value in pairs {["0"] = 0, ["7"] = 7, ["10"] = 10,
      ["9223372036854775807"] = math.maxinteger}
    do
      assert.equal(value, read(text))
      assert.equal("number", json.type(read(text)))
    end
    for _, text in ipairs {"-1", "-0", "1.5", "1e3", "1E+3", "0.0", "2e-1",
      "9223372036854775808", "1.0e10"}
    do
      local value = read(text)
      assert.equal("table", type(value), text)
      assert.equal("number", json.type(value))
      assert.equal(text, tostring(value))
      assert.equal(text, json.text(value))
    end
    for _, text in ipairs {"01", "1.", "1e", "1.e5", "--1", "-", "1a", "1.2.3",
      "0x1", "1e+", "00"}
    do
      assert.equal(('line 1, column 2: "%s" is not a number'):format(text),
        wrong("[" .. text .. "]"))
    end
    assert.equal('line 1, column 1: "' .. ("1"):rep(39) .. '-" is not a number',
      wrong(("1"):rep(39) .. "-" .. ("2"):rep(9)))
  end)

  it("has strings with each escape", function()
    for text, value in pairs {[""] = "", ["a b"] = "a b", ["\\n"] = "\n",
      ["\\b\\f\\r\\t"] = "\b\f\r\t", ["\\/\\\\\\\""] = '/\\"',
      ["a\\u0041b"] = "aAb", ["\\u00e4"] = "\u{e4}", ["\\u20AC"] = "\u{20ac}",
      ["\\ud7ff"] = "\u{d7ff}", ["\\ue000"] = "\u{e000}",
      ["\\ud800\\udc00"] = "\u{10000}", ["\\uDBFF\\uDFFF"] = "\u{10ffff}",
      -- halves alone, two of one kind, and what is none
      ["\\ud800"] = "\u{fffd}", ["\\udc00\\ud800"] = "\u{fffd}\u{fffd}",
      ["\\udfff"] = "\u{fffd}", ["\\ud800\\u0041"] = "\u{fffd}A",
      ["\\ud800x"] = "\u{fffd}x", ["\\u0000"] = "\0", ["\127"] = "\127"}
    do
      assert.equal(value, read('"' .. text .. '"'), text)
    end
    for text, why in pairs {
      ["\\u12"] = "column 2: \\u takes four hexadecimal digits",
      ["\\u12g4"] = "column 2: \\u takes four hexadecimal digits",
      ["\\x"] = 'column 2: "\\" before "x" is not an escape of JSON',
      ["a\1b"] = "column 3: the control character 0x01 is in a string: " ..
        "write it as \\u0001",
      ["a\31b"] = "column 3: the control character 0x1f is in a string: " ..
        "write it as \\u001f",
      ["ab\0"] = "column 4: a NUL is character 4",
      ["a\nb"] = "column 1: the string that begins here has no end on its line",
      ["a\rb"] = "column 1: the string that begins here has no end on its line",
    } do
      assert.equal("line 1, " .. why, wrong('"' .. text .. '"'))
    end
    assert.equal('line 1, column 2: "\\" before the end is not an escape of ' ..
      "JSON", wrong '"\\')
    assert.equal("line 1, column 1: the string that begins here has no end " ..
      "on its line", wrong '"abc')
  end)

  it("has true and false, and no null", function()
    assert.same({true, false}, json.decode "[true,false]")
    local object = json.decode '{"a": null, "b": 1, "a": 2, "c": null}'
    assert.same({a = 2, b = 1}, object)
    local members = json.members(object)
    assert.same({"a", "b", "a", "c"}, {members[1], members[3], members[5],
      members[7]})
    assert.same({true, false, false, true}, {json.is_null(members[2]),
      json.is_null(members[4]), json.is_null(members[6]),
      json.is_null(members[8])})
    -- the last one counts
    assert.same({}, json.decode '{"a": 1, "a": null}')
    assert.equal("line 1, column 5: null in a list", wrong "[1, null]")
    assert.is_nil(json.members {})
    for _, text in ipairs {"tru", "True", "nil", "nulls"} do
      assert.equal('line 1, column 2: a value is expected, and there is "' ..
        text .. '"', wrong("[" .. text .. "]"))
    end
  end)

  it("has blanks between, and nothing else", function()
    assert.same({a = {1, {}, {b = "c"}}},
      json.decode ' \t\r\n{ "a" : [ 1 , [ ] , { "b" : "c" } ] } \n')
    for text, why in pairs {
      [""] = "1: a value is expected, and the text ends",
      [" "] = "2: a value is expected, and the text ends",
      ["\0"] = "1: a NUL is character 1",
      ["{}\0"] = "3: a NUL is character 3",
      ["{} x"] = "4: text after the end of the JSON",
      ["\v{}"] = "1: a value is expected, and there is the character 0x0b",
      ["\xEF\xBB\xBF{}"] = "1: there is a byte order mark: save the text " ..
        "without it",
      ["[\xff]"] = "2: a value is expected, and there is the byte 0xff",
      ["[\xc3]"] = "2: a value is expected, and there is the byte 0xc3",
      ["[\u{e4}]"] = '2: a value is expected, and there is "\u{e4}"',
      ["[" .. ("w"):rep(40) .. "]"] = "2: a value is expected, and there is " ..
        '"' .. ("w"):rep(40) .. '"',
      ["[" .. ("w"):rep(41) .. "]"] = "2: a value is expected, and there is " ..
        '"' .. ("w"):rep(40) .. '…"',
      ["[//"] = "2: there is a comment: JSON has none, take it out",
      ["[/*"] = "2: there is a comment: JSON has none, take it out",
      ["[/"] = '2: a value is expected, and there is "/"',
      ["['"] = "2: strings are written with double quotes, not with '",
      ["[,"] = '2: a value is expected, and there is ","',
      ["[1,"] = "4: a value is expected, and the text ends",
      ["[1"] = '3: a comma or "]" is expected, and the text ends',
      ["[1}"] = '3: a comma or "]" is expected, and there is "}"',
      ["[1 x"] = "4: a comma is missing before this element",
      ["[1 ["] = "4: a comma is missing before this element",
      ["[1 {"] = "4: a comma is missing before this element",
      ['[1 "'] = "4: a comma is missing before this element",
      ["[1 -"] = "4: a comma is missing before this element",
      ["[1,]"] = '3: a comma before "]": take it out',
      ["[1 , ]"] = '4: a comma before "]": take it out',
      ['{"a":1,}'] = '7: a comma before "}": take it out',
      ['{"a":1 "b"'] = "8: a comma is missing before this key",
      ['{"a":1]'] = '7: a comma or "}" is expected, and there is "]"',
      ['{"a"'] = '5: ":" after the key "a" is expected, and the text ends',
      ['{"a\\n"}'] = '7: ":" after the key "a\\n" is expected, and there ' ..
        'is "}"',
      ["{1"] = '2: a key in double quotes is expected, and there is "1"',
      ['{"a":}'] = '6: a value is expected, and there is "}"',
      ['{"a":1,\0'] = "8: a NUL is character 8",
    } do
      assert.equal("line 1, column " .. why, wrong(text), text)
    end
    assert.equal("line 3, column 2: a value is expected, and there is \"x\"",
      wrong "[1,\n2,\n x]")
  end)

  it("has a hundred levels", function()
    for depth, fine in pairs {[99] = true, [100] = true, [101] = false} do
      local text = ("["):rep(depth) .. ("]"):rep(depth)
      assert.equal(fine, json.decode(text) ~= nil)
      text = ('{"a":'):rep(depth) .. "1" .. ("}"):rep(depth)
      assert.equal(fine, json.decode(text) ~= nil)
    end
    assert.equal("line 1, column 101: nested too deeply",
      wrong(("["):rep(101)))
  end)

  it("is an object or a list", function()
    for text, what in pairs {["1"] = "number", ["-1"] = "number",
      ['"a"'] = "string", ["true"] = "boolean", ["null"] = "null"}
    do
      local value, message, at = json.decode(" " .. text)
      assert.is_nil(value)
      assert.same({"an object is expected, this is a " .. what, 2},
        {message, at})
    end
    assert.same({}, json.decode "{}")
    assert.same({}, json.decode "[]")
  end)
end)

describe("an unsigned integer", function()
  local function of(value, bits, digits)
    local result, why = json.unsigned(value, bits or 64, digits)
    return result or why
  end

  it("is read from the text exactly", function()
    for text, value in pairs {["0"] = 0, ["9223372036854775808"] =
      math.mininteger, ["18446744073709551615"] = -1, ["18446744073709551616"] =
      "over 64 bits", ["99999999999999999999"] = "over 64 bits",
      ["100000000000000000000"] = "over 64 bits", ["-1"] = "negative",
      ["-9999999999999999999"] = "negative", ["1.0"] = "not an integer",
      ["1e3"] = "not an integer"}
    do
      assert.equal(value, of(read(text)), text)
    end
    for text, value in pairs {["4294967295"] = 0xffffffff, ["4294967296"] =
      "over 32 bits", ["18446744073709551615"] = "over 32 bits"}
    do
      assert.equal(value, of(read(text), 32), text)
    end
  end)

  it("may be a number of Lua, or digits where those will do", function()
    assert.equal(-1, of(-1))
    assert.equal("negative", of(-1, 32))
    assert.equal("negative", of(-1.0))
    assert.equal(5, of(5.0))
    assert.equal("not an integer", of(5.5))
    assert.equal("not an integer", of(0x1p63))
    assert.equal(7, of("7", 64, true))
    assert.equal(7, of("0007", 64, true))
    assert.equal(0, of("0", 64, true))
    assert.equal(-1, of("18446744073709551615", 64, true))
    assert.equal(-1, of("0018446744073709551615", 64, true))
    assert.equal("over 64 bits", of("18446744073709551616", 64, true))
    for _, text in ipairs {"", "x", "-1", "1.0", "0x1", " 1"} do
      assert.equal("not a number", of(text, 64, true), text)
    end
    assert.equal("not a number", of("7", 64, false))
    for _, value in ipairs {true, {}, print} do
      assert.equal("not a number", of(value))
    end
  end)
end)

describe("what is written as JSON", function()
  it("has strings that no reader and no terminal takes for more", function()
    for text, written in pairs {['"'] = '\\"', ["\\"] = "\\\\", ["/"] = "/",
      ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r",
      ["\t"] = "\\t", ["\0"] = "\\u0000", ["\27"] = "\\u001b",
      ["\127"] = "\\u007f", ["a\u{e4}"] = "a\u{e4}",
      -- what a terminal may obey, or write from the right
      ["\u{9b}"] = "\\u009b", ["\u{202e}"] = "\\u202e",
      ["\u{e0041}"] = "\\udb40\\udc41", ["\u{1f600}"] = "\u{1f600}",
      ["\xff"] = "\u{fffd}", ["a\xe2\x82b"] = "a\u{fffd}\u{fffd}b"}
    do
      assert.equal('"' .. written .. '"', json.line(text))
      if utf8.len(text) then assert.equal(text, read(json.line(text))) end
    end
    -- a recording keeps its bytes
    assert.equal('{\n  "a": "\xff"\n}\n', json.encode({a = "\xff"}, {}))
  end)

  it("has integers that every reader keeps, or hex", function()
    local exact = 1 << 53
    for value, written in pairs {[0] = "0", [-1] = "-1", [exact] =
      "9007199254740992", [exact + 1] = '"0x20000000000001"',
      [-exact] = "-9007199254740992", [-exact - 1] = '"0xffdfffffffffffff"',
      [math.mininteger] = '"0x8000000000000000"', [1.5] = "1.5"}
    do
      assert.equal(written, json.line(value))
    end
    for value, written in pairs {[0] = "0", [-1] = "18446744073709551615",
      [math.maxinteger] = "9223372036854775807", [math.mininteger] =
      "9223372036854775808", [-10] = "18446744073709551606"}
    do
      assert.equal("[\n  " .. written .. "\n]\n", json.encode({value}, {}))
    end
  end)

  it("has lists, objects, and keys in order", function()
    assert.equal('{"a":[1,{"b":true}],"c":{},"d":[]}', json.line {a = {1,
      {b = true}}, c = {}, d = json.list {}})
    assert.equal('{\n  "a": [\n    1,\n    2\n  ],\n  "b": {},\n  "c": []\n}',
      json.pretty {c = json.list(), b = {}, a = {1, 2}})
    assert.equal('{\n  "z": 1,\n  "b": [],\n  "a": 2\n}\n',
      json.encode({a = 2, b = {}, z = 1}, {"z", "b"}))
    local list = {1}
    assert.equal(list, json.list(list))
  end)

  it("has U+FFFD for each byte that is not UTF-8", function()
    for text, written in pairs {[""] = "", ["a"] = "a", ["\xff"] = "\u{fffd}",
      ["a\xffb"] = "a\u{fffd}b", ["\xff\xfe"] = "\u{fffd}\u{fffd}",
      ["\u{e4}\xc3"] = "\u{e4}\u{fffd}", ["\xed\xa0\x80"] =
      ("\u{fffd}"):rep(3)}
    do
      assert.equal(written, json.utf8_only(text))
    end
  end)

  it("is shown in messages by its beginning", function()
    assert.equal(("x"):rep(80), json.text(("x"):rep(80)))
    assert.equal(("x"):rep(80) .. "…", json.text(("x"):rep(81)))
    -- no half of a character
    assert.equal(("x"):rep(79) .. "…", json.text(("x"):rep(79) .. "\u{e4}"))
    assert.equal("a\\n\\027", json.text "a\n\27")
  end)
end)
