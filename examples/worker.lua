-- SPDX-License-Identifier: MIT
-- A worker that opens its sockets, gives up all rights but those of talking on
-- them, and then reads what strangers send. Needs cqueues.
--
-- A filter and a policy, one after the other: the filter takes away at once
-- what start-up was the last to need; the policy is the list of what serving
-- takes. Both stay, and the stricter answer counts.
local cqueues = require "cqueues"
local socket = require "cqueues.socket"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local server = assert(socket.listen("127.0.0.1", 0))
assert(server:listen())
local _, _, port = server:localname()
-- the time zone's file is read at the first use
os.date()

-- the client: a program of its own, started as long as that can be done
local client = seccomp.spawn({arg[-1] or "lua5.4", "-e", [[
  local socket = require "cqueues.socket"
  for _, path in ipairs {"/", "/etc/passwd", "/run", "/connect"} do
    local server = assert(socket.connect("127.0.0.1", ]] .. port .. [[))
    server:write("GET " .. path .. "\n")
    print(("%-12s %s"):format(path, server:read "*l"))
    server:close()
  end
]]})

seccomp.filter "allow"
  :add_rule({"execve", "execveat"}, "errno(EACCES)")
  :verify()
  :load()

policies.new {
  default = "errno(EPERM)",
  unknown = "errno(ENOSYS)",
  rules = {
    {"@lua", "@io-event", action = "allow"},
    -- what is connected may be talked on; no new socket, no new address;
    -- optional, for no arch has all of these
    {"accept", "accept4", "recv", "recvfrom", "recvmsg", "send", "sendto",
      "sendmsg", "shutdown", "getsockname", "getpeername", "getsockopt",
      "setsockopt", action = "allow", optional = true},
    -- to wait for the client
    {"wait4", "waitid", "waitpid", action = "allow", optional = true},
  },
}:load()

-- What a hole in the worker would be used for.
local handlers = {
  ["/"] = function() return "200 " .. os.date "%Y" end,
  ["/run"] = function() return os.execute "true" and "200 ran" end,
  ["/connect"] = function()
    return pcall(function()
      socket.connect("127.0.0.1", port):connect()
    end) and "200 connected"
  end,
}

local function answer(path)
  if handlers[path] then return handlers[path]() or "403 refused" end
  local file, message = io.open(path)
  if file then file:close() end
  return file and "200 opened" or "403 " .. message
end

local loop = cqueues.new()
loop:wrap(function()
  for _ = 1, 4 do
    local peer = server:accept()
    peer:write(answer(peer:read("*l"):match "^GET (%S+)"), "\n")
    peer:close()
  end
end)
assert(loop:loop())
print("client exited with " .. client:wait().exited)
os.exit(0)
