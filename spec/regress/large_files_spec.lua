-- SPDX-License-Identifier: MIT
-- On 32-bit machines files of 2 GiB and more could not be opened, replaced or
-- found in PATH, nor some directories be listed (EOVERFLOW): the module was
-- built without 64-bit offsets.
local command = require "spec.command"
local seccomp = require "seccomp"
local support = require "spec.support"

local SIZE = 3 << 30

describe("a file of 3 GiB", function()
  local directory
  setup(function()
    directory = support.directory()
    local child = support.command(("cd %s && cp /bin/true large && " ..
      "truncate -s %d large policy"):format(directory, SIZE))
    assert(child.code == 0, support.describe(child))
  end)
  teardown(function() support.remove(directory) end)

  it("is a program in PATH", function()
    local child = support.succeeds([[
      local seccomp = require "seccomp"
      for _, filter in ipairs {false, seccomp.filter "allow"} do
        local p = seccomp.spawn({"large"}, {filter = filter or nil})
        assert(p:wait().exited == 0)
      end
    ]], {env = {PATH = directory .. ":" .. os.getenv "PATH"}})
    assert.equal("", child.stderr)
  end)

  it("is written over", function()
    local profile = directory .. "/mild.lua"
    support.spew(profile, 'return {default = "allow", rules = {}}')
    local path = directory .. "/policy"
    local child = command.run {"compile", "-o", path, profile}
    assert.equal(0, child.code, child.stderr)
    assert.is_true(#seccomp.program(support.slurp(path)) > 0)
  end)

  it("is written to where it is open", function()
    local path = directory .. "/large"
    local file = assert(io.open(path, "r+"))
    assert(file:seek("set", SIZE))
    seccomp.filter "allow":export_bpf(file)
    assert.is_true(file:seek "end" > SIZE)
    file:close()
  end)
end)
