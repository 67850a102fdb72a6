-- SPDX-License-Identifier: MIT
-- types/*.lua against the loaded modules, both ways.
--
-- A class is compared when `objects` says how to get one of it; its methods
-- must be those declared, its fields must be there unless declared optional.
-- A file types/a/b.lua describes `require "a.b"`, the class it returns being
-- the module's table; one that returns none is of no module.
local public = require "spec.public"
local seccomp = require "seccomp"
local support = require "spec.support"

local objects = {
  ["seccomp.Error"] = function()
    return select(2, pcall(seccomp.action, "nothing"))
  end,
  ["seccomp.Features"] = seccomp.features,
  ["seccomp.Rule"] = function()
    return seccomp.filter("allow"):add_rule("read", "log"):rules()[1]
  end,
}
for class, make in pairs(public.objects) do
  objects["seccomp." .. class] = make
end

-- Who takes the options of a class.
local takers = {
  ["seccomp.FilterOptions"] = function(o) seccomp.filter("allow", o) end,
  ["seccomp.FilterAttributes"] = function(o) seccomp.filter("allow", o) end,
  ["seccomp.SpawnOptions"] = function(o) seccomp.spawn({"/no/such"}, o) end,
  ["seccomp.LoadOptions"] = function(o)
    public.objects.Program():load(o)
  end,
  ["seccomp.CompileOptions"] = function(o)
    public.objects.Policy():compile(o)
  end,
  ["seccomp.PolicyLoadOptions"] = function(o)
    public.objects.Policy():load(o)
  end,
  ["seccomp.BudgetOptions"] = function(o)
    public.objects.Policy():union(public.objects.Policy(), o)
  end,
  ["seccomp.PolicyOfOptions"] = function(o)
    public.objects.Program():policy(o)
  end,
  ["seccomp.CompareOptions"] = function(o)
    public.objects.Policy():compare(public.objects.Policy(), o)
  end,
  ["seccomp.oci.ImportOptions"] = function(o)
    require "seccomp.oci".import("{}", o)
  end,
  ["seccomp.oci.ExportOptions"] = function(o)
    require "seccomp.oci".export(public.objects.Policy(), o)
  end,
  ["seccomp.RecordOptions"] = function(o)
    require "seccomp.record".record(o.timeout and public.objects.Listener() or
      {"/no/such"}, o)
  end,
  ["seccomp.RecordPolicyOptions"] = function(o)
    public.objects.Recording():policy(o)
  end,
  ["seccomp.RecordRulesOptions"] = function(o)
    public.objects.Recording():rules(o)
  end,
  ["seccomp.RecordOnlyOptions"] = function(o)
    public.objects.Recording():only(o)
  end,
  ["seccomp.RecordLoadOptions"] = function(o)
    require "seccomp.record".load("/no/such", o)
  end,
  ["seccomp.ExplainOptions"] = function(o)
    o.policy = o.policy or public.objects.Policy()
    require "seccomp.explain".explain({"/no/such"}, o)
  end,
  ["seccomp.AttachedOptions"] = function(o)
    require "seccomp.attached".of(1, o)
  end,
  ["seccomp.CaptureOptions"] = function(o)
    require "seccomp.attached".capture({"/no/such"}, o)
  end,
  ["seccomp.supervisor.Options"] = function(o)
    require "seccomp.supervisor".new(public.objects.Listener(), o)
  end,
  ["seccomp.supervisor.RunOptions"] = function(o)
    require "seccomp.supervisor".run({"/no/such"}, o)
  end,
}

-- Classes of a file: name → {fields = {name → optional}, methods = {name →
-- parameter list}}; its aliases: name → list of the strings in them; and the
-- class it returns.
local function parse(path)
  local classes, aliases, locals = {}, {}, {}
  local class, alias, own
  for whole in io.lines(path) do
    local line = whole
    local name = line:match "^%-%-%-@class ([%w_.]+)"
    local alias_name, rest = line:match "^%-%-%-@alias ([%w_.]+)(.*)"
    if name then
      class = {fields = {}, methods = {}, name = name}
      classes[name] = class
    elseif alias_name then
      alias = {}
      aliases[alias_name] = alias
      line = rest
    end
    local field, optional, type = line:match "^%-%-%-@field ([%w_]+)(%??) (%S+)"
    if field then
      class.fields[field] = optional == "?" or type:sub(-1) == "?"
    end
    if alias_name or alias and line:match "^%-%-%-|" then
      for text in line:gmatch '"([^"]+)"' do alias[#alias + 1] = text end
    elseif not line:match "^%-%-%-" then
      alias = nil
    end
    local variable = line:match "^local ([%w_]+) = {}"
    if variable then locals[variable] = class end
    local owner, method, parameters =
      line:match "^function ([%w_]+)[.:]([%w_]+)(%b())"
    if owner then
      assert(locals[owner], path .. ": " .. line)
      locals[owner].methods[method] = parameters:sub(2, -2)
    end
    local returned = line:match "^return ([%w_]+)$"
    if returned then own = locals[returned].name end
  end
  return classes, aliases, own
end

local function compare(class, object)
  local missing = {}
  for name in pairs(class.methods) do
    if type(object[name]) ~= "function" then
      missing[#missing + 1] = name .. " is declared, but no function"
    end
  end
  for name, optional in pairs(class.fields) do
    if not optional and object[name] == nil then
      missing[#missing + 1] = name .. " is declared, but not there"
    end
  end
  for name, value in pairs(public.methods(object) or {}) do
    if type(name) == "string" and class.methods[name] == nil and
      class.fields[name] == nil and not name:match "^_" then
      missing[#missing + 1] = name .. " is there, but not declared"
    elseif type(value) == "function" and class.methods[name] then
      -- C functions tell nothing of their parameters
      local info = debug.getinfo(value, "Su")
      if info.what == "Lua" then
        local n = select(2, class.methods[name]:gsub("[%w_]+", ""))
        if class.methods[name] ~= "" and n ~= info.nparams and
          n ~= info.nparams - 1 then
          missing[#missing + 1] = name .. " has other parameters"
        end
      end
    end
  end
  table.sort(missing)
  assert.same({}, missing)
end

describe("types/", function()
  local declared = {}
  for path in support.lines "find types -name '*.lua' | sort" do
    local classes, aliases, own = parse(path)
    local module = path:match "^types/(.*)%.lua$":gsub("/", ".")
    describe(path, function()
      if own then
        it("has everything that require gives, and nothing else", function()
          compare(classes[own], require(module))
        end)
      else
        it("is of no module", function()
          assert.equal("---@meta _", support.slurp(path):match "^[^\n]*")
        end)
      end
      for name, class in pairs(classes) do
        if objects[name] then
          it(name, function() compare(class, objects[name]()) end)
        else
          it(name .. " has methods only if they can be compared", function()
            assert.is_true(name == own or next(class.methods) == nil,
              name .. " is not in `objects`")
          end)
        end
        if takers[name] then
          it(name .. " are options that are taken", function()
            for field in pairs(class.fields) do
              -- of no type that any of them has
              local ok, err = pcall(takers[name],
                {[field] = coroutine.create(print)})
              assert.is_false(ok, field)
              assert.is_nil(tostring(err):find "unknown option", tostring(err))
            end
          end)
        else
          it(name .. " are no options that nobody takes", function()
            assert.is_nil(name:find "Options$", name .. " is not in `takers`")
          end)
        end
        declared[name] = true
      end
      if module == "seccomp" then
        it("names the arches, actions and operators", function()
          for _, arch in ipairs(aliases["seccomp.Arch"]) do
            assert.equal(arch, seccomp.arch(arch))
          end
          assert.equal(23, #aliases["seccomp.Arch"])
          for _, name in ipairs(aliases["seccomp.ActionName"]) do
            assert.equal(name, seccomp.action(name).name)
          end
          assert.equal(8, #aliases["seccomp.ActionName"])
          for _, op in ipairs(aliases["seccomp.Operator"]) do
            assert.equal(op, seccomp.condition(0, op, 0).op)
          end
          assert.equal(7, #aliases["seccomp.Operator"])
        end)
      end
    end)
  end

  it("declare every class that is compared here", function()
    for name in pairs(objects) do assert.is_true(declared[name], name) end
  end)

  it("describe every module that is for users", function()
    for _, module in ipairs(public.modules) do
      local path = "types/" .. module:gsub("%.", "/") .. ".lua"
      assert(io.open(path), path .. " is missing")
    end
  end)

  it("are Lua", function()
    local paths = support.command("find types -name '*.lua'").stdout
    for path in paths:gmatch "[^\n]+" do assert(loadfile(path, "t")) end
  end)
end)
