--- Filters in the text form of spec/data/libseccomp_suite.txt, made through
-- our API.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local M = {}

local function words(line)
  local list = {}
  for word in line:gmatch "%S+" do list[#list + 1] = word end
  return list
end

-- as decimal string where it is decimal: both ways in are exercised
local function datum(word)
  if word == nil or word:match "^%d+$" then return word end
  return (assert(math.tointeger(tonumber(word)), word))
end

local function syscall(word)
  return math.tointeger(tonumber(word)) or word
end

local function conditions(list, first)
  local out = {}
  for i = first, #list do
    local arg, op, a, b = list[i]:match "^(%d),([^,]+),([^,]+),?(.*)$"
    out[#out + 1] = {tonumber(arg), op, datum(a), datum(b ~= "" and b or nil)}
  end
  return table.unpack(out)
end

local ATTRIBUTE = {
  bad_arch_action = function(word) return word end,
  tskip = function(word) return word == "1" end,
  optimize = function(word) return math.tointeger(tonumber(word)) end,
}

local VERBS = {
  reset = function(f, w) f:reset(w[2]) end,
  ["arch+"] = function(f, w) f:add_arch(w[2]) end,
  ["arch-"] = function(f, w) f:remove_arch(w[2]) end,
  set = function(f, w) f:set(w[2], ATTRIBUTE[w[2]](w[3])) end,
  priority = function(f, w)
    f:set_priority(syscall(w[2]), math.tointeger(tonumber(w[3])))
  end,
  rule = function(f, w)
    f:add_rule(syscall(w[2]), w[3], conditions(w, 4))
  end,
  exact = function(f, w)
    f:add_rule_exact(syscall(w[2]), w[3], conditions(w, 4))
  end,
}

--- A builder: `step(line)` does one line and raises what the API raises.
-- `filter` is the filter, made by its `init` line.
function M.builder()
  local self = {}
  function self.step(line)
    local w = words(line)
    if w[1] == "init" then
      self.filter = seccomp.filter(w[2])
    elseif w[1] == "begin" then
      self.source = seccomp.filter(w[2])
    elseif w[1] == "merge" then
      self.filter:merge(self.source)
      self.source = nil
    else
      VERBS[w[1]](self.source or self.filter, w)
    end
  end
  return self
end

--- The filter that lines make, and the errno of each `try` (0: not refused).
function M.build(lines)
  local builder, refused = M.builder(), {}
  for _, line in ipairs(lines) do
    local tried = line:match "^try (.*)"
    if tried then
      local ok, err = pcall(builder.step, tried)
      if not ok and type(err) ~= "table" then error(err, 0) end
      refused[#refused + 1] = ok and 0 or err.errno
    else
      builder.step(line)
    end
  end
  return builder.filter, refused
end

--- The filters of a text, in order: `{name=, lines}`.
function M.parse(text)
  local list = {}
  for line in text:gmatch "[^\n]+" do
    local name = line:match "^filter (.*)"
    if name then
      list[#list + 1] = {name = name}
    elseif line:sub(1, 1) ~= "#" then
      table.insert(list[#list], line)
    end
  end
  return list
end

--- A list of such filters as text.
function M.text(filters)
  local out = {}
  for _, filter in ipairs(filters) do
    out[#out + 1] = "filter " .. filter.name
    table.move(filter, 1, #filter, #out + 1, out)
  end
  return table.concat(out, "\n") .. "\n"
end

return M
