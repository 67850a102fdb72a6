--- An ordered policy as a `linux.seccomp` object, whose rules have no order.
--
-- For each syscall the calls that a rule decides are worked out (what its
-- conditions let through, less what earlier rules with another action take) and
-- said in rules of which no two disagree: each with at most one comparison of
-- an argument, as the runtimes would take a second one for an alternative.
-- @module seccomp.oci.encode

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local calls = require "seccomp.kernel.calls"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local json = require "seccomp.json"
local values = require "seccomp.oci.values"

local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat = table.concat

-- Blocks that the exceptions of one rule may take; a profile beyond that helps
-- nobody.
local MOST_BLOCKS = 128

-- Pieces of values that may be left of an argument on the way there.
local MOST_PIECES = 1024

-- Looks at a region, for exceptions, that one profile may take: a second's.
local MOST_LOOKS = 1 << 19

local LOW = 0xffffffff

-- Other ways to say the same of a syscall, in the order to try them: with the
-- blocks the other way round, and with no comparison but those under a mask,
-- of which libseccomp gets none wrong.
local NEXT_STYLE = {plain = "reversed", reversed = "masks"}

local KEYS = {"defaultAction", "defaultErrnoRet", "architectures", "flags",
  "syscalls", "names", "action", "errnoRet", "args", "index", "value",
  "valueTwo", "op"}

local ACTIONS, OPERATORS = {}, {}
for scmp, ours in pairs(consumers.actions) do ACTIONS[ours] = scmp end
ACTIONS.kill_thread = "SCMP_ACT_KILL_THREAD"
for scmp, ours in pairs(consumers.operators) do OPERATORS[ours] = scmp end

local ARCHES = {amd64 = "X86_64", arm64 = "AARCH64"} -- others in upper case

local function refuse(format, ...)
  errors.raise("oci", "EINVAL", format:format(...))
end

-- Action and errnoRet of a spec.
local function action_of(spec)
  local action = seccomp.action(spec)
  local name, code = action.name, action.code
  if name == "kill" then name = "kill_thread" end
  local scmp = ACTIONS[name]
  if not scmp then refuse("OCI has no action %s", tostring(spec)) end
  if name == "errno" and code > 4094 then
    refuse("libseccomp takes no errno over 4094: %s", tostring(spec))
  elseif name == "trap" and code and code ~= 0 then
    refuse("OCI has no data for trap: %s", tostring(spec))
  end
  return scmp, consumers.coded[name] and code or nil
end

-- A condition of a policy as {arg=, op=, a=, b=, width=}, for some arches. On
-- those of 32 bits libseccomp compares as many, whatever else is written.
local function condition_of(c, arches)
  local condition = seccomp.condition(c)
  local width, narrow = condition.width, 0
  for _, arch in ipairs(arches) do
    if consumers.narrow[arch] then
      narrow = narrow + 1
      if condition.raw and width == 64 then
        refuse("OCI has no raw conditions: libseccomp compares 32 bits of " ..
          "%s on %s", tostring(condition), arch)
      end
    end
  end
  if width == 32 and narrow == #arches or condition.op == "masked_eq" then
    width = 64
  end
  return {arg = condition.arg, op = condition.op, a = condition.datum_a,
    b = condition.datum_b or 0, width = width}
end

-- A conjunction: {[arg] = set}. A set keeps the condition that it came from as
-- long as it is the only one.
local function conjunction(conditions)
  local out = {}
  for _, c in ipairs(conditions) do
    local set = values.of(c)
    if out[c.arg] then
      out[c.arg] = values.intersect(out[c.arg], set)
    else
      if c.width == 64 then set.condition = c end
      out[c.arg] = set
    end
  end
  return out
end

local function is_empty(region)
  for _, set in pairs(region) do
    if #set == 0 then return true end
  end
  return false
end

local NEGATED = {["=="] = "!=", ["!="] = "==", ["<"] = ">=", [">="] = "<",
  [">"] = "<=", ["<="] = ">"}

-- Whether two regions share a call; neither is empty.
local function meets(region, other)
  for arg, set in pairs(other) do
    if region[arg] and #values.intersect(region[arg], set) == 0 then
      return false
    end
  end
  return true
end

local function too_many_blocks(name)
  refuse("%s: its rules make more than %d blocks, for in OCI they have no " ..
    "order, and one condition for each argument: compare an argument with " ..
    "one width in all of them, or list what is permitted", name, MOST_BLOCKS)
end

-- The regions without the calls that a rule takes.
local function subtract(regions, rule, name, budget)
  budget.looks = budget.looks + #regions
  if budget.looks > MOST_LOOKS then
    errors.raise("oci", "E2BIG", ("%s: its rules, which have different " ..
      "actions, are too many for OCI, where rules have no order"):format(name))
  end
  local out = {}
  for _, region in ipairs(regions) do
    if rule.empty or not meets(region, rule.region) then
      out[#out + 1] = region
      goto next
    end
    for _, c in ipairs(rule.conditions) do
      local copy = {}
      for arg, set in pairs(region) do copy[arg] = set end
      local outside = values.outside(c)
      if copy[c.arg] then
        copy[c.arg] = values.intersect(copy[c.arg], outside)
      else
        if c.width == 64 and NEGATED[c.op] then
          outside.condition = {arg = c.arg, op = NEGATED[c.op], a = c.a, b = 0}
        end
        copy[c.arg] = outside
      end
      if not is_empty(copy) then out[#out + 1] = copy end
      if #out > MOST_BLOCKS or #copy[c.arg] > MOST_PIECES then
        too_many_blocks(name)
      end
    end
    ::next::
  end
  return out
end

-- A region as lists of OCI args, of which any may hold.
local function spell(region, name, style)
  local out = {{}}
  for arg = 0, 5 do
    local set = region[arg]
    if set then
      local choices = style == "masks" and values.masks(set) or
        set.condition and {set.condition} or values.conditions(set)
      local longer = {}
      for _, args in ipairs(out) do
        for _, c in ipairs(choices) do
          local more = {table.unpack(args)}
          if c then
            more[#more + 1] = {index = arg, value = c.a, op = OPERATORS[c.op],
              valueTwo = c.op == "masked_eq" and c.b or nil}
          end
          longer[#longer + 1] = more
        end
        if #longer > MOST_BLOCKS then too_many_blocks(name) end
      end
      out = longer
    end
  end
  return out
end

-- The blocks {action=, args=} of one syscall from its rules in order; nothing
-- for what gets the default.
local function blocks_of(name, list, default, style, budget)
  local blocks, seen = {}, {}
  for i, rule in ipairs(list) do
    if rule.action ~= default then
      local regions = {not rule.empty and rule.region or nil}
      for j = 1, i - 1 do
        if list[j].action ~= rule.action then
          regions = subtract(regions, list[j], name, budget)
        end
      end
      for _, region in ipairs(regions) do
        for _, args in ipairs(spell(region, name, style)) do
          local block = {action = rule.action, args = args}
          local key = json.encode({rule.action, args}, KEYS)
          if not seen[key] then
            seen[key] = true
            blocks[#blocks + 1] = block
          end
        end
      end
    end
  end
  -- a block without conditions makes the others of its action superfluous
  for _, block in ipairs(blocks) do
    if #block.args == 0 then return {block} end
  end
  if style == "reversed" then
    for i = 1, #blocks // 2 do
      local j = #blocks + 1 - i
      blocks[i], blocks[j] = blocks[j], blocks[i]
    end
  end
  return blocks
end

-- The lists of conditions that a list stands for in which some have several
-- values.
local function choices(when)
  local out = {{}}
  for k, c in ipairs(when) do
    local at = c[2] == "masked_eq" and 4 or 3
    local list = type(c[at]) == "table" and c[at] or {c[at]}
    local more = {}
    for _, before in ipairs(out) do
      for _, value in ipairs(list) do
        local one = {c[1], c[2], c[3], c[4], width = c.width, raw = c.raw}
        one[at] = value
        local longer = table.move(before, 1, k - 1, 1, {})
        longer[k] = one
        more[#more + 1] = longer
      end
    end
    out = more
  end
  return out
end

-- The rules of a policy by syscall, for the arches that have it.
local function by_syscall(policy, arches, dropped)
  local order, found = {}, {}
  local index = {}
  for i, arch in ipairs(arches) do index[arch] = i end
  for number, rule in ipairs(policy.rules) do
    if not dropped[rule] then
      local on, where = nil, arches
      if rule.arches then
        on, where = {}, {}
        for _, arch in ipairs(rule.arches) do
          local name = seccomp.arch(arch)
          if index[name] then
            on[name] = true
            where[#where + 1] = name
          end
        end
      end
      local entries = {}
      for i, when in ipairs(choices(rule.when or {})) do
        local conditions = {}
        for k, c in ipairs(when) do conditions[k] = condition_of(c, where) end
        local region = conjunction(conditions)
        entries[i] = {action = tostring(seccomp.action(rule.action)),
          conditions = conditions, region = region, empty = is_empty(region),
          on = on, number = number}
      end
      for _, name in ipairs(rule) do
        if type(name) == "table" then
          refuse("OCI names syscalls, it has no ranges of numbers: rule %d " ..
            "has {%d, %d}; name the calls, or install the policy without a " ..
            "runtime (policy:load, lua-seccomp compile)", number, name[1],
            name[2])
        elseif type(name) ~= "string" then
          local arch = rule.arches and rule.arches[1] or arches[1]
          name = seccomp.syscall_name(name, arch) or refuse("OCI names " ..
            "syscalls, it has no numbers: rule %d has %s", number, name)
        end
        if not found[name] then
          found[name] = {name = name}
          order[#order + 1] = found[name]
        end
        local list = found[name]
        table.move(entries, 1, #entries, #list + 1, list)
      end
    end
  end
  return order
end

-- What of a syscall's rules counts on one arch.
local function on_arch(list, arch)
  local out = {}
  for _, rule in ipairs(list) do
    if not rule.on or rule.on[arch] then
      out[#out + 1] = rule
      if #rule.conditions == 0 then break end
    end
  end
  return out
end

-- What libseccomp has of a rule on an arch: where it compares 32 bits anyway,
-- it is one whether the rule says so or not.
local function content(rule, arch)
  local narrow = consumers.narrow[arch] or consumers.low[arch]
  local parts = {rule.action}
  for i, c in ipairs(rule.conditions) do
    local a, b, width = c.a, c.b, c.width
    if narrow and a & ~LOW == 0 and b & ~LOW == 0 then width = nil end
    if width == 64 then width = nil end
    parts[i + 1] = ("%d%s%x,%x,%s"):format(c.arg, c.op, a, b, width)
  end
  return concat(parts, " ")
end

local function rules_of(call, arches)
  local where = calls.arches_with(call.name, arches)
  if #where == 0 then return on_arch(call, arches[1]) end
  local chosen, first
  for _, arch in ipairs(where) do
    local list = on_arch(call, arch)
    local parts, numbers = {}, {}
    for i, rule in ipairs(list) do
      parts[i], numbers[i] = content(rule, arch), tostring(rule.number)
    end
    local key, same = concat(parts, "; "), concat(numbers, " ")
    if not first then
      chosen, first = list, {key = key, same = same, arch = arch}
    elseif consumers.low[first.arch] and key == first.key then
      -- these say more
      chosen, first = list, {key = key, same = same, arch = arch}
    elseif key ~= first.key and same ~= first.same then
      refuse("OCI has no rules for single arches: %s has others on %s than " ..
        "on %s", call.name, arch, first.arch)
    end
  end
  return chosen
end

-- The number of ENOSYS, and that of mips.
local ENOSYS = {["38"] = true, ["89"] = true}

-- Rules that are not said: those that runc makes itself (see
-- `seccomp.oci.stub`), and at the end what gets the default anyway.
local function own_rules(policy, stub)
  local out = {}
  for _, rule in ipairs(stub and policy.rules or {}) do
    if rule.when or not rule.arches or #rule.arches ~= 1 or
      not ENOSYS[tostring(seccomp.action(rule.action).code)] or
      seccomp.action(rule.action).name ~= "errno"
    then
      break
    end
    out[rule] = true
  end
  for i = #policy.rules, 1, -1 do
    local rule = policy.rules[i]
    if rule.when or seccomp.action(rule.action) ~=
      seccomp.action(policy.default)
    then
      break
    end
    out[rule] = true
  end
  return out
end

-- libseccomp adds rules on socketcall and ipc for those on their sub-calls;
-- saying them again would be no harm, but name a call that the policy may not.
local function drop_companions(said)
  local made = {}
  local function key(multiplexer, sub, block)
    local args = {}
    for _, arg in ipairs(block.args) do
      if arg.index ~= 0 then args[#args + 1] = arg end
    end
    return json.encode({multiplexer, sub, block.action, args}, KEYS)
  end
  for _, call in ipairs(said) do
    local multiplexer, sub = calls.multiplexer(call.name)
    for _, block in ipairs(multiplexer and call.blocks or {}) do
      made[key(multiplexer, sub, block)] = true
    end
  end
  for _, call in ipairs(said) do
    if call.name == "socketcall" or call.name == "ipc" then
      local kept = {}
      for _, block in ipairs(call.blocks) do
        local first = block.args[1]
        if not (first and first.index == 0 and first.op == "SCMP_CMP_EQ" and
          made[key(call.name, first.value, block)])
        then
          kept[#kept + 1] = block
        end
      end
      call.blocks = kept
    end
  end
end

-- The last known call of each arch: named with the default action they change
-- nothing, but have runc's stub begin where the known calls end.
local function last_calls(arches)
  local names, seen = {}, {}
  for _, arch in ipairs(arches) do
    local _, highest = calls.own_numbers(arch)
    local name = seccomp.syscall_name(highest, arch)
    if not seen[name] then
      seen[name] = true
      names[#names + 1] = name
    end
  end
  return names
end

--- Has a syscall said in another way when the object is made again.
-- @tparam table styles of names, for `encode`; changed
-- @tparam string name
-- @treturn boolean false when there is no other way
function M.restyle(styles, name)
  styles[name] = NEXT_STYLE[styles[name] or "plain"]
  return styles[name] ~= nil
end

--- The object for a policy, as JSON text.
-- @tparam table policy the plain table of a policy, groups expanded
-- @tparam ?string stub how runc's ENOSYS stub is to make the policy's
-- `unknown`: "stub", rules that it makes are left out; "known", it begins
-- behind the calls that are known
-- @tparam table styles how to say what of some syscalls; see `restyle`
-- @tparam table budget `looks`: how much work was done
-- @treturn string
-- @raise EINVAL for what OCI cannot say, E2BIG for what takes too much work
function M.encode(policy, stub, styles, budget)
  local arches, architectures = {}, {}
  for i, arch in ipairs(policy.arches or {seccomp.native_arch()}) do
    arches[i] = seccomp.arch(arch)
    architectures[i] = "SCMP_ARCH_" .. (ARCHES[arches[i]] or arches[i]:upper())
  end
  local default = tostring(seccomp.action(policy.default))
  local scmp, code = action_of(policy.default)
  local document = {defaultAction = scmp, defaultErrnoRet = code,
    architectures = architectures, flags = {}, syscalls = {}}
  local said = {}
  for _, call in ipairs(by_syscall(policy, arches,
    own_rules(policy, stub == "stub")))
  do
    said[#said + 1] = {name = call.name,
      blocks = blocks_of(call.name, rules_of(call, arches), default,
        styles[call.name], budget)}
  end
  drop_companions(said)
  -- calls with the same rules share their blocks
  local groups, shared = {}, {}
  for _, call in ipairs(said) do
    local key = json.encode(call.blocks, KEYS)
    if #call.blocks > 0 then
      if not shared[key] then
        shared[key] = {names = {}, blocks = call.blocks}
        groups[#groups + 1] = shared[key]
      end
      local names = shared[key].names
      names[#names + 1] = call.name
    end
  end
  for _, group in ipairs(groups) do
    for _, b in ipairs(group.blocks) do
      local name, errno = action_of(b.action)
      document.syscalls[#document.syscalls + 1] = {names = group.names,
        action = name, errnoRet = errno, args = #b.args > 0 and b.args or nil}
    end
  end
  if stub == "known" then
    document.syscalls[#document.syscalls + 1] = {names = last_calls(arches),
      action = scmp, errnoRet = code}
  end
  return json.utf8_only(json.encode(document, KEYS))
end

return M
