--- `make mutants`: changes the sources in small ways, one at a time, and sees
-- whether a spec notices. From the environment:
--
--     FILES     beginnings of paths: "src/bpf/prove lib/seccomp/oci"
--     SEED      which changes are drawn (1)
--     PER_FILE  how many of a file (12)
--     MINUTES   after which no further one is begun (30)
--     JOBS      workers, each in a copy of its own (1)
--     AGAIN     if set, what survived without a reason is tried again, too
--     SPECS     these specs, and not those that run the changed lines (of Lua,
--               the single tests that run the changed function)
--     WIDE      seconds of specs for a change that quick ones miss (60)
--
-- What was tried is kept in build/mutants/results: the next run goes on where
-- this one ended. `lua5.4 scripts/mutants/run.lua report` only prints.

-- SPDX-License-Identifier: MIT
package.path = (arg[0]:match "^(.*)/" or ".") .. "/?.lua;" .. package.path

local reach = require "reach"
local reasons = require "reasons"
local shell = require "shell"
local sites = require "sites"
local tree = require "tree"

local getenv, concat = os.getenv, table.concat
local RESULTS = "build/mutants/results"
local QUICK = 2 -- seconds of specs in one go

local function number(name, default)
  local text = getenv(name)
  if not text or text == "" then return default end
  return assert(tonumber(text), name .. " is not a number")
end

-- How much a kind is drawn: what is there most would else be all there is.
local WEIGHTS = {constant = 0.3, swapped = 0.3, joined = 0.5, entry = 0.7,
  turned = 0.5}

-- A generator of its own, so that a seed means the same in each Lua.
local function generator(seed)
  local state = seed & 0xffffffff
  return function()
    state = (state * 1664525 + 1013904223) & 0xffffffff
    return (state >> 8) / (1 << 24)
  end
end

local function files(prefixes)
  local list = {}
  for path in shell.lines("git ls-files -co --exclude-standard " ..
    "lua_seccomp.c src lib | grep '\\.\\([ch]\\|lua\\)$'") do
    local wanted = not prefixes:find "%S"
    for prefix in prefixes:gmatch "%S+" do
      wanted = wanted or path:sub(1, #prefix) == prefix
    end
    if wanted and shell.slurp(path) then list[#list + 1] = path end
  end
  table.sort(list)
  return list
end

-- The changes of a file, each with a key that lines may move under.
local function changes(file)
  local text = shell.slurp(file)
  local list = sites.of(text, file:find "%.lua$" and "lua" or "c")
  local seen = {}
  for _, change in ipairs(list) do
    local key = concat({file, change.func, change.kind, change.old,
      change.new}, "\t")
    seen[key] = (seen[key] or 0) + 1
    change.key = key .. "\t" .. seen[key]
    change.file = file
  end
  return list, text
end

-- Those of each file that a seed draws, the files in turn.
local function drawn(list, seed, most)
  local all = {}
  for _, file in ipairs(list) do
    local of_file = changes(file)
    local sum = seed
    for byte in file:gmatch "." do sum = sum * 31 + byte:byte() end
    local random = generator(sum)
    for _ = 1, 4 do random() end
    for _, change in ipairs(of_file) do
      change.rank = random() ^ (1 / (WEIGHTS[change.kind] or 1))
    end
    table.sort(of_file, function(a, b)
      if a.rank ~= b.rank then return a.rank > b.rank end
      return a.key < b.key
    end)
    for i = 1, math.min(most, #of_file) do
      of_file[i].turn = i
      all[#all + 1] = of_file[i]
    end
  end
  table.sort(all, function(a, b)
    if a.turn ~= b.turn then return a.turn < b.turn end
    return a.file < b.file
  end)
  return all
end

-- What was tried: key to {status =, by =, seconds =}; the last word counts.
local function results()
  local out = {}
  for row in (shell.slurp(RESULTS) or ""):gmatch "[^\n]+" do
    local status, seconds, by, key = row:match "^(%S+)\t(%S+)\t(%S+)\t(.*)$"
    if status then out[key] = {status = status, seconds = seconds, by = by} end
  end
  return out
end

local function keep(status, seconds, by, key)
  local out = assert(io.open(RESULTS, "a"))
  out:setvbuf("full", 1 << 16)
  out:write(("%s\t%.1f\t%s\t%s\n"):format(status, seconds, by, key))
  out:close()
end

-- Where changed code could end processes that are not its own.
local function dangerous(change)
  return change.old:find "kill" ~= nil
end

local function specs_for(change, text, known)
  local given = getenv "SPECS" or ""
  if not given:find "%S" then
    local kills = {}
    for key, result in pairs(known) do
      if key:sub(1, #change.file + 1) == change.file .. "\t" then
        kills[result.by] = (kills[result.by] or 0) + 1
      end
    end
    local tests = change.file:find "%.lua$" and reach.tests(change.file,
      change, kills) or {}
    -- what no test was seen to run may be in a spec that is new
    return #tests > 0 and tests or reach.specs(change.file, text, change, kills)
  end
  local list = {}
  for path in given:gmatch "%S+" do
    list[#list + 1] = {path = path, seconds = 10, passed = true}
  end
  return list
end

local function try(place, change, known, why)
  -- the copy's own: ours may be worked on meanwhile
  local was = shell.slurp(place.dir .. "/" .. change.file)
  if place.careful and dangerous(change) then return nil end
  local text = was:sub(1, change.from - 1) .. change.by ..
    was:sub(change.to + 1)
  local state = place:change(change.file, was, text)
  local noticed, seconds
  if state == "built" and why then
    state = "survived"
  elseif state == "built" then
    local specs = specs_for(change, was, known)
    noticed, seconds = place:hold(specs, QUICK, number("WIDE", 60),
      change.file, was, text)
    state = noticed and "killed" or #specs == 0 and "unreached" or "survived"
  end
  place:restore(change.file, was)
  keep(state, seconds or 0, noticed or "-", change.key)
  return state
end

local function work(worker, jobs)
  reach.load()
  local stop = shell.now() + 60 * number("MINUTES", 30)
  local again, reasoned = (getenv "AGAIN" or "") ~= "", reasons.read()
  local list = drawn(files(getenv "FILES" or ""), number("SEED", 1),
    number("PER_FILE", 12))
  local place = tree.new("build/mutants/tree-" .. worker)
  for i, change in ipairs(list) do
    local all = results()
    local known = all[change.key]
    local open = known and (known.status == "survived" or
      known.status == "unreached")
    -- what has a reason is not tried: that it survives would be no news
    local why = reasoned:why(change.file, change.func, change.old, change.new)
    local due = not known or again and open and not why
    if i % jobs == worker and due and shell.now() < stop then
      local state = try(place, change, all, why)
      io.write(("%-10s %s %s [%s]\n  - %s\n  + %s\n"):format(
        state or "left out", change.file, change.func, change.kind,
        change.old, change.new))
      io.flush()
    end
  end
end

local function report()
  local known, reasoned = results(), reasons.read()
  local rows, open = {}, {}
  local total = {tried = 0, killed = 0, explained = 0}
  local tried = {} -- files
  for key in pairs(known) do tried[key:match "^[^\t]*"] = true end
  for _, file in ipairs(files(getenv "FILES" or "")) do
    local row = {tried = 0, killed = 0, explained = 0}
    local list, text = {}, nil
    if tried[file] then list, text = changes(file) end
    for _, change in ipairs(list) do
      local result = known[change.key]
      local status = result and result.status
      if status == "killed" or status == "survived" or status == "unreached"
      then
        row.tried = row.tried + 1
        local why = reasoned:why(file, change.func, change.old, change.new)
        if status == "killed" then
          row.killed = row.killed + 1
        elseif why then
          row.explained = row.explained + 1
        else
          local _, line = text:sub(1, change.from):gsub("\n", "")
          open[#open + 1] = ("%s:%d %s [%s]%s\n- %s\n+ %s\n"):format(file,
            line + 1, change.func, change.kind, status == "unreached" and
            ": no spec runs this" or "", change.old, change.new)
        end
      end
    end
    if row.tried > 0 then
      rows[#rows + 1] = ("| `%s` | %d | %d | %d | %.0f |"):format(file,
        row.tried, row.killed, row.explained,
        100 * (row.killed + row.explained) / row.tried)
      for name, value in pairs(row) do total[name] = total[name] + value end
    end
  end
  print "| file | tried | killed | explained | of 100 |"
  print "|---|---|---|---|---|"
  print(concat(rows, "\n"))
  if total.tried > 0 then
    print(("| all | %d | %d | %d | %.0f |\n"):format(total.tried,
      total.killed, total.explained, 100 * (total.killed + total.explained) /
      total.tried))
  end
  if #open > 0 then print("Survived:\n\n" .. concat(open, "\n")) end
  for _, line in ipairs(reasoned:stale(files "", shell.slurp)) do
    print(line)
  end
end

local command = arg[1] or "all"
if command == "report" then
  report()
elseif command == "work" then
  work(tonumber(arg[2]), tonumber(arg[3]))
else
  reach.measure()
  local jobs = number("JOBS", 1)
  local running = {}
  for worker = 0, jobs - 1 do
    running[#running + 1] = ("%s %s work %d %d &"):format(shell.lua, arg[0],
      worker, jobs)
  end
  os.execute(concat(running, " ") .. " wait")
  report()
end
