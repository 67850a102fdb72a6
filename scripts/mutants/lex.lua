--- Tokens of C and Lua, as far as scripts/mutants/sites.lua needs them: a list
-- of {kind =, text =, from =, to =, first = (the first of its line)}, with kind
-- one of name, number, string, op. Comments and the preprocessor's lines are
-- left out.

-- SPDX-License-Identifier: MIT
local M = {}

-- longest first
local OPERATORS = {
  c = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==",
    "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="},
  lua = {"...", "..", "::", "//", "<<", ">>", "<=", ">=", "==", "~="},
}

-- The end of a string that begins at `from` with the given quote.
local function quoted(text, from)
  local quote, at = text:sub(from, from), from + 1
  while text:sub(at, at) ~= quote do
    at = at + (text:sub(at, at) == "\\" and 2 or 1)
    if at > #text then return #text end
  end
  return at
end

-- The end of what is no token and begins at `from`, or nil.
local function passed_over(text, from, language)
  local _, to = text:find("^%s+", from)
  if to then return to end
  if language == "c" then
    if text:find("^/%*", from) then
      return select(2, text:find("*/", from + 2, true)) or #text
    end
    if text:find("^//", from) then return (text:find("\n", from) or #text) end
    if text:find("^#", from) then
      to = from
      repeat to = text:find("\n", to + 1) or #text
      until to == #text or text:sub(to - 1, to - 1) ~= "\\"
      return to
    end
  elseif text:find("^%-%-", from) then
    local level = text:match("^%-%-%[(=*)%[", from)
    if level then
      return select(2, text:find("]" .. level .. "]", from, true)) or #text
    end
    return text:find("\n", from) or #text
  end
  return nil
end

-- Kind and end of the token that begins at `from`.
local function token(text, from, language)
  local _, to = text:find("^[%a_][%w_]*", from)
  if to then return "name", to end
  if text:find("^%.?%d", from) then
    _, to = text:find("^0[xX]%x+[uUlL]*", from)
    if not to then _, to = text:find("^[%d.]+[eE]?[%duUlLfF]*", from) end
    return "number", to
  end
  if text:find("^[\"']", from) then return "string", quoted(text, from) end
  local level = language == "lua" and text:match("^%[(=*)%[", from)
  if level then
    return "string", select(2, text:find("]" .. level .. "]", from, true))
  end
  for _, op in ipairs(OPERATORS[language]) do
    if text:sub(from, from + #op - 1) == op then return "op", from + #op - 1 end
  end
  return "op", from
end

--- @tparam string text
-- @tparam string language "c" or "lua"
function M.tokens(text, language)
  local list, at, fresh = {}, 1, true
  if text:sub(1, 2) == "#!" then at = text:find("\n", 1, true) or #text + 1 end
  while at <= #text do
    local to = passed_over(text, at, language)
    if to then
      fresh = fresh or text:sub(at, to):find("\n", 1, true) ~= nil
    else
      local kind
      kind, to = token(text, at, language)
      list[#list + 1] = {kind = kind, text = text:sub(at, to), from = at,
        to = to, first = fresh}
      fresh = false
    end
    at = to + 1
  end
  return list
end

return M
