--- Line counts of lib/ without luacov. As `LUA_INIT=@scripts/coverage.lua`
-- counts what an interpreter runs, into a file of its own below
-- COVERAGE_DIR; run with "report" as argument, adds those files up, and what
-- gcov says of C, and holds the lines that did not run against
-- scripts/coverage.reasons. Branches of Lua nobody can count: its hooks know
-- lines, not instructions.

-- SPDX-License-Identifier: MIT
local directory = os.getenv "COVERAGE_DIR"

-- Our file of a chunk: "lib/seccomp/init.lua", or nil.
local function ours(source)
  return source:match "^@.-(lib/seccomp/[%w_/]+%.lua)$"
end

local function count()
  local counts = {}
  -- opened now: a filter loaded later may forbid it
  local path = os.tmpname()
  local out = io.open(directory .. "/" .. path:match "[^/]*$", "w")
  os.remove(path)
  if not out then return end
  out:setvbuf("full", 1 << 16)

  -- by function, for asking where a function comes from is slow
  local lines_of = setmetatable({}, {__mode = "k"})
  local getinfo = debug.getinfo
  local function hook(_, line)
    local f = getinfo(2, "f").func
    local lines = lines_of[f]
    if lines == nil then
      local name = ours(getinfo(f, "S").source)
      if name and not counts[name] then counts[name] = {} end
      lines = name and counts[name] or false
      lines_of[f] = lines
    end
    if lines then lines[line] = (lines[line] or 0) + 1 end
  end
  debug.sethook(hook, "l")
  -- hooks belong to a coroutine each
  local create, wrap = coroutine.create, coroutine.wrap
  function coroutine.create(f)
    local co = create(f)
    debug.sethook(co, hook, "l")
    return co
  end
  function coroutine.wrap(f)
    return wrap(function(...)
      debug.sethook(hook, "l")
      return f(...)
    end)
  end

  local done = false
  local function flush()
    if done then return end
    done = true
    debug.sethook()
    for name, lines in pairs(counts) do
      for line, n in pairs(lines) do
        out:write(("%s %d %d\n"):format(name, line, n))
      end
    end
    out:flush()
  end
  local exit = os.exit
  function os.exit(...)
    flush()
    return exit(...)
  end
  -- reached when the state is closed; kept alive by the registry
  debug.getregistry()["coverage"] = setmetatable({}, {__gc = flush})
end

-- The lines of a file that hold code, by what the compiler says of it: line to
-- the name of the function.
local function active_lines(path)
  local source = {}
  for line in io.lines(path) do source[#source + 1] = line end
  local function name_at(from)
    local line = source[from] or ""
    return line:match "function%s+([%w_.:]+)" or
      line:match "([%w_.]+)%s*=%s*function" or
      line:match '"([%w_]+)"%]%.?[%w_]*%s*=%s*function'
  end
  local lines, spans = {}, {}
  local before
  -- inner functions are reached only by a listing of the compiled chunk
  local listing = io.popen("luac5.4 -l -l -p '" .. path .. "' 2>/dev/null")
  for row in listing:lines() do
    local from, to = row:match "^function <.-:(%d+),(%d+)>"
    if from then
      spans[#spans + 1] = {from = tonumber(from), to = tonumber(to),
        name = name_at(tonumber(from))}
    end
    local line, op = row:match "^%s+%d+%s+%[(%d+)%]%s+(%u+)"
    -- nothing gets to a jump behind a return, as jumps to it go on to its own
    -- target, nor to the return behind a tail call
    local idle = before and (op == "JMP" and before:find "^RETURN" or
      op and op:find "^RETURN" and before == "TAILCALL")
    if line and op ~= "VARARGPREP" and not idle then
      lines[tonumber(line)] = "main"
    end
    before = op
  end
  listing:close()
  for line in pairs(lines) do
    local within
    for _, span in ipairs(spans) do
      if span.name and span.from <= line and line <= span.to and
        (not within or span.from >= within.from)
      then
        within = span
      end
    end
    if within then lines[line] = within.name end
  end
  return lines
end

-- Per file of C: lines run and in all, branches taken and in all, and the lines
-- that did not run, with their functions.
local function c_files()
  local files, file = {}, nil
  local name, fn, line, seen
  for row in io.lines(directory .. ".c") do
    local source = row:match "^%s*%-:%s*0:Source:(.*)$"
    if source then
      name = source:match "%.c$" and source
      file = nil
      if name and not files[name] then
        file = {hit = 0, lines = 0, taken = 0, branches = 0, missed = {}}
        files[name] = file
      end
      fn, seen = nil, {}
    elseif file then
      local times, number = row:match "^%s*([%d#=%-*]+):%s*(%d+):"
      fn = row:match "^function (%S+) called" or fn
      if number and number ~= "0" then
        line = tonumber(number)
        if times ~= "-" and not seen[line] then
          seen[line] = true
          file.lines = file.lines + 1
          if times:find "^[#=]" then
            file.missed[#file.missed + 1] = {line = line, fn = fn or "?"}
          else
            file.hit = file.hit + 1
          end
        end
      elseif row:find "^branch" then
        file.branches = file.branches + 1
        local taken = row:match "taken (%d+)"
        if taken and taken ~= "0" then file.taken = file.taken + 1 end
      end
    end
  end
  return files
end

-- Per file of Lua, the same; without branches.
local function lua_files()
  local counts = {}
  local list = io.popen("cat '" .. directory .. "'/* 2>/dev/null")
  for name, line, n in list:read("a"):gmatch "(%S+) (%d+) (%d+)\n" do
    counts[name] = counts[name] or {}
    line = tonumber(line)
    counts[name][line] = (counts[name][line] or 0) + tonumber(n)
  end
  list:close()
  local files = {}
  local found = io.popen "find lib -name '*.lua' | sort"
  for name in found:lines() do
    local file = {hit = 0, lines = 0, missed = {}}
    local seen = counts[name] or {}
    for line, fn in pairs(active_lines(name)) do
      file.lines = file.lines + 1
      if seen[line] then
        file.hit = file.hit + 1
      else
        file.missed[#file.missed + 1] = {line = line, fn = fn}
      end
    end
    table.sort(file.missed, function(a, b) return a.line < b.line end)
    files[name] = file
  end
  found:close()
  return files
end

-- "file function most reason" a line; words of a reason may go on, indented.
local function read_reasons(path)
  local reasons = {}
  for line in io.lines(path) do
    local file, fn, most, why = line:match "^(%S+)%s+(%S+)%s+(%d+)%s+(%S.*)$"
    if file then
      reasons[file .. " " .. fn] = {most = tonumber(most), why = why, n = 0}
    end
  end
  return reasons
end

local function percent(part, whole) return 100 * part / math.max(whole, 1) end

-- Prints the files of a language; returns the functions whose lines did not
-- run and that have no reason for so many.
local function tell(title, files, reasons)
  local names, all = {}, {hit = 0, lines = 0, taken = 0, branches = 0}
  for name in pairs(files) do names[#names + 1] = name end
  table.sort(names)
  local function row(name, file)
    print(("%-36s %6.1f %% of %5d lines%s"):format(name,
      percent(file.hit, file.lines), file.lines, (file.branches or 0) > 0 and
      ("%8.1f %% of %5d branches"):format(percent(file.taken, file.branches),
        file.branches) or ""))
  end
  local bare = {}
  for _, name in ipairs(names) do
    local file = files[name]
    row(name, file)
    for key in pairs(all) do all[key] = all[key] + (file[key] or 0) end
    local by_function, order = {}, {}
    for _, missed in ipairs(file.missed) do
      if not by_function[missed.fn] then
        by_function[missed.fn] = {}
        order[#order + 1] = missed.fn
      end
      table.insert(by_function[missed.fn], missed.line)
    end
    for _, fn in ipairs(order) do
      local lines = by_function[fn]
      local reason = reasons[name .. " " .. fn]
      if reason then reason.n = #lines end
      if not reason or #lines > reason.most then
        bare[#bare + 1] = ("%s %s %d: %s"):format(name, fn, #lines,
          table.concat(lines, " "))
      end
    end
  end
  row(title, all)
  print()
  return bare
end

-- True when each line that did not run has a reason.
local function report()
  local path = arg[0]:gsub("coverage%.lua$", "coverage.reasons")
  local reasons = read_reasons(path)
  local bare = tell("C in all", c_files(), reasons)
  local lua = tell("Lua in all", lua_files(), reasons)
  table.move(lua, 1, #lua, #bare + 1, bare)
  if #bare > 0 then
    print "did not run, without a reason in scripts/coverage.reasons:"
    for _, line in ipairs(bare) do print("  " .. line) end
  end
  return #bare == 0
end

if arg and arg[0] and arg[0]:match "coverage%.lua$" and arg[1] == "report" then
  os.exit(report())
elseif directory then
  count()
end
