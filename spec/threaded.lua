--- What `make tsan` has two threads do at once, each in a Lua state of its own
-- (spec/c/states.c): some of everything that the module offers, so that what
-- they share in C is written and read by both.

-- SPDX-License-Identifier: MIT
local PROFILE = [[{
  "defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 1,
  "archMap": [{"architecture": "SCMP_ARCH_X86_64",
    "subArchitectures": ["SCMP_ARCH_X86", "SCMP_ARCH_X32"]}],
  "syscalls": [
    {"names": ["read", "write", "exit_group"], "action": "SCMP_ACT_ALLOW"},
    {"names": ["socket"], "action": "SCMP_ACT_ALLOW",
     "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]}]}]]

return function()
  local seccomp = require "seccomp"
  local native = seccomp.native_arch()
  local arches = native == "amd64" and {"amd64", "x86", "x32"} or {native}
  local policies = require "seccomp.policy"

  -- libseccomp, its tables and its API level
  local f = seccomp.filter("allow", {arches = {"amd64", "x86"}})
    :add_rule({"socket", "semop"}, "kill", {1, "==", 1})
    :add_rule("openat", "errno(EPERM)", {"dirfd", "==", "AT_FDCWD"})
  assert(#f:rules() == 3)
  assert(not pcall(f.verify, f)) -- socketcall passes by
  assert(#f:export_pfc() > 0)
  f:reset "allow"
  assert(seccomp.api() > 0)
  assert(seccomp.features().actions.kill_process)
  for _, arch in ipairs {"amd64", "x86", "arm64", "s390x", "mips"} do
    local number = seccomp.syscall_number("openat", arch)
    assert(seccomp.syscall_name(number, arch) == "openat")
    assert(seccomp.signature("socket", arch)[1].name == "domain")
  end
  assert(seccomp.constant "AF_UNIX" == 1)
  assert(not pcall(seccomp.filter, "alow"))
  assert(not pcall(f.add_rule, f, "opnat", "kill"))

  -- the compiler, proofs, programs
  local p = policies.new {default = "errno(EPERM)", unknown = "errno(ENOSYS)",
    arches = arches, rules = {
    {"read", "write", "@basic-io", action = "allow"},
    {"socket", action = "allow", when = {{"domain", "==", "AF_UNIX"}},
      arches = {native}},
    {"prctl", action = "log", when = {{0, ">", 5}}}}}
  local program = p:compile()
  assert(#p:diff(p) == 0)
  assert(p:compare(program).verdict == "equal")
  assert(program:simulate {syscall = "read"}.name == "allow")
  assert(#program:policy():diff(p) == 0)
  assert(#program:disassemble() > 0)
  assert(#p:lint() >= 0)
  assert(seccomp.stack {program, program}:permits_at_most(program))
  assert(tostring(policies.parse(tostring(p))) == tostring(p))

  -- formats
  for _, name in ipairs {"bpf", "c", "asm"} do p:export(name) end
  local docker = require "seccomp.oci".import(PROFILE, {dialect = "docker"})
  assert(docker:compile())

  -- processes
  local q = seccomp.spawn({"true"}, {filter = p:complain()})
  assert(q:wait(60).exited == 0)
  seccomp.spawn {"true"} -- left to the collector
  assert(not pcall(seccomp.spawn, {"/nonexistent"}))
  local supervisor = require "seccomp.supervisor"
  local seen = 0
  local function deny(req)
    local path = req.syscall == "mkdir" and req.arg0 or req.arg1
    assert(req:read_string(path) == "/dev/null/x")
    assert(req:path "pathname" == "/dev/null/x")
    seen = seen + 1
    return "EPERM"
  end
  local ended = supervisor.run({"sh", "-c", "mkdir /dev/null/x 2>/dev/null"}, {
    filter = seccomp.filter("allow"):add_rule({"mkdir", "mkdirat"},
      "notify"), default = "continue", on = {mkdir = deny, mkdirat = deny}})
  assert(seen == 1 and ended.exited == 1)

  assert(#require("seccomp.attached").list() > 0)

  -- Recordings, but not the recorder: a process that clone(2) copies has locks
  -- of ThreadSanitizer as they were, and may wait for one for ever; so may one
  -- whose every call is notified, for a call that ThreadSanitizer makes.
  local recording = require("seccomp.record").parse(
    'openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3\nread(3, "", 4096) = 0\n',
    "strace")
  assert(recording:policy():compile())
end
