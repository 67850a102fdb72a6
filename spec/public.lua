--- What is public: the modules that users require, and how to get an object of
-- each class. Types, reference and help() are held against the names that are
-- found here.

-- SPDX-License-Identifier: MIT
local M = {}

local getmetatable, getupvalue = debug.getmetatable, debug.getupvalue

--- Modules, in the order of the documentation.
M.modules = {"seccomp", "seccomp.policy", "seccomp.groups", "seccomp.oci",
  "seccomp.format", "seccomp.record", "seccomp.explain", "seccomp.attached",
  "seccomp.supervisor"}

--- Modules of lib/seccomp that only others of them use, as they do those of its
-- directories.
M.internal = {["seccomp.error"] = true, ["seccomp.formats"] = true,
  ["seccomp.json"] = true, ["seccomp.lint"] = true,
  ["seccomp.modules"] = true}

local seccomp = require "seccomp"

-- a process whose first openat waits
local function held()
  return seccomp.spawn({"cat", "/dev/null"}, {
    stderr = "null",
    filter = seccomp.filter("allow"):add_rule("openat", "notify"),
    listener = true,
  })
end

local function policy()
  return require("seccomp.policy").new {default = "errno(EPERM)",
    rules = {{"read", action = "allow"}}}
end

--- Per class, a function that makes an object of it.
M.objects = {
  Action = function() return seccomp.action "errno" end,
  Condition = function() return seccomp.condition(0, "==", 1) end,
  Filter = function() return seccomp.filter "allow" end,
  Program = function() return seccomp.filter("allow"):program() end,
  Stack = function()
    return seccomp.stack {seccomp.filter "allow", seccomp.filter "errno"}
  end,
  Listener = function() return held().listener end,
  Request = function() return held().listener:receive(10) end,
  Process = held,
  Policy = policy,
  Recording = function() return require("seccomp.record").record {"true"} end,
  Report = function()
    return require("seccomp.explain").explain({"true"}, {policy =
      require("seccomp.policy").new {default = "allow", rules = {}}})
  end,
  Supervisor = function()
    return require("seccomp.supervisor").new(held(), {default = "continue"})
  end,
}

-- Methods of classes whose __index keeps them to itself.
local hidden = {Action = {"with_code"}}

--- The methods an object has: its __index, or the table of functions that an
-- __index function has for an upvalue. nil when there is no telling.
function M.methods(object)
  if type(object) == "table" and not getmetatable(object) then return object end
  local index = getmetatable(object).__index
  if type(index) == "table" then return index end
  for i = 1, type(index) == "function" and 9 or 0 do
    local name, value = getupvalue(index, i)
    if not name then return nil end
    if type(value) == "table" then
      for _, member in pairs(value) do
        if type(member) == "function" then return value end
      end
    end
  end
end

--- All that is public, by name: "seccomp.filter", "policy.new",
-- "Filter:add_rule".
function M.functions()
  local all = {}
  local function add(prefix, members)
    for name, value in pairs(members) do
      if type(name) == "string" and not name:match "^_" and
        type(value) == "function" then
        all[prefix .. name] = value
      end
    end
  end
  for _, module in ipairs(M.modules) do
    add(module:match "[^.]*$" .. ".", require(module))
  end
  for class, make in pairs(M.objects) do
    local object = make()
    add(class .. ":", M.methods(object) or {})
    for _, name in ipairs(hidden[class] or {}) do
      add(class .. ":", {[name] = object[name]})
    end
  end
  return all
end

--- Their names, sorted.
function M.names()
  local names = {}
  for name in pairs(M.functions()) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return M
