--- An array of struct sock_filter in C.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local seccomp = require "seccomp.core"

local options_of = require("seccomp.policy.check").options
local concat, tointeger = table.concat, math.tointeger

local M = {
  summary = "an array of struct sock_filter, to be included in C",
  options = {
    write = {prove = "boolean", budget = "seconds"},
    read = {budget = "seconds", endian = "string"},
  },
}

--- A program as an array in C.
-- @tparam Program program
-- @treturn string
function M.of_program(program)
  local bytes, fmt = program:bytes(), program.endian == "big" and ">" or "<"
  local lines = {}
  for at = 1, #bytes, 8 do
    local code, jt, jf, k = (fmt .. "I2BBI4"):unpack(bytes, at)
    lines[#lines + 1] = ("  { 0x%02x, %d, %d, 0x%08x },")
      :format(code, jt, jf, k)
  end
  return ("/* %d instructions, struct sock_filter of linux/filter.h, " ..
    "%s-endian */\nstatic const struct sock_filter filter[] = {\n%s\n};\n")
    :format(#lines, program.endian, concat(lines, "\n"))
end

function M.write(policy, options)
  return M.of_program(policy:compile(options))
end

local function number(text, most)
  if #text > 18 then return nil end -- more than 64 bits wrap around
  local value = text:find "^0[xX]%x+$" and tonumber(text) or
    text:find "^0[0-7]*$" and tonumber(text, 8) or
    text:find "^[1-9]%d*$" and tonumber(text)
  value = value and tointeger(value)
  return value and value >= 0 and value <= most and value or nil
end

-- The text with a blank in place of each comment. Where "//" stands in one of
-- the other kind, or "/*" behind "//", it begins none.
local function without_comments(text)
  local parts, at = {}, 1
  while true do
    local from, to, kind = text:find("/([/*])", at)
    if not from then break end
    local ends = text:find(kind == "/" and "\n" or "*/", to + 1, true)
    if kind == "/" then
      to = (ends or #text + 1) - 1
    elseif ends then
      to = ends + 1
    else
      errors.raise("import", "EINVAL", "a comment begins and does not end: " ..
        "close it with */")
    end
    parts[#parts + 1] = text:sub(at, from - 1)
    at = to + 1
  end
  parts[#parts + 1] = text:sub(at)
  return concat(parts, " ")
end

--- Reads the array back: the initializers of four numbers each, whatever stands
-- around them. Their halves of 64-bit words say which byte order they are for;
-- a comment may, too.
function M.read(text, options)
  options = options_of("import", options, M.options.read)
  local code = {}
  local endian = options.endian or text:match "%f[%l]([a-z]+)%-endian" or
    "little"
  if endian ~= "little" and endian ~= "big" then
    errors.raise("import", "EINVAL",
      "option endian is \"little\" or \"big\"")
  end
  local fmt = (endian == "big" and ">" or "<") .. "I2BBI4"
  local plain, last = without_comments(text), 1
  for at, inner, stop in plain:gmatch "(){([^{}]*)}()" do
    if #code > 0 and plain:sub(last, at - 1):find("}", 1, true) then
      errors.raise("import", "EINVAL", "there is more behind the array: " ..
        "give a file with one program, and nothing else in braces")
    end
    last = stop
    local fields = {}
    for word in inner:gmatch "[^,%s]+" do fields[#fields + 1] = word end
    if #fields > 0 then
      local op = number(fields[1], 0xffff)
      local jt = number(fields[2] or "", 0xff)
      local jf = number(fields[3] or "", 0xff)
      local k = number(fields[4] or "", 0xffffffff)
      if #fields ~= 4 or not (op and jt and jf and k) then
        errors.raise("import", "EINVAL", ("instruction %d: { %s } is not " ..
          "four numbers, as in { 0x20, 0, 0, 4 }"):format(#code,
          concat(fields, ", "):sub(1, 60)))
      end
      code[#code + 1] = fmt:pack(op, jt, jf, k)
    end
  end
  if #code == 0 then
    errors.raise("import", "EINVAL", "no instruction was found: an array of " ..
      "struct sock_filter has entries as { 0x20, 0, 0, 4 }")
  end
  return seccomp.program(concat(code), {endian = endian}):policy {
    budget = options.budget}
end

return M
