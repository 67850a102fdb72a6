-- SPDX-License-Identifier: MIT
-- Rules that libseccomp would hang on are refused, whether a filter has had to
-- look closely before or not: a filter makes models of libseccomp's trees only
-- once it has a rule that could do harm, and then from its log.
local seccomp = require "seccomp"
local support = require "spec.support"

local OPERATORS = {"==", "==", "!=", "!=", "<", "masked_eq"}

local function draw_rule(calls, wide)
  local rule = {calls[math.random(#calls)],
    ({"errno(1)", "errno(2)"})[math.random(2)]}
  for arg = 0, 2 do
    if math.random(2) == 1 then
      local op = OPERATORS[math.random(#OPERATORS)]
      local datum = math.random(0, 1) << (wide and math.random(8) == 1 and 32 or
        0)
      rule[#rule + 1] = op == "masked_eq" and {arg, op, 3, datum & 3} or
        {arg, op, datum}
    end
  end
  return rule
end

-- After a rule was refused, a filter takes none of those that it has for
-- harmless without a look.
local function refuse(f)
  assert(not pcall(f.add_rule, f, "getpid", "errno(2)", {0, "==", 1}))
end

local function start(arches, wary)
  local f = seccomp.filter("allow", {arches = arches})
    :add_rule("getpid", "errno(1)", {0, "==", 1})
  if wary then refuse(f) end
  return f
end

-- "" where the rule was taken, else the code.
local function add(f, rule)
  local ok, err = pcall(f.add_rule, f, table.unpack(rule))
  return ok and "" or err.code
end

describe("a filter that has had no rule that could do harm", function()
  for name, case in pairs {
    ["one call"] = {{"read"}, {"amd64"}},
    ["calls, some of them multiplexed"] = {{"socket", "bind", "socketcall"},
      {"amd64", "x86"}},
    ["calls of an arch of 32 bits"] = {{"read", "write"}, {"x86"}},
  } do
    it("answers as one that looks at each: " .. name, function()
      math.randomseed(7)
      local answers = {[""] = 0, EDEADLK = 0, EEXIST = 0}
      local rounds = support.rounds(800)
      support.loses("libseccomp", function()
        for _ = 1, rounds do
          local calm, wary = start(case[2]), start(case[2])
          local n = math.random(8)
          local at = math.random(n)
          for i = 1, n do
            if i == at then refuse(wary) end
            local rule = draw_rule(case[1], case[2][1] == "amd64" and
              #case[2] == 1)
            local answer = add(calm, rule)
            assert.equal(add(wary, rule), answer)
            answers[answer] = answers[answer] + 1
            if answer ~= "" then break end
          end
          assert.equal(wary:export_pfc(), calm:export_pfc())
          assert.equal(wary:export_bpf(), calm:export_bpf())
        end
      end)
      assert.is_true(answers[""] > 1.2 * rounds)
      -- x86's words are not compared twice, so there nothing can be knotted
      assert.equal(case[2][1] ~= "x86", answers.EDEADLK > 0)
    end)
  end

  it("answers so of very many, too, where looking could take long", function()
    local calm, wary = start {"amd64"}, start({"amd64"}, true)
    for i = 1, 400 do
      -- equalities: no two of them can be knotted
      local rule = {"ioctl", "errno(1)", {0, "==", i}, {1, "==", i}}
      assert.equal(add(wary, rule), add(calm, rule))
    end
    assert.equal(401, #calm:rules())
    assert.equal(wary:export_bpf(), calm:export_bpf())
  end)

  it("remembers those it had, once a rule was refused", function()
    -- harmless each, and the last one ties libseccomp's lists into a knot: in
    -- a process of its own, for who does not see that never returns
    support.succeeds([[
      local seccomp = require "seccomp"
      local f = seccomp.filter("allow", {arches = {"amd64"}}):add_rules {
        {"read", "trap", {0, "<", 1}, {1, "!=", 1}, {2, "!=", 1}},
        {"read", "trap", {1, "!=", 1}, {2, "<", 1}},
        {"read", "trap", {0, "!=", 1}, {1, "<", 1}},
        {"read", "trap", {1, "!=", 0}, {2, "==", 0}},
        {"read", "trap", {0, "masked_eq", 3, 1}, {2, "<", 1}},
        {"read", "trap", {0, "==", 0}},
      }
      assert(not pcall(f.add_rule, f, "read", "log", {0, "==", 0}))
      local ok, err = pcall(f.add_rule, f, "read", "trap", {2, "!=", 0})
      assert(not ok and err.code == "EDEADLK", tostring(err))
    ]], {timeout = 30})
  end)

  it("is too large to generate where one that looks is", function()
    if support.library_at_least(2, 6, 1) then
      pending "this libseccomp takes any size"
      return
    end
    -- Rules of one call take libseccomp long to add, and rules of many calls
    -- take it long to generate: each with the square of their number.
    local calls = {}
    for number = 1, 30 do
      calls[number] = seccomp.syscall_name(number, "arm64")
    end
    local function fill(f, n, of)
      local list = {}
      for i = 1, n do
        list[i] = {of[i % #of + 1], "errno(1)", {1, "==", i},
          {2, "==", i << 32 | i}}
      end
      return f:add_rules(list)
    end
    for n, of in pairs {[1000] = {"ioctl"}, [3000] = calls} do
      local calm, wary = fill(start {"amd64", "arm64"}, n, of),
        fill(start({"amd64", "arm64"}, true), n, of)
      local ok, bytes = pcall(calm.export_bpf, calm)
      local same, other = pcall(wary.export_bpf, wary)
      assert.equal(n == 1000, ok)
      assert.equal(same, ok)
      assert.equal(tostring(other), tostring(bytes))
    end
  end)
end)
