--- Comparisons as text, for people.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local low = require "seccomp.core.recovery"
local words_of = require "seccomp.policy.words"

local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat, len = table.concat, utf8.len

local function datum_text(value)
  return type(value) == "string" and value or words_of.number(value)
end

local function value_text(value)
  if type(value) ~= "table" then return datum_text(value) end
  local words = {}
  for i, one in ipairs(value) do words[i] = datum_text(one) end
  return "{" .. concat(words, ", ") .. "}"
end

-- A mask of several flags, apart from what is compared with.
local function mask_text(mask)
  local text = datum_text(mask)
  return text:find("|", 1, true) and "(" .. text .. ")" or text
end

--- A condition, as in "arg0 in {1, 2}", "arg1 & 0xf == 2", "arg2:32 < 0x10",
-- "domain == AF_UNIX", "fd:64 <= 2".
-- @tparam table c as a policy has it: `{0, "==", 1, width = 32}`
-- @treturn string
function M.condition(c)
  local named = type(c[1]) == "string"
  local arg = named and c[1] or ("arg%d"):format(c[1])
  if c.width and (named or c.width ~= 64) then
    arg = ("%s:%d"):format(arg, c.width)
  end
  if c.raw then arg = arg .. ":raw" end
  if c[2] == "masked_eq" then
    return ("%s & %s %s %s"):format(arg, mask_text(c[3]),
      type(c[4]) == "table" and "in" or "==", value_text(c[4]))
  end
  local op = c[2]
  if type(c[3]) == "table" then op = op == "!=" and "not in" or "in" end
  return ("%s %s %s"):format(arg, op, value_text(c[3]))
end

-- Conditions where several values of an argument are excluded, as one.
local function without_exceptions(conditions)
  local out, not_in = {}, {}
  for _, c in ipairs(conditions) do
    local key = ("%d %s %s"):format(c[1], tostring(c.width), tostring(c.raw))
    local place = c[2] == "!=" and not_in[key]
    if place then
      place[3][#place[3] + 1] = c[3]
    else
      if c[2] == "!=" then
        c = {c[1], c[2], {c[3]}, width = c.width, raw = c.raw}
        not_in[key] = c
      end
      out[#out + 1] = c
    end
  end
  for _, c in pairs(not_in) do
    if #c[3] == 1 then c[3] = c[3][1] end
  end
  return out
end

-- "arg0 & 0x7e020000 != 0", where each alternative is that one bit is set.
local function any_bit(alternatives, say)
  local mask, first = 0, alternatives[1][1]
  for _, conditions in ipairs(alternatives) do
    local c = conditions[1]
    if #conditions > 1 or #alternatives == 1 or c[2] ~= "masked_eq" or
        c[3] ~= c[4] or c[3] & c[3] - 1 ~= 0 or c[1] ~= first[1] or
        c.width ~= first.width or c.raw ~= first.raw then
      return nil
    end
    mask = mask | c[3]
  end
  return (M.condition(say {first[1], "masked_eq", mask, 0, width = first.width,
    raw = first.raw}):gsub("== 0$", "!= 0"))
end

-- How conditions of a group are said: of its calls, all of which have names.
local function speech(group)
  local arches, wide, has = {}, {}, {}
  for _, name in ipairs(group.syscalls) do
    if type(name) ~= "string" then return function(c) return c end end
    has[name] = true
  end
  for _, arch in ipairs(low.arches()) do wide[arch.name] = arch.wide end
  for i, name in ipairs(group.arches) do
    arches[i] = {name = name, wide = wide[name], has = has}
  end
  local known = {}
  return function(c)
    return words_of.condition(group.syscalls, arches, c, known)
  end
end

--- The conditions of a group: alternatives, each a list of conditions.
-- @tparam table group
-- @treturn string
function M.when(group)
  local alternatives, say = group.when, speech(group)
  local bits = any_bit(alternatives, say)
  if bits then return bits end
  local words = {}
  for i, conditions in ipairs(alternatives) do
    local all = {}
    for k, c in ipairs(without_exceptions(conditions)) do
      all[k] = M.condition(say(c))
    end
    words[i] = concat(all, " and ")
  end
  return concat(words, ", or ")
end

-- A syscall number: those of tables in decimal, -1, and others in hex.
local function number_text(number)
  if number == 0xffffffff then return "-1" end
  return (number < 0x10000 and "%d" or "0x%x"):format(number)
end

-- Entries of a list of calls, and how many calls they are.
local function calls_of(syscalls)
  local words, n = {}, 0
  for i, one in ipairs(syscalls) do
    if type(one) ~= "table" then
      words[i] = tostring(one)
      n = n + 1
    else
      n = n + one[2] - one[1] + 1
      words[i] = one[1] == one[2] and "call " .. number_text(one[1]) or
        ("calls %s to %s"):format(number_text(one[1]), number_text(one[2]))
    end
  end
  return words, n
end

-- Words in lines of at most `width` columns, all but the first indented. Flags
-- that are longer than a line are broken between two.
local function wrap(first, text, indent, width, lines)
  local line = first
  local function put(word, gap)
    local longer = line == "" and word or line .. gap .. word
    if len(longer) > width and line:find "%S" and #line > #indent then
      lines[#lines + 1] = line
      line = indent .. word
    else
      line = line:find "%S$" and longer or line .. word
    end
  end
  for word in text:gmatch "%S+" do
    local gap = " "
    for part in word:gmatch(#indent + #word > width and "[^|]+|?" or ".+") do
      put(part, gap)
      gap = ""
    end
  end
  lines[#lines + 1] = line
end

local VERDICTS = {
  equal = "equal: both do the same with every call",
  stricter = "stricter: the second permits nothing that the first does not",
  looser = "looser: the second permits more, and denies nothing more",
  different = "different",
}

-- More names than these on a line are counted.
local MANY = 12

local STYLES = {looser = "red", stricter = "green", other = "yellow"}

local function plain(text) return text end

-- The calls of a group in words, and whether they are all there are.
local function calls_text(group, all)
  local words, n = calls_of(group.syscalls)
  if #words == 1 and n == 1 << 32 then return "every call" end
  local shown = (all or #words <= MANY + 3) and #words or MANY
  local text = concat(words, ", ", 1, shown)
  if shown < #words then text = ("%s, … (%d calls)"):format(text, n) end
  return text
end

local function arches_text(group)
  local arches = concat(group.arches, ", ")
  return arches == "other" and "all other arches" or arches
end

--- How many groups a comparison leaves out, in words.
function M.left_out(comparison)
  local n = comparison.left_out
  return ("%d more change%s %s left out"):format(n, n == 1 and "" or "s",
    n == 1 and "was" or "were")
end

--- The groups of a comparison: those of the same arches under one heading.
-- @tparam table comparison
-- @tparam[opt] table options `width` (columns, 80), `all` (list every name),
--   `paint` (colours text)
-- @treturn string
function M.groups(comparison, options)
  options = options or {}
  local width, paint = options.width or 80, options.paint or plain
  local lines, heading = {}, nil
  for _, group in ipairs(comparison.groups) do
    local arches = arches_text(group)
    if arches ~= heading then
      lines[#lines + 1] = ""
      lines[#lines + 1] = paint(arches, "bold")
      heading = arches
    end
    local text = calls_text(group, options.all)
    if group.when then text = text .. "  where " .. M.when(group) end
    local from = #lines + 1
    wrap(("  %-8s %s → %s  "):format(group.change, group.left, group.right),
      text, "           ", width, lines)
    lines[from] = "  " .. paint(lines[from]:sub(3, 10), STYLES[group.change]) ..
      lines[from]:sub(11)
  end
  if not comparison.complete then
    lines[#lines + 1] = ""
    lines[#lines + 1] = M.left_out(comparison)
  end
  return concat(lines, "\n", 2)
end

--- The whole of a comparison.
-- @tparam table comparison
-- @treturn string
function M.comparison(comparison)
  local verdict = VERDICTS[comparison.verdict]
  return #comparison.groups == 0 and verdict or
    verdict .. "\n\n" .. M.groups(comparison)
end

-- Text, names of files among it, that a table of Markdown can hold in one line.
local function cell(text)
  return (errors.line(text):gsub("[|\\`*_<>%[%]]", "\\%0"))
end

--- A comparison for a pull request.
-- @tparam table comparison
-- @tparam string left what the first is called
-- @tparam string right
-- @treturn string
function M.markdown(comparison, left, right)
  local lines = {("**%s** → **%s**: %s"):format(cell(left), cell(right),
    VERDICTS[comparison.verdict])}
  if #comparison.groups > 0 then
    lines[#lines + 1] = ""
    lines[#lines + 1] = "| arches | change | from | to | calls |"
    lines[#lines + 1] = "| --- | --- | --- | --- | --- |"
  end
  for _, group in ipairs(comparison.groups) do
    local text = calls_text(group, true)
    if group.when then text = text .. " where " .. M.when(group) end
    lines[#lines + 1] = ("| %s | %s | %s | %s | %s |"):format(
      cell(arches_text(group)),
      group.change == "looser" and "**looser**" or group.change,
      cell(tostring(group.left)), cell(tostring(group.right)), cell(text))
  end
  if not comparison.complete then
    lines[#lines + 1] = ""
    lines[#lines + 1] = M.left_out(comparison)
  end
  return concat(lines, "\n")
end

return M
