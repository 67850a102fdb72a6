--- A copy of the checkout in which one file at a time is changed, built, and
-- held against specs. What runs there has processes and a /tmp of its own,
-- where this may be had: a changed kill(2) reaches nothing else.

-- SPDX-License-Identifier: MIT
local M = {}

local shell = require "shell"

local quote, slurp, spew = shell.quote, shell.slurp, shell.spew

-- Of memory, for a process; specs that ask for more raise it themselves.
local MEMORY = 4 << 20 -- kB

-- Seconds that it takes to load a spec.
local LOADING = 0.1

local XCPU = 24 -- the signal of a process that had its time

local methods = {}
methods.__index = methods

local function quiet(command)
  return os.execute("(" .. command .. ") >/dev/null 2>&1")
end

-- The command that runs others apart from all else, or "".
local function apart()
  local words = "unshare --mount --pid --fork --mount-proc --kill-child "
  return quiet(words .. "mount -t tmpfs tmpfs /tmp") and words or ""
end

--- @tparam string dir where the copy is to be
function M.new(dir)
  assert(os.execute(("rm -rf %s && mkdir -p %s/build && git ls-files -co " ..
    "--exclude-standard | while read -r file; do [ ! -e \"$file\" ] || " ..
    "echo \"$file\"; done | cpio -pdm --quiet %s && cp -a build/lua " ..
    "build/src build/lua_seccomp.* build/*.flags build/examples " ..
    "%s/build"):format(dir, dir, dir, dir)))
  local self = setmetatable({dir = dir, apart = apart(), base = {},
    sound = {}}, methods)
  self.compile = slurp "build/compile.flags":gsub("%s+$", "")
  self.link = slurp "build/link.flags":gsub("%s+$", "")
  -- a checkout below /tmp would be hidden
  self.mount = self.apart ~= "" and not shell.root():find "^/tmp/" and
    "mount -t tmpfs tmpfs /tmp; " or ""
  -- root without a room apart: a changed kill(-1, ...) would end everything
  self.careful = self.apart == "" and shell.lines "id -u"() == "0"
  return self
end

function methods:run(command)
  return quiet("cd " .. quote(self.dir) .. " && " .. command)
end

-- Compiles a file without what debuggers read, which knows of columns.
function methods:object(file, out)
  return self:run(("mkdir -p %s && %s -w -g0 -c -o %s %s"):format(
    out:match "^(.*)/", self.compile, out, file))
end

-- The files of C that are compiled with a file: itself, or what includes it.
function methods:units(file)
  if file:find "%.c$" then return {file} end
  local list = {}
  for path in shell.lines(("cd %s && grep -lrE --include='*.d' " ..
    "'(^|[ /])%s( |$|:)' build"):format(quote(self.dir), file:match "[^/]+$"))
  do
    local unit = path:gsub("^build/", ""):gsub("%.d$", ".c")
    -- build/ remembers files that are gone
    if slurp(self.dir .. "/" .. unit) then list[#list + 1] = unit end
  end
  table.sort(list)
  return list
end

--- Puts a changed text into the copy.
-- @treturn string "built", "uncompiled" or "same" (as what was there)
function methods:change(file, was, text)
  spew(self.dir .. "/" .. file, text)
  if file:find "%.lua$" then
    self:relink()
    local f = load(text, "=f", "t")
    if not f then return "uncompiled" end
    return string.dump(f, true) == string.dump(load(was, "=f", "t"), true) and
      "same" or "built"
  end
  local differs = false
  local units = self:units(file)
  for _, unit in ipairs(units) do
    local object = unit:gsub("%.c$", ".o")
    local base = "build/base/" .. object
    if not self.base[unit] then
      spew(self.dir .. "/" .. file, was)
      assert(self:object(unit, base), unit .. " does not compile")
      spew(self.dir .. "/" .. file, text)
      self.base[unit] = true
    end
    if not self:object(unit, "build/changed/" .. object) then
      return "uncompiled"
    end
    differs = differs or slurp(self.dir .. "/" .. base) ~=
      slurp(self.dir .. "/build/changed/" .. object)
  end
  if not differs then return "same" end
  local link = self.link:gsub("build/%S+%.o", function(object)
    for _, unit in ipairs(units) do
      if object == "build/" .. unit:gsub("%.c$", ".o") then
        return (object:gsub("^build/", "build/changed/"))
      end
    end
    return nil
  end)
  self.linked = false
  return self:run(link) and "built" or "uncompiled"
end

--- What was there before; the module only by the next change of Lua, or relink.
function methods:restore(file, was)
  spew(self.dir .. "/" .. file, was)
end

function methods:relink()
  if not self.linked then assert(self:run(self.link)) end
  self.linked = true
end

-- A spec or a single test as a line for ONLY.
local function id(spec) return spec.path .. "\t" .. (spec.test or "*") end

-- Runs specs, or single tests of them, until one fails: nil when none does,
-- else the name of the spec, or what ended them.
local function try(self, specs, seconds)
  local paths, only = {}, {}
  for i, spec in ipairs(specs) do
    only[i] = id(spec)
    if not paths[spec.path] then
      paths[#paths + 1], paths[spec.path] = spec.path, true
    end
  end
  spew(self.dir .. "/build/only", table.concat(only, "\n") .. "\n")
  -- wall time for a machine that is busy, and that of one process
  local wall, cpu = 60 + 20 * seconds // 1, 8 + 2 * seconds // 1
  local inner = ("ulimit -S -v %d; ulimit -S -t %d; ulimit -S -c 0; %sBUILD=" ..
    "build ONLY=build/only SEED=%s LUA=%s LUA_PATH='lib/?.lua;" ..
    "lib/?/init.lua;;' LUA_CPATH='build/lua/?.so;;' exec busted " ..
    "--lua=\"$(command -v %s)\" --helper=scripts/mutants/single.lua " ..
    "--no-keep-going %s"):format(MEMORY, cpu, self.mount,
    os.getenv "SEED" or 1, shell.lua, shell.lua, table.concat(paths, " "))
  local ok, _, status = os.execute(("cd %s && %stimeout -k 5 %d sh -c %s " ..
    ">run.log 2>&1 </dev/null"):format(quote(self.dir), self.apart, wall,
    quote(inner)))
  local log = slurp(self.dir .. "/run.log")
  -- a process that was ended in the middle may have said that all is well
  if ok then return not log:find "\n%d+ success" and "crash" or nil end
  if status == 124 or status == 137 or status == 128 + XCPU then
    return "timeout"
  end
  local at = log:match "\nFAILED .-\n  at [./]*(spec/[%w_/]+%.lua)" or
    log:match "\nERROR .-\n  at [./]*(spec/[%w_/]+%.lua)"
  if at then
    -- an assertion of a helper: the spec is the last one that was told
    for _, path in ipairs(paths) do if path == at then return at end end
  end
  local last
  for path in log:gmatch "\n  [./]*(spec/%S+_spec%.lua) " do last = path end
  return last or "crash"
end

-- Whether a spec starts processes, or waits: it may fail on a busy machine.
local function waits(self, path)
  return (slurp(self.dir .. "/" .. path) or ""):find("spec.support", 1, true)
end

-- What fails with the change, passes without it, and fails with it again: else
-- it is the machine that was busy, or a spec that fails by chance. Specs that
-- fail without the change are left out from then on.
local function confirmed(self, set, noticed, seconds, file, was, text)
  local suspects, sound = {}, true
  for _, spec in ipairs(set) do
    if spec.path == noticed then suspects[#suspects + 1] = spec end
  end
  local named = #suspects > 0
  if not named then suspects = set end
  for _, spec in ipairs(suspects) do
    sound = sound and self.sound[id(spec)]
  end
  if not sound then
    self:restore(file, was)
    self:relink()
    local failed = try(self, suspects, seconds)
    for _, spec in ipairs(suspects) do
      if named or not failed or spec.path == failed then
        self.sound[id(spec)] = not failed
      end
    end
    assert(self:change(file, was, text) == "built")
    if failed then return false end
  end
  if named and not waits(self, noticed) then return true end
  return try(self, suspects, seconds) ~= nil
end

--- Holds a change that was built against specs, the quick ones in one go.
-- @tparam table specs {path =, seconds =, test = (nil for all of it)} each, the
--   quick ones first
-- @tparam number quick seconds for the first set
-- @tparam number most seconds for all
-- @treturn ?string what noticed it: a spec, or "timeout" or "crash"
-- @treturn number the seconds of the specs that were run
function methods:hold(specs, quick, most, file, was, text)
  local at, total = 1, 0
  while specs[at] do
    local set, seconds, loaded = {}, 0, {}
    -- of a single test, its file is loaded as well
    local function cost(spec)
      return spec.seconds + (spec.test and not loaded[spec.path] and LOADING or
        0)
    end
    while specs[at] and (#set == 0 or seconds + cost(specs[at]) <= quick) and
      (total + seconds == 0 or total + seconds + cost(specs[at]) <= most)
    do
      if specs[at].passed and self.sound[id(specs[at])] ~= false then
        set[#set + 1] = specs[at]
        seconds = seconds + cost(specs[at])
        loaded[specs[at].path] = true
      end
      at = at + 1
    end
    if #set == 0 then break end
    total = total + seconds
    local noticed = try(self, set, seconds)
    while noticed do
      if confirmed(self, set, noticed, seconds, file, was, text) then
        return noticed, total
      end
      for i = #set, 1, -1 do
        if set[i].path == noticed or self.sound[id(set[i])] == false then
          table.remove(set, i)
        end
      end
      -- a timeout that does not come again names no spec
      noticed = #set > 0 and noticed:find "^spec/" and try(self, set, seconds)
    end
  end
  return nil, total
end

return M
