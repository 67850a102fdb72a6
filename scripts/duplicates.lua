--- Finds code that stands twice: lua5.4 scripts/duplicates.lua FILE...
-- Two places count as the same when SPAN lines in a row are equal, leaving
-- aside blank lines, comments, indentation, lone brackets and #include. Exit
-- status 1 when there are any.

-- SPDX-License-Identifier: MIT
local SPAN = 9

-- lines that say nothing by themselves are no evidence of copying
local function significant(line)
  line = line:gsub("^%s+", ""):gsub("%s+$", "")
  if #line < 4 or line:match "^#%s*include" or line:match "^/?%*" or
    line:match "^%-%-" or line == "else" or line == "return" or
    line:match "^local [%w_, ]+ = require" then
    return nil
  end
  return line
end

local files = {}
for i = 1, #arg do
  local lines, at = {}, 0
  for line in io.lines(arg[i]) do
    at = at + 1
    local text = significant(line)
    if text then lines[#lines + 1] = {text = text, at = at} end
  end
  files[i] = {name = arg[i], lines = lines}
end

-- the first place where a span of lines was seen, by its text
local seen, found = {}, 0
for _, file in ipairs(files) do
  local lines, i = file.lines, 1
  while i + SPAN - 1 <= #lines do
    local span = {}
    for k = 0, SPAN - 1 do span[k + 1] = lines[i + k].text end
    local key = table.concat(span, "\n")
    local first = seen[key]
    if first and (first.file ~= file or first.index + SPAN <= i) then
      local length = SPAN
      while first.file.lines[first.index + length] and lines[i + length] and
        first.file.lines[first.index + length].text ==
        lines[i + length].text do
        length = length + 1
      end
      found = found + 1
      print(("%s:%d: %d lines stand at %s:%d too"):format(file.name,
        lines[i].at, length, first.file.name,
        first.file.lines[first.index].at))
      i = i + length
    else
      seen[key] = first or {file = file, index = i}
      i = i + 1
    end
  end
end
os.exit(found == 0 and 0 or 1)
