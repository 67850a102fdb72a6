/* SPDX-License-Identifier: MIT */
/* What file the path of a call means. See request_path.h.
 *
 * A path counts from the caller's working directory, or from a descriptor that
 * it names, and ends at its root; each of its threads may have others. /proc
 * shows them as links, and the text of such a link is a path only where it
 * leads to the same directory for us: that is looked at, never assumed.
 *
 * Symbolic links stay as they are written, but `..` is followed: what it means
 * only the kernel knows, for what stands before it may be a link. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <lua.h>

#include "../kernel/calls.h"
#include "../kernel/paths.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../sys/memory.h"
#include "../sys/openat2.h"
#include "request_object.h"
#include "request_path.h"

#define PROC_MAGIC 0x9fa0 /* PROC_SUPER_MAGIC */

/* Paths by their place in /proc, and as text. */
struct place {
  char link[64];
  char text[PATH_MAX];
  struct stat st;
};

/* All that is needed for an answer; a userdata, for it is much. */
struct lookup {
  const char *op;
  struct request *request;
  int listener; /* its fd */
  const struct kernel_call *call;
  struct place base, root;
  char asked[PATH_MAX];     /* by the caller */
  char first[3 * PATH_MAX]; /* in its root: up to the last `..` */
  char text[4 * PATH_MAX];  /* the answer */
};

/* Raises, or first of all for a request that is gone: then that is why. */
__attribute__((format(printf, 4, 5))) static int
lookup_failed(lua_State *L, const struct lookup *l, int err, const char *format,
              ...) {
  char message[512];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  request_stands(L, l->op, l->listener, l->request);
  return error_raise(L, l->op, err, "%s", message);
}

/* ------------------------------------------------------ what /proc has -- */

/* The text of a link in /proc; false and errno. */
static bool link_read(const char *link, char *text, size_t size) {
  const ssize_t n = readlink(link, text, size - 1);
  if (n < 0)
    return false;
  if ((size_t)n == size - 1) {
    errno = ENAMETOOLONG;
    return false;
  }
  text[n] = '\0';
  return true;
}

/* Whether a path of ours leads to that file: 0; ENOENT for no, or the errno
 * with which nobody can tell. */
static int same_file(const char *path, const struct stat *st) {
  struct stat here;
  if (stat(path, &here) == 0)
    return here.st_dev == st->st_dev && here.st_ino == st->st_ino ? 0 : ENOENT;
  return errno == ENOTDIR || errno == EACCES || errno == ELOOP ||
                 errno == ENAMETOOLONG
             ? ENOENT
             : errno;
}

/* Reads where a place of the caller's is; raises where no path of ours leads
 * there. */
static void place_read(lua_State *L, struct lookup *l, struct place *place,
                       const char *what) {
  if (!link_read(place->link, place->text, sizeof place->text) ||
      stat(place->link, &place->st) != 0) {
    const int err = errno;
    lookup_failed(L, l, err == ENOENT ? EBADF : err, "cannot see %s: %s%s",
                  what, strerror(err),
                  err == EACCES || err == EPERM
                      ? ": it takes the same user and a process that is "
                        "dumpable, or CAP_SYS_PTRACE"
                      : "");
  }
  if (place->text[0] != '/')
    lookup_failed(L, l, EBADF, "%s is not in the file system: %.200s", what,
                  place->text);
  if (place->st.st_nlink == 0)
    lookup_failed(L, l, ENOENT, "%s was removed: it has no path any more",
                  what);
  const int err = same_file(place->text, &place->st);
  if (err != 0 && err != ENOENT)
    lookup_failed(L, l, err, "cannot see %s at %.200s: %s", what, place->text,
                  strerror(err));
  if (err != 0)
    lookup_failed(L, l, EXDEV,
                  "no path of this process leads to %s: %.200s is another file "
                  "here",
                  what, place->text);
}

/* Raises where the caller has another mount namespace: paths are others there,
 * and the same text means other files. */
static void namespace_check(lua_State *L, const struct lookup *l) {
  char link[64], ours[64], theirs[64];
  snprintf(link, sizeof link, "/proc/%u/ns/mnt",
           (unsigned int)l->request->data.pid);
  if (!link_read("/proc/thread-self/ns/mnt", ours, sizeof ours) ||
      !link_read(link, theirs, sizeof theirs)) {
    const int err = errno;
    lookup_failed(L, l, err, "cannot see the caller's mount namespace: %s%s",
                  strerror(err),
                  err == EACCES || err == EPERM
                      ? ": it takes the same user and a process that is "
                        "dumpable, or CAP_SYS_PTRACE"
                      : "");
  }
  if (strcmp(ours, theirs) != 0)
    lookup_failed(L, l, EXDEV,
                  "the caller has a mount namespace of its own, whose paths "
                  "mean other files than they do here: open what it means "
                  "beneath \"/proc/%u/root\"",
                  (unsigned int)l->request->data.pid);
}

/* The process that the caller is a thread of; raises. */
static unsigned int process_of(lua_State *L, const struct lookup *l) {
  char path[64], status[512];
  unsigned int process = 0;
  snprintf(path, sizeof path, "/proc/%u/status",
           (unsigned int)l->request->data.pid);
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  const ssize_t n = fd < 0 ? -1 : read(fd, status, sizeof status - 1);
  const int err = errno;
  if (fd >= 0)
    close(fd);
  status[n < 0 ? 0 : n] = '\0';
  const char *line = strstr(status, "\nTgid:");
  if (line == NULL || sscanf(line, "\nTgid: %u", &process) != 1)
    lookup_failed(L, l, n < 0 ? err : ESRCH,
                  "cannot see which process the caller is a thread of");
  return process;
}

/* --------------------------------------------------------------- texts -- */

/* The next component of a path, behind its slashes; its length, 0 at the end.
 */
static size_t component(const char **at) {
  while (**at == '/')
    ++*at;
  return strcspn(*at, "/");
}

static bool component_is(const char *at, size_t len, const char *what) {
  return strlen(what) == len && memcmp(at, what, len) == 0;
}

/* Appends "/" and a component; raises where there is no room. */
static void path_append(lua_State *L, const struct lookup *l, char *text,
                        size_t size, const char *at, size_t len) {
  const size_t have = strlen(text);
  if (have + len + 2 > size)
    lookup_failed(L, l, ENAMETOOLONG, "the path is too long");
  text[have] = '/';
  memcpy(text + have + 1, at, len);
  text[have + 1 + len] = '\0';
}

/* Appends the components of a path but for `.`, and a slash where a name is
 * last and one stood there: it demands a directory, and follows a link. */
static void append_path(lua_State *L, const struct lookup *l, char *text,
                        size_t size, const char *path) {
  bool slash = false, any = false;
  for (size_t len; (len = component(&path)) != 0; path += len) {
    slash = component_is(path, len, ".") || path[len] == '/';
    if (component_is(path, len, "."))
      continue;
    path_append(L, l, text, size, path, len);
    any = true;
  }
  if (slash && any)
    path_append(L, l, text, size, "", 0);
}

/* Behind the last `..` of a path; NULL where there is none. */
static const char *after_parents(const char *path) {
  const char *after = NULL;
  for (size_t len; (len = component(&path)) != 0; path += len)
    if (component_is(path, len, ".."))
      after = path + len;
  return after;
}

/* What of `text` is below `root`; NULL where it is not. "/" is "". */
static const char *below(const char *text, const char *root) {
  const size_t len = strcmp(root, "/") == 0 ? 0 : strlen(root);
  return strncmp(text, root, len) == 0 &&
                 (text[len] == '/' || text[len] == '\0')
             ? text + len
             : NULL;
}

/* ------------------------------------------------------------- parents -- */

/* Follows l->first from the caller's root on, as the kernel would for it, into
 * l->text; raises. */
static void path_follow(lua_State *L, struct lookup *l) {
  const struct openat2_how how = {.flags = O_PATH | O_DIRECTORY | O_CLOEXEC,
                                  .resolve =
                                      OPENAT2_IN_ROOT | OPENAT2_NO_MAGICLINKS};
  char link[48];
  struct stat st;
  struct statfs fs;
  int root = open(l->root.link, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int fd = root < 0
               ? -errno
               : openat2_at(root, l->first[0] == '\0' ? "/" : l->first, &how);
  if (root >= 0)
    close(root);
  bool ours = false, proc = false, there = false;
  int unseen = 0;
  if (fd >= 0) {
    snprintf(link, sizeof link, "/proc/thread-self/fd/%d", fd);
    if (fstat(fd, &st) != 0 || fstatfs(fd, &fs) != 0)
      unseen = errno;
    there = unseen == 0 && st.st_nlink > 0;
    if (there && !link_read(link, l->text, PATH_MAX)) {
      unseen = errno;
      there = false;
    }
    proc = there && (unsigned long)fs.f_type == PROC_MAGIC;
    const int other =
        there && l->text[0] == '/' ? same_file(l->text, &st) : ENOENT;
    ours = other == 0;
    if (other != 0 && other != ENOENT)
      unseen = other;
    close(fd);
  }
  if (fd == -ENOSYS)
    lookup_failed(L, l, ENOSYS,
                  "\"%.200s\" has \"..\", and only the kernel knows where that "
                  "leads: this needs openat2(2), Linux 5.6 or newer",
                  l->asked);
  if (fd == -ELOOP)
    lookup_failed(L, l, ELOOP,
                  "\"%.200s\" leads through a magic link of /proc, or too many "
                  "symbolic links",
                  l->asked);
  if (fd < 0)
    lookup_failed(L, l, -fd, "cannot follow \"..\" in \"%.200s\": %s", l->asked,
                  strerror(-fd));
  if (unseen != 0)
    lookup_failed(L, l, unseen,
                  "cannot look where \"..\" in \"%.200s\" leads: %s", l->asked,
                  strerror(unseen));
  if (proc)
    lookup_failed(L, l, ELOOP,
                  "\"%.200s\" leads through /proc, where it may mean another "
                  "process for us than for the caller",
                  l->asked);
  if (!ours)
    lookup_failed(L, l, ENOENT,
                  "\"%.200s\" leads to a directory that was moved or removed",
                  l->asked);
  if (strcmp(l->text, "/") == 0)
    l->text[0] = '\0';
}

/* --------------------------------------------------------------- calls -- */

/* Where the path counts from. */
static void base_find(lua_State *L, struct lookup *l,
                      const struct kernel_path *path, bool absolute) {
  const unsigned int pid = (unsigned int)l->request->data.pid;
  char what[64] = "the caller's working directory";
  struct place *base = &l->base;
  int fd = AT_FDCWD;
  /* an int to the kernel, also where the entry of an arch declares it unsigned:
   * utimensat and futimesat of 32-bit arches */
  if (path->dirfd >= 0)
    fd = (int)(int32_t)request_argument(l->request, l->call, path->dirfd);
  if (absolute) {
    *base = l->root;
    return;
  }
  if (fd == AT_FDCWD) {
    snprintf(base->link, sizeof base->link, "/proc/%u/cwd", pid);
  } else if (fd < 0) {
    lookup_failed(L, l, EBADF, "%d is not a descriptor", fd);
  } else {
    snprintf(base->link, sizeof base->link, "/proc/%u/fd/%d", pid, fd);
    snprintf(what, sizeof what, "the caller's descriptor %d", fd);
  }
  place_read(L, l, base, what);
  if (l->asked[0] != '\0' && !S_ISDIR(base->st.st_mode))
    lookup_failed(L, l, ENOTDIR, "%s is not a directory: %.200s", what,
                  base->text);
}

/* Whether openat2(2) was asked to take the directory for the root. */
static bool in_root(lua_State *L, const struct lookup *l, int place) {
  enum { RESOLVE_AT = 16 };
  uint64_t resolve = 0;
  const uint64_t how = (uint64_t)request_argument(l->request, l->call, place);
  const int err = memory_read(l->request->data.pid, how + RESOLVE_AT,
                              (char *)&resolve, sizeof resolve);
  if (err != 0)
    lookup_failed(L, l, err, "cannot read the flags of openat2: %s",
                  strerror(err));
  return (resolve & OPENAT2_IN_ROOT) != 0;
}

/* The path that the caller gave; raises. */
static void asked_read(lua_State *L, struct lookup *l, int place,
                       const struct kernel_path *path) {
  const uint64_t address =
      (uint64_t)request_argument(l->request, l->call, place);
  bool empty = path->always_empty;
  if (path->flags >= 0)
    empty =
        empty || ((uint64_t)request_argument(l->request, l->call, path->flags) &
                  path->empty) != 0;
  if (address == 0 && (empty || path->null))
    return;
  const int err =
      memory_string(l->request->data.pid, address, l->asked, sizeof l->asked);
  if (err == E2BIG)
    lookup_failed(L, l, ENAMETOOLONG,
                  "the path is too long: no NUL within %d "
                  "bytes",
                  PATH_MAX);
  if (err != 0)
    lookup_failed(L, l, err, "cannot read the path at 0x%llx: %s%s",
                  (unsigned long long)address, strerror(err),
                  err == EPERM || err == EACCES
                      ? ": it takes the same user and a process that is "
                        "dumpable, or CAP_SYS_PTRACE"
                      : "");
  if (l->asked[0] == '\0' && !empty)
    lookup_failed(L, l, ENOENT, "the path is empty");
}

/* The argument at 2, a name or a place, that is a path; raises. */
static int place_check(lua_State *L, const char *op, const struct request *r,
                       const struct kernel_call *call,
                       struct kernel_path *path) {
  char text[512];
  int place = 0;
  size_t used = 0;
  const int count = (int)kernel_arguments(call);
  if (lua_type(L, 2) == LUA_TNUMBER) {
    place = (int)args_integer(L, 2, 0, ARG_COUNT - 1);
  } else {
    if (lua_type(L, 2) != LUA_TSTRING)
      args_expected(L, 2, "argument's name or index");
    const char *name = args_name(L, 2, "argument's name");
    const char *wrong =
        named_place(call, request_arch(r), name, &place, text, sizeof text);
    if (wrong != NULL)
      error_raise(L, op, EINVAL, "%s", wrong);
  }
  if (place < count && kernel_path(call, (size_t)place, path))
    return place;
  text[0] = '\0';
  for (int i = 0; i < count && i < ARG_COUNT && used < sizeof text; i++) {
    struct kernel_argument argument;
    struct kernel_path other;
    kernel_argument(call, (size_t)i, &argument);
    if (kernel_path(call, (size_t)i, &other))
      used +=
          (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                           used == 0 ? ": those are " : ", ", argument.name);
  }
  return error_raise(L, op, EINVAL, "argument %d of %s is not a path%s", place,
                     call->name,
                     used != 0 ? text : ": it has none that it looks up");
}

/* [-0, +1]: l->text, but /proc/self and /proc/thread-self, which are whoever
 * looks, as the caller's. */
static void push_answer(lua_State *L, const struct lookup *l) {
  char self[64];
  const char *root = strcmp(l->root.text, "/") == 0 ? "" : l->root.text;
  const char *inside = below(l->text, l->root.text), *tail;
  if (inside != NULL && (tail = below(inside, "/proc/self")) != NULL)
    snprintf(self, sizeof self, "/proc/%u", process_of(L, l));
  else if (inside != NULL &&
           (tail = below(inside, "/proc/thread-self")) != NULL)
    snprintf(self, sizeof self, "/proc/%u/task/%u", process_of(L, l),
             (unsigned int)l->request->data.pid);
  else
    tail = NULL;
  if (tail != NULL)
    lua_pushfstring(L, "%s%s%s", root, self, tail);
  else
    lua_pushstring(L, l->text);
}

/***
The absolute path that an argument means: as the calling thread sees it, from
its working directory, the descriptor that goes with the argument (`dirfd`, of
`oldpath` `olddirfd`, of `newpath` `newdirfd`) and its root; as this process
would write it. `..` is followed as the kernel does. Symbolic links are **not**:
`/srv/link` may be anywhere. An empty path, where the call takes one, is the
descriptor itself. A last slash stays; `.` and slashes too many do not.
`/proc/self` is the caller's.

**It is what the path meant just now**, for messages and to see which directory
it is about. Another thread may have changed it since, and whoever may write to
the directories where it leads. Do not decide by it and continue: open the file
yourself (@{seccomp.supervisor.open_beneath}), and hand that over.
@function Request:path
@tparam string|integer argument its name, as in @{seccomp.signature}, or from 0
@treturn string
@raise EINVAL for an argument that is not a path; EXDEV where no path of this
  process leads there, as in another mount namespace; EBADF for a descriptor
that is not open, or of a pipe; ENOENT for a directory that was removed, or an
empty path; what following `..` gives; and as @{Request:read}
@usage req:path "pathname" --> "/srv/data/a"
*/
int request_path(lua_State *L) {
  static const char op[] = "path";
  struct kernel_call call;
  struct kernel_path path;
  struct request *r = request_any(L);
  args_max(L, 2);
  if (!request_call(r, &call) || call.in_memory)
    error_raise(L, op, EINVAL,
                "the arguments of syscall %d are not known here, or in memory: "
                "read them yourself",
                (int)r->data.data.nr);
  const int place = place_check(L, op, r, &call, &path);
  const int fd = request_memory_begin(L, op, r);
  struct lookup *l = lua_newuserdatauv(L, sizeof *l, 0);
  *l = (struct lookup){.op = op, .request = r, .listener = fd, .call = &call};
  asked_read(L, l, place, &path);
  namespace_check(L, l);
  snprintf(l->root.link, sizeof l->root.link, "/proc/%u/root",
           (unsigned int)r->data.pid);
  place_read(L, l, &l->root, "the caller's root");
  const bool rooted = path.how && in_root(L, l, place + 1);
  base_find(L, l, &path, l->asked[0] == '/' && !rooted);
  if (rooted)
    l->root = l->base;
  const char *rest = after_parents(l->asked);
  if (rest != NULL) {
    const char *start = below(l->base.text, l->root.text);
    if (start == NULL)
      return lookup_failed(
          L, l, EXDEV, "\"%.200s\" starts outside of the caller's root: %.200s",
          l->asked, l->base.text);
    snprintf(l->first, sizeof l->first, "%s/%.*s", start,
             (int)(rest - l->asked), l->asked);
    path_follow(L, l);
  } else {
    rest = l->asked;
    if (strcmp(l->base.text, "/") != 0)
      snprintf(l->text, sizeof l->text, "%s", l->base.text);
  }
  append_path(L, l, l->text, sizeof l->text, rest);
  if (l->text[0] == '\0')
    path_append(L, l, l->text, sizeof l->text, "", 0);
  push_answer(L, l);
  request_stands(L, op, fd, r);
  return 1;
}
