--- Findings of a compiled program: those of the policy that it is proven equal
-- to, but for what only the text of a policy can get wrong, and what can be
-- said of its instructions.

-- SPDX-License-Identifier: MIT
local catalogue = require "seccomp.lint.catalogue"
local errors = require "seccomp.error"
local kinds = require "seccomp.lint.kinds"

local error, ipairs, type, unpack = error, ipairs, type, string.unpack

local M = {}

-- Below this are the numbers of all arches but for some of their private ones.
local NUMBERS = 1024

-- A call of no arch that there is which is permitted, or nil.
local function of_no_arch(program)
  for number = 0, NUMBERS do
    local question = {arch = 0, syscall = number}
    local action = program:simulate(question)
    if action.name == "allow" or action.name == "log" then return question end
  end
  return nil
end

-- How many instructions no jump and no step leads to, whatever is compared.
local function unreachable(program)
  local bytes = program:bytes()
  local layout = (program.endian == "big" and ">" or "<") .. "I2BBI4"
  local reached, count = {[0] = true}, 0
  for pc = 0, #program - 1 do
    if reached[pc] then
      local code, jt, jf, k = unpack(layout, bytes, pc * 8 + 1)
      local class = code & 7
      if class == 5 and code & 0xf0 == 0 then -- ja
        reached[pc + 1 + k] = true
      elseif class == 5 then
        reached[pc + 1 + jt], reached[pc + 1 + jf] = true, true
      elseif class ~= 6 then -- not ret
        reached[pc + 1] = true
      end
    else
      count = count + 1
    end
  end
  return count
end

local function add(findings, finding)
  findings[#findings + 1] = catalogue.filled(finding)
end

-- The findings of a policy, without those of its text and without the numbers
-- of rules: the rules that a program is read back into are ours.
local function of_policy(policy, kind)
  local findings, told = {}, {}
  for _, finding in ipairs(policy:lint {program = kind}) do
    local message = finding.message:gsub("^rules%[%d+%]: ", "")
    local key = finding.id .. " " .. message
    if not catalogue.of[finding.id].of_text and not told[key] then
      told[key] = true
      finding.message, finding.rule = message, nil
      findings[#findings + 1] = finding
    end
  end
  return findings
end

--- The findings of a Program; see @{Program:lint}.
-- @tparam Program program
-- @tparam[opt] table options `ignore`, `budget`, `program`
function M.lint(program, options)
  options = errors.options("lint", options, 1,
    {ignore = "table", budget = "seconds", program = "string"})
  local ignore = catalogue.ignored(options.ignore)
  kinds.check(options.program)
  local ok, policy = errors.attempt(program.policy, program,
    {budget = options.budget})
  local findings
  if ok then
    findings = of_policy(policy, options.program)
  elseif type(policy) ~= "table" then
    error(policy, 0)
  elseif policy.code == "EUNSAYABLE" then
    findings = {}
    add(findings, {
      id = "no-policy",
      message = ("no policy does what the program does, and the rest of " ..
        "what is looked for was not: %s"):format(policy.message),
    })
    local witness = of_no_arch(program)
    if witness then
      add(findings, {
        id = "bad-arch-permits", witness = witness,
        message = "calls of arches that do not exist are permitted: the " ..
          "program takes the numbers of one arch for those of another",
      })
    end
  else
    errors.raise("lint", policy.code, policy.message)
  end
  local idle = unreachable(program)
  if idle > 0 then
    add(findings, {
      id = "unreachable-code",
      message = ("%d of %d instructions cannot be reached"):format(idle,
        #program),
    })
  end
  return catalogue.kept(findings, ignore)
end

return M
