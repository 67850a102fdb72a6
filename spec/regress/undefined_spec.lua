-- SPDX-License-Identifier: MIT
-- A policy none of whose rules has conditions has no array of them, and the
-- conditions of each rule were taken from that array at its offset, 0: an
-- offset to a null pointer, which C does not define and clang's sanitizer
-- objects to (gcc's does not). So were those of a rule without conditions by
-- the tree that foresees hangs, where it came before all that have some.
-- `make lint` and `make check` build the module so that it ends at such a
-- thing, and have it do the ordinary once here.
local support = require "spec.support"

it("nothing that C does not define is met on ordinary ways", function()
  local build = os.getenv "CLANG_BUILD"
  if not build then
    pending "make lint builds the module that this needs, by clang"
    return
  end
  support.succeeds([[
    local seccomp = require "seccomp"
    local policy = require "seccomp.policy"
    local p = policy.new {default = "errno(EPERM)", arches = {"amd64", "x86"},
      rules = {{"read", "write", action = "allow"}}}
    assert(p:compile():simulate "read".name == "allow")
    assert(#p:diff(p) == 0 and #p:lint() >= 0)
    local q = policy.new {default = "allow", unknown = "errno(ENOSYS)",
      rules = {{"socket", action = "errno(5)",
        when = {{0, "==", 38}, {arg = 2, op = "<", value = 9, width = 32},
          {1, "masked_eq", -1, 1 << 63}, {3, ">", -2}, {4, "!=", 0}}}}}
    assert(#q:compile() > 3 and #q:diff(p) > 0)
    assert(not q:compile():permits_at_most(p:compile()))
    local f = seccomp.filter("allow", {arches = {"amd64", "x86", "arm"}})
      :add_rule({"read", "socket"}, "kill", {0, "<=", 5}, {2, "!=", 1})
      :set_priority("write", 255)
    f:program():disassemble()
    pcall(f.verify, f)
    pcall(f.add_rule, f, {"read", "opnat"}, "kill")
    f:add_rule("write", "kill"):add_rule("write", "kill", {0, "!=", 1},
      {1, "==", 2}):add_rules {{"close", "trap"}, {"open", "trap", {1, "<", 2}}}
    pcall(f.verify, f)
    assert(#policy.new {default = "allow", rules = {}}:compile() > 0)
    local s = seccomp.spawn({"/bin/pwd"}, {listener = true, env = {},
      stdout = "null", stderr = "null",
      filter = seccomp.filter("allow"):add_rule("getcwd", "notify")})
    local r = s.listener:receive(10)
    r:read(r.arg0, 8)
    r:write(r.arg0, "/\0")
    r:reply(2)
    assert(s:wait(10).exited == 0)
  ]], {env = {LUA_CPATH = build .. "/lua/?.so;;"}})
end)
