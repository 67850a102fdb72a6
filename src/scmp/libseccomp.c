/* SPDX-License-Identifier: MIT */
/* Which release of libseccomp this is. */
#include <pthread.h>
#include <stdbool.h>

#include <seccomp.h>

#include "libseccomp.h"

static void probe(void) { seccomp_api_get(); }

void libseccomp_probe(void) {
  static pthread_once_t probed = PTHREAD_ONCE_INIT;
  pthread_once(&probed, probe);
}

bool libseccomp_version_met(const struct need *need) {
  const struct scmp_version *v = seccomp_version();
  if (v->major != need->major)
    return v->major > need->major;
  if (v->minor != need->minor)
    return v->minor > need->minor;
  return v->micro >= need->micro;
}

bool libseccomp_need_met(const struct need *need) {
  return libseccomp_version_met(need) && seccomp_api_get() >= need->api;
}
