-- Gives a program another file than the one it opens, and it cannot tell.
--
--   supervise_openat.lua [PATH REPLACEMENT PROGRAM [ARGUMENT]...]
--
-- The program's open(2) and openat(2) wait for our answer. For PATH the answer
-- is a descriptor of ours, of REPLACEMENT; for all others it is to go on.
-- Going on means that the kernel reads the path again, which the program may
-- have changed by then: so this gives files, but it does not keep any away.
-- Without arguments: cat(1) reads a file that does not exist.
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"

local O_ACCMODE, O_RDONLY = 3, 0
local O_CLOEXEC = seccomp.native_arch():find "parisc" and 0x200000 or 0x80000

local path, replacement, argv = arg[1], arg[2], {table.unpack(arg, 3)}
if not path then
  path, replacement = "/etc/no-such-file", os.tmpname()
  local file <close> = assert(io.open(replacement, "w"))
  file:write "what the supervisor had to say\n"
  argv = {"cat", path}
end

-- Answers a call whose path and flags are these arguments.
local function opening(req, address, flags)
  if req:read_string(address) ~= path or flags & O_ACCMODE ~= O_RDONLY then
    return "continue"
  end
  local file <close> = assert(io.open(replacement, "rb"))
  local fd = req:add_fd(file, {cloexec = flags & O_CLOEXEC ~= 0})
  if fd then print(("process %d gets %s as %d"):format(req.pid, path, fd)) end
end

local outcome = supervisor.run(argv, {
  -- libc falls back to openat where a newer call does not exist
  filter = seccomp.filter "allow":add_rule({"open", "openat"}, "notify")
    :add_rule("openat2", "errno(ENOSYS)"),
  -- a path that cannot be read: the call would not get far either
  default = "EFAULT",
  on_error = function(err) io.stderr:write(tostring(err), "\n") end,
  on = {
    open = function(req) return opening(req, req.arg0, req.arg1) end,
    openat = function(req) return opening(req, req.arg1, req.arg2) end,
  },
})

if #arg == 0 then os.remove(replacement) end
print(outcome.exited and "exited with " .. outcome.exited or
  outcome.signaled or outcome.exec_error)
