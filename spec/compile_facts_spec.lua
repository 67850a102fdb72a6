-- SPDX-License-Identifier: MIT
-- What the compiler takes from tests that were made already: known bits of an
-- argument and where it lies, halves of 64 bits, and the ways in which the two
-- meet. Each pair of conditions is compiled without the proof, which would
-- refuse a fault, and held against the conditions themselves at the values next
-- to theirs.
local policies = require "seccomp.policy"

local ult = math.ult
local HOLDS = {
  ["=="] = function(x, a) return x == a end,
  ["!="] = function(x, a) return x ~= a end,
  ["<"] = function(x, a) return ult(x, a) end,
  ["<="] = function(x, a) return not ult(a, x) end,
  [">"] = function(x, a) return ult(a, x) end,
  [">="] = function(x, a) return not ult(x, a) end,
  masked_eq = function(x, a, b) return x & a == b end,
}

local function holds(c, x)
  if c.width == 32 then x = x & 0xffffffff end
  return HOLDS[c[2]](x, c[3], c[4])
end

local function cases(width)
  local list = {}
  local top = width == 32 and 31 or 63
  for _, bit in ipairs {0, 1, top == 31 and 30 or 32, top == 31 and 16 or 33,
    top}
  do
    list[#list + 1] = {0, "masked_eq", 1 << bit, 1 << bit, width = width}
    list[#list + 1] = {0, "masked_eq", 1 << bit, 0, width = width}
  end
  local wide = width == 64
  for _, mask in ipairs {{3, 1}, {6, 2}, {0xff, 0x10},
    wide and {0x300000003, 0x100000001} or {0xf0000000, 0x50000000},
    wide and {~0 << 32, 1 << 32} or {0x80000001, 1}}
  do
    list[#list + 1] = {0, "masked_eq", mask[1], mask[2], width = width}
  end
  for _, op in ipairs {"==", "!=", "<", "<=", ">", ">="} do
    for _, value in ipairs(wide and {0, 1, 0x100000000, 0x200000001,
      0x8000000000000000, -1} or {0, 1, 2, 0x10000, 0x80000000, 0xffffffff})
    do
      list[#list + 1] = {0, op, value, width = width}
    end
  end
  return list
end

-- The values next to those of a condition, and with its bits turned.
local function values_of(c, into)
  for _, v in ipairs {c[3], c[4] or c[3], c[3] | (c[4] or 0)} do
    for d = -1, 1 do into[v + d] = true end
    into[~v] = true
    into[v ~ 0x100000000] = true
  end
end

local ALWAYS = {0, 1, 2, 3, 0xffffffff, 0x100000000, 0x100000001, 0x1ffffffff,
  0x200000000, 0x300000003, 0x7fffffffffffffff, 0x8000000000000000,
  0x8000000100000001, -1}

local function held(pair, rules, decide)
  local program = policies.new {default = "errno(9)", arches = {"amd64"},
    rules = rules}:compile {prove = false}
  local values = {}
  for _, v in ipairs(ALWAYS) do values[v] = true end
  for _, c in ipairs(pair) do values_of(c, values) end
  for x in pairs(values) do
    local got = program:simulate {syscall = "personality", arch = "amd64",
      arg0 = x}.code
    if got ~= decide(x) then
      error(("%s %s %s: 0x%x gets %s, not %s"):format(tostring(pair[1][2]),
        tostring(pair[2][2]), tostring(policies.new {default = "errno(9)",
        arches = {"amd64"}, rules = rules}), x, got, decide(x)), 0)
    end
  end
end

describe("facts of the compiler", function()
  for _, widths in ipairs {{64, 64}, {32, 32}, {64, 32}} do
    it(("are right: %d bits, then %d"):format(widths[1], widths[2]), function()
      for _, a in ipairs(cases(widths[1])) do
        for _, b in ipairs(cases(widths[2])) do
          -- behind a that fails, behind one that holds, and alone
          held({a, b}, {
            {"personality", action = "errno(1)", when = {a, b}},
            {"personality", action = "errno(2)", when = {a}},
            {"personality", action = "errno(3)", when = {b}},
          }, function(x)
            local first, second = holds(a, x), holds(b, x)
            return first and second and 1 or first and 2 or second and 3 or 9
          end)
        end
      end
    end)
  end

  -- Where a rule fails on one value of a word, the next ones begin with what
  -- that tells: a wrong fact of `!= 0` shows in rules like the first two alone.
  local function of_rules(default, list)
    local rules = {}
    for i, rule in ipairs(list) do
      local when = {}
      for k = 2, #rule do
        when[k - 1] = {rule[k][1], rule[k][2], rule[k][3]}
      end
      rules[i] = {"personality", action = ("errno(%d)"):format(rule[1]),
        when = when}
    end
    local made = policies.new {default = ("errno(%d)"):format(default),
      arches = {"x86"}, rules = rules}
    local program = made:compile {prove = false}
    for call = 0, 255 do
      local args = {[0] = call & 3, call >> 2 & 3, call >> 4 & 3, call >> 6}
      local expected = default
      for i = #list, 1, -1 do
        local all = true
        for k = 2, #list[i] do
          local c = list[i][k]
          all = all and holds(c, args[c[1]])
        end
        if all then expected = list[i][1] end
      end
      local got = program:simulate {arch = "x86", syscall = "personality",
        arg0 = args[0], arg1 = args[1], arg2 = args[2], arg3 = args[3]}.code
      if got ~= expected then
        error(("%s\n%d %d %d %d: %d, not %d"):format(tostring(made), args[0],
          args[1], args[2], args[3], got, expected), 0)
      end
    end
  end

  it("are right: several arguments", function()
    of_rules(1, {
      {2, {2, "==", 1}}, {1, {1, "!=", 0}}, {3, {1, "!=", 0}},
      {3, {0, "!=", 1}, {2, "!=", 0}, {0, "!=", 2}},
      {4, {2, "==", 2}, {2, "!=", 0}}, {4, {2, "!=", 0}, {3, "!=", 2}},
      {5, {3, "!=", 0}, {0, "==", 0}, {0, "==", 2}},
      {1, {2, "==", 0}, {2, "!=", 1}}, {3, {2, "==", 0}}})
    of_rules(1, {
      {1, {0, "!=", 0}, {2, "==", 0}, {3, "!=", 0}}, {1, {0, "!=", 0}},
      {2, {1, "!=", 0}, {0, "==", 0}}, {1, {3, "!=", 0}, {2, "==", 0}},
      {3, {0, "==", 0}}, {3, {3, "==", 0}, {3, "!=", 0}}, {2, {1, "!=", 0}},
      {3, {2, "!=", 0}, {1, "==", 1}, {2, "==", 0}}})
    local ops = {"!=", "!=", "==", "<", ">=", ">"}
    for _ = 1, 40 do
      local list = {}
      for i = 1, math.random(9) do
        list[i] = {math.random(5)}
        for k = 1, math.random(3) do
          list[i][k + 1] = {math.random(0, 3), ops[math.random(#ops)],
            math.random(0, 3)}
        end
      end
      of_rules(math.random(5), list)
    end
  end)

  -- A rule with lists of values is one rule for each choice of them.
  it("are right: lists of values", function()
    for _, sizes in ipairs {{2}, {2, 2}, {2, 2, 2}, {3, 1, 2}, {1, 2, 3, 2},
      {2, 3, 1, 2}, {2, 2, 2, 2}, {3, 0, 2, 2}, {0, 2, 0, 3}, {2, 2, 0, 2}}
    do
      local when = {}
      for arg, n in ipairs(sizes) do
        local values = {}
        for i = 1, n do values[i] = i end
        when[arg] = {arg - 1, "==", n > 0 and values or 1}
      end
      local program = policies.new {default = "errno(1)", arches = {"amd64"},
        rules = {{"personality", action = "errno(2)", when = when}}}
        :compile {prove = false}
      for call = 0, 4 ^ #sizes - 1 do
        local asked, all = {arch = "amd64", syscall = "personality"}, true
        for arg, n in ipairs(sizes) do
          local value = call // 4 ^ (arg - 1) % 4 // 1 | 0
          asked["arg" .. arg - 1] = value
          all = all and value >= 1 and value <= math.max(n, 1)
        end
        assert.equal(all and 2 or 1, program:simulate(asked).code)
      end
    end
  end)

  -- What is alike is there once, and found by a hash: with hundreds that
  -- differ in one thing only, some are looked for where others are.
  it("are right: tests that differ in one thing", function()
    local N <const> = 500
    local SEVEN <const> = {0, "==", 7}
    local function is_seven(_, x) return x == 7 end
    local function mask_of(i) return i << 1 | 1 end
    local function eq_or_from(k)
      return {function(i)
        return {0, i % 2 == 0 and "==" or ">=", i // 2 + k, width = 32}
      end, function(i, x)
        x = x & 0xffffffff
        return x == i // 2 + k or i % 2 == 1 and x > i // 2 + k
      end}
    end
    local function of_six(k)
      return {function(i) return {i % 6, "==", i // 6 + k, width = 32} end,
        function(i, x) return x & 0xffffffff == i // 6 + k end}
    end
    for what, one in pairs {
      masks = {function(i) return {0, "masked_eq", mask_of(i), 1} end,
        function(i, x) return x & mask_of(i) == 1 end},
      values = {function(i) return {0, "==", i} end,
        function(i, x) return x == i end},
      from = {function(i) return {0, ">=", i} end,
        function(i, x) return not ult(x, i) end},
      below = {function(i) return {0, "<", i} end,
        function(i, x) return ult(x, i) end},
      halves = {function(i)
        return {0, "masked_eq", 0xffffffff << i % 2 * 32,
          i // 2 << i % 2 * 32}
      end, function(i, x) return x >> i % 2 * 32 & 0xffffffff == i // 2 end},
      ops = eq_or_from(9), ops_again = eq_or_from(600),
      ops_apart = eq_or_from(70000), ops_high = eq_or_from(1 << 30),
      words = of_six(0), words_again = of_six(500), words_high = of_six(77777),
      yes = {function() return SEVEN end, is_seven,
        function(i) return i, 4000 end},
      no = {function() return SEVEN end, is_seven,
        function(i) return 4000, i end},
    } do
      local when, holds_for = one[1], one[2]
      local codes = one[3] or function() return 1, 2 end
      local rules = {}
      for i = 1, N do
        local yes, no = codes(i)
        rules[2 * i - 1] = {1000 + i, action = ("errno(%d)"):format(yes),
          when = {when(i)}}
        rules[2 * i] = {1000 + i, action = ("errno(%d)"):format(no)}
      end
      local program = policies.new {default = "allow", arches = {"amd64"},
        rules = rules}:compile {prove = false}
      for i = 1, N do
        local yes, no = codes(i)
        local asked = when(i)
        for _, value in ipairs {asked[4] or asked[3], asked[3],
          (asked[4] or asked[3]) - 1, (asked[4] or asked[3]) + 1, 7, 0,
          mask_of(i) ~ 2, 1}
        do
          local call = {arch = "amd64", syscall = 1000 + i}
          -- the others hold what would do for this one
          for arg = 0, 5 do call["arg" .. arg] = asked[3] end
          call["arg" .. asked[1]] = value
          local got = program:simulate(call).code
          local wanted = holds_for(i, value) and yes or no
          if got ~= wanted then
            error(("%s %d: 0x%x gets %s, not %s"):format(what, i, value, got,
              wanted), 0)
          end
        end
      end
    end
  end)
end)
