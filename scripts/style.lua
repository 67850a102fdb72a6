--- Holds the Lua files to one way of writing, as clang-format does those in C:
-- `make lint`. What luacheck sees (globals, names that are not used, lines of
-- more than 80 columns) is left to it.
--
--     lua5.4 scripts/style.lua FILE…
--
-- Strings have double quotes, unless there is one in them. A call with one
-- string or table for its argument has no parentheses, unless something follows
-- that takes its result. Tables have no blanks inside their braces. A line that
-- goes on ends with its operator. Functions that have a name of their own are
-- made by `local function`. Blanks and no tabs, and none at the end.

-- SPDX-License-Identifier: MIT
local found = 0

local function complain(path, number, what)
  found = found + 1
  print(("%s:%d: %s"):format(path, number, what))
end

-- The text with comments gone, and with each string as "" or, where single
-- quotes are not needed, as ''.
local function bare(text)
  local out, at = {}, 1
  local function take(upto, as)
    out[#out + 1] = text:sub(at, upto):gsub("[^\n]", "") .. as
    at = upto + 1
  end
  while at <= #text do
    local two, char = text:sub(at, at + 1), text:sub(at, at)
    local level = text:match("^%-?%-?%[(=*)%[", at)
    if level and (two == "--" or char == "[") then
      local _, stop = text:find("]" .. level .. "]", at, true)
      take(stop, two == "--" and "" or '""')
    elseif two == "--" then
      take((text:find("\n", at, true) or #text + 1) - 1, "")
    elseif char == '"' or char == "'" then
      local stop = at + 1
      while text:sub(stop, stop) ~= char do
        stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
      end
      local needless = char == "'" and
        not text:sub(at + 1, stop - 1):find '"'
      take(stop, needless and "''" or '""')
    else
      local stop = text:find("[%-%['\"]", at + 1) or #text + 1
      out[#out + 1] = text:sub(at, stop - 1)
      at = stop
    end
  end
  return table.concat(out)
end

local RULES = {
  {"'' ", "a string in single quotes has no double ones in it"},
  {"%f[%w_][%w_]+%(\"\"%)[ ;]", "parentheses around one string"},
  {"%f[%w_][%w_]+%(%b{}%)[ ;]", "parentheses around one table"},
  {"{ +[^ }]", "a blank behind a brace"},
  {"[^ {,] +}", "a blank before a brace"},
  {"^ +%.%. ", "a line begins with .., which ends the one before"},
  {"^ +and ", "a line begins with \"and\", which ends the one before"},
  {"^ +or ", "a line begins with \"or\", which ends the one before"},
  {"^ *local [%w_]+ = function ?%(", "a function that is not made by local " ..
    "function"},
  {"^ *module ?[(\"]", "module() makes a global"},
  {";[ ]$", "a semicolon at the end"},
}

for _, path in ipairs(arg) do
  local file <close> = assert(io.open(path))
  local text = file:read "a":gsub("^#![^\n]*", "")
  local number = 0
  for line in text:gmatch "([^\n]*)\n" do
    number = number + 1
    if line:find "\t" then complain(path, number, "a tab") end
    if line:find " $" then complain(path, number, "a blank at the end") end
  end
  number = 0
  for line in (bare(text) .. "\n"):gmatch "([^\n]*)\n" do
    number = number + 1
    for _, rule in ipairs(RULES) do
      if (line .. " "):find(rule[1]) then
        complain(path, number, rule[2])
      end
    end
  end
end
os.exit(found == 0)
