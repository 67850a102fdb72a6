# SPDX-License-Identifier: MIT
"""The names that section 2 of the manual has for the arguments of calls."""
import glob
import gzip
import os
import re

from source import closing, split

FONT = re.compile(r"\\f[BIRP]|\\&|\\%|\\c|\\/")


def words(rest):
    return [a if a else b for a, b in
            re.findall(r'"((?:[^"]|"")*)"|(\S+)', rest)]


def synopsis(text):
    out, on = [], False
    for line in text.split("\n"):
        if re.match(r"\.S[hH] ", line):
            on = "SYNOPSIS" in line
            continue
        if not on:
            continue
        m = re.match(r"\.(B|I|BI|BR|IB|IR|RB|RI)\s+(.*)$", line)
        if m:
            parts = words(m.group(2))
            line = (" " if len(m.group(1)) == 1 else "").join(parts)
        elif line.startswith("."):
            if line.startswith(".P") or line.startswith(".SY"):
                out.append(";")
            continue
        out.append(FONT.sub("", line).replace("\\-", "-"))
    text = " ".join(out)
    return re.sub(r"/\*.*?\*/", " ", text.replace("\\~", " "))


def name(text):
    text = re.sub(r"\[[^\]]*\]", "", text)
    m = re.search(r"\(\s*\*\s*_?\w*\s*(\w*)\s*\)\s*\(", text)
    if m:
        return m.group(1)
    m = re.search(r"(\w+)\s*$", text.replace("restrict", " "))
    return m.group(1) if m else ""


def prototypes(folder):
    """{function: [[names], ...]}, every prototype of the pages."""
    out = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.2*.gz"))):
        text = synopsis(gzip.open(path, "rt", errors="replace").read())
        for m in re.finditer(r"(\w+)\s*\(", text):
            end = closing(text, m.end() - 1)
            if end is None or not re.match(r"\s*;", text[end + 1:]):
                continue
            parts = split(text[m.end():end])
            function = m.group(1)
            if function == "syscall" and parts:
                call = re.match(r"SYS_(\w+)$", parts[0])
                if not call:
                    continue
                function, parts = call.group(1), parts[1:]
            if parts == ["void"]:
                parts = []
            out.setdefault(function, []).append(
                [name(p) if "..." not in p else "..." for p in parts])
    return out


# Calls that the manual tells under another function's name
TOLD_AS = {
    "fadvise64": "posix_fadvise",
    "newfstatat": "fstatat", "fstatat64": "fstatat", "_newselect": "select",
    "pselect6": "pselect", "prlimit64": "prlimit", "ugetrlimit": "getrlimit",
    "_llseek": "_llseek", "rt_sigaction": "sigaction",
    "rt_sigprocmask": "sigprocmask", "rt_sigpending": "sigpending",
    "rt_sigsuspend": "sigsuspend", "rt_sigtimedwait": "sigtimedwait",
    "fchmodat2": "fchmodat", "lchown32": "lchown", "pread64": "pread",
    "pwrite64": "pwrite", "umount": "umount2", "waitpid": "waitpid",
    "fcntl64": "fcntl", "sendfile64": "sendfile", "mmap2": "mmap2",
    "_sysctl": "_sysctl",
    "clock_getres_time64": "clock_getres", "oldstat": "stat",
    "oldfstat": "fstat", "oldlstat": "lstat", "ppoll": "ppoll",
}
# What the pages say otherwise than by a prototype with the call's own
# arguments: a wrapper's arguments, or one function for several calls
BY_HAND = {
    "clone": {"clone_flags": "flags", "newsp": "stack",
              "parent_tidptr": "parent_tid", "child_tidptr": "child_tid",
              "tls": "tls"},
    "fcntl": {"fd": "fd", "cmd": "cmd", "arg": "arg"},
    "ioctl": {"fd": "fd", "cmd": "request", "arg": "argp"},
    "futex": {"uaddr": "uaddr", "op": "futex_op", "val": "val",
              "utime": "timeout", "uaddr2": "uaddr2", "val3": "val3"},
    "getrandom": {"ubuf": "buf", "len": "buflen", "flags": "flags"},
    "prctl": {"option": "option"},
    "seccomp": {"op": "operation", "flags": "flags", "uargs": "args"},
    "keyctl": {"option": "operation"},
    "quotactl": {"cmd": "cmd", "special": "special", "id": "id",
                 "addr": "addr"},
    "quotactl_fd": {"fd": "fd", "cmd": "cmd", "id": "id", "addr": "addr"},
    "reboot": {"magic1": "magic", "magic2": "magic2", "cmd": "cmd",
               "arg": "arg"},
    "setns": {"fd": "fd", "flags": "nstype"},
    "semctl": {"semid": "semid", "semnum": "semnum", "cmd": "cmd"},
    "msgctl": {"msqid": "msqid", "cmd": "cmd", "buf": "buf"},
    "shmctl": {"shmid": "shmid", "cmd": "cmd", "buf": "buf"},
    "bpf": {"cmd": "cmd", "uattr": "attr", "size": "size"},
    "arch_prctl": {"option": "code", "arg2": "addr"},
    "mmap": {"len": "length"},
    "mremap": {"new_addr": "new_address"},
    "mincore": {"start": "addr", "len": "length"},
    "mlock2": {"len": "len"},
    "rt_sigaction": {"sig": "signum", "act": "act", "oact": "oldact"},
    "rt_sigpending": {"uset": "set"},
    "rt_sigsuspend": {"unewset": "mask"},
    "rt_sigtimedwait": {"uthese": "set", "uinfo": "info", "uts": "timeout"},
    "waitid": {"which": "idtype", "upid": "id"},
    "fchmodat": {"dfd": "dirfd", "filename": "pathname"},
    "fchmodat2": {"dfd": "dirfd", "filename": "pathname"},
    "faccessat": {"dfd": "dirfd", "filename": "pathname"},
    "setxattrat": {"dfd": "dirfd"}, "getxattrat": {"dfd": "dirfd"},
    "listxattrat": {"dfd": "dirfd"}, "removexattrat": {"dfd": "dirfd"},
    "file_getattr": {"dfd": "dirfd", "filename": "pathname"},
    "file_setattr": {"dfd": "dirfd", "filename": "pathname"},
    "symlinkat": {"newdfd": "newdirfd"},
    "ppoll": {"ufds": "fds", "tsp": "tmo_p"},
    "signalfd4": {"ufd": "fd", "user_mask": "mask"},
    "eventfd": {"count": "initval"}, "eventfd2": {"count": "initval"},
    "preadv": {"vec": "iov", "vlen": "iovcnt", "pos_l": "offset"},
    "pwritev": {"vec": "iov", "vlen": "iovcnt", "pos_l": "offset"},
    "preadv2": {"vec": "iov", "vlen": "iovcnt", "pos_l": "offset"},
    "pwritev2": {"vec": "iov", "vlen": "iovcnt", "pos_l": "offset"},
    "getcpu": {"cpup": "cpu", "nodep": "node", "unused": "tcache"},
    "recvmmsg": {"vlen": "vlen"}, "sendmmsg": {"vlen": "vlen"},
    "process_madvise": {"vlen": "vlen", "behavior": "advice"},
    "renameat2": {"newname": "newpath"},
    "mq_getsetattr": {"u_mqstat": "newattr", "u_omqstat": "oldattr"},
    "fallocate": {"len": "len"}, "madvise": {"len_in": "length"},
    "epoll_wait": {"maxevents": "maxevents"},
    "personality": {"personality": "persona"},
}
# Names whose place the manual's wrappers moved, or that name other things
NOT = {}
moves = {}  # what a prototype has in another place than the kernel
TWIN = re.compile(r"^(.*?)(_time64|64|32)$")


def names(call, kernel, pages):
    """{kernel's name: [the manual's names, the first one first]}."""
    if call in NOT:
        return {}
    base = call
    found = []
    hand = None
    for name_ in (call, TOLD_AS.get(call), TWIN.sub(r"\1", call)):
        if name_ in BY_HAND:
            hand = BY_HAND[name_]
    for page in pages:
        for base in (call, TOLD_AS.get(call), TWIN.sub(r"\1", call),
                     TOLD_AS.get(TWIN.sub(r"\1", call))):
            if base and page.get(base):
                found += page[base]
                break
    out = {}
    if hand:
        for k, m in hand.items():
            out.setdefault(k, []).append(m)
    for proto in found:
        whole = [n for n in proto if n != "..."]
        if len(whole) > len(kernel):
            continue
        if len(proto) == len(whole) and len(whole) != len(kernel):
            continue  # a wrapper's own arguments
        if any(re.search(r"[A-Z]|^\d", n) for n in whole):
            continue  # one use of the call only
        moved = [(k, m) for k, m in zip(kernel, whole)
                 if m in kernel and m != k]
        if moved and not hand:
            moves.setdefault(call, set()).update(moved)
            continue  # in another order, or of other arguments
        for k, m in zip(kernel, whole):
            if m and not (hand and k in hand and call == "clone"):
                if m not in out.setdefault(k, []):
                    out[k].append(m)
    return out
