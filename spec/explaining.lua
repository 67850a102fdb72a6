--- How specs look at what `explain` reports.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local explain = require "seccomp.explain"
local here = require "spec.here"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local trace = require "seccomp.core.trace"

local M = {}

--- The ways in which calls are watched here: before Linux 6.16 a tracer can
-- refuse calls on some arches only.
M.WAYS = trace.new(true) and {"ptrace", "notify"} or {"notify"}

--- Options of a command that nobody is to see.
M.QUIET = {stdin = "null", stdout = "null", stderr = "null"}

--- Why some of what is reported is otherwise here.
M.LARGEFILE = "the C library opens with O_LARGEFILE here"
M.SOCKETCALL = "policies for socket name socketcall as well here"

--- A report of a command under a policy.
function M.told(argv, policy, options)
  local with = {policy = policy}
  for key, value in pairs(M.QUIET) do with[key] = value end
  for key, value in pairs(options or {}) do with[key] = value end
  return explain(argv, with)
end

--- A policy that denies calls, and allows all others.
function M.without(rules)
  rules.default = "allow"
  local spec = {default = "allow", rules = rules, arches = rules.arches}
  rules.default, rules.arches = nil, nil
  return policies.new(spec)
end

--- A rule that allows all numbers but those of these calls.
function M.all_but(...)
  local numbers, rule, first = {}, {action = "allow"}, 0
  for i, name in ipairs {...} do numbers[i] = seccomp.syscall_number(name) end
  table.sort(numbers)
  for _, number in ipairs(numbers) do
    if number > first then rule[#rule + 1] = {first, number - 1} end
    first = number + 1
  end
  rule[#rule + 1] = {first, 600}
  -- programs begin with set_tls there
  if here.arch == "arm" then rule[#rule + 1] = {0xf0001, 0xf0006} end
  return rule
end

--- The policy with rules in front.
function M.mended(policy, rules)
  local spec = policy:data()
  for i, rule in ipairs(rules) do table.insert(spec.rules, i, rule) end
  return policies.new(spec)
end

--- The entry of a call, which must be there once.
function M.entry_of(report, name)
  local found
  for _, call in ipairs(report.calls) do
    if call.syscall == name then
      assert(not found, "two entries of " .. name)
      found = call
    end
  end
  return assert(found, name .. " is not in the report")
end

--- Asserts that a report has each of these parts, as text.
function M.text_has(report, ...)
  local text = tostring(report)
  for _, part in ipairs {...} do
    assert.truthy(text:find(part, 1, true), part .. " is not in:\n" .. text)
  end
end

return M
