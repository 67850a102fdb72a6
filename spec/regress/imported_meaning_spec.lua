-- SPDX-License-Identifier: MIT
-- Import worked out what libseccomp would make of a profile and did not ask
-- it. crun's program for `open creat chmod mknod` denied, and then ioctl by an
-- argument, lets the ioctl through on arm64, whose first four calls do not
-- exist and take all rules of the arch with them. ipc(0x10015) runs shmat
-- where shmat is denied, for the kernel reads 16 bits and libseccomp compares
-- 32. Of rules that overlap the stricter was taken, and libseccomp has an
-- order of its own; and a rule that is wider than one before it, with another
-- action, it refuses.
local oci = require "seccomp.oci"
local seccomp = require "seccomp"
local support = require "spec.support"

require("seccomp.kernel.installed").version = function() end

local function arg(index, op, value)
  return {index = index, op = "SCMP_CMP_" .. op, value = value}
end

local function deny(names, args, action)
  return {names = type(names) == "table" and names or {names},
    action = "SCMP_ACT_" .. (action or "ERRNO"), args = args}
end

local function findings(report, id)
  local out = {}
  for _, finding in ipairs(report) do
    if finding.id == id then out[#out + 1] = finding end
  end
  return out
end

describe("import asks libseccomp", function()
  local function simulated(imported, call)
    return tostring(imported:compile():simulate(call))
  end

  it("and knows of an arch that is void", function()
    local profile = {defaultAction = "SCMP_ACT_ALLOW", syscalls = {
      deny {"open", "creat", "chmod", "mknod"},
      deny("ioctl", {arg(1, "EQ", 0x5412)})}}
    local options = {dialect = "crun", arch = "arm64"}
    local call = {arch = "arm64", syscall = "ioctl", arg1 = 0x5412}
    local imported, report = oci.import(profile, options)
    assert.equal("allow", simulated(imported, call))
    local found = findings(report, "libseccomp")
    assert.equal(1, #found)
    assert.equal(report[1], found[1])
    assert.same({"error", "ioctl"}, {found[1].severity, found[1].syscall})
    assert.equal("allow", tostring(found[1].witness.left))
    assert.equal("errno(EPERM)", tostring(found[1].witness.right))
    assert.truthy(found[1].message:find("libseccomp " .. table.concat(
      {seccomp.library_version()}, "."), 1, true))
    options.check = false
    imported, report = oci.import(profile, options)
    assert.equal("errno(EPERM)", simulated(imported, call))
    assert.same({}, findings(report, "libseccomp"))
  end)

  it("and knows of bits of ipc that the kernel does not read", function()
    local imported, report = oci.import({defaultAction = "SCMP_ACT_ALLOW",
      architectures = {"SCMP_ARCH_X86"}, syscalls = {deny "shmat"}},
      {dialect = "crun", arch = "amd64"})
    for value, action in pairs {[0x15] = "errno(EPERM)", [0x10015] = "allow",
      [0x16] = "allow"}
    do
      assert.equal(action, simulated(imported, {arch = "x86", syscall = "ipc",
        arg0 = value}), value)
    end
    assert.equal(0x10015, findings(report, "libseccomp")[1].witness.arg0)
  end)

  it("and compares 32 bits of registers that an arch's call does not use",
    function()
    -- mmap of x86 has its arguments in memory
    local rules = oci.import({defaultAction = "SCMP_ACT_ERRNO",
      architectures = {"SCMP_ARCH_X86_64", "SCMP_ARCH_X86"}, syscalls = {
        deny("mmap", {arg(0, "LE", 8)}, "ALLOW"),
        deny("mmap", {arg(0, "GE", 8)}, "TRAP")}},
      {dialect = "crun", arch = "amd64"}):data().rules
    local found = {}
    for _, rule in ipairs(rules) do
      found[rule.arches[1] .. " " .. rule.action] = rule.when or "all"
    end
    assert.same({["amd64 trap"] = {{0, ">=", 9}}, ["amd64 allow"] = "all",
      ["x86 trap"] = {{0, ">=", 9, width = 32, raw = true}},
      ["x86 allow"] = "all"}, found)
  end)

  it("about each arch whose values are cut by itself", function()
    local runtime = require "seccomp.oci.runtime"
    local HIGH = 1 << 32 | 5
    local function permitted(condition, ...)
      local program = assert(runtime.program({default = "errno(EPERM)",
        native_listed = true, arches = {...}, blocks = {{names = {"read"},
          action = "allow", conditions = {condition}}}}, {}))
      local out = {}
      for _, arch in ipairs {...} do
        for _, value in ipairs {5, HIGH} do
          out[#out + 1] = program:simulate({arch = arch, syscall = "read",
            arg2 = value}).name == "allow" and "yes" or "no"
        end
      end
      return table.concat(out, " ")
    end
    local whole = {arg = 2, op = "==", a = HIGH, b = 0}
    local masked = {arg = 2, op = "masked_eq", a = 1 << 32 | 0xff, b = 5}
    assert.equal("no yes", permitted(whole, "amd64"))
    -- libseccomp looks at 32 bits of the arguments of these
    for _, narrow in ipairs {"x86", "x32"} do
      assert.equal("no yes yes yes", permitted(whole, "amd64", narrow))
      assert.equal("yes yes no yes", permitted(whole, narrow, "amd64"))
      assert.equal("yes no yes yes", permitted(masked, "amd64", narrow))
    end
  end)

  it("and takes its order of rules that overlap", function()
    local profile = {defaultAction = "SCMP_ACT_ERRNO", syscalls = {
      deny("personality", {arg(0, "LE", 8)}, "ALLOW"),
      deny("personality", {arg(0, "GE", 8)}, "TRAP")}}
    local options = {dialect = "crun", arch = "amd64"}
    local imported, report = oci.import(profile, options)
    local filter = seccomp.filter("errno(EPERM)", {arches = {"amd64"}})
      :add_rule("personality", "allow", {0, "<=", 8})
      :add_rule("personality", "trap", {0, ">=", 8})
    assert.same({}, filter:program():diff(imported:compile()))
    local found = findings(report, "libseccomp")
    assert.equal(1, #found)
    assert.same({"error", "personality"}, {found[1].severity,
      found[1].syscall})
    options.dialect = "strict"
    local ok, err = pcall(oci.import, profile, options)
    assert.is_false(ok)
    assert.truthy(#findings(err.findings, "libseccomp") > 0)
  end)

  it("and tells of each call of each arch once", function()
    -- ipc on x86 differs itself, and would come again with shmat
    local imported = oci.import({defaultAction = "SCMP_ACT_ERRNO",
      architectures = {"SCMP_ARCH_X86"}, syscalls = {
        deny("shmat", {arg(1, "NE", 1), arg(2, "GT", 5)}, "KILL"),
        deny("shmat", {arg(2, "GE", 4)}, "TRAP")}},
      {dialect = "crun", arch = "amd64"})
    local found = {}
    for i, rule in ipairs(imported:data().rules) do
      found[i] = ("%s %s on %s"):format(rule[1], rule.action,
        table.concat(rule.arches, " "))
    end
    assert.same({"shmat trap on amd64", "shmat errno(EPERM) on amd64",
      "ipc trap on x86", "ipc errno(EPERM) on x86", "shmat trap on x86",
      "shmat errno(EPERM) on x86", "ipc kill_thread on x86",
      "ipc trap on x86"}, found)
  end)

  it("and raises what it refuses", function()
    local narrow = {arg(0, "EQ", 2), arg(1, "EQ", 1)}
    local wide = {arg(0, "EQ", 2)}
    local options = {dialect = "crun 1.8.1", arch = "amd64"}
    local ok, err = pcall(oci.import, {defaultAction = "SCMP_ACT_ERRNO",
      syscalls = {deny("personality", narrow, "ALLOW"),
        deny("personality", wide, "TRAP")}}, options)
    assert.is_false(ok)
    assert.same({"import", "EEXIST"}, {err.op, err.code})
    assert.matches("^crun 1.8.1 refuses the profile, at a rule for " ..
      "personality: libseccomp [%d.]+: personality: ", err.message)
    -- the other way round it leaves the narrow one out
    local imported = oci.import({defaultAction = "SCMP_ACT_ERRNO",
      syscalls = {deny("personality", wide, "TRAP"),
        deny("personality", narrow, "ALLOW")}}, options)
    assert.equal("trap", simulated(imported, {arch = "amd64",
      syscall = "personality", arg0 = 2, arg1 = 1}))
  end)

  it("and raises where a multiplexer would have both", function()
    local blocks = {deny("shmget", {arg(1, "EQ", 2)}), deny("shmget", nil,
      "KILL")}
    for _, dialect in ipairs {"crun", "runc"} do
      for _, check in ipairs {true, false} do
        local ok, err = pcall(oci.import, {defaultAction = "SCMP_ACT_ALLOW",
          architectures = {"SCMP_ARCH_X86"}, syscalls = blocks},
          {dialect = dialect, arch = "amd64", check = check})
        assert.is_false(ok)
        assert.equal("EEXIST", err.code)
      end
      assert(oci.import({defaultAction = "SCMP_ACT_ALLOW", syscalls = blocks},
        {dialect = dialect, arch = "amd64"}))
    end
  end)

  it("and does not where the whole sub-call comes first, and again", function()
    -- refused for a conflict between the part and the second whole
    local document = {defaultAction = "SCMP_ACT_ERRNO",
      architectures = {"SCMP_ARCH_X86"}, syscalls = {deny("socket", nil,
        "TRAP"), deny("socket", {arg(1, "GT", 1)}, "LOG"), deny("socket", nil,
        "TRAP")}}
    local policy = oci.import(document, {dialect = "crun", arch = "amd64"})
    local filter = seccomp.filter("errno(EPERM)", {arches = {"amd64", "x86"}})
      :add_rule("socket", "trap"):add_rule("socket", "log", {1, ">", 1})
      :add_rule("socket", "trap")
    assert.same({}, filter:program():diff(policy:compile()))
  end)

  -- up to three blocks of a profile, and the rules that they are
  local function draw()
    local ops = {"EQ", "NE", "LT", "LE", "GT", "GE", "MASKED_EQ"}
    local actions = {"ALLOW", "TRAP", "KILL", "LOG"}
    local random, blocks, rules = math.random, {}, {}
    for i = 1, random(3) do
      local args, conditions, used = {}, {}, {}
      for _ = 1, random(0, 3) do
        local index = random(0, 2)
        if not used[index] then
          used[index] = true
          args[#args + 1] = {index = index, value = random(0, 5),
            op = "SCMP_CMP_" .. ops[random(#ops)]}
          local c = args[#args]
          conditions[#args] = seccomp.condition(index, c.op, c.value,
            c.op == "SCMP_CMP_MASKED_EQ" and 0 or nil)
        end
      end
      blocks[i] = deny(random() < .5 and "personality" or "socket", args,
        actions[random(#actions)])
      rules[i] = {blocks[i].names[1], blocks[i].action,
        table.unpack(conditions)}
    end
    return blocks, rules
  end

  it("and is what runs under random rules", function()
    local imports = 0
    support.loses("libseccomp", function()
      for _ = 1, 60 do
        local blocks, rules = draw()
        local ok, imported = pcall(oci.import, {
          defaultAction = "SCMP_ACT_ERRNO", architectures = {"SCMP_ARCH_X86",
          "SCMP_ARCH_X32"}, syscalls = blocks}, {dialect = "crun",
          arch = "amd64"})
        local filter = seccomp.filter("errno(EPERM)", {arches = {"amd64", "x86",
          "x32"}})
        local added, err = pcall(function()
          for _, rule in ipairs(rules) do
            filter:add_rule(table.unpack(rule))
          end
        end)
        assert.equal(added, ok, tostring(ok and err or imported))
        if ok then
          imports = imports + 1
          assert.same({}, filter:program():diff(imported:compile()))
        end
      end
    end)
    assert.is_true(imports > 20)
  end)
end)
