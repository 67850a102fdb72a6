--- Capabilities, and which of them containers have.
-- @module seccomp.oci.capabilities

-- SPDX-License-Identifier: MIT
local M = {}

local ipairs, io_open, tonumber = ipairs, io.open, tonumber

-- By bit, as in linux/capability.h.
local NAMES = {[0] = "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH",
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

--- Set of the names.
M.known = {}
for bit = 0, #NAMES do M.known[NAMES[bit]] = true end

local function list(text)
  local out = {}
  for word in text:gmatch "%S+" do out[#out + 1] = "CAP_" .. word end
  return out
end

local DOCKER = list [[CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID
  SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE]]

-- What a container has of them when nothing else is said.
local DEFAULTS = {
  docker = DOCKER,
  containerd = DOCKER,
  podman = list [[CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP
    SETGID SETPCAP SETUID SYS_CHROOT]],
  crio = list [[CHOWN DAC_OVERRIDE FSETID FOWNER SETGID SETUID SETPCAP
    NET_BIND_SERVICE KILL]],
  none = {},
}

--- Whose containers the words are about that mean a default.
M.label = {docker = "Docker", containerd = "containerd", podman = "Podman",
  crio = "CRI-O"}

--- The capabilities that a word stands for.
-- @tparam string word a key of `label`, "none", "all", or "mine": those in
-- this process's bounding set
-- @treturn[1] {string,…}
-- @treturn[2] nil for a word that is none, or
-- @treturn[2] string why the system cannot be asked
function M.named(word)
  if DEFAULTS[word] then return DEFAULTS[word] end
  local mask
  if word == "all" then
    mask = -1
  elseif word == "mine" then
    local file, message = io_open "/proc/self/status"
    if not file then return nil, message end
    local text = file:read "a" or ""
    file:close()
    mask = tonumber(text:match "CapBnd:%s*(%x+)" or "", 16)
    if not mask then return nil, "no CapBnd in /proc/self/status" end
  else
    return nil
  end
  local out = {}
  for bit = 0, #NAMES do
    if mask >> bit & 1 == 1 then out[#out + 1] = NAMES[bit] end
  end
  return out
end

--- A capability by name, with or without "CAP_", in any letter case; or nil.
function M.name(text)
  local name = text:upper()
  if not name:match "^CAP_" then name = "CAP_" .. name end
  return M.known[name] and name or nil
end

--- The set of a list.
function M.set(names)
  local out = {}
  for _, name in ipairs(names) do out[name] = true end
  return out
end

return M
