--- What the rules of a policy say of one call, read by themselves and not by
-- the compiler.
local core = require "seccomp.core"
local low = require "seccomp.core.policy"
local holds = require("seccomp.policy.holds").all

local error, ipairs, math_type, pcall, require, type =
  error, ipairs, math.type, pcall, require, type

-- Per arch, a program that answers "kill_process" to calls of other arches,
-- "log" to numbers above the highest that is known, "allow" to the rest.
local probes = {}

local function probe(arch, call)
  probes[arch] = probes[arch] or require("seccomp.policy").new {
    default = "allow", unknown = "log", bad_arch = "kill_process",
    arches = {arch},
  }:compile()
  local ok, answer = pcall(probes[arch].simulate, probes[arch], call)
  if ok then return answer.name end
  if type(answer) == "table" then answer.op = "decide" end
  error(answer, 0)
end

-- The number that a name means on an arch; simulate took it, so there is one.
local function number_of(name, arch)
  local action = core.action "allow"
  local resolved = low.resolve({arch}, {{name, action = action}},
    action, action)
  for _, entry in ipairs(low.rules(resolved, arch)) do
    -- those with a condition stand for sub-calls of a multiplexer
    if #entry.when == 0 then return entry.nr end
  end
end

-- A 64-bit value of a call, in whichever form it was given.
local function value_of(value)
  if value == nil or math_type(value) == "integer" then return value or 0 end
  return core.condition(0, "==", value).datum_a
end

--- See @{Policy:decide}.
return function(data, resolved, call)
  local arch, answer
  for _, candidate in ipairs(data.arches) do
    answer = probe(candidate, call)
    if answer ~= "kill_process" then
      arch = candidate
      break
    end
  end
  if not arch then return data.bad_arch, nil, "bad_arch" end
  local number = call.syscall
  number = math_type(number) == "integer" and number & 0xffffffff
    or number_of(number, arch)
  local args = {}
  for i = 0, 5 do args[i] = value_of(call["arg" .. i]) end
  local wide = low.wide(arch)
  for _, entry in ipairs(low.rules(resolved, arch)) do
    if entry.nr == number and holds(entry.when, args, wide) then
      return entry.action, entry.rule, "rule"
    end
  end
  if answer == "log" and data.unknown then
    return data.unknown, nil, "unknown"
  end
  return data.default, nil, "default"
end
