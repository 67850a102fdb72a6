-- SPDX-License-Identifier: MIT
-- Stacks: held against the rule of the kernel's source as spec/stacks.lua has
-- it, and against this kernel. COUNT multiplies how many pairs of programs that
-- gets, SEED repeats a run.
local native = require "spec.native"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local stacks = require "spec.stacks"
local support = require "spec.support"

local raised = support.raised
local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local random = math.random

local AMD64 = 0xc000003e

local function ret(value)
  return seccomp.program(string.pack("<I2BBI4", 6, 0, 0, value))
end

-- Calls of a small domain on which random programs are tried.
local CALLS = {}
for _, number in ipairs {0, 1, 2, 3} do
  for _, a in ipairs {0, 1, 2, 4, 5, 6, 0x7fff0000, 0x80000000, 0xffffffff,
    1 << 32, 1 << 32 | 5, -1} do
    for _, b in ipairs {0, 1, 5, 0x7ffd0000, 0x00050001, 0x80000000} do
      CALLS[#CALLS + 1] = {arch = "amd64", token = AMD64, syscall = number,
        arg0 = a, arg1 = b}
    end
  end
end
for _, call in ipairs(CALLS) do
  call.words = stacks.words(call)
  call.given = {arch = "amd64", syscall = call.syscall, arg0 = call.arg0,
    arg1 = call.arg1}
end

-- Random programs, as blocks, the Stack of them, and Programs; with a token
-- such as look at the arch.
local function draw(most, token, plain)
  local blocks, programs = {}, {}
  for i = 1, random(most) do
    blocks[i] = stacks.draw {numbers = {0, 1, 2}, token = token,
      plain = token ~= nil or plain}
    programs[i] = stacks.assemble(blocks[i])
  end
  return blocks, seccomp.stack(programs), programs
end

local function simulated(s, call)
  local action, n = s:simulate(call.given)
  return action.name, action.code or 0, n
end

describe("seccomp.stack", function()
  local a, b = ret(0x00050001), ret(0x00050002)

  it("is a list of programs", function()
    local s = seccomp.stack {a, b}
    assert.equal(2, #s)
    assert.equal(a, s[1])
    assert.equal(b, s[2])
    assert.is_nil(s[0])
    assert.is_nil(s[3])
    assert.is_nil(s[-1])
    assert.is_nil(s["1"])
    assert.is_nil(s.nonsense)
    assert.equal("little", s.endian)
    assert.equal("seccomp.stack (2 programs, 2 instructions, little-endian)",
      tostring(s))
    local seen = {}
    for i, program in ipairs(s) do seen[i] = program end
    assert.same({a, b}, seen)
    assert.is_false(getmetatable(s))
    assert.truthy(raised(function() s[1] = b end):find("cannot be changed", 1,
      true))
  end)

  it("is equal to another of equal programs in the same order", function()
    assert.equal(seccomp.stack {a, b}, seccomp.stack {ret(0x00050001), b})
    assert.not_equal(seccomp.stack {a, b}, seccomp.stack {b, a})
    assert.not_equal(seccomp.stack {a}, seccomp.stack {a, a})
    assert.not_equal(seccomp.stack {a}, a)
  end)

  it("takes whatever comes to a program, and stands for its own", function()
    local policy = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "allow"}}}
    local filter = seccomp.filter("allow", {arches = {"amd64"}})
      :add_rule("write", "kill_process")
    local s = seccomp.stack {policy, filter, seccomp.stack {a, b}, a}
    assert.equal(5, #s)
    assert.equal(policy:compile(), s[1])
    assert.equal(filter:program(), s[2])
    assert.equal(a, s[3])
    assert.equal(b, s[4])
    assert.equal(a, s[5])
    filter:add_rule("read", "trap")
    assert.equal("errno(EPERM)", tostring((s:simulate {syscall = "read",
      arch = "amd64"}))) -- a copy
  end)

  it("keeps its programs alive by itself", function()
    local list = {}
    for i = 1, 50 do list[i] = ret(0x00050000 | i) end
    local s = seccomp.stack(list)
    list = nil -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    for i = 1, 50 do assert.equal(ret(0x00050000 | i), s[i]) end
  end)

  it("refuses everything else", function()
    local foreign = seccomp.program(string.pack(">I2BBI4", 6, 0, 0, 0))
    local released = seccomp.filter "allow"
    released:release()
    for _, case in ipairs {
      {"EINVAL", "at least one program", {}},
      {"EINVAL", "without a gap", {a, nil, b}},
      {"EINVAL", "without a gap", {a, x = b}},
      {"EINVAL", "metatable", setmetatable({a}, {__index = {b}})},
      {"EINVAL", "metatable", policies.new {default = "allow"}},
      {"EDOM", "item 2 ", {a, foreign}},
      {"EDOM", "item 1 ", {foreign, a}, 2},
      {"EINVAL", "released", {a, released}},
    } do
      local err = raised(seccomp.stack, case[3])
      assert.equal(case[1], err.code)
      assert.equal("stack", err.op)
      if not case[4] then
        assert.truthy(err.message:find(case[2], 1, true), err.message)
      end
    end
    for _, case in ipairs {
      {"#1 to 'stack' (table expected, got seccomp.program)", a},
      {"#1 to 'stack' (table expected, got no value)"},
      {"#1 to 'stack' (item 1: Program, Stack, Filter or Policy expected, " ..
        "got string)", {"allow"}},
      {"#1 to 'stack' (item 2: Program, Stack, Filter or Policy expected, " ..
        "got seccomp.action)", {a, seccomp.action "allow"}},
      {"#1 to 'stack' (item 3: Program, Stack, Filter or Policy expected, " ..
        "got table)", {a, b, {}}},
      {"#2 to 'stack' (no more than 1 argument expected)", {a}, b},
    } do
      local err = raised(seccomp.stack, table.unpack(case, 2))
      assert.truthy(err:find(case[1], 1, true), err)
    end
  end)

  it("refuses what no kernel holds", function()
    local bytes = ("\0\0\0\0\0\0\0\0"):rep(4095) .. "\6\0\0\0\0\0\xff\x7f"
    local large, list = seccomp.program(bytes), {}
    for i = 1, 7 do list[i] = large end
    assert.equal(7, #seccomp.stack(list))
    list[8] = large
    local err = raised(seccomp.stack, list)
    assert.equal("E2BIG", err.code)
    assert.truthy(err.message:find("with item 8 that is 8 programs with " ..
      "32768 instructions: the kernel holds 32768", 1, true), err.message)
  end)

  it("says of a policy that cannot be compiled why", function()
    local policy = policies.new {default = "allow", arches = {"x86"}, rules = {
      {"socket", action = "trap", when = {{0, "==", 1}}}}}
    local err = raised(seccomp.stack, {policy})
    assert.equal("EINVAL", err.code)
    assert.equal("stack", err.op)
    assert.truthy(err.message:find("socketcall", 1, true))
  end)
end)

describe("Stack:simulate", function()
  local function text(...)
    local list = {}
    for i, value in ipairs {...} do list[i] = ret(value) end
    return tostring(seccomp.stack(list):simulate("read"))
  end

  it("has the lowest action, and of two the newest's data", function()
    assert.equal("errno(ENOENT)", text(0x00050001, 0x00050002))
    assert.equal("errno(EPERM)", text(0x00050002, 0x00050001))
    assert.equal("errno(0)", text(0x00050001, 0x00050000))
    assert.equal("trace(3)", text(0x7ff00004, 0x7ff00003))
    assert.equal("trap(2)", text(0x00050001, 0x00030001, 0x00030002,
      0x7fff0000))
    assert.equal("kill_process", text(0, 0x80000000, 0))
    assert.equal("kill_thread", text(0, 0x7fff0000))
  end)

  it("ranks actions that no kernel knows by their numbers", function()
    assert.equal("kill_process", text(0x7ffd0000))
    assert.equal("kill_process", text(0x7ffd0000, 0x7fff0000))
    assert.equal("log", text(0x7ffd0000, 0x7ffc0000))
    assert.equal("errno(EPERM)", text(0x7ffd0000, 0x00050001))
    assert.equal("kill_process", text(0x00040000, 0x00050001))
    assert.equal("trap", text(0x00040000, 0x00030000))
    assert.equal("kill_process", text(0x80010000, 0)) -- below 0 all the same
  end)

  it("takes calls as a Program does", function()
    local s = seccomp.stack {ret(0x7fff0000), ret(0x00050001)}
    local action, n = s:simulate {syscall = "read", arch = "arm64", arg0 = 3,
      ip = 5}
    assert.equal("errno(EPERM)", tostring(action))
    assert.equal(2, n)
    assert.equal(2, select(2, s:simulate(0, 1, 2, 3, 4, 5, 6)))
    assert.equal("EINVAL", raised(s.simulate, s, "opnat").code)
    assert.truthy(raised(s.simulate, ret(0), 0):find("seccomp.stack expected",
      1, true))
  end)

  it("is what the kernel's source says of random programs", function()
    math.randomseed(SEED)
    for _ = 1, 60 do
      local blocks, s = draw(4)
      for _, call in ipairs(CALLS) do
        local value, count = stacks.run(blocks, call.words)
        local name, code = stacks.action(value)
        local is, with, n = simulated(s, call)
        if name ~= is or code ~= with or count ~= n then
          error(("syscall %d(0x%x, 0x%x) is %s(%d) after %d, not %s(%d) " ..
            "after %d (seed %d)"):format(call.syscall, call.arg0, call.arg1,
            is, with, n, name, code, count, SEED))
        end
      end
    end
  end)
end)

describe("proofs about stacks", function()
  local RANK = {kill_process = 0, kill_thread = 1, trap = 2, errno = 3,
    notify = 5, trace = 6, log = 7, allow = 8}

  -- Whether an action permits no more than another.
  local function at_most(x, y)
    if x.name == "trace" and y.name == "trace" then return x == y end
    local low, high = RANK[x.name], RANK[y.name]
    if x.name == "errno" and x.code == 0 then low = 4 end
    if y.name == "errno" and y.code == 0 then high = 4 end
    return low <= high
  end

  -- Whether two agree on all the calls, and whether the first is at most the
  -- second there.
  local function tried(s, t)
    local same, below = true, true
    for _, call in ipairs(CALLS) do
      local x, y = s:simulate(call.given), t:simulate(call.given)
      same = same and x == y
      below = below and at_most(x, y)
    end
    return same, below
  end

  -- Another stack, which may well be much like the first.
  local function another(programs)
    local kind, list = random(6), {table.unpack(programs)}
    if kind == 1 then return select(2, draw(3, nil, true)) end
    if kind == 2 then return programs[1] end
    if kind == 3 then table.insert(list, random(#list + 1), ret(0x7fff0000)) end
    if kind == 4 then list[#list + 1] = list[1] end
    if kind == 5 then
      local i, k = random(#list), random(#list)
      list[i], list[k] = list[k], list[i]
    end
    if kind == 6 then
      list[random(#list + 1)] = stacks.assemble(stacks.draw {
        numbers = {0, 1, 2}, plain = true})
    end
    return seccomp.stack(list)
  end

  it("hold for all calls, or have a call that shows it", function()
    math.randomseed(SEED)
    local answers = {[true] = 0, [false] = 0}
    for i = 1, 120 do
      -- what is computed takes a proof far longer
      local _, s, programs = draw(3, nil, i % 30 > 0)
      local t = another(programs)
      local same, below = tried(s, t)
      local list = s:diff(t)
      for _, w in ipairs(list) do
        assert.not_equal(w.left, w.right)
        assert.equal(w.left, (s:simulate(w)))
        assert.equal(w.right, (t:simulate(w)))
      end
      local ok, w = s:permits_at_most(t)
      if not ok then
        assert.is_false(at_most(w.left, w.right))
        assert.equal(w.left, (s:simulate(w)))
        assert.equal(w.right, (t:simulate(w)))
      end
      assert.is_true(same or #list > 0)
      assert.is_true(below or not ok)
      assert.equal(#list, #t:diff(s))
      answers[#list == 0] = answers[#list == 0] + 1
    end
    assert.is_true(answers[true] > 5 and answers[false] > 5)
  end)

  it("know that order matters for data alone", function()
    local a, b = ret(0x00050001), ret(0x00050002)
    local one, other = seccomp.stack {a, b}, seccomp.stack {b, a}
    local list = one:diff(other)
    assert.equal(seccomp.action "errno(2)", list[1].left)
    assert.equal(seccomp.action "errno(1)", list[1].right)
    assert.same({}, one:diff(b))
    assert.same({}, b:diff(one))
    assert.is_true(one:permits_at_most(other))
    assert.is_true(other:permits_at_most(one))
    assert.equal("different", one:compare(other).verdict)
  end)

  it("know actions that no kernel knows", function()
    local unknown, errno = ret(0x7ffd0000), ret(0x00050001)
    local kill = ret(0x80000000)
    assert.same({}, unknown:diff(kill))
    assert.same({}, seccomp.stack {unknown}:diff(kill))
    assert.same({}, seccomp.stack {unknown, errno}:diff(errno))
    assert.same({}, seccomp.stack {errno, unknown}:diff(errno))
    assert.same({}, seccomp.stack {ret(0x00040000), errno}:diff(kill))
    -- the same where it is computed: return arg1 as it is
    local computed = seccomp.program(string.pack("<I2BBI4I2BBI4", 0x20, 0, 0,
      24, 0x16, 0, 0, 0))
    local s = seccomp.stack {computed, errno}
    for _, value in ipairs {0, 1, 0x00030007, 0x00040000, 0x00050003,
      0x0005ffff, 0x00060000, 0x7ffd0000, 0x7fff0000, 0x80000000, 0x80010000,
      0xffffffff} do
      local is = s:simulate {syscall = 0, arg1 = value}
      local acted = stacks.run({{{ret = value}}, {{ret = 0x00050001}}}, {})
      local name, code = stacks.action(acted)
      assert.equal(name, is.name)
      assert.equal(code, is.code or 0)
      -- and the proof knows it of that one value
      local function only(other, returns, k)
        return seccomp.program(string.pack("<" .. ("I2BBI4"):rep(4), 0x20, 0, 0,
          24, 0x15, 0, 1, value, returns, 0, 0, k, 6, 0, 0, other))
      end
      local t = seccomp.stack {only(0x7fff0000, 0x16, 0), errno}
      assert.same({}, t:diff(only(0x00050001, 0x06, acted)))
    end
  end)

  it("take Programs, Filters, Policies and Stacks in any pairing", function()
    local policy = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      bad_arch = "kill_thread", rules = {{"read", action = "allow"}}}
    local filter = seccomp.filter("errno(EPERM)", {arches = {"amd64"},
      bad_arch_action = "kill_thread"}):add_rule("read", "allow")
    local program = policy:compile()
    local stack = seccomp.stack {ret(0x7fff0000), filter}
    local all = {policy, filter, program, stack}
    for _, right in ipairs(all) do
      for _, left in ipairs {program, stack} do
        assert.same({}, left:diff(right))
        assert.is_true(left:permits_at_most(right))
      end
      assert.same({}, policy:diff(right))
      for _, left in ipairs(all) do
        assert.equal("equal", left:compare(right).verdict)
      end
    end
    assert.equal(tostring(program:policy()), tostring(stack:policy()))
    assert.equal(tostring(program:policy()), tostring(policies.of(stack)))
  end)

  it("tell whether a container enforces at least a policy", function()
    local mine = policies.new {default = "allow", arches = {"amd64"},
      bad_arch = "allow", rules = {{"ptrace", action = "errno(EPERM)"},
        {"mount", action = "kill_process"}}}
    local runtimes = policies.new {default = "errno(EPERM)",
      arches = {"amd64"}, bad_arch = "errno(ENOSYS)", rules = {
        {"read", "write", "mount", action = "allow"}}}
    assert.is_false((seccomp.stack {runtimes}:permits_at_most(mine)))
    local s = seccomp.stack {runtimes, mine}
    assert.is_true(s:permits_at_most(mine))
    assert.is_true(s:permits_at_most(runtimes))
    local ok, w = runtimes:compile():permits_at_most(s)
    assert.is_false(ok)
    assert.equal("mount", w.syscall)
    assert.same({"mount"}, runtimes:compare(s).groups[1].syscalls)
  end)

  it("refuse what is not comparable, and name themselves", function()
    local s = seccomp.stack {ret(0)}
    local foreign = seccomp.program(string.pack(">I2BBI4", 6, 0, 0, 0))
    for _, name in ipairs {"diff", "permits_at_most", "compare"} do
      assert.equal("EDOM", raised(s[name], s, foreign).code)
      local method = assert(load(("local s = ... return s:%s(5)"):format(name)))
      local err = raised(method, s)
      assert.truthy(err:find("bad argument #1 to '" .. name ..
        "' (Program, Stack, Filter or Policy expected, got number)", 1, true),
        err)
      assert.truthy(raised(s[name], s, s, {}, 1):find "no more than 3")
      err = raised(s[name], s, s, {nonsense = 1})
      assert.equal("EINVAL", err.code)
      err = raised(s[name], s, s, {budget = 0})
      assert.equal("EUNDECIDED", err.code)
      assert.equal(name, err.op)
      local released = seccomp.filter "allow"
      released:release()
      assert.equal(name, raised(s[name], s, released).op)
      assert.truthy(raised(s[name], ret(0), s):find("seccomp.stack expected",
        1, true))
    end
  end)

  it("hold for more programs than there are operations", function()
    local list = {}
    for i = 1, 200 do list[i] = ret(0x00050000 | i) end
    assert.same({}, seccomp.stack(list):diff(list[200]))
    assert.equal("errno(200)", tostring(seccomp.stack(list):policy().default)
      :gsub("EALREADY", "200"))
  end)
end)

describe("Stack:policy", function()
  it("is the stack on every call", function()
    math.randomseed(SEED)
    for _ = 1, 40 do
      local _, s = draw(3, AMD64)
      local policy = s:policy()
      assert.same({}, s:diff(policy))
      local program = policy:compile()
      for _, call in ipairs(CALLS) do
        assert.equal((s:simulate(call.given)), (program:simulate(call.given)))
      end
    end
  end)
end)

describe("this kernel (seed " .. SEED .. ")", function()
  local NAMES = {"getppid", "getpid", "gettid"}

  local function hex(bytes)
    return (bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
  end

  -- What is seen of a call whose action that is.
  local function seen(action)
    local name, code = action.name, action.code or 0
    if name == "allow" or name == "log" then return "allowed" end
    if name == "trace" or name == "notify" then return "-38" end -- nobody there
    if name == "errno" then return code == 0 and "0" or "-" .. code end
    if name == "trap" then return "trap:" .. code end
    return name:match "_(%a+)"
  end

  it("does what Stacks say with random programs and calls", function()
    local arch = seccomp.native_arch()
    if arch:find "^mips" or arch:find "^parisc" then
      return pending "ENOSYS has another number"
    end
    local endian = ("=I2"):pack(1) == "\1\0" and "little" or "big"
    -- a process of 32 bits has no upper words to give
    local upper = ("T"):packsize() == 8 and 1 or 0
    math.randomseed(SEED)
    local numbers, allowed = {}, {}
    for i, name in ipairs(NAMES) do
      numbers[i] = seccomp.syscall_number(name)
    end
    for i, name in ipairs {"seccomp", "rt_sigreturn", "exit"} do
      allowed[i] = seccomp.syscall_number(name)
    end
    local lines, cases = {}, {}
    for i = 1, math.ceil(200 * COUNT) do
      local blocks, programs = {}, {}
      for k = 1, random(9) == 1 and 3 or 2 do
        blocks[k] = stacks.draw {numbers = numbers, allowed = allowed}
        programs[k] = stacks.assemble(blocks[k], endian)
        lines[#lines + 1] = "program " .. hex(programs[k]:bytes())
      end
      local case = {stack = seccomp.stack(programs), calls = {}}
      for k = 1, 6 do
        local call = {syscall = numbers[random(3)],
          arg0 = stacks.VALUES[random(#stacks.VALUES)] | random(0, upper) << 32,
          arg1 = random(2) == 1 and stacks.VALUES[random(#stacks.VALUES)] or
            stacks.RETURNS[random(#stacks.RETURNS)]}
        case.calls[k] = call
        lines[#lines + 1] = ("call %x %x %x"):format(call.syscall, call.arg0,
          call.arg1)
      end
      lines[#lines + 1] = "run"
      cases[i] = case
    end
    local child = support.command({native.program "stacked"},
      {stdin = table.concat(lines, "\n") .. "\n", timeout = 120 * (COUNT + 4)})
    assert.equal(0, child.code, support.describe(child))
    local i, made, kinds = 0, 0, {}
    for line in child.stdout:gmatch "[^\n]+" do
      i = i + 1
      local case, n = cases[i], 0
      for word in line:gmatch "%S+" do
        n = n + 1
        local action = case.stack:simulate(case.calls[n])
        if seen(action) ~= word then
          error(("pair %d, syscall %d(0x%x, 0x%x): the kernel: %s, the " ..
            "stack: %s"):format(i, case.calls[n].syscall, case.calls[n].arg0,
            case.calls[n].arg1, word, tostring(action)))
        end
        local kind = word:match "^%a+" or word == "0" and "errno(0)" or "errno"
        kinds[kind] = (kinds[kind] or 0) + 1
      end
      made = made + n
    end
    assert.equal(#cases, i)
    for _, kind in ipairs {"allowed", "errno", "errno(0)", "trap", "thread",
      "process"} do
      assert.is_true((kinds[kind] or 0) > 0, "no " .. kind)
    end
    if COUNT > 1 then
      local told = {}
      for kind, n in pairs(kinds) do told[#told + 1] = kind .. " " .. n end
      table.sort(told)
      print(("%d stacks, %d calls: %s"):format(i, made,
        table.concat(told, ", ")))
    end
  end)
end)
