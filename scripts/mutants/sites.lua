--- Where a source file can be changed, and into what: each a small change of
-- the kind that people make.
--
--     turned   a condition is the opposite
--     always, never  a condition holds for all, or for nothing
--     bound    < for <=, and the like; == for !=
--     joined   && for ||
--     term     one side of && or || is left out
--     sign     + for -, & for |, << for >>; a ! or ~ left out
--     constant a number is one more or less; true for false; another word
--     dropped  a call, an assignment, a return, a break is left out
--     entry    something in a table is left out, a word in a list of words
--     swapped  two neighbours in a table have each other's place
--
-- A change is {kind =, func = (its function or table), from =, to =, by =
-- (what stands there then), old =, new = (the lines, before and after),
-- outside = (of all functions)}.

-- SPDX-License-Identifier: MIT
local M = {}

local lex = require "lex"

local concat = table.concat

local KEYWORDS = {}
for word in ([[and break do else elseif end false for function goto if in
  local nil not or repeat return then true until while]]):gmatch "%a+" do
  KEYWORDS[word] = true
end
-- begin no statement of C that could be left out
local C_KEPT = {}
for word in ([[auto bool case char const default do double else enum extern
  float for if inline int int32_t int64_t long register short signed size_t
  ssize_t static struct switch typedef uint16_t uint32_t uint64_t uint8_t
  union unsigned void volatile while _Static_assert static_assert
  ]]):gmatch "[%w_]+" do
  C_KEPT[word] = true
end

local OPPOSITE = {["("] = ")", ["{"] = "}", ["["] = "]"}
local BOUNDS = {["<"] = "<=", ["<="] = "<", [">"] = ">=", [">="] = ">",
  ["=="] = "!=", ["!="] = "=="}
local LUA_BOUNDS = {["<"] = "<=", ["<="] = "<", [">"] = ">=", [">="] = ">",
  ["=="] = "~=", ["~="] = "=="}
local SIGNS = {["+"] = "-", ["-"] = "+", ["&"] = "|", ["|"] = "&",
  ["<<"] = ">>", [">>"] = "<<"}
local ASSIGNED = {["+="] = "-=", ["-="] = "+=", ["|="] = "&=", ["&="] = "|=",
  ["++"] = "--", ["--"] = "++", ["<<="] = ">>=", [">>="] = "<<="}

-- One pass over the tokens: which bracket or block each stands in (`within`,
-- the index of what opened it), what closes it (`mate`), and the name of the
-- function or table.
local function structure(tokens, language)
  local stack, names = {}, {}
  local lua = language == "lua"
  local name = "file"
  for i, t in ipairs(tokens) do
    local text, before = t.text, tokens[i - 1]
    local opens = t.kind == "op" and OPPOSITE[text] or lua and
      t.kind == "name" and (text == "function" or text == "if" or
      text == "do" or text == "repeat")
    local closes = t.kind == "op" and (text == ")" or text == "}" or
      text == "]") or lua and t.kind == "name" and
      (text == "end" or text == "until")
    if closes then
      local open = table.remove(stack)
      if open then
        tokens[open].mate, t.mate = i, open
        name = names[open]
      end
    end
    t.within, t.func = stack[#stack], name
    if opens then
      stack[#stack + 1] = i
      names[i] = name
      if lua and text == "function" then
        local said = {}
        local k = i + 1
        while tokens[k] and tokens[k].text ~= "(" do
          said[#said + 1] = tokens[k].text
          k = k + 1
        end
        if #said == 0 and before and before.text == "=" then
          said[1] = tokens[i - 2].text
        end
        if #said > 0 then name = concat(said) end
      elseif lua and text == "{" and #stack == 1 and before and
          before.text == "=" then
        name = tokens[i - 2].text
      elseif not lua and #stack == 1 then
        if text == "(" and before and before.kind == "name" then
          t.called = before.text
        elseif text == "{" and before then -- none: a table's rows alone
          local k = i - 1
          if tokens[k].text == "=" then -- a table: its name, before any []
            k = k - 1
            while tokens[k].mate do k = tokens[k].mate - 1 end
            name = tokens[k].text
          elseif tokens[k].mate and tokens[tokens[k].mate].called then
            name = tokens[tokens[k].mate].called
          elseif tokens[k].kind == "name" then
            name = tokens[k].text -- of a struct or an enum
          end
        end
      end
      t.func = name
    end
  end
end

-- Whether an operator has something on its left: else it is a unary one.
local function is_binary(tokens, i)
  local before = tokens[i - 1]
  if not before then return false end
  if before.kind == "name" then return not KEYWORDS[before.text] and
    before.text ~= "case" or before.text == "end" end
  return before.kind ~= "op" or before.text == ")" or before.text == "]" or
    before.text == "}"
end

-- The last token of the term to the right of a logical operator.
local function term_end(tokens, i, language)
  local k = i + 1
  while tokens[k] do
    local t = tokens[k]
    local text = t.text
    if t.mate and t.mate > k then
      k = t.mate
    elseif text == "&&" or text == "||" or text == ")" or text == "]" or
        text == "}" or text == ";" or text == "," or text == "?" or
        text == ":" and language == "c" then
      return k - 1
    elseif language == "lua" and t.kind == "name" and k > i + 1 then
      if text == "and" or text == "or" or text == "then" or text == "do" or
          KEYWORDS[text] and text ~= "not" and text ~= "nil" and
          text ~= "true" and text ~= "false" then
        return k - 1
      end
      local before = tokens[k - 1]
      if t.first and (before.kind ~= "op" or before.text == ")" or
          before.text == "]" or before.text == "}") and text ~= "not" and
          before.text ~= "not" then
        return k - 1
      end
    end
    k = k + 1
  end
  return nil
end

-- The elements of the table or initialiser that token i opens: {first, last}
-- each, indices of tokens.
local function elements(tokens, i)
  local out, first = {}, i + 1
  local k = first
  while k < tokens[i].mate do
    local t = tokens[k]
    if t.mate and t.mate > k then
      k = t.mate
    elseif t.kind == "op" and (t.text == "," or t.text == ";") then
      if k > first then out[#out + 1] = {first, k - 1} end
      first = k + 1
    end
    k = k + 1
  end
  if first < tokens[i].mate then out[#out + 1] = {first, tokens[i].mate - 1} end
  return out
end

-- Where the value of an element begins: behind `key =`.
local function value_of(tokens, element)
  local k = element[1]
  while k <= element[2] do
    if tokens[k].text == "=" then return k + 1 end
    if tokens[k].mate and tokens[k].mate > k then k = tokens[k].mate end
    k = k + 1
  end
  return element[1]
end

-- Whether a statement of Lua begins at token i: there is nothing between them
-- to see it by.
local function lua_statement(tokens, i)
  local t, before = tokens[i], tokens[i - 1]
  if t.kind ~= "name" then return false end
  local within = t.within and tokens[t.within].text
  if within and OPPOSITE[within] then return false end
  if not before then return true end
  if before.kind == "name" and KEYWORDS[before.text] then
    local b = before.text
    if b == "then" or b == "do" or b == "else" or b == "repeat" then
      return true
    end
    return t.first and (b == "end" or b == "nil" or b == "true" or
      b == "false" or b == "break")
  end
  if not t.first or t.text == "and" or t.text == "or" then return false end
  return before.kind ~= "op" or before.text == ")" or before.text == "]" or
    before.text == "}" or before.text == ";" or before.text == "..."
end

local LUA_ENDS = {["end"] = true, ["else"] = true, ["elseif"] = true,
  ["until"] = true}

local function lua_statement_end(tokens, i)
  local k = i
  while tokens[k + 1] do
    if tokens[k].mate and tokens[k].mate > k then k = tokens[k].mate end
    local after = tokens[k + 1]
    if not after or after.within ~= tokens[i].within or
        LUA_ENDS[after.text] or lua_statement(tokens, k + 1) then
      return k
    end
    k = k + 1
  end
  return k
end

local function c_statement(tokens, i)
  local t, before = tokens[i], tokens[i - 1]
  if t.kind ~= "name" or C_KEPT[t.text] or not before or not t.within then
    return false
  end
  local within = tokens[t.within]
  if within.text ~= "{" then return false end
  local b = before.text
  if b ~= ";" and b ~= "{" and b ~= "}" and b ~= "else" and
      not (b == ")" and tokens[before.mate - 1] and
      (tokens[before.mate - 1].text == "if" or
      tokens[before.mate - 1].text == "for" or
      tokens[before.mate - 1].text == "while")) and
      not (b == ":" and t.first) then
    return false
  end
  local after = tokens[i + 1].text
  if t.text == "return" or t.text == "break" or t.text == "continue" or
      t.text == "goto" then
    return true
  end
  return after == "(" or after == "->" or after == "." or after == "[" or
    after == "=" or ASSIGNED[after] ~= nil or after:find "^.=$" ~= nil
end

local function c_statement_end(tokens, i)
  local k = i
  while tokens[k] and tokens[k].text ~= ";" do
    if tokens[k].text == "}" then return nil end
    k = (tokens[k].mate and tokens[k].mate > k) and tokens[k].mate + 1 or k + 1
  end
  return tokens[k] and k
end

-- A number one more or one less, written as it was.
local function beside(text, by)
  local digits, suffix = text:match "^(0[xX]%x+)([uUlL]*)$"
  if not digits then digits, suffix = text:match "^(%d+)([uUlL]*)$" end
  local n = digits and math.tointeger(tonumber(digits))
  if not n or (by < 0 and n == 0) then return nil end
  return (digits:find "^0[xX]" and "0x%x" or "%d"):format(n + by) .. suffix
end

--- All changes of a file, in its order.
function M.of(text, language)
  local lua = language == "lua"
  local tokens = lex.tokens(text, language)
  structure(tokens, language)
  local out = {}
  local starts = {1}
  for past in text:gmatch "\n()" do starts[#starts + 1] = past end
  -- where the line begins that has the character at `place`
  local function line_of(place)
    local low, high = 1, #starts
    while low < high do
      local middle = (low + high + 1) // 2
      if starts[middle] <= place then low = middle else high = middle - 1 end
    end
    return starts[low]
  end
  -- the lines on which a stretch stands, as one
  local function lines(from, to, by)
    local first = line_of(from)
    local last = (text:find("\n", to, true) or #text + 1) - 1
    local function plain(s)
      return (s:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
    end
    return plain(text:sub(first, last)),
      plain(text:sub(first, from - 1) .. by .. text:sub(to + 1, last))
  end
  local function outside(i)
    local within = tokens[i].within
    while within do
      local before = tokens[within - 1]
      if tokens[within].text == (lua and "function" or "{") and (lua or
          before and before.text == ")") then
        return false
      end
      within = tokens[within].within
    end
    return true
  end
  local function add(kind, i, k, by)
    local from, to = tokens[i].from, tokens[k].to
    local was = text:sub(from, to)
    if was == by then return end
    -- lines keep their numbers
    local _, had = was:gsub("\n", "")
    local _, has = by:gsub("\n", "")
    by = by .. ("\n"):rep(had - has)
    local old, new = lines(from, to, by)
    out[#out + 1] = {kind = kind, func = tokens[i].func, from = from, to = to,
      by = by, old = old, new = new, outside = outside(i)}
  end
  local function source(i, k) return text:sub(tokens[i].from, tokens[k].to) end

  local TRUE, FALSE = lua and "true" or "1", lua and "false" or "0"
  local AND, OR = lua and "and" or "&&", lua and "or" or "||"
  local function condition(i, k)
    local inner = source(i, k)
    add("turned", i, k, (lua and "not (%s)" or "!(%s)"):format(inner))
    add("always", i, k, ("(%s) %s %s"):format(inner, OR, TRUE))
    add("never", i, k, ("(%s) %s %s"):format(inner, AND, FALSE))
  end

  -- Whether what token i opens is a list of functions by their names, which
  -- means the same in any order.
  local function is_registry(i)
    for k = math.max(1, i - 5), i - 1 do
      if tokens[k].text == "luaL_Reg" then return true end
    end
    return false
  end

  local function table_at(i)
    local list = elements(tokens, i)
    local in_order = not is_registry(i)
    for at, element in ipairs(list) do
      local first, last = element[1], element[2]
      local comma = tokens[last + 1].text ~= "}" and last + 1 or last
      add("entry", first, comma, "")
      local after = list[at + 1]
      if after then
        local a, b = value_of(tokens, element), value_of(tokens, after)
        if in_order and (a == first) == (b == after[1]) then
          local between = text:sub(tokens[last].to + 1, tokens[b].from - 1)
          add("swapped", a, after[2], source(b, after[2]) .. between ..
            source(a, last))
        end
      end
    end
  end

  local function words_at(i)
    local t = tokens[i]
    local body = t.text:match "^%[%[(.*)%]%]$" or t.text:match '^"(@.*)"$'
    if not body or body:find "[^%w_@%s]" or not body:find "%w%s+[%w@]" then
      return
    end
    local from = t.from + (t.text:find(body, 1, true) - 1)
    for at, past in body:gmatch "()[%w_@]+()" do
      local old, new = lines(from + at - 1, from + past - 2, "")
      out[#out + 1] = {kind = "entry", func = t.func, from = from + at - 1,
        to = from + past - 2, by = "", old = old, new = new,
        outside = outside(i)}
    end
  end

  for i, t in ipairs(tokens) do
    local what, after = t.text, tokens[i + 1]
    if t.kind == "name" then
      if lua and (what == "if" or what == "elseif" or what == "while") then
        local k = i + 1
        while tokens[k] and tokens[k].text ~= "then" and tokens[k].text ~= "do"
        do
          k = (tokens[k].mate and tokens[k].mate > k) and tokens[k].mate + 1 or
            k + 1
        end
        condition(i + 1, k - 1)
      elseif not lua and (what == "if" or what == "while") and after and
          after.mate and tokens[i + 2] then
        condition(i + 2, after.mate - 1)
      elseif lua and (what == "and" or what == "or") or
          what == "true" or what == "false" then
        if what == "true" then add("constant", i, i, "false")
        elseif what == "false" then add("constant", i, i, "true")
        else add("joined", i, i, what == "and" and "or" or "and") end
      elseif lua and what == "not" then
        add("sign", i, i, "")
      end
      local last
      if lua and lua_statement(tokens, i) and (not KEYWORDS[what] or
          what == "return" or what == "break") then
        last = lua_statement_end(tokens, i)
        -- what ends without a return gives nil as well
        if tokens[last].text == "nil" and last == i + 1 and
            tokens[last + 1] and tokens[last + 1].text == "end" and
            tokens[t.within].text == "function" then
          last = nil
        end
      elseif not lua and c_statement(tokens, i) then
        last = c_statement_end(tokens, i)
        -- a function's last return is no loss that compiles well
        local outer = t.within and tokens[t.within].within
        if last and what == "return" and not outer and
            tokens[last + 1].text == "}" then
          last = nil
        end
      end
      if last then add("dropped", i, last, lua and "" or ";") end
    elseif t.kind == "number" then
      local more, less = beside(what, 1), beside(what, -1)
      if more then add("constant", i, i, more) end
      if less then add("constant", i, i, less) end
    elseif t.kind == "string" then
      if what:find '^"[%w_@.-]+"$' and not (tokens[i - 1] and
          tokens[i - 1].text == "require") then
        add("constant", i, i, '"other"')
      end
      if lua then words_at(i) end
    else
      local bound = (lua and LUA_BOUNDS or BOUNDS)[what]
      if bound and is_binary(tokens, i) then
        add("bound", i, i, bound)
      elseif what == "&&" or what == "||" then
        add("joined", i, i, what == "&&" and "||" or "&&")
      elseif SIGNS[what] and is_binary(tokens, i) then
        add("sign", i, i, SIGNS[what])
      elseif not lua and ASSIGNED[what] then
        add("sign", i, i, ASSIGNED[what])
      elseif what == "!" or what == "~" and not is_binary(tokens, i) then
        add("sign", i, i, "")
      elseif what == "{" and t.mate and (lua or (tokens[i - 1] and
          (tokens[i - 1].text == "=" or tokens[i - 1].text == "," or
          tokens[i - 1].text == "{") and tokens[i - 1].kind == "op" and
          tokens[t.mate - 1].text ~= ";")) then
        table_at(i)
      end
    end
    if what == "&&" or what == "||" or lua and t.kind == "name" and
        (what == "and" or what == "or") then
      local last = term_end(tokens, i, language)
      if last and last > i then
        local conj = what == "&&" or what == "and"
        add("term", i + 1, last, conj and TRUE or FALSE)
      end
    end
  end
  return out
end

--- The names of functions and tables by line: of those that a line has part
-- in, the innermost.
function M.functions(text, language)
  local tokens = lex.tokens(text, language)
  structure(tokens, language)
  local out, depths, line, at = {}, {}, 1, 1
  for _, t in ipairs(tokens) do
    for _ in text:sub(at, t.from - 1):gmatch "\n" do line = line + 1 end
    at = t.from
    local depth, within = 0, t.within
    while within do depth, within = depth + 1, tokens[within].within end
    if not depths[line] or depth > depths[line] then
      out[line], depths[line] = t.func, depth
    end
  end
  return out
end

return M
