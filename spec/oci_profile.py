#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A reading of container profiles that shares nothing with ours: from the
runtime-spec (config-linux.md, "Seccomp") and, for what Docker and Podman have
besides, from their documents. For amd64, with numbers from the headers.

Reads questions, a JSON object a line: {"profile": text, "caps": [name],
"kernel": [major, minor], "stub": bool, "calls": [[number, arg0, ..., arg5], ...]}, a call in hex, and
answers each with a line: for each call what it may get, as "allow",
"errno(1)|log"; several where blocks that match disagree, for the runtime-spec
does not say which of them counts; "any" for numbers that the headers do not know.
runc (`stub`) has calls that are newer than
all that a profile names fail with ENOSYS.
"""
import json
import re
import sys

HEADER = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"
MASK = (1 << 64) - 1


def numbers():
    found = {}
    with open(HEADER) as header:
        for line in header:
            m = re.match(r"#define __NR_(\w+) (\d+)", line)
            if m:
                found[m.group(1)] = int(m.group(2))
    return found


NUMBERS = numbers()


def action(name, errno):
    plain = name.replace("SCMP_ACT_", "").lower()
    plain = {"kill": "kill_thread"}.get(plain, plain)
    if plain in ("errno", "trace"):
        return "%s(%d)" % (plain, 1 if errno is None else errno)
    return plain


COMPARE = {
    "SCMP_CMP_NE": lambda x, a, b: x != a,
    "SCMP_CMP_LT": lambda x, a, b: x < a,
    "SCMP_CMP_LE": lambda x, a, b: x <= a,
    "SCMP_CMP_EQ": lambda x, a, b: x == a,
    "SCMP_CMP_GE": lambda x, a, b: x >= a,
    "SCMP_CMP_GT": lambda x, a, b: x > a,
    "SCMP_CMP_MASKED_EQ": lambda x, a, b: x & a == b & a,
}


def holds(args, call):
    for arg in args or []:
        value = call[1 + arg["index"]] & MASK
        if not COMPARE[arg["op"]](value, arg.get("value", 0) & MASK,
                                  arg.get("valueTwo", 0) & MASK):
            return False
    return True


def for_this_container(block, caps, kernel):
    includes = block.get("includes") or {}
    excludes = block.get("excludes") or {}
    if includes.get("arches") and "amd64" not in includes["arches"]:
        return False
    if "amd64" in (excludes.get("arches") or []):
        return False
    if any(cap not in caps for cap in includes.get("caps") or []):
        return False
    if any(cap in caps for cap in excludes.get("caps") or []):
        return False
    least = includes.get("minKernel")
    most = excludes.get("minKernel")
    if least and tuple(int(n) for n in least.split(".")) > tuple(kernel):
        return False
    if most and tuple(int(n) for n in most.split(".")) <= tuple(kernel):
        return False
    return True


def names_of(block):
    return list(block.get("names") or []) + (
        [block["name"]] if block.get("name") else [])


def says(profile, caps, kernel, stub, call):
    found = set()
    if call[0] > max(NUMBERS.values()):
        return "any"  # newer than the headers: nobody here knows its name
    if call[0] not in NUMBERS.values() and any(
            name not in NUMBERS for block in profile.get("syscalls") or []
            for name in names_of(block)):
        return "any"  # a gap that one of those names may have filled since
    for block in profile.get("syscalls") or []:
        if (call[0] in [NUMBERS.get(name) for name in names_of(block)] and
                for_this_container(block, caps, kernel) and
                holds(block.get("args"), call)):
            found.add(action(block["action"], block.get("errnoRet")))
    if not found:
        found.add(action(profile["defaultAction"],
                         profile.get("defaultErrnoRet")))
        named = [NUMBERS.get(name, -1) for block in
                 profile.get("syscalls") or [] if
                 for_this_container(block, caps, kernel)
                 for name in names_of(block)]
        if stub and call[0] > max(named, default=-1):
            found.add("errno(38)")
    return "|".join(sorted(found))


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        profile = json.loads(asked["profile"])
        caps = asked.get("caps") or []
        calls = [[int(word, 16) for word in call] for call in asked["calls"]]
        print(" ".join(says(profile, caps, asked["kernel"], asked["stub"], call)
                       for call in calls), flush=True)


if __name__ == "__main__":
    main()
