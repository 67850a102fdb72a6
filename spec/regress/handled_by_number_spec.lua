-- SPDX-License-Identifier: MIT
-- A supervisor's handler for a number was asked about calls of that number on
-- each arch: with `on = {[20] = "continue"}`, written for amd64, a process that
-- called x86's 20 by `int $0x80` had it made, whatever `default` said.
local native = require "spec.native"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"
local support = require "spec.support"

describe("a supervisor's handler for a number", function()
  it("is for calls of the native arch", function()
    if seccomp.native_arch() ~= "amd64" then
      pending "written for amd64"
      return
    end
    local GETPID = 20 -- of x86
    local policy = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{"getpid", action = "notify", arches = {"x86"}}}}
    local directory = support.directory()
    support.spew(directory .. "/calls", GETPID .. "\n")
    local input = assert(io.open(directory .. "/calls"))
    local output = assert(io.open(directory .. "/results", "w"))
    local process <close> = seccomp.spawn({native.program "int80"},
      {filter = policy, listener = true, stdin = input, stdout = output})
    local outcome = supervisor.serve(process, {default = "EACCES",
      on = {[GETPID] = "continue"}})
    input:close()
    output:close()
    local results = support.slurp(directory .. "/results")
    support.remove(directory)
    if outcome.exited == 77 or outcome.signaled == "SIGSEGV" then
      pending "this kernel takes no calls of x86"
      return
    end
    assert.same({exited = 0}, outcome)
    assert.equal("-13", results:match "\n(%-?%d+)\n$", results)
  end)
end)
