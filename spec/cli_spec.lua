-- SPDX-License-Identifier: MIT
-- The command lua-seccomp as a shell sees it: what all subcommands have in
-- common. Each has its own spec in spec/cli.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown)
local words_of, gives, fails, json, keys, has =
  cli.words_of, cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp", function()
  it("explains itself", function()
    local help = gives(0, "--help")
    for _, name in ipairs {"run", "record", "compile", "show", "simulate",
      "verify", "diff", "lint", "tidy", "import", "export", "resolve", "info",
      "repl"}
    do
      has(help, "\n   " .. name .. " ")
      local own = gives(0, name .. " --help")
      has(own, "Usage: lua-seccomp " .. name, "--help", "--color")
      -- what it does, behind the usage
      assert.truthy(own:find "\n\n%u[%a ]+[^\n]*[.,:]?\n", name)
      assert.is_nil(own:match "\n\n([^\n]*)":find ":$", own)
      assert.equal(own, (gives(0, "help " .. name)))
      for line in own:gmatch "[^\n]+" do
        assert.is_true(#line < 80, line)
      end
    end
  end)

  it("tells versions", function()
    has(gives(0, "--version"), "lua-seccomp ", "libseccomp ", "Lua 5.")
    assert.equal(gives(0, "--version"), (gives(0, "-v")))
  end)

  it("refuses what it does not know", function()
    fails("", "a command is required (see lua-seccomp --help)")
    fails("nope", "nope")
    fails("--nope", "--nope")
    fails("info --nope",
      "unknown option '--nope' (see lua-seccomp info --help)")
    fails("info extra", "too many arguments")
    for _, word in ipairs {"simulat", "help simulat",
      "--color never simulat"} do
      fails(word, 'unknown command "simulat"; did you mean "simulate"? ' ..
        "(see lua-seccomp --help)")
    end
    fails("help nope", 'unknown command "nope"')
    fails("info --jsno", "unknown option '--jsno'; did you mean '--json'?")
    fails("info --color sometimes", "--color")
    fails("--completion tcsh", "tcsh")
  end)

  it("says what a full disk did", function()
    if not io.open "/dev/full" then return end
    local child = command.run({"info"}, {cwd = cli.directory})
    assert.equal(0, child.code)
    local main = ("exec %s -e %s - "):format(support.lua, support.quote(
      "os.exit(require('seccomp.cli').main(arg), true)"))
    for _, words in ipairs {"info", "--help", "run --help", "help", "help run",
      "--version", "repl -e 'print(1)'"} do
      child = support.script {"sh", "-c", main .. words .. " >/dev/full"}
      assert.equal(2, child.code, words)
      has(child.stderr, "cannot write", "No space left")
      child = support.script {"sh", "-c", main .. words .. " >&-"}
      assert.equal(2, child.code, words)
      has(child.stderr, "cannot write", "Bad file descriptor")
    end
    -- what was refused was told to nobody
    child = support.script({"sh", "-c", "cd " .. cli.directory .. " && " ..
      main .. "run -x -o /dev/full mild.lua mkdir made"})
    assert.equal(2, child.code)
    has(child.stderr, "cannot create directory", "cannot write /dev/full: " ..
      "No space left on device; not all that was refused is told")
  end)

  it("needs argparse when it runs, and no sooner", function()
    local child = support.run [[
      package.preload.argparse = function() error "not installed" end
      package.preload.cjson = function() error "not wanted" end
      require "seccomp"
      for name in pairs(package.loaded) do
        assert(not name:find "^seccomp%.cli", name)
      end
      os.exit(require("seccomp.cli").main {"info"})
    ]]
    assert.equal(2, child.code)
    has(child.stderr, "lua-argparse")
  end)

  it("says its version, and loads nothing else for that", function()
    local child = support.run [[
      local status = require("seccomp.cli").main {"--version"}
      for name in pairs(package.loaded) do
        assert(not name:find "^seccomp[.]" or name:find "^seccomp[.]core" or
          name == "seccomp.cli" or name == "seccomp.cli.terminal", name)
      end
      os.exit(status)
    ]]
    assert.equal(0, child.code, child.stderr)
    has(child.stdout, "lua-seccomp ", "libseccomp ", "Lua 5.")
  end)

  it("is made from the tables of its subcommands", function()
    local commands = require "seccomp.cli.commands"
    local fields = {name = true, order = true, summary = true,
      description = true, usage = true, arguments = true, options = true,
      runs = true, run = true}
    local of_option = {true, true, value = true, choices = true,
      default = true, convert = true, count = true, words = true,
      instead = true}
    local of_argument = {true, true, args = true, convert = true,
      words = true, numbers = true}
    local order = {}
    for file in support.lines "ls lib/seccomp/cli/commands" do
      local name = file:match "^(.*)%.lua$"
      local one = commands.find(name)
      for field in pairs(one) do assert.is_true(fields[field], field) end
      assert.is_nil(order[one.order], name .. " has the order of another")
      order[one.order] = name
      assert.truthy(one.summary:match "^%u.*%.$", name)
      assert.is_function(one.run)
      local shown = gives(0, name .. " --help")
      for _, option in ipairs(commands.options(one)) do
        for field in pairs(option) do
          assert.is_true(of_option[field], name .. " " .. option[1])
        end
        assert.truthy(option[2]:match "%.$", name .. " " .. option[1])
        for spelling in option[1]:gmatch "%S+" do
          local behind = shown:match("%f[%S]" .. spelling:gsub("%-", "%%-") ..
            ",? ([<{]?)")
          assert(behind, name .. " --help lacks " .. spelling)
          if not spelling:find "^%-%-" then
            assert.equal(commands.takes_value(option), behind ~= "", spelling)
          end
        end
      end
      for _, argument in ipairs(one.arguments or {}) do
        for field in pairs(argument) do
          assert.is_true(of_argument[field], name .. " " .. argument[1])
        end
        assert.truthy(argument[2]:match "^%u.*%.$", name .. " " .. argument[1])
        has(shown, argument[1])
      end
    end
    local names = {}
    for i, one in ipairs(commands.all()) do names[i] = one.name end
    assert.is_true(#names >= 16, #names)
    local child = command.run {"--help"}
    local at = 0
    for _, name in ipairs(names) do
      at = child.stdout:find("\n +" .. name .. " ", at)
      assert(at, name .. " is not in its place in --help")
    end
  end)

  it("has a subcommand more with a file more", function()
    local child = support.run [[
      package.preload["seccomp.cli.commands.count"] = function()
        return {
          order = 99, summary = "Count to a number.",
          arguments = {{"most", "How far.", numbers = true}},
          options = {{"-s --step", "How fast.", value = "<n>"}},
          run = function(args) return print(args.most, args.step) end,
        }
      end
      package.preload["seccomp.cli.commands.bare"] = function()
        return {order = 98, summary = "Do nothing.",
          run = function(args) return print("bare", args.color) end}
      end
      local main = require("seccomp.cli").main
      main {"bare", "--color", "never"}
      main {"bare", "more"}
      main {"count", "-7", "--step", "-2"}
      main {"help", "count"}
      main {"--help"}
      main {"--completion", "bash"}
      main {"conut"}
    ]]
    has(child.stdout, "bare\tnever\n", "Do nothing.")
    has(child.stderr, "too many arguments (see lua-seccomp bare --help)")
    has(child.stdout, "0xfffffffffffffff9\t-2\n", "How fast.",
      "Count to a number.", "|--step|", "count")
    has(child.stderr, "did you mean \"count\"?")
  end)
end)

describe("lua-seccomp info", function()
  it("tells what is here", function()
    local text = gives(0, "info")
    has(text, "allow log notify")
    for _, set in pairs(require("seccomp").features()) do
      local missing = {}
      for name, there in pairs(set) do
        if there == false then missing[#missing + 1] = name end
      end
      table.sort(missing)
      if #missing > 0 then
        has(text, "\n            not: " .. table.concat(missing, " ") .. "\n")
      end
    end
    local labels = {}
    for line in text:gmatch "[^\n]+" do
      local label = line:sub(1, 12):gsub(" +$", ""):gsub(" ", "_")
      if label ~= "" then labels[#labels + 1] = label end
    end
    local names = require("seccomp.format").list()
    for _, name in ipairs(names) do
      has(text, (" %-8s %s\n"):format(name,
        require("seccomp.format").find(name).summary))
    end
    assert.equal("module libseccomp native_arch actions flags notify arches " ..
      "formats", table.concat(labels, " "))
  end)

  it("has JSON", function()
    local answer = json(0, "info --json")
    if not answer then return end
    assert.equal("api features formats libseccomp native_arch version",
      keys(answer))
    assert.equal("actions arches flags notify", keys(answer.features))
    assert.is_true(answer.features.actions.errno)
    local read = {}
    for i, form in ipairs(answer.formats) do
      assert.is_string(form.summary)
      read[i] = form.name .. " " .. tostring(form.reads)
    end
    assert.same({"asm false", "bpf true", "c true", "oci true", "pfc false",
      "systemd true"}, read)
    assert.equal(require("seccomp")._VERSION, answer.version)
  end)
end)

describe("on a terminal", function()
  if not support.has_command "script" then
    pending "there is no script(1) to make a terminal"
    return
  end

  local function terminal(line, env)
    env = env or {}
    env.TERM = env.TERM or "xterm"
    env.NO_COLOR = env.NO_COLOR or false
    local child = command.on_terminal(words_of(line), {cwd = cli.directory,
      env = env})
    return child.stdout, child.code
  end

  it("answers have colour", function()
    has(terminal "simulate mild.lua mkdirat", "\27[31merrno(EPERM)\27[0m")
    has(terminal "simulate mild.lua read", "\27[32mallow\27[0m")
  end)

  it("unless NO_COLOR is set, or it is not wanted", function()
    local plain = "simulate mild.lua mkdirat"
    assert.is_nil(terminal(plain, {NO_COLOR = "1"}):find("\27[3", 1, true))
    assert.is_nil(terminal(plain, {TERM = "dumb"}):find("\27[3", 1, true))
    assert.is_nil(terminal(plain .. " --color never"):find("\27[3", 1, true))
    assert.is_nil(terminal("--color never " .. plain):find("\27[3", 1, true))
    has(terminal(plain .. " --color always", {NO_COLOR = "1"}), "\27[31m")
    has(terminal(plain, {NO_COLOR = ""}), "\27[31m")
  end)

  it("but never elsewhere", function()
    local stdout = gives(1, "simulate mild.lua mkdirat")
    assert.is_nil(stdout:find("\27", 1, true))
    has(gives(1, "simulate --color always mild.lua mkdirat"), "\27[31m")
  end)

  it("long work has a line that goes away", function()
    local text = terminal "verify list.lua"
    has(text, "proving list.lua …", "\r\27[K")
    assert.is_nil(text:match "…[^\r]*\n")
  end)

  it("compiled bytes are refused", function()
    local text, code = terminal "compile mild.lua"
    assert.equal(2, code)
    has(text, "not for terminals")
  end)
end)
