/* SPDX-License-Identifier: MIT */
/* Processes whose filters are read while they run, and what they notice of it;
 * spec/attached_spec.lua. And what installs filters; spec/capture_spec.lua.
 *
 * Each prints its pid in the first line once it is as it is said to be, and
 * ends when its standard input does. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof array / sizeof array[0])
#define X32 0x40000000

static const char *self;

/* Number `nr` fails with EACCES: tells filters apart. */
static struct sock_filter small[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};

static long install(unsigned int nr, unsigned int flags) {
  struct sock_fprog prog = {COUNT(small), small};
  small[1].k = nr;
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &prog);
}

static void say(const char *text) {
  if (write(1, text, strlen(text)) < 0)
    _exit(9);
}

static void say_pid(pid_t pid) {
  char text[32];
  snprintf(text, sizeof text, "%d\n", (int)pid);
  say(text);
}

static void until_end(void) {
  char byte;
  while (read(0, &byte, 1) == 1)
    ;
}

/* ---------------------------------------------------------------- waits -- */

static int ends[2], sockets[2], queue;
static pid_t child;
static uint32_t word;
static sem_t semaphore;

static long wait_read(void) {
  char byte;
  return read(ends[0], &byte, 1) == 1 ? 0 : -1;
}
static long wait_poll(void) {
  struct pollfd p = {.fd = ends[0], .events = POLLIN};
  return poll(&p, 1, -1) == 1 ? 0 : -1;
}
static long wait_poll_time(void) {
  struct pollfd p = {.fd = sockets[0], .events = POLLPRI};
  return poll(&p, 1, 700) == 0 ? 0 : -1;
}
static long wait_select(void) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  return select(ends[0] + 1, &set, NULL, NULL, NULL) == 1 ? 0 : -1;
}
static long wait_futex(void) {
  return syscall(SYS_futex, &word, FUTEX_WAIT, 0, NULL, NULL, 0);
}
static long wait_nanosleep(void) {
  const struct timespec t = {0, 700000000};
  return nanosleep(&t, NULL);
}
static long wait_recv(void) {
  char byte;
  return recv(sockets[0], &byte, 1, 0) == 1 ? 0 : -1;
}
static long wait_child(void) {
  return waitpid(child, NULL, 0) == child ? 0 : -1;
}
static long wait_semaphore(void) { return sem_wait(&semaphore); }
static long wait_message(void) {
  struct {
    long type;
    char text[1];
  } message;
  return msgrcv(queue, &message, 1, 0, 0) == 1 ? 0 : -1;
}

static const struct wait {
  const char *name;
  long (*wait)(void);
} waits[] = {{"read", wait_read},
             {"poll", wait_poll},
             {"poll for a time", wait_poll_time},
             {"select", wait_select},
             {"futex", wait_futex},
             {"nanosleep", wait_nanosleep},
             {"recv", wait_recv},
             {"waitpid", wait_child},
             {"sem_wait", wait_semaphore},
             {"msgrcv", wait_message}};

static void *wait_here(void *arg) {
  const struct wait *wait = arg;
  static char texts[COUNT(waits)][64];
  char *text = texts[wait - waits];
  int err = wait->wait() == 0 ? 0 : errno;
  snprintf(text, 64, "%s: %s\n", wait->name, err ? strerror(err) : "fine");
  return text;
}

static void *wait_signalled(void *arg) {
  sigset_t none;
  sigemptyset(&none);
  sigsuspend(&none);
  return arg;
}

static void nothing(int signal) { (void)signal; }

/* Calls that wait, each in a thread: none of them ends before its time. */
static int run_waits(void) {
  pthread_t threads[COUNT(waits)], pausing;
  const struct sigaction action = {.sa_handler = nothing};
  sigset_t usr1;
  struct {
    long type;
    char text[1];
  } message = {1, "x"};
  install(SYS_mkdirat, 0);
  if (pipe(ends) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
    return 1;
  queue = msgget(IPC_PRIVATE, 0600);
  sem_init(&semaphore, 0, 0);
  child = fork();
  if (child == 0) {
    until_end();
    _exit(0);
  }
  sigaction(SIGUSR1, &action, NULL);
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  for (size_t i = 0; i < COUNT(waits); i++)
    pthread_create(&threads[i], NULL, wait_here, (void *)&waits[i]);
  pthread_create(&pausing, NULL, wait_signalled, NULL);
  say_pid(getpid());
  until_end();
  pthread_kill(pausing, SIGUSR1);
  pthread_join(pausing, NULL);
  word = 1;
  syscall(SYS_futex, &word, FUTEX_WAKE, 1, NULL, NULL, 0);
  sem_post(&semaphore);
  msgsnd(queue, &message, 1, 0);
  send(sockets[1], "x", 1, 0);
  if (write(ends[1], "xxxx", 4) != 4)
    return 2;
  for (size_t i = 0; i < COUNT(waits); i++) {
    void *text;
    pthread_join(threads[i], &text);
    say(text);
  }
  msgctl(queue, IPC_RMID, NULL);
  return 0;
}

/* -------------------------------------------------------------- signals -- */

static volatile sig_atomic_t came, wrong;

static void count(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)context;
  if (info->si_value.sival_int != came)
    wrong = 1;
  came++;
}

/* A queue of signals that is full: each comes once, and in order. */
static int run_signals(void) {
  enum { SIGNALS = 3000 };
  struct sigaction action = {.sa_sigaction = count, .sa_flags = SA_SIGINFO};
  char text[64];
  const pid_t parent = getpid();
  install(SYS_mkdirat, 0);
  sigaction(SIGRTMIN, &action, NULL);
  say_pid(parent);
  if (fork() == 0) {
    for (int i = 0; i < SIGNALS; i++)
      while (sigqueue(parent, SIGRTMIN, (union sigval){i}) != 0)
        ;
    _exit(0);
  }
  while (came < SIGNALS)
    getppid();
  snprintf(text, sizeof text, "%d %s\n", (int)came,
           wrong ? "out of order" : "in order");
  say(text);
  until_end();
  return 0;
}

/* -------------------------------------------------------------- threads -- */

static pthread_barrier_t barrier;

static void *with_another(void *arg) {
  install(SYS_unlinkat, 0);
  *(pid_t *)arg = (pid_t)syscall(SYS_gettid);
  pthread_barrier_wait(&barrier);
  for (;;)
    pause();
  return arg;
}

/* Two threads with a filter, of which one has another. */
static int run_threads(void) {
  static pid_t tid;
  pthread_t thread;
  char text[64];
  pthread_barrier_init(&barrier, NULL, 2);
  install(SYS_mkdirat, SECCOMP_FILTER_FLAG_LOG);
  pthread_create(&thread, NULL, with_another, &tid);
  pthread_barrier_wait(&barrier);
  snprintf(text, sizeof text, "%d %d\n", (int)getpid(), (int)tid);
  say(text);
  until_end();
  return 0;
}

static void *with_its_own(void *arg) {
  install(*(unsigned int *)arg, 0);
  pthread_barrier_wait(&barrier);
  for (;;)
    pause();
  return arg;
}

/* Two threads with a filter each, beside one without. install() is for one at a
 * time. */
static int run_apart(void) {
  static unsigned int calls[] = {SYS_mkdirat, SYS_unlinkat};
  pthread_t thread;
  pthread_barrier_init(&barrier, NULL, 2);
  for (size_t i = 0; i < COUNT(calls); i++) {
    pthread_create(&thread, NULL, with_its_own, &calls[i]);
    pthread_barrier_wait(&barrier);
  }
  say_pid(getpid());
  until_end();
  return 0;
}

static void *end_at_once(void *arg) { return arg; }

/* Threads come and go. */
static int run_churn(void) {
  struct pollfd p = {.fd = 0, .events = POLLIN};
  install(SYS_mkdirat, 0);
  say_pid(getpid());
  while (poll(&p, 1, 0) == 0) {
    pthread_t threads[8];
    for (int i = 0; i < 8; i++)
      if (pthread_create(&threads[i], NULL, end_at_once, NULL) != 0)
        return 1;
    for (int i = 0; i < 8; i++)
      pthread_join(threads[i], NULL);
  }
  say("churned\n");
  return 0;
}

static void *execute(void *arg) {
  execl(self, self, "executes", "again", (char *)NULL);
  return arg;
}

/* It executes itself, by a thread that is not the first. */
static int run_executes(int again) {
  struct pollfd p = {.fd = 0, .events = POLLIN};
  pthread_t thread;
  if (!again) {
    install(SYS_mkdirat, 0);
    say_pid(getpid());
  }
  if (poll(&p, 1, 0) != 0) {
    say("executed\n");
    return 0;
  }
  pthread_create(&thread, NULL, execute, NULL);
  for (;;)
    pause();
}

static void *outlive(void *arg) {
  pthread_join(*(pthread_t *)arg, NULL);
  say_pid(getpid());
  until_end();
  exit(0);
}

/* The first thread has ended, another runs. */
_Noreturn static void run_headless(void) {
  static pthread_t leader;
  pthread_t thread;
  leader = pthread_self();
  install(SYS_mkdirat, 0);
  pthread_create(&thread, NULL, outlive, &leader);
  pthread_exit(NULL);
}

/* The child of vfork(2) waits, and nothing can interrupt its parent. */
static int run_vfork(void) {
  install(SYS_mkdirat, 0);
  const pid_t parent = getpid();
  if (vfork() == 0) {
    say_pid(parent);
    until_end();
    _exit(0);
  }
  return 0;
}

static int run_zombie(void) {
  pid_t pid = fork();
  siginfo_t info;
  if (pid == 0)
    _exit(0);
  waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
  say_pid(pid);
  until_end();
  return 0;
}

static int run_strict(void) {
  say_pid(getpid());
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
  say("strict\n");
  until_end();
  syscall(SYS_exit, 0);
  return 0;
}

/* ------------------------------------------------------------- installs -- */

static void *wait_for_signal(void *arg) {
  for (;;)
    pause();
  return arg;
}

static void prctl_install(unsigned int nr) {
  struct sock_fprog prog = {COUNT(small), small};
  small[1].k = nr;
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog);
}

/* In another process, which ends. */
static void in_child(void (*run)(void)) {
  pid_t pid = fork();
  if (pid == 0) {
    run();
    _exit(0);
  }
  waitpid(pid, NULL, 0);
}

static void child_prctl(void) { prctl_install(SYS_unlinkat); }

static void child_strict(void) {
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
  syscall(SYS_exit, 0);
}

static void child_strict_seccomp(void) {
  syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, NULL);
  syscall(SYS_exit, 0);
}

/* As many instructions as the kernel takes. */
static void child_large(void) {
  static struct sock_filter many[BPF_MAXINSNS];
  struct sock_fprog prog = {BPF_MAXINSNS, many};
  for (size_t i = 0; i < BPF_MAXINSNS; i++)
    many[i] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                           offsetof(struct seccomp_data, nr));
  many[BPF_MAXINSNS - 1] =
      (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog);
}

static void child_listener(void) {
  install(SYS_unlinkat, SECCOMP_FILTER_FLAG_NEW_LISTENER);
}

/* Once by a thread, for all of them. */
static void child_threads(void) {
  pthread_t thread;
  for (int i = 0; i < 3; i++)
    pthread_create(&thread, NULL, wait_for_signal, NULL);
  install(SYS_unlinkat, SECCOMP_FILTER_FLAG_TSYNC);
  _exit(0);
}

static void *install_by_thread(void *arg) {
  install(SYS_unlinkat, 0);
  pthread_barrier_wait(&barrier);
  pthread_barrier_wait(&barrier);
  return arg;
}

/* A thread cannot follow: the number of that is returned, nothing done. */
static void child_no_tsync(void) {
  pthread_t thread;
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&thread, NULL, install_by_thread, NULL);
  pthread_barrier_wait(&barrier);
  install(SYS_fchmodat, SECCOMP_FILTER_FLAG_TSYNC);
  _exit(0);
}

/* seccomp(2) seems to go well, and does nothing. */
static void child_answered(void) {
  small[2].k = SECCOMP_RET_ERRNO;
  install(SYS_seccomp, 0);
  small[2].k = SECCOMP_RET_ERRNO | EACCES;
  install(SYS_fchmodat, 0);
}

static void child_wrong(void) {
  struct sock_fprog none = {0, small}, beyond = {4, (void *)16},
                    longer = {BPF_MAXINSNS + 1, small};
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, (void *)8);
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &none);
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &beyond);
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &longer);
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 1u << 30, &none);
}

/* As x32 has it: a pointer of 32 bits. This kernel may not have x32; then the
 * call fails. */
static void child_x32(void) {
#ifdef MAP_32BIT
  char *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  struct {
    uint16_t len;
    uint32_t filter;
  } prog = {COUNT(small), (uint32_t)(uintptr_t)(low + 64)};
  small[1].k = SYS_unlinkat;
  memcpy(low, &prog, sizeof prog);
  memcpy(low + 64, small, sizeof small);
  syscall(X32 | SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, low);
#endif
}

static const struct {
  const char *name;
  void (*run)(void);
} children[] = {{"prctl", child_prctl},
                {"strict", child_strict},
                {"strict_seccomp", child_strict_seccomp},
                {"large", child_large},
                {"listener", child_listener},
                {"threads", child_threads},
                {"no_tsync", child_no_tsync},
                {"answered", child_answered},
                {"wrong", child_wrong},
                {"x32", child_x32}};

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  self = argv[0];
  for (int fd = 3; fd < 256; fd++)
    close(fd); /* the ends of others' standard input */
  if (strcmp(mode, "waits") == 0)
    return run_waits();
  if (strcmp(mode, "signals") == 0)
    return run_signals();
  if (strcmp(mode, "threads") == 0)
    return run_threads();
  if (strcmp(mode, "apart") == 0)
    return run_apart();
  if (strcmp(mode, "churn") == 0)
    return run_churn();
  if (strcmp(mode, "executes") == 0)
    return run_executes(argc > 2);
  if (strcmp(mode, "headless") == 0)
    run_headless();
  if (strcmp(mode, "vfork") == 0)
    return run_vfork();
  if (strcmp(mode, "zombie") == 0)
    return run_zombie();
  if (strcmp(mode, "strict") == 0)
    return run_strict();
  if (strcmp(mode, "plain") == 0) {
    for (int i = 2; i < argc; i++)
      install((unsigned int)atoi(argv[i]), 0);
    say_pid(getpid());
    until_end();
    return 0;
  }
  if (strcmp(mode, "installs") == 0) {
    install(SYS_mkdirat, SECCOMP_FILTER_FLAG_LOG);
    for (int k = 2; k < argc; k++)
      for (size_t i = 0; i < COUNT(children); i++)
        if (strcmp(argv[k], children[i].name) == 0)
          in_child(children[i].run);
    return 5;
  }
  return 64;
}
