/* Calls of x86 by a 64-bit process: a line of standard input for each, its
 * number and up to six arguments, of which int $0x80 shows a filter all 64
 * bits. First prints the instruction pointer that the filter is shown, then
 * what each call returned. Exits with 77 where there are no such calls to make;
 * a kernel without them ends the process with SIGSEGV. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __x86_64__
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

int main(void) {
  char line[512];
  const uint64_t none[6] = {0};
  call80(20, none); /* getpid */
  printf("%" PRIuPTR "\n", after);
  while (fgets(line, sizeof line, stdin) != NULL) {
    char *rest = line;
    const long nr = strtol(rest, &rest, 0);
    uint64_t args[6];
    for (int i = 0; i < 6; i++)
      args[i] = strtoull(rest, &rest, 0);
    printf("%ld\n", call80(nr, args));
    fflush(stdout);
  }
  return 0;
}
#else
int main(void) { return 77; }
#endif
