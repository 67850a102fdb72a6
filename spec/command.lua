--- How the specs run `lua-seccomp`: from the module under test, in a directory
-- with a few policies, profiles and programs.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local explaining = require "spec.explaining"
local support = require "spec.support"

local has_cjson, cjson = pcall(require, "cjson")

local M = {}

--- The words that run it: as bin/lua-seccomp does, but without directories of
-- its own.
M.words = {support.lua, "-e",
  "os.exit(require('seccomp.cli').main(arg), true)", "-"}

--- Files of the directory, by name.
M.files = {
  -- what is refused, is by errno: programs go on under it
  ["mild.lua"] = [[
    return {
      default = "allow",
      rules = {
        { "mkdir", "mkdirat", optional = true, action = "errno(EPERM)" },
        { "rmdir", optional = true, action = "errno(EACCES)" },
      },
    }
  ]],
  ["deadly.lua"] = [[
    return {
      default = "allow",
      rules = {
        { "mkdir", "mkdirat", optional = true, action = "kill_process" },
      },
    }
  ]],
  -- as mild.lua, and one call more is refused
  ["stricter.lua"] = [[
    return {
      default = "allow",
      rules = {
        { "mkdir", "mkdirat", optional = true, action = "errno(EPERM)" },
        { "rmdir", "linkat", optional = true, action = "errno(EACCES)" },
      },
    }
  ]],
  -- about amd64, wherever the specs run
  ["list.lua"] = [[
    return {
      arches = { "amd64" },
      default = "errno(EPERM)", unknown = "errno(ENOSYS)",
      rules = {
        { "@default", "@basic-io", action = "allow" },
        { "personality", action = "allow", when = { {0, "==", 8} } },
        { "socket", action = "allow",
          when = { {0, "==", 1, width = 32}, {1, "masked_eq", 0xf, 1} } },
      },
    }
  ]],
  ["profile.json"] = [[{
    "defaultAction": "SCMP_ACT_ERRNO",
    "syscalls": [
      { "names": ["read", "write", "exit_group"],
        "action": "SCMP_ACT_ALLOW" },
      { "names": ["clone"], "action": "SCMP_ACT_ALLOW",
        "includes": { "caps": ["CAP_SYS_ADMIN"] } }
    ]
  }]],
  ["wrong.lua"] = "return { default = 'allow', rules = { { 'opennat', " ..
    "action = 'log' } } }",
  ["broken.lua"] = "return { default = ",
  ["broken.json"] = "{ \"defaultAction\": ",
  ["empty"] = "",
}

--- How the command writes each kind of file: what it is, its name in the
-- directory, and the arguments.
M.writes = {
  {"a program", "out.bpf", {"compile", "mild.lua", "-o", "out.bpf"}},
  {"a policy", "out.lua", {"import", "--dialect", "crun 1.8.1", "profile.json",
    "-o", "out.lua"}},
  {"a profile", "out.json", {"export", "mild.lua", "-o", "out.json"}},
  {"a tidied policy", "out.lua", {"tidy", "list.lua", "-o", "out.lua"}},
  {"a recorded policy", "out.lua", {"record", "--by", "ptrace", "-o",
    "out.lua", "--", "true"}},
  {"a recording", "out.json", {"record", "--by", "ptrace", "--save",
    "out.json", "--", "true"}},
  {"a refusal", "out.json", {"run", "mild.lua", "--explain", "--by",
    explaining.WAYS[1], "--save", "out.json", "--", "mkdir", "x"}},
  {"a captured program", "caught/1-" .. support.lua:match "[^/]*$" .. ".bpf",
    {"capture", "-o", "caught", "--", support.lua, "-e",
    "require('seccomp').filter('allow'):load()"}},
}
-- what is traced cannot have LeakSanitizer, which traces it as well
if support.sanitized() then M.writes[#M.writes] = nil end

--- Makes the directory; `support.remove` deletes it. Policies that name no
-- arch are about `arch`, or else, for those who run programs under them, about
-- this one.
function M.directory(arch)
  local directory = support.directory()
  for name, text in pairs(M.files) do
    if arch and not text:find("arches", 1, true) then
      text = text:gsub("return {\n", "%0arches = { \"" .. arch .. "\" },\n")
    end
    support.spew(directory .. "/" .. name, text)
  end
  local seccomp = require "seccomp"
  local filter = seccomp.filter("allow", arch and {arches = {arch}})
    :add_rule((arch or seccomp.syscall_number "mkdir" >= 0) and "mkdir" or
      "mkdirat", "errno(EPERM)")
  support.spew(directory .. "/program.bpf", filter:program():bytes())
  assert(os.execute("mkdir " .. support.quote(directory) .. "/caught"))
  return directory
end

local function with(arguments)
  local words = {table.unpack(M.words)}
  for _, word in ipairs(arguments) do words[#words + 1] = word end
  return words
end

--- Runs the command with arguments, which `options.cwd` is a directory for.
-- Returns what `support.command` does.
function M.run(arguments, options)
  return support.script(with(arguments), options)
end

--- Calls a function and gathers what it writes. Returns its results in a table,
-- standard output, and standard error.
function M.gathered(fn, ...)
  local terminal = require "seccomp.cli.terminal"
  local old = {write = terminal.write, warn = terminal.warn,
    is_terminal = terminal.is_terminal}
  local written, said = {}, {}
  function terminal.write(...) written[#written + 1] = table.concat {...} end
  function terminal.warn(...) said[#said + 1] = table.concat {...} .. "\n" end
  function terminal.is_terminal() return false end
  local results = table.pack(pcall(fn, ...))
  for name, was in pairs(old) do terminal[name] = was end
  if not results[1] then error(results[2], 0) end
  table.remove(results, 1)
  return results, table.concat(written), table.concat(said)
end

--- The same with a terminal for standard input, output and error, which all
-- come back in `stdout`.
function M.on_terminal(arguments, options)
  local words = with(arguments)
  for i, word in ipairs(words) do words[i] = support.quote(word) end
  return support.script({"script", "-qec", table.concat(words, " "),
    "/dev/null"}, options)
end

-- The words of "simulate mild.lua mkdir", and those behind it, which may have
-- spaces; a table of words is one already.
local function words_of(line, ...)
  if type(line) == "table" then return line end
  local words = {}
  for word in line:gmatch "%S+" do words[#words + 1] = word end
  for _, word in ipairs {...} do words[#words + 1] = word end
  return words
end

--- The keys of a table, sorted, in one string.
local function keys(object)
  local list = {}
  for key in pairs(object) do list[#list + 1] = tostring(key) end
  table.sort(list)
  return table.concat(list, " ")
end

--- Asserts that each of the other strings is part of a text.
local function has(text, ...)
  for _, part in ipairs {...} do
    assert.truthy(text:find(part, 1, true), part .. " is not in:\n" .. text)
  end
end

--- What the specs of a file run in a directory that is there as long as they
-- are: its path is `directory`. Takes busted's `setup` and `teardown`, and the
-- arch of @{directory}.
function M.in_directory(setup, teardown, arch)
  local cli = {words_of = words_of, keys = keys, has = has}
  setup(function() cli.directory = M.directory(arch) end)
  teardown(function() support.remove(cli.directory) end)

  --- Runs the command, in the directory if `options.cwd` is no other.
  function cli.run(arguments, options)
    options = options or {}
    options.cwd = options.cwd or cli.directory
    return M.run(arguments, options)
  end

  --- Runs the command in this process, which takes milliseconds: it may start
  -- nothing, load nothing, and read no standard input. Words that are the names
  -- of files are those of the directory. Returns what it writes to standard
  -- output and standard error, with those names.
  function cli.here(status, line)
    local words = {table.unpack(words_of(line))}
    for i, word in ipairs(words) do
      local path = cli.directory .. "/" .. word
      local file = word ~= "" and io.open(path)
      if file then
        file:close()
        words[i] = path
      end
    end
    local results, out, err = M.gathered(require "seccomp.cli".main, words)
    local prefix = cli.directory:gsub("%p", "%%%0") .. "/"
    out, err = out:gsub(prefix, ""), err:gsub(prefix, "")
    if results[1] ~= status then
      error(("status %s\n%s%s"):format(results[1], out, err), 2)
    end
    return out, err
  end

  --- Asserts that a line fails in this process with just this message.
  function cli.refuses(line, message)
    local out, err = cli.here(2, line)
    assert.equal("", out)
    assert.equal("lua-seccomp: " .. message .. "\n", err)
  end

  --- Runs and asserts the exit status, and that standard error is silent unless
  -- something failed. Returns what was written.
  function cli.gives(status, line, options)
    local child = cli.run(words_of(line), options)
    if child.code ~= status then error(support.describe(child), 2) end
    return child.stdout, child.stderr
  end

  --- Asserts a failure: status 2, nothing on standard output, and one readable
  -- line on standard error, which has `text`.
  function cli.fails(line, text, options)
    local stdout, stderr = cli.gives(2, line, options)
    assert.equal("", stdout)
    -- a sanitizer's remark on the fork of spawn
    stderr = stderr:gsub("==%d+==WARNING: ASan.-issues/189\n", "")
    assert.truthy(stderr:match "^lua%-seccomp: [^\n]+\n$", stderr)
    assert.is_nil(stderr:find("stack traceback", 1, true))
    assert.is_nil(stderr:match "seccomp/[%w_/]+%.lua:%d+:", stderr)
    assert.truthy(stderr:find(text, 1, true), stderr)
  end

  --- Asserts that the output is JSON and returns it; nil where nothing here
  -- reads JSON.
  function cli.json(status, line, options)
    local stdout = cli.gives(status, line, options)
    if not has_cjson then return nil end
    return cjson.decode(stdout)
  end

  return cli
end

return M
