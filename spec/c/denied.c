/* SPDX-License-Identifier: MIT */
/* What spec/denied_spec.lua starts under filters that deny it most calls:
 * linked statically, so that it needs none to start. By its name: `tool` ends
 * with 7, `caller` makes a directory where there is none to make it in, and
 * ends with 0 where somebody else says that it did; `sleeper` waits; else it
 * ends with 0. */
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
  const char *name = argc > 0 ? strrchr(argv[0], '/') : NULL;
  name = name != NULL ? name + 1 : argv[0];
  if (strcmp(name, "tool") == 0)
    return 7;
  if (strcmp(name, "caller") == 0)
    return syscall(SYS_mkdirat, -100, "/nonexistent/x", 0) != 0;
  while (strcmp(name, "sleeper") == 0)
    pause();
  return 0;
}
