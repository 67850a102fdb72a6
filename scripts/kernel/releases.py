# SPDX-License-Identifier: MIT
"""Which release of Linux brought a call to an arch."""
import gzip
import re
import subprocess

# arch: its folder in glibc, which has a table for each release since 5.5
GLIBC = {
    "x86": "i386", "amd64": "x86_64/64", "x32": "x86_64/x32", "arm": "arm",
    "arm64": "aarch64", "loongarch64": "loongarch", "m68k": "m68k",
    "mips": "mips/mips32", "mips64": "mips/mips64/n64",
    "mips64n32": "mips/mips64/n32", "parisc": "hppa",
    "ppc": "powerpc/powerpc32", "ppc64": "powerpc/powerpc64",
    "riscv64": "riscv/rv64", "s390": "s390/s390-32", "s390x": "s390/s390-64",
    "sh": "sh",
}
FIRST = {"arm64": (3, 7), "riscv64": (4, 15), "loongarch64": (5, 19)}
# Newer than the tables of glibc that were at hand; from the kernel's own
# later releases
LATER = {"file_getattr": (6, 17), "file_setattr": (6, 17),
         "listns": (6, 19), "rseq_slice_yield": (7, 0), "uprobe": (6, 18)}


# Of one arch alone: in its table after the newest of glibc's, of 6.17
LATER_ON = {("loongarch64", "memfd_secret"): (6, 18)}


def git(repo, *args):
    return subprocess.run(["git", "-C", repo] + list(args),
                          capture_output=True, text=True, check=False).stdout


def glibc(repo):
    """{arch: [(release, set of calls), ...]}, oldest first."""
    listing = "sysdeps/unix/sysv/linux/syscall-names.list"
    commits = []
    for line in git(repo, "log", "--reverse", "--format=%h %s", "--",
                    listing).split("\n"):
        m = re.search(r"^(\w+) .*(?:for|to) (?:Linux )?(\d+)\.(\d+)", line)
        if m:
            commits.append(((int(m.group(2)), int(m.group(3))), m.group(1)))
    out = {}
    for arch, folder in GLIBC.items():
        path = "sysdeps/unix/sysv/linux/%s/arch-syscall.h" % folder
        for release, commit in commits:
            text = git(repo, "show", "%s:%s" % (commit, path))
            calls = set(re.findall(r"#define __NR_(\w+)", text))
            if calls:
                out.setdefault(arch, []).append((release, calls))
    return out


def names(repo):
    """[(release, set of names)], of all arches together, since 4.13."""
    listing = "sysdeps/unix/sysv/linux/syscall-names.list"
    out = []
    for line in git(repo, "log", "--reverse", "--format=%h %s", "--",
                    listing).split("\n"):
        m = re.search(r"^(\w+) .*(?:for|to) (?:Linux )?(\d+)\.(\d+)", line)
        if m:
            text = git(repo, "show", "%s:%s" % (m.group(1), listing))
            out.append(((int(m.group(2)), int(m.group(3))),
                        {l.strip() for l in text.split("\n")
                         if l and l[0].islower() or l[:1] == "_"}))
    return out


def manual(path):
    """{call: release}, from syscalls(2)."""
    return read(gzip.open(path, "rt", errors="replace").read())


def read(text):
    out = {}
    text = re.sub(r"T\{\n(.*?)\nT\}", lambda m: m.group(1).replace("\n", " "),
                  text, flags=re.S)
    for line in text.split("\n"):
        m = re.match(r"(?:\\f\[?B\]?(\w+)\\f(?:\[\]|P)|\.BR (\w+)) ?\(2\)\t"
                     r"(?:\.\S+ )?(\d+)\.(\d+)(?:\.(\d+))?", line)
        if m:
            out[m.group(1) or m.group(2)] = tuple(
                int(x) for x in m.groups()[2:] if x)
    return out


# Calls of System V IPC that became calls of their own beside `ipc` in 5.1,
# and those of sockets beside `socketcall` in 4.3
IPC = {"semget", "semctl", "shmget", "shmctl", "shmat", "shmdt", "msgget",
       "msgsnd", "msgrcv", "msgctl"}
SOCKETS = range(359, 374)
# glibc's name for the same number
ALSO = {"arm_sync_file_range": "sync_file_range2"}


def born(arch, call, number, tables, names, told):
    """The release that brought a call to an arch, or None."""
    if call in LATER:
        return LATER[call]
    if (arch, call) in LATER_ON:
        return LATER_ON[arch, call]
    call = ALSO.get(call, call)
    for (_, older), (release, newer) in zip(tables, tables[1:]):
        if call in newer and call not in older:
            return release
    # arm's private calls (0xf0000 up) are no new ones
    newest = tables[-1][1] if tables else names[-1][1]
    if call not in newest and 460 < number < 1000:
        return (7, 3)
    if tables and call not in tables[0][1] and call not in tables[-1][1]:
        return None  # a number that is no call any more
    first = FIRST.get(arch)
    if arch in ("x86", "s390", "s390x", "m68k", "ppc", "sh", "ppc64",
                "mips") and call in IPC and 393 <= number <= 402:
        return (5, 1)
    if arch in ("x86", "s390", "s390x") and number in SOCKETS:
        return (4, 3)
    general = told.get(call)
    for (_, older), (release, newer) in zip(names, names[1:]):
        if call in newer and call not in older and (
                general is None or general < release):
            general = release if general is None else general
    if general is None:
        return first
    return max(general, first) if first else general
