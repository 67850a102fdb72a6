-- SPDX-License-Identifier: MIT
-- What policies become, word for word: their text, what is recovered, tidied
-- and merged of them, how they differ, which rules come near a call, and what
-- is said of those that are none.
local policies = require "seccomp.policy"
local told = require "spec.told"

local env = {}

local function lines_of(text)
  local lines = {}
  for line in tostring(text):gmatch "[^\n]+" do lines[#lines + 1] = line end
  return lines
end

-- A policy, of amd64 and denying by default where it does not say so.
function env.policy(rules, more)
  local spec = {default = "errno(EPERM)", arches = {"amd64"}, rules = rules}
  for key, value in pairs(more or {}) do spec[key] = value end
  return policies.new(spec)
end

env.new = policies.new
env.text = lines_of

-- What of(i) makes of the numbers up to one.
function env.each(n, of)
  local list = {}
  for i = 1, n do list[i] = of(i) end
  return list
end

-- The text of a program's policy.
function env.recovered(policy, options)
  return lines_of(policy:compile():policy(options))
end

-- Which rules come near a call.
function env.near(policy, call)
  local lines = {}
  for i, item in ipairs(policy:near(call)) do
    local words = {}
    for k, c in ipairs(item.conditions) do
      words[k] = ("[%s of %s: %s, %s]"):format(c.text, c.argument, c.value,
        tostring(c.holds))
    end
    lines[i] = ("rule %d, %s%s%s: %s"):format(item.rule, tostring(item.action),
      item.behind and ", behind " .. tostring(item.behind) or "",
      #words > 0 and " " .. table.concat(words) or "", item.why or "decides")
  end
  return #lines > 0 and lines or {"none"}
end

function env.refused(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  if type(err) ~= "table" then
    return {(tostring(err):gsub("^%S+:%d+: ", ""))}
  end
  return {err.op .. " " .. err.code .. ": " .. err.message:gsub(
    "libseccomp %d+%.%d+%.%d+", "libseccomp VERSION"), err.witness and
    "  call: " .. told.call(err.witness) or nil}
end

told.hold("policy", env, describe, it)
