-- SPDX-License-Identifier: MIT
-- An exported profile was proven to say what the policy says, and a container
-- got something else: runtimes hand the blocks to libseccomp, which compiles
-- some sets of rules to other than they say. `arg1 <= 0x100000001` or
-- `arg1 >= 0x200000000` came out as two blocks, and under crun 1.8.1 a call
-- with 0x100000002 was made; two rules with `!=` on one argument sent the
-- runtime into an endless loop before the container began. The proof now goes
-- through to the code that libseccomp makes of the text, in whose place another
-- spelling is taken where that is right, and what has none raises.
local json = require "seccomp.json"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local OPERATORS = {SCMP_CMP_NE = "!=", SCMP_CMP_LT = "<", SCMP_CMP_LE = "<=",
  SCMP_CMP_EQ = "==", SCMP_CMP_GE = ">=", SCMP_CMP_GT = ">",
  SCMP_CMP_MASKED_EQ = "masked_eq"}

local function action(name, code)
  name = name:match "SCMP_ACT_(.*)"
  return seccomp.action(name, name == "ERRNO" and code and
    json.unsigned(code, 32) or nil)
end

-- What crun does with a profile, as far as it is needed here.
local function as_crun(text)
  local document = assert(json.decode(text))
  local default = action(document.defaultAction, document.defaultErrnoRet)
  local filter = seccomp.filter(default, {tsync = false})
  for _, arch in ipairs(document.architectures) do filter:add_arch(arch) end
  for _, block in ipairs(document.syscalls) do
    local conditions = {}
    for i, arg in ipairs(block.args or {}) do
      conditions[i] = {json.unsigned(arg.index, 32), OPERATORS[arg.op],
        json.unsigned(arg.value, 64),
        arg.valueTwo and json.unsigned(arg.valueTwo, 64)}
    end
    for _, name in ipairs(block.names) do
      filter:add_rule(name, action(block.action, block.errnoRet),
        table.unpack(conditions))
    end
  end
  return filter:program()
end

local function make(rules, arches, default)
  return policy.new {default = default or "errno(EPERM)", rules = rules,
    bad_arch = "kill_thread", arches = arches or {"amd64"}}
end

local function allow(...)
  return {"personality", action = "allow", when = {...}}
end

describe("a profile that is exported", function()
  -- containers are native, and so is what follows
  local native = seccomp.native_arch()
  if native ~= "amd64" then
    pending "is native, which amd64 is not here"
    return
  end

  for what, rules in pairs {
    ["wide ranges"] = {allow {0, "<=", 0x100000001},
      allow {0, ">=", 0x200000000}},
    ["ranges in one another"] = {allow {0, "<", 0x100000001},
      allow {0, "<", 0x7fffffff}},
    ["several arguments"] = {allow({1, "<=", 3}, {0, ">", 0}),
      allow({0, "<=", 2}, {1, "==", 2})},
    ["a condition in common, which hung the runtime"] = {
      allow({0, "!=", 16}, {1, "==", 1}), allow({0, "!=", 16}, {2, "==", 0})},
    ["a rule that never matches"] = {allow({0, ">=", 1}, {1, ">=", 1}),
      allow({1, "<", 0}, {0, "<=", 0})},
  } do
    it("holds containers to the policy: " .. what, function()
      local original = make(rules)
      local text, losses = oci.export(original)
      assert.same({}, losses)
      assert.same({}, as_crun(text):diff(original:compile()))
    end)
  end

  it("does so, or is none", function()
    local ops = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
    local wide = {0, 1, 5, 0x7fffffff, 0xffffffff, 0x100000000, 0x100000001,
      0x200000000, 0x200000005, -1}
    local random, exported = math.random, 0
    local rounds = support.rounds(150)
    -- some take seconds, as what libseccomp gets right is looked for
    math.randomseed(math.tointeger(tonumber(os.getenv "SEED")) or 5)
    support.loses("libseccomp", function()
      for _ = 1, rounds do
        local rules = {}
        for i = 1, random(3) do
          local when = {}
          for k = 1, random(3) do
            local op, value = ops[random(#ops)], wide[random(#wide)]
            local mask = wide[random(2, #wide)]
            when[k] = op == "masked_eq" and
              {random(0, 2), op, mask, value & mask} or
              {random(0, 2), op, value}
          end
          rules[i] = {"personality", when = when,
            action = random() < .5 and "allow" or "errno(EACCES)"}
        end
        local original = make(rules)
        local ok, text = pcall(oci.export, original)
        if ok then
          exported = exported + 1
          assert.same({}, as_crun(text):diff(original:compile()))
        else
          assert.equal("EINVAL", text.code)
        end
      end
    end)
    assert.is_true(exported > .6 * rounds)
  end)

  it("is refused where libseccomp gets an arch wrong", function()
    -- fork is no call of arm64, and with it first libseccomp forgets to load
    -- the number for the next
    local ok, err = pcall(oci.export, make({{"fork", action = "errno(EACCES)"},
      {"ioctl", action = "errno(EACCES)", when = {{1, "==", 0x5412}}}},
      {"amd64", "arm64"}, "allow"))
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.equal("arm64", err.witness.arch)
    assert.equal("allow", tostring(err.witness.left))
    assert.matches("crun hands the profile to libseccomp %d+%.%d+%.%d+, and " ..
      "there ioctl on arm64 with request = TIOCSTI would get allow and not " ..
      "errno%(EACCES%)", err.message)
  end)

  it("is refused where libseccomp cuts a value", function()
    local ok, err = pcall(oci.export, make({allow {0, "==", 0x100000001}},
      {"amd64", "x86"}))
    assert.is_false(ok)
    assert.equal("x86", err.witness.arch)
    assert.equal(1, err.witness.arg0)
  end)

  it("tells of x32, where libseccomp looks at 32 bits", function()
    local open = make({allow {0, "==", 8}}, {"amd64", "x32"})
    local ok, err = pcall(oci.export, open)
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.equal(0x100000008, err.witness.arg0)
    assert.equal("allow", tostring(err.witness.left))
    assert.matches("loose = true", err.message)
    local _, losses = oci.export(open, {loose = true})
    assert.equal("x32-width", losses[1].id)
    assert.equal(0x100000008, losses[1].witness.arg0)
    -- what denies more is told
    _, losses = oci.export(make({{"personality", action = "errno(EPERM)",
      when = {{0, "==", 8}}}}, {"amd64", "x32"}, "allow"))
    assert.equal("x32-width", losses[1].id)
    assert.equal("allow", tostring(losses[1].witness.right))
    -- as it is told to be said
    _, losses = oci.export(make({{"personality", action = "allow", when = {
      {arg = 0, op = "==", value = 8, width = 32}}}}, {"amd64", "x32"}))
    assert.same({}, losses)
  end)

  it("may be for machines of the other byte order", function()
    -- libseccomp does not turn round what it returns in the midst of a program
    -- too long for its jumps, when the arch is of the other byte order
    local rules = {}
    for number = 1, 400 do
      local name = seccomp.syscall_name(number, "s390x")
      if name and name ~= "ipc" and name ~= "socketcall" and
        name ~= "mmap" and -- whose arguments are in memory
        seccomp.syscall_number(name, "s390x") == number
      then
        rules[#rules + 1] = {name, action = "allow",
          when = {{0, "==", number}}}
      end
    end
    local text, losses = oci.export(make(rules, {"s390x"}))
    assert.same({}, losses)
    assert.is_truthy(text:find("SCMP_ARCH_S390X", 1, true))
  end)
end)
