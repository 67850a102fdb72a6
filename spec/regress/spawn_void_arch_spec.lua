-- SPDX-License-Identifier: MIT
-- libseccomp can compile a chain that compares the arch with a syscall number,
-- so that no rule of that arch ever matches. Filter:load installs such a filter
-- as a binary tree, which is right; spawn installed the broken chain.
local here = require "spec.here"
local support = require "spec.support"

local code = [[
  local seccomp = require "seccomp"
  -- x86's chain would begin with a call that has a priority and no rule
  local f = seccomp.filter("allow", {arches = {%q, %q}})
  f:set_priority("write", 9):add_rule("getppid", "errno(EDOM)")
  assert(not pcall(f.verify, f))
  assert(seccomp.spawn({"true"}, {filter = f}):wait().exited == 0)
]]

describe("spawn under a filter whose chain is void", function()
  it("installs a program whose rules hold", function()
    if not support.has_command "strace" then
      pending "strace is not installed"
      return
    end
    if not here.little then
      pending "x86 has the other byte order, and is in no filter here"
      return
    end
    local directory = support.directory()
    local trace, script = directory .. "/trace", directory .. "/script.lua"
    support.spew(script, code:format(table.unpack(here.with_x86)))
    local result = support.script({"strace", "-f", "-v", "-e",
      "trace=seccomp", "-o", trace, support.lua, script}, {loses = "strace"})
    local text = support.slurp(trace) or ""
    support.remove(directory)
    if result.stderr:find "PTRACE" then
      pending("strace cannot trace here: " .. result.stderr)
      return
    end
    assert.equal(0, result.status, support.describe(result))
    local program = text:match "SECCOMP_SET_MODE_FILTER.-filter=%[(.-)%]}"
    -- after x86's token the number must be loaded, before it is compared
    local x86 = program:match "0x40000003, [^)]*%), (BPF_%u+%([^)]*%))"
    assert.equal("BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0)", x86, program)
  end)
end)
