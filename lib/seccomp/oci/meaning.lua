--- The meaning of a profile: what libseccomp, asked, makes of it.
-- @module seccomp.oci.meaning

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local calls = require "seccomp.kernel.calls"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local low = require "seccomp.core.policy"
local new = require("seccomp.policy.object").new
local recover = require "seccomp.policy.recovery"
local runtime = require "seccomp.oci.runtime"
local texts = require "seccomp.policy.text"

local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat = table.concat

-- A rule that names one of these keeps others from going through it.
local multiplexers = {socketcall = true, ipc = true}

-- Calls on which a program and a policy are told apart at once.
local MOST_CALLS = 4096

-- Rounds of taking over what libseccomp does; one is enough where a rule for a
-- call is about that call alone.
local MOST_ROUNDS = 4

local function library()
  return "libseccomp " .. concat({seccomp.library_version()}, ".")
end

-- Raises what libseccomp refuses, as the runtime would refuse the profile.
local function refuse_refused(consumer, name, err)
  local object = type(err) == "table" and err or {}
  local large = tostring(object.message):find("at most 4096 instructions", 1,
    true)
  errors.raise("oci", large and "E2BIG" or object.code or "EINVAL",
    ("%s refuses the profile%s: " ..
    "%s: %s"):format(consumer.runtime_label or consumer.label, name and
    ", at a rule for " .. name or "", library(),
    object.message or tostring(err)), {syscall = name})
end

-- What is said of a call on which libseccomp goes its own way.
local function message_of(consumer, witness)
  return ("%s makes something else of this profile than it says: %s gets " ..
    "%s, not %s%s"):format(library(), texts.call(witness),
    tostring(witness.left),
    tostring(witness.right), consumer.runtime_label and
    " (as in a container of " .. consumer.runtime_label .. ")" or "")
end

-- The rules of a call on an arch that do what a program does, before all
-- others: the last is for every call of it.
local function recovered(question, arch, call, default)
  local number = type(call) == "string" and calls.own_number(call, arch) or call
  local list = question(arch, number, seccomp.action(default))
  if #list == 0 or list[#list].when then
    list[#list + 1] = {action = default}
  end
  -- registers that the call does not use are compared all the same
  local blind = type(call) == "string" and low.in_memory(arch, call)
  for _, rule in ipairs(list) do
    rule[1], rule.arches = call, {arch}
    rule.action = tostring(rule.action)
    for _, c in ipairs(blind and rule.when or {}) do
      if not c.raw then
        c.raw, c.width = true, c.width or consumers.narrow[arch] and 32 or nil
      end
    end
  end
  return list
end

-- Adds the rules of a call, and of the multiplexer that it also goes through:
-- a policy that names the one with conditions has to speak for the other.
local function take_over(question, witness, plain, out, done)
  local arch, call = witness.arch, witness.syscall
  local function take(what)
    local key = what .. " " .. arch
    if done[key] then return end
    done[key] = true
    local list = recovered(question, arch, what, plain.default)
    table.move(list, 1, #list, #out + 1, out)
  end
  take(call)
  local multiplexer = type(call) == "string" and calls.multiplexer(call)
  if multiplexer and #calls.multiplexing({arch}, multiplexer) > 0 then
    take(multiplexer)
  end
end

-- Leaves out of rules what others, which go before them, decide: calls on all
-- the arches that have them.
local function without(rules, done, arches)
  local out = {}
  for _, rule in ipairs(rules) do
    local kept = {}
    for _, name in ipairs(rule) do
      local decided = type(name) == "string" and not multiplexers[name]
      for _, arch in ipairs(decided and calls.arches_with(name,
        rule.arches or arches) or {})
      do
        decided = decided and done[name .. " " .. arch]
      end
      if not decided or #calls.arches_with(name, rule.arches or arches) == 0
      then
        kept[#kept + 1] = name
      end
    end
    if #kept > 0 then
      for key, value in pairs(rule) do
        if type(key) == "string" then kept[key] = value end
      end
      out[#out + 1] = kept
    end
  end
  return out
end

local function report_difference(report, consumer, witness)
  local opens = consumers.rank(tostring(witness.left)) >
    consumers.rank(tostring(witness.right))
  local call = witness.syscall
  report:add("libseccomp", opens and "error" or "warning",
    message_of(consumer, witness), nil, type(call) == "string" and call or nil,
    {witness = witness})
end

local function report_asked(report, profile, consumer)
  local unknown, seen = {}, {}
  for _, block in ipairs(profile.blocks) do
    for _, name in ipairs(block.names) do
      if not seen[name] and not calls.known(name) then
        seen[name] = true
        unknown[#unknown + 1] = name
      end
    end
  end
  report:add("libseccomp-asked", "note", ("%s was asked what it makes of " ..
    "this profile%s%s"):format(library(), consumer.runtime_label and
    " for " .. consumer.runtime_label or "", #unknown == 0 and "" or
    ("; it does not know %d of its names"):format(#unknown)))
end

--- The policy of a profile: what the profile says, and where the libseccomp at
-- hand does something else, what that does. The report tells of each such call.
-- @tparam table plain what the profile says, from `seccomp.oci.rules`
-- @tparam table profile
-- @tparam table consumer
-- @param report
-- @treturn Policy
-- @raise what libseccomp refuses; EREFUTED where no policy says what it does
function M.asked(plain, profile, consumer, report)
  local policy = new(plain)
  local program, name, err = runtime.program(profile, consumer)
  if not program then refuse_refused(consumer, name, err) end
  report_asked(report, profile, consumer)
  local question, done, first = nil, {}, nil
  for round = 0, MOST_ROUNDS do
    local witnesses = program:diff(policy:compile {prove = false},
      {limit = MOST_CALLS})
    first = witnesses[1]
    if not first then return policy end
    question = question or recover.calls("import", program)
    local more = {}
    for _, witness in ipairs(round < MOST_ROUNDS and witnesses or {}) do
      if type(witness.arch) ~= "string" or #witnesses == MOST_CALLS then
        break -- not a thing of single calls
      end
      report_difference(report, consumer, witness)
      take_over(question, witness, plain, more, done)
    end
    if #more == 0 then break end
    local others = without(plain.rules, done, plain.arches)
    plain.rules = table.move(others, 1, #others, #more + 1, more)
    policy = new(plain)
  end
  errors.raise("oci", "EREFUTED", message_of(consumer, first) ..
    ", and no policy says that; check = false takes what the profile says",
    {witness = first})
end

return M
