--- Arguments of which the kernel reads 16 bits, so that what stands above them
-- changes nothing of what a call does: `chmod(f, 0x10000|04755)` sets 4755, and
-- x86 `setuid(0x10000)` asks for user 0.
--
-- From include/linux/types.h (umode_t is unsigned short), the SYSCALL_DEFINEs
-- of fs/open.c, fs/namei.c and ipc/mqueue.c, and for the old ids
-- kernel/uid16.c, the arches that select HAVE_UID16 or have it in their compat
-- table, and their syscall tables.
-- @module seccomp.kernel.halfwords
local M = {}

local ipairs, tonumber = ipairs, tonumber

-- Where a call's umode_t is, on every arch.
local MODES = [[
  chmod 1; creat 1; fchmod 1; fchmodat 2; fchmodat2 2; mkdir 1; mkdirat 2;
  mknod 1; mknodat 2; mq_open 2; open 2; openat 3
]]

-- Where a call's 16-bit ids are, on the arches that have it as uid16.c does.
local IDS = [[
  chown 1 2; fchown 1 2; lchown 1 2; setfsgid 0; setfsuid 0; setgid 0;
  setregid 0 1; setresgid 0 1 2; setresuid 0 1 2; setreuid 0 1; setuid 0
]]

-- On these the names without 32 at the end take 16-bit ids.
local UID16 = {"arm", "m68k", "s390", "sh", "sheb", "x86"}

-- {[name] = {[argument] = true}} from such a text.
local function places(text)
  local set = {}
  for name, args in text:gmatch "([%w_]+) ([%d ]+)" do
    set[name] = {}
    for arg in args:gmatch "%d" do set[name][tonumber(arg)] = true end
  end
  return set
end

local modes, ids, uid16 = places(MODES), places(IDS), {}
for _, arch in ipairs(UID16) do uid16[arch] = true end

--- Whether the kernel reads 16 bits of an argument.
-- @tparam string name of the call
-- @tparam integer arg
-- @tparam string arch
-- @treturn boolean
function M.has(name, arg, arch)
  local set = modes[name] or uid16[arch] and ids[name]
  return set ~= nil and set ~= false and set[arg] == true
end

return M
