-- SPDX-License-Identifier: MIT
-- The kernel takes the low 32 bits of socketcall's first argument, and the low
-- 16 of ipc's, for the call that is meant; libseccomp compares all of them. So
-- a filter that denies shmat on x86 lets ipc(0x10015) through, which is shmat,
-- too, and one that denies socket on s390x lets socketcall(0x100000001)
-- through. verify looked where libseccomp does, and found nothing wrong.
local seccomp = require "seccomp"

local function filter(default, arch, ...)
  return seccomp.filter(default, {arches = {arch}, tsync = false})
    :add_rule(...)
end

local function refused(f)
  local ok, err = pcall(f.verify, f)
  assert.is_false(ok)
  assert.equal("EREFUTED", err.code)
  return err
end

describe("verify of a call behind a multiplexer", function()
  it("refutes a denial that other bits of the argument get around", function()
    for _, case in ipairs {{"x86", "shmat", "ipc", 21, 0xffff},
        {"x86", "msgsnd", "ipc", 11, 0xffff},
        {"s390x", "socket", "socketcall", 1, 0xffffffff}} do
      local arch, name, mux, sub, mask = table.unpack(case)
      local f = filter("allow", arch, name, "errno(EPERM)")
      local err = refused(f)
      local w = err.witness
      assert.equal(mux, w.syscall)
      assert.equal(sub, w.arg0 & mask)
      assert.not_equal(sub, w.arg0)
      assert.equal(seccomp.action "allow", w.actual)
      assert.equal(seccomp.action "allow", (f:program():simulate(w)))
      assert.equal(seccomp.action "errno(EPERM)", w.expected)
      assert.matches("with a rule on " .. mux .. ", masked_eq 0x" ..
        ("%x"):format(mask), err.message)
      -- which helps
      f:add_rule(mux, "errno(EPERM)", {0, "masked_eq", mask, sub}):verify()
    end
  end)

  it("takes a default that permits no more", function()
    filter("kill", "x86", "shmat", "allow"):verify()
    filter("errno(EPERM)", "s390x", "socket", "log"):verify()
    filter("errno(EPERM)", "x86", "msgsnd", "errno(ENOSYS)"):verify()
  end)

  it("has nothing to refute where all bits are looked at", function()
    filter("allow", "x86", "socket", "errno(EPERM)"):verify()
    filter("allow", "mips", "connect", "errno(EPERM)"):verify()
  end)
end)
