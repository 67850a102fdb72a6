-- SPDX-License-Identifier: MIT
-- What is not an answer was told with lines of our own files and with functions
-- that nobody had called: "lib/seccomp/supervisor.lua:126: bad argument #2 to
-- 'action'"; and a default that is not one was what "a handler returned". A
-- handler's name with a NUL was an error of `syscall_number`, and a number that
-- no call can have was a handler that is never asked.
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"

local filter = seccomp.filter("allow"):add_rule({"mkdir", "mkdirat"}, "notify")

local function run(options)
  local given = {filter = filter, stderr = "null", default = "EPERM"}
  for key, value in pairs(options) do given[key] = value end
  return supervisor.run({"mkdir", "/nonexistent/x"}, given)
end

local function refused(message, options)
  local ok, err = pcall(run, options)
  assert.is_false(ok, message)
  assert.same({"run", "EINVAL", message}, {err.op, err.code, err.message})
  assert.truthy(err.where:find("_spec.lua:", 1, true), err.where)
end

describe("what is not an answer", function()
  it("is told by itself", function()
    for _, case in ipairs {
      {{error = true}, "errno name or number expected, got boolean"},
      {{error = {}}, "errno name or number expected, got table"},
      {{error = 5000}, "out of range: 5000 is not in 0 to 4095"},
      {{error = 0}, "errno 0 is not an error"},
      {"EPERM\0", "errno name has an embedded NUL"},
      {"EPRM", "unknown errno \"EPRM\"; did you mean \"EPERM\"?"},
      {{value = {}}, "integer or decimal string expected, got table"},
      {{value = 1.5}, "1.5 is not an exact integer below 2^63: write it in " ..
        "hex, or as a decimal string"},
      {{}, "tables that are answers are {value = n}, {error = errno} and " ..
        "{continue = true}"},
    } do
      refused("option default is not an answer: " .. case[2],
        {default = case[1]})
      refused("the handler of openat is not an answer: " .. case[2],
        {on = {openat = case[1]}})
    end
  end)

  it("comes from a handler with the place that called", function()
    for _, case in ipairs {{"nonsense", "unknown errno \"nonsense\""},
      {{error = 5000}, "5000 is not in 1 to 4095"}, {{value = {}}, "not table"}}
    do
      local told
      local function handler() return case[1] end
      run {on = {mkdir = handler, [seccomp.syscall_number "mkdirat"] = handler},
        on_error = function(err) told = tostring(err) end}
      assert.truthy(told:find(case[2], 1, true), told)
      assert.truthy(told:find("_spec.lua:", 1, true), told)
      assert.is_nil(told:find("lib/seccomp", 1, true), told)
    end
  end)
end)

it("what is not a call has no handler", function()
  refused("the name \"mkdir\\000\" of a handler has an embedded NUL",
    {on = {["mkdir\0"] = "EPERM"}})
  for _, number in ipairs {1 << 40, 0x100000000, -0x80000001} do
    refused("a handler goes by the number of a call, which has 32 bits, and " ..
      number .. " has more", {on = {[number] = "EPERM"}})
  end
  refused("handlers go by the names or numbers of syscalls, not by a float",
    {on = {[1.5] = "EPERM"}})
end)

-- It was an error of `spawn`, with a line of ours.
it("what cannot be started is an error of who was called", function()
  refused("option cwd is a path, not number", {cwd = 5})
  refused("unknown limit \"x\": known are cpu memory size files processes core",
    {limits = {x = 1}})
  local ok, err = pcall(run, {cwd = "/nonexistent"})
  assert.is_false(ok)
  assert.same({"run", "ENOENT", 2}, {err.op, err.code, err.errno})
  assert.truthy(err.where:find("_spec.lua:", 1, true), err.where)
end)

-- The one by the number was never asked.
it("a call has one handler, by its name or by its number", function()
  local number = seccomp.syscall_number "mkdirat"
  refused(("two handlers for mkdirat, by its name and by its number, %d")
    :format(number), {on = {mkdirat = "EPERM", [number] = "EACCES"}})
end)
