-- SPDX-License-Identifier: MIT
-- Policies as profiles, held against a second reading of the JSON.
local json = require "seccomp.json"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local profiles = require "spec.profiles"
local reading = require "spec.oci_reading"
local seccomp = require "seccomp"
local support = require "spec.support"

-- COUNT multiplies how many random policies there are, SEED repeats a run
local ROUNDS = support.rounds(100)
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local allow = profiles.allow
local arg = profiles.arg
local each = profiles.each
local same_meaning = profiles.same_meaning
local with = profiles.with
local PODMAN = profiles.podman
local DOCKER = profiles.docker

local function profile(path)
  return support.slurp(path) or pending(path .. " is not here")
end

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

  each(it, {[PODMAN] = "podman", [DOCKER] = "docker"},
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

  it("keeps a first rule with the errno that is ENOSYS elsewhere", function()
    -- on mips 89 is the number of runc's own answer, here it is another errno
    for action, number in pairs {["errno(EDESTADDRREQ)"] = 89,
      ["errno(EACCES)"] = 13, ["errno(ENOSYS)"] = 38}
    do
      local first = policy.new {default = "errno(EPERM)",
        unknown = "errno(ENOSYS)", bad_arch = "kill_thread",
        arches = {"amd64"}, rules = {
          {"mkdir", action = action, arches = {"amd64"}},
          {"read", "clone3", action = "allow"}}}
      local text = oci.export(first, {dialect = "runc", arch = "amd64"})
      assert.matches('"mkdir"%s*%],%s*"action": "SCMP_ACT_ERRNO",%s*' ..
        '"errnoRet": ' .. number, text)
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

  it("of ordered rules reads back as the same (seed " .. SEED .. ")",
  function()
    local ops = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
    local actions = {"allow", "trap", "errno(EPERM)", "kill_process",
      "errno(EACCES)"}
    local random = math.random
    math.randomseed(SEED)
    local exported = 0
    support.loses("libseccomp", function()
      for _ = 1, ROUNDS do
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
          assert.truthy(back.message:find "more than %d+ blocks" or
            back.message:find "no container would be held to this" or
            back.code == "E2BIG" and
            back.message:find "needs %d+ instructions", back)
        end
      end
    end)
    assert.is_true(exported > .6 * ROUNDS)
  end)

  it("says ranges and exceptions in rules without order", function()
    local function blocks(rules)
      return json.decode((oci.export(policy.new {default = "errno(EPERM)",
        arches = {"amd64"}, rules = rules}, {arch = "amd64"}))).syscalls
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

  it("says nothing of what gets the default in the end", function()
    local function sizes(rule)
      return #oci.export(policy.new {default = "errno(EPERM)",
        bad_arch = "kill_thread", arches = {"amd64", "x86"}, rules = {
          {"ioctl", action = "allow", when = {{1, "==", 5, width = 32}}},
          rule}})
    end
    local plain = sizes(nil)
    for _, rule in ipairs {{"ioctl", action = "errno(EPERM)",
      arches = {"amd64"}}, {{500, 600}, "ioctl", action = "errno(EPERM)"}}
    do
      assert.equal(plain, sizes(rule))
    end
    assert.has_error(function()
      sizes {{500, 600}, action = "errno(EACCES)"}
    end)
  end)

  it("writes numbers of 64 bits in full", function()
    local text = oci.export(policy.new {default = "errno(EPERM)",
      arches = {"amd64"}, rules = {{"mmap", action = "allow",
        when = {{0, "==", -1}, {1, "masked_eq", 0xfffffffffffff001, 1}}}}},
      {arch = "amd64"})
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
          rules[i].when[k] = op == "==" and {k - 1, op, i} or
            {k - 1, op, -1, i}
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
