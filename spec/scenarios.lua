--- How the scenarios of spec/alloc are run by programs of spec/c. Each has
-- states of Lua of its own, several times, and most of the time of these was to
-- read our sources: here they are compiled once for all.

-- SPDX-License-Identifier: MIT
local command = require "spec.command"
local native = require "spec.native"
local support = require "spec.support"

local M = {}

-- Puts into a directory what `luac` would make of our sources and of the
-- scenarios, with the places of errors and functions as they are.
local function compile(directory)
  assert(os.execute(("cd %s && cp -r --parents lib spec/*.lua spec/alloc %s")
    :format(support.quote(support.root), support.quote(directory))))
  local pipe <close> = assert(io.popen(("cd %s && find lib spec -name '*.lua'")
    :format(support.quote(directory))))
  for path in pipe:lines() do
    local source = support.root .. "/" .. path
    local chunk = assert(loadfile(source))
    support.spew(directory .. "/" .. path, string.dump(chunk))
  end
end

--- Runs the scenarios in spec/c/<name>.c, which may take so many seconds.
-- Returns what `support.script` does.
function M.run(name, timeout)
  local files, compiled = command.directory(), support.directory()
  compile(compiled)
  local words = {native.program(name)}
  for i, script in ipairs {"filters", "policies", "processes", "command"} do
    words[i + 1] = ("%s/spec/alloc/%s.lua"):format(compiled, script)
  end
  local child = support.script(words, {timeout = timeout, env = {
    ALLOC_FILES = files,
    LUA_PATH = ("%s/?.lua;%s/lib/?.lua;%s/lib/?/init.lua;;"):format(compiled,
      compiled, compiled)}})
  support.remove(files)
  support.remove(compiled)
  return child
end

return M
