-- SPDX-License-Identifier: MIT
-- A kernel that is at its limit on memory for compiled filters answers with an
-- errno of its own, 524, which nobody can read: "Unknown error 524 (E524)".
local seccomp = require "seccomp"
local support = require "spec.support"

describe("a kernel at net.core.bpf_jit_limit", function()
  it("is told as that", function()
    local script, errors = os.tmpname(), io.tmpfile()
    support.spew(script, [[
      local seccomp = require "seccomp"
      local f = seccomp.filter("allow", {tsync = false})
        :add_rule("mkdirat", "errno(EPERM)")
      local function refused(fn, ...)
        local ok, err = pcall(fn, ...)
        assert(not ok and err.code == "ENOTSUPP" and err.errno == 524,
          tostring(err))
        assert(err.message:find("net.core.bpf_jit_limit", 1, true))
        assert(not err.message:find "Unknown")
      end
      refused(f.load, f)
      local p = f:program()
      refused(p.load, p, {tsync = false})
      refused(seccomp.spawn, {"true"}, {filter = f})
    ]])
    local words = support.interpreter()
    words[#words + 1] = script
    local outcome = seccomp.spawn(words, {stderr = errors,
      filter = seccomp.filter "allow":add_rule("seccomp", "errno(524)")})
      :wait(30)
    os.remove(script)
    errors:seek "set"
    assert.equal(0, outcome.exited, errors:read "a")
  end)
end)
