-- SPDX-License-Identifier: MIT
-- Calls of amd64, and with numbers of x32: what this kernel does with them,
-- against what simulate and policies say, by random programs that look at every
-- word of a call, and random policies. COUNT multiplies how many, SEED repeats
-- a run; spec/int80_spec.lua has those of x86.
local draw = require "spec.draw"
local live = require "spec.live"
local policies = require "seccomp.policy"

local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local pick, random = draw.pick, math.random

local way = live.amd64
local why = live.missing(way)

-- the helper's other calls must go on, so these are all that is decided about
local NAMES = {"getpid", "getppid", "getpgrp", "getuid"}
local NUMBERS = {{600, 600}, {0x40000208, 0x40000208}, {0x40000258, 0x40000258},
  {0x7fffffff, 0x7fffffff}}
local ACTIONS = {"allow", "log", "errno(ENOENT)", "errno(0)", "errno(4095)",
  "trace(7)"}

local function action() return pick(ACTIONS) end

local function random_policy(calls)
  local arches = pick {{"amd64"}, {"amd64", "x32"}, {"amd64", "x86", "x32"},
    {"x32", "amd64"}}
  local x32 = #arches > 1
  local spec = {default = "allow", bad_arch = action(), arches = arches,
    rules = {}}
  if random(3) == 1 then spec.unknown = action() end
  for i = 1, random(8) do
    local rule = {action = action(), when = {}}
    if random(4) > 1 then
      for k = 1, random(3) do rule[k] = pick(NAMES) end
      if x32 and random(2) == 1 then rule.arches = {pick(arches)} end
    else
      local range = pick(NUMBERS)
      local wide = range[1] >= 0x40000000
      rule[1] = wide and not x32 and {600, 600} or range
      rule.arches = {wide and x32 and "x32" or "amd64"}
    end
    for k = 1, random(0, 2) do rule.when[k] = live.condition(calls) end
    spec.rules[i] = rule
  end
  return spec
end

describe("calls of amd64 and x32 (seed " .. SEED .. ")", function()
  local function on_kernel(name, fn)
    it(name, function()
      if why then return pending(why) end
      math.randomseed(SEED)
      for _ = 1, 12 * COUNT do fn(live.calls(way, 80)) end
    end)
  end

  on_kernel("are decided as random programs say", function(calls)
    live.agree(way, live.random_program(way, calls), calls)
  end)

  on_kernel("are decided as random policies say", function(calls)
    local policy = policies.new(random_policy(calls))
    live.agree(way, policy:compile(), calls, policy)
  end)

  on_kernel("are decided as two policies at once say", function(calls)
    local policy, other = policies.new(random_policy(calls)),
      policies.new(random_policy(calls))
    -- what either permits, and what both do, are policies as well
    for _, name in ipairs {"union", "intersection"} do
      local ok, both = pcall(policy[name], policy, other)
      if ok then
        live.agree(way, both:compile(), calls, both)
      else
        assert.equal("EINVAL", both.code, tostring(both))
      end
    end
    live.agree(way, policy:tidy():compile(), calls, policy)
  end)

  on_kernel("are decided by what a program is recovered to", function(calls)
    local program = live.random_program(way, calls)
    local ok, policy = pcall(program.policy, program, {budget = 2})
    if ok then
      live.agree(way, policy:compile(), calls, policy)
      live.agree(way, program, calls, policy)
    else
      assert.truthy(({EUNSAYABLE = true, EUNDECIDED = true, EINVAL = true})
        [policy.code], tostring(policy))
    end
  end)
end)
