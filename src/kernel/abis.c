/* SPDX-License-Identifier: MIT */
#include "abis.h"

/* EM_MIPS (linux/elf-em.h), in the low half of a token. */
#define MACHINE_MIPS 8u

/* Where the numbers of mips' three ABIs begin: o32, n64, n32, each of which has
 * a thousand (arch/mips/include/uapi/asm/unistd.h). A 64-bit kernel has one
 * entry for the processes of all of them. */
static const uint32_t mips_abis[] = {4000, 5000, 6000};
enum { ABIS = sizeof mips_abis / sizeof mips_abis[0] };

bool kernel_sister(uint32_t token, uint32_t own, size_t i, uint32_t *first,
                   uint32_t *last) {
  if ((token & 0xffff) != MACHINE_MIPS)
    return false;
  size_t k = 0;
  for (; k < ABIS; k++)
    if (mips_abis[k] != own && i-- == 0)
      break;
  if (k == ABIS)
    return false;
  *first = mips_abis[k];
  *last = mips_abis[k] + 999;
  return true;
}
