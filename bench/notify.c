/* SPDX-License-Identifier: MIT */
/* notify raw|libseccomp N: a supervisor in C that lets each of N calls go on,
 * with the ioctls or with libseccomp's functions. notify target N: only the
 * program that makes the calls, for supervisors elsewhere. Both processes on
 * one CPU, so that a round trip is two switches and no wait for the other CPU.
 * Prints the nanoseconds from call to result. */
#include "bench.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS SECCOMP_IOW(4, __u64)
#endif
#define SYNC_WAKE_UP 1ul

#define BATCHES 40

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* N calls in short batches, of which the median counts: other programs that
 * get the CPU for a while hit some batches and not all. */
static void target(int n) {
  double times[BATCHES];
  for (int k = 0; k < BATCHES; k++) {
    double start = wall_ns();
    for (int i = 0; i < n / BATCHES; i++)
      syscall(SYS_getppid);
    times[k] = (wall_ns() - start) / (n / BATCHES);
  }
  qsort(times, BATCHES, sizeof times[0], compare);
  printf("%.1f\n", times[BATCHES / 2]);
}

static void send_fd(int socket, int fd) {
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof fd)];
  } control = {.header = {.cmsg_len = CMSG_LEN(sizeof fd),
                          .cmsg_level = SOL_SOCKET,
                          .cmsg_type = SCM_RIGHTS}};
  struct iovec byte = {(char[]){'x'}, 1};
  struct msghdr m = {.msg_iov = &byte,
                     .msg_iovlen = 1,
                     .msg_control = control.room,
                     .msg_controllen = sizeof control.room};
  memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
  must(sendmsg(socket, &m, 0) == 1, "sendmsg");
}

static int receive_fd(int socket) {
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  char c;
  struct iovec byte = {&c, 1};
  struct msghdr m = {.msg_iov = &byte,
                     .msg_iovlen = 1,
                     .msg_control = control.room,
                     .msg_controllen = sizeof control.room};
  int fd;
  must(recvmsg(socket, &m, 0) == 1, "recvmsg");
  memcpy(&fd, CMSG_DATA(&control.header), sizeof fd);
  return fd;
}

static int install(void) {
  struct sock_filter code[] = {{BPF_LD | BPF_W | BPF_ABS, 0, 0, 0},
                               {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_getppid},
                               {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_USER_NOTIF},
                               {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}};
  struct sock_fprog prog = {sizeof code / sizeof code[0], code};
  must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
  int fd = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                        SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
  must(fd >= 0, "seccomp");
  return fd;
}

/* The floor: nothing but the two ioctls. */
static void serve_raw(int fd, int n) {
  struct seccomp_notif req;
  ioctl(fd, SECCOMP_IOCTL_NOTIF_SET_FLAGS, SYNC_WAKE_UP);
  for (int i = 0; i < n; i++) {
    memset(&req, 0, sizeof req);
    must(ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, &req) == 0, "RECV");
    struct seccomp_notif_resp resp = {
        .id = req.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    must(ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &resp) == 0, "SEND");
  }
}

static void serve_libseccomp(int fd, int n) {
  struct seccomp_notif *req;
  struct seccomp_notif_resp *resp;
  must(seccomp_notify_alloc(&req, &resp) == 0, "seccomp_notify_alloc");
  for (int i = 0; i < n; i++) {
    memset(req, 0, sizeof *req);
    must(seccomp_notify_receive(fd, req) == 0, "seccomp_notify_receive");
    memset(resp, 0, sizeof *resp);
    resp->id = req->id;
    resp->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    must(seccomp_notify_respond(fd, resp) == 0, "seccomp_notify_respond");
  }
  seccomp_notify_free(req, resp);
}

int main(int argc, char **argv) {
  must(argc == 3, "notify raw|libseccomp|target N");
  int n = atoi(argv[2]) / BATCHES * BATCHES, pair[2];
  if (strcmp(argv[1], "target") == 0) {
    target(n);
    return 0;
  }
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(0, &set);
  must(sched_setaffinity(0, sizeof set, &set) == 0, "sched_setaffinity");
  must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0, "socketpair");
  pid_t pid = fork();
  must(pid >= 0, "fork");
  if (pid == 0) {
    int fd = install();
    send_fd(pair[1], fd);
    close(fd);
    target(n);
    return 0;
  }
  int fd = receive_fd(pair[0]);
  if (strcmp(argv[1], "raw") == 0)
    serve_raw(fd, n);
  else
    serve_libseccomp(fd, n);
  waitpid(pid, NULL, 0);
}
