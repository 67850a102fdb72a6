--- Writes the lists of docs/lua-seccomp-policy.5 anew, of groups and of what
-- lint finds, from the tables of the module: `make manual`. spec/docs_spec.lua
-- says when they are out of date.
--
--     lua5.4 scripts/manual.lua [FILE]   (on standard output with a FILE of -)

-- SPDX-License-Identifier: MIT
local path = "docs/lua-seccomp-policy.5"

local catalogue = require "seccomp.lint.catalogue"
local groups = require "seccomp.groups"

local concat = table.concat

-- Text as mdoc has it: a sentence begins a line, `words` stand out.
local function text_of(text)
  local lines = {}
  local function add(words)
    local line
    for word in words:gmatch "%S+" do
      if line and #line + 1 + #word <= 80 then
        line = line .. " " .. word
      else
        lines[#lines + 1] = line
        line = word
      end
    end
    lines[#lines + 1] = line
  end
  for sentence in text:gsub("(%.) (%S)", "%1\n%2"):gmatch "[^\n]+" do
    local at = 1
    for before, code, behind, next_at in
      sentence:gmatch "([^`]*)`([^`]*)`(%)?[.,;:]?)()"
    do
      local enclosed = before:sub(-1) == "(" and behind:sub(1, 1) == ")"
      add(enclosed and before:sub(1, -2) or before)
      local mark = behind:match "[.,;:]"
      lines[#lines + 1] = (enclosed and ".Pq Ql " or ".Ql ") .. code ..
        (mark and " " .. mark or "")
      at = next_at
    end
    add(sentence:sub(at))
  end
  return lines
end

local function list(names, last)
  local lines = {}
  for i, name in ipairs(names) do
    lines[#lines + 1] = ".Ql " .. name .. (i == #names and " ." or
      i == #names - 1 and "" or " ,")
    if i == #names - 1 then lines[#lines + 1] = last end
  end
  return lines
end

local function append(lines, more)
  table.move(more, 1, #more, #lines + 1, lines)
end

local sections = {groups = {}, findings = {}}

for _, name in ipairs(groups.names()) do
  local lines = sections.groups
  lines[#lines + 1] = ".It Ql " .. name
  local purpose = groups.purpose(name)
  append(lines, text_of(purpose:sub(1, 1):upper() .. purpose:sub(2) .. "."))
  if #groups.besides(name) > 0 then
    lines[#lines + 1] = "Beside:"
    append(lines, list(groups.besides(name), "and"))
  end
end

for _, id in ipairs(catalogue.ids) do
  local lines, check = sections.findings, catalogue.of[id]
  lines[#lines + 1] = ".It Ql " .. id
  append(lines, text_of(check.about .. (check.of_text and
    " Not looked for in a compiled program." or "")))
end

local file <close> = assert(io.open(path))
local page = file:read "a"
for name, lines in pairs(sections) do
  local n
  page, n = page:gsub('(\n%.\\" ' .. name .. '\n).-(%.\\" end\n)',
    function(first, last)
      return first .. concat(lines, "\n") .. "\n" .. last
    end)
  assert(n == 1, "no place for " .. name)
end
if arg[1] == "-" then
  io.write(page)
else
  local out <close> = assert(io.open(path, "w"))
  assert(out:write(page))
end
