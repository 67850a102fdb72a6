-- SPDX-License-Identifier: MIT
-- Every allocation fails once, Lua's and malloc's: no crash, no leak, and a
-- filter that is as it was or as it was to be. The scenarios are in spec/alloc;
-- what must be among them comes from the modules themselves.
local public = require "spec.public"
local scenarios = require "spec.scenarios"
local support = require "spec.support"

-- What spec/c/alloc.c calls a function.
local function key_of(name, fn)
  local info = debug.getinfo(fn, "S")
  if info.what ~= "C" then
    return info.source:match "lib/seccomp/.*" .. ":" .. info.linedefined
  end
  local class = name:match "^(%u%w*):"
  local _, own = debug.getupvalue(fn, 1)
  return ("seccomp%s:%s"):format(class and "." .. class:lower() or "", own)
end

local luac = "luac" .. support.lua_version

-- The functions of lib/seccomp, as luac lists them: "lib/seccomp/oci.lua:12".
local function lua_functions()
  local pipe = io.popen("cd " .. support.quote(support.root) ..
    " && find lib -name '*.lua' -exec " .. luac .. " -l -p {} ';'")
  local all = {}
  for place, line in pipe:read("a"):gmatch "function <([^>]-):(%d+),%d+>" do
    all[#all + 1] = place .. ":" .. line
  end
  pipe:close()
  return all
end

describe("failed allocations leave nothing behind", function()
  local called, points, calls = {}, 0, 0
  local done

  local function run()
    if done then return done end
    done = scenarios.run("alloc", os.getenv "ALLOC_ALL" and 7200 or 300)
    for key in done.stdout:gmatch "called (%S+)\n" do called[key] = true end
    local names = {}
    for tried, name in done.stdout:gmatch "tried (%d+) of %d+ in %d: (.-)\n" do
      points = points + tried
      if not names[name] then calls = calls + 1 end
      names[name] = true
    end
    return done
  end

  local function skipped()
    local why = support.unwatched "allocator" or support.no_glibc()
    if why then pending(why) end
    return why
  end

  it("in filters, policies, processes and the command", function()
    if skipped() then return end
    local child = run()
    assert(child.code == 0, child.stderr)
    assert.is_true(calls > 100 and points > 400)
    io.write(("    %d allocations failed in %d calls\n"):format(points, calls))
  end)

  it("in each public function", function()
    if skipped() then return end
    run()
    local missing = {}
    for name, fn in pairs(public.functions()) do
      if not called[key_of(name, fn)] then missing[#missing + 1] = name end
    end
    table.sort(missing)
    -- what this libseccomp lacks raises at once
    local lacking = support.library_at_least(2, 6) and {} or
      {"Filter:precompute", "Filter:transaction"}
    assert.same(lacking, missing)
  end)

  it("in most functions of lib", function()
    if skipped() then return end
    if not support.has_command(luac) then
      pending("there is no " .. luac .. " to list them")
      return
    end
    run()
    local all, missing = lua_functions(), {}
    for _, key in ipairs(all) do
      if not called[key] then missing[#missing + 1] = key end
    end
    io.write(("    %d of %d functions of lib\n"):format(#all - #missing, #all))
    assert(#all > 500 and #missing < 0.25 * #all, table.concat(missing, "\n"))
  end)
end)
