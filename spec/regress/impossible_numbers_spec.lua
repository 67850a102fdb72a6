-- SPDX-License-Identifier: MIT
-- Numbers and names that nobody writes, in what is read and in options, were
-- errors of ours: a release "99999999999999999999.1" was "attempt to compare
-- number with nil", a log with a process of that number "table index is nil",
-- SIGRT_99999999999999999999 "has no integer representation", and an arch with
-- a NUL an argument of `arch`, with a place in our own files. A row of strace
-- -c with a count of 20 digits was left out in silence, and two with 2^63 - 1
-- were together -2 calls. A release with a NUL passed.
local format = require "seccomp.format"
local oci = require "seccomp.oci"
local record = require "seccomp.record"

local HUGE = "99999999999999999999"
local PROFILE = [[{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names":
  ["read"], "action": "SCMP_ACT_ERRNO", "includes": {"minKernel": "4.8"}}]}]]
local UNIT = "[Service]\nSystemCallFilter=read\n"

local function refused(op, why, fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok, why)
  assert.same({op, "EINVAL"}, {err.op, err.code}, tostring(err))
  assert.truthy(err.where:find("_spec.lua:", 1, true), err.where)
  assert.truthy(err.message:find(why, 1, true), err.message)
end

local function summary(...)
  local text = "% time     seconds  usecs/call     calls    errors syscall\n"
  for _, count in ipairs {...} do
    text = text .. (" 10.00    0.000001           1 %9s           read\n")
      :format(count)
  end
  return text
end

describe("what nobody writes", function()
  it("is no release", function()
    for _, kernel in ipairs {HUGE .. ".1", "4." .. HUGE, "6.1\0", "6.1-a\0b"} do
      refused("import", "a release such as \"6.1\" is expected",
        oci.import, PROFILE, {dialect = "docker", kernel = kernel})
    end
    for _, kernel in ipairs {"6.1", "6.1.0-18-amd64", "999999999.1"} do
      local _, report = oci.import(PROFILE, {dialect = "docker",
        kernel = kernel})
      assert.is_table(report)
    end
  end)

  it("is no arch", function()
    local policy = require("seccomp.policy").new {default = "allow"}
    local why = "it has an embedded NUL"
    for _, arch in ipairs {"amd64\0", "\0"} do
      refused("import", why, oci.import, PROFILE, {arch = arch})
      refused("export", why, oci.export, policy, {arch = arch})
      refused("import", why, format.import, UNIT, "systemd", {arch = arch})
      refused("export", why, policy.export, policy, "systemd", {arch = arch})
      refused("parse", why, record.parse, "mkdir(0) = 0\n", "log",
        {arch = arch})
    end
  end)

  it("is no process", function()
    for _, line in ipairs {"strace: Process %s attached",
      "Process %s attached", "write(1, \"x\", strace: Process %s attached",
      "[ Process PID=%s runs in 64 bit mode. ]", "%s mkdir(\"a\", 0777) = 0"}
    do
      local log = record.parse("mkdir(\"a\", 0777) = 0\n" ..
        line:format(HUGE) .. "\nmkdir(\"b\", 0777) = 0\n", "log",
        {arch = "amd64"})
      assert.equal("mkdir", log.calls[1].syscall)
    end
  end)

  it("is no signal", function()
    local function values(signal)
      return tostring(record.parse(("kill(5, SIGRT_%s) = 0\n"):format(signal),
        "log", {arch = "amd64"}):policy {tightness = "arguments"})
    end
    assert.truthy(values("5"):find("{\"sig\", \"==\", 0x25}", 1, true),
      values "5")
    -- with arches where this machine's is another
    local whole = values(HUGE)
    assert.truthy(whole:find("{\"kill\", action = \"allow\"", 1, true), whole)
    assert.is_nil(whole:find("sig\"", 1, true), whole)
  end)

  it("is no count", function()
    local function total(...)
      return tostring(record.parse(summary(...), "log", {arch = "amd64"}))
    end
    assert.equal("seccomp.recording (3 calls, 1 different, 1 run)",
      total("1", "2"))
    assert.equal("seccomp.recording (1 call, 1 different, 1 run)", total "1")
    for _, count in ipairs {HUGE, "9223372036854775807", "100000000000000"} do
      refused("parse", count .. " calls are more than are counted",
        record.parse, summary(count), "log", {arch = "amd64"})
    end
  end)
end)
