# SPDX-License-Identifier: MIT
"""What a tree of Linux's sources says about system calls: the tables of
numbers, and each entry's parameters."""
import os
import re
import subprocess

# arch: the table, the ABIs in it, the first number, and whether the column
# for 32-bit processes of a 64-bit kernel is the one to take where there is one
TABLES = {
    "x86": ("arch/x86/entry/syscalls/syscall_32.tbl", "i386", 0, False),
    "amd64": ("arch/x86/entry/syscalls/syscall_64.tbl", "common 64", 0, False),
    "x32": ("arch/x86/entry/syscalls/syscall_64.tbl", "common x32",
            0x40000000, False),
    "arm": ("arch/arm/tools/syscall.tbl", "common eabi", 0, False),
    "arm64": ("arch/arm64/tools/syscall_64.tbl",
              "common 64 renameat rlimit memfd_secret", 0, False),
    "loongarch64": ("scripts/syscall.tbl", "common 64 memfd_secret", 0, False),
    "riscv64": ("scripts/syscall.tbl", "common 64 riscv rlimit memfd_secret",
                0, False),
    "m68k": ("arch/m68k/kernel/syscalls/syscall.tbl", "common", 0, False),
    "mips": ("arch/mips/kernel/syscalls/syscall_o32.tbl", "o32", 4000, False),
    "mips64": ("arch/mips/kernel/syscalls/syscall_n64.tbl", "n64 common", 5000,
               False),
    "mips64n32": ("arch/mips/kernel/syscalls/syscall_n32.tbl", "n32", 6000,
                  False),
    "parisc": ("arch/parisc/kernel/syscalls/syscall.tbl", "common 32", 0,
               False),
    "parisc64": ("arch/parisc/kernel/syscalls/syscall.tbl", "common 64", 0,
                 False),
    "ppc": ("arch/powerpc/kernel/syscalls/syscall.tbl", "common nospu 32", 0,
            False),
    "ppc64": ("arch/powerpc/kernel/syscalls/syscall.tbl", "common nospu 64",
              0, False),
    "s390": ("arch/s390/kernel/syscalls/syscall.tbl", "common 32", 0, True),
    "s390x": ("arch/s390/kernel/syscalls/syscall.tbl", "common 64", 0, False),
    "sh": ("arch/sh/kernel/syscalls/syscall.tbl", "common", 0, False),
}


def table(tree, arch):
    """{name: (number, entry, compat entry or None)} of an arch."""
    path, abis, base, compat = TABLES[arch]
    abis = abis.split()
    out = {}
    for line in open(os.path.join(tree, path)):
        f = line.split("#")[0].split()
        if len(f) < 3 or f[1] not in abis:
            continue
        entry = f[3] if len(f) > 3 else None
        other = f[4] if len(f) > 4 and f[4] not in ("-", "noreturn") else None
        if compat and other:
            entry, other = other, entry
        if entry in (None, "-"):
            entry = other
        if entry is None:
            continue
        out[f[2]] = (int(f[0]) + base, entry, other)
    return out


def split(text):
    """The parts between commas that are outside brackets."""
    out, depth, cur = [], 0, ""
    for ch in text:
        if ch == "," and depth == 0:
            out.append(cur.strip())
            cur = ""
            continue
        depth += ch in "([{"
        depth -= ch in ")]}"
        cur += ch
    if cur.strip():
        out.append(cur.strip())
    return out


def tidy(ctype):
    ctype = re.sub(r"\b(__user|__kernel|__force|__iomem|register)\b", " ",
                   ctype)
    ctype = re.sub(r"\s+", " ", ctype).strip()
    return re.sub(r"\s*\*", " *", ctype).replace("* *", "**").strip()


def blank(text):
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    return re.sub(r"//[^\n]*", " ", text)


MACRO = re.compile(
    r"\b((?:COMPAT_|PPC32_|KLP_)?SYSCALL(?:32|64)?_DEFINE)([0-6])\s*\(")
PLAIN = re.compile(
    r"\b(?:asmlinkage|notrace|static|extern|__weak)?\s*"
    r"(?:asmlinkage\s+)?(?:unsigned\s+)?(?:long|int|ssize_t|void\s*\*?|"
    r"compat_ssize_t|off_t)\s+\b((?:compat_|__se_|old32_)?"
    r"(?:sys|sys32|parisc|sys_sh|ppc|ppc64|do_sys|riscv|s390|mips|oabi)"
    r"_[a-z0-9_]+|sys32_[a-z0-9_]+)\s*\(")


def closing(text, at):
    depth = 0
    for i in range(at, len(text)):
        if text[i] == "(":
            depth += 1
        elif text[i] == ")":
            depth -= 1
            if depth == 0:
                return i
    return None


def parameter(text):
    """(type, name) of a parameter as C declares it."""
    text = text.strip()
    m = re.match(r"^(.*?)\(\s*\*\s*(\w*)\s*\)\s*\(.*\)$", text)
    if m:
        return "void *", m.group(2)
    m = re.match(r"^(.*?)(\w+)\s*(\[\s*\w*\s*\])?$", text, re.S)
    if not m or not m.group(1).strip():
        return tidy(text), ""
    ctype = m.group(1) + (" *" if m.group(3) else "")
    if m.group(2) in ("int", "long", "char", "unsigned", "short", "size_t"):
        return tidy(text), ""
    return tidy(ctype), m.group(2)


def definitions(tree):
    """{entry: [(file, [(type, name) ...]) ...]}, all that there are."""
    out = {}
    files = subprocess.run(
        ["grep", "-rlE", r"SYSCALL(32|64)?_DEFINE[0-6]|asmlinkage|parisc_|"
         r"sys_.*wrapper", "--include=*.c", "--include=*.h", "."],
        cwd=tree, capture_output=True, text=True, check=False).stdout.split()
    for path in sorted(files):
        if path.startswith(("./tools/", "./samples/", "./Documentation/")):
            continue
        text = blank(open(os.path.join(tree, path), errors="replace").read())
        for m in MACRO.finditer(text):
            end = closing(text, m.end() - 1)
            if end is None:
                continue
            line = text[text.rfind("\n", 0, m.start()) + 1:m.start()]
            if "#define" in line or "##" in text[m.end():end]:
                continue
            parts = []
            for part in split(text[m.end():end]):
                pair = re.match(r"SC_ARG64\((\w+)\)$", part)
                # two places, in the arch's order of halves
                parts += (["u32", pair.group(1) + "_0", "u32",
                           pair.group(1) + "_1"] if pair else [part])
            n = int(m.group(2))
            if len(parts) != 1 + 2 * n:
                continue
            kind = m.group(1)
            # one macro for a native entry of 32 bits or a compat one
            prefixes = (["compat_sys_"] if kind in ("COMPAT_SYSCALL_DEFINE",
                                                    "SYSCALL32_DEFINE")
                        else ["compat_sys_", "sys_"]
                        if kind == "PPC32_SYSCALL_DEFINE" else ["sys_"])
            if kind == "KLP_SYSCALL_DEFINE":
                continue
            params = [(tidy(parts[1 + 2 * i]), parts[2 + 2 * i])
                      for i in range(n)]
            for prefix in prefixes:
                out.setdefault(prefix + parts[0], []).append(
                    (path[2:], params, True))
        for m in PLAIN.finditer(text):
            end = closing(text, m.end() - 1)
            if end is None:
                continue
            rest = text[end + 1:end + 40].lstrip()
            if not rest or rest[0] not in "{;":
                continue
            parts = split(text[m.end():end])
            if parts == ["void"]:
                parts = []
            params = [parameter(p) for p in parts]
            out.setdefault(m.group(1), []).append(
                (path[2:], params, rest[0] == "{"))
    return out
