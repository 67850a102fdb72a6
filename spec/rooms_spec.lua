-- SPDX-License-Identifier: MIT
-- The rooms of src/: which may include which, in no circle; no two files that
-- need each other; a name is defined once, and begins with its file's name or a
-- room's where other files see it. docs/architecture.md has the map.
local cycle = require "spec.cycle"
local support = require "spec.support"

local MAY = {
  -- compiled filters and policies as numbers; neither Lua nor libseccomp
  bpf = {},
  ["bpf/text"] = {"bpf"},
  ["bpf/compile"] = {"bpf"},
  ["bpf/prove"] = {"bpf"},
  -- facts of Linux, and the kernel itself
  kernel = {},
  sys = {"bpf", "bpf/prove"},
  -- libseccomp, asked carefully
  scmp = {"bpf", "kernel", "sys"},
  -- what all classes stand on, and the classes
  lua = {"bpf", "kernel", "scmp", "sys"},
  process = {"lua", "scmp", "sys"},
  notify = {"bpf", "kernel", "lua", "process", "scmp", "sys"},
  program = {"bpf", "bpf/prove", "bpf/text", "kernel", "lua", "notify", "scmp",
    "sys"},
  filter = {"bpf", "bpf/prove", "kernel", "lua", "notify", "program", "scmp",
    "sys"},
  policy = {"bpf", "bpf/compile", "bpf/prove", "kernel", "lua", "program",
    "scmp", "sys"},
  attach = {"bpf", "lua", "process", "program", "scmp", "sys"},
  spawn = {"bpf", "filter", "kernel", "lua", "notify", "process", "program",
    "scmp", "sys"},
}

local function lines(command)
  local list = {}
  local pipe <close> = assert(io.popen(command))
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

local function room_of(path) return path:match "^src/(.+)/[^/]+$" end

describe("the rooms of src", function()
  local files = lines("cd " .. support.root .. " && find src -name '*.[ch]'")

  it("include what their place in the map lets them", function()
    assert.is_true(#files > 100)
    for _, path in ipairs(files) do
      local room = room_of(path)
      assert(MAY[room], path .. " is in a room that the map lacks")
      local may = {[room] = true}
      for _, other in ipairs(MAY[room]) do may[other] = true end
      for line in io.lines(support.root .. "/" .. path) do
        local name = line:match '^#include "([^"]+)"'
        if name then
          local there = (path:match "^(.+)/" .. "/" .. name)
          local n = 1
          while n > 0 do there, n = there:gsub("[^/]+/%.%./", "", 1) end
          assert(may[room_of(there)], path .. " may not include " .. there)
        end
      end
    end
  end)

  it("stand above each other, and never in a circle", function()
    local edges = {}
    for room, others in pairs(MAY) do
      edges[room] = {}
      for _, other in ipairs(others) do edges[room][other] = true end
    end
    assert.is_nil(cycle(edges))
  end)

  -- What each file defines (T, D, B, R, V) and needs (U), as nm tells it.
  local symbols = {}
  do
    local build = os.getenv "BUILD" or "build"
    local objects = {}
    for _, path in ipairs(files) do
      local object = path:match "^(.*%.)c$"
      objects[#objects + 1] = object and build .. "/" .. object .. "o"
    end
    for _, line in ipairs(lines("cd " .. support.root .. " && nm -A " ..
      table.concat(objects, " "))) do
      local path, kind, name = line:match "(src/%S+)%.o:%S* +(%a) ([%w_]+)$"
      if path then
        symbols[#symbols + 1] = {path = path, kind = kind, name = name,
          defined = kind:match "[TDBRV]" ~= nil}
      end
    end
  end

  it("have no two files that need each other", function()
    local owner, needs = {}, {}
    for _, s in ipairs(symbols) do
      if s.defined then owner[s.name], needs[s.path] = s.path, {} end
    end
    assert.is_true(next(needs) ~= nil)
    for _, s in ipairs(symbols) do
      local other = owner[s.name]
      if s.kind == "U" and other and needs[s.path] and other ~= s.path then
        needs[s.path][other] = true
      end
    end
    assert.is_nil(cycle(needs))
  end)

  it("name what others see by the file or its room", function()
    for _, s in ipairs(symbols) do
      local first = s.name:match "^(.-)_" or s.name
      local found = not s.defined or s.name:match "^_" -- the compiler's own
      for step in s.path:gmatch "[^/]+" do
        local part = step:match "^[^_]+"
        found = found or part == first or part == first .. "s" or
          part .. "s" == first
      end
      assert(found, s.path .. ".c defines " .. s.name)
    end
  end)

  it("define a name once", function()
    local where, twice = {}, {}
    local function define(path, space, name)
      local key = space .. " " .. name
      if where[key] then
        twice[#twice + 1] = ("%s: %s, %s"):format(key, where[key], path)
      end
      where[key] = path
    end
    for _, path in ipairs(files) do
      -- generated tables are each included by one file
      local text = path:match "_table%.h$" and "" or
        support.slurp(support.root .. "/" .. path)
      text = text:gsub("/%*.-%*/", ""):gsub("\n#[^\n]*", "\n")
        :gsub("__attribute__(%b())", ""):gsub("BPF_PRINTF%b()", "")
      -- what stands at the beginning of a line, up to its body or value
      for head, ends in ("\n" .. text):gmatch "\n([%a}][^;{=]*)([;{=])" do
        local tag = head:match "^%l+ ([%w_]+)%s*$"
        local callee = head:match "([%w_]+)%("
        if ends == "{" and tag and not head:match "^static" then
          define(path, head:match "^%a+", tag)
        elseif ends == "{" and callee then
          define(path, "name", callee)
        elseif not callee and ends ~= "{" and not head:match "^extern" and
          not head:match "^typedef" and not (tag and ends == ";") then
          local name = head:match "([%w_]+)%s*$" or head:match "([%w_]+)%["
          if name then define(path, "name", name) end
        end
      end
    end
    assert.are.same({}, twice)
    assert(where["name mtbdd_apply"] and where["struct mtbdd_space"] and
      where["name listener_kernel"])
  end)
end)
