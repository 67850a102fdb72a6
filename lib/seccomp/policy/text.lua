--- Policies as tables and as files.

-- SPDX-License-Identifier: MIT
local M = {}

local low = require "seccomp.core.policy"
local spoken = require "seccomp.policy.words"

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat, math_type, max = table.concat, math.type, math.max

local function list_of(values)
  local copy = {}
  for i, value in ipairs(values) do copy[i] = value end
  return copy
end

-- The names of a rule: ranges are lists themselves.
local function names_of(rule)
  local copy = {}
  for i, name in ipairs(rule) do
    copy[i] = type(name) == "table" and list_of(name) or name
  end
  return copy
end

-- The value of a condition, or the list of those that it has.
local function value_of(c)
  local field = c.datum_b and "datum_b" or "datum_a"
  if not c.any then return c[field] end
  local values = {}
  for i, one in ipairs(c.any) do values[i] = one[field] end
  return values
end

-- A condition with names, as it was written: a copy.
local function named(c)
  local copy = {}
  for key, value in pairs(c.named) do
    copy[key] = type(value) == "table" and list_of(value) or value
  end
  return copy
end

--- A condition as a list: {0, "==", 1}.
-- @tparam Condition|table c as a policy holds it
function M.condition(c)
  if c.named then return named(c) end
  local list = {c.arg, c.op, value_of(c)}
  if c.datum_b then list[3], list[4] = c.datum_a, list[3] end
  if c.width ~= 64 then list.width = c.width end
  list.raw = c.raw or nil
  return list
end

--- The call of a witness in a few words: "socket on x86 with domain = AF_INET".
function M.call(witness)
  local args = {}
  for i = 0, 5 do
    local value = witness["arg" .. i]
    if value and value ~= 0 then
      local name, word = spoken.value(witness.arch, witness.syscall, i, value)
      args[#args + 1] = ("%s = %s"):format(name or "arg" .. i,
        word or spoken.number(value))
    end
  end
  return ("%s on %s%s"):format(tostring(witness.syscall),
    tostring(witness.arch), #args > 0 and " with " .. concat(args, ", ") or "")
end

--- An action as it is said on an arch: with that arch's name of an errno.
-- @tparam Action action
-- @tparam string|integer arch
function M.action(action, arch)
  return low.text(action, arch)
end

--- A witness of a difference: "… would get allow and not errno(EPERM)".
function M.witness(witness)
  return ("%s would get %s and not %s"):format(M.call(witness),
    M.action(witness.left, witness.arch),
    M.action(witness.right, witness.arch))
end

--- What a policy holds, as a table that `new` takes.
function M.plain(data)
  local rules = {}
  for i, rule in ipairs(data.rules) do
    local copy = names_of(rule)
    copy.action = low.spec(rule.action, data.arches)
    copy.optional = rule.optional
    copy.arches = rule.arches and list_of(rule.arches)
    if rule.when then
      copy.when = {}
      for k, c in ipairs(rule.when) do copy.when[k] = M.condition(c) end
    end
    rules[i] = copy
  end
  return {
    default = low.spec(data.default, data.arches),
    bad_arch = tostring(data.bad_arch),
    unknown = data.unknown and low.spec(data.unknown, data.arches),
    kernel = data.kernel,
    arches = list_of(data.arches),
    rules = rules,
  }
end

local function quoted(value)
  if type(value) == "number" then return ("%d"):format(value) end
  if type(value) == "table" then
    return ("{%d, %d}"):format(value[1], value[2])
  end
  -- names that need not exist can be anything: as ASCII, whatever they are
  return (("%q"):format(value):gsub("\\\n", "\\n"):gsub("[\127-\255]",
    function(byte) return ("\\%d"):format(byte:byte()) end))
end

local function quoted_list(values)
  local words = {}
  for i, value in ipairs(values) do words[i] = quoted(value) end
  return "{" .. concat(words, ", ") .. "}"
end

-- A part of a condition: names as they are, numbers in hex.
local function part_text(value)
  if type(value) == "string" then return quoted(value) end
  if type(value) ~= "table" then
    return math_type(value) == "integer" and spoken.number(value) or
      tostring(value)
  end
  local words = {}
  for i, one in ipairs(value) do words[i] = part_text(one) end
  return "{" .. concat(words, ", ") .. "}"
end

local FIELDS = {"arg", "op", "mask", "value", "width", "raw"}

--- A condition as a policy file has it: `{"fd", "<=", 2}`.
-- @tparam table c a list, or by name
-- @treturn string
function M.written(c)
  local parts = {}
  for i = 1, 4 do
    if c[i] ~= nil then parts[i] = part_text(c[i]) end
  end
  for _, field in ipairs(FIELDS) do
    local value = c[field]
    if value ~= nil then
      parts[#parts + 1] = field .. " = " .. (field == "width" and
        tostring(value) or part_text(value))
    end
  end
  return "{" .. concat(parts, ", ") .. "}"
end

-- Words in lines of at most 80 columns, the first at `column`.
local function fill(words, indent, column, lines)
  local line, width = {}, column
  for i, word in ipairs(words) do
    local size = #word + (i < #words and 2 or 0)
    if width + size > 78 and #line > 0 then
      lines[#lines + 1] = indent .. concat(line, ", ") .. ","
      line, width = {}, #indent
    end
    line[#line + 1] = word
    width = width + size
  end
  lines[#lines + 1] = indent .. concat(line, ", ")
end

-- Text at a column of 8 in lines, broken between parts, or behind a flag, where
-- it is long.
local function folded(text)
  local lines, room = {}, 70
  while #text > room do
    local part = text:sub(1, room):match "^.*,%f[ ]" or ""
    local flag = text:sub(1, room - 2):match "^.*|" or ""
    local head = #flag > #part and flag .. "\\z" or part
    if head == "" then break end
    lines[#lines + 1] = head
    text, room = text:sub(max(#flag, #part) + 1):gsub("^ ", ""), 68
  end
  lines[#lines + 1] = text
  return concat(lines, "\n" .. (" "):rep(10))
end

-- The text of a condition at a column of 8; values that do not fit there in
-- lines of their own.
local function condition_lines(text)
  if #text <= 71 then return text end
  local before, values, after = text:match "^(.+){([^{}]+)}(.*)$"
  if not before then return folded(text) end
  local words, lines = {}, {}
  for word in (values .. ", "):gmatch "(.-), " do words[#words + 1] = word end
  fill(words, (" "):rep(10), 10, lines)
  return ("%s{\n%s\n        }%s"):format(before, concat(lines, "\n"), after)
end

-- The conditions of a rule, in words where those say it exactly.
local function conditions_of(rule, arches, known)
  local its, when = {}, {}
  for _, arch in ipairs(rule.arches or {}) do its[arch] = true end
  local there = {}
  for _, arch in ipairs(arches) do
    if not rule.arches or its[arch] then there[#there + 1] = arch end
  end
  for i, c in ipairs(rule.when) do when[i] = M.condition(c) end
  return spoken.conditions(rule, when, there, known)
end

local function rule_text(rule, arches, known)
  local words = {}
  for i, name in ipairs(rule) do words[i] = quoted(name) end
  words[#words + 1] = "action = " .. quoted(low.spec(rule.action, arches))
  if rule.when then
    local tests, long = {}, {}
    for i, c in ipairs(conditions_of(rule, arches, known)) do
      tests[i] = M.written(c)
      long[i] = condition_lines(tests[i])
    end
    local line = "when = {" .. concat(tests, ", ") .. "}"
    words[#words + 1] = #line <= 70 and line or
      "when = {\n        " .. concat(long, ",\n        ") .. ",\n      }"
  end
  if rule.arches then
    words[#words + 1] = "arches = " .. quoted_list(rule.arches)
  end
  if rule.optional then words[#words + 1] = "optional = true" end
  local line = "    {" .. concat(words, ", ") .. "},"
  if #line <= 80 then return line end
  local lines = {"    {"}
  fill(words, "      ", 6, lines)
  lines[#lines + 1] = "    },"
  return concat(lines, "\n")
end

--- A policy file that reads back as the same policy.
function M.file(data)
  local lines = {
    "return {",
    "  default = " .. quoted(low.spec(data.default, data.arches)) .. ",",
    "  bad_arch = " .. quoted(tostring(data.bad_arch)) .. ",",
  }
  if data.unknown then
    lines[#lines + 1] = "  unknown = " ..
      quoted(low.spec(data.unknown, data.arches)) .. ","
  end
  if data.kernel then
    lines[#lines + 1] = "  kernel = " .. quoted(data.kernel) .. ","
  end
  lines[#lines + 1] = "  arches = " .. quoted_list(data.arches) .. ","
  lines[#lines + 1] = "  rules = {"
  local known = {}
  for _, rule in ipairs(data.rules) do
    lines[#lines + 1] = rule_text(rule, data.arches, known)
  end
  lines[#lines + 1] = "  },"
  lines[#lines + 1] = "}\n"
  return concat(lines, "\n")
end

return M
