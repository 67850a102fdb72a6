--- What is proven, found and recovered of programs is the same everywhere and
-- always, unless a proof is changed on purpose: digests stand here (DIGESTS=1
-- prints them). Which calls are witnesses, and in which order, and how a policy
-- is put is nobody's right or wrong, but what users compare. That answers are
-- right is for spec/proof_spec.lua, spec/recover_spec.lua, spec/smt_spec.lua.

-- SPDX-License-Identifier: MIT
local digests = require "spec.digests"
local holding = require("seccomp.policy.object").holding
local low = require "seccomp.core.policy"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local pick, random = digests.pick, digests.random

-- A table as text, in the order of its keys.
local function told(found)
  if type(found) ~= "table" then return tostring(found) end
  local words = {}
  for key, value in pairs(found) do
    words[#words + 1] = ("%s=%s"):format(key, told(value))
  end
  table.sort(words)
  return "{" .. table.concat(words, " ") .. "}"
end

-- What a function gives, or why it gives nothing.
local function answer(fn, ...)
  local all = table.pack(pcall(fn, ...))
  if not all[1] then return assert(all[2].code) end
  for i = 2, all.n do all[i] = told(all[i]) end
  return table.concat(all, " ", 2)
end

local TOKENS = {0xc000003e, 0x40000003, 0xc00000b7, 0x80000016, 0x12345678}
local RETURNS = {0x7fff0000, 0x7ffc0000, 0x7ff00001, 0x7ff00002, 0x7fc00000,
  0x00050000, 0x00050001, 0x0005ffff, 0x00030001, 0, 5, 0x80000000, 0x12340000}
local ARGS = {16, 20, 24, 32, 60}
-- by a constant, and by X
local ALU = {0x04, 0x14, 0x44, 0x54, 0xa4, 0x64, 0x74, 0x34}
local ALU_X = {0x0c, 0x1c, 0x4c, 0x5c, 0xac, 0x3c, 0x6c, 0x7c, 0x2c}

-- The instructions of a program: of two arches or all, then blocks that load,
-- compute with few bits and jump.
local function draw(size, all)
  local insns = all and {} or {{0x20, 0, 0, 4}, {0x15, 1, 0, pick(TOKENS)},
    {0x15, 0, 1, pick(TOKENS)}, {0x05, 0, 0, 1}, {0x06, 0, 0, pick(RETURNS)}}
  -- memory has something wherever it is read
  for _, insn in ipairs {{0x00, 0, 0, random(9)}, {0x02, 0, 0, 0},
    {0x01, 0, 0, random(9)}, {0x03, 0, 0, 1}}
  do
    insns[#insns + 1] = insn
  end
  local function add(code, k, jt, jf)
    insns[#insns + 1] = {code, jt or 0, jf or 0, k or 0}
  end
  while #insns < size do
    local kind = random(all and 10 or 12)
    if kind <= 4 then
      add(0x20, pick {0, pick(ARGS), pick(ARGS)})
      if random(2) == 1 then add(0x54, pick {7, 0xf, 0x80000003, 0xff}) end
      for _ = 1, random(3) do
        add(pick {0x15, 0x25, 0x35, 0x45}, pick {0, 1, 2, 3, 7, 8, 0x80000000,
          0xffffffff, random(300)}, random(9) - 1, random(9) - 1)
      end
    elseif kind == 5 then
      add(pick(ALU), random(9))
    elseif kind == 6 then
      add(0x54, pick {1, 3, 0x11}) -- keeps products small
      add(0x07)
      add(0x20, pick {0, pick(ARGS)})
      add(0x54, pick {3, 5})
      add(pick(ALU_X))
      add(pick {0x1d, 0x2d, 0x3d, 0x4d}, 0, random(5) - 1, random(5) - 1)
    elseif kind == 7 then
      add(pick {0x02, 0x03}, random(2) - 1)
      add(pick {0x60, 0x61}, random(2) - 1)
    elseif kind == 8 then
      add(pick {0x80, 0x81, 0x84, 0x87, 0x07})
    elseif kind == 9 then
      add(0x05, random(4) - 1)
    elseif kind == 10 then
      add(pick {0x00, 0x01}, pick {0, 1, 5, 0xfffffff0})
    elseif kind == 11 then
      add(0x06, pick(RETURNS))
    else
      add(0x54, pick {0xff, 0x3})
      add(0x44, pick(RETURNS))
      add(0x16)
    end
  end
  for _ = 1, 10 do add(0x06, pick(RETURNS)) end
  return insns
end

local function program(insns, endian)
  local out = {}
  for i, insn in ipairs(insns) do
    out[i] = string.pack((endian == "big" and ">" or "<") .. "I2BBI4",
      insn[1], insn[2], insn[3], insn[4] & 0xffffffff)
  end
  return seccomp.program(table.concat(out), {endian = endian})
end

local function compared(p, q)
  return table.concat({answer(p.diff, p, q, {limit = 8}),
    answer(p.permits_at_most, p, q), answer(q.permits_at_most, q, p)}, "\n")
end

local CALLS = {"read", "ioctl", "openat", "personality", "prctl", "fcntl"}
local ACTIONS = {"allow", "log", "trap", "errno(1)", "errno(13)", "trace(3)",
  "kill_process"}
local OPS = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
local DATA = {0, 1, 2, 5, 8, 0xff, 0x5401, 0x80000000, 0xffffffff, 0x100000000,
  0x300000007, 1 << 63, -1}

local function conditions(most)
  local list = {}
  if random(4) == 1 then
    list[1] = {0, "==", {5, 1, 0x5401, random(9)}}
    return list
  end
  for arg = 0, random(most + 1) - 2 do
    local c = {arg, pick(OPS), pick(DATA)}
    if c[2] == "masked_eq" then c[4] = c[3] & pick(DATA) end
    if c[3] & ~0xffffffff == 0 and random(3) == 1 then c.width = 32 end
    list[#list + 1] = c
  end
  return list
end

local SETS = {{"amd64"}, {"x86"}, {"amd64", "x86", "x32"}, {"s390x"}}

local function policy(arches, n)
  local rules = {}
  for i = 1, n do
    rules[i] = {pick(CALLS), action = pick(ACTIONS), when = conditions(3)}
  end
  return policies.new {default = pick {"errno(38)", "allow", "kill_process"},
    arches = arches, unknown = random(3) == 1 and "errno(38)" or nil,
    bad_arch = pick {"kill_process", "errno(38)"}, rules = rules}
end

-- Each makes a text of random things.
local KINDS = {
  ["programs of every instruction"] = function(endian)
    local insns = draw(10 + random(20), true)
    local p = program(insns, endian)
    for _ = 1, 3 do
      local at = 4 + random(#insns - 6)
      local new = pick {0, 1, 2, 5, 0x80000000}
      -- no division by zero, nor a shift by all, nor a jump too far
      if insns[at][1] ~= 0x05 then
        local old = insns[at]
        insns[at] = {old[1], old[2], old[3], new}
        if not pcall(program, insns, endian) then insns[at] = old end
      end
    end
    return compared(p, program(insns, endian)) .. answer(p.policy, p)
  end,
  ["unlike programs"] = function(endian)
    return compared(program(draw(25), endian), program(draw(25), endian))
  end,
  ["stacks"] = function(endian)
    local function stack()
      return seccomp.stack {program(draw(14), endian),
        program(draw(14), endian), program(draw(20), endian)}
    end
    local p, q = stack(), stack()
    return compared(p, q) .. answer(p.policy, p)
  end,
  ["policies recovered"] = function()
    local arches = pick(SETS)
    local p, q = policy(arches, random(7)), policy(arches, random(5))
    local lines = {compared(p:compile(), q:compile()),
      tostring(p:compile():policy()),
      answer(function() return tostring((p:tidy())) end)}
    for i, how in ipairs {"union", "intersection"} do
      lines[3 + i] = answer(function() return tostring(p[how](p, q)) end)
    end
    -- how many calls there are is a matter of the libseccomp
    lines[6] = answer(function() return tostring(p:compare(q)) end)
      :gsub("…%s+%(%d+%s+calls%)", "…")
    return table.concat(lines, "\n")
  end,
  -- what of each rule decides calls, and which others take them from it
  ["rules shadowed"] = function()
    local arches, rules, lines = pick(SETS), {}, {}
    local ranges = random(2) == 1
    if ranges then arches = {"amd64"} end
    local whens = {conditions(2), conditions(2), conditions(1)}
    for i = 1, random(24) do
      local rule = {action = pick(ACTIONS), when = random(2) == 1 and
        pick(whens) or random(3) > 1 and conditions(2) or nil}
      rule[1] = ranges and {random(4), 3 + random(4)} or pick(CALLS)
      rules[i] = rule
    end
    local resolved = holding(policies.new {
      default = pick {"errno(1)", "allow", "kill_process"}, arches = arches,
      unknown = random(2) == 1 and "errno(38)" or nil, rules = rules}).resolved
    for i, arch in ipairs(arches) do
      -- how many steps that takes is a matter of addresses
      lines[i] = told((low.fates(resolved, arch, 1000000)))
    end
    return table.concat(lines, "\n")
  end,
}

local COUNT = {{"unlike programs", 12}, {"stacks", 12},
  {"rules shadowed", 60}, {"programs of every instruction", 80},
  {"policies recovered", 16}}
local WANTED = {
  ["policies recovered"] = "239607b926488c6c",
  ["programs of every instruction"] = "6663f6336dc43411",
  ["rules shadowed"] = "75c685a7c8cb6c2b",
  ["stacks"] = "50340bb0f5f8824c",
  ["unlike programs"] = "1ebfe25ee1be77b4",
}

describe("always the same:", function()
  for _, case in ipairs(COUNT) do
    local name, count = case[1], case[2]
    it(name, function()
      local all = {}
      for i = 1, count do
        digests.seed(i + 7)
        all[i] = KINDS[name](i % 3 == 0 and "big" or "little")
      end
      local got = digests.hex(table.concat(all, "\n"))
      if os.getenv "DIGESTS" then
        print(("  [%q] = %q,"):format(name, got))
        return
      end
      assert.equal(WANTED[name], got)
    end)
  end
end)
