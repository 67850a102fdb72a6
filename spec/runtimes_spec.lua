-- SPDX-License-Identifier: MIT
-- crun and runc themselves, where they are installed: what calls get in a
-- container under a profile, against what the profile's import says. Public and
-- random profiles; COUNT multiplies the random ones, SEED repeats a run.
local cjson = require "cjson"
local draw = require "spec.draw"
local oci = require "seccomp.oci"
local seccomp = require "seccomp"
local support = require "spec.support"

local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local pick, random = draw.pick, math.random

local CAPS = {"CAP_CHOWN", "CAP_KILL"}

local directory, why

local function sh(line)
  return support.command("cd " .. directory .. "\n" .. line)
end

-- What keeps containers from being started here, or nil.
local function missing()
  if seccomp.native_arch() ~= "amd64" then return "written for amd64" end
  if support.sanitized() then return "a container has nothing of ours" end
  if support.command("id -u").stdout ~= "0\n" then
    return "containers are started by root here"
  end
  local cc = os.getenv "CC" or "cc"
  local child = sh(("mkdir -p b/rootfs/proc b/rootfs/dev root && %s -O1 " ..
    "-static -o b/rootfs/contained %s"):format(cc,
    support.quote(support.root .. "/spec/c/contained.c")))
  return child.code ~= 0 and "no static C library: " .. child.stderr or nil
end

local STARTS = {
  crun = "umount -R /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; " ..
    "exec crun --cgroup-manager=disabled",
  runc = "exec runc",
}

local started = 0

-- What calls return in a container under a profile (JSON, or none).
local function run(runtime, profile, calls)
  local words = {'"/contained"'}
  for i, call in ipairs(calls) do
    words[i + 1] = ('"%d,%d,%d,%d"'):format(call.number, call[1], call[2],
      call[3])
  end
  local caps = '"' .. table.concat(CAPS, '","') .. '"'
  support.spew(directory .. "/b/config.json", ([[{"ociVersion": "1.0.2",
    "process": {"terminal": false, "user": {"uid": 0, "gid": 0}, "args": [%s],
      "env": ["PATH=/"], "cwd": "/", "noNewPrivileges": true, "capabilities":
      {"bounding": [%s], "effective": [%s], "permitted": [%s]}},
    "root": {"path": "rootfs"}, "mounts": [{"destination": "/proc", "type":
      "proc", "source": "proc"}],
    "linux": {"namespaces": [{"type": "mount"}, {"type": "pid"}]%s}}]])
    :format(table.concat(words, ","), caps, caps, caps,
    profile and ', "seccomp": ' .. profile or ""))
  started = started + 1
  local child = sh(("unshare -m sh -c 'cd b; %s --root %s/root run c%d-%d'")
    :format(STARTS[runtime], directory, os.time() % 100000, started))
  local results = {}
  for kind, n in child.stdout:gmatch "(%l+) (%-?%d+)\n" do
    results[#results + 1] = (kind == "errno" and "-" or "") .. n
  end
  return results, child
end

-- Calls that a container may make, whatever they are given.
local NAMES = {"getppid", "getuid", "getpgrp", "sched_yield", "socket",
  "personality", "bpf", "kexec_load", "acct", "swapoff", "unshare", "chroot",
  "iopl", "clock_settime"}

local function some_calls()
  local calls = {}
  for i = 1, 24 do
    local name = pick(NAMES)
    -- these do nothing, or nothing that matters to the calls that follow
    local a = name == "personality" and pick {0, 0xffffffff} or
      name == "socket" and pick {0, 1, 2, 16, 38, 40, 77} or
      random(3) == 1 and draw.datum() or random(0, 3)
    calls[i] = {name = name, number = seccomp.syscall_number(name), a,
      name == "socket" and pick {0, 1, 2, 0x80002, 9} or random(0, 3), 0}
    if name == "unshare" then calls[i][1] = 1 << 63 end
  end
  return calls
end

local OPERATORS = {"SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ",
  "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_MASKED_EQ"}

local function random_profile(calls)
  local blocks = {}
  for i = 1, random(6) do
    local block = {action = pick {"SCMP_ACT_ERRNO", "SCMP_ACT_ERRNO",
      "SCMP_ACT_LOG"}, names = {}}
    if block.action == "SCMP_ACT_ERRNO" and random(2) == 1 then
      block.errnoRet = random(1, 120)
    end
    for k = 1, random(3) do block.names[k] = pick(NAMES) end
    for k = 1, random(0, 2) do
      local call = pick(calls)
      local c = {index = random(0, 1), op = pick(OPERATORS)}
      c.value = call[c.index + 1] & pick {0x7fffffff, 0xffffffffff}
      if c.op == "SCMP_CMP_MASKED_EQ" then
        c.valueTwo, c.value = c.value, pick {1, 3, 0xf, 0xff, 0x7fffffff}
      end
      block.args = block.args or {}
      block.args[k] = c
    end
    blocks[i] = block
  end
  return cjson.encode {defaultAction = "SCMP_ACT_ALLOW",
    architectures = {"SCMP_ARCH_X86_64"}, syscalls = blocks}
end

-- A profile as Docker hands it to a runtime: only what is for this container.
local function handed(text)
  local profile = cjson.decode(text)
  local function has(list, value)
    for _, one in ipairs(list or {}) do
      if one == value then return true end
    end
    return false
  end
  local blocks = {}
  for _, block in ipairs(profile.syscalls) do
    local includes, excludes = block.includes or {}, block.excludes or {}
    local wanted = (not includes.arches or has(includes.arches, "amd64")) and
      not has(excludes.arches, "amd64")
    for _, cap in ipairs(includes.caps or {}) do
      wanted = wanted and has(CAPS, cap)
    end
    for _, cap in ipairs(excludes.caps or {}) do
      wanted = wanted and not has(CAPS, cap)
    end
    if wanted then
      blocks[#blocks + 1] = {names = block.names, action = block.action,
        errnoRet = block.errnoRet, args = block.args and #block.args > 0 and
          block.args or nil}
    end
  end
  return cjson.encode {defaultAction = profile.defaultAction,
    defaultErrnoRet = profile.defaultErrnoRet, syscalls = blocks,
    architectures = {"SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"}}
end

describe("in a container (seed " .. SEED .. ")", function()
  setup(function()
    directory = support.directory()
    why = missing()
  end)
  teardown(function() support.remove(directory) end)

  -- what a call gets by an action where by itself it gets `own`
  local function expected(action, own)
    if action.name == "errno" then
      return (action.code > 0 and "-" or "") .. action.code
    end
    return own
  end

  -- A result, but for the number of a new descriptor: which is free depends on
  -- what the calls before were permitted.
  local function known(call, result)
    local number = tonumber(result)
    return call.name == "socket" and number and number > 2 and "a descriptor" or
      result
  end

  local function agree(runtime, profile, calls, policy)
    local ok = true
    if not policy then
      ok, policy = pcall(oci.import, profile, {dialect = runtime,
        arch = "amd64", caps = CAPS})
    end
    local results, child = run(runtime, profile, calls)
    if not ok then
      -- what the runtime refuses starts no container
      assert(policy.code and child.code ~= 0, tostring(policy) .. "\n" ..
        support.describe(child))
      return "refused"
    end
    local own = run(runtime, nil, calls)
    assert(#results == #calls and #own == #calls, support.describe(child) ..
      profile)
    for i, call in ipairs(calls) do
      local action = policy:decide {arch = "amd64", syscall = call.number,
        arg0 = call[1], arg1 = call[2], arg2 = call[3]}
      if known(call, results[i]) ~= known(call, expected(action, own[i])) then
        error(("%s: %s(%x, %x) got %s, by itself %s; the policy says %s\n%s")
          :format(runtime, call.name, call[1], call[2], results[i], own[i],
          tostring(action), profile))
      end
    end
  end

  for _, runtime in ipairs {"crun", "runc"} do
    local function on(name, fn)
      it(runtime .. " does what " .. name, function()
        if why then return pending(why) end
        if not support.has_command(runtime) then
          return pending(runtime .. " is not installed")
        end
        math.randomseed(SEED)
        fn()
      end)
    end

    on("the import of Docker's profile says", function()
      local text = support.slurp(support.root ..
        "/spec/data/docker-default.json")
      local policy = oci.import(text, {dialect = "docker", arch = "amd64",
        caps = CAPS})
      for _ = 1, 2 do agree(runtime, handed(text), some_calls(), policy) end
    end)

    on("imports of random profiles say", function()
      for _ = 1, 4 * COUNT do
        local calls = some_calls()
        agree(runtime, random_profile(calls), calls)
      end
    end)
  end
end)
