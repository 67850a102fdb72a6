-- SPDX-License-Identifier: MIT
-- Every policy that is printed reads back as what it was: proven, for policies
-- of random conditions on the arguments of calls, and for those that programs
-- and profiles are read back into. PRINTED=n makes n policies, from SEED;
-- PROFILES names a directory of profiles (none otherwise).
local draw = require "spec.draw"
local kernel = (require "seccomp.core" and require "seccomp.core.kernel")
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local pick, random = draw.pick, math.random

local LITTLE = {"amd64", "x86", "x32", "arm", "arm64", "mipsel", "mipsel64",
  "mipsel64n32", "ppc64le", "riscv64"}
local BIG = {"s390x", "s390", "mips", "mips64", "mips64n32", "ppc", "ppc64",
  "parisc", "parisc64"}

-- Calls that are made with constants, and others.
local CALLS = {}
for word in ([[socket socketpair openat open clone unshare ioctl fcntl prctl
    mmap mprotect kill futex clock_gettime setsockopt madvise unlinkat
    faccessat2 waitid read write setuid chmod fchmodat ptrace semctl lseek
    epoll_ctl personality seccomp bpf getrandom memfd_create setpriority
    mount umount2 statx mknodat sync fadvise64 preadv2 sync_file_range
    shmctl rt_sigprocmask mremap]]):gmatch "%S+" do
  CALLS[#CALLS + 1] = word
end

-- A value, one of the argument's constants most often.
local function value_of(call, place, arch)
  local names = kernel.constants(call, place, arch)
  if not names[1] or random(3) == 1 then return draw.datum() end
  local value = seccomp.constant(pick(names), arch)
  local argument = kernel.argument(call, place, arch)
  while argument.flags and random(2) == 1 do
    value = value | seccomp.constant(pick(names), arch)
  end
  return random(3) == 1 and value | random(0) << 32 or value & 0xffffffff
end

local function condition(call, arch)
  local place, op = random(0, 5), pick(draw.OPERATORS)
  if random(2) == 1 then op = pick {"==", "masked_eq", "!="} end
  local signature = seccomp.signature(call, arch)
  if signature and signature[1] and random(8) > 1 then
    place = random(0, math.min(#signature, 6) - 1)
  end
  local width = pick {64, 64, 32, 32, 16}
  local mask = width == 64 and -1 or (1 << width) - 1
  local c = {place, op, value_of(call, place, arch) & mask, raw = random(12) ==
    1 or nil, width = width ~= 64 and width or nil}
  if op == "masked_eq" then
    c[3] = (random(2) == 1 and c[3] or draw.datum()) & mask
    c[4] = value_of(call, place, arch) & c[3]
  elseif random(6) == 1 and op == "==" then
    local values = {}
    for i = 1, random(2, 12) do
      values[i] = value_of(call, place, arch) & mask
    end
    c[3] = values
  end
  return c
end

local function random_policy()
  local all, arches, rules = pick {LITTLE, BIG}, {}, {}
  for i = 1, random(3) do arches[i] = pick(all) end
  for i = 1, random(4) do
    local call = pick(CALLS)
    local rule = {call, action = pick {"allow", "errno(EACCES)", "trap"},
      optional = true}
    if random(5) == 1 then rule[2] = pick(CALLS) end
    if random(4) == 1 then rule.arches = {pick(arches)} end
    if random(8) > 1 then
      rule.when = {}
      for k = 1, random(2) do rule.when[k] = condition(call, arches[1]) end
    end
    rules[i] = rule
  end
  rules[#rules + 1] = {"socketcall", "ipc", action = "log", optional = true}
  return policies.new {default = "errno(EPERM)", arches = arches,
    rules = rules}
end

-- Whether a policy compiles at all: one of a call whose arguments are in memory
-- does not.
local function program_of(policy)
  local ok, program = pcall(policy.compile, policy, {prove = false})
  return ok and program or nil
end

-- Holds a policy's text to the policy. Returns how many conditions have names.
local function read_back(policy, program)
  local text = tostring(policy)
  local back = policies.parse(text)
  assert.equal(text, tostring(back))
  local same = back:compile {prove = false}
  if same ~= program then
    local ok, witnesses = pcall(program.diff, program, same)
    assert.is_true(ok and #witnesses == 0, text)
  end
  for line in text:gmatch "[^\n]+" do assert.is_true(#line <= 80, line) end
  return select(2, text:gsub('{"[%w_]+", "', ""))
end

describe("printed policies read back:", function()
  it("random ones, and what their programs are read back into", function()
    local read, recovered, named = 0, 0, 0
    math.randomseed(tonumber(os.getenv "SEED" or 4))
    for i = 1, tonumber(os.getenv "PRINTED" or 120) do
      local policy = random_policy()
      local program = program_of(policy)
      if program then
        read, named = read + 1, named + read_back(policy, program)
        if i % 4 == 0 then
          local ok, its = pcall(program.policy, program)
          if ok then
            recovered = recovered + 1
            named = named + read_back(its, program)
          end
        end
      end
    end
    assert.is_true(read > 60, read)
    assert.is_true(recovered > 10, recovered)
    assert.is_true(named > 60, named)
    if os.getenv "PRINTED" then
      print(("random: %d policies, %d of programs, %d conditions by name")
        :format(read, recovered, named))
    end
  end)

  local directory = os.getenv "PROFILES"
  if not directory then return end

  it("profiles", function()
    local oci = require "seccomp.oci"
    local list <close> = io.popen("ls " .. directory)
    local profiles, read, tidied, named = 0, 0, 0, 0
    for file in list:lines() do
      local text = require("spec.support").slurp(directory .. "/" .. file)
      local any = false
      for _, dialect in ipairs {"docker", "podman", "runc", "crun"} do
        for _, arch in ipairs {"amd64", "arm64", "s390x"} do
          local ok, policy = pcall(oci.import, text, {dialect = dialect,
            arch = arch, check = false})
          local program = ok and program_of(policy)
          if program then
            any, read = true, read + 1
            named = named + read_back(policy, program)
            if dialect == "docker" and arch == "amd64" then
              local fine, its = pcall(program.policy, program, {budget = 20})
              if fine then
                tidied = tidied + 1
                read_back(its, program)
              end
            end
          end
        end
      end
      profiles = profiles + (any and 1 or 0)
    end
    print(("profiles: %d, %d policies, %d of programs, %d conditions by name")
      :format(profiles, read, tidied, named))
  end)
end)
