--- What users are told, word for word: spec/told/*.txt has cases, of which each
-- is Lua text, a line "----", what is told, and an empty line. With UPDATE=1 in
-- the environment a file is written anew: look at the difference.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local seccomp = require "seccomp"
local support = require "spec.support"

local M = {}

local DIRECTORY = "spec/told/"

-- From here on calls may have a name or not, as libseccomp is old or new.
local NEW, ENDS = 447, 4000

--- A call as it is told of.
-- @tparam table call
-- @treturn string
function M.call(call)
  local name = tostring(call.syscall)
  local number = 0
  if type(call.syscall) == "string" then
    number = seccomp.syscall_number(name, call.arch) or NEW
  end
  local own = number & 0x3fffffff -- without x32's bit
  local words = {tostring(call.arch), own >= NEW and own < ENDS and
    "a new one" or name}
  for i = 0, 5 do
    local value = call["arg" .. i]
    words[#words + 1] = value and ("arg%d=0x%x"):format(i, value)
  end
  return table.concat(words, " ")
end

-- The cases of a file, in order: {source =, told =, line =}.
local function read(path)
  local list, source, told, line, from = {}, {}, nil, 0, nil
  local function finish()
    if #source > 0 then
      list[#list + 1] = {source = table.concat(source, "\n"),
        told = table.concat(assert(told, path .. ":" .. line), "\n"),
        line = from}
    end
    source, told, from = {}, nil, nil
  end
  for text in (assert(support.slurp(path)) .. "\n"):gmatch "(.-)\n" do
    line = line + 1
    if text == "" then
      finish()
    elseif text == "----" then
      told = {}
    elseif told then
      told[#told + 1] = text
    else
      from = from or line
      source[#source + 1] = text
    end
  end
  finish()
  return list
end

--- A test for each case of a file.
-- @tparam string name of the file, without its ending
-- @tparam table env what the cases can name: functions that return lines, or
-- call pending where they are of another machine
-- @tparam function describe busted's
-- @tparam function it busted's
function M.hold(name, env, describe, it)
  local path = DIRECTORY .. name .. ".txt"
  local cases, out = read(path), {}
  setmetatable(env, {__index = _G})
  local function run(case)
    -- a remark, and then an expression
    local text = case.source:gsub("^%-%-[^\n]*\n", "")
    local chunk = assert(load("return " .. text, "=" .. path .. ":" ..
      case.line, "t", env))
    local ok, lines = pcall(chunk)
    if not ok then -- or pending, which is a table
      error(type(lines) ~= "string" and lines or
        ("%s:%d: %s"):format(path, case.line, lines), 0)
    end
    return table.concat(lines, "\n")
  end
  if os.getenv "UPDATE" then
    for i, case in ipairs(cases) do
      out[i] = case.source .. "\n----\n" .. run(case) .. "\n"
    end
    support.spew(path, table.concat(out, "\n"))
    return
  end
  describe("what is told of " .. name, function()
    for _, case in ipairs(cases) do
      it("is this of " .. (case.source:match "^%-%- ([^\n]*)" or
        case.source:gsub("%s+", " ")), function()
        assert.equal(case.told, run(case))
      end)
    end
  end)
end

return M
