-- SPDX-License-Identifier: MIT
-- The group @lua had open and openat, with any flags, for the start of a lua
-- program: a script that confined itself with it, as the guide says, could
-- write any file of its user's. Found by a policy that refused openat in a rule
-- behind the group: the file was opened, and the policy was right.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

describe("a script under @lua", function()
  it("opens, starts and connects nothing, whatever the arch", function()
    for _, arch in ipairs(seccomp.arches()) do
      local program = policies.new {default = "kill_process", arches = {arch},
        rules = {{"@lua", action = "allow"}}}:compile {prove = false}
      for _, name in ipairs {"open", "openat", "openat2", "creat", "mkdir",
        "open_by_handle_at", "unlink", "unlinkat", "rename", "readlink",
        "truncate", "execve", "execveat", "socket", "socketcall", "kill",
        "clone", "clone3", "fork", "ptrace", "mount", "io_uring_setup"}
      do
        local number = seccomp.syscall_number(name, arch)
        if number and number >= 0 then
          assert.equal("kill_process", tostring(program:simulate {arch = arch,
            syscall = name}), arch .. " " .. name)
        end
      end
    end
  end)

  it("ends where it opens a file", function()
    local child = support.run [[
      require("seccomp.policy").new {default = "kill_process",
        rules = {{"@lua", action = "allow"}}}:load()
      io.write "computes\n"
      io.stdout:flush()
      io.open "/etc/passwd"
      io.write "and opens\n"
    ]]
    assert.equal("SIGSYS", child.signal, support.describe(child))
    assert.equal("computes\n", child.stdout)
  end)

  it("reads what was open", function()
    support.succeeds [[
      local file = assert(io.open("/etc/passwd"))
      require("seccomp.policy").new {default = "kill_process",
        rules = {{"@lua", action = "allow"}}}:load()
      assert(#file:read "a" > 0)
      assert(file:seek("set", 0) == 0)
      for _ in file:lines() do end
      file:close()
      os.exit(0, true)
    ]]
  end)
end)
