-- SPDX-License-Identifier: MIT
-- Before a descriptor that cqueues may poll is closed, cqueues is told; to find
-- it takes words, and words take memory. Where there was none the error went
-- past the closing: the listener was lost and open, and with it the calls that
-- waited for an answer.
local native = require "spec.native"
local support = require "spec.support"

describe("a descriptor that scripts could poll", function()
  it("is closed without memory, too", function()
    if support.unwatched "allocator" then
      pending(support.unwatched "allocator")
      return
    end
    local child = support.script({native.program "alloc",
      support.root .. "/spec/data/polled.lua"}, {env = {ALLOC_ALL = "1",
      LUA_PATH = support.root .. "/?.lua;" .. support.lua_path}})
    assert(child.code == 0, support.describe(child))
    assert.is_truthy(child.stdout:find "tried [1-9]%d* of %d+ in 0: ")
  end)

  it("is closed whatever cqueues makes of it", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local asks = seccomp.filter("allow"):add_rule("getcwd", "notify")
      package.loaded.cqueues = {cancel = function() error "no" end}
      local p = seccomp.spawn({"/bin/pwd"},
        {filter = asks, listener = true, stdout = "null", stderr = "null"})
      p:pollfd()
      p.listener:fd()
      assert(select("#", p.listener:close()) == 0)
      assert(tostring(p.listener):find "closed")
      assert(type(p:wait(10)) == "table")
    ]]
  end)
end)
