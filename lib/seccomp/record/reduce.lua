--- From a recording to a policy.
-- @module seccomp.record.reduce
local arguments = require "seccomp.record.arguments"
local calls = require "seccomp.oci.calls"
local errors = require "seccomp.error"
local low = require "seccomp.core.policy"
local policies = require "seccomp.policy"
local seccomp = require "seccomp.core"
local words_of = require "seccomp.policy.words"

local ipairs, pairs = ipairs, pairs
local concat, sort = table.concat, table.sort

-- What any process may come to need, whatever it did while it was watched:
-- ending and aborting, signal handlers, locks, memory, and the clocks, which
-- are calls only where the vDSO cannot help.
local BASE = {
  "exit", "exit_group", "rt_sigreturn", "sigreturn", "restart_syscall",
  "rt_sigaction", "rt_sigprocmask", "getpid", "gettid", "tgkill",
  "futex", "futex_time64", "sched_yield", "rseq", "set_robust_list",
  "brk", "munmap", "mremap", "madvise",
  "clock_gettime", "clock_gettime64", "clock_getres", "clock_getres_time64",
  "gettimeofday", "time", "getcpu",
}
-- Memory as malloc wants it: with tight arguments, nothing executable.
local BASE_MEMORY = {"mmap", "mmap2", "mprotect"}
local PROT_READ_WRITE = 3

-- Combinations of values that become rules of their own.
local MOST_RULES = 64

local function sorted_names(set)
  local list = {}
  for name in pairs(set) do list[#list + 1] = name end
  sort(list, function(a, b)
    if type(a) ~= type(b) then return type(a) == "string" end
    return a < b
  end)
  return list
end

local function equals(argument, op, value)
  return {argument.arg, op, value,
    width = argument.width == 32 and 32 or nil}
end

--- The finding that arguments are allowed with any value, though the policy was
-- asked to hold them. `list` has the arguments.
local function left_open(call, name, list, why)
  local words = {}
  for i, argument in ipairs(list) do
    words[i] = words_of.value(call.arch, name, argument.arg, 0) or
      "arg" .. argument.arg
  end
  return {
    id = "arguments-open", severity = "warning",
    message = ("%s on %s: any value of %s is allowed, for %s were seen"):format(
      name, call.arch, concat(words, ", "), why),
    fix = "hold by hand what can be held, such as a flag by masked_eq",
  }
end

-- Those of the names that some arch has.
local function existing(names, arches)
  local out = {}
  for _, name in ipairs(names) do
    if #calls.arches_with(name, arches) > 0 then out[#out + 1] = name end
  end
  return out
end

-- The finding that a call is allowed with any arguments, for it takes them from
-- memory.
local function in_memory_open(arch, name)
  return {
    id = "arguments-open", severity = "warning",
    message = ("%s on %s: any arguments are allowed, for it takes them from " ..
      "memory, where a filter cannot look"):format(name, arch),
    fix = "leave the arch out, or the call where it is not needed",
  }
end

-- Adds rules for memory as malloc wants it, with nothing executable. A call
-- that takes its arguments from memory cannot be held to that: it is left out
-- where there is another one, else allowed, with a finding.
local function memory_rules(arches, whole, rules, findings)
  local held = {}
  for _, name in ipairs(existing(BASE_MEMORY, arches)) do
    local where = {}
    for _, arch in ipairs(calls.arches_with(name, arches)) do
      local blind, instead = low.in_memory(arch, name)
      if not blind then
        where[#where + 1] = arch
      elseif not instead and not whole[arch][name] then
        findings[#findings + 1] = in_memory_open(arch, name)
        rules[#rules + 1] = {name, action = "allow", arches = {arch}}
      end
    end
    local key = concat(where, " ")
    if #where > 0 and not held[key] then
      held[key] = {action = "allow", arches = #where < #arches and where or nil,
        when = {{2, "masked_eq", ~PROT_READ_WRITE, 0}}}
      rules[#rules + 1] = held[key]
    end
    if #where > 0 then held[key][#held[key] + 1] = name end
  end
end

-- Rules that allow a call with the values that were seen, together where that
-- makes few rules, else each argument for itself. Returns the arguments with
-- too many values for either.
local function value_rules(call, name, action, arches, rules)
  local open = {}
  if #call.seen <= MOST_RULES then
    for _, seen in ipairs(call.seen) do
      local when = {}
      for i, argument in ipairs(call.arguments) do
        when[i] = equals(argument, "==", seen.values[i])
      end
      rules[#rules + 1] = {name, action = "allow", when = when,
        arches = arches}
    end
    return open
  end
  for i, argument in ipairs(call.arguments) do
    local when, there = {}, {}
    for _, seen in ipairs(call.seen) do
      local value = seen.values[i]
      if not there[value] then
        there[value] = true
        when[#when + 1] = equals(argument, "!=", value)
      end
    end
    if #when <= MOST_RULES then
      rules[#rules + 1] = {name, action = action, when = when, arches = arches}
    else
      open[#open + 1] = argument
    end
  end
  rules[#rules + 1] = {name, action = "allow", arches = arches}
  return open
end

local function check_arches(list)
  for _, call in ipairs(list) do
    if not seccomp.arch(call.arch) then
      errors.raise("policy", "EINVAL", ("call %d of arch %s, which " ..
        "libseccomp does not know"):format(call.number, call.arch), 3)
    end
  end
end

-- How policies name a call: by name where libseccomp has one.
local function name_of(call)
  return call.syscall and calls.own_number(call.syscall, call.arch) ==
    call.number and call.syscall or call.number
end

-- The base calls that are allowed with any arguments, as a set.
local function base_calls(arches, tight)
  local set = {}
  for _, name in ipairs(existing(BASE, arches)) do set[name] = true end
  if not tight then
    for _, name in ipairs(existing(BASE_MEMORY, arches)) do set[name] = true end
  end
  return set
end

-- A rule that means nothing, so that the policy does not extend rules for
-- socket calls to socketcall, nor those for shared memory to ipc.
local function guard_multiplexers(rules, arches, default)
  local named, sub_calls = {}, {}
  for _, rule in ipairs(rules) do
    for _, name in ipairs(rule) do
      named[name] = true
      local multiplexer = type(name) == "string" and calls.multiplexer(name)
      if multiplexer then sub_calls[multiplexer] = true end
    end
  end
  for _, multiplexer in ipairs {"ipc", "socketcall"} do
    local where = calls.multiplexing(arches, multiplexer)
    if sub_calls[multiplexer] and not named[multiplexer] and #where > 0 then
      rules[#rules + 1] = {multiplexer, action = default, arches = where}
    end
  end
end

-- Conditions by the names of arguments and constants.
local function in_words(rules, arches)
  local known = {}
  for _, rule in ipairs(rules) do
    rule.when = rule.when and words_of.conditions(rule, rule.when,
      rule.arches or arches, known)
  end
end

--- What Recording:policy does, with options that it has checked.
return function(recording, options)
  check_arches(recording.calls)
  check_arches(recording.launcher)
  local default = options.default == nil and "errno(EPERM)" or options.default
  local unknown = options.unknown
  if unknown == nil then
    local kind = seccomp.action(default).name
    if kind == "errno" or kind == "kill_thread" or kind == "kill_process" then
      unknown = "errno(ENOSYS)"
    end
  end
  local tight = options.tightness == "arguments"
  local base = options.base ~= false

  -- by arch: the calls to allow whatever their arguments
  local arches, whole = {}, {}
  local function of(arch)
    if not whole[arch] then
      whole[arch] = {}
      arches[#arches + 1] = arch
    end
    return whole[arch]
  end
  of(seccomp.native_arch())
  for _, call in ipairs(recording.calls) do of(call.arch) end
  local always = base and base_calls(arches, tight) or {}
  local limited, findings = {}, {}
  for _, call in ipairs(recording.calls) do
    local name = name_of(call)
    local plain = of(call.arch)
    local in_memory = low.in_memory(call.arch, call.number)
    if tight and in_memory and not always[name] then
      findings[#findings + 1] = in_memory_open(call.arch, name)
      plain[name] = true
    elseif tight and call.seen and not always[name] then
      limited[#limited + 1] = {call = call, name = name}
    elseif not always[name] then
      local held = tight and call.syscall and
        arguments.of(call.arch, name)
      if held then
        findings[#findings + 1] = left_open(call, name, held,
          "more than 256 different ones")
      end
      plain[name] = true
    end
  end
  if options.launcher ~= false then
    for _, call in ipairs(recording.launcher) do
      of(call.arch)[name_of(call)] = true
    end
  end

  local rules = {}
  for _, entry in ipairs(limited) do
    local arch = entry.call.arch
    if not whole[arch][entry.name] then
      local open = value_rules(entry.call, entry.name, default,
        #arches > 1 and {arch} or nil, rules)
      if #open > 0 then
        findings[#findings + 1] = left_open(entry.call, entry.name, open,
          ("more than %d different ones"):format(MOST_RULES))
      end
    end
  end
  for _, arch in ipairs(arches) do
    local rule = sorted_names(whole[arch])
    if #rule > 0 then
      rule.action = "allow"
      rule.arches = #arches > 1 and {arch} or nil
      rules[#rules + 1] = rule
    end
  end
  if base then
    local rule = sorted_names(always)
    rule.action = "allow"
    rules[#rules + 1] = rule
    if tight then memory_rules(arches, whole, rules, findings) end
    local without = {}
    for _, arch in ipairs(calls.arches_with("clone3", arches)) do
      if not whole[arch].clone3 then without[#without + 1] = arch end
    end
    if unknown ~= nil and #without > 0 then
      -- libcs fall back to clone on this errno only
      rules[#rules + 1] = {"clone3", action = "errno(ENOSYS)",
        arches = #without < #arches and without or nil}
    end
  end
  guard_multiplexers(rules, arches, default)
  in_words(rules, arches)
  local policy = policies.new {default = default, unknown = unknown,
    bad_arch = options.bad_arch, arches = arches, rules = rules}
  local lint = policy:lint()
  return policy, table.move(lint, 1, #lint, #findings + 1, findings)
end
