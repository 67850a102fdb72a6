/* SPDX-License-Identifier: MIT */
/* Two programs of anyone's making are compared, and what comes out is held
 * against calls: libFuzzer target, run by `make fuzz`.
 *
 * Input: one byte of flags, one that tells where the first program ends, then
 * instructions. With flag 1 the second program is the first with one
 * instruction changed, so that the two are often nearly equal; with flag 4 the
 * two stacked are compared with the second alone. */
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../src/bpf/bytes.h"
#include "../src/bpf/prove/prove.h"
#include "../src/bpf/stacked.h"
#include "bend.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

enum { FLAG_NEAR = 1, FLAG_BIG = 2, FLAG_STACK = 4 };

#define MOST 48u    /* instructions */
#define SAMPLES 64u /* calls tried on programs that are said to agree */

struct pair {
  struct bpf_stack p, q;
  bool at_most; /* the question */
};

static uint32_t run(const struct bpf_stack *stack,
                    const struct bpf_data *data) {
  return bpf_ret_canonical(bpf_stack_simulate(stack, data, NULL));
}

static bool refutes(const struct pair *pair, const struct bpf_data *data) {
  uint32_t left = run(&pair->p, data), right = run(&pair->q, data);
  return pair->at_most ? !bpf_ret_at_most(left, right) : left != right;
}

static bool report(void *ud, const struct bpf_witness *witness) {
  const struct pair *pair = ud;
  assert(refutes(pair, &witness->data));
  assert(witness->left == run(&pair->p, &witness->data));
  assert(witness->right == run(&pair->q, &witness->data));
  return true;
}

static uint32_t draw(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

/* A call of words near the constants that the programs compare with. */
static void sample(const struct pair *pair, uint64_t *state,
                   struct bpf_data *data) {
  uint32_t words[BPF_DATA_SIZE / 4];
  for (size_t i = 0; i < BPF_DATA_SIZE / 4; i++) {
    const struct bpf_stack *of = draw(state) % 2 == 0 ? &pair->p : &pair->q;
    const struct bpf_prog *prog = &of->progs[draw(state) % of->count];
    uint32_t k = prog->insns[draw(state) % prog->len].k;
    static const uint32_t near[] = {0, 0, 0, 1, 2, UINT32_MAX};
    words[i] = k + near[draw(state) % (sizeof near / sizeof near[0])];
    if (draw(state) % 8 == 0)
      words[i] = draw(state) << 1;
  }
  memcpy(data, words, sizeof *data);
}

static enum bpf_answer ask(struct pair *pair) {
  const struct bpf_bounds bounds = {4, 0.2, (size_t)64 << 20};
  enum bpf_answer answer =
      pair->at_most
          ? bpf_permits_at_most(&pair->p, &pair->q, &bounds, report, pair)
          : bpf_diff(&pair->p, &pair->q, &bounds, report, pair);
  assert(answer == BPF_HOLDS || answer == BPF_REFUTED ||
         answer == BPF_UNDECIDED);
  uint64_t state = pair->p.progs->len;
  for (size_t i = 0; i < SAMPLES && answer == BPF_HOLDS; i++) {
    struct bpf_data data;
    sample(pair, &state, &data);
    assert(!refutes(pair, &data));
  }
  return answer;
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size) {
  struct cbpf_insn p[MOST], q[MOST];
  if (size < 2 + BPF_INSN_SIZE)
    return 0;
  const uint8_t flags = input[0];
  size_t all = (size - 2) / BPF_INSN_SIZE, len = all, where;
  const char *reason;
  if ((flags & FLAG_NEAR) == 0)
    len = 1 + input[1] % all;
  if (len > MOST)
    len = MOST;
  size_t other = all - len < MOST ? all - len : MOST;
  bpf_decode(input + 2, len, false, p);
  bend(p, len);
  if (other == 0) {
    other = len;
    bpf_decode(input + 2, len, false, q);
    q[input[1] % len].k += 1 + flags / 4;
  } else {
    bpf_decode(input + 2 + len * BPF_INSN_SIZE, other, false, q);
  }
  bend(q, other);
  if (!bpf_validate(p, len, &where, &reason) ||
      !bpf_validate(q, other, &where, &reason))
    return 0;
  const struct bpf_prog both[] = {{p, len, (flags & FLAG_BIG) != 0},
                                  {q, other, (flags & FLAG_BIG) != 0}};
  struct pair pair = {
      {both, (flags & FLAG_STACK) != 0 ? 2 : 1}, {&both[1], 1}, false};
  enum bpf_answer equal = ask(&pair);
  pair.at_most = true;
  enum bpf_answer below = ask(&pair);
  struct pair back = {pair.q, pair.p, true};
  enum bpf_answer above = ask(&back);
  if (equal == BPF_HOLDS)
    assert(below != BPF_REFUTED && above != BPF_REFUTED);
  return 0;
}
