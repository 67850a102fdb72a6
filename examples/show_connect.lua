-- SPDX-License-Identifier: MIT
-- Shows where a program connects to, itself and all that it starts.
--
--   show_connect.lua [PROGRAM [ARGUMENT]...]
--
-- Only watches: each call goes on as it came. (And so it is no wall: between
-- our look at the address and the kernel's, the program can change it.)
-- Without arguments: python3 tries three addresses.
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"

local argv = #arg > 0 and {table.unpack(arg)} or {"python3", "-c", [[
import socket
for family, address in ((socket.AF_INET, ("127.0.0.1", 9)),
                        (socket.AF_INET6, ("::1", 9)),
                        (socket.AF_UNIX, "/nonexistent/socket")):
    try:
        socket.socket(family).connect(address)
    except OSError as error:
        pass
]]}

-- struct sockaddr: the family in the machine's order, the rest as the net's
local FAMILIES = {
  [1] = function(bytes)
    local path = bytes:sub(3)
    if path:sub(1, 1) == "\0" then path = "@" .. path:sub(2) end -- abstract
    return "unix " .. path:match "^[^\0]*"
  end,
  [2] = function(bytes)
    local port, a, b, c, d = string.unpack(">I2BBBB", bytes, 3)
    return ("%d.%d.%d.%d port %d"):format(a, b, c, d, port)
  end,
  [10] = function(bytes)
    local port = string.unpack(">I2", bytes, 3)
    local groups = {string.unpack(">" .. ("I2"):rep(8), bytes, 9)}
    return ("[%x:%x:%x:%x:%x:%x:%x:%x] port %d"):format(groups[1], groups[2],
      groups[3], groups[4], groups[5], groups[6], groups[7], groups[8], port)
  end,
}

-- What a struct sockaddr says, in words.
local function describe(bytes)
  local family = string.unpack("=I2", bytes)
  local reader = FAMILIES[family]
  local ok, text = pcall(reader or error, bytes)
  return reader and ok and text or
    ("family %d, %d bytes"):format(family, #bytes)
end

local function show(req, address, length)
  if length >= 2 and length <= 128 then -- struct sockaddr_storage
    print(("%d connects to %s"):format(req.pid,
      describe(req:read(address, length))))
  end
end

-- Where socketcall(2) is, C libraries may connect through it: 3 is SYS_CONNECT,
-- and the arguments are an array of the caller's long.
local LONGS = {x86 = 4, arm = 4, m68k = 4, mips = 4, mipsel = 4, parisc = 4,
  ppc = 4, s390 = 4, sh = 4, sheb = 4}

local outcome = supervisor.run(argv, {
  filter = seccomp.filter "allow":add_rule("connect", "notify"),
  -- this shows and holds nothing: what goes through socketcall, on arches that
  -- have it, is not shown
  bypass = true,
  default = "continue",
  on = {
    connect = function(req)
      show(req, req.arg1, req.arg2 & 0xffffffff) -- an int
    end,
    socketcall = function(req)
      if req.arg0 & 0xffffffff ~= 3 then return end
      local size = LONGS[req.arch] or 8
      local long = "=I" .. size
      local _, address, length = (long:rep(3)):unpack(
        req:read(req.arg1, 3 * size))
      show(req, address, length & 0xffffffff)
    end,
  },
  -- an address that cannot be read is no reason to refuse it: the kernel will
  on_error = function(err) print(err) end,
})
print(outcome.exited and "exited with " .. outcome.exited or
  outcome.signaled or outcome.exec_error)
