-- SPDX-License-Identifier: MIT
-- libseccomp takes a context without arch for no context at all: reading its
-- attributes fails. A filter whose last arch was removed told "kill_thread" for
-- its default action, raised on get and set, and came back from a refused
-- priority with no_new_privs and all else switched off.
local seccomp = require "seccomp"

describe("a filter without arch", function()
  local NATIVE = seccomp.native_arch()
  local function subject()
    return seccomp.filter("errno(ENOSYS)", {log = true, optimize = 2,
      tsync = false, bad_arch_action = "trap"}):remove_arch(NATIVE)
  end

  it("keeps its attributes, and takes others", function()
    local f = subject()
    assert.same({}, f:arches())
    assert.is_false(f:has_arch(NATIVE))
    assert.equal("seccomp.filter (default errno(ENOSYS), 0 rules, no arch)",
      tostring(f))
    assert.equal(seccomp.action "errno(ENOSYS)", f:get "default_action")
    assert.is_true(f:get "log" and f:get "no_new_privs")
    f:set("ssb", true):set {optimize = 1, no_new_privs = false}
    for _, arch in ipairs {"s390x", "arm"} do
      f:add_arch(arch)
      assert.same({arch}, f:arches())
      assert.is_true(f:get "ssb" and f:get "log")
      assert.is_false(f:get "no_new_privs")
      assert.is_false(f:get "tsync")
      assert.equal(1, f:get "optimize")
      assert.equal(seccomp.action "trap", f:get "bad_arch_action")
      local g = seccomp.filter("errno(ENOSYS)",
        {arches = {arch}, bad_arch_action = "trap"})
      assert.is_true(g:export_bpf() == f:export_bpf())
      f:remove_arch(arch)
    end
  end)

  it("refuses rules and priorities, and stays as it is", function()
    local f = subject()
    for _, call in ipairs {
      function() f:add_rule("read", "allow") end,
      function() f:add_rule_exact("read", "allow") end,
      function() f:set_priority("read", 5) end,
      function() f:export_bpf() end,
      function() f:export_pfc() end,
      function() f:load() end,
      function() f:merge(seccomp.filter "errno(ENOSYS)") end,
    } do
      local ok, err = pcall(call)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
    end
    assert.is_true(f:get "log" and f:get "no_new_privs")
    assert.same({}, f:rules())
  end)

  it("loses the rules of its arches for good", function()
    local f = seccomp.filter "allow":add_rule("read", "kill")
      :set_priority("read", 9):remove_arch(NATIVE)
    assert.same({}, f:rules()[1].arches)
    f:add_arch(NATIVE)
    assert.is_true(seccomp.filter "allow":export_bpf() == f:export_bpf())
  end)
end)
