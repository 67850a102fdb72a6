-- SPDX-License-Identifier: MIT
-- libseccomp before 2.6 hands a program out by one write(2), and takes a short
-- one for a good one, as where memory for files in memory ends: then
-- `Filter:export_bpf` gave half of the program, and its file, without a word.
-- (A limit on the size of files was looked at.)
local command = require "spec.command"
local here = require "spec.here"
local native = require "spec.native"
local support = require "spec.support"

describe("a program of which libseccomp writes half", function()
  it("is not taken for one", function()
    if here.arch == "arm" then
      return pending "what makes calls fail is not written for arm"
    end
    if support.unwatched "calls" then
      pending(support.unwatched "calls")
      return
    end
    local directory = command.directory()
    local child = support.script({native.program "faults",
      support.root .. "/spec/alloc/filters.lua"}, {env = {
      FAULTS_ONLY = "export_bpf", FAULTS_ERROR = "SHORT",
      ALLOC_FILES = directory,
      LUA_PATH = support.root .. "/?.lua;" .. support.lua_path}})
    support.remove(directory)
    if child.status == 77 then
      pending "written for x86-64, by ptrace(2)"
      return
    end
    assert(child.code == 0, child.stderr)
    assert.truthy(child.stdout:find("tried %d+: export_bpf"), child.stdout)
  end)
end)
