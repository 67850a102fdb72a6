-- SPDX-License-Identifier: MIT
-- The two forms a filter can be written in: pseudo filter code for people, and
-- BPF for the kernel or another program (bubblewrap's --seccomp, for one).
local seccomp = require "seccomp"

local filter = seccomp.filter("allow", {arches = {"amd64", "arm64"}})
  :add_rule("ptrace", "errno(EPERM)")
  -- TIOCSTI types on the terminal's behalf; ioctl's request is 32 bits wide
  :add_rule("ioctl", "kill_process",
    {arg = 1, op = "==", value = 0x5412, width = 32})

-- Without a target the text comes back; with an open file or a descriptor, it
-- is written there, whole or with an error.
local text = filter:export_pfc()
io.write(text)

local path = os.tmpname()
do
  local file <close> = assert(io.open(path, "wb"))
  filter:export_bpf(file)
end
local file <close> = assert(io.open(path, "rb"))
local bytes = file:read "a"
os.remove(path)
assert(bytes == filter:export_bpf(), "the same bytes either way")

-- Eight bytes an instruction: code, two jump offsets, a constant, in the byte
-- order of the filter's arches.
print(#bytes // 8 .. " instructions")
for at = 1, 24, 8 do
  print(("code 0x%04x jt %d jf %d k 0x%08x"):format(
    string.unpack("<I2 I1 I1 I4", bytes, at)))
end
