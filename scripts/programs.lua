--- Measures which calls programs make, by kind, from their execve to their end.
-- Writes lib/seccomp/lint/programs.lua on standard output:
--
--     lua5.4 scripts/programs.lua >programs.lua
--
-- With strace, python3, nginx, redis-server, memcached, lua5.4 and what every
-- system has. Daemons start, answer once and are ended by SIGTERM.

-- SPDX-License-Identifier: MIT
local directory = io.popen("mktemp -d"):read()
local D = directory

local function daemon(command, ask)
  return command .. " & p=$!; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do " ..
    "sleep 0.2; " .. ask .. " && break; done; pkill -TERM -P $p; wait $p"
end

-- A line to a port, and one back.
local TALK = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/PORT && echo %s >&3 && " ..
  "head -n 1 <&3' >/dev/null 2>&1"

local NGINX = [[daemon off; pid nginx.pid; error_log stderr;
events {} http { access_log off; server { listen 127.0.0.1:%s;
root /usr/share; } }
]]

local KINDS = {
  {"cli", "tools of the shell", {
    "ls -l /usr", "cat /etc/passwd", "grep -r root /etc/passwd /etc/group",
    "sort /etc/passwd", "sed s/a/b/ /etc/passwd", "cp /etc/passwd D/copy",
    "mv D/copy D/moved", "wc -l /etc/passwd", "head -2 /etc/passwd",
    "tail -n 2 /etc/passwd", "find /etc/apt", "date", "touch D/new",
    "mkdir D/dir", "rm -r D/dir", "tar cf D/a.tar /etc/apt",
    "gzip -kf D/a.tar", "cut -d: -f1 /etc/passwd", "awk 1 /etc/passwd",
    "stat /etc/passwd", "du -s /etc/apt", "diff /etc/passwd /etc/group",
    "sha256sum /etc/passwd", "basename /a/b", "id", "env", "xargs --help",
  }},
  -- they listen, answer once, and end on SIGTERM
  {"daemon", "network servers", {
    daemon("python3 -m http.server --bind 127.0.0.1 PORT",
      "curl -s http://127.0.0.1:PORT/ >/dev/null"),
    daemon("nginx -p D -c D/nginx.PORT",
      "curl -s http://127.0.0.1:PORT/ >/dev/null"),
    daemon("redis-server --bind 127.0.0.1 --port PORT --dir D",
      TALK:format "PING"),
    daemon("memcached -u nobody -l 127.0.0.1 -p PORT",
      TALK:format "version"),
  }},
  {"lua", "scripts of Lua", {
    "lua5.4 -e 'print(1)'", "lua5.4 -e 'io.open(\"D/x\", \"w\"):write(1)'",
    "lua5.4 -e 'for l in io.lines(\"/etc/passwd\") do print(l) end'",
    "lua5.4 -e 'local t = {} for i = 1, 1e6 do t[i] = {} end'",
    "lua5.4 -e 'print(os.time(), os.clock(), os.date())'",
    "lua5.4 -e 'os.rename(\"D/x\", \"D/y\") os.remove(\"D/y\")'",
    "echo 'print(io.read())' >D/s.lua; echo 1 | lua5.4 D/s.lua",
    "lua5.4 -e 'string.rep(\"x\", 1e8)'",
    "lua5.4 -e 'pcall(error, {}) collectgarbage() os.exit(0)'",
    "lua5.4 -e 'local f = io.open(\"D/x\", \"w+\") f:write(1) " ..
      "f:seek(\"set\") f:read()'",
    "lua5.4 -e 'print(io.open(\"/etc/passwd\"):seek(\"end\"))'",
  }},
}

-- What arches with 32 bits, or without old calls, have in place of a call.
local ALSO = {
  access = "access|faccessat", clone = "clone", dup2 = "dup2|dup3",
  epoll_create = "epoll_create|epoll_create1", epoll_wait =
  "epoll_wait|epoll_pwait", fcntl = "fcntl64|fcntl", fork = "fork|clone",
  fstat = "fstat64|fstat", getegid = "getegid32|getegid",
  geteuid = "geteuid32|geteuid", getgid = "getgid32|getgid",
  getuid = "getuid32|getuid", lseek = "_llseek|lseek", mkdir =
  "mkdir|mkdirat", mmap = "mmap2|mmap", newfstatat = "fstatat64|newfstatat",
  open = "open|openat", pipe = "pipe|pipe2", poll = "poll|ppoll",
  readlink = "readlink|readlinkat", rename = "rename|renameat|renameat2",
  rmdir = "rmdir|unlinkat", select = "_newselect|select|pselect6",
  setgid = "setgid32|setgid", setgroups = "setgroups32|setgroups",
  setuid = "setuid32|setuid", stat = "stat64|stat|newfstatat",
  unlink = "unlink|unlinkat",
}

-- The calls of a process and its children, from the execve of a program whose
-- name is the first word on; those that start nc and curl are others.
local function calls_of(command, port)
  command = command:gsub("%f[%w]D%f[%W]", D):gsub("PORT", port)
  local word = command:match "^%S+"
  local script = assert(io.open(D .. "/run.sh", "w"))
  local conf <close> = assert(io.open(D .. "/nginx." .. port, "w"))
  conf:write(NGINX:format(port))
  conf:close()
  local strace = "strace -f -qq -o " .. D .. "/tr "
  script:write(command:find "^echo" and
    command:gsub("| lua", "| " .. strace .. "lua") or strace .. command,
    "\n")
  script:close()
  os.remove(D .. "/tr")
  os.execute("sh " .. D .. "/run.sh >/dev/null 2>&1 </dev/null")
  local names = {}
  for line in io.lines(D .. "/tr") do
    local name = line:match "^%d+ +([%w_]+)%("
    if name then names[ALSO[name] or name] = true end
  end
  if names[ALSO.fstat] or names[ALSO.newfstatat] then
    names[ALSO.fstat], names[ALSO.newfstatat] = true, true
  end
  assert(names.execve, word)
  return names
end

local function wrapped(names)
  table.sort(names)
  local lines = {""}
  for _, name in ipairs(names) do
    if #lines[#lines] + #name > 66 then lines[#lines + 1] = "" end
    lines[#lines] = (lines[#lines] .. " " .. name):match "^ ?(.*)"
  end
  return "[[\n      " .. table.concat(lines, "\n      ") .. "]]"
end

os.execute("chmod 755 " .. D)
print [[
--- Which calls programs of a kind make: `all` of those that were measured, and
-- `often`, at least a third of them. Where an arch has another call, names
-- stand with bars between them, the arch's first. Of fstat and newfstatat a C
-- library makes one (glibc 2.33 to 2.38 the latter), and both stand here. Made
-- by scripts/programs.lua.
-- @module seccomp.lint.programs
return {]]
local port = 18700
for _, kind in ipairs(KINDS) do
  local counts, all, often = {}, {}, {}
  for _, command in ipairs(kind[3]) do
    port = port + 1
    for name in pairs(calls_of(command, tostring(port))) do
      counts[name] = (counts[name] or 0) + 1
    end
  end
  for name, n in pairs(counts) do
    local list = n == #kind[3] and all or n * 3 >= #kind[3] and often or {}
    list[#list + 1] = name
  end
  print(("  %s = {\n    about = %q, measured = %d,\n    all = %s,\n    " ..
    "often = %s,\n  },"):format(kind[1], kind[2], #kind[3], wrapped(all),
    wrapped(often)))
end
print "}"
os.execute("rm -rf " .. D)
