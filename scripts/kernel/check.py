#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the tables of calls against what others know: libseccomp, strace and
kafel.

    scripts/kernel/check.py DIR

DIR as for tables.py, with `strace` and `kafel`, repositories. Prints what
differs; nothing is an error by itself, for each has facts of its own."""
import collections
import os
import re
import subprocess
import sys

import entries
import families
import source
import tables

STRACE = {
    "x86": "i386/syscallent.h", "amd64": "x86_64/syscallent.h",
    "x32": "x32/syscallent.h", "arm": "arm/syscallent.h",
    "arm64": "64/syscallent.h", "m68k": "m68k/syscallent.h",
    "mips": "mips/syscallent-o32.h", "mips64": "mips/syscallent-n64.h",
    "mips64n32": "mips/syscallent-n32.h", "parisc": "hppa/syscallent.h",
    "ppc": "powerpc/syscallent.h", "ppc64": "powerpc64/syscallent.h",
    "riscv64": "riscv64/syscallent.h", "s390": "s390/syscallent.h",
    "s390x": "s390x/syscallent.h", "sh": "sh/syscallent.h",
    "loongarch64": "loongarch64/syscallent.h",
}
KAFEL = {"x86": "i386", "amd64": "amd64", "arm": "arm", "arm64": "aarch64",
         "m68k": "m68k", "mips": "mipso32", "mips64": "mips64",
         "riscv64": "riscv64"}
MIPS = {"mips": 4000, "mips64": 5000, "mips64n32": 6000}


def show(repo, path):
    return subprocess.run(["git", "-C", repo, "show", "HEAD:" + path],
                          capture_output=True, text=True, check=False).stdout


def strace(repo, path, base, seen):
    """{number: (arguments, name)}."""
    out = {}
    path = os.path.normpath(path)
    text = show(repo, "src/linux/" + path)
    for line in text.split("\n"):
        m = re.match(r'\s*#\s*include "([^"]+)"', line)
        if m and m.group(1).endswith(".h"):
            name = m.group(1)
            for tried in (os.path.join(os.path.dirname(path), name),
                          "generic/" + name, name):
                if show(repo, "src/linux/" + os.path.normpath(tried)):
                    if tried not in seen:
                        out.update(strace(repo, tried, base, seen))
                    break
        m = re.match(r"\[\s*(BASE_NR\s*\+\s*)?(\d+)(?:\s*\+\s*)?(\d*)\s*\]"
                     r"\s*=\s*\{\s*(\d+),.*?\"(\w+)\"", line)
        if m:
            number = int(m.group(2)) + int(m.group(3) or 0)
            out[number] = (int(m.group(4)), m.group(5))
    return out


def kafel(repo, arch):
    text = show(repo, "src/syscalls/%s_syscalls.c" % KAFEL[arch])
    out = {}
    for m in re.finditer(r'\{"(\w+)",\s*(\d+),\s*\{(.*?)\}\},', text, re.S):
        out[m.group(1)] = (int(m.group(2), 0), [
            (n, int(s)) for n, s in re.findall(r'\{"(\w+)", (\d+)\}',
                                               m.group(3))])
    return out


def main(folder):
    facts = tables.Facts(folder)
    uses = families.takes()
    for arch in source.TABLES:
        calls = facts.calls(arch)
        base = tables.BASE.get(arch, 0)
        lib = facts.lib[arch]
        numbers = {n: v[0] for n, v in calls.items()}
        print("== %s: %d calls, libseccomp %d: %d in other places; only "
              "here: %s" % (
                  arch, len(calls), len(lib),
                  sum(1 for n in lib if n in numbers and lib[n] != numbers[n]
                      and not (arch == "arm" and n in tables.ARM)),
                  " ".join(sorted(set(calls) - set(lib))) or "none"))
        missing = sorted(set(lib) - set(calls))
        if missing:
            print("   only in libseccomp:", " ".join(missing))
        if arch not in STRACE:
            continue
        theirs = strace(os.path.join(folder, "strace"), STRACE[arch], base,
                        set())
        by_number = {v[0] - base: (n, v) for n, v in calls.items()}
        same = other = 0
        for number, (count, name) in sorted(theirs.items()):
            if number >= base > 0 and arch in MIPS:
                number -= base
            if number not in by_number:
                continue
            mine, (_, params, _, memory) = by_number[number]
            ours = len(params)
            if count == ours or memory:
                same += 1
            else:
                other += 1
                print("   strace: %s has %d arguments, here %d (%s)" % (
                    name, count, ours, ", ".join(p[1] for p in params)))
        print("   strace: %d calls alike, %d not" % (same, other))
        if arch not in KAFEL:
            continue
        wrong = collections.Counter()
        for name, (number, params) in kafel(
                os.path.join(folder, "kafel"), arch).items():
            if name not in calls or calls[name][3]:
                wrong["unknown here" if name not in calls else "memory"] += 1
                continue
            rows = tables.arguments(arch, name, calls[name][1],
                                    calls[name][2], facts.pages, uses)
            if calls[name][0] - base not in (number, number - base):
                print("   kafel: %s is %d, here %d" % (
                    name, number, calls[name][0]))
            if len(params) != len(rows):
                wrong["count"] += 1
                print("   kafel: %s(%s), here (%s)" % (
                    name, ", ".join(p[0] for p in params),
                    ", ".join(r[0] for r in rows)))
                continue
            for (theirs_name, size), row in zip(params, rows):
                known = {row[0]} | set(row[1])
                if theirs_name not in known:
                    wrong["name"] += 1
                    print("   kafel: %s has %s for %s" % (
                        name, theirs_name, "/".join(sorted(known))))
                if size * 8 != row[3]:
                    wrong["size"] += 1
                    print("   kafel: %s.%s has %d bits, here %d" % (
                        name, theirs_name, size * 8, row[3]))
                else:
                    wrong["same"] += 1
        print("   kafel:", dict(wrong))


if __name__ == "__main__":
    main(sys.argv[1])
