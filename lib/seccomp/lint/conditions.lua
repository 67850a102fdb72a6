--- What is likely not meant in a rule's conditions.
local core = require "seccomp.core"
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

-- Arguments for which the conditions hold, as far as one value for each
-- argument is easy to find.
local function arguments_for(when)
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
  return args
end

-- A denial that looks at 64 bits of an argument of which the kernel uses 32:
-- with a high bit set it does not match, and the call is made all the same.
local function wide_compare(s, arch, name, entry, c)
  if c.width == 32 or calls.narrow[arch] or s.permits(entry.action) or
      c.op ~= "==" and c.op ~= "masked_eq" then
    return
  end
  local args = arguments_for(entry.when)
  local key = "arg" .. c.arg
  local before = s:simulate(arch, name, args)
  args[key] = args[key] | HIGH_BIT
  local after, witness = s:simulate(arch, name, args)
  if before == entry.action and after and s.permits(after) then
    s:add {
      id = "high-bits", severity = "error", rule = entry.rule,
      witness = witness,
      message = ("rules[%d]: %s compares 64 bits of %s's arg%d, of which " ..
        "the kernel uses 32: with a high bit set the call is permitted"):format(
        entry.rule, tostring(c), name, c.arg),
      fix = "width = 32",
    }
  end
end

-- A permission for a negative int: libcs differ in how they fill the high half.
local function negative(s, arch, name, entry, c)
  if c.width == 64 and c.op == "==" and not calls.narrow[arch] and
      s.permits(entry.action) then
    local high, low = c.datum_a >> 32, c.datum_a & 0xffffffff
    if low >= 0x80000000 and (high == 0xffffffff or high == 0) then
      s:add {
        id = "negative-int", severity = "warning", rule = entry.rule,
        message = ("rules[%d]: %s means a negative %s arg%d: some libcs " ..
          "pass 0x%x and some 0x%x"):format(entry.rule, tostring(c), name,
          c.arg, low, low | 0xffffffff00000000),
        fix = ("{arg = %d, op = \"==\", value = 0x%x, width = 32}"):format(
          c.arg, low),
      }
    end
  end
end

local ORDERED = {["<"] = true, ["<="] = true, [">"] = true, [">="] = true}

-- What the kind of an argument has to say.
local function argument(s, arch, name, entry, c)
  local letters = calls.arguments[name]
  if not letters then return end
  local kind = letters:sub(c.arg + 1, c.arg + 1)
  if kind == "" then
    s:add {
      id = "no-such-argument", severity = "warning", rule = entry.rule,
      message = ("rules[%d]: %s looks at arg%d, and %s has %d arguments: " ..
        "what is there is left over from something else"):format(entry.rule,
        tostring(c), c.arg, name, #letters),
    }
  elseif kind == "p" and not (c.datum_a == 0 and (c.op == "==" or
      c.op == "!=")) then
    s:add {
      id = "pointer", severity = "warning", rule = entry.rule,
      message = ("rules[%d]: arg%d of %s is an address, and a filter cannot " ..
        "see what is there"):format(entry.rule, c.arg, name),
    }
  elseif kind == "i" or kind == "u" then
    wide_compare(s, arch, name, entry, c)
    if kind == "i" then
      negative(s, arch, name, entry, c)
      if ORDERED[c.op] then
        s:add {
          id = "unsigned-order", severity = "note", rule = entry.rule,
          message = ("rules[%d]: %s compares without sign, and arg%d of %s " ..
            "has one: -1 is above every other value"):format(entry.rule,
            tostring(c), c.arg, name),
        }
      end
    end
  end
end

-- Conditions that hold always or never, by themselves or together.
local function constants(s, policies, arch, number, name, entries)
  local by_action = {}
  for _, entry in ipairs(entries) do
    if #entry.when == 0 then break end
    local all = verdict(policies, arch, number, {entry.when})
    if all then
      s:add {
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
      s:add {
        id = "together-always", severity = "warning", rule = lists.rule,
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
    for number, entries in pairs(s.by_number[arch]) do
      local name = core.syscall_name(number, arch)
      local any = false
      for _, entry in ipairs(entries) do
        for _, c in ipairs(entry.when) do
          any = true
          if name and name ~= "socketcall" and name ~= "ipc" then
            argument(s, arch, name, entry, c)
          end
        end
      end
      if any and name and name ~= "socketcall" and name ~= "ipc" then
        constants(s, policies, arch, number, name, entries)
      end
    end
  end
  s.add = nil
end
