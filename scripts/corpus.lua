-- SPDX-License-Identifier: MIT
-- scripts/corpus.lua unpack FILE.hex DIRECTORY   a file for each line
-- scripts/corpus.lua pack DIRECTORY FILE.hex     a line for each file
--
-- A corpus of bytes as text that can be kept and compared: a line for each
-- input, two digits a byte, the shortest first.
local lfs = require "lfs"

local function open(path, mode)
  return assert(io.open(path, mode))
end

local function unpack_into(path, directory)
  local file, n = open(path, "r"), 0
  for line in file:lines() do
    n = n + 1
    local out = open(("%s/kept-%04d"):format(directory, n), "wb")
    assert(out:write((line:gsub("%x%x", function(byte)
      return string.char(tonumber(byte, 16))
    end))))
    out:close()
  end
  file:close()
end

local function pack(directory, path)
  local lines = {}
  for name in lfs.dir(directory) do
    local file = directory .. "/" .. name
    if lfs.attributes(file, "mode") == "file" then
      local input = open(file, "rb")
      lines[#lines + 1] = input:read "a":gsub(".", function(byte)
        return ("%02x"):format(byte:byte())
      end)
      input:close()
    end
  end
  table.sort(lines, function(a, b)
    if #a ~= #b then return #a < #b end
    return a < b
  end)
  local out = open(path, "w")
  for _, line in ipairs(lines) do assert(out:write(line, "\n")) end
  out:close()
end

local verbs = {unpack = unpack_into, pack = pack}
local verb = verbs[arg[1]]
if not verb or #arg ~= 3 then
  io.stderr:write "usage: scripts/corpus.lua unpack|pack FROM TO\n"
  os.exit(2)
end
verb(arg[2], arg[3])
