--- Programs that do nothing but branch on words of the call are proven from
-- their returns up (src/bpf/prove/branching.c): against all calls that such
-- small ones can tell apart.

-- SPDX-License-Identifier: MIT
local proofs = require "spec.proofs"

local ALLOW, KILL, ERRNO, LOG = proofs.ALLOW, proofs.KILL, proofs.ERRNO,
  proofs.LOG
local NR, arg = proofs.NR, proofs.arg
local program, same = proofs.program, proofs.same

-- Not math.random, whose algorithm is Lua's affair: Knuth's MMIX, upper bits.
local state
local function random(most)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % most + 1
end
local function pick(list) return list[random(#list)] end

local RETURNS = {ALLOW, KILL, LOG, ERRNO, ERRNO | 1, ERRNO | 2, ERRNO | 3}
local TESTS = {0x15, 0x25, 0x35, 0x45}

-- Constants are below 8, and masks too: numbers up to 15 do all that larger
-- ones do.
local function draw(size, words)
  words = words or {NR, arg(0), arg(1)}
  local insns = {{0x02, 0}, {0x20, pick(words)}}
  while #insns < size do
    local kind = random(10)
    if kind <= 3 then
      insns[#insns + 1] = {0x20, pick(words)}
      if random(3) == 1 then insns[#insns + 1] = {0x54, random(7)} end
    elseif kind <= 8 then
      insns[#insns + 1] = {pick(TESTS), random(4) - 1, random(4) - 1,
        random(8) - 1}
    elseif kind == 9 then
      insns[#insns + 1] = {0x05, random(3) - 1}
    else
      insns[#insns + 1] = pick {{0x02, 0}, {0x60, 0}, {0x07}, {0x87},
        {0x00, random(8) - 1}, {0x06, pick(RETURNS)}, {0x06, pick(RETURNS)}}
    end
  end
  for _ = 1, 5 do insns[#insns + 1] = {0x06, pick(RETURNS)} end
  return insns
end

-- What a program returns for each of those calls.
local function all_returns(p)
  local list = {}
  for nr = 0, 15 do
    for a = 0, 15 do
      for b = 0, 15 do
        list[#list + 1] = tostring((p:simulate({syscall = nr, arch = "amd64",
          arg0 = a, arg1 = b})))
      end
    end
  end
  return table.concat(list, " ")
end

describe("A proof of a program that only branches", function()
  it("finds a difference exactly where a call has one", function()
    state = 7
    local equal = 0
    for _ = 1, 60 do
      local insns = draw(6 + random(14))
      local p = program(insns)
      -- in places a constant, or a return, is another
      local other = {}
      for i, insn in ipairs(insns) do
        other[i] = {table.unpack(insn)}
        if insn[1] == 0x06 and random(4) == 1 then
          other[i][2] = pick(RETURNS)
        elseif #insn == 4 and random(4) == 1 then
          other[i][4] = random(8) - 1
        end
      end
      local q = program(other)
      local list = p:diff(q)
      local differs = all_returns(p) ~= all_returns(q)
      assert.equal(differs, #list > 0)
      for _, w in ipairs(list) do
        assert.equal(w.left, (p:simulate(w)))
        assert.equal(w.right, (q:simulate(w)))
      end
      equal = equal + (differs and 0 or 1)
    end
    assert.is_true(equal >= 10 and equal <= 50, equal)
  end)

  it("says what symbolic execution does", function()
    state = 1
    -- computed with, A is no word of the call: this is followed from the start
    local start = {{0x20, NR}, {0x44, 0}, {0x15, 0, 0, 0}, {0x00, 0}}
    for i = 1, 300 do
      -- of one word, too: chains that lead into others
      local insns = draw(8 + random(40), i % 2 == 1 and {NR} or nil)
      local followed = table.move(insns, 1, #insns, #start + 1,
        table.move(start, 1, #start, 1, {}))
      assert.same({}, program(insns):diff(program(followed)))
    end
  end)

  it("knows where A holds one word on one way, another on another", function()
    local joined = program {{0x20, NR}, {0x15, 0, 1, 1}, {0x20, arg(0)},
      {0x15, 0, 1, 5}, {0x06, ALLOW}, {0x06, KILL}}
    same(joined, program {{0x20, NR}, {0x15, 2, 0, 1}, {0x15, 3, 0, 5},
      {0x06, KILL}, {0x20, arg(0)}, {0x15, 0, 1, 5}, {0x06, ALLOW},
      {0x06, KILL}})
    -- the same word, masked on one way
    same(program {{0x20, arg(0)}, {0x45, 0, 1, 8}, {0x54, 3}, {0x15, 0, 1, 2},
      {0x06, ALLOW}, {0x06, KILL}},
    program {{0x20, arg(0)}, {0x45, 0, 2, 8}, {0x54, 3}, {0x05, 0},
      {0x15, 0, 1, 2}, {0x06, ALLOW}, {0x06, KILL}})
  end)

  it("knows a switch that leads into another one of the same word", function()
    local insns = {{0x20, NR}, {0x35, 5, 0, 8}, {0x15, 7, 0, 0},
      {0x15, 7, 0, 1}, {0x15, 7, 0, 2}, {0x15, 7, 0, 3}, {0x15, 7, 1, 4},
      {0x07}, {0x15, 6, 0, 9}, {0x06, LOG}}
    for i = 0, 4 do insns[#insns + 1] = {0x06, ERRNO | i} end
    insns[#insns + 1] = {0x06, ALLOW}
    local one_by_one = {{0x20, NR}}
    for i = 0, 9 do
      local value = i < 5 and ERRNO | i or i == 9 and ALLOW or LOG
      table.move({{0x15, 0, 1, i}, {0x06, value}}, 1, 2, #one_by_one + 1,
        one_by_one)
    end
    one_by_one[#one_by_one + 1] = {0x06, LOG}
    same(program(insns), program(one_by_one))
  end)

  it("leaves alone what compares A with X, and what divides", function()
    same(program {{0x01, 5}, {0x20, NR}, {0x1d, 0, 1, 0}, {0x06, ALLOW},
      {0x06, KILL}},
    program {{0x20, NR}, {0x15, 0, 1, 5}, {0x06, ALLOW}, {0x06, KILL}})
    -- by zero: the program ends there
    same(program {{0x20, arg(0)}, {0x07}, {0x00, 0}, {0x3c}, {0x20, NR},
      {0x15, 0, 1, 5}, {0x06, ALLOW}, {0x06, LOG}},
    program {{0x20, arg(0)}, {0x15, 0, 1, 0}, {0x06, KILL}, {0x20, NR},
      {0x15, 0, 1, 5}, {0x06, ALLOW}, {0x06, LOG}})
  end)

  it("switches to more than a few things that test what is above", function()
    -- by an argument, and then by the number; some of it by the argument alone
    local insns, by_number = {{0x20, arg(0)}}, {{0x20, arg(0)}, {0x44, 0}}
    for i = 0, 7 do
      for _, list in ipairs {insns, by_number} do
        local test = i % 2 == 1 and {{0x15, 0, 4, i}, {0x20, NR},
          {0x15, 0, 1, i}, {0x06, ALLOW}, {0x06, ERRNO | i}} or
          {{0x15, 0, 4, i}, {0x05, 0}, {0x05, 0}, {0x05, 0},
          {0x06, ERRNO | i}}
        table.move(test, 1, 5, #list + 1, list)
      end
    end
    for _, list in ipairs {insns, by_number} do
      list[#list + 1] = {0x06, LOG}
    end
    same(program(insns), program(by_number))
  end)

  -- Whether 32 bits of one argument are those of another, bit by bit, which is
  -- more than fits any memory unless one of them is known.
  local function equal_bits(insns, equal, other)
    for bit = 31, 0, -1 do
      table.move({{0x20, arg(0)}, {0x45, 0, 3, 1 << bit}, {0x20, arg(1)},
        {0x45, 4, 0, 1 << bit}, {0x06, other}, {0x20, arg(1)},
        {0x45, 0, 1, 1 << bit}, {0x06, other}}, 1, 8, #insns + 1, insns)
    end
    insns[#insns + 1] = {0x06, equal}
    return program(insns)
  end

  it("gives way to symbolic execution where it is too much", function()
    local known = {{0x20, arg(0)}, {0x15, 1, 0, 0x12345678}, {0x06, LOG}}
    local function checked(equal)
      return equal_bits(table.move(known, 1, #known, 1, {}), equal, KILL)
    end
    same(checked(ALLOW), program {known[1], known[2], known[3],
      {0x20, arg(1)}, {0x15, 0, 1, 0x12345678}, {0x06, ALLOW}, {0x06, KILL}})
    local list = checked(ALLOW):diff(checked(LOG))
    assert.is_true(#list > 0)
    for _, w in ipairs(list) do
      assert.equal(0x12345678, w.arg0 & 0xffffffff)
      assert.equal(0x12345678, w.arg1 & 0xffffffff)
    end
  end)

  it("proves nothing in no time", function()
    -- a difference that no guess finds, after more steps than are taken between
    -- two looks at the time
    local function long(last)
      local insns = {}
      for i = 1, 600 do
        table.move({{0x20, arg(i % 2)}, {0x15, 0, 1, i * 0x10001},
          {0x06, ERRNO | i}}, 1, 3, #insns + 1, insns)
      end
      for i = 0, 5 do
        table.move({{0x20, arg(i)}, {0x15, 1, 0, i + 0x7654321},
          {0x06, KILL}}, 1, 3, #insns + 1, insns)
      end
      insns[#insns + 1] = {0x06, last}
      return program(insns)
    end
    local p, q = long(ALLOW), long(LOG)
    for _, budget in ipairs {1e-5, 1e-4, 3e-4} do
      local ok, answer = pcall(p.diff, p, q, {budget = budget})
      assert.is_true(ok and #answer > 0 or answer.code == "EUNDECIDED")
    end
  end)

  it("knows what A is before anything is loaded", function()
    same(program {{0x15, 0, 1, 0}, {0x06, ALLOW}, {0x06, KILL}},
      program {{0x06, ALLOW}})
  end)
end)
