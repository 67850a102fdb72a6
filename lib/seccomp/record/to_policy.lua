--- From a recording to a policy.
-- @module seccomp.record.to_policy

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local low = require "seccomp.core.policy"
local policies = require "seccomp.policy"
local rules_of = require "seccomp.record.rules"
local seccomp = require "seccomp.core"
local twins = require "seccomp.kernel.twins"
local words_of = require "seccomp.policy.words"

local ipairs = ipairs
local concat = table.concat

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

-- The arches of one machine's processes, where there are several.
local MACHINES = {
  {"amd64", "x86", "x32"}, {"arm64", "arm"}, {"mips64", "mips64n32", "mips"},
  {"mipsel64", "mipsel64n32", "mipsel"}, {"parisc64", "parisc"},
  {"ppc64", "ppc"}, {"s390x", "s390"},
}

-- Those of the machine that an arch is native on, as a set.
local function machine_of(native)
  local set = {[native] = true}
  for _, arches in ipairs(MACHINES) do
    local own = {}
    for _, arch in ipairs(arches) do own[arch] = true end
    if own[native] then set = own end
  end
  return set
end

-- Those of the names that some arch has.
local function existing(names, arches)
  local out = {}
  for _, name in ipairs(names) do
    if #calls.arches_with(name, arches) > 0 then out[#out + 1] = name end
  end
  return out
end

-- Whether those rules allow a call with such values.
local function by_memory_rules(call, values)
  for _, name in ipairs(BASE_MEMORY) do
    if call.syscall == name then
      for i, argument in ipairs(call.arguments) do
        if argument.arg == 2 then return values[i] & ~PROT_READ_WRITE == 0 end
      end
    end
  end
  return false
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
      local allowed = whole[arch][name] -- with any arguments
      if not blind and not allowed then
        where[#where + 1] = arch
      elseif blind and not instead and not allowed then
        findings[#findings + 1] = rules_of.in_memory_open(arch, name)
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

-- The base calls that are allowed with any arguments, as a set.
local function base_calls(arches, tight)
  local set = {}
  for _, name in ipairs(existing(BASE, arches)) do set[name] = true end
  if not tight then
    for _, name in ipairs(existing(BASE_MEMORY, arches)) do set[name] = true end
  end
  return set
end

-- Adds rules for the newer calls that libcs make in place of those that are
-- allowed, and fall back from on ENOSYS only; clone3 in any case.
local function fallback_rules(arches, rules)
  local allowed, without = {}, {}
  for _, rule in ipairs(rules) do
    for _, arch in ipairs(rule.arches or arches) do
      for _, name in ipairs(rule) do allowed[arch .. " " .. name] = true end
    end
  end
  for _, pair in ipairs(twins.fallbacks) do
    local newer, older = pair[1], pair[2]
    local where = {}
    for _, arch in ipairs(calls.arches_with(newer, arches)) do
      if not twins.by_choice(newer, older) and
        not allowed[arch .. " " .. newer] and
        (newer == "clone3" or allowed[arch .. " " .. older]) then
        where[#where + 1] = arch
        allowed[arch .. " " .. newer] = true -- not twice
      end
    end
    local key = concat(where, " ")
    if #where > 0 and not without[key] then
      without[key] = {action = "errno(ENOSYS)",
        arches = #where < #arches and where or nil}
      rules[#rules + 1] = without[key]
    end
    if #where > 0 then without[key][#without[key] + 1] = newer end
  end
end

--- What Recording:policy does, with options that it has checked.
return function(recording, options)
  rules_of.check_arches("policy", recording)
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

  local arches, listed = {}, {}
  local function list(arch)
    if not listed[arch] then arches[#arches + 1] = arch end
    listed[arch] = true
  end
  local launcher = options.launcher ~= false and recording.launcher or {}
  local own, of_here = machine_of(seccomp.native_arch()), false
  for _, seen in ipairs {recording.calls, launcher} do
    for _, call in ipairs(seen) do of_here = of_here or own[call.arch] end
  end
  -- what was recorded on another machine is for that one
  if of_here or #recording.calls == 0 and #launcher == 0 then
    list(seccomp.native_arch())
  end
  for _, seen in ipairs {recording.calls, launcher} do
    for _, call in ipairs(seen) do list(call.arch) end
  end
  local always = base and base_calls(arches, tight) or {}
  local whole, limited, findings = rules_of.of(recording, {tight = tight,
    launcher = options.launcher, always = always,
    allowed = base and by_memory_rules or nil})
  for _, arch in ipairs(arches) do whole[arch] = whole[arch] or {} end

  local rules = {}
  for _, rule in ipairs(limited) do
    rule.arches = #arches > 1 and rule.arches or nil
    rules[#rules + 1] = rule
  end
  for _, arch in ipairs(arches) do
    local rule = rules_of.sorted_names(whole[arch])
    if #rule > 0 then
      rule.action = "allow"
      rule.arches = #arches > 1 and {arch} or nil
      rules[#rules + 1] = rule
    end
  end
  if base then
    local rule = rules_of.sorted_names(always)
    rule.action = "allow"
    rules[#rules + 1] = rule
    if tight then memory_rules(arches, whole, rules, findings) end
    if unknown ~= nil then fallback_rules(arches, rules) end
  end
  rules_of.guard_multiplexers(rules, arches, default)
  words_of.name_conditions(rules, arches)
  local policy = policies.new {default = default, unknown = unknown,
    bad_arch = options.bad_arch, arches = arches, rules = rules}
  local lint = policy:lint()
  return policy, table.move(lint, 1, #lint, #findings + 1, findings)
end
