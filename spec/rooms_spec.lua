-- The rooms of src/: which may include which, in no circle; and no two files
-- that need each other. docs/architecture.md has the map.
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

-- A way from `from` back to it along edges[node] = {node = true}; or nil.
local function cycle(edges)
  local state = {}
  local function visit(node, way)
    if state[node] == "done" then return nil end
    way[#way + 1] = node
    if state[node] == "open" then return table.concat(way, " -> ") end
    state[node] = "open"
    for next in pairs(edges[node] or {}) do
      local found = visit(next, way)
      if found then return found end
    end
    state[node] = "done"
    way[#way] = nil
    return nil
  end
  for node in pairs(edges) do
    local found = visit(node, {})
    if found then return found end
  end
  return nil
end

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

  it("have no two files that need each other", function()
    local build = os.getenv "BUILD" or "build"
    local objects = {}
    for _, path in ipairs(files) do
      local object = path:match "^(.*%.)c$"
      objects[#objects + 1] = object and build .. "/" .. object .. "o"
    end
    local nm = lines("cd " .. support.root .. " && nm -A " ..
      table.concat(objects, " "))
    local owner, needs = {}, {}
    for _, line in ipairs(nm) do
      local object, kind, name = line:match "^(%S+)%.o:%S* +(%a) (%S+)$"
      if kind and kind:match "[TDBRV]" then
        owner[name], needs[object] = object, {}
      end
    end
    assert.is_true(#objects > 80 and next(needs) ~= nil)
    for _, line in ipairs(nm) do
      local object, name = line:match "^(%S+)%.o:%S* +U (%S+)$"
      local other = owner[name]
      if other and needs[object] and other ~= object then
        needs[object][other] = true
      end
    end
    assert.is_nil(cycle(needs))
  end)
end)
