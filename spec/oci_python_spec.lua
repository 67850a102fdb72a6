-- SPDX-License-Identifier: MIT
-- Imports against spec/oci_profile.py, a reading of profiles in another
-- language, from the runtime-spec: public profiles and random ones. COUNT
-- multiplies the random ones, SEED repeats a run.
local cjson = require "cjson"
local draw = require "spec.draw"
local oci = require "seccomp.oci"
local seccomp = require "seccomp"
local support = require "spec.support"

local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local pick, random = draw.pick, math.random

local PODMAN = "/usr/share/containers/seccomp.json"
local DOCKER = support.root .. "/spec/data/docker-default.json"

local function missing()
  local header = support.slurp "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"
  if not header then return "no kernel headers of amd64" end
  if not support.has_command "python3" then return "no python3" end
end

local CALLS = {"read", "write", "openat", "socket", "personality", "clone",
  "clone3", "ioctl", "prctl", "mount", "setns", "ptrace", "bpf", "keyctl",
  "unshare", "kexec_load", "chroot", "mknod", "quotactl", "syslog"}

-- Calls of amd64: some of these, all that there are, and numbers of no call.
local function some_calls(n, profile)
  local calls, values = {}, {0}
  for value in profile:gmatch '"value%a*":%s*(%d+)' do
    values[#values + 1] = math.tointeger(tonumber(value)) or 0
  end
  for i = 1, n do
    local number = i <= n // 2 and random(0, 470) or
      seccomp.syscall_number(pick(CALLS))
    calls[i] = {number}
    for a = 2, 7 do
      local value = random(2) == 1 and pick(values) or draw.datum()
      calls[i][a] = random(3) == 1 and value ~ (1 << random(0, 40)) or value
    end
  end
  return calls
end

local OPERATORS = {"NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ"}
local ACTIONS = {"ALLOW", "ERRNO", "LOG", "KILL", "KILL_PROCESS", "TRAP",
  "TRACE", "KILL_THREAD"}

local function random_profile()
  local blocks = {}
  for i = 1, random(8) do
    local block = {action = "SCMP_ACT_" .. pick(ACTIONS), names = {}}
    if block.action:find "ERRNO$" and random(2) == 1 then
      block.errnoRet = random(1, 120)
    end
    for k = 1, random(4) do
      block.names[k] = random(9) == 1 and "no_such_call" or pick(CALLS)
    end
    local index = random(0, 3)
    for k = 1, random(0, 2) do
      local c = {index = index, op = "SCMP_CMP_" .. pick(OPERATORS),
        value = random(2) == 1 and random(0, 20) or random(0, 1 << 40)}
      if c.op == "SCMP_CMP_MASKED_EQ" then
        c.valueTwo = c.value & random(0, 1 << 40)
      end
      block.args = block.args or {}
      block.args[k] = c
      index = index + 1
    end
    blocks[i] = block
  end
  local default = "SCMP_ACT_" .. pick {"ALLOW", "ERRNO", "KILL_PROCESS"}
  return cjson.encode {defaultAction = default, defaultErrnoRet =
    default:find "ERRNO" and random(2) == 1 and random(1, 100) or nil,
    architectures = {"SCMP_ARCH_X86_64"}, syscalls = blocks}
end

describe("an import says what another reading does (seed " .. SEED .. ")",
  function()
    -- Questions, with the policy for each; raises for what they disagree on.
    local function compare(questions)
      local lines = {}
      for i, q in ipairs(questions) do
        local calls = {}
        for k, call in ipairs(q.calls) do -- as words: JSON loses bits
          calls[k] = {}
          for a, word in ipairs(call) do calls[k][a] = ("%x"):format(word) end
        end
        lines[i] = cjson.encode {profile = q.profile, caps = #q.caps > 0 and
          q.caps or nil, kernel = {6, 1}, stub = q.stub, calls = calls}
      end
      local child = support.command({"python3", support.root ..
        "/spec/oci_profile.py"}, {stdin = table.concat(lines, "\n") .. "\n",
        env = support.unpreloaded, timeout = 60 + 10 * COUNT})
      assert(child.code == 0, support.describe(child))
      local i = 0
      for answer in child.stdout:gmatch "[^\n]+" do
        i = i + 1
        local q, k = questions[i], 0
        for words in answer:gmatch "%S+" do
          k = k + 1
          local c = q.calls[k]
          local said = tostring((q.policy:decide {arch = "amd64",
            syscall = c[1], arg0 = c[2], arg1 = c[3], arg2 = c[4],
            arg3 = c[5], arg4 = c[6], arg5 = c[7]}))
          local code = said:match "^errno%((E%w+)%)$"
          if code then
            said = ("errno(%d)"):format(seccomp.action("errno", code).code)
          end
          if words ~= "any" and
            not ("|" .. words .. "|"):find("|" .. said .. "|", 1, true)
          then
            error(("%d(%x, %x, %x, %x): we say %s, the other reading %s\n%s")
              :format(c[1], c[2], c[3], c[4], c[5], said, words, q.profile))
          end
        end
        assert.equal(#q.calls, k)
      end
      assert.equal(#questions, i)
    end

    local function says(name, make)
      it("of " .. name, function()
        local why = missing()
        if why then return pending(why) end
        math.randomseed(SEED)
        local questions = make()
        if not questions then return end
        compare(questions)
      end)
    end

    for name, path in pairs {docker = DOCKER, podman = PODMAN} do
      says(name .. "'s profile", function()
        local text = support.slurp(path)
        if not text then
          pending("no " .. path)
          return
        end
        local questions = {}
        for _, caps in ipairs {{}, {"CAP_SYS_ADMIN"}, {"CAP_SYS_CHROOT",
          "CAP_SYS_PTRACE", "CAP_BPF"}} do
          questions[#questions + 1] = {profile = text, caps = caps,
            stub = name == "docker", calls = some_calls(400, text),
            policy = oci.import(text, {dialect = name, arch = "amd64",
              kernel = "6.1", caps = #caps > 0 and caps or "none"})}
        end
        return questions
      end)
    end

    says("random profiles", function()
      local questions = {}
      while #questions < 30 * COUNT do
        local text = random_profile()
        local runtime = pick {"runc", "crun"}
        -- what it says, whatever libseccomp makes of that
        local ok, policy = pcall(oci.import, text, {dialect = runtime,
          arch = "amd64", check = false})
        -- some are refused by libseccomp: rules that contradict each other
        if ok then
          questions[#questions + 1] = {profile = text, caps = {},
            stub = runtime == "runc", calls = some_calls(60, text),
            policy = policy}
        end
      end
      return questions
    end)
  end)
