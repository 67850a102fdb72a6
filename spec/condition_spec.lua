-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local condition = seccomp.condition

local function refused(...)
  local ok, err = pcall(condition, ...)
  assert.is_false(ok, "accepted")
  return type(err) == "table" and err.message or err, err
end

local OPERATORS = {
  ["!="] = {"!=", "ne", "~=", "SCMP_CMP_NE"},
  ["<"] = {"<", "lt", "SCMP_CMP_LT"},
  ["<="] = {"<=", "le", "SCMP_CMP_LE"},
  ["=="] = {"==", "eq", "SCMP_CMP_EQ"},
  [">="] = {">=", "ge", "SCMP_CMP_GE"},
  [">"] = {">", "gt", "SCMP_CMP_GT"},
  masked_eq = {"masked_eq", "SCMP_CMP_MASKED_EQ"},
}

describe("a condition", function()
  it("has its parts as fields", function()
    local c = condition(1, "==", 2)
    assert.same({1, "==", 2, nil, 64},
      {c.arg, c.op, c.datum_a, c.datum_b, c.width})
    c = condition(5, "masked_eq", 0xf, 2)
    assert.same({5, "masked_eq", 0xf, 2, 64},
      {c.arg, c.op, c.datum_a, c.datum_b, c.width})
    assert.equal(0, condition(0, "masked_eq", 0xf).datum_b)
    assert.is_nil(c.other)
    assert.is_nil(c[1])
  end)

  it("takes every spelling of an operator in any letter case", function()
    for op, spellings in pairs(OPERATORS) do
      for _, spelling in ipairs(spellings) do
        for _, word in ipairs {spelling, spelling:upper(), spelling:lower()} do
          assert.equal(op, condition(0, word, 1).op)
          assert.equal(op, condition({0, word, 1}).op)
        end
      end
    end
  end)

  it("takes 64-bit values bit for bit", function()
    for _, fact in ipairs {
      {0xffffffffffffffff, -1}, {-1, -1}, {0x8000000000000000, math.mininteger},
      {2 ^ 62, 1 << 62}, {3.0, 3}, {-3.0, -3}, {"0", 0}, {"007", 7},
      {"18446744073709551615", -1}, {"9223372036854775808", math.mininteger},
      {"9223372036854775807", math.maxinteger},
    } do
      local c = condition(0, "==", fact[1])
      assert.equal(fact[2], c.datum_a)
      assert.equal("integer", math.type(c.datum_a))
    end
    local c = condition(0, "masked_eq", "18446744073709551615", "5")
    assert.same({-1, 5}, {c.datum_a, c.datum_b})
  end)

  it("refuses floats that are no exact integer below 2^63", function()
    for _, value in ipairs {1.5, 2 ^ 63, 2 ^ 64, 1.8446744073709552e19, 1 / 0,
      -1 / 0, 0 / 0, -2 ^ 64} do
      assert.truthy(refused(0, "==", value):find("hex", 1, true))
      assert.truthy(refused(0, "masked_eq", -1, value):find("hex", 1, true))
      assert.truthy(refused {arg = 0, op = "==", value = value}
        :find("hex", 1, true))
    end
  end)

  it("refuses strings that are no decimal number of 64 bits", function()
    for _, value in ipairs {"", "-1", "+1", " 1", "1 ", "0x10", "1.0", "1e3",
      "18446744073709551616", "99999999999999999999999", "1\0", "ten",
      "\xd9\xa1"} do
      assert.truthy(refused(0, "==", value):find("decimal", 1, true), value)
    end
  end)

  it("refuses constants, which mean something in a rule", function()
    for _, value in ipairs {"AF_UNIX", "O_RDWR|O_CREAT"} do
      assert.truthy(refused(0, "==", value):find("constants, as \"" .. value ..
        "\", mean something in a rule", 1, true), value)
    end
  end)

  it("is made by name", function()
    assert.equal(condition(1, "==", 2),
      condition {arg = 1, op = "==", value = 2})
    assert.equal(condition(1, "masked_eq", 0xf, 2),
      condition {arg = 1, op = "masked_eq", mask = 0xf, value = 2})
    assert.equal(condition(1, "masked_eq", 0xf),
      condition {arg = 1, op = "masked_eq", mask = 0xf})
    assert.equal(condition(1, "==", 2),
      condition {arg = 1, op = "==", value = 2, width = 64})
    assert.equal(condition(1, "==", -1),
      condition {arg = 1, op = "eq", value = "18446744073709551615"})
  end)

  it("is made of a list, and of a condition", function()
    assert.equal(condition(1, "masked_eq", 0xf, 2),
      condition {1, "masked_eq", 0xf, 2})
    local c = condition(1, "<", 2)
    assert.equal(c, condition(c))
  end)

  it("has width 16, 32 or 64", function()
    for op in pairs(OPERATORS) do
      local c = condition {arg = 0, op = op, width = 32,
        value = op ~= "masked_eq" and 0xffffffff or 1,
        mask = op == "masked_eq" and 0xffffffff or nil}
      assert.equal(32, c.width)
      assert.equal(0xffffffff, c.datum_a)
    end
    assert.equal(64, condition(0, "==", 1).width)
    local c = condition {0, "<", 0xffff, width = 16}
    assert.equal(16, c.width)
    assert.equal("arg0:16 < 0xffff", tostring(c))
    for _, width in ipairs {8, 0, -1, 63, 128, 32.5, "32", true, {}} do
      assert.truthy(refused {arg = 0, op = "==", value = 1, width = width}
        :find("width is 16, 32 or 64", 1, true))
    end
  end)

  it("of width 32 takes 32 bits, and cuts nothing", function()
    for _, value in ipairs {0x100000000, -1, math.mininteger} do
      assert.truthy(refused {arg = 0, op = "==", value = value, width = 32}
        :find("width 32", 1, true))
      refused {arg = 0, op = "masked_eq", mask = value, value = 0, width = 32}
    end
    for _, value in ipairs {0x10000, 0x1ffff, -1} do
      assert.truthy(refused {arg = 0, op = "==", value = value, width = 16}
        :find("width 16", 1, true))
      refused {arg = 0, op = "masked_eq", mask = value, value = 0, width = 16}
    end
  end)

  it("may be raw", function()
    assert.is_false(condition(0, "==", 1).raw)
    assert.is_false(condition {0, "==", 1, raw = false}.raw)
    for text, parts in pairs {
      ["arg0:raw == 0x1"] = {0, "==", 1, raw = true},
      ["arg0:raw:32 < 0x1"] = {0, "<", 1, raw = true, width = 32},
      ["arg1:raw & 0xf == 0x2"] =
        {arg = 1, op = "masked_eq", mask = 0xf, value = 2, raw = true},
    } do
      local c = condition(parts)
      assert.is_true(c.raw)
      assert.equal(text, tostring(c))
      assert.equal(c, condition(c))
    end
    for _, raw in ipairs {1, "true", {}} do
      assert.truthy(refused {arg = 0, op = "==", value = 1, raw = raw}
        :find("raw is a boolean", 1, true))
    end
  end)

  it("is compared by value, width included", function()
    assert.equal(condition(0, "==", 1), condition(0, "eq", 1))
    for _, other in ipairs {condition(1, "==", 1), condition(0, "!=", 1),
      condition(0, "==", 2), condition {0, "==", 1, width = 32},
      condition {0, "==", 1, width = 16}, condition {0, "==", 1, raw = true}} do
      assert.not_equal(condition(0, "==", 1), other)
    end
    assert.not_equal(condition(0, "masked_eq", 3, 1),
      condition(0, "masked_eq", 3, 2))
    assert.is_false(condition(0, "==", 1) == seccomp.action "allow")
  end)

  it("reads as it is meant", function()
    for text, c in pairs {
      ["arg1 == 0x2"] = condition(1, "==", 2),
      ["arg1 & 0xf == 0x2"] = condition(1, "masked_eq", 0xf, 2),
      ["arg0:32 < 0xa"] =
        condition {arg = 0, op = "<", value = 10, width = 32},
      ["arg0:32 & 0xff == 0x1"] =
        condition {arg = 0, op = "masked_eq", mask = 0xff, value = 1,
          width = 32},
      ["arg5 != 0xffffffffffffffff"] = condition(5, "~=", -1),
      ["arg3 >= 0x0"] = condition(3, "ge", 0),
      ["arg2 <= 0x8000000000000000"] = condition(2, "<=", math.mininteger),
      ["arg4 > 0x64"] = condition(4, ">", 100),
    } do
      assert.equal(text, tostring(c))
    end
  end)

  it("may be true always or never", function()
    local f = seccomp.filter "allow"
    f:add_rule("read", "kill", {0, ">=", 0}):add_rule("write", "kill",
      {0, "<", 0}):add_rule("close", "kill", {0, "masked_eq", 0, 0})
    assert.is_string(f:export_bpf())
  end)

  it("cannot be changed, and hides its metatable", function()
    local c = condition(0, "==", 1)
    assert.has_error(function() c.arg = 2 end)
    assert.has_error(function() c.other = 2 end)
    assert.equal(0, c.arg)
    assert.is_false(getmetatable(c))
    assert.has_error(function() setmetatable(c, {}) end)
  end)
end)

describe("no condition has", function()
  it("an argument outside 0 to 5", function()
    for _, arg in ipairs {-1, 6, 7, 255, 256, 1 << 32, math.mininteger} do
      local message, err = refused(arg, "==", 1)
      assert.equal("EINVAL", err.code)
      assert.truthy(message:find("0 to 5", 1, true))
      assert.truthy(message:find(tostring(arg), 1, true))
      refused {arg = arg, op = "==", value = 1}
      refused {arg, "==", 1}
    end
    for _, arg in ipairs {0.5, 0 / 0} do refused(arg, "==", 1) end
    assert.equal(3, condition(3.0, "==", 1).arg)
  end)

  it("an unknown operator", function()
    for _, op in ipairs {"", "=", "===", "<>", "masked", "in", "SCMP_CMP_",
      "scmp_cmp_==", "== ", "==\n"} do
      local message, err = refused(0, op, 1)
      assert.equal("EINVAL", err.code)
      assert.truthy(message:find("unknown operator", 1, true))
      assert.truthy(message:find("masked_eq", 1, true))
      refused {arg = 0, op = op, value = 1}
    end
    refused(0, "==\0", 1)
    assert.truthy(refused({0, "==\0", 1}):find("NUL", 1, true))
    assert.truthy(refused {arg = 0, op = "==\0", value = 1}
      :find("NUL", 1, true))
  end)

  it("no datum, or one too many", function()
    refused(0, "==")
    refused(0, "==", nil)
    refused {0, "=="}
    assert.truthy(refused {arg = 0, op = "=="}:find("missing", 1, true))
    assert.truthy(refused {arg = 0, op = "masked_eq", value = 1}
      :find("mask", 1, true))
    for op in pairs(OPERATORS) do
      if op ~= "masked_eq" then
        assert.truthy(refused(0, op, 1, 2):find("masked_eq", 1, true))
        assert.truthy(refused(0, op, 1, 0):find("masked_eq", 1, true))
        refused {0, op, 1, 2}
        assert.truthy(refused {arg = 0, op = op, value = 1, mask = 1}
          :find("mask", 1, true))
      end
    end
  end)

  it("a datum without the word for it", function()
    local wrong = 0.5
    for _, case in ipairs {
      {"datum_a", 0, "==", wrong}, {"datum_a", {0, "==", wrong}},
      {"value", {arg = 0, op = "==", value = wrong}},
      {"mask", 0, "masked_eq", wrong, 1}, {"mask", {0, "masked_eq", wrong, 1}},
      {"mask", {arg = 0, op = "masked_eq", mask = wrong, value = 1}},
      {"datum_b", 0, "masked_eq", 1, wrong},
      {"datum_b", {0, "masked_eq", 1, wrong}},
      {"value", {arg = 0, op = "masked_eq", mask = 1, value = wrong}},
    } do
      assert.equal(case[1] .. ": 0.5 is not an exact integer below 2^63: " ..
        "write it in hex, or as a decimal string",
        (refused(table.unpack(case, 2))))
    end
    assert.equal("a value to compare with is missing", (refused {0, "<="}))
    assert.equal("the mask is missing", (refused {0, "masked_eq"}))
  end)

  it("a field that is not known", function()
    for _, fields in ipairs {
      {arg = 0, op = "==", value = 1, datum = 1},
      {arg = 0, op = "==", value = 1, [3] = 1},
      {arg = 0, op = "==", value = 1, [true] = 1},
      {arg = 0, op = "==", value = 1, Width = 32},
      {0, "==", 1, arg = 0}, {0, "==", 1, value = 1}, {0, "==", 1, [0] = 1},
      {0, "==", 1, nil, 5}, {0, "masked_eq", 1, 1, 5}, {0, "==", 1, [1.5] = 1},
    } do
      refused(fields)
    end
  end)

  it("parts of other types, or more of them", function()
    for i, call in ipairs {
      {"0", "==", 1}, {true, "==", 1}, {nil, "==", 1}, {print, "==", 1},
    } do
      assert.truthy(refused(table.unpack(call, 1, 3))
        :find("bad argument #1 to 'condition'", 1, true), i)
    end
    for _, op in ipairs {0, true, {}, print} do
      assert.truthy(refused(0, op, 1)
        :find("bad argument #2 to 'condition'", 1, true))
      refused {0, op, 1}
    end
    for _, datum in ipairs {true, {}, print, io.stdout} do
      assert.truthy(refused(0, "==", datum)
        :find("bad argument #3 to 'condition'", 1, true))
      assert.truthy(refused(0, "masked_eq", 1, datum)
        :find("bad argument #4 to 'condition'", 1, true))
      refused {0, "==", datum}
      refused {arg = 0, op = "==", value = datum}
    end
    assert.truthy(refused(0, "==", 1, nil, nil)
      :find("bad argument #5 to 'condition'", 1, true))
    refused({0, "==", 1}, nil)
    refused(condition(0, "==", 1), 1)
    refused {}
    refused()
  end)
end)

describe("bits of a value outside its mask", function()
  local PAIRS = {{1, 2}, {0, 1}, {0xff00, 0x1ff}, {1, -1}}

  it("are dropped, as libseccomp does", function()
    for _, pair in ipairs(PAIRS) do
      local mask, value = pair[1], pair[2]
      local c = condition(0, "masked_eq", mask, value)
      assert.equal(value & mask, c.datum_b)
      assert.equal(c, condition {arg = 0, op = "masked_eq", mask = mask,
        value = value})
      assert.equal(c, condition {0, "masked_eq", mask, value})
      local f = seccomp.filter "allow"
      f:add_rule("read", "kill", {0, "masked_eq", mask, value})
      f:add_rule("write", "kill", {0, "masked_eq", mask, {value}})
      for _, rule in ipairs(f:rules()) do
        assert.equal(c, rule.conditions[1])
      end
    end
  end)

  it("are refused by policies", function()
    for _, pair in ipairs(PAIRS) do
      for _, c in ipairs {{0, "masked_eq", pair[1], pair[2]},
        {arg = 0, op = "masked_eq", mask = pair[1], value = pair[2]}} do
        local ok, err = pcall(require("seccomp.policy").new, {
          default = "allow", rules = {{"read", action = "log", when = {c}}}})
        assert.is_false(ok)
        assert.equal("EINVAL", err.code)
        assert.truthy(err.message:find("outside its mask", 1, true))
      end
    end
  end)
end)

describe("where a condition is expected", function()
  it("a table will do", function()
    local want
    for _, c in ipairs {condition(1, "masked_eq", 0xf, 2),
      {1, "masked_eq", 0xf, 2},
      {arg = 1, op = "masked_eq", mask = 0xf, value = 2}} do
      local f = seccomp.filter "allow":add_rule("ioctl", "kill", c)
      want = want or f:export_bpf()
      assert.is_true(want == f:export_bpf())
      assert.equal(condition(1, "masked_eq", 0xf, 2),
        f:rules()[1].conditions[1])
    end
  end)

  it("one of 16 bits is a mask to libseccomp", function()
    local f, g = seccomp.filter "allow", seccomp.filter "allow"
    f:add_rule("chmod", "kill", {1, "==", 0x9ed, width = 16}):verify()
    g:add_rule("chmod", "kill", {1, "masked_eq", 0xffff, 0x9ed})
    assert.is_true(f:export_bpf() == g:export_bpf())
    assert.equal(condition {1, "==", 0x9ed, width = 16},
      f:rules()[1].conditions[1])
  end)

  it("a Filter takes none that libseccomp lacks, and names policies", function()
    local f = seccomp.filter "allow"
    for _, c in ipairs {{0, "==", 1, raw = true}, {0, "<", 1, width = 16},
      {0, "!=", 1, width = 16}, {0, "<", 1, width = 32},
      {0, "==", {1, 2}, raw = true}} do
      local ok, err = pcall(f.add_rule, f, "read", "kill", c)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find("seccomp.policy", 1, true))
    end
    assert.same({}, f:rules())
  end)

  it("nothing else will", function()
    local f = seccomp.filter "allow"
    local before = f:export_pfc()
    for _, c in ipairs {"arg0 == 1", 0, true, print, io.stdout,
      seccomp.action "allow", seccomp.filter "allow", {}, {{0, "==", 1}},
      {0, "==", 1, 2}, {6, "==", 1}, {arg = 0}} do
      assert.has_error(function() f:add_rule("read", "kill", c) end)
      assert.has_error(function()
        f:add_rule("read", "kill", {1, "==", 1}, c)
      end)
    end
    assert.has_error(function() f:add_rule("read", "kill", nil) end)
    assert.equal(before, f:export_pfc())
    assert.same({}, f:rules())
  end)

  it("holds with all others of its rule, or the rule does not match", function()
    local all = require "seccomp.policy.condition".all
    local when = {condition {0, "==", 1}, condition {1, ">", 5},
      condition {3, "masked_eq", 6, 2}, condition {5, "!=", 7},
      condition {4, "==", 0}}
    local args = {[0] = 1, 6, 0, 0xb}
    assert.is_true(all({}, {}, true))
    assert.is_true(all(when, args, true)) -- 0 where left out
    for arg, value in pairs {[0] = 2, [1] = 5, [3] = 0, [4] = 1,
      [5] = 7}
    do
      local changed = {[arg] = value}
      for i = 0, 5 do changed[i] = changed[i] or args[i] end
      assert.is_false(all(when, changed, true))
    end
    args[0] = 1 | 1 << 32 -- of which an arch of 32 bits has the low ones
    assert.same({false, true}, {all(when, args, true), all(when, args, false)})
  end)

  it("says what a flag is instead", function()
    for kind, value in pairs {string = "yes", number = 1, table = {}} do
      local ok, err = pcall(require("seccomp").condition,
        {0, "==", 1, raw = value})
      assert.is_false(ok)
      assert.equal("raw is a boolean, not " .. kind, err.message)
    end
  end)
end)
