--- From a program back to a policy: what each call gets, as rules that a person
-- reads, proven to be what the program does.
--
-- src/bpf/recover.h says how one call's rules are found. Here arches and
-- numbers are put together: which arches the program knows, what stands for the
-- numbers without names, and which calls have the same rules.
local core = require "seccomp.core"
local low = require "seccomp.core.recovery"
local errors = require "seccomp.error"

local M = {}

local ipairs, next, pairs, setmetatable, tostring, type =
  ipairs, next, pairs, setmetatable, tostring, type
local concat, sort = table.concat, table.sort
local max, min = math.max, math.min

local OP = "policy"
local X32, MINUS_ONE, TOP = 0x40000000, 0xffffffff, 0xffffffff
local X86_64 = 0xc000003e

local function unsayable(text, ...)
  errors.raise(OP, "EUNSAYABLE", text:format(...), 3)
end

-- Arches ---------------------------------------------------------------------

-- The token ranges of runs of arch tokens that all go on as the same node, of
-- which the largest tells what calls of other arches get.
local function bad_arch_of(runs)
  local size = {}
  for _, run in ipairs(runs) do
    size[run[3]] = (size[run[3]] or 0) + run[2] - run[1] + 1
  end
  local node, most = nil, -1
  for _, run in ipairs(runs) do
    if size[run[3]] > most then node, most = run[3], size[run[3]] end
  end
  return node
end

-- The parts of a program: an arch each, with the numbers that are its own.
-- Those of x86_64's token are two, amd64 and x32, and -1 is amd64's.
local function parts_of(program, recovery, root)
  local runs = low.runs(OP, recovery, root, "arch")
  local bad = bad_arch_of(runs)
  local bad_arch = low.value(recovery, bad)
  if not bad_arch then
    unsayable("calls of arches without a name are told apart by number or " ..
      "argument, and a policy has one action for all of them")
  end
  local by_token = {}
  for _, arch in ipairs(low.arches()) do
    local list = by_token[arch.token] or {}
    by_token[arch.token] = list
    list[#list + 1] = arch
  end
  local parts = {}
  local function add(arch, node)
    if not arch.supported then
      unsayable("it has rules for arch %s, which this libseccomp lacks",
        arch.name)
    elseif arch.big_endian ~= (program.endian == "big") then
      unsayable("it has rules for arch %s, whose byte order is not the " ..
        "program's", arch.name)
    end
    local first, last = 0, TOP
    if arch.token == X86_64 then
      if arch.name == "x32" then
        first, last = X32, MINUS_ONE - 1
      else
        last = X32 - 1
      end
    end
    parts[#parts + 1] = {name = arch.name, wide = arch.wide, node = node,
      first = first, last = last, minus_one = arch.name == "amd64",
      runs = low.runs(OP, recovery, node, "nr")}
  end
  for _, run in ipairs(runs) do
    if run[3] ~= bad then
      for token = run[1], run[2] do
        local arches = by_token[token]
        if not arches then
          unsayable("calls of arch 0x%x, which has no name, do not get what " ..
            "those of other arches get", token)
        end
        for _, arch in ipairs(arches) do add(arch, run[3]) end
      end
    end
  end
  return parts, bad_arch, bad
end

-- The runs of a part between two numbers: {first, last, node}.
local function runs_between(part, first, last, fn)
  for _, run in ipairs(part.runs) do
    local from, to = max(run[1], first), min(run[2], last)
    if from <= to then fn(from, to, run[3]) end
  end
end

-- The runs of all the numbers that are a part's own.
local function own_runs(part, fn)
  runs_between(part, part.first, part.last, fn)
  if part.minus_one then runs_between(part, MINUS_ONE, MINUS_ONE, fn) end
end

-- Leaves out the arches all of whose calls get what those of other arches do;
-- x32's -1 is nobody's where amd64 is left out.
local function without_bad(parts, bad)
  local kept = {}
  for _, part in ipairs(parts) do
    local differs = false
    own_runs(part, function(_, _, node) differs = differs or node ~= bad end)
    if differs then kept[#kept + 1] = part end
  end
  return kept
end

-- What no rule says ------------------------------------------------------------

-- How many of the numbers below the last name of a part have no name, by the
-- leaf they get; the leaf of its end.
local function unnamed(part, counts)
  local names, last = part.calls, part.first
  for number in pairs(names) do
    if number > last and number < part.first + 0x10000 then last = number end
  end
  local tail
  own_runs(part, function(first, to, node)
    for number = first, min(to, last) do
      if not names[number] then counts[node] = (counts[node] or 0) + 1 end
    end
    if first ~= MINUS_ONE then tail = node end
  end)
  if part.minus_one or part.last == TOP then
    tail = nil
    runs_between(part, MINUS_ONE - 1, MINUS_ONE - 1, function(_, _, node)
      tail = node
    end)
    if part.last < TOP then
      runs_between(part, part.last, part.last, function(_, _, node)
        tail = node
      end)
    end
    runs_between(part, MINUS_ONE, MINUS_ONE, function(_, _, node)
      counts[node] = (counts[node] or 0) + 1
    end)
  end
  return tail
end

-- The default, and `unknown` where numbers above all known ones get something
-- else: what most numbers without a name get.
local function defaults_of(recovery, parts)
  local counts, tails = {}, {}
  for _, part in ipairs(parts) do
    local tail = unnamed(part, counts)
    if tail then tails[tail] = (tails[tail] or 0) + 1 end
  end
  local function most(of)
    local best
    for node, n in pairs(of) do
      if low.value(recovery, node) and (not best or n > of[best] or
          n == of[best] and node < best) then
        best = node
      end
    end
    return best
  end
  local tail = most(tails)
  local usual = most(counts) or tail
  if not usual then
    unsayable("what calls without a name get hangs on their arguments")
  end
  return low.value(recovery, usual),
    tail and tail ~= usual and low.value(recovery, tail) or nil
end

-- Rules ------------------------------------------------------------------------

local function value_text(value)
  if type(value) ~= "table" then return ("%x"):format(value) end
  local words = {}
  for i, one in ipairs(value) do words[i] = ("%x"):format(one) end
  return "{" .. concat(words, ",") .. "}"
end

-- Ordered rules as a text that is equal where they are. In arches of 32 bits
-- width 32 says nothing: `narrow` leaves it out.
local function signature(rules, narrow)
  local lines = {}
  for i, rule in ipairs(rules) do
    local words = {tostring(rule.action)}
    for _, c in ipairs(rule.when or {}) do
      words[#words + 1] = ("%d %s %s %s %s %s"):format(c[1], c[2],
        value_text(c[3]), c[4] and value_text(c[4]) or "",
        narrow and c.width == 32 and "" or c.width or "", c.raw and "raw" or "")
    end
    lines[i] = concat(words, " & ")
  end
  return concat(lines, "\n")
end

-- What a part gets where no rule names a number, by the policy without rules:
-- a list of {first, last, Action}.
local function base_runs(base, part)
  local recovery, root = low.open(OP, base)
  local token
  for _, arch in ipairs(low.arches()) do
    if arch.name == part.name then token = arch.token end
  end
  for _, run in ipairs(low.runs(OP, recovery, root, "arch")) do
    if run[1] <= token and token <= run[2] then
      local list = {}
      for i, one in ipairs(low.runs(OP, recovery, run[3], "nr")) do
        list[i] = {one[1], one[2], low.value(recovery, one[3])}
      end
      return list
    end
  end
  return nil
end

-- Stretches of numbers of a part that get something else than without rules:
-- fn(first, last, node, what they get without).
local function differences(recovery, base, part, fn)
  local list, i = base_runs(base, part), 1
  own_runs(part, function(first, last, node)
    local leaf = low.value(recovery, node)
    while list[i][2] < first do i = i + 1 end
    local from = first
    while from <= last do
      while list[i][2] < from do i = i + 1 end
      local to = min(last, list[i][2])
      if leaf ~= list[i][3] then fn(from, to, node, list[i][3]) end
      from = to + 1
    end
  end)
end

-- The rules of one part: by name, and ranges of numbers that have none.
local function rules_of_part(recovery, base, part)
  local names, ranges, known = {}, {}, {}
  local function rules_for(node, otherwise)
    local key = node .. " " .. tostring(otherwise)
    local found = known[key]
    if not found then
      local leaf = low.value(recovery, node)
      local rules = leaf and {{action = leaf}} or
        low.rules(OP, recovery, node, part.wide, otherwise)
      found = {rules = rules, text = signature(rules),
        narrow = signature(rules, true), wide = part.wide}
      known[key] = found
    end
    return found
  end
  differences(recovery, base, part, function(first, last, node, otherwise)
    local class = rules_for(node, otherwise)
    local from = first
    for _, number in ipairs(part.numbers) do
      if number >= first and number <= last then
        names[part.calls[number]] = class
        if from < number then
          ranges[#ranges + 1] = {from, number - 1, class}
        end
        from = number + 1
      end
    end
    if from <= last then ranges[#ranges + 1] = {from, last, class} end
  end)
  part.names, part.ranges = names, ranges
end

-- Adds a name, or a range, to the rules that it shares with others.
local function add(groups, entry, class, arches)
  local key = class.text .. "\0" .. (arches and concat(arches, ",") or "")
  local group = groups[key]
  if not group then
    group = {class = class, arches = arches, names = {}}
    groups[key] = group
    groups[#groups + 1] = group
  end
  group.names[#group.names + 1] = entry
end

-- Puts the names of all parts together: those that mean the same on each arch
-- that has them need no list of arches.
local function group_names(parts, groups)
  local all = {}
  for _, part in ipairs(parts) do
    for name in pairs(part.names) do all[name] = true end
  end
  local names = {}
  for name in pairs(all) do names[#names + 1] = name end
  sort(names)
  for _, name in ipairs(names) do
    local classes, having = {}, 0
    for _, part in ipairs(parts) do
      if part.has[name] then having = having + 1 end
      local class = part.names[name]
      if class then
        local place
        for _, one in ipairs(classes) do
          if one.class.text == class.text or
              (one.class.wide ~= class.wide and
                one.class.narrow == class.narrow) then
            place = one
          end
        end
        if not place then
          place = {class = class}
          classes[#classes + 1] = place
        end
        if class.wide and not place.class.wide then place.class = class end
        place[#place + 1] = part.name
      end
    end
    for _, place in ipairs(classes) do
      local everywhere = #place == having
      add(groups, name, place.class, not everywhere and {table.unpack(place)}
        or nil)
    end
  end
end

-- Groups in the order in which they are read: those that every call of a name
-- gets first, the largest first.
local function in_order(groups)
  local function rank(group)
    local rules = group.class.rules
    return (#rules > 1 or rules[1].when) and 1 or 0
  end
  for i, group in ipairs(groups) do group.place = i end
  sort(groups, function(a, b)
    local x, y = rank(a), rank(b)
    if x ~= y then return x < y end
    if x == 0 and #a.names ~= #b.names then return #a.names > #b.names end
    return a.place < b.place
  end)
end

--- What a program does with single calls.
-- @tparam string op the public name of the function that fails
-- @tparam Program program
-- @tparam[opt] number budget seconds of CPU, for all of the questions
-- @treturn function `(arch, number, otherwise)` → the ordered rules of that
--   call, as `{action=, when=}` each, of which those that no rule matches get
--   the Action `otherwise`
function M.calls(op, program, budget)
  local recovery, root = low.open(op, program, nil, budget)
  local tokens = low.runs(op, recovery, root, "arch")
  local arches, runs = {}, {}
  for _, arch in ipairs(low.arches()) do arches[arch.name] = arch end
  local function containing(list, value)
    for _, run in ipairs(list) do
      if run[1] <= value and value <= run[2] then return run[3] end
    end
    return nil
  end
  return function(arch, number, otherwise)
    local node = containing(tokens, arches[arch].token)
    runs[node] = runs[node] or low.runs(op, recovery, node, "nr")
    return low.rules(op, recovery, containing(runs[node], number),
      arches[arch].wide, otherwise)
  end
end

--- The policy of a program.
-- @tparam Program program
-- @tparam[opt] number budget seconds of CPU
-- @treturn table as `seccomp.policy.new` takes it
function M.spec(program, new, budget, multiplexers)
  local recovery, root = low.open(OP, program, nil, budget)
  local parts, bad_arch, bad = parts_of(program, recovery, root)
  parts = without_bad(parts, bad)
  if #parts == 0 then
    return {default = bad_arch, bad_arch = bad_arch}
  end
  local arches = {}
  for i, part in ipairs(parts) do
    arches[i] = part.name
    part.calls = low.calls(OP, part.name)
    part.numbers, part.has = {}, {}
    for number, name in pairs(part.calls) do
      part.numbers[#part.numbers + 1] = number
      part.has[name] = true
    end
    sort(part.numbers)
  end
  local spec = {arches = arches, bad_arch = bad_arch, rules = {}}
  spec.default, spec.unknown = defaults_of(recovery, parts)
  local base = new(spec):compile {prove = false}
  local groups = {}
  for _, part in ipairs(parts) do rules_of_part(recovery, base, part) end
  group_names(parts, groups)
  for _, part in ipairs(parts) do
    for _, range in ipairs(part.ranges) do
      add(groups, {range[1], range[2]}, range[3], {part.name})
    end
  end
  in_order(groups)
  for _, group in ipairs(groups) do
    for _, rule in ipairs(group.class.rules) do
      local one = {table.unpack(group.names)}
      one.action, one.when, one.arches = rule.action, rule.when, group.arches
      spec.rules[#spec.rules + 1] = one
    end
  end
  return spec
end

return M
