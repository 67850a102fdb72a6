-- SPDX-License-Identifier: MIT
-- What lint's checks ask of a policy, question by question.
local conditions = require "seccomp.lint.conditions"
local context = require "seccomp.lint.context"
local core = require "seccomp.core"
local holds = require("seccomp.policy.condition").one
local object = require "seccomp.policy.object"
local policies = require "seccomp.policy"

local function study(rules, more)
  local spec = {default = "errno(EPERM)", arches = {"amd64"}, rules = rules}
  for key, value in pairs(more or {}) do spec[key] = value end
  local policy = policies.new(spec)
  local h = object.holding(policy, "lint")
  return context(h.data, h.resolved, policy:compile {prove = false}), policy
end

describe("a condition that lint looks at", function()
  local Study = study {}

  local function c(op, a, b)
    return {op = op, datum_a = a, datum_b = b, width = 64}
  end

  it("has a value for which it holds, if it can, near another", function()
    for _, op in ipairs {"==", "!=", "<", "<=", ">", ">=", "masked_eq"} do
      for a = 1, 9 do
        for near = 0, 10 do
          local one = c(op, a, op == "masked_eq" and a & 5 or nil)
          assert.is_true(holds(one, Study.value_for(one, near), true), op)
        end
      end
    end
    for _, case in ipairs {
      -- operator, data, a value nearby, and what is found
      {"==", 5, 9, 5}, {"<=", 5, 9, 5}, {">=", 5, 9, 5}, {">", 5, 9, 6},
      {"<", 5, 9, 4}, {"!=", 5, 9, 9}, {"!=", 5, 5, 6}, {"!=", 5, 0, 0},
      {"masked_eq", 12, 9, 11, 4},
    } do
      assert.equal(case[5] and 7 or case[4],
        Study.value_for(c(case[1], case[2], case[5]), case[5] and 11 or
        case[3]), case[1])
    end
  end)

  it("stands for one for each of its values", function()
    local one, two = c("==", 1), c("==", 2)
    assert.same({one}, Study.alternatives(one))
    assert.equal(one, Study.alternatives(one)[1])
    assert.same({one, two}, Study.alternatives {any = {one, two}})
    local condition = core.condition(0, "==", 1) -- one that C holds
    assert.equal(condition, Study.alternatives(condition)[1])
  end)

  it("takes arguments together, with one value for each", function()
    local s = study {{"socket", action = "allow", when = {{0, ">", 5},
      {0, "!=", 6}, {1, "==", {3, 4}}}}, {"socket", action = "trap",
      when = {{0, "<", 5}, {0, ">", 7}}}}
    local list = s.by_number.amd64[41]
    local args, good = s:arguments_for(list[1].when, "amd64")
    assert.same({{arg0 = 7, arg1 = 3}, true}, {args, good})
    -- the caller may change them
    args.arg0 = 9
    assert.equal(7, s:arguments_for(list[1].when, "amd64").arg0)
    -- of what one value for each argument does not do
    assert.is_false((select(2, s:arguments_for(list[2].when, "amd64"))))
  end)

  it("holds for arguments by their names, as wide as the arch has them",
    function()
    local s = study({{"read", action = "allow", when = {{5, "==", 1},
      {0, "==", 0}}}}, {arches = {"amd64", "x86"}})
    local HIGH = 1 << 32 | 1
    for _, case in ipairs {{"amd64", {arg5 = 1}, true},
      {"amd64", {arg5 = 1, arg0 = 1}, false}, {"amd64", {}, false},
      {"amd64", {arg5 = HIGH}, false}, {"x86", {arg5 = HIGH}, true}}
    do
      local when = s.by_rule[1][1].when
      assert.equal(case[3], s.matches(when, case[2], case[1]))
    end
  end)

  it("is written by name for a rule of that call alone, with its width",
    function()
    local s = study({{"socket", action = "allow"}, {"socket", "close",
      action = "allow"}, {"close", action = "allow"}})
    for _, case in ipairs {
      {nil, {0, "==", 1}, '{"domain", "==", "AF_UNIX"}'},
      {1, {0, "==", 1}, '{"domain", "==", "AF_UNIX"}'},
      {2, {0, "==", 1}, '{0, "==", 1, width = 32}'},
      {3, {0, "==", 1}, '{0, "==", 1, width = 32}'},
      {nil, {0, "==", 0xffffffff}, '{"domain", "==", 0xffffffff}'},
      {nil, {0, "==", 1 << 32}, '{"domain", "==", 0x100000000, width = 64}'},
      {nil, {0, "masked_eq", 15, 1 << 32},
        '{"domain", "masked_eq", 0xf, 0x100000000, width = 64}'},
      {nil, {0, "==", 1, width = 64},
        '{"domain", "==", "AF_UNIX", width = 64}'},
      {nil, {4, "==", 1}, '{4, "==", 1, width = 64}'},
    } do
      assert.equal(case[3], s:written("amd64", "socket", case[1], case[2]))
    end
  end)

  it("is told with the name of its argument, where that says something",
    function()
    local s = study {}
    for _, case in ipairs {{"amd64", "socket", 0, "domain"},
      {"amd64", "socket", 3, "arg3"}, {"amd64", "nope", 0, "arg0"},
      {"amd64", "prctl", 0, "option"}, {"amd64", "prctl", 1, "arg1"},
      {"mips", "pread64", 2, "count"}, {"mips", "pread64", 3, "arg3"}}
    do
      assert.equal(case[4], s:argument_name(case[1], case[2], case[3]))
    end
    assert.is_false(s:signature("amd64", "nope"))
    assert.equal(s:signature("amd64", "read"), s:signature("amd64", "read"))
  end)

  it("is of so many that are looked at", function()
    local s = study {}
    local most = s.looks
    assert.equal(100000, most)
    s.looks = 2
    assert.same({true, true, false}, {s:look(), s:look(), s:look()})
  end)
end)

describe("a call that lint looks at", function()
  it("has arguments by name, and constants", function()
    local s = study {}
    for _, case in ipairs {
      {"amd64", "openat", "flags", "O_RDONLY|O_CLOEXEC", 2, 0x80000},
      {"amd64", "mmap", "prot", "PROT_READ|PROT_WRITE", 2, 3},
      {"amd64", "openat", "flags", "O_NOPE"},
      {"amd64", "openat", "nope", "O_CLOEXEC"},
      {"amd64", "nope", "flags", "O_CLOEXEC"},
      {"x86", "mmap", "prot", "PROT_READ"}, -- in memory
      {"x86", "mmap2", "prot", "PROT_READ", 2, 1},
      {"s390x", "clone", "flags", "CLONE_VM", 1, 0x100},
      {"mips", "sync_file_range", "flags", "O_CLOEXEC"}, -- on the stack
    } do
      local place, value = s:word(case[1], case[2], case[3], case[4])
      assert.same({case[5], case[6]}, {place, value}, case[2])
    end
  end)

  it("is simulated, or nothing where there is no such", function()
    local s = study {{"socket", action = "allow", when = {{0, "==", 1}}}}
    local action, call = s:simulate("amd64", "socket", {domain = "AF_UNIX"})
    assert.same({"allow", {arch = "amd64", syscall = "socket", arg0 = 1}},
      {action.name, call})
    action, call = s:simulate("amd64", "socket", {arg0 = 2, type =
      "SOCK_DGRAM"})
    assert.same({"errno", {arch = "amd64", syscall = "socket", arg0 = 2,
      arg1 = 2}}, {action.name, call})
    for _, case in ipairs {{"amd64", "nope"}, {"amd64", "socket",
      {nope = "AF_UNIX"}}, {"vax", "read"}}
    do
      assert.is_nil((s:simulate(case[1], case[2], case[3])))
    end
    assert.same({arch = "amd64", syscall = "socket", arg0 = 1},
      s:permitted("amd64", "socket", {domain = "AF_UNIX"}))
    assert.is_nil(s:permitted("amd64", "socket"))
    assert.is_nil(s:permitted("amd64", "nope"))
  end)

  it("is permitted, denied or held, by a rule or not", function()
    for _, default in ipairs {"errno(EPERM)", "allow", "log"} do
      local opens = default ~= "errno(EPERM)"
      local s = study({{"read", action = "allow"}, {"write", action = "log"},
        {"close", action = "trap"}, {"kill", action = "allow",
        when = {{1, "==", 0}}}, {"tkill", action = "trap", when = {{1, "==",
        0}}}, {"dup", action = "allow", when = {{0, "<", 4}}}, {"dup",
        action = "log", when = {{0, ">=", 4}}}, {"dup2", action = "allow",
        when = {{0, "<", 4}, {0, ">", 4}}}, {"read", action = "trap"},
        {{600, 610}, action = "allow"}}, {default = default})
      for name, expected in pairs {read = "permitted", write = "permitted",
        close = "denied", kill = opens and "permitted" or "held",
        tkill = opens and "held" or "denied", dup = "permitted",
        dup2 = opens and "permitted" or "denied",
        mkdir = opens and "permitted" or "denied"}
      do
        local status, by_rule = s:status("amd64", name)
        assert.same({expected, name ~= "mkdir"}, {status, by_rule}, name)
        -- known by then
        assert.same({expected, name ~= "mkdir"}, {s:status("amd64", name)})
      end
      assert.is_nil((s:status("amd64", "nope")))
      assert.is_nil((s:status("amd64", "vm86")))
      assert.equal("permitted", s:decide("amd64", 605).status)
      assert.is_true(s:decide("amd64", 610).by_rule)
      assert.is_false(s:decide("amd64", 611).by_rule)
    end
  end)

  it("is permitted with some arguments, if that is easy to find", function()
    local s = study({{"kill", action = "trap", when = {{1, "==", 9}}},
      {"kill", action = "allow", when = {{1, "!=", 0}}}, {"tkill",
      action = "allow", when = {{1, "==", {0, 5}}}}, {"read",
      action = "trap"}})
    assert.same({arch = "amd64", syscall = "kill", arg1 = 1},
      s:any_permitted("amd64", "kill"))
    assert.same({arch = "amd64", syscall = "tkill", arg1 = 0},
      s:any_permitted("amd64", "tkill"))
    for _, name in ipairs {"read", "write", "nope"} do
      assert.is_nil(s:any_permitted("amd64", name))
    end
    s = study({{"read", action = "trap", when = {{0, "==", 0}}}},
      {default = "allow"})
    assert.is_nil(s:any_permitted("amd64", "read"))
    assert.same({arch = "amd64", syscall = "write"},
      s:any_permitted("amd64", "write"))
  end)

  it("is one that a rule is about, whatever becomes of it", function()
    local s = study({{"read", action = "allow"}, {"read", action = "trap"},
      {{500, 510}, action = "allow", when = {{0, "==", 3}}},
      {505, action = "trap"}, {"kill", action = "allow", when = {{1, "<", 5},
      {1, ">", 7}}}, {-1, action = "log"}})
    for i, expected in ipairs {{"read", "allow"}, {"read", "allow"},
      {500, "allow"}, {505, "trap"}, {}, {-1, "log"}}
    do
      local call, action = s:call_of(i)
      assert.same(expected, {call and call.syscall, action and action.name})
    end
    assert.equal(3, s:call_of(3).arg0)
  end)

  it("is the newest that the default decides, or newer than all", function()
    for arch, base in pairs {amd64 = 0, x32 = 0x40000000, arm64 = 0} do
      local rule = {"read", action = "allow"}
      local s = study({rule}, {arches = {arch}})
      local call = s:call_of_default()
      local number = core.syscall_number(call.syscall, arch)
      for later = number + 1, base + 6999 do
        assert.is_nil(core.syscall_name(later, arch), later)
      end
      assert.equal(base + 9999, s:call_beyond().syscall)
      -- the one before, where a rule has that
      rule[2] = call.syscall
      local other = study({rule}, {arches = {arch}}):call_of_default()
      assert.is_true(core.syscall_number(other.syscall, arch) < number)
    end
  end)

  it("is in the lists of its number once for what a rule says", function()
    local s = study({{"read", "read", 0, action = "allow",
      when = {{0, "==", 1}}, arches = {"amd64"}},
      {"read", action = "allow", when = {{0, "==", 1}}},
      {{0, 3}, action = "trap"}, {{2, 5}, 4, action = "log"}})
    local lists, counts = s.by_number.amd64, {}
    for number = 0, 6 do
      counts[number] = lists[number] and #lists[number] or 0
    end
    -- what a rule says twice is there once
    assert.same({[0] = 3, 1, 2, 2, 1, 1, 0}, counts)
    assert.same({0, 2, 4}, s.numbers.amd64)
    local of_rule = {}
    for i = 1, 4 do of_rule[i] = #s.by_rule[i] end
    assert.same({1, 1, 1, 1}, of_rule)
    for _, entry in ipairs(lists[3]) do assert.is_table(entry.fate) end
  end)

  it("is told of once for all arches, and of each text", function()
    local s = study({}, {arches = {"amd64", "x86", "arm64"}})
    local order = s:by_text(function(arch)
      if arch == "arm64" then return nil end
      return "same", arch, arch .. "!"
    end)
    assert.equal(1, #order)
    assert.same({text = "same", witness = "amd64", more = "amd64!", "amd64",
      "x86"}, order[1])
    assert.equal(2, #s:by_text(function(arch)
      return arch == "x86" and "x" or "y"
    end))
    for _, arch in ipairs {"amd64", "x86"} do
      s:once {id = "pointer", rule = 1, message = "on " .. arch .. ", a"}
    end
    s:once {id = "pointer", rule = 2, message = "on amd64, a"}
    s:once {id = "in-memory", rule = 1, message = "on amd64, a"}
    s:once {id = "pointer", rule = 1, message = "on amd64, b"}
    assert.equal(4, #s.findings)
    assert.equal("on amd64, a", s.findings[1].message)
  end)

  it("is the one that a libc makes on an arch", function()
    local s = study({}, {arches = {"amd64", "x86"}})
    assert.equal("mmap", s:made_on("amd64", "mmap2|mmap"))
    assert.equal("mmap2", s:made_on("x86", "mmap2|mmap"))
    assert.equal("read", s:made_on("x86", "read"))
    assert.is_nil(s:made_on("amd64", "vm86|vm86old"))
  end)

  it("is let through by what allows and what logs", function()
    local s = study {}
    for action, permits in pairs {allow = true, log = true, notify = false,
      trace = false, trap = false, kill_process = false, ["errno(0)"] = false}
    do
      assert.equal(permits, s.permits(core.action(action)), action)
    end
    for kind, may in pairs {live = true, unknown = true, dead = false,
      never = false}
    do
      assert.equal(may, s.may_decide {fate = {kind = kind}})
    end
  end)
end)

describe("conditions, looked at one by one,", function()
  -- What a check sees of each, in order.
  local function seen(s)
    local list = {}
    conditions(s, {{condition = function(same, at)
      assert.equal(s, same)
      list[#list + 1] = at
    end}})
    return list
  end

  it("are shown with their argument, and a call that they hold for", function()
    local s = study({{"kill", "read", action = "allow", when = {{0, "==", 1},
      {1, ">", 5}}}, {"mmap", action = "trap", when = {{arg = 2, op = "==",
      value = 7, raw = true}}}, {"open", action = "trap", when = {{0, "!=",
      0}}}, {"close", action = "trap", when = {{3, "==", {4, 5}}}}},
      {arches = {"amd64", "x86"}})
    local words = {}
    for i, at in ipairs(seen(s)) do
      local call = at.witness()
      local other = at.with(77)
      assert.equal(77, other["arg" .. at.c.arg])
      assert.not_equal(77, at.value())
      words[i] = table.concat({at.arch, at.name, at.entry.rule,
        tostring(at.c), at.in_memory and "in memory" or
        at.its and at.its.name or "no argument", at.is_address and "address" or
        at.is_int and "int" or "-", ("%d"):format(at.value()),
        tostring(call.arg0), tostring(call.arg1)}, " ")
      assert.equal(at.in_memory and true or false, at.signature == nil)
    end
    assert.same({"amd64 kill 1 arg0 == 0x1 pid int 1 1 6",
      "amd64 kill 1 arg1 > 0x5 sig int 6 1 6",
      "amd64 read 1 arg0 == 0x1 fd - 1 1 6", -- which has no sign
      "amd64 read 1 arg1 > 0x5 buf address 6 1 6",
      "amd64 mmap 2 arg2:raw == 0x7 prot - 7 nil nil",
      "amd64 open 3 arg0 != 0x0 pathname - 1 1 nil",
      "amd64 close 4 arg3 == 0x4 no argument - 4 nil nil",
      "amd64 close 4 arg3 == 0x5 no argument - 4 nil nil"},
      table.move(words, 1, 8, 1, {}))
    assert.equal(16, #words)
    local x86 = {}
    for i = 9, 16 do x86[words[i]:match "^x86 (.*)$"] = true end
    assert.is_true(x86["mmap 2 arg2:raw == 0x7 in memory - 7 nil nil"])
    assert.is_true(x86["kill 1 arg0 == 0x1 pid int 1 1 6"])
  end)

  it("are shown once each, of calls with a name that are no multiplexers",
    function()
    local s = study({{"read", action = "allow", when = {{0, "==", 1}, {0, "==",
      1}, {0, "==", {1, 2}}}}, {5000, action = "allow", when = {{0, "==",
      1}}}, {"socketcall", action = "allow", when = {{0, "==", 1}}}},
      {arches = {"x86"}})
    local words = {}
    for i, at in ipairs(seen(s)) do words[i] = at.name .. at.c.datum_a end
    assert.same({"read1", "read2"}, words)
    assert.equal(100000 - 4, s.looks)
  end)

  it("are so many, or else that is told", function()
    for looks, told in pairs {[2] = 0, [1] = 1, [0] = 1} do
      local s = study {{"read", action = "allow", when = {{0, "==", 1}}},
        {"write", action = "allow", when = {{0, "==", 1}}}}
      s.looks = looks
      assert.equal(looks, #seen(s))
      assert.equal(told, #s.findings)
      if told == 1 then
        assert.same({"incomplete", "the rules have more conditions than are " ..
          "looked at one by one: there may be more to find"},
          {s.findings[1].id, s.findings[1].message})
      end
    end
  end)
end)
