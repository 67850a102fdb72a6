-- SPDX-License-Identifier: MIT
-- Calls of x86 by a 64-bit process, which int $0x80 makes: what this kernel
-- does with them, against what simulate and policies say. Random programs look
-- at every word of a call; COUNT multiplies how many, SEED repeats a run.
local live = require "spec.live"
local native = require "spec.native"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local random = math.random
local way = live.x86

local X86 = 0x40000003
local GETPID = 20 -- of x86: it looks at no argument
local ALLOW = 0x7fff0000
local LD, RET = 0x20, 0x06

local why = live.missing(way)

local function on_kernel(name, fn)
  it(name, function()
    if why then return pending(why) end
    fn()
  end)
end

describe("calls by int $0x80 (seed " .. SEED .. ")", function()
  on_kernel("get past a program that looks at a high word", function()
    local program = live.assemble {
      {LD, 0, 0, 4}, {0x15, 0, 5, X86}, {LD, 0, 0, 0}, {0x15, 0, 3, GETPID},
      {LD, 0, 0, 20}, {0x15, 0, 1, 0}, {RET, 0, 0, 0x50001},
      {RET, 0, 0, ALLOW}}
    local calls = {{syscall = GETPID, arg0 = 5},
      {syscall = GETPID, arg0 = 0x7700000005}}
    local results, _, _, pid = live.call(way, program, calls)
    assert.same({-1, pid}, results)
    live.agree(way, program, calls)
    -- and proofs know
    local denial = policies.new {default = "allow", bad_arch = "allow",
      arches = {"x86"}, rules = {{"getpid", action = "errno(EPERM)"}}}
    local witness = program:diff(denial:compile())[1]
    assert.equal("allow", tostring(witness.left))
    live.agree(way, program, {{syscall = GETPID, arg0 = witness.arg0}})
  end)

  on_kernel("are held by a policy to the low words, whatever is above",
    function()
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
    local results, _, _, pid = live.call(way, program, calls)
    for i, want in ipairs {-5, -5, pid, -7, -7, -7, pid, -8, pid, pid} do
      results[i] = results[i] > 0 and pid or results[i]
      assert.equal(want, results[i], i)
    end
    live.agree(way, program, calls, policy)
  end)

  on_kernel("are decided as random policies say", function()
    math.randomseed(SEED)
    for _ = 1, 8 * COUNT do
      local spec = {default = "allow", arches = {"amd64", "x86"}, rules = {}}
      local calls = live.calls(way, 80)
      for i = 1, random(6) do
        local rule = {"getpid", action = ("errno(%d)"):format(i + 100),
          arches = {"x86"}, when = {}}
        for k = 1, random(2) do
          rule.when[k] = live.condition(calls)
        end
        spec.rules[i] = rule
      end
      local policy = policies.new(spec)
      live.agree(way, policy:compile(), calls, policy)
    end
  end)

  on_kernel("are decided as random programs say that look at every word",
    function()
    math.randomseed(SEED)
    local seen = 0
    for _ = 1, 12 * COUNT do
      local calls = live.calls(way, 80)
      local program = live.random_program(way, calls)
      live.agree(way, program, calls)
      -- where two differ, the kernel does as well
      local other = live.random_program(way, calls)
      local ok, list = pcall(program.diff, program, other, {budget = 1})
      for _, witness in ipairs(ok and list or {}) do
        if witness.arch == "x86" and witness.syscall == "getpid" then
          seen = seen + 1
          live.agree(way, program, {{syscall = GETPID, arg0 = witness.arg0,
            arg1 = witness.arg1, arg2 = witness.arg2, arg3 = witness.arg3,
            arg4 = witness.arg4, arg5 = witness.arg5}})
        end
      end
    end
    assert.is_true(seen > 0)
  end)

  on_kernel("are seen by a supervisor as they will be made", function()
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
