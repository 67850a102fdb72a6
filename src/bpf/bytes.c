/* SPDX-License-Identifier: MIT */
#include "bytes.h"

#include <string.h>

#include "opcode.h"
#include "validate.h"

bool bpf_host_big_endian(void) {
  const uint16_t probe = 1;
  unsigned char first;
  memcpy(&first, &probe, 1);
  return first == 0;
}

static uint16_t read16(const unsigned char *p, bool big_endian) {
  return (uint16_t)(big_endian ? p[0] << 8 | p[1] : p[1] << 8 | p[0]);
}

static uint32_t read32(const unsigned char *p, bool big_endian) {
  uint32_t first = read16(p, big_endian), second = read16(p + 2, big_endian);
  return big_endian ? first << 16 | second : second << 16 | first;
}

static void write16(unsigned char *p, bool big_endian, uint16_t v) {
  p[big_endian ? 1 : 0] = (unsigned char)(v & 0xff);
  p[big_endian ? 0 : 1] = (unsigned char)(v >> 8);
}

static void write32(unsigned char *p, bool big_endian, uint32_t v) {
  write16(p + (big_endian ? 2 : 0), big_endian, (uint16_t)(v & 0xffff));
  write16(p + (big_endian ? 0 : 2), big_endian, (uint16_t)(v >> 16));
}

bool bpf_bytes_big_endian(const unsigned char *bytes, size_t len) {
  /* all codes of a valid program are known in its order, and that of its last
   * instruction, a return, in no other */
  size_t little = 0, big = 0;
  for (size_t i = 0; i < len; i++) {
    const unsigned char *insn = bytes + i * BPF_INSN_SIZE;
    little += bpf_code_known(read16(insn, false));
    big += bpf_code_known(read16(insn, true));
  }
  return little == big ? bpf_host_big_endian() : big > little;
}

void bpf_decode(const unsigned char *bytes, size_t len, bool big_endian,
                struct cbpf_insn *insns) {
  for (size_t i = 0; i < len; i++, bytes += BPF_INSN_SIZE) {
    insns[i].code = read16(bytes, big_endian);
    insns[i].jt = bytes[2];
    insns[i].jf = bytes[3];
    insns[i].k = read32(bytes + 4, big_endian);
  }
}

void bpf_encode(const struct cbpf_insn *insns, size_t len, bool big_endian,
                unsigned char *bytes) {
  for (size_t i = 0; i < len; i++, bytes += BPF_INSN_SIZE) {
    write16(bytes, big_endian, insns[i].code);
    bytes[2] = insns[i].jt;
    bytes[3] = insns[i].jf;
    write32(bytes + 4, big_endian, insns[i].k);
  }
}
