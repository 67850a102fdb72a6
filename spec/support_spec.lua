-- SPDX-License-Identifier: MIT
local support = require "spec.support"

describe("spec.support", function()
  it("reports exit status and output", function()
    local child = support.run([[
      io.write("out ", arg[1], " ", io.read("a")) io.stderr:write("err")
      os.exit(7)
    ]], {args = {"it's"}, stdin = "in"})
    assert.equal(7, child.status)
    assert.equal(7, child.code)
    assert.is_nil(child.signal)
    assert.equal("out it's in", child.stdout)
    assert.equal("err", child.stderr)
  end)

  it("tells signals from exit statuses", function()
    local killed = support.command "kill -SYS $$"
    assert.equal("SIGSYS", killed.signal)
    assert.is_nil(killed.status)
    assert.equal(128 + 31, killed.code)
    local exited = support.command {"sh", "-c", "exit 159"}
    assert.equal(159, exited.status)
    assert.is_nil(exited.signal)
  end)

  it("ends what takes too long", function()
    local child = support.run("while true do end", {timeout = 1})
    assert.is_true(child.timed_out)
  end)

  it("sets and unsets the environment and the directory", function()
    local child = support.command("echo $A-$HOME; pwd",
      {env = {A = "a b", HOME = false}, cwd = "/"})
    assert.equal("a b-\n/\n", child.stdout)
  end)

  it("lets children find the module from anywhere", function()
    local child = support.succeeds([[
      print(require("seccomp")._VERSION)
    ]], {cwd = "/"})
    assert.truthy(child.stdout:match "^lua%-seccomp %d+%.%d+%.%d+\n$")
  end)

  it("sees a filter kill a child", function()
    local child = support.run [[
      require("seccomp").filter("allow")
        :add_rule("chdir", "kill_process"):add_rule("mkdir", "kill_process")
        :load()
      os.rename("a", "b")
      os.execute("cd /; exit 3")
      os.exit(0)
    ]]
    assert.equal(0, child.status)
    child = support.run [[
      require("seccomp").filter("allow")
        :add_rule({"unlink", "unlinkat"}, "kill_process"):load()
      os.remove("/nonexistent")
      os.exit(0)
    ]]
    assert.equal("SIGSYS", child.signal, support.describe(child))
  end)
end)
