-- SPDX-License-Identifier: MIT
-- One policy for three kinds of programs of one machine, with rules of their
-- own for each: a filter per arch, merged into one.
--
-- Why not a single filter with three arches? A rule counts for the arches that
-- were there when it was added. Filters of their own make it plain which rule
-- is for whom, and merging refuses what does not fit together.
local seccomp = require "seccomp"

local common = {"read", "write", "close", "exit_group", "rt_sigreturn"}

local function filter(arch, extra)
  return seccomp.filter("errno(EPERM)", {arches = {arch}})
    :add_rule(common, "allow")
    :add_rule(extra, "allow")
end

local amd64 = filter("amd64", {"newfstatat", "mmap"})
-- the 32-bit world has calls of other names for the same things
local x86 = filter("x86", {"fstatat64", "mmap2"})
local x32 = filter("x32", {"newfstatat", "mmap"})

print(amd64, x86, x32)
amd64:merge(x86):merge(x32)
print(amd64)
print("x86 by itself: " .. tostring(x86:is_valid()))

-- The same name has a number on each arch, or none.
for _, name in ipairs {"mmap", "mmap2", "read"} do
  local numbers = {}
  for i, arch in ipairs(amd64:arches()) do
    numbers[i] = arch .. " " .. seccomp.syscall_number(name, arch)
  end
  print(("%-6s %s"):format(name, table.concat(numbers, ", ")))
end

-- What cannot be merged says why, and both filters stay as they were.
local ok, err = pcall(amd64.merge, amd64, filter("x86", {"getpid"}))
print(ok, err)
local strict = seccomp.filter("kill_process", {arches = {"arm64"}})
ok, err = pcall(amd64.merge, amd64, strict)
print(ok, err)
assert(strict:is_valid())
