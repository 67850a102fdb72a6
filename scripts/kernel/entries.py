# SPDX-License-Identifier: MIT
"""Which parameters each call's entry has on each arch: the C types as the
kernel declares them, and the places that they take in registers."""
import re
import source

DIR = {"x86": "x86", "amd64": "x86", "x32": "x86", "arm": "arm",
       "arm64": "arm64", "loongarch64": "loongarch", "riscv64": "riscv",
       "m68k": "m68k", "mips": "mips", "mips64": "mips", "mips64n32": "mips",
       "parisc": "parisc", "parisc64": "parisc", "ppc": "powerpc",
       "ppc64": "powerpc", "s390": "s390", "s390x": "s390", "sh": "sh"}
WORD32 = {"x86", "arm", "m68k", "mips", "parisc", "ppc", "s390", "sh"}
# ABIs of a 64-bit kernel whose own words have 32 bits: their compat entries
# read 32 bits of a long, and the shared ones all 64
ILP32 = {"x32", "mips64n32"}
# 32-bit arches where a 64-bit value begins in an even register
ALIGNED = {"arm", "mips", "ppc"}
BIG = {"m68k", "mips", "ppc", "s390", "parisc"}

# CONFIG_CLONE_BACKWARDS and its kin, from each arch's Kconfig
CLONE = {
    "backwards": "x86 arm arm64 mips mips64 mips64n32 parisc parisc64 ppc "
                 "ppc64 riscv64",
    "backwards2": "s390 s390x",
    "plain": "amd64 x32 loongarch64 m68k sh",
}
UL = "unsigned long"
CLONES = {
    "backwards": [(UL, "clone_flags"), (UL, "newsp"), ("int *",
                  "parent_tidptr"), (UL, "tls"), ("int *", "child_tidptr")],
    "backwards2": [(UL, "newsp"), (UL, "clone_flags"), ("int *",
                   "parent_tidptr"), ("int *", "child_tidptr"), (UL, "tls")],
    "plain": [(UL, "clone_flags"), (UL, "newsp"), ("int *", "parent_tidptr"),
              ("int *", "child_tidptr"), (UL, "tls")],
}

# Entries that assembly or a wrapper stands before
STANDS_FOR = {
    "__sys_clone": "sys_clone", "sys_clone_wrapper": "sys_clone",
    "compat_sys_ia32_clone": "sys_clone",
    "__sys_clone3": "sys_clone3", "sys_clone3_wrapper": "sys_clone3",
    "__sys_fork": "sys_fork", "sys_fork_wrapper": "sys_fork",
    "__sys_vfork": "sys_vfork", "sys_vfork_wrapper": "sys_vfork",
    "__sys_sysmips": "sys_sysmips",
    "sys_statfs64_wrapper": "sys_statfs64",
    "sys_fstatfs64_wrapper": "sys_fstatfs64",
}
NOTHING = re.compile(r"sigreturn")
GETRANDOM = [("char *", "ubuf"), ("size_t", "len"), ("unsigned int", "flags")]
PCICONFIG = [(UL, "bus"), (UL, "dfn"), (UL, "off"), (UL, "len"),
             ("void *", "buf")]
BY_HAND = {
    "sysm_pipe": [],  # both descriptors come back in registers
    "sys_getrandom": GETRANDOM,  # drivers/char/random.c
    "sys_pciconfig_read": PCICONFIG,  # drivers/pci/syscall.c
    "sys_pciconfig_write": PCICONFIG,
    "sys_syscall": [("long", "number")] + [("long", "a%d" % i)
                                           for i in range(6)],
    "sys32_syscall": [("long", "number")] + [("long", "a%d" % i)
                                             for i in range(6)],
    "old_mmap": [(UL, "addr"), (UL, "len"), (UL, "prot"), (UL, "flags"),
                 ("int", "fd"), (UL, "off")],  # arch/sh/kernel/sys_sh.c
}
MMAP2 = [(UL, "addr"), (UL, "len"), (UL, "prot"), (UL, "flags"), (UL, "fd"),
         (UL, "pgoff")]  # arch/arm/kernel/entry-common.S
MEMORY = {"sys_old_mmap", "sys_old_select", "compat_sys_ia32_mmap",
          "compat_sys_old_select", "sys_s390_old_mmap", "sys_ppc_select",
          "compat_sys_s390_mmap2", "compat_sys_s390_old_mmap",
          "compat_sys_old_mmap", "ppc_select", "sys_s390_mmap2"}


def pick(arch, entry, defs):
    """The definition of an entry that holds on an arch, or None."""
    if entry in BY_HAND:
        return BY_HAND[entry]
    if NOTHING.search(entry):
        return []
    if arch == "arm" and entry == "sys_mmap2":
        return MMAP2
    if arch == "arm" and entry == "sys_pciconfig_iobase":
        arch = "ppc"  # drivers/pci has no other
    entry = STANDS_FOR.get(entry, entry)
    if entry == "sys_clone":
        for kind, arches in CLONE.items():
            if arch in arches.split():
                return CLONES[kind]
        raise AssertionError(arch)
    found = [d for d in defs.get(entry, []) if d[2]]
    own = [d for d in found if d[0].startswith("arch/%s/" % DIR[arch])
           and "/um/" not in d[0]]
    rest = [d for d in found if not d[0].startswith("arch/")]
    # an arch that has the number and no entry of its own: the call as others
    # have it
    use = own or rest or found
    if not use and not found:
        # declared without names: compat prototypes of ppc, parisc
        named = [d for d in defs.get(entry, []) if all(p[1] for p in d[1])]
        use = [d for d in named if d[0].startswith("arch/%s/" % DIR[arch])
               or not d[0].startswith("arch/")]
    shapes = []
    for d in use:
        if d[1] not in shapes:
            shapes.append(d[1])
    if not shapes:
        return None
    if len(shapes) > 1:
        if entry == "sys_sigsuspend":
            three = arch in ("x86", "arm", "m68k", "s390")
            return [s for s in shapes if (len(s) == 3) == three][0]
        if entry == "sys_clock_settime32":
            return shapes[-1]
        if entry == "sys_set_thread_area" or entry == "sys_get_thread_area":
            return shapes[0]
        if entry == "sys_pciconfig_iobase":
            return shapes[0]
        return ("many", shapes)
    return shapes[0]


SIZES = {
    8: "char|bool",
    16: "umode_t|unsigned short|old_uid_t|old_gid_t|compat_old_uid_t|"
        "compat_old_gid_t|short|compat_mode_t16|__kernel_old_uid_t",
    32: "int|unsigned int|unsigned|u32|__u32|s32|__s32|uint32_t|int32_t|"
        "uid_t|gid_t|pid_t|mode_t|clockid_t|const clockid_t|timer_t|"
        "key_serial_t|mqd_t|qid_t|rwf_t|__poll_t|dev_t|"
        "compat_uid_t|compat_gid_t|compat_pid_t|compat_int_t|compat_uint_t|"
        "compat_long_t|compat_ulong_t|compat_size_t|compat_ssize_t|"
        "compat_off_t|compat_uptr_t|compat_mode_t|compat_key_t|key_t|"
        "compat_aio_context_t|compat_timer_t|compat_clockid_t|compat_u32|"
        "compat_old_sigset_t|compat_sigset_word|compat_dev_t|"
        "uint|compat_ptr_t|enum .*|const enum .*|compat_fptr_t",
    64: "loff_t|u64|__u64|s64|__s64|compat_loff_t|compat_u64|uint64_t|"
        "__kernel_loff_t",
    0: "long|unsigned long|size_t|ssize_t|off_t|aio_context_t|old_sigset_t|"
       "clock_t|time_t|long int|unsigned long int|uintptr_t|"
       "unsigned long const|__kernel_ulong_t|sigset_t",
}
SIZE = [(bits, re.compile("^(?:const )?(?:%s)$" % names))
        for bits, names in SIZES.items()]
POINTER = re.compile(r"\*|^__sighandler_t$|^cap_user_(header|data)_t$|"
                     r"^const cap_user_data_t$|^compat_sighandler_t$")
SIGNED = re.compile(
    r"^(const )?(int|long|s32|__s32|s64|__s64|int32_t|pid_t|compat_pid_t|"
    r"clockid_t|timer_t|key_serial_t|mqd_t|rwf_t|loff_t|compat_loff_t|"
    r"off_t|compat_off_t|ssize_t|compat_ssize_t|compat_long_t|compat_int_t|"
    r"compat_timer_t|compat_clockid_t|key_t|compat_key_t|clock_t|time_t|"
    r"short|char|long int|__kernel_loff_t)$")


def bits(arch, ctype):
    """(bits that the entry reads, signed, pointer)."""
    if POINTER.search(ctype):
        # compat entries take addresses of 32 bits, the shared ones of 64
        return (32 if arch in WORD32 else 64, False, True)
    for size, known in SIZE:
        if known.match(ctype):
            if size == 0:
                size = 32 if arch in WORD32 else 64
            return (size, bool(SIGNED.match(ctype)), False)
    raise KeyError(ctype)


def word(ctype):
    """Whether a type is as wide as the entry's words."""
    return bool(POINTER.search(ctype) or SIZE[-1][1].match(ctype))


# Calls with 64-bit values, which wrappers of 32-bit arches take in halves
WIDE = {"pread64", "pwrite64", "truncate64", "ftruncate64", "readahead",
        "fadvise64", "fadvise64_64", "sync_file_range", "sync_file_range2",
        "fallocate", "fanotify_mark", "arm_fadvise64_64",
        "arm_sync_file_range"}


def halves(arch, params):
    """Parameters of a 32-bit arch with 64-bit values in two places each.
    A place that is left out so that a pair begins evenly has no type."""
    out = []
    for ctype, name in params:
        if bits(arch, ctype)[0] != 64:
            out.append((ctype, name))
            continue
        if arch in ALIGNED and len(out) % 2 == 1:
            out.append((None, "unused"))
        order = ("high", "low") if arch in BIG else ("low", "high")
        out += [("u32", name + "_" + half) for half in order]
    return out


def places(arch, name, entry, compat, defs):
    """The parameters in the places of a call, or None where the kernel has
    no entry; and the entry's names for them, where it is a wrapper."""
    entry = entry if entry != "sys_ni_syscall" else compat or entry
    if entry == "sys_ni_syscall":
        return None, None
    params = pick(arch, entry, defs)
    assert params is not None and not isinstance(params, tuple), (
        arch, name, entry, params)
    if arch not in WORD32:
        return params, None
    if name not in WIDE or len(params) == 1:
        return params, None
    if arch == "sh" and name in ("pread64", "pwrite64"):
        return (params[:3] + [(None, "unused")]
                + halves(arch, params[4:])), None
    if any(bits(arch, t)[0] == 64 for t, _ in params):
        return halves(arch, params), None
    generic = pick("m68k", "sys_" + name, defs)
    whole = halves(arch, generic) if generic else params
    if generic is None or len(whole) != len(params):
        return params, None
    return whole, params
