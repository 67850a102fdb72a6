# SPDX-License-Identifier: MIT
"""Values of constants on every arch, from headers that the kernel's sources
make for it (`make headers`), by compilers that know its sizes."""
import os
import re
import subprocess
import tempfile

GCC = " -w -nostdinc -fmax-errors=0 -ftrack-macro-expansion=0"
CLANG = "clang -w -ferror-limit=0 -nostdinc"
LOONG = ("-U__aarch64__ -D__loongarch__ -D__loongarch_lp64 "
         "-D__loongarch_grlen=64 -D__loongarch64")
# arch: its headers, its compiler. loongarch64, parisc64 and s390 have the sizes
# of others for which there is one.
ARCHES = {
    "x86": ("x86", CLANG + " --target=i386-linux-gnu"),
    "amd64": ("x86", CLANG + " --target=x86_64-linux-gnu"),
    "x32": ("x86", CLANG + " --target=x86_64-linux-gnux32"),
    "arm": ("arm", CLANG + " --target=arm-linux-gnueabi"),
    "arm64": ("arm64", CLANG + " --target=aarch64-linux-gnu"),
    "loongarch64": ("loongarch",
                    CLANG + " --target=aarch64-linux-gnu " + LOONG),
    "riscv64": ("riscv", CLANG + " --target=riscv64-linux-gnu"),
    "m68k": ("m68k", "m68k-linux-gnu-gcc-12" + GCC),
    "mips": ("mips", CLANG + " --target=mips-linux-gnu"),
    "mips64": ("mips", CLANG + " --target=mips64-linux-gnuabi64"),
    "mips64n32": ("mips", CLANG + " --target=mips64-linux-gnuabin32"),
    "parisc": ("parisc", "hppa-linux-gnu-gcc-12" + GCC),
    "parisc64": ("parisc", CLANG + " --target=s390x-linux-gnu -U__s390__ "
                 "-U__s390x__ -D__hppa__ -D__LP64__"),
    "ppc": ("powerpc", CLANG + " --target=powerpc-linux-gnu"),
    "ppc64": ("powerpc", CLANG + " --target=powerpc64-linux-gnu"),
    "s390": ("s390", CLANG + " --target=powerpc-linux-gnu -U__powerpc__ "
             "-U__PPC__ -U__powerpc -U_ARCH_PPC -D__s390__"),
    "s390x": ("s390", CLANG + " --target=s390x-linux-gnu"),
    "sh": ("sh", "sh4-linux-gnu-gcc-12" + GCC),
}

# What the kernel's user sees but no header of its interface has
INTERNAL = {
    "include/linux/socket.h": r"(AF|PF|SOL|MSG)_[A-Z0-9]\w*",
    "include/linux/fs.h": r"MNT_(FORCE|DETACH|EXPIRE)|UMOUNT_NOFOLLOW",
    "include/linux/fs/super_types.h":
        r"MNT_(FORCE|DETACH|EXPIRE)|UMOUNT_NOFOLLOW",
}
# include/linux/net.h, and arch/mips/include/asm/socket.h for mips; R_OK and
# the others are what access(2) says they are
SOCKETS = """
#include <asm/fcntl.h>
#include <asm/socket.h>
#ifdef __mips__
#define SOCK_DGRAM 1
#define SOCK_STREAM 2
#else
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#endif
#define SOCK_RAW 3
#define SOCK_RDM 4
#define SOCK_SEQPACKET 5
#define SOCK_DCCP 6
#define SOCK_PACKET 10
#define SOCK_CLOEXEC O_CLOEXEC
#ifdef __hppa__ /* arch/parisc/include/asm/socket.h, which is not exported */
#define SOCK_NONBLOCK 0x40000000
#else
#define SOCK_NONBLOCK O_NONBLOCK
#endif
#define SHUT_RD 0
#define SHUT_WR 1
#define SHUT_RDWR 2
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#define PERF_FLAG_NONE 0
"""
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)[ \t]+(\S.*)$",
                    re.M)
NUMBERS = {"asm/ioctls.h": r"(TIOC[A-Z]|TC[A-Z]|FIO)\w+",
           "asm/sockios.h": r"(SIOC|FIO)\w+",
           "linux/sockios.h": r"SIOC\w+", "linux/vt.h": r"VT_[A-Z]\w+",
           "linux/kd.h": r"(KD[A-Z]|GIO_|PIO_|KIO)[A-Z]\w*",
           "linux/loop.h": r"LOOP_[A-Z]\w+",
           "linux/cdrom.h": r"CDROM[A-Z_]\w+"}
SKIP = re.compile(r"drm/|video/|rdma/|sound/|xen/|misc/|scsi/|fwctl|cxl/|"
                  r"linux/(byteorder|netfilter|dvb|android|hsi|usb/g_|"
                  r"iio|raid/md_p|genwqe|cciss|i2o|isst|nitro|ndctl|habana)")
IOCTL = re.compile(r"\b_IO(R|W|WR|C|R_BAD|W_BAD|WR_BAD)?\s*\(")


GENERIC = re.compile(r"^asm-generic/(\w+?)(?:-common|-base|-defs)?\.h$")
cache = {}
# What headers take to be there: what a C library would have declared
TYPES = """
typedef __SIZE_TYPE__ size_t;
typedef __UINT8_TYPE__ uint8_t;
typedef __UINT16_TYPE__ uint16_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __UINT64_TYPE__ uint64_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;
struct sockaddr { unsigned short sa_family; char sa_data[14]; };
#include <linux/types.h>
#include <linux/ioctl.h>
#include <linux/time.h>
#include <linux/fcntl.h>
#include <linux/termios.h>
"""


def candidates(root, families):
    """{header: {name: (families)}} of a tree of headers."""
    if root not in cache:
        cache[root] = search(root, families)
    return dict(cache[root])


def search(root, families):
    out = {}
    for folder, _, files in os.walk(root):
        for file in sorted(files):
            path = os.path.relpath(os.path.join(folder, file), root)
            if not path.endswith(".h") or SKIP.match(path):
                continue
            text = open(os.path.join(root, path), errors="replace").read()
            # an arch has what its own header takes from there, or nothing
            path = GENERIC.sub(r"asm/\1.h", path)
            if not os.path.exists(os.path.join(root, path)):
                continue
            text = re.sub(r"\\\n", " ", text)
            text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
            names = {}
            for m in DEFINE.finditer(text):
                name, body = m.group(1), m.group(2)
                tags = tagged(name, families)
                if IOCTL.search(body) or (
                        path in NUMBERS
                        and re.fullmatch(NUMBERS[path], name)):
                    tags.add("ioctl")
                if tags:
                    names[name] = tags
            for m in re.finditer(r"\benum\b[^{;]*\{(.*?)\}", text, re.S):
                for part in m.group(1).split(","):
                    e = re.match(r"\s*(?:#[^\n]*\n\s*)*([A-Za-z_]\w*)", part)
                    if e:
                        tags = tagged(e.group(1), families)
                        if tags:
                            names[e.group(1)] = tags
            for name, tags in names.items():
                out.setdefault(path, {}).setdefault(name, set()).update(tags)
    return out


def tagged(name, families):
    if "any" not in cache:
        cache["any"] = re.compile("|".join(
            "(?:%s)" % p for _, p in families.values() if p))
    if not cache["any"].fullmatch(name):
        return set()
    return {f for f, (_, pattern) in families.items()
            if pattern and re.fullmatch(pattern, name)}


def internal(tree):
    out = [SOCKETS]
    for path, pattern in INTERNAL.items():
        file = os.path.join(tree, path)
        if not os.path.exists(file):
            continue
        text = re.sub(r"/\*.*?\*/", " ", open(file).read(), flags=re.S)
        for m in DEFINE.finditer(text):
            if re.fullmatch(pattern, m.group(1)):
                out.append("#define %s %s" % m.groups())
    return "\n".join(out) + "\n"


def evaluate(arch, root, prelude, names):
    """{name: value} of what a piece of C defines on an arch."""
    _, compiler = ARCHES[arch]
    base = compiler.split() + ["-std=gnu11", "-I", root,
                               "-D__user=", "-D__EXPORTED_HEADERS__"]
    wanted = sorted(names)
    values = {}
    with tempfile.TemporaryDirectory() as tmp:
        source = os.path.join(tmp, "c.c")
        for _ in range(16):
            lines = prelude.rstrip("\n").split("\n")
            places = {}
            for i, name in enumerate(wanted):
                for half, shift in (("l", 0), ("h", 32)):
                    places[len(lines) + 1] = name
                    lines.append(
                        "const unsigned int %s_%d = (unsigned int)"
                        "((long long)(%s) >> %d);" % (half, i, name, shift))
            open(source, "w").write("\n".join(lines) + "\n")
            run = subprocess.run(base + ["-S", "-o", tmp + "/c.s", source],
                                 capture_output=True, text=True, check=False)
            if run.returncode == 0:
                break
            bad = {places[int(m.group(1))] for m in re.finditer(
                r"c\.c:(\d+):\d+: error", run.stderr)
                if int(m.group(1)) in places}
            if not bad:
                return {}
            wanted = [n for n in wanted if n not in bad]
        else:
            return {}
        if not wanted:
            return {}
        values = assembly(open(tmp + "/c.s").read(), wanted)
    return values


def assembly(text, wanted):
    """The words that a compiler wrote for the halves of each value."""
    halves, label = {}, None
    for line in text.split("\n"):
        m = re.match(r"^([lh]_\d+):?\s*(?:[#;@!|/].*)?$", line)
        if m:
            label = m.group(1)
            continue
        m = re.match(r"\s*\.(long|4byte|word|int|uaword|zero|space|skip)\s+"
                     r"(-?(?:0x)?[0-9a-f]+)", line)
        if m and label:
            value = (0 if m.group(1) in ("zero", "space", "skip")
                     else int(m.group(2), 0))
            halves[label] = value & 0xffffffff
            label = None
    out = {}
    for i, name in enumerate(wanted):
        value = halves["h_%d" % i] << 32 | halves["l_%d" % i]
        out[name] = value - (1 << 64) if value >= 1 << 63 else value
    return out


def everything(arch, root, tree, families):
    """{name: (value, families)} of an arch."""
    out = {}
    found = candidates(root, families)
    found[None] = {n: tagged(n, families) for n in re.findall(
        r"#define (\w+)", internal(tree)) if tagged(n, families)}
    # the headers that have a family's own home come last, and win
    for header in sorted(found, key=lambda h: (h is None, h or "")):
        names = found[header]
        prelude = (internal(tree) if header is None else
                   TYPES + "#include <%s>\n" % header)
        for name, value in evaluate(arch, root, prelude, names).items():
            tags = set(names[name])
            if name in out:
                tags |= out[name][1]
            out[name] = (value, tags)
    return out
