--- Profiles of Docker and Podman, and `linux.seccomp` objects of the OCI
-- runtime specification, as policies and back.
--
--     local oci = require "seccomp.oci"
--     local policy, report = oci.import(text, {dialect = "podman"})
--     for _, finding in ipairs(report) do print(finding.message) end
--
-- @module seccomp.oci
local seccomp = require "seccomp.core"
local capabilities = require "seccomp.oci.capabilities"
local consumers = require "seccomp.oci.consumers"
local encode = require "seccomp.oci.encode"
local errors = require "seccomp.error"
local installed = require "seccomp.kernel.installed"
local json = require "seccomp.json"
local low = require "seccomp.core.policy"
local meanings = require "seccomp.oci.meaning"
local other_formats = require "seccomp.oci.other_formats"
local own_calls = require "seccomp.oci.own_calls"
local profiles = require "seccomp.oci.profile"
local reports = require "seccomp.oci.report"
local rules = require "seccomp.oci.rules"
local runtime = require "seccomp.oci.runtime"
local sisters = require "seccomp.oci.sisters"
local texts = require "seccomp.policy.text"

local M = {}

local error, ipairs, pairs, require = error, ipairs, pairs, require
local tostring, type = tostring, type
local concat, sort = table.concat, table.sort

-- Raises EINVAL; the public functions say of which of them.
local function refuse(message, fields)
  errors.raise("oci", "EINVAL", message, fields)
end

local IMPORT_OPTIONS = {dialect = true, arch = true, caps = true,
  kernel = true, check = true}

local CAPS_EXPECTED = "option \"caps\": a list of capabilities is expected, " ..
  "or one of docker, podman, all, none and mine"

-- The capabilities of an option: a list of them, or nil and a word.
local function capabilities_option(caps)
  if type(caps) == "string" then
    if not capabilities.label[caps] and caps ~= "all" and caps ~= "none"
      and caps ~= "mine"
    then
      refuse(("%s, not \"%s\""):format(CAPS_EXPECTED, json.text(caps)))
    end
    return nil, caps
  elseif caps == nil then
    return nil
  elseif type(caps) ~= "table" then
    refuse(CAPS_EXPECTED)
  end
  local count, names, seen = 0, {}, {}
  for _ in pairs(caps) do count = count + 1 end
  if count ~= #caps then refuse(CAPS_EXPECTED) end
  for _, cap in ipairs(caps) do
    local name = type(cap) == "string" and capabilities.name(cap)
    if not name then
      refuse(("option \"caps\": \"%s\" is not a capability"):format(
        json.text(cap)))
    end
    names[#names + 1] = not seen[name] and name or nil
    seen[name] = true
  end
  sort(names)
  return names
end

local function kernel_version(kernel)
  if kernel == nil then return nil end
  local version = type(kernel) == "string" and profiles.kernel_version(kernel)
  if not version then
    refuse("option \"kernel\": a release such as \"6.1\" is expected")
  end
  return version
end

-- A member of the configuration of a bundle. Its readers differ about keys in
-- other letter cases and about keys that are there twice.
local function member(object, key)
  local members, count = json.members(object) or {}, 0
  for i = 1, #members, 2 do
    local name = members[i]
    if name:lower() == key then count = count + 1 end
    if name:lower() == key and name ~= key then
      refuse(("the configuration has \"%s\": write it as \"%s\""):format(
        json.text(name), key))
    end
  end
  if count > 1 then
    refuse(("the configuration has \"%s\" twice: take one out"):format(key))
  end
  return object[key]
end

-- The document to read, from JSON text or a table; config.json of a bundle is
-- opened to its linux.seccomp.
local function document_of(source)
  local document = source
  if type(source) == "string" then
    local message
    document, message = json.decode(source)
    if not document then
      local format = other_formats.name(source)
      refuse(("this is not a JSON profile%s: %s"):format(format and
        " but looks like " .. format or "", message))
    end
  end
  if document.defaultAction == nil and type(document.linux) == "table" then
    document = member(member(document, "linux"), "seccomp")
    if json.type(document) ~= "table" then
      refuse("the configuration has no linux.seccomp")
    end
  end
  return document
end

-- Whose reading is asked for. The installed runtime counts where the profile is
-- read for a machine like this one.
local function pick_dialect(spec, kind, podman, arch, report)
  local guessed = spec == nil
  if guessed then
    spec = podman and "podman" or kind == "profile" and "docker" or "crun"
  elseif type(spec) ~= "string" then
    refuse(("option \"dialect\": one of %s is expected, not a %s"):format(
      concat(consumers.names, ", "), type(spec)))
  end
  local consumer, message = consumers.dialect(spec, function(name)
    return arch == seccomp.native_arch() and installed.version(name) or nil
  end)
  if not consumer then refuse("option \"dialect\": " .. message) end
  if guessed then
    report:add("dialect-guessed", "note",
      ("no dialect was named: read as %s reads it"):format(consumer.label))
  end
  if consumer.runtime then
    report:add("runtime", "note", ("read for %s%s"):format(
      consumer.runtime_label, consumer.from == "installed" and
      ", which is installed here" or consumer.from == "newest" and
      ", the newest that is known" or ""))
  end
  return consumer
end

local function refuse_doubts(report)
  local doubts = {}
  for _, finding in ipairs(report) do
    if finding.severity ~= "note" then doubts[#doubts + 1] = finding.message end
  end
  if #doubts == 0 then return end
  local shown = concat(doubts, "; ", 1, math.min(#doubts, 3))
  refuse(("strict: %s%s"):format(shown, #doubts > 3 and
    ("; and %d more"):format(#doubts - 3) or ""),
    {findings = {table.unpack(report)}})
end

-- The canonical name of the arch in an option.
local function arch_option(arch)
  if type(arch) ~= "string" then
    refuse "option \"arch\": a string is expected"
  end
  local name, message = seccomp.arch(arch)
  if not name then refuse(message) end
  seccomp.syscall_number("read", name) -- raises where libseccomp lacks it
  return name
end

-- What a consumer reads: `document`, `profile`, `consumer`, `report`.
local function read(source, options)
  local report = reports.new()
  local document = document_of(source)
  local kind, podman = profiles.kind(document)
  local arch = options.arch == nil and seccomp.native_arch()
    or arch_option(options.arch)
  local consumer = pick_dialect(options.dialect, kind, podman, arch, report)
  local caps, caps_word = capabilities_option(options.caps)
  report.caps = caps
  local profile = profiles.read(document, {consumer = consumer,
    report = report, arch = arch, digits = type(source) == "table",
    caps = caps and capabilities.set(caps), caps_word = caps_word,
    kernel = kernel_version(options.kernel)})
  report.dialect, report.kind, report.arch = consumer.name, kind, arch
  report.runtime, report.version = consumer.runtime, consumer.version
  return {profile = profile, consumer = consumer, report = report}
end

local function finish(what)
  if what.consumer.strict then refuse_doubts(what.report) end
  return what.report:finish()
end

local function decode(source, options)
  local what = read(source, options)
  local plain = rules.policy(what.profile, what.consumer, what.report)
  return plain, finish(what)
end

local function check_source(op, source)
  if type(source) ~= "string" and type(source) ~= "table" then
    errors.argument(1, op, "string or table", source)
  end
end

--- Reads a profile into the plain table that `require("seccomp.policy").new`
-- takes; otherwise as `import`, but libseccomp is not asked.
function M.decode(source, options, ...)
  errors.no_more("decode", 2, ...)
  check_source("decode", source)
  options = errors.options("decode", options, 2, IMPORT_OPTIONS)
  return errors.as("decode", decode, source, options)
end

local function import(source, options)
  if options.check ~= nil and type(options.check) ~= "boolean" then
    refuse "option \"check\": true or false is expected"
  end
  local what = read(source, options)
  local plain = rules.policy(what.profile, what.consumer, what.report)
  local policy = options.check == false and
    require("seccomp.policy").new(plain)
    or meanings.asked(plain, what.profile, what.consumer, what.report)
  return policy, finish(what)
end

--- Imports a profile, with the meaning that it has for the consumer asked for:
-- that of the program which a container gets.
--
-- The libseccomp in use is asked what it makes of the profile, and where that
-- is something else than the profile says, the policy does what libseccomp
-- does. The report tells of each such call.
--
-- The report is a list of findings `{id=, severity=, message=, block=,
-- syscall=}` ("error", "warning" or "note"; `block` counts from 1), the
-- weightiest first, with every consequence that the text of the profile does
-- not show, and the fields `dialect`, `runtime` and `version` (of the runtime,
-- "1.1.5"), `kind` ("profile" or "runtime-spec"), `arch`, `caps` (a list, where
-- the profile asks for capabilities), `load` (the options of `policy:load` that
-- the flags ask for), `listener_path` and `listener_metadata`.
-- @tparam string|table source JSON text, or the same as a table; the
-- config.json of a bundle will do
-- @tparam[opt] table options `dialect`: whose reading, "docker", "podman",
-- "containerd", "kubelet", "crio", "runc", "crun", or "strict", which raises on
-- anything doubtful (without it, a guess that is reported). Behind it the
-- version of the runtime may stand, "runc 1.1.5", or the runtime, "podman
-- runc"; without a version it is the installed one, or else the newest. `arch`:
-- the native arch there; `caps`: the capabilities of the container, a list, or
-- "docker", "podman", "all", "none", or "mine" for this process's (those that
-- the consumer gives containers); `kernel`: its release (this system's);
-- `check`: false not to ask libseccomp
-- @treturn Policy
-- @treturn table report
-- @raise EINVAL for what the consumer refuses, and with "strict" for anything
-- doubtful (`err.findings`); EEXIST for rules that libseccomp refuses; E2BIG
-- for more rules with conditions, or unknown names, than any filter has use
-- for; EREFUTED, with `witness`, where libseccomp makes something of it that no
-- policy says
function M.import(source, options, ...)
  errors.no_more("import", 2, ...)
  check_source("import", source)
  options = errors.options("import", options, 2, IMPORT_OPTIONS)
  return errors.as("import", import, source, options)
end

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
  return require("seccomp.policy").new(rules.policy(profile, consumer,
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
  if consumer.enosys_stub and not plain.unknown
    and witness.right == low.on(low.action "errno(ENOSYS)", witness.arch)
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
        witness = {arch = arch, syscall = range[1],
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
  local groups = require "seccomp.groups"
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
      local members = type(name) == "string" and name:match "^@"
        and groups.expand(name) or {name}
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

-- Spellings that are tried for a profile.
local MOST_SPELLINGS = 100

-- The text for a policy, in a spelling of which libseccomp makes what it says;
-- or that and a call where what it says is not the policy. Then the call of
-- x32, if there is one, on which libseccomp looks at less than the policy.
local function spelled(said, stub, expected, target)
  local arches, styles, budget, trouble = said.arches, {}, {looks = 0}, nil
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
    if turn == MOST_SPELLINGS or not wrong.syscall
      or not encode.restyle(styles, wrong.syscall)
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
    most = require("seccomp.policy").new(plain)
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

local X32_BIT, TOP = 0x40000000, 0xffffffff

-- A policy with what runc's stub makes of numbers that no call has: those with
-- the highest bit get ENOSYS, and on x32 it begins above numbers that are its
-- own, below which `unknown` does.
local function with_stub_numbers(plain)
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
    numbers.action, numbers.arches = "errno(ENOSYS)", {arch}
    first[#first + 1] = #numbers > 0 and numbers or nil
  end
  table.move(plain.rules, 1, #plain.rules, #first + 1, first)
  table.move(last, 1, #last, #first + 1, first)
  local out = {}
  for key, value in pairs(plain) do out[key] = value end
  out.rules = first
  return require("seccomp.policy").new(out)
end

local function export(policy, options)
  local losses = {loose = options.loose}
  local target = options.dialect
    or policy.unknown == "errno(ENOSYS)" and "runc" or "crun"
  if type(target) ~= "string" then
    refuse(("option \"dialect\": one of %s is expected, not a %s"):format(
      concat(consumers.names, ", "), type(target)))
  end
  local consumer, message = consumers.dialect(target, function() end)
  if not consumer then refuse("option \"dialect\": " .. message) end
  local wanted = options.with_runtime
  own_calls.check(wanted, refuse)
  policy = own_calls.add(policy, wanted == true and {"crun", "runc"} or
    {wanted or nil}, true, options.no_new_privs, losses)
  local plain = policy:data()
  local bad_arch = plain.bad_arch
  local named = options.arch ~= nil and arch_option(options.arch)
  local stub = consumer.enosys_stub and plain.unknown == "errno(ENOSYS)"
  if plain.bad_arch ~= "kill_thread" then
    losses[#losses + 1] = {id = "bad-arch", message = ("calls of arches " ..
      "that are not in the profile get kill_thread, not %s"):format(
      plain.bad_arch)}
    plain.bad_arch = "kill_thread"
  end
  if plain.unknown and not stub and plain.unknown ~= plain.default then
    if consumers.rank(plain.default) > consumers.rank(plain.unknown) then
      local without = policy:data()
      without.unknown = nil
      permit_more(losses, "unknown", ("OCI has no action for unknown " ..
        "syscalls: they would get %s, not %s"):format(plain.default,
        plain.unknown), {witness = policy:diff(
        require("seccomp.policy").new(without), {limit = 1})[1]})
    else
      losses[#losses + 1] = {id = "unknown", message = ("unknown syscalls " ..
        "get %s, not %s"):format(plain.default, plain.unknown)}
    end
    plain.unknown = nil
  end
  say_sisters(plain, bad_arch, losses, target)
  local said = {arches = plain.arches,
    default = numbered(plain.default, plain.arches[1]),
    rules = expanded(plain.rules, plain.arches)}
  local expected = require("seccomp.policy").new(plain)
  expected:compile {prove = false} -- what no program holds is not worked out
  if stub then
    local made = with_stub_numbers(plain)
    local changed = made:diff(expected, {limit = 1})[1]
    if changed then
      losses[#losses + 1] = {id = "stub-numbers", witness = changed,
        message = ("numbers that no call has get what %s gives them, as %s"):
          format(consumer.label, texts.witness(changed))}
      expected = made
    end
  end
  local text, witness, x32 = spelled(said, stub and "stub", expected, target)
  if witness and stub then
    text, witness, x32 = spelled(said, "known", expected, target)
  end
  if witness then refuse_difference(witness, plain, target, losses) end
  if x32 then
    losses[#losses + 1] = {id = "x32-width", witness = x32,
      message = ("on x32 libseccomp compares the low 32 bits of an " ..
        "argument, and the kernel shows 64: %s gets %s, not %s; width = 32 " ..
        "in a condition says so, or leave x32 out of the arches"):format(
        texts.call(x32), tostring(x32.left), tostring(x32.right))}
  end
  for _, own in ipairs(added_arches(plain.arches, named)) do
    local loss = check_added(own, text, expected, bad_arch, target, losses)
    losses[#losses + 1] = loss
  end
  losses.loose = nil
  return text, losses
end

--- Exports a policy as a `linux.seccomp` object, and proves that it reads back
-- as the same policy, and that libseccomp, to which runtimes hand what they
-- read, makes the same of it. That is proven of the libseccomp at hand.
--
-- OCI cannot name the action for arches that are not in the profile: there it
-- is always kill_thread. That, an `unknown` that becomes a stricter default,
-- conditions on x32, of which libseccomp compares the low 32 bits, and what
-- runc's answer to new calls makes of numbers that no call has are listed as
-- losses; all else that OCI cannot say raises.
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
  if not require("seccomp.policy").is(policy) then
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
