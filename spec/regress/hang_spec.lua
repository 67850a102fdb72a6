-- SPDX-License-Identifier: MIT
-- libseccomp keeps the conditional rules of a syscall as a tree of sorted
-- lists. On 64-bit arches a condition such as `arg0 != 16` is left from two
-- places, the high and the low half, and both lead to the same rest of the
-- rule. When a second rule with the same condition is added, its rest is sorted
-- into the same list twice. Where the second time starts behind the first, the
-- list becomes a circle: seccomp_rule_add never returns, or it returns and
-- seccomp_export_bpf does not, or memory is used after it was freed. So in
-- 2.5.0 to 2.6.1.
--
-- Besides, adding a rule of several conditions compares it with each rule on
-- higher arguments once for each comparison it has before: 200 rules on arg5
-- and then one on arg0 to arg3 are 200^4 steps, on any arch.
--
-- src/scmp/tree_model.c foresees both. Here libseccomp itself is asked
-- (spec/c/hang.c): what we let pass must be done at once, and what we refuse
-- must not.
local draw = require "spec.draw"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local NUMBER = {}
local OPERATORS = draw.OPERATORS
for i, op in ipairs(OPERATORS) do NUMBER[op] = i end
local ACTIONS = {
  allow = 0x7fff0000, ["errno(1)"] = 0x00050001, ["errno(2)"] = 0x00050002,
}
-- libseccomp's words for arches
local ARCHES = {amd64 = "x86_64", arm64 = "aarch64"}

local program

-- A rule is {syscall, action, condition, …}; a filter {arches=, rule, …}.
local function line(filter)
  local words = {}
  for i, arch in ipairs(filter.arches) do words[i] = ARCHES[arch] or arch end
  local parts = {table.concat(words, " ")}
  for _, rule in ipairs(filter) do
    words = {rule[1], ACTIONS[rule[2]]}
    for i = 3, #rule do
      local c = rule[i]
      words[i] = ("%d,%d,0x%x,0x%x"):format(c[1], NUMBER[c[2]], c[3], c[4] or 0)
    end
    parts[#parts + 1] = table.concat(words, " ")
  end
  return table.concat(parts, ";")
end

-- What libseccomp makes of each filter.
local function ask(filters, milliseconds)
  program = program or native.program "hang"
  local lines, answers = {}, {}
  for i, filter in ipairs(filters) do lines[i] = line(filter) .. "\n" end
  local child = support.command({program, tostring(milliseconds or 100)},
    {stdin = table.concat(lines), env = support.unpreloaded})
  for answer in child.stdout:gmatch "[^\n]+" do
    answers[#answers + 1] = answer
  end
  assert(child.code == 0 and #answers == #filters, support.describe(child))
  return answers
end

-- Adds rules up to the first that is refused for fear of libseccomp; returns
-- its number, or nil, and the filter. Rules refused for other reasons are left
-- out of `rules`.
local function add(rules)
  local f = seccomp.filter("kill_process", {arches = rules.arches})
  local i = 1
  while rules[i] do
    local before = f:export_bpf()
    local ok, err = pcall(f.add_rule, f, table.unpack(rules[i]))
    if ok then
      i = i + 1
    else
      assert(f:export_bpf() == before, "a refused rule changed the filter")
      if err.code == "EDEADLK" then return i, f, err end
      assert(err.code == "EEXIST", tostring(err))
      table.remove(rules, i)
    end
  end
  return nil, f
end

-- Asserts what libseccomp makes of each filter; `seed` is for the message.
local function becomes(expected, filters, milliseconds, seed)
  -- the program has nothing of ours
  if support.unwatched "oracle" then return end
  for i, answer in ipairs(ask(filters, milliseconds)) do
    -- running in circles may as well end at the stack's end
    if answer == "crashes" then answer = "hangs" end
    assert.equal(expected[i], answer, (seed or "") .. line(filters[i]))
  end
end

local function first(rules, n)
  local part = {arches = rules.arches}
  for i = 1, n do part[i] = rules[i] end
  return part
end

local amd64 = {"amd64"}
local A16, B1 = {0, "!=", 16}, {1, "==", 1}

describe("rules on which libseccomp never returns", function()
  for name, rules in pairs {
    ["of two conditions with != in common"] = {
      {"socket", "allow", A16, B1}, {"socket", "allow", A16, {2, "==", 0}},
    },
    ["with <= in common"] = {
      {"socket", "allow", {0, "<=", 3}, {1, ">", 5}},
      {"socket", "allow", {0, "<=", 3}, {1, "==", 0}},
    },
    ["with < in common, on two arguments"] = {
      {"socket", "allow", {0, "<", 16}, B1},
      {"socket", "allow", {0, "<", 16}, {2, "!=", 0}},
    },
    ["with other actions"] = {
      {"socket", "errno(1)", A16, B1},
      {"socket", "errno(2)", A16, {2, "==", 0}},
    },
    ["that only the export shows"] = {
      {"read", "allow", {2, "!=", 2}, {1, "!=", 1}, {0, "==", 1}},
      {"read", "allow", {2, ">=", 0}, {1, "!=", 1}, {0, "<=", 0}},
      {"read", "allow", {2, "!=", 1}, {1, "!=", 1}, {0, "==", 1}},
      {"read", "allow", {0, "!=", 0}},
      {"read", "allow", {2, "!=", 2}, {1, "!=", 1}, {0, "<=", 1}},
    },
  } do
    it(name .. " are refused", function()
      rules.arches = amd64
      local n = #rules
      local at, f, err = add(rules)
      assert.equal(n, at)
      assert.truthy(err.message:find(rules[1][1], 1, true))
      becomes({"hangs", "ok"}, {rules, first(rules, n - 1)})
      -- the filter goes on as if nothing had happened
      local same = seccomp.filter("kill_process", {arches = amd64})
      for i = 1, n - 1 do same:add_rule(table.unpack(rules[i])) end
      for _, g in ipairs {f, same} do
        g:add_rule("close", "allow")
        g:add_rule(rules[1][1], "allow", {5, "==", 5})
      end
      assert.is_true(f:export_bpf() == same:export_bpf())
      -- a rule without conditions makes an end of the tree, and of the danger
      f:add_rule(rules[1][1], "allow")
      assert.is_nil((add {arches = amd64, {"socket", "allow"}, rules[1],
        rules[n]}))
    end)
  end

  it("are refused together or not at all", function()
    local f = seccomp.filter("kill", {arches = amd64})
    f:add_rule("socket", "allow", A16, B1)
    local before = f:export_pfc()
    local ok, err = pcall(f.add_rule, f, {"read", "bind", "socket", "write"},
      "allow", A16, {2, "==", 0})
    assert.is_false(ok)
    assert.equal("EDEADLK", err.code)
    assert.equal(before, f:export_pfc())
  end)

  it("are those of one arch, whenever that came", function()
    local one, two = {"socket", "allow", A16, B1},
      {"socket", "allow", A16, {2, "==", 0}}
    local function try(f) return pcall(f.add_rule, f, table.unpack(two)) end
    -- x86 is told before amd64 comes
    local f = seccomp.filter("kill", {arches = {"x86"}})
    f:add_rule(table.unpack(one)):add_arch "amd64"
    assert.is_true(try(f))
    -- and forgets with its arch
    f:remove_arch "amd64":add_arch "amd64":add_rule(table.unpack(one))
    assert.is_false(try(f))
    f:remove_arch "amd64":add_arch "amd64"
    assert.is_true(try(f))
    -- a merged arch brings its rules along
    f = seccomp.filter("kill", {arches = {"x86"}})
    f:merge(seccomp.filter("kill", {arches = {"arm64"}})
      :add_rule(table.unpack(one)))
    assert.is_false(try(f))
    f:reset "kill"
    assert.is_true(try(f))
  end)

  it("may be so for a multiplexer only", function()
    if not seccomp.arch "s390x" then return end
    local rules = {
      arches = {"s390x"},
      {"socketcall", "allow", {0, "==", 1}, {1, "!=", 16}, {2, "==", 1}},
      {"socket", "allow", {1, "!=", 16}, {3, "==", 0}},
    }
    assert.equal(2, (add(rules)))
    becomes({"hangs"}, {rules})
    rules[2][1] = "bind"
    assert.is_nil((add(rules)))
    becomes({"ok"}, {rules})
  end)

  -- libseccomp grows a tree also for a sub-call that the arch has in no other
  -- way, and only leaves it out when it generates code; so no tree was watched
  it("may be so for a call that an arch has only through one", function()
    for arch, calls in pairs {s390x = {"semop", "send"}, ppc64le = {"semop"}} do
      for _, call in ipairs(seccomp.arch(arch) and calls or {}) do
        assert(seccomp.syscall_number(call, arch) < 0)
        local rules = {arches = {arch}, {call, "allow", A16, B1},
          {call, "allow", A16, {2, "==", 0}}}
        assert.equal(2, (add(rules)))
        becomes({"hangs", "ok"}, {rules, first(rules, 1)})
      end
    end
  end)
end)

describe("rules that take libseccomp years", function()
  for arch, shift in pairs {x86 = 0, amd64 = 32} do
    it("are refused soon, on " .. arch, function()
      local why = arch == "x86" and support.unwatched "steps"
      if why then return pending(why) end
      local rules = {arches = {arch}}
      local f = seccomp.filter("kill", rules)
      for i = 0, 199 do
        local rule = {"read", "allow", {5, "==", i << shift}}
        f:add_rule(table.unpack(rule))
        table.insert(rules, rule)
      end
      local last = {"read", "allow"}
      for arg = 0, 3 do last[arg + 3] = {arg, "==", 1} end
      table.insert(rules, last)
      local clock = os.clock()
      local ok, err = pcall(f.add_rule, f, table.unpack(last))
      assert.is_false(ok)
      assert.equal("EDEADLK", err.code)
      assert.is_true(os.clock() - clock < 20 * support.slower)
      becomes({"hangs"}, {rules}, 500)
      -- fewer are no trouble
      while #rules > 5 do table.remove(rules, 1) end
      assert.is_nil((add(rules)))
      becomes({"ok"}, {rules})
    end)
  end
end)

-- Rules with much in common: where they differ is what matters.
local function random_filter(random)
  local sets = {{"amd64"}, {"amd64"}, {"arm64"}, {"x86"}, {"amd64", "x86"}}
  local filter = {arches = sets[random(#sets)]}
  local all = filter.arches[#filter.arches] == "x86" and 0xffffffff or -1
  local function value()
    return (random(3) == 1 and random(0, 2) << 32 | random(0, 2) or
      random(0, 2)) & all
  end
  local function condition(arg)
    local op = OPERATORS[random(#OPERATORS)]
    local datum = value()
    if op ~= "masked_eq" then return {arg, op, datum} end
    local masks = {0, 1, 0xffffffff, 0xffffffff << 32, -1}
    local mask = masks[random(#masks)] & all
    return {arg, op, mask, datum & mask}
  end
  local function rule(last)
    local new = {"read", random(4) == 1 and "errno(1)" or "allow"}
    for arg = 0, 3 do
      local kept
      for i = 3, last and #last or 0 do
        if last[i][1] == arg then kept = last[i] end
      end
      if kept and random(3) > 1 then
        new[#new + 1] = kept
      elseif random(2) == 1 then
        new[#new + 1] = condition(arg)
      end
    end
    if #new == 2 then new[3] = condition(random(0, 3)) end
    return new
  end
  for i = 1, random(2, 6) do filter[i] = rule(filter[i - 1]) end
  return filter
end

describe("random rules", function()
  it("pass exactly where libseccomp survives them", function()
    local seed = math.tointeger(tonumber(os.getenv "SEED")) or 5404
    local count = support.rounds(250)
    math.randomseed(seed)
    local asked, expected, refused = {}, {}, 0
    local function try(rules)
      local at, _, err = add(rules)
      asked[#asked + 1] = at and first(rules, at - 1) or rules
      expected[#asked] = "ok"
      -- using freed memory need not show
      if at and not err.message:find "corrupt" then
        refused = refused + 1
        asked[#asked + 1] = first(rules, at)
        expected[#asked] = "hangs"
      end
    end
    support.loses("libseccomp", function()
      for _ = 1, count do try(random_filter(math.random)) end
    end)
    assert.is_true(refused > 0)
    becomes(expected, asked, 60, ("SEED=%d: "):format(seed))
  end)
end)
