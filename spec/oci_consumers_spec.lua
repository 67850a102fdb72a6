-- SPDX-License-Identifier: MIT
-- What each consumer makes of a profile: its arches and flags, what it ignores
-- and refuses, and what it takes from the system.
local profiles = require "spec.profiles"
local seccomp = require "seccomp"
local support = require "spec.support"

local allow = profiles.allow
local arg = profiles.arg
local ids = profiles.ids
local import = profiles.import
local with = profiles.with

describe("import for a consumer", function()
  it("says which conditions a consumer ignores", function()
    local document = with {allow("ptrace", nil,
      {includes = {minKernel = "4.8", caps = {"CAP_SYS_PTRACE"}}})}
    local options = {arch = "amd64", caps = {}, kernel = "4.4"}
    for dialect, expected in pairs {docker = {0, nil}, podman = {0, true},
      runc = {1, true}, crun = {1, true}}
    do
      options.dialect = dialect
      local plain, report = import(document, options)
      local allows = 0
      for _, rule in ipairs(plain.rules) do
        if rule.action == "allow" then allows = allows + 1 end
      end
      assert.equal(expected[1], allows, dialect)
      assert.equal(expected[2], ids(report)["ignored-condition"] and true,
        dialect)
    end
  end)

  it("decides conditions in the loaders' way", function()
    local function applies(more, options)
      local given = {dialect = "docker", arch = "amd64", kernel = "5.10",
        caps = {"CAP_SYS_ADMIN"}}
      for key, value in pairs(options or {}) do given[key] = value end
      local plain = import(with {allow("read", nil, more)}, given)
      for _, rule in ipairs(plain.rules) do
        if rule.action == "allow" then return true end
      end
      return false
    end
    assert.is_true(applies {})
    assert.is_true(applies {includes = {}, excludes = {}})
    assert.is_true(applies {includes = {arches = {"amd64", "x32"}}})
    assert.is_false(applies {includes = {arches = {"x32", "x86"}}})
    assert.is_false(applies {includes = {arches = {"x86_64"}}})
    assert.is_false(applies {excludes = {arches = {"amd64"}}})
    assert.is_true(applies {includes = {caps = {"CAP_SYS_ADMIN"}}})
    assert.is_false(applies {includes = {caps = {"CAP_SYS_ADMIN",
      "CAP_BPF"}}})
    assert.is_false(applies {excludes = {caps = {"CAP_BPF",
      "CAP_SYS_ADMIN"}}})
    assert.is_true(applies {includes = {minKernel = "5.10"}})
    assert.is_false(applies {includes = {minKernel = "5.11"}})
    assert.is_false(applies {excludes = {minKernel = "4.19"}})
    assert.is_true(applies {includes = {minKernel = ""}})
    assert.is_false(applies {excludes = {minKernel = ""}})
    assert.is_true(applies({includes = {arches = {"arm64", "x86_64"}}},
      {dialect = "strict"}))
    assert.is_false(applies({includes = {arches = {"arm64"}}},
      {dialect = "strict"}))
    assert.is_true(applies({includes = {minKernel = "5.10"}},
      {kernel = "5.10.0-28-amd64"}))
    for _, bad in ipairs {"5", "5.1.2", "0.0", "a.b", "5.256", " 5.1"} do
      assert.has_error(function()
        applies {includes = {minKernel = bad}}
      end)
    end
  end)

  it("knows each consumer's archMap", function()
    local document = with({allow "read"}, {archMap = {
      {architecture = "SCMP_ARCH_X86_64",
        subArchitectures = {"SCMP_ARCH_X86", "SCMP_ARCH_X32"}},
      {architecture = "SCMP_ARCH_PPC64LE", subArchitectures = {}},
      {architecture = "SCMP_ARCH_MIPSEL",
        subArchitectures = {"SCMP_ARCH_MIPSEL64"}},
    }})
    local function arches(dialect, arch)
      local plain, report = import(document, {dialect = dialect, arch = arch})
      return table.concat(plain.arches, " "), ids(report)
    end
    assert.equal("amd64 x86 x32", (arches("docker", "amd64")))
    assert.equal("amd64 x86 x32", (arches("podman", "amd64")))
    assert.equal("amd64", (arches("runc", "amd64")))
    assert.equal("arm64", (arches("docker", "arm64")))
    for _, dialect in ipairs {"docker", "podman"} do
      local list, found = arches(dialect, "mipsel")
      assert.equal("mipsel", list)
      assert.truthy(found["archmap-ignored"])
    end
    assert.equal("mipsel mipsel64", (arches("strict", "mipsel")))
    document.architectures = {"SCMP_ARCH_X86"}
    for _, dialect in ipairs {"docker", "podman", "strict"} do
      assert.has_error(function() arches(dialect, "amd64") end)
    end
    assert.equal("amd64 x86", (arches("crun", "amd64")))
  end)

  it("takes from the system what it is not told", function()
    local _, report = import(with {
      allow("read", nil, {includes = {minKernel = "3.0"}}),
      allow("write", nil, {includes = {caps = {"CAP_CHOWN"}}})},
      {dialect = "docker"})
    assert.equal(seccomp.native_arch(), report.arch)
    -- this user's rights are not a container's
    local found = ids(report)
    assert.equal("kernel " .. support.slurp "/proc/sys/kernel/osrelease"
      :match "^%d+%.%d+" .. " is this system's", found["from-system"].message)
    assert.equal("note", found["from-system"].severity)
    assert.matches("a Docker container's default capabilities: CHOWN",
      found.capabilities.message)
  end)

  it("is for a container's capabilities, or those that are named", function()
    local document = with {
      allow("mknod", nil, {includes = {caps = {"CAP_MKNOD"}}}),
      allow("setgid", nil, {includes = {caps = {"CAP_SETGID"}}}),
      allow("chroot", nil, {includes = {caps = {"CAP_SYS_CHROOT"}}}),
      allow("bpf", nil, {includes = {caps = {"CAP_BPF"}}})}
    local function allowed(options)
      options.arch, options.kernel = "amd64", "6.1"
      local plain, report = import(document, options)
      local names = {}
      for _, rule in ipairs(plain.rules) do
        if rule.action == "allow" then names[#names + 1] = rule[1] end
      end
      return table.concat(names, " "), report
    end
    for dialect, expected in pairs {docker = "mknod setgid chroot",
      podman = "setgid chroot", crio = "setgid",
      containerd = "mknod setgid chroot bpf"}
    do
      assert.equal(expected, (allowed {dialect = dialect}), dialect)
    end
    for caps, expected in pairs {docker = "mknod setgid chroot",
      podman = "setgid chroot", none = "", all = "mknod setgid chroot bpf"}
    do
      local names, report = allowed {dialect = "podman", caps = caps}
      assert.equal(expected, names, caps)
      assert.equal(caps, report.caps_from)
    end
    local names, report = allowed {dialect = "docker", caps = {"bpf",
      "CAP_BPF"}}
    assert.equal("bpf", names)
    assert.same({"CAP_BPF"}, report.caps)
    assert.matches("the capabilities that were given: BPF",
      ids(report).capabilities.message)
    local mask = support.slurp "/proc/self/status":match "CapBnd:%s*(%x+)"
    local mine = tonumber(mask, 16) >> 27 & 1 == 1
    names, report = allowed {dialect = "docker", caps = "mine"}
    assert.equal(mine, names:find "mknod" ~= nil)
    assert.matches("^read for this process's capabilities%f[%z:]",
      ids(report).capabilities.message)
  end)

  it("asks for what the system does not tell", function()
    support.succeeds [[
      local open = io.open
      function io.open(path, mode)
        if path:find "^/proc/" then return nil, path .. ": hidden" end
        return open(path, mode)
      end
      local oci = require "seccomp.oci"
      local profile = {defaultAction = "SCMP_ACT_ERRNO", syscalls = {{
        names = {"read"}, action = "SCMP_ACT_ALLOW", includes = {
          minKernel = "4.8", caps = {"CAP_CHOWN"}}}}}
      local function why(options)
        options.dialect = "docker"
        local ok, err = pcall(oci.import, profile, options)
        return ok and "nothing" or err.code .. ": " .. err.message
      end
      local caps, kernel = {"CAP_CHOWN"}, "6.1"
      local pattern = "^EINVAL: .*/%s: hidden%%): give the option"
      assert(why {caps = caps}:find(pattern:format "osrelease"))
      assert(why {kernel = kernel} == "nothing")
      assert(why {kernel = kernel, caps = "mine"}:find(
        "^EINVAL: .*/status: hidden%): give a list"))
      assert(why {kernel = kernel, caps = caps} == "nothing")
    ]]
  end)

  it("reads flags", function()
    local _, report = import(with {allow "read"}, {dialect = "runc"})
    assert.same({ssb = true}, report.load)
    report = select(2, import(with({allow "read"}, {flags = {}}),
      {dialect = "runc"}))
    assert.same({}, report.load)
    local flags = {"SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_TSYNC"}
    report = select(2, import(with({allow "read"}, {flags = flags}),
      {dialect = "crun"}))
    assert.same({log = true, tsync = true}, report.load)
    report = select(2, import(with({allow "read"}, {flags = flags}),
      {dialect = "runc"}))
    assert.same({log = true}, report.load)
    assert.truthy(ids(report)["flag-ignored"])
    assert.has_error(function()
      import(with({allow "read"}, {flags = {"LOG"}}), {dialect = "runc"})
    end)
  end)

  it("opens the configuration of a bundle", function()
    local plain = import({ociVersion = "1.0.2", process = {terminal = false},
      linux = {seccomp = with {allow "read"}}}, {dialect = "crun"})
    assert.equal("allow", plain.rules[1].action)
    local ok, err = pcall(import, {ociVersion = "1.0.2", linux = {}},
      {dialect = "crun"})
    assert.is_false(ok)
    assert.truthy(err.message:find("has no linux.seccomp", 1, true))
  end)

  it("takes arches of crun with and without their prefix", function()
    for _, name in ipairs {"SCMP_ARCH_X86", "x86", "X86"} do
      local plain = import(with({allow "read"}, {architectures = {name}}),
        {dialect = "crun", arch = "amd64"})
      assert.same({"amd64", "x86"}, plain.arches)
    end
  end)

  it("guesses a dialect and says so", function()
    local _, report = import(with {allow "read"})
    assert.equal("crun", report.dialect)
    assert.equal("runtime-spec", report.kind)
    report = select(2, import(with({allow "read"}, {archMap = {}})))
    assert.equal("docker", report.dialect)
    report = select(2, import(with({allow "read"}, {defaultErrno = "EPERM"})))
    assert.equal("podman", report.dialect)
    assert.truthy(ids(report)["dialect-guessed"])
  end)

  it("sees keys in another letter case as Go does", function()
    local text = [[{"DefaultAction": "SCMP_ACT_ERRNO", "syscalls": [
      {"names": ["socket"], "action": "SCMP_ACT_ALLOW",
       "Args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]}]}]]
    local plain, report = import(text, {dialect = "runc", arch = "amd64"})
    assert.same({{0, "==", 1}}, plain.rules[#plain.rules].when)
    assert.truthy(ids(report)["key-case"])
    assert.has_error(function() import(text, {dialect = "crun"}) end)
  end)

  it("reports keys given twice", function()
    local text = [[{"defaultAction": "SCMP_ACT_ALLOW",
      "defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}]]
    local plain, report = import(text, {dialect = "runc"})
    assert.equal("errno(1)", plain.default)
    assert.truthy(ids(report)["duplicate-key"])
    assert.has_error(function() import(text, {dialect = "crun"}) end)
  end)

  it("refuses what its consumer refuses", function()
    local cases = {
      {{defaultAction = "SCMP_ACT_PERMIT"}, "runc"},
      {{defaultAction = ""}, "docker"}, {{}, "crun"},
      {with {{names = {"read"}, action = "allow"}}, "docker"},
      {with {allow("read", {arg(6, "EQ", 1)})}, "runc"},
      {with {allow("read", {arg(0, "XX", 1)})}, "runc"},
      {with {allow("read", {{index = 0, value = 1}})}, "runc"},
      {with {allow("read", {{index = 0, op = "SCMP_CMP_EQ"}})}, "strict"},
      {with {allow("read", nil, {name = "read"})}, "docker"},
      {with({}, {architectures = {"x86"}}), "runc"},
      {with({}, {architectures = {"SCMP_ARCH_PARISC"}}), "docker"},
      {with({}, {architectures = {"SCMP_ARCH_VAX"}}), "crun"},
      {with({}, {architectures = {"SCMP_ARCH_S390X"}}), "nothing"},
      {with({}, {defaultErrnoRet = 4095}), "runc"},
      {with({}, {defaultErrnoRet = -1}), "runc"},
      {with {allow("read", nil, {errnoRet = 1})}, "crun"},
      {with {{names = {"write"}, action = "SCMP_ACT_NOTIFY"}}, "runc"},
      {{defaultAction = "SCMP_ACT_NOTIFY", syscalls = {}}, "runc"},
      {with {{names = {""}, action = "SCMP_ACT_ALLOW"}}, "runc"},
      {with {{names = "read", action = "SCMP_ACT_ALLOW"}}, "runc"},
      {with {{names = {read = true}, action = "SCMP_ACT_ALLOW"}}, "runc"},
      {with {{names = {"read", 5}, action = "SCMP_ACT_ALLOW"}}, "runc"},
      {with {{names = {}, action = "SCMP_ACT_ALLOW"}}, "strict"},
      {with {{name = "read", action = "SCMP_ACT_ALLOW"}}, "crun"},
      {with {allow("read", nil, {errnoRet = 1})}, "podman"},
      {with({allow "read"}, {flags = {"SECCOMP_FILTER_FLAG_LOG"}}),
        "runc 1.1.5"},
      {with {{names = {"read"}, action = "SCMP_ACT_KILL_PROCESS"}},
        "runc 1.1.2"},
      {with({allow "read"}, {architectures = {"SCMP_ARCH_RISCV64"}}),
        "runc 1.1.7"},
      {with({allow "read"}, {flags = {
        "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"}}), "runc 1.4.3"},
      {with {{names = {"read"}, action = "SCMP_ACT_TRACE",
        errnoRet = 65536}}, "runc"},
      {with {allow("read", nil, {includes = {minKernel = 5}})}, "docker"},
      {with({}, {defaultErrnoRet = 1 << 32}), "runc"},
      {with {"read"}, "runc"}, {{1, 2}, "runc"},
      {with({}, {listenerPath = 1}), "runc"},
      {"[1]", "runc"}, {"", "runc"}, {"{", "runc"}, {"{} {}", "runc"},
      {'{"defaultAction": "SCMP_ACT_ERRNO" /* no */}', "runc"},
      {'{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [null]}', "runc"},
      {'"text"', "runc"}, {"null", "runc"}, {'{"text', "runc"},
      {'{"defaultAction": "\\u0001"}', "runc"},
      {'{"defaultAction": "SCMP_ACT_\\"ALLOW"}', "runc"},
    }
    for i, case in ipairs(cases) do
      local ok, err = pcall(import, case[1], {dialect = case[2],
        arch = "amd64"})
      assert.is_false(ok, "case " .. i)
      assert.equal("EINVAL", err.code, "case " .. i .. ": " .. tostring(err))
    end
  end)
end)
