--- Policies as Filters, where libseccomp can have the same meaning.
--
-- libseccomp's rules have no order, none may have the default action, and each
-- is for all arches of its filter. So there is a filter for each arch, merged
-- in the end, and the proof that the program is the policy's decides whether
-- it is handed out.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local errors = require "seccomp.error"

local ipairs, tostring, type, unpack = ipairs, tostring, type, table.unpack
local math_type = math.type

local low = require "seccomp.core.policy"
local texts = require "seccomp.policy.text"

local function refuse(why, fields)
  errors.raise("filter", "EOPNOTSUPP",
    "libseccomp cannot have the meaning of this policy: " .. why ..
    ". policy:compile() can", fields)
end

-- What a call of libseccomp returns; refuses where it raises.
local function take(where, fn, ...)
  local ok, result = errors.attempt(fn, ...)
  if ok then return result end
  refuse(where .. (type(result) == "table" and result.message or
    tostring(result)))
end

-- A syscall of a rule for Filter:add_rule.
local function syscall(rule, nr, arch)
  local number = nr <= 0x7fffffff and nr or nr - (1 << 32)
  local name = core.syscall_name(number, arch)
  if name and number >= 0 then return name end
  if arch == core.native_arch() then return number end
  refuse(("rule %d: number %d has no name on %s, and numbers are of the " ..
    "native arch"):format(rule.rule, nr, arch))
end

-- The last number of a rule; refuses where they are more than libseccomp had
-- better be told one by one.
local MOST_NUMBERS = 1024

local function last(rule)
  local nr = rule.last or rule.nr
  if nr - rule.nr >= MOST_NUMBERS then
    refuse(("rule %d has a range of %d numbers, and libseccomp takes one by " ..
      "one"):format(rule.rule, nr - rule.nr + 1))
  end
  return nr
end

-- Conditions as a Filter takes them, also those of several values: on an arch
-- whose calls use 64 bits, raw ones are like others; where libseccomp compares
-- 32 bits, those of 32 bits need not say so.
local function conditions(when, arch)
  local wide, short, plain = low.wide(arch), low.compares32(arch), {}
  for i, c in ipairs(when) do
    local plainly = short and c.width == 32
    local raw = c.raw and not wide and not plainly or nil
    local width = not plainly and c.width or nil
    plain[i] = c
    if c.any then
      local masked, values = c.op == "masked_eq", {}
      for k, one in ipairs(c.any) do
        values[k] = masked and one.datum_b or one.datum_a
      end
      plain[i] = masked and {c.arg, c.op, c.datum_a, values} or
        {c.arg, c.op, values}
      plain[i].width, plain[i].raw = width, raw
    elseif c.raw and not raw or plainly then
      plain[i] = core.condition {c.arg, c.op, c.datum_a, c.datum_b,
        width = width}
    end
  end
  return plain
end

-- libseccomp's rules have one condition for each argument.
local MOST_CONDITIONS = 6

-- Adds what the rules of one arch say, but for those that give the default and
-- those behind one without conditions.
local function fill(f, arch, rules, default)
  local closed = {}
  for _, rule in ipairs(rules) do
    if #rule.when > MOST_CONDITIONS and rule.action ~= default then
      refuse(("rule %d has %d conditions, and libseccomp takes one for each " ..
        "of the %d arguments"):format(rule.rule, #rule.when,
        MOST_CONDITIONS))
    end
    local when = conditions(rule.when, arch)
    for nr = rule.nr, last(rule) do
      if not closed[nr] and rule.action ~= default then
        take(("rule %d: "):format(rule.rule), f.add_rule, f,
          syscall(rule, nr, arch), rule.action, unpack(when))
      end
      if #when == 0 then closed[nr] = true end
    end
  end
end

-- What to do where a filter differs in numbers of another ABI of mips.
local function sisters(witness, data)
  local arch, number = witness.arch, witness.syscall
  local there = type(arch) == "string" and math_type(number) == "integer"
  for _, range in ipairs(there and low.sisters(arch) or {}) do
    if range[1] <= number and number <= range[2] then
      return (". The number is another ABI's, to which a policy gives " ..
        "bad_arch, %s, and libseccomp the default: where that will do, say " ..
        "so with a rule on the range, or make the two the same"):format(
        tostring(data.bad_arch))
    end
  end
  return ""
end

return function(data, resolved, program, budget)
  local filter
  for _, arch in ipairs(data.arches) do
    local default = low.on(data.default, arch)
    if data.unknown and low.on(data.unknown, arch) ~= default then
      refuse "it has no action for numbers above the highest known call"
    end
    local f = take("", core.filter, default, {arches = {arch},
      bad_arch_action = data.bad_arch})
    fill(f, arch, low.rules(resolved, arch), default)
    filter = filter and take("", filter.merge, filter, f) or f
  end
  local witness = errors.as("filter", program.diff, filter:program(), program,
    {limit = 1, budget = budget})[1]
  if witness then
    refuse(texts.witness(witness) .. sisters(witness, data),
      {witness = witness})
  end
  return filter
end
