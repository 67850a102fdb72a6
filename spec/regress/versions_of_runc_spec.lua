-- SPDX-License-Identifier: MIT
-- The runc that was read for was always the newest. Before 1.1.15 it adds no
-- answer to new calls for its own arch where `architectures` leaves that out,
-- before 1.2 it refuses `flags` and asks for none; and where a profile names no
-- call of an arch, or only number 0, no version adds anything: call 500 was
-- ENOSYS here and gets the default.
local oci = require "seccomp.oci"

require("seccomp.kernel.installed").version = function() end

local function allow(...)
  return {names = {...}, action = "SCMP_ACT_ALLOW"}
end

-- What numbers get, by arch, of an allow list of killing default.
local function of(blocks, dialect, architectures)
  local imported, report = oci.import({defaultAction = "SCMP_ACT_KILL_PROCESS",
    architectures = architectures, syscalls = blocks},
    {dialect = dialect, arch = "amd64"})
  local program = imported:compile()
  return function(arch, number)
    return tostring(program:simulate {arch = arch, syscall = number})
  end, report, imported
end

describe("runc's answer to new calls", function()
  it("is there for its own arch since 1.1.15", function()
    for _, architectures in ipairs {{}, {"SCMP_ARCH_X86"}} do
      for version, expected in pairs {["1.1.5"] = "kill_process",
        ["1.1.14"] = "kill_process", ["1.1.15"] = "errno(ENOSYS)",
        ["1.5.1"] = "errno(ENOSYS)"}
      do
        local get, report = of({allow("write", "openat")}, "runc " .. version,
          architectures)
        assert.equal(expected, get("amd64", 500), version)
        if #architectures > 0 then
          assert.equal("errno(ENOSYS)", get("x86", 500), version)
        end
        assert.same({"runc", "runc", version}, {report.dialect, report.runtime,
          report.version})
      end
    end
    assert.equal("errno(ENOSYS)", of({allow "write"}, "runc 1.1.5",
      {"SCMP_ARCH_X86_64"})("amd64", 500))
  end)

  it("is not there where no call of an arch is named", function()
    for _, blocks in ipairs {{}, {allow "read"}, {allow "no_such_call"}} do
      local get, _, imported = of(blocks, "runc")
      assert.equal("kill_process", get("amd64", 500))
      assert.is_nil(imported.unknown)
    end
  end)

  it("is for -1 and its like too", function()
    local get = of({allow "write"}, "runc", {"SCMP_ARCH_X86",
      "SCMP_ARCH_X32"})
    for _, number in ipairs {0xffffffff, 0x80000000, 0xfffffffe} do
      assert.equal("errno(ENOSYS)", get("x86", number), number)
    end
    assert.equal("errno(ENOSYS)", get("amd64", 0xffffffff))
    assert.equal("errno(ENOSYS)", get("x32", 0x80000000))
    -- x32's bit without x32: libseccomp's own answer
    get = of({allow "write"}, "runc")
    assert.equal("kill_process", get("amd64", 0xffffffff))
    assert.equal("kill_thread", get("x32", 0x40000001))
  end)

  it("is s390's number 0 since 1.1.3", function()
    for version, expected in pairs {["1.1.2"] = "errno(EPERM)",
      ["1.1.3"] = "errno(ENOSYS)"}
    do
      local imported = oci.import({defaultAction = "SCMP_ACT_ERRNO",
        architectures = {"SCMP_ARCH_S390X"}, syscalls = {allow "write"}},
        {dialect = "runc " .. version, arch = "s390x"})
      assert.equal(expected, tostring(imported:compile():simulate {
        arch = "s390x", syscall = 0}), version)
    end
  end)
end)

describe("flags", function()
  it("are refused by runc before 1.2, and then not asked for", function()
    local profile = {defaultAction = "SCMP_ACT_ALLOW",
      flags = {"SECCOMP_FILTER_FLAG_LOG"}}
    local ok, err = pcall(oci.import, profile, {dialect = "runc 1.1.15"})
    assert.is_false(ok)
    assert.equal("runc 1.1.15 refuses a profile with \"flags\"", err.message)
    assert(oci.import(profile, {dialect = "runc 1.2.0"}))
    profile.flags = nil
    for version, ssb in pairs {["1.1.15"] = false, ["1.2.0"] = true} do
      local _, report = oci.import(profile, {dialect = "runc " .. version})
      assert.equal(ssb or nil, report.load.ssb)
    end
  end)
end)

describe("the version of a runtime", function()
  local profile = {defaultAction = "SCMP_ACT_ALLOW"}
  local installed = require "seccomp.kernel.installed"

  it("is the installed one, or else the newest, and the report says", function()
    finally(function() installed.version = function() end end)
    local arch = require("seccomp").native_arch()
    local foreign = arch == "arm64" and "riscv64" or "arm64"
    for version, expected in pairs {["1.1.5"] = "1.1.5", ["0.9"] = "1.5.1",
      ["1.4.0-rc.3+dev"] = "1.4.0"}
    do
      installed.version = function(name)
        assert.equal("runc", name)
        return version
      end
      local function told(options)
        local _, report = oci.import(profile, options)
        for _, finding in ipairs(report) do
          if finding.id == "runtime" then
            return report.version, finding.message
          end
        end
      end
      local got, message = told {dialect = "docker"}
      assert.equal(expected, got)
      assert.matches(version == "0.9" and "the newest that is known" or
        "installed here", message)
      assert.equal("1.5.1", (told {dialect = "runc", arch = foreign}))
      assert.equal("1.3.0", (told {dialect = "runc 1.3.0"}))
      assert.equal("1.3.0", (told {dialect = "podman runc 1.3.0"}))
    end
  end)

  it("that cannot be is refused", function()
    for _, dialect in ipairs {"runc 0.1", "runc x", "runc 1.1.5 2", "strict 1",
      "docker podman", "runc crun", ""}
    do
      local ok, err = pcall(oci.import, profile, {dialect = dialect})
      assert.is_false(ok, dialect)
      assert.equal("EINVAL", err.code)
      assert.matches('^option "dialect": ', err.message)
    end
  end)
end)
