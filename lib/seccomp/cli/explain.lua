--- `lua-seccomp run --explain`: a program runs under a filter that asks where
-- the policy would deny; what the policy says is told, and then done: by the
-- kernel, as under the policy, where the program can be traced, and else by us.
local call = require "seccomp.cli.call"
local returns = require "seccomp.cli.returns"
local signals = require "seccomp.core.signals"
local terminal = require "seccomp.cli.terminal"
local trace = require "seccomp.core.trace"
local watch = require "seccomp.record.watch"

local error, ipairs, pcall, select = error, ipairs, pcall, select
local tonumber, tostring = tonumber, tostring
local execute, io = os.execute, io

local M = {}

-- Which argument is a path, for the calls where that is what one wants to see.
local PATHS = {
  access = 0, acct = 0, chdir = 0, chmod = 0, chown = 0, chroot = 0, creat = 0,
  execve = 0, execveat = 1, faccessat = 1, faccessat2 = 1, fchmodat = 1,
  fchmodat2 = 1, fchownat = 1, getxattr = 0, inotify_add_watch = 1, lchown = 0,
  lgetxattr = 0, link = 0, linkat = 1, listxattr = 0, lstat = 0, mkdir = 0,
  mkdirat = 1, mknod = 0, mknodat = 1, mount = 1, newfstatat = 1, open = 0,
  openat = 1, openat2 = 1, open_tree = 1, pivot_root = 0, readlink = 0,
  readlinkat = 1, removexattr = 0, rename = 0, renameat = 1, renameat2 = 1,
  rmdir = 0, setxattr = 0, stat = 0, statfs = 0, statx = 1, swapon = 0,
  symlink = 0, symlinkat = 0, truncate = 0, umount2 = 0, unlink = 0,
  unlinkat = 1, utimensat = 1,
}

-- The path that a call names, where it does; reader and address as methods take
-- them.
local function path_of(request, reader)
  local arg = PATHS[request.syscall]
  if not arg then return nil end
  local ok, path = pcall(reader.read_string, reader, request["arg" .. arg])
  return ok and path or nil
end

-- The call of a request, as simulate takes it.
local function question(request)
  local asked = { arch = request.arch, syscall = request.number,
                  ip = request.ip }
  for i = 0, 5 do asked["arg" .. i] = request["arg" .. i] end
  return asked
end

-- Whether SIGSYS would kill a thread: not caught, ignored or blocked.
local function dies_of_sigsys(pid)
  local SIGSYS = 1 << 30
  local file = io.open(("/proc/%d/status"):format(pid))
  if not file then return false end
  local status = file:read "a"
  file:close()
  for _, set in ipairs { "SigBlk", "SigIgn", "SigCgt" } do
    local mask = tonumber(status:match(set .. ":%s*(%x+)") or "", 16)
    if not mask or mask & SIGSYS ~= 0 then return false end
  end
  return true
end

-- Does to the caller what the policy would have done; true when that kills it.
-- The kernel cannot be asked to kill after all, so a signal does.
local function carry_out(request, action)
  local name, code = action.name, action.code
  if name == "errno" and code ~= 0 then
    request:fail(code)
  elseif name == "errno" then
    request:reply(0)
  elseif name == "trace" then
    request:fail "ENOSYS" -- nobody traces it
  else
    local deadly = name ~= "trap"
    -- SIGSYS is what the kernel kills by; one that does not die of it gets the
    -- other
    local signal = deadly and not dies_of_sigsys(request.pid) and "KILL"
      or "SYS"
    execute(("kill -%s %d 2>/dev/null"):format(signal, request.pid))
    request:fail "EPERM"
    return deadly
  end
  return false
end

local function tell_json(what, out)
  local shown = call.plain(question(what.request))
  shown.ip = nil
  shown.syscall = what.request.syscall or what.request.number
  shown.number = what.request.number
  shown.pid, shown.path = what.request.pid, what.path
  shown.action, shown.rule = tostring(what.action), what.rule
  out:write(terminal.json_line(shown), "\n")
end

-- Writes why a call is refused, as a line.
local function tell(what, args, out)
  if args.json then
    tell_json(what, out)
  else
    local paint = args.paint_error
    out:write(paint("refused", "red"), " ", call.of_request(what.request,
      PATHS[what.request.syscall], what.path), " -> ",
      paint(tostring(what.action), "bold"), what.why, " [pid ",
      tostring(what.request.pid), "]\n")
  end
  out:flush()
end

local BY = {
  default = " by default: no rule matches",
  unknown = " as unknown: no rule matches, and the number is new",
  bad_arch = " for its arch: the policy is for others",
}

-- What decides: the rule's number if one does, and that in words. Nothing where
-- the policy does not say what was done: it compares the low words of arguments
-- on 32-bit arches, and a program may look at more.
local function reason(policy, asked, action)
  if not policy then return nil, "" end
  local ok, decided, rule, by = pcall(policy.decide, policy, asked)
  if not ok or decided ~= action then return nil, "" end
  return rule, rule and " by rule " .. rule or BY[by]
end

local function output(args)
  if (args.output or "-") == "-" then return io.stderr end
  local file, message = io.open(args.output, "w")
  return file or error({ usage = "cannot open " .. message }, 0)
end

-- What is written to; where that fails nothing is lost but words, so the
-- command goes on, and it is told once in the end.
local function keeping(out)
  local keeper = { trouble = nil }
  function keeper.note(ok, message)
    if not ok then keeper.trouble = keeper.trouble or message end
  end
  function keeper:write(...) self.note(out:write(...)) end
  function keeper:flush() self.note(out:flush()) end
  function keeper:close()
    if out ~= io.stderr then self.note(out:close()) end
    return self.trouble
  end
  return keeper
end

-- Tells of one call that is refused.
local function report(request, action, reader, policy, args, out)
  local rule, words = reason(policy, question(request), action)
  tell({ request = request, action = action, rule = rule, why = words,
         path = path_of(request, reader) }, args, out)
end

-- The call that stands, as a Request has it.
local function call_of(tracer, pid, arch, number, ip, ...)
  local request = { pid = pid, arch = arch, number = number, ip = ip,
                    syscall = tracer:name() }
  for i = 0, 5 do request["arg" .. i] = (select(i + 1, ...)) end
  return request
end

local ADVICE = "explain it by notification (run --explain --by notify)"

-- Tells of each call that is refused until nobody is left; the kernel carries
-- out what the policy says.
local function follow(tracer, program, numbers, policy, args, out)
  local function dealt(pid, arch, ...)
    if not pid then return false end
    local action, value = tracer:decide(program)
    if returns.permits(value) then
      local obstacle = watch.obstacle(tracer, tracer:name(), arch,
        select(3, ...))
      if obstacle then watch.refuse("run", pid, obstacle, ADVICE) end
      return true
    end
    report(call_of(tracer, pid, arch, ...), action, tracer, policy, args, out)
    if not args.complain then
      local ok, code = tracer:renumber(numbers[value])
      -- gone is one that was killed meanwhile
      if not ok and code ~= "ESRCH" then
        error({ usage = "the call could not be refused (" .. code .. "): "
          .. ADVICE }, 0)
      end
    end
    return true
  end
  while dealt(tracer:next()) do end
end

-- Tells of one request, and answers it. True when that kills the caller.
local function refuse(request, program, policy, args, out)
  local action = trace.decide(request, program)
  report(request, action, request, policy, args, out)
  if args.complain then
    request:continue()
    return false
  end
  return carry_out(request, action)
end

-- The same by notification; true when the command itself was killed.
local function serve(process, program, policy, args, out)
  local killed = false
  for request in watch.requests(process.listener, process) do
    local kills = refuse(request, program, policy, args, out)
    killed = killed or kills and request.pid == process.pid
  end
  return killed
end

--- Runs a command with every refusal told.
-- @tparam Program program what decides
-- @param policy what it was compiled from, or nil
-- @tparam table args of the command line
-- @treturn table what became of the command, as Process:wait has it
-- @treturn ?string why not all could be told
function M.run(program, policy, args)
  local asking = returns.instead_of_denials(program, "notify")
  if not asking then
    error({ usage = "--explain cannot be had: the program computes what it "
      .. "returns" }, 0)
  end
  local traced, numbers = returns.traced(program)
  local out = keeping(output(args))
  local _ <close> = signals.hold()
  local process, tracer, why = watch.start(args.command, { foreground = true },
    args.by, function(by) return by == "notify" and asking or traced end, true)
  local _ <close> = process
  local killed, ended = false
  if tracer then
    local _ <close> = tracer
    follow(tracer, program, numbers, policy, args, out)
    ended = tracer:ended()
  else
    if why then watch.warn(why, terminal.warn) end
    killed = serve(process, program, policy, args, out)
    ended = signals.caught() ~= nil
  end
  if ended then
    watch.warn_ended(tracer and "ptrace" or "notify", args.command[1],
      terminal.warn)
  end
  local result = process:wait()
  -- what the kernel would have said
  if killed then result = { signaled = "SIGSYS" } end
  return result, out:close()
end

return M
