--- Values as the prompt shows them.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local errors = require "seccomp.error"
local comparison_text = require("seccomp.policy.comparison_text").condition
local help = require "seccomp.cli.repl.help"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.text"
local words = require "seccomp.policy.words"

local getmetatable = debug.getmetatable
local ipairs, next, pairs, tostring, type = ipairs, next, pairs, tostring, type
local concat, sort = table.concat, table.sort

local M = {}

-- How deep tables are shown, and how many entries, rules or lines of one.
local DEEPEST, MOST = 4, 40

local function plain(text) return text end

-- A line as standard output has room for it, behind so many columns.
local function fitted(line, behind)
  return (terminal.fitted((" "):rep(behind) .. line, 1, behind > 0 and 4 or 2)
    :gsub("^ +", ""))
end

local function key_text(key)
  if type(key) == "string" and key:find "^[%a_][%w_]*$" then return key end
  return "[" .. M.value(key) .. "]"
end

local function keys_in_order(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  sort(keys, function(a, b)
    if math.type(a) == "integer" and math.type(b) == "integer" then
      return a < b
    elseif type(a) ~= type(b) then
      return type(b) ~= "number" and (type(a) == "number" or type(a) < type(b))
    end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local function table_text(value, paint, depth)
  if depth >= DEEPEST then return "{…}" end
  local parts, next_index, width = {}, 1, 0
  for i, key in ipairs(keys_in_order(value)) do
    if i > MOST then
      parts[#parts + 1] = "…"
      break
    end
    local text = M.value(value[key], paint, depth + 1)
    if key == next_index then
      next_index = next_index + 1
    else
      text = key_text(key) .. " = " .. text
    end
    parts[#parts + 1] = text
    width = width + #text
  end
  if #parts == 0 then return "{}" end
  if width < 60 and not concat(parts):find "\n" then
    return "{ " .. concat(parts, ", ") .. " }"
  end
  local indent = ("  "):rep(depth + 1)
  return "{\n" .. indent .. concat(parts, ",\n" .. indent) .. "\n" ..
    ("  "):rep(depth) .. "}"
end

-- The conditions of a filter's rule, in words where those say it exactly.
local function conditions_text(rule)
  local list, tests = {}, {}
  for i, condition in ipairs(rule.conditions) do
    list[i] = texts.condition(condition)
  end
  for i, c in ipairs(words.conditions({rule.syscall}, list, rule.arches or {},
    {}))
  do
    tests[i] = comparison_text(c)
  end
  return #tests > 0 and "  when " .. concat(tests, " and ") or ""
end

local function rule_text(rule, paint)
  return ("%-20s %s%s"):format(rule.syscall,
    paint(tostring(rule.action), "cyan"), conditions_text(rule))
end

-- The first lines of a text, indented.
local function first_lines(text, more)
  local lines, count = {}, 0
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "([^\n]*)\n" do
    count = count + 1
    if count <= MOST then
      lines[count] = line == "" and "" or "  " .. line
    end
  end
  if count > MOST then
    lines[MOST + 1] = ("  … %d more: %s"):format(count - MOST, more)
  end
  return concat(lines, "\n")
end

-- Objects that say more than their name does.
local OBJECTS = {}

function OBJECTS.Filter(filter, paint)
  local text = paint(tostring(filter), "bold")
  if not filter:is_valid() then return text end
  local rules = {}
  for i, rule in ipairs(filter:rules()) do rules[i] = rule_text(rule, paint) end
  return #rules == 0 and text or
    text .. "\n" .. first_lines(concat(rules, "\n"), "f:rules()")
end

-- As the policy that it is, where there is one.
function OBJECTS.Program(program, paint)
  local ok, policy = errors.attempt(program.policy, program)
  return paint(tostring(program), "bold") .. "\n" ..
    (ok and first_lines(tostring(policy), "p:policy()") or
      first_lines(program:disassemble(), "p:disassemble()"))
end

function OBJECTS.Stack(stack, paint)
  local ok, policy = errors.attempt(stack.policy, stack)
  return paint(tostring(stack), "bold") ..
    (ok and "\n" .. first_lines(tostring(policy), "s:policy()") or "")
end

function OBJECTS.Policy(policy)
  return (tostring(policy):gsub("\n$", ""))
end

function OBJECTS.Request(request, paint)
  return paint(tostring(request), "bold") .. "\n  " .. call.of_request(request)
end

-- Tables of ours, told by their fields.
local TABLES = {}

-- A witness: a call and what becomes of it.
TABLES[1] = function(value, paint)
  if not (value.syscall and value.arch and (value.left or value.expected)) then
    return nil
  end
  local text = call.text(value)
  for _, name in ipairs {"left", "right", "expected", "actual"} do
    if value[name] then
      text = ("%s  %s %s"):format(text, name,
        paint(tostring(value[name]), "cyan"))
    end
  end
  return text
end

-- A rule of a filter.
TABLES[2] = function(value, paint)
  return value.syscall and value.action and value.conditions and
    rule_text(value, paint)
end

-- A finding.
TABLES[3] = function(value, paint)
  if not (value.id and value.severity and value.message) then return nil end
  return fitted(paint(value.severity .. " " .. value.id, "yellow") ..
    (value.rule and " rule " .. value.rule or "") .. ": " ..
    errors.line(tostring(value.message)), 0)
end

-- A set as of features(): its list part names what its fields have as true.
TABLES[4] = function(value)
  if type(value[1]) ~= "string" or value[value[1]] ~= true then return nil end
  local missing = {}
  for key, there in pairs(value) do
    if there == false then missing[#missing + 1] = key end
  end
  sort(missing)
  return fitted(concat(value, " ") .. (#missing > 0 and
    "  (not: " .. concat(missing, " ") .. ")" or ""), #"  actions = ")
end

local function count(n, what)
  return ("%d %s%s"):format(n, what, n == 1 and "" or "s")
end

-- A process of attached.list(), of which the kernel may not tell all.
TABLES[5] = function(value, paint)
  if not (value.pid and value.mode and value.agree ~= nil) then return nil end
  local parts = {value.mode}
  if (value.filters or 0) > 0 then
    parts[2] = paint(count(value.filters, "filter"), "cyan")
  end
  if value.no_new_privs then parts[#parts + 1] = "no_new_privs" end
  if (value.listeners or 0) > 0 then
    parts[#parts + 1] = count(value.listeners, "listener")
  end
  if not value.agree then parts[#parts + 1] = "its threads differ" end
  return ("%7d  %-20s %s"):format(value.pid, terminal.line(value.name or "?"),
    concat(parts, ", "))
end

local function own_table(value, paint)
  for _, form in ipairs(TABLES) do
    local text = form(value, paint)
    if text then return text end
  end
end

-- A list of such tables, a line for each.
local function own_list(value, paint)
  local lines = {}
  for i, item in ipairs(value) do
    lines[i] = type(item) == "table" and not getmetatable(item) and
      own_table(item, paint)
    if not lines[i] then return nil end
  end
  if #lines == 0 or next(value, #lines) ~= nil then return nil end
  return concat(lines, "\n")
end

local function string_text(value, paint, depth)
  if depth == 0 and value:find "\n" and errors.lines(value) == value then
    return (value:gsub("\n$", ""))
  end
  return paint(errors.line((("%q"):format(value):gsub("\\\n", "\\n"))), "green")
end

--- A value as text: objects by what is in them, tables of ours in words, text
-- of several lines as it is, integers in hex too where that tells more.
-- @param value
-- @tparam[opt] function paint
-- @tparam[opt] integer depth
-- @treturn string
function M.value(value, paint, depth)
  paint, depth = paint or plain, depth or 0
  local kind, meta = type(value), getmetatable(value)
  if kind == "string" then return string_text(value, paint, depth) end
  if math.type(value) == "integer" and (value > 255 or value < -4095) then
    return ("%d (0x%x)"):format(value, value)
  end
  if kind == "userdata" or kind == "table" and meta and meta.__tostring then
    local form = depth == 0 and OBJECTS[help.class(value)]
    if form then return form(value, paint) end
    return paint(errors.lines(tostring(value)), "cyan")
  end
  if kind == "table" and not meta then
    return own_table(value, paint) or depth == 0 and own_list(value, paint) or
      table_text(value, paint, depth)
  elseif kind == "table" then
    return table_text(value, paint, depth)
  end
  return tostring(value)
end

--- An error in a few lines: what is wrong, and its witness. A table that is no
-- error of ours is printed as any value.
-- @treturn string
function M.error(err)
  local object = type(err) == "table"
  local text
  if object and err.op and err.message then
    text = ("%s: %s (%s)"):format(err.op, err.message, err.code)
    if not text:find "\n" then text = terminal.fitted(text, 2, 2) end
  elseif type(err) == "string" then
    text = err:gsub("^repl:%d+: ", "")
  else
    text = M.value(err)
  end
  if object and err.witness then
    text = text .. "\n  as in: " .. M.value(err.witness)
  end
  return text
end

return M
