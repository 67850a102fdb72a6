-- SPDX-License-Identifier: MIT
-- What an import reports, and in which order; what a text that is no profile is
-- told to be; and the rules that stand for numbers of mips' other ABIs.
local oci = require "seccomp.oci"
local other_formats = require "seccomp.oci.other_formats"
local profiles = require "spec.profiles"
local reports = require "seccomp.oci.report"
local sisters = require "seccomp.oci.sisters"
local support = require "spec.support"

local allow, with = profiles.allow, profiles.with

local function reported(blocks, options)
  options = options or {}
  options.dialect, options.arch = "docker", options.arch or "amd64"
  options.caps, options.kernel, options.check = {}, "6.1", false
  local _, report = oci.import(with(blocks), options)
  local by_id, order = {}, {}
  for i, finding in ipairs(report) do
    by_id[finding.id] = by_id[finding.id] or finding
    order[i] = finding.id
  end
  return by_id, order
end

local function gated(cap)
  return allow({"read"}, nil, {includes = {caps = {cap}}})
end

describe("a policy that is read", function()
  it("has all its methods, whatever else is loaded", function()
    for module, read in pairs {["seccomp.oci"] = "import(text)",
      ["seccomp.format"] = "import(text, 'oci')"}
    do
      support.succeeds(([[
        local text = '{"defaultAction": "SCMP_ACT_ALLOW"}'
        local policy = require "%s".%s
        for _, name in ipairs {"lint", "compare", "allow", "export"} do
          assert(policy[name], name)
        end
      ]]):format(module, read))
    end
  end)
end)

describe("an import's report", function()
  it("has nothing on blocks where all apply", function()
    assert.is_nil(reported {allow {"read"}} ["blocks-dropped"])
    assert.is_nil(reported({})["blocks-dropped"])
  end)

  it("names up to twelve blocks that do not apply for a reason", function()
    for _, case in ipairs {
      {1, "1 block does not apply: 1 %(includes%.caps: no CAP_BPF%)$"},
      {2, "2 blocks do not apply: 1, 2 %(includes%.caps: no CAP_BPF%)$"},
      {12, ": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 %(includes%.caps: no " ..
        "CAP_BPF%)$"},
      {13, "^13 blocks do not apply: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 " ..
        "%(includes%.caps: no CAP_BPF, and 1 more%)$"},
      {15, "12 %(includes%.caps: no CAP_BPF, and 3 more%)$"},
    } do
      local blocks, all = {}, {}
      for i = 1, case[1] do
        blocks[i], all[i] = gated "CAP_BPF", i
      end
      local found = reported(blocks)["blocks-dropped"]
      assert.matches(case[2], found.message)
      assert.same(all, found.blocks)
      assert.equal(case[1] == 1 and 1 or nil, found.block)
    end
  end)

  it("tells the reasons apart, of which it names twelve", function()
    local found = reported {gated "CAP_BPF", gated "CAP_SYSLOG",
      gated "CAP_BPF"}["blocks-dropped"]
    assert.equal("3 blocks do not apply: 1, 3 (includes.caps: no CAP_BPF); " ..
      "2 (includes.caps: no CAP_SYSLOG)", found.message)
    assert.same({1, 2, 3}, found.blocks)
    local names = [[CHOWN KILL BPF SYSLOG SETUID SETGID FOWNER LEASE MKNOD
      PERFMON SYS_BOOT SYS_NICE SYS_TIME]]
    local blocks = {}
    for name in names:gmatch "%S+" do
      blocks[#blocks + 1] = gated("CAP_" .. name)
      local message = reported(blocks)["blocks-dropped"].message
      local _, count = message:gsub("no CAP_", "")
      assert.equal(math.min(#blocks, 12), count)
      assert.equal(#blocks == 13, message:find("; …", 1, true) ~= nil)
    end
  end)

  it("tells which calls no arch has", function()
    local found = reported {allow {"write", "arm_fadvise64_64",
      "s390_pci_mmio_read"}}["not-on-arch"]
    assert.equal("no arch here has these calls: arm_fadvise64_64 " ..
      "s390_pci_mmio_read", found.message)
    assert.equal("note", found.severity)
    assert.is_nil(reported {allow {"write", "read"}}["not-on-arch"])
    assert.is_nil(reported({allow {"arm_fadvise64_64"}},
      {arch = "arm"})["not-on-arch"])
  end)

  it("is in order: severity, weight, place", function()
    local _, order = reported {allow {"write", "nope"}, gated "CAP_BPF",
      allow {"other_nope"}, allow {"arm_fadvise64_64"}}
    assert.same({"unknown-syscall", "unknown-syscall", "runtime",
      "capabilities", "blocks-dropped", "enosys-stub", "flags-default",
      "not-on-arch"}, order)
  end)
end)

describe("a report", function()
  local function told(report)
    local list = {}
    for i, one in ipairs(report:finish()) do
      list[i] = ("%s %s %s %s %s"):format(one.id, one.severity, one.message,
        one.block, one.syscall)
    end
    return list
  end

  it("has each finding once, and others of its kind or words", function()
    local report = reports.new()
    report:add("swallowed", "note", "one", 1, "read", {witness = 5})
    report:add("swallowed", "note", "one", 2, "write")
    report:add("swallowed", "note", "two")
    report:add("overlap", "note", "one")
    report:add("zzz", "note", "a\27b", nil, "c\27d")
    local first = report[1]
    assert.equal(5, first.witness)
    assert.same({"overlap note one nil nil", "swallowed note one 1 read",
      "swallowed note two nil nil", "zzz note a\\027b nil c\\027d"},
      told(report))
    assert.is_nil(getmetatable(report))
  end)

  it("has 500 of a kind, and then one that is as bad as the worst", function()
    local report = reports.new()
    for i = 1, 500 do report:add("swallowed", "note", "m" .. i) end
    assert.equal(500, #report)
    report:add("swallowed", "warning", "m501", 7, "read", {witness = 1})
    report:add("swallowed", "note", "m502")
    report:add("overlap", "note", "m")
    assert.equal(502, #report)
    assert.same({id = "swallowed", severity = "warning",
      message = '500 findings are "swallowed", and there are more'},
      report[501])
    report:add("swallowed", "error", "m503")
    report:add("swallowed", "warning", "m504")
    assert.equal("error", report[501].severity)
    assert.equal("swallowed", report:finish()[1].id)
    assert.equal(502, #report)
  end)

  -- what changes more of what a container may do comes first
  it("is sorted by severity, by kind, and as it was told", function()
    local order = {}
    for id in ([[libseccomp unknown-syscall multiplexer-companion always-true
      ored-conditions overlap overlaps-unread swallowed first-wins
      equals-default ignored-condition errno-zero wide-datum x32-width
      mask-zero mask-value six-conditions missing-field sister-abi
      duplicate-key key-case ignored-key no-names archmap-ignored no-listener
      flags-dropped dialect-guessed runtime libseccomp-asked capabilities
      from-system blocks-dropped enosys-stub native-added any-other]])
      :gmatch "%S+"
    do
      order[#order + 1] = id
    end
    local report, expected = reports.new(), {}
    for i = #order, 1, -1 do
      for _, severity in ipairs {"note", "error", "warning"} do
        report:add(order[i], severity, "b" .. severity)
        report:add(order[i], severity, "a" .. severity)
      end
    end
    for _, severity in ipairs {"error", "warning", "note"} do
      for _, id in ipairs(order) do
        for _, word in ipairs {"b", "a"} do
          expected[#expected + 1] = ("%s %s %s nil nil"):format(id, severity,
            word .. severity)
        end
      end
    end
    assert.same(expected, told(report))
  end)
end)

describe("a text that is no profile", function()
  for name, lines in pairs {
    ["a systemd unit file"] = {"[Service]", "[Unit]  ",
      "SystemCallFilter=@basic-io", "SystemCallErrorNumber = EPERM"},
    ["a Kafel policy"] = {"POLICY sample {", "USE a, b DEFAULT KILL",
      "ALLOW { read }", "KILL {"},
    ["an LXC seccomp profile"] = {"denylist", "allowlist errno 1",
      "blacklist", "whitelist"},
    ["a YAML document"] = {"apiVersion: v1", "---",
      "defaultAction: SCMP_ACT_ERRNO", "- names:", "names:", "syscalls:"},
    ["a minijail policy"] = {"@include /x", "@default kill",
      "@frequency ./f", "read: 1", "write: allow", "ioctl: arg1 == 1",
      "open: return EPERM", "{read, write}: allow", "read: kill_process"},
  } do
    it("is told to be " .. name, function()
      for _, line in ipairs(lines) do
        local got, format = other_formats.name(line)
        assert.equal(name, got, line)
        assert.equal(name:find "systemd" and "systemd" or nil, format)
        assert.equal(name, other_formats.name("# remark\n; another\n\n  " ..
          line .. "\r\n"))
        local ok, err = pcall(oci.import, line)
        assert.is_false(ok)
        assert.truthy(err.message:find(name, 1, true), err.message)
      end
    end)
  end

  it("is not told to be anything else", function()
    for _, text in ipairs {"", "{}", "# denylist", "; [Unit]", "denylis",
      "Read: 1", "names", "USE a", "[unit]", "hello world",
      ("x y\n"):rep(200) .. "denylist"}
    do
      assert.is_nil((other_formats.name(text)), text:sub(1, 20))
    end
    assert.equal("an LXC seccomp profile",
      (other_formats.name(("x y\n"):rep(199) .. "denylist")))
  end)
end)

describe("numbers of mips' other ABIs", function()
  -- runc's stub gives those above an arch's own what it gives unknown calls
  for arch, expected in pairs {
    mips = {{5000, 5999, true}, {6000, 6999, true}},
    mipsel = {{5000, 5999, true}, {6000, 6999, true}},
    mips64 = {{4000, 4999, false}, {6000, 6999, true}},
    mipsel64 = {{4000, 4999, false}, {6000, 6999, true}},
    mips64n32 = {{4000, 4999, false}, {5000, 5999, false}},
    mipsel64n32 = {{4000, 4999, false}, {5000, 5999, false}},
    amd64 = {},
  } do
    it("have rules on " .. arch, function()
      for _, unknown in ipairs {false, "errno(ENOSYS)"} do
        local rules = sisters.rules {arches = {arch}, default = "errno(EPERM)",
          bad_arch = "kill_thread", unknown = unknown or nil}
        assert.equal(#expected, #rules)
        for i, rule in ipairs(rules) do
          local first, last, above = table.unpack(expected[i])
          assert.same({{first, last}, arches = {arch},
            action = above and unknown or "errno(EPERM)"}, rule)
        end
      end
      assert.same({}, sisters.rules {arches = {arch}, default = "kill_thread",
        bad_arch = "SCMP_ACT_KILL_THREAD"})
    end)
  end

  it("are covered by ranges that hold them all", function()
    local range = {5000, 5999}
    for _, case in ipairs {
      {{{5000, 5999}}, true}, {{{0, 9999}}, true}, {{{5001, 5999}}, false},
      {{{5000, 5998}}, false}, {{"read", {5000, 5999}}, true},
      {{"read"}, false}, {{{5000, 5999}, arches = {"mips"}}, true},
      {{{5000, 5999}, arches = {"mipsel"}}, false},
      {{{5000, 5999}, arches = {"mipsel", "mips"}}, true},
      {{5000, {4000, 4999}}, false},
    } do
      assert.equal(case[2], sisters.covers(case[1], "mips", range))
    end
  end)

  it("are shown by one that no rule names", function()
    for expected, rules in pairs {[5000] = {{"read"}, {{5001, 5999}}},
      [5003] = {{5000, {5001, 5001}}, {{5002, 5002}, arches = {"mips"}}},
      [5001] = {{5000}, {{5001, 5999}, arches = {"mipsel"}}},
      [5999] = {{{4000, 5998}}}}
    do
      assert.equal(expected, sisters.unnamed(rules, "mips", {5000, 5999}))
    end
    assert.equal(5000, sisters.unnamed({{{5000, 5999}}}, "mips",
      {5000, 5999}))
  end)

  it("are what a rule is about, or not that alone", function()
    for _, case in ipairs {
      {{{5000, 5999}}, {"mips"}, true}, {{{5000, 5000}}, {"mips"}, true},
      {{{6999, 6999}}, {"mips"}, true}, {{{6999, 7000}}, {"mips"}, false},
      {{{4999, 5000}}, {"mips"}, false}, {{"read"}, {"mips"}, false},
      {{{5000, 5999}, "read"}, {"mips"}, false},
      {{{5000, 5999}}, {"mips", "mips64"}, false},
      {{{6000, 6999}}, {"mips", "mips64"}, true},
      {{{6000, 6999}, arches = {"mips64n32"}}, {"mips"}, false},
      {{{6000, 6999}, arches = {"mips"}}, {"mips64n32"}, true},
    } do
      assert.equal(case[3], sisters.only(case[1], case[2]))
    end
  end)
end)
