-- SPDX-License-Identifier: MIT
-- Whether a call that returns 0 has installed its filter, `capture` asks /proc:
-- another filter may have answered in the kernel's place. In a pid namespace
-- with the /proc of another one that told of some other process of the same
-- number, which has no filter: all that was installed was said to have failed.
-- Without /proc the opposite came of it.
require "seccomp"
local confined = require "spec.confined"
local support = require "spec.support"

describe("capture in a pid namespace without its own /proc", function()
  local CODE = [[
    local attached = require "seccomp.attached"
    local ok, list, more = pcall(attached.capture,
      {"PROGRAM", "installs", "prctl"}, {stdin = "null", stdout = "null"})
    print(ok and #list .. " " .. #more.failed or list.op .. " " .. list.code)
  ]]

  local function captured(...)
    local path = os.tmpname()
    support.spew(path, (CODE:gsub("PROGRAM", confined.program())))
    local argv = {...}
    argv[#argv + 1], argv[#argv + 2] = support.lua, path
    local child = support.command(argv, {env = {LUA_PATH = support.lua_path,
      LUA_CPATH = support.lua_cpath}})
    os.remove(path)
    assert.equal(0, child.code, support.describe(child))
    return child.stdout
  end

  local namespaces = support.command({"unshare", "-pfm", "--mount-proc",
    "true"}).code == 0

  it("says whose /proc it is, and finds nothing that is not so", function()
    if not namespaces then pending "no pid namespaces here" return end
    assert.equal("2 0\n", captured("unshare", "-pf", "--mount-proc"))
    assert.equal("capture EINVAL\n", captured("unshare", "-pf"))
  end)

  it("says that there is none", function()
    local why = not namespaces and "no pid namespaces here" or
      support.unwatched "proc"
    if why then pending(why) return end
    assert.equal("capture ENOENT\n", captured("unshare", "-pfm", "sh", "-c",
      "mount -t tmpfs none /proc && exec \"$@\"", "sh"))
  end)
end)
