-- SPDX-License-Identifier: MIT
-- Lua 5.5 as well as 5.4: what it refuses of our Lua is looked for with any
-- Lua; what its own compiler and interpreter say, where they are installed.
local support = require "spec.support"

local function lua_files()
  return support.command("find lib spec examples scripts bench bin " ..
    "-name '*.lua' -o -path bin/lua-seccomp -o -path bench/run",
    {cwd = support.root}).stdout:gmatch "[^\n]+"
end

-- The names among `list`, "k, v" or "local k".
local function each_name(list) return list:gmatch "[%a_][%w_]*" end

-- The first assignment to the first variable of a `for` that surrounds it,
-- which Lua 5.5 refuses and 5.4 does not; or nil. Indentation tells where a
-- block ends, and a `local` or a parameter of the same name hides the variable.
local function assignment(text)
  local loops, number, continued = {}, 0, nil
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    number = number + 1
    local indent = #line:match "^%s*"
    while loops[1] and line:match "%S" and indent <= loops[#loops].indent and
        number > loops[#loops].line do
      loops[#loops] = nil
    end
    local hidden = line:match "^%s*local ([%w_, ]+)" or
      line:match "function[%w_ .]*%(([%w_, ]+)%)"
    local assigned = not hidden and not continued and
      not line:find "^%s*for " and
      (line:match "^%s*([%a_][%w_, ]*)%s*=[^=]" or
      line:match " then ([%a_][%w_, ]*)%s*=[^=]")
    for i = #loops, 1, -1 do
      for name in each_name(hidden or "") do loops[i].names[name] = nil end
      for name in each_name(assigned or "") do
        if loops[i].names[name] then return number, name end
      end
    end
    continued = line:find "[,{(]$"
    local variable = line:match "^%s*for ([%w_]+)[ ,]"
    if variable and not line:find " end$" then
      loops[#loops + 1] = {indent = indent, line = number,
        names = {[variable] = true}}
    end
  end
  return nil
end

describe("no control variable of a loop is assigned to", function()
  it("in a file of ours", function()
    local count = 0
    for path in lua_files() do
      count = count + 1
      local line, name = assignment(support.slurp(support.root .. "/" .. path))
      assert(line == nil, ("%s:%d: %s is the variable of a loop: copy it to " ..
        "a local"):format(path, line or 0, name))
    end
    assert.is_true(count > 250)
  end)

  it("and that is seen where it happens", function()
    for _, text in ipairs {
      "for k, v in pairs(t) do\n  k = v\nend",
      "for i = 1, 2 do\n  if i then i = 2 end\nend",
      "for i = 1, 2 do\n  while true do\n    a, i = i, 1\n  end\nend",
    } do
      assert.truthy(assignment(text), text)
    end
    for _, text in ipairs {
      "for k, v in pairs(t) do\n  v = 1\nend",
      "for k in pairs(t) do\n  local v = 1\nend\nk = 1",
      "for k in pairs(t) do\n  local k = k\n  k = 1\nend",
      "for k in pairs(t) do\n  t[1] = {\n    k = 1}\nend",
      "for k in pairs(t) do\n  if k == 1 then x = 1 end\n  t.k = 1\nend",
    } do
      assert.is_nil(assignment(text), text)
    end
  end)
end)

describe("Lua 5.5", function()
  local ask = "command -v lua5.5 && ${PKG_CONFIG:-pkg-config} --exists lua5.5"
  local here = support.command(ask).code == 0

  it("reads every file of ours", function()
    if not here then
      pending "there is no lua5.5 with a lua5.5.pc"
      return
    end
    local files = {}
    for path in lua_files() do files[#files + 1] = path end
    local child = support.command({"lua5.5", "-e",
      "for _, path in ipairs(arg) do assert(loadfile(path)) end os.exit()", "-",
      table.unpack(files)}, {cwd = support.root, env = support.unpreloaded})
    assert(child.code == 0, support.describe(child))
  end)

  it("has the module built for it, and runs it", function()
    if not here then
      pending "there is no lua5.5 with a lua5.5.pc"
      return
    elseif not support.plain() then
      pending(support.UNWATCHED.installed)
      return
    end
    local build = support.build .. "/lua5.5"
    local child = support.command(("make -s BUILD=%s LUA_VERSION=5.5 " ..
      "CFLAGS='-O0 -Werror' examples"):format(build), {cwd = support.root,
      timeout = 600, env = {LUA = false, LUA_CFLAGS = false, LUA_LIBS = false,
        MAKEFLAGS = false, MAKELEVEL = false, CPPFLAGS = false}})
    assert(child.code == 0, support.describe(child))
    local env = {LUA_CPATH = build .. "/lua/?.so;;"}
    child = support.script({"lua5.5", "examples/demo.lua"},
      {cwd = support.root, env = env})
    assert(child.code == 0, support.describe(child))
    -- the state that reads policy files is made another way there
    child = support.run([[
      local policy = require("seccomp.policy").parse [=[return {
        default = "allow", rules = {{"mkdir", action = "errno(EPERM)"}}}]=]
      policy:load()
      print(os.execute "mkdir /nowhere/x" == nil, _VERSION)
    ]], {lua = "lua5.5", env = env})
    assert.equal("true\tLua 5.5\n", child.stdout, support.describe(child))
    local embedded = support.root .. "/examples/embed/policy.lua"
    child = support.command({build .. "/examples/embed/confined", embedded,
      embedded}, {cwd = "/"})
    assert(child.code == 0, support.describe(child))
  end)

  it("refuses the module of another version", function()
    if not here then
      pending "there is no lua5.5 with a lua5.5.pc"
      return
    elseif support.lua_version == "5.5" or not support.plain() then
      pending "the module here is not a plain one of Lua 5.4"
      return
    end
    local child = support.run('require "seccomp"', {lua = "lua5.5"})
    assert.equal(1, child.code)
    assert.truthy(child.stderr:find "version mismatch", child.stderr)
  end)
end)
