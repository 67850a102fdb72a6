-- SPDX-License-Identifier: MIT
-- A program that called itself "type=1326" got lines of the audit log read as
-- if they were about seccomp: each call that was audited for it was taken for
-- one that a filter had refused. What ausearch -i writes is not quoted, so that
-- a program called "a syscall=59 b" chose what was allowed; programs like dd
-- and bc were taken for two bytes in hex; socketcall(socket) and
-- unknown-syscall(500) were errors. Calls of an arch that this libseccomp lacks
-- raised an error that told neither file nor line.
local record = require "seccomp.record"

local KERNEL = "auid=1 uid=1 gid=1 ses=1 "
local AUDITD = "type=SECCOMP msg=audit(1.123:4): " .. KERNEL
local AUSEARCH = "type=SECCOMP msg=audit(11/30/2026 08:00:00.123:4) : " ..
  "auid=unset uid=root gid=root ses=unset "

local function read(line)
  local recording = record.parse(line .. "\n", "log")
  local call, process = recording.calls[1], recording.processes[1]
  return ("%s %s %d by %s"):format(call.arch, call.syscall, call.number,
    process.program)
end

describe("an audit log", function()
  it("is not written by what programs are called", function()
    for _, line in ipairs {
      "type=SYSCALL msg=audit(1.1:4): arch=c000003e syscall=59 " .. KERNEL ..
        'pid=5 comm="type=1326" exe="/x"',
      "type=SYSCALL msg=audit(1.1:4): arch=c000003e syscall=59 " .. KERNEL ..
        'pid=5 comm="SECCOMP" exe="SECCOMP auid="',
      'type=EXECVE msg=audit(1.1:4): argc=3 a0="type=SECCOMP" ' ..
        "arch=c000003e syscall=59",
    } do
      local ok, err = pcall(record.parse, line .. "\n", "log")
      assert.is_false(ok, line)
      assert.truthy(tostring(err):find("not a recording", 1, true))
      assert.equal(1, #record.parse(line .. "\n" .. AUDITD ..
        'pid=5 comm="b" arch=c000003e syscall=83\n').calls)
    end
    assert.equal("amd64 mkdir 83 by a syscall=59 b", read(AUSEARCH ..
      "pid=5 comm=a syscall=59 b exe=/arch=1 x sig=SIGSYS arch=x86_64 " ..
      "syscall=mkdir compat=0 ip=0x7f code=kill"))
  end)

  it("is read as ausearch -i has it", function()
    for text, call in pairs {
      ["comm=dd exe=/bin/dd arch=x86_64 syscall=mkdir"] =
        "amd64 mkdir 83 by dd",
      ["comm=bc exe=/bin/bc arch=i386 syscall=socketcall(socket)"] =
        "x86 socketcall 102 by bc",
      ["comm=x exe=/x arch=aarch64 syscall=unknown-syscall(1000)"] =
        "arm64 nil 1000 by x",
      ["comm=x exe=/x arch=x86_64 syscall=unknown-syscall(1073742338)"] =
        "x32 ioctl 1073742338 by x",
    } do
      assert.equal(call, read(AUSEARCH .. "pid=5 " .. text .. " compat=0"))
    end
    -- what the kernel writes in hex has capital letters
    assert.equal("amd64 mkdir 83 by a b", read(AUDITD ..
      "pid=5 comm=612062 arch=c000003e syscall=83"))
  end)

  it("is of arches that libseccomp has", function()
    local seccomp = require "seccomp"
    if pcall(seccomp.syscall_name, 0, "loongarch64") then
      pending "this libseccomp has all arches"
    end
    local line = AUDITD .. 'pid=5 comm="a" arch=c0000102 syscall=1\n'
    for text, options in pairs {[line] = {},
      ["getpid() = 1\n"] = {arch = "loongarch64"}}
    do
      local ok, err = pcall(record.parse, text, "log", options)
      assert.is_false(ok)
      assert.equal("parse", err.op)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find("loongarch64 needs libseccomp", 1, true))
    end
  end)
end)
