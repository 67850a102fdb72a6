--- `lua-seccomp repl`: a Lua prompt with the module at hand.
local seccomp = require "seccomp"
local help = require "seccomp.cli.help"
local show = require "seccomp.cli.show"
local terminal = require "seccomp.cli.terminal"

local load, pcall, require, select = load, pcall, require, select
local pack, sort = table.pack, table.sort
local stdin, stdout = io.stdin, io.stdout

local M = { repl = {} }

function M.repl.define(command)
  command:summary "A Lua prompt with the module, its values and help at hand."
  command:option("-e --execute", "Run this before the prompt.")
    :count "*":argname "<code>"
end

-- What is at hand, by module name; a module that is not there is left out.
local SHORT = {
  policy = "seccomp.policy", oci = "seccomp.oci", record = "seccomp.record",
  supervisor = "seccomp.supervisor",
}

--- The globals of the prompt: Lua's own, the module's functions as they are,
-- and the other modules under their short names.
-- @treturn table
function M.environment()
  local env = setmetatable({ seccomp = seccomp, help = help.show },
    { __index = _G })
  for name, value in pairs(seccomp) do
    if type(value) == "function" and _G[name] == nil then env[name] = value end
  end
  for name, module in pairs(SHORT) do
    local ok, loaded = pcall(require, module)
    if ok then env[name] = loaded end
  end
  return env
end

local syscalls

-- All syscall names of the native arch, found once.
local function syscall_names()
  if syscalls then return syscalls end
  syscalls = {}
  for number = 0, 1023 do
    syscalls[#syscalls + 1] = seccomp.syscall_name(number)
  end
  return syscalls
end

local function keys_of(value)
  local names = {}
  if type(value) == "table" then
    for key in pairs(value) do
      if type(key) == "string" then names[#names + 1] = key end
    end
    local meta = getmetatable(value)
    local index = type(meta) == "table" and rawget(meta, "__index")
    if type(index) == "table" then
      for _, key in ipairs(keys_of(index)) do names[#names + 1] = key end
    end
  elseif type(value) == "userdata" or type(value) == "string" then
    -- userdata hide their metatables: their methods are in the help
    local class = type(value) == "string" and "string" or help.class(value)
    if class == "string" then return keys_of(string) end
    for _, key in ipairs(help.methods(class)) do names[#names + 1] = key end
  end
  return names
end

-- The value of `a.b.c` in the environment, without calling anything.
local function walk(env, path)
  local value = env
  for name in path:gmatch "[%w_]+" do
    local ok, inner = pcall(function() return value[name] end)
    if not ok then return nil end
    value = inner
  end
  return value
end

--- The completions of a line: of names, fields and methods, and within a
-- string of syscall names.
-- @tparam table env
-- @tparam string line up to the cursor
-- @treturn {string,…} the words that could stand in place of the last one
-- @treturn string the last word
function M.complete(env, line)
  local found, seen = {}, {}
  local function offer(name, prefix)
    if name:sub(1, #prefix) == prefix and not seen[name] then
      seen[name] = true
      found[#found + 1] = name
    end
  end
  local quoted = line:match "[\"']([%w_]*)$"
  local _, double = line:gsub('"', "")
  local _, single = line:gsub("'", "")
  if quoted and (double % 2 == 1 or single % 2 == 1) then
    for _, name in ipairs(syscall_names()) do offer(name, quoted) end
    sort(found)
    return found, quoted
  end
  local path, separator, prefix = line:match "([%w_%.]-)([%.:]?)([%w_]*)$"
  if separator ~= "" and path ~= "" then
    for _, key in ipairs(keys_of(walk(env, path))) do offer(key, prefix) end
  elseif separator == "" then
    for key in pairs(env) do offer(key, prefix) end
    for key in pairs(_G) do offer(key, prefix) end
  end
  sort(found)
  return found, prefix
end

-- A reader of lines: with editing, history and completion where lua-readline
-- is there and a terminal is; plain otherwise.
local function reader(env)
  local ok, readline = pcall(require, "readline")
  if not (terminal.is_terminal(0) and terminal.is_terminal(1)) then
    return function() return stdin:read("l") end
  elseif not ok then
    return function(prompt)
      stdout:write(prompt)
      stdout:flush()
      return stdin:read("l")
    end
  end
  readline.set_options { completion = true, keeplines = 1000 }
  readline.set_complete_function(function(text, from)
    -- readline hands over its own idea of the word; ours needs the line so far
    local words, prefix = M.complete(env, text:sub(1, from - 1) ..
      text:sub(from))
    local before = text:sub(from):sub(1, #text:sub(from) - #prefix)
    for i, word in ipairs(words) do words[i] = before .. word end
    return words
  end)
  return readline.readline
end

-- Compiles an expression or a statement; the second result is "more" where
-- the input is only begun.
local function compile(text, env)
  local chunk = load("return " .. text, "=repl", "t", env)
  if chunk then return chunk end
  local message
  chunk, message = load(text, "=repl", "t", env)
  if chunk then return chunk end
  if message:find "<eof>$" then return nil, "more" end
  return nil, message
end

local function print_results(results, paint)
  for i = 2, results.n do
    terminal.write(show.value(results[i], paint), "\n")
  end
end

--- Runs one chunk, printing its values or its error.
-- @treturn boolean whether it went well
function M.evaluate(text, env, paint)
  local chunk, message = compile(text, env)
  if not chunk then
    terminal.write(paint(tostring(message), "red"), "\n")
    return false
  end
  local results = pack(pcall(chunk))
  if not results[1] then
    terminal.write(paint(show.error(results[2]), "red"), "\n")
    return false
  end
  if results.n > 1 then env._ = results[2] end
  print_results(results, paint)
  return true
end

function M.repl.run(args)
  local env = M.environment()
  local paint = args.paint
  local interactive = terminal.is_terminal(0)
  if interactive then
    terminal.write(seccomp._VERSION, ", libseccomp ",
      table.concat({ seccomp.library_version() }, "."), ", ", _VERSION,
      ". help() tells what there is; end with ctrl-D.\n")
  end
  local fine = true
  for _, code in ipairs(args.execute or {}) do
    fine = M.evaluate(code, env, paint) and fine
  end
  local read, pending = reader(env), nil
  while true do
    local line = read(pending and ">> " or "> ")
    if line == nil then break end
    local text = pending and pending .. "\n" .. line or line
    local _, state = compile(text, env)
    if state == "more" and line ~= "" then
      pending = text
    else
      pending = nil
      if text:find "%S" then fine = M.evaluate(text, env, paint) and fine end
    end
    terminal.flush()
  end
  if pending then fine = M.evaluate(pending, env, paint) and fine end
  if interactive then terminal.write "\n" end
  -- a script on standard input wants to know; at a prompt errors were seen
  return (interactive or fine) and 0 or select(1, 1)
end

return M
