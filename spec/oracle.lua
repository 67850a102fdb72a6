--- Asks the kernel what it makes of programs: spec/oracle.c, compiled when it
-- is first wanted.
--
--     local oracle = require "spec.oracle"
--     local answers = oracle.ask {
--       {bytes = bytes, calls = {{nr, a0, a1, a2, a3, a4, a5}, …}}, …
--     }
--
-- An answer is `{refused = errno}`, or a list of what the calls returned, in
-- which "killed" is the last.

-- SPDX-License-Identifier: MIT
local M = {}

local support = require "spec.support"

--- Compiles the helper; returns its path, or nil and why not.
local function build(directory)
  local compiler = os.getenv "CC" or "cc"
  if not support.has_command(compiler) then
    return nil, "no C compiler"
  end
  local path = directory .. "/oracle"
  local child = support.command({compiler, "-O1", "-D_GNU_SOURCE", "-o", path,
    support.root .. "/spec/oracle.c"})
  if child.status ~= 0 then return nil, child.stderr end
  return path
end

local function hex(bytes)
  return (bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end

--- The answers of the kernel, in order; raises when there is no asking.
function M.ask(questions)
  local directory = support.directory()
  local helper = assert(build(directory))
  local lines = {}
  for _, question in ipairs(questions) do
    lines[#lines + 1] = "program " .. hex(question.bytes)
    for _, call in ipairs(question.calls) do
      local words = {"call"}
      for i = 1, 7 do words[i + 1] = ("%x"):format(call[i] or 0) end
      lines[#lines + 1] = table.concat(words, " ")
    end
    lines[#lines + 1] = "run"
  end
  local child = support.command({helper},
    {stdin = table.concat(lines, "\n") .. "\n", timeout = 120})
  support.remove(directory)
  assert(child.status == 0, support.describe(child))
  local answers = {}
  for line in child.stdout:gmatch "[^\n]+" do
    local refused = line:match "^refused (%d+)$"
    local answer = {refused = tonumber(refused)}
    for word in line:gsub("^%a+", ""):gmatch "%S+" do
      answer[#answer + 1] = tonumber(word) or word
    end
    answers[#answers + 1] = answer
  end
  assert(#answers == #questions)
  return answers
end

return M
