-- SPDX-License-Identifier: MIT
-- Request:path and supervisor.open_beneath, call by call: what they return, and
-- what they say. Against a hostile program: beneath_spec.lua.
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local supervisor = require "seccomp.supervisor"
local support = require "spec.support"

local root

setup(function()
  root = support.directory()
  assert(os.execute("cd " .. root .. [[ && mkdir a a/b c && echo in >a/file &&
    echo out >c/file && ln -s ../c a/link && ln -s b a/inner &&
    ln -s file a/name && mkfifo a/fifo]]))
end)

teardown(function() support.remove(root) end)

-- What fn makes of the target's call.
local function asked(call, rest, fn)
  local process, finish = supervise.start("call", call, rest)
  local request = supervise.next(process)
  local results = table.pack(pcall(fn, request))
  if not request.answered then request:fail "EPERM" end
  finish()
  return table.unpack(results, 1, results.n)
end

local function path_of(call, rest, argument)
  local ok, path = asked(call, rest, function(request)
    return request:path(argument)
  end)
  return ok and path or path.code or path
end

local here = support.lines("pwd -P")()
local AT_FDCWD, AT_EMPTY_PATH = -100, 0x1000

describe("Request:path", function()
  it("is absolute, by name or index, for each path of a call", function()
    for _, case in ipairs {
      {"mkdirat", {AT_FDCWD, "s:x"}, "pathname", "/x"},
      {"mkdirat", {AT_FDCWD, "s:x"}, "path", "/x"},
      {"mkdirat", {AT_FDCWD, "s:x"}, 1, "/x"},
      {"mkdirat", {0xffffff9c, "s:x"}, 1, "/x"},
      {"mkdirat", {0x7fffffff9c, "s:x"}, 1, "/x"},
      {"mkdirat", {987654, "s:/x"}, 1, "=/x"},
      {"mkdirat", {987654, "s:x"}, 1, "EBADF"},
      {"mkdirat", {-1, "s:x"}, 1, "EBADF"},
      {"mkdirat", {AT_FDCWD, "s:"}, 1, "ENOENT"},
      {"mkdirat", {AT_FDCWD, "nowhere"}, 1, "EFAULT"},
      {"mkdirat", {AT_FDCWD, 0}, 1, "EFAULT"},
      {"mkdirat", {AT_FDCWD, "e:" .. ("x"):rep(4096)}, 1, "ENAMETOOLONG"},
      {"chdir", {"s:x"}, "filename", "/x"},
      {"pivot_root", {"s:a", "s:b"}, "put_old", "/b"},
      {"renameat2", {987654, "s:a", AT_FDCWD, "s:b"}, "newpath", "/b"},
      {"renameat2", {AT_FDCWD, "s:a", 987654, "s:b"}, "oldpath", "/a"},
      {"renameat2", {AT_FDCWD, "s:a", 987654, "s:b"}, "newpath", "EBADF"},
      {"symlinkat", {"s:text", 987654, "s:/b"}, "linkpath", "=/b"},
      {"fchownat", {AT_FDCWD, "s:", -1, -1, AT_EMPTY_PATH}, 1, ""},
      {"fchownat", {AT_FDCWD, 0, -1, -1, AT_EMPTY_PATH}, 1, ""},
      {"fchownat", {AT_FDCWD, "s:", -1, -1, 0}, 1, "ENOENT"},
      {"utimensat", {AT_FDCWD, 0, 0, 0}, 1, ""},
      {"linkat", {AT_FDCWD, "s:", AT_FDCWD, "s:", AT_EMPTY_PATH}, 1, ""},
      {"linkat", {AT_FDCWD, "s:", AT_FDCWD, "s:", AT_EMPTY_PATH}, 3, "ENOENT"},
      {"umount2", {"s:x", 0}, "target", "/x"},
      {"mount", {0, "s:x", 0, 0, 0}, "target", "/x"},
      {"symlink", {"s:text", "s:x"}, "target", "EINVAL"},
      -- each name that a path has
      {"acct", {"s:x"}, "filename", "/x"},
      {"rename", {"s:a", "s:b"}, "oldpath", "/a"},
      {"symlink", {"s:text", "s:x"}, "linkpath", "/x"},
      {"move_mount", {AT_FDCWD, "s:a", AT_FDCWD, "s:b", 0}, "from_path", "/a"},
      {"move_mount", {AT_FDCWD, "s:a", AT_FDCWD, "s:b", 0}, "to_path", "/b"},
      {"pivot_root", {"s:a", "s:b"}, "new_root", "/a"},
      {"pivot_root", {"s:a", "s:b"}, "put_old", "/b"},
      {"uselib", {"s:x"}, "library", "/x"},
      {"quotactl", {0, "s:x", 0, 0}, "special", "/x"},
      {"swapoff", {"s:x"}, "path", "/x"},
      -- and flags that let them be empty
      {"move_mount", {AT_FDCWD, "s:", AT_FDCWD, "s:", 4}, "from_path", ""},
      {"move_mount", {AT_FDCWD, "s:", AT_FDCWD, "s:", 4}, "to_path", "ENOENT"},
      {"move_mount", {AT_FDCWD, "s:", AT_FDCWD, "s:", 0x40}, "to_path", ""},
      {"move_mount", {AT_FDCWD, "s:", AT_FDCWD, "s:", 0x40}, "from_path",
        "ENOENT"},
      {"fspick", {AT_FDCWD, "s:", 8}, "path", ""},
      {"fspick", {AT_FDCWD, "s:", 0x1000}, "path", "ENOENT"},
      {"readlinkat", {AT_FDCWD, "s:", 0, 0}, "pathname", ""},
    } do
      local call, rest, argument, expected = table.unpack(case)
      if expected:sub(1, 1) == "=" then
        expected = expected:sub(2)
      elseif not expected:find "^E" then
        expected = here .. expected
      end
      if seccomp.signature(call) then -- not every arch has symlink or rename
        assert.equal(expected, path_of(call, rest, argument), call .. " " ..
          table.concat(rest, " "))
      end
    end
  end)

  it("keeps links and follows parents", function()
    local function of(path)
      return (path_of("mkdirat", {AT_FDCWD, "s:" .. path}, 1)
        :gsub("^" .. root:gsub("%p", "%%%0"), "ROOT"))
    end
    for path, expected in pairs {
      ["/a/file"] = "ROOT/a/file", ["//a/.///file"] = "ROOT/a/file",
      ["/a/link"] = "ROOT/a/link", ["/a/link/"] = "ROOT/a/link/",
      ["/a/link/."] = "ROOT/a/link/", ["/a/link/file"] = "ROOT/a/link/file",
      -- not ROOT/a/file
      ["/a/link/../a/file"] = "ROOT/a/file", ["/a/link/.."] = "ROOT",
      ["/a/inner/.."] = "ROOT/a", ["/a/inner/../link/x"] = "ROOT/a/link/x",
      ["/a/link/../c/../a/b/../new"] = "ROOT/a/new",
      ["/a/nothing/../file"] = "ENOENT", ["/a/file/../file"] = "ENOTDIR",
    } do
      assert.equal(expected, of(root .. path), path)
    end
    assert.equal("/", of "/")
    assert.equal("/", of "/..")
    assert.equal("/", of "/../../.")
    assert.equal("/etc/", of "/etc/")
  end)

  it("takes /proc/self for the caller's", function()
    local process, finish = supervise.start("call", "mkdirat",
      {AT_FDCWD, "s:/proc/self/root/x"})
    local request = supervise.next(process)
    assert.equal(("/proc/%d/root/x"):format(process.pid), request:path(1))
    finish(request:fail "EPERM")
    process, finish = supervise.start("call", "mkdirat",
      {AT_FDCWD, "s:/proc//thread-self"})
    request = supervise.next(process)
    assert.equal(("/proc/%d/task/%d"):format(process.pid, process.pid),
      request:path(1))
    finish(request:fail "EPERM")
    assert.equal("ELOOP", path_of("mkdirat",
      {AT_FDCWD, "s:/proc/self/cwd/../x"}, 1))
    assert.equal("ELOOP", path_of("mkdirat", {AT_FDCWD, "s:/dev/fd/../x"}, 1))
  end)

  it("says that a directory is gone, or elsewhere", function()
    -- a directory of ours, and then of nobody
    local filter = supervise.notify(supervise.MKDIR)
    os.execute("mkdir " .. root .. "/gone")
    local process = seccomp.spawn({"sh", "-c",
      "cd $0/gone && rmdir $0/gone && mkdir x", root},
      {filter = filter, listener = true, stderr = "null"})
    local request = supervise.next(process)
    local ok, err = pcall(request.path, request, "pathname")
    assert.is_false(ok)
    assert.equal("ENOENT", err.code)
    assert.truthy(err.message:find("was removed", 1, true))
    request:fail "EPERM"
    process:wait(20)
    if support.command("unshare -m true").code ~= 0 then
      pending "no mount namespace can be had here"
      return
    end
    process = seccomp.spawn({"unshare", "-m", "mkdir", "/x"},
      {filter = filter, listener = true, stderr = "null"})
    request = supervise.next(process)
    ok, err = pcall(request.path, request, "pathname")
    assert.is_false(ok)
    assert.equal("EXDEV", err.code)
    request:fail "EPERM"
    process:wait(20)
  end)

  it("refuses what is not a path, naming those", function()
    for _, case in ipairs {
      {"mkdirat", "mode", "those are pathname"}, {"mkdirat", 0, "pathname"},
      {"mkdirat", 5, "argument 5 of mkdirat"}, {"getppid", 0, "it has none"},
      {"symlinkat", "target", "those are linkpath"},
      {"mkdirat", "path_name", "path_name"},
      {"mkdirat", "x\0", "NUL"}, {"mkdirat", 6, "#1 to 'path'"},
      {"mkdirat", true, "#1 to 'path'"}, {"mkdirat", nil, "#1 to 'path'"},
      {"mkdirat", 1.5, "#1 to 'path'"},
    } do
      local call, argument, expected = table.unpack(case, 1, 3)
      local ok, err = asked(call, {AT_FDCWD, "s:x"}, function(request)
        return request:path(argument)
      end)
      assert.is_false(ok)
      assert.truthy(tostring(err):find(expected, 1, true), tostring(err))
    end
    local process, finish = supervise.start("call", "chdir", {"s:x"})
    local request = supervise.next(process)
    request:fail "EPERM"
    local ok, err = pcall(request.path, request, 0)
    assert.is_false(ok)
    assert.equal("EALREADY", err.code)
    finish()
  end)

  it("knows of openat2's own root", function()
    -- RESOLVE_IN_ROOT, and not: the struct's last word
    for resolve, expected in pairs {[0x10] = "ROOT/y", [0] = "ENOENT"} do
      -- what the target has there is 24 bytes of text: ours go over it
      local process, finish = supervise.start("call", "openat2",
        {0, "s:/a/../../y", "s:" .. ("x"):rep(24), 24},
        {stdin = io.open(root)})
      local request = supervise.next(process)
      request:write(request.arg2, string.pack("=I8I8I8", 0, 0, resolve))
      local ok, path = pcall(request.path, request, 1)
      request:fail "EPERM"
      finish()
      assert.equal(expected, ok and (path:gsub("^" .. root:gsub("%p", "%%%0"),
        "ROOT")) or path.code)
    end
    assert.equal("EFAULT", path_of("openat2", {AT_FDCWD, "s:x", "nowhere",
      24}, 1))
  end)
end)

describe("open_beneath", function()
  local open = supervisor.open_beneath

  local function contents(fd)
    local text = support.slurp(("/proc/self/fd/%d"):format(fd))
    supervisor.close(fd)
    return text
  end

  it("opens what lies in the directory, given in any way", function()
    local file <close> = io.open(root .. "/a")
    local fd = open(root, "a", "O_PATH|O_DIRECTORY")
    for _, directory in ipairs {root .. "/a", fd, file} do
      for _, path in ipairs {"file", "./file", "b/../file", "inner/../file",
        "name"} do
        assert.equal("in\n", contents(open(directory, path)))
        assert.equal("in\n", contents(open(directory, path, 0)))
        assert.equal("in\n", contents(open(directory, path, "O_RDONLY", nil)))
        -- chance, where nothing is made
        assert.equal("in\n", contents(open(directory, path, "O_RDONLY", -1)))
      end
    end
    supervisor.close(fd)
    local made = open(root .. "/a", "new", "O_WRONLY|O_CREAT|O_EXCL", 416)
    assert.equal("integer", math.type(made))
    supervisor.close(made)
    assert.equal("640\n", support.printed("stat -c %a " .. root .. "/a/new"))
    os.remove(root .. "/a/new")
  end)

  it("opens nothing else, and says why", function()
    for _, case in ipairs {
      {"EXDEV", "../c/file"}, {"EXDEV", "link/file"}, {"EXDEV", "/etc/passwd"},
      {"EXDEV", ".."}, {"ENOENT", "nothing"}, {"ENOENT", ""},
      {"ENOTDIR", "file/x"}, {"ELOOP", "name", "O_RDONLY|O_NOFOLLOW"},
      {"EEXIST", "file", "O_WRONLY|O_CREAT|O_EXCL", 384},
      {"EINVAL", "x", "O_WRONLY|O_CREAT"}, {"EINVAL", "file", 1 << 30},
      {"ENXIO", "fifo", "O_WRONLY"}, {"ENAMETOOLONG", ("x"):rep(300)},
    } do
      local ok, err = pcall(open, root .. "/a", table.unpack(case, 2, 4))
      assert.is_false(ok)
      assert.equal(case[1], err.code)
      assert.equal("open_beneath", err.op)
      if case[1] == "EXDEV" then
        assert.truthy(err.message:find("leads out of the directory", 1, true))
      end
    end
    for _, path in ipairs {"self/root/etc/passwd", "self/cwd/x", "self/fd/1",
      "thread-self/root"} do
      local ok, err = pcall(open, "/proc", path)
      assert.is_false(ok)
      assert.equal("ELOOP", err.code)
    end
    local ok, err = pcall(open, root .. "/no", "x")
    assert.is_false(ok)
    assert.equal("ENOENT", err.code)
  end)

  it("waits for nobody, and gives what waits", function()
    local fd = open(root .. "/a", "fifo")
    local flags = support.slurp(("/proc/self/fdinfo/%d"):format(fd))
      :match "flags:%s*(%d+)"
    assert.equal(0, tonumber(flags, 8) & seccomp.constant "O_NONBLOCK")
    assert.not_equal(0, tonumber(flags, 8) & seccomp.constant "O_CLOEXEC")
    supervisor.close(fd)
  end)

  it("names the release that brought it", function()
    support.succeeds([[
      require "seccomp".filter "allow":add_rule("openat2", "errno(ENOSYS)")
        :load()
      local ok, err = pcall(require "seccomp.supervisor".open_beneath, "/", "x")
      assert(not ok and err.code == "ENOSYS" and err.message:find "5%.6")
    ]], {env = support.goes_on})
  end)

  it("refuses wrong arguments", function()
    local closed = io.tmpfile()
    closed:close()
    for _, case in ipairs {
      {"#1"}, {"#1", true, "x"}, {"#1", -1, "x"}, {"#1", 1 << 31, "x"},
      {"#1", closed, "x"}, {"#1", "/\0", "x"}, {"#2", "/"}, {"#2", "/", 5},
      {"#2", "/", "x\0"}, {"#3", "/", "x", true}, {"#3", "/", "x", -1},
      {"#3", "/", "x", 1.5}, {"#3", "/", "x", 1 << 32}, {"#3", "/", "x", "5"},
      {"#4", "/", "x", 0, "x"}, {"#4", "/", "x", "O_CREAT", 4096},
      {"#4", "/", "x", "O_CREAT", -1}, {"#5", "/", "x", 0, 0, 0},
      {"O_RDONLI", "/", "x", "O_RDONLI"}, {"AF_UNIX", "/", "x", "AF_UNIX"},
    } do
      local ok, err = pcall(open, table.unpack(case, 2, #case))
      assert.is_false(ok)
      assert.truthy(tostring(err):find(case[1], 1, true), tostring(err))
    end
    for _, fd in ipairs {-1, 1 << 31, "5", 987654} do
      assert.is_false(pcall(supervisor.close, fd))
    end
  end)

  it("hands over, and is closed whatever comes of it", function()
    collectgarbage() -- descriptors of the tests before
    collectgarbage()
    local before = supervise.descriptors()
    local process, finish = supervise.start("call", "getppid")
    local request = supervise.next(process)
    assert.is_false(pcall(request.add_fd, request, io.stdout, {close = true}))
    assert.equal("integer", math.type(request:add_fd(open("/", "etc"),
      {reply = false, close = true})))
    assert.is_false(pcall(request.add_fd, request, open("/", "etc"),
      {at = 1 << 30, close = true}))
    assert(request:add_fd(open("/", "etc"), {close = true}))
    local ok, err = pcall(request.add_fd, request, open("/", "etc"),
      {close = true})
    assert.is_false(ok)
    assert.equal("EALREADY", err.code)
    finish()
    process.listener:close()
    assert.is_false(pcall(request.add_fd, request, open("/", "etc"),
      {close = true}))
    assert.equal(before, supervise.descriptors())
  end)
end)
