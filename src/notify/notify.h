/* The kernel's side of user notification, as seccomp_unotify(2) has it. Written
 * out, because the headers of older systems lack parts of it; the numbers and
 * layouts are the kernel's ABI and do not change. Also what listener.c,
 * request.c and request_memory.c share. */
#ifndef LUA_SECCOMP_NOTIFY_H
#define LUA_SECCOMP_NOTIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include <lua.h>

#include "../bpf/bpf.h"
#include "../process/process.h"

#pragma GCC visibility push(hidden)

struct notify_request {
  uint64_t id;
  uint32_t pid; /* a thread's; 0 when it is not visible from here */
  uint32_t flags;
  struct bpf_data data;
};

struct notify_response {
  uint64_t id;
  int64_t value;
  int32_t error; /* negative */
  uint32_t flags;
};

struct notify_addfd {
  uint64_t id;
  uint32_t flags;
  uint32_t source;
  uint32_t target;
  uint32_t target_flags;
};

_Static_assert(sizeof(struct notify_request) == 80 &&
                   sizeof(struct notify_response) == 24 &&
                   sizeof(struct notify_addfd) == 24,
               "the kernel's layouts");

#define NOTIFY_RECV _IOWR('!', 0, struct notify_request)
#define NOTIFY_SEND _IOWR('!', 1, struct notify_response)
#define NOTIFY_ID_VALID _IOW('!', 2, uint64_t)
#define NOTIFY_ID_VALID_OLD _IOR('!', 2, uint64_t) /* before Linux 5.8 */
#define NOTIFY_ADDFD _IOW('!', 3, struct notify_addfd)
#define NOTIFY_SET_FLAGS _IOW('!', 4, uint64_t)

#define NOTIFY_CONTINUE 1u      /* notify_response.flags; Linux 5.5 */
#define NOTIFY_ADDFD_SETFD 1u   /* notify_addfd.flags; 5.9 */
#define NOTIFY_ADDFD_SEND 2u    /* 5.14 */
#define NOTIFY_SYNC_WAKE_UP 1uL /* SET_FLAGS; 6.6 */

/* How many answers a Listener remembers. The kernel knows that a request was
 * answered only until its process has taken the answer; then it says, as of
 * one that was killed, that there is no such request. */
#define LISTENER_ANSWERS 32
/* How many requests of 32-bit arches it remembers, for answers by number. */
#define LISTENER_NARROW 256

struct duty;

struct listener {
  uint32_t magic;
  int fd;            /* -1: closed */
  uint32_t received; /* how often RECV was tried */
  /* The requests answered last, each where its number falls: the kernel counts
   * them up by one. */
  uint64_t answered[LISTENER_ANSWERS];
  uint64_t narrow[LISTENER_NARROW]; /* the same of requests of 32-bit arches */
  struct duty *spare;               /* the first user value, or NULL */
  struct process *process; /* the second, where its end has to be waited for */
  bool tuned;
  bool polled; /* scripts may have given the fd to cqueues */
  size_t size; /* of the buffer: what this kernel writes on RECV */
  _Alignas(struct notify_request) unsigned char buffer[];
};

/* Whether l remembers an answer to the request of that id; remember one. */
bool listener_answered(const struct listener *l, uint64_t id);
void listener_remember(struct listener *l, uint64_t id);

/* ioctl(2), again when interrupted; 0 or -errno. */
int notify_ioctl(int fd, unsigned long request, void *arg);
/* Whether the id stands: 0, -ENOENT, or another -errno. */
int notify_id_valid(int fd, uint64_t id);

/* An errno at idx, 1..4095, as the kernel takes it; raises. */
int32_t answer_errno(lua_State *L, const char *op, int idx);
/* Sends it. 0, -ENOENT when the process is gone, -EALREADY when l sent one
 * before, or another -errno. */
int answer_send(struct listener *l, struct notify_response *response);
/* Raises for a return value that a call of a 32-bit arch does not have room
 * for. */
void answer_check_narrow(lua_State *L, const char *op, uint64_t value);
/* [-0, +1 or +2]: true, or false and "gone"; raises for other errors. */
int answer_result(lua_State *L, const char *op, int rc);

enum request_state {
  STATE_EMPTY, /* made, but nothing received into it */
  STATE_PENDING,
  STATE_ANSWERED,
  STATE_GONE /* its process was, when an answer came */
};

/* An answer that is owed: where it is collected, its request got none, and is
 * denied. Not the Request itself has a finalizer, for every object that has one
 * costs Lua's collector a second round, and most requests are answered: their
 * duty goes back to the Listener, for the next. */
struct duty {
  uint32_t magic;
  bool owed;
  uint64_t id;
  struct listener *listener; /* the user value */
};

struct request {
  uint32_t magic;
  uint8_t state;
  int added_fd;              /* the number that add_fd answered with, or -1 */
  struct listener *listener; /* the first user value */
  struct duty *duty;         /* the second, until there is an answer; or NULL */
  struct notify_request data;
};

/* [-0, +1]: a Request of the Listener at idx, not received yet: its data is
 * filled in afterwards, so that no request is lost for want of memory. */
struct request *request_new(lua_State *L, int idx);
void request_set(struct request *r, const void *data);

/* Whether the call uses the low 32 bits of its arguments only, whatever the
 * kernel shows above them. */
bool request_narrow(const struct request *r);

/* The Request at 1; raises for anything else. */
struct request *request_any(lua_State *L);
/* What became of r, the Request at 1. */
enum request_state request_state(lua_State *L, struct request *r);
/* The fd of the Listener of r, the Request at 1; raises when it is closed. */
int request_live_fd(lua_State *L, const char *op, const struct request *r);

/* Its arch, and its call as the kernel's tables have it; NULL, false where they
 * do not. An argument that the call has, as what it is and not the word that it
 * came in. */
struct kernel_call;
const struct arch *request_arch(const struct request *r);
bool request_call(const struct request *r, struct kernel_call *call);
int64_t request_argument(const struct request *r,
                         const struct kernel_call *call, int place);

/* What must hold for memory to be reached, and what /proc has of the process;
 * returns the listener's fd. */
int request_memory_begin(lua_State *L, const char *op, struct request *r);
/* Raises when the request does not stand any more: then the pid may by now be
 * another process's, and what was read of it is worth nothing. */
void request_stands(lua_State *L, const char *op, int fd,
                    const struct request *r);

/* Reads n bytes of a process's memory; 0 or an errno. */
int memory_of(uint32_t pid, uint64_t address, char *to, size_t n);
/* Reads up to a NUL, which has to come within n bytes, or it is E2BIG. */
int memory_string(uint32_t pid, uint64_t address, char *to, size_t n);

/* Methods of Request in request_memory.c. */
int request_read(lua_State *L);
int request_read_string(lua_State *L);
int request_write(lua_State *L);

#pragma GCC visibility pop

#endif
