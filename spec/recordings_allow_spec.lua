-- SPDX-License-Identifier: MIT
-- A recording on top of a policy, against what the two say of every call of a
-- small domain: it is allowed where it was recorded, and else it gets what it
-- got.
local here = require "spec.here"
local policies = require "seccomp.policy"
local record = require "seccomp.record"
local support = require "spec.support"

local SEED = tonumber(os.getenv "SEED") or 20
local ROUNDS = support.rounds(150)

-- Calls that have something about them: those behind multiplexers and the
-- multiplexers, one with its arguments in memory, the newest, and a number that
-- is no call.
local NAMES = {"read", "openat", "socket", "connect", "socketcall", "ipc",
  "shmat", "mmap", "mmap2", "ioctl", "prctl", "clone3", "file_setattr"}
local HELD = {openat = {{2, 32}}, socket = {{0, 32}, {1, 32}},
  ioctl = {{1, 32}},
  prctl = {{0, 32}}, mmap = {{2, 64}}, socketcall = {{0, 32}}}
local VALUES = {0, 1, 2, 0x100000001, 7}
local ACTIONS = {"allow", "errno(EPERM)", "errno(0)", "kill_process", "log",
  "trap", "errno(ENOSYS)"}

local function one_of(list) return list[math.random(#list)] end
local function chance(n) return math.random(n) == 1 end

local number_of = require("seccomp.record.names").number

-- The arches of a byte order that a policy or a recording may be of.
local ARCHES = {"amd64", "x86", "x32", "arm64", "arm"}

local function some_arches(most)
  local arches, there = {}, {}
  for _ = 1, math.random(most) do
    local arch = one_of(ARCHES)
    if not there[arch] then arches[#arches + 1] = arch end
    there[arch] = true
  end
  return arches
end

local function random_policy()
  local arches, rules = some_arches(3), {}
  for _ = 1, math.random(0, 5) do
    local rule = {action = one_of(ACTIONS), optional = true}
    for _ = 1, math.random(3) do rule[#rule + 1] = one_of(NAMES) end
    if chance(2) then
      rule.when = {}
      for _ = 1, math.random(2) do
        rule.when[#rule.when + 1] = {math.random(0, 2), one_of {"==", "!=",
          "<", ">="}, one_of(VALUES), width = one_of {32, 64}}
      end
    end
    if chance(3) then rule.arches = {one_of(arches)} end
    if chance(6) then
      rule = {{500, 600}, action = one_of(ACTIONS), arches = {one_of(arches)}}
    end
    rules[#rules + 1] = rule
  end
  local ok, policy = pcall(policies.new, {default = one_of(ACTIONS),
    bad_arch = one_of(ACTIONS), unknown = chance(2) and one_of(ACTIONS) or nil,
    arches = arches, rules = rules})
  -- conditions that would be lost behind a multiplexer do not compile
  if not ok or not pcall(policy.compile, policy, {prove = false}) then
    return random_policy()
  end
  return policy
end

local function random_recording()
  local calls, there = {}, {}
  for _ = 1, math.random(4) do
    local arch, name = one_of(ARCHES), one_of(NAMES)
    local number = number_of(name, arch)
    if chance(10) then
      name, number = nil, arch == "x32" and 0x400003ff or 0x3ff
    end
    local key = arch .. " " .. tostring(number)
    if number and not there[key] then
      there[key] = true
      local call = {arch = arch, number = number, syscall = name}
      if HELD[name] and chance(2) then
        call.arguments, call.seen = HELD[name], {}
        for _ = 1, math.random(3) do
          local values = {}
          for i, argument in ipairs(call.arguments) do
            local value = one_of(VALUES)
            values[i] = argument[2] == 32 and value & 0xffffffff or value
          end
          call.seen[#call.seen + 1] = values
        end
      end
      calls[#calls + 1] = call
    end
  end
  return calls
end

-- The same as a Recording.
local function recording_of(calls)
  local list = {}
  for i, call in ipairs(calls) do
    local seen, arguments = {}, {}
    for k, values in ipairs(call.seen or {}) do
      seen[k] = ('{"values": [%s], "count": 1, "runs": 1}'):format(
        table.concat(values, ", "))
    end
    for k, argument in ipairs(call.arguments or {}) do
      arguments[k] = ('{"arg": %d, "width": %d}'):format(argument[1],
        argument[2])
    end
    list[i] = ('{"arch": "%s", "number": %d, %s "count": 5, "runs": 1%s}')
      :format(call.arch, call.number,
        call.syscall and ('"syscall": "%s",'):format(call.syscall) or "",
        call.seen and (', "arguments": [%s], "seen": [%s]'):format(
          table.concat(arguments, ", "), table.concat(seen, ", ")) or "")
  end
  return record.parse(('{"seccomp_recording": 2, "runs": 1, "calls": [%s], ' ..
    '"launcher": []}'):format(table.concat(list, ", ")))
end

local in_memory = require("seccomp.core.policy").in_memory

-- Whether a call was recorded.
local function recorded(calls, tight, asked)
  for _, call in ipairs(calls) do
    if call.arch == asked.arch and call.number == asked.syscall then
      if not tight or not call.seen or in_memory(call.arch, call.number) then
        return true
      end
      for _, values in ipairs(call.seen) do
        local same = true
        for i, argument in ipairs(call.arguments) do
          local value = asked["arg" .. argument[1]]
          -- 32-bit arches have no more bits
          local bits = argument[2] == 32 or asked.arch == "x86" or
            asked.arch == "arm"
          local mask = bits and 0xffffffff or -1
          same = same and value & mask == values[i] & mask
        end
        if same then return true end
      end
    end
  end
  return false
end

-- fn(call) for each of the domain.
local function each_call(fn)
  for _, arch in ipairs {"amd64", "x86", "x32", "arm64", "arm", "riscv64"} do
    local numbers, there = {}, {}
    for _, name in ipairs(NAMES) do
      local number = number_of(name, arch)
      if number and not there[number] then
        numbers[#numbers + 1], there[number] = number, true
      end
    end
    local base = arch == "x32" and 0x40000000 or 0
    for _, number in ipairs {base + 39, base + 550, base + 0x3ff,
      0x7fffffff, arch == "x32" and base + 0x7fff or 0xffffffff}
    do
      numbers[#numbers + 1] = number
    end
    for _, number in ipairs(numbers) do
      for _, a in ipairs(VALUES) do
        for _, b in ipairs {0, 1, 7} do
          for _, c in ipairs {a, 1, 2} do
            fn {arch = arch, syscall = number, arg0 = a, arg1 = b, arg2 = c}
          end
        end
      end
    end
  end
end

describe("Policy:allow", function()
  it("permits what the policy does and what was recorded, and no more",
    function()
      math.randomseed(SEED)
      local allowed = 0
      for round = 1, ROUNDS do
        local policy, calls = random_policy(), random_recording()
        local tightness = one_of {"names", "arguments"}
        local recording = recording_of(calls)
        local result = policy:allow(recording, {tightness = tightness})
        local before, after = policy:compile {prove = false},
          result:compile {prove = false}
        each_call(function(asked)
          local was = before:simulate(asked)
          local expected = recorded(calls, tightness == "arguments", asked) and
            "allow" or tostring(was)
          local now = tostring(after:simulate(asked))
          if now ~= expected then
            error(("seed %d, round %d: %s %d(0x%x, 0x%x, 0x%x) gets %s, not " ..
              "%s\n%s%s"):format(SEED, round, asked.arch, asked.syscall,
              asked.arg0, asked.arg1, asked.arg2, now, expected,
              tostring(policy), tostring(result)))
          end
          if expected == "allow" and tostring(was) ~= "allow" then
            allowed = allowed + 1
          end
        end)
        -- a second time there is nothing to do
        assert.equal(result, result:allow(recording, {tightness = tightness}))
        -- what is recorded is all that changed
        assert.is_true(before:permits_at_most(after))
      end
      assert.truthy(allowed > ROUNDS, "nothing was allowed")
    end)

  it("keeps the policy's own rules, behind those of the recording", function()
    local policy = policies.new {default = "errno(EPERM)",
      unknown = "errno(ENOSYS)", arches = {"amd64"}, rules = {
        {"mkdir", action = "kill_process"},
        {"read", "@basic-io", action = "allow"},
        {"ioctl", action = "log", when = {{"request", "==", "TIOCSTI"}}},
      }}
    local result = policy:allow(recording_of {
      {arch = "amd64", number = 83, syscall = "mkdir"},
      {arch = "amd64", number = 0, syscall = "read"},
      {arch = "amd64", number = 16, syscall = "ioctl", arguments = {{1, 32}},
        seen = {{0x5401}, {0x5413}}},
    }, {tightness = "arguments"})
    local own = policy.rules
    table.insert(own, 1, {"ioctl", action = "allow",
      when = {{"request", "==", {"TCGETS", "TIOCGWINSZ"}}}})
    table.insert(own, 1, {"mkdir", action = "allow"})
    assert.same(own, result.rules)
  end)

  it("names a multiplexer no more than once", function()
    local function named(number, name, arguments, seen, first)
      local list = {}
      local policy = policies.new {default = "errno(EPERM)", arches = {"x86"},
        rules = {first or {"read", action = "allow"}}}
      local result = policy:allow(recording_of {{arch = "x86",
        number = number, syscall = name, arguments = arguments, seen = seen}},
        {tightness = "arguments"})
      for i, rule in ipairs(result.rules) do
        list[i] = rule[1] .. " " .. rule.action
      end
      return table.concat(list, ", ")
    end
    -- what is allowed of itself
    assert.equal("socketcall allow, read allow", named(102, "socketcall",
      {{0, 32}}, {{1}}))
    assert.equal("ipc allow, read allow", named(117, "ipc"))
    -- else it is what keeps a rule from being extended to it
    assert.equal("socket allow, read allow, socketcall errno(EPERM)",
      named(359, "socket"))
    -- and where the policy's own rules had been extended, these are spelled out
    assert.equal("socket allow, bind trap, socketcall trap", named(359,
      "socket", nil, nil, {"bind", action = "trap"}))
  end)

  it("lists an arch that the policy does not, and leaves its other calls as " ..
    "they were", function()
    local policy = policies.new {default = "allow", bad_arch = "trap",
      arches = {"amd64"}, rules = {{"ptrace", action = "errno(EPERM)"}}}
    local result = policy:allow(recording_of {
      {arch = "x86", number = 359, syscall = "socket"}})
    local program = result:compile()
    assert.same({"amd64", "x86"}, result.arches)
    local function decide(arch, call, arg0)
      return tostring((program:simulate {arch = arch, syscall = call,
        arg0 = arg0}))
    end
    assert.equal("allow", decide("x86", "socket"))
    assert.equal("trap", decide("x86", "socketcall", 1))
    assert.equal("trap", decide("x86", "read"))
    assert.equal("allow", decide("amd64", "read"))
    assert.equal("errno(EPERM)", decide("amd64", "ptrace"))
  end)

  it("raises for arches of another byte order, and for none of libseccomp's",
    function()
      local policy = policies.new {default = "errno(EPERM)", rules = {}}
      for arch, code in pairs {[here.little and "s390x" or "amd64"] = "EDOM",
        vax = "EINVAL"} do
        local ok, err = pcall(policy.allow, policy, recording_of {
          {arch = arch, number = arch == "amd64" and 0 or 3,
            syscall = "read"}})
        assert.is_false(ok)
        assert.equal(code, err.code)
        assert.equal("allow", err.op)
        ok, err = pcall(policy.allow, policy, recording_of {}, {budget = "1"})
        assert.is_false(ok)
        assert.matches("option budget is a number", err.message)
      end
    end)
end)
