-- SPDX-License-Identifier: MIT
-- What is counted of refused calls, where counting ends, and the rules that
-- come of it: of calls made by hand. explain_spec.lua has commands.
local policies = require "seccomp.policy"
local rules = require "seccomp.explain.rules"
local seccomp = require "seccomp"
local tallies = require "seccomp.explain.tally"
local values = require "seccomp.explain.values"

local function action(text) return seccomp.action(text) end

-- A policy for amd64 unless it says otherwise, that allows what no rule names.
local function without(list, arches)
  return policies.new {default = "allow", arches = arches or {"amd64"},
    rules = list}
end

local NUMBERS = {read = 0, close = 3, socket = 41, kill = 62, rename = 82,
  chdir = 80, getpid = 39, mmap = 9}

-- Adds a call of amd64; `more` may have action, pid, arch, number and reader.
local function add(tally, name, arguments, more)
  more = more or {}
  local args = {}
  for i = 1, 6 do args[i] = arguments and arguments[i] or 0 end
  return tally:add(more.reader or {}, name, action(more.action or
    "errno(EPERM)"), more.pid or 1, more.arch or "amd64", more.number or
    NUMBERS[name], table.unpack(args))
end

describe("a tally", function()
  it("has an outcome for each action, and whether calls are made", function()
    local expected = {kill_process = "killed", kill_thread = "killed",
      trap = "refused", errno = "refused", trace = "refused", log = "logged"}
    for name, outcome in pairs(expected) do
      for _, complain in ipairs {false, true} do
        local kind = add(tallies.new(nil, complain), "close", {},
          {action = name})
        assert.equal(complain and outcome ~= "logged" and "let through" or
          outcome, kind.entry.outcome, name)
      end
    end
  end)

  it("tells a kind when it is new, and counts it then", function()
    local tally = tallies.new(nil, false)
    local kind = add(tally, "close", {5})
    assert.equal(1, kind.entry.count)
    assert.is_nil(add(tally, "close", {6}, {pid = 2}))
    assert.same({2, {1, 2}, 5}, {kind.entry.count, kind.entry.pids,
      kind.entry.arg0})
    -- another action, another errno, another arch, another number
    assert.is_table(add(tally, "close", {5}, {action = "trap"}))
    assert.is_table(add(tally, "close", {5}, {action = "errno(EIO)"}))
    assert.is_table(add(tally, "close", {5}, {arch = "arm64", number = 57}))
    assert.is_table(add(tally, "read"))
    assert.equal(5, #tally.kinds)
  end)

  it("tells apart what rules compare, as many bits as they do", function()
    local function kinds(width, ...)
      local tally = tallies.new(without {{"close", action = "trap",
        when = {{0, "==", 1, width = width}}},
        {"close", action = "errno(EPERM)"}}, false)
      for _, value in ipairs {...} do add(tally, "close", {value}) end
      return #tally.kinds
    end
    assert.equal(2, kinds(32, 5, 6, 5))
    assert.equal(1, kinds(32, 5, 1 << 32 | 5))
    assert.equal(2, kinds(64, 5, 1 << 32 | 5))
    -- what no rule looks at is all the same
    local tally = tallies.new(without {{"close", action = "errno(EPERM)"}},
      false)
    for i = 1, 9 do add(tally, "close", {i}) end
    assert.equal(1, #tally.kinds)
    assert.same({1, "rule"}, {tally.kinds[1].entry.rule,
      tally.kinds[1].entry.by})
    -- a policy that would decide otherwise did not decide
    add(tally, "close", {1}, {action = "trap"})
    assert.same({}, {tally.kinds[2].entry.rule, tally.kinds[2].entry.by})
  end)

  it("keeps so many processes, and counts on", function()
    for n, more in pairs {[tallies.MOST_PIDS] = false,
      [tallies.MOST_PIDS + 1] = true}
    do
      local tally = tallies.new(nil, false)
      for _ = 1, 2 do
        for pid = 1, n do add(tally, "close", {}, {pid = pid}) end
      end
      local entry = tally.kinds[1].entry
      assert.same({2 * n, tallies.MOST_PIDS, more or nil}, {entry.count,
        #entry.pids, entry.more_pids})
      assert.same({1, tallies.MOST_PIDS}, {entry.pids[1],
        entry.pids[#entry.pids]})
    end
  end)

  it("keeps so many paths, each once, and shows those of the first", function()
    local reader = {read_string = function(_, address)
      return address == 99 and error {code = "EFAULT"} or "/" .. address
    end}
    for n, more in pairs {[tallies.MOST_PATHS] = false,
      [tallies.MOST_PATHS + 1] = true}
    do
      local tally = tallies.new(nil, false)
      for i = 1, n do add(tally, "chdir", {i}, {reader = reader}) end
      local entry = tally.kinds[1].entry
      assert.same({tallies.MOST_PATHS, "/1", more or nil}, {#entry.paths,
        entry.path, entry.more_paths})
    end
    local tally = tallies.new(nil, false)
    add(tally, "rename", {7, 8}, {reader = reader})
    add(tally, "rename", {8, 7}, {reader = reader})
    local kind = tally.kinds[1]
    assert.same({[0] = "/7", "/8"}, kind.shown)
    assert.same({"/7", "/8"}, kind.entry.paths)
    -- NULL, and what cannot be read
    tally = tallies.new(nil, false)
    add(tally, "rename", {0, 99}, {reader = reader})
    assert.same({{}, {}}, {tally.kinds[1].shown, tally.kinds[1].entry.paths})
    assert.is_nil(tally.kinds[1].entry.path)
    add(tally, "close", {7}, {reader = reader})
    assert.is_nil(tally.kinds[2].entry.paths)
  end)

  it("has one entry more for what is too much of a call", function()
    local policy = without {{"close", action = "errno(EPERM)",
      when = {{0, "<", 1000}}}}
    local tally = tallies.new(policy, false)
    for i = 1, tallies.MOST_ENTRIES do
      assert.is_table(add(tally, "close", {i}))
    end
    assert.is_nil(tally.kinds[tallies.MOST_ENTRIES].entry.others)
    local rest = add(tally, "close", {500})
    assert.is_true(rest.entry.others)
    assert.is_nil(add(tally, "close", {501}))
    assert.is_nil(add(tally, "close", {1}))
    assert.same({2, 2}, {rest.entry.count, tally.kinds[1].entry.count})
    -- of another reason another one
    assert.is_true(add(tally, "close", {502}, {action = "trap"}).entry.others)
    assert.equal(tallies.MOST_ENTRIES + 2, #tally.kinds)
  end)

  it("has those apart that are too much and of other rules", function()
    local tally = tallies.new(without {
      {"close", action = "errno(EPERM)", when = {{0, "<", 1000}}},
      {"close", action = "errno(EPERM)", when = {{0, ">=", 1000}}}}, false)
    for i = 1, tallies.MOST_ENTRIES do add(tally, "close", {i}) end
    for _, fd in ipairs {500, 1500, 501, 1501, 1502} do
      add(tally, "close", {fd})
    end
    local counts = {}
    for _, kind in ipairs(tally.kinds) do
      if kind.entry.others then counts[kind.entry.rule] = kind.entry.count end
    end
    assert.same({2, 3}, counts)
  end)

  it("wants rules for what was not logged by a rule", function()
    local tally = tallies.new(without({{"close", action = "log"},
      {"read", action = "trap"}}), false)
    add(tally, "close", {}, {action = "log"})
    assert.same({}, tally:wanted())
    add(tally, "read", {}, {action = "trap"})
    add(tally, "getpid", {}, {action = "log"})
    add(tally, "read", {}, {arch = "arm64", number = 63})
    add(tally, nil, {}, {arch = 0x12, number = 1})
    local names = {}
    for i, call in ipairs(tally:wanted()) do
      names[i] = ("%s %d"):format(call.arch, call.number)
    end
    assert.same({"18 1", "amd64 0", "amd64 39", "arm64 63"}, names)
  end)
end)

describe("values", function()
  local function noted(name, places, ...)
    local of = values.new("amd64", name, places)
    for _, row in ipairs {...} do
      of:add(row[1] or 0, row[2] or 0, row[3] or 0, 0, 0, 0)
    end
    return of
  end

  it("are those of the arguments that are looked at, or are flags", function()
    local function held(arch, name, ...)
      local out = {}
      for i, one in ipairs(values.new(arch, name, {...}).held) do
        out[i] = ("%d %s %d"):format(one.arg, one.by, one.bits)
      end
      return table.concat(out, ", ")
    end
    assert.equal("0 flags 32, 1 flags 32, 2 flags 32", held("amd64", "socket"))
    assert.equal("0 flags 32, 1 policy 32, 2 flags 32",
      held("amd64", "socket", 1))
    assert.equal("0 policy 32", held("amd64", "close", 0))
    assert.equal("", held("amd64", "close"))
    assert.equal("2 policy 64", held("amd64", "read", 2))
    assert.equal("2 policy 32", held("x86", "read", 2))
    -- more than it has, what has no name, and what is in memory
    assert.equal("", held("amd64", "close", 5))
    assert.equal("", held("amd64", nil, 0))
    assert.equal("", held(0x12, "close", 0))
    assert.equal("", held("x86", "mmap", 0))
  end)

  it("are exact for 64 combinations, and each for itself beyond", function()
    for n, exact in pairs {[62] = true, [64] = true, [65] = false} do
      local rows = {}
      for i = 0, n - 1 do rows[i + 1] = {i // 9, i % 9} end
      local lists, open, any =
        noted("socket", {0, 1}, table.unpack(rows)):conditions "policy"
      assert.same({}, open)
      assert.equal(not exact and true or nil, any)
      assert.equal(exact, #lists > 1)
      if not exact then
        assert.same({{{0, "==", {0, 1, 2, 3, 4, 5, 6, 7}, width = 32},
          {1, "==", {0, 1, 2, 3, 4, 5, 6, 7, 8}, width = 32}}}, lists)
      end
    end
  end)

  it("of each of two arguments are 64, or any", function()
    for n, open in pairs {[63] = {}, [64] = {}, [65] = {0}} do
      local rows = {}
      for i = 0, 2 * n - 1 do rows[i + 1] = {i // 2, i % 2} end
      local lists, found, any =
        noted("socket", {0, 1}, table.unpack(rows)):conditions "policy"
      assert.same(open, found)
      assert.equal(#open == 0, any)
      assert.equal(1, #lists)
      assert.same({1, "==", {0, 1}, width = 32}, lists[1][#lists[1]])
      assert.equal(#open == 0 and 2 or 1, #lists[1])
      if #open == 0 then assert.equal(n, #lists[1][1][3]) end
    end
  end)

  it("of an argument are 64, or any", function()
    for n, open in pairs {[64] = {}, [65] = {0}} do
      local rows = {}
      for i = 0, n - 1 do rows[i + 1] = {i} end
      local of = noted("close", {0}, table.unpack(rows))
      local lists, found, any = of:conditions "policy"
      assert.same(open, found)
      assert.is_falsy(any)
      assert.equal(#open == 0 and 1 or 0, #lists)
      if #open == 0 then assert.equal(64, #lists[1][1][3]) end
      -- none of it is a flag
      lists, found = of:conditions "flags"
      assert.same({{}, {}}, {lists, found})
    end
  end)

  it("that differ in one argument alone are one list", function()
    assert.same({{{0, "==", 1, width = 32}, {1, "==", {2, 3}, width = 32}}},
      (noted("socket", {0, 1}, {1, 2}, {1, 3}, {1, 2}):conditions "policy"))
    assert.same({{{0, "==", {1, 4}, width = 32}, {1, "==", {2, 3},
      width = 32}}}, (noted("socket", {0, 1}, {1, 2}, {1, 3}, {4, 2}, {4, 3})
      :conditions "policy"))
    -- the one with the most values alone
    assert.same({{{0, "==", 1, width = 32}, {1, "==", {2, 3, 5}, width = 32}},
      {{0, "==", 4, width = 32}, {1, "==", 2, width = 32}}},
      (noted("socket", {0, 1}, {1, 2}, {1, 3}, {1, 5}, {4, 2})
      :conditions "policy"))
    -- in order without a sign, of as many bits as the call reads
    assert.same({{{0, "==", {1, 0xffffffff}, width = 32}}},
      (noted("close", {0}, {-1}, {1}, {1 << 32 | 1}):conditions "policy"))
    assert.same({{{2, "==", {1, -1}}}},
      (noted("read", {2}, {0, 0, -1}, {0, 0, 1}):conditions "policy"))
  end)
end)

describe("rules that allow what was refused", function()
  local function of(policy, calls, tightness)
    local tally = tallies.new(policy, false)
    for _, call in ipairs(calls) do add(tally, table.unpack(call, 1, 3)) end
    return rules.of(tally, tightness)
  end

  local x86 = {arch = "x86", number = 6}
  local arm64 = {arch = "arm64", number = 57}

  it("name the calls that have none but names together", function()
    local both = without({}, {"amd64", "x86"})
    assert.same({{"read", "close", action = "allow", arches = {"amd64"}}},
      (of(both, {{"close"}, {"read"}})))
    assert.same({{"close", action = "allow"}},
      (of(both, {{"close"}, {"close", {}, x86}})))
    assert.same({{"close", action = "allow", arches = {"x86"}}},
      (of(both, {{"close", {}, x86}})))
    -- an arch without the call does not matter: 64-bit ones have no mmap2
    assert.same({{"mmap2", action = "allow"}},
      (of(both, {{"mmap2", {}, {arch = "x86", number = 192}}})))
    assert.same({{9999, action = "allow", arches = {"amd64"}}},
      (of(both, {{nil, {}, {number = 9999}}})))
    assert.same({{9999, action = "allow"}},
      (of(without {}, {{nil, {}, {number = 9999}}})))
  end)

  it("are without arches where no policy is known, and all are native",
    function()
    local native = seccomp.native_arch()
    local here = {arch = native, number = seccomp.syscall_number "close"}
    assert.same({{"close", action = "allow"}}, (of(nil, {{"close", {}, here}})))
    local other = native == "arm64" and {arch = "amd64", number = 3} or arm64
    assert.same({{"close", action = "allow", arches = {other.arch}}},
      (of(nil, {{"close", {}, other}})))
  end)

  it("hold the arguments that are asked for", function()
    local plain = without {{"socket", action = "errno(EPERM)"}}
    local held = without {{"socket", action = "errno(EPERM)",
      when = {{"domain", "==", 9}}}}
    local calls = {{"socket", {1, 2, 0}}}
    assert.same({{"socket", action = "allow"}}, (of(plain, calls)))
    assert.same({{"socket", action = "allow"}}, (of(held, calls, "names")))
    assert.same({{"socket", action = "allow", when = {{"domain", "==",
      "AF_UNIX"}}}}, (of(held, calls)))
    assert.same({{"socket", action = "allow", when = {{"domain", "==",
      "AF_UNIX"}, {"type", "==", "SOCK_DGRAM"}, {"protocol", "==", 0}}}},
      (of(plain, calls, "arguments")))
    -- nothing to hold, and nothing to say of it
    local list, notes = of(plain, {{"getpid"}}, "arguments")
    assert.same({{{"getpid", action = "allow"}}, {}}, {list, notes})
    list, notes = of(without({{"mmap", action = "trap"}}, {"x86"}), {{"mmap",
      {}, {arch = "x86", number = 90}}})
    assert.same({{{"mmap", action = "allow"}}, {}}, {list, notes})
  end)

  it("say what they cannot allow", function()
    local list, notes = of(without {}, {
      {"close", {}, arm64}, {"close", {}, x86},
      {nil, {}, {arch = 0x12, number = 1}}, {"close"}})
    table.sort(notes)
    assert.same({{"close", action = "allow"}}, list)
    assert.same({"calls of arch 0x12, which is not known here",
      "calls of arch arm64: no rule can allow them before the policy's " ..
      "arches have \"arm64\"", "calls of arch x86: no rule can allow them " ..
      "before the policy's arches have \"x86\""}, notes)
  end)
end)
