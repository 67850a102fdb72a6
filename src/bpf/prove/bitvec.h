/* SPDX-License-Identifier: MIT */
/* Bit vectors: 32-bit words as 32 functions of the bits of a call, and the
 * operations of BPF on them, as circuits over MTBDDs ("bit blasting"): exact,
 * for every call at once. */
#ifndef LUA_SECCOMP_BPF_PROVE_BITVEC_H
#define LUA_SECCOMP_BPF_PROVE_BITVEC_H

#include "call_order.h"
#include "mtbdd.h"

#pragma GCC visibility push(hidden)

/* A word; bit[0] the least. */
struct bitvec {
  mtbdd bit[32];
};

struct bitvec bitvec_const(uint32_t value);
struct bitvec bitvec_of_call(struct mtbdd_space *space,
                             const struct call_order *order, unsigned w);
struct bitvec bitvec_ite(struct mtbdd_space *space, mtbdd cond,
                         const struct bitvec *yes, const struct bitvec *no);
bool bitvec_equal(const struct bitvec *a, const struct bitvec *b);

/* What the arithmetic instruction BPF_CODE_ADD_K and so on leaves in A, with b
 * for k; BPF_CODE_NEG does not look at b. Divided by 0 is anything: programs
 * end there. A shift counts the low five bits of b, as the kernel does. */
struct bitvec bitvec_alu(struct mtbdd_space *space, unsigned code,
                         const struct bitvec *a, const struct bitvec *b);

/* Where the jump BPF_CODE_JEQ_K and so on is taken, with b for k. */
mtbdd bitvec_jump(struct mtbdd_space *space, unsigned code,
                  const struct bitvec *a, const struct bitvec *b);

/* The values of a word up to `last`, above those of the piece before, which get
 * the same. */
struct bitvec_piece {
  uint32_t last;
  mtbdd what;
};

/* Adds one to n pieces, the first having 0 and the last one UINT32_MAX in the
 * end; returns how many there are now. */
size_t bitvec_piece_add(struct bitvec_piece *pieces, size_t n, uint32_t last,
                        mtbdd what);

/* What calls get by the pieces that word w of theirs lies in. */
mtbdd bitvec_switch(struct mtbdd_space *space, const struct call_order *order,
                    unsigned w, const struct bitvec_piece *pieces);

/* Where word w of a call is a value; is greater than it, unsigned. */
mtbdd bitvec_is(struct mtbdd_space *space, const struct call_order *order,
                unsigned w, uint32_t value);
mtbdd bitvec_above(struct mtbdd_space *space, const struct call_order *order,
                   unsigned w, uint32_t value);

#pragma GCC visibility pop

#endif
