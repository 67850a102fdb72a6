--- What the kernel calls arches: AUDIT_ARCH_* of linux/audit.h. x32 shares that
-- of amd64.
-- @module seccomp.kernel.audit_arch
return {
  x86 = 0x40000003, amd64 = 0xc000003e, x32 = 0xc000003e, arm = 0x40000028,
  arm64 = 0xc00000b7, mips = 0x00000008, mips64 = 0x80000008,
  mips64n32 = 0xa0000008, mipsel = 0x40000008, mipsel64 = 0xc0000008,
  mipsel64n32 = 0xe0000008, ppc = 0x00000014, ppc64 = 0x80000015,
  ppc64le = 0xc0000015, s390 = 0x00000016, s390x = 0x80000016,
  parisc = 0x0000000f, parisc64 = 0x8000000f, riscv64 = 0xc00000f3,
  loongarch64 = 0xc0000102, m68k = 0x00000004, sh = 0x4000002a,
  sheb = 0x0000002a,
}
