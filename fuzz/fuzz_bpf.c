/* SPDX-License-Identifier: MIT */
/* Bytes of anyone's making go through everything that src/bpf/ does to a
 * program: libFuzzer target, run by `make fuzz`.
 *
 * Input: one byte of flags, 64 bytes of a call, then the program. With flag 1
 * each instruction is bent towards one that the checker takes, so that most
 * inputs get past it; without it the bytes are taken as they come. */
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../src/bpf/bytes.h"
#include "../src/bpf/opcode.h"
#include "../src/bpf/simulate.h"
#include "../src/bpf/text/disassemble.h"
#include "../src/bpf/validate.h"
#include "bend.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

enum { FLAG_BEND = 1, FLAG_SWAP = 2, FLAG_STOP = 4 };

/* A name for every number, as long as names may be. */
static bool any_name(char *buf, size_t size) {
  memset(buf, 'n', size - 1);
  buf[size - 1] = '\0';
  return true;
}

static bool name_arch(void *ctx, uint32_t token, bool x32, char *buf,
                      size_t size) {
  (void)ctx, (void)x32;
  return token % 3 != 0 && any_name(buf, size);
}

static bool name_syscall(void *ctx, uint32_t token, uint32_t nr, char *buf,
                         size_t size) {
  (void)ctx, (void)token;
  return nr % 3 != 0 && any_name(buf, size);
}

static bool name_action(void *ctx, const uint32_t *token, uint32_t value,
                        char *buf, size_t size) {
  (void)ctx;
  (void)token;
  return value % 7 != 0 && any_name(buf, size);
}

static bool name_argument(void *ctx, const struct bpf_argument *argument,
                          char *buf, size_t size) {
  (void)ctx;
  assert(argument->place < 6);
  return argument->nr % 5 != 0 && any_name(buf, size);
}

static bool name_value(void *ctx, const struct bpf_argument *argument,
                       uint64_t value, bool mask, char *buf, size_t size) {
  (void)ctx, (void)argument;
  return (value % 7 != 0 || mask) && any_name(buf, size);
}

struct sink {
  size_t lines;
  size_t stop; /* refuse from this write on */
  size_t writes;
};

static bool take(void *ctx, const char *text, size_t len) {
  struct sink *sink = ctx;
  if (++sink->writes == sink->stop)
    return false;
  for (size_t i = 0; i < len; i++) {
    assert(text[i] == '\n' || (text[i] >= ' ' && text[i] <= '~'));
    sink->lines += text[i] == '\n';
  }
  return true;
}

static void disassemble(const struct bpf_prog *prog, bool named, size_t stop) {
  const struct bpf_names some = {NULL,        name_arch,     name_syscall,
                                 name_action, name_argument, name_value};
  const struct bpf_names none = {NULL, NULL, NULL, NULL, NULL, NULL};
  struct sink sink = {0, stop, 0};
  void *space = malloc(bpf_disassemble_space(prog->len));
  if (space == NULL)
    abort();
  bool whole = bpf_disassemble(prog, named ? &some : &none, space, take, &sink);
  assert(whole == (stop == 0 || sink.writes < stop));
  assert(!whole || sink.lines >= prog->len);
  free(space);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size) {
  if (size < 1 + BPF_DATA_SIZE)
    return 0;
  uint8_t flags = input[0];
  struct bpf_data data;
  memcpy(&data, input + 1, sizeof data);
  input += 1 + BPF_DATA_SIZE;
  size_t len = (size - 1 - BPF_DATA_SIZE) / BPF_INSN_SIZE;
  struct cbpf_insn *insns = malloc((len + 1) * sizeof *insns);
  unsigned char *bytes = malloc((len + 1) * BPF_INSN_SIZE);
  if (insns == NULL || bytes == NULL)
    abort();
  bool big_endian = bpf_bytes_big_endian(input, len);
  bpf_decode(input, len, big_endian, insns);
  bpf_encode(insns, len, big_endian, bytes);
  assert(memcmp(bytes, input, len * BPF_INSN_SIZE) == 0);
  if ((flags & FLAG_BEND) != 0)
    bend(insns, len);
  size_t where;
  const char *reason;
  if (bpf_validate(insns, len, &where, &reason)) {
    assert(reason == NULL);
    /* Found again from its bytes, in either order. */
    bpf_encode(insns, len, !big_endian, bytes);
    assert(bpf_bytes_big_endian(bytes, len) == !big_endian);
    struct bpf_prog prog = {insns, len, big_endian};
    if ((flags & FLAG_SWAP) != 0)
      prog.big_endian = !prog.big_endian;
    size_t executed;
    bpf_simulate(&prog, &data, &executed);
    assert(executed >= 1 && executed <= len);
    disassemble(&prog, data.nr % 2 == 0,
                (flags & FLAG_STOP) != 0 ? 1 + data.arch % 64 : 0);
  } else {
    assert(reason != NULL &&
           (where < len || (where == 0 && len == 0) || len > BPF_PROG_MAX));
  }
  free(bytes);
  free(insns);
  return 0;
}
