-- SPDX-License-Identifier: MIT
-- What each subcommand takes: scripts, completions and the manual depend on it.
local command = require "spec.command"
local commands = require "seccomp.cli.commands"
local main = require "seccomp.cli".main
local profile = require "seccomp.cli.profile"

-- In the order of --help: the arguments (? may be left out, * as many as are
-- given, and what completes them), and below them the options, with what stands
-- for a value or the choices, the default in brackets, and * where an option
-- may be given again. All have --color; +profile are those of a profile.
local TAKES = [[
run file? command
  -p --policy <file>
  -x --explain
  -c --complain
  -e --exit-code
  --by ptrace|notify
  -o --output <file>
  --save <file>
  --json
  +profile
record command
  -o --output <file>
  -t --tightness names|arguments (names)
  --default <action>
  --no-base
  --save <file>
  --merge <file> *
  --by ptrace|notify
  --join <file> *
  --arch <arch>
  --only-pid <pid> *
  --only-program <name> *
  --since execve
  --no-launcher
  --add <policy>
  --json
capture command
  -o --output <directory>
  -d --detach
  --asm
  --json
attached pid?
  -a --all
  --asm
  --json
compile file
  -f --format asm|bpf|c|oci|pfc|systemd (bpf)
  -o --output <file>
  --no-prove
  +profile
show file?
  --pid <pid>
  --asm
  --json
  +profile
simulate file syscall:syscalls args0-6
  --on <arch>
  --json
  +profile
verify file program?
  --pid <pid>
  --libseccomp
  --budget <seconds>
  --json
  +profile
diff left right?
  --pid <pid>
  --on <arch>
  --fail-on looser|stricter|any (any)
  --all
  --witnesses
  --limit <n>
  --format text|markdown (text)
  --budget <seconds>
  --json
  +profile
lint file
  --ignore <id> *
  --for cli|container|daemon|lua
  --json
  +profile
tidy file
  -o --output <file>
  --groups
  --budget <seconds>
  +profile
import file
  --from bpf|c|oci|systemd (oci)
  --set <name=value> *
  -o --output <file>
  --json
  +profile
export file
  --to asm|bpf|c|oci|pfc|systemd (oci)
  -o --output <file>
  --for crun|runc
  --with-runtime
  --no-new-privs
  --loose
  --set <name=value> *
  --json
  +profile
resolve syscall*:syscalls
  --arch <arch> *
  --all
  --list
  --since <release>
  --json
info
  --json
repl
  -e --execute <code> *
  -i --interactive
]]

local function option_line(option)
  local words = {option[1], option.choices and
    table.concat(option.choices, "|") or option.value}
  if option.default then words[#words + 1] = "(" .. option.default .. ")" end
  words[#words + 1] = option.count
  return "  " .. table.concat(words, " ") .. "\n"
end

local function option_lines(list)
  local lines = {}
  for i, option in ipairs(list) do lines[i] = option_line(option) end
  return table.concat(lines)
end

local of_profile = [[
  --dialect <reader>
  --arch <arch>
  --kernel <version>
  --caps <caps>
  --no-check
]]

describe("the options of lua-seccomp", function()
  it("are those of a profile, the same everywhere", function()
    assert.equal(of_profile, option_lines(profile.OPTIONS))
  end)

  it("have colour, everywhere, and two stand alone", function()
    assert.equal("  --color auto|always|never\n",
      option_lines(commands.EVERYWHERE))
    assert.equal("  -v --version\n  --completion bash|zsh|fish\n",
      option_lines(commands.ALONE))
  end)

  it("are these of each subcommand", function()
    local text = {}
    for _, one in ipairs(commands.all()) do
      local words = {one.name}
      for i, argument in ipairs(one.arguments or {}) do
        words[i + 1] = argument[1] .. (argument.args or "") ..
          (argument.words and ":" .. argument.words or "")
      end
      if one.runs then words[#words + 1] = "command" end
      text[#text + 1] = table.concat(words, " ") .. "\n" ..
        option_lines(commands.options(one))
    end
    local own = table.concat(text):gsub("  %-%-color auto|always|never\n", "")
    assert.equal(TAKES, (own:gsub(of_profile:gsub("%p", "%%%0"),
      "  +profile\n")))
  end)

  it("have arches to complete where they take one", function()
    for _, one in ipairs(commands.all()) do
      for _, option in ipairs(commands.options(one)) do
        assert.equal(option.value == "<arch>" and "arches" or nil,
          option.words, one.name .. " " .. option[1])
      end
    end
  end)

  it("have a name, a sentence, and a place in --help", function()
    for _, one in ipairs(commands.all()) do
      local results, out = command.gathered(main, {one.name, "--help"})
      assert.equal(0, results[1])
      local help = out:gsub("%s+", " ")
      local function has(text)
        assert.truthy(help:find(text, 1, true), text .. " is not in: " .. help)
      end
      has("Usage: lua-seccomp " .. one.name .. " ")
      has(one.description or one.summary)
      local rows = commands.options(one)
      for _, argument in ipairs(one.arguments or {}) do
        rows[#rows + 1] = argument
      end
      for _, row in ipairs(rows) do
        assert.matches("%.$", row[2], row[1])
        has(row[2]:match "^%S+ ?%S*") -- names may stand between more
      end
      results, out = command.gathered(main, {"--help"})
      assert.equal(0, results[1])
      help = out:gsub("%s+", " ")
      has(one.name .. " " .. one.summary)
    end
  end)

  it("stand before the command that is run", function()
    for name, usage in pairs {
      run = "run [options] <file> [--] <command> [<argument> ...]",
      capture = "capture [options] [--] <command> [<argument> ...]",
      record = "record [options] [--] <command> [<argument> ...]",
    } do
      local _, out = command.gathered(main, {name, "--help"})
      assert.equal("Usage: lua-seccomp " .. usage, out:match "^[^\n]*", name)
      assert.is_true(commands.find(name).runs)
    end
    for _, one in ipairs(commands.all()) do
      assert.equal(({run = 1, record = 0, capture = 0})[one.name],
        commands.wanted(one), one.name)
    end
  end)
end)
