# SPDX-License-Identifier: MIT
"""peer.py WORK RULES N BATCHES: what peer.c does, with libseccomp's own Python
binding."""
import sys
import time

import seccomp

OPS = [None, seccomp.NE, seccomp.LT, seccomp.LE, seccomp.EQ, seccomp.GE,
       seccomp.GT, seccomp.MASKED_EQ]


def action(word, code):
    if word == "errno":
        return seccomp.ERRNO(int(code))
    return {"allow": seccomp.ALLOW, "kill_process": seccomp.KILL_PROCESS}[word]


def read(path):
    default, arches, rules = None, [], []
    for line in open(path):
        words = line.split()
        if words[0] == "default":
            default = action(words[1], words[2])
        elif words[0] == "arch":
            name = "x86_64" if words[1] == "amd64" else words[1]
            arches.append(seccomp.Arch(name))
        else:
            conds = []
            for i in range(5, len(words), 4):
                arg, op, a, b = map(int, words[i:i + 4])
                conds.append(seccomp.Arg(arg, OPS[op], a, b))
            rules.append((action(words[1], words[2]), words[3], conds))
    return default, arches, rules


work, path, n, batches = (sys.argv[1], sys.argv[2], int(sys.argv[3]),
                          int(sys.argv[4]))
default, arches, rules = read(path)


def build():
    f = seccomp.SyscallFilter(default)
    for arch in arches:
        if not f.exist_arch(arch):
            f.add_arch(arch)
    for act, name, conds in rules:
        f.add_rule(act, name, *conds)
    return f


def names():
    native = seccomp.Arch()
    for _, name, _ in rules:
        seccomp.resolve_syscall(native, name)


def measure(run, count=1):
    start = time.process_time_ns()
    for _ in range(n):
        run()
    return (time.process_time_ns() - start) / n / count


null = open("/dev/null", "w")
for _ in range(batches):
    if work == "names":
        value = measure(names, len(rules))
    elif work == "build":
        value = measure(build)
    elif work == "program":
        value = measure(lambda: build().export_bpf(null))
    else:
        f = build()
        if work == "export":
            f.export_bpf(null)
        value = measure(f.load if work == "load" else
                        lambda: f.export_bpf(null))
    print("%.1f" % value)
