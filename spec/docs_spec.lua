-- SPDX-License-Identifier: MIT
-- Every public name has its place in the reference, in the types (see
-- types_spec.lua) and in help(); what the pages say of the command is so.
local commands = require "seccomp.cli.commands"
local help = require "seccomp.cli.repl.help"
local public = require "spec.public"
local support = require "spec.support"

-- The reference: text that LDoc gets, C comments gathered.
local function reference()
  local files = {support.lua, "scripts/docs.lua", "lua_seccomp.c"}
  for path in support.lines "find src -name '*.c'" do
    files[#files + 1] = path
  end
  local child = support.command(files, {cwd = support.root})
  assert(child.code == 0, child.stderr)
  return child.stdout
end

-- The doc comments of a module, in its file and those that say they are a part
-- of it: what each says and the line behind it.
local function comments_of(module)
  local list, current = {}, nil
  local function add(path)
    for line in io.lines(path) do
      if line:match "^%-%-%-" then
        current = {line}
      elseif line:match "^%-%-" and current then
        current[#current + 1] = line
      elseif current then
        local text = table.concat(current, "\n")
        if not text:find "\n%-%- @local" then
          list[#list + 1] = {text = text, code = line}
        end
        current = nil
      end
    end
  end
  for path in support.slurp "config.ld":gmatch '"(lib/[^"]+)"' do
    if support.slurp(path):find("%-%- @module " .. module .. "\n") then
      add(path)
    end
  end
  return list
end

-- The names that doc comments document: "Filter:add_rule", "policy.new".
local function documented()
  local known = {}
  local text = reference()
  for name in text:gmatch "@function ([%w_:]+)" do
    known[name:find(":", 1, true) and name or "seccomp." .. name] = true
  end
  for i = 2, #public.modules do
    local module = public.modules[i]
    local short = module:match "[^.]+$"
    for _, comment in ipairs(comments_of(module)) do
      local name = comment.text:match "@function ([%w_:]+)"
      local class, method = comment.code:match "^function (%u%w+):([%w_]+)"
      local fn = comment.code:match "^function M%.([%w_]+)"
      if name or class then
        known[name or class .. ":" .. method] = true
      elseif fn then
        known[short .. "." .. fn] = true
      end
    end
  end
  return known, text
end

local names = public.names()

describe("the reference", function()
  local known, text = documented()

  it("has every public name", function()
    local missing = {}
    for _, name in ipairs(names) do
      if not known[name] then missing[#missing + 1] = name end
    end
    assert.same({}, missing)
  end)

  it("has no other", function()
    local there, extra = {}, {}
    for _, name in ipairs(names) do there[name] = true end
    for name in pairs(known) do
      if not there[name] then extra[#extra + 1] = name end
    end
    assert.same({}, extra)
  end)

  it("tells of the fields of objects", function()
    local types = support.slurp "types/seccomp.lua"
    for path in support.lines "ls types/seccomp/class/*.lua" do
      types = types .. support.slurp(path)
    end
    for _, class in ipairs {"Action", "Condition", "Program", "Stack",
      "Request", "Process", "Error"} do
      local declared = types:match("%-%-%-@class seccomp%." .. class ..
        "\n(.-)\n\n")
      local about = text:match("\n%-%-%- " .. class ..
        "%.\n(.-)%-%- @section " .. class)
      if not about then
        about = text:match("^(.*)\n%-%- @table " .. class .. "\n")
        about = about and about:match ".*\n(%-%-%-.*)"
      end
      assert.is_string(about, class)
      for field in declared:gmatch "%-%-%-@field ([%w_]+)" do
        -- arg1 to arg4 are in "arg0 … arg5"
        if not field:match "^arg[1-4]$" then
          assert.truthy(about:find("`" .. field .. "`", 1, true) or
            about:find("@field " .. field, 1, true), class .. "." .. field)
        end
      end
    end
  end)

  it("is of all modules that are for users", function()
    local config = support.slurp "config.ld"
    for path in support.lines "ls lib/seccomp/*.lua" do
      local module = path:match "^lib/(.*)%.lua$":gsub("/", ".")
        :gsub("%.init$", "")
      local listed = module == "seccomp"
      for _, name in ipairs(public.modules) do
        listed = listed or name == module
      end
      assert.is_true(listed ~= (public.internal[module] or false), module)
      if listed and module ~= "seccomp" then
        assert.truthy(config:find(path, 1, true),
          path .. " is not in config.ld")
      end
    end
  end)

  it("has every page that is for users", function()
    local config = support.slurp "config.ld"
    for path in support.lines "ls *.md docs/*.md" do
      assert.truthy(config:find('"' .. path .. '"', 1, true),
        path .. " is not in config.ld")
    end
  end)

  it("comes out of ldoc without a warning, and without dead links", function()
    if not support.has_command "ldoc" then
      pending "ldoc is not installed"
      return
    end
    local child = support.command({"make", "-s", "docs"}, {cwd = support.root,
      timeout = 300, env = {MAKEFLAGS = false, MAKELEVEL = false,
        LD_PRELOAD = false, LUA_PATH = false, LUA_CPATH = false,
        ["LUA_INIT_" .. support.lua_suffix] = false}})
    assert.equal(0, child.code, support.describe(child))
    for line in (child.stdout .. child.stderr):gmatch "[^\n]+" do
      assert.truthy(line:match "^reading configuration" or
        line:match "^found master module" or
        line:match "^output written to", line)
    end
    local root, followed = support.build .. "/docs", 0
    for path in support.lines("find " .. root .. " -name '*.html'") do
      local html = support.slurp(path)
      for image in html:gmatch '<img src="([^"]*)"' do
        assert(support.slurp(path:match "^(.*/)" .. image),
          path .. " shows " .. image)
      end
      for link in html:gmatch '<a href%s*=%s*"([^"]*)"' do
        local target, fragment = link:match "^([^#]*)#?(.*)$"
        if not link:find "^%a+:" then
          local page = target == "" and path or
            path:match "^(.*/)" .. target
          local there = support.slurp(page)
          assert(there, path .. " links to " .. link)
          fragment = fragment:gsub("&gt;", ">"):gsub("&lt;", "<")
          assert(fragment == "" or
            there:find('name%s*=%s*"' .. fragment:gsub("%p", "%%%0") .. '"') or
            there:find('id%s*=%s*"' .. fragment:gsub("%p", "%%%0") .. '"'),
            path .. " links to " .. link)
          followed = followed + 1
        end
      end
    end
    assert.is_true(followed > 1000, followed)
  end)
end)

describe("help()", function()
  it("has every public name", function()
    local missing = {}
    for _, name in ipairs(names) do
      if not help.entries[name] then missing[#missing + 1] = name end
    end
    assert.same({}, missing)
  end)

  it("has no other", function()
    local there = {}
    for _, name in ipairs(names) do there[name] = true end
    for name in pairs(help.entries) do
      local class, field = name:match "^(%u%w+)%.([%w_]+)$"
      if class then
        -- unknown fields of objects raise, or are nil where they are optional
        local object = public.objects[class]()
        assert.has_no_error(function() return object[field] end, name)
      else
        assert.is_true(there[name], name)
      end
    end
  end)

  it("has the fields that types declare", function()
    for path in support.lines "find types -name '*.lua'" do
      local class
      for line in io.lines(path) do
        class = line:match "^%-%-%-@class seccomp%.(%u%w+)$" or
          line:match "^%-%-%-" and class or nil
        local field = class and line:match "^%-%-%-@field ([%w_]+)"
        if field and public.objects[class] then
          assert.truthy(help.entries[class .. "." .. field],
            class .. "." .. field)
        end
      end
    end
  end)

  it("tells in one line what a name does", function()
    for name, entry in pairs(help.entries) do
      assert.equal(2, #entry, name)
      assert.truthy(entry[2]:match "^%S.*[.}\"]$" , name)
      assert.is_nil(entry[2]:find "\n", name)
    end
  end)
end)

describe("the manual page of the command", function()
  local page = support.slurp "docs/lua-seccomp.1"

  it("has every subcommand with every option", function()
    local missing = {}
    for _, one in ipairs(commands.all()) do
      local name = one.name
      assert.truthy(page:find("\n.Cm " .. name .. "\n", 1, true), name)
      assert.truthy(page:find("\n.It Cm [%w ,]*%f[%w]" .. name), name)
      for _, option in ipairs(commands.options(one)) do
        for long in option[1]:gmatch "%-%-([%w-]+)" do
          if not page:find("Fl -" .. long, 1, true) then
            missing[#missing + 1] = name .. " --" .. long
          end
        end
      end
    end
    assert.same({}, missing)
  end)

  it("has no option that is not there", function()
    local known = {help = true}
    local function add(options)
      for _, option in ipairs(options) do
        for long in option[1]:gmatch "%-%-([%w-]+)" do known[long] = true end
      end
    end
    add(commands.ALONE)
    for _, one in ipairs(commands.all()) do add(commands.options(one)) end
    for option in page:gmatch "Fl %-(%l[%w-]*)" do
      assert.is_true(known[option], option)
    end
  end)

  it("and that of policies are in order", function()
    if not support.has_command "mandoc" then
      pending "mandoc is not installed"
      return
    end
    local child = support.command("mandoc -T lint -W warning docs/*.[1-8]",
      {cwd = support.root})
    assert.equal(0, child.code, child.stdout)
    local text = support.command("mandoc -T ascii docs/lua-seccomp.1",
      {cwd = support.root}).stdout:gsub(".\b", "")
    for _, word in ipairs {"NAME", "SYNOPSIS", "EXIT STATUS", "EXAMPLES"} do
      assert.truthy(text:find(word, 1, true), word)
    end
  end)
end)

describe("the manual page of policies", function()
  local page = support.slurp "docs/lua-seccomp-policy.5"

  it("shows a policy that compiles", function()
    local source = page:match "\n%.Bd %-literal\n(.-)\n%.Ed\n"
    assert.truthy(require("seccomp.policy").parse(source, "page"):compile())
  end)

  it("has the groups and the findings that there are", function()
    local child = support.command({support.lua, "scripts/manual.lua", "-"},
      {cwd = support.root})
    assert.equal(0, child.code, child.stderr)
    assert.equal(child.stdout, page, "make manual writes it anew")
    for _, name in ipairs(require("seccomp.groups").names()) do
      assert.truthy(page:find("\n.It Ql " .. name .. "\n", 1, true), name)
    end
  end)
end)
