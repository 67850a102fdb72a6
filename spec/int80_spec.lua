-- Calls of x86 by a 64-bit process, which int $0x80 makes: what this kernel
-- does with them, against what simulate and policies say. Random programs look
-- at every word of a call; COUNT multiplies how many, SEED repeats a run.
local draw = require "spec.draw"
local native = require "spec.native"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local pick, random = draw.pick, math.random

local X86 = 0x40000003
local GETPID = 20 -- of x86: it looks at no argument
local ALLOW = 0x7fff0000
local LD, ALU, RET = 0x20, 0x04, 0x06

-- Makes calls under a program; what each returned, and the instruction pointer.
local function call(program, calls)
  local lines = {}
  for i, one in ipairs(calls) do
    lines[i] = ("%d %s\n"):format(one.syscall, table.concat({one.arg0 or 0,
      one.arg1 or 0, one.arg2 or 0, one.arg3 or 0, one.arg4 or 0,
      one.arg5 or 0}, " "))
  end
  local input, output = os.tmpname(), os.tmpname()
  support.spew(input, table.concat(lines))
  local stdin, stdout = assert(io.open(input)), assert(io.open(output, "w"))
  local process = seccomp.spawn({native.program "int80"},
    {filter = program, stdin = stdin, stdout = stdout})
  local status = process:wait(30)
  stdin:close()
  stdout:close()
  local results = {}
  for line in support.slurp(output):gmatch "%-?%d+" do
    results[#results + 1] = math.tointeger(line)
  end
  os.remove(input)
  os.remove(output)
  local ip = table.remove(results, 1)
  return results, ip, status, process.pid
end

-- Why there is nothing to see here, or nil.
local function missing()
  if seccomp.native_arch() ~= "amd64" then
    return "int $0x80 is an instruction of amd64"
  end
  local everything = seccomp.filter("allow", {bad_arch_action = "allow"})
  everything:add_rule("getpid", "log")
  local results, _, status, pid = call(everything, {{syscall = GETPID}})
  if status.exited ~= 0 or results[1] ~= pid then
    return "this kernel has no 32-bit emulation, or it is switched off"
  end
  return nil
end

local why = missing()

local function live(name, fn)
  it(name, function()
    if why then return pending(why) end
    fn()
  end)
end

local function assemble(insns)
  local bytes = {}
  for i, insn in ipairs(insns) do
    bytes[i] = string.pack("<I2BBI4", insn[1], insn[2], insn[3], insn[4])
  end
  return seccomp.program(table.concat(bytes), {endian = "little"})
end

-- What getpid returns by an action.
local function returned(action, pid)
  return action.name == "errno" and -action.code or pid
end

-- Holds what a kernel does with calls against what simulate says, and against
-- a policy where there is one.
local function agree(program, calls, policy)
  local results, ip, status, pid = call(program, calls)
  assert.same({exited = 0}, {exited = status.exited})
  assert.equal(#calls, #results)
  for i, one in ipairs(calls) do
    one.arch, one.ip = "x86", ip
    local action = program:simulate(one)
    local said = policy and policy:decide(one) or action
    if results[i] ~= returned(action, pid) or said ~= action then
      error(("%x %x %x %x %x %x, ip %x: the kernel returned %d, simulate " ..
        "says %s, the policy %s\n%s"):format(one.arg0 or 0, one.arg1 or 0,
        one.arg2 or 0, one.arg3 or 0, one.arg4 or 0, one.arg5 or 0, ip,
        results[i], tostring(action), tostring(said), program:disassemble()))
    end
  end
end

describe("calls by int $0x80 (seed " .. SEED .. ")", function()
  live("get past a program that looks at a high word", function()
    local program = assemble {
      {LD, 0, 0, 4}, {0x15, 0, 5, X86}, {LD, 0, 0, 0}, {0x15, 0, 3, GETPID},
      {LD, 0, 0, 20}, {0x15, 0, 1, 0}, {RET, 0, 0, 0x50001},
      {RET, 0, 0, ALLOW}}
    local calls = {{syscall = GETPID, arg0 = 5},
      {syscall = GETPID, arg0 = 0x7700000005}}
    local results, _, _, pid = call(program, calls)
    assert.same({-1, pid}, results)
    agree(program, calls)
    -- and proofs know
    local denial = policies.new {default = "allow", bad_arch = "allow",
      arches = {"x86"}, rules = {{"getpid", action = "errno(EPERM)"}}}
    local witness = program:diff(denial:compile())[1]
    assert.equal("allow", tostring(witness.left))
    agree(program, {{syscall = GETPID, arg0 = witness.arg0}})
  end)

  live("are held to the low words by a policy, whatever is above", function()
    local policy = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {
        {"getpid", action = "errno(5)", arches = {"x86"},
          when = {{0, "==", 5}}},
        {"getpid", action = "errno(6)", arches = {"x86"},
          when = {{0, ">=", 1 << 32}}}, -- of 32 bits: never
        {"getpid", action = "errno(7)", arches = {"x86"},
          when = {{1, "==", 0x1234, width = 16}}},
        {"getpid", action = "errno(8)", arches = {"x86"},
          when = {{2, ">", 1 << 32, raw = true}}},
      }}
    local calls = {}
    for _, values in ipairs {{5}, {5 | 77 << 32}, {77 << 32}, {0, 0x1234},
      {0, 0xab1234}, {0, 0x1234 | 1 << 63}, {0, 0x1235}, {0, 0, 1 << 33},
      {0, 0, 1 << 32}, {0, 0, 0xffffffff}} do
      calls[#calls + 1] = {syscall = GETPID, arg0 = values[1],
        arg1 = values[2], arg2 = values[3]}
    end
    local program = policy:compile()
    local results, _, _, pid = call(program, calls)
    for i, want in ipairs {-5, -5, pid, -7, -7, -7, pid, -8, pid, pid} do
      results[i] = results[i] > 0 and pid or results[i]
      assert.equal(want, results[i], i)
    end
    agree(program, calls, policy)
  end)

  local function value()
    local v = draw.datum()
    return random(2) == 1 and v ~ (1 << random(32, 63)) or v
  end

  local function some_calls(n)
    local calls = {}
    for i = 1, n do
      calls[i] = {syscall = GETPID}
      for a = 0, 5 do calls[i]["arg" .. a] = value() end
    end
    return calls
  end

  live("are decided as random policies say", function()
    math.randomseed(SEED)
    for _ = 1, 8 * COUNT do
      local spec = {default = "allow", arches = {"amd64", "x86"}, rules = {}}
      local calls = some_calls(80)
      for i = 1, random(6) do
        local rule = {"getpid", action = ("errno(%d)"):format(i + 100),
          arches = {"x86"}, when = {}}
        for k = 1, random(2) do
          local arg = random(0, 5)
          local c = {arg, pick(draw.OPERATORS), random(2) == 1 and value() or
            calls[random(80)]["arg" .. arg], width = pick {64, 64, 32, 16},
            raw = random(3) == 1 or nil}
          c[3] = c[3] & (-1 >> 64 - c.width)
          if c[2] == "masked_eq" then c[4] = value() & c[3] end
          rule.when[k] = c
        end
        spec.rules[i] = rule
      end
      local policy = policies.new(spec)
      agree(policy:compile(), calls, policy)
    end
  end)

  -- A program that lets all but x86 getpid through, and decides about that by
  -- whatever it finds in the words of the call.
  local function random_program(calls)
    local insns = {{LD, 0, 0, 4}, {0x15, 1, 0, X86}, {RET, 0, 0, ALLOW},
      {LD, 0, 0, 0}, {0x15, 1, 0, GETPID}, {RET, 0, 0, ALLOW}}
    local n = random(8, 60)
    local function constant()
      local one = pick(calls)["arg" .. random(0, 5)]
      return pick {one & 0xffffffff, one >> 32, random(0, 9),
        draw.datum() & 0xffffffff}
    end
    for i = 1, n do
      local kind, left = random(10), n - i
      local insn
      if kind <= 4 then
        insn = {LD, 0, 0, 4 * random(0, 15)}
      elseif kind == 5 then
        insn = {ALU | pick {0x00, 0x10, 0x20, 0x40, 0x50, 0xa0}, 0, 0,
          constant()}
      elseif kind == 6 then
        insn = pick {{0x07, 0, 0, 0}, {0x87, 0, 0, 0}, {0x0c, 0, 0, 0},
          {0xac, 0, 0, 0}}
      else
        insn = {pick {0x15, 0x25, 0x35, 0x45, 0x1d, 0x2d, 0x3d},
          random(0, math.min(left, 9)), random(0, math.min(left, 9)),
          constant()}
        if insn[1] & 8 ~= 0 then insn[4] = 0 end
      end
      insns[#insns + 1] = insn
      if random(6) == 1 and i < n then
        -- skipped by what comes before it, as often as not
        insns[#insns + 1] = {RET, 0, 0, 0x50000 + 200 + i}
        insns[#insns - 1] = {0x35, random(0, 1), random(0, 1), constant()}
      end
    end
    for i = 1, 10 do
      insns[#insns + 1] = {RET, 0, 0,
        i == 5 and ALLOW or 0x50000 + 300 + i}
    end
    return assemble(insns)
  end

  live("are decided as random programs say that look at every word", function()
    math.randomseed(SEED)
    local seen = 0
    for _ = 1, 12 * COUNT do
      local calls = some_calls(80)
      local program = random_program(calls)
      agree(program, calls)
      -- where two differ, the kernel does as well
      local other = random_program(calls)
      local ok, list = pcall(program.diff, program, other, {budget = 1})
      for _, witness in ipairs(ok and list or {}) do
        if witness.arch == "x86" and witness.syscall == "getpid" then
          seen = seen + 1
          agree(program, {{syscall = GETPID, arg0 = witness.arg0,
            arg1 = witness.arg1, arg2 = witness.arg2, arg3 = witness.arg3,
            arg4 = witness.arg4, arg5 = witness.arg5}})
        end
      end
    end
    assert.is_true(seen > 0)
  end)

  live("are seen by a supervisor as they will be made", function()
    local low, high = "/etc/passwd", "/etc/hostname"
    local policy = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{"open", action = "notify", arches = {"x86"}}}}
    local output = os.tmpname()
    local function run(answer)
      local stdout = assert(io.open(output, "w"))
      local process = seccomp.spawn({native.program "int80", low, high},
        {filter = policy, listener = true, stdout = stdout})
      stdout:close()
      local request = assert(process.listener:receive(30))
      assert.equal("x86", request.arch)
      assert.equal("open", request.syscall)
      assert.equal(0x10000000, request.arg0)
      answer(request, process.listener)
      assert.same({exited = 0}, {exited = process:wait(30).exited})
      return support.slurp(output)
    end
    local function refuses(fn, ...)
      local ok, err = pcall(fn, ...)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.matches("does not fit: the call is of a 32%-bit arch", err.message)
    end
    -- both addresses are the one that the call takes
    local shown = run(function(request)
      for _, address in ipairs {request.arg0, 0x710010000000} do
        assert.equal(low, request:read_string(address))
        assert.equal(low:sub(1, 4), request:read(address, 4))
      end
      request:continue()
    end)
    assert.matches("^%d+ " .. low .. "\n$", shown)
    -- and what is written there, the call reads
    shown = run(function(request)
      request:write(0x710010000000, high .. "\0")
      assert.equal(high, request:read_string(request.arg0))
      request:continue()
    end)
    assert.matches("^%d+ " .. high .. "\n$", shown)
    -- a reply has 32 bits
    for _, given in ipairs {0, 77, 0xffffffff, -1, -0x80000000} do
      run(function(request, listener)
        for _, wide in ipairs {1 << 32, -0x80000001, math.mininteger} do
          refuses(request.reply, request, wide)
          refuses(listener.respond, listener, request.id, {value = wide})
        end
        assert.is_false(request.answered)
        if given == 77 then
          assert.is_true(listener:respond(request.id, {value = given}))
        else
          assert.is_true(request:reply(given))
        end
      end)
    end
    os.remove(output)
  end)
end)
