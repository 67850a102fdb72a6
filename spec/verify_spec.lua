-- SPDX-License-Identifier: MIT
-- Filters held to what their rules say.
local draw = require "spec.draw"
local here = require "spec.here"
local proofs = require "spec.proofs"
local seccomp = require "seccomp"
local support = require "spec.support"

local raised = support.raised
local same = proofs.same

describe("Filter:verify", function()
  --- The error of a filter that does something else than its rules.
  local function refuted(f, options)
    local err = raised(f.verify, f, options)
    assert.equal("EREFUTED", err.code)
    assert.equal("verify", err.op)
    local w = err.witness
    assert.equal(w.actual, (f:program():simulate(w)))
    assert.not_equal(w.actual, w.expected)
    return w, err
  end

  local function holds(f)
    local filter, overlaps = f:verify()
    assert.equal(f, filter)
    assert.same({}, overlaps)
  end

  it("proves filters that are right", function()
    for _, name in ipairs(seccomp.arches()) do
      local f = seccomp.filter("kill_process", {arches = {name}})
      holds(f)
      f:add_rule({"read", "socket", "semget", "socketcall"}, "allow")
      f:add_rule("write", "errno(EPERM)", {0, "masked_eq", 0xf, 2})
      f:add_rule("ioctl", "trap", {1, "<=", 9}, {2, "!=", 0})
      if name:find "n32" or name == "x32" then
        refuted(f)
      else
        holds(f)
      end
    end
  end)

  it("works on locked filters, and chains", function()
    local f = seccomp.filter("allow"):add_rule("getppid", "log"):lock()
    assert.equal(f, (f:verify():verify {budget = 2, strict = true}))
  end)

  it("refutes what libseccomp compiles wrongly", function()
    local cases = {
      {{{0, "<=", 0x100000001}}, {{0, ">=", 0x200000000}}},
      {{{0, "<", 0x100000001}}, {{0, "<", 0x7fffffff}}},
      {{{0, ">=", 1}, {1, ">=", 1}}, {{1, "<", 0}, {0, "<=", 0}}},
      {{{1, "<=", 3}, {0, ">", 0}}, {{0, "<=", 2}, {1, "==", 2}}},
    }
    for _, rules in ipairs(cases) do
      local f = seccomp.filter("kill_process", {arches = {"amd64"}})
      for _, conditions in ipairs(rules) do
        f:add_rule("read", "allow", table.unpack(conditions))
      end
      local w, err = refuted(f)
      assert.equal("amd64", w.arch)
      assert.equal("read", w.syscall)
      assert.truthy(tostring(err):find("amd64 read(", 1, true))
    end
  end)

  it("refutes an arch that libseccomp made void", function()
    local f = seccomp.filter("allow", {arches = {"arm64"}})
    f:add_rule("fork", "errno(EPERM)")
    f:add_rule("ioctl", "errno(EPERM)", {1, "==", 0x5412})
    local w = refuted(f)
    assert.equal("ioctl", w.syscall)
    assert.equal(0x5412, w.arg1)
    assert.equal(seccomp.action "allow", w.actual)
    holds(f:set("optimize", 2))
  end)

  it("refutes an arch made void by the priority of a call without rules",
    function()
      local f = seccomp.filter("allow", {arches = {"amd64", "x86"}})
      holds(f:add_rule("read", "kill"))
      local w = refuted(f:set_priority("write", 9))
      assert.equal("x86", w.arch)
      assert.equal("read", w.syscall)
      assert.equal(seccomp.action "allow", w.actual)
    end)

  it("shows x32 all 64 bits, as the kernel does", function()
    local f = seccomp.filter("errno(ENOSYS)", {arches = {"amd64", "x86"}})
    f:add_rule("personality", "allow", {0, "==", 8})
    holds(f)
    f = seccomp.filter("errno(ENOSYS)", {arches = {"amd64", "x86", "x32"}})
    f:add_rule("personality", "allow", {0, "==", 8})
    local w, err = refuted(f)
    assert.equal("x32", w.arch)
    assert.equal("personality", w.syscall)
    assert.equal(8, w.arg0 & 0xffffffff)
    assert.not_equal(8, w.arg0)
    assert.truthy(err.message:find("say width = 32 in the condition", 1, true))
    -- a condition on the low word says what libseccomp does there
    f = seccomp.filter("errno(ENOSYS)", {arches = {"amd64", "x86", "x32"}})
    f:add_rule("personality", "allow", {arg = 0, op = "==", value = 8,
      width = 32})
    holds(f)
  end)

  it("knows calls behind multiplexers", function()
    local function x86() return seccomp.filter("kill", {arches = {"x86"}}) end
    holds(x86():add_rule("socket", "allow"))
    holds(x86():add_rule("semget", "allow"))
    local w, err = refuted(x86():add_rule("socket", "allow", {0, "==", 1}))
    assert.equal("socketcall", w.syscall)
    assert.equal(1, w.arg0)
    assert.truthy(err.message:find("asks for a rule of its own", 1, true))
    assert.equal(seccomp.action "allow", w.actual)
    assert.equal(seccomp.action "kill", w.expected)
    holds(x86():add_rule("socketcall", "allow", {0, "==", 1}))
  end)

  it("gives -1 the default unless a rule names it", function()
    holds(seccomp.filter("allow", {arches = {"x32"}}))
    holds(seccomp.filter("allow", {arches = {"amd64", "x32"}}))
    for _, arches in ipairs {{"amd64"}, {"x86"}, {"amd64", "x86"}, {"arm64"}} do
      local f = seccomp.filter("allow", {arches = arches, tskip = true})
      holds(f)
      f:add_rule(-1, "errno(EPERM)"):add_rule("read", "log")
      holds(f)
    end
  end)

  it("gives other arches the bad arch action", function()
    local f = seccomp.filter("allow", {arches = {"amd64"},
      bad_arch_action = "errno(EPERM)"})
    holds(f)
    holds(f:add_rule("read", "kill"):set("bad_arch_action", "log"))
  end)

  it("counts rules for the arches that they were added or merged with",
    function()
      local f = seccomp.filter("allow", {arches = {"amd64"}})
      f:add_rule("read", "log"):add_arch("x86"):add_rule("write", "trap")
      holds(f)
      local g = seccomp.filter("allow", {arches = {"arm64", "arm"}})
      g:add_rule("read", "kill"):add_rule("openat", "errno(5)", {0, "==", 7})
      holds(f:merge(g))
      holds(f:remove_arch("amd64"):add_arch("amd64"))
      f:add_rule("getppid", "log")
      holds(f)
    end)

  it("verifies big-endian filters", function()
    local f = seccomp.filter("kill", {arches = {"s390x", "ppc64", "mips64"}})
    f:add_rule("ioctl", "allow", {1, ">", 0x100000000}, {2, "<", 5})
    holds(f)
  end)

  it("lists calls on which matching rules disagree", function()
    local f = seccomp.filter("kill_process", {arches = {"amd64"}})
    f:add_rule("read", "allow", {0, "<", 5})
    f:add_rule("read", "log", {1, "<", 5})
    f:add_rule("read", "errno(EPERM)", {2, "==", 0}, {1, ">", 9})
    f:add_rule("write", "log")
    local filter, list = f:verify()
    assert.equal(f, filter)
    assert.is_true(#list >= 2)
    for _, w in ipairs(list) do
      assert.equal("read", w.syscall)
      assert.equal(w.actual, (f:program():simulate(w)))
      assert.not_equal(w.actual, w.expected)
    end
    local err = raised(f.verify, f, {strict = true})
    assert.equal("EOVERLAP", err.code)
    assert.equal(err.witness.actual, (f:program():simulate(err.witness)))
    assert.same({}, (select(2, seccomp.filter("kill"):add_rule("read", "allow",
      {0, "<", 5}):add_rule("read", "log", {0, ">", 9}):verify())))
  end)

  it("says so when it cannot decide", function()
    local f = seccomp.filter("allow"):add_rule("read", "kill")
    assert.equal("EUNDECIDED", raised(f.verify, f, {budget = 0}).code)
  end)

  it("refuses bad arguments and released filters", function()
    local f = seccomp.filter "allow"
    for _, options in ipairs {{strict = 1}, {budget = -1}, {limit = 1}, {1}} do
      assert.equal("EINVAL", raised(f.verify, f, options).code)
    end
    assert.truthy(tostring(raised(f.verify, f, 1))
      :find("bad argument #2 to 'verify'", 1, true))
    assert.truthy(tostring(raised(f.verify, f, nil, 1))
      :find("bad argument #3 to 'verify'", 1, true))
    f:release()
    local err = raised(f.verify, f)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("filter is released", 1, true))
  end)
end)

describe("random filters", function()
  local random, OPERATORS = math.random, draw.OPERATORS

  local function value(wide)
    if not wide then return random(0, 5) end
    local pick = random(4)
    if pick == 1 then return random(0, 5) end
    if pick == 2 then return random(0, 2) << 32 | random(0, 2) end
    if pick == 3 then return (1 << random(0, 63)) - random(0, 1) end
    return 0x7fffffff * random(0, 3)
  end

  local function condition(index, wide)
    local op = OPERATORS[random(#OPERATORS)]
    local a = value(wide)
    if op ~= "masked_eq" then return {index, op, a} end
    return {index, op, a, value(wide) & a}
  end

  local ult = math.ult
  local function holds(c, v)
    local op, a = c[2], c[3]
    if op == "!=" then return v ~= a end
    if op == "<" then return ult(v, a) end
    if op == "<=" then return not ult(a, v) end
    if op == "==" then return v == a end
    if op == ">=" then return not ult(v, a) end
    if op == ">" then return ult(a, v) end
    return v & a == c[4]
  end

  --- Values at which a condition may change its mind.
  local function edges(into, c)
    local a, b = c[3], c[4] or 0
    for _, v in ipairs {a, a + 1, a - 1, a ~ 1 << 32, a >> 32 << 32,
      a | 0xffffffff, a & 0xffffffff, a + (1 << 32), a - (1 << 32), b, b | ~a,
      b ~ 1, (a >> 32) + 1 << 32 | 5} do into[v] = true end
  end

  --- Whether the program does something else on one of the edges.
  local function wrong(program_, rules, default)
    local values = {[0] = {[0] = true, [-1] = true}, {[0] = true, [-1] = true}}
    for _, rule in ipairs(rules) do
      for _, c in ipairs(rule) do edges(values[c[1]], c) end
    end
    for x in pairs(values[0]) do
      for y in pairs(values[1]) do
        local args = {[0] = x, y}
        local any, mine = false, false
        local got = program_:simulate {syscall = "read", arch = "amd64",
          arg0 = x, arg1 = y}
        for _, rule in ipairs(rules) do
          local matches = true
          for _, c in ipairs(rule) do
            matches = matches and holds(c, args[c[1]])
          end
          any = any or matches
          mine = mine or matches and got == rule.action
        end
        if not any then mine = got == default end
        if not mine then return true end
      end
    end
    return false
  end

  local function compare(count, nrules, nargs, wide, actions)
    local default = seccomp.action "kill_process"
    local found, refused = 0, 0
    for _ = 1, count do
      local f = seccomp.filter(default, {arches = {"amd64"}})
      local rules = {}
      for i = 1, nrules do
        local rule = {action = actions[random(#actions)]}
        for index = 0, nargs - 1 do
          if index == 0 or random(2) == 1 then
            rule[#rule + 1] = condition(random(2) == 1 and index or #rule,
              wide)
          end
        end
        if #rule == 2 and rule[1][1] == rule[2][1] then rule[2] = nil end
        if pcall(f.add_rule, f, "read", rule.action, table.unpack(rule)) then
          rules[#rules + 1] = rule
        else
          refused = refused + 1
        end
        assert(i)
      end
      local ok, err = pcall(f.verify, f)
      if not ok then assert.equal("EREFUTED", err.code) end
      local bad = wrong(f:program(), rules, default)
      -- what brute force sees, proof must see; it may see more
      if bad then assert.is_false(ok) end
      if not ok then
        found = found + 1
        local w = err.witness
        assert.equal(w.actual, (f:program():simulate(w)))
      end
    end
    return found, refused
  end

  local ALLOWED = {seccomp.action "allow"}
  local THREE = {seccomp.action "allow", seccomp.action "log",
    seccomp.action "errno(EPERM)"}

  it("are refuted where brute force finds them wrong", function()
    math.randomseed(20, 26)
    assert.equal(0, (compare(40, 1, 2, true, THREE)))
    assert.is_true(compare(150, 2, 1, true, ALLOWED) > 0)
    compare(60, 3, 1, true, ALLOWED)
    assert.equal(0, (compare(60, 2, 1, false, ALLOWED)))
    compare(60, 3, 2, false, THREE)
    compare(40, 2, 2, true, THREE)
  end)
end)

describe("podman's default profile", function()
  local path = "/usr/share/containers/seccomp.json"
  local OPS = {SCMP_CMP_NE = "!=", SCMP_CMP_LT = "<", SCMP_CMP_LE = "<=",
    SCMP_CMP_EQ = "==", SCMP_CMP_GE = ">=", SCMP_CMP_GT = ">",
    SCMP_CMP_MASKED_EQ = "masked_eq"}

  local function has(list, value)
    for _, v in ipairs(list or {}) do if v == value then return true end end
    return false
  end

  --- Adds the profile to a filter, rule by rule; returns the number of rules.
  local function add(f, profile, default)
    local count = 0
    for _, block in ipairs(profile.syscalls) do
      local includes, excludes = block.includes or {}, block.excludes or {}
      local action = block.action:gsub("SCMP_ACT_", ""):lower()
      if action == "errno" then
        action = ("errno(%s)"):format(block.errno or block.errnoRet or "EPERM")
      end
      if #(includes.caps or {}) == 0 and seccomp.action(action) ~= default and
        (not includes.arches or has(includes.arches, "amd64")) and
        not has(excludes.arches, "amd64") then
        local conditions = {}
        for i, c in ipairs(block.args or {}) do
          local op = OPS[c.op]
          conditions[i] = {c.index, op, c.value,
            op == "masked_eq" and c.valueTwo or nil}
        end
        for _, name in ipairs(block.names) do
          if seccomp.syscall_number(name) then
            f:add_rule(name, action, table.unpack(conditions))
            count = count + 1
          end
        end
      end
    end
    return count
  end

  local function filter(arches)
    local ok, cjson = pcall(require, "cjson")
    local text = support.slurp(path)
    if not ok or not text then return nil end
    local profile = cjson.decode(text)
    local default = seccomp.action(("errno(%s)"):format(
      profile.defaultErrno or profile.defaultErrnoRet or "EPERM"))
    local f = seccomp.filter(default, {arches = arches})
    return f, add(f, profile, default)
  end

  it("is proven for amd64 and x86, and refuted with x32", function()
    if not here.little then
      pending "libseccomp keeps no other byte order in so long a program"
      return
    end
    local f, count = filter {"amd64", "x86"}
    if not f then
      pending("needs lua-cjson and " .. path)
      return
    end
    assert.is_true(count > 400)
    local _, overlaps = f:verify()
    -- it allows and forbids setns
    assert.equal("setns", overlaps[1].syscall)
    assert.equal("EOVERLAP", raised(f.verify, f, {strict = true}).code)
    local g = filter {"amd64", "x86"}
    g:set("optimize", 2)
    g:verify()
    same(f:program(), g:program())

    local err = raised(filter({"amd64", "x86", "x32"}).verify,
      (filter {"amd64", "x86", "x32"}))
    assert.equal("EREFUTED", err.code)
    assert.equal("x32", err.witness.arch)
  end)
end)
