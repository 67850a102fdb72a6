-- The forms of seccomp.format: what is written reads back with the same
-- meaning, and what cannot be said raises.
local format = require "seccomp.format"
local policies = require "seccomp.policy"

local function example(arches)
  return policies.new {default = "errno(EPERM)", bad_arch = "kill_process",
    arches = arches or {"amd64", "x86"}, rules = {
      {"read", "write", action = "allow"},
      {"ioctl", action = "allow", when = {{1, "==", 0x5401, width = 32}}},
    }}
end

describe("seccomp.format", function()
  it("lists its forms, and says what each is", function()
    local names = format.list()
    assert.same({"bpf", "c", "asm", "pfc", "oci"}, names)
    names[1] = nil
    assert.equal("bpf", format.list()[1])
    for _, name in ipairs(format.list()) do
      local found = format.find(name)
      assert.equal(name, found.name)
      assert.is_string(found.summary)
      assert.equal(name == "bpf", found.binary)
      assert.equal(name ~= "asm" and name ~= "pfc", found.reads)
    end
  end)

  it("has a file for each form, and each file's form", function()
    local listed = {}
    for _, name in ipairs(format.list()) do listed[name .. ".lua"] = true end
    for file in io.popen("ls lib/seccomp/format"):lines() do
      assert.is_true(listed[file], file)
    end
  end)

  it("writes what reads back with the same meaning", function()
    for _, arches in ipairs {{"amd64", "x86"}, {"arm64"}, {"s390x"}} do
      local p = example(arches)
      for _, name in ipairs {"bpf", "c"} do
        local text, report = p:export(name)
        assert.same({}, report)
        assert.same({}, p:diff((format.import(text, name))))
      end
    end
    local p = policies.new {default = "errno(EPERM)", bad_arch = "kill_thread",
      arches = {"amd64"}, rules = {{"read", action = "allow"}}}
    local text, losses = p:export("oci", {dialect = "crun"})
    assert.is_table(losses)
    local back, report = format.import(text, "oci", {dialect = "crun"})
    assert.is_table(report)
    assert.equal("stricter", p:compare(back).verdict == "equal" and "stricter"
      or p:compare(back).verdict)
  end)

  it("writes text for people", function()
    local p = example()
    assert.truthy(p:export("asm"):find("return errno(EPERM)", 1, true))
    assert.truthy(p:export("c"):find("struct sock_filter filter[]", 1, true))
    local one = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "allow"}}}
    assert.truthy(one:export("pfc"):find("pseudo filter code start", 1, true))
  end)

  it("reads arrays that others wrote, comments and all", function()
    local policy = format.import([[
      struct sock_filter f[] = { /* { 1, 2, 3, 4 } */
        {32, 0, 0, 4},  // { 5, 6, 7, 8 }
        { 0x15, 1, 0, 0xC000003E }, { 6, 0, 0, 0 },
        { 6, 0, 0, 0x7fff0000 } };]], "c")
    assert.equal("allow", policy.default)
    assert.equal("kill_thread", policy.bad_arch)
  end)

  local function refuses(code, text, fn, ...)
    local ok, err = pcall(fn, ...)
    assert.is_false(ok)
    if code then assert.equal(code, err.code) end
    assert.truthy(tostring(err):find(text, 1, true), tostring(err))
  end

  it("refuses what it cannot read, write or find", function()
    local p = example()
    refuses("EINVAL", 'did you mean "bpf"', p.export, p, "bfp")
    refuses("EINVAL", "written only", format.import, "", "asm")
    refuses("EINVAL", "no instruction was found", format.import, "int x;", "c")
    refuses("EINVAL", "instruction 1: { 1, 2 }", format.import,
      "{ { 6, 0, 0, 0 }, { 1, 2 } }", "c")
    refuses("EINVAL", "is not four numbers", format.import,
      "{ { 6, 0, 0, 0x1ffffffff } }", "c")
    refuses("EINVAL", "option", p.export, p, "bpf", {color = true})
    refuses(nil, "seccomp.policy expected", format.export, 1, "bpf")
    refuses(nil, "string expected", format.export, p, 1)
    refuses(nil, "table expected", format.export, p, "bpf", 1)
    refuses(nil, "string expected", format.import, 1, "bpf")
    refuses(nil, "no more than", format.list, 1)
  end)
end)
