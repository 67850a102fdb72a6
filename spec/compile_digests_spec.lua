--- Policies of many shapes compile to the same instructions everywhere and
-- always, unless the compiler is changed on purpose: their number and a digest
-- stand here (DIGESTS=1 prints them). A number that grows is what users
-- notice: longer programs and longer ways through them. That the programs are
-- right is for spec/compile_spec.lua.

-- SPDX-License-Identifier: MIT
local digests = require "spec.digests"
local policies = require "seccomp.policy"

local pick, random = digests.pick, digests.random

local ACTIONS = {"allow", "log", "trap", "errno(1)", "errno(13)"}
local OPS = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
local SMALL, LARGE = {}, {}
-- where words, and what masks let through, end
local ENDS = {0, 1, 0xfffffffe, 0xffffffff, 0x100000000, 0x1ffffffff, -1, -2,
  0xffffffff00000000, 0xffffffff00000005, 0x7fffffffffffffff, 1 << 63}
for i = 1, 40 do
  SMALL[i] = i * 3
  LARGE[i] = (i % 5) << 32 | i // 5 * 7
end

local function conditions(most, values, ops, widths, least)
  local list = {}
  for arg = 0, math.max(random(most), least or 1) - 1 do
    local c = {arg, pick(ops), pick(values), width = pick(widths),
      raw = true}
    if c[2] == "masked_eq" then c[4] = pick(values) & c[3] end
    list[#list + 1] = c
  end
  return list
end

-- Rules by what decides how they are compiled; n of them.
local SHAPES = {
  numbers = function(nr)
    return {nr + nr // 4, action = pick(ACTIONS)}
  end,
  ranges = function(i)
    return {{i * 20, i * 20 + random(15)}, action = pick(ACTIONS)}
  end,
  named = function(i) -- some numbers have conditions, or a rule each
    return {{i * 3 // 2, i * 3 // 2 + random(2) - 1}, action = pick(ACTIONS),
      when = i % 5 == 0 and conditions(1, SMALL, OPS, {32}) or nil}
  end,
  values = function(i)
    return {"ioctl", action = i % 9 == 0 and "log" or "allow",
      when = {{1, "==", i * i, width = 32}}}
  end,
  spread = function(i) -- of which none is next to another
    return {"ioctl", action = pick(ACTIONS),
      when = {{1, "==", i * 4, width = 32}}}
  end,
  wide = function(i)
    local c = {1, pick {"==", "<", ">", "masked_eq"}, (i % 6) << 32 | i * 77}
    if c[2] == "masked_eq" then c[4] = c[3] & 0xf0000000ff end
    return {"ioctl", action = pick(ACTIONS), when = {c}}
  end,
  bounds = function(i)
    return {"ioctl", action = pick(ACTIONS),
      when = {{1, ">=", i * 0x30000007}, {1, "<", i * 0x30000007 + 0x10000000}}}
  end,
  masks = function(i)
    return {"ioctl", action = pick(ACTIONS),
      when = {{1, "masked_eq", 1 << 5 * (i % 9), (i & 1) << 5 * (i % 9)},
        {2, "masked_eq", i % 16, i & random(16) & 15}}}
  end,
  few = function()
    return {pick {"ioctl", "fcntl", "prctl"}, action = pick(ACTIONS),
      when = conditions(3, SMALL, {"==", "!=", "masked_eq", ">="},
        {16, 32, 64})}
  end,
  many = function()
    return {"ioctl", action = pick(ACTIONS),
      when = conditions(4, LARGE, {"==", "masked_eq", ">="}, {64})}
  end,
  ends = function()
    return {"ioctl", action = pick(ACTIONS), when = conditions(4, ENDS,
      {"<", "<=", ">", ">=", "!=", "masked_eq"}, {64}, 4)}
  end,
  narrow_ends = function()
    return {"ioctl", action = pick(ACTIONS), when = conditions(4,
      {0, 1, 0xfffe, 0xffff, 0x7fff, 0x8000}, OPS, {16, 16, 32}, 3)}
  end,
  apart = function(i) -- two words each, of which no two are alike
    return {"ioctl", action = pick(ACTIONS),
      when = {{0, "==", i * 7919}, {1, ">", i * 104729}}}
  end,
  -- a list that ends early for most: the number of rules that match a call
  nested = function(i)
    return {"ioctl", action = pick(ACTIONS), when = {{0, ">=", i * 100},
      {1, "<=", 1 << i % 40}, {2, "!=", i % 4}}}
  end,
  lists = function(i)
    return {"ioctl", action = pick(ACTIONS), when = {
      {0, "==", {i, i * 3, i * 5 + 1}}, {1, "masked_eq", 0xff, {i, 7}},
      {2, pick {"<", ">=", "!="}, i * 1000}}}
  end,
}

-- of amd64, unless there is more to say
local CASES = {
  {"numbers", 20}, {"numbers", 260}, {"ranges", 12}, {"ranges", 300},
  {"named", 200}, {"values", 9}, {"values", 31}, {"values", 300},
  {"values", 2000}, {"spread", 29}, {"spread", 1200}, {"wide", 15},
  {"wide", 200}, {"bounds", 10}, {"bounds", 150}, {"masks", 12}, {"masks", 40},
  {"few", 10}, {"few", 60}, {"few", 300}, {"many", 10}, {"many", 60},
  {"many", 200}, {"many", 420}, {"ends", 10}, {"ends", 60}, {"ends", 250},
  {"narrow_ends", 10}, {"narrow_ends", 60}, {"narrow_ends", 200},
  {"apart", 9}, {"apart", 60}, {"apart", 700},
  {"nested", 12}, {"nested", 60}, {"lists", 8}, {"lists", 60},
  {"few", 60, {"s390x", "ppc64"}}, {"named", 100, {"amd64", "x86"}},
  {"many", 30, {"amd64", "x86", "x32"}},
  {"wide", 40, {"x86"}},
  -- what does not fit
  {"apart", 900}, {"spread", 5000}, {"many", 800}, {"numbers", 5000},
  -- what just fits, and one rule more: with the jumps over long distances, or
  -- before these are counted
  {"apart", 798}, {"apart", 799}, {"ranges", 1992}, {"ranges", 1993},
  {"values", 4054}, {"values", 4055},
}

local function made(shape, n, arches)
  digests.seed(n)
  local rules = {}
  for i = 1, n do rules[i] = SHAPES[shape](i) end
  local ok, program = pcall(function()
    return policies.new {default = "errno(38)", arches = arches,
      rules = rules}:compile {prove = n <= 60}
  end)
  if not ok then return program.message end
  return ("%d %s"):format(#program, digests.hex(program:bytes()))
end

local WANTED = {
  ["20 numbers, amd64"] = "30 e1cd749fb6ec100f",
  ["260 numbers, amd64"] = "254 9576e4ea17b28973",
  ["12 ranges, amd64"] = "35 c9d136a515fdcf0f",
  ["300 ranges, amd64"] = "626 e3d045b16079192c",
  ["200 named, amd64"] = "311 3015179f9c4f8cca",
  ["9 values, amd64"] = "23 5f40c2c46d8c698f",
  ["31 values, amd64"] = "49 5fdbec2b443c393c",
  ["300 values, amd64"] = "441 2c671e1526f09341",
  ["2000 values, amd64"] = "2764 610ed51f78bcc670",
  ["29 spread, amd64"] = "51 e3058ab58b676c36",
  ["1200 spread, amd64"] = "1764 31d2952774309af1",
  ["15 wide, amd64"] = "39 e5d6b642ff953c94",
  ["200 wide, amd64"] = "35 762074040c4e8419",
  ["10 bounds, amd64"] = "38 96bdffbd98cc274d",
  ["150 bounds, amd64"] = "378 afb956221ecc6b12",
  ["12 masks, amd64"] = "68 6bb65784bd33bc1f",
  ["40 masks, amd64"] = "191 c5697b8d5ec53675",
  ["10 few, amd64"] = "80 bf36923d081e042b",
  ["60 few, amd64"] = "174 e51b012750b4a767",
  ["300 few, amd64"] = "235 dc763ca8c20e2a68",
  ["10 many, amd64"] = "102 62ab4be50b663157",
  ["60 many, amd64"] = "569 a3d232107e9cb1fd",
  ["200 many, amd64"] = "2120 b9f7b2b2e74a3473",
  ["420 many, amd64"] = "395 ecc0bfc5713f90ab",
  ["10 ends, amd64"] = "79 fe5e88591ac827a9",
  ["60 ends, amd64"] = "756 9981268a49eb35d0",
  ["250 ends, amd64"] = "3930 bae31969cf108fce",
  ["10 narrow_ends, amd64"] = "66 d9bbd5ced5a85a3a",
  ["60 narrow_ends, amd64"] = "151 b13e3291ccdcbbbb",
  ["200 narrow_ends, amd64"] = "808 25089446bfaa034a",
  ["9 apart, amd64"] = "64 84421cd1adb0ff2e",
  ["60 apart, amd64"] = "339 4a10d500f96c5ee9",
  ["700 apart, amd64"] = "3857 1d7efda24a88004a",
  ["12 nested, amd64"] = "157 5e093732f22f8610",
  ["60 nested, amd64"] = "686 7ddc9e2b8fc30b46",
  ["8 lists, amd64"] = "141 f4913774aaf859ba",
  ["60 lists, amd64"] = "1123 736921b53bf22573",
  ["60 few, s390x ppc64"] = "176 ed89402e9d84653f",
  ["100 named, amd64 x86"] = "197 285eb802255a0791",
  ["30 many, amd64 x86 x32"] = "313 1c122dd1d1a1a97e",
  ["40 wide, x86"] = "7 13e59bb822a828a8",
  ["900 apart, amd64"] =
    "the policy needs 4509 instructions and a program has 4096 at most; " ..
    "the conditions of ioctl (16) on amd64 alone take 4503",
  ["5000 spread, amd64"] =
    "the policy needs 5007 instructions and a program has 4096 at most; " ..
    "the conditions of ioctl (16) on amd64 alone take 5001",
  ["800 many, amd64"] = "1184 482d9637ca057817",
  ["5000 numbers, amd64"] =
    "the policy needs 4362 instructions and a program has 4096 at most",
  ["798 apart, amd64"] = "4092 e4748b92d4a5fc42",
  ["799 apart, amd64"] =
    "the policy needs 4097 instructions and a program has 4096 at most; " ..
    "the conditions of ioctl (16) on amd64 alone take 3998",
  ["1992 ranges, amd64"] = "4096 bfec746a23e11986",
  ["1993 ranges, amd64"] =
    "the policy needs 4097 instructions and a program has 4096 at most",
  ["4054 values, amd64"] = "4096 b4b54cdd8cc61cc7",
  ["4055 values, amd64"] =
    "the policy needs 4097 instructions and a program has 4096 at most; " ..
    "the conditions of ioctl (16) on amd64 alone take 4056",
}

describe("a policy of", function()
  for _, case in ipairs(CASES) do
    local shape, n, arches = case[1], case[2], case[3] or {"amd64"}
    local name = ("%d %s, %s"):format(n, shape, table.concat(arches, " "))
    it(name .. ", compiles to what it did", function()
      local got = made(shape, n, arches)
      if os.getenv "DIGESTS" then
        print(("  [%q] =\n    %q,"):format(name, got))
        return
      end
      assert.equal(WANTED[name], got)
    end)
  end
end)
