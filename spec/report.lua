--- How busted reports here: a line per spec file, each skip with its reason,
-- each failure in full, then busted's own summary.
-- What a test draws at random it draws after the same seed, SEED or the time,
-- which is told where one failed: `make test SEED=7 SPEC=...` draws that again.
-- With TEST_COUNTS set to a path, the counts are appended there as
-- "passed failed skipped", for `make check` to add up. With TEST_PROGRESS set
-- to one, each test that ended is appended there at once, for files that may be
-- ended at a time limit.

-- SPDX-License-Identifier: MIT
local busted = require "busted"

local write = io.write

local seed = math.tointeger(tonumber(os.getenv "SEED")) or os.time()
local function draw_anew() math.randomseed(seed) end

return function(options)
  local handler = require "busted.outputHandlers.base"()
  local file

  local function count(n, one, many)
    return n .. " " .. (n == 1 and one or many)
  end

  local function place(report)
    local trace = report.element.trace or report.trace
    return trace and trace.short_src and
      trace.short_src .. ":" .. trace.currentline or "?"
  end

  local function message(report)
    if report.message == nil then return "no message" end
    if type(report.message) == "string" then return report.message end
    return require("pl.pretty").write(report.message)
  end

  local function indent(text)
    return "    " .. text:gsub("%s+$", ""):gsub("\n", "\n    ")
  end

  busted.subscribe({"file", "start"}, function(element)
    file = {name = element.name, success = 0, failure = 0, error = 0,
      pending = 0}
    draw_anew()
    return nil, true
  end)

  busted.subscribe({"test", "start"}, function()
    draw_anew()
    return nil, true
  end)

  busted.subscribe({"test", "end"}, function(element, _, status)
    if file and file[status] then file[status] = file[status] + 1 end
    local path = os.getenv "TEST_PROGRESS"
    if path then
      local out = assert(io.open(path, "a"))
      out:write(("%s %s: %s (%.1f s)\n"):format(status, file and file.name,
        element.name, element.duration or 0))
      out:close()
    end
    return nil, true
  end, {predicate = handler.cancelOnPending})

  busted.subscribe({"file", "end"}, function(element)
    local bad = file.failure + file.error
    local parts = {file.success .. " passed"}
    if bad > 0 then parts[#parts + 1] = bad .. " FAILED" end
    if file.pending > 0 then
      parts[#parts + 1] = file.pending .. " skipped"
    end
    write(("  %-44s %s%s\n"):format(file.name, table.concat(parts, ", "),
      element.duration and (" (%.1f s)"):format(element.duration) or ""))
    io.flush()
    return nil, true
  end)

  busted.subscribe({"suite", "end"}, function()
    if #handler.pendings > 0 then
      write "\nskipped:\n"
      for _, report in ipairs(handler.pendings) do
        write("  ", report.name, "\n")
        if report.message then write(indent(message(report)), "\n") end
      end
    end
    for _, list in ipairs {handler.failures, handler.errors} do
      for _, report in ipairs(list) do
        write("\n", report.isError and "ERROR " or "FAILED ", report.name,
          "\n  at ", place(report), "\n", indent(message(report)), "\n")
        write(("    (SEED=%d)\n"):format(seed))
        if options.verbose and report.trace and report.trace.traceback then
          write(indent(report.trace.traceback), "\n")
        end
      end
    end
    write(("\n%s / %s / %s / %s : %.1f seconds\n"):format(
      count(handler.successesCount, "success", "successes"),
      count(handler.failuresCount, "failure", "failures"),
      count(handler.errorsCount, "error", "errors"),
      count(handler.pendingsCount, "pending", "pending"),
      handler.getDuration()))
    local path = os.getenv "TEST_COUNTS"
    if path then
      local out = assert(io.open(path, "a"))
      out:write(("%d %d %d\n"):format(handler.successesCount,
        handler.failuresCount + handler.errorsCount, handler.pendingsCount))
      out:close()
    end
    return nil, true
  end)

  return handler
end
