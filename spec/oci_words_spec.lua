-- SPDX-License-Identifier: MIT
-- What profiles are told of their conditions, and how they are written: pieces,
-- in this process.
local conditions = require "seccomp.oci.conditions"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"

-- A builder with a report that keeps what it is told.
local function new_builder()
  local said = {}
  return {profile = {arches = {"amd64"}}, spoken = {}, top = -1, pairs = 0,
    overlaps = 0, report = {add = function(_, id, severity, message, block,
      name, more)
      said[#said + 1] = {id = id, severity = severity, message = message,
        block = block, name = name, witness = more and more.witness}
    end}}, said
end

-- A rule on the domain of socket.
local function rule(block, action, op, a, b)
  return {block = block, action = action,
    conditions = {{arg = 0, op = op, a = a, b = b}}}
end

describe("rules of a profile that overlap", function()
  it("are told of by two, with a call and the stricter action", function()
    local builder, said = new_builder()
    conditions.report(builder, {name = "socket", rules = {
      rule(1, "allow", "==", 1), rule(2, "errno(EPERM)", "<=", 1),
      rule(3, "allow", "==", 5), rule(4, "trap", "==", 6)}})
    assert.equal(1, #said)
    assert.same({"overlap", "warning", 2, "socket", {[0] = 1}}, {said[1].id,
      said[1].severity, said[1].block, said[1].name, said[1].witness})
    assert.equal("socket: blocks 1 (allow) and 2 (errno(EPERM)) both match " ..
      "domain = AF_UNIX, and which of them counts is libseccomp's choice " ..
      "(errno(EPERM), where it is not asked)", said[1].message)
    -- of those with one action none counts more
    builder, said = new_builder()
    conditions.report(builder, {name = "socket", rules = {
      rule(1, "allow", "==", 1), rule(2, "allow", "<=", 1)}})
    assert.same({{}, 0, 0}, {said, builder.pairs, builder.overlaps})
    -- the stricter one is it, whichever comes first
    builder, said = new_builder()
    conditions.report(builder, {name = "socket", rules = {
      rule(1, "trap", "==", 1), rule(2, "errno(EPERM)", "==", 1)}})
    assert.matches("%(trap, where it is not asked%)", said[1].message)
  end)

  it("are told of 500 times, and are looked for in 50,000 pairs", function()
    -- rules on as many domains, and one that overlaps with each, or none
    local function told(n, overlapping, pairs_before)
      local builder, said = new_builder()
      builder.pairs = pairs_before or 0
      local rules = {}
      for i = 1, n do rules[i] = rule(i, "allow", "==", i) end
      rules[n + 1] = rule(n + 1, "trap", overlapping and ">" or "==", 0)
      conditions.report(builder, {name = "socket", rules = rules})
      return said, builder
    end
    local said, builder = told(500, true)
    assert.same({500, 500, 500}, {#said, builder.pairs, builder.overlaps})
    assert.equal("overlap", said[500].id)
    said, builder = told(501, true)
    assert.same({501, 500, 500}, {#said, builder.pairs, builder.overlaps})
    assert.equal("overlaps-unread", said[501].id)
    assert.equal("socket: so many rules with conditions that not all were " ..
      "asked whether they overlap; where they do, the stricter counts here",
      said[501].message)
    said, builder = told(2, false, 49998)
    assert.same({0, 50000}, {#said, builder.pairs})
    said, builder = told(3, false, 49998)
    assert.same({1, 50000, "overlaps-unread"}, {#said, builder.pairs,
      said[1].id})
  end)

  it("have a call on which both hold, if there is one", function()
    for _, case in ipairs {{"==", 5, "==", 5, 5}, {"==", 5, "==", 6},
      {"<", 5, ">=", 4, 4}, {"<", 5, ">=", 5}, {"<=", 5, ">=", 5, 5},
      {"!=", 0, "<", 2, 1}, {"!=", 0, "<", 1}}
    do
      local builder, said = new_builder()
      conditions.report(builder, {name = "socket", rules = {
        rule(1, "allow", case[1], case[2]), rule(2, "trap", case[3], case[4])}})
      assert.equal(case[5], said[1] and said[1].witness[0])
    end
    -- an argument without a name has its number
    local nameless, told = new_builder()
    conditions.report(nameless, {name = "socket", rules = {
      {block = 1, action = "allow", conditions = {{arg = 5, op = "==", a = 7}}},
      {block = 2, action = "trap", conditions = {{arg = 5, op = ">", a = 6}}}}})
    assert.matches("both match arg5 = 7,", told[1].message)
    -- of several arguments on all
    local builder, said = new_builder()
    conditions.report(builder, {name = "socket", rules = {
      {block = 1, action = "allow", conditions = {{arg = 0, op = "==", a = 1},
        {arg = 1, op = "==", a = 2}}},
      {block = 2, action = "trap", conditions = {{arg = 1, op = ">", a = 1},
        {arg = 2, op = "==", a = 7}}},
      rule(3, "trap", "==", 2)}})
    assert.equal(1, #said)
    assert.same({[0] = 1, 2, 7}, said[1].witness)
    assert.matches("both match domain = AF_UNIX, type = SOCK_DGRAM, " ..
      "protocol = 7,", said[1].message)
  end)
end)

describe("conditions in words", function()
  it("are eight at most", function()
    local builder = new_builder()
    local list = {}
    for i = 1, 8 do list[i] = {arg = 0, op = "==", a = i} end
    assert.is_nil(conditions.texts(builder, {"close"}, list):find "…")
    list[9] = {arg = 0, op = "==", a = 9}
    local text = conditions.texts(builder, {"close"}, list, " or ")
    assert.matches("== 8 or …$", text)
    assert.equal("domain:64 == AF_UNIX, type:64 & 0xf == SOCK_STREAM",
      conditions.texts(builder, {"socket"}, {{arg = 0, op = "==", a = 1},
      {arg = 1, op = "masked_eq", a = 15, b = 1}}))
  end)

  it("have arguments by name, where all calls have one", function()
    local builder = new_builder()
    assert.equal("domain", conditions.argument(builder, {"socket"}, 0))
    assert.equal("argument 0", conditions.argument(builder,
      {"socket", "close"}, 0))
    assert.equal("argument 5", conditions.argument(builder, {"socket"}, 5))
  end)
end)

describe("a profile without an action", function()
  it("means no seccomp to most, if it has no calls either", function()
    for _, dialect in ipairs {"docker", "podman", "containerd", "crio", "runc",
      "crun"}
    do
      for _, text in ipairs {"{}", '{"syscalls": []}', '{"defaultAction": ""}',
        '{"syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}'}
      do
        local ok, err = pcall(oci.import, text, {dialect = dialect,
          arch = "amd64"})
        assert.is_false(ok)
        if dialect == "crun" or text:find "read" then
          assert.equal('"defaultAction" is missing', err.message, dialect)
        else
          assert.matches("^no defaultAction and no syscalls: for .* that " ..
            "means no seccomp at all$", err.message, dialect)
        end
      end
    end
  end)
end)

describe("a profile that is written", function()
  it("has its members in the order that readers know", function()
    local text = oci.export(policies.new {default = "errno(ENOSYS)",
      bad_arch = "kill_thread", arches = {"amd64"}, rules = {
        {"socket", action = "errno(EACCES)", when = {{0, "==", 3}}},
        {"ioctl", action = "allow", when = {{1, "masked_eq", 0xff, 1}}}}},
      {dialect = "crun", arch = "amd64", loose = true})
    local order = {}
    for key in text:gmatch '"([%a]+)":' do
      if not order[key] then
        order[key], order[#order + 1] = true, key
      end
    end
    assert.equal("defaultAction defaultErrnoRet architectures flags " ..
      "syscalls names action errnoRet args index value op",
      (table.concat(order, " "):gsub(" valueTwo", "")))
    assert.matches('"value": %d+,%s+"valueTwo": %d+,%s+"op"', text)
  end)
end)
