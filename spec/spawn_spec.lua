-- SPDX-License-Identifier: MIT
-- What seccomp.spawn gives a process to live on: limits and pipes; and what
-- Process:wait tells that it used.
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local supervisor = require "seccomp.supervisor"
local support = require "spec.support"

local function raised(code, fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  assert.equal(code, type(err) == "table" and err.code or err, tostring(err))
  return err
end

-- The ways in which a process is started, as options.
local function ways()
  return {{}, {filter = seccomp.filter "allow"},
    {filter = supervise.notify "mkdir", listener = true}}
end

-- A kernel of 32 bits has limits of 32 bits.
local small = support.command("uname -m").stdout:find "^armv[4-7]" ~= nil

describe("limits", function()
  local ROWS = {cpu = "Max cpu time", memory = "Max address space",
    size = "Max file size", files = "Max open files",
    processes = "Max processes", core = "Max core file size"}

  it("are set, each by itself, soft and hard", function()
    local before = support.slurp "/proc/self/limits"
    for _, options in ipairs(ways()) do
      for name, row in pairs(ROWS) do
        local value = name == "memory" and 1 << (small and 31 or 40) or 64
        options.limits, options.stdout = {[name] = value}, "pipe"
        local process = seccomp.spawn({"cat", "/proc/self/limits"}, options)
        local text = process.stdout:read "a"
        assert.same({exited = 0}, process:wait(20))
        for line in before:gmatch "[^\n]+" do
          local expected = line:sub(1, #row) == row and
            ("%s +%d +%d "):format(row, value, value) or
            "^" .. line:gsub("%p", "%%%0") .. "$"
          local found
          for other in text:gmatch "[^\n]+" do
            found = found or other:find(expected) ~= nil
          end
          assert(found, name .. ": " .. expected .. "\n" .. text)
        end
      end
    end
    assert.equal(before, support.slurp "/proc/self/limits")
  end)

  it("may be as large as they come", function()
    for value, shown in pairs {[math.maxinteger] = "9223372036854775807",
      [1 << 53 | 1] = "9007199254740993", [2.0 ^ 40] = "1099511627776",
      unlimited = "unlimited"} do
      local words, options = {"cat", "/proc/self/limits"},
        {limits = {memory = value}, stdout = "pipe"}
      if small and shown ~= "unlimited" then
        raised("EOVERFLOW", seccomp.spawn, words, options)
      else
        local process = seccomp.spawn(words, options)
        local text = process.stdout:read "a"
        process:wait()
        assert.equal(shown, text:match "Max address space +(%S+)")
      end
    end
  end)

  it("hold", function()
    local outcome = seccomp.spawn({"sh", "-c", "while :; do :; done"},
      {limits = {cpu = 1}}):wait(60)
    assert.equal("SIGKILL", outcome.signaled)
    local used = outcome.usage.user + outcome.usage.system
    -- the limit is watched by ticks, which count for more than they were
    assert(used > 0.5 and used < 5, used)
    local file <close> = io.tmpfile()
    assert.same({signaled = "SIGXFSZ"}, seccomp.spawn({"yes"},
      {stdout = file, limits = {size = 100, core = 0}}):wait(20))
    assert.equal(100, file:seek "end")
    -- not even its libraries
    assert.not_equal(0, seccomp.spawn({"cat", "/dev/null"},
      {stderr = "null", limits = {files = 3}}):wait(20).exited)
  end)

  it("leave a listener its number", function()
    -- however many descriptors we have
    local open = {}
    for i = 1, 50 do open[i] = assert(io.open "/dev/null") end
    local process = seccomp.spawn({"cat", "/dev/null"}, {listener = true,
      filter = supervise.notify "mkdir", limits = {files = 6}})
    assert.same({exited = 0}, process:wait(20))
    for _, file in ipairs(open) do file:close() end
    local ok, err = pcall(seccomp.spawn, {"true"}, {listener = true,
      filter = supervise.notify "mkdir", limits = {files = 3}})
    assert.is_false(ok)
    assert.equal("EMFILE", err.code)
    assert.truthy(err.message:find("limit files", 1, true))
    assert.equal(0, supervise.zombies())
  end)

  it("raise with their name where they cannot be set", function()
    for _, options in ipairs(ways()) do
      options.limits = {core = 0, files = 1 << 40}
      local err = raised("EPERM", seccomp.spawn, {"true"}, options)
      assert.truthy(err.message:find("limit files to 1099511627776", 1, true))
    end
    assert.equal(0, supervise.zombies())
    for _, case in ipairs {
      {"option limits", 5}, {"option limits", "cpu"}, {"limit cpu", {cpu = 0}},
      {"limit cpu", {cpu = 1.5}}, {"limit cpu", {cpu = "1"}},
      {"limit cpu", {cpu = 18446744074}}, {"limit memory", {memory = -1}},
      {"limit memory", {memory = 2.0 ^ 63}}, {"limit core", {core = true}},
      {"limit files", {files = "unlimited\0"}},
      {"did you mean \"memory\"", {memry = 1}},
      {"known are cpu memory size files processes core", {zzzz = 1}},
      {"limit names are strings", {5}},
      {"__index", setmetatable({}, {__index = {cpu = 1}})},
    } do
      local err = raised("EINVAL", seccomp.spawn, {"true"},
        {limits = case[2]})
      assert.truthy(err.message:find(case[1], 1, true), err.message)
    end
  end)
end)

describe("what spawn is given", function()
  it("may be as long as Linux takes it, and is told of beyond", function()
    local function ends(argv, options)
      return seccomp.spawn(argv, options):wait(20 * support.slower)
    end
    local function path(bytes)
      return "/" .. ("./"):rep(bytes // 2 - 1) .. ("/"):rep(bytes % 2 + 1)
    end
    for bytes = 4090, 4095 do
      assert.equal(bytes, #path(bytes))
      assert.same({exited = 0}, ends({"true"}, {cwd = path(bytes)}))
    end
    for bytes = 4096, 4097 do
      assert.equal("option cwd is too long for a path",
        raised("ENAMETOOLONG", ends, {"true"}, {cwd = path(bytes)}).message)
    end
    -- a name is looked for in PATH, a longer one cannot be there
    raised("ENOENT", ends, {("x"):rep(255)})
    raised("ENAMETOOLONG", ends, {("x"):rep(256)})
    assert.same({exited = 0}, ends({"true"},
      {limits = {cpu = small and 4294967294 or 18446744073}}))
    assert.equal("option stdin: descriptor 2147483647 is not open",
      raised("EBADF", ends, {"true"}, {stdin = 0x7fffffff}).message)
    assert.equal("option stdin is an open file, a descriptor, \"null\" or " ..
      "\"pipe\"", raised("EINVAL", ends, {"true"}, {stdin = 1 << 31}).message)
    -- each byte of a word arrives
    local words = {}
    for i = 1, 255 do words[i] = ("%s%s"):format(string.char(i), i) end
    local process = seccomp.spawn({"env", "-i", "printf", "%s\1",
      table.unpack(words)}, {stdout = "pipe"})
    assert.equal(table.concat(words, "\1") .. "\1", process.stdout:read "a")
    assert.same({exited = 0}, process:wait(20 * support.slower))
  end)
end)

describe("usage", function()
  it("is the process's own, and stays", function()
    for _, options in ipairs(ways()) do
      local process = seccomp.spawn({"sh", "-c",
        "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"}, options)
      local outcome = process:wait(60)
      -- outcomes are alike whatever they cost
      assert.same({exited = 0}, outcome)
      local usage = outcome.usage
      assert(usage.user + usage.system > 0 and usage.user < 60)
      assert.equal("float", math.type(usage.user))
      assert(math.type(usage.maxrss) == "integer" and usage.maxrss > 1 << 19)
      assert.same(usage, process:wait().usage)
    end
  end)

  it("is told where wait4 is not answered", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      seccomp.filter "allow":add_rule("wait4", "errno(ENOSYS)"):load()
      local outcome = seccomp.spawn({"sh", "-c",
        "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 7"}):wait()
      assert(outcome.exited == 7 and outcome.usage.user > 0)
      assert(outcome.usage.maxrss > 1 << 19)
    ]], {env = support.goes_on})
  end)
end)

describe("pipes", function()
  it("are Lua files", function()
    for _, options in ipairs(ways()) do
      options.stdin, options.stdout, options.stderr = "pipe", "pipe", "pipe"
      local process = seccomp.spawn({"sh", "-c", "sort; echo done >&2"},
        options)
      for _, name in ipairs {"stdin", "stdout", "stderr"} do
        assert.equal("file", io.type(process[name]))
      end
      assert.equal(process.stdin, process.stdin:write("b\na\n", 5, "\n"))
      assert.is_true(process.stdin:close())
      assert.equal("5\na\nb\n", process.stdout:read "a")
      assert.equal("done", process.stderr:read "l")
      assert.same({exited = 0}, process:wait(20))
      assert.equal("closed file", io.type(process.stdin))
    end
    local process = seccomp.spawn {"true"}
    assert.is_nil(process.stdin or process.stdout or process.stderr)
    process:wait()
  end)

  it("may lead from one process to the next", function()
    local first = seccomp.spawn({"printf", "b\\na\\n"}, {stdout = "pipe"})
    local second = seccomp.spawn({"sort"}, {stdin = first.stdout,
      stdout = "pipe"})
    first.stdout:close()
    assert.equal("a\nb\n", second.stdout:read "a")
    assert.same({exited = 0}, first:wait(20))
    assert.same({exited = 0}, second:wait(20))
    local ok, err = pcall(seccomp.spawn, {"true"}, {stdout =
      seccomp.spawn({"true"}, {stdin = "pipe"}).stdin})
    assert.is_false(ok)
    assert.equal("EBADF", err.code)
  end)

  it("carry more than a pipe holds", function()
    local process = seccomp.spawn({"sh", "-c", "head -c 1000000 /dev/zero"},
      {stdout = "pipe"})
    assert.equal(1000000, #process.stdout:read "a")
    assert.same({exited = 0}, process:wait(20))
    process = seccomp.spawn({"wc", "-c"}, {stdin = "pipe", stdout = "pipe"})
    assert(process.stdin:write(("x"):rep(1000000)))
    process.stdin:close()
    assert.equal(1000000, process.stdout:read "n")
    process:wait()
  end)

  it("are not held open by other processes", function()
    -- whoever comes later has our end of neither
    local first = seccomp.spawn({"cat"}, {stdin = "pipe", stdout = "pipe"})
    local later = {}
    for i, options in ipairs(ways()) do
      options.stdout, options.stderr = "null", "null"
      later[i] = seccomp.spawn({"sleep", "100"}, options)
    end
    first.stdin:close()
    assert.equal("", first.stdout:read "a")
    assert.same({exited = 0}, first:wait(20))
    for _, process in ipairs(later) do process:kill "KILL" process:wait() end
  end)

  it("are closed by execve, whoever calls it", function()
    local function inherited()
      local list <close> = io.popen "ls /proc/self/fd"
      return list:read "a"
    end
    local before = inherited()
    local process = seccomp.spawn({"cat"}, {stdin = "pipe", stdout = "pipe",
      stderr = "pipe"})
    assert.equal(before, inherited())
    process.stdin:close()
    process:wait(20)
  end)

  it("that nobody reads are no end to us", function()
    -- in a child, whose signals are the default ones
    support.succeeds [[
      local process = require "seccomp".spawn({"true"}, {stdin = "pipe"})
      process:wait()
      for _ = 1, 3 do
        local ok, _, errno = process.stdin:write(("x"):rep(100000))
        assert(not ok and errno == 32)
      end
      assert(process.stdin:close())
    ]]
  end)

  it("close with the block of their process, without waiting", function()
    local kept
    do
      local process <close> = seccomp.spawn({"sh", "-c",
        "sleep 100 & exec sleep 100"}, {stdin = "pipe", stdout = "pipe"})
      kept = process
      assert(process.stdin:write(("x"):rep(65536)))
      process.stdin:flush()
      assert(process.stdin:write "what is still in its buffer")
      os.execute("pkill -KILL -P " .. process.pid)
    end
    assert.equal("closed file", io.type(kept.stdin))
    assert.equal("closed file", io.type(kept.stdout))
  end)

  it("outlive a Process that is dropped, and leave no descriptor", function()
    collectgarbage()
    collectgarbage()
    local before = supervise.descriptors()
    local output = seccomp.spawn({"echo", "here"}, {stdout = "pipe"}).stdout
    collectgarbage()
    collectgarbage()
    assert.equal("here\n", output:read "a")
    output = nil -- luacheck: ignore 311
    for i = 1, 30 do
      seccomp.spawn({"true"}, {stdin = "pipe", stdout = "pipe",
        stderr = i % 2 == 0 and "pipe" or nil})
      raised("ENOENT", seccomp.spawn, {"/no/such"}, {stdin = "pipe",
        stdout = "pipe"})
      raised("ENOENT", seccomp.spawn, {"true"}, {stdin = "pipe", cwd = "/no",
        filter = supervise.notify "mkdir", listener = true})
    end
    collectgarbage()
    collectgarbage()
    assert.equal(before, supervise.descriptors())
  end)

  it("are refused where nobody could have them", function()
    local err = raised("EINVAL", supervisor.run, {"true"}, {stdout = "pipe",
      filter = supervise.notify "mkdir", default = "EIO"})
    assert.truthy(err.message:find("option stdout is a pipe", 1, true))
  end)

  it("find no descriptor left, and say so", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      local open, file = {}, nil
      repeat
        file = io.open "/dev/null"
        open[#open + 1] = file
      until not file
      for _ = 1, 5 do
        local ok, err = pcall(seccomp.spawn, {"true"}, {stdin = "pipe",
          stdout = "pipe", stderr = "pipe"})
        assert(not ok and err.code == "EMFILE", tostring(err))
        table.remove(open):close()
      end
      table.remove(open):close()
      table.remove(open):close()
      assert(seccomp.spawn({"true"}, {stdin = "pipe", stdout = "pipe",
        stderr = "pipe"}):wait().exited == 0)
    ]], {ulimit = "-n 40"})
  end)
end)

describe("die_with_parent", function()
  it("takes the process along", function()
    for _, listener in ipairs {"false", "true"} do
      local words = support.interpreter()
      table.move({"-e", ([[
        local seccomp = require "seccomp"
        PROCESS = seccomp.spawn({"sleep", "100"}, {die_with_parent = true,
          listener = %s, filter = %s and
          seccomp.filter "allow":add_rule("mkdir", "notify") or nil})
        io.stdout:close()
        os.execute "kill -9 $PPID"
      ]]):format(listener, listener)}, 1, 2, #words + 1, words)
      local parent = seccomp.spawn(words, {stdout = "pipe", stderr = "null"})
      assert.same({signaled = "SIGKILL"}, parent:wait(20 * support.slower))
      -- the other end, which it has still
      local began = os.time()
      assert.equal("", parent.stdout:read "a")
      assert(os.time() - began < 50 * support.slower, "it went on alone")
    end
  end)
end)
