--- runc's ENOSYS stub, as part of a policy and as code.
--
-- Before the filter runc puts a test of its own: on each arch of the profile's,
-- numbers above the highest one that the profile names get ENOSYS, so that
-- programs fall back to older calls. The test is unsigned, and so takes -1 and
-- its like for large numbers. An arch of whose calls the profile names none has
-- no test.
-- @module seccomp.oci.stub

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local calls = require "seccomp.kernel.calls"
local recovery = require "seccomp.core.recovery"

local M = {}

local ipairs, pairs = ipairs, pairs
local concat = table.concat

local BY_NAME = "errno(ENOSYS)"

-- AUDIT_ARCH_* of each arch.
local tokens = {}
for _, arch in ipairs(recovery.arches()) do tokens[arch.name] = arch.token end

-- Its number on a machine that runc is on.
local function enosys_of(native)
  return native:find "^mips" and 89 or 38
end

local X32_BIT, TOP = 0x40000000, 0xffffffff

-- Numbers that all arches share begin here, and new ones come in before here.
local SHARED_FIRST, SHARED_END = 424, 512

-- Whether runc puts something before the filter.
local function is_there(profile, consumer)
  local kind = profile.default:match "^%a+"
  return consumer.enosys_stub and kind ~= "allow" and kind ~= "log" and
    kind ~= "trace"
end

-- The highest number that a profile names of each arch of which it names any:
-- libseccomp's own, a pseudo number does not count.
local function last_numbers(profile, consumer)
  local out, names = {}, {}
  for _, b in ipairs(profile.blocks) do
    for _, name in ipairs(b.names) do
      if names[name] == nil then names[name] = calls.known(name) end
    end
  end
  for i, arch in ipairs(profile.arches) do
    local last = 0
    -- the first is runc's own
    if i > 1 or profile.native_listed or consumer.stub_native then
      for name, known in pairs(names) do
        local number = known and seccomp.syscall_number(name, arch) or -1
        if number > last then last = number end
      end
    end
    out[arch] = last > 0 and last or nil
  end
  return out
end

--- Whether 0 is among the numbers of new calls: older kernels of s390x show
-- calls with large numbers that they do not know as that.
-- @tparam string arch
-- @tparam table consumer
-- @treturn boolean
function M.has_zero(arch, consumer)
  return consumer.stub_s390 and (arch == "s390" or arch == "s390x")
end

-- The numbers of an arch above a last one, as ranges: runc's test tells x32's
-- by one bit, and a policy, as libseccomp, by their size. -1 is amd64's.
local function above(arch, last)
  if arch == "amd64" then
    return {last < X32_BIT - 1 and {last + 1, X32_BIT - 1} or nil}
  elseif arch == "x32" then
    return {{last + 1, 2 * X32_BIT - 1}, {3 * X32_BIT, TOP - 1}}
  end
  return {{last + 1, TOP}}
end

--- What stands in a policy for the stub.
-- @tparam table profile
-- @tparam table consumer
-- @param report says where the policy differs from the stub
-- @treturn table rules to go before all others
-- @treturn ?string the policy's `unknown`
-- @treturn table set of the multiplexers whose rules the policy must spell
-- out, as a rule of the stub is for the call itself only
-- @treturn table rules to go behind all others
function M.rules(profile, consumer, report)
  if not is_there(profile, consumer) then return {}, nil, {}, {} end
  local lasts = last_numbers(profile, consumer)
  local rules, later, notes, guarded = {}, {}, {}, {}
  local any, every, beyond = false, true, false
  for _, arch in ipairs(profile.arches) do
    local last = lasts[arch]
    if not last then
      every = false
      notes[#notes + 1] = arch .. ": it adds nothing, as " ..
        (arch == profile.arches[1] and not profile.native_listed and
        not consumer.stub_native and "\"architectures\" does not list it" or
        "the profile names none of its calls")
    else
      any = true
      for name, number in pairs((calls.own_numbers(arch))) do
        -- the call itself is meant, not what socketcall or ipc make of it
        local multiplexer = number > last and calls.multiplexer(name)
        if multiplexer then guarded[multiplexer] = true end
      end
      local rule = above(arch, last)
      if arch == "amd64" and lasts.x32 then
        -- these the policy has for x32's, and the stub for amd64's
        rules[#rules + 1] = {{2 * X32_BIT, 3 * X32_BIT - 1}, action = BY_NAME,
          arches = {"x32"}}
        rule[#rule + 1] = -1
      elseif arch == "amd64" then
        beyond = true
      end
      if M.has_zero(arch, consumer) then rule[#rule + 1] = 0 end
      rule.action, rule.arches = BY_NAME, {arch}
      if #rule > 0 then rules[#rules + 1] = rule end
      local first = calls.first_number(arch)
      if last >= first + SHARED_END then
        -- `unknown` begins below the last number that is named
        later[#later + 1] = {{first + SHARED_FIRST, last},
          action = profile.default, arches = {arch}}
      end
    end
  end
  if beyond then
    notes[#notes + 1] = "numbers from 0x80000000 to 0xbfffffff, which no " ..
      "call has, get kill_thread here"
  end
  if not every then later = {} end
  report:add("enosys-stub", "note", (any and "%s answers ENOSYS to calls " ..
    "above the highest one that the profile names" or "%s adds no answer to " ..
    "new calls"):format(consumer.runtime_label) .. (#notes > 0 and "; " ..
    concat(notes, "; ") or ""))
  return rules, any and every and BY_NAME or nil, guarded, later
end

local LOAD, EQUAL, GREATER, SET, RETURN = 0x20, 0x15, 0x25, 0x45, 0x06

-- The code for a token: its numbers above a highest one return ENOSYS. `bit` is
-- what the two highest ones of x86_64 are told apart by.
local function section(out, pack, token, tests, enosys)
  out[#out + 1] = pack(LOAD, 0, 0, 4)
  local code = {pack(LOAD, 0, 0, 0)}
  for _, test in ipairs(tests) do
    if test.bit then
      -- over the two that follow where the bit is not as it is to be
      code[#code + 1] = pack(SET, test.bit == 1 and 0 or 2,
        test.bit == 1 and 2 or 0, test.bits)
    end
    if test.equal then
      code[#code + 1] = pack(EQUAL, 0, 1, test.equal)
    else
      code[#code + 1] = pack(GREATER, 0, 1, test.last)
    end
    code[#code + 1] = pack(RETURN, 0, 0, 0x50000 | enosys)
  end
  out[#out + 1] = pack(EQUAL, 0, #code, token)
  out[#out + 1] = concat(code)
end

--- The stub as code, to stand before that of the filter. Of the numbers that
-- runc has for amd64's and a policy for x32's, which it may not have, it says
-- nothing: `rules` tells of them.
-- @tparam table profile
-- @tparam table consumer
-- @tparam string endian "little" or "big"
-- @treturn string instructions; "" where there is none
function M.code(profile, consumer, endian)
  if not is_there(profile, consumer) then return "" end
  local lasts, out = last_numbers(profile, consumer), {}
  local enosys = enosys_of(profile.arches[1])
  local format = endian == "big" and ">I2BBI4" or "<I2BBI4"
  local function pack(code, jt, jf, k) return format:pack(code, jt, jf, k) end
  for _, arch in ipairs(profile.arches) do
    local last = lasts[arch]
    if last and (arch == "amd64" or arch == "x32") then
      section(out, pack, tokens[arch], {{last = last,
        bit = arch == "x32" and 1 or 0,
        bits = lasts.x32 and X32_BIT or X32_BIT | 2 * X32_BIT}}, enosys)
    elseif last then
      local tests = {{last = last}}
      if M.has_zero(arch, consumer) then
        table.insert(tests, 1, {equal = 0})
      end
      section(out, pack, tokens[arch], tests, enosys)
    end
  end
  return concat(out)
end

return M
