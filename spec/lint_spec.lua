local policies = require "seccomp.policy"

local function lint(spec, options)
  spec.default = spec.default or "errno(EPERM)"
  spec.arches = spec.arches or {"amd64"}
  local policy = policies.new(spec)
  return policy:lint(options), policy
end

-- The finding of an id, which must be there once; its witness is replayed.
local function find(spec, id)
  local findings, policy = lint(spec)
  local found
  for _, finding in ipairs(findings) do
    if finding.id == id then
      assert(not found, "twice: " .. id)
      found = finding
    end
  end
  if not found then
    local ids = {}
    for i, finding in ipairs(findings) do ids[i] = finding.id end
    error(("no %s, but %s"):format(id, table.concat(ids, " ")), 2)
  end
  assert.is_string(found.message)
  assert.is_true(found.severity == "error" or found.severity == "warning" or
    found.severity == "note")
  if found.witness then
    policy:compile {prove = false}:simulate(found.witness)
  end
  return found
end

local function lacks(spec, id)
  for _, finding in ipairs((lint(spec))) do
    assert.are_not.equal(id, finding.id, finding.message)
  end
end

local usual = {"@default", "@basic-io", action = "allow"}

describe("lint", function()
  it("is content with a plain policy", function()
    assert.same({}, (lint {unknown = "errno(ENOSYS)", rules = {usual}}))
  end)

  it("finds other arches let in", function()
    assert.equal("error", find({bad_arch = "allow", rules = {usual}},
      "bad-arch-permits").severity)
  end)

  it("finds denylists", function()
    find({default = "allow"}, "denylist")
    assert.equal("note", find({default = "allow", unknown = "errno(ENOSYS)"},
      "denylist").severity)
  end)

  it("finds an errno that libcs do not fall back on", function()
    find({rules = {usual}}, "newer-calls")
    lacks({default = "errno(ENOSYS)", rules = {usual}}, "newer-calls")
  end)

  it("finds actions that seldom are meant", function()
    assert.equal(2, find({rules = {usual, {"mount", action = "errno(0)"}}},
      "errno-zero").rule)
    find({default = "kill_thread", rules = {usual}}, "kill-thread")
  end)

  it("finds rules that never decide", function()
    assert.equal(3, find({rules = {usual, {"mount", action = "allow",
      when = {{0, "==", 1}}}, {"mount", action = "trap",
      when = {{1, "==", 2}, {0, "==", 1}}}}}, "shadowed-rule").rule)
    assert.equal(2, find({rules = {usual, {"read", action = "allow"}}},
      "repeated-rule").rule)
    assert.equal(2, find({rules = {usual, {"mount",
      action = "errno(EPERM)"}}}, "default-rule").rule)
    lacks({rules = {{"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
      {"kill", action = "allow"}}}, "default-rule")
    find({rules = {usual, {"read", "mount", action = "log"}}},
      "shadowed-names")
  end)

  it("finds names given twice, and names that are nowhere", function()
    find({rules = {usual, {"mount", "mount", action = "log"}}}, "name-twice")
    find({rules = {usual, {"no_such", action = "log", optional = true}}},
      "name-unknown")
    assert.equal("warning", find({default = "allow", rules = {
      {"no_such", action = "errno(EPERM)", optional = true}}},
      "denied-name-unknown").severity)
  end)

  it("finds ways around", function()
    local finding = find({rules = {usual, {"openat", action = "allow",
      when = {{2, "masked_eq", 3, 0}}}, {"open", action = "allow"}}},
      "way-around")
    assert.equal("open", finding.witness.syscall)
    lacks({rules = {usual, {"openat", action = "allow",
      when = {{2, "masked_eq", 3, 0}}}}}, "way-around")
    find({default = "allow", rules = {{"execve", action = "errno(EPERM)"}}},
      "way-around")
    -- on ENOSYS libcs use clone: that is no way around, but the way
    lacks({rules = {usual, {"clone3", action = "errno(ENOSYS)"},
      {"clone", "vfork", action = "allow"}}}, "way-around")
    find({rules = {usual, {"clone3", action = "errno(EACCES)"},
      {"clone", action = "allow"}}}, "way-around")
    find({arches = {"x86"}, rules = {usual, {"socket", action = "allow",
      when = {{0, "==", 1}}}, {"socketcall", action = "allow"}}},
      "multiplexer-open")
  end)

  it("finds io_uring, TIOCSTI and calls that reach far", function()
    find({default = "allow"}, "io-uring")
    lacks({default = "allow", rules = {{"@aio", action = "errno(ENOSYS)"}}},
      "io-uring")
    find({rules = {usual, {"ioctl", action = "allow"}}}, "tiocsti")
    lacks({rules = {usual, {"ioctl", action = "errno(EPERM)", when = {{arg = 1,
      op = "==", value = 0x5412, width = 32}}}, {"ioctl", action = "allow"}}},
      "tiocsti")
    assert.matches("ptrace", find({rules = {usual, {"ptrace",
      action = "allow"}}}, "powerful-calls").message)
  end)

  it("finds a clone3 that libcs cannot do without", function()
    find({rules = {usual, {"clone", action = "allow"}}}, "clone3-errno")
    lacks({rules = {usual, {"clone", action = "allow"}, {"clone3",
      action = "errno(ENOSYS)"}}}, "clone3-errno")
  end)

  it("finds programs that cannot end", function()
    local findings = lint {rules = {{"read", action = "allow"}}}
    local names = {}
    for _, finding in ipairs(findings) do
      if finding.id == "cannot-end" then
        names[finding.witness.syscall] = true
      end
    end
    assert.same({exit_group = true, rt_sigreturn = true}, names)
  end)

  it("finds calls that a listener's process makes", function()
    find({rules = {usual, {"sendmsg", action = "notify"}}}, "notify-needed")
  end)

  it("finds comparisons that high bits get around", function()
    local finding, policy = find({default = "allow", rules = {{"ioctl",
      action = "errno(EPERM)", when = {{1, "==", 0x5412}}}}}, "high-bits")
    assert.equal("error", finding.severity)
    assert.is_nil(policy)
    assert.equal(0x100005412, finding.witness.arg1)
    lacks({default = "allow", rules = {{"ioctl", action = "errno(EPERM)",
      when = {{arg = 1, op = "==", value = 0x5412, width = 32}}}}},
      "high-bits")
    lacks({default = "allow", arches = {"x86"}, rules = {{"ioctl",
      action = "errno(EPERM)", when = {{1, "==", 0x5412}}}}}, "high-bits")
  end)

  it("finds what arguments are not", function()
    find({rules = {usual, {"openat", action = "allow",
      when = {{0, "==", 0xffffff9c}}}}}, "negative-int")
    find({rules = {usual, {"openat", action = "allow",
      when = {{1, "==", 5}}}}}, "pointer")
    lacks({rules = {usual, {"brk", action = "allow",
      when = {{0, "==", 0}}}}}, "pointer")
    find({rules = {{"close", action = "allow", when = {{1, "==", 0}}}}},
      "no-such-argument")
    find({rules = {usual, {"kill", action = "allow", when = {{0, ">", 1}}}}},
      "unsigned-order")
  end)

  it("finds conditions that are none", function()
    find({rules = {usual, {"kill", action = "allow", when = {{1, "<", 0}}}}},
      "never-matches")
    find({rules = {usual, {"kill", action = "allow",
      when = {{1, ">", 5}, {1, "<", 5}}}}}, "never-matches")
    find({arches = {"x86"}, rules = {usual, {"kill", action = "allow",
      when = {{1, "==", 1 << 32}}}}}, "never-matches")
    find({rules = {usual, {"kill", action = "allow",
      when = {{1, "masked_eq", 0}}}}}, "always-matches")
    assert.equal(3, find({rules = {usual,
      {"kill", action = "allow", when = {{1, "!=", 9}}},
      {"kill", action = "allow", when = {{1, "!=", 15}}}}},
      "together-always").rule)
  end)

  it("leaves out what is to be ignored", function()
    local spec = {default = "allow", bad_arch = "allow"}
    local all = lint(spec)
    local some = lint(spec, {ignore = {"denylist", "io-uring"}})
    assert.equal(#all - 2, #some)
    assert.equal("error", some[1].severity)
  end)
end)
