-- SPDX-License-Identifier: MIT
-- Supervisors that open files in a program's place, against a program that does
-- what it can to get at others (spec/c/hostile.c). HOSTILE_ROUNDS is how often
-- it tries each thing.
local here = require "spec.here"
local native = require "spec.native"
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"
local support = require "spec.support"

local ROUNDS = tonumber(os.getenv "HOSTILE_ROUNDS") or 25

local root, data -- made once: nothing here changes what it has

local function sh(line)
  assert(os.execute("cd " .. support.quote(root) .. " && " .. line))
end

setup(function()
  root = support.directory()
  data = root .. "/data"
  sh [[
    mkdir data data/sub data/flip data/flip/sub private private/sub
    echo secret >secret
    echo secret >private/inside
    echo inside >data/inside
    echo inside >data/sub/inside
    echo inside >data/flip/inside
    ln -s ../secret data/out
    ln -s "$PWD/secret" data/absolute
    ln -s ../private data/private
    ln -s sub data/link
    ln -s link/../out data/chain
    ln -s ../private data/flop
    ln -s /proc/self/root"$PWD" data/magic
    ln -s /proc/self/fd/0 data/magic-fd
    mkfifo data/fifo
  ]]
end)

teardown(function() support.remove(root) end)

describe("open_beneath", function()
  local open, close = supervisor.open_beneath, supervisor.close

  -- Opens, and closes; the flags and the target that /proc told.
  local function opened(...)
    local fd = open(data, ...)
    local info = support.slurp("/proc/self/fdinfo/" .. fd)
    local link = io.popen(("readlink /proc/%s/fd/%d"):format(
      support.slurp "/proc/self/stat":match "^%d+", fd))
    local target = link:read "l"
    link:close()
    close(fd)
    assert.is_nil(io.open("/proc/self/fdinfo/" .. fd))
    return tonumber(info:match "flags:%s*(%d+)", 8), target
  end

  it("opens for execve to close, and waits for nobody", function()
    local CLOEXEC, NONBLOCK, PATH <const> = 0x80000, 0x800, 0x200000
    -- the kernel sets O_LARGEFILE where words have 64 bits
    local NOFOLLOW, LARGE = 0x20000, 0x8000
    if here.arch:find "^arm" then NOFOLLOW, LARGE = LARGE, NOFOLLOW end
    local flags, target = opened "inside"
    assert.same({CLOEXEC, data .. "/inside"}, {flags & ~LARGE, target})
    -- nobody writes to the fifo: open(2) itself would wait
    assert.equal(CLOEXEC, opened "fifo" & ~LARGE)
    assert.equal(CLOEXEC | NONBLOCK,
      opened("fifo", "O_RDONLY|O_NONBLOCK") & ~LARGE)
    flags, target = opened("link", "O_PATH|O_NOFOLLOW")
    assert.same({CLOEXEC | PATH | NOFOLLOW, data .. "/link"},
      {flags & ~LARGE, target})
    assert.equal(data .. "/sub/inside", (select(2, opened "link/inside")))
  end)

  it("makes files with the mode that is given", function()
    finally(function() os.remove(data .. "/new") end)
    assert.equal(1, opened("new", "O_WRONLY|O_CREAT|O_EXCL", 7 << 6) & 3)
    local stat = io.popen("stat -c %a " .. support.quote(data .. "/new"))
    assert.equal("700", stat:read "l")
    stat:close()
  end)

  it("says what is wrong", function()
    for message, case in pairs {
      ['"out" leads out of the directory'] = {"EXDEV", data, "out"},
      ['"absolute" leads out of the directory'] = {"EXDEV", data, "absolute"},
      ['"link" leads through a magic link of /proc, too many symbolic ' ..
        "links, or one where O_NOFOLLOW allows none"] =
        {"ELOOP", data, "link", "O_NOFOLLOW"},
      ['cannot open "nothing" in the directory: No such file or directory'] =
        {"ENOENT", data, "nothing"},
      ['cannot open "inside" in the directory: Not a directory'] =
        {"ENOTDIR", data, "inside", "O_DIRECTORY"},
      ['cannot open directory "/nonexistent": No such file or directory'] =
        {"ENOENT", "/nonexistent", "inside"},
      ["argument mode is required with O_CREAT and O_TMPFILE, such as 420 " ..
        "for rw-r--r--"] = {"EINVAL", data, "new", "O_CREAT"},
    } do
      local ok, err = pcall(open, table.unpack(case, 2))
      assert.is_false(ok, message)
      assert.same({case[1], message}, {err.code, err.message})
    end
    -- -100 would be the directory that the supervisor is in: AT_FDCWD
    for _, fd in ipairs {-100, -1, 1 << 31, 1 << 32 | 3} do
      local ok, err = pcall(open, fd, "inside")
      assert.is_false(ok)
      assert.equal(("bad argument #1 to 'open_beneath' (out of range: %d " ..
        "is not in 0 to 2147483647)"):format(fd), (err:gsub("^.-: ", "", 1)))
    end
    local file = io.tmpfile()
    file:close()
    assert.matches("bad argument #1 to 'open_beneath' %(file is closed%)",
      select(2, pcall(open, file, "inside")))
    local ok, err = pcall(close, 777)
    assert.same({false, "EBADF", "descriptor 777: Bad file descriptor"},
      {ok, err.code, err.message})
  end)
end)

-- Where a path lies below a directory, or nil.
local function below(directory, path)
  if path:sub(1, #directory + 1) == directory .. "/" then
    return path:sub(#directory + 2)
  end
end

-- The directories from which the program may read, each file opened for it.
local function opens(directories, seen)
  return function(req)
    local path = req:path "pathname"
    if seen then seen[path] = (seen[path] or 0) + 1 end
    for _, directory in ipairs(directories) do
      local inside = path == directory and "." or below(directory, path)
      if inside then
        local ok, fd = pcall(supervisor.open_beneath, directory, inside,
          req:arg "flags", req:arg "mode")
        if not ok then return fd.code end
        req:add_fd(fd, {close = true})
        return nil
      end
    end
    return "EACCES"
  end
end

-- What hostile.c came to: how often it got a descriptor, got none, got what it
-- must not; and which errors there were, by their code.
local function fight(how, rounds, seen)
  local errors, output = {}, io.tmpfile()
  local outcome = supervisor.run({native.program "hostile", how, root,
    tostring(rounds or ROUNDS)}, {
    filter = seccomp.filter "allow":add_rule({"openat"}, "notify"),
    stdin = io.open(root .. "/private"), stdout = output, env = {},
    default = "EPERM",
    -- what req:path raises denies the call
    on_error = function(err)
      local code = type(err) == "table" and err.code or tostring(err)
      errors[code] = (errors[code] or 0) + 1
    end,
    on = {openat = opens({data, "/lib", "/lib64", "/usr/lib", "/usr/lib64",
      "/etc"}, seen)},
  })
  output:seek "set"
  local text = output:read "a"
  output:close()
  assert.same({exited = 0}, outcome)
  local opened, refused, secret =
    text:match "opened (%d+) refused (%d+) secret (%d+)\n"
  assert(opened, text)
  return math.tointeger(opened), math.tointeger(refused),
    math.tointeger(secret), errors
end

local function can_chroot()
  return support.command("id -u").stdout == "0\n"
end

describe("an open_beneath that the kernel has try again", function()
  it("does so 63 times, for EINTR as often as it comes", function()
    local words = support.interpreter()
    table.move({"-e", ([[
      local ok, err = pcall(require "seccomp.supervisor".open_beneath, %q,
        "inside", "O_RDONLY")
      io.write(ok and "opened" or err.code)
    ]]):format(data)}, 1, 2, #words + 1, words)
    for _, case in ipairs {{"EAGAIN", 1, "opened", 2},
      {"EAGAIN", 63, "opened", 64}, {"EAGAIN", 64, "EAGAIN", 64},
      {"EINTR", 100, "opened", 101}, {"EPERM", 1, "EPERM", 1}} do
      local errno, times, expected, calls = table.unpack(case)
      local process = seccomp.spawn(words, {listener = true, stdout = "pipe",
        filter = seccomp.filter "allow":add_rule("openat2", "notify")})
      local asked = 0
      for req in function() return process.listener:receive() end do
        asked = asked + 1
        if asked <= times then req:fail(errno) else req:continue() end
      end
      assert.equal(expected, process.stdout:read "a")
      assert.equal(calls, asked)
      assert.same({exited = 0}, process:wait())
    end
  end)
end)

describe("a supervisor that opens files itself", function()
  -- of each round: how many tries are for what the program may have
  for _, case in ipairs {
    {"dotdot", 1, 6}, {"symlinks", 1, 4}, {"relative", 3, 5},
    {"dirfd", 4, 17}, {"magic", 0, 9}, {"threads", 1, 2},
    {"jailed", 0, 5, root = true}, {"housed", 3, 2, root = true},
    {"escaped", 0, 3, root = true}, {"fifo", 1, 0},
  } do
    local how, may, may_not = table.unpack(case)
    it("gives away nothing else: " .. how, function()
      if case.root and not can_chroot() then
        pending "needs root, to change its root"
        return
      end
      local opened, refused, secret, errors = fight(how)
      assert.equal(0, secret)
      assert.equal(may * ROUNDS, opened)
      assert.equal(may_not * ROUNDS, refused)
      for code in pairs(errors) do
        assert(({EXDEV = true, EBADF = true, ENOENT = true, ELOOP = true,
          ENOTDIR = true})[code], code)
      end
    end)
  end

  -- two threads: how often each was first is chance
  for how, tries in pairs {rewrite = 1, swap = 4, wander = 2, replace = 2} do
    it("gives away nothing else: " .. how, function()
      local opened, refused, secret = fight(how)
      assert.equal(0, secret)
      assert.equal(tries * ROUNDS, opened + refused)
    end)
  end

  it("would give it away if it went by the text, or let calls go on",
    function()
      -- so these targets do what they are for
      local wins = 0
      local output <close> = io.tmpfile()
      assert.same({exited = 0}, supervisor.run({native.program "hostile",
        "dotdot", root, "1"}, {
        filter = seccomp.filter "allow":add_rule("openat", "notify"),
        stdin = io.open(root .. "/private"), stdout = output, env = {},
        default = "continue",
        on = {openat = function(req)
          local path = req:read_string(req.arg1)
          if below(data, path) then wins = wins + 1 end
          return "continue"
        end},
      }))
      output:seek "set"
      assert.equal("opened 5 refused 2 secret 4\n", output:read "a")
      assert.equal(7, wins)
    end)
end)
