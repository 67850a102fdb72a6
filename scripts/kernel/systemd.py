#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""systemd.py VERSION=SOURCE... >lib/seccomp/kernel/systemd.lua

systemd's groups of system calls, from its sources: the oldest version whole,
of later ones what they added. Stops where a later version took a call out."""
import re
import sys
import textwrap

MARKS = re.compile(
    r'\.name\s*=\s*"(@[\w-]+)"|"([@\w-]+)\\0"|^\s*#\s*(if|endif|include)',
    re.MULTILINE)


def groups_of(source):
    """{group: [calls and groups]}; calls of one arch alone are in."""
    with open(source + "/src/shared/seccomp-util.c", encoding="utf-8") as file:
        text = file.read()
    start = text.index("syscall_filter_sets[_SYSCALL_FILTER_SET_MAX]")
    groups, name = {}, None
    for group, call, _ in MARKS.findall(text, start, text.index("\n};", start)):
        if group:
            name = group
            groups[name] = []
        elif call:
            groups[name].append(call)
    with open(source + "/src/basic/syscall-list.txt", encoding="utf-8") as file:
        groups["@known"] += file.read().split()
    return groups


def written(groups):
    """Lines of Lua."""
    lines = []
    for name in sorted(groups):
        calls = textwrap.wrap(" ".join(sorted(set(groups[name]))), 71)
        lines.append('    ["%s"] = [[' % name)
        lines += ["      " + line for line in calls]
        lines[-1] += "]],"
    return lines


def main():
    """Prints the table."""
    lines, versions, known = [], [], {}
    for argument in sys.argv[1:]:
        version, source = argument.split("=")
        groups = groups_of(source)
        added = {}
        for name in set(known) | set(groups):
            gone = set(known.get(name, ())) - set(groups.get(name, ()))
            if gone:
                sys.exit("%s: %s lost %s" % (version, name, sorted(gone)))
            more = set(groups[name]) - set(known.get(name, ()))
            if more or name not in known:
                added[name] = more
        known = groups
        versions.append(version)
        lines.append("  [%s] = {" % version)
        lines += written(added)
        lines.append("  },")
    print("--- systemd's groups of system calls, by the version that brought "
          "them.\n-- Made by scripts/kernel/systemd.py of systemd's sources.\n"
          "-- @module seccomp.kernel.systemd\nlocal M = {}\n\n"
          "--- The versions that were read, oldest first.\n"
          "M.versions = {%s}\n" % ", ".join(versions))
    print("--- What a version added to each group: calls, and other groups.\n"
          "M.added = {")
    print("\n".join(lines))
    print("}\n\nreturn M")


main()
