/* SPDX-License-Identifier: MIT */
/*
 * Which places of C a spec reaches: linked into a module that is compiled with
 * -fsanitize-coverage=trace-pc, it marks each basic block that ran in the file
 * $REACH, a byte for four of code. The file is mapped when the module is loaded
 * and shared by all processes, so that neither a filter nor a signal that ends
 * a process can keep its marks from it.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* as many bytes as the file has, for up to 16 MB of code */
enum { MARKS = 1 << 22 };

extern const char __ehdr_start[] __attribute__((visibility("hidden")));
void __sanitizer_cov_trace_pc(void);

static unsigned char *marks;

__attribute__((constructor, no_sanitize_coverage)) static void map_marks(void) {
  const char *path = getenv("REACH");
  int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (fd < 0)
    return;
  void *at = mmap(NULL, MARKS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (at != MAP_FAILED)
    marks = at;
}

__attribute__((no_sanitize_coverage)) void __sanitizer_cov_trace_pc(void) {
  uintptr_t offset =
      (uintptr_t)__builtin_return_address(0) - (uintptr_t)__ehdr_start;
  if (marks && offset / 4 < MARKS)
    marks[offset / 4] = 1;
}
