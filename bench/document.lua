--- document.lua OUTPUT: puts the tables that `make bench` printed, and the line
-- of the machine, into docs/performance.md and bench/README.md, in place of
-- those of the same name: each stands behind a comment that is its name.

-- SPDX-License-Identifier: MIT
local function slurp(path)
  local file <close> = assert(io.open(path))
  return file:read "a"
end

-- A named block ends with an empty line.
local tables, name = {}, nil
for printed in io.lines((assert(arg[1], "document.lua OUTPUT"))) do
  -- without how far the run was, for a terminal
  local line = printed:gsub("^.*\27%[K", "")
  local begins = line:match "^<!%-%- (%w+) %-%->$"
  if begins then
    name, tables[begins] = begins, {}
  elseif line:sub(1, 1) ~= "|" then
    name = nil
    if line:find(", Linux ", 1, true) then tables.machine = {line} end
  elseif name then
    table.insert(tables[name], line)
  end
end
for _, path in ipairs {"docs/performance.md", "bench/README.md"} do
  local lines, skipping = {}, false
  for line in slurp(path):gmatch "([^\n]*)\n" do
    skipping = skipping and line ~= ""
    if not skipping then lines[#lines + 1] = line end
    local its = tables[line:match "^<!%-%- (%w+) %-%->$" or ""]
    if its then
      table.move(its, 1, #its, #lines + 1, lines)
      skipping = true
    end
  end
  local file <close> = assert(io.open(path, "w"))
  file:write(table.concat(lines, "\n"), "\n")
end
