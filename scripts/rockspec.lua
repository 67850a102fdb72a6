--- Writes the file lists of the rockspec anew: `make rockspec`, after files
-- came or went. spec/packaging_spec.lua says when they are out of date.

-- SPDX-License-Identifier: MIT
local path = "lua-seccomp-scm-1.rockspec"

local function find(arguments)
  local pipe <close> = assert(io.popen(
    "find " .. arguments .. " | LC_ALL=C sort"))
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

-- Replaces what stands between "-- NAME" and "-- end" by the lines.
local function replace(text, name, lines, indent)
  for i, line in ipairs(lines) do lines[i] = indent .. line .. "\n" end
  local head, tail = "(%-%- " .. name .. "\n)", "([ ]*%-%- end\n)"
  local result, n = text:gsub(head .. ".-" .. tail, function(first, last)
    return first .. table.concat(lines) .. last
  end)
  assert(n == 1, "no place for " .. name)
  return result
end

local sources, modules, programs = {}, {}, {}
for i, file in ipairs(find "lua_seccomp.c src -name '*.c'") do
  sources[i] = ("%q,"):format(file)
end
for i, file in ipairs(find "lib -name '*.lua'") do
  local name = file:gsub("^lib/", ""):gsub("%.lua$", ""):gsub("/init$", "")
    :gsub("/", ".")
  modules[i] = ("[%q] = %q,"):format(name, file)
end
for i, file in ipairs(find "bin -type f 2>/dev/null") do
  programs[i] = ("[%q] = %q,"):format(file:match "[^/]+$", file)
end

local file = assert(io.open(path))
local text = file:read "a"
file:close()
text = replace(text, "C files", sources, "        ")
text = replace(text, "Lua files", modules, "    ")
text = replace(text, "programs", programs, "      ")
file = assert(io.open(path, "w"))
assert(file:write(text))
assert(file:close())
