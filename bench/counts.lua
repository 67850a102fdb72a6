--- What work costs in instructions and blocks of memory: counted, and therefore
-- the same on a machine that does other things.

-- SPDX-License-Identifier: MIT
local M = {}

-- What the command says on stderr; raises when it fails, for then there is
-- nothing to count.
local function output(command)
  local pipe <close> = assert(io.popen(command .. " 2>&1 >/dev/null"))
  local text = pipe:read "a"
  if not pipe:close() then error(command .. " failed: " .. text, 0) end
  return text
end

-- From the counts of a process that does its work once, and of one that does
-- it `n` times more: those of one time.
local function each(command, count, n)
  local once, more = count(command(1)), count(command(1 + n))
  return once and more and (more - once) / n
end

local function instructions(command)
  local text = output("valgrind --tool=cachegrind --cache-sim=no " ..
    "--cachegrind-out-file=/dev/null --trace-children=yes " .. command)
  local number = text:match "I +refs: +([%d,]+)"
  return number and tonumber((number:gsub(",", "")))
end

--- The instructions of work done once; nil where they cannot be counted.
-- `command(n)` does the work n times.
function M.instructions(command, n) return each(command, instructions, n) end

--- The blocks that malloc gives to work done once; nil where they cannot be
-- had. `library` is mallocs.so, and `command(n)` does the work n times. With
-- `what` "large", only large ones.
function M.blocks(library, command, n, what)
  return each(command, function(words)
    return tonumber(output(("env LD_PRELOAD=%s %s"):format(library, words))
      :match("(%d+) " .. (what or "mallocs")))
  end, n)
end

--- Counts for rows `{name, c = command, ours = command, n = times}`, where a
-- command is a function of how often; sets `instructions` and `mallocs` of
-- each, tables by contestant. `directory` has mallocs.so.
function M.count(rows, directory)
  for _, row in ipairs(rows) do
    row.instructions, row.mallocs = {}, {}
    for _, who in ipairs {"c", "ours"} do
      row.instructions[who] = M.instructions(row[who], row.n)
      row.mallocs[who] = M.blocks(directory .. "/mallocs.so", row[who],
        row.n)
    end
  end
end

return M
