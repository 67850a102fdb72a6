-- SPDX-License-Identifier: MIT
-- What spec/c/alloc.c runs with allocations failing: the command. Its
-- subcommands run on arguments that were read before, so that the points are
-- theirs; the reading of the arguments is a scenario of its own. Files of the C
-- library have their buffers by malloc and do not tell of its failures, so only
-- ours fails.
local cli = require "seccomp.cli"
local command = require "spec.command"
local commands = require "seccomp.cli.commands"
local common = require "spec.alloc.common"
local completion = require "seccomp.cli.completion"
local dispatch = require "seccomp.cli.dispatch"
local help = require "seccomp.cli.repl.help"
local repl = require "seccomp.cli.repl.prompt"
local seccomp = require "seccomp"
local show = require "seccomp.cli.repl.values"
local terminal = require "seccomp.cli.terminal"

local captured, feed = captured, feed -- luacheck: ignore 113
-- what spec/c/faults.c adds
local fault = fault -- luacheck: ignore 113

local function plain(text) return text end

-- The places of the files that the command reads, made once for all.
local function place(directory, word)
  if command.files[word] or word == "program.bpf" then
    return directory .. "/" .. word
  end
  return word
end

-- A subcommand with its arguments; `theirs` is the command that it runs.
local function runs(words, theirs, input)
  local module = commands.find(words[1])
  return {
    name = table.concat(words, " "),
    fails = "ours",
    setup = function()
      local directory = os.getenv "ALLOC_FILES"
      local placed = {}
      for i, word in ipairs(words) do placed[i] = place(directory, word) end
      local ok, args = dispatch.parser():pparse(placed)
      assert(ok, args)
      args.command, args.paint, args.paint_error = theirs, plain, plain
      terminal.is_terminal(0)
      terminal.is_terminal(1)
      terminal.is_terminal(2)
      captured()
      -- what is wrong with what was typed is told on standard error
      if words[1] == "repl" then
        function terminal.warn(...) terminal.write(..., "\n") end
      end
      -- standard input can be read once, so this is what a file says
      local file = args.file
      if file == "-" then args.file = place(directory, "mild.lua") end
      if input then feed(input) end
      local status = module.run(args)
      args.file = file
      return {args = args, status = status, output = captured()}
    end,
    ready = function(s)
      captured()
      if input then feed(input) end
      return s
    end,
    run = function(s) return module.run(s.args) end,
    check = function(s, ok, result)
      local output = captured()
      common.settle()
      if not ok then
        -- what the command says of an error, it says of one of memory
        local text = type(result) == "table" and result.usage
        return common.out_of_memory(text or result)
      end
      -- what is typed at the prompt fails by itself
      if words[1] == "repl" and output:find("not enough memory", 1, true) then
        return assert(result == 1)
      end
      assert(result == s.status, "another status: " .. tostring(result))
      -- what the kernel can do is told as it answers
      if words[1] ~= "record" and not (fault and words[1] == "info") then
        assert(output == s.output, "another output: " .. output)
      end
    end,
  }
end

local function says(name, fn)
  return common.answers(name, function() return {} end, fn, "ours")
end

local list = {
  runs {"compile", "list.lua", "-f", "c"},
  runs {"compile", "mild.lua", "-f", "asm", "--no-prove"},
  runs {"compile", "mild.lua", "-f", "pfc"},
  runs {"compile", "mild.lua", "-o", "/dev/null"},
  runs {"show", "list.lua", "--json"},
  runs {"show", "program.bpf"},
  runs {"show", "profile.json"},
  runs({"show", "-"}, nil, command.files["mild.lua"]),
  runs {"import", "profile.json"},
  runs {"import", "profile.json", "--json", "-o", "/dev/null"},
  runs {"export", "mild.lua"},
  runs {"simulate", "list.lua", "socket", "1", "0xff"},
  runs {"simulate", "list.lua", "read", "--json"},
  runs {"verify", "mild.lua"},
  runs {"verify", "mild.lua", "--libseccomp"},
  runs {"verify", "mild.lua", "program.bpf", "--json"},
  runs {"diff", "mild.lua", "stricter.lua"},
  runs {"diff", "--format", "markdown", "--limit", "1", "mild.lua",
    "stricter.lua"},
  runs {"tidy", "list.lua"},
  runs {"show", "--asm", "program.bpf"},
  runs {"diff", "program.bpf", "mild.lua", "--json"},
  runs {"lint", "list.lua"},
  runs {"lint", "deadly.lua", "--json"},
  runs {"resolve", "read", "socket", "9", "--arch", "x86"},
  runs {"resolve", "read", "--json"},
  runs {"info"},
  runs {"info", "--json"},
  runs({"run", "mild.lua"}, {"true"}),
  runs({"run", "program.bpf", "--complain"}, {"true"}),
  runs({"run", "mild.lua", "--explain", "--exit-code"},
    {"mkdir", "/nonexistent/x"}),
  runs({"run", "mild.lua", "--explain", "--json", "--output", "/dev/null"},
    {"mkdir", "/nonexistent/x"}),
  runs({"record"}, {"true"}),
  runs({"record", "--json"}, {"true"}),
  runs {"repl", "-e", "seccomp.filter('allow')", "-e", "nothing.at.all"},
  runs({"repl"}, nil, "x = 1 +\n2\nx\naction 'errno'\n{1, {2}}\nerror 'x'\n"),
  says("parser", function()
    local _, args = dispatch.parser():pparse {"show", "x", "--json"}
    return args.file .. tostring(args.json)
  end),
  says("completion", function()
    local list = commands.all()
    local parser = dispatch.parser(list)
    return completion.script(list, parser, "bash") ..
      completion.script(list, parser, "zsh") ..
      completion.script(list, parser, "fish")
  end),
  says("help", function()
    return help.text() .. help.text(seccomp.filter) ..
      help.text(seccomp.action "allow") .. help.text "groups" ..
      table.concat(help.members("Filter", true), " ")
  end),
  says("complete", function()
    local env = repl.environment()
    return table.concat(repl.complete(env, "seccomp.fi"), " ") ..
      table.concat(repl.complete(env, "seccomp.syscall_number('openat"), " ") ..
      table.concat(repl.complete(env, "x"), " ")
  end),
  says("values", function()
    return show.value({1, {a = "b\0"}, seccomp.condition(0, "==", 7),
      seccomp.action "log", print, 0.5}, plain) ..
      show.error(select(2, pcall(seccomp.action, "nothing")))
  end),
  {
    name = "main",
    fails = "ours",
    setup = function()
      captured()
      local status = cli.main {"resolve", "read"}
      return {status = status, output = captured()}
    end,
    run = function() return cli.main {"resolve", "read"} end,
    check = function(s, ok, result)
      local output = captured()
      if not ok then return common.out_of_memory(result) end
      if result ~= 2 then
        assert(result == s.status and output == s.output, output)
      end
    end,
  },
}
return list
