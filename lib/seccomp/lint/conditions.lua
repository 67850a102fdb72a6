--- What is likely not meant in a rule's conditions.
local calls = require "seccomp.lint.calls"

local ipairs, pairs, tostring = ipairs, pairs, tostring

local HIGH_BIT = 1 << 32

-- The conditions of a rule as tables that a policy takes.
local function list_of(when)
  local list = {}
  for i, c in ipairs(when) do list[i] = c end
  return list
end

-- How a set of condition lists on one number reads to the compiler: "never",
-- "always" or nil when it depends.
local function verdict(policies, arch, number, lists)
  local rules = {}
  for i, when in ipairs(lists) do
    rules[i] = {number, action = "errno(EPERM)", when = list_of(when)}
  end
  local function program(given)
    return policies.new {default = "allow", bad_arch = "allow",
      arches = {arch}, rules = given}:compile {prove = false}
  end
  local got = program(rules)
  if got == program {} then return "never" end
  if got == program {{number, action = "errno(EPERM)"}} then
    return "always"
  end
  return nil
end

-- A copy of arguments with one of them another.
local function with(args, key, value)
  local copy = {}
  for k, v in pairs(args) do copy[k] = v end
  copy[key] = value
  return copy
end

-- An argument that the condition of a permission keeps out, and that a high bit
-- takes past it.
local kept_out = {["!="] = 0, [">"] = 0, [">="] = -1}

-- A condition that looks at 64 bits of an argument of which the kernel uses 32:
-- with a high bit set a denial does not match, or a permission does, and the
-- call is made all the same.
local function wide_compare(s, arch, name, entry, c)
  if c.width == 32 or calls.narrow[arch] then return end
  local args, key = s.arguments_for(entry.when), "arg" .. c.arg
  if s.permits(entry.action) then
    local step = kept_out[c.op]
    if not step then return end
    args[key] = c.datum_a + step
  end
  local before = s:simulate(arch, name, args)
  local witness = s:permitted(arch, name, with(args, key,
    args[key] | HIGH_BIT))
  if before and not s.permits(before) and witness then
    s:add {
      id = "high-bits", severity = "error", rule = entry.rule,
      witness = witness,
      message = ("rules[%d]: %s compares 64 bits of %s's arg%d, of which " ..
        "the kernel uses 32: with a high bit set the call is permitted"):format(
        entry.rule, tostring(c), name, c.arg),
    }
  end
end

-- A permission for a negative int: libcs differ in how they fill the high half.
local function negative(s, arch, name, entry, c)
  if c.width == 64 and c.op == "==" and not calls.narrow[arch] and
      s.permits(entry.action) then
    local high, low = c.datum_a >> 32, c.datum_a & 0xffffffff
    if low >= 0x80000000 and (high == 0xffffffff or high == 0) then
      local _, witness = s:simulate(arch, name, with(s.arguments_for(
        entry.when), "arg" .. c.arg, low | ~high << 32))
      s:add {
        id = "negative-int", severity = "warning", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: %s means a negative %s arg%d: some libcs " ..
          "pass 0x%x and some 0x%x"):format(entry.rule, tostring(c), name,
          c.arg, low, low | 0xffffffff00000000),
        fix = ("{arg = %d, op = \"==\", value = 0x%x, width = 32}"):format(
          c.arg, low),
      }
    end
  end
end

-- A word of flags taken for a single value: another flag, which changes nothing
-- of what the call does, gets past it.
local function flag_word(s, arch, name, entry, c)
  local bit = calls.flags[name .. " " .. c.arg]
  if not bit or c.datum_a == 0 or c.op ~= "==" and c.op ~= "!=" then return end
  if c.datum_a & bit ~= 0 then bit = bit << 1 end
  local args, key = s.arguments_for(entry.when), "arg" .. c.arg
  local permits = s.permits(entry.action)
  local value = c.datum_a
  if permits == (c.op == "!=") then
    local before = s:simulate(arch, name, with(args, key, value))
    local witness = s:permitted(arch, name, with(args, key, value | bit))
    if before and not s.permits(before) and witness then
      s:add {
        id = "flag-word", severity = "warning", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: %s takes %s's arg%d for one value, and it is " ..
          "a word of flags: with another flag beside it the call is permitted")
          :format(entry.rule, tostring(c), name, c.arg),
        fix = ("{arg = %d, op = \"masked_eq\", mask = 0x%x, value = %s}")
          :format(c.arg, value, permits and "0" or ("0x%x"):format(value)),
      }
    end
  elseif permits and c.op == "==" and calls.typed[name] and
      value & 0xf == value then
    local action, witness = s:simulate(arch, name, with(args, key,
      value | calls.sock_cloexec))
    if action and not s.permits(action) then
      s:add {
        id = "socket-type", severity = "note", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: %s keeps out the same type with SOCK_CLOEXEC " ..
          "or SOCK_NONBLOCK"):format(entry.rule, tostring(c)),
        fix = ("{arg = %d, op = \"masked_eq\", mask = 0xf, value = 0x%x}")
          :format(c.arg, value),
      }
    end
  end
end

-- clone's flags and stack, which change places on some arches.
local function clone_order(s, arch, entry, c)
  if not calls.clone_reversed[arch] or c.arg ~= 0 then return end
  local _, witness = s:simulate(arch, "clone", s.arguments_for(entry.when))
  s:add {
    id = "clone-order", severity = "warning", rule = entry.rule,
    witness = witness,
    message = ("rules[%d]: %s looks at clone's stack on %s, where the flags " ..
      "are arg1"):format(entry.rule, tostring(c), arch),
    fix = ("a rule for %s alone with the condition on arg1"):format(arch),
  }
end

local ORDERED = {["<"] = true, ["<="] = true, [">"] = true, [">="] = true}

-- What the kind of an argument has to say.
local function argument(s, arch, name, entry, c)
  flag_word(s, arch, name, entry, c)
  if name == "clone" then clone_order(s, arch, entry, c) end
  local letters = calls.arguments[name]
  if not letters then return end
  -- a call that the condition is about
  local function witness()
    local _, call = s:simulate(arch, name, s.arguments_for(entry.when))
    return call
  end
  local kind = letters:sub(c.arg + 1, c.arg + 1)
  if kind == "" then
    s:add {
      id = "no-such-argument", severity = "warning", rule = entry.rule,
      witness = witness(),
      message = ("rules[%d]: %s looks at arg%d, and %s has %d arguments: " ..
        "what is there is left over from something else"):format(entry.rule,
        tostring(c), c.arg, name, #letters),
    }
  elseif kind == "p" and not (c.datum_a == 0 and (c.op == "==" or
      c.op == "!=")) then
    s:add {
      id = "pointer", severity = "warning", rule = entry.rule,
      witness = witness(),
      message = ("rules[%d]: arg%d of %s is an address, and a filter cannot " ..
        "see what is there"):format(entry.rule, c.arg, name),
    }
  elseif kind == "i" or kind == "u" then
    wide_compare(s, arch, name, entry, c)
    if kind == "i" then
      negative(s, arch, name, entry, c)
      if ORDERED[c.op] then
        local _, call = s:simulate(arch, name, with(s.arguments_for(
          entry.when), "arg" .. c.arg, calls.narrow[arch] and 0xffffffff or -1))
        s:add {
          id = "unsigned-order", severity = "note", rule = entry.rule,
          witness = call,
          message = ("rules[%d]: %s compares without sign, and arg%d of %s " ..
            "has one: -1 is above every other value"):format(entry.rule,
            tostring(c), c.arg, name),
        }
      end
    end
  end
end

-- Arguments that one of several lists of conditions keeps out.
local function kept_out_by_one(s, lists)
  for _, when in ipairs(lists) do
    for _, c in ipairs(when) do
      local args = {["arg" .. c.arg] = c.datum_a}
      for _, other in ipairs(lists) do
        if not s.matches(other, args) then return args end
      end
    end
  end
  return nil
end

-- Conditions that hold always or never, by themselves or together.
local function constants(s, policies, arch, number, name, entries)
  local by_action = {}
  for _, entry in ipairs(entries) do
    if #entry.when == 0 then break end
    local all = verdict(policies, arch, number, {entry.when})
    if all then
      local _, witness = s:simulate(arch, name)
      s:add {
        witness = all == "always" and witness or nil,
        id = all == "never" and "never-matches" or "always-matches",
        severity = "warning", rule = entry.rule,
        message = ("rules[%d]: on %s, the conditions on %s %s"):format(
          entry.rule, arch, name, all == "never" and "can never hold" or
          "always hold"),
      }
    else
      local key = tostring(entry.action)
      by_action[key] = by_action[key] or {}
      local lists = by_action[key]
      lists[#lists + 1] = entry.when
      lists.rule = entry.rule
    end
  end
  for _, lists in pairs(by_action) do
    if #lists > 1 and #lists <= 16 and
        verdict(policies, arch, number, lists) == "always" then
      local _, witness = s:simulate(arch, name, kept_out_by_one(s, lists))
      s:add {
        id = "together-always", severity = "warning", rule = lists.rule,
        witness = witness,
        message = ("rules[%d]: on %s, it and the rules on %s before it " ..
          "match every call together: rules are alternatives, and " ..
          "conditions that must all hold go into one"):format(lists.rule,
          arch, name),
      }
    end
  end
end

return function(s, policies)
  local told = {}
  local plain = s.add
  -- The same about another arch is not said again.
  s.add = function(_, finding)
    local key = finding.id .. (finding.rule or "") ..
      finding.message:gsub("on %w+, ", "")
    if not told[key] then
      told[key] = true
      plain(s, finding)
    end
  end
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local name = calls.name(number, arch)
      local entries = s.by_number[arch][number]
      local any = false
      for _, entry in ipairs(name and entries or {}) do
        for _, c in ipairs(entry.when) do
          any = true
          argument(s, arch, name, entry, c)
        end
      end
      if any then constants(s, policies, arch, number, name, entries) end
    end
  end
  s.add = nil
end
