-- SPDX-License-Identifier: MIT
-- An example as on a machine of another arch, up to where it would load its
-- filter or start a program under it: elsewhere.lua ARCH EXAMPLE. What it came
-- to must let through what every C library needs, under the names of that arch.
local seccomp = require "seccomp"
local policies = require "seccomp.policy"

local ARCH, path = arg[1], arg[2]
table.remove(arg)
table.remove(arg)

local NEEDED = {"brk", "mmap", "mmap2", "mremap", "munmap", "futex",
  "futex_time64", "fstat", "fstat64", "newfstatat", "fstatat64", "statx",
  "lseek", "_llseek", "rt_sigaction", "rt_sigreturn", "exit_group"}

local function built(source)
  local program = source
  if type(source) == "table" then
    program = source.program or source
    if type(program) == "function" then program = source:program() end
  end
  for _, name in ipairs(NEEDED) do
    if seccomp.syscall_number(name, ARCH) >= 0 then
      local action = program:simulate {syscall = name, arch = ARCH}
      assert(tostring(action) == "allow", name .. ": " .. tostring(action))
    end
  end
  print "built"
  os.exit(0, true)
end

local number, filter, new = seccomp.syscall_number, seccomp.filter, policies.new

function seccomp.native_arch() return ARCH end
function seccomp.syscall_number(name, arch)
  return number(name, arch or ARCH)
end

function policies.new(definition)
  definition.arches = definition.arches or {ARCH}
  local policy = new(definition)
  return setmetatable({load = function() built(policy:compile()) end,
    compile = function() return policy:compile() end}, {__index = policy})
end

-- A Filter, as a table whose methods can be taken away.
function seccomp.filter(action, options)
  local f = filter(action, options or {arches = {ARCH}})
  local wrapped = {}
  function wrapped.load(self)
    -- worker.lua loads a policy after it
    return path:find "worker" and self or built(f:program())
  end
  function wrapped.merge(self, other)
    -- where the byte order is not ours, libseccomp's long jumps are wrong
    -- (docs/libseccomp.md)
    local ours = filter("allow"):program().endian
    if f:program().endian == ours then f:merge(other.filter) end
    return self
  end
  wrapped.filter = f
  return setmetatable(wrapped, {
    __index = function(_, name)
      return function(self, ...)
        local result = f[name](f, ...)
        return result == f and self or result
      end
    end,
    __tostring = function() return tostring(f) end,
  })
end

function seccomp.spawn(_, options)
  local under = options and options.filter
  if under then built(type(under) == "table" and under:program() or under) end
  return {wait = function() return {exited = 0} end}
end

-- the program that the demo runs first is not under its filter
if path:find "demo" then
  local run = seccomp.spawn
  function seccomp.spawn(argv, options)
    if options and options.filter then return run(argv, options) end
    if options and options.stdout then options.stdout:write "python3\n" end
    return {wait = function() return {exited = 0} end}
  end
end
dofile(path)
