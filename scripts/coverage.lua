--- Line counts of lib/ without luacov. As `LUA_INIT=@scripts/coverage.lua`
-- counts what an interpreter runs, into a file of its own below
-- COVERAGE_DIR; run with "report" as argument, adds those files up.
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

-- The lines of a file that hold code, by what the compiler says of it.
local function active_lines(path)
  local lines = {}
  -- inner functions are reached only by a listing of the compiled chunk
  local listing = io.popen("luac5.4 -l -l -p '" .. path .. "' 2>/dev/null")
  for row in listing:lines() do
    local line, op = row:match "^%s+%d+%s+%[(%d+)%]%s+(%u+)"
    if line and op ~= "VARARGPREP" then lines[tonumber(line)] = true end
  end
  listing:close()
  return lines
end

local function report()
  local counts = {}
  local list = io.popen("cat '" .. directory .. "'/* 2>/dev/null")
  for name, line, n in list:read("a"):gmatch "(%S+) (%d+) (%d+)\n" do
    counts[name] = counts[name] or {}
    line = tonumber(line)
    counts[name][line] = (counts[name][line] or 0) + tonumber(n)
  end
  list:close()
  local files = io.popen "find lib -name '*.lua' | sort"
  local all_hit, all_lines = 0, 0
  for name in files:lines() do
    local hit, total, missed = 0, 0, {}
    local seen = counts[name] or {}
    for line in pairs(active_lines(name)) do
      total = total + 1
      if seen[line] then hit = hit + 1 else missed[#missed + 1] = line end
    end
    table.sort(missed)
    all_hit, all_lines = all_hit + hit, all_lines + total
    print(("%-44s %6.1f %% of %4d lines%s"):format(name,
      100 * hit / math.max(total, 1), total,
      #missed > 0 and "; not: " .. table.concat(missed, " ") or ""))
  end
  files:close()
  print(("%-44s %6.1f %% of %4d lines"):format("Lua in all",
    100 * all_hit / math.max(all_lines, 1), all_lines))
end

if arg and arg[0] and arg[0]:match "coverage%.lua$" and arg[1] == "report" then
  report()
elseif directory then
  count()
end
