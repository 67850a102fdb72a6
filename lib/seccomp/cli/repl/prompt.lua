--- A Lua prompt with the module at hand.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local seccomp = require "seccomp"
local cursor = require "seccomp.cli.repl.cursor"
local calls = require "seccomp.kernel.calls"
local groups = require "seccomp.groups"
local help = require "seccomp.cli.repl.help"
local show = require "seccomp.cli.repl.values"
local terminal = require "seccomp.cli.terminal"

local getmetatable, ipairs, load, pairs = getmetatable, ipairs, load, pairs
local error, pcall, rawget = error, pcall, rawget
local require, tostring, type = require, tostring, type
local concat, pack, sort = table.concat, table.pack, table.sort
local getenv, open = os.getenv, io.open
local stdin, stdout = io.stdin, io.stdout

local M = {}

-- What is at hand, by module name; a module that is not there is left out.
local SHORT = {
  policy = "seccomp.policy", groups = "seccomp.groups", oci = "seccomp.oci",
  format = "seccomp.format",
  record = "seccomp.record", explain = "seccomp.explain",
  attached = "seccomp.attached",
  supervisor = "seccomp.supervisor",
}

-- As Lua's own, which says nothing when the disk is full.
local function print_or_raise(...)
  local words = pack(...)
  for i = 1, words.n do words[i] = tostring(words[i]) end
  terminal.write(terminal.lines(concat(words, "\t")), "\n")
  terminal.flush()
end

--- The globals of the prompt: Lua's own, the module's functions as they are,
-- and the other modules under their short names.
-- @treturn table
function M.environment()
  local env = setmetatable({seccomp = seccomp, help = help.show},
    {__index = _G})
  for name, value in pairs(seccomp) do
    if type(value) == "function" and _G[name] == nil then env[name] = value end
  end
  for name, module in pairs(SHORT) do
    env[name] = errors.optional(module)
  end
  env.print = print_or_raise
  return env
end

local words_in_strings

-- What a string is likely to be, found once: syscalls, groups, actions, arches.
local function string_words()
  if words_in_strings then return words_in_strings end
  local words = calls.names {seccomp.native_arch()}
  local features = seccomp.features()
  for _, list in ipairs {groups.names(), features.actions, features.arches} do
    for _, word in ipairs(list) do words[#words + 1] = word end
  end
  words_in_strings = words
  return words
end

local function add_keys(names, value)
  for key in pairs(value) do
    if type(key) == "string" and not key:find "^_" then
      names[#names + 1] = key
    end
  end
end

-- What can stand behind a dot or, with `methods`, a colon after a value.
local function keys_of(value, methods)
  local names = {}
  if type(value) == "string" then
    add_keys(names, string)
    return names
  end
  -- objects hide their metatables: what they have is in the help
  for _, key in ipairs(help.members(help.class(value), methods)) do
    names[#names + 1] = key
  end
  if type(value) == "table" and #names == 0 then
    add_keys(names, value)
    local meta = getmetatable(value)
    local index = type(meta) == "table" and rawget(meta, "__index")
    if type(index) == "table" then add_keys(names, index) end
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
-- string of syscall names; in a condition, of the arguments of its call and of
-- the constants of its argument.
-- @tparam table env
-- @tparam string line up to the cursor
-- @tparam[opt=""] string before the lines before it, of what is begun
-- @treturn {string,…} the words that could stand in place of the last one
-- @treturn string the last word
function M.complete(env, line, before)
  local found, seen = {}, {}
  local function offer(name, prefix)
    if name:sub(1, #prefix) == prefix and not seen[name] then
      seen[name] = true
      found[#found + 1] = name
    end
  end
  local words, begun = cursor.words((before or "") .. line)
  if words then
    for _, name in ipairs(words) do offer(name, begun) end
    sort(found)
    return found, begun
  end
  local quoted = line:match "[\"']([@%w_-]*)$"
  local _, double = line:gsub('"', "")
  local _, single = line:gsub("'", "")
  if quoted and (double % 2 == 1 or single % 2 == 1) then
    for _, name in ipairs(string_words()) do offer(name, quoted) end
    sort(found)
    return found, quoted
  end
  local path, separator, prefix = line:match "([%w_%.]-)([%.:]?)([%w_]*)$"
  if separator ~= "" and path ~= "" then
    local keys = keys_of(walk(env, path), separator == ":")
    for _, key in ipairs(keys) do offer(key, prefix) end
  elseif separator == "" then
    for key in pairs(env) do offer(key, prefix) end
    for key in pairs(_G) do offer(key, prefix) end
  end
  sort(found)
  return found, prefix
end

local HISTORY = "~/.lua_seccomp_history"

-- What was typed before the line at hand, of a chunk that is begun.
local typed_before = ""

-- lua-readline, set up, or nil where it is not installed.
local function line_editor(env)
  local ok, readline = errors.attempt(require, "readline")
  if not ok then return nil end
  readline.set_options {completion = true, keeplines = 1000,
    histfile = HISTORY}
  -- readline's word goes from `from` to before `past`
  readline.set_complete_function(function(text, from, past)
    -- readline forgets this each time
    readline.set_completion_append_character ""
    local fine, words, prefix = pcall(M.complete, env, text:sub(1, past - 1),
      typed_before)
    if not fine then return {} end
    -- ours may begin before or after that
    local start = past - #prefix
    for i, word in ipairs(words) do
      words[i] = text:sub(from, start - 1) ..
        word:sub(math.max(from - start, 0) + 1)
    end
    return words
  end)
  return readline
end

-- What an interrupt does: interrupt() has it stop the code that runs, which the
-- lua program does once only; interrupt "ignore" nothing; interrupt "note" has
-- key(), which waits for a key, return false.
local interrupt, key

-- A line by readline after a prompt; nil at the end, false for an interrupt.
-- That goes by the interface that takes one key after the other: the other one
-- cannot be left, but it alone learns of a terminal that changes its width, so
-- it serves the first line of each chunk, of which there is nothing to drop.
local function edited(readline, prompt, more)
  if not more then
    -- one that is for nobody here would end us
    interrupt "ignore"
    return readline.readline(prompt)
  end
  interrupt "note"
  local line, done
  readline.handler_install(prompt, function(text)
    readline.handler_remove()
    line, done = text, true
  end)
  while not done do
    if not key() then
      readline.handler_remove()
      return false
    end
    readline.read_char()
  end
  if line and #line > 1 then readline.add_history(line) end
  return line
end

-- A function that reads a line after a prompt, nil at the end, false for an
-- interrupt; and one that ends the reading.
local function reader(env)
  local interactive = terminal.is_terminal(0) and terminal.is_terminal(1)
  local readline = interactive and line_editor(env)
  if readline then
    return function(prompt, more)
      local line = edited(readline, prompt, more)
      interrupt()
      return line
    end, function()
      -- readline tells of files that it cannot write, and nobody asked
      local home = getenv "HOME"
      local file = home and open(home .. HISTORY:sub(2), "a")
      if file then
        file:close()
        pcall(readline.save_history)
      end
    end
  end
  return function(prompt)
    local typed = true
    if interactive then
      interrupt "note"
      stdout:write(prompt)
      stdout:flush()
      typed = key()
      interrupt()
    end
    if not typed then return false end
    local line, why, number, code
    repeat
      line, why, number = stdin:read "l"
      code = number and errors.errno_name(number)
    until code ~= "EINTR" or interactive -- where that was ctrl-C
    if why and code ~= "EINTR" then
      errors.raise("repl", code,
        "standard input cannot be read: " .. why)
    end
    return line
  end, function() end
end

-- Compiles an expression or a statement; or nil, what is wrong, and whether the
-- input is only begun.
local function compile(text, env)
  local chunk, message = load("return " .. text, "=repl", "t", env)
  if chunk then return chunk end
  -- no memory is no fault of the text, which may be an expression yet
  if message == "not enough memory" then return nil, message end
  chunk, message = load(text, "=repl", "t", env)
  if chunk then return chunk end
  return nil, message, message:find "<eof>$" ~= nil
end

-- What went wrong is for standard error, after all that was printed before.
local function complain(text, paint)
  terminal.flush()
  terminal.warn(paint(text, "red"))
end

local function print_results(results, paint)
  for i = 2, results.n do
    terminal.write(show.value(results[i], paint), "\n")
  end
end

--- Runs one chunk, printing its values; its error goes to standard error.
-- @tparam string text
-- @tparam table env
-- @tparam table args with the painters `paint` and `paint_error`
-- @treturn boolean whether it went well
function M.evaluate(text, env, args)
  local chunk, message = compile(text, env)
  if not chunk then
    complain(terminal.lines(tostring(message)), args.paint_error)
    return false
  end
  local results = pack(pcall(chunk))
  if not results[1] then
    local err = results[2]
    -- no fault of the chunk, and nothing that follows could be written
    if type(err) == "table" and rawget(err, "unwritten") then error(err, 0) end
    if tostring(err):find "interrupted!$" and interrupt then
      interrupt()
    end
    complain(terminal.lines(show.error(err)), args.paint_error)
    return false
  end
  if results.n > 1 then env._ = results[2] end
  print_results(results, args.paint)
  return true
end

local function greet()
  terminal.write(seccomp._VERSION, ", libseccomp ",
    table.concat({seccomp.library_version()}, "."), ", ", _VERSION,
    ".\nhelp() tells what there is; ctrl-D ends.\n")
end

-- Reads and runs to the end of the input. Returns whether all went well.
local function converse(env, args)
  local read, finish = reader(env)
  local fine, pending = true, nil
  while true do
    typed_before = pending and pending .. "\n" or ""
    local line = read(pending and ">> " or "> ", pending ~= nil)
    if line == nil then break end
    if line then
      local text = pending and pending .. "\n" .. line or line
      local _, _, begun = compile(text, env)
      pending = begun and line ~= "" and text or nil
      if not pending and text:find "%S" then
        fine = M.evaluate(text, env, args) and fine
      end
    else -- interrupted: what was begun is dropped
      pending = nil
      terminal.write "\n"
    end
    terminal.flush()
  end
  if pending then fine = M.evaluate(pending, env, args) and fine end
  finish()
  return fine
end

--- Reads and runs what is typed, or what was given to be run.
-- @tparam table args of the command
-- @treturn integer the exit status
function M.run(args)
  local signals = require "seccomp.core.signals"
  interrupt, key = signals.interrupts(), signals.key
  local env = M.environment()
  local fine = true
  for _, code in ipairs(args.execute) do
    fine = M.evaluate(code, env, args) and fine
  end
  if #args.execute > 0 and not args.interactive then return fine and 0 or 1 end
  local interactive = terminal.is_terminal(0)
  if interactive then greet() end
  fine = converse(env, args) and fine
  if interactive then terminal.write "\n" end
  -- at a prompt errors were seen; a script on standard input wants to know
  return (interactive or fine) and 0 or 1
end

return M
