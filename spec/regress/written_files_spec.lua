-- SPDX-License-Identifier: MIT
-- A recording was saved by renaming a file that was written beside the path, so
-- `record --save /dev/null` put a file in the place of the device, a link was
-- replaced and not followed, a file of mode 600 became one that all can read,
-- and whatever had the name with ".new" behind it was lost. The command wrote
-- what -o named in place, so that a full disk left half of it, as it did of
-- files of others, and of all where there was no room for a name beside; nor
-- was what got the name on the disk yet when the power failed; and asking
-- beforehand whether that can be written waited for ever on a pipe.
local record = require "seccomp.record"
local support = require "spec.support"

describe("a file that is written", function()
  local dir

  local function sh(command)
    local pipe = assert(io.popen("cd " .. dir .. "\n" .. command .. " 2>&1"))
    local out = pipe:read "a"
    pipe:close()
    return out
  end

  before_each(function() dir = support.directory() end)
  after_each(function() support.remove(dir) end)

  local recording = record.record({"true"}, {progress = false})

  it("is asked about beforehand", function()
    local file = require "seccomp.core.file"
    sh "mkdir there && echo old >it && mkfifo pipe && ln -s gone/far away"
    local long = ("x"):rep(5000)
    for path, why in pairs {["/it"] = true, ["/new"] = true, ["/pipe"] = true,
      ["/there/new"] = true, ["/there"] = "Is a directory",
      ["/there/"] = "Is a directory", ["/gone/new"] = "No such file or " ..
      "directory", ["/new/"] = "No such file or directory",
      ["/it/new"] = "Not a directory", ["/" .. long] = "File name too long",
      ["/" .. long .. "/new"] = "File name too long"}
    do
      local ok, message, code = file.writable(dir .. path)
      if why == true then
        assert.is_true(ok, path)
      else
        assert.is_nil(ok, path)
        assert.equal(dir .. path .. ": " .. why, message)
        assert.equal("integer", math.type(code))
      end
    end
    assert.equal("away\nit\npipe\nthere\n", sh "ls")
    for path, why in pairs {["/there"] = true, ["/made"] = true,
      ["/it"] = "Not a directory", ["/gone/far"] =
      "No such file or directory"}
    do
      local ok, message = file.directory(dir .. path)
      assert.equal(why == true or nil, ok)
      if why ~= true then
        assert.equal(dir .. path .. ": " .. why, message)
      end
    end
    assert.equal("made\n", sh "ls -d made")
  end)

  it("keeps its mode", function()
    sh "echo old >it && chmod 600 it"
    recording:save(dir .. "/it")
    assert.equal("-rw-------\n", sh "ls -l it | cut -c 1-10")
    assert.equal(1, record.load(dir .. "/it").runs)
    sh "chmod 640 it"
    recording:save(dir .. "/it")
    assert.equal("-rw-r-----\n", sh "ls -l it | cut -c 1-10")
    assert.equal("it\n", sh "ls")
  end)

  it("keeps its owner, and is not written in place for that", function()
    if not support.can_be_nobody() then
      pending "files are given away by root alone"
      return
    end
    sh "echo old >it && chown 65534:65533 it && chmod 4711 it"
    sh "ls -i it >before"
    recording:save(dir .. "/it")
    assert.equal("-rws--x--x 65534 65533\n", sh "stat -c '%A %u %g' it")
    assert.equal(1, record.load(dir .. "/it").runs)
    assert.not_equal(sh "cat before", sh "ls -i it")
  end)

  it("has the mode that others get when it is new", function()
    recording:save(dir .. "/it")
    sh "echo >other"
    assert.equal(sh "ls -l other | cut -c 1-10", sh "ls -l it | cut -c 1-10")
  end)

  it("is found behind links", function()
    sh "mkdir far && echo old >far/it && ln -s far/it link && ln -s gone away"
    recording:save(dir .. "/link")
    recording:save(dir .. "/away")
    assert.equal("away\nlink\n", sh "find . -type l | cut -c 3- | sort")
    assert.equal(1, record.load(dir .. "/far/it").runs)
    assert.equal(1, record.load(dir .. "/gone").runs)
  end)

  it("stays one under its other names", function()
    sh "echo old >it && ln it other"
    recording:save(dir .. "/it")
    assert.equal(1, record.load(dir .. "/other").runs)
  end)

  it("has room on the disk before it changes, where the disk can tell",
    function()
    recording:save(dir .. "/saved")
    local full = {ENOSPC = true, EDQUOT = true, EFBIG = true, EIO = true,
      EOPNOTSUPP = false, ENOSYS = false, EINVAL = false, EPERM = false}
    for errno, fails in pairs(full) do
      sh "rm -f it other; echo old >it && ln it other"
      local child = support.run(([[
        local record = require "seccomp.record"
        local recording = record.load %q
        require "seccomp.policy".new {default = "allow",
          rules = {{"fallocate", action = "errno(%s)"}}}:load()
        local ok, err = pcall(recording.save, recording, %q)
        print(ok, not ok and err.code)
        os.exit(0)
      ]]):format(dir .. "/saved", errno, dir .. "/it"),
        {env = support.goes_on})
      assert.equal(fails and "false\t" .. errno .. "\n" or "true\tfalse\n",
        child.stdout, support.describe(child))
      if fails then
        assert.equal("old\n", sh "cat other")
      else
        assert.equal(1, record.load(dir .. "/other").runs)
      end
    end
  end)

  it("may be a pipe", function()
    sh "mkfifo pipe; cat pipe >got 2>/dev/null & :"
    recording:save(dir .. "/pipe")
    assert.equal("p", sh("ls -l pipe"):sub(1, 1))
    sh "for i in 1 2 3 4 5 6 7 8 9; do [ -s got ] || sleep 0.2; done"
    assert.equal(1, record.load(dir .. "/got").runs)
  end)

  it("leaves what is beside it alone", function()
    sh "echo mine >it.new"
    recording:save(dir .. "/it")
    assert.equal("mine\n", sh "cat it.new")
    assert.equal("it\nit.new\n", sh "ls")
  end)

  it("stays as it was when it cannot be written", function()
    sh "mkdir sub"
    for path, code in pairs {["/sub"] = "EISDIR", ["/none/it"] = "ENOENT",
      ["/" .. ("x"):rep(300)] = "ENAMETOOLONG", ["/a\0b"] = "EINVAL"}
    do
      local ok, err = pcall(recording.save, recording, dir .. path)
      assert.is_false(ok)
      assert.equal(code, err.code, path)
    end
    assert.equal("sub\n", sh "ls")
    -- the size that a file may have, in place of a disk that is full
    support.spew(dir .. "/policy", "return {default = 'allow'}\n")
    support.spew(dir .. "/out", "as it was\n")
    local child = support.script({"sh", "-c", "cd " .. dir ..
      "; (trap '' XFSZ; ulimit -f 0; exec " .. support.lua .. " " ..
      support.root .. "/bin/lua-seccomp compile -f c -o out policy 2>&1) |" ..
      " cat"})
    assert.matches("cannot write out: File too large", child.stdout)
    assert.equal("as it was\n", sh "cat out")
    assert.equal("out\npolicy\nsub\n", sh "ls")
  end)

  -- a container's file that comes from outside
  it("is written in place where its directory is read-only", function()
    local script = ([[
      cd %s && mkdir ro && echo old >target && mount -t tmpfs none ro &&
      echo >ro/it && mount --bind target ro/it &&
      mount -o remount,ro none ro || exit 99
      %s -e 'require("seccomp.record").record({"true"},
        {progress = false}):save "ro/it"' && ! grep -q old target]]):format(dir,
      support.lua)
    local child = support.script {"unshare", "-m", "sh", "-c", script}
    if child.code == 99 or child.stderr:find "^unshare" then
      pending "a file system can be mounted by root alone"
      return
    end
    assert.equal(0, child.code, support.describe(child))
  end)
end)
