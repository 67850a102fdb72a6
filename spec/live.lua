--- Makes calls on this kernel under a program, and holds what becomes of them
-- against what simulate and a policy say.
--
--     local live = require "spec.live"
--     local calls = {{syscall = 20, arg0 = 5}}
--     live.agree(live.x86, program, calls)

-- SPDX-License-Identifier: MIT
local draw = require "spec.draw"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local M = {}

local pick, random = draw.pick, math.random

local X86, AMD64 = 0x40000003, 0xc000003e
local ALLOW = 0x7fff0000
local ENOSYS = 38
local caller
local LD, ALU, RET = 0x20, 0x04, 0x06

-- How calls are made: by int $0x80 (`x86`) or syscall (`amd64`), which calls
-- programs let through at once, and which they decide about. Those look at no
-- argument, and return what they do in any child of ours (getpid apart).
M.x86 = {token = X86, arch = "x86", numbers = {20}, getpid = 20, words = {}}
M.amd64 = {token = AMD64, arch = "amd64", getpid = 39, words = {"native"},
  -- getppid, getpgrp and getuid, and as x32 has them; others that nobody has
  numbers = {39, 110, 111, 102, 0x40000027, 0x4000006e, 0x4000006f, 0x40000066,
    0x40000208, 600, 0x40000258, 0x7fffffff}}

--- Makes calls under a program (none: as they are); what each returned, the
-- instruction pointer, how the process ended and its pid.
function M.call(way, program, calls)
  local lines = {}
  for i, one in ipairs(calls) do
    lines[i] = ("%d %s\n"):format(one.syscall, table.concat({one.arg0 or 0,
      one.arg1 or 0, one.arg2 or 0, one.arg3 or 0, one.arg4 or 0,
      one.arg5 or 0}, " "))
  end
  local input, output = os.tmpname(), os.tmpname()
  support.spew(input, table.concat(lines))
  local stdin, stdout = assert(io.open(input)), assert(io.open(output, "w"))
  caller = caller or native.program "int80"
  local process = seccomp.spawn({caller, table.unpack(way.words)},
    {filter = program, stdin = stdin, stdout = stdout})
  local status = process:wait(30 * support.slower)
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

--- Why there is nothing to see here, or nil.
function M.missing(way)
  if seccomp.native_arch() ~= "amd64" then
    return "int $0x80 is an instruction of amd64"
  end
  local everything = seccomp.filter("allow", {bad_arch_action = "allow"})
  everything:add_rule("getpid", "log")
  local results, _, status, pid = M.call(way, everything,
    {{syscall = way.getpid}})
  if status.exited ~= 0 or results[1] ~= pid then
    return "this kernel has no 32-bit emulation, or it is switched off"
  end
  return nil
end

--- A program of {code, jt, jf, k}.
function M.assemble(insns)
  local bytes = {}
  for i, insn in ipairs(insns) do
    bytes[i] = string.pack("<I2BBI4", insn[1], insn[2], insn[3], insn[4])
  end
  return seccomp.program(table.concat(bytes), {endian = "little"})
end

-- What a call returns by an action, where it returns `own` by itself.
local function returned(action, own)
  if action.name == "errno" then return -action.code end
  return action.name == "trace" and -ENOSYS or own
end

--- Holds what a kernel does with calls against what simulate says, and against
-- a policy where there is one.
function M.agree(way, program, calls, policy)
  local results, ip, status, pid = M.call(way, program, calls)
  assert(status.exited == 0 and #calls == #results)
  way.own = way.own or {}
  for i, one in ipairs(calls) do
    one.arch, one.ip = way.arch, ip
    if one.syscall ~= way.getpid and not way.own[one.syscall] then
      way.own[one.syscall] = M.call(way, nil, {{syscall = one.syscall}})[1]
    end
    local own = one.syscall == way.getpid and pid or way.own[one.syscall]
    local action = program:simulate(one)
    local asked = one
    if policy and one.syscall & 0xc0000000 == 0x40000000 then
      asked = {}
      for key, value in pairs(one) do asked[key] = value end
      asked.arch = "x32"
    end
    local said = policy and policy:decide(asked) or action
    if results[i] ~= returned(action, own) or said ~= action then
      error(("%x: %x %x %x %x %x %x, ip %x: the kernel returned %d, " ..
        "simulate says %s, the policy %s\n%s"):format(one.syscall,
        one.arg0 or 0, one.arg1 or 0, one.arg2 or 0, one.arg3 or 0,
        one.arg4 or 0, one.arg5 or 0, ip, results[i], tostring(action),
        tostring(said), program:disassemble()))
    end
  end
end

--- A word of an argument.
function M.value()
  local v = draw.datum()
  return random(2) == 1 and v ~ (1 << random(32, 63)) or v
end

--- Random calls.
function M.calls(way, n)
  local calls = {}
  for i = 1, n do
    calls[i] = {syscall = pick(way.numbers)}
    for a = 0, 5 do calls[i]["arg" .. a] = M.value() end
  end
  return calls
end

--- A random condition, as likely as not on what a call has.
function M.condition(calls)
  local arg = random(0, 5)
  local c = {arg, pick(draw.OPERATORS), random(2) == 1 and M.value() or
    pick(calls)["arg" .. arg], width = pick {64, 64, 32, 16},
    raw = random(3) == 1 or nil}
  c[3] = c[3] & (-1 >> 64 - c.width)
  if c[2] == "masked_eq" then c[4] = M.value() & c[3] end
  return c
end

--- A program that lets all but the calls in question through, and decides
-- about those by whatever it finds in the words of the call.
function M.random_program(way, calls)
  local insns = {{LD, 0, 0, 4}, {0x15, 1, 0, way.token}, {RET, 0, 0, ALLOW},
    {LD, 0, 0, 0}}
  for i, number in ipairs(way.numbers) do
    insns[#insns + 1] = {0x15, #way.numbers - i + 1, 0, number}
  end
  insns[#insns + 1] = {RET, 0, 0, ALLOW}
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
  return M.assemble(insns)
end

return M
