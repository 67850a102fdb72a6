--- What is likely not meant in a rule's conditions.
local calls = require "seccomp.lint.calls"
local core = require "seccomp.core"
local low = require "seccomp.core.policy"
local texts = require "seccomp.policy.text"

local ipairs, pairs, tostring = ipairs, pairs, tostring

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

-- How many bits of an argument the kernel reads, where that is fewer than a
-- condition looks at, or may be.
local function bits_of(arch, its, c)
  if its.width == 16 then return 16 end
  if not low.wide(arch) then return c.raw and 32 or nil end
  return its.width == 32 and 32 or nil
end

-- The condition with so many bits, by name where it is one that can be written
-- anew; else what to add to it.
local function narrower(s, arch, name, entry, c, bits)
  local list = texts.condition(c)
  list.width = bits
  local alone = not c.raw and #entry.when == 1 and entry.when[1] == c
  local text = alone and s:written(arch, name, entry.rule, list)
  return text and text:find('^{"') and text or ("width = %d"):format(bits)
end

-- A condition that looks at more bits of an argument than the kernel uses: with
-- a higher one set a denial does not match, or a permission does, and the call
-- is made all the same.
local function wide_compare(s, arch, name, entry, c, bits)
  if c.width <= bits then return end
  local args, key = s:arguments_for(entry.when, arch), "arg" .. c.arg
  args[key] = s.value_for(c, args[key] or 0)
  if s.permits(entry.action) then
    local step = kept_out[c.op]
    if not step then return end
    args[key] = c.datum_a + step
  end
  local before = s:simulate(arch, name, args)
  local witness = s:permitted(arch, name, with(args, key,
    args[key] | 1 << bits))
  if before and not s.permits(before) and witness then
    s:add {
      id = "high-bits", severity = "error", rule = entry.rule,
      witness = witness,
      message = ("rules[%d]: %s compares %d bits of %s's %s, of which the " ..
        "kernel uses %d: with a high bit set the call is permitted"):format(
        entry.rule, s:condition_text(arch, name, c), not low.wide(arch) and
        not c.raw and c.width == 64 and 32 or c.width, name,
        s:argument_name(arch, name, c.arg), bits),
      fix = narrower(s, arch, name, entry, c, bits),
    }
  end
end

-- A permission for a negative int: libcs differ in how they fill the high half.
local function negative(s, arch, name, entry, c)
  if c.width == 64 and c.op == "==" and low.wide(arch) and
      s.permits(entry.action) then
    local high, value = c.datum_a >> 32, c.datum_a & 0xffffffff
    if value >= 0x80000000 and (high == 0xffffffff or high == 0) then
      local _, witness = s:simulate(arch, name, with(s:arguments_for(
        entry.when, arch), "arg" .. c.arg, value | ~high << 32))
      s:add {
        id = "negative-int", severity = "warning", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: %s means a negative %s of %s: some libcs " ..
          "pass 0x%x and some 0x%x"):format(entry.rule,
          s:condition_text(arch, name, c), s:argument_name(arch, name, c.arg),
          name, value, value | 0xffffffff00000000),
        fix = s:written(arch, name, entry.rule,
          {c.arg, "==", value, width = 32}),
      }
    end
  end
end

-- What to write in place of a comparison of a word of flags. Memory that can be
-- written and run is that, whether it can be read or not; that not both may be
-- asked for is more than one condition can say.
local function flag_fix(s, arch, name, entry, c, protection)
  local permits, typed = s.permits(entry.action), calls.typed[name]
  local mask, value = c.datum_a, c.datum_a
  if protection and value & 6 == 6 then mask, value = 6, 6 end
  if typed then mask = 0xf | value end
  if permits and (typed or mask & mask - 1 ~= 0) then
    return ('{"%s", action = "errno(EPERM)", when = {%s}}, in front'):format(
      name, s:written(arch, name, nil, {c.arg, "masked_eq", mask, value}))
  end
  return s:written(arch, name, entry.rule, {c.arg, "masked_eq", mask,
    permits and 0 or value})
end

-- A flag that says nothing of what the others in a word ask for, and whether
-- the word is one of memory protection; nil where the argument is no such word.
local function idle_flag(s, arch, name, c)
  local its = s:argument_name(arch, name, c.arg)
  if calls.protection[name] and its == "prot" then
    return core.constant("PROT_SEM", arch), true
  end
  local flags = calls.flags[name]
  return flags and its == flags.argument and core.constant(flags.flag, arch) or
    nil, false
end

-- A word of flags taken for a single value: another flag, which changes nothing
-- of what the call does, gets past it.
local function flag_word(s, arch, name, entry, c)
  local bit, protection = idle_flag(s, arch, name, c)
  if not bit or c.datum_a == 0 or c.op ~= "==" and c.op ~= "!=" then return end
  if calls.in_memory(name, arch) then return end
  if protection and c.datum_a & bit ~= 0 then bit = 1 end
  while c.datum_a & bit ~= 0 do bit = bit << 1 end
  local args, key = s:arguments_for(entry.when, arch), "arg" .. c.arg
  local permits = s.permits(entry.action)
  local value = c.datum_a
  if permits == (c.op == "!=") then
    local before = s:simulate(arch, name, with(args, key, value))
    local witness = s:permitted(arch, name, with(args, key, value | bit))
    if before and not s.permits(before) and witness then
      s:add {
        id = "flag-word", severity = "warning", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: %s takes %s's %s for one value, and it is a " ..
          "word of flags: with another flag beside it the call is permitted")
          :format(entry.rule, s:condition_text(arch, name, c), name,
          s:argument_name(arch, name, c.arg)),
        fix = flag_fix(s, arch, name, entry, c, protection),
      }
    end
  elseif permits and c.op == "==" and calls.typed[name] and
      value & 0xf == value then
    local action, witness = s:simulate(arch, name, with(args, key,
      value | bit))
    if action and not s.permits(action) then
      s:add {
        id = "socket-type", severity = "note", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: %s keeps out the same type with SOCK_CLOEXEC " ..
          "or SOCK_NONBLOCK"):format(entry.rule,
          s:condition_text(arch, name, c)),
        fix = s:written(arch, name, entry.rule,
          {c.arg, "masked_eq", 0xf, value}),
      }
    end
  end
end

-- clone's flags and stack, which change places on some arches.
local function clone_order(s, arch, entry, c)
  if s:argument_name(arch, "clone", c.arg) ~= "stack" or c.arg ~= 0 then
    return
  end
  local _, witness = s:simulate(arch, "clone", s:arguments_for(entry.when,
    arch))
  s:add {
    id = "clone-order", severity = "warning", rule = entry.rule,
    witness = witness,
    message = ("rules[%d]: %s looks at clone's stack on %s, where the flags " ..
      "are arg1"):format(entry.rule, tostring(c), arch),
  }
end

local ORDERED = {["<"] = true, ["<="] = true, [">"] = true, [">="] = true}

-- What the type of an argument has to say.
local function argument(s, arch, name, entry, c)
  flag_word(s, arch, name, entry, c)
  if name == "clone" then clone_order(s, arch, entry, c) end
  if calls.in_memory(name, arch) then
    local _, call = s:simulate(arch, name, s:arguments_for(entry.when, arch))
    return s:add {
      id = "in-memory", severity = "warning", rule = entry.rule,
      witness = call,
      message = ("rules[%d]: %s looks at a register that %s on %s does not: " ..
        "its arguments are in memory"):format(entry.rule, tostring(c), name,
        arch),
    }
  end
  local signature = s:signature(arch, name)
  if not signature then return end
  -- a call that the condition is about
  local function witness()
    local _, call = s:simulate(arch, name, s:arguments_for(entry.when, arch))
    return call
  end
  local its = signature[c.arg + 1]
  if not its then
    s:add {
      id = "no-such-argument", severity = "warning", rule = entry.rule,
      witness = witness(),
      message = ("rules[%d]: %s looks at arg%d, and %s has %d arguments: " ..
        "what is there is left over from something else"):format(entry.rule,
        tostring(c), c.arg, name, #signature),
    }
  elseif its.pointer and not (c.datum_a == 0 and (c.op == "==" or
      c.op == "!=")) then
    s:add {
      id = "pointer", severity = "warning", rule = entry.rule,
      witness = witness(),
      message = ("rules[%d]: %s of %s is an address, and a filter cannot " ..
        "see what is there"):format(entry.rule,
        s:argument_name(arch, name, c.arg), name),
    }
  else
    local bits = bits_of(arch, its, c)
    if bits then wide_compare(s, arch, name, entry, c, bits) end
    if its.signed and its.width == 32 then
      negative(s, arch, name, entry, c)
      if ORDERED[c.op] then
        local _, call = s:simulate(arch, name, with(s:arguments_for(
          entry.when, arch), "arg" .. c.arg,
          low.wide(arch) and -1 or 0xffffffff))
        s:add {
          id = "unsigned-order", severity = "note", rule = entry.rule,
          witness = call,
          message = ("rules[%d]: %s compares without sign, and %s of %s " ..
            "has one: -1 is above every other value"):format(entry.rule,
            s:condition_text(arch, name, c),
            s:argument_name(arch, name, c.arg), name),
        }
      end
    end
  end
end

-- Conditions that hold always or never, by themselves or together.
local function constants(s, arch, number, name)
  for _, entry in ipairs(s.by_number[arch][number]) do
    local fate = entry.fate
    if #entry.when == 0 then break end
    -- one that only keeps its number from being unknown has a use
    if fate.kind == "never" and not fate.keeps or fate.always then
      local _, witness = s:simulate(arch, name)
      local never = fate.kind == "never"
      s:add {
        witness = not never and witness or nil,
        id = never and "never-matches" or "always-matches",
        severity = "warning", rule = entry.rule,
        message = ("rules[%d]: on %s, the conditions on %s %s"):format(
          entry.rule, arch, name, never and "can never hold" or
          "always hold"),
      }
    elseif fate.together then
      local _, witness = s:simulate(arch, name, fate.together)
      s:add {
        id = "together-always", severity = "warning", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: on %s, it and the rules on %s before it " ..
          "match every call together: rules are alternatives, and " ..
          "conditions that must all hold go into one"):format(entry.rule,
          arch, name),
      }
    end
  end
end

-- Looks at each condition of an entry, once where it is there more often; false
-- when there are too many.
local function all_conditions(s, arch, name, entry)
  local there = {}
  for _, condition in ipairs(entry.when) do
    for _, c in ipairs(s.alternatives(condition)) do
      if not s:look() then return false end
      local text = tostring(c)
      if not there[text] then
        there[text] = true
        argument(s, arch, name, entry, c)
      end
    end
  end
  return true
end

return function(s)
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
  local all = true
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local name = calls.name(number, arch)
      local any = false
      for _, entry in ipairs(name and s.by_number[arch][number] or {}) do
        any = any or #entry.when > 0
        all = all and all_conditions(s, arch, name, entry)
      end
      if any then constants(s, arch, number, name) end
    end
  end
  s.add = nil
  if not all then
    s:add {
      id = "incomplete", severity = "note",
      message = "the rules have more conditions than are looked at one by " ..
        "one: there may be more to find",
    }
  end
end
