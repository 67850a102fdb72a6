local seccomp = require "seccomp"
local policies = require "seccomp.policy"
local groups = require "seccomp.groups"
local support = require "spec.support"

local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  return err
end

-- new{} with good fields and those given.
local function with(fields)
  local spec = {default = "errno(EPERM)", arches = {"amd64"}, rules = {}}
  for key, value in pairs(fields) do spec[key] = value end
  return spec
end

local function action(policy, call)
  return tostring((policy:compile {prove = false}:simulate(call)))
end

-- A policy file with this text, read.
local function load_text(text)
  local directory = support.directory()
  local path = directory .. "/it.policy"
  support.spew(path, text)
  local ok, result = pcall(policies.load, path)
  support.remove(directory)
  if not ok then error(result, 0) end
  return result
end

local example = {
  default = "errno(EPERM)",
  arches = {"amd64", "x86", "x32"},
  unknown = "errno(ENOSYS)",
  rules = {
    {"read", "write", "@basic-io", action = "allow"},
    {"personality", action = "allow", when = {{0, "==", 0x0008}}},
    {"socket", action = "errno(EAFNOSUPPORT)", when = {{0, "==", 38}},
      arches = {"amd64"}},
    {"map_shadow_stack", optional = true, action = "allow"},
  },
}

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
    {"a fraction", with {rules = {{1.5, action = "allow"}}}, "1.5"},
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

  it("raise EDOM for two byte orders", function()
    local err = raised(policies.new, with {arches = {"amd64", "s390x"}})
    assert.equal("EDOM", err.code)
  end)

  it("raise for other types", function()
    for _, value in ipairs {1, "text", true, policies.new(example)} do
      assert.matches("bad argument #1 to 'new'", raised(policies.new, value))
    end
    assert.matches("bad argument #1 to 'new'", raised(policies.new))
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

describe("a policy as text", function()
  it("reads back", function()
    for _, spec in ipairs {example, {default = "allow"}, with {
      bad_arch = "trace(3)", rules = {
        {"kill", "tkill", action = "errno(0)", when = {
          {0, "masked_eq", 0xff00000000000000, 1 << 56},
          {arg = 1, op = "<=", value = -1}, {2, "!=", 0, width = 32},
          {0, ">", "18446744073709551614"}, {5, "<", 7}}, optional = true},
        {1000, -1, action = "notify", arches = {"amd64"}},
        {"@system-service", action = "kill_thread"}}}} do
      local p = policies.new(spec)
      local back = load_text(tostring(p))
      assert.equal(tostring(p), tostring(back))
      assert.equal(p:compile {prove = false}, back:compile {prove = false})
      assert.same(p:data(), policies.new(p:data()):data())
    end
  end)
end)

describe("policy files", function()
  it("are data", function()
    local cases = {
      {"return {default = 'allow', rules = {{'read', action = print}}}",
        "print is not defined"},
      {"os.exit(0)", "os is not defined"},
      {"return require 'seccomp'", "require is not defined"},
      {"return {default = 'allow', rules = {{'read', action = function() end" ..
        "}}}", "function"},
      {"return ('x'):rep(9)", "attempt to index a string"},
      {"while true do end", "too long"},
      {"goto a ::a:: goto a", "too long"},
      {"local s = 'x' while true do s = s .. s end",
        "a policy file has 32 MiB of memory to work with"},
      {"local t = {} for i = 1, 1e9 do t[i] = {} end",
        "takes more: it is data, so write less of it"},
      {"local function f() return f() + 1 end f()", "memory"},
      {"local t = {} t[1] = t return t", "nested too deeply"},
      {"local a = {1, 2, 3} for i = 1, 15 do a = {a, a, a} end return a",
        "too much"},
      {"return {default = 1.5}", "default"},
      {"return 3", "returns a table"},
      {"", "returns a table"},
      {"return {", ":1: "},
      {string.dump(function() return {default = "allow"} end), "binary"},
      {"return {default = 'allow', bogus = 1}", "it.policy: unknown"},
      {"return {default = 'allow', rules = {{'read'}}}", "it.policy: rules"},
    }
    for _, case in ipairs(cases) do
      local err = raised(load_text, case[1])
      assert.equal("EINVAL", err.code, case[1])
      assert.equal("load", err.op)
      assert.matches(case[2], err.message)
      assert.matches("it.policy", err.message)
    end
  end)

  it("find nothing where there is no name", function()
    local p = load_text "return {default = _ENV[1] or 'log'}"
    assert.equal("log", tostring(p.default))
  end)

  it("may compute what they return", function()
    local p = load_text [[
      local rules = {}
      for i = 1, 2 do
        rules[i] = {({"read", "write"})[i], action = "allow",
          when = {{0, "==", i}}}
      end
      return {default = "errno", arches = {"amd64"}, rules = rules}
    ]]
    assert.equal("allow", action(p,
      {arch = "amd64", syscall = "write", arg0 = 2}))
  end)

  it("that cannot be read raise the errno", function()
    local err = raised(policies.load, "/nonexistent/it.policy")
    assert.equal("ENOENT", err.code)
    assert.equal(2, err.errno)
    assert.equal("EISDIR", raised(policies.load, "/").code)
    assert.matches("bad argument", raised(policies.load))
    assert.equal("EINVAL", raised(policies.load, "a\0b").code)
    assert.equal("EFBIG", raised(policies.load, "/dev/zero").code)
  end)

  it("have no options", function()
    local path = os.tmpname()
    support.spew(path, "return {default = 'allow'}")
    local err = raised(policies.load, path, {dialect = "runc"})
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("options are for JSON profiles", 1, true))
    assert.truthy(policies.is(policies.load(path, {})))
    os.remove(path)
    assert.matches("bad argument #2 to 'load' %(table expected, got string%)",
      raised(policies.load, path, "runc"))
  end)

  it("are parsed from strings", function()
    assert.matches("bad argument #1 to 'parse' %(string expected, got nil%)",
      raised(policies.parse))
    assert.matches("bad argument #2 to 'parse' %(string expected, got table%)",
      raised(policies.parse, "return {}", {}))
  end)

  it("leave nothing behind in this state", function()
    local before = {}
    for key in pairs(_G) do before[key] = true end
    load_text "x = 1 return {default = 'allow', arches = {'amd64'}}"
    for key in pairs(_G) do assert.is_true(before[key], key) end
    for _ = 1, 20 do
      pcall(policies.parse, "return {")
      pcall(policies.parse, "local t = {} for i = 1, 1e3 do t[i] = {} end")
    end
    collectgarbage()
  end)
end)

describe("made of a policy:", function()
  local p = policies.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
    rules = {
      {"read", "write", action = "allow"},
      {"personality", action = "log", when = {{0, "==", 8}}},
      {"mount", action = "kill_process"},
      {"ptrace", action = "trap"},
      {"socket", "bind", action = "notify"},
    }}

  it("a program, proven", function()
    local program = p:compile()
    assert.equal(program, p:compile {prove = false})
    assert.equal(program, p:compile {prove = true, budget = 2})
    assert.is_true(#program > 1)
  end)

  it("a filter that means the same", function()
    local q = policies.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
      rules = {
        {"read", "write", action = "allow"},
        {"personality", action = "log", when = {{0, "==", 8}}},
        {"personality", action = "errno(EPERM)"},
      }}
    local f = q:filter()
    assert.same({}, f:program():diff(q:compile()))
    assert.same({"amd64", "x86"}, f:arches())
    assert.equal(seccomp.action "errno(EPERM)", f:get "default_action")
  end)

  it("no filter where libseccomp cannot have the meaning", function()
    local cases = {
      -- a rule with the default action in front of another
      {{"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"}},
      -- an argument twice
      {{"kill", action = "allow", when = {{1, ">", 1}, {1, "<", 9}}}},
      -- the low half, in order
      {{"kill", action = "allow", when = {{1, "<", 9, width = 32}}}},
      -- libseccomp sorts these: arg0 = 1, arg1 = 1 is for the first
      {{"kill", action = "log", when = {{1, "==", 1}}},
        {"kill", action = "allow", when = {{0, "==", 1}}}},
    }
    for _, rules in ipairs(cases) do
      local q = policies.new(with {rules = rules})
      local ok, err = pcall(q.filter, q)
      if ok then
        assert.same({}, err:program():diff(q:compile()))
      else
        assert.equal("EOPNOTSUPP", err.code)
        assert.equal("filter", err.op)
        assert.matches("libseccomp", err.message)
        assert.matches("policy:compile", err.message)
      end
    end
    -- more conditions than a call has arguments
    local many = {}
    for i = 1, 7 do many[i] = {i % 6, ">=", i} end
    local q = policies.new(with {rules = {{"mmap", action = "allow",
      when = many}}})
    assert.matches("rule 1 has 7 conditions, and libseccomp takes one for " ..
      "each of the 6 arguments. policy:compile", raised(q.filter, q).message)
    -- numbers are of the native arch
    q = policies.new {default = "errno(EPERM)",
      rules = {{0xfff0, action = "log"}}}
    assert.same({}, q:filter():program():diff(q:compile()))
    local foreign = seccomp.native_arch() == "arm64" and "amd64" or "arm64"
    q = policies.new {default = "errno(EPERM)", arches = {foreign},
      rules = {{0xfff0, action = "log"}}}
    assert.matches("rule 1: number 65520 has no name on " .. foreign,
      raised(q.filter, q).message)
    q = policies.new(with {unknown = "errno(ENOSYS)"})
    assert.matches("above the highest", raised(q.filter, q).message)
    q = policies.new(with {rules = cases[1]})
    local err = raised(q.filter, q)
    assert.equal("kill", err.witness.syscall)
    assert.equal(9, err.witness.arg1)
    -- what libseccomp does not take as the filter's own
    for _, spec in ipairs {{default = "errno(4095)"},
        {bad_arch = "errno(4095)"}} do
      q = policies.new(with(spec))
      err = raised(q.filter, q)
      assert.equal("EOPNOTSUPP", err.code)
      assert.matches("libseccomp cannot.*4094.*policy:compile", err.message)
      assert.matches("policy_spec.lua:%d+: ", tostring(err))
    end
  end)

  it("one that only complains", function()
    local c = p:complain()
    assert.equal("log", c.default)
    assert.equal("log", c.bad_arch)
    assert.equal("allow", c.rules[1].action)
    assert.equal("log", c.rules[3].action)
    assert.equal("log", c.rules[4].action)
    assert.equal("notify", c.rules[5].action)
    assert.equal("log", action(c, {arch = "arm64", syscall = 0}))
    -- whatever it permitted, it permits
    for _, name in ipairs {"read", "mount", "ptrace", "brk"} do
      local logged = action(c, {arch = "amd64", syscall = name})
      assert.is_true(logged == "log" or logged == "allow")
    end
    assert.equal("errno(EPERM)", p.default)
  end)

  it("a merge with another", function()
    local q = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "log"}, {"close", action = "allow"}}}
    local m = p:merge(q)
    assert.same({"amd64", "x86"}, m.arches)
    assert.equal("allow", action(m, {arch = "amd64", syscall = "read"}))
    assert.equal("allow", action(m, {arch = "amd64", syscall = "close"}))
    -- q said nothing about x86
    assert.equal("errno(EPERM)", action(m, {arch = "x86", syscall = "close"}))
    local n = q:merge(p)
    assert.equal("log", action(n, {arch = "amd64", syscall = "read"}))
    assert.equal("allow", action(n, {arch = "x86", syscall = "read"}))
    assert.same({}, p:merge(p):diff(p))
    for _, field in ipairs {"default", "bad_arch", "unknown"} do
      local err = raised(p.merge, p, policies.new(with {[field] = "trap"}))
      assert.equal("EINVAL", err.code)
      assert.matches(field, err.message)
    end
    assert.equal("EDOM", raised(p.merge, p, policies.new {
      default = "errno(EPERM)", arches = {"s390x"}}).code)
    assert.matches("bad argument #1 to 'merge'", raised(p.merge, p, {}))
  end)

  it("the differences from another", function()
    local q = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"kill", action = "allow", when = {{1, "<=", 15}}}}}
    local r = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"kill", action = "allow", when = {{1, "<", 16}}}}}
    assert.same({}, q:diff(r))
    local s = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"kill", action = "allow", when = {{1, "<=", 16}}}}}
    local list = q:diff(s, {limit = 1})
    assert.equal(1, #list)
    assert.equal("kill", list[1].syscall)
    assert.equal(16, list[1].arg1)
    assert.equal("errno", list[1].left.name)
    assert.equal("allow", list[1].right.name)
    assert.matches("bad argument", raised(q.diff, q, 1))
    assert.matches("bad argument #2 to 'diff' %(table expected, got number%)",
      raised(q.diff, q, s, 1))
  end)

  it("the listener of this process, when asked for one", function()
    support.succeeds [[
      local p = require("seccomp.policy").new {default = "allow",
        rules = {{"rmdir", action = "notify"}}}
      local listener = p:load {listener = true}
      assert(tostring(listener):find "^seccomp.listener", tostring(listener))
      assert(select(2, listener:receive(0)) == "timeout")
      listener:close()
    ]]
  end)

  it("what the kernel holds this process to", function()
    support.succeeds [[
      local policies = require "seccomp.policy"
      local p = policies.new {
        default = "allow",
        rules = {
          {"chdir", action = "allow", when = {{0, "==", 0}}},
          {"chdir", "rmdir", action = "errno(EROFS)"},
        },
      }
      assert(p:load {prove = true, log = false} == p)
      local ok, message, number = os.remove "/no/such/directory/"
      assert(not ok)
      assert(number == 30 or number == 2, message)
      local ok = pcall(p.load, p, {no_such = true})
      assert(not ok)
      os.exit(0)
    ]]
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

-- What lib/seccomp/policy.lua never asks of C, which does not rely on that.
describe("the C behind policies", function()
  local low = require "seccomp.core.policy"
  local allow, kill = seccomp.action "allow", seccomp.action "kill"

  local function resolve(arches, ...)
    local rules = {...}
    for i, call in ipairs(rules) do rules[i] = {call, action = kill} end
    return low.resolve(arches, rules, allow, allow)
  end

  it("refuses what is no policy", function()
    for _, case in ipairs {
      {"arch amd64 is there twice", {"amd64", "amd64"}},
      {"is an integer from -2^31 to 2^32-1", {"amd64"}, 2.5},
      {"is an integer from -2^31 to 2^32-1", {"amd64"}, 1 << 32},
      {"unknown syscall \"nonesuch\"", {"amd64"}, "nonesuch"},
      {"unknown syscall \"SCMP_SYS(read\"", {"amd64"}, "SCMP_SYS(read"},
      {"unknown syscall \"SCMP_SYS(bind\"", {"x86"}, "SCMP_SYS(bind"},
      {"syscall name, number or range expected", {"amd64"}, true},
    } do
      local err = raised(resolve, table.unpack(case, 2))
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(case[1], 1, true), err.message)
    end
    local ret = seccomp.program(string.pack("=I2BBI4", 0x06, 0, 0, 0x7fff0000))
    local err = raised(low.prove, resolve {"amd64"}, ret, -1)
    assert.truthy(err.message:find("option budget", 1, true), err.message)
  end)

  it("has no rules for an arch that is not the policy's", function()
    local resolved = resolve({"amd64"}, "read")
    assert.equal(1, #low.rules(resolved, "amd64"))
    assert.same({}, low.rules(resolved, "x86"))
    resolved = low.resolve({"amd64"}, {{5, action = kill, arches = {"x86"}}},
      allow, allow)
    assert.same({}, low.rules(resolved, "amd64"))
    assert.matches("unknown syscall \"nonesuch\"", raised(low.resolve,
      {"amd64"}, {{"nonesuch", action = kill, arches = {"x86"}}}, allow, allow)
      .message)
  end)

  it("has no sub-calls where rules name their multiplexer", function()
    assert.equal(2, #low.rules(resolve({"x86"}, "socket"), "x86"))
    local rules = low.rules(resolve({"x86"}, "socket", "socketcall"), "x86")
    assert.equal(2, #rules)
    for _, rule in ipairs(rules) do assert.equal(0, #rule.when) end
  end)

  it("refutes without a proof by high words, too", function()
    local resolved = resolve({"x86", "amd64"}, "read")
    local function proven(offset)
      local text = ""
      for _, insn in ipairs {{0x20, 0, 0, 4}, {0x15, 0, 4, 0x40000003},
        {0x20, 0, 0, 0}, {0x15, 0, 6, 3}, {0x20, 0, 0, offset}, {0x15, 4, 3, 9},
        {0x15, 0, 3, 0xc000003e}, {0x20, 0, 0, 0}, {0x15, 0, 1, 0},
        {0x06, 0, 0, 0}, {0x06, 0, 0, 0x7fff0000}} do
        text = text .. string.pack("=I2BBI4", table.unpack(insn))
      end
      return raised(low.prove, resolved, seccomp.program(text), 0)
    end
    for offset, value in pairs {[16] = 9, [20] = 9} do
      local err = proven(offset)
      assert.equal("EREFUTED", err.code)
      assert.equal("x86", err.witness.arch)
      assert.equal(value, err.witness.arg0 >> (offset - 16) * 8 & 0xffffffff)
    end
  end)

  it("refutes without a proof what is done with unknown calls", function()
    local resolved = low.resolve({"amd64"}, {}, allow, allow, kill)
    local text = ""
    for _, insn in ipairs {{0x20, 0, 0, 4}, {0x15, 0, 2, 0xc000003e},
      {0x20, 0, 0, 0}, {0x15, 0, 0, 6000}, {0x06, 0, 0, 0x7fff0000}} do
      text = text .. string.pack("=I2BBI4", table.unpack(insn))
    end
    local err = raised(low.prove, resolved, seccomp.program(text), 0)
    assert.equal("EREFUTED", err.code)
    assert.equal("amd64", err.witness.arch)
    assert.equal(kill, err.witness.expected)
  end)

  it("says where a call comes from when the program asks for that", function()
    local text = ""
    for _, insn in ipairs {{0x20, 0, 0, 8}, {0x15, 0, 1, 7},
        {0x06, 0, 0, 0}, {0x06, 0, 0, 0x7fff0000}} do
      text = text .. string.pack("=I2BBI4", table.unpack(insn))
    end
    local err = raised(low.prove, resolve {"amd64"}, seccomp.program(text))
    assert.equal("EREFUTED", err.code)
    assert.matches("%) at 0x[%da-f]*7 gets kill_thread", err.message)
  end)
end)
