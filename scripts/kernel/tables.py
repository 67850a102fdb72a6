#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/kernel/calls_table.h and src/kernel/constants_table.h.

    scripts/kernel/tables.py DIR

DIR has what scripts/kernel/README tells: the sources, the headers made of
them, and the other public sources of facts."""
import collections
import csv
import os
import pickle
import re
import sys

import constants
import entries
import families
import manual
import releases
import source

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "..", "src", "kernel")
ARCHES = ["x86", "amd64", "x32", "arm", "arm64", "mips", "mips64",
          "mips64n32", "mipsel", "mipsel64", "mipsel64n32", "ppc", "ppc64",
          "s390", "s390x", "parisc", "parisc64", "riscv64", "loongarch64",
          "m68k", "sh", "sheb"]
SAME = {"mipsel": "mips", "mipsel64": "mips64", "mipsel64n32": "mips64n32",
        "sheb": "sh"}
BASE = {"x32": 0x40000000, "mips": 4000, "mips64": 5000, "mips64n32": 6000}
ARM_PRIVATE, ARM_AT = 0x0f0000, 0xff00
UL = "unsigned long"

# Numbers that were calls once, or never were: what older releases took
GONE = {
    "create_module": [("const char *", "name"), ("size_t", "size")],
    "query_module": [("const char *", "name"), ("int", "which"),
                     ("char *", "buf"), ("size_t", "bufsize"),
                     ("size_t *", "ret")],
    "get_kernel_syms": [("struct kernel_sym *", "table")],
    "nfsservctl": [("int", "cmd"), ("struct nfsctl_arg *", "arg"),
                   ("void *", "res")],
    "lookup_dcookie": [("u64", "cookie64"), ("char *", "buf"),
                       ("size_t", "len")],
    "_sysctl": [("struct __sysctl_args *", "args")],
    "uselib": [("const char *", "library")],
}
ARM = {"breakpoint": (1, []), "cacheflush": (2, [(UL, "start"), (UL, "end"),
       ("int", "flags")]), "usr26": (3, []), "usr32": (4, []),
       "set_tls": (5, [(UL, "val")]), "get_tls": (6, [])}
# in the tables of both ABIs' union, and of no process
NO_CALL = re.compile(r"^(unused|reserved)\d+$")


def kept(path, read):
    """What is in a file; where there is none, what is read, which is kept."""
    if not os.path.exists(path):
        value = read()
        with open(path, "wb") as out:
            pickle.dump(value, out)
    with open(path, "rb") as file:
        return pickle.load(file)


class Facts:
    def __init__(self, folder):
        self.folder = folder
        self.tree = {v: os.path.join(folder, "linux-source-" + v)
                     for v in ("7.3", "6.12")}
        self.defs = kept(os.path.join(folder, "definitions.pickle"), lambda: {
            v: source.definitions(t) for v, t in self.tree.items()})
        self.pages = [manual.prototypes(os.path.join(
            folder, p, "usr/share/man/man2")) for p in ("man603", "man620")]
        self.lib = {}
        rows = list(csv.reader(open(os.path.join(folder, "syscalls.csv"))))
        for c in range(1, len(rows[0]), 2):
            arch = {"x86_64": "amd64", "aarch64": "arm64"}.get(
                rows[0][c], rows[0][c])
            self.lib[arch] = {r[0]: int(r[c]) + BASE.get(arch, 0)
                              for r in rows[1:] if r[c] != "PNR"}

    def version(self, arch):
        # 31-bit s390 left the kernel after 6.18
        return "6.12" if arch == "s390" else "7.3"

    def calls(self, arch):
        """{name: (number, parameters, entry's own names, in memory)}."""
        version = self.version(arch)
        out = {}
        for name, (number, entry, compat) in source.table(
                self.tree[version], arch).items():
            if NO_CALL.match(name):
                continue
            params, own = entries.places(arch, name, entry, compat,
                                         self.defs[version])
            if params is None:
                params = self.gone(arch, name)
            memory = (entry in entries.MEMORY or
                      entry == "compat_sys_s390_fadvise64_64")
            out[name] = (number, params, own, memory)
        for name, number in self.lib[arch].items():
            if name in out or (arch == "arm" and name in ARM):
                continue
            params = self.gone(arch, name)
            if name not in GONE and number - BASE.get(arch, 0) > 460:
                # newer than the sources that s390 is read from
                params = entries.pick("s390x", "sys_" + name,
                                      self.defs["7.3"])
            out[name] = (number, params, None, False)
        if arch == "arm":
            for name, (number, params) in ARM.items():
                out[name] = (ARM_PRIVATE + number, params, None, False)
        return out

    @staticmethod
    def gone(arch, name):
        params = GONE.get(name, [])
        return entries.halves(arch, params) if arch in entries.WORD32 else \
            params


def opposite(params):
    """Halves of 64-bit values in the other byte order's places."""
    out = list(params)
    for i, (ctype, name) in enumerate(out):
        if ctype == "u32" and name.endswith("_high") and i + 1 < len(out) \
                and out[i + 1] == ("u32", name[:-4] + "low"):
            out[i], out[i + 1] = out[i + 1], out[i]
        elif ctype == "u32" and name.endswith("_low") and i + 1 < len(out) \
                and out[i + 1] == ("u32", name[:-3] + "high") \
                and (i == 0 or out[i - 1][1] != name[:-3] + "high"):
            out[i], out[i + 1] = out[i + 1], out[i]
    return out


HALF = re.compile(r"^(\w+)_(low|high)$")
# a loff_t of the entry, not halves that the entry itself is told
SPLIT = {"pos", "length", "offset", "len", "nbytes", "mask", "cookie64"}


def arguments(arch, call, params, own, pages, uses):
    """The rows of a call: (name, aliases, type, bits, flags, family)."""
    kernel = [n for _, n in params]
    whole = []
    for n in kernel:
        m = HALF.match(n)
        base = m.group(1) if m and call in entries.WIDE | {
            "lookup_dcookie"} else n
        if base != "unused" and base not in whole:
            whole.append(base)
    told = manual.names(call, whole, pages)
    rows = []
    for place, (ctype, name) in enumerate(params):
        if ctype is None:
            rows.append(("unused", (), "u32", 32, 0, None))
            continue
        size, signed, pointer = entries.bits(arch, ctype)
        if call == "mq_open" and name == "mode":
            size = 16  # a umode_t in what the entry calls, on every arch
        m = HALF.match(name)
        half = "_" + m.group(2) if m and m.group(1) in whole and \
            name not in whole else ""
        base = name[:-len(half)] if half else name
        given = [g + half for g in told.get(base, [])]
        if base in ("pos_l", "pos_h") and arch in entries.WORD32:
            given = []
        aliases = []
        for a in given[1:] + [name] + ([own[place][1]] if own else []):
            if given and a != given[0] and a not in aliases:
                aliases.append(a)
        if not given:
            given = [name]
            if own and own[place][1] != name:
                aliases.append(own[place][1])
        family = None
        for label in (base, given[0]):
            family = family or uses.get((call, label)) or uses.get(
                ("*", label))
        if half or pointer:
            family = None
        flags = ((1 if signed and not half else 0) | (2 if pointer else 0)
                 | (4 if entries.word(ctype) else 0))
        rows.append((given[0], tuple(aliases), ctype, size, flags, family))
    return rows


def since(folder, facts):
    """{arch: {call: release}}."""
    repo = os.path.join(folder, "glibc")
    tables, names = kept(os.path.join(folder, "releases.pickle"), lambda: (
        releases.glibc(repo), releases.names(repo)))
    told = releases.manual(os.path.join(
        folder, "man620/usr/share/man/man2/syscalls.2.gz"))
    out = {}
    for arch in source.TABLES:
        born = {}
        for call, (number, *_) in facts[arch].items():
            born[call] = releases.born(arch, call,
                                       number - BASE.get(arch, 0),
                                       tables.get(arch, []), names, told)
        out[arch] = born
    return out


class Pool:
    """Strings one after the other, each ended by a NUL."""

    def __init__(self):
        self.at, self.size, self.text = {}, 0, []

    def __call__(self, text):
        if text not in self.at:
            self.at[text] = self.size
            self.size += len(text) + 1
            self.text.append(text)
        return self.at[text]

    def c(self, name):
        lines = []
        for t in self.text:
            lines.append('    "%s\\0"' % t)
        return "static const char %s[] =\n%s;\n" % (name, "\n".join(lines))


def numbers(values, per=12):
    out, line = [], "   "
    for v in values:
        item = " %s," % v
        if len(line) + len(item) > 79:
            out.append(line)
            line = "   "
        line += item
    out.append(line)
    return "\n".join(out)


def write_row(f, name, arch, first):
    f.write('    {"%s", %#x, sizeof %s / sizeof %s[0],\n     %s, '
            '%s_by_number},\n' % (name, first, arch, arch, arch, arch))


HEAD = """/* Made by scripts/kernel/tables.py; see scripts/kernel/README.md for its
 * sources. Facts only. */
/* clang-format off */
"""


def write_calls(folder):
    facts = Facts(folder)
    calls = {a: facts.calls(a) for a in source.TABLES}
    born = since(folder, calls)
    uses = families.takes()
    used = set()
    pool = Pool()
    names = sorted({n for c in calls.values() for n in c})
    for n in names:
        pool(n)
    protos, proto_at = [], {}
    rows, row_at = [], {}
    alias, alias_at = [], {}
    heads = collections.OrderedDict()
    family_names = list(families.FAMILIES)
    release = sorted({r for b in born.values() for r in b.values() if r})
    release_at = {r: i + 1 for i, r in enumerate(release)}
    listing, orders = {}, {}
    for arch in ARCHES:
        base_arch = SAME.get(arch, arch)
        out = []
        for name, (number, params, own, memory) in calls[base_arch].items():
            if arch != base_arch and base_arch in entries.WORD32 and \
                    name in entries.WIDE | {"lookup_dcookie"}:
                params = opposite(params)
            args = arguments(base_arch, name, params, own, facts.pages, uses)
            ids = []
            for row in args:
                if row[5]:
                    used.add(row[5])
                if row not in row_at:
                    key = row[1]
                    if key not in alias_at:
                        alias_at[key] = len(alias)
                        alias += [pool(a) for a in key] + [0xffff]
                    row_at[row] = len(rows)
                    rows.append("{%d, %d, %d, %d, %d, %d}" % (
                        pool(row[0]), pool(row[2]), alias_at[key], row[3],
                        row[4],
                        family_names.index(row[5]) + 1 if row[5] else 0))
                ids.append(row_at[row])
            key = tuple(ids)
            if key not in proto_at:
                proto_at[key] = len(protos)
                protos += list(key) + [0xffff]
            rel = number - BASE.get(base_arch, 0)
            if base_arch == "arm" and rel >= ARM_PRIVATE:
                rel = rel - ARM_PRIVATE + ARM_AT
            r = born[base_arch].get(name)
            out.append((name, rel, "{%d, %d, %d, %d, %d}" % (
                pool.at[name], rel, proto_at[key], release_at.get(r, 0),
                1 if memory else 0)))
        out.sort()
        listing[arch] = [x[2] for x in out]
        orders[arch] = sorted(range(len(out)), key=lambda i: out[i][1])
    assert pool.size < 0xffff, pool.size
    with open(os.path.join(OUT, "calls_table.h"), "w") as f:
        f.write(HEAD)
        f.write(pool.c("text"))
        f.write("static const struct row rows[] = {\n%s\n};\n"
                % numbers(rows))
        f.write("static const uint16_t aliases[] = {\n%s\n};\n"
                % numbers(alias))
        f.write("static const uint16_t protos[] = {\n%s\n};\n"
                % numbers(protos))
        f.write("static const struct release releases[] = {\n    {0, 0, 0},\n"
                "%s\n};\n" % numbers(
                    "{%d, %d, %d}" % (tuple(r) + (0, 0, 0))[:3]
                    for r in release))
        for arch in ARCHES:
            f.write("static const struct call_entry %s[] = {\n%s\n};\n"
                    % (arch, numbers(listing[arch])))
            f.write("static const uint16_t %s_by_number[] = {\n%s\n};\n"
                    % (arch, numbers(orders[arch])))
        f.write("static const struct call_table tables[] = {\n")
        for arch in ARCHES:
            write_row(f, arch, arch, BASE.get(SAME.get(arch, arch), 0))
            if arch == "ppc64":
                write_row(f, "ppc64le", arch, 0)
        f.write("};\n")
    print("moved:", manual.moves)
    unused = set(families.FAMILIES) - used
    if unused:
        print("families that no argument takes:", sorted(unused))
    size = (pool.size + 10 * len(rows) + 2 * len(alias) + 2 * len(protos)
            + 10 * sum(map(len, listing.values())))
    print("calls: %d names, %d bytes" % (len(names), size))
    return calls


LABELS = {"AT_FDCWD": "AT_", "AT_ACCESS": "AT_", "AT_EXEC": "AT_",
          "AT_HANDLE": "AT_", "AT_LINK": "AT_", "AT_MOUNT": "AT_",
          "AT_STAT": "AT_", "AT_UNLINK": "AT_", "CLONE_ALONE": "CLONE_",
          "FAN_INIT": "FAN_", "FAN_MARK": "FAN_MARK_", "IN_INIT": "IN_",
          "IORING_SETUP": "IORING_REGISTER_", "IPC_CREAT": "IPC_",
          "IPC_CREAT_SHM": "IPC_", "IPC_MSG": "IPC_", "IPC_NOWAIT": "IPC_",
          "IPC_SEM": "IPC_", "IPC_SHM": "IPC_", "MS_SYNC": "MS_",
          "O_PIPE": "O_", "SOCK_ACCEPT": "SOCK_", "TFD_C": "TFD_", "W_ID": "W"}
SECOND = 255
NEGATIVE, WIDE, ABSENT = 1, 2, 3
NO_VALUE = re.compile(r"_(LAST|MAX|MASK)$|^PERF_FLAG_NONE$")
VALUES = {"FAN_MARK_IGNORED_MASK", "ARCH_GET_UNTAG_MASK"}


def write_constants(folder):
    """The table of constants. A value that holds on most arches stands with
    its name; others in lists of arches (bits, in source.TABLES' order)."""
    order = list(source.TABLES)
    values = {}
    for arch in order:
        root = os.path.join(folder, "o-%s/usr/include"
                            % constants.ARCHES[arch][0])
        found = kept(os.path.join(folder, "const-%s.pickle" % arch),
                     lambda: constants.everything(
                         arch, root, os.path.join(folder, "linux-source-7.3"),
                         families.FAMILIES))
        for name, (value, tags) in found.items():
            values.setdefault(name, ({}, set()))
            values[name][0][arch] = value
            values[name][1].update(tags)
    family_names = list(families.FAMILIES)
    pool = Pool()
    sets, set_at = [], {}
    others, wide, lines = [], [], []
    for name in sorted(values):
        on, tags = values[name]
        # masks and ends of lists are other ones in each release
        tags = ({"ioctl"} & tags) | (
            set() if NO_VALUE.search(name) and name not in VALUES
            else constants.tagged(name, families.FAMILIES))
        if "ioctl" in tags and name not in families.REQUESTS and all(
                0 <= v < families.NO_REQUEST for v in on.values()):
            tags = tags - {"ioctl"} | {""}
        key = tuple(sorted(family_names.index(t) + 1 for t in tags
                           if t in family_names))
        if not key:
            continue
        if families.SECOND.fullmatch(name):
            key += (SECOND,)
        if key not in set_at:
            set_at[key] = len(sets)
            sets += list(key) + [0]
        count = collections.Counter(
            v for v in on.values() if 0 <= v <= 0xffffffff)
        base = count.most_common(1)[0][0] if count else 0
        groups = collections.OrderedDict()
        for i, arch in enumerate(order):
            value = on.get(arch)
            if value == base:
                continue
            groups[value] = groups.get(value, 0) | 1 << i
        at = 0xffff
        if groups:
            at = len(others)
            for value, bits in groups.items():
                kind = 0
                if value is None:
                    kind, value = ABSENT, 0
                elif -0x80000000 <= value < 0:
                    kind, value = NEGATIVE, value & 0xffffffff
                elif value > 0xffffffff or value < 0:
                    kind = WIDE
                    wide.append(value)
                    value = len(wide) - 1
                others.append([bits | kind << 30, value])
            others[-1][0] |= 1 << 29
        lines.append("{%d, %du, %d, %d}" % (pool(name), base, set_at[key],
                                            at))
    assert len(others) < 0xffff and len(sets) < 0xffff
    with open(os.path.join(OUT, "constants_table.h"), "w") as f:
        f.write(HEAD)
        f.write(pool.c("text"))
        f.write("static const struct constant constants[] = {\n%s\n};\n"
                % numbers(lines))
        f.write("static const uint8_t tags[] = {\n%s\n};\n" % numbers(sets))
        f.write("static const struct other others[] = {\n%s\n};\n"
                % numbers("{%#xu, %#xu}" % tuple(o) for o in others))
        f.write("static const uint64_t wide[] = {\n%s\n};\n" % numbers(
            "%#xu" % (w & (1 << 64) - 1) for w in wide))
        f.write("static const char arches[][12] = {\n%s\n};\n" % numbers(
            '"%s"' % a for a in order))
        f.write("static const struct family families[] = {\n%s\n};\n"
                % numbers('{"%s", %d}' % (LABELS.get(n, n), flags)
                          for n, (flags, _) in families.FAMILIES.items()))
    print("constants: %d, %d bytes" % (
        len(lines), pool.size + 12 * len(lines) + len(sets)
        + 8 * len(others) + 8 * len(wide)))


if __name__ == "__main__":
    write_calls(sys.argv[1])
    write_constants(sys.argv[1])
