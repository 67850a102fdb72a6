--- Writes policies as profiles, and proves what it wrote.
-- @module seccomp.oci

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local consumers = require "seccomp.oci.consumers"
local encode = require "seccomp.oci.encode"
local errors = require "seccomp.error"
local groups = require "seccomp.groups"
local json = require "seccomp.json"
local low = require "seccomp.core.policy"
local object = require "seccomp.policy.object"
local options_of = require "seccomp.oci.options"
local own_calls = require "seccomp.oci.own_calls"
local profiles = require "seccomp.oci.profile"
local reports = require "seccomp.oci.report"
local rules = require "seccomp.oci.rules"
local runtime = require "seccomp.oci.runtime"
local sisters = require "seccomp.oci.sisters"
local stubs = require "seccomp.oci.stub"
local texts = require "seccomp.policy.text"

local M = {}

local error, ipairs, pairs, tostring, type = error, ipairs, pairs, tostring,
  type
local concat, clock = table.concat, os.clock
local refuse = options_of.refuse

-- How a runtime reads an exported text, by its newest version.
local function exported(text, target, arch)
  local consumer = consumers.dialect(target, function() end)
  local profile = profiles.read(json.decode(text), {consumer = consumer,
    report = reports.none(), arch = arch, caps = {}, kernel = {0, 0}})
  return profile, consumer
end

-- What an exported text means to a runtime whose own arch is the given one;
-- `written` has conditions on x32 count as they are written.
local function meaning(text, target, arch, written)
  local profile, consumer = exported(text, target, arch)
  return object.new(rules.policy(profile, consumer,
    reports.none(), written))
end

-- That must be what the policy says, apart from what was declared lost; a call
-- where it is not, or nil.
local function difference(expected, text, target, arch)
  return expected:diff(meaning(text, target, arch), {limit = 1})[1]
end

-- What libseccomp makes of an exported text for such a runtime: as
-- `seccomp.oci.runtime` has it.
local function trouble_of(text, target, arch)
  return runtime.check(exported(text, target, arch))
end

-- What permits more than the policy is refused, or a loss where that is asked
-- for.
local function permit_more(losses, id, message, fields)
  if not losses.loose then
    refuse(message .. "; loose = true (--loose) writes it all the same", fields)
  end
  losses[#losses + 1] = {id = id, message = message, severity = "warning",
    witness = fields and fields.witness}
end

local function refuse_difference(witness, plain, target, losses)
  local consumer, hint = consumers.dialect(target, function() end), ""
  if consumer.enosys_stub and not plain.unknown and
    witness.right == low.on(low.action "errno(ENOSYS)", witness.arch)
  then
    hint = ("; %s answers ENOSYS to new calls by itself: say so in the " ..
      "policy with unknown = \"errno(ENOSYS)\", or export for crun"):format(
      consumer.label)
  end
  local message = ("OCI cannot say this policy: %s would give %s on %s %s, " ..
    "the policy gives it %s%s"):format(consumer.label,
    tostring(witness.syscall), tostring(witness.arch),
    texts.action(witness.right, witness.arch),
    texts.action(witness.left, witness.arch), hint)
  local function rank(action) return consumers.rank(tostring(action)) end
  if rank(witness.right) > rank(witness.left) then
    permit_more(losses, "looser", message, {witness = witness})
  else
    refuse(message, {witness = witness})
  end
end

-- Rules that say what a container gets for the numbers of mips' other ABIs are
-- put behind those of a policy where it asks for that, or for what permits as
-- much at least: that is a loss then. Raises for the others.
local function say_sisters(plain, bad_arch, losses, target)
  for _, rule in ipairs(sisters.rules(plain)) do
    local range, arch, made = rule[1], rule.arches[1], rule.action
    local named = false
    for _, other in ipairs(plain.rules) do
      named = named or not other.when and sisters.covers(other, arch, range)
    end
    if not named and consumers.rank(made) > consumers.rank(bad_arch) then
      permit_more(losses, "sister-abi", ("OCI cannot say this policy: %s " ..
        "gives numbers %d to %d of %s, by which its calls enter those of " ..
        "another ABI, %s, and the policy bad_arch, %s. Where that will do, " ..
        "say it with a rule on {%d, %d}, or make default and bad_arch the " ..
        "same"):format(consumers.dialect(target, function() end).label,
        range[1], range[2], arch, made, bad_arch, range[1], range[2]), {
        witness = {arch = arch,
        syscall = sisters.unnamed(plain.rules, arch, range),
        left = seccomp.action(bad_arch), right = seccomp.action(made)}})
    end
    if not named then
      plain.rules[#plain.rules + 1] = rule
      if consumers.rank(made) <= consumers.rank(bad_arch) and
          made ~= bad_arch then
        losses[#losses + 1] = {id = "sister-abi", message = ("numbers %d " ..
          "to %d of %s, which are another ABI's, get %s, not %s"):format(
          range[1], range[2], arch, made, bad_arch)}
      end
    end
  end
end

-- An action with the number that an errno's name has on an arch: a profile has
-- numbers.
local function numbered(spec, arch)
  local here = seccomp.action(spec)
  local there = low.on(low.action(spec), arch)
  return here == there and spec or ("errno(%d)"):format(there.code)
end

-- Whether a condition of a rule names an argument or a constant.
local function has_names(rule)
  for _, c in ipairs(rule.when or {}) do
    local condition = low.condition(c)
    if type(condition) == "table" and condition.named then return true end
  end
  return false
end

-- The rules with numbers for the names in their conditions: those that have
-- such become a rule for each call and arch.
local function in_numbers(list, arches)
  local out = {}
  for _, rule in ipairs(list) do
    if has_names(rule) then
      for _, name in ipairs(rule) do
        for _, arch in ipairs(rule.arches or arches) do
          local one = {name, action = rule.action, optional = true,
            arches = {arch}, when = {}}
          for i, c in ipairs(rule.when) do
            one.when[i] = low.named(c, name, arch)
          end
          if one.when[1] then out[#out + 1] = one end
        end
      end
    else
      out[#out + 1] = rule
    end
  end
  return out
end

-- The rules with groups taken apart, those about numbers of other ABIs left
-- out: they are held against what libseccomp makes of those.
local function expanded(list, arches)
    local out = {}
  for _, rule in ipairs(list) do
    if not sisters.only(rule, arches) then out[#out + 1] = rule end
  end
  for i, rule in ipairs(out) do
    local copy, names = {}, {}
    for key, value in pairs(rule) do copy[key] = value end
    copy.action = numbered(rule.action, (rule.arches or arches)[1])
    for k, name in ipairs(rule) do
      copy[k] = nil
      local members = type(name) == "string" and name:match "^@" and
        groups.expand(name) or {name}
      table.move(members, 1, #members, #names + 1, names)
    end
    out[i] = table.move(names, 1, #names, 1, copy)
  end
  return in_numbers(out, arches)
end

-- Raises for a profile that says the right thing and would not do it.
local function refuse_trouble(trouble, target, arches)
  local label, witness = consumers.dialect(target, function() end).label,
    trouble.witness
  local what = not witness and trouble.message or texts.witness(witness)
  refuse(("no container would be held to this policy: %s hands the profile " ..
    "to libseccomp %s, and there %s. Say less of %s by its arguments, %sor " ..
    "install the policy without a runtime (policy:load, lua-seccomp compile)")
    :format(label,
    concat({seccomp.library_version()}, "."), what,
    trouble.syscall and tostring(trouble.syscall) or "the calls",
    witness and #arches > 1 and ("leave %s out of the arches, "):format(
    witness.arch) or ""), {witness = witness})
end

-- Spellings that are tried for a profile, and the seconds of CPU time after
-- which none is tried any more: libseccomp can take twenty for one.
local MOST_SPELLINGS, SECONDS = 100, 10

-- The text for a policy, in a spelling of which libseccomp makes what it says;
-- or that and a call where what it says is not the policy. Then the call of
-- x32, if there is one, on which libseccomp looks at less than the policy.
local function spelled(said, stub, expected, target)
  local arches, styles, budget, trouble = said.arches, {}, {looks = 0}, nil
  local started = clock()
  for turn = 1, MOST_SPELLINGS do
    local ok, text = errors.attempt(encode.encode, said, stub, styles, budget)
    if not ok and trouble then refuse_trouble(trouble, target, arches) end
    if not ok then error(text, 0) end
    local witness, x32 = difference(expected, text, target, arches[1])
    if witness and consumers.low[witness.arch] then
      local written = meaning(text, target, arches[1], true)
      x32 = meaning(text, target, arches[1]):diff(written, {limit = 1})[1]
      witness = expected:diff(written, {limit = 1})[1]
    end
    if witness then return text, witness, x32 end
    local wrong = trouble_of(text, target, arches[1])
    if not wrong then return text, nil, x32 end
    trouble = trouble or wrong
    if turn == MOST_SPELLINGS or clock() - started > SECONDS or
      not wrong.syscall or not encode.restyle(styles, wrong.syscall)
    then
      refuse_trouble(trouble, target, arches)
    end
  end
end

-- The own arches of the runtimes that a profile is for, but for those that the
-- policy has: of the named one, or else of one on each kind of machine that the
-- policy's arches are of.
local function added_arches(arches, named)
  local seen, out = {}, {}
  for _, arch in ipairs(arches) do seen[arch] = true end
  for _, arch in ipairs(arches) do
    local own = named or consumers.own_arch(arch)
    if not seen[own] then out[#out + 1] = own end
    seen[own] = true
  end
  return out
end

-- A runtime adds its own arch to those of a profile. Where the policy does not
-- have that, none of its calls may get more than the policy gives calls of
-- arches that it does not have (or than is listed as lost of those). Returns
-- the loss, if it is not the same.
local function check_added(own, text, expected, bad_arch, target, losses)
  local label = consumers.dialect(target, function() end).label
  local made, most = meaning(text, target, own), expected
  local same = #expected:diff(made, {limit = 1}) == 0
  if not same and consumers.rank(bad_arch) > consumers.rank "kill_thread" then
    local plain = expected:data()
    plain.bad_arch = bad_arch
    most = object.new(plain)
  end
  local function program(policy) return policy:compile {prove = false} end
  local less, more = same, nil
  if not same then less, more = program(made):permits_at_most(program(most)) end
  if not less then
    permit_more(losses, "added-arch", ("OCI cannot say this policy: %s adds " ..
      "its own arch to those of a profile, and where that is %s, %s. Add " ..
      "\"%s\" to the policy's arches, say with the option arch which " ..
      "runtime it is for, or install the policy without one " ..
      "(policy:load, lua-seccomp compile)"):format(label, own,
      texts.witness(more), own), {witness = more})
  end
  local trouble = trouble_of(text, target, own)
  if trouble then refuse_trouble(trouble, target, {own}) end
  return less and not same and {id = "added-arch", message = ("%s adds its " ..
    "own arch to the profile's: where that is %s, calls of it get what the " ..
    "rules and the default say, which is never more than %s"):format(label, own,
    most.bad_arch)} or nil
end

-- On x32 libseccomp makes less of conditions than the policy says: `witness` is
-- a call that shows it. Where that permits more it is refused.
local function tell_x32(witness, text, target, arch, losses)
  local function program(written)
    return meaning(text, target, arch, written):compile {prove = false}
  end
  local less, more = program(false):permits_at_most(program(true))
  local shown = more or witness
  local message = ("on x32 libseccomp compares the low 32 bits of an " ..
    "argument, and the kernel shows 64: %s gets %s, not %s; width = 32 in a " ..
    "condition says so, or leave x32 out of the arches"):format(
    texts.call(shown), tostring(shown.left), tostring(shown.right))
  if not less then
    permit_more(losses, "x32-width", message, {witness = shown})
  else
    losses[#losses + 1] = {id = "x32-width", witness = shown, message = message}
  end
end

local X32_BIT, TOP = 0x40000000, 0xffffffff

-- A policy with what runc's stub makes of numbers that no call has: those with
-- the highest bit get ENOSYS, and 0 on s390x; and on x32 it begins above
-- numbers that are its own, below which `unknown` does.
local function with_stub_numbers(plain, consumer)
  local first, last, x32 = {}, {}, false
  for _, arch in ipairs(plain.arches) do x32 = x32 or arch == "x32" end
  for _, arch in ipairs(plain.arches) do
    local numbers = {{2 * X32_BIT, TOP}}
    if arch == "amd64" then
      numbers = {x32 and -1 or nil}
    elseif arch == "x32" then
      numbers = {{2 * X32_BIT, TOP - 1}}
      last[1] = {{X32_BIT + 424, X32_BIT + 511}, action = plain.default,
        arches = {arch}}
    end
    if stubs.has_zero(arch, consumer) then numbers[#numbers + 1] = 0 end
    numbers.action, numbers.arches = "errno(ENOSYS)", {arch}
    first[#first + 1] = #numbers > 0 and numbers or nil
  end
  table.move(plain.rules, 1, #plain.rules, #first + 1, first)
  table.move(last, 1, #last, #first + 1, first)
  local out = {}
  for key, value in pairs(plain) do out[key] = value end
  out.rules = first
  return object.new(out)
end

-- Whose reading a profile is written for: what the options say, else that of
-- which the rest can be said.
local function reader_for(policy, options)
  local target = options.dialect or
    policy.unknown == "errno(ENOSYS)" and "runc" or "crun"
  if type(target) ~= "string" then
    refuse(("option \"dialect\": one of %s is expected, not a %s"):format(
      concat(consumers.names, ", "), type(target)))
  end
  local consumer, message = consumers.dialect(target, function() end)
  if not consumer then refuse("option \"dialect\": " .. message) end
  return consumer, target
end

-- Takes from a policy's data the actions that no profile says: of arches that
-- are not listed, and, without runc's stub, of unknown calls.
local function leave_unsaid(policy, plain, stub, losses)
  if plain.bad_arch ~= "kill_thread" then
    losses[#losses + 1] = {id = "bad-arch", message = ("calls of arches " ..
      "that are not in the profile get kill_thread, not %s"):format(
      plain.bad_arch)}
    plain.bad_arch = "kill_thread"
  end
  if not plain.unknown or stub or plain.unknown == plain.default then return end
  if consumers.rank(plain.default) > consumers.rank(plain.unknown) then
    local without = policy:data()
    without.unknown = nil
    permit_more(losses, "unknown", ("OCI has no action for unknown " ..
      "syscalls: they would get %s, not %s"):format(plain.default,
      plain.unknown), {witness = policy:diff(
      object.new(without), {limit = 1})[1]})
  else
    losses[#losses + 1] = {id = "unknown", message = ("unknown syscalls " ..
      "get %s, not %s"):format(plain.default, plain.unknown)}
  end
  plain.unknown = nil
end

-- What a profile with runc's stub is to be: the policy, but for numbers that no
-- call has.
local function with_stub(plain, expected, consumer, losses)
  local made = with_stub_numbers(plain, consumer)
  local changed = made:diff(expected, {limit = 1})[1]
  if not changed then return expected end
  losses[#losses + 1] = {id = "stub-numbers", witness = changed,
    message = ("numbers that no call has get what %s gives them, as %s"):
      format(consumer.label, texts.witness(changed))}
  return made
end

local function export(policy, options)
  local losses = {loose = options.loose}
  local consumer, target = reader_for(policy, options)
  local wanted = options.with_runtime
  own_calls.check(wanted, refuse)
  local named = options.arch ~= nil and options_of.arch(options.arch)
  policy = own_calls.add(policy, wanted == true and {"crun", "runc"} or
    {wanted or nil}, true, options.no_new_privs, losses, named)
  local plain = policy:data()
  local bad_arch = plain.bad_arch
  local stub = consumer.enosys_stub and plain.unknown == "errno(ENOSYS)"
  leave_unsaid(policy, plain, stub, losses)
  say_sisters(plain, bad_arch, losses, target)
  local said = {arches = plain.arches,
    default = numbered(plain.default, plain.arches[1]),
    rules = expanded(plain.rules, plain.arches)}
  local expected = object.new(plain)
  expected:compile {prove = false} -- what no program holds is not worked out
  if stub then expected = with_stub(plain, expected, consumer, losses) end
  local text, witness, x32 = spelled(said, stub and "stub", expected, target)
  if witness and stub then
    text, witness, x32 = spelled(said, "known", expected, target)
  end
  if witness then refuse_difference(witness, plain, target, losses) end
  if x32 then tell_x32(x32, text, target, plain.arches[1], losses) end
  for _, own in ipairs(added_arches(plain.arches, named)) do
    local loss = check_added(own, text, expected, bad_arch, target, losses)
    losses[#losses + 1] = loss
  end
  losses.loose = nil
  for _, loss in ipairs(losses) do
    loss.severity = loss.severity or "warning"
  end
  return text, losses
end

--- Exports a policy as a `linux.seccomp` object, and proves that it reads back
-- as the same policy, and that libseccomp, to which runtimes hand what they
-- read, makes the same of it. That is proven of the libseccomp at hand.
--
-- OCI cannot name the action for arches that are not in the profile: there it
-- is always kill_thread. That, an `unknown` that becomes a stricter default,
-- conditions on x32 that deny, of which libseccomp compares the low 32 bits,
-- and what runc's answer to new calls makes of numbers that no call has are
-- listed as losses; all else that OCI cannot say raises.
--
-- A runtime adds its own arch to those of a profile. A policy that does not
-- have it would be looser there, so that raises as well, unless calls of that
-- arch are proven to get no more than the policy's `bad_arch`; where they get
-- less, it is a loss.
-- @tparam Policy policy
-- @tparam[opt] table options `dialect`: by whose reading it must mean the same
-- ("crun"; "runc" for a policy whose `unknown` is errno(ENOSYS), as runc adds
-- that by itself); `arch`: the runtime's own (that of the machines which run
-- the policy's arches, as amd64 for x86: where they are of several kinds, it is
-- proven for a runtime on each)
-- @treturn string JSON text
-- @treturn {table,…} losses, each with `id` and `message`, and `witness` where
-- a call shows it
-- @raise EINVAL for what OCI cannot say, and for what libseccomp would make
-- something else of, with `witness` where a call shows it; E2BIG for rules that
-- take too much work
function M.export(policy, options, ...)
  errors.no_more("export", 2, ...)
  if not object.is(policy) then
    errors.argument(1, "export", "seccomp.policy", policy)
  end
  options = errors.options("export", options, 2, {dialect = true, arch = true,
    loose = true, with_runtime = true, no_new_privs = true})
  for _, key in ipairs {"loose", "no_new_privs"} do
    if options[key] ~= nil and type(options[key]) ~= "boolean" then
      errors.raise("export", "EINVAL", ("option %s is true or false"):format(
        key))
    end
  end
  return errors.as("export", export, policy, options)
end

return M
