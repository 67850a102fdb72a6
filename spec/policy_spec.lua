-- SPDX-License-Identifier: MIT
-- The Policy: what its rules mean, and what is refused.
local fields = require "spec.fields"
local groups = require "seccomp.groups"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local action = fields.action
local example = fields.example
local raised = support.raised
local with = fields.with

describe("a policy", function()
  it("tries its rules in order, then the default", function()
    local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {
        {"openat", action = "log", when = {{2, "masked_eq", 3, 0}}},
        {"openat", action = "errno(EROFS)", when = {{2, "!=", 2}}},
        {"openat", action = "allow"},
        {"openat", action = "kill_process"},
      }}
    local function openat(flags)
      return action(p, {arch = "amd64", syscall = "openat", arg2 = flags})
    end
    assert.equal("log", openat(0x40))
    assert.equal("errno(EROFS)", openat(1))
    assert.equal("allow", openat(2))
    assert.equal("errno(EPERM)", action(p, {arch = "amd64", syscall = "read"}))
  end)

  it("is what the manual says", function()
    local p = policies.new(example)
    assert.equal("allow", action(p, {arch = "amd64", syscall = "pread64"}))
    assert.equal("allow", action(p, {arch = "x86", syscall = "_llseek"}))
    assert.equal("allow", action(p,
      {arch = "x32", syscall = "personality", arg0 = 8}))
    assert.equal("errno(EPERM)", action(p,
      {arch = "x32", syscall = "personality", arg0 = 1 << 32 | 8}))
    assert.equal("errno(EAFNOSUPPORT)", action(p,
      {arch = "amd64", syscall = "socket", arg0 = 38}))
    assert.equal("errno(EPERM)", action(p,
      {arch = "x86", syscall = 359, arg0 = 38}))
    assert.equal("errno(ENOSYS)", action(p, {arch = "amd64", syscall = 5000}))
    assert.equal("errno(EPERM)", action(p, {arch = "amd64", syscall = -1}))
    assert.equal("kill_process", action(p, {arch = "arm64", syscall = 0}))
  end)

  it("gives x32 numbers to x32 and to no other", function()
    local p = policies.new(with {rules = {{"read", action = "allow"}}})
    assert.equal("kill_process", action(p,
      {arch = "x32", syscall = 0x40000000}))
    p = policies.new(with {arches = {"x32"}, bad_arch = "trap",
      rules = {{"read", action = "allow"}}})
    assert.equal("allow", action(p, {arch = "x32", syscall = "read"}))
    assert.equal("trap", action(p, {arch = "amd64", syscall = "read"}))
    -- -1 is no call of either
    assert.equal("errno(EPERM)", action(p, {arch = "amd64", syscall = -1}))
  end)

  it("takes numbers in a rule for one arch", function()
    local p = policies.new(with {arches = {"amd64", "x86"}, rules = {
      {1000, -1, action = "allow", arches = {"amd64"}},
      {1000, action = "log", arches = {"x86"}}}})
    assert.equal("allow", action(p, {arch = "amd64", syscall = 1000}))
    assert.equal("log", action(p, {arch = "x86", syscall = 1000}))
    assert.equal("allow", action(p, {arch = "amd64", syscall = -1}))
  end)

  it("compares with what the kernel shows", function()
    local p = policies.new(with {arches = {"amd64", "x86"}, rules = {
      {"ioctl", action = "allow", when = {{1, "==", 0x100000005}}},
      {"ioctl", action = "log", when = {{arg = 1, op = ">", value = 5,
        width = 32}}}}})
    assert.equal("allow", action(p,
      {arch = "amd64", syscall = "ioctl", arg1 = 0x100000005}))
    assert.equal("errno(EPERM)", action(p,
      {arch = "x86", syscall = "ioctl", arg1 = 5}))
    assert.equal("log", action(p,
      {arch = "amd64", syscall = "ioctl", arg1 = 0x700000006}))
  end)

  it("may repeat an argument and the default", function()
    local p = policies.new(with {rules = {
      {"kill", "kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
      {"kill", action = "allow",
        when = {{1, ">=", 1}, {1, "<=", 15}, {1, "!=", 3}}}}})
    local function kill(signal)
      return action(p, {arch = "amd64", syscall = "kill", arg1 = signal})
    end
    assert.equal("errno(EPERM)", kill(9))
    assert.equal("errno(EPERM)", kill(3))
    assert.equal("errno(EPERM)", kill(16))
    assert.equal("allow", kill(15))
  end)

  it("takes Actions, Conditions and C spellings", function()
    local p = policies.new {default = seccomp.action("errno", "EACCES"),
      arches = {"SCMP_ARCH_X86_64"}, rules = {
        {"__NR_read", action = "SCMP_ACT_ALLOW",
          when = {seccomp.condition(0, "==", 1)}},
        {"SCMP_SYS(write)", action = seccomp.action "log",
          when = {{0, "SCMP_CMP_EQ", "18446744073709551615"}}}}}
    assert.equal("allow", action(p,
      {arch = "amd64", syscall = "read", arg0 = 1}))
    assert.equal("log", action(p,
      {arch = "amd64", syscall = "write", arg0 = -1}))
    assert.equal("errno(EACCES)", action(p, {arch = "amd64", syscall = "brk"}))
  end)

  it("is for the native arch when none is said", function()
    local p = policies.new {default = "allow"}
    assert.same({seccomp.native_arch()}, p.arches)
    assert.equal("kill_process", p.bad_arch)
    assert.is_nil(p.unknown)
    assert.is_nil(p.no_such)
    assert.same({}, p.rules)
  end)

  it("does not share the lists of conditions that it gives", function()
    local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"socket", action = "allow",
        when = {{"domain", "==", {"AF_UNIX", "AF_INET"}}}}}}
    local text = tostring(p)
    local data = p:data()
    data.rules[1].when[1][3][1] = "AF_PACKET"
    data.rules[1].when[1][1] = "type"
    data.rules[1][1], data.arches[1] = "openat", "x86"
    assert.equal(text, tostring(p))
    assert.equal("AF_UNIX", p:data().rules[1].when[1][3][1])
  end)

  it("never changes", function()
    local spec = with {rules = {{"read", action = "allow"}}}
    local p = policies.new(spec)
    spec.rules[1].action = "kill_process"
    spec.rules[1][1] = "write"
    p.rules[1].action = "log"
    p:data().default = "allow"
    assert.equal("allow", p.rules[1].action)
    assert.equal("read", p.rules[1][1])
    assert.equal("errno(EPERM)", p.default)
    assert.matches("cannot be changed", raised(function() p.x = 1 end))
    assert.is_false(getmetatable(p))
    assert.is_true(policies.is(p))
    assert.is_false(policies.is {})
  end)
end)

describe("calls behind multiplexers", function()
  local function socketcall(p, arch, sub)
    return action(p, {arch = arch, syscall = "socketcall", arg0 = sub})
  end

  it("are covered by rules without conditions", function()
    local p = policies.new(with {arches = {"amd64", "x86"}, rules = {
      {"socket", "send", "shmget", action = "allow"}}})
    assert.equal("allow", action(p, {arch = "x86", syscall = 359}))
    assert.equal("allow", socketcall(p, "x86", 1))
    assert.equal("errno(EPERM)", socketcall(p, "x86", 2))
    assert.equal("allow", socketcall(p, "x86", 9))
    -- ipc(2) takes a version in the high half of its call
    for _, value in ipairs {23, 0x10017} do
      assert.equal("allow", action(p,
        {arch = "x86", syscall = "ipc", arg0 = value}))
    end
    assert.equal("errno(EPERM)", action(p,
      {arch = "x86", syscall = "ipc", arg0 = 24}))
    p:compile()
  end)

  it("are an int, whatever is in the high half", function()
    local p = policies.new {default = "allow", arches = {"ppc64le"},
      rules = {{"socket", action = "errno(EPERM)"}}}
    assert.equal("errno(EPERM)", socketcall(p, "ppc64le", 1 << 32 | 1))
    assert.equal("allow", socketcall(p, "ppc64le", 2))
  end)

  it("raise at compile time when there are conditions", function()
    local p = policies.new(with {arches = {"amd64", "x86"}, rules = {
      {"read", action = "allow"},
      {"socket", action = "allow", when = {{0, "==", 1}}}}})
    local err = raised(p.compile, p)
    assert.equal("EINVAL", err.code)
    assert.matches("rules%[2%]", err.message)
    assert.matches("socketcall", err.message)
    assert.matches("x86", err.message)
    assert.equal("EINVAL", raised(p.filter, p).code)
    assert.equal("does-not-compile", p:lint()[1].id)
  end)

  it("are left to a rule that names the multiplexer", function()
    local p = policies.new(with {arches = {"amd64", "x86"}, rules = {
      {"socket", action = "allow", when = {{0, "==", 1}}},
      {"bind", action = "allow"},
      {"socketcall", action = "log", optional = true,
        when = {{arg = 0, op = "!=", value = 2, width = 32}}}}})
    assert.equal("log", socketcall(p, "x86", 1))
    assert.equal("errno(EPERM)", socketcall(p, "x86", 2))
    assert.equal("allow", action(p, {arch = "x86", syscall = 359, arg0 = 1}))
  end)

  it("are in no group themselves", function()
    for _, name in ipairs(groups.names()) do
      for _, call in ipairs(groups.expand(name)) do
        assert.is_true(call ~= "socketcall" and call ~= "ipc", name)
      end
    end
  end)
end)

describe("policies that are none", function()
  local cases = {
    {"no default", {}, "default"},
    {"another field", with {defualt = "allow"}, '"default"'},
    {"a bad action", with {default = "alow"}, '"allow"'},
    {"no action", with {rules = {{"read"}}}, "rules%[1%] has no action"},
    {"a rule's bad action", with {rules = {{"read", action = "nope"}}},
      "rules%[1%].action"},
    {"no syscall", with {rules = {{action = "allow"}}}, "names no syscall"},
    {"a bad name", with {rules = {{"raed", action = "allow"}}}, '"read"'},
    {"a name of another arch", with {rules = {{"_llseek", action = "allow"}}},
      "rules%[1%].*amd64.*_llseek.*optional"},
    {"a bad group", with {rules = {{"@basic", action = "allow"}}},
      '"@basic%-io"'},
    {"another rule field", with {rules = {{"read", action = "allow",
      wehn = {}}}}, '"when"'},
    {"one condition", with {rules = {{"read", action = "allow",
      when = {0, "==", 1}}}}, "{{0, \"==\", 1}}"},
    {"a bad condition", with {rules = {{"read", action = "allow",
      when = {{0, "==", 1}, {6, "==", 1}}}}}, "rules%[1%].when%[2%]"},
    {"a bad arch", with {arches = {"amd46"}}, '"amd64"'},
    {"no arch", with {arches = {}}, "no arch"},
    {"an arch that the policy lacks", with {rules = {{"read",
      action = "allow", arches = {"arm64"}}}}, "rules%[1%].arches"},
    {"a field without a name", with {[1] = "allow"},
      "policy field names are strings, not 1"},
    {"a rule field without a name", with {rules = {{"read", action = "allow",
      [0.5] = 1}}}, "rules%[1%]: field names are strings, not 0.5"},
    {"a call in front of a rule's first", with {rules = {{[0] = "write",
      "read", action = "allow"}}},
      "rules%[1%]: field names are strings, not 0"},
    {"a call behind a rule's end", with {rules = {{[-1] = "write",
      "read", action = "allow"}}},
      "rules%[1%]: field names are strings, not %-1"},
    {"a rule in front of the first", with {rules = {[0] = {"read",
      action = "allow"}}}, "rules is a list, and has the key 0"},
    {"rules that are no list", with {rules = "read"}, "rules is a list, not"},
    {"a rule that is none", with {rules = {"read"}},
      "rules%[1%] is a table, not string"},
    {"an arch that is no name", with {arches = {"amd64", 5}},
      "arches%[2%] is an arch name, not number"},
    {"conditions that are no list", with {rules = {{"read", action = "allow",
      when = "x"}}}, "rules%[1%].when is a list of conditions, not string"},
    {"rules with names", with {rules = {read = "allow"}}, "read"},
    {"rules with holes", with {rules = {[2] = {"read", action = "allow"}}},
      "list"},
    {"a number for two arches", with {arches = {"amd64", "x86"},
      rules = {{5, action = "allow"}}}, "one arch"},
    {"x32's number on amd64", with {rules = {{0x40000000,
      action = "allow"}}}, "not of arch amd64"},
    {"a number out of range", with {rules = {{1 << 32, action = "allow"}}},
      "number"},
    {"a fraction", with {rules = {{1.5, action = "allow"}}},
      "^rules%[1%]: a syscall is a name, a group, a number or a range, not " ..
      "1.5$"},
    {"a syscall that is none", with {rules = {{"read", true,
      action = "allow"}}}, "a number or a range, not boolean$"},
    {"such a one behind conditions", with {rules = {{true, action = "allow",
      when = {{0, "==", 1}}}}}, "^rules%[1%]: a syscall is a name"},
    {"arches that are none, behind conditions", with {rules = {{"read",
      action = "allow", arches = 5, when = {{0, "==", 1}}}}},
      "^rules%[1%].arches is a list"},
    {"a number above 32 bits", with {rules = {{0x100000000,
      action = "allow"}}}, "not 4294967296$"},
    {"a number below 32 bits", with {rules = {{-0x80000001,
      action = "allow"}}}, "not %-2147483649$"},
    {"a range of one", with {rules = {{{5}, action = "allow"}}},
      "two numbers, and here are 1$"},
    {"a range of three", with {rules = {{{5, 6, 7}, action = "allow"}}},
      "two numbers, and here are 3$"},
    {"a range the wrong way round", with {rules = {{{5, 4},
      action = "allow"}}}, "{5, 4} is empty"},
    {"a range from below 0", with {rules = {{{-1, 4}, action = "allow"}}},
      "0xffffffff, not %-1$"},
    {"a range above 32 bits", with {rules = {{{0, 0x100000000},
      action = "allow"}}}, "0xffffffff, not 4294967296$"},
    {"a range of words", with {rules = {{{0, "1"}, action = "allow"}}},
      "0xffffffff, not a string$"},
    {"a kernel that is a number", with {kernel = 6.1},
      '^kernel is a release of Linux, as "5.10", not number$'},
    {"rules behind a metatable", with {rules = setmetatable({}, {})},
      "^rules is a plain table, and this one has a metatable"},
    {"conditions with a hole", with {rules = {{"read", action = "allow",
      when = {{0, "==", 1}, [3] = {0, "==", 2}}}}},
      "^rules%[1%].when is a list, and number 2 of its 3 is nil$"},
    {"an arch given by number", with {rules = {{"read", action = "allow",
      arches = {"amd64", 1}}}},
      "^rules%[1%].arches%[2%] is an arch name, not number$"},
    {"a bad action of others", with {unknown = "nope"}, "^unknown: "},
    {"a bad action of arches", with {bad_arch = "nope"}, "^bad_arch: "},
    {"a NUL in a name", with {rules = {{"read\0", action = "allow"}}}, "NUL"},
    {"optional of no boolean", with {rules = {{"read", action = "allow",
      optional = 1}}}, "boolean"},
  }
  for _, case in ipairs(cases) do
    it("raise for " .. case[1], function()
      local err = raised(policies.new, case[2])
      assert.equal("EINVAL", err.code)
      assert.equal("new", err.op)
      assert.equal(22, err.errno)
      assert.matches(case[3], err.message)
      assert.matches("^spec/policy_spec.lua:%d+: ", tostring(
        raised(function() policies.new(case[2]) end)))
    end)
  end

  it("are some at the bounds of numbers", function()
    local p = policies.new(with {arches = {"arm64"}, rules = {{-0x80000000,
      0xfffffffe, 5.0, {0, 0}, {0xfffffff0, 0xfffffff0}, action = "log"}}})
    for _, number in ipairs {-0x80000000, -2, 5, 0, -16} do
      assert.equal("log", action(p, {arch = "arm64", syscall = number}))
    end
    for _, number in ipairs {6, -17, -15, 1} do
      assert.equal("errno(EPERM)", action(p, {arch = "arm64",
        syscall = number}))
    end
  end)

  it("raise EDOM for two byte orders", function()
    local err = raised(policies.new, with {arches = {"amd64", "s390x"}})
    assert.equal("EDOM", err.code)
  end)

  it("raise for other types", function()
    for _, value in ipairs {1, "text", true, policies.new(example)} do
      assert.matches("bad argument #1 to 'new'", raised(policies.new, value))
    end
    assert.matches("bad argument #1 to 'new'", raised(policies.new))
    assert.matches("%(table expected, got an object%)", raised(policies.new,
      setmetatable({default = "allow"}, {})))
    assert.matches("bad argument #1 to 'compile'",
      raised(policies.new(example).compile, 1))
    local p = policies.new(example)
    for text, options in pairs {['did you mean "prove"'] = {porve = true},
      ["option prove is a boolean, not number"] = {prove = 1},
      ["option names are strings, not 1"] = {true}}
    do
      assert.truthy(raised(p.compile, p, options).message:find(text, 1, true))
    end
    for _, name in ipairs {"compile", "load"} do
      assert.matches("bad argument #1 to '" .. name .. "' %(table expected, " ..
        "got number%)", raised(p[name], p, 1))
    end
  end)

  it("say which argument of which function it was", function()
    local p = policies.new {default = "allow"}
    local recording = require("seccomp.record").parse "getppid() = 1\n"
    local function complains(expected, fn, ...)
      local ok, err = pcall(fn, ...)
      assert.is_false(ok)
      assert.equal(expected, tostring(err):match "bad argument (.*) expected")
    end
    for name, what in pairs {new = "table", load = "string", parse = "string",
      of = "Stack, Program or Filter"}
    do
      complains(("#1 to '%s' (%s"):format(name, what), policies[name], true)
    end
    complains("#2 to 'load' (table", policies.load, "x", true)
    complains("#2 to 'parse' (string", policies.parse, "x", true)
    for name, what in pairs {decide = "table", near = "table",
      merge = "seccomp.policy", union = "seccomp.policy",
      intersection = "seccomp.policy", export = "string",
      allow = "seccomp.recording", compile = "table", filter = "table",
      tidy = "table", lint = "table", load = "table",
      diff = "Policy, Program, Stack or Filter",
      compare = "Program, Stack, Filter or Policy"}
    do
      complains(("#1 to '%s' (%s"):format(name, what), p[name], p, true)
      complains(("#1 to '%s' (seccomp.policy"):format(name), p[name], {})
    end
    for name, first in pairs {diff = p, compare = p, union = p,
      intersection = p, export = "bpf", allow = recording}
    do
      complains(("#2 to '%s' (table"):format(name), p[name], p, first, true)
    end
    for _, name in ipairs {"complain", "data"} do
      complains(("#1 to '%s' (seccomp.policy"):format(name), p[name], {})
    end
  end)

  it("do not raise for optional names", function()
    local p = policies.new(with {rules = {
      {"_llseek", "no_such_call", action = "allow", optional = true},
      {"@reboot", action = "log"}}})
    assert.equal("log", action(p, {arch = "amd64", syscall = "reboot"}))
  end)

  it("raise the version error for arches that libseccomp lacks", function()
    if support.library_at_least(2, 6) then
      return pending "this libseccomp has every arch"
    end
    local err = raised(policies.new, with {arches = {"loongarch64"}})
    assert.equal("EOPNOTSUPP", err.code)
    assert.equal("2.6.0", err.required.version)
  end)
end)

describe("groups", function()
  it("name calls that there are", function()
    -- newer than the libseccomps that are about
    local newer = {}
    for name in ([[file_getattr file_setattr futex_requeue futex_wait futex_wake
        getxattrat listmount listns listxattrat lsm_get_self_attr
        lsm_list_modules lsm_set_self_attr map_shadow_stack mseal
        open_tree_attr removexattrat riscv_hwprobe rseq_slice_yield
        setxattrat statmount fchmodat2 cachestat uprobe uretprobe]])
        :gmatch "%S+" do
      newer[name] = true
    end
    for _, group in ipairs(groups.names()) do
      assert.matches("^@[a-z-]+$", group)
      assert.is_string(groups.purpose(group))
      local calls = groups.expand(group)
      assert.is_true(#calls > 0)
      for i, call in ipairs(calls) do
        assert.is_true(i == 1 or calls[i - 1] < call)
        local found = newer[call]
        for _, arch in ipairs(seccomp.arches()) do
          found = found or seccomp.syscall_number(call, arch)
        end
        assert.is_truthy(found, group .. " " .. call)
      end
    end
    assert.is_nil(groups.expand "@nothing")
    assert.is_nil(groups.purpose "read")
  end)

  it("let a Lua script run and end", function()
    local child = support.run [[
      local policies = require "seccomp.policy"
      policies.new {
        default = "errno(EPERM)",
        rules = {{"@lua", action = "allow"}},
      }:load()
      local t = {}
      for i = 1, 1e5 do t[i] = {i} end
      collectgarbage()
      io.write(#t, "\n")
    ]]
    assert.equal(0, child.code, support.describe(child))
    assert.equal("100000\n", child.stdout)
  end)
end)
