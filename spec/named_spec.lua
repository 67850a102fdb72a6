-- SPDX-License-Identifier: MIT
-- Arguments and constants by name in rules, calls and policies: they mean what
-- the same rules with each arch's own places, widths and values mean.
local policy = require "seccomp.policy"
local seccomp = require "seccomp"

local function code_of(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  return err.code, err.message
end

local function refused(what, fn, ...)
  local code, message = code_of(fn, ...)
  assert.equal("EINVAL", code)
  assert.truthy(message:find(what, 1, true), message)
end

-- A policy of one rule; `plain` has for each arch the conditions in numbers.
local function same(call, when, plain)
  local arches, rules = {}, {}
  for arch, conditions in pairs(plain) do
    arches[#arches + 1] = arch
    rules[#rules + 1] = {call, action = "errno(EPERM)", when = conditions,
      arches = {arch}}
  end
  table.sort(arches)
  local named = policy.new {default = "allow", arches = arches,
    rules = {{call, action = "errno(EPERM)", when = when}}}
  local numbers = policy.new {default = "allow", arches = arches,
    rules = rules}
  assert.same({}, named:diff(numbers))
  assert.same({}, named:diff(policy.parse(tostring(named))))
  return named
end

describe("names in a policy", function()
  it("have each arch's own place", function()
    local bit = 0x10000000
    for _, arches in ipairs {{"amd64", "x86", "arm64"}, {"s390x"}, {"ppc"}} do
      local plain = {}
      for _, arch in ipairs(arches) do
        plain[arch] = {{arch == "s390x" and 1 or 0, "masked_eq", bit, bit}}
      end
      same("clone", {{"flags", "masked_eq", "CLONE_NEWUSER", "CLONE_NEWUSER"}},
        plain)
      same("clone", {{"clone_flags", "masked_eq", "CLONE_NEWUSER",
        "CLONE_NEWUSER"}}, plain)
    end
    same("fadvise64", {{"advice", "==", "POSIX_FADV_DONTNEED"}}, {
      amd64 = {{3, "==", 4, width = 32}}, x86 = {{4, "==", 4}},
      x32 = {{3, "==", 4, width = 32}}})
  end)

  it("have each arch's own values and widths", function()
    same("open", {{"flags", "masked_eq", "O_DIRECTORY", "O_DIRECTORY"}}, {
      amd64 = {{1, "masked_eq", 0x10000, 0x10000, width = 32}},
      arm = {{1, "masked_eq", 0x4000, 0x4000}}})
    same("socket", {{"type", "==", {"SOCK_STREAM", "SOCK_DGRAM"}}}, {
      mipsel64 = {{1, "==", {2, 1}, width = 32}},
      amd64 = {{1, "==", {1, 2}, width = 32}}})
    same("ioctl", {{"cmd", "==", "TIOCSTI"}}, {
      amd64 = {{1, "==", 0x5412, width = 32}}, x86 = {{1, "==", 0x5412}},
      mipsel64 = {{1, "==", 0x5472, width = 32}}})
    same("chmod", {{"mode", "masked_eq", "S_ISUID", "S_ISUID"}}, {
      amd64 = {{1, "masked_eq", 0x800, 0x800, width = 16}},
      arm = {{1, "masked_eq", 0x800, 0x800, width = 16}}})
    same("setuid", {{"uid", "==", 0}}, {
      amd64 = {{0, "==", 0, width = 32}}, x86 = {{0, "==", 0, width = 16}}})
    same("openat", {{"dirfd", "==", "AT_FDCWD"}}, {
      amd64 = {{0, "==", 0xffffff9c, width = 32}},
      x86 = {{0, "==", 0xffffff9c}}})
    same("openat", {{"dirfd", "==", -100}}, {
      amd64 = {{0, "==", 0xffffff9c, width = 32}},
      x86 = {{0, "==", 0xffffff9c}}})
    same("read", {{"fd", "<=", 2}}, {
      amd64 = {{0, "<=", 2, width = 32}}, x86 = {{0, "<=", 2}}})
    same("mprotect", {{"prot", "==", "PROT_READ|PROT_WRITE"}}, {
      amd64 = {{2, "==", 3}}, x86 = {{2, "==", 3}}})
    -- an explicit width wins; a place keeps its 64 bits
    same("ioctl", {{"cmd", "==", "TIOCSTI", width = 64}}, {
      amd64 = {{1, "==", 0x5412}}})
    same("ioctl", {{1, "==", "TIOCSTI"}}, {amd64 = {{1, "==", 0x5412}}})
  end)

  it("cannot be walked around by bits that no entry reads", function()
    local p = policy.new {default = "allow", rules = {
      {"ioctl", action = "errno(EPERM)", when = {{"cmd", "==", "TIOCSTI"}}},
      {"chmod", action = "errno(EPERM)", when = {{"mode", "==", "S_ISUID"}}},
      {"close", action = "errno(EPERM)", when = {{"fd", ">", 2}}},
    }, arches = {"amd64"}}:compile()
    local function denied(call)
      call.arch = "amd64"
      return p:simulate(call).name == "errno"
    end
    assert.is_true(denied {syscall = "ioctl", arg1 = 0x7700005412})
    assert.is_true(denied {syscall = "chmod", arg1 = 0x10800})
    assert.is_true(denied {syscall = "close", fd = -1})
    assert.is_false(denied {syscall = "close", fd = 0x100000002})
  end)

  it("that mean nothing raise, and say what would", function()
    local function new(call, when, arches)
      return policy.new {default = "allow", arches = arches or {"amd64"},
        rules = {{call, action = "errno(EPERM)", when = {when}}}}
    end
    refused('did you mean "domain"? it has domain, type, protocol', new,
      "socket", {"domian", "==", 1})
    refused("rules[1]: condition: socket", new, "socket", {"x", "==", 1})
    refused("not a constant that domain of socket takes", new, "socket",
      {"domain", "==", "O_RDWR"})
    refused('did you mean "AF_UNIX"?', new, "socket",
      {"domain", "==", "AF_UNX"})
    -- kernel headers have PF_ of ELF's segments and of PF_KEY's, too
    for _, name in ipairs {"PF_W", "PF_X", "PF_TIMER", "PF_KEY_V2"} do
      refused("not a constant that domain of socket takes", new, "socket",
        {"domain", "==", name})
    end
    refused("| joins flags", new, "socket", {"domain", "==",
      "AF_UNIX|AF_INET"})
    refused("takes no constants", new, "read", {"count", "==", "O_RDWR"})
    -- the argument that it is for; those that there are, where they are few
    refused("takes, those of AF_; type takes it", new, "socket",
      {"domain", "==", "SOCK_STREAM"})
    refused("takes, which are AT_REMOVEDIR", new, "unlinkat",
      {"flags", "==", "AT_EACCESS"})
    refused("takes, those of PR_", new, "prctl",
      {"option", "==", "PR_SET_MM_MAP"})
    refused("is signed", new, "openat", {"dirfd", "<", 0})
    refused("from memory", new, "mmap",
      {"prot", "masked_eq", "PROT_EXEC", "PROT_EXEC"}, {"x86"})
    refused("beyond arg5", new, "fadvise64", {"advice", "==", 4}, {"mips"})
    refused("in two arguments", new, "pread64", {"offset", "==", 4}, {"x86"})
    refused("has no constant MAP_32BIT", new, "mmap",
      {"flags", "masked_eq", "MAP_32BIT", "MAP_32BIT"}, {"arm64"})
    refused("index is a number: 2", new, "prctl", {"arg2", "==", 1})
    refused("range of numbers", policy.new, {default = "allow",
      rules = {{{0, 1}, action = "log", when = {{"fd", "==", 0}}}}})
    assert.has_error(function() seccomp.condition("fd", "==", 0) end)
    refused("a rule of a Filter or a policy", seccomp.condition,
      {"fd", "==", 0})
  end)

  it("do not follow what the caller does to his tables", function()
    local values = {"AF_INET"}
    local when = {"domain", "==", values}
    local p = policy.new {default = "allow",
      rules = {{"socket", action = "log", when = {when}}}}
    local before = tostring(p)
    values[1], when[1] = "AF_UNIX", "type"
    assert.equal(before, tostring(p))
  end)
end)

describe("names in a filter", function()
  local function rules(f)
    local out = {}
    for _, rule in ipairs(f:rules()) do
      for _, c in ipairs(rule.conditions) do out[#out + 1] = tostring(c) end
    end
    return table.concat(out, " ")
  end

  it("become numbers", function()
    local f = seccomp.filter("allow", {arches = {"amd64", "x86"}})
    f:add_rule("ioctl", "errno", {"cmd", "==", {"TIOCSTI", "TIOCLINUX"}})
    f:add_rule("mprotect", "errno",
      {arg = "prot", op = "masked_eq", mask = "PROT_EXEC", value = "PROT_EXEC"})
    f:add_rules {{"personality", "errno", {"persona", "==", "PER_LINUX32"}}}
    assert.equal("arg1:32 == 0x5412 arg1:32 == 0x541c arg2 & 0x4 == 0x4 " ..
      "arg0:32 == 0x8", rules(f))
    f:verify()
  end)

  it("raise where the arches disagree", function()
    local f = seccomp.filter("allow", {arches = {"amd64", "x86"}})
    refused("on x86 than on amd64", f.add_rule, f, "setuid", "errno",
      {"uid", "==", 0})
    refused("on x86 than on amd64", f.add_rule, f, "clone", "errno",
      {"tls", "==", 0})
    refused("in item 2 of the list", f.add_rule, f, {"openat", "open"}, "errno",
      {"flags", "==", "O_RDWR"})
    assert.equal("", rules(f))
  end)
end)

describe("calls newer than libseccomp", function()
  it("are in policies by name", function()
    local p = policy.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
      rules = {{"mseal", "statmount", "listmount", action = "allow"}}}
    local program = p:compile()
    for _, arch in ipairs {"amd64", "x86"} do
      for number, action in pairs {[462] = "allow", [457] = "allow",
        [458] = "allow", [459] = "errno"} do
        assert.equal(action, program:simulate {syscall = number,
          arch = arch}.name)
      end
    end
    assert.same({}, p:diff(policy.parse(tostring(p))))
  end)

  it("are what `unknown` covers for an older release", function()
    local function new(kernel)
      return policy.new {default = "errno(EPERM)", unknown = "errno(ENOSYS)",
        kernel = kernel, arches = {"amd64", "x32"},
        rules = {{"mseal", action = "allow"}}}
    end
    local program = new "5.10":compile()
    for number, action in pairs {[0] = "EPERM", [334] = "EPERM",
      [335] = "ENOSYS", [336] = "ENOSYS", [337] = "EPERM", [424] = "EPERM",
      [440] = "EPERM", [441] = "ENOSYS", [450] = "ENOSYS", [461] = "ENOSYS",
      [463] = "ENOSYS", [472] = "ENOSYS", [473] = "ENOSYS",
      [100000] = "ENOSYS"} do
      assert.equal("errno(" .. action .. ")", tostring(program:simulate {
        syscall = number, arch = "amd64"}), number)
      assert.equal("errno(" .. action .. ")", tostring(program:simulate {
        syscall = number | 0x40000000, arch = "x32"}), number)
    end
    assert.equal("allow", program:simulate {syscall = 462, arch = "amd64"}.name)
    assert.equal("errno(EPERM)", tostring(program:simulate {
      syscall = 512 | 0x40000000, arch = "x32"}))
    assert.equal("5.10", new "5.10".kernel)
    assert.same({}, new "5.10":diff(policy.parse(tostring(new "5.10"))))
    assert.equal("errno(EPERM)", tostring(new "7.3":compile():simulate {
      syscall = 472, arch = "amd64"}))
    refused("newer than", new, "99.0")
    refused("release of Linux", new, "5")
    refused("differ in kernel", function()
      new "5.10":merge(new "5.4")
    end)
  end)
end)

describe("names in calls", function()
  it("are read by simulate", function()
    local p = seccomp.filter("allow"):add_rule("socket", "errno",
      {"domain", "==", "AF_INET"}, {"type", "==", "SOCK_STREAM"}):program()
    assert.equal("errno", p:simulate("socket", "AF_INET", "SOCK_STREAM").name)
    assert.equal("errno", p:simulate {syscall = "socket", domain = "AF_INET",
      type = "SOCK_STREAM"}.name)
    assert.equal("allow", p:simulate {syscall = "socket", domain = "AF_UNIX",
      type = "SOCK_STREAM"}.name)
    refused("has a value already", p.simulate, p, {syscall = "socket",
      arg0 = 1, domain = 1})
    refused('did you mean "domain"?', p.simulate, p, {syscall = "socket",
      domian = 1})
    refused('did you mean "syscall"?', p.simulate, p, {sycall = "socket"})
  end)

  it("are what a request has", function()
    local process = seccomp.spawn({"cat", "/dev/null"}, {stderr = "null",
      filter = seccomp.filter("allow"):add_rule("openat", "notify"),
      listener = true})
    local request = process.listener:receive(10)
    assert.equal(-100, request:arg "dirfd")
    assert.equal(-100, request:arg "dfd")
    assert.equal(request.arg1, request:arg "pathname")
    assert.truthy(tostring(request):find("dirfd=-100", 1, true))
    refused("it has dirfd, pathname, flags, mode", request.arg, request, "fd")
    request:continue()
    process:kill()
  end)
end)
