--- growth.lua WORK N: what a unit of work costs where there are N of them: the
-- nanoseconds of CPU, and the kilobytes, of one.

-- SPDX-License-Identifier: MIT
local clock = require "clock"
local policies = require "seccomp.policy"
local rules = require "bench.rules"
local seccomp = require "seccomp"

local work, n = arg[1], tonumber(arg[2])

local works = {}

local function status(field)
  local file <close> = assert(io.open "/proc/self/status")
  return tonumber(file:read("a"):match(field .. ":%s*(%d+)"))
end

-- The time of each of `count`, and its part of the most memory there was.
local function each(count, run)
  collectgarbage()
  local before, start = status "VmRSS", clock.cpu()
  run()
  return (clock.cpu() - start) / count, (status "VmHWM" - before) / count
end

local function conditional() return rules.policy(rules.conditional(n)) end

--- Rules with a condition each, n in all.
function works.new()
  local spec = conditional()
  return each(n, function() policies.new(spec) end)
end

function works.lint()
  local policy = policies.new(conditional())
  return each(n, function() policy:lint() end)
end

--- Where a program has no room for them, until that is said.
function works.compile()
  local policy = policies.new(conditional())
  return each(n, function()
    local ok, err = pcall(policy.compile, policy, {prove = false})
    assert(ok or err.code == "E2BIG", err)
  end)
end

--- One rule with n values in lists: as many as are taken.
function works.values()
  local spec = {default = "errno(EPERM)", rules = {}}
  for i = 1, n, 1000 do
    local values = {}
    for k = 0, math.min(1000, n - i + 1) - 1 do values[k + 1] = 7 * (i + k) end
    table.insert(spec.rules, {"ioctl", action = "allow",
      when = {{1, "==", values}}})
  end
  return each(n, function() policies.new(spec) end)
end

-- Profiles that differ: podman's, each without some of its calls.
local function profiles(count)
  local spec = rules.policy(rules.podman())
  local programs = {}
  for i = 1, count do
    local without = {default = spec.default, bad_arch = spec.bad_arch,
      arches = spec.arches, rules = {}}
    for k, rule in ipairs(spec.rules) do
      local names = {action = rule.action, when = rule.when,
        optional = rule.optional}
      for place, name in ipairs(rule) do
        -- without a multiplexer conditions on what is behind it are refused
        if name == "socketcall" or name == "ipc" or #rule < 30 or
            (place * 7 + k) % count + 1 ~= i
        then
          names[#names + 1] = name
        end
      end
      without.rules[k] = names
    end
    programs[i] = policies.new(without):compile {prove = false}
  end
  return programs
end

--- Each profile with each: what one pair takes.
function works.pairs()
  local programs = profiles(n)
  return (each(n * (n - 1), function()
    for _, p in ipairs(programs) do
      for _, q in ipairs(programs) do
        if p ~= q then p:permits_at_most(q) end
      end
    end
  end))
end

-- Makes n objects that stay.
local function alive(make)
  local kept = {}
  local time, memory = each(n, function()
    for i = 1, n do kept[i] = make(i) end
  end)
  return time, memory, kept
end

function works.filters()
  return alive(function()
    return seccomp.filter("kill_process"):add_rule("read", "allow")
      :add_rule("ioctl", "allow", {1, "==", 1})
  end)
end

function works.programs()
  local bytes = seccomp.filter("kill_process"):add_rule("read", "allow")
    :export_bpf()
  return alive(function() return seccomp.program(bytes) end)
end

--- Each of a process of its own, which waits.
function works.listeners()
  local filter = seccomp.filter("allow"):add_rule("getppid", "notify")
  local time, memory, kept = alive(function()
    return seccomp.spawn({"/bin/sleep", "1000"}, {filter = filter,
      listener = true})
  end)
  for _, process in ipairs(kept) do
    process:kill()
    process:wait()
  end
  return time, memory
end

for _, value in ipairs {assert(works[work], work)()} do
  if type(value) == "number" then print(("%.3f"):format(value)) end
end
