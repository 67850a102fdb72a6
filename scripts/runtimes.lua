--- Measures which calls crun and runc themselves make under a container's
-- filter: from its installation to the execve of the container's program, in
-- the thread that installs it and those that it makes. Writes
-- lib/seccomp/oci/startup.lua on standard output.
--
--     lua5.4 scripts/runtimes.lua >startup.lua
--
-- As root, with cc, strace, unshare, crun and runc. crun gets a cgroup v2 of
-- its own, and each kind of container is started several times: the Go runtime
-- does not make the same calls every time.

-- SPDX-License-Identifier: MIT
local TIMES = 8

local directory = io.popen("mktemp -d"):read()

-- What Go does when its garbage collector, or its scheduler, has work to do,
-- which a start seldom shows; of its runtime's sources.
local GO = {"exit_group", "futex", "getpid", "gettid", "madvise", "mmap",
  "munmap", "nanosleep", "rt_sigprocmask", "rt_sigreturn", "sched_yield",
  "tgkill"}

local function sh(...)
  return os.execute((...):format(select(2, ...)))
end

-- Runs a container under strace; calls it with each file of a thread.
local function run(runtime, process)
  sh("cd %s; rm -rf b root tr.*; mkdir -p b/rootfs/proc b/rootfs/dev root; " ..
    "cp true b/rootfs", directory)
  local file <close> = assert(io.open(directory .. "/b/config.json", "w"))
  file:write(([[{"ociVersion": "1.0.2", "process": {"terminal": false,
    "user": {"uid": %d, "gid": %d, "additionalGids": [5]}, "args": ["%s"],
    "env": ["PATH=/"], "cwd": "/", "noNewPrivileges": %s,
    "capabilities": {"bounding": [%s], "effective": [%s], "permitted": [%s]}},
    "root": {"path": "rootfs"}, "hostname": "x", "mounts": [{"destination":
    "/proc", "type": "proc", "source": "proc"}], "linux": {"namespaces":
    [{"type": "mount"}, {"type": "pid"}, {"type": "ipc"}, {"type": "uts"}],
    "seccomp": {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names":
    ["swapoff"], "action": "SCMP_ACT_ERRNO"}]}}}]]):format(process.user,
    process.user, process.program, process.no_new_privs, process.caps,
    process.caps, process.caps))
  file:close()
  local command = runtime == "crun" and "crun --cgroup-manager=disabled" or
    "runc"
  local first = runtime == "crun" and "umount -R /sys/fs/cgroup; mount -t " ..
    "cgroup2 none /sys/fs/cgroup;" or ""
  assert(sh("cd %s/b && unshare -m sh -c '%s exec strace -ff -qq -o %s/tr " ..
    "%s --root %s/root run c%d' >%s/log 2>&1 || { cat %s/log >&2; false; }",
    directory, first, directory, command, directory, os.time() % 100000,
    directory, directory))
end

-- Whether a line installs a filter.
local function installs(line)
  return line:find "{len=" and line:find "= 0$" and
    (line:find "^seccomp%(SECCOMP_SET_MODE_FILTER" or
    line:find "^prctl%(PR_SET_SECCOMP")
end

-- The calls between the filter and the execve, of the thread that installs the
-- filter and of those that it makes.
local function count(names)
  local bound, found = {}, false
  local function follow(id, filtered)
    for line in io.lines(directory .. "/tr." .. id) do
      local name = line:match "^([%w_]+)%("
      if filtered and name then
        names[name] = true
        local child = name:find "^clone" and line:match "= (%d+)$"
        if child and not bound[child] then
          bound[child] = true
          follow(child, true)
        end
        if name == "execve" and line:find "= 0$" then return true end
      end
      filtered = filtered or installs(line)
    end
    return false
  end
  for path in io.popen("ls " .. directory .. "/tr.*"):lines() do
    local id = path:match "%d+$"
    if not bound[id] then found = follow(id, false) or found end
  end
  assert(found, "no filter was installed")
end

local function listed(names)
  local list = {}
  for name in pairs(names) do list[#list + 1] = name end
  table.sort(list)
  local lines = {""}
  for _, name in ipairs(list) do
    if #lines[#lines] + #name > 66 then lines[#lines + 1] = "" end
    lines[#lines] = lines[#lines] .. name .. " "
  end
  return "[[\n      " .. table.concat(lines, "\n      "):gsub(" +\n", "\n")
    :gsub(" +$", "") .. "]]"
end

local function version(runtime)
  return io.popen(runtime .. " --version"):read():match "version ([%d.]+)"
end

local source = assert(io.open(directory .. "/true.c", "w"))
source:write "int main(void) { return 0; }\n"
source:close()
assert(sh("cc -static -o %s/true %s/true.c", directory, directory))
print [[
--- Which calls crun and runc themselves make under a container's filter, until
-- they execute its program: with noNewPrivileges they install the filter last,
-- else before they give up their privileges. Measured on amd64 by
-- scripts/runtimes.lua, and what Go's runtime does now and then.
-- @module seccomp.oci.startup
return {]]
for _, runtime in ipairs {"crun", "runc"} do
  print(("  %s = {\n    version = %q,"):format(runtime, version(runtime)))
  for _, no_new_privs in ipairs {true, false} do
    local names = {}
    for _, name in ipairs(runtime == "runc" and GO or {}) do
      names[name] = true
    end
    for _ = 1, TIMES do
      for _, user in ipairs {0, 1000} do
        for _, caps in ipairs {"", '"CAP_CHOWN", "CAP_SETUID"'} do
          for _, program in ipairs {"/true", "true"} do
            run(runtime, {user = user, caps = caps, program = program,
              no_new_privs = tostring(no_new_privs)})
            count(names)
          end
        end
      end
    end
    print(("    %s = %s,"):format(no_new_privs and "no_new_privs" or
      "privileged", listed(names)))
  end
  print "  },"
end
print "}"
sh("rm -rf %s", directory)
