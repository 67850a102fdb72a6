--- Who reads profiles, and how each reads them.
--
-- A Docker or Podman profile is first evaluated by the engine's loader (moby,
-- containers-common): conditions on arch, capabilities and kernel are decided,
-- and what is left is the `linux.seccomp` object of the OCI runtime
-- specification, which a runtime (runc, crun) turns into libseccomp calls.
-- @module seccomp.oci.consumers

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local recovery = require "seccomp.core.recovery"

local M = {}

local ipairs, setmetatable = ipairs, setmetatable

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

-- The arches that runc takes, and the version that some came with.
local RUNC_ARCHES = set [[x86 amd64 x32 arm arm64 mips mips64 mips64n32 mipsel
  mipsel64 mipsel64n32 ppc ppc64 ppc64le riscv64 s390 s390x loongarch64]]
local RUNC_SINCE = {riscv64 = {1, 1, 8}, loongarch64 = {1, 4, 1}}

-- Readers: `keys` known in the JSON, whether they are Go's, whether they decide
-- conditions, what containers have of capabilities when nothing else is said
-- (a word of `seccomp.oci.capabilities`), and the runtime that they hand a
-- `linux.seccomp` object to. On that way a list of flags that is empty is left
-- out.
local DOCKER = {
  label = "Docker", keys = MOBY, go = true, conditions = true,
  min_kernel = true, words = function(arch) return MOBY_WORDS[arch] end,
  mapped = MOBY_MAPPED, caps = "docker", engine = true, runtime = "runc",
}
local PODMAN = {
  label = "Podman", keys = COMMON, go = true, conditions = true,
  errno_names = true,
  words = function(arch) return COMMON_WORDS[arch] or arch end,
  mapped = COMMON_MAPPED, caps = "podman", engine = true, runtime = "crun",
  drops_empty_blocks = true,
}
local READERS = {
  docker = DOCKER,
  podman = PODMAN,
  -- CRI-O has Podman's loader
  crio = setmetatable({label = "CRI-O", caps = "crio"}, {__index = PODMAN}),
  -- containerd reads the runtime's object, for ctr, nerdctl and the kubelet;
  -- the kubelet itself hands on the name of the file
  containerd = {label = "containerd", keys = RUNTIME, go = true,
    caps = "containerd", engine = true, runtime = "runc"},
  kubelet = {label = "containerd, for the kubelet,", keys = RUNTIME, go = true,
    caps = "containerd", engine = true, runtime = "runc"},
  runc = {label = "runc", keys = RUNTIME, go = true, runtime = "runc"},
  crun = {label = "crun", keys = RUNTIME, runtime = "crun"},
  strict = {
    label = "a strict reader", keys = EVERYTHING, conditions = true,
    min_kernel = true, errno_names = true, caps = "docker",
    words = function(arch) return arch end, strict = true,
    strict_errno = true, strict_fields = true,
  },
}

--- Names of dialects, in order.
M.names = {"docker", "podman", "containerd", "kubelet", "crio", "runc", "crun",
  "strict"}

-- Versions of the runtimes whose reading is known: the first, and the newest
-- that was read for this table.
local RUNTIMES = {
  runc = {label = "runc", first = {1, 1, 0}, newest = {1, 5, 1}},
  crun = {label = "crun", first = {1, 0, 0}, newest = {1, 29, 1}},
}

local function before(version, other)
  for i = 1, 3 do
    if version[i] ~= other[i] then return version[i] < other[i] end
  end
  return false
end

--- The three numbers of a version such as "1.1.5" or "1.29", or nil. A release
-- candidate counts as its release, and what a distribution adds is left away.
function M.version_numbers(text)
  local major, minor, micro = text:match "^v?(%d+)%.(%d+)%.?(%d*)"
  if not major or #major > 4 or #minor > 4 or #micro > 4 then return nil end
  return {math.tointeger(major), math.tointeger(minor),
    math.tointeger(micro == "" and "0" or micro)}
end

--- "1.1.5"
function M.version_text(version)
  return ("%d.%d.%d"):format(version[1], version[2], version[3])
end

-- What a version of runc does, by which it was read in runc's history.
local function runc_traits(consumer, version)
  local function since(major, minor, micro)
    return not before(version, {major, minor, micro})
  end
  consumer.enosys_stub = true
  -- the stub is for the profile's `architectures`; later for runc's own too
  consumer.stub_native = since(1, 1, 15)
  consumer.stub_s390 = since(1, 1, 3)
  -- KILL_THREAD and KILL_PROCESS were no words of it
  consumer.kill_words = since(1, 1, 3)
  -- no flags at all, not even SPEC_ALLOW, but for LOG that nobody could set
  consumer.flags = since(1, 2, 0)
  consumer.wait_kill = since(1, 5, 0)
  -- libseccomp's search tree, for more than so many names
  consumer.tree_above = since(1, 2, 0) and 32 or nil
  consumer.arches = {}
  for arch in pairs(RUNC_ARCHES) do
    local first = RUNC_SINCE[arch]
    consumer.arches[arch] = not first or not before(version, first) or nil
  end
end

local function crun_traits(consumer, version)
  consumer.strict_errno = true
  consumer.first_six = true
  consumer.kill_words, consumer.flags = true, true
  consumer.wait_kill = not before(version, {1, 6, 0})
end

-- The version of a runtime: the one that is named; else the installed one, if
-- its reading is known; else the newest. And which of them it is; or nil, and
-- what is wrong.
local function version_of(runtime, named, installed)
  if not named then
    local text = installed()
    local version = text and M.version_numbers(text)
    if not version or before(version, runtime.first) then
      return runtime.newest, "newest"
    end
    return version, "installed"
  end
  local version = M.version_numbers(named)
  if not version then
    return nil, ("\"%s\" is not a version of %s, such as %s"):format(named,
      runtime.label, M.version_text(runtime.newest))
  elseif before(version, runtime.first) then
    return nil, ("how %s before %s reads profiles is not known"):format(
      runtime.label, M.version_text(runtime.first))
  end
  return version, "named"
end

--- A consumer: a reader, and the version of the runtime behind it.
-- @tparam string spec a name of `names`; behind that of an engine the runtime
-- may stand that it uses, and then its version: "runc 1.1.5", "docker",
-- "podman runc 1.2.0"
-- @tparam function installed gives the version of the installed runtime of a
-- name as text, or nil
-- @treturn[1] table `name`, `label` and the traits; where there is a runtime,
-- `runtime` (its name), `version` (as text) and `from` ("named", "installed" or
-- "newest")
-- @treturn[2] nil
-- @treturn[2] string what is wrong with the spec
function M.dialect(spec, installed)
  local words = {}
  for word in spec:gmatch "%S+" do words[#words + 1] = word end
  local reader = words[1] and READERS[words[1]]
  if not reader then
    return nil, ("\"%s\" is not one of %s"):format(spec,
      table.concat(M.names, ", "))
  end
  local consumer = setmetatable({name = words[1]}, {__index = reader})
  local next_word = 2
  if reader.engine and words[2] and RUNTIMES[words[2]] then
    consumer.runtime = words[2]
    next_word = 3
  end
  local runtime = RUNTIMES[consumer.runtime]
  local named = words[next_word]
  if words[next_word + 1] or (named and not runtime) then
    return nil, ("\"%s\": the name of a reader is expected, and then a " ..
      "version of its runtime, as in \"runc 1.1.5\""):format(spec)
  end
  if not runtime then return consumer end
  if named and reader.engine and next_word == 2 then
    -- an engine's own version says nothing of the runtime that it came with
    return nil, ("\"%s\": name the runtime that the version is of, as in " ..
      "\"%s %s %s\""):format(spec, words[1], consumer.runtime,
      M.version_text(runtime.newest))
  end
  local version, from = version_of(runtime, named, function()
    return installed(consumer.runtime)
  end)
  if not version then return nil, from end
  consumer.version, consumer.from = M.version_text(version), from
  consumer.runtime_label = runtime.label .. " " .. consumer.version
  if consumer.runtime == "runc" then
    runc_traits(consumer, version)
  else
    crun_traits(consumer, version)
  end
  return consumer
end

--- Keys that are remarks, whoever reads them.
function M.is_remark(key)
  return key == "comment" or key == "description" or key == "$schema" or
    key:match "^[_$]" ~= nil
end

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

--- Arches whose arguments have 32 bits; and those of which libseccomp compares
-- 32 bits where the kernel shows 64.
M.narrow, M.low = {}, {}
for _, arch in ipairs(recovery.arches()) do
  M.narrow[arch.name] = not arch.wide or nil
  M.low[arch.name] = arch.wide and arch.compares32 or nil
end

return M
