--- Policies as Filters, where libseccomp can have the same meaning.
--
-- libseccomp's rules have no order, none may have the default action, and each
-- is for all arches of its filter. So there is a filter for each arch, merged
-- in the end, and the proof that the program is the policy's decides whether
-- it is handed out.
local core = require "seccomp.core"
local check = require "seccomp.policy.check"

local ipairs, tostring, type, unpack = ipairs, tostring, type, table.unpack
local attempt = require("seccomp.error").attempt

local low = require "seccomp.core.policy"
local texts = require "seccomp.policy.text"

local function refuse(why, fields)
  check.fail("filter", "EOPNOTSUPP",
    "libseccomp cannot have the meaning of this policy: " .. why ..
    ". policy:compile() can", fields)
end

-- What a call of libseccomp returns; refuses where it raises.
local function take(where, fn, ...)
  local ok, result = attempt(fn, ...)
  if ok then return result end
  refuse(where .. (type(result) == "table" and result.message or
    tostring(result)))
end

-- The syscall of a rule for Filter:add_rule.
local function syscall(rule, arch)
  local number = rule.nr <= 0x7fffffff and rule.nr or rule.nr - (1 << 32)
  local name = core.syscall_name(number, arch)
  if name and number >= 0 then return name end
  if arch == core.native_arch() then return number end
  refuse(("rule %d: number %d has no name on %s, and numbers are of the native "
    .. "arch"):format(rule.rule, rule.nr, arch))
end

-- Conditions as a Filter takes them: on an arch whose calls use 64 bits, raw
-- ones are like others.
local function conditions(when, arch)
  if not low.wide(arch) then return when end
  local plain = {}
  for i, c in ipairs(when) do
    plain[i] = c.raw and core.condition {c.arg, c.op, c.datum_a, c.datum_b,
      width = c.width} or c
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
    if not closed[rule.nr] and rule.action ~= default then
      local call = syscall(rule, arch)
      if #rule.when > MOST_CONDITIONS then
        refuse(("rule %d has %d conditions, and libseccomp takes one for each "
          .. "of the %d arguments"):format(rule.rule, #rule.when,
          MOST_CONDITIONS))
      end
      take(("rule %d: "):format(rule.rule), f.add_rule, f, call, rule.action,
        unpack(conditions(rule.when, arch)))
    end
    if #rule.when == 0 then closed[rule.nr] = true end
  end
end

return function(policy, data, resolved, budget)
  if data.unknown and data.unknown ~= data.default then
    refuse("it has no action for numbers above the highest known call")
  end
  local program = policy:compile {budget = budget}
  local filter
  for _, arch in ipairs(data.arches) do
    local f = take("", core.filter, data.default, {arches = {arch},
      bad_arch_action = data.bad_arch})
    fill(f, arch, low.rules(resolved, arch), data.default)
    filter = filter and filter:merge(f) or f
  end
  local witness = check.relay(program.diff, filter:program(), program,
    {limit = 1, budget = budget})[1]
  if witness then
    refuse(texts.witness(witness), {witness = witness})
  end
  return filter
end
