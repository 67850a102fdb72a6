--- Which specs run which lines of C, and which single tests which functions of
-- Lua: measured once, with a module of its own (scripts/mutants/reach.c), a
-- hook and a helper (scripts/mutants/hook.lua and single.lua), and kept
-- below build/mutants/reach with a copy of the sources. Sources change
-- meanwhile: in a function whose file is not as it was, all specs count that
-- ran it; for a new file or function, those of its file or directory.

-- SPDX-License-Identifier: MIT
local M = {}

local sites = require "sites"
local shell = require "shell"

local DIR = "build/mutants/reach"
local MARKS = 1 << 22

-- What no mutant need be tried on: these read the sources, or take minutes to
-- have each allocation fail.
local LEFT_OUT = {}
for name in ([[alloc docs packaging readme rooms types]]):gmatch "%S+" do
  LEFT_OUT["spec/" .. name .. "_spec.lua"] = true
end

local function all_specs()
  local list = {}
  for path in shell.lines "find spec -name '*_spec.lua' | LC_ALL=C sort" do
    if not LEFT_OUT[path] then list[#list + 1] = path end
  end
  return list
end

local function key(spec)
  return (spec:gsub("^spec/", ""):gsub("/", "+"):gsub("_spec%.lua$", ""))
end

-- Basic blocks of the module: the addresses behind their calls of the counter,
-- in order, and of each block the lines, as "file:line".
local function blocks(module)
  local calls = {}
  for line in shell.lines("objdump -d --no-show-raw-insn " .. module) do
    local at = line:match "^%s*(%x+):%s+call.*<__sanitizer_cov_trace_pc"
    if at then calls[#calls + 1] = tonumber(at, 16) end
  end
  table.sort(calls)
  local rows, addresses = {}, {}
  for line in shell.lines("objdump --dwarf=decodedline " .. module) do
    local at = line:match "^%S+%s+%d+%s+(0x%x+)"
    if at then addresses[#addresses + 1] = at end
  end
  -- objdump leaves directories out
  shell.spew(DIR .. "/addresses", table.concat(addresses, "\n") .. "\n")
  local root, count = shell.root() .. "/", 0
  for line in shell.lines("addr2line -e " .. module .. " <" .. DIR ..
    "/addresses") do
    count = count + 1
    local file, number = line:match "^(.*):(%d+)"
    if file and file:sub(1, #root) == root then
      file = file:sub(#root + 1)
      while file:find "[^/]+/%.%./" do
        file = file:gsub("[^/]+/%.%./", "", 1)
      end
      rows[#rows + 1] = {at = math.tointeger(tonumber(addresses[count])),
        place = file .. ":" .. number}
    end
  end
  table.sort(rows, function(a, b) return a.at < b.at end)
  local of, k = {}, 1
  for i, row in ipairs(rows) do
    -- a row that has a call in it is of that call's block
    local to = rows[i + 1] and rows[i + 1].at or row.at + 1
    while calls[k] and calls[k] < row.at do k = k + 1 end
    local call = calls[k] and calls[k] < to and calls[k] or calls[k - 1]
    if call then
      of[call] = of[call] or {}
      of[call][row.place] = true
    end
  end
  return calls, of
end

-- One spec, watched.
local function measure(spec)
  local out = DIR .. "/" .. key(spec)
  local root = shell.root()
  os.execute(("rm -rf %s.lua && mkdir -p %s.lua && : >%s.marks && truncate " ..
    "-s %d %s.marks"):format(out, out, out, MARKS, out))
  local watched = ("REACH=%s/%s.marks COVERAGE_DIR=%s/%s.lua " ..
    "TESTS=%s/%s.tests " ..
    "LUA_INIT_5_4=@%s/scripts/mutants/hook.lua BUILD=build/reach LUA=%s " ..
    "LUA_PATH='lib/?.lua;lib/?/init.lua;;' " ..
    "LUA_CPATH='build/reach/lua/?.so;;'" ..
    " timeout -k 5 600 busted --lua=\"$(command -v %s)\" " ..
    "--helper=scripts/mutants/single.lua %s </dev/null >%s.log 2>&1; " ..
    "echo passed $?; times"):format(root, out, root, out, root, out, root,
    shell.lua, shell.lua, spec, out)
  -- seconds of CPU: what else the machine does is no property of a spec
  local passed, cpu = false, 0
  for line in shell.lines("sh -c " .. shell.quote(watched)) do
    if line == "passed 0" then passed = true end
    for minutes, seconds in line:gmatch "(%d+)m([%d.]+)s" do
      cpu = cpu + 60 * minutes + seconds
    end
  end
  os.execute(("cat %s.tests %s.lua/* 2>/dev/null | grep '^lib/' | sort -u " ..
    ">%s.lines; rm -rf %s.lua"):format(out, out, out, out))
  shell.spew(out .. ".done", ("%d %.3f\n"):format(passed and 0 or 1,
    cpu + 0.01))
end

--- Measures every spec that was not measured yet, and says how far it is.
function M.measure()
  os.execute("mkdir -p " .. DIR .. "/sources")
  assert(os.execute("make --no-print-directory -s examples && make " ..
    "--no-print-directory -s BUILD=build/reach CFLAGS='-O0 -g " ..
    "-fsanitize-coverage=trace-pc -Wno-attributes' " ..
    "WATCH=scripts/mutants/reach.c examples"))
  for _, spec in ipairs(all_specs()) do
    if not shell.slurp(DIR .. "/" .. key(spec) .. ".done") then
      measure(spec)
      io.write("  measured ", spec, "\n")
      io.flush()
    end
  end
  -- as they were then: those of a later run would have other lines
  os.execute("git ls-files src lib lua_seccomp.c | while read -r file; do " ..
    "[ -e " .. DIR .. "/sources/$file ] || echo $file; done | " ..
    "cpio -pdm --quiet " .. DIR .. "/sources")
  M.digest()
end

--- Makes of what was measured one file: "file line spec spec...".
function M.digest()
  local calls, of = blocks "build/reach/lua/seccomp/core.so"
  local lines, specs = {}, {}
  local function ran(file, line, index)
    lines[file] = lines[file] or {}
    lines[file][line] = lines[file][line] or {}
    lines[file][line][index] = true
  end
  for index, spec in ipairs(all_specs()) do
    local out = DIR .. "/" .. key(spec)
    local done = shell.slurp(out .. ".done")
    specs[index] = {spec, done}
    for row in (done and shell.slurp(out .. ".lines") or ""):gmatch "[^\n]+" do
      local file, line = row:match "^(%S+) (%d+)$"
      if file then ran(file, tonumber(line), index) end
    end
    local marks = done and shell.slurp(out .. ".marks") or ""
    for _, call in ipairs(calls) do
      local back = (call + 5) // 4 + 1 -- where the call returns to
      if marks:byte(back) == 1 then
        for place in pairs(of[call] or {}) do
          local file, line = place:match "^(.*):(%d+)$"
          ran(file, tonumber(line), index)
        end
      end
    end
  end
  local out = {}
  for index, spec in ipairs(specs) do
    local bad, seconds = (spec[2] or "0 0"):match "(%d+) ([%d.]+)"
    out[#out + 1] = ("spec %d %s %s %s"):format(index, spec[1], bad,
      seconds)
  end
  for file, of_file in pairs(lines) do
    for line, set in pairs(of_file) do
      local list = {}
      for index in pairs(set) do list[#list + 1] = index end
      table.sort(list)
      out[#out + 1] = ("%s %d %s"):format(file, line, table.concat(list, " "))
    end
  end
  shell.spew(DIR .. "/map", table.concat(out, "\n") .. "\n")
end

-- The single tests of all specs that were measured: {path =, test =, seconds =,
-- passed =} each, and of "file line", where a function begins, the set of those
-- that run it. What a spec does beside its tests, each of them may need.
local function read_tests()
  local list, of = {}, {}
  local function ran(place, test)
    of[place] = of[place] or {}
    of[place][test] = true
  end
  for _, spec in ipairs(all_specs()) do
    local here, beside, pending = {}, {}, {}
    for row in (shell.slurp(DIR .. "/" .. key(spec) .. ".tests") or "")
      :gmatch "[^\n]+"
    do
      local seconds, status, name = row:match "^test (%S+) (%S+) (.*)$"
      if seconds then
        pending = {path = spec, test = name, passed = status == "success",
          seconds = tonumber(seconds) + 0.02}
        if pending.passed then
          here[#here + 1], list[#list + 1] = pending, pending
        end
      elseif row == "beside" then
        pending = beside
      elseif pending == beside then
        beside[#beside + 1] = row
      elseif pending.passed then
        ran(row, pending)
      end
    end
    for _, place in ipairs(beside) do
      for _, test in ipairs(here) do ran(place, test) end
    end
  end
  return list, of
end

local map

--- Reads the map.
-- @treturn table specs {path =, seconds =, passed =} each
function M.load()
  local _, of_places = read_tests()
  map = {specs = {}, files = {}, functions = {}, tests = {}}
  for place, set in pairs(of_places) do
    local file, line = place:match "^(%S+) (%d+)$"
    map.tests[file] = map.tests[file] or {}
    map.tests[file][tonumber(line)] = set
  end
  local there = {}
  for row in (shell.slurp(DIR .. "/map") or ""):gmatch "[^\n]+" do
    local index, path, bad, seconds = row:match "^spec (%d+) (%S+) (%d+) (%S+)"
    if index then
      map.specs[tonumber(index)] = {path = path, passed = bad == "0",
        seconds = tonumber(seconds), measured = tonumber(seconds) > 0}
      there[path] = true
    else
      local file, line, list = row:match "^(%S+) (%d+) (.*)"
      map.files[file] = map.files[file] or {}
      local set = {}
      for one in list:gmatch "%d+" do set[tonumber(one)] = true end
      map.files[file][tonumber(line)] = set
    end
  end
  for _, path in ipairs(all_specs()) do
    if not there[path] then
      map.specs[#map.specs + 1] = {path = path, passed = true, seconds = 1}
    end
  end
  for _, spec in ipairs(map.specs) do
    if not spec.measured then spec.passed, spec.seconds = true, 1 end
  end
  return map.specs
end

-- Adds a set to another.
local function union(into, set)
  for index in pairs(set or {}) do into[index] = true end
end

-- The specs by function of a file as it was measured.
local function functions(file)
  if not map.functions[file] then
    local by = {}
    local text = shell.slurp(DIR .. "/sources/" .. file)
    local names = text and sites.functions(text,
      file:find "%.lua$" and "lua" or "c") or {}
    for line, set in pairs(map.files[file] or {}) do
      local name = names[line]
      if name then
        by[name] = by[name] or {}
        union(by[name], set)
      end
    end
    map.functions[file] = by
  end
  return map.functions[file]
end

-- How much sooner than others a spec is run because its name has a word in
-- common with the file's (most) or with its directory's; nil where none has.
local function alike(file, spec)
  file = file:gsub("prove", "proof")
  local base = file:match "[^/]*$"
  local most
  for word in spec:gsub("^spec/", ""):gsub("_spec%.lua$", ""):gmatch "%a+" do
    if #word > 2 and file:find(word, 1, true) then
      most = math.max(most or 0, base:find(word, 1, true) and 50 or 10)
    end
  end
  return most
end

-- What each spec costs by what it may bring, and the list in that order.
local function in_order(list, file, kills, least)
  local cost = {}
  for _, spec in ipairs(list) do
    cost[spec] = (spec.seconds + least) / (alike(file, spec.path) or 1) /
      (1 + 2 * (kills[spec.path] or 0))
  end
  table.sort(list, function(a, b)
    if cost[a] ~= cost[b] then return cost[a] < cost[b] end
    if a.path ~= b.path then return a.path < b.path end
    return (a.test or "") < (b.test or "")
  end)
  return list
end

--- The single tests that run a function of Lua, first those that likely notice
-- a change and are quick; of what stands outside of functions, all that run the
-- file.
-- @tparam string file
-- @tparam table change from sites.of
-- @tparam table kills how many changes of the file each spec noticed
-- @treturn {table,…} {path =, test =, seconds =, passed =} each
function M.tests(file, change, kills)
  local old = shell.slurp(DIR .. "/sources/" .. file)
  local names = old and sites.functions(old, "lua") or {}
  local found, anywhere = {}, {}
  for line, set in pairs(map.tests[file] or {}) do
    union(anywhere, set)
    if line > 0 and names[line] == change.func then union(found, set) end
  end
  if change.outside or not next(found) then found = anywhere end
  local list = {}
  for test in pairs(found) do list[#list + 1] = test end
  return in_order(list, file, kills, 0)
end

--- The specs that run what is to be changed, first those that likely notice it
-- and are quick. A spec that was not measured yet counts when its name says so.
-- @tparam string file
-- @tparam string text of the file
-- @tparam table change from sites.of
-- @tparam table kills how many changes of the file each spec noticed
function M.specs(file, text, change, kills)
  local found = {}
  local old = shell.slurp(DIR .. "/sources/" .. file)
  if old == text and map.files[file] then
    local _, line = text:sub(1, change.from):gsub("\n", "")
    local _, span = text:sub(change.from, change.to):gsub("\n", "")
    -- compilers have several ideas of the line on which a long statement is
    for at = line, line + span + 2 do union(found, map.files[file][at]) end
    -- of Lua only functions were measured
    if file:find "%.lua$" or not next(found) or
        not map.files[file][line + 1] then
      union(found, functions(file)[change.func])
    end
    if change.outside then -- of functions: used wherever the file is
      for _, set in pairs(map.files[file]) do union(found, set) end
    end
  else
    union(found, functions(file)[change.func])
    if not next(found) then
      for _, set in pairs(map.files[file] or {}) do union(found, set) end
    end
  end
  if not next(found) and (file:find "%.h$" or not old) then
    local directory = file:match "^(.*)/"
    for other, lines in pairs(map.files) do
      if other:match "^(.*)/" == directory then
        for _, set in pairs(lines) do union(found, set) end
      end
    end
  end
  local list = {}
  for index in pairs(found) do
    if map.specs[index].measured then list[#list + 1] = map.specs[index] end
  end
  for _, spec in ipairs(map.specs) do
    if not spec.measured and alike(file, spec.path) then
      list[#list + 1] = spec
    end
  end
  return in_order(list, file, kills, 0.2)
end

return M
