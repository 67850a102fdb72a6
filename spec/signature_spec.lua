-- SPDX-License-Identifier: MIT
-- What seccomp.signature and seccomp.constant say: facts from the kernel's
-- sources, held against libseccomp's names, the headers of this machine, and
-- what is known to differ from arch to arch.
local seccomp = require "seccomp"

local supported = {}
for _, arch in ipairs(seccomp.arches()) do supported[arch] = true end

-- "fd:int:32s …": the arguments of a call in a line.
local function line(call, arch)
  local out = {}
  for i, a in ipairs(assert(seccomp.signature(call, arch))) do
    out[i] = a.name .. ":" .. a.width .. (a.signed and "s" or "") ..
      (a.pointer and "p" or "") .. (a.hidden and "!" or "")
  end
  return table.concat(out, " ")
end

local ARCHES = {"x86", "amd64", "x32", "arm", "arm64", "mips", "mips64",
  "mips64n32", "mipsel", "mipsel64", "mipsel64n32", "ppc", "ppc64", "ppc64le",
  "s390", "s390x", "parisc", "parisc64", "riscv64", "loongarch64", "m68k",
  "sh", "sheb"}

describe("masks", function()
  it("are constants of the arguments that they are masks of", function()
    -- parisc has MAP_TYPE of its own (asm/mman.h)
    for name, values in pairs {O_ACCMODE = {3, 3}, S_IFMT = {61440, 61440},
      CSIGNAL = {255, 255}, MAP_TYPE = {15, 43}} do
      assert.equal(values[1], seccomp.constant(name, "amd64"))
      assert.equal(values[2], seccomp.constant(name, "parisc"))
    end
    local p = require("seccomp.policy").new {default = "trap",
      arches = {"amd64"}, rules = {{"openat", action = "allow",
        when = {{"flags", "masked_eq", "O_ACCMODE", "O_RDONLY"}}}}}:compile()
    for flags, action in pairs {[0] = "allow", [1] = "trap", [2] = "trap",
      [3] = "trap", [0x80000] = "allow", [0x80001] = "trap"} do
      assert.equal(action, tostring((p:simulate {syscall = "openat",
        arch = "amd64", arg2 = flags})))
    end
  end)
end)

describe("signature", function()
  it("has the places of each arch", function()
    for arch, flags in pairs {amd64 = 1, x86 = 1, s390 = 2, s390x = 2, arm = 1,
      ppc64le = 1, mips = 1, m68k = 1} do
      assert.equal("flags", seccomp.signature("clone", arch)[flags].name, arch)
    end
    for arch, tls in pairs {amd64 = 5, x86 = 4, arm64 = 4, s390x = 5, sh = 5,
      loongarch64 = 5, riscv64 = 4, x32 = 5, m68k = 5, parisc = 4} do
      assert.equal("tls", seccomp.signature("clone", arch)[tls].name, arch)
    end
    for arch, place in pairs {amd64 = 4, x86 = 5, ppc = 6, m68k = 5} do
      assert.equal("advice", seccomp.signature("fadvise64", arch)[place].name)
    end
    assert.equal("advice", seccomp.signature("fadvise64_64", "ppc")[2].name)
    assert.equal("advice", seccomp.signature("arm_fadvise64_64", "arm")[2].name)
    assert.equal("flags", seccomp.signature("sync_file_range2", "ppc")[2].name)
    for arch, place in pairs {amd64 = 4, x86 = 6, s390 = 6, m68k = 6, sh = 6,
      mips = 7, mipsel = 7} do
      local a = seccomp.signature("sync_file_range", arch)[place]
      assert.equal("flags", a.name, arch)
      assert.equal(place == 7, a.hidden, arch)
    end
    for arch, place in pairs {x32 = 5, amd64 = 6, mips64n32 = 6, x86 = 6} do
      assert.equal("flags", seccomp.signature("preadv2", arch)[place].name)
    end
  end)

  it("has 64-bit values in two places, in the arch's order", function()
    assert.equal("fd:32 buf:32p count:32 offset_low:32 offset_high:32",
      line("pread64", "x86"))
    assert.equal("fd:32 buf:32p count:32 unused:32 offset_low:32 " ..
      "offset_high:32", line("pread64", "arm"))
    assert.equal("fd:32 buf:32p count:32 unused:32 offset_high:32 " ..
      "offset_low:32", line("pread64", "mips"))
    assert.equal("fd:32 buf:32p count:32 unused:32 offset_low:32 " ..
      "offset_high:32", line("pread64", "mipsel"))
    assert.equal("fd:32 buf:32p count:32 offset_high:32 offset_low:32",
      line("pread64", "s390"))
    assert.equal("fd:32 buf:64p count:64 offset:64s", line("pread64", "amd64"))
  end)

  it("has the bits that the entry reads", function()
    for _, call in ipairs {"chmod", "fchmod", "fchmodat", "fchmodat2", "mkdir",
      "mkdirat", "mknod", "mknodat", "open", "openat", "creat", "mq_open"} do
      for _, arch in ipairs {"amd64", "x86", "x32", "mips64n32", "s390x"} do
        local seen
        for _, a in ipairs(assert(seccomp.signature(call, arch))) do
          if a.name == "mode" then seen = a.width end
        end
        assert.equal(16, seen, call .. " on " .. arch)
      end
    end
    for arch, width in pairs {x86 = 16, arm = 16, m68k = 16, sh = 16,
      s390 = 16, amd64 = 32, mips = 32, ppc = 32, parisc = 32} do
      assert.equal(width, seccomp.signature("setuid", arch)[1].width, arch)
    end
    assert.equal(32, seccomp.signature("setuid32", "x86")[1].width)
    assert.equal("fd:32 request:32 argp:64", line("ioctl", "amd64"))
    assert.equal("fd:32 request:32 argp:32", line("ioctl", "x32"))
    assert.equal("fd:32 buf:64p count:64", line("read", "amd64"))
    assert.equal("dirfd:32s pathname:64p flags:32s mode:16",
      line("openat", "amd64"))
    assert.equal("which:32s who:32s prio:32s", line("setpriority", "amd64"))
  end)

  it("has names of both sources, and families of constants", function()
    local socket = seccomp.signature("socket", "amd64")
    assert.same({name = "domain", aliases = {"family"}, type = "int",
      width = 32, signed = true, pointer = false, hidden = false,
      constants = "AF_"}, socket[1])
    local ioctl = seccomp.signature("ioctl", "arm64")[2]
    assert.equal("request", ioctl.name)
    assert.truthy(table.concat(ioctl.aliases, " "):find "cmd")
    assert.equal("dfd", seccomp.signature("openat")[1].aliases[1])
  end)

  it("has each name once in a call", function()
    for _, arch in ipairs(ARCHES) do
      for number = 0, 560 do
        local first = ({x32 = 0x40000000})[arch] or
          arch:find "n32$" and 6000 or arch:find "^mips.*64$" and 5000 or
          arch:find "^mips" and 4000 or 0
        local name = supported[arch] and
          seccomp.syscall_name(first + number, arch)
        if name then
          -- libseccomp had this one there until 2.6, and the kernel never
          local list = arch == "parisc64" and name == "_llseek" and {} or
            assert(seccomp.signature(name, arch))
          local seen = {}
          for i, a in ipairs(list) do
            for _, one in ipairs {a.name, table.unpack(a.aliases)} do
              assert(one == "unused" or not seen[one] or seen[one] == i,
                name .. " on " .. arch .. ": " .. one)
              seen[one] = i
            end
          end
        end
      end
    end
  end)

  it("knows every call that libseccomp does, and newer ones", function()
    assert.equal("start", seccomp.signature("mseal", "s390x")[1].name)
    assert.equal(5, #seccomp.signature("listxattrat", "ppc"))
    for _, arch in ipairs(ARCHES) do
      assert.truthy(seccomp.signature("read", arch), arch)
    end
    local _, why = seccomp.signature "opnat"
    assert.truthy(why:find('did you mean "openat"', 1, true))
    _, why = seccomp.signature("socket", "sheb")
    assert.is_nil(why)
    _, why = seccomp.signature("accept", "x86")
    assert.equal("x86 has no syscall accept of its own", why)
    assert.has_error(function() seccomp.signature("read", "x87") end)
  end)
end)

describe("constant", function()
  it("has the values of each arch", function()
    local known = {
      AT_FDCWD = {amd64 = -100, s390x = -100},
      O_DIRECTORY = {amd64 = 0x10000, arm = 0x4000, arm64 = 0x4000,
        ppc = 0x4000, m68k = 0x4000, parisc = 0x1000, mips = 0x10000},
      O_CREAT = {amd64 = 0x40, mips = 0x100, parisc = 0x100},
      SOCK_STREAM = {amd64 = 1, mips = 2, mipsel64 = 2},
      SOCK_NONBLOCK = {amd64 = 0x800, mips = 0x80, parisc = 0x40000000},
      MAP_ANONYMOUS = {amd64 = 0x20, mips = 0x800, parisc = 0x10},
      SIGUSR1 = {amd64 = 10, mips = 16, parisc = 16},
      SOL_SOCKET = {amd64 = 1, mips = 0xffff, parisc = 0xffff},
      TIOCSTI = {amd64 = 0x5412, mips = 0x5472, ppc64le = 0x5412},
      TCGETS = {amd64 = 0x5401, mips = 0x540d, ppc = 0x402c7413},
      FS_IOC_GETFLAGS = {amd64 = 0x80086601, x86 = 0x80046601,
        mips = 0x40046601, ppc64 = 0x40086601},
      CLONE_NEWUSER = {amd64 = 0x10000000, sh = 0x10000000},
      CLONE_INTO_CGROUP = {amd64 = 0x200000000},
    }
    for name, values in pairs(known) do
      for arch, value in pairs(values) do
        assert.equal(value, seccomp.constant(name, arch), name .. " " .. arch)
      end
    end
    local _, why = seccomp.constant "O_DIRCT"
    assert.truthy(why:find('did you mean "O_DIRECT"', 1, true))
    _, why = seccomp.constant("MAP_32BIT", "arm64")
    assert.equal("arm64 has no constant MAP_32BIT", why)
  end)
end)
