#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second opinion on programs, policies and filters, from the SMT solver Z3.

Reads questions, a JSON object a line, and answers each with a line:

    none                    there is no such call: proven
    unknown                 the solver gave up
    call NR ARCH IP A0 ... A5 LEFT RIGHT     a call, in hex

then " / LEFT RIGHT" for each call the question brought along as `witnesses`:
what the two sides make of it. Every value of the sixteen words is a call: what
a kernel shows above the low 32 bits of a 32-bit arch's arguments is whatever
the caller's registers held.

Written from seccomp(2), linux/filter.h, linux/audit.h, the kernel's
seccomp_filter.rst and the definition of a policy, and from nothing of src/:
what both say may be believed.

Questions (numbers may be negative; they are taken modulo their width):

    {"ask": "diff" | "most", "big": bool, "p": hex, "q": hex}
    {"ask": "policy", "big": bool, "p": hex, "policy": {...}}
    {"ask": "either", "big": bool, "p": hex, "q": hex, "r": hex}
    {"ask": "verify" | "overlap", "big": bool, "p": hex, "policy": {...}}

`except`, a list of {arch, nr, left, right}, asks for a call beyond those.
`timeout` is in seconds; with `solve` false, or a policy of an arch that has no
numbers here, only the witnesses are judged, and the answer begins with "skipped".
"""
import json
import sys

import z3

U32, U64 = (1 << 32) - 1, (1 << 64) - 1

# --- what a kernel shows a filter ---------------------------------------------

NR, ARCH, IP_LO, IP_HI = range(4)


def lo(arg):
    return 4 + 2 * arg


def hi(arg):
    return 5 + 2 * arg


FIELDS = (["nr", "arch", "ip.lo", "ip.hi"] +
          ["a%d.%s" % (i, half) for i in range(6) for half in ("lo", "hi")])
CALL = [z3.BitVec(name, 32) for name in FIELDS]


def in_memory(fields, big):
    """The sixteen words as they lie in struct seccomp_data."""
    words = list(fields)
    if big:
        for i in range(2, 16, 2):
            words[i], words[i + 1] = words[i + 1], words[i]
    return words


B64, LE, N32 = 0x80000000, 0x40000000, 0x20000000
EM_386, EM_MIPS, EM_PPC, EM_PPC64, EM_S390, EM_ARM = 3, 8, 20, 21, 22, 40
EM_X86_64, EM_AARCH64 = 62, 183

I386 = EM_386 | LE
X86_64 = EM_X86_64 | LE | B64


# --- what a returned value means ----------------------------------------------

KILL_PROCESS, KILL_THREAD, TRAP = 0x80000000, 0, 0x00030000
ERRNO, NOTIFY, TRACE = 0x00050000, 0x7fc00000, 0x7ff00000
LOG, ALLOW = 0x7ffc0000, 0x7fff0000
DATALESS = (KILL_THREAD, NOTIFY, LOG, ALLOW)


def canonical(value):
    """The value that means the same to the kernel, of an int or a term."""
    if isinstance(value, int):
        action, data = value & 0xffff0000, value & 0xffff
        if action == ERRNO:
            return ERRNO | min(data, 4095)
        if action in (TRAP, TRACE):
            return value
        return action if action in DATALESS else KILL_PROCESS
    action, data = value & 0xffff0000, value & 0xffff
    return z3.If(
        action == ERRNO,
        z3.If(z3.UGT(data, 4095), term(ERRNO | 4095), value),
        z3.If(z3.Or(action == TRAP, action == TRACE), value,
              z3.If(z3.Or([action == a for a in DATALESS]), action,
                    term(KILL_PROCESS))))


def term(number):
    return z3.BitVecVal(number, 32)


RANKS = (KILL_PROCESS, KILL_THREAD, TRAP, ERRNO, NOTIFY, TRACE, LOG, ALLOW)


def exceeds(left, right):
    """Where the canonical value left permits what right does not."""
    def rank(value):
        action, r = value & 0xffff0000, z3.BitVecVal(0, 8)
        for i, one in enumerate(RANKS):
            r = z3.If(action == one, z3.BitVecVal(2 * i, 8), r)
        return z3.If(value == ERRNO, z3.BitVecVal(2 * RANKS.index(ERRNO) + 1,
                                                  8), r)

    def is_trace(value):
        return value & 0xffff0000 == TRACE
    return z3.If(z3.And(is_trace(left), is_trace(right)), left != right,
                 z3.UGT(rank(left), rank(right)))


# --- classic BPF ----------------------------------------------------------------

LD, LDX, ST, STX, ALU, JMP, RET, MISC = range(8)
IMM, ABS, MEM, LEN = 0x00, 0x20, 0x60, 0x80
ADD, SUB, MUL, DIV, OR, AND, LSH, RSH, NEG, XOR = (
    0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80, 0xa0)
JA, JEQ, JGT, JGE, JSET = 0x00, 0x10, 0x20, 0x30, 0x40
SRC_X, RVAL_A, TXA = 0x08, 0x10, 0x80


def decode(text, big):
    data, order = bytes.fromhex(text), "big" if big else "little"
    return [(int.from_bytes(data[i:i + 2], order), data[i + 2], data[i + 3],
             int.from_bytes(data[i + 4:i + 8], order))
            for i in range(0, len(data), 8)]


class Machine:
    """The operations on words, either on terms or on plain numbers."""

    alu = {
        ADD: lambda a, b: a + b, SUB: lambda a, b: a - b,
        MUL: lambda a, b: a * b, OR: lambda a, b: a | b,
        AND: lambda a, b: a & b, XOR: lambda a, b: a ^ b,
        LSH: lambda a, b: a << (b & 31),
    }


class Terms(Machine):
    word = staticmethod(term)
    alu = dict(Machine.alu)
    alu[DIV] = z3.UDiv
    alu[RSH] = lambda a, b: z3.LShR(a, b & 31)
    test = {JEQ: lambda a, b: a == b, JGT: z3.UGT, JGE: z3.UGE,
            JSET: lambda a, b: a & b != 0}


class Numbers(Machine):
    word = staticmethod(lambda number: number)
    alu = dict(Machine.alu)
    alu[DIV] = lambda a, b: a // b
    alu[RSH] = lambda a, b: a >> (b & 31)
    test = {JEQ: lambda a, b: a == b, JGT: lambda a, b: a > b,
            JGE: lambda a, b: a >= b, JSET: lambda a, b: a & b != 0}


def straight(machine, insn, state, words):
    """What one instruction that neither jumps nor returns makes of a state,
    (A, X, M)."""
    a, x, m = state
    code, k = insn[0], insn[3]
    kind, mode = code & 7, code & 0xe0
    if kind in (LD, LDX):
        value = {IMM: lambda: machine.word(k), ABS: lambda: words[k // 4],
                 MEM: lambda: m[k], LEN: lambda: machine.word(64)}[mode]()
        return (value, x, m) if kind == LD else (a, value, m)
    if kind in (ST, STX):
        m = dict(m)
        m[k] = a if kind == ST else x
        return a, x, m
    if kind == MISC:
        return (x, x, m) if code & 0xf8 == TXA else (a, a, m)
    assert kind == ALU
    op = code & 0xf0
    if op == NEG:
        return machine.word(0) - a, x, m
    return machine.alu[op](a, x if code & SRC_X else machine.word(k)), x, m


def run(program, words):
    """The canonical value that a program returns for one call, of numbers."""
    pc, state = 0, (0, 0, {})
    while True:
        insn = program[pc]
        code, jt, jf, k = insn
        a, x, _ = state
        pc += 1
        if code & 7 == RET:
            return canonical(a if code & 0x18 == RVAL_A else k)
        if code & 7 == JMP:
            if code & 0xf0 == JA:
                pc += k
            else:
                holds = Numbers.test[code & 0xf0](a, x if code & SRC_X else k)
                pc += jt if holds else jf
            continue
        if code & 7 == ALU and code & 0xf0 == DIV and code & SRC_X and x == 0:
            return canonical(0)
        a, x, m = straight(Numbers, insn, state, words)
        state = a & U32, x & U32, m


def choose(edges, values):
    """The value of the edge that was taken; all but one need their condition
    asked."""
    result = values[-1]
    for (condition, _), value in zip(edges[-2::-1], values[-2::-1]):
        if not result.eq(value):
            result = z3.If(condition, value, result)
    return result


def arrive(edges):
    """Joins the states on the edges that lead to an instruction."""
    if len(edges) == 1:
        return edges[0]
    condition = z3.simplify(z3.Or([c for c, _ in edges]))
    states = [state for _, state in edges]
    # what not every path has stored, no valid program loads
    stored = set(states[0][2]).intersection(*(s[2] for s in states[1:]))
    return condition, (choose(edges, [s[0] for s in states]),
                       choose(edges, [s[1] for s in states]),
                       {i: choose(edges, [s[2][i] for s in states])
                        for i in stored})


def returned(program, words):
    """The canonical value that a program returns, as a term over the words.
    Paths join where jumps meet, so there is one term for each instruction."""
    arriving = [[] for _ in program]
    arriving[0].append((z3.BoolVal(True), (term(0), term(0), {})))
    returns = {}

    def leave(condition, value):
        value = canonical(value)
        value = term(value) if isinstance(value, int) else value
        returns.setdefault(value.get_id(), (value, []))[1].append(condition)

    for pc, insn in enumerate(program):
        if not arriving[pc]:
            continue
        here, state = arrive(arriving[pc])
        arriving[pc] = None
        code, jt, jf, k = insn
        a, x, _ = state
        if code & 7 == RET:
            leave(here, a if code & 0x18 == RVAL_A else k)
        elif code & 7 == JMP and code & 0xf0 == JA:
            arriving[pc + 1 + k].append((here, state))
        elif code & 7 == JMP:
            test = Terms.test[code & 0xf0](a, x if code & SRC_X else term(k))
            test = z3.simplify(test)
            if jt == jf or z3.is_true(test):
                arriving[pc + 1 + jt].append((here, state))
            elif z3.is_false(test):
                arriving[pc + 1 + jf].append((here, state))
            else:
                arriving[pc + 1 + jt].append((z3.And(here, test), state))
                arriving[pc + 1 + jf].append((z3.And(here, z3.Not(test)),
                                              state))
        else:
            if code & 7 == ALU and code & 0xf0 == DIV and code & SRC_X:
                leave(z3.And(here, x == 0), 0)
                here = z3.And(here, x != 0)
            arriving[pc + 1].append((here, straight(Terms, insn, state,
                                                    words)))
    groups = list(returns.values())
    result = groups[-1][0]
    for value, conditions in groups[-2::-1]:
        result = z3.If(z3.Or(conditions), value, result)
    return result


# --- policies -------------------------------------------------------------------

NUMBERS = {
    "amd64": dict(read=0, write=1, ioctl=16, shmget=29, shmat=30, socket=41,
                  connect=42, accept=43, semop=65, msgsnd=69, personality=135,
                  openat=257),
    "x32": dict(read=0, write=1, ioctl=514, shmget=29, shmat=30, socket=41,
                connect=42, accept=43, semop=65, msgsnd=69, personality=135,
                openat=257),
    "x86": dict(read=3, write=4, ioctl=54, socketcall=102, ipc=117,
                personality=136, openat=295, socket=359, connect=362,
                shmget=395, shmat=397, msgsnd=400),
    "arm": dict(read=3, write=4, ioctl=54, personality=136, socket=281,
                connect=283, accept=285, semop=298, msgsnd=301, shmat=305,
                shmget=307, openat=322),
    "arm64": dict(ioctl=29, openat=56, read=63, write=64, personality=92,
                  msgsnd=189, semop=193, shmget=194, shmat=196, socket=198,
                  accept=202, connect=203),
    "s390x": dict(read=3, write=4, ioctl=54, socketcall=102, ipc=117,
                  personality=136, openat=288, socket=359, connect=362,
                  shmget=395, shmat=397, msgsnd=400),
    "ppc64": dict(read=3, write=4, ioctl=54, socketcall=102, ipc=117,
                  personality=136, openat=286, socket=326, connect=328,
                  accept=330, shmget=395, shmat=397, msgsnd=400),
    "mips": dict(read=4003, write=4004, ioctl=4054, socketcall=4102, ipc=4117,
                 personality=4136, accept=4168, connect=4170, socket=4183,
                 openat=4288, shmget=4395, shmat=4397, msgsnd=4400),
    "mips64n32": dict(read=6000, write=6001, ioctl=6015, shmget=6028,
                      shmat=6029, socket=6040, connect=6041, accept=6042,
                      semop=6063, msgsnd=6067, personality=6132, openat=6251),
}
NUMBERS["s390"] = NUMBERS["s390x"]
NUMBERS["ppc64le"] = NUMBERS["ppc"] = NUMBERS["ppc64"]
X32_BIT = 0x40000000
NUMBERS["x32"] = {name: nr | X32_BIT for name, nr in NUMBERS["x32"].items()}

TOKENS = {
    "amd64": X86_64, "x32": X86_64, "x86": I386, "arm": EM_ARM | LE,
    "arm64": EM_AARCH64 | LE | B64, "s390": EM_S390, "s390x": EM_S390 | B64,
    "ppc": EM_PPC, "ppc64": EM_PPC64 | B64, "ppc64le": EM_PPC64 | B64 | LE,
    "mips": EM_MIPS, "mips64n32": EM_MIPS | B64 | N32,
}

# linux/net.h, linux/ipc.h
SUBCALLS = {"socket": ("socketcall", 1), "connect": ("socketcall", 3),
            "accept": ("socketcall", 5), "semop": ("ipc", 1),
            "msgsnd": ("ipc", 11), "shmat": ("ipc", 21), "shmget": ("ipc", 23)}


def is_narrow(arch):
    """Whether calls of an arch use the low words of their arguments only."""
    return not TOKENS[arch] & B64


def holds(condition, call, arch):
    if "any" in condition:
        return z3.Or([holds(one, call, arch) for one in condition["any"]])
    arg, op, bits = condition["arg"], condition["op"], condition["width"]
    if is_narrow(arch) and not condition.get("raw"):
        bits = min(bits, 32)
    whole = z3.Concat(call[hi(arg)], call[lo(arg)])
    value = z3.ZeroExt(64 - bits, z3.Extract(bits - 1, 0, whole))
    a = z3.BitVecVal(condition["a"], 64)
    if op == "masked_eq":
        return value & a == z3.BitVecVal(condition["b"], 64)
    return {"==": lambda: value == a, "!=": lambda: value != a,
            "<": lambda: z3.ULT(value, a), "<=": lambda: z3.ULE(value, a),
            ">": lambda: z3.UGT(value, a), ">=": lambda: z3.UGE(value, a)}[op]()


def subcall(call, name):
    """Whether a call of a multiplexer is this call: an int that the kernel
    takes, of which ipc has a version in the upper half."""
    mux, sub = SUBCALLS[name]
    return call[lo(0)] & (0xffff if mux == "ipc" else U32) == sub


def applies(rule, arch):
    return rule.get("arches") is None or arch in rule["arches"]


def through(arch, call, name, strict):
    """Where a call of a multiplexer counts as this call. For libseccomp that
    is the plain number alone, and what else the kernel takes for it gets the
    default: not `strict`, that is good enough where it permits no more."""
    numbers = NUMBERS[arch]
    mux, sub = SUBCALLS[name]
    plain = call[lo(0)] == sub
    if not is_narrow(arch):
        plain = z3.And(plain, call[hi(0)] == 0)
    return z3.And(call[NR] == numbers[mux],
                  subcall(call, name) if strict else plain)


def matches(rule, arch, call, plain, strict=True):
    """Where a rule matches a call of the arch. plain(name): whether its calls
    through a multiplexer count."""
    numbers, conditions = NUMBERS[arch], rule.get("when") or []
    ways = []
    for name in rule["names"]:
        if isinstance(name, int):
            ways.append(call[NR] == (name & U32))
            continue
        if isinstance(name, list):
            ways.append(within(call, *name))
            continue
        if name in numbers:
            ways.append(call[NR] == numbers[name])
        mux = SUBCALLS.get(name, (None,))[0]
        if mux in numbers and not conditions and plain(mux):
            ways.append(through(arch, call, name, strict))
    return z3.And(z3.Or(ways), *[holds(c, call, arch) for c in conditions])


def by_arch(policy, call, inside):
    """What inside(arch) says where a call belongs to that arch, else the bad
    arch's action. Numbers from 2^30 on are x32's; -1 is no call of either, and
    goes with the first of them that there is."""
    result = term(policy["bad_arch"])
    listed = policy["arches"]
    for arch in listed:
        mine = call[ARCH] == TOKENS[arch]
        if arch in ("amd64", "x32"):
            above = z3.And(z3.UGE(call[NR], X32_BIT), call[NR] != U32)
            if arch == "amd64":
                mine = z3.And(mine, z3.Not(above))
            elif "amd64" in listed:
                mine = z3.And(mine, above)
            else:
                mine = z3.And(mine, z3.Or(above, call[NR] == U32))
        result = z3.If(mine, inside(arch), result)
    return result


# The numbers of other ABIs, and of known calls above the end of the table.
SISTERS = {"mips": [(5000, 5999), (6000, 6999)],
           "mips64n32": [(4000, 4999), (5000, 5999)]}
KNOWN_ABOVE = {"x32": (X32_BIT | 512, X32_BIT | 547),
               "arm": (0xf0001, 0xf0006)}


def within(call, first, last):
    return z3.And(z3.UGE(call[NR], first), z3.ULE(call[NR], last))


def on(action, arch):
    """An action on an arch, where an errno has a number of its own there."""
    return action[arch] if isinstance(action, dict) else action


def meaning(policy, call):
    """What a policy says of a call: the first rule that matches, else bad_arch
    for numbers of other ABIs, else unknown for those above the end of the table
    that are of no known call and that no rule names, else the default. A filter has no more than its
    rules and its default."""
    def inside(arch):
        rules = [r for r in policy["rules"] if applies(r, arch)]
        named = [name for r in rules for name in r["names"]]

        def plain(mux):
            number = NUMBERS[arch][mux]
            return not any(name in (mux, number) or isinstance(name, list) and
                           name[0] <= number <= name[1] for name in named)
        result = term(on(policy["default"], arch))
        if policy.get("unknown") is not None:
            beyond = z3.And(z3.UGT(call[NR], policy["ends"][arch]),
                            call[NR] != U32)
            if arch in KNOWN_ABOVE:
                beyond = z3.And(beyond,
                                z3.Not(within(call, *KNOWN_ABOVE[arch])))
            for name in named:
                if isinstance(name, list):
                    beyond = z3.And(beyond, z3.Not(within(call, *name[:2])))
                elif not isinstance(name, str):
                    beyond = z3.And(beyond, call[NR] != name)
            result = z3.If(beyond, term(on(policy["unknown"], arch)), result)
        for first, last in SISTERS.get(arch, []) if "ends" in policy else []:
            result = z3.If(within(call, first, last), term(policy["bad_arch"]),
                           result)
        for rule in reversed(rules):
            result = z3.If(matches(rule, arch, call, plain),
                           term(on(rule["action"], arch)), result)
        return result
    return by_arch(policy, call, inside)


def of_filter(policy, rule, arch, call):
    """Where a rule of a filter matches."""
    looser = z3.is_true(z3.simplify(exceeds(term(policy["default"]),
                                            term(rule["action"]))))
    return matches(rule, arch, call, lambda mux: True, looser)


def allowed(policy, call, value):
    """Whether a filter may return the canonical value: the default where no
    rule matches, else the action of one that does."""
    def inside(arch):
        pairs = [(of_filter(policy, r, arch, call), value == canonical(r["action"]))
                 for r in policy["rules"] if applies(r, arch)]
        none = z3.Not(z3.Or([m for m, _ in pairs]))
        good = z3.Or([z3.And(none, value == policy["default"])] +
                     [z3.And(m, is_it) for m, is_it in pairs])
        return z3.If(good, term(1), term(0))
    bad = policy["bad_arch"]
    named = dict(policy, bad_arch=2)
    state = by_arch(named, call, inside)
    return z3.Or(state == 1, z3.And(state == 2, value == bad))


def disputed(policy, call, value):
    """Whether a rule that matches wants another value than this."""
    def inside(arch):
        others = [z3.And(of_filter(policy, r, arch, call),
                         value != canonical(r["action"]))
                  for r in policy["rules"] if applies(r, arch)]
        return z3.If(z3.Or(others), term(1), term(0))
    return by_arch(dict(policy, bad_arch=0), call, inside) == 1


# --- answers --------------------------------------------------------------------

def number(value, bits):
    return int(value) & ((1 << bits) - 1)


def tidy(policy):
    def action(value):
        if isinstance(value, dict):
            return {arch: action(one) for arch, one in value.items()}
        return canonical(number(value, 32))

    def tidy_condition(condition):
        for one in condition.get("any", []):
            tidy_condition(one)
        for key in ("a", "b"):
            condition[key] = number(condition.get(key) or 0, 64)
    for key in ("default", "bad_arch", "unknown"):
        if policy.get(key) is not None:
            policy[key] = action(policy[key])
    for rule in policy["rules"]:
        rule["action"] = action(rule["action"])
        for condition in rule.get("when") or []:
            tidy_condition(condition)
    return policy


class Question:
    def __init__(self, asked):
        self.ask, self.big = asked["ask"], asked["big"]
        # a program changed by one bit may ask for an arch that is none of ours
        self.wanted = asked.get("solve", True) and all(
            arch in TOKENS for arch in asked.get("policy", {}).get("arches", []))
        self.timeout = asked.get("timeout", 60)
        self.p = decode(asked["p"], self.big)
        self.q = decode(asked["q"], self.big) if "q" in asked else None
        self.r = decode(asked["r"], self.big) if "r" in asked else None
        self.policy = tidy(asked["policy"]) if "policy" in asked else None
        self.beyond = asked.get("except") or []
        self.witnesses = asked.get("witnesses") or []

    def right(self, call, left):
        """The other side of the question and where it is at odds with left, as
        terms over a call."""
        if self.ask in ("diff", "most", "either"):
            right = returned(self.q, in_memory(call, self.big))
            odds = (exceeds(left, right) if self.ask == "most"
                    else left != right)
            if self.ask == "either":
                odds = z3.And(odds, left != returned(
                    self.r, in_memory(call, self.big)))
            return right, odds
        if self.ask == "policy":
            right = meaning(self.policy, call)
            return right, left != right
        # of a filter: what the first rule that matches says is one opinion
        right = meaning(dict(self.policy, unknown=None), call)
        if self.ask == "verify":
            return right, z3.Not(allowed(self.policy, call, left))
        return right, disputed(self.policy, call, left)

    def solve(self):
        if not self.wanted:
            return "skipped"
        left = returned(self.p, in_memory(CALL, self.big))
        right, odds = self.right(CALL, left)
        solver = z3.SolverFor("QF_BV")
        solver.set("timeout", int(self.timeout * 1000))
        solver.add(odds)
        for one in self.beyond:
            same = [CALL[ARCH] == number(one["arch"], 32),
                    CALL[NR] == number(one["nr"], 32)]
            if "left" in one:
                same.append(left == number(one["left"], 32))
            if "right" in one:
                same.append(right == number(one["right"], 32))
            solver.add(z3.Not(z3.And(same)))
        result = solver.check()
        if result == z3.unsat:
            return "none"
        if result == z3.unknown:
            return "unknown"
        model = solver.model()
        fields = [model.eval(f, model_completion=True).as_long() for f in CALL]
        got = model.eval(left, model_completion=True).as_long()
        assert got == run(self.p, in_memory(fields, self.big)), "encoding"
        other = model.eval(right, model_completion=True).as_long()
        if self.q:
            assert other == run(self.q, in_memory(fields, self.big)), "encoding"
        whole = [fields[i + 1] << 32 | fields[i] for i in range(2, 16, 2)]
        return "call " + " ".join("%x" % n for n in
                                  fields[:2] + whole + [got, other])

    def judge(self, witness):
        """What both sides make of a call, and whether they are at odds."""
        fields = [number(witness["nr"], 32), number(witness["arch"], 32)]
        for value in [witness["ip"]] + witness["args"]:
            value = number(value, 64)
            fields += [value & U32, value >> 32]
        call = [term(f) for f in fields]
        left = run(self.p, in_memory(fields, self.big))
        if self.q:
            right = term(run(self.q, in_memory(fields, self.big)))
            odds = (left != right if self.ask == "diff"
                    else exceeds(term(left), right))
        else:
            right, odds = self.right(call, term(left))
        odds = z3.is_true(z3.simplify(odds))
        return "%x %x%s" % (left, z3.simplify(right).as_long(),
                            "" if odds else " agreed")


def answer(line):
    question = Question(json.loads(line))
    return " / ".join([question.solve()] +
                      [question.judge(w) for w in question.witnesses])


def main():
    sys.setrecursionlimit(100000)
    for line in sys.stdin:
        print(answer(line), flush=True)


if __name__ == "__main__":
    main()
