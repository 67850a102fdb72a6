--- Asks an SMT solver about programs, policies and filters: spec/smt.py.
--
--     local smt = require "spec.smt"
--     if smt.missing() then return pending(smt.missing()) end
--     local answers = smt.ask {{ask = "diff", p = program, q = other}, …}
--
-- A question has Programs as `p` and `q`, a policy as it is handed to
-- `seccomp.policy.new`, and perhaps `witnesses`, calls as our proofs give them.
-- An answer is what smt.py says it is, as words: `{"none"}`; `judged` is the
-- list of what it says of the witnesses.

-- SPDX-License-Identifier: MIT
local M = {}

local seccomp = require "seccomp"
local low = require "seccomp.core.policy"
local support = require "spec.support"

-- a python3 on the path may be another one, without Debian's modules
local PYTHON = "/usr/bin/python3"

local missing
--- Why there is no asking, or nil.
function M.missing()
  if missing == nil then
    missing = support.command {PYTHON, "-c", "import z3"}.status ~= 0
  end
  return missing and "python3-z3 is not installed" or nil
end

local LE, B64, N32 = 0x40000000, 0x80000000, 0x20000000
--- linux/audit.h
M.tokens = {
  x86 = 3 | LE, amd64 = 62 | LE | B64, x32 = 62 | LE | B64, arm = 40 | LE,
  arm64 = 183 | LE | B64, mips = 8, mips64 = 8 | B64, mipsel = 8 | LE,
  mips64n32 = 8 | B64 | N32, mipsel64 = 8 | LE | B64,
  mipsel64n32 = 8 | LE | B64 | N32, ppc = 20, ppc64 = 21 | B64,
  ppc64le = 21 | B64 | LE, s390 = 22, s390x = 22 | B64, parisc = 15,
  parisc64 = 15 | B64, riscv64 = 243 | LE | B64, loongarch64 = 258 | LE | B64,
  m68k = 4, sh = 42 | LE, sheb = 42,
}

-- where the numbers of an arch begin
local BASES = {x32 = 0x40000000, mips = 4000, mipsel = 4000, mips64 = 5000,
  mipsel64 = 5000, mips64n32 = 6000, mipsel64n32 = 6000}

local numbers = {}
-- The number of each name of an arch, and the highest below arm's private ones.
local function names_of(arch)
  local known = numbers[arch]
  if not known then
    known = {}
    for nr = BASES[arch] or 0, (BASES[arch] or 0) + 1000 do
      local name = seccomp.syscall_name(nr, arch)
      if name then known[name], known[1] = nr, nr end
    end
    for nr = 0xf0000, 0xf0010 do
      local name = arch == "arm" and seccomp.syscall_name(nr, arch)
      if name then known[name] = nr end
    end
    numbers[arch] = known
  end
  return known
end

-- The number of a call on an arch, or nil: of one that libseccomp does not know
-- yet it is ours.
local function number_of(name, arch)
  local has, _, own = pcall(low.call, {syscall = name, arch = arch})
  return names_of(arch)[name] or has and own or nil
end

-- The number of an arch where the table ends that all share: amd64 has all of
-- it.
local function end_of(arch)
  return (BASES[arch] or 0) + names_of "amd64"[1]
end

local ACTIONS = {kill_process = 0x80000000, kill_thread = 0, trap = 0x00030000,
  errno = 0x00050000, notify = 0x7fc00000, trace = 0x7ff00000,
  log = 0x7ffc0000, allow = 0x7fff0000}

--- What a program returns for an action.
function M.value(action)
  action = seccomp.action(action)
  return ACTIONS[action.name] | (action.code or 0)
end

--- A witness as numbers: `nr`, `arch`, `ip`, `args`, `left`, `right`.
function M.numbers(witness)
  local arch, nr = witness.arch, witness.syscall
  if type(nr) == "string" then nr = number_of(nr, arch) end
  if not nr then
    error(("witness names no call: %s %s"):format(arch, witness.syscall))
  end
  local call = {nr = nr, arch = M.tokens[arch] or arch, ip = witness.ip or 0,
    args = {}, left = M.value(witness.left or witness.actual),
    right = M.value(witness.right or witness.expected)}
  for i = 0, 5 do call.args[i + 1] = witness["arg" .. i] or 0 end
  return call
end

local function json(value)
  local kind = type(value)
  if kind == "string" then return '"' .. value .. '"' end
  if kind ~= "table" then return tostring(value) end
  local out = {}
  if value[1] or next(value) == nil then
    for i, one in ipairs(value) do out[i] = json(one) end
    return "[" .. table.concat(out, ",") .. "]"
  end
  for key, one in pairs(value) do
    out[#out + 1] = ('"%s":%s'):format(key, json(one))
  end
  return "{" .. table.concat(out, ",") .. "}"
end

local function hex(program)
  return (program:bytes():gsub(".", function(c)
    return ("%02x"):format(c:byte())
  end))
end

-- asm/errno.h of mips, where a policy has a name
local MIPS = {ENOSYS = 89, ELOOP = 90, EDEADLK = 45}

local function value_on(action, arch)
  local name = type(action) == "string" and action:match "^errno%((E%w+)%)$"
  return arch:match "^mips" and MIPS[name] and ACTIONS.errno | MIPS[name] or
    M.value(action)
end

local function condition(c)
  local at = c[2] == "masked_eq" and 4 or 3
  if type(c[at]) == "table" then
    local any = {}
    for i, value in ipairs(c[at]) do
      local one = {c[1], c[2], c[3], c[4], width = c.width, raw = c.raw}
      one[at] = value
      any[i] = condition(one)
    end
    return {any = any}
  end
  c = seccomp.condition(c)
  return {arg = c.arg, op = c.op, a = c.datum_a, b = c.datum_b,
    width = c.width, raw = c.raw}
end

-- A policy, or the rules of a filter, as smt.py reads it.
local function plain(policy, filter)
  local function value(action)
    if filter then return M.value(action) end
    local on = {}
    for _, arch in ipairs(policy.arches) do
      on[arch] = value_on(action, arch)
    end
    return on
  end
  local out = {arches = policy.arches, rules = {},
    ends = not filter and {} or nil,
    default = value(policy.default),
    bad_arch = M.value(policy.bad_arch or "kill_process"),
    unknown = policy.unknown and value(policy.unknown)}
  for _, arch in ipairs(filter and {} or policy.arches) do
    out.ends[arch] = end_of(arch)
  end
  for i, rule in ipairs(policy.rules) do
    local names, when = {}, nil
    for k, name in ipairs(rule) do names[k] = name end
    if rule.when and #rule.when > 0 then
      when = {}
      for k, c in ipairs(rule.when) do when[k] = condition(c) end
    end
    out.rules[i] = {names = names, when = when, arches = rule.arches,
      action = value(rule.action)}
  end
  return out
end

-- Names that smt.py has numbers for, on each arch that has them.
local KNOWN = {}
for name in ("read write ioctl shmget shmat socket connect accept semop " ..
  "msgsnd personality openat socketcall ipc"):gmatch "%S+" do
  KNOWN[name] = true
end

-- A value, or each of a list, with numbers in place of names.
local function numeric(value, arch)
  if type(value) == "table" then
    local list = {}
    for i, one in ipairs(value) do list[i] = numeric(one, arch) end
    return list
  elseif type(value) ~= "string" or tonumber(value) then
    return value
  end
  local out = 0
  for name in value:gmatch "[^| ]+" do
    out = out | (math.tointeger(name) or assert(seccomp.constant(name, arch)))
  end
  return out
end

-- A condition by name as one by place on an arch; nil where its order is
-- signed, which smt.py does not know.
local function placed(c, call, arch)
  if math.type(c[1]) then
    return {c[1], c[2], numeric(c[3], arch), numeric(c[4], arch),
      width = c.width, raw = c.raw}
  end
  for place, argument in ipairs(seccomp.signature(call, arch)) do
    if argument.name == c[1] then
      if argument.signed and c[2]:find "[<>]" then return nil end
      return {place - 1, c[2], numeric(c[3], arch), numeric(c[4], arch),
        width = c.width or argument.width, raw = c.raw}
    end
  end
end

--- A policy whose rules name arguments, with places in place of names, a rule
-- for each call and arch; nil where that cannot be said.
function M.placed(policy)
  local out = {default = policy.default, bad_arch = policy.bad_arch,
    unknown = policy.unknown, arches = policy.arches, rules = {}}
  for _, rule in ipairs(policy.rules) do
    for _, arch in ipairs(rule.arches or policy.arches) do
      for _, call in ipairs(rule) do
        local when = {}
        for i, c in ipairs(rule.when or {}) do
          -- what is named is a call with a name, of this arch
          local named = type(c[1]) == "string"
          if named and not seccomp.signature(call, arch) then break end
          when[i] = placed(c, call, arch)
          if not when[i] then return nil end
        end
        -- smt.py knows few names; those that are multiplexed, too, it does
        local number = call
        if type(call) == "string" and not KNOWN[call] then
          number = number_of(call, arch)
        end
        out.rules[#out.rules + 1] = {number or "none",
          action = rule.action, arches = {arch}, when = when,
          optional = true}
      end
    end
  end
  return out
end

--- The answers, in order.
function M.ask(questions)
  if #questions == 0 then return {} end
  local lines = {}
  for i, question in ipairs(questions) do
    local asked = {}
    for key, value in pairs(question) do asked[key] = value end
    asked.big = question.p.endian == "big"
    asked.p = hex(question.p)
    asked.q = question.q and hex(question.q)
    asked.r = question.r and hex(question.r)
    asked.policy = question.policy and plain(question.policy,
      question.ask ~= "policy")
    lines[i] = json(asked) .. "\n"
  end
  local child = support.command({PYTHON, support.root .. "/spec/smt.py"},
    {stdin = table.concat(lines), timeout = 60 * #questions,
      -- a sanitizer preloaded for the specs is not the solver's
      env = {LD_PRELOAD = false}})
  assert(child.status == 0, support.describe(child))
  local answers = {}
  for line in child.stdout:gmatch "[^\n]+" do
    local answer = {judged = {}}
    local first, rest = line:match "^([^/]*)(.*)$"
    for word in first:gmatch "%S+" do answer[#answer + 1] = word end
    for judged in rest:gmatch "/ ([^/]*%w)" do
      answer.judged[#answer.judged + 1] = judged
    end
    answers[#answers + 1] = answer
  end
  assert(#answers == #questions, support.describe(child))
  return answers
end

return M
