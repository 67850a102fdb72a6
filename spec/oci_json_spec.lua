-- SPDX-License-Identifier: MIT
-- JSON as the consumers of profiles read it.
local json = require "seccomp.json"
local profiles = require "spec.profiles"
local support = require "spec.support"
local values = require "seccomp.oci.values"

local allow = profiles.allow
local arg = profiles.arg
local import = profiles.import
local with = profiles.with

describe("numbers", function()
  local function imported(value, two)
    local text = ([[{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
      {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [
        {"index": 0, "value": %s, "valueTwo": %s,
         "op": "SCMP_CMP_MASKED_EQ"}]}]}]]):format(value, two or "0")
    local plain = import(text, {dialect = "runc", arch = "amd64"})
    return plain.rules[#plain.rules].when[1]
  end

  it("are exact to 64 bits", function()
    for text, value in pairs {
      ["0"] = 0, ["2114060288"] = 2114060288,
      ["9007199254740993"] = 9007199254740993,
      ["9223372036854775807"] = math.maxinteger,
      ["9223372036854775808"] = math.mininteger,
      ["18446744073709551615"] = -1,
      ["18446744073709551614"] = -2,
    } do
      if value == 0 then
        assert.has_error(function() imported(text) end) -- no condition left
      else
        assert.equal(value, imported(text)[3], text)
      end
    end
    assert.equal(-1, imported("18446744073709551615",
      "18446744073709551615")[4])
  end)

  it("that are no unsigned integers are refused", function()
    for _, text in ipairs {"-1", "1.0", "1e3", "18446744073709551616",
      "184467440737095516150", "\"5\"", "true", "[1]", "01", "0x10", "nan",
      "1.", "+1", "-"}
    do
      local ok, err = pcall(imported, text)
      assert.is_false(ok, text)
      assert.equal("EINVAL", err.code, text)
    end
  end)

  it("in Lua tables are bit patterns", function()
    for _, value in ipairs {-1, "18446744073709551615"} do
      local plain = import(with {allow("personality", {arg(0, "EQ", value)})},
        {dialect = "crun", arch = "amd64"})
      assert.equal(-1, plain.rules[1].when[1][3])
    end
    for _, case in ipairs {{1.5, "not an integer"}, {-1.0, "negative"},
      {0x1p63, "not an integer"}, {true, "not a number"}}
    do
      local ok, err = pcall(import, with {allow("personality",
        {arg(0, "EQ", case[1])})}, {dialect = "crun"})
      assert.is_false(ok)
      assert.truthy(err.message:find(case[2], 1, true), err.message)
    end
  end)
end)

describe("JSON", function()
  it("is written for any reader", function()
    assert.equal('{\n  "a": "\\u0002\\n\\u007f",\n  "b": true\n}\n',
      json.encode({b = true, a = "\2\n\127"}, {}))
  end)

  it("is read without a library", function()
    support.succeeds [[
      package.preload["cjson.safe"] = function() error "not installed" end
      package.preload.dkjson = package.preload["cjson.safe"]
      local json = require "seccomp.json"
      assert(json.decode ' {"a": [1]} '.a[1] == 1)
    ]]
  end)

  it("that is wrong is refused with line and column", function()
    for text, why in pairs {
      ["{} {}"] = "line 1, column 4: text after the end of the JSON",
      ['{"a": 1,\n}'] = 'line 1, column 8: a comma before "}": take it out',
      ["[1,\n 2,]"] = 'line 2, column 3: a comma before "]": take it out',
      ['{"a": 1 "b": 2}'] = "line 1, column 9: a comma is missing before " ..
        "this key",
      ["[1 2]"] = "line 1, column 4: a comma is missing before this element",
      ['{"a" 1}'] = 'line 1, column 6: ":" after the key "a" is expected, ' ..
        'and there is "1"',
      ["{a: 1}"] = "line 1, column 2: a key in double quotes is expected, " ..
        'and there is "a"',
      ["{'a': 1}"] = "line 1, column 2: strings are written with double " ..
        "quotes, not with '",
      ["{\n/* x */}"] = "line 2, column 1: there is a comment: JSON has " ..
        "none, take it out",
      ['{"a": "x\ty"}'] = "line 1, column 9: the control character 0x09 is " ..
        "in a string: write it as \\u0009",
      ['{"a": "x\ny"}'] = "line 1, column 7: the string that begins here " ..
        "has no end on its line",
      ["{"] = "line 1, column 2: a key in double quotes is expected, and " ..
        "the text ends",
      ['{"a": 01}'] = 'line 1, column 7: "01" is not a number',
      ['{"a": "\\x41"}'] = 'line 1, column 8: "\\" before "x41" is not an ' ..
        "escape of JSON",
    } do
      local value, message = json.decode(text)
      assert.is_nil(value)
      assert.equal(why, message, text)
    end
  end)

  it("has halves of surrogate pairs as Go has them", function()
    assert.equal("\u{FFFD}y", json.decode '{"a": "\\ud83dy"}'.a)
    assert.equal("\u{1F600}", json.decode '{"a": "\\ud83d\\ude00"}'.a)
    assert.equal("\u{FFFD}", json.decode '{"a": "\\ude00"}'.a)
  end)

  it("is asked for by policies that need it", function()
    support.succeeds [[
      local policies = require "seccomp.policy"
      local path = os.tmpname()
      local file = io.open(path, "w")
      file:write '{"defaultAction": "SCMP_ACT_ALLOW"}'
      file:close()
      assert(policies.load(path))
      package.loaded["seccomp.oci.import"] = nil
      package.preload["seccomp.oci.import"] = function()
        error "not installed"
      end
      local ok, err = pcall(policies.load, path)
      os.remove(path)
      assert(not ok and err.code == "EOPNOTSUPP", err)
      assert(err.message:find("needs? the module seccomp.oci"), err.message)
    ]]
  end)
end)

-- Whether a condition holds for a value.
local function holds(cond, value)
  local a, width = cond.a, cond.width or 64
  if cond.op == "masked_eq" then return value & a == cond.b end
  if width < 64 then value = value & (1 << width) - 1 end
  if cond.op == "==" then return value == a end
  if cond.op == "!=" then return value ~= a end
  if cond.op == "<" then return math.ult(value, a) end
  if cond.op == "<=" then return not math.ult(a, value) end
  if cond.op == ">" then return math.ult(a, value) end
  return not math.ult(value, a)
end

describe("values", function()
  it("under a mask that the value is not within are none", function()
    local never = {op = "masked_eq", a = 6, b = 9}
    assert.same({}, values.of(never))
    assert.is_false(holds(never, 9))
    assert.same({{lo = 0, hi = -1, mask = 0, value = 0}},
      values.outside(never))
  end)

  it("of conditions are sets that agree with the conditions", function()
    local points = {0, 1, 2, 7, 8, 0xffff, 0x10000, 0x7fffffff, 0x80000000,
      0xffffffff,
      0x100000000, 0x100000001, math.maxinteger, math.mininteger, -2, -1}
    local ops = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
    local random = math.random
    local function condition()
      local op, a = ops[random(#ops)], points[random(#points)]
      if op == "masked_eq" then
        return {op = op, a = a, b = points[random(#points)] & a}
      end
      if random() < .3 then
        local width = random(2) == 1 and 32 or 16
        return {op = op, a = a & (1 << width) - 1, width = width}
      end
      return {op = op, a = a}
    end
    local function within(set, x)
      for _, p in ipairs(set) do
        if not math.ult(x, p.lo) and not math.ult(p.hi, x) and
          x & p.mask == p.value
        then
          return true
        end
      end
      return false
    end
    -- an assertion takes longer than what it is about, and there are 128,000
    local function agree(expected, got)
      if got ~= expected then assert.equal(expected, got) end
    end
    for _ = 1, support.rounds(2000) do
      local c, d = condition(), condition()
      local of, outside = values.of(c), values.outside(c)
      local both = values.intersect(of, values.of(d))
      local spelled = values.conditions(both)
      for _, x in ipairs(points) do
        local expected = holds(c, x) and holds(d, x)
        agree(holds(c, x), within(of, x))
        agree(holds(c, x), not within(outside, x))
        agree(expected, within(both, x))
        local said = false
        for _, e in ipairs(spelled) do
          said = said or not e or holds(e, x)
        end
        agree(expected, said)
      end
      for _, p in ipairs(both) do
        assert.is_true(within({p}, values.first(p)))
      end
    end
  end)
end)
