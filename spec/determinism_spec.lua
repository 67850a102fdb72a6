-- SPDX-License-Identifier: MIT
-- Compiled policies, proofs and exports for all arches are byte for byte the
-- same, whatever machine made them: their digests stand here. A change of the
-- compiler or of a format changes some of them on purpose (DIGESTS=1 prints
-- them all); a machine that has others than the rest has a fault.
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

-- Not math.random, whose algorithm is Lua's affair. Knuth's MMIX, upper bits.
local state
local function random(n)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % n + 1
end
local function pick(list) return list[random(#list)] end

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

-- FNV-1a of 64 bits
local function digest(hash, text)
  for i = 1, #text do
    hash = (hash ~ text:byte(i)) * 0x100000001b3
  end
  return hash
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
  local compiled, proven, exported = 0xcbf29ce484222325, 0xcbf29ce484222325,
    0xcbf29ce484222325
  state = 22
  local before
  for _ = 1, 6 do
    local policy = draw(arches)
    local program = policy:compile()
    compiled = digest(compiled, program:bytes())
    compiled = digest(compiled, program:disassemble())
    if before then
      local lines = {tostring(before:permits_at_most(program))}
      for i, found in ipairs(before:diff(program)) do
        lines[i + 1] = told(found)
      end
      proven = digest(proven, table.concat(lines, "\n"))
    end
    proven = digest(proven, tostring(program:permits_at_most(policy)))
    for _, name in ipairs {"asm", "bpf", "c"} do
      exported = digest(exported, write(policy, name))
    end
    policy = draw(arches, true)
    for _, dialect in ipairs {"docker", "crun"} do
      exported = digest(exported, write(policy, "oci", {dialect = dialect,
        arch = arches[1], loose = true}))
    end
    exported = digest(exported, write(policy, "systemd", {arch = arches[1],
      version = 252, loose = true}))
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
      "f123e30e615b3a43 6656d82edbadee13 0edb3690211f6734",
    ["amd64"] =
      "184d9706da9680eb e3ae6a5b7e50e5aa 9ea72d447fd07537",
    ["x32"] =
      "0fc3192035257d72 993f870a16288fee 1e9e370f8ee9ccf6",
    ["arm"] =
      "a59661ced1e6b62c c6e0ada6c09c19f2 343b863fda2b2677",
    ["arm64"] =
      "953919e8680b9d00 6771538dba6135b5 d4bee10c500aa368",
    ["mips"] =
      "15be91c49cc83db5 17aaba443c304ebc 1ce30cfa3968735b",
    ["mips64"] =
      "1e0e07fd8d2ad672 d196661bf0936548 6cfaae85a1763013",
    ["mips64n32"] =
      "b28b03217a134175 0939204e53bca1a6 b35c95952574a486",
    ["mipsel"] =
      "d216b573d66711f9 e389331c4a133886 012f314109eecaee",
    ["mipsel64"] =
      "b64379f6aa9b5ade 46be2c6204d82efe eb45347b98988608",
    ["mipsel64n32"] =
      "3f90e7cfe38c8135 b6e9905be38421b8 ffebe03b81b392e1",
    ["parisc"] =
      "2380ee5526849a66 3861662f9dc0eef1 1b929d8ac3cae892",
    ["ppc"] =
      "fb0066144fc9ca8b 409a3745710d2e87 fe5e4dd011779c31",
    ["ppc64"] =
      "376385b431835250 8cb3adae30fb8553 b5aa53727f29c70f",
    ["ppc64le"] =
      "8049ae857aa52002 fa851cadeed7a2bb 6580cba30c0e5508",
    ["riscv64"] =
      "237842e6ccaadbac 0a66992db44295dd b68b3ec82ebe010f",
    ["s390"] =
      "7703dfe851128e7c 396352ce1bc11189 aa7ef9dd12c48a21",
    ["s390x"] =
      "cd1aa2ae95b0aa5d 52d46a6e8d768b5d 6f20d20782abc536",
    ["amd64 x86 x32"] =
      "6b6cda352dc94729 b2ba426bbe130025 b1be9cd4ff27b9f6",
    ["arm64 arm"] =
      "66c5f40d98aebd47 675a338a5cdc6b8b 4ae88d0dd9042dab",
    ["s390x s390"] =
      "5ff5dd5a218a2176 f6fb6b579e564a27 b6658314bde24439",
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
