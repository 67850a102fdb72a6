-- Profiles read as their consumers read them. The heart of it compares what
-- was imported with a second reading of the JSON, straight from the rules that
-- the consumers' documentation states, call by call.
local seccomp = require "seccomp"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local json = require "seccomp.oci.json"
local values = require "seccomp.oci.values"
local support = require "spec.support"
local reading = require "spec.oci_reading"

-- A machine without runtimes: the newest of them are meant.
require("seccomp.oci.installed").version = function() end

local PODMAN = "/usr/share/containers/seccomp.json"
local DOCKER = support.root .. "/../shared/data/moby-default.json"

local function profile(path)
  local text = support.slurp(path)
  if not text then pending(path .. " is not here") end
  return text
end

-- A test for each profile, so that one that is not here skips its own alone.
local function each(profiles, name, test)
  for path, of in pairs(profiles) do
    it(name .. ": " .. path:match "[^/]+$" .. ", " .. of, function()
      test(path, of)
    end)
  end
end

local function import(text, options)
  local plain, report = oci.decode(text, options)
  return plain, report
end

-- A profile of the given blocks, as a table; allow-list by default.
local function with(blocks, more)
  local document = {defaultAction = "SCMP_ACT_ERRNO", syscalls = blocks}
  for key, value in pairs(more or {}) do document[key] = value end
  return document
end

local function allow(name, args, more)
  local b = {names = type(name) == "table" and name or {name},
    action = "SCMP_ACT_ALLOW", args = args}
  for key, value in pairs(more or {}) do b[key] = value end
  return b
end

local function arg(index, op, value, two)
  return {index = index, op = "SCMP_CMP_" .. op, value = value, valueTwo = two}
end

local function ids(report)
  local out = {}
  for _, finding in ipairs(report) do out[finding.id] = finding end
  return out
end

-- Asserts that a policy table decides every call as the reading of its source.
local function same_meaning(plain, document, options)
  local expected = reading.profile(document, options)
  local actual = reading.policy(plain)
  local calls = 0
  for call in reading.calls(document, plain.arches) do
    calls = calls + 1
    local want, got = expected(call), actual(call)
    if want ~= got then
      error(("%s on %s (%s): %s expected, %s imported"):format(
        tostring(call.nr), call.arch, table.concat(call.args, " "), want, got),
        2)
    end
  end
  return calls
end

describe("import of whole profiles", function()
  local CAPS = {
    {},
    {"CAP_SYS_ADMIN", "CAP_AUDIT_WRITE"},
    {"CAP_SYS_PTRACE", "CAP_SYS_CHROOT", "CAP_PERFMON", "CAP_BPF",
      "CAP_SYS_TIME", "CAP_SYS_NICE", "CAP_SYSLOG"},
  }
  local ARCHES = {"amd64", "arm64", "ppc64le", "s390x", "mips64", "riscv64",
    "x86", "arm"}

  local function grid(path, dialect, kernels)
    local text = profile(path)
    local document = reading.document(text)
    local calls = 0
    for i, arch in ipairs(ARCHES) do
      for k, caps in ipairs(CAPS) do
        if i == 1 or i % #CAPS == k - 1 then
          for _, kernel in ipairs(kernels) do
            local options = {dialect = dialect, arch = arch, caps = caps,
              kernel = kernel}
            local plain = import(text, options)
            calls = calls + same_meaning(plain, document, options)
          end
        end
      end
    end
    assert.is_true(calls > 10000)
  end

  each({[PODMAN] = "podman", [DOCKER] = "docker"},
    "makes policies whose programs do what the profile says",
    function(path, dialect)
      local text = profile(path)
      local document = reading.document(text)
      for _, arch in ipairs {"amd64", "arm64", "ppc64le", "s390x"} do
        local options = {dialect = dialect, arch = arch, caps = CAPS[2],
          kernel = "6.1"}
        local imported, report = oci.import(text, options)
        assert.equal(arch, report.arch)
        local program = imported:compile()
        local expected = reading.profile(document, options)
        for call in reading.calls(document, imported.arches) do
          if not call.beyond then
            local a = call.args
            local action = program:simulate {arch = call.arch,
              syscall = call.nr, arg0 = a[1], arg1 = a[2], arg2 = a[3],
              arg3 = a[4], arg4 = a[5], arg5 = a[6]}
            assert.equal(expected(call), tostring(action))
          end
        end
        local foreign = arch == "amd64" and "arm64" or "amd64"
        assert.equal("kill_thread", tostring(program:simulate {
          arch = foreign, syscall = "getpid"}))
      end
    end)

  it("reads Podman's as Podman does", function()
    grid(PODMAN, "podman", {"6.1"})
  end)

  it("reads Docker's as Docker does", function()
    grid(DOCKER, "docker", {"4.4", "6.1"})
  end)

  local function read_as(path, dialect)
    local text = profile(path)
    local options = {dialect = dialect, arch = "amd64", caps = {},
      kernel = "5.10"}
    local ok, plain = pcall(import, text, options)
    if ok then
      same_meaning(plain, reading.document(text), options)
    else
      -- all conditions ignored: the same call is both allowed and refused
      assert.truthy(plain.code == "EEXIST" or plain.code == "EINVAL")
    end
  end
  each({[PODMAN] = "docker", [DOCKER] = "podman"}, "reads either", read_as)
  each({[PODMAN] = "runc", [DOCKER] = "crun"}, "reads either", read_as)

  each({[PODMAN] = "podman", [DOCKER] = "podman"},
    "means what libseccomp makes of it, proven for every call", function(path)
      for _, caps in ipairs(CAPS) do
        for _, architectures in ipairs {{}, {"SCMP_ARCH_X86"}} do
          local document = reading.document(profile(path))
          document.archMap, document.architectures = nil, architectures
          local options = {dialect = "podman", arch = "amd64", caps = caps}
          local imported = oci.import(document, options)
          local filter = seccomp.filter(imported.default,
            {arches = imported.arches})
          reading.rules(document, options, function(name, action, conditions)
            filter:add_rule(name, action, table.unpack(conditions))
          end)
          assert.same({}, imported:compile():diff(filter:program()))
        end
      end
    end)

  it("lists every name that libseccomp does not know", function()
    local text = profile(DOCKER)
    local document = reading.document(text)
    local _, report = import(text, {dialect = "docker", arch = "amd64",
      caps = {}, kernel = "6.1"})
    local reported = {}
    for _, finding in ipairs(report) do
      if finding.id == "unknown-syscall" then
        reported[finding.syscall] = true
      end
    end
    for _, name in ipairs(document.syscalls[1].names) do
      assert.equal(seccomp.syscall_number(name, "amd64") == nil,
        reported[name] == true, name)
    end
  end)

  it("tells a rule of Podman's profile that its order makes void", function()
    local _, report = import(profile(PODMAN), {dialect = "podman",
      arch = "amd64", caps = {}, kernel = "6.1"})
    assert.equal("setns", ids(report)["first-wins"].syscall)
  end)

  it("adds runc's ENOSYS only where runc is", function()
    local text = profile(DOCKER)
    local options = {arch = "amd64", caps = {}, kernel = "6.1"}
    for dialect, unknown in pairs {docker = "errno(ENOSYS)", podman = false} do
      options.dialect = dialect
      assert.equal(unknown or nil, import(text, options).unknown)
    end
  end)
end)

describe("numbers", function()
  local function imported(value, two)
    local text = ([[{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
      {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [
        {"index": 0, "value": %s, "valueTwo": %s,
         "op": "SCMP_CMP_MASKED_EQ"}]}]}]]):format(value, two or "0")
    local plain = import(text, {dialect = "runc", arch = "amd64"})
    return plain.rules[#plain.rules].when[1]
  end

  it("are exact to 64 bits", function()
    for text, value in pairs {
      ["0"] = 0, ["2114060288"] = 2114060288,
      ["9007199254740993"] = 9007199254740993,
      ["9223372036854775807"] = math.maxinteger,
      ["9223372036854775808"] = math.mininteger,
      ["18446744073709551615"] = -1,
      ["18446744073709551614"] = -2,
    } do
      if value == 0 then
        assert.has_error(function() imported(text) end) -- no condition left
      else
        assert.equal(value, imported(text)[3], text)
      end
    end
    assert.equal(-1, imported("18446744073709551615",
      "18446744073709551615")[4])
  end)

  it("that are no unsigned integers are refused", function()
    for _, text in ipairs {"-1", "1.0", "1e3", "18446744073709551616",
      "184467440737095516150", "\"5\"", "true", "[1]", "01", "0x10", "nan",
      "1.", "+1", "-"}
    do
      local ok, err = pcall(imported, text)
      assert.is_false(ok, text)
      assert.equal("EINVAL", err.code, text)
    end
  end)

  it("in Lua tables are bit patterns", function()
    for _, value in ipairs {-1, "18446744073709551615"} do
      local plain = import(with {allow("personality", {arg(0, "EQ", value)})},
        {dialect = "crun", arch = "amd64"})
      assert.equal(-1, plain.rules[1].when[1][3])
    end
    for _, case in ipairs {{1.5, "not an integer"}, {-1.0, "negative"},
      {0x1p63, "not an integer"}, {true, "not a number"}}
    do
      local ok, err = pcall(import, with {allow("personality",
        {arg(0, "EQ", case[1])})}, {dialect = "crun"})
      assert.is_false(ok)
      assert.truthy(err.message:find(case[2], 1, true), err.message)
    end
  end)
end)

describe("import", function()
  local function crun(document, more)
    local options = {dialect = "crun", arch = "amd64"}
    for key, value in pairs(more or {}) do options[key] = value end
    local plain, report = import(document, options)
    same_meaning(plain, document, options)
    return plain, ids(report), report
  end

  it("lets a rule without conditions swallow the others", function()
    for _, first in ipairs {true, false} do
      local blocks = {
        {names = {"personality"}, action = "SCMP_ACT_KILL_PROCESS",
          args = {arg(0, "EQ", 8)}},
        allow "personality",
      }
      if first then blocks[1], blocks[2] = blocks[2], blocks[1] end
      local plain, found = crun(with(blocks))
      assert.equal(1, #plain.rules)
      assert.equal("warning", found.swallowed.severity)
      assert.equal("personality", found.swallowed.syscall)
    end
  end)

  it("takes the first of two rules without conditions", function()
    local _, found = crun(with {allow "read",
      {names = {"read"}, action = "SCMP_ACT_TRAP"}})
    assert.equal(2, found["first-wins"].block)
  end)

  it("leaves out what equals the default, and says when that matters",
    function()
      local plain, found
      plain, found = crun(with {allow "socket",
        {names = {"socket"}, action = "SCMP_ACT_ERRNO",
          args = {arg(0, "EQ", 38)}}})
      assert.equal(1, #plain.rules)
      assert.equal("warning", found["equals-default"].severity)
      found = select(2, crun(with {
        {names = {"socket"}, action = "SCMP_ACT_ERRNO", errnoRet = 1}}))
      assert.equal("note", found["equals-default"].severity)
      plain = crun(with {
        {names = {"socket"}, action = "SCMP_ACT_ERRNO", errnoRet = 2}})
      assert.equal("errno(2)", plain.rules[1].action)
    end)

  it("takes any of the conditions when an argument is given twice", function()
    local plain, found = crun(with {allow("socket", {arg(0, "EQ", 1),
      arg(0, "EQ", 2), arg(1, "EQ", 5)})})
    assert.equal(3, #plain.rules)
    assert.truthy(found["ored-conditions"])
    assert.is_nil(found["always-true"])
    found = select(2, crun(with {allow("socket", {arg(0, "NE", 38),
      arg(0, "NE", 40)})}))
    assert.truthy(found["always-true"])
    found = select(2, crun(with {allow("socket", {arg(0, "GE", 3),
      arg(0, "LE", 9)})}))
    assert.truthy(found["always-true"])
  end)

  it("takes the stricter of rules that disagree, and shows a call", function()
    local document = with {
      allow("personality", {arg(0, "LE", 8)}),
      {names = {"personality"}, action = "SCMP_ACT_TRAP",
        args = {arg(0, "GE", 8)}},
    }
    local plain, found = crun(document)
    assert.equal("trap", plain.rules[1].action)
    assert.equal(8, found.overlap.witness[0])
    -- the same apart on the argument
    document.syscalls[2].args[1] = arg(0, "GT", 8)
    found = select(2, crun(document))
    assert.is_nil(found.overlap)
    assert.has_error(function()
      document.syscalls[2].args[1] = arg(0, "GE", 8)
      import(document, {dialect = "strict", arch = "amd64"})
    end)
  end)

  it("refuses two actions for the same conditions, as libseccomp does",
    function()
      local document = with {
        allow("personality", {arg(0, "EQ", 8), arg(1, "LT", 4)}),
        {names = {"personality"}, action = "SCMP_ACT_TRAP",
          args = {arg(1, "LT", 4), arg(0, "EQ", 8)}},
      }
      local ok, err = pcall(import, document, {dialect = "crun"})
      assert.is_false(ok)
      assert.equal("EEXIST", err.code)
      table.insert(document.syscalls, 1, allow "personality")
      crun(document)
    end)

  it("drops what a mask does not cover", function()
    local plain, found = crun(with {allow("personality",
      {arg(0, "MASKED_EQ", 0xf, 0x1f)})})
    assert.equal(0xf, plain.rules[1].when[1][4])
    assert.truthy(found["mask-value"])
    plain, found = crun(with {allow("personality",
      {arg(0, "MASKED_EQ", 0, 7)})})
    assert.is_nil(plain.rules[1].when)
    assert.truthy(found["mask-zero"])
  end)

  it("shows the companions on socketcall and ipc", function()
    local document = with({allow("socket", {arg(0, "LT", 38),
      arg(2, "EQ", 0)}), allow "bind", allow("shmget", {arg(1, "LE", 4096)})},
      {architectures = {"SCMP_ARCH_X86"}})
    local plain, found, report = crun(document)
    assert.equal("error", found["multiplexer-companion"].severity)
    local companions = {}
    for _, finding in ipairs(report) do
      if finding.id == "multiplexer-companion" then
        companions[finding.syscall] = true
      end
    end
    assert.same({socket = true, shmget = true}, companions)
    local on_mux = {}
    for _, rule in ipairs(plain.rules) do
      if rule[1] == "socketcall" then on_mux[#on_mux + 1] = rule.when end
    end
    -- argument 0 selects the call; what is said of argument 2 stays
    assert.same({{{0, "==", 1}, {2, "==", 0}}, {{0, "==", 2}}}, on_mux)
    -- a rule for socketcall makes them void
    table.insert(document.syscalls, 1, allow "socketcall")
    table.insert(document.syscalls, 1, allow "ipc")
    found = select(2, crun(document))
    assert.is_nil(found["multiplexer-companion"])
    -- a block that equals the default does not
    document.syscalls[1].action = "SCMP_ACT_ERRNO"
    document.syscalls[2].action = "SCMP_ACT_ERRNO"
    found = select(2, crun(document))
    assert.truthy(found["multiplexer-companion"])
  end)

  it("compares what libseccomp compares, and says so", function()
    local _, found = crun(with({allow("personality",
      {arg(0, "EQ", 0x100000001)})}, {architectures = {"SCMP_ARCH_X86"}}))
    assert.truthy(found["wide-datum"])
    found = select(2, crun(with({allow("personality", {arg(0, "EQ", 8)})},
      {architectures = {"SCMP_ARCH_X32"}})))
    assert.equal("warning", found["x32-width"].severity)
    local plain = crun(with({allow("personality", {arg(0, "EQ", 8)})},
      {architectures = {"SCMP_ARCH_X32"}}))
    assert.same({{0, "==", 8}}, plain.rules[1].when)
    assert.same({{0, "==", 8, width = 32}}, plain.rules[2].when)
    assert.same({"x32"}, plain.rules[2].arches)
  end)

  it("keeps names that it does not know out of what a policy would read",
    function()
      local plain, _, report = crun(with {allow "raed", allow "@basic-io",
        allow "__NR_read", {names = {"evil"}, action = "SCMP_ACT_KILL"}})
      local found = {}
      for _, finding in ipairs(report) do
        if finding.id == "unknown-syscall" then
          found[finding.syscall] = finding.severity
        end
      end
      assert.same({raed = "warning", ["@basic-io"] = "warning",
        __NR_read = "warning", evil = "error"}, found)
      for _, rule in ipairs(plain.rules) do
        assert.is_true(rule.optional)
        for _, name in ipairs(rule) do
          assert.truthy(name == "raed" or name == "evil", name)
        end
      end
    end)

  it("reads errnos by name where Podman does", function()
    local document = with({{names = {"read"}, action = "SCMP_ACT_ERRNO",
      errnoRet = 1, errno = "EACCES"}}, {defaultErrno = "ENOSYS"})
    local plain, report = import(document, {dialect = "podman",
      arch = "amd64"})
    assert.equal("errno(38)", plain.default)
    assert.equal("errno(13)", plain.rules[1].action)
    assert.truthy(ids(report)["errno-both"])
    plain, report = import(document, {dialect = "runc", arch = "amd64"})
    assert.equal("errno(1)", plain.default)
    assert.truthy(ids(report)["ignored-key"])
    document.defaultErrno = "4294967296"
    local ok, err = pcall(import, document, {dialect = "podman"})
    assert.is_false(ok)
    assert.truthy(err.message:find("unknown errno", 1, true), err.message)
    document.defaultErrno = "ENOSUCH"
    assert.has_error(function() import(document, {dialect = "podman"}) end)
  end)

  it("says what a block has to no effect", function()
    local plain, found = import(with {
      {names = {"read"}, action = "SCMP_ACT_TRAP", errnoRet = 5},
      {names = {"write"}, action = "SCMP_ACT_ERRNO", errnoRet = 0},
      allow("socket", {{op = "SCMP_CMP_EQ"},
        {index = 1, op = "SCMP_CMP_EQ", value = 2, valueTwo = 3}}),
      {action = "SCMP_ACT_ALLOW"},
    }, {dialect = "docker", arch = "amd64", caps = {}})
    found = ids(found)
    assert.equal(1, found["errno-ignored"].block)
    assert.equal(2, found["errno-zero"].block)
    assert.equal(3, found["missing-field"].block)
    assert.equal(3, found["value-two"].block)
    assert.equal(4, found["no-names"].block)
    local actions = {}
    for _, rule in ipairs(plain.rules) do actions[rule[1]] = rule end
    assert.equal("trap", actions.read.action)
    assert.equal("errno(0)", actions.write.action)
    assert.same({{0, "==", 0}, {1, "==", 2}}, actions.socket.when)
  end)

  it("takes the name of old profiles", function()
    local plain = import(with {{name = "read", action = "SCMP_ACT_ALLOW"}},
      {dialect = "podman", arch = "amd64", caps = {}})
    assert.same({{"read", action = "allow"}}, plain.rules)
  end)

  it("warns of capabilities that nobody has", function()
    local plain, report = import(with {allow("read", nil,
      {includes = {caps = {"CAP_NOPE"}}})}, {dialect = "podman", caps = {},
      arch = "amd64"})
    assert.same({}, plain.rules)
    assert.truthy(ids(report)["unknown-capability"].message:find("CAP_NOPE", 1,
      true))
  end)

  it("warns of listeners that nobody is told of", function()
    local function found(more, dialect)
      local document = with({allow "read",
        {names = {"mkdir"}, action = "SCMP_ACT_NOTIFY"}}, more)
      return ids(select(2, import(document, {dialect = dialect,
        arch = "amd64"})))
    end
    assert.equal("error", found({}, "runc")["no-listener"].severity)
    assert.equal("warning", found({}, "crun")["no-listener"].severity)
    assert.equal(2, found({}, "crun")["no-listener"].block)
    assert.is_nil(found({listenerPath = "/run/s"}, "crun")["no-listener"])
    local whole = found({defaultAction = "SCMP_ACT_NOTIFY", syscalls = {}},
      "crun")["no-listener"]
    assert.equal("warning", whole.severity)
    assert.is_nil(whole.block)
    assert.truthy(found({listenerMetadata = "x"}, "crun")["listener-metadata"])
  end)

  it("looks at six conditions where crun does", function()
    local conditions = {}
    for i = 1, 7 do conditions[i] = arg(0, "EQ", i) end
    for action, severity in pairs {SCMP_ACT_ALLOW = "warning",
      SCMP_ACT_KILL = "error"}
    do
      local plain, report = import(with {{names = {"personality"},
        action = action, args = conditions}}, {dialect = "crun",
        arch = "amd64"})
      assert.equal(6, #plain.rules)
      assert.equal(1, ids(report)["six-conditions"].block)
      assert.equal(severity, ids(report)["six-conditions"].severity)
    end
    local plain, report = import(with {allow("personality", conditions)},
      {dialect = "runc", arch = "amd64"})
    assert.is_nil(ids(report)["six-conditions"])
    local allowed = 0
    for _, rule in ipairs(plain.rules) do
      if rule.action == "allow" then allowed = allowed + 1 end
    end
    assert.equal(7, allowed)
  end)

  it("keeps unknown names of one action together", function()
    local plain = import(with {allow {"raed", "wriet"}}, {dialect = "crun",
      arch = "amd64"})
    assert.same({{"raed", "wriet", action = "allow", optional = true}},
      plain.rules)
  end)

  it("knows of runc's stub that s390x shows numbers as 0", function()
    local plain = import(with {allow "read"}, {dialect = "runc",
      arch = "s390x"})
    local stub = plain.rules[1]
    assert.equal("errno(ENOSYS)", stub.action)
    assert.equal(0, stub[#stub])
  end)

  it("knows that arm's private calls keep runc's stub from others", function()
    local p = oci.import(with {allow {"read", "set_tls"}}, {dialect = "runc",
      arch = "arm"})
    local program = p:compile()
    for number, action in pairs {[3] = "allow", [500] = "errno(EPERM)",
      [983044] = "errno(EPERM)", [983045] = "allow",
      [983046] = "errno(ENOSYS)", [0xffffffff] = "errno(ENOSYS)"}
    do
      assert.equal(action, tostring(program:simulate {arch = "arm",
        syscall = number}), number)
    end
  end)

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
    assert.matches("^kernel ", found["from-system"].message)
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
    assert.equal(mine, allowed {dialect = "docker",
      caps = "mine"}:find "mknod" ~= nil)
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

  it("strict: refuses whatever is doubtful, and lists it", function()
    local good = with({allow "read", allow("socket", {arg(0, "EQ", 1)})},
      {flags = {}})
    import(good, {dialect = "strict", arch = "amd64"})
    for _, doubtful in ipairs {
      with {allow "raed"}, with({allow "read"}, {comments = 1}),
      with {allow("socket", {arg(0, "EQ", 1), arg(0, "EQ", 2)})},
      with {allow "read", {names = {"read"}, action = "SCMP_ACT_TRAP"}},
      with {allow("read", {arg(0, "MASKED_EQ", 1, 2)})},
      with({allow("socket", {arg(0, "EQ", 1)})},
        {architectures = {"SCMP_ARCH_X86"}}),
    } do
      local ok, err = pcall(import, doubtful, {dialect = "strict",
        arch = "amd64"})
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.is_true(#err.findings > 0)
    end
  end)

  it("raises on bad arguments", function()
    for _, bad in ipairs {false, 1, print} do
      local ok, message = pcall(oci.import, bad)
      assert.is_false(ok)
      assert.truthy(tostring(message):find("bad argument #1 to 'import'", 1,
        true))
    end
    for _, options in ipairs {{dialect = "rocket"}, {dialect = 1},
      {arch = "vax"}, {arch = 1}, {caps = "CAP_BPF"}, {caps = {"CAP_NONE"}},
      {caps = {CAP_BPF = true}}, {kernel = 6.1}, {kernel = "six"},
      {dialects = "runc"}}
    do
      local ok, err = pcall(oci.decode, with {}, options)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
    end
    assert.is_false(pcall(oci.decode, with {}, 1))
  end)

  it("tells the caller where", function()
    local ok, err = pcall(function()
      local plain = oci.decode(with {}, {dialect = "rocket"})
      return plain
    end)
    assert.is_false(ok)
    assert.truthy(tostring(err):find("oci_spec.lua:%d+: decode: "), err)
  end)

  it("sorts rules so that their order does not matter", function()
    -- random small profiles, each also shuffled: whatever libseccomp's result
    -- does not depend on must come out the same
    local actions = {"SCMP_ACT_ALLOW", "SCMP_ACT_TRAP", "SCMP_ACT_KILL",
      "SCMP_ACT_LOG"}
    local ops = {"EQ", "NE", "LT", "LE", "GT", "GE", "MASKED_EQ"}
    local random = math.random
    for _ = 1, 300 do
      local blocks = {}
      for i = 1, random(4) do
        local args = {}
        for k = 1, random(0, 3) do
          args[k] = arg(random(0, 2), ops[random(#ops)], random(1, 5), 0)
        end
        blocks[i] = {names = {random() < .5 and "socket" or "personality"},
          action = actions[random(#actions)], args = args}
      end
      local document = with(blocks, {architectures = random() < .5 and
        {"SCMP_ARCH_X86", "SCMP_ARCH_X32"} or nil})
      local ok, plain = pcall(import, document, {dialect = "crun",
        arch = "amd64"})
      if ok then
        same_meaning(plain, document, {dialect = "crun", arch = "amd64"})
      else
        assert.equal("EEXIST", plain.code)
      end
    end
  end)
end)

describe("export", function()
  -- Exports for a runtime of the policy's first arch, and reads back; what is
  -- not proven equal has raised.
  local function again(original)
    local text, losses = oci.export(original, {arch = original.arches[1]})
    reading.schema(text)
    local back = oci.import(text, {
      dialect = original.unknown and "runc" or "crun",
      arch = original.arches[1]})
    return back, text, losses
  end

  local function ids_of(list)
    local out = {}
    for i, entry in ipairs(list) do out[i] = entry.id end
    return out
  end

  each({[PODMAN] = "podman", [DOCKER] = "docker"},
    "of an imported profile reads back as the same", function(path, dialect)
      local text = profile(path)
      for _, arch in ipairs {"amd64", "arm64", "s390x", "x86"} do
        local original = oci.import(text, {dialect = dialect, arch = arch,
          caps = {}, kernel = "6.1"})
        local back, _, losses = again(original)
        assert.same({}, original:diff(back))
        assert.same({}, ids_of(losses))
      end
    end)

  it("of small profiles under runc's stub reads back as the same", function()
    for _, document in ipairs {
      with({allow {"read", "write"}}, {architectures = {"SCMP_ARCH_X86",
        "SCMP_ARCH_X32"}}),
      with({allow {"openat2"}, allow("personality", {arg(0, "EQ", 8)})}),
      with({allow {"read", "socket"}, allow("shmat", {arg(1, "EQ", 0)})},
        {architectures = {"SCMP_ARCH_X86"}}),
    } do
      local options = {dialect = "runc", arch = "amd64"}
      local original = oci.import(document, options)
      same_meaning(oci.decode(document, options), document, options)
      assert.same({}, original:diff((again(original))))
    end
  end)

  it("of a policy with unknown calls of its own reads back as the same",
  function()
    -- it names no call near the last one known, where runc's stub would begin
    for _, arches in ipairs {{"amd64"}, {"amd64", "x86", "x32"}, {"arm64"},
      {"mips64"}}
    do
      for _, rules in ipairs {
        {{"read", "exit_group", action = "allow"}},
        {{"read", action = "allow"}, {"clone3", action = "errno(ENOSYS)"}},
        {{"read", action = "allow"}, {"futex_requeue", action = "allow",
          when = {{arg = 0, op = "==", value = 1, width = 32}}}},
      } do
        if arches[1] == "mips64" then
          -- of the numbers of other ABIs: the default, and what the stub says
          rules[#rules + 1] = {{4000, 4999}, action = "errno(EPERM)"}
          rules[#rules + 1] = {{6000, 6999}, action = "errno(ENOSYS)"}
        end
        local original = policy.new {default = "errno(EPERM)",
          unknown = "errno(ENOSYS)", bad_arch = "kill_thread", arches = arches,
          rules = rules}
        local back, _, losses = again(original)
        -- but for numbers that no call has that libseccomp knows, which runc
        -- has its way with
        for _, witness in ipairs(original:diff(back, {limit = 5000})) do
          assert.is_true(type(witness.syscall) == "number" or
            not seccomp.syscall_number(witness.syscall), witness.syscall)
        end
        assert.same(#arches == 1 and arches[1] == "amd64" and {} or
          {"stub-numbers"}, ids_of(losses))
      end
    end
  end)

  it("of ordered rules reads back as the same", function()
    local ops = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
    local actions = {"allow", "trap", "errno(EPERM)", "kill_process",
      "errno(EACCES)"}
    local random = math.random
    local exported = 0
    support.loses("libseccomp", function()
      for _ = 1, 200 do
        local rules = {}
        for i = 1, random(4) do
          local conditions = {}
          for k = 1, random(0, 3) do
            local op = ops[random(#ops)]
            local value = random(0, 6)
            conditions[k] = {arg = random(0, 2), op = op,
              width = op ~= "masked_eq" and random() < .2 and 32 or nil}
            if op == "masked_eq" then
              conditions[k].mask = random(1, 7)
              conditions[k].value = value & conditions[k].mask
            else
              conditions[k].value = value
            end
          end
          rules[i] = {"personality", "mmap", action = actions[random(#actions)],
            when = #conditions > 0 and conditions or nil}
        end
        local original = policy.new {default = "errno(EPERM)",
          bad_arch = "kill_thread", arches = {"amd64"}, rules = rules}
        local ok, back = pcall(again, original)
        if ok then
          exported = exported + 1
          assert.same({}, original:diff(back))
        else
          -- now and then a profile's rules are more than a program holds
          assert.truthy(back.message:find "more than %d+ blocks"
            or back.message:find "no container would be held to this"
            or back.code == "E2BIG"
            and back.message:find "needs %d+ instructions", back)
        end
      end
    end)
    assert.is_true(exported > 120)
  end)

  it("says ranges and exceptions in rules without order", function()
    local function blocks(rules)
      return json.decode((oci.export(policy.new {default = "errno(EPERM)",
        arches = {"amd64"}, rules = rules}))).syscalls
    end
    assert.same({
      {names = {"socket"}, action = "SCMP_ACT_ALLOW",
        args = {arg(0, "NE", 38)}},
    }, blocks {
      {"socket", action = "errno(EPERM)", when = {{0, "==", 38}}},
      {"socket", action = "allow"},
    })
    local got = blocks {
      {"socket", action = "allow", when = {{0, ">=", 4}, {0, "<=", 7}}},
    }
    assert.equal(-4, json.unsigned(got[1].args[1].value, 64))
    got[1].args[1].value = -4
    assert.same({{names = {"socket"}, action = "SCMP_ACT_ALLOW",
      args = {arg(0, "MASKED_EQ", -4, 4)}}}, got)
  end)

  it("writes numbers of 64 bits in full", function()
    local text = oci.export(policy.new {default = "errno(EPERM)",
      arches = {"amd64"}, rules = {{"mmap", action = "allow",
        when = {{0, "==", -1}, {1, "masked_eq", 0xfffffffffffff001, 1}}}}})
    assert.truthy(text:find("18446744073709551615", 1, true))
    assert.truthy(text:find("18446744073709547521", 1, true))
  end)

  it("writes masks on the low half as masks", function()
    local original = policy.new {default = "errno(EPERM)", arches = {"amd64"},
      bad_arch = "kill_thread", rules = {{"mmap", action = "allow", when = {
        {arg = 0, op = "masked_eq", mask = 0xf, value = 1, width = 32}}}}}
    local back, text = again(original)
    assert.truthy(text:find('"value": 15,', 1, true), text)
    assert.same({}, original:diff(back))
  end)

  it("refuses rules that make very many blocks", function()
    -- by masks, which are spelled bit by bit, or by many exceptions
    for op, exceptions in pairs {masked_eq = 2, ["=="] = 5} do
      local rules = {}
      for i = 1, exceptions do
        rules[i] = {"mmap", action = "errno(EPERM)", when = {}}
        for k = 1, 3 do
          rules[i].when[k] = op == "==" and {k - 1, op, i}
            or {k - 1, op, -1, i}
        end
      end
      rules[#rules + 1] = {"mmap", action = "allow"}
      local ok, err = pcall(oci.export, policy.new {default = "errno(EPERM)",
        arches = {"amd64"}, bad_arch = "kill_thread", rules = rules})
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(
        "mmap: its rules make more than 128 blocks", 1, true), err.message)
    end
  end)

  it("lists what is lost", function()
    local text, losses = oci.export(policy.new {default = "errno(EPERM)",
      rules = {{"read", action = "allow"}}})
    assert.equal("string", type(text))
    assert.equal("bad-arch", losses[1].id)
    losses = select(2, oci.export(policy.new {default = "kill_process",
      bad_arch = "kill_thread", unknown = "errno(EINVAL)",
      rules = {{"read", action = "allow"}}}))
    assert.equal("unknown", losses[1].id)
  end)

  it("expands groups", function()
    local back = again(policy.new {default = "errno(EPERM)",
      bad_arch = "kill_thread", rules = {{"@basic-io", action = "allow"}}})
    assert.equal("allow", tostring(back:compile():simulate "read"))
  end)

  it("refuses what OCI cannot say", function()
    for _, spec in ipairs {
      {rules = {{"read", action = "allow", arches = {"amd64"}}}},
      {rules = {{380, action = "allow", arches = {"amd64"}}}},
      {default = "errno(4095)"}, {rules = {{"read", action = "trap(5)"}}},
      {default = "allow", unknown = "errno(ENOSYS)"},
      {unknown = "kill_process"},
      -- a consumer would let socket() through socketcall
      {rules = {{"socket", action = "allow", when = {{0, "==", 1}}},
        {"socketcall", action = "errno(EPERM)"}}},
    } do
      spec.default = spec.default or "errno(EPERM)"
      spec.bad_arch = "kill_thread"
      spec.arches = {"amd64", "x86"}
      local ok, err = pcall(oci.export, policy.new(spec))
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
    end
    -- no difference where the call exists
    again(policy.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
      rules = {{"arch_prctl", action = "allow"},
        {"socketcall", action = "allow", arches = {"x86"}}}})
  end)

  it("can be held against another reader", function()
    local original = policy.new {default = "errno(EPERM)",
      rules = {{"write", action = "allow"}}}
    local ok, err = pcall(oci.export, original, {dialect = "runc"})
    assert.is_false(ok)
    assert.equal("errno(ENOSYS)", tostring(err.witness.right))
    assert.truthy(err.message:find('unknown = "errno(ENOSYS)", or export ' ..
      "for crun", 1, true), err.message)
    assert.is_false(pcall(oci.export, original, {dialect = "rocket"}))
  end)

  it("raises on bad arguments", function()
    for _, bad in ipairs {1, "x", {}, false} do
      local ok, message = pcall(oci.export, bad)
      assert.is_false(ok)
      assert.truthy(message:find("bad argument #1 to 'export'", 1, true))
    end
  end)
end)

describe("JSON", function()
  it("is written for any reader", function()
    assert.equal('{\n  "a": "\\u0002\\n\\u007f",\n  "b": true\n}\n',
      json.encode({b = true, a = "\2\n\127"}, {}))
  end)

  it("is read without a library", function()
    support.succeeds [[
      package.preload["cjson.safe"] = function() error "not installed" end
      package.preload.dkjson = package.preload["cjson.safe"]
      local json = require "seccomp.oci.json"
      assert(json.decode ' {"a": [1]} '.a[1] == 1)
    ]]
  end)

  it("that is wrong is refused with line and column", function()
    for text, why in pairs {
      ["{} {}"] = "line 1, column 4: text after the end of the JSON",
      ['{"a": 1,\n}'] = 'line 1, column 8: a comma before "}": take it out',
      ["[1,\n 2,]"] = 'line 2, column 3: a comma before "]": take it out',
      ['{"a": 1 "b": 2}'] = "line 1, column 9: a comma is missing before " ..
        "this key",
      ["[1 2]"] = "line 1, column 4: a comma is missing before this element",
      ['{"a" 1}'] = 'line 1, column 6: ":" after the key "a" is expected, ' ..
        'and there is "1"',
      ["{a: 1}"] = "line 1, column 2: a key in double quotes is expected, " ..
        'and there is "a"',
      ["{'a': 1}"] = "line 1, column 2: strings are written with double " ..
        "quotes, not with '",
      ["{\n/* x */}"] = "line 2, column 1: there is a comment: JSON has " ..
        "none, take it out",
      ['{"a": "x\ty"}'] = "line 1, column 9: the control character 0x09 is " ..
        "in a string: write it as \\u0009",
      ['{"a": "x\ny"}'] = "line 1, column 7: the string that begins here " ..
        "has no end on its line",
      ["{"] = "line 1, column 2: a key in double quotes is expected, and " ..
        "the text ends",
      ['{"a": 01}'] = 'line 1, column 7: "01" is not a number',
      ['{"a": "\\x41"}'] = 'line 1, column 8: "\\" before "x41" is not an ' ..
        "escape of JSON",
    } do
      local value, message = json.decode(text)
      assert.is_nil(value)
      assert.equal(why, message, text)
    end
  end)

  it("has halves of surrogate pairs as Go has them", function()
    assert.equal("\u{FFFD}y", json.decode '{"a": "\\ud83dy"}'.a)
    assert.equal("\u{1F600}", json.decode '{"a": "\\ud83d\\ude00"}'.a)
    assert.equal("\u{FFFD}", json.decode '{"a": "\\ude00"}'.a)
  end)

  it("is asked for by policies that need it", function()
    support.succeeds [[
      local policies = require "seccomp.policy"
      local path = os.tmpname()
      local file = io.open(path, "w")
      file:write '{"defaultAction": "SCMP_ACT_ALLOW"}'
      file:close()
      assert(policies.load(path))
      package.loaded["seccomp.oci"] = nil
      package.preload["seccomp.oci"] = function() error "not installed" end
      local ok, err = pcall(policies.load, path)
      os.remove(path)
      assert(not ok and err.code == "EOPNOTSUPP", err)
      assert(err.message:find("needs? the module seccomp.oci"), err.message)
    ]]
  end)
end)

describe("values", function()
  it("under a mask that the value is not within are none", function()
    local never = {op = "masked_eq", a = 6, b = 9}
    assert.same({}, values.of(never))
    assert.is_false(values.holds(never, 9))
    assert.same({{lo = 0, hi = -1, mask = 0, value = 0}},
      values.outside(never))
  end)

  it("of conditions are sets that agree with the conditions", function()
    local points = {0, 1, 2, 7, 8, 0xffff, 0x10000, 0x7fffffff, 0x80000000,
      0xffffffff,
      0x100000000, 0x100000001, math.maxinteger, math.mininteger, -2, -1}
    local ops = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
    local random = math.random
    local function condition()
      local op, a = ops[random(#ops)], points[random(#points)]
      if op == "masked_eq" then
        return {op = op, a = a, b = points[random(#points)] & a}
      end
      if random() < .3 then
        local width = random(2) == 1 and 32 or 16
        return {op = op, a = a & (1 << width) - 1, width = width}
      end
      return {op = op, a = a}
    end
    local function within(set, x)
      for _, p in ipairs(set) do
        if not math.ult(x, p.lo) and not math.ult(p.hi, x)
          and x & p.mask == p.value
        then
          return true
        end
      end
      return false
    end
    for _ = 1, 2000 do
      local c, d = condition(), condition()
      local both = values.intersect(values.of(c), values.of(d))
      local spelled = values.conditions(both)
      for _, x in ipairs(points) do
        local expected = values.holds(c, x) and values.holds(d, x)
        assert.equal(values.holds(c, x), within(values.of(c), x))
        assert.equal(values.holds(c, x), not within(values.outside(c), x))
        assert.equal(expected, within(both, x))
        local said = false
        for _, e in ipairs(spelled) do
          said = said or not e or values.holds(e, x)
        end
        assert.equal(expected, said)
      end
      for _, p in ipairs(both) do
        assert.is_true(within({p}, values.first(p)))
      end
    end
  end)
end)
