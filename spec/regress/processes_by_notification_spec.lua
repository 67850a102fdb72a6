-- SPDX-License-Identifier: MIT
-- By notification, more than 4097 processes ended the recording with "attempt
-- to index a nil value", and all that had been seen was lost. A program that a
-- thread executed was taken for the one before, so that `--only-program` and
-- `--since execve` did not find it. A process that got the number of one that
-- had ended was taken for that.
local processes = require "seccomp.record.processes"
local record = require "seccomp.record"
local support = require "spec.support"

local function family(recording)
  local out = {}
  for i, process in ipairs(recording.processes) do
    out[i] = ("%s %s"):format(process.program, process.parent)
  end
  return out
end

describe("by notification", function()
  it("processes beyond the most are counted as one", function()
    local most = processes.MOST
    processes.MOST = 3
    local ok, recording = pcall(record.record, {"sh", "-c",
      "for i in 1 2 3 4; do (true; /bin/true); done"}, {by = "notify"})
    processes.MOST = most
    assert.is_true(ok, tostring(recording))
    assert.equal(3, #recording.processes)
    local total = 0
    for _, call in ipairs(recording.calls) do
      total = total + call.count
      for _, share in ipairs(call.processes) do total = total - share.count end
    end
    assert.equal(0, total)
  end)

  local directory
  setup(function()
    if not support.has_command "cc" then return end
    directory = support.directory()
    support.spew(directory .. "/thread.c", [[
      #include <pthread.h>
      #include <unistd.h>
      static void *other(void *p) {
        execl("/bin/true", "true", (char *)0);
        return p;
      }
      int main(void) {
        pthread_t t;
        if (pthread_create(&t, NULL, other, NULL) != 0)
          return 1;
        pthread_join(t, NULL);
        return 1;
      }]])
    -- forks children until one has the number of the first
    support.spew(directory .. "/again.c", [[
      #include <stdio.h>
      #include <sys/wait.h>
      #include <unistd.h>
      int main(void) {
        pid_t first = fork();
        if (first == 0)
          _exit(0);
        waitpid(first, NULL, 0);
        FILE *f = fopen("/proc/sys/kernel/ns_last_pid", "w");
        if (f == NULL || fprintf(f, "%d", first - 1) < 0 || fclose(f) != 0)
          return 2;
        pid_t second = fork();
        if (second == 0)
          _exit(getppid() == 0);
        waitpid(second, NULL, 0);
        return second == first ? 0 : 2;
      }]])
    for _, name in ipairs {"thread", "again"} do
      assert(os.execute(("cd %s && cc -pthread -o %s %s.c"):format(directory,
        name, name)))
    end
  end)
  teardown(function()
    if directory then support.remove(directory) end
  end)

  it("a program that a thread executed is one of its own", function()
    if not directory then pending "cc is not installed" end
    for _, by in ipairs {"notify", "ptrace"} do
      local recording = record.record({directory .. "/thread"}, {by = by})
      assert.same({exited = 0}, recording.status)
      assert.same({"thread nil", "true 1"}, family(recording), by)
      assert.equal(1, #recording:since("execve").processes)
    end
  end)

  it("a number that is used again is another process", function()
    if not directory then pending "cc is not installed" end
    for _, by in ipairs {"notify", "ptrace"} do
      local recording = record.record({directory .. "/again"}, {by = by})
      if recording.status.exited == 2 then
        pending "the next number of a process cannot be set here"
      end
      assert.same({exited = 0}, recording.status)
      assert.same({"again nil", "again 1", "again 1"}, family(recording), by)
    end
  end)
end)
