-- SPDX-License-Identifier: MIT
-- Compiled policies, proofs and exports for all arches are byte for byte the
-- same, whatever machine made them: their digests stand here. A change of the
-- compiler or of a format changes some of them on purpose (DIGESTS=1 prints
-- them all); a machine that has others than the rest has a fault.
local digests = require "spec.digests"
local format = require "seccomp.format"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local ARCHES = {"x86", "amd64", "x32", "arm", "arm64", "mips", "mips64",
  "mips64n32", "mipsel", "mipsel64", "mipsel64n32", "parisc", "ppc", "ppc64",
  "ppc64le", "riscv64", "s390", "s390x"}

-- calls that each of these has, so that rules are about all of them; none is
-- reached through socketcall or ipc
local CALLS = {"read", "write", "ioctl", "openat", "personality", "prctl",
  "clone", "unshare", "execve", "kill", "fcntl", "close", "dup3", "futex",
  "mprotect", "ptrace", "umask", "getpid", "fchmodat", "unlinkat"}
local ACTIONS = {"allow", "log", "trap(7)", "errno(EPERM)", "errno(EDEADLK)",
  "errno(ENOTSUP)", "kill_process", "kill_thread", "notify", "trace(3)"}
local DEFAULTS = {"allow", "errno(EPERM)", "kill_process", "log"}
local OPERATORS = {"==", "!=", "<", "<=", ">", ">=", "masked_eq"}
local DATA = {0, 1, 5, 0x5401, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000,
  0x123456789abcdef0, 1 << 63, -1, -2}

local pick, random = digests.pick, digests.random

local function condition()
  local op = pick(OPERATORS)
  local made = {random(6) - 1, op, pick(DATA)}
  if op == "masked_eq" then made[4] = made[3] & pick(DATA) end
  if random(3) == 1 then
    made.width = 32
    made[3] = made[3] & 0xffffffff
    if made[4] then made[4] = made[4] & 0xffffffff end
  end
  return made
end

-- A policy of these arches; `plain` is what profiles and units can say.
local function draw(arches, plain)
  local rules = {}
  for i = 1, random(6) do
    local rule = {action = pick(plain and DEFAULTS or ACTIONS)}
    for k = 1, random(4) do rule[k] = pick(CALLS) end
    if random(2) == 1 then
      rule.when = {}
      for k = 1, random(3) do rule.when[k] = condition() end
    end
    rules[i] = rule
  end
  return policies.new {default = pick(DEFAULTS), arches = arches,
    bad_arch = random(2) == 1 and "kill_process" or "errno(ENOSYS)",
    unknown = not plain and random(2) == 1 and "errno(ENOSYS)" or nil,
    kernel = "6.1", rules = rules}
end

-- a table as text, in the order of its keys
local function told(found)
  local words = {}
  for key, value in pairs(found) do
    words[#words + 1] = ("%s=%s"):format(key,
      type(value) == "table" and told(value) or tostring(value))
  end
  table.sort(words)
  return table.concat(words, " ")
end

-- The text alone: reports tell of the runtimes that a machine has.
local function write(policy, name, options)
  local ok, text = pcall(format.export, policy, name, options)
  -- what a format cannot say is as much an answer, in whichever words
  return ok and text or text.code
end

-- What is made of 6 random policies for these arches.
local function made(arches)
  local compiled, proven, exported
  digests.seed(22)
  local before
  for _ = 1, 6 do
    local policy = draw(arches)
    local program = policy:compile()
    compiled = digests.add(program:bytes(), compiled)
    compiled = digests.add(program:disassemble(), compiled)
    if before then
      local lines = {tostring(before:permits_at_most(program))}
      for i, found in ipairs(before:diff(program)) do
        lines[i + 1] = told(found)
      end
      proven = digests.add(table.concat(lines, "\n"), proven)
    end
    proven = digests.add(tostring(program:permits_at_most(policy)), proven)
    for _, name in ipairs {"asm", "bpf", "c"} do
      exported = digests.add(write(policy, name), exported)
    end
    policy = draw(arches, true)
    for _, dialect in ipairs {"docker", "crun"} do
      exported = digests.add(write(policy, "oci", {dialect = dialect,
        arch = arches[1], loose = true}), exported)
    end
    exported = digests.add(write(policy, "systemd", {arch = arches[1],
      version = 252, loose = true}), exported)
    before = program
  end
  return ("%016x %016x %016x"):format(compiled, proven, exported)
end

describe("on every machine", function()
  -- libseccomp refuses actions that it could not ask a kernel about, as under
  -- qemu-user
  local level = seccomp.api()
  setup(function() seccomp.set_api(6) end)
  teardown(function() seccomp.set_api(level) end)

  local lists = {}
  for i, arch in ipairs(ARCHES) do lists[i] = {arch} end
  lists[#lists + 1] = {"amd64", "x86", "x32"}
  lists[#lists + 1] = {"arm64", "arm"}
  lists[#lists + 1] = {"s390x", "s390"}

  -- of what is compiled, what is proven, and what is exported
  local DIGESTS = {
    ["x86"] =
      "43b65d07fe5f4ad4 6656d82edbadee13 eb86239292e90394",
    ["amd64"] =
      "8cd5c34a0b4477dd e3ae6a5b7e50e5aa aaf0455f1aec8e52",
    ["x32"] =
      "df82d352b9f0935a 993f870a16288fee 860aab632eaca84b",
    ["arm"] =
      "e77b02bbb320190e c6e0ada6c09c19f2 31894bd01b5e5972",
    ["arm64"] =
      "14dcc1b9020746bb 6771538dba6135b5 4d1627c45921a7b0",
    ["mips"] =
      "e11a869618ee4863 17aaba443c304ebc 5738f69f442af05d",
    ["mips64"] =
      "3e06c5188b0e59e4 d196661bf0936548 d33525f41b49b726",
    ["mips64n32"] =
      "15c023e2a284d0cb 0939204e53bca1a6 4ce319e0475eb264",
    ["mipsel"] =
      "6181728bb0130be3 e389331c4a133886 1c92046a02d86748",
    ["mipsel64"] =
      "21cc4925f620b27c 46be2c6204d82efe 53b923d5e9c98915",
    ["mipsel64n32"] =
      "3fffd46c938e0cff b6e9905be38421b8 cad30f6ec986a87f",
    ["parisc"] =
      "c5344c023cc9ca94 3861662f9dc0eef1 95bf9ec2757db2d1",
    ["ppc"] =
      "287c8d8fbce3f6c8 409a3745710d2e87 5f9e48a5b230633f",
    ["ppc64"] =
      "2c9124c01b021d66 8cb3adae30fb8553 70ec9242e92721aa",
    ["ppc64le"] =
      "37eb124473b71d44 fa851cadeed7a2bb 6381984395977d9b",
    ["riscv64"] =
      "cad34c142b8b481c 0a66992db44295dd c5151f68658c6084",
    ["s390"] =
      "f56e3f09131e7525 396352ce1bc11189 20bd5311b8516221",
    ["s390x"] =
      "486261d50ea27ca3 52d46a6e8d768b5d 89a0ce811d7e9299",
    ["amd64 x86 x32"] =
      "6acab49acd793b2c b2ba426bbe130025 ab18d60dde6a8c9d",
    ["arm64 arm"] =
      "56d29f7afa9400bf 675a338a5cdc6b8b 44531de7cb6fdac7",
    ["s390x s390"] =
      "e3b8935be8c316dc f6fb6b579e564a27 692877981f10e883",
  }

  for _, arches in ipairs(lists) do
    local name = table.concat(arches, " ")
    it("the same comes of policies for " .. name, function()
      local got = made(arches)
      if os.getenv "DIGESTS" then
        print(("    [%q] = %q,"):format(name, got))
        return
      end
      assert.equal(DIGESTS[name], got)
    end)
  end
end)
