-- SPDX-License-Identifier: MIT
-- What is known of each arch, held against linux/audit.h and asm/unistd.h.
local seccomp = require "seccomp"
local low = require "seccomp.core.policy"

-- {the token, AUDIT_ARCH_...; libseccomp's name, behind SCMP_ARCH_; the number
-- of the first call where that is not 0}
local ARCHES = {
  amd64 = {0xc000003e, "X86_64"},
  arm = {0x40000028, "ARM"},
  arm64 = {0xc00000b7, "AARCH64"},
  loongarch64 = {0xc0000102, "LOONGARCH64"},
  m68k = {0x00000004, "M68K"},
  mips = {0x00000008, "MIPS", 4000},
  mips64 = {0x80000008, "MIPS64", 5000},
  mips64n32 = {0xa0000008, "MIPS64N32", 6000},
  mipsel = {0x40000008, "MIPSEL", 4000},
  mipsel64 = {0xc0000008, "MIPSEL64", 5000},
  mipsel64n32 = {0xe0000008, "MIPSEL64N32", 6000},
  parisc = {0x0000000f, "PARISC"},
  parisc64 = {0x8000000f, "PARISC64"},
  ppc = {0x00000014, "PPC"},
  ppc64 = {0x80000015, "PPC64"},
  ppc64le = {0xc0000015, "PPC64LE"},
  riscv64 = {0xc00000f3, "RISCV64"},
  s390 = {0x00000016, "S390"},
  s390x = {0x80000016, "S390X"},
  sh = {0x4000002a, "SH"},
  sheb = {0x0000002a, "SHEB"},
  x32 = {0xc000003e, "X32", 0x40000000},
  x86 = {0x40000003, "X86"},
}
local ARCH_64BIT, ARCH_LE = 0x80000000, 0x40000000
-- came with libseccomp 2.6
local NEWER = {loongarch64 = true, m68k = true, sh = true, sheb = true}

local supported = {}
for _, name in ipairs(seccomp.arches()) do supported[name] = true end

-- Whose socket(2) may come by socketcall(2) as well.
local MULTIPLEXED = {}
for name in ([[m68k mips mipsel ppc ppc64 ppc64le s390 s390x sh sheb
  x86]]):gmatch "%w+" do
  MULTIPLEXED[name] = true
end

describe("of each arch", function()
  it("there is a row here, and no others", function()
    for name in pairs(supported) do assert.is_truthy(ARCHES[name], name) end
    for name in pairs(ARCHES) do
      assert.is_true(supported[name] or NEWER[name], name)
    end
  end)

  it("the token and the first call say which it is", function()
    for name, facts in pairs(ARCHES) do
      local token, first = facts[1], facts[3] or 0
      local arch, number = low.call {arch = token, syscall = first}
      assert.same({name, first}, {arch, number})
      if supported[name] then
        arch = low.call {arch = name, syscall = first}
        assert.equal(name, arch)
      end
    end
    -- the last one of amd64, the first of x32, and -1
    local token = ARCHES.amd64[1]
    assert.equal("amd64", (low.call {arch = token, syscall = 0x3fffffff}))
    assert.equal("x32", (low.call {arch = token, syscall = 0xfffffffe}))
    assert.equal("amd64", (low.call {arch = token, syscall = -1}))
    assert.equal(0x12345678, (low.call {arch = 0x12345678, syscall = 0}))
  end)

  it("libseccomp's name means the same, in any case of letters", function()
    for name in pairs(supported) do
      local facts = ARCHES[name]
      for _, spelling in ipairs {"SCMP_ARCH_" .. facts[2],
        "scmp_arch_" .. facts[2]:lower(), name:upper()}
      do
        local arch = low.call {arch = spelling, syscall = facts[3] or 0}
        assert.equal(name, arch)
      end
    end
    for alias, name in pairs {i386 = "x86", i686 = "x86", x86_64 = "amd64",
      ["x86-64"] = "amd64", x64 = "amd64", aarch64 = "arm64",
      native = seccomp.native_arch(),
      SCMP_ARCH_NATIVE = seccomp.native_arch()}
    do
      local arch = low.call {arch = alias, syscall = ARCHES[name][3] or 0}
      assert.equal(name, arch)
    end
  end)

  it("the token says how wide arguments are, and the byte order", function()
    for name in pairs(supported) do
      local facts = ARCHES[name]
      local bits64 = facts[1] & ARCH_64BIT ~= 0
      assert.equal(bits64, low.wide(name), name)
      -- libseccomp has x32 and mips64n32 for arches of 32 bits
      assert.equal(not bits64 or name == "x32" or name:find "n32$" ~= nil,
        low.compares32(name), name)
      -- ld [4], the arch, for all actions of an arch
      local bytes = seccomp.filter("allow", {arches = {name}}):export_bpf()
      assert.equal(facts[1] & ARCH_LE ~= 0 and "\x20\0" or "\0\x20",
        bytes:sub(1, 2), name)
    end
  end)

  it("it is known whether calls come by a multiplexer", function()
    local allow = seccomp.action "allow"
    for name in pairs(supported) do
      local rules = low.rules(low.resolve({name}, {{"socket",
        action = allow}}, allow, allow), name)
      local behind = 0
      for _, rule in ipairs(rules) do
        if rule.behind then
          behind = behind + 1
          assert.equal("arg0:32 & 0xffffffff == 0x1", tostring(rule.when[1]))
        end
      end
      assert.equal(MULTIPLEXED[name] and 1 or 0, behind, name)
    end
  end)
end)
