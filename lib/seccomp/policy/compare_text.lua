--- Comparisons as text, for people.
local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat = table.concat

local function hex(value)
  return value >= 0 and value < 10 and ("%d"):format(value) or
    ("0x%x"):format(value)
end

local function value_text(value)
  if type(value) ~= "table" then return hex(value) end
  local words = {}
  for i, one in ipairs(value) do words[i] = hex(one) end
  return "{" .. concat(words, ", ") .. "}"
end

--- A condition, as in "arg0 in {1, 2}", "arg1 & 0xf == 2", "arg2:32 < 0x10".
-- @tparam table c as a policy has it: `{0, "==", 1, width = 32}`
-- @treturn string
function M.condition(c)
  local arg = ("arg%d"):format(c[1])
  if c.width and c.width ~= 64 then arg = ("%s:%d"):format(arg, c.width) end
  if c.raw then arg = arg .. ":raw" end
  if c[2] == "masked_eq" then
    return ("%s & %s %s %s"):format(arg, hex(c[3]),
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

--- Alternatives, each a list of conditions.
function M.when(alternatives)
  local words = {}
  for i, conditions in ipairs(alternatives) do
    local all = {}
    for k, c in ipairs(without_exceptions(conditions)) do
      all[k] = M.condition(c)
    end
    words[i] = concat(all, " and ")
  end
  return concat(words, ", or ")
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
      words[i] = one[1] == one[2] and ("call %d"):format(one[1]) or
        ("calls %d to %d"):format(one[1], one[2])
      if one[1] == 0xffffffff then words[i] = "call -1" end
    end
  end
  return words, n
end

-- Words in lines of at most `width` columns, all but the first indented.
local function wrap(first, text, indent, width, lines)
  local line = first
  for word in text:gmatch "%S+" do
    local longer = line == "" and word or line .. " " .. word
    if #longer > width and line:find "%S" and #line > #indent then
      lines[#lines + 1] = line
      line = indent .. word
    else
      line = line:find "%S$" and longer or line .. word
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

--- The whole of a comparison.
-- @tparam table comparison
-- @tparam[opt] table options `width` (columns, 80), `all` (list every name)
-- @treturn string
function M.comparison(comparison, options)
  local width = options and options.width or 80
  local all = options and options.all
  local lines, heading = {VERDICTS[comparison.verdict]}, nil
  for _, group in ipairs(comparison.groups) do
    local arches = concat(group.arches, ", ")
    if arches == "other" then arches = "all other arches" end
    if arches ~= heading then
      lines[#lines + 1] = ""
      lines[#lines + 1] = arches
      heading = arches
    end
    local words, n = calls_of(group.syscalls)
    local whole = #words == 1 and n == 1 << 32
    local shown = all and #words or #words > MANY + 3 and MANY or #words
    local text = concat(words, ", ", 1, shown)
    if shown < #words then
      text = ("%s, … (%d calls)"):format(text, n)
    end
    if whole then text = "every call" end
    if group.when then text = ("%s  where %s"):format(text,
      M.when(group.when)) end
    wrap(("  %-8s %s → %s  "):format(group.change, group.left, group.right),
      text, "           ", width, lines)
  end
  if not comparison.complete then
    lines[#lines + 1] = ""
    lines[#lines + 1] = ("%d more groups were left out"):format(
      comparison.left_out)
  end
  return concat(lines, "\n")
end

return M
