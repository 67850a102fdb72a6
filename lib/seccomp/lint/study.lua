--- The policy under study, and the questions that the checks ask of it.
local core = require "seccomp.core"
local catalogue = require "seccomp.lint.catalogue"
local holds = require("seccomp.policy.holds").all
local low = require "seccomp.core.policy"

local assert, ipairs, pairs, require, setmetatable =
  assert, ipairs, pairs, require, setmetatable
local attempt = require("seccomp.error").attempt

local Study = {}
Study.__index = Study

-- Where the numbers of an arch begin.
local X32_BIT = 0x40000000
-- A number above all that are known, whatever the arch.
local BEYOND = 9999

--- Whether an action lets the call be made.
function Study.permits(action)
  return action.name == "allow" or action.name == "log"
end

--- Notes a finding; where it has no fix of its own it gets its kind's.
function Study:add(finding)
  local fix = assert(catalogue.fix[finding.id], finding.id)
  finding.fix = finding.fix or fix
  self.findings[#self.findings + 1] = finding
end

--- The number that an arch itself has for a call, or nil.
Study.own_number = require("seccomp.oci.calls").own_number

--- What becomes of a call, and the call as a witness; nil where the arch has
-- none of that name.
function Study:simulate(arch, call, args)
  local question = {arch = arch, syscall = call}
  for key, value in pairs(args or {}) do question[key] = value end
  local ok, action = attempt(self.program.simulate, self.program, question)
  if not ok then return nil end
  return action, question
end

--- A call as a witness, if the policy permits it.
function Study:permitted(arch, call, args)
  local action, witness = self:simulate(arch, call, args)
  return action and self.permits(action) and witness or nil
end

--- How a call is decided on an arch: "permitted" or "denied" whatever its
-- arguments, else "held" to conditions; and whether a rule says so, rather than
-- the default.
function Study:status(arch, name)
  self.statuses[arch] = self.statuses[arch] or {}
  local known = self.statuses[arch][name]
  if known == nil then
    local number = self.own_number(name, arch)
    known = number and self:decide(arch, number) or false
    self.statuses[arch][name] = known
  end
  if not known then return nil end
  return known.status, known.by_rule
end

function Study:decide(arch, number)
  local permitted, denied, by_rule = false, false, false
  local function take(action)
    if self.permits(action) then permitted = true else denied = true end
  end
  local closed = false
  for _, rule in ipairs(self.by_number[arch][number] or {}) do
    by_rule = true
    take(rule.action)
    if #rule.when == 0 then
      closed = true
      break
    end
  end
  if not closed then take(self.data.default) end
  return {
    status = permitted and denied and "held" or permitted and "permitted" or
      "denied",
    by_rule = by_rule,
  }
end

--- Arguments for which conditions hold, as far as one value for each argument
-- is easy to find; and whether they do.
function Study.arguments_for(when)
  local args = {}
  for _, c in ipairs(when) do
    local key = "arg" .. c.arg
    local value = args[key] or 0
    if c.op == "==" or c.op == ">=" or c.op == "<=" then
      value = c.datum_a
    elseif c.op == ">" then
      value = c.datum_a + 1
    elseif c.op == "<" then
      value = c.datum_a - 1
    elseif c.op == "!=" then
      value = value == c.datum_a and value + 1 or value
    else
      value = value & ~c.datum_a | c.datum_b
    end
    args[key] = value
  end
  return args, Study.matches(when, args)
end

--- Whether conditions hold for arguments that are named `arg0` and so on.
function Study.matches(when, args)
  local by_number = {}
  for i = 0, 5 do by_number[i] = args["arg" .. i] end
  return holds(when, by_number)
end

--- A call that a rule is about, whatever becomes of it; nil where none is easy
-- to find.
function Study:call_of(rule)
  for _, arch in ipairs(self.data.arches) do
    for _, number in ipairs(self.numbers[arch]) do
      for _, entry in ipairs(self.by_number[arch][number]) do
        local args, good = self.arguments_for(entry.when)
        if entry.rule == rule and good then
          local name = core.syscall_name(number, arch)
          local action, witness = self:simulate(arch, name or number, args)
          if action then return witness, action end
        end
      end
    end
  end
  return nil
end

--- A call that the default decides: the newest that has a name.
function Study:call_of_default()
  for _, arch in ipairs(self.data.arches) do
    local base = arch == "x32" and X32_BIT or 0
    for number = base + 6999, base, -1 do
      local name = core.syscall_name(number, arch)
      if name and not self.by_number[arch][number] then
        local action, witness = self:simulate(arch, name)
        if action == self.data.default then return witness end
      end
    end
  end
  return nil
end

--- A call that is newer than all that are known.
function Study:call_beyond()
  local arch = self.data.arches[1]
  local _, witness = self:simulate(arch, BEYOND +
    (arch == "x32" and X32_BIT or 0))
  return witness
end

--- Makes a Study of a policy that compiles.
-- @param data the policy's data
-- @param resolved the same as numbers
-- @tparam Program program
-- @treturn Study
return function(data, resolved, program)
  local s = setmetatable({data = data, program = program, findings = {},
    statuses = {}, by_number = {}, numbers = {}}, Study)
  for _, arch in ipairs(data.arches) do
    local by_number, numbers = {}, {}
    for _, entry in ipairs(low.rules(resolved, arch)) do
      -- as libseccomp has it: -1 and not 0xffffffff
      local number = entry.nr <= 0x7fffffff and entry.nr or entry.nr - (1 << 32)
      local list = by_number[number]
      if not list then
        list = {}
        by_number[number] = list
        numbers[#numbers + 1] = number
      end
      list[#list + 1] = entry
    end
    s.by_number[arch], s.numbers[arch] = by_number, numbers
  end
  return s
end
