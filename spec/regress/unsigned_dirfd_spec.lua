-- SPDX-License-Identifier: MIT
-- utimensat and futimesat of 32-bit arches declare their directory unsigned, in
-- the kernel's entry alone: AT_FDCWD was a descriptor 4294967196 to
-- Request:path, which nobody has.
local here = require "spec.here"
local live = require "spec.live"
local native = require "spec.native"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"
local supervise = require "spec.supervise"

local AT_FDCWD = -100

describe("a directory that the kernel's entry declares unsigned", function()
  it("is the working directory all the same", function()
    local cwd = support.lines("pwd -P")()
    local process, finish
    if here.bits == 32 then
      process, finish = supervise.start("call", "utimensat", {AT_FDCWD, 0, 0,
        0})
    elseif live.missing(live.x86) then
      pending(live.missing(live.x86))
      return
    else
      -- by int $0x80, and without a path, which would be below 2^32
      local number = seccomp.syscall_number("utimensat", "x86")
      local input = assert(io.tmpfile())
      input:write(("%d %d 0 0 0\n"):format(number, AT_FDCWD & 0xffffffff))
      input:seek "set"
      process = seccomp.spawn({native.program "int80"}, {stdin = input,
        stdout = "null", listener = true, filter = policies.new {
          default = "allow", arches = {"amd64", "x86"}, rules = {
            {"utimensat", action = "notify", arches = {"x86"}}}}})
      finish = function() process:wait(10) end
    end
    local request = supervise.next(process)
    assert.equal("utimensat", request.syscall)
    assert.equal(cwd, request:path(1))
    request:fail "EPERM"
    finish()
  end)
end)
