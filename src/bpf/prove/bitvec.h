/* 32-bit words as 32 functions of the bits of a call, and what BPF computes
 * with them: for every call at once, exactly. */
#ifndef LUA_SECCOMP_BPF_BITS_H
#define LUA_SECCOMP_BPF_BITS_H

#include "mtbdd.h"

#pragma GCC visibility push(hidden)

/* The 32-bit words of struct seccomp_data in the order of little endian. */
enum call_word {
  CALL_NR,
  CALL_ARCH,
  CALL_IP_LO,
  CALL_IP_HI,
  CALL_ARG_LO, /* argument i: CALL_ARG_LO + 2 * i, its high word one more */
  CALL_ARG_HI,
  CALL_WORDS = 16
};

/* Which level each bit of a call has. arch and nr come first, so that each
 * call's rules are one small diagram below; ip, seldom looked at, last. Words
 * of one group are interleaved bit by bit: sums and comparisons of two words
 * are small in that order and beyond reach in any other. What says how far to
 * shift comes before what is shifted. */
struct call_order {
  uint16_t level[CALL_WORDS][32];
};

/* Sets of words that a program computes with together; bit w: word w. A zeroed
 * one keeps every word by itself. */
struct call_groups {
  uint16_t with[CALL_WORDS];
  uint16_t counts; /* words that say by how much others are shifted */
};

/* Puts all the words of a set in one group. */
void call_group(struct call_groups *groups, uint16_t words);

void call_order(struct call_order *order, const struct call_groups *groups);

/* A word; bit[0] the least. */
struct word {
  dd bit[32];
};

struct word word_const(uint32_t value);
struct word word_of_call(struct dd_space *space, const struct call_order *order,
                         unsigned w);
struct word word_ite(struct dd_space *space, dd cond, const struct word *yes,
                     const struct word *no);
bool word_equal(const struct word *a, const struct word *b);

/* What the arithmetic instruction BPF_CODE_ADD_K and so on leaves in A, with b
 * for k; BPF_CODE_NEG does not look at b. Divided by 0 is anything: programs
 * end there. A shift counts the low five bits of b, as the kernel does. */
struct word word_alu(struct dd_space *space, unsigned code,
                     const struct word *a, const struct word *b);

/* Where the jump BPF_CODE_JEQ_K and so on is taken, with b for k. */
dd word_jump(struct dd_space *space, unsigned code, const struct word *a,
             const struct word *b);

/* Where word w of a call is a value; is greater than it, unsigned. */
dd word_is(struct dd_space *space, const struct call_order *order, unsigned w,
           uint32_t value);
dd word_above(struct dd_space *space, const struct call_order *order,
              unsigned w, uint32_t value);

#pragma GCC visibility pop

#endif
