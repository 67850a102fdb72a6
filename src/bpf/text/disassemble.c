/* SPDX-License-Identifier: MIT */
#include "disassemble.h"

#include <inttypes.h>
#include <string.h>

#include "../opcode.h"
#include "absint.h"
#include "annotate.h"

#define COLUMNS 80u

/* What all lines are written from. */
struct listing {
  struct bpf_reading in;
  bpf_write *write;
  void *ctx;
  size_t pc_width; /* digits of the largest offset */
  size_t column;   /* where meanings begin */
};

static const char *mnemonic(uint16_t code) {
  switch (code) {
  case BPF_CODE_LD_IMM:
  case BPF_CODE_LD_ABS:
  case BPF_CODE_LD_MEM:
  case BPF_CODE_LD_LEN:
    return "ld";
  case BPF_CODE_LDX_IMM:
  case BPF_CODE_LDX_MEM:
  case BPF_CODE_LDX_LEN:
    return "ldx";
  case BPF_CODE_ST:
    return "st";
  case BPF_CODE_STX:
    return "stx";
  case BPF_CODE_ADD_K:
  case BPF_CODE_ADD_X:
    return "add";
  case BPF_CODE_SUB_K:
  case BPF_CODE_SUB_X:
    return "sub";
  case BPF_CODE_MUL_K:
  case BPF_CODE_MUL_X:
    return "mul";
  case BPF_CODE_DIV_K:
  case BPF_CODE_DIV_X:
    return "div";
  case BPF_CODE_OR_K:
  case BPF_CODE_OR_X:
    return "or";
  case BPF_CODE_AND_K:
  case BPF_CODE_AND_X:
    return "and";
  case BPF_CODE_LSH_K:
  case BPF_CODE_LSH_X:
    return "lsh";
  case BPF_CODE_RSH_K:
  case BPF_CODE_RSH_X:
    return "rsh";
  case BPF_CODE_XOR_K:
  case BPF_CODE_XOR_X:
    return "xor";
  case BPF_CODE_NEG:
    return "neg";
  case BPF_CODE_JA:
    return "jmp";
  case BPF_CODE_JEQ_K:
  case BPF_CODE_JEQ_X:
    return "jeq";
  case BPF_CODE_JGT_K:
  case BPF_CODE_JGT_X:
    return "jgt";
  case BPF_CODE_JGE_K:
  case BPF_CODE_JGE_X:
    return "jge";
  case BPF_CODE_JSET_K:
  case BPF_CODE_JSET_X:
    return "jset";
  case BPF_CODE_RET_K:
  case BPF_CODE_RET_A:
    return "ret";
  case BPF_CODE_TAX:
    return "tax";
  case BPF_CODE_TXA:
    return "txa";
  default:
    return "?";
  }
}

static void add_instruction(struct bpf_text *t, const struct listing *l,
                            size_t pc) {
  const struct cbpf_insn *insn = &l->in.prog->insns[pc];
  const struct absint_state *at = &l->in.states[pc];
  annotate_add(t, "%s", mnemonic(insn->code));
  switch (insn->code) {
  case BPF_CODE_LD_ABS:
    annotate_add(t, " [%" PRIu32 "]", insn->k);
    return;
  case BPF_CODE_LD_MEM:
  case BPF_CODE_LDX_MEM:
  case BPF_CODE_ST:
  case BPF_CODE_STX:
    annotate_add(t, " M[%" PRIu32 "]", insn->k);
    return;
  case BPF_CODE_LD_LEN:
  case BPF_CODE_LDX_LEN:
    annotate_add(t, " #len");
    return;
  case BPF_CODE_NEG:
  case BPF_CODE_TAX:
  case BPF_CODE_TXA:
    return;
  case BPF_CODE_RET_A:
    annotate_add(t, " a");
    return;
  case BPF_CODE_JA:
    annotate_add(t, " %zu", pc + 1 + insn->k);
    return;
  default:
    break;
  }
  bool arithmetic = (insn->code & 7) == (BPF_CODE_ADD_K & 7);
  if ((arithmetic || bpf_is_conditional(insn->code)) &&
      (insn->code & BPF_CODE_X) != 0)
    annotate_add(t, " x");
  else if (insn->code == BPF_CODE_LSH_K || insn->code == BPF_CODE_RSH_K ||
           (bpf_is_conditional(insn->code) && insn->k < BPF_X32_BIT &&
            insn->code != BPF_CODE_JSET_K && at->reached &&
            at->a.kind == BPF_VALUE_WORD && at->a.word == BPF_WORD_NR))
    annotate_add(t, " #%" PRIu32, insn->k);
  else
    annotate_add(t, " #0x%" PRIx32, insn->k);
  if (bpf_is_conditional(insn->code))
    annotate_add(t, ", %zu, %zu", pc + 1 + insn->jt, pc + 1 + insn->jf);
}

static bool write_text(const struct listing *l, const char *s, size_t len) {
  return len == 0 || l->write(l->ctx, s, len);
}

static bool emit_spaces(const struct listing *l, size_t count) {
  static const char spaces[] = "                                            "
                               "                                            ";
  return write_text(l, spaces,
                    count < sizeof spaces ? count : sizeof spaces - 1);
}

/* The meaning, from l->column on, over as many lines as it takes. */
static bool emit_meaning(const struct listing *l,
                         const struct bpf_text *meaning) {
  const char *s = meaning->s, *end = s + meaning->len;
  size_t indent = l->column;
  for (;;) {
    size_t room = COLUMNS - indent, len = (size_t)(end - s);
    if (len > room) {
      len = room;
      while (len > 0 && s[len] != ' ')
        len--;
      if (len == 0) { /* one long word: better wide than torn */
        const char *space = memchr(s, ' ', (size_t)(end - s));
        len = (size_t)((space != NULL ? space : end) - s);
      }
    }
    if (!write_text(l, s, len) || !write_text(l, "\n", 1))
      return false;
    s += len;
    if (s == end)
      return true;
    s++;
    indent = l->column + 2;
    if (!emit_spaces(l, indent))
      return false;
  }
}

static bool emit_line(const struct listing *l, size_t pc) {
  struct bpf_text left = {.len = 0}, meaning = {.len = 0};
  annotate_add(&left, "%*zu: ", (int)l->pc_width, pc);
  add_instruction(&left, l, pc);
  annotate_instruction(&meaning, &l->in, pc);
  size_t gap = left.len < l->column ? l->column - left.len : 1;
  return write_text(l, left.s, left.len) && emit_spaces(l, gap) &&
         emit_meaning(l, &meaning);
}

/* The part of the program an instruction belongs to. */
struct section {
  bool known;
  uint32_t token;
  bool x32;
};

static struct section section_of(const struct absint_state *at,
                                 struct section before) {
  struct section section = {false, 0, false};
  section.known = absint_arch(at, &section.token);
  if (section.known && section.token == BPF_TOKEN_X86_64) {
    if (at->nr_min >= BPF_X32_BIT)
      section.x32 = true;
    else if (at->nr_max >= BPF_X32_BIT && before.known &&
             before.token == section.token)
      section.x32 = before.x32; /* not decided yet: no heading for that */
  }
  return section;
}

/* A heading where the arch changes. Returns get none: they are shared. */
static bool emit_heading(const struct listing *l, size_t pc,
                         struct section *current) {
  const struct absint_state *at = &l->in.states[pc];
  uint16_t code = l->in.prog->insns[pc].code;
  if (!at->reached || bpf_is_return(code))
    return true;
  struct section section = section_of(at, *current);
  if (section.known == current->known && section.token == current->token &&
      section.x32 == current->x32)
    return true;
  /* Tests of the arch and of number -1, which is of no arch, open none. */
  if (at->a.kind == BPF_VALUE_WORD && bpf_is_conditional(code) &&
      (at->a.word == BPF_WORD_ARCH ||
       (at->a.word == BPF_WORD_NR && l->in.prog->insns[pc].k == UINT32_MAX)))
    return true;
  *current = section;
  struct bpf_text heading = {.len = 0};
  char name[BPF_NAME_SIZE];
  if (!section.known)
    annotate_add(&heading, "\n; several arches\n");
  else if (annotate_arch_name(l->in.names, section.token, section.x32, name))
    annotate_add(&heading, "\n; %s\n", name);
  else
    annotate_add(&heading, "\n; arch 0x%" PRIx32 "%s\n", section.token,
                 section.x32 ? " (x32)" : "");
  return write_text(l, heading.s, heading.len);
}

size_t bpf_disassemble_space(size_t len) {
  return len * sizeof(struct absint_state);
}

bool bpf_disassemble(const struct bpf_prog *prog, const struct bpf_names *names,
                     void *space, bpf_write *write, void *ctx) {
  struct listing l = {.in = {.prog = prog, .states = space, .names = names},
                      .write = write,
                      .ctx = ctx,
                      .pc_width = 1};
  absint_run(prog, space);
  for (size_t most = prog->len - 1; most >= 10; most /= 10)
    l.pc_width++;
  for (size_t pc = 0; pc < prog->len; pc++) {
    struct bpf_text left = {.len = 0};
    add_instruction(&left, &l, pc);
    if (left.len + l.pc_width + 4 > l.column)
      l.column = left.len + l.pc_width + 4;
  }
  struct section section = {false, 0, false};
  for (size_t pc = 0; pc < prog->len; pc++)
    if (!emit_heading(&l, pc, &section) || !emit_line(&l, pc))
      return false;
  return true;
}
