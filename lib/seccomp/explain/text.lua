--- Reports as text.
-- @module seccomp.explain.text

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local low = require "seccomp.core.policy"
local policies = require "seccomp.policy"
local seccomp = require "seccomp.core"
local words = require "seccomp.policy.words"

local M = {}

local ipairs, next, pairs, type = ipairs, next, pairs, type
local concat, sort = table.concat, table.sort

-- Columns that lines are broken at, and that those after the first begin at.
local WIDTH, INDENT = 79, 4
-- Values, paths and processes that are listed; the others are counted.
local FEW = 6

local function value_text(value)
  return value >= 0 and value < 10 and ("%d"):format(value) or
    ("0x%x"):format(value)
end

-- An argument as the kernel takes it. Negative ones are in hex as well: one
-- radix for all that stands in a line.
local function argument_text(entry, place)
  local value, signed = words.taken(entry.arch, entry.syscall, place,
    entry["arg" .. place], function(at) return entry["arg" .. at] end)
  if type(value) == "string" then return value end
  return signed and value < 0 and "-" .. value_text(-value) or value_text(value)
end

-- Text of a program's, as Lua would read it back.
local function quoted(text)
  return errors.line((("%q"):format(text):gsub("\\\n", "\\n")))
end

--- A call without its arch: `mkdir("/tmp/x", 0x1ff)`, with as many arguments as
-- it has where that is known.
-- @tparam table|Request entry `{arch=, syscall=, number=, arg0=…}`
-- @tparam table shown the paths that arguments are, by their numbers
-- @treturn string
function M.call(entry, shown)
  local arch, name = entry.arch, entry.syscall
  local signature = name and type(arch) == "string" and
    seccomp.signature(name, arch)
  local args = {}
  for i = 0, math.min(signature and #signature or 6, 6) - 1 do
    args[i + 1] = shown[i] and quoted(shown[i]) or argument_text(entry, i)
  end
  return errors.line(("%s(%s)"):format(name or ("syscall %d"):format(
    entry.number), concat(args, ", ")))
end

local function arch_text(arch)
  return type(arch) == "string" and arch or ("arch 0x%x"):format(arch)
end

local BY = {
  default = " by default: no rule matches",
  unknown = " as unknown: no rule matches, and the number is new",
  bad_arch = " for its arch: the policy is for others",
}

--- An entry as one line, for whoever looks on.
-- @tparam table kind as Tally:add has it
-- @tparam function paint colours a word
-- @tparam boolean own whether rules are those of a policy that somebody wrote
-- @treturn string
function M.line(kind, paint, own)
  local entry = kind.entry
  local why = ""
  if own then
    why = entry.rule and " by rule " .. entry.rule or BY[entry.by] or ""
  end
  local passed = entry.outcome == "logged" or entry.outcome == "let through"
  return ("%s %s %s -> %s%s [pid %d]"):format(
    paint(entry.outcome, passed and "yellow" or "red"), arch_text(entry.arch),
    M.call(entry, kind.shown), paint(low.text(entry.action, entry.arch),
      "bold"), why, entry.pids[1])
end

-- Words in lines that begin at INDENT, the first of them at `column`.
local function filled(text, column, indent)
  local lines, line, width = {}, {}, column
  for word in text:gmatch "%S+" do
    local size = utf8.len(word) or #word
    if width + size > WIDTH and #line > 0 then
      lines[#lines + 1] = concat(line, " ")
      line, width = {}, indent
    end
    line[#line + 1], width = word, width + size + 1
  end
  lines[#lines + 1] = concat(line, " ")
  return concat(lines, "\n" .. (" "):rep(indent))
end

-- The first few of a list, and that there are more.
local function few(list, more, most)
  most = most or FEW
  local shown = table.move(list, 1, math.min(#list, most), 1, {})
  local left = #list - #shown
  if left > 0 then shown[#shown + 1] = ("%d more"):format(left) end
  if more then shown[#shown] = shown[#shown] .. " and others" end
  return concat(shown, ", ")
end

-- "rule 3", "rules 3, 5 to 9"
local function rules_text(numbers)
  sort(numbers)
  local parts, i = {}, 1
  while i <= #numbers do
    local k = i
    while numbers[k + 1] and numbers[k + 1] <= numbers[k] + 1 do k = k + 1 end
    local first, last = numbers[i], numbers[k]
    parts[#parts + 1] = first == last and ("%d"):format(first) or
      last == first + 1 and ("%d, %d"):format(first, last) or
      ("%d to %d"):format(first, last)
    i = k + 1
  end
  local one = #parts == 1 and not parts[1]:find "%D"
  return (one and "rule " or "rules ") .. concat(parts, ", "), one
end

local function permits(action)
  return action.name == "allow" or action.name == "log"
end

-- The values that an equality has, in words.
local function add_values(list, condition)
  local value = condition[3]
  for _, one in ipairs(type(value) == "table" and value or {value}) do
    local text = type(one) == "string" and one or value_text(one)
    if not list[text] then
      list[text] = true
      list[#list + 1] = text
    end
  end
end

-- The rules that would let a call through but for its arguments: those that
-- differ in the value of one argument together.
local function near_texts(entry)
  local groups, order, late = {}, {}, {}
  for _, item in ipairs(entry.near) do
    local failed = {}
    for _, c in ipairs(item.conditions) do
      if not c.holds then failed[#failed + 1] = c end
    end
    if permits(item.action) and #failed == 0 then
      late[#late + 1] = item.rule
    elseif permits(item.action) then
      local first = failed[1]
      local equal = #failed == 1 and first.condition[2] == "=="
      local texts = {}
      for i, c in ipairs(failed) do texts[i] = c.text end
      local key = equal and first.argument or concat(texts, " and ")
      local group = groups[key]
      if not group then
        group = {numbers = {}, values = equal and {}, failed = failed,
          text = concat(texts, " and ")}
        groups[key], order[#order + 1] = group, group
      end
      group.numbers[#group.numbers + 1] = item.rule
      if equal then add_values(group.values, first.condition) end
    end
  end
  local name = entry.syscall or ("syscall %d"):format(entry.number)
  local list = {}
  for i, group in ipairs(order) do
    local text, one = rules_text(group.numbers)
    local here = {}
    for k, c in ipairs(group.failed) do here[k] = c.value end
    local what = group.values and
      ("with %s %s"):format(group.failed[1].argument, few(group.values)) or
      "where " .. group.text
    list[i] = ("%s %s %s %s; here %s"):format(text, one and "allows" or "allow",
      name, what, concat(here, ", "))
  end
  if #late > 0 and entry.outcome ~= "logged" then
    local text, one = rules_text(late)
    list[#list + 1] = ("%s, which %s it, %s after"):format(text,
      one and "allows" or "allow", one and "comes" or "come")
  end
  return list
end

-- Why a call was decided so: sentences.
local function reasons(entry)
  local list = near_texts(entry)
  local name = entry.syscall or ("syscall %d"):format(entry.number)
  local first
  if entry.by == "rule" then
    first = ("rule %d says so"):format(entry.rule)
  elseif entry.by == "bad_arch" then
    first = ("the policy is not for %s"):format(arch_text(entry.arch))
  elseif entry.by == "unknown" then
    first = "no rule names it, and the number is new (unknown)"
  elseif entry.by and #list == 0 then
    first = (#entry.near > 0 and "no rule allows %s" or "no rule names %s")
      :format(name)
  end
  if first then table.insert(list, 1, first) end
  return list
end

local function times(n)
  return n == 1 and "once" or ("%d times"):format(n)
end

local function entry_lines(kind, lines)
  local entry = kind.entry
  local arch = entry.arch == seccomp.native_arch() and "" or
    arch_text(entry.arch) .. " "
  local action = entry.outcome == "logged" and "" or
    ", " .. low.text(entry.action, entry.arch)
  local head = ("%s %s%s: %s%s"):format(entry.outcome, times(entry.count),
    action, arch, M.call(entry, kind.shown))
  lines[#lines + 1] = filled(head, 0, INDENT)
  local function detail(text)
    lines[#lines + 1] = (" "):rep(INDENT) .. filled(text, INDENT, INDENT + 2)
  end
  for _, text in ipairs(reasons(entry)) do detail(text) end
  if entry.others then
    detail "and others of this reason, with other arguments"
  end
  local paths = {}
  for i, path in ipairs(entry.paths or {}) do paths[i] = quoted(path) end
  if #paths > (next(kind.shown) and 1 or 0) then -- the call shows the first's
    detail("paths: " .. few(paths, entry.more_paths, #paths))
  end
  if #entry.pids > 1 or entry.outcome == "killed" then
    detail(("%s %s"):format(#entry.pids > 1 and "pids" or "pid",
      few(entry.pids, entry.more_pids)))
  end
end

--- Rules as lines of a policy file.
-- @tparam {table,…} rules
-- @tparam ?Policy policy what they are for
-- @treturn string
function M.rules(rules, policy)
  local arches, there = policy and policy.arches or {seccomp.native_arch()}, {}
  for _, arch in ipairs(arches) do there[arch] = true end
  for _, rule in ipairs(rules) do
    for _, arch in ipairs(rule.arches or {}) do
      if not there[arch] then
        there[arch], arches[#arches + 1] = true, arch
      end
    end
  end
  local text = policies.new {default = "errno(EPERM)", arches = arches,
    rules = rules}
  return tostring(text):match "\n  rules = {\n(.*\n)  },\n}\n$"
end

-- "2 calls were refused, 14 times"
local ORDER = {"killed", "refused", "logged", "let through"}
local function summary(kinds)
  local calls, counts = {}, {}
  for _, kind in ipairs(kinds) do
    local outcome = kind.entry.outcome
    local key = ("%s %d"):format(kind.entry.arch, kind.entry.number)
    calls[outcome] = calls[outcome] or {}
    calls[outcome][key] = true
    counts[outcome] = (counts[outcome] or 0) + kind.entry.count
  end
  local parts = {}
  for _, outcome in ipairs(ORDER) do
    local n = 0
    for _ in pairs(calls[outcome] or {}) do n = n + 1 end
    if n > 0 then
      parts[#parts + 1] = ("%s: %d call%s, %s"):format(outcome, n,
        n == 1 and "" or "s", times(counts[outcome]))
    end
  end
  return #parts > 0 and concat(parts, "; ") or "nothing was refused"
end

--- A report for people.
-- @tparam table tally
-- @tparam table report
-- @treturn string
function M.report(tally, report)
  local lines = {summary(tally.kinds)}
  for _, kind in ipairs(tally.kinds) do entry_lines(kind, lines) end
  if tally.left_out > 0 then
    lines[#lines + 1] = ("and calls with other numbers, too many to list: " ..
      "%s"):format(times(tally.left_out))
  end
  local rules, notes = report:rules()
  for _, note in ipairs(notes) do
    lines[#lines + 1] = filled("note: " .. note, 0, INDENT)
  end
  if #rules > 0 then
    lines[#lines + 1] = "rules that allow this, to stand in front of the " ..
      "others:"
    lines[#lines + 1] = M.rules(rules, tally.policy):gsub("\n$", "")
  end
  return concat(lines, "\n")
end

return M
