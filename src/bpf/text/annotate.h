/* SPDX-License-Identifier: MIT */
/* The right half of a disassembly: what an instruction means where it stands,
 * in words. */
#ifndef LUA_SECCOMP_BPF_TEXT_ANNOTATE_H
#define LUA_SECCOMP_BPF_TEXT_ANNOTATE_H

#include "../bpf.h"
#include "absint.h"
#include "disassemble.h"

#pragma GCC visibility push(hidden)

#if defined(__GNUC__)
#define BPF_PRINTF(f, args) __attribute__((format(printf, f, args)))
#else
#define BPF_PRINTF(f, args)
#endif

/* Text in the making; what does not fit is cut. */
struct bpf_text {
  char s[320];
  size_t len;
};

BPF_PRINTF(2, 3)
void annotate_add(struct bpf_text *t, const char *format, ...);

/* A program, what is known at each of its instructions, and names. */
struct bpf_reading {
  const struct bpf_prog *prog;
  const struct absint_state *states;
  const struct bpf_names *names;
};

/* The longest name asked for, NUL included. */
#define BPF_NAME_SIZE 64u
/* The longest value in words. */
#define BPF_WORDS_SIZE 160u

/* The name of an arch, or false. */
bool annotate_arch_name(const struct bpf_names *names, uint32_t token, bool x32,
                        char *buf);

/* Adds what the instruction at pc means. */
void annotate_instruction(struct bpf_text *t, const struct bpf_reading *in,
                          size_t pc);

#pragma GCC visibility pop

#endif
