--- Who reads profiles, and how each reads them.
--
-- A Docker or Podman profile is first evaluated by the engine's loader (moby,
-- containers-common): conditions on arch, capabilities and kernel are decided,
-- and what is left is the `linux.seccomp` object of the OCI runtime
-- specification, which a runtime (runc, crun) turns into libseccomp calls.
-- @module seccomp.oci.consumers
local seccomp = require "seccomp.core"

local M = {}

local function set(text)
  local out = {}
  for word in text:gmatch "%S+" do out[word] = true end
  return out
end

-- Keys of the JSON objects, by who reads them.
local RUNTIME = {
  top = set [[defaultAction defaultErrnoRet architectures flags listenerPath
    listenerMetadata syscalls]],
  block = set "names action errnoRet args",
  arg = set "index value valueTwo op",
}
local MOBY = {
  top = set [[defaultAction defaultErrnoRet architectures flags listenerPath
    listenerMetadata syscalls archMap]],
  block = set "names action errnoRet args name comment includes excludes",
  filter = set "caps arches minKernel",
  map = set "architecture subArchitectures",
  arg = RUNTIME.arg,
}
local COMMON = {
  top = set [[defaultAction defaultErrnoRet architectures flags listenerPath
    listenerMetadata syscalls archMap defaultErrno]],
  block = set "names action errnoRet args name comment includes excludes errno",
  filter = set "caps arches",
  map = MOBY.map,
  arg = RUNTIME.arg,
}
local EVERYTHING = {
  top = COMMON.top, block = COMMON.block, filter = MOBY.filter, map = MOBY.map,
  arg = RUNTIME.arg,
}

-- The word that `includes.arches` and `excludes.arches` know an arch by. Moby
-- has one for each GOARCH, containers-common what libseccomp-golang calls it.
local MOBY_WORDS = {
  x86 = "x86", amd64 = "amd64", arm = "arm", arm64 = "arm64",
  loongarch64 = "loongarch64", mips64 = "mips64", mips64n32 = "mips64n32",
  mipsel64 = "mipsel64", mipsel64n32 = "mips3l64n32", mipsel = "mipsel",
  ppc = "ppc", ppc64 = "ppc64", ppc64le = "ppc64le", riscv64 = "riscv64",
  s390 = "s390", s390x = "s390x",
}
local COMMON_WORDS = {loongarch64 = "loong64"} -- all others as we call them

-- Arches whose archMap entry the loader finds. Moby looks loongarch64 and
-- mipsel up under a spelling that its table does not have.
local MOBY_MAPPED = set [[x86 amd64 arm arm64 mips64 mips64n32 mipsel64
  mipsel64n32 ppc ppc64 ppc64le riscv64 s390 s390x]]
local COMMON_MAPPED =
  set "amd64 arm64 mips64 mips64n32 mipsel64 mipsel64n32 s390x"

-- The arches that runc takes.
local RUNC_ARCHES = set [[x86 amd64 x32 arm arm64 mips mips64 mips64n32 mipsel
  mipsel64 mipsel64n32 ppc ppc64 ppc64le riscv64 s390 s390x loongarch64]]

--- By dialect: `keys` known in the JSON, whether the loader evaluates
-- conditions, and the traits of the runtime behind it.
M.dialects = {
  docker = {
    label = "Docker", keys = MOBY, conditions = true, min_kernel = true,
    words = function(arch) return MOBY_WORDS[arch] end,
    mapped = MOBY_MAPPED, any_case = true,
    runtime = "runc", arches = RUNC_ARCHES, enosys_stub = true,
  },
  podman = {
    label = "Podman", keys = COMMON, conditions = true, errno_names = true,
    words = function(arch) return COMMON_WORDS[arch] or arch end,
    mapped = COMMON_MAPPED, any_case = true,
    runtime = "crun", first_six = true,
  },
  runc = {
    label = "runc", keys = RUNTIME, any_case = true,
    runtime = "runc", arches = RUNC_ARCHES, enosys_stub = true,
  },
  crun = {
    label = "crun", keys = RUNTIME, runtime = "crun",
    strict_errno = true, strict_fields = true, first_six = true,
  },
  strict = {
    label = "a strict reader", keys = EVERYTHING, conditions = true,
    min_kernel = true, errno_names = true,
    words = function(arch) return arch end,
    strict_errno = true, strict_fields = true, strict = true,
  },
}

--- Keys that carry meaning for some reader: ignoring one changes what a
-- profile does.
M.meaningful = set [[includes excludes minKernel name archMap errno defaultErrno
  names action args errnoRet defaultErrnoRet defaultAction architectures flags
  syscalls caps arches index value valueTwo op]]

--- Keys that are remarks, whoever reads them.
function M.is_remark(key)
  return key == "comment" or key == "description" or key == "$schema"
    or key:match "^[_$]" ~= nil
end

--- Capabilities by bit, as in linux/capability.h.
M.capabilities = {[0] = "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH",
  "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID",
  "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE",
  "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK",
  "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT",
  "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT",
  "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG",
  "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL",
  "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG",
  "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON",
  "CAP_BPF", "CAP_CHECKPOINT_RESTORE"}

--- Actions of the runtime specification, as actions of ours; those with a code
-- take it from errnoRet.
M.actions = {
  SCMP_ACT_KILL = "kill_thread", SCMP_ACT_KILL_THREAD = "kill_thread",
  SCMP_ACT_KILL_PROCESS = "kill_process", SCMP_ACT_TRAP = "trap",
  SCMP_ACT_ERRNO = "errno", SCMP_ACT_TRACE = "trace",
  SCMP_ACT_ALLOW = "allow", SCMP_ACT_LOG = "log", SCMP_ACT_NOTIFY = "notify",
}
M.coded = set "errno trace"

M.operators = {
  SCMP_CMP_NE = "!=", SCMP_CMP_LT = "<", SCMP_CMP_LE = "<=",
  SCMP_CMP_EQ = "==", SCMP_CMP_GE = ">=", SCMP_CMP_GT = ">",
  SCMP_CMP_MASKED_EQ = "masked_eq",
}

--- Flags, as options of `policy:load`.
M.flags = {
  SECCOMP_FILTER_FLAG_TSYNC = "tsync", SECCOMP_FILTER_FLAG_LOG = "log",
  SECCOMP_FILTER_FLAG_SPEC_ALLOW = "ssb",
  SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV = "wait_kill",
}

-- How much each action lets happen, the least first, as the kernel ranks them.
local RANKS = {kill_process = 0, kill_thread = 1, trap = 2, errno = 3,
  notify = 5, trace = 6, log = 7, allow = 8}

--- The rank of an action spec; errno(0) pretends success, so it ranks above
-- the errnos that say no.
function M.rank(spec)
  local name = spec:match "^[%a_]+"
  if spec == "errno(0)" then return 4 end
  return RANKS[name]
end

-- The arch that runtimes are of on machines that run some arch besides.
local MACHINES = {x86 = "amd64", x32 = "amd64", arm = "arm64",
  mips = "mips64", mips64n32 = "mips64", mipsel = "mipsel64",
  mipsel64n32 = "mipsel64", parisc = "parisc64", ppc = "ppc64",
  s390 = "s390x"}

--- The arch that a runtime is likely of on a machine that runs some arch: this
-- process's own, where it is such a machine.
function M.own_arch(arch)
  local native = seccomp.native_arch()
  local machine = MACHINES[arch] or arch
  return machine == (MACHINES[native] or native) and native or machine
end

--- Arches whose arguments have 32 bits.
M.narrow = set "x86 arm mips mipsel ppc s390 parisc m68k sh sheb"

return M
