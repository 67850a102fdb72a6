--- Gathers the doc comments of the C files into one Lua file for LDoc, which
-- knows no module that is spread over several C files:
-- lua5.4 scripts/docs.lua FILE.c... >FILE.lua

-- SPDX-License-Identifier: MIT
local order = {"", "Error", "Action", "Condition", "Filter", "Program",
  "Listener", "Request", "Process"}
local sections, about = {}, {}

for i = 1, #arg do
  local file <close> = assert(io.open(arg[i]))
  -- only of public functions and classes: /*** … */
  for comment in file:read("a"):gmatch "/%*%*%*\n(.-)%*/" do
    local described = comment:match "@type (%w+)"
    if described then
      about[described] = comment:gsub("@type %w+\n", "")
    end
    local name = comment:match "@function ([%w_:]+)"
    if name then
      local class = name:match "^(%w+):" or ""
      if not sections[class] then
        sections[class] = {}
        local known = false
        for _, other in ipairs(order) do known = known or other == class end
        if not known then order[#order + 1] = class end
      end
      local lines = {}
      for line in comment:gmatch "([^\n]*)\n" do
        lines[#lines + 1] = "-- " .. line
      end
      lines[1] = "-" .. lines[1]
      table.insert(sections[class], table.concat(lines, "\n") .. "\n")
    end
  end
end

io.write [[
--- `require "seccomp"`: Linux seccomp filters over libseccomp.
-- Whatever builds, changes, exports or loads a policy raises an error object on
-- failure: a table with fields `op`, `code`, `errno`, `message`, and where
-- something is too old `required` and `current`.
-- @module seccomp

]]
local function commented(text)
  return (text:gsub("([^\n]*)\n", "-- %1\n"):gsub(" \n", "\n"))
end

io.write(table.concat(sections[""], "\n"), "\n")
-- a section without functions would not be shown
for _, class in ipairs(order) do
  if about[class] and not sections[class] then
    local fields = commented(about[class]):gsub("%- `([%w_]+)`:", "@field %1")
    io.write("-", fields, "-- @table ", class, "\n\n")
  end
end
for _, class in ipairs(order) do
  if class ~= "" and sections[class] then
    io.write("--- ", class, ".\n", commented(about[class] or ""),
      "-- @section ", class, "\n\n", table.concat(sections[class], "\n"),
      "\n")
  end
end
