-- SPDX-License-Identifier: MIT
-- Lets a program read below some directories, and nowhere else.
--
--   supervise_openat.lua [DIRECTORY:... PROGRAM [ARGUMENT]...]
--
-- Its open(2) and openat(2) wait for us: we open the file in its place, beneath
-- the directory that the path names, and hand over the descriptor. What we look
-- at and what it gets are one file: nothing that the program does to the path,
-- to its directories or to links in between can make it another. Without
-- arguments: cat(1) tries this and that.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"

local O_CLOEXEC = seccomp.constant "O_CLOEXEC"
local O_ACCMODE, O_RDONLY = 3, 0
-- where programs have their libraries
local LIBRARIES = {"/lib", "/lib64", "/usr", "/etc"}

local directories, argv = {}, {table.unpack(arg, 2)}
for directory in (arg[1] or ""):gmatch "[^:]+" do
  directories[#directories + 1] = directory
end
local example
if #arg == 0 then
  example = os.tmpname()
  os.remove(example)
  assert(os.execute(("mkdir -p %s/open && cd %s && echo hello >open/file && " ..
    "echo secret >hidden && ln -s ../hidden open/link"):format(example,
    example)))
  directories = {example .. "/open"}
  argv = {"cat", "open/file", "hidden", "open/../hidden", "open/link",
    "/proc/self/root" .. example .. "/hidden"}
end
table.move(LIBRARIES, 1, #LIBRARIES, #directories + 1, directories)

-- Opening by path is ours alone: an allow list, for there are more ways to open
-- a file than open(2), and more ways to one's supervisor than its files.
local policy = policies.new {
  default = "errno(EPERM)",
  unknown = "errno(ENOSYS)",
  rules = {
    {"open", "openat", "execve", action = "notify", optional = true},
    {"openat2", "clone3", action = "errno(ENOSYS)"}, -- libc tries the older
    {"@default", "@basic-io", "@file-read", "access", "faccessat", "fadvise64",
      "fcntl", "ioctl", "madvise", "rt_sigaction", "rt_sigprocmask",
      "sigaltstack", action = "allow", optional = true},
  },
}

-- Opens what a path means, where that is below one of the directories.
local function open(path, flags)
  for _, directory in ipairs(directories) do
    if path:sub(1, #directory + 1) == directory .. "/" then
      return pcall(supervisor.open_beneath, directory,
        path:sub(#directory + 2), flags)
    end
  end
  return false, {code = "EACCES"}
end

local function opening(req)
  local path, flags = req:path "pathname", req:arg "flags"
  if flags & O_ACCMODE ~= O_RDONLY then return "EROFS" end
  local ok, fd = open(path, flags)
  if not path:find "^/lib" and not path:find "^/usr" and
    not path:find "^/etc" then
    print(("%q: %s"):format(path, ok and "opened" or fd.code))
  end
  if not ok then return fd.code end
  req:add_fd(fd, {cloexec = flags & O_CLOEXEC ~= 0, close = true})
end

local started = false
local outcome = supervisor.run(argv, {
  filter = policy,
  cwd = example,
  stderr = example and "null",
  default = "EPERM",
  -- what raises denies its call
  on_error = function(err) print(tostring(err)) end,
  on = {
    open = opening,
    openat = opening,
    -- the first one is spawn's own, and starts the program
    execve = function()
      if started then return "EPERM" end
      started = true
      return "continue"
    end,
  },
})
if example then os.execute("rm -r " .. example) end
print(outcome.exited and "exited with " .. outcome.exited or
  outcome.signaled or outcome.exec_error)
