/* SPDX-License-Identifier: MIT */
/* Makes calls in a container: contained CALL..., each "NR,A0,A1,A2". Prints for
 * each, "value V" or "errno E". Linked statically. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    char *at = argv[i];
    const long number = strtol(at, &at, 0);
    unsigned long args[3] = {0};
    for (int k = 0; k < 3 && *at == ','; k++)
      args[k] = strtoul(at + 1, &at, 0);
    errno = 0;
    const long value = syscall(number, args[0], args[1], args[2]);
    if (value == -1)
      printf("errno %d\n", errno);
    else
      printf("value %ld\n", value);
  }
  return 0;
}
