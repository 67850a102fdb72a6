/* SPDX-License-Identifier: MIT */
/* A kernel, or a libseccomp, that refuses what these here do not; to be
 * preloaded. GET_FILTER_ERRNO is what ptrace(PTRACE_SECCOMP_GET_FILTER) fails
 * with, and ATTRIBUTE_ERRNO what seccomp_attr_set(3) fails with where the value
 * is not 0 and the attribute not no_new_privs: numbers, and nothing fails where
 * they are not set. */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#define GET_FILTER 0x420c

static int number(const char *name) {
  const char *text = getenv(name);
  return text != NULL ? atoi(text) : 0;
}

long ptrace(int request, ...) {
  va_list list;
  va_start(list, request);
  const pid_t pid = va_arg(list, pid_t);
  void *address = va_arg(list, void *), *data = va_arg(list, void *);
  va_end(list);
  if (request == GET_FILTER && number("GET_FILTER_ERRNO") != 0) {
    errno = number("GET_FILTER_ERRNO");
    return -1;
  }
  return syscall(SYS_ptrace, request, pid, address, data);
}

int seccomp_attr_set(scmp_filter_ctx ctx, enum scmp_filter_attr attr,
                     uint32_t value) {
  int (*own)(scmp_filter_ctx, enum scmp_filter_attr, uint32_t);
  /* the module's libseccomp is not in the scope of RTLD_NEXT */
  *(void **)&own =
      dlsym(dlopen("libseccomp.so.2", RTLD_LAZY), "seccomp_attr_set");
  const int refused = number("ATTRIBUTE_ERRNO");
  if (refused != 0 && value != 0 && attr != SCMP_FLTATR_CTL_NNP)
    return -refused;
  return own(ctx, attr, value);
}
