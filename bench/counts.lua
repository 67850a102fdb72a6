--- What work costs in instructions and blocks of memory: counted, and therefore
-- the same on a machine that does other things.

-- SPDX-License-Identifier: MIT
local M = {}

-- What commands say on stderr, which run at the same time; raises when one
-- fails, for then there is nothing to count.
local function outputs(commands)
  local pipes, texts = {}, {}
  for i, command in ipairs(commands) do
    pipes[i] = assert(io.popen(command .. " 2>&1 >/dev/null"))
  end
  for i, pipe in ipairs(pipes) do
    texts[i] = pipe:read "a"
    if not pipe:close() then
      error(commands[i] .. " failed: " .. texts[i], 0)
    end
  end
  return texts
end

-- From the counts of a process that does its work once, and of one that does
-- it `n` times more: those of one time.
local function each(commands, count, n)
  local texts = outputs(commands)
  local once, more = count(texts[1]), count(texts[2])
  return once and more and (more - once) / n
end

local function instructions(text)
  local number = text:match "I +refs: +([%d,]+)"
  return number and tonumber((number:gsub(",", "")))
end

local VALGRIND = "valgrind --tool=cachegrind --cache-sim=no " ..
  "--cachegrind-out-file=/dev/null --trace-children=yes "

--- The instructions of work done once; nil where they cannot be counted.
-- `command(n)` does the work n times.
function M.instructions(command, n)
  return each({VALGRIND .. command(1), VALGRIND .. command(1 + n)},
    instructions, n)
end

--- The blocks that malloc gives to work done once; nil where they cannot be
-- had. `library` is mallocs.so, and `command(n)` does the work n times. With
-- `what` "large", only large ones.
function M.blocks(library, command, n, what)
  local function watched(times)
    return ("env LD_PRELOAD=%s %s"):format(library, command(times))
  end
  return each({watched(1), watched(1 + n)}, function(text)
    return tonumber(text:match("(%d+) " .. (what or "mallocs")))
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
