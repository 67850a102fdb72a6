--- Why some changes need not be noticed: scripts/mutants/reasons.txt. A reason
-- is a stretch of lines between empty ones:
--
--     FILE FUNCTION
--     - the line, or the lines as one
--     + what it would be, or * for whatever
--     why
--
-- with several pairs of - and + if they share the reason. White space does not
-- count, nor does where the lines stand; a reason for a text that its file no
-- longer has is reported. FILE and FUNCTION are * for all, and a line that ends
-- in * is the beginning of one.

-- SPDX-License-Identifier: MIT
local M = {}

local shell = require "shell"

local PATH = "scripts/mutants/reasons.txt"

local methods = {}
methods.__index = methods

local function plain(text)
  return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

function M.read()
  local self = setmetatable({list = {}}, methods)
  local text = (shell.slurp(PATH) or "") .. "\n\n"
  for block in text:gmatch "(.-)\n\n+" do
    local one = {pairs = {}, why = {}}
    for line in block:gmatch "[^\n]+" do
      if line:find "^#" then -- a remark
        one.remark = line
      elseif not one.file then
        one.file, one.func = line:match "^(%S+)%s+(.-)%s*$"
      elseif line:find "^%- " then
        one.pairs[#one.pairs + 1] = {old = plain(line:sub(3))}
      elseif line:find "^%+" then
        one.pairs[#one.pairs].new = plain(line:sub(2))
      else
        one.why[#one.why + 1] = line
      end
    end
    if one.file then
      assert(#one.why > 0 and #one.pairs > 0, PATH .. ": " .. block)
      self.list[#self.list + 1] = one
    end
  end
  return self
end

local function fits(pattern, text)
  if pattern:sub(-1) ~= "*" then return pattern == text end
  return text:sub(1, #pattern - 1) == pattern:sub(1, -2)
end

--- The reason for a change, or nil.
function methods:why(file, func, old, new)
  for _, one in ipairs(self.list) do
    for _, pair in ipairs(fits(one.file, file) and fits(one.func, func) and
      one.pairs or {})
    do
      if fits(pair.old, plain(old)) and fits(pair.new, plain(new)) then
        return table.concat(one.why, " ")
      end
    end
  end
  return nil
end

--- Complaints about reasons for what is no longer there.
function methods:stale(files, slurp)
  local out, there = {}, {}
  for _, file in ipairs(files) do there[file] = true end
  for _, one in ipairs(self.list) do
    local text = there[one.file] and plain(slurp(one.file))
    for _, pair in ipairs(one.file == "*" and {} or one.pairs) do
      if not text then
        out[#out + 1] = PATH .. ": there is no " .. one.file
      elseif not text:find((pair.old:gsub("%*$", "")), 1, true) then
        out[#out + 1] = ("%s: %s no longer has: %s"):format(PATH, one.file,
          pair.old)
      end
    end
  end
  return out
end

return M
