--- How the figures of `make bench` are printed: Markdown, readable as it is. A
-- comment before each table has its name, by which bench/document.lua puts it
-- into the documents.

-- SPDX-License-Identifier: MIT
local M = {}

local UNITS = {{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}}

local function number(x)
  return x >= 100 and ("%.0f"):format(x) or x >= 10 and ("%.1f"):format(x) or
    ("%.2f"):format(x)
end

local function times(x)
  return x and (x < 0.1 and ("%.3f"):format(x) or ("%.2f"):format(x)) or ""
end

local function time(ns)
  if not ns then return "" end
  for _, unit in ipairs(UNITS) do
    if ns >= unit[1] then return number(ns / unit[1]) .. " " .. unit[2] end
  end
  return ("%.0f ns"):format(ns)
end

--- Rows of cells, the first row being the head; nothing where there are none.
-- The first column, or the first `left` ones, are words.
local function print_table(name, lines, left)
  left = left or 1
  if #lines < 2 then return end
  print()
  print(("<!-- %s -->"):format(name))
  local widths = {}
  local function width(text) return utf8.len(text) end
  for _, line in ipairs(lines) do
    for i, cell in ipairs(line) do
      widths[i] = math.max(widths[i] or 3, width(cell))
    end
  end
  local function pad(cell, i)
    local space = (" "):rep(widths[i] - width(cell))
    return i <= left and cell .. space or space .. cell
  end
  for k, line in ipairs(lines) do
    local cells = {}
    for i, cell in ipairs(line) do cells[i] = pad(cell, i) end
    print("| " .. table.concat(cells, " | ") .. " |")
    if k == 1 then
      for i, w in ipairs(widths) do
        cells[i] = ("-"):rep(w - 1) .. (i <= left and "-" or ":")
      end
      print("| " .. table.concat(cells, " | ") .. " |")
    end
  end
end

local function ratio_of(r, who, median)
  return r.ratios and r.ratios[who] and median(r.ratios[who])
end

--- The ten things that a user understands.
function M.ten(rows, median)
  local lines = {{"what", "beside what", "takes"}}
  for _, r in ipairs(rows) do
    local ours = ratio_of(r, "ours", median)
    if r.aim.ten and ours then
      lines[#lines + 1] = {r.aim.ten[1], r.aim.ten[2], times(ours)}
    end
  end
  print_table("ten", lines, 2)
end

--- The rows that have an aim, or those that have none; adds the names of those
-- that miss theirs to `missed`.
function M.times(name, rows, median, missed, aimed)
  local lines = {{"work", "C", "Python", "Go", "ours", "Python/C", "Go/C",
    "ours/C"}}
  if aimed then lines[1] = {"work", "C", "ours", "ours/C", "aim"} end
  for _, r in ipairs(rows) do
    local function value(who)
      local m = r.values[who] and median(r.values[who])
      if m and r.name:find "^kilobytes" then return number(m) end
      return time(m)
    end
    local aim, ok, text = r.aim, nil, nil
    local ours = r.values.ours and median(r.values.ours)
    local beside = ratio_of(r, "ours", median)
    if aim.ratio then
      text = ("≤ %.2f"):format(aim.ratio)
      ok = beside and beside <= aim.ratio
    elseif aim.below then
      text = "< " .. time(aim.below)
      ok = ours and ours < aim.below
    end
    if aimed and text then
      if not ok then missed[#missed + 1] = r.name end
      lines[#lines + 1] = {r.name, value "c", value "ours", times(beside),
        ok and text or text .. " *"}
    elseif not aimed and not text then
      lines[#lines + 1] = {r.name, value "c", value "python", value "go",
        value "ours", times(ratio_of(r, "python", median)),
        times(ratio_of(r, "go", median)), times(beside)}
    end
  end
  print_table(name, lines)
end

--- What one costs where there are so many of them.
function M.growths(rows, median, missed)
  local lines = {{"one, where there are", "so many", "takes",
    "beside the row above", "aim", "kilobytes"}}
  for _, g in ipairs(rows) do
    local before
    for i, n in ipairs(g.sizes) do
      local ns = g.times[i] and median(g.times[i])
      local growth = before and ns and ns / before
      local aim = growth and g.most and ("≤ %.2f"):format(g.most) or ""
      if aim ~= "" and growth > g.most then
        missed[#missed + 1] = ("%s: %d"):format(g.name, n)
        aim = aim .. " *"
      end
      lines[#lines + 1] = {i == 1 and g.name or "", ("%d"):format(n), time(ns),
        times(growth), aim, g.memory[i] and
          ("%.2f"):format(median(g.memory[i])) or ""}
      before = ns
    end
  end
  print_table("growth", lines)
end

local function count(x)
  if not x then return "" end
  local text = ("%.0f"):format(x):reverse():gsub("(%d%d%d)", "%1 ")
  return (text:reverse():gsub("^ ", ""))
end

--- What was counted; adds to `missed` the names of rows that miss their aims.
function M.counts(rows, missed)
  local lines = {{"work", "C: instructions", "ours", "ratio", "aim",
    "C: blocks", "ours", "ratio"}}
  for _, r in ipairs(rows) do
    local line = {r.name}
    for _, what in ipairs {"instructions", "mallocs"} do
      local c, ours = r[what].c, r[what].ours
      local ratio = c and ours and c >= 1 and ours / c
      line[#line + 1] = count(c)
      line[#line + 1] = count(ours)
      line[#line + 1] = ratio and times(ratio) or ""
      if what == "instructions" then
        local ok = not r.aim or ratio and ratio <= r.aim
        line[#line + 1] = r.aim and ("≤ %.2f%s"):format(r.aim,
          ok and "" or " *") or ""
        if not ok then missed[#missed + 1] = r.name .. " (counted)" end
      end
    end
    lines[#lines + 1] = line
  end
  print_table("counted", lines)
end

--- Instructions and path lengths.
function M.figures(programs, figures, flat)
  local lines = {{"podman's profile, 3 arches", "instructions"}}
  for _, arch in ipairs(flat.arches) do
    table.insert(lines[1], arch .. ": mean path")
    table.insert(lines[1], "longest")
  end
  for _, p in ipairs(programs) do
    local line = {p[1], tostring(#p.program)}
    for _, arch in ipairs(flat.arches) do
      local mean, longest = figures.path(p.program, flat, arch)
      line[#line + 1] = ("%.1f"):format(mean)
      line[#line + 1] = tostring(longest)
    end
    lines[#lines + 1] = line
  end
  print_table("paths", lines)
end

--- What a call costs under each program. `measure(paths, call)` gives the
-- nanoseconds for each.
function M.calls(programs, measure)
  local CALLS = {
    {"early, always allowed (read)", "0 -1"},
    {"late, always allowed (getppid)", "110"},
    {"denied by default (no such call)", "1000"},
    {"by argument (personality)", "135 0xffffffff"},
  }
  local lines = {{"one call", "no filter"}}
  for _, p in ipairs(programs) do table.insert(lines[1], p[1]) end
  for _, call in ipairs(CALLS) do
    local paths = {"none"}
    for _, p in ipairs(programs) do paths[#paths + 1] = p[2] end
    local line = {call[1]}
    for i, ns in ipairs(measure(paths, call[2])) do line[i + 1] = time(ns) end
    lines[#lines + 1] = line
  end
  print_table("calls", lines)
end

return M
