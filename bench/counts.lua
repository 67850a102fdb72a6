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

-- Writes what was counted since the last time where the CPU time is asked for.
local VALGRIND = "valgrind --tool=callgrind --callgrind-out-file=%s " ..
  "--dump-before=clock_cpu --dump-before=cpu_ns "

-- The instructions in a file that callgrind wrote.
local function total(path)
  local file <close> = assert(io.open(path))
  return tonumber(file:read("a"):match "\nsummary: (%d+)\n")
end

--- The instructions of each of `works` works done once. `command(n, 2)` does
-- them one after the other, each n times, and then all of them again, which is
-- counted; and asks for the CPU time before and after each.
function M.instructions(command, n, works)
  local pipe <close> = assert(io.popen "mktemp -d")
  local directory = pipe:read "l"
  local run = command(n, 2)
  -- env(1) would be counted as well
  local env = run:match "^env %S+ " or ""
  local ok, why = pcall(outputs, {env .. VALGRIND:format(directory .. "/out") ..
    run:sub(#env + 1)})
  local list = {}
  for i = 1, ok and works or 0 do
    list[i] = total(("%s/out.%d"):format(directory, 2 * (works + i))) / n
  end
  os.execute("rm -r " .. directory)
  if not ok then error(why, 0) end
  return list
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
      row.instructions[who] = M.instructions(row[who], row.n, 1)[1]
      row.mallocs[who] = M.blocks(directory .. "/mallocs.so", row[who],
        row.n)
    end
  end
end

return M
