--- Writes src/kernel/errno_table.h from the kernel's headers.
--
--     lua scripts/errno.lua DIR >src/kernel/errno_table.h
--
-- DIR has what Debian's linux-libc-dev-{mips,hppa,powerpc}-cross install below
-- /usr: DIR/mips-linux-gnu/include/asm/errno.h and so on. Arches that are not
-- named here have asm-generic's numbers.

-- SPDX-License-Identifier: MIT
local dir = assert(arg[1], "which directory?")

-- In the order of the enumeration in src/kernel/errno.c.
local COLUMNS = {
  {"mips-linux-gnu", "asm-generic"},
  {"mips-linux-gnu", "asm"},
  {"hppa-linux-gnu", "asm"},
  {"powerpc-linux-gnu", "asm"},
}

-- Reads the definitions of a header and of those that it includes, into a map
-- from names to numbers or other names, and a list of the names in order.
local function read(root, path, map, order)
  for line in io.lines(root .. "/" .. path) do
    local included = line:match "^#%s*include%s+<(.-)>"
    if included then read(root, included, map, order) end
    local name, value = line:match "^#%s*define%s+(E[%w]+)%s+(%w+)"
    if name then
      if not map[name] then order[#order + 1] = name end
      map[name] = value
    end
  end
end

local function number(map, name)
  local value = assert(map[name], name)
  return math.tointeger(tonumber(value)) or number(map, value)
end

local maps, order = {}, nil
for i, column in ipairs(COLUMNS) do
  local names = {}
  maps[i] = {}
  read(dir .. "/" .. column[1] .. "/include", column[2] .. "/errno.h", maps[i],
    names)
  -- glibc's
  maps[i].ENOTSUP = "EOPNOTSUPP"
  order = order or names
end
order[#order + 1] = "ENOTSUP"

local taken, first, second = {}, {}, {}
for _, name in ipairs(order) do
  local generic = number(maps[1], name)
  local list = taken[generic] and second or first
  taken[generic] = true
  list[#list + 1] = name
end
table.sort(first, function(a, b)
  return number(maps[1], a) < number(maps[1], b)
end)
table.move(second, 1, #second, #first + 1, first)

print "/* Made by scripts/errno.lua from the kernel's headers. Second names of"
print " * a number come last. */"
print "/* clang-format off */"
for _, name in ipairs(first) do
  local row = {}
  for i, map in ipairs(maps) do row[i] = ("%d"):format(number(map, name)) end
  print(('{"%s", {%s}},'):format(name, table.concat(row, ", ")))
end
print "/* clang-format on */"
