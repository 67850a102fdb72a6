-- SPDX-License-Identifier: MIT
-- Whole profiles, read as their consumers read them: what was imported is
-- compared with a second reading of the JSON, straight from the rules that the
-- consumers' documentation states, call by call.
local here = require "spec.here"
local oci = require "seccomp.oci"
local profiles = require "spec.profiles"
local reading = require "spec.oci_reading"
local seccomp = require "seccomp"
local support = require "spec.support"

local each = profiles.each
local ids = profiles.ids
local import = profiles.import
local same_meaning = profiles.same_meaning
local PODMAN = profiles.podman
local DOCKER = profiles.docker

local function profile(path)
  return support.slurp(path) or pending(path .. " is not here")
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

  each(it, {[PODMAN] = "podman", [DOCKER] = "docker"},
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
  each(it, {[PODMAN] = "docker", [DOCKER] = "podman"}, "reads either", read_as)
  each(it, {[PODMAN] = "runc", [DOCKER] = "crun"}, "reads either", read_as)

  each(it, {[PODMAN] = "podman", [DOCKER] = "podman"},
    "means what libseccomp makes of it, proven for every call", function(path)
      if not here.little then
        return pending "libseccomp spoils long programs for amd64 here"
      end
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
