/* SPDX-License-Identifier: MIT */
/* Programs as text for people. One line for each instruction: its offset, the
 * instruction in the notation of the kernel's bpf_asm with the offsets it may
 * jump to, and what it means there:
 *
 *    0: ld [4]                    A = arch
 *    1: jeq #0xc000003e, 2, 9     if arch != amd64 goto 9
 *
 *   ; amd64
 *    2: ld [0]                    A = syscall
 *    3: jeq #59, 4, 8             if syscall != execve goto 8
 *    4: ld [20]                   A = arg0:hi
 *    5: jeq #0x1, 6, 8            if arg0:hi != 0x1 goto 8
 *    6: ld [16]                   A = arg0:lo (pathname)
 *    7: jeq #0x2, 9, 8            if arg0 == 0x100000002 (pathname) goto 9
 *    8: ret #0x7fff0000           return allow
 *    9: ret #0x50001              return errno(EPERM)
 *
 * The second test of a 64-bit argument is written as the whole comparison it
 * completes, with the names of the argument and of the value. Names appear
 * where every path to a line agrees on the arch, and a heading where another
 * arch's part begins. Lines keep to 80 columns; what does not fit goes on
 * below. */
#ifndef LUA_SECCOMP_BPF_TEXT_DISASSEMBLE_H
#define LUA_SECCOMP_BPF_TEXT_DISASSEMBLE_H

#include "../bpf.h"

#pragma GCC visibility push(hidden)

/* An argument, by its place, of the call of a number on an arch. */
struct bpf_argument {
  uint32_t token, nr;
  unsigned int place;
};

/* The caller's names for numbers. Each function puts one into buf, of `size`
 * bytes and NUL at the end, or returns false: there is none, show the number.
 * A NULL function knows no names. */
struct bpf_names {
  void *ctx;
  /* x32 is true for the part of BPF_TOKEN_X86_64 that has x32's numbers. */
  bool (*arch)(void *ctx, uint32_t token, bool x32, char *buf, size_t size);
  bool (*syscall)(void *ctx, uint32_t token, uint32_t nr, char *buf,
                  size_t size);
  /* What a return value means, to calls of the arch with the token where that
   * is not NULL; of all values that mean the same, this gets the one
   * bpf_ret_canonical() gives. */
  bool (*action)(void *ctx, const uint32_t *token, uint32_t value, char *buf,
                 size_t size);
  /* What an argument of a call is called, and a value or a mask of it. */
  bool (*argument)(void *ctx, const struct bpf_argument *argument, char *buf,
                   size_t size);
  bool (*value)(void *ctx, const struct bpf_argument *argument, uint64_t value,
                bool mask, char *buf, size_t size);
};

/* Takes text as it comes; false stops the work. */
typedef bool bpf_write(void *ctx, const char *text, size_t len);

/* Bytes of working memory, as malloc() aligns it, that bpf_disassemble() needs
 * for a program of len instructions. */
size_t bpf_disassemble_space(size_t len);

/* Writes the text of a program that bpf_validate() accepts; false: `write`
 * said so. Nothing is held while a callback runs, so it may longjmp away. */
bool bpf_disassemble(const struct bpf_prog *prog, const struct bpf_names *names,
                     void *space, bpf_write *write, void *ctx);

#pragma GCC visibility pop

#endif
