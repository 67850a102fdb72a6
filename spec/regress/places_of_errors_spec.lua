-- SPDX-License-Identifier: MIT
-- program:compare(5) said `x.lua:3: x.lua:3: bad argument #2 to 'compare'`:
-- what a function of Lua had complained of got its place a second time, and was
-- numbered as if the program were an argument. policy:export() did so too.
-- supervisor.open_beneath() named a line of lib/seccomp/supervisor.lua,
-- policy.parse() called itself load, and supervisor:handle(5) was an error
-- inside the module. Here every public function gets arguments at random, and
-- what it raises names the line that called it, once, and its own name.
local public = require "spec.public"
local seccomp = require "seccomp"

-- They act on this process, wait, or have the name of the method for which they
-- stand in what they raise.
local LEFT_OUT = {["Filter:load"] = true, ["Program:load"] = true,
  ["Policy:load"] = true, ["seccomp.set_api"] = true,
  ["supervisor.close"] = true, ["Listener:receive"] = true,
  ["Process:wait"] = true, ["Process:kill"] = true,
  ["Recording:save"] = true, ["Report:save"] = true, ["Supervisor:run"] = true,
  ["Supervisor:serve"] = true, ["policy.of"] = true}

local program = seccomp.filter("allow"):program()
local NIL = {}
local VALUES = {NIL, NIL, true, false, 987654, -1, 1.5, 0 / 0, "x", "",
  "\27[31m", "a\0b", "read", "oci", "amd64", {}, {987654}, {foo = 1}, {{}},
  {["\27["] = 1},
  {budget = -1}, {limit = 0}, {default = "allow"}, {syscall = "nosuch"},
  {0, "==", 1}, print, seccomp.filter "allow", program,
  seccomp.stack {program}, seccomp.action "log", coroutine.create(print)}

local METHOD = [[
local o = ... return function(...)
local result = o:%s(...) return result end]]
local FUNCTION = [[
local f = ... return function(...)
local result = f(...) return result end]]

local function arguments()
  local args = {n = math.random(0, 4)}
  for i = 1, args.n do
    local value = VALUES[math.random(#VALUES)]
    if value ~= NIL then args[i] = value end
  end
  return args
end

-- What is wrong with an error of a function; nil for nothing.
local function fault(err, own)
  local text = tostring(err)
  local rest = text:match "^caller:2: (.*)$"
  if not rest then return "does not begin with the caller's line" end
  if rest:find("caller:", 1, true) then return "names it twice" end
  if text:find "%c" then return "has control characters" end
  if type(err) == "table" then
    if err.op ~= own then return "is one of " .. tostring(err.op) end
  elseif rest:match "^bad argument #%d+ to '([^']*)' %(.+%)$" ~= own then
    return "is not a complaint about an argument"
  end
end

it("errors name the line that called, and the function", function()
  local functions, tried = public.functions(), 0
  math.randomseed(tonumber(os.getenv "SEED" or 4))
  for _, name in ipairs(public.names()) do
    local class, own = name:match "^(%w+)[:.](.*)$"
    local make = name:find(":", 1, true) and public.objects[class]
    local call
    if make then
      call = load(METHOD:format(own), "=caller")(make())
    else
      call = load(FUNCTION, "=caller")(functions[name])
    end
    for _ = 1, LEFT_OUT[name] and 0 or 25 do
      local args = arguments()
      local ok, err = pcall(call, table.unpack(args, 1, args.n))
      local what = not ok and fault(err, own)
      tried = tried + (ok and 0 or 1)
      assert(not what, name .. ": " .. tostring(err) .. " " .. tostring(what))
    end
  end
  assert(tried > 1000, tried .. " errors")
end)

it("arguments are numbered as they are written", function()
  local policy = require("seccomp.policy").new {default = "allow"}
  local format = require "seccomp.format"
  for message, fn in pairs {
    ["#1 to 'compare' (Program, Stack, Filter or Policy expected, got number)"]
      = function() program:compare(5) end,
    ["#2 to 'compare' (table expected, got number)"] =
      function() program:compare(program, 5) end,
    ["#1 to 'compare' (Program, Stack, Filter or Policy expected, got nil)"] =
      function() policy:compare() end,
    -- met by SEED=502: it was one of 'read', and had no place
    ["#2 to 'parse' (name has an embedded NUL)"] =
      function() require("seccomp.policy").parse("return {}", "a\0b") end,
    ["#1 to 'export' (string expected, got number)"] =
      function() policy:export(5) end,
    ["#2 to 'export' (table expected, got number)"] =
      function() policy:export("oci", 5) end,
    ["#2 to 'export' (string expected, got number)"] =
      function() format.export(policy, 5) end,
    ["#3 to 'export' (table expected, got number)"] =
      function() format.export(policy, "oci", 5) end,
    ["#2 to 'import' (string expected, got nil)"] =
      function() format.import "{}" end,
  } do
    local ok, err = pcall(fn)
    assert.is_false(ok)
    assert.equal("bad argument " .. message, err:match "^[^:]+:%d+: (.*)$")
  end
end)

-- policy:filter{budget = -1} was an error of compile, and once the policy had
-- been proven one of diff; a policy too large to be spawned under was one of
-- compile.
describe("what compiles a policy for itself", function()
  local policies = require "seccomp.policy"
  local rules = {}
  -- too large for values of 32 bits, too
  for i = 1, 900 do
    rules[i] = {"ioctl", action = "allow", when = {{0, "==", i * 7919},
      {1, ">", i * 104729}, {2, ">", i * 611953}, {3, ">", i * 821641}}}
  end
  local large = policies.new {default = "errno(38)", rules = rules}
  local proven = policies.new {default = "allow"}
  proven:compile()

  local function check(op, code, fn, ...)
    local call = load("local f = ... return function(...) f(...) end",
      "=caller")(fn)
    local ok, err = pcall(call, ...)
    assert.is_false(ok)
    assert.same({op, code, "caller:1: "}, {err.op, err.code, err.where})
  end

  local function loaded(expression)
    return assert(load("local seccomp, p = ... return " .. expression,
      "=caller"))
  end

  for op, fn in pairs {
    compile = proven.compile, filter = proven.filter, tidy = proven.tidy,
    diff = function(p, q) return p:diff(q or proven) end,
    union = function(p, q) return p:union(q or proven) end,
    intersection = function(p, q) return p:intersection(q or proven) end,
    compare = function(p, q) return p:compare(q or proven) end,
    load = proven.load, export = function(p) return p:export "bpf" end,
  } do
    it("raises as " .. op .. " where it is too large", function()
      check(op, "E2BIG", fn, large)
    end)
  end
  for op, expression in pairs {spawn = 'seccomp.spawn({"true"}, {filter = p})',
    stack = "seccomp.stack {p}"}
  do
    it("raises as " .. op .. " where it is too large", function()
      check(op, "E2BIG", loaded(expression), seccomp, large)
    end)
  end

  for op, first in pairs {compile = false, filter = false, load = false,
    tidy = false, union = proven, intersection = proven, diff = proven,
    compare = proven}
  do
    it("raises as " .. op .. " for a budget that is none", function()
      for _, policy in ipairs {policies.new {default = "allow"}, proven} do
        if first then
          check(op, "EINVAL", policy[op], policy, first, {budget = -1})
        else
          check(op, "EINVAL", policy[op], policy, {budget = -1})
        end
      end
    end)
  end
end)
