/* SPDX-License-Identifier: MIT */
/* Calls of x86 by a 64-bit process, of which int $0x80 shows a filter all 64
 * bits of each argument.
 *
 * int80            for each line of standard input a call, of the number and
 *                  the up to six arguments on it. Prints the instruction
 *                  pointer that the filter is shown, then what each returned.
 * int80 native     the same by the instruction syscall: calls of amd64, and
 *                  those with numbers of x32.
 * int80 LOW HIGH   opens a path at an address that holds HIGH, and LOW in its
 *                  low 32 bits. Prints what the call returned, and what is
 * open.
 *
 * Exits with 77 where there are no such calls to make; a kernel that takes none
 * ends the process with SIGSEGV. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
enum { GETPID = 20, OPEN = 5 }; /* of x86 */

static uintptr_t after;

/* One place alone, so that every call comes from one address. */
__attribute__((noinline)) static long call80(long nr, const uint64_t a[6]) {
  long result;
  __asm__ volatile("leaq -128(%%rsp), %%rsp\n\t" /* past the red zone */
                   "pushq %%rbp\n\t"
                   "movq %[a5], %%rbp\n\t"
                   "int $0x80\n"
                   "1:\tpopq %%rbp\n\t"
                   "leaq 128(%%rsp), %%rsp\n\t"
                   "leaq 1b(%%rip), %%r8\n\t"
                   "movq %%r8, %[after]\n"
                   : "=a"(result), [after] "=m"(after)
                   : "a"(nr), "b"(a[0]), "c"(a[1]), "d"(a[2]), "S"(a[3]),
                     "D"(a[4]), [a5] "r"(a[5])
                   : "memory", "cc", "r8", "r9", "r10", "r11");
  return result;
}

/* The same by syscall. */
__attribute__((noinline)) static long call64(long nr, const uint64_t a[6]) {
  long result;
  register uint64_t a3 __asm__("r10") = a[3];
  register uint64_t a4 __asm__("r8") = a[4];
  register uint64_t a5 __asm__("r9") = a[5];
  __asm__ volatile("syscall\n"
                   "1:\tleaq 1b(%%rip), %%rcx\n\t"
                   "movq %%rcx, %[after]\n"
                   : "=a"(result), [after] "=m"(after)
                   : "a"(nr), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(a3), "r"(a4),
                     "r"(a5)
                   : "memory", "cc", "rcx", "r11");
  return result;
}

static void calls(long (*call)(long, const uint64_t[6]), long first) {
  char line[512];
  const uint64_t none[6] = {0};
  call(first, none);
  printf("%" PRIuPTR "\n", after);
  while (fgets(line, sizeof line, stdin) != NULL) {
    char *rest = line;
    const long nr = strtol(rest, &rest, 0);
    uint64_t args[6];
    for (int i = 0; i < 6; i++)
      args[i] = strtoull(rest, &rest, 0);
    printf("%ld\n", call(nr, args));
    fflush(stdout);
  }
}

static void put(uint64_t address, const char *path) {
  char *at = mmap((void *)address, 4096, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (at == MAP_FAILED)
    exit(1);
  snprintf(at, 4096, "%s", path);
}

static void open_one_of(const char *low, const char *high) {
  const uint64_t args[6] = {0x710010000000};
  char name[64], path[4096] = "";
  put(args[0] & UINT32_MAX, low);
  put(args[0], high);
  const long fd = call80(OPEN, args);
  snprintf(name, sizeof name, "/proc/self/fd/%ld", fd);
  const ssize_t n = readlink(name, path, sizeof path - 1);
  printf("%ld %s\n", fd, n > 0 ? path : "");
}

int main(int argc, char **argv) {
  if (argc == 3)
    open_one_of(argv[1], argv[2]);
  else if (argc == 2)
    calls(call64, SYS_getpid);
  else
    calls(call80, GETPID);
  return 0;
}
#else
int main(void) { return 77; }
#endif
