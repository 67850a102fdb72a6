-- SPDX-License-Identifier: MIT
-- What profiles mean hangs on facts about engines, runtimes and the kernel:
-- each is held here against somebody else's word, or stands a second time.
local calls = require "seccomp.kernel.calls"
local capabilities = require "seccomp.oci.capabilities"
local consumers = require "seccomp.oci.consumers"
local oci = require "seccomp.oci"
local profiles = require "spec.profiles"
local seccomp = require "seccomp"
local support = require "spec.support"

local function header(name)
  return support.slurp("/usr/include/linux/" .. name)
end

local function words(text)
  local list = {}
  for word in text:gmatch "%S+" do list[#list + 1] = word end
  return list
end

local function sorted(list)
  table.sort(list)
  return list
end

local function keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  return sorted(list)
end

describe("capabilities", function()
  it("are those of linux/capability.h, by bit", function()
    local text = header "capability.h"
    if not text then return pending "there is no linux/capability.h" end
    local bits, highest = {}, 0
    for name, bit in text:gmatch "#define%s+(CAP_[%w_]+)%s+(%d+)%s" do
      bits[tonumber(bit)] = name
      highest = math.max(highest, tonumber(bit))
    end
    local all = capabilities.named "all"
    for bit = 0, highest do assert.equal(bits[bit], all[bit + 1]) end
    for _, name in ipairs(all) do assert.is_true(capabilities.known[name]) end
  end)

  it("are 41", function()
    local all = capabilities.named "all"
    assert.equal(41, #all)
    assert.equal("CAP_CHOWN", all[1])
    assert.equal("CAP_CHECKPOINT_RESTORE", all[41])
    assert.equal(41, #keys(capabilities.known))
  end)

  it("of this process are those of its bounding set", function()
    local mask = tonumber(support.slurp "/proc/self/status":match
      "CapBnd:%s*(%x+)", 16)
    local all, mine = capabilities.named "all", {}
    for bit = 0, 40 do
      if mask & 1 << bit ~= 0 then mine[#mine + 1] = all[bit + 1] end
    end
    assert.same(mine, capabilities.named "mine")
  end)

  -- moby daemon/pkg/oci/caps/defaults.go, containerd pkg/oci/spec.go,
  -- containers-common pkg/config/default.go, cri-o crio.conf(5)
  for word, list in pairs {
    docker = [[AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD
      NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT]],
    containerd = [[AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD
      NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT]],
    podman = [[CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP
      SETGID SETPCAP SETUID SYS_CHROOT]],
    crio = [[CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETGID
      SETPCAP SETUID]],
    none = "",
  } do
    it("that " .. word .. " stands for are those of the engine", function()
      local got = {}
      for i, name in ipairs(capabilities.named(word)) do
        got[i] = assert(name:match "^CAP_(.*)")
      end
      assert.same(words(list), sorted(got))
    end)
  end

  it("have names in each spelling", function()
    for _, text in ipairs {"CAP_BPF", "bpf", "Cap_Bpf", "BPF"} do
      assert.equal("CAP_BPF", capabilities.name(text))
    end
    for _, text in ipairs {"", "CAP_", "CAP_CAP_BPF", "BPF "} do
      assert.is_nil(capabilities.name(text))
    end
    assert.is_nil((capabilities.named "some"))
  end)

  it("given twice count once", function()
    local _, report = oci.import(profiles.with {}, {dialect = "docker",
      arch = "amd64", kernel = "6.1", check = false,
      caps = {"bpf", "CAP_CHOWN", "CAP_BPF", "chown"}})
    assert.same({"CAP_BPF", "CAP_CHOWN"}, report.caps)
  end)
end)

describe("multiplexed calls", function()
  -- what the headers call otherwise than libseccomp
  local function held(name, prefix, multiplexer, except)
    local text = header(name)
    if not text then return pending("there is no linux/" .. name) end
    local found = 0
    for word, number in text:gmatch("#define%s+" .. prefix ..
      "([A-Z0-9]+)%s+(%d+)%s")
    do
      local call = word:lower()
      if not except[call] then
        local got, sub = calls.multiplexer(call)
        assert.equal(multiplexer, got, call)
        assert.equal(tonumber(number), sub, call)
        found = found + 1
      end
    end
    return found
  end

  it("of socketcall have the numbers of linux/net.h", function()
    local found = held("net.h", "SYS_", "socketcall", {})
    if found then assert.equal(20, found) end
  end)

  it("of ipc have the numbers of linux/ipc.h", function()
    local found = held("ipc.h", "", "ipc", {dipc = true})
    if found then assert.equal(12, found) end
  end)

  it("are no others", function()
    for _, name in ipairs {"read", "socketcall", "ipc", "mmap2", "", "nope",
      "getrandom", "_newselect"}
    do
      assert.is_nil((calls.multiplexer(name)), name)
    end
  end)

  it("are on the arches that have the multiplexer or a number of their own",
  function()
    local arches = {"amd64", "x86", "arm", "s390x", "mips64", "mips"}
    assert.same({"x86", "s390x", "mips"},
      calls.multiplexing(arches, "socketcall"))
    assert.same({"x86", "s390x", "mips"}, calls.multiplexing(arches, "ipc"))
    assert.same({}, calls.multiplexing({"amd64"}, "ipc"))
    -- send is no call of amd64 or mips64, of x86 and s390x a sub-call alone
    assert.same({"x86", "arm", "s390x", "mips"},
      calls.arches_with("send", arches))
    assert.same(arches, calls.arches_with("socket", arches))
    assert.same({"x86", "arm", "mips"},
      calls.arches_with("fcntl64", arches))
    assert.same({}, calls.arches_with("s390_pci_mmio_read", {"amd64", "x86"}))
  end)
end)

describe("numbers", function()
  it("of an arch's own calls are libseccomp's, or where it has none the " ..
    "kernel's", function()
    for _, case in ipairs {{"read", "amd64", 0}, {"socket", "x86", 359},
      {"semget", "x86", 393}, {"read", "x32", 0x40000000},
      {"read", "mips64", 5000}, {"read", "mips64n32", 6000},
      {"read", "mips", 4003}, {"set_tls", "arm", 0xf0005},
      {"send", "x86", nil}, {"fork", "arm64", nil}, {"nope", "amd64", nil}}
    do
      assert.equal(case[3], (calls.own_number(case[1], case[2])),
        case[1] .. " " .. case[2])
    end
  end)

  it("begin where the ABI begins", function()
    for arch, first in pairs {amd64 = 0, x86 = 0, x32 = 0x40000000, arm = 0,
      mips = 4000, mips64 = 5000, mips64n32 = 6000, s390x = 0}
    do
      assert.equal(first, calls.first_number(arch), arch)
    end
  end)

  it("end at the last call, arm's private ones aside", function()
    for _, arch in ipairs {"amd64", "x86", "x32", "arm", "mips64", "s390x"} do
      local numbers, highest = calls.own_numbers(arch)
      local most = -1
      for name, number in pairs(numbers) do
        assert.equal(name, seccomp.syscall_name(number, arch))
        if number < 0xf0000 or number >= 0x40000000 then
          most = math.max(most, number)
        end
      end
      assert.equal(most, highest, arch)
    end
    assert.equal(0xf0002, calls.own_numbers "arm".cacheflush)
  end)
end)

describe("readers", function()
  local function reader(spec)
    return assert(consumers.dialect(spec, function() end))
  end

  -- moby profiles/seccomp/seccomp_linux.go, goToNative; containers-common
  -- pkg/seccomp, where runtime.GOARCH is libseccomp-golang's word
  it("know arches by the words of their loaders", function()
    for arch, word in pairs {x86 = "x86", amd64 = "amd64", arm = "arm",
      arm64 = "arm64", loongarch64 = "loongarch64", mips64 = "mips64",
      mips64n32 = "mips64n32", mipsel64 = "mipsel64",
      mipsel64n32 = "mips3l64n32", mipsel = "mipsel", ppc = "ppc",
      ppc64 = "ppc64", ppc64le = "ppc64le", riscv64 = "riscv64",
      s390 = "s390", s390x = "s390x"}
    do
      assert.equal(word, reader "docker".words(arch), arch)
    end
    for _, arch in ipairs(words "m68k sh parisc x32 mips") do
      assert.is_nil(reader "docker".words(arch), arch)
    end
    for arch, word in pairs {amd64 = "amd64", loongarch64 = "loong64",
      mipsel64n32 = "mipsel64n32", x86 = "x86"}
    do
      assert.equal(word, reader "podman".words(arch), arch)
      assert.equal(word, reader "crio".words(arch), arch)
    end
  end)

  it("find the arches of their tables in archMap", function()
    assert.same(sorted(words [[x86 amd64 arm arm64 mips64 mips64n32 mipsel64
      mipsel64n32 ppc ppc64 ppc64le riscv64 s390 s390x]]),
      keys(reader "docker".mapped))
    assert.same(sorted(words [[amd64 arm64 mips64 mips64n32 mipsel64
      mipsel64n32 s390x]]), keys(reader "podman".mapped))
    assert.is_nil(reader "runc".mapped)
  end)

  it("hand profiles to a runtime, and stand for capabilities", function()
    for spec, expected in pairs {docker = "runc docker",
      podman = "crun podman", crio = "crun crio",
      containerd = "runc containerd", kubelet = "runc containerd",
      runc = "runc nil", crun = "crun nil", strict = "nil docker",
      ["docker crun"] = "crun docker", ["podman runc 1.1.5"] = "runc podman"}
    do
      local one = reader(spec)
      assert.equal(expected, tostring(one.runtime) .. " " ..
        tostring(one.caps), spec)
    end
  end)

  -- a trait of runc, the version before it came, and the one it came with
  for _, case in ipairs {
    {"stub_s390", "1.1.2", "1.1.3"}, {"kill_words", "1.1.2", "1.1.3"},
    {"stub_native", "1.1.14", "1.1.15"}, {"flags", "1.1.99", "1.2.0"},
    {"tree_above", "1.1.99", "1.2.0"}, {"wait_kill", "1.4.9", "1.5.0"},
  } do
    it(("of runc have %s from %s on"):format(case[1], case[3]), function()
      assert.is_falsy(reader("runc " .. case[2])[case[1]])
      assert.is_truthy(reader("runc " .. case[3])[case[1]])
      assert.is_truthy(reader "runc"[case[1]])
      assert.is_truthy(reader("docker runc " .. case[3])[case[1]])
    end)
  end

  for arch, versions in pairs {riscv64 = {"1.1.7", "1.1.8"},
    loongarch64 = {"1.4.0", "1.4.1"}}
  do
    it(("of runc take %s from %s on"):format(arch, versions[2]), function()
      assert.is_nil(reader("runc " .. versions[1]).arches[arch])
      assert.is_true(reader("runc " .. versions[2]).arches[arch])
    end)
  end

  it("of runc take the arches of runc", function()
    assert.same(sorted(words [[x86 amd64 x32 arm arm64 mips mips64 mips64n32
      mipsel mipsel64 mipsel64n32 ppc ppc64 ppc64le riscv64 s390 s390x
      loongarch64]]), keys(reader "runc".arches))
    assert.equal(32, reader "runc".tree_above)
    assert.is_true(reader "runc 1.1.0".enosys_stub)
  end)

  it("of crun take six conditions, and no code too many", function()
    for _, version in ipairs {"1.0.0", "1.5.9", "1.6.0", "1.29.1"} do
      local one = reader("crun " .. version)
      assert.is_true(one.first_six and one.strict_errno and one.kill_words and
        one.flags)
      assert.equal(version ~= "1.0.0" and version ~= "1.5.9", one.wait_kill)
      assert.is_nil(one.enosys_stub)
      assert.is_nil(one.tree_above)
    end
  end)

  it("are of versions that were read", function()
    for spec, message in pairs {["runc 1.0.9"] = "before 1%.1%.0",
      ["crun 0.9.9"] = "before 1%.0%.0", ["runc 1"] = "not a version of runc",
      ["runc 1.1.5 x"] = "a version of its runtime",
      ["strict 1.1.5"] = "a version of its runtime", [""] = "is not one of",
      ["nobody"] = "is not one of docker, podman, containerd, kubelet, crio"}
    do
      local one, err = consumers.dialect(spec, function() end)
      assert.is_nil(one, spec)
      assert.matches(message, err)
    end
    assert.equal("1.1.0", reader "runc 1.1.0".version)
    assert.equal("1.5.1", reader "runc".version)
    assert.equal("1.29.1", reader "crun".version)
    assert.equal("newest", reader "crun".from)
    assert.equal("named", reader "crun 1.8".from)
  end)

  it("ask for the installed version, and pass over what is too old", function()
    for text, expected in pairs {["1.1.5"] = "1.1.5 installed",
      ["1.0.3"] = "1.5.1 newest", ["no version"] = "1.5.1 newest",
      ["1.2.0-rc.1+dev"] = "1.2.0 installed"}
    do
      local one = consumers.dialect("docker", function(name)
        assert.equal("runc", name)
        return text
      end)
      assert.equal(expected, one.version .. " " .. one.from)
    end
  end)

  it("read versions as numbers", function()
    for text, numbers in pairs {["1.1.5"] = {1, 1, 5}, ["v1.29"] = {1, 29, 0},
      ["1.2.0-rc.1"] = {1, 2, 0}, ["1.1.12+ds1-2"] = {1, 1, 12},
      ["9999.9999.9999"] = {9999, 9999, 9999}}
    do
      assert.same(numbers, consumers.version_numbers(text))
    end
    for _, text in ipairs {"", "1", "x1.2", "10000.1", "1.10000", "1.1.10000"}
    do
      assert.is_nil(consumers.version_numbers(text), text)
    end
  end)
end)

describe("actions of profiles", function()
  it("rank as the kernel ranks them", function()
    -- include/uapi/linux/seccomp.h: the least number first, as signed
    local order = {"kill_process", "kill_thread", "trap", "errno(EPERM)",
      "errno(0)", "notify", "trace(3)", "log", "allow"}
    for i, spec in ipairs(order) do
      for k, other in ipairs(order) do
        assert.equal(i < k, consumers.rank(spec) < consumers.rank(other),
          spec .. " " .. other)
      end
    end
    assert.equal(consumers.rank "trace", consumers.rank "trace(9)")
    assert.equal(consumers.rank "errno(1)", consumers.rank "errno(4095)")
  end)

  it("have the words of the runtime specification", function()
    assert.same({SCMP_ACT_KILL = "kill_thread",
      SCMP_ACT_KILL_THREAD = "kill_thread",
      SCMP_ACT_KILL_PROCESS = "kill_process", SCMP_ACT_TRAP = "trap",
      SCMP_ACT_ERRNO = "errno", SCMP_ACT_TRACE = "trace",
      SCMP_ACT_ALLOW = "allow", SCMP_ACT_LOG = "log",
      SCMP_ACT_NOTIFY = "notify"}, consumers.actions)
    for word, name in pairs(consumers.actions) do
      if word ~= "SCMP_ACT_KILL" then
        assert.equal(seccomp.action(word), seccomp.action(name))
      end
    end
    assert.same({errno = true, trace = true}, consumers.coded)
  end)

  it("go with the operators of libseccomp", function()
    local count = 0
    for word, op in pairs(consumers.operators) do
      assert.equal(seccomp.condition(0, word, 1), seccomp.condition(0, op, 1))
      count = count + 1
    end
    assert.equal(7, count)
  end)

  it("go with the flags of the runtime specification", function()
    assert.same({SECCOMP_FILTER_FLAG_TSYNC = "tsync",
      SECCOMP_FILTER_FLAG_LOG = "log", SECCOMP_FILTER_FLAG_SPEC_ALLOW = "ssb",
      SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV = "wait_kill"}, consumers.flags)
  end)
end)

describe("arches of profiles", function()
  it("are taken as their readers spell them", function()
    for dialect, spelt in pairs {docker = "SCMP_ARCH_X86_64",
      crun = "SCMP_ARCH_X86_64 SCMP_ARCH_x86_64 x86_64 X86_64"}
    do
      for _, word in ipairs {"SCMP_ARCH_X86_64", "SCMP_ARCH_x86_64", "x86_64",
        "X86_64", "scmp_arch_x86_64", "SCMP_ARCH_NATIVE", "SCMP_ARCH_", ""}
      do
        local ok, err = pcall(profiles.import, profiles.with({}, {
          architectures = {word}}), {dialect = dialect, arch = "amd64",
          caps = {}})
        local taken = (" " .. spelt .. " "):find(" " .. word .. " ", 1, true) ~=
          nil and word ~= ""
        assert.equal(taken, ok, dialect .. " " .. word)
        if not ok then
          assert.matches("does not take the architecture", err.message)
        end
      end
    end
  end)

  it("have arguments as wide as libseccomp compares them", function()
    assert.same(sorted(words [[x86 arm mips mipsel parisc ppc s390 m68k sh
      sheb]]), keys(consumers.narrow))
    assert.same({"mips64n32", "mipsel64n32", "x32"}, keys(consumers.low))
  end)

  it("run on machines of the same family", function()
    if seccomp.native_arch() ~= "amd64" then
      return pending "written for amd64"
    end
    for arch, machine in pairs {x86 = "amd64", x32 = "amd64", amd64 = "amd64",
      arm = "arm64", arm64 = "arm64", mips = "mips64", mips64n32 = "mips64",
      mipsel = "mipsel64", mipsel64n32 = "mipsel64", ppc = "ppc64",
      ppc64le = "ppc64le", s390 = "s390x", parisc = "parisc64",
      riscv64 = "riscv64"}
    do
      assert.equal(machine, consumers.own_arch(arch), arch)
    end
  end)

  -- a process of 32 bits does not know whether its kernel has 64
  it("are of this process's arch, where a machine may be", function()
    local core = require "seccomp.core"
    local real = core.native_arch
    for _, case in ipairs {{"x86", "amd64", "x86"}, {"x86", "x32", "x86"},
      {"x86", "x86", "x86"}, {"x86", "arm64", "arm64"},
      {"x86", "arm", "arm64"}, {"arm", "arm64", "arm"}, {"arm", "arm", "arm"},
      {"arm64", "arm", "arm64"}, {"arm64", "x86", "amd64"},
      {"riscv64", "riscv64", "riscv64"}, {"riscv64", "x86", "amd64"}}
    do
      core.native_arch = function() return case[1] end
      local ok, own = pcall(consumers.own_arch, case[2])
      core.native_arch = real
      assert.same({true, case[3]}, {ok, own}, case[1] .. " " .. case[2])
    end
  end)
end)
