--- Programs whose answer depends on two arguments together
-- (src/bpf/prove/tangled.c): the refusal names the call and the two, and where
-- there are few ways to go on there is a policy all the same.

-- SPDX-License-Identifier: MIT
local programs = require "spec.programs"

local AMD64, X86 = programs.AMD64, programs.X86
local ALLOW, KILL = programs.ALLOW, 0x80000000
local LD, TAX, RET, JEQ = 0x20, 0x07, 0x06, 0x15

-- Of one call of an arch the program asks, with A an argument and X another
-- one, both cut down to a mask, what `insns` ask.
local function program(token, number, i, k, mask, insns)
  local n = #insns
  local all = {{LD, 4}, {JEQ, 0, n + 8, token}, {LD, 0},
    {JEQ, 0, n + 6, number}, {LD, 16 + 8 * i}, {0x54, mask}, {TAX},
    {LD, 16 + 8 * k}, {0x54, mask}}
  table.move(insns, 1, n, #all + 1, all)
  all[#all + 1] = {RET, ALLOW}
  all[#all + 1] = {RET, KILL}
  return programs.program(all)
end

-- Ends of the question, each followed by allow and kill.
local ASKED = {
  ["A > X"] = {{0x2d, 0, 1, 0}},
  ["A >= X"] = {{0x3d, 0, 1, 0}},
  ["A == X"] = {{0x1d, 0, 1, 0}},
  ["A + X == 7"] = {{0x0c}, {JEQ, 0, 1, 7}},
  ["A - X > 9"] = {{0x1c}, {0x25, 0, 1, 9}},
  ["A ^ X == 5"] = {{0xac}, {JEQ, 0, 1, 5}},
}

describe("arguments that are asked about together", function()
  it("are named, with the call", function()
    local NAMES = {[0] = "read", [59] = "execve", [334] = "rseq"}
    for text, insns in pairs(ASKED) do
      for number, pair in pairs {[0] = {0, 1}, [59] = {5, 2},
        [334] = {3, 4}}
      do
        local i, k = pair[1], pair[2]
        local p = program(AMD64, number, i, k, -1, insns)
        local ok, err = pcall(p.policy, p)
        assert.is_false(ok)
        assert.equal("EUNSAYABLE", err.code)
        assert.equal(("%s on amd64: what it gets depends on arg%d and " ..
          "arg%d together, as where they are compared with each other or " ..
          "added, and a condition looks at one argument"):format(
          NAMES[number], math.min(i, k), math.max(i, k)), err.message, text)
      end
    end
    -- of another arch, and a number without a name
    local p = program(X86, 5000, 2, 1, -1, ASKED["A == X"])
    assert.matches("^syscall 0x1388 on x86: what it gets depends on arg1 " ..
      "and arg2 together", select(2, pcall(p.policy, p)).message)
    -- high words
    local high = programs.program {{LD, 4}, {JEQ, 0, 4, AMD64}, {LD, 20}, {TAX},
      {LD, 60}, {0x1d, 0, 1, 0}, {RET, ALLOW}, {RET, KILL}}
    assert.matches("depends on arg0 and arg5 together",
      select(2, pcall(high.policy, high)).message)
  end)

  it("make a policy where few bits count", function()
    for text, insns in pairs(ASKED) do
      local p = program(AMD64, 59, 3, 1, 7, insns)
      local policy = p:policy()
      assert.same({}, policy:compile {prove = false}:diff(p), text)
      for a = 0, 15 do
        for b = 0, 15 do
          local call = {arch = "amd64", syscall = 59, arg3 = a, arg1 = b}
          assert.equal(p:simulate(call), (policy:decide(call)))
        end
      end
    end
  end)

  it("are no others than those", function()
    -- two that are each compared with a constant, a third pair is tangled
    local p = programs.program {{LD, 4}, {JEQ, 0, 12, AMD64}, {LD, 0},
      {JEQ, 0, 10, 1}, {LD, 16}, {JEQ, 8, 0, 3}, {LD, 24}, {0x45, 0, 6, 4},
      {LD, 40}, {TAX}, {LD, 48}, {0x3d, 0, 2, 0}, {0x06, 0x7ffc0000},
      {0x06, ALLOW}, {0x06, KILL}}
    assert.matches("^write on amd64: what it gets depends on arg3 and arg4 ",
      select(2, pcall(p.policy, p)).message)
  end)

  -- which has words of its own, and is no argument
  it("are found wherever the instruction pointer leads to them", function()
    local IP, HIGH = 8, 12
    for _, case in ipairs {{IP, 5}, {IP, 0xffffffff}, {HIGH, 0},
      {HIGH, 0x7fffffff}}
    do
      for equal = 0, 1 do
        local p = programs.program {{LD, 4}, {JEQ, 0, 10, AMD64}, {LD, 0},
          {JEQ, 0, 8, 59}, {LD, case[1]},
          {JEQ, equal == 1 and 0 or 5, equal == 1 and 5 or 0, case[2]},
          {LD, 24}, {TAX}, {LD, 56}, {0x2d, 1, 0, 0}, {0x06, 0x7ffc0000},
          {RET, ALLOW}, {RET, KILL}}
        assert.matches("^execve on amd64: what it gets depends on arg1 and " ..
          "arg5 together", select(2, pcall(p.policy, p)).message)
      end
    end
  end)
end)
