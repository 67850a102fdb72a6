--- The policy under study, and the questions that the checks ask of it.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local catalogue = require "seccomp.lint.catalogue"
local holds = require("seccomp.policy.condition").all
local low = require "seccomp.core.policy"
local texts = require "seccomp.policy.text"
local words = require "seccomp.policy.words"

local in_memory = low.in_memory

local ipairs, math_type, pairs, rawget, require, setmetatable, type =
  ipairs, math.type, pairs, rawget, require, setmetatable, type
local attempt = require("seccomp.error").attempt
local comparison_text = require("seccomp.policy.comparison_text").condition

local Study = {}
Study.__index = Study

-- Where the numbers of an arch begin.
local X32_BIT = 0x40000000
-- A number above all that are known, whatever the arch.
local BEYOND = 9999

-- How much work may go into finding out what becomes of each rule, and how many
-- conditions are looked at one by one: policies need not be meant well.
local STEPS = 32000000
local LOOKS = 100000

--- An action as text, with the name that an arch has for its errno.
Study.text = low.text

--- Whether an action lets the call be made.
function Study.permits(action)
  return action.name == "allow" or action.name == "log"
end

--- Notes a finding.
function Study:add(finding)
  self.findings[#self.findings + 1] = catalogue.filled(finding)
end

--- The same, unless it was said of another arch already.
function Study:once(finding)
  local key = finding.id .. (finding.rule or "") ..
    finding.message:gsub("on %w+, ", "")
  if not self.told[key] then self:add(finding) end
  self.told[key] = true
end

--- The number that an arch itself has for a call, or nil.
Study.own_number = require("seccomp.kernel.calls").own_number

--- The place of an argument, and the value of a constant or of several with `|`
-- there; nil where the call has no such argument in a register on the arch, or
-- the arch no such constant.
-- @tparam string arch
-- @tparam string call
-- @tparam string name
-- @tparam string text
-- @treturn ?integer
-- @treturn ?integer
function Study:word(arch, call, name, text)
  local value = 0
  for constant in text:gmatch "[^|]+" do
    local its = core.constant(constant, arch)
    if not its then return nil end
    value = value | its
  end
  if in_memory(arch, call) then return nil end
  for i, argument in ipairs(self:signature(arch, call) or {}) do
    if argument.name == name and not argument.hidden then
      return i - 1, value
    end
  end
  return nil
end

--- What becomes of a call, and the call as a witness; nil where the arch has
-- none of that name, or not these arguments.
-- @tparam string arch
-- @tparam string|integer call
-- @tparam ?table args `{arg0 = 1}`, or `{flags = "CLONE_NEWUSER"}`
-- @treturn ?Action
-- @treturn ?table
function Study:simulate(arch, call, args)
  local question = {arch = arch, syscall = call}
  for key, value in pairs(args or {}) do
    if type(value) == "string" then
      local place, number = self:word(arch, call, key, value)
      if not place then return nil end
      question["arg" .. place] = number
    else
      question[key] = value
    end
  end
  local ok, action = attempt(self.program.simulate, self.program, question)
  if not ok then return nil end
  return action, question
end

--- A call as a witness, if the policy permits it.
function Study:permitted(arch, call, args)
  local action, witness = self:simulate(arch, call, args)
  return action and self.permits(action) and witness or nil
end

--- A permitted call of a name, as a witness, whatever its arguments are; nil
-- where none is found.
function Study:any_permitted(arch, name)
  local number = self.own_number(name, arch)
  if not number then return nil end
  for _, entry in ipairs(self.by_number[arch][number] or {}) do
    local args, good = self:arguments_for(entry.when, arch)
    if not good then args = entry.fate.call end
    local call = args and self.permits(entry.action) and
      self:permitted(arch, name, args)
    if call then return call end
  end
  return self:permitted(arch, name)
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
  for _, entry in ipairs(self.by_number[arch][number] or {}) do
    by_rule = true
    if self.may_decide(entry) then take(entry.action) end
    if #entry.when == 0 or entry.fate.closes then
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

--- Whether a rule decides some call of a number, as far as is known.
function Study.may_decide(entry)
  return entry.fate.kind == "live" or entry.fate.kind == "unknown"
end

--- Takes one from what may yet be looked at; false when there is no more.
function Study:look()
  self.looks = self.looks - 1
  return self.looks >= 0
end

--- A value for which a condition holds, near another; most often.
-- @tparam Condition c
-- @tparam integer value
-- @treturn integer
function Study.value_for(c, value)
  if c.op == "==" or c.op == ">=" or c.op == "<=" then return c.datum_a end
  if c.op == ">" then return c.datum_a + 1 end
  if c.op == "<" then return c.datum_a - 1 end
  if c.op == "!=" then return value == c.datum_a and value + 1 or value end
  return value & ~c.datum_a | c.datum_b
end

--- The conditions of which one holds where a condition does: of one that has a
-- list of values, one for each.
-- @tparam Condition|table c
-- @treturn {Condition,…}
function Study.alternatives(c)
  return type(c) == "table" and c.any or {c}
end

-- See Study:arguments_for.
local function easy_arguments(when, arch)
  local args = {}
  for _, c in ipairs(when) do
    local one = Study.alternatives(c)[1]
    local key = "arg" .. one.arg
    args[key] = Study.value_for(one, args[key] or 0)
  end
  return args, Study.matches(when, args, arch)
end

--- The signature of a call on an arch, asked for once; false where the arch has
-- none.
function Study:signature(arch, name)
  local key = arch .. " " .. name
  local known = self.signatures[key]
  if known == nil then
    known = core.signature(name, arch) or false
    self.signatures[key] = known
  end
  return known
end

--- What an argument of a call is called: by its name, or its place.
-- @tparam string arch
-- @tparam string name
-- @tparam integer place
-- @treturn string
function Study:argument_name(arch, name, place)
  local its = self:signature(arch, name)
  its = its and its[place + 1]
  return its and its.name ~= "unused" and not its.name:find "^arg%d$" and
    its.name or "arg" .. place
end

-- A condition in words, where those say it exactly.
local function in_words(s, arch, name, list)
  local arches = {{name = arch, wide = low.wide(arch), has = {[name] = true}}}
  return words.condition({name}, arches, list, s.spoken)
end

--- A condition on a call of an arch, as in "domain == AF_UNIX".
-- @tparam string arch
-- @tparam string name
-- @tparam Condition c
-- @treturn string
function Study:condition_text(arch, name, c)
  return comparison_text(in_words(self, arch, name, texts.condition(c)))
end

--- What to write as a condition of a rule: by name where the rule is about that
-- call alone.
-- @tparam string arch
-- @tparam string name
-- @tparam ?integer rule the rule's; a rule of its own where left out
-- @tparam table list `{0, "==", 1, width = 32}`; without a width it is the
--   argument's own
-- @treturn string `{"domain", "==", "AF_UNIX"}`
function Study:written(arch, name, rule, list)
  if not list.width then
    local bits = words.bits(arch, name, list[1])
    local over = bits < 64 and (list[3] | (list[4] or 0)) >> bits ~= 0
    list.width = not over and bits or 64
  end
  local its = rule and self.data.rules[rule]
  if its and (#its > 1 or its[1] ~= name) then
    return texts.written(list)
  end
  return texts.written(in_words(self, arch, name, list))
end

--- Arguments for which conditions hold on an arch, as far as one value for each
-- argument is easy to find; and whether they do. The caller may change them.
function Study:arguments_for(when, arch)
  local easy = self.easy[low.wide(arch)]
  local known = easy[when]
  if not known then
    local args, good = easy_arguments(when, arch)
    known = {args = args, good = good}
    easy[when] = known
  end
  local args = {}
  for key, value in pairs(known.args) do args[key] = value end
  return args, known.good
end

--- Whether conditions hold on an arch for arguments that are named `arg0` and
-- so on.
function Study.matches(when, args, arch)
  local by_number = {}
  for i = 0, 5 do by_number[i] = args["arg" .. i] end
  return holds(when, by_number, low.wide(arch))
end

-- A number as libseccomp has it: -1 and not 0xffffffff.
local function signed(nr)
  return nr <= 0x7fffffff and nr or nr - (1 << 32)
end

--- A call that a rule is about, whatever becomes of it; nil where none is
-- known.
function Study:call_of(rule)
  for _, entry in ipairs(self.by_rule[rule]) do
    local args, good = self:arguments_for(entry.when, entry.arch)
    if not good then args = entry.fate.call end
    if args then
      -- of a range, a number of which that is so
      local number = entry.last and signed(entry.fate.nr) or entry.number
      local name = core.syscall_name(number, entry.arch)
      local action, witness = self:simulate(entry.arch, name or number, args)
      if action then return witness, action end
    end
  end
  return nil
end

--- The first arch of each text, with the others that it holds for.
function Study:by_text(describe)
  local order = {}
  for _, arch in ipairs(self.data.arches) do
    local text, witness, more = describe(arch)
    if text and not order[text] then
      order[text] = {text = text, witness = witness, more = more}
      order[#order + 1] = order[text]
    end
    if text then order[text][#order[text] + 1] = arch end
  end
  return order
end

--- The name of those with bars between them that a libc makes on an arch.
function Study:made_on(arch, choice)
  for name in choice:gmatch "[^|]+" do
    if self:status(arch, name) then return name end
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

-- Whether a list has an entry that a rule made before of the same name.
local function there(list, entry)
  for i = #list, 1, -1 do
    local other = list[i]
    if other.rule ~= entry.rule then return false end
    if other.when == entry.when or #entry.when == 1 and #other.when == 1 and
        other.when[1] == entry.when[1] then
      return true
    end
  end
  return false
end

-- The entries about each number of an arch: those of ranges are about many, and
-- are found when they are asked for.
local function lists_of(ranges)
  return setmetatable({}, {__index = function(lists, number)
    local list = {}
    for _, entry in ipairs(ranges) do
      local nr = number & 0xffffffff
      if entry.nr <= nr and nr <= entry.last then list[#list + 1] = entry end
    end
    if #list == 0 then return nil end
    lists[number] = list
    return list
  end})
end

-- Reads the rules of an arch into the Study, by their numbers and by the rules
-- of the policy that they are of. What a rule says twice is there once.
local function read(s, resolved, arch, steps)
  local entries = low.rules(resolved, arch)
  local fates, left = low.fates(resolved, arch, steps)
  local ranges, numbers, seen, sorted = {}, {}, {}, {}
  local by_number = lists_of(ranges)
  for _, entry in ipairs(entries) do
    local number = signed(entry.nr)
    if not seen[number] then
      seen[number] = true
      numbers[#numbers + 1] = number
    end
    if entry.last then sorted[#sorted + 1] = entry end
  end
  local function add(number, entry)
    local list = rawget(by_number, number)
    if not list then
      list = {}
      by_number[number] = list
    end
    if there(list, entry) then return false end
    list[#list + 1] = entry
    return true
  end
  for i, entry in ipairs(entries) do
    local number, new = signed(entry.nr), true
    if entry.last then
      for _, other in ipairs(numbers) do
        local nr = other & 0xffffffff
        if entry.nr <= nr and nr <= entry.last then add(other, entry) end
      end
    else
      new = add(number, entry)
    end
    if new then
      entry.arch, entry.number, entry.fate = arch, number, fates[i]
      local of_rule = s.by_rule[entry.rule]
      of_rule[#of_rule + 1] = entry
    end
  end
  table.move(sorted, 1, #sorted, 1, ranges)
  for _, fate in ipairs(fates) do
    -- entries in place of their indices; equal fates are one
    if fate.late then fate.late = entries[fate.late] end
    for k, other in ipairs(fate.by or {}) do
      if math_type(other) then fate.by[k] = entries[other] end
    end
  end
  s.by_number[arch], s.numbers[arch] = by_number, numbers
  return left
end

--- Makes a Study of a policy that compiles.
-- @param data the policy's data
-- @param resolved the same as numbers
-- @tparam Program program
-- @treturn Study
return function(data, resolved, program)
  local s = setmetatable({data = data, program = program, findings = {},
    told = {}, statuses = {}, signatures = {}, spoken = {}, by_number = {},
    numbers = {}, by_rule = {},
    easy = {[true] = {}, [false] = {}}, looks = LOOKS}, Study)
  for i in ipairs(data.rules) do s.by_rule[i] = {} end
  local steps = STEPS
  for _, arch in ipairs(data.arches) do
    steps = read(s, resolved, arch, steps)
  end
  return s
end
