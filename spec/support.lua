--- What the specs share: running things in child processes.
-- A loaded filter never goes away, so whatever calls `load` runs in a child
-- whose exit status or signal is asserted:
--
--     local support = require "spec.support"
--     local child = support.run [[
--       local seccomp = require "seccomp"
--       seccomp.filter("allow"):add_rule("getppid", "kill_process"):load()
--       io.open("/proc/self/status"):read("a")
--       os.exit(0)
--     ]]
--     assert.equal(0, child.code, child.stderr)

-- SPDX-License-Identifier: MIT
local M = {}

local getenv, open, popen = os.getenv, io.open, io.popen

-- Linux on every arch but mips, parisc and sparc, whose numbers differ for a
-- few; `kill -l` would cost a process for each child.
local SIGNALS = {
  "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
  "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
  "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
  "IO", "PWR", "SYS",
}

--- `text` as one word of sh.
function M.quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- The whole of a file, or nil when it cannot be read.
function M.slurp(path)
  local file = open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

--- Writes a file, or raises.
function M.spew(path, text)
  local file = assert(open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

--- What does not run under sanitizers (`make asan`), and why; all else does.
M.UNWATCHED = {
  allocator = "a sanitizer has an allocator of its own",
  freed = "a sanitizer keeps what was freed",
  calls = "a sanitizer makes system calls of its own",
  proc = "a sanitizer reads what /proc has of its process",
  descriptor = "a sanitizer writes to descriptor 2, whatever that is",
  installed = "this is not the build that users get",
  oracle = "an oracle without our module was asked the same by the other run",
  steps = "the many steps up to a limit are watched once, on another arch",
  -- the module is watched here, but nobody looks for what it lost
  strace = "LeakSanitizer traces its process, as strace does already",
  descriptors = "LeakSanitizer opens files, and no descriptors are left",
  closing = "Lua calls no finalizers of objects that finalizers make while " ..
    "a state is closed",
  readline = "readline keeps what it read, and is unloaded before leaks are " ..
    "looked for",
  given_up = "the debug library took away what finalizes an object",
  -- at least 2.5.4 to 2.6.1: what takes a node out of a tree does not give back
  -- the references that its neighbours had to each other by it, so that their
  -- level is never freed. An arch of 32 bits that allows a call where arg2 < 4,
  -- then where arg1 != 5 and arg2 != 5, then where arg2 != 5, loses two
  libseccomp = "libseccomp itself loses nodes of some rules' trees",
}

--- What a shell command prints. Its process is waited for: one that is left to
-- the collector is a zombie to whoever counts them.
function M.printed(command)
  local pipe <close> = assert(popen(command))
  return pipe:read "a"
end

--- The same, line by line.
function M.lines(command) return M.printed(command):gmatch "[^\n]+" end

--- Absolute path of the checkout.
M.root = M.lines("cd " ..
  M.quote(debug.getinfo(1, "S").source:match "^@(.*)/spec/[^/]+$" or ".") ..
  " && pwd")()

local function absolute(path)
  return (path:gsub("[^;]+", function(template)
    if template:sub(1, 1) == "/" then return template end
    return M.root .. "/" .. template:gsub("^%./", "")
  end))
end

--- Directory of the build under test (`make BUILD=…` exports it).
M.build = absolute(getenv "BUILD" or "build")

--- The version of Lua that runs the specs, "5.4", and as the environment has
-- it, "5_4".
M.lua_version = _VERSION:match "%d+%.%d+"
M.lua_suffix = M.lua_version:gsub("%.", "_")

--- The interpreter that runs the specs, as a command.
M.lua = getenv "LUA" or "lua" .. M.lua_version

--- What a compiler is told of that Lua, as words of sh: make exports it.
local function lua_flags(variable, option)
  local ask = "${PKG_CONFIG:-pkg-config} %s lua%s%s"
  return ("${%s-$(%s 2>/dev/null || %s)}"):format(variable,
    ask:format(option, "", M.lua_version),
    ask:format(option, "-", M.lua_version))
end
M.lua_cflags = lua_flags("LUA_CFLAGS", "--cflags")
M.lua_libs = lua_flags("LUA_LIBS", "--libs")

--- Where children find the module, from whichever directory they start.
M.lua_path = M.root .. "/lib/?.lua;" .. M.root .. "/lib/?/init.lua;;"
M.lua_cpath = M.build .. "/lua/?.so;;"

--- How many of n random trials to make: COUNT times as many, and a quarter
-- under a sanitizer, whose part is memory, not meaning.
function M.rounds(n)
  return math.ceil(n * (tonumber(getenv "COUNT") or 1) *
    (M.sanitized() and .25 or 1))
end

--- How many times longer a child may take here: emulated processors, on which
-- scripts/guest/specs runs, are that much slower.
M.slower = tonumber(getenv "TEST_SLOWER") or 1

--- Makes a new empty directory and returns its path; `M.remove` deletes it.
function M.directory()
  return assert(M.lines "mktemp -d"())
end

--- Deletes a directory made by `M.directory`, with what is in it.
function M.remove(path)
  assert(path:match "^/tmp/." or path:match "/tmp%.", "not a temporary path")
  os.execute("rm -rf -- " .. M.quote(path))
end

--- `text` without what AddressSanitizer remarks once in each process: that it
-- does not know the stack on which a child of ours ends.
function M.without_remark(text)
  if not M.sanitized() then return text end
  return (text:gsub("==%d+==WARNING: ASan is ignoring requested " ..
    "__asan_handle_no_return.-/issues/189\n", ""))
end

--- Runs a command and waits for it.
-- `command` is a list of arguments, or a line for sh.
-- Options: `stdin` (text, nothing by default), `env` (a table added to ours;
-- false unsets), `cwd`, `timeout` (seconds, 60, times `M.slower`), `ulimit`
-- (arguments of sh's ulimit, "-c 0" by default), `loses` (a key of
-- `M.UNWATCHED`: leaks are not looked for).
-- Returns a table: `status` (exit status, nil when a signal ended it),
-- `signal` ("SIGSYS", nil when it exited), `code` (status, or 128 plus the
-- signal's number, as the shell has it), `stdout`, `stderr`, `timed_out`.
function M.command(command, options)
  options = options or {}
  local line
  if type(command) == "table" then
    local words = {}
    for i, word in ipairs(command) do words[i] = M.quote(word) end
    line = table.concat(words, " ")
  else
    line = "sh -c " .. M.quote(command)
  end
  local timeout = (options.timeout or 60) * M.slower
  local errors = os.tmpname()
  local script = {"ulimit " .. (options.ulimit or "-c 0")}
  local input = "/dev/null"
  if options.stdin then
    input = os.tmpname()
    M.spew(input, options.stdin)
  end
  if options.cwd then
    script[#script + 1] = "cd " .. M.quote(options.cwd) .. " || exit 126"
  end
  local env = {}
  for name, value in pairs(options.env or {}) do
    env[#env + 1] = value and M.quote(name .. "=" .. value) or
      "-u " .. M.quote(name)
  end
  if options.loses then
    assert(M.UNWATCHED[options.loses], "no such reason")
    env[#env + 1] = 'ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0"'
  end
  if M.sanitized() then
    -- not for sh and timeout(1), which it takes several times their own time
    script[#script + 1] = "unset LD_PRELOAD"
    if not (options.env and options.env.LD_PRELOAD ~= nil) then
      env[#env + 1] = 'LD_PRELOAD="$ASAN_LIBRARY"'
    end
  end
  -- options of env(1) come before its assignments
  table.sort(env, function(a, b)
    local x, y = a:sub(1, 2) == "-u", b:sub(1, 2) == "-u"
    if x ~= y then return x end
    return a < b
  end)
  -- exec, so that popen's wait status is the command's own; timeout(1) dies of
  -- the signal that ended its child
  script[#script + 1] = ("exec timeout -s KILL %g env %s %s <%s 2>%s")
    :format(timeout, table.concat(env, " "), line, M.quote(input),
      M.quote(errors))

  local started = os.time()
  local pipe = assert(popen(table.concat(script, "\n"), "r"))
  local stdout = pipe:read "a"
  local _, how, number = pipe:close()
  local result = {
    stdout = M.without_remark(stdout),
    stderr = M.without_remark(M.slurp(errors)),
  }
  os.remove(errors)
  if options.stdin then os.remove(input) end
  if how == "signal" then
    result.signal = "SIG" .. (SIGNALS[number] or tostring(number))
    result.code = 128 + number
    result.timed_out = number == 9 and os.time() - started >= timeout - 1
  else
    result.status = number
    result.code = number
  end
  return result
end

--- Lua code after which the collector never rests: without a pause, and in as
-- small steps as there are.
M.NO_PAUSE = [[
  collectgarbage("incremental", 1, 1000, 1)
  if not pcall(collectgarbage, "setpause", 0) then
    -- since Lua 5.5
    collectgarbage("param", "pause", 0)
    collectgarbage("param", "stepmul", 1000)
    collectgarbage("param", "stepsize", 1)
  end
]]

--- What the environment of a child may hold whose filters let it write files:
-- `make coverage` counts on in it after `load`.
M.goes_on = {COVERAGE_GOES_ON = "1"}

--- The environment of what has nothing of our module: it takes a compiler, or C
-- that asks libseccomp alone, several times its time to be watched.
M.unpreloaded = {LD_PRELOAD = false}

--- Runs Lua code in a child with our module in its path.
-- `arg` of the code holds `options.args`. Otherwise as `M.command`; `name` is
-- the chunk's file name in messages, and `lua` another interpreter.
function M.run(code, options)
  options = options or {}
  local path = os.tmpname()
  M.spew(path, code)
  local command = {options.lua or M.lua, path}
  for i, word in ipairs(options.args or {}) do command[i + 2] = word end
  local result = M.script(command, options)
  os.remove(path)
  return result
end

--- Runs a command (a list) with our module in the Lua path of its process.
function M.script(command, options)
  local with = {}
  for key, value in pairs(options or {}) do with[key] = value end
  with.env = {LUA_PATH = M.lua_path, LUA_CPATH = M.lua_cpath,
    ["LUA_PATH_" .. M.lua_suffix] = false,
    ["LUA_CPATH_" .. M.lua_suffix] = false}
  for key, value in pairs(options and options.env or {}) do
    with.env[key] = value
  end
  return M.command(command, with)
end

--- Whether `M.as_nobody` can be had here: by root only.
function M.can_be_nobody()
  return M.has_command "setpriv" and M.command("id -u").stdout == "0\n"
end

--- Runs Lua code in a child as a user without rights, who gets copies of the
-- module and of `program`, if that is given: the checkout may be root's own.
-- `arg` of the code holds `args`, behind the path of the program.
function M.as_nobody(code, program, args)
  local directory = M.directory()
  M.spew(directory .. "/main.lua", code)
  local words = {}
  for i, path in ipairs {M.root .. "/lib", M.build .. "/lua", program} do
    words[i] = M.quote(path)
  end
  assert(os.execute(("cp -r %s %s && chmod -R a+rX %s"):format(
    table.concat(words, " "), directory, directory)))
  local command = {"setpriv", "--reuid=65534", "--regid=65534",
    "--clear-groups", M.lua, directory .. "/main.lua"}
  if program then
    command[#command + 1] = directory .. "/" .. program:match "[^/]+$"
  end
  for _, word in ipairs(args or {}) do command[#command + 1] = word end
  local child = M.script(command, {env = {
    LUA_PATH = ("%s/lib/?.lua;%s/lib/?/init.lua;;"):format(directory,
      directory),
    LUA_CPATH = directory .. "/lua/?.so;;",
  }})
  M.remove(directory)
  return child
end

--- The words that start the interpreter with our module in its path, for what
-- `M.script` does not start.
function M.interpreter()
  local words = {"env", "LUA_PATH=" .. M.lua_path, "LUA_CPATH=" .. M.lua_cpath}
  if M.sanitized() then
    words[#words + 1] = "LD_PRELOAD=" .. getenv "ASAN_LIBRARY"
  end
  words[#words + 1] = M.lua
  return words
end

--- What a child did, for the message of an assertion.
function M.describe(child)
  return ("%s\n--- stdout\n%s\n--- stderr\n%s"):format(
    child.timed_out and "timed out" or child.signal and "killed by " ..
      child.signal or "exited with " .. child.status,
    child.stdout, child.stderr)
end

--- Runs Lua code in a child and raises unless it exits with 0; returns the
-- child, so that its output can be asserted.
function M.succeeds(code, options)
  local child = M.run(code, options)
  if child.code ~= 0 then error(M.describe(child), 2) end
  return child
end

--- Whether the libseccomp under test is at least major.minor.micro.
function M.library_at_least(major, minor, micro)
  local a, b, c = require("seccomp").library_version()
  if a ~= major then return a > major end
  if b ~= minor then return b > minor end
  return c >= (micro or 0)
end

--- Whether the module under test was built with sanitizers, which make system
-- calls of their own.
function M.sanitized()
  return getenv "ASAN_LIBRARY" ~= nil
end

--- Why something does not run here: what `M.UNWATCHED` says of it where there
-- are sanitizers, nil elsewhere.
function M.unwatched(key)
  return assert(M.UNWATCHED[key], "no such reason") and M.sanitized() and
    M.UNWATCHED[key] or nil
end

--- Calls `fn`, and whatever is allocated meanwhile may be lost, which
-- `M.UNWATCHED` has the reason for by this key.
function M.loses(key, fn)
  if not M.unwatched(key) then return fn() end
  local core = package.searchpath("seccomp.core", package.cpath)
  local function watch(on)
    assert(package.loadlib(core, on and "watch_on" or "watch_off"))()
  end
  watch(false)
  local ok, err = pcall(fn)
  watch(true)
  if not ok then error(err, 0) end
end

--- Whether lines are counted (`make coverage`), which allocates for each line
-- of Lua and writes files when a filter is loaded.
function M.counted()
  return getenv "COVERAGE_DIR" ~= nil
end

--- Whether it is the build that users get: no sanitizers, no counting.
function M.plain()
  return not M.sanitized() and not M.counted()
end

--- Why what has glibc's malloc by glibc's own names for it does not run here;
-- nil where it does.
function M.no_glibc()
  local maps = M.slurp "/proc/self/maps" or ""
  return maps:find("/ld-musl", 1, true) and
    "allocations are failed by glibc's names of malloc, and this is musl" or nil
end

--- Why a library of ours cannot be preloaded into the programs of this machine,
-- as where Lua has another C library than they; nil where it can.
function M.no_preload(path)
  local preloaded = {env = {LD_PRELOAD = path}}
  for _, command in ipairs {{"true"}, {"sh", "-c", ":"}} do
    local child = M.command(command, preloaded)
    if child.code ~= 0 or child.stderr ~= "" then
      return "the programs of this machine have another C library than Lua"
    end
  end
  return nil
end

--- Whether a command can be found.
function M.has_command(name)
  return M.lines("command -v " .. M.quote(name))() ~= nil
end

--- Returns the error that a function raises.
function M.raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  return err
end

return M
