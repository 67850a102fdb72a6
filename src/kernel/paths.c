/* SPDX-License-Identifier: MIT */
/* Paths among the arguments of calls. See paths.h. The entries' own types do
 * not tell a path from other text, but their names do: the manual has few. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "paths.h"

#define EMPTY_PATH 0x1000u    /* AT_EMPTY_PATH */
#define FROM_EMPTY_PATH 0x04u /* MOVE_MOUNT_F_EMPTY_PATH */
#define TO_EMPTY_PATH 0x40u   /* MOVE_MOUNT_T_EMPTY_PATH */
#define FSPICK_EMPTY_PATH 0x08u

static const char *const path_names[] = {
    "pathname",  "path",    "filename", "oldpath", "newpath", "linkpath",
    "from_path", "to_path", "new_root", "put_old", "library", "special",
};

static bool is(const struct kernel_call *call, const char *name) {
  return strcmp(call->name, name) == 0;
}

static bool named(const struct kernel_call *call,
                  const struct kernel_argument *argument) {
  if (strstr(argument->type, "char") == NULL)
    return false;
  /* of symlink(2) it is text that nobody looks up */
  if (strcmp(argument->name, "target") == 0)
    return is(call, "mount") || is(call, "umount2") || is(call, "umount");
  for (size_t i = 0; i < sizeof path_names / sizeof path_names[0]; i++)
    if (strcmp(argument->name, path_names[i]) == 0)
      return true;
  return false;
}

/* The place of an argument whose name ends so, from `from` on, or -1. */
static int place_of(const struct kernel_call *call, size_t from, size_t to,
                    const char *end) {
  struct kernel_argument argument;
  for (size_t i = from; i < to; i++) {
    kernel_argument(call, i, &argument);
    const size_t len = strlen(argument.name), tail = strlen(end);
    if (len >= tail && strcmp(argument.name + len - tail, end) == 0)
      return (int)i;
  }
  return -1;
}

bool kernel_path(const struct kernel_call *call, size_t place,
                 struct kernel_path *path) {
  struct kernel_argument argument;
  kernel_argument(call, place, &argument);
  if (!named(call, &argument))
    return false;
  const bool moved = is(call, "move_mount"), first = place <= 1;
  *path = (struct kernel_path){.dirfd = -1, .flags = -1};
  if (place > 0)
    path->dirfd = place_of(call, place - 1, place, "dirfd");
  path->how = is(call, "openat2");
  path->always_empty = is(call, "readlinkat");
  path->null = is(call, "utimensat") || is(call, "utimensat_time64") ||
               is(call, "futimesat") || is(call, "fanotify_mark");
  /* of link(2)'s two the new one is never empty; and the flags of rename(2)
   * and openat(2) are others */
  if (path->dirfd < 0 || path->how || is(call, "openat") ||
      is(call, "renameat2") || (is(call, "linkat") && !first))
    return true;
  path->flags = place_of(call, 0, kernel_arguments(call), "flags");
  path->empty = is(call, "fspick") ? FSPICK_EMPTY_PATH
                : !moved           ? EMPTY_PATH
                : first            ? FROM_EMPTY_PATH
                                   : TO_EMPTY_PATH;
  return true;
}
