-- SPDX-License-Identifier: MIT
-- What the kernel can do was written down by each Lua state that loaded the
-- module, while threads with states of their own read it (`recv_wakes`).
-- ThreadSanitizer sees that whenever it can happen, not only when it does.
local support = require "spec.support"

describe("states on two threads", function()
  it("write nothing that the other reads", function()
    if support.sanitized() then
      pending "there is another sanitizer in this process"
      return
    end
    local build = support.build .. "/tsan"
    local probe = "mkdir -p " .. support.quote(build) .. " && echo 'int main" ..
      "(void) { return 0; }' | ${CC:-cc} -x c -fsanitize=thread -o " ..
      support.quote(build .. "/probe") .. " - && " ..
      support.quote(build .. "/probe")
    if support.command(probe).code ~= 0 then
      pending "this compiler has no ThreadSanitizer"
      return
    end
    local made = support.command(([[
      make -s BUILD=%s CFLAGS='-O0 -g -fsanitize=thread' \
        LDFLAGS=-fsanitize=thread &&
      ${CC:-cc} -std=c11 -D_GNU_SOURCE -g -fsanitize=thread -rdynamic \
        %s -o %s/states spec/c/states.c %s -lpthread]]):format(
      support.quote(build), support.lua_cflags, support.quote(build),
      support.lua_libs), {cwd = support.root,
      timeout = 600, env = {MAKEFLAGS = false, MAKELEVEL = false,
        BUILD = false, CPPFLAGS = false}})
    assert(made.code == 0, support.describe(made))
    local script = os.tmpname()
    finally(function() os.remove(script) end)
    support.spew(script, [[return function()
      local seccomp = require "seccomp"
      local policy = require("seccomp.policy").new {default = "allow"}
      local p = seccomp.spawn({"true"}, {filter = policy})
      assert(p:wait().exited == 0)
      assert(#seccomp.filter("allow"):program() > 0)
    end]])
    local child = support.script({build .. "/states", script},
      {timeout = 300, env = {LUA_CPATH = build .. "/lua/?.so;;"}})
    assert(child.code == 0 and child.stderr == "", support.describe(child))
  end)
end)
