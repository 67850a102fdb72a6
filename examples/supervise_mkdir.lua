-- SPDX-License-Identifier: MIT
-- Makes directories for a program that may make none itself.
--
--   supervise_mkdir.lua [PROGRAM [ARGUMENT]...]
--
-- What the program makes below /virtual comes to be in a directory of ours; all
-- other directories are refused. This may be a permission check: the call is
-- never continued. We read the path once, and do by it what we do.
-- Without arguments: a shell makes some.
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"

local argv = #arg > 0 and arg or {"sh", "-c", [[
  mkdir /virtual/one && mkdir /virtual/one/two && echo made both
  mkdir /virtual/one
  mkdir /virtual/../elsewhere
  mkdir /elsewhere
  exit 0
]]}

local pipe = assert(io.popen "mktemp -d")
local root = pipe:read "l"
pipe:close()

-- The place with us of a path, or nil and an errno.
local function place(path)
  local rest = path:match "^/virtual/(.+)$"
  if not rest then return nil, "EACCES" end
  for part in rest:gmatch "[^/]+" do
    if part == ".." then return nil, "EACCES" end
  end
  return root .. "/" .. rest
end

local function make(req, address, mode)
  local path = req:read_string(address)
  local here, errno = place(path)
  if not here then
    print(("refused %s"):format(path))
    return errno
  end
  -- without a shell, and so without its ideas of a path
  local outcome = seccomp.spawn({"mkdir", "-m", ("%o"):format(mode & 0x1ff),
    "--", here}, {stderr = "null"}):wait()
  print(("%s %s"):format(outcome.exited == 0 and "made" or "failed on", path))
  return outcome.exited == 0 and {value = 0} or "EEXIST"
end

supervisor.run({table.unpack(argv)}, {
  filter = seccomp.filter "allow":add_rule({"mkdir", "mkdirat"}, "notify"),
  default = "EACCES", -- also where a handler fails, or is missing
  on = {
    mkdir = function(req) return make(req, req.arg0, req.arg1) end,
    -- absolute paths, so that the descriptor to start from does not matter
    mkdirat = function(req) return make(req, req.arg1, req.arg2) end,
  },
})

print "what there is now:"
os.execute(("cd '%s' && find . -mindepth 1 | sort && rm -r '%s'"):format(root,
  root))
