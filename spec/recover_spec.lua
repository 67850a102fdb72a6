-- SPDX-License-Identifier: MIT
-- From programs back to policies (Program:policy, src/bpf/prove/recover.c):
-- each policy is compiled again, and proven to be the program.
local draw = require "spec.draw"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local pick, random = draw.pick, math.random

local NAMES = {"read", "write", "lseek", "close", "kill", "socket", "connect",
  "shmat", "ioctl", "clone", "openat", "socketcall", "ipc", "memfd_create",
  "mmap", "select"}
local ACTIONS = {"allow", "log", "errno(EPERM)", "errno(ENOSYS)", "trap",
  "kill_thread", "kill_process", "trace(1)", "notify", "errno(EDEADLK)"}
local ARCHES = {{"amd64", "x86", "x32"}, {"arm64", "arm"}, {"x86"}, {"x32"},
  {"mips64", "mips", "mips64n32"}, {"s390x", "s390"}, {"ppc64", "ppc"},
  {"amd64", "mipsel64"}, {"parisc"}}

local function random_condition()
  local op = pick(draw.OPERATORS)
  local width = pick {64, 64, 32, 16}
  local bits = width == 64 and -1 or (1 << width) - 1
  local mask = op == "masked_eq" and draw.datum() & bits
  return {arg = random(0, 3), op = op, value = draw.datum() & bits &
    (mask or -1), mask = mask or nil, width = width,
    raw = random(4) == 1 or nil}
end

local function random_policy()
  local arches = pick(ARCHES)
  local spec = {default = pick(ACTIONS), bad_arch = pick(ACTIONS),
    unknown = random(2) == 1 and pick(ACTIONS) or nil, arches = arches,
    rules = {}}
  for i = 1, random(8) do
    local rule = {action = pick(ACTIONS), optional = true}
    for k = 1, random(3) do rule[k] = pick(NAMES) end
    if random(5) == 1 then rule.arches = {pick(arches)} end
    if random(6) == 1 then
      local first = random(0, 600)
      rule[#rule + 1] = {first, first + random(0, 50)}
    end
    if random(2) == 1 then
      rule.when = {}
      for k = 1, random(3) do rule.when[k] = random_condition() end
    end
    spec.rules[i] = rule
  end
  return spec
end

-- The program of a policy; nil where its rules on multiplexed calls ask for
-- more, or its numbers are those of another arch.
local function program_of(spec)
  local ok, program = pcall(function()
    return policies.new(spec):compile {prove = false}
  end)
  return ok and program or nil
end

local function assert_recovered(program)
  local policy = program:policy()
  assert.same({}, policy:compile():diff(program))
  local again = policies.parse(tostring(policy))
  assert.same({}, again:compile {prove = false}:diff(program))
  return policy
end

local function insn(code, jt, jf, k)
  return string.pack("<I2BBI4", code, jt, jf, k & 0xffffffff)
end

local LD, JEQ, JGT, JGE, JSET, AND, RET = 0x20, 0x15, 0x25, 0x35, 0x45, 0x54, 6
local ALLOW, DENY = 0x7fff0000, 0x00050001

describe("Program:policy", function()
  it("says of socketcall and ipc what they have of their own", function()
    -- each may be covered by the calls behind it, or denied for itself
    for own, expected in pairs {
      [""] = "shmget socket allow",
      socketcall = "shmget socket allow; socketcall errno(EPERM)",
      ipc = "shmget socket allow; ipc errno(EPERM)",
      ["socketcall ipc"] = "ipc socketcall errno(EPERM); shmget socket allow",
    } do
      local rules = {{"socket", "shmget", action = "allow"}}
      for name in own:gmatch "%S+" do
        rules[#rules + 1] = {name, action = "errno(EPERM)"}
      end
      local recovered = assert_recovered(policies.new {arches = {"x86"},
        default = "errno(EPERM)", rules = rules}:compile())
      local said = {}
      for i, rule in ipairs(recovered:data().rules) do
        said[i] = table.concat(rule, " ") .. " " .. rule.action
      end
      assert.equal(expected, table.concat(said, "; "))
    end
  end)

  it("is the program, for random policies", function()
    local n = 0
    for _ = 1, 60 do
      local program = program_of(random_policy())
      if program then
        assert_recovered(program)
        n = n + 1
      end
    end
    assert.is_true(n > 20)
  end)

  it("is the program, whatever its instructions are", function()
    local offsets = {0, 0, 16, 20, 24, 28}
    local returns = {ALLOW, ALLOW, 0, 0x80000000, DENY, 0x00050026}
    local recovered, rounds = 0, support.rounds(150)
    for _ = 1, rounds do
      local code = {insn(LD, 0, 0, 4), insn(JEQ, 1, 0, 0xc000003e),
        insn(RET, 0, 0, 0)}
      local n = random(3, 20)
      for k = 1, n do
        local kind, left = random(10), n - k
        if kind <= 4 or left < 2 then
          code[#code + 1] = insn(LD, 0, 0, pick(offsets))
        elseif kind <= 9 then
          code[#code + 1] = insn(pick {JEQ, JGT, JGE, JSET},
            random(0, math.min(left - 1, 6)), random(0, math.min(left - 1, 6)),
            pick {random(0, 400), 1 << random(0, 31), random(0, 9)})
        else
          code[#code + 1] = insn(AND, 0, 0, pick {0xff, 0xffff, 0x80000000, 3})
        end
      end
      code[#code + 1] = insn(RET, 0, 0, pick(returns))
      code[#code + 1] = insn(RET, 0, 0, pick(returns))
      local program = seccomp.program(table.concat(code))
      local ok, err = pcall(assert_recovered, program)
      if ok then
        recovered = recovered + 1
      else
        assert.equal("EUNSAYABLE", err.code)
      end
    end
    assert.is_true(recovered > .8 * rounds)
  end)

  it("is what libseccomp compiled, at both levels of optimization", function()
    for _, level in ipairs {1, 2} do
      local f = seccomp.filter("errno(EPERM)", {arches = {"amd64", "x86"},
        optimize = level})
      f:add_rule({"read", "write", "close"}, "allow")
      f:add_rule("ioctl", "allow", {1, "==", {0x5401, 0x5413}})
      f:add_rule("personality", "allow", {0, "<=", 8})
      f:add_rule("clone", "allow", {0, "masked_eq", 0x7e020000, 0})
      local policy = f:policy()
      assert.same({}, policy:compile():diff(f:program()))
      -- on x86 as well, where libseccomp compares the low word
      assert.is_true(#policy.rules <= 8)
    end
  end)

  it("finds lists, ranges, masks and exceptions again", function()
    local function back(when)
      local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
        rules = {{"lseek", action = "allow", when = when}}}
      local rules = assert_recovered(p:compile()).rules
      assert.equal(1, #rules)
      assert.same({"lseek"}, {table.unpack(rules[1])})
      return rules[1].when
    end
    -- fd is an unsigned int and whence one, offset a long
    for _, case in ipairs {
      {{{0, "==", 5}}, {{"fd", "==", 5, width = 64}}},
      {{{0, "==", 5, width = 32}}, {{"fd", "==", 5}}},
      {{{1, "==", {1, 5, 0x5401}}}, {{"offset", "==", {1, 5, 0x5401}}}},
      {{{1, ">=", 5}, {1, "<=", 9}},
        {{"offset", ">=", 5, width = 64}, {"offset", "<=", 9, width = 64}}},
      {{{0, "<=", 9, width = 32}}, {{"fd", "<=", 9}}},
      {{{1, ">=", 1 << 33}}, {{"offset", ">=", 1 << 33, width = 64}}},
      {{{1, "!=", 7}}, {{"offset", "!=", 7}}},
      {{{1, "!=", 7}, {1, "!=", 9}},
        {{"offset", "!=", 7}, {"offset", "!=", 9}}},
      {{{0, "masked_eq", 0x7e020000, 0, width = 32}},
        {{"fd", "masked_eq", 0x7e020000, 0}}},
      {{{2, "==", 1, width = 32}}, {{"whence", "==", "SEEK_CUR"}}},
      {{{1, "==", 5}, {2, "==", 7}},
        {{"offset", "==", 5}, {"whence", "==", 7, width = 64}}},
      {{{5, "==", 1}}, {{5, "==", 1}}}, -- it has three arguments
    } do
      assert.same(case[2], back(case[1]))
    end
  end)

  it("speaks in the words of the kernel, which read back", function()
    local function text_of(rule)
      rule.action = "allow"
      local p = policies.new {default = "errno(EPERM)",
        arches = {"amd64", "arm64"}, rules = {rule}}
      return tostring(assert_recovered(p:compile()))
    end
    local function has(text, ...)
      for _, word in ipairs {...} do
        assert.truthy(text:find(word, 1, true), text)
      end
    end
    has(text_of {"socket", when = {{0, "==", {2, 10}, width = 32}}},
      '{"domain", "==", {"AF_INET", "AF_INET6"}}')
    has(text_of {"socket", when = {{0, "!=", 40}}},
      '{"domain", "!=", "AF_VSOCK", width = 64}')
    has(text_of {"mprotect", when = {{2, "masked_eq", 4, 0}}},
      '{"prot", "masked_eq", "PROT_EXEC", 0, width = 32}')
    has(text_of {"openat", when = {{0, "==", 0xffffff9c, width = 32}}},
      '{"dirfd", "==", "AT_FDCWD"}')
    has(text_of {"clone", when = {{0, "masked_eq", 0x30000000, 0}}},
      '"CLONE_NEWUSER|CLONE_NEWPID"')
    has(text_of {"fchmod", when = {{1, "==", 511, width = 16}}},
      '{"mode", "==", 0x1ff}')
    has(text_of {"socket", when = {{0, "==", 1, width = 32}}},
      '{"domain", "==", "AF_UNIX"}')
    for line in text_of {"clone", when = {{0, "masked_eq", 0x7e020000, 0}}}
        :gmatch "[^\n]+" do
      assert.is_true(#line <= 80, line)
    end
    -- of two calls that call it otherwise, or have no such argument, the number
    has(text_of {"socket", "lseek", when = {{0, "==", 2, width = 32}}},
      "{0, \"==\", 2, width = 32}")
  end)

  it("has one range for all calls of an arch, and none for its default",
    function()
    local p = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{{0, 0x7000}, action = "errno(EIO)", arches = {"x86"}},
        {"read", action = "log"}}}
    assert.same({
      {"read", action = "log", arches = {"amd64"}},
      {{0, 0x7000}, action = "errno(EIO)", arches = {"x86"}},
    }, assert_recovered(p:compile()):data().rules)
  end)

  it("says the same each time where two are as frequent", function()
    for i = 1, 8 do
      local spec = {default = "allow", arches = {"amd64", "arm64"}, rules = {}}
      for k, arch in ipairs(spec.arches) do
        spec.rules[k] = {{600, arch == "amd64" and 0x3fffffff or 0xfffffffe},
          arches = {arch}, action = ("errno(%d)"):format(200 + 10 * i + 3 * k)}
      end
      assert.equal(("errno(%d)"):format(203 + 10 * i),
        tostring(policies.new(spec):compile():policy():data().unknown))
    end
  end)

  it("finds unknown, bad_arch and errno names of each arch again", function()
    local p = policies.new {default = "errno(ENOSYS)", bad_arch = "trap",
      unknown = "errno(EDEADLK)", arches = {"mips64", "mips"},
      rules = {
        {"read", action = "allow"},
        {"ioctl", action = "errno(ELOOP)", when = {{1, "==", 5}}},
      }}
    local back = assert_recovered(p:compile())
    assert.equal("errno(ENOSYS)", back.default)
    assert.equal("errno(EDEADLK)", back.unknown)
    assert.equal("trap", back.bad_arch)
    assert.same({"mips64", "mips"}, back.arches)
    assert.equal(2, #back.rules)
    assert.equal("errno(ELOOP)", back.rules[2].action)
  end)

  it("comes back in the words of the source for Docker's kind", function()
    local names = {"accept", "bind", "brk", "clone3", "read", "write"}
    local p = policies.new {default = "errno(EPERM)", bad_arch = "kill_thread",
      unknown = "errno(ENOSYS)", arches = {"amd64", "x86", "x32"}, rules = {
        {"accept", "bind", "brk", "read", "write", action = "allow"},
        {"clone3", action = "errno(ENOSYS)"},
      }}
    local back = assert_recovered(p:compile())
    assert.equal(2, #back.rules)
    assert.equal(#names - 1, #back.rules[1])
    assert.is_nil(back.rules[1].arches)
  end)

  it("gives high words on 32-bit arches raw conditions", function()
    -- x86 getpid is allowed when the high word of its argument is not zero
    local program = seccomp.program(insn(LD, 0, 0, 4) ..
      insn(JEQ, 0, 4, 0x40000003) .. insn(LD, 0, 0, 0) .. insn(JEQ, 0, 3, 20) ..
      insn(LD, 0, 0, 20) .. insn(JEQ, 1, 0, 0) .. insn(RET, 0, 0, ALLOW) ..
      insn(RET, 0, 0, DENY))
    local policy = assert_recovered(program)
    assert.same({"x86"}, policy.arches)
    local when = policy.rules[1].when
    assert.is_true(when[1].raw)
  end)

  it("gives arguments in memory raw conditions", function()
    for _, arch in ipairs {"x86", "s390x"} do
      local p = policies.new {default = "errno(EPERM)", arches = {arch},
        rules = {{"mmap", action = "allow", when = {{2, "==", 5, raw = true,
          width = 32}}}}}
      local rules = assert_recovered(p:compile()).rules
      assert.equal(1, #rules)
      assert.same({{2, "==", 5, raw = true, width = 32}}, rules[1].when)
    end
  end)

  it("has a policy for a program that does the same with every call", function()
    for _, endian in ipairs {"<", ">"} do
      local bytes = string.pack(endian .. "I2BBI4", RET, 0, 0, ALLOW)
      local policy = assert_recovered(seccomp.program(bytes))
      assert.equal("allow", policy.default)
      assert.equal("allow", policy.bad_arch)
    end
  end)

  local function refused(bytes, code, text)
    local program = seccomp.program(bytes)
    local ok, err = pcall(program.policy, program)
    assert.is_false(ok)
    assert.equal(code, err.code)
    assert.equal("policy", err.op)
    assert.truthy(err.message:find(text, 1, true))
  end

  it("puts groups in place of names when asked, where they are exact",
    function()
    for _, arches in ipairs {{"amd64"}, {"amd64", "x86"}, {"arm64", "arm"}} do
      local p = policies.new {default = "errno(EPERM)", arches = arches,
        rules = {{"@basic-io", "@timer", "openat", action = "allow"},
          {"mkdir", action = "log"}}}
      local back = p:compile():policy {groups = true}
      assert.same({}, p:diff(back))
      local entries = {}
      for _, rule in ipairs(back.rules) do
        for _, entry in ipairs(rule) do entries[entry] = rule.action end
      end
      assert.equal("allow", entries["@basic-io"])
      assert.is_nil(entries.read)
      assert.is_nil(p:compile():policy().rules[1][1]:find("@", 1, true))
    end
    -- one call short, and the group is none
    local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"readv", action = "log"}, {"@basic-io", action = "allow"}}}
    local text = tostring(p:compile():policy {groups = true})
    assert.is_nil(text:find("@basic-io", 1, true))
    assert.truthy(tostring(p:tidy {groups = true}):find("readv", 1, true))
  end)

  it("says what no policy says", function()
    refused(insn(LD, 0, 0, 0) .. insn(JEQ, 0, 1, 0) .. insn(RET, 0, 0, ALLOW) ..
      insn(RET, 0, 0, DENY), "EUNSAYABLE", "never looks at the arch")
    refused(insn(LD, 0, 0, 4) .. insn(JEQ, 0, 3, 0xc000003e) ..
      insn(LD, 0, 0, 8) .. insn(JEQ, 0, 1, 5) .. insn(RET, 0, 0, ALLOW) ..
      insn(RET, 0, 0, DENY), "EUNSAYABLE", "instruction pointer")
    refused(insn(LD, 0, 0, 4) .. insn(JEQ, 0, 1, 0x12345678) ..
      insn(RET, 0, 0, ALLOW) .. insn(RET, 0, 0, DENY), "EUNSAYABLE",
      "0x12345678")
    -- of 64 arches the first is named, of more the range
    for n, message in pairs {[64] = "0x12345600", [65] = "calls of the " ..
      "arches 0x12345600 to 0x12345640, most of which do not exist"}
    do
      refused(insn(LD, 0, 0, 4) .. insn(JGE, 0, 2, 0x12345600) ..
        insn(JGE, 1, 0, 0x12345600 + n) .. insn(RET, 0, 0, ALLOW) ..
        insn(RET, 0, 0, DENY), "EUNSAYABLE", message)
    end
    refused(insn(LD, 0, 0, 4) .. insn(JEQ, 0, 3, 0xc000003e) ..
      insn(LD, 0, 0, 0) .. insn(JSET, 0, 1, 1) .. insn(RET, 0, 0, ALLOW) ..
      insn(RET, 0, 0, DENY), "EUNSAYABLE", "syscall numbers")
  end)

  it("raises when its budget is used up, and for wrong options", function()
    local program = policies.new {default = "allow"}:compile()
    local ok, err = pcall(program.policy, program, {budget = 0})
    assert.is_false(ok)
    assert.equal("EUNDECIDED", err.code)
    ok, err = pcall(program.policy, program, {budgets = 1})
    assert.is_false(ok)
    assert.truthy(tostring(err):find('did you mean "budget"', 1, true))
    ok, err = pcall(program.policy, program, {}, 1)
    assert.is_false(ok)
    assert.truthy(tostring(err):find("to 'policy'", 1, true))
  end)

  it("is named as it was called in what is wrong with its arguments", function()
    local of = require("seccomp.policy").of
    local f = seccomp.filter("allow", {arches = {"amd64"}})
    local p = f:program()
    local function said(call, ...)
      local ok, err = pcall(call, ...)
      assert.is_false(ok)
      return (tostring(err):gsub("^[^ ]*:%d+: ", ""))
    end
    local function first(op, n)
      return ("bad argument #%d to '%s' (table expected, got number)"):format(n,
        op)
    end
    for _, object in ipairs {p, f, seccomp.stack {p}} do
      assert.equal(first("policy", 1), said(object.policy, object, 5))
      assert.equal(first("of", 2), said(of, object, 5))
      local why = 'unknown option "x": known are budget groups (EINVAL)'
      assert.equal("policy: " .. why, said(object.policy, object, {x = 1}))
      assert.equal("of: " .. why, said(of, object, {x = 1}))
      assert.equal("bad argument #3 to 'of' (no more than 2 arguments " ..
        "expected)", said(of, object, {}, nil))
    end
    assert.equal("bad argument #1 to 'of' (Stack, Program or Filter " ..
      "expected, got table)", said(of, {}, 5))
    f:release()
    assert.matches("^of: filter is released", said(of, f))
  end)
end)

describe("Policy:union and Policy:intersection", function()
  local RANK = {kill_process = 1, kill_thread = 2, trap = 3, errno = 4,
    notify = 6, trace = 7, log = 8, allow = 9}

  local function rank(action)
    return action.name == "errno" and action.code == 0 and 5 or
      RANK[action.name]
  end

  local function random_call(p)
    return {arch = pick(p.arches), syscall = random(0, 460),
      arg0 = draw.datum(), arg1 = draw.datum(), arg2 = random(0, 9)}
  end

  it("give each call the action of the two that permits more, or less",
    function()
    local n = 0
    for _ = 1, 40 do
      local a, b = random_policy(), random_policy()
      b.arches, b.unknown = a.arches, a.unknown
      for _, rule in ipairs(b.rules) do rule.arches = nil end
      local p, q = program_of(a), program_of(b)
      if p and q then
        n = n + 1
        local x, y = policies.new(a), policies.new(b)
        local union, both = x:union(y):compile(), x:intersection(y):compile()
        for _ = 1, 60 do
          local call = random_call(x)
          local ok, left = pcall(p.simulate, p, call)
          if ok then
            local right = q:simulate(call)
            assert.equal(rank(right) > rank(left) and right or left,
              (union:simulate(call)))
            assert.equal(rank(right) < rank(left) and right or left,
              (both:simulate(call)))
          end
        end
        if not (tostring(x) .. tostring(y)):find "trace" then
          assert.is_true((p:permits_at_most(union)))
          assert.is_true((both:permits_at_most(q)))
        end
      end
    end
    assert.is_true(n > 5)
  end)

  local function of(spec)
    spec.arches = spec.arches or {"amd64"}
    return policies.new(spec)
  end

  it("take an arch that one alone lists, the other's bad_arch for it",
    function()
    local a = of {default = "errno(EPERM)", bad_arch = "kill_process",
      rules = {{"read", action = "allow"}}}
    local b = of {default = "errno(EIO)", bad_arch = "kill_thread",
      arches = {"x86"}, rules = {{"read", action = "allow"}}}
    local union = a:union(b):compile()
    assert.equal("allow", union:simulate({arch = "x86", syscall = "read"}).name)
    assert.equal("errno(EPERM)",
      tostring((union:simulate {arch = "amd64", syscall = "write"})))
    assert.equal("kill_thread",
      union:simulate({arch = "arm64", syscall = "read"}).name)
    assert.equal("kill_process",
      a:intersection(b):compile():simulate({arch = "x86", syscall = 3}).name)
  end)

  it("keep the receiver's data where two rank alike", function()
    local a = of {default = "errno(EPERM)", rules = {
      {"read", action = "trace(1)"}}}
    local b = of {default = "errno(EIO)", rules = {
      {"read", action = "trace(2)"}}}
    assert.equal("errno(EPERM)", a:union(b).default)
    assert.equal("errno(EIO)", b:union(a).default)
    assert.equal("trace(1)", a:union(b).rules[1].action)
    assert.equal("trace(2)", b:intersection(a).rules[1].action)
  end)

  it("refuse policies that differ in unknown", function()
    local a = of {default = "allow", unknown = "errno(ENOSYS)"}
    for _, unknown in ipairs {"none", "errno(EPERM)"} do
      local b = of {default = "allow",
        unknown = unknown ~= "none" and unknown or nil}
      for _, name in ipairs {"union", "intersection"} do
        for _, pair in ipairs {{a, b}, {b, a}} do
          local ok, err = pcall(pair[1][name], pair[1], pair[2])
          assert.is_false(ok)
          assert.equal("EINVAL", err.code)
          assert.equal(name, err.op)
          assert.truthy(err.message:find("differ in unknown", 1, true))
        end
        assert.same({}, a:diff(a[name](a, a)))
      end
    end
  end)

  it("refuse what is no policy, and arches of both byte orders", function()
    local a, b = of {default = "allow"}, of {default = "allow",
      arches = {"s390x"}}
    for _, name in ipairs {"union", "intersection"} do
      local ok, err = pcall(a[name], a, b)
      assert.is_false(ok)
      assert.equal("EDOM", err.code)
      ok, err = pcall(a[name], a, 1)
      assert.is_false(ok)
      assert.truthy(err:find("seccomp.policy expected", 1, true))
    end
  end)
end)

describe("Policy:tidy", function()
  it("means the same in no more rules", function()
    for _ = 1, 30 do
      local spec = random_policy()
      if program_of(spec) then
        local p = policies.new(spec)
        local tidied = p:tidy()
        assert.same({}, p:diff(tidied))
        assert.is_true(#tidied.rules <= #p.rules)
      end
    end
  end)

  it("puts together what was said apart", function()
    local rules = {}
    for i, name in ipairs {"read", "write", "close", "read", "kill"} do
      rules[i] = {name, action = name == "kill" and "errno(EPERM)" or "allow"}
    end
    local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = rules}
    local tidied = p:tidy()
    assert.equal(1, #tidied.rules)
    assert.same({"close", "read", "write", action = "allow"}, tidied.rules[1])
  end)
end)

describe("the policy of a program", function()
  it("has whole calls before those with conditions, much before little, " ..
    "then as the numbers are", function()
    local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {
        {"personality", action = "allow", when = {{0, "==", 8}}},
        {"getpid", action = "kill_process"},
        {"write", "close", "dup", "sync", action = "allow"},
        {"mkdir", "rmdir", action = "errno(EIO)", when = {{1, "==", 1}}},
        {"read", action = "log"},
        {"ioctl", action = "allow", when = {{1, "==", 1}}},
      }}:compile():policy()
    local got = {}
    for i, rule in ipairs(p.rules) do
      got[i] = table.concat(rule, " ") .. (rule.when and " when" or "")
    end
    assert.same({"close dup sync write", "getpid", "read", "ioctl when",
      "mkdir rmdir when", "personality when"}, got)
  end)
end)
