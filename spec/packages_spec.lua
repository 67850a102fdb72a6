-- SPDX-License-Identifier: MIT
-- The packages of lib/seccomp: which may require which, and no module in a
-- circle with others, whether it requires them at once or only when they are
-- wanted. docs/architecture.md has the map.
local cycle = require "spec.cycle"
local support = require "spec.support"

-- A package is a directory; what users require, and what all stand on, are
-- packages of one file. "core" is what the C module gives.
local MAY = {
  core = {},
  error = {"core"}, json = {"error"}, groups = {"error"},
  modules = {"core", "error"},
  -- facts of Linux
  kernel = {"core", "error"},
  -- a policy as a value
  ["policy/"] = {"core", "error", "groups", "kernel"},
  -- what others mean by a policy
  systemd = {"core", "error", "kernel", "policy/"},
  ["oci/"] = {"core", "error", "groups", "json", "kernel", "policy/"},
  ["format/"] = {"core", "error", "kernel", "oci/", "policy/", "systemd"},
  formats = {"core", "error", "format/", "modules", "policy/"},
  ["lint/"] = {"core", "error", "kernel", "modules", "oci/", "policy/"},
  lint = {"core", "error", "lint/"},
  -- what users require
  init = {"core"},
  policy = {"core", "error", "formats", "lint", "oci/", "policy/"},
  oci = {"oci/", "policy"},
  format = {"formats", "policy"},
  ["record/"] = {"core", "error", "json", "kernel", "policy", "policy/"},
  record = {"core", "error", "record/"},
  ["explain/"] = {"core", "error", "kernel", "policy", "policy/", "record/"},
  explain = {"core", "error", "explain/", "policy", "policy/", "record/"},
  ["attached/"] = {"core", "error", "record/"},
  attached = {"attached/", "core", "error", "record/"},
  supervisor = {"core", "error"},
}
-- The command may require whatever there is.
local all = {}
for package in pairs(MAY) do all[#all + 1] = package end
MAY.cli = all

local ROOT = support.root .. "/lib/seccomp/"

local function package_of(module)
  local first, rest = module:match "^([^.]+)(.*)$"
  if first == "core" then return "core" end
  return MAY[first .. "/"] and rest ~= "" and first .. "/" or first
end

-- The modules that each module requires anywhere in its file: by name, or by
-- the beginning of one, for all that begin so.
local function graph()
  local edges, prefixes = {}, {}
  local pipe <close> = assert(io.popen("cd " .. ROOT ..
    " && find . -name '*.lua'"))
  for path in pipe:lines() do
    local module = path:match "^%./(.*)%.lua$":gsub("/init$", "")
      :gsub("/", ".")
    local code = support.slurp("lib/seccomp/" .. path):gsub("%-%-[^\n]*", "")
    local own = {}
    edges[module] = own
    for _, way in ipairs {"require", "optional"} do
      for name in code:gmatch(way .. '[ (]*"seccomp%.([%w_.]+)"') do
        own[name] = true
      end
    end
    prefixes[module] = code:match '"seccomp%.([%w_.]+%.)"'
    if code:find 'require[ (]*"seccomp"' then own.core = true end
  end
  for module, prefix in pairs(prefixes) do
    edges[module][prefix] = nil
    for other in pairs(edges) do
      if other:sub(1, #prefix) == prefix then edges[module][other] = true end
    end
  end
  return edges
end

describe("the packages of lib/seccomp", function()
  local edges = graph()

  it("are read whole", function()
    -- modules that are required by a function alone, and by a name made of two
    assert.is_true(edges.policy.lint)
    assert.is_true(edges.formats["format.systemd"])
    assert.is_true(edges["record.file"].json)
    assert.is_true(edges["cli"]["core"])
  end)

  it("require what their place in the map lets them", function()
    for module, others in pairs(edges) do
      local package = package_of(module)
      assert(MAY[package], module .. " is in no package of the map")
      local may = {[package] = true}
      for _, other in ipairs(MAY[package]) do may[other] = true end
      for other in pairs(others) do
        assert(edges[other] or package_of(other) == "core",
          module .. " requires seccomp." .. other .. ", which is not there")
        assert(may[package_of(other)], module .. " may not require seccomp." ..
          other)
      end
    end
  end)

  it("have no two modules that require each other, ever so late", function()
    assert.is_nil(cycle(edges))
    local packages = {}
    for package, others in pairs(MAY) do
      packages[package] = {}
      for _, other in ipairs(others) do packages[package][other] = true end
    end
    assert.is_nil(cycle(packages))
  end)

  it("have no way to require but by name", function()
    for module in pairs(edges) do
      local path = module == "cli" and "cli/init" or module:gsub("%.", "/")
      local code = support.slurp("lib/seccomp/" .. path .. ".lua")
        :gsub("%-%-[^\n]*", "")
      for argument in code:gmatch "%f[%w]require%s*%(([^)]*)" do
        assert(argument:find '^"seccomp[%w_.]*"' or argument:find "^PREFIX" or
          module == "error" or module == "modules",
          module .. ": require(" .. argument .. ")")
      end
    end
  end)
end)
