-- SPDX-License-Identifier: MIT
-- Profiles read as their consumers read them, part by part.
local oci = require "seccomp.oci"
local profiles = require "spec.profiles"

local allow = profiles.allow
local arg = profiles.arg
local ids = profiles.ids
local import = profiles.import
local same_meaning = profiles.same_meaning
local with = profiles.with

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
    assert.equal("personality: blocks 1 (allow) and 2 (trap) both match " ..
      "persona = PER_LINUX32, and which of them counts is libseccomp's " ..
      "choice (trap, where it is not asked)", found.overlap.message)
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
    -- a strict reader takes none of it
    for _, block in ipairs {{names = {}, action = "SCMP_ACT_ALLOW"},
      {action = "SCMP_ACT_ALLOW"}, allow("socket", {{op = "SCMP_CMP_EQ",
      index = 0}}), allow("socket", {{op = "SCMP_CMP_EQ", value = 0}})}
    do
      local ok, err = pcall(import, with {block}, {dialect = "strict",
        arch = "amd64"})
      assert.is_false(ok)
      assert.matches(block.args and "is missing" or "no names", err.message)
    end
  end)

  it("tells of a block with the default that takes nothing back", function()
    for _, args in ipairs {{}, {arg(0, "EQ", 1)}} do
      local _, found = crun(with {allow("socket", args),
        {names = {"socket"}, action = "SCMP_ACT_ERRNO", errnoRet = 1}})
      assert.equal("warning", found["equals-default"].severity)
      assert.matches("takes nothing back of block 1, which gives socket allow",
        found["equals-default"].message)
    end
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
    assert.truthy(tostring(err):find("oci_import_spec.lua:%d+: decode: "), err)
  end)

  it("gives back the filters that it had libseccomp make", function()
    -- the collector does not see their memory: one after another they pile up
    local core, filters = require "seccomp.core", {}
    local make = core.filter
    core.filter = function(...)
      filters[#filters + 1] = make(...)
      return filters[#filters]
    end
    local ok, policy = pcall(oci.import, with({allow "read",
      {names = {"personality"}, action = "SCMP_ACT_ALLOW",
        args = {arg(0, "EQ", 1 << 32)}}},
      {architectures = {"SCMP_ARCH_X86"}}), {dialect = "crun", arch = "amd64"})
    core.filter = make
    assert.is_true(ok, tostring(policy))
    assert.equal(2, #filters)
    for _, filter in ipairs(filters) do assert.is_false(filter:is_valid()) end
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
