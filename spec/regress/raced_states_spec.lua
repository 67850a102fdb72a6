-- SPDX-License-Identifier: MIT
-- What the kernel can do was written down by each Lua state that loaded the
-- module, while threads with states of their own read it (`recv_wakes`); and by
-- libseccomp, when it was first asked. A trace that one thread had ended was
-- what a signal to another thread still wanted to end. ThreadSanitizer sees
-- such things whenever they can happen, not only when they do.
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
      "$(setarch -R true 2>/dev/null && echo setarch -R) " ..
      support.quote(build .. "/probe")
    if support.command(probe).code ~= 0 then
      pending "ThreadSanitizer does not run here"
      return
    end
    local child = support.command("make -s tsan BUILD=" ..
      support.quote(support.build), {cwd = support.root, timeout = 600,
        env = {MAKEFLAGS = false, MAKELEVEL = false, BUILD = false,
          CPPFLAGS = false}})
    assert(child.code == 0 and child.stderr == "", support.describe(child))
  end)
end)
