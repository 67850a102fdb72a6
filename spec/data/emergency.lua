-- SPDX-License-Identifier: MIT
-- What spec/c/emergency.c runs with a full collection at every allocation: each
-- class once, and each kind of error.
local emergency = emergency -- luacheck: ignore 113
local seccomp = require "seccomp"
local policy = require "seccomp.policy"
local oci = require "seccomp.oci"
local supervisor = require "seccomp.supervisor"

local PROFILE = {
  defaultAction = "SCMP_ACT_ERRNO",
  syscalls = {{names = {"read", "write"}, action = "SCMP_ACT_ALLOW",
    args = {{index = 0, op = "SCMP_CMP_LE", value = 3}}}},
}

local function fails(code, fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok and (type(err) == "table" and err.code == code or
    tostring(err):find(code, 1, true)), tostring(err))
  assert(#tostring(err) > 10)
end

local function work()
  local a = seccomp.action("errno", "EACCES"):with_code "EPERM"
  assert(tostring(a) == "errno(EPERM)" and a == seccomp.action "errno(1)")
  local c = seccomp.condition {arg = 1, op = "masked_eq", mask = 7, value = "2"}
  assert(tostring(c) == "arg1 & 0x7 == 0x2")
  local f = seccomp.filter("allow", {arches = {"amd64", "x86"}, log = true})
  f:add_rule({"read", "write"}, a, c, {2, "<", 9}):add_rule("kill", "trap")
  f:merge(seccomp.filter("allow", {arches = {"arm"}}):add_rule("open", "log"))
  f:set {optimize = 2, ssb = true}
  fails("EINVAL", f.add_rule, f, {"read", "opnat"}, "kill")
  fails("EINVAL", f.set, f, {lgo = true})
  fails("bad argument", f.add_rule, f, "read")
  assert(#f:rules() == 4 and f:rules()[2].action == a)
  assert(f:rules()[2].conditions[1] == c)
  assert(#f:export_bpf() % 8 == 0 and f:export_pfc():find "kill")
  local p = f:program()
  assert(p == seccomp.program(p:bytes()) and #p:disassemble() > 100)
  assert(p:simulate {syscall = "read", arch = "amd64", arg1 = 2} == a)
  local g = seccomp.filter("allow", {arches = {"amd64"}})
    :add_rule("read", "kill", {0, "==", 1})
  g:verify()
  local w = g:program():diff(seccomp.filter("allow", {arches = {"amd64"}})
    :program())[1]
  assert(w.syscall == "read" and w.arg0 == 1)
  assert(not seccomp.arch "x87" and not seccomp.syscall_number "opnat")
  assert(seccomp.features().arches.x86)
  local q = policy.parse [[return {default = "allow", arches = {"amd64"},
    rules = {{"openat", action = "kill", when = {{1, "!=", 3}}}}}]]
  assert(policy.parse(tostring(q)):diff(q)[1] == nil)
  fails("EINVAL", policy.parse, "return {default = print()}")
  assert(#q:complain():compile() > 3)
  assert(#oci.import(PROFILE):compile() > 3)
end

local function processes()
  local f = seccomp.filter("allow"):add_rule("getcwd", "notify")
  local p <close> = seccomp.spawn({"/bin/pwd"}, {filter = f, listener = true,
    env = {A = "b"}, stdout = "null", stderr = "null"})
  local s = supervisor.new(p, {default = "continue", on = {
    getcwd = function(req)
      assert(#req:read(req.arg0, 8) == 8)
      req:write(req.arg0, "/\0")
      return {value = 2}
    end,
  }})
  assert(s:step(10))
  assert(s:run().exited == 0)
  fails("spawn", seccomp.spawn, {"/nonexistent"})
end

-- twice, for what is met only where something was kept
work() -- loads what is loaded late
for _, mode in ipairs {"incremental", "generational"} do
  collectgarbage(mode)
  emergency(true)
  work()
  work()
  processes()
  emergency(false)
end
