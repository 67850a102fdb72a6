-- SPDX-License-Identifier: MIT
-- help() told of p:lint's option ignore and not of program, of p:filter as if
-- it had none, and of compare without on. Here functions are asked for an
-- option that there is not, and those that they say they know are in help().
local help = require "seccomp.cli.repl.help"
local public = require "spec.public"

-- Whose options are told of elsewhere.
local ELSEWHERE = {["Policy:load"] = "as for a Program",
  ["oci.decode"] = "as for oci.import"}

-- The options that a function says it knows, or nil.
local function known(name, fn, count)
  local args = {}
  local class = name:match "^(%w+):"
  if class then args[1] = public.objects[class]() end
  local other = class == "Policy" and public.objects.Policy() or "x"
  for _ = 1, count do args[#args + 1] = other end
  args[#args + 1] = {zzz = 1}
  local ok, err = pcall(fn, table.unpack(args))
  return not ok and type(err) == "table" and
    err.message:match 'unknown option "zzz": known are (.*)' or nil
end

it("help() tells of the options that functions say they know", function()
  local functions, told = public.functions(), 0
  for _, name in ipairs(public.names()) do
    local fn = functions[name]
    if name:find(":", 1, true) then
      local make = public.objects[name:match "^(%w+):"]
      fn = make and make()[name:match ":(.*)$"]
    end
    for count = 0, 2 do
      local options = fn and known(name, fn, count)
      for option in (options or ""):gmatch "[%w_]+" do
        local text = table.concat(assert(help.entries[name], name), " ")
        assert(text:find(ELSEWHERE[name] or option, 1, true),
          name .. " has the option " .. option)
        told = told + 1
      end
    end
  end
  assert.is_true(told > 20, told)
end)
