-- SPDX-License-Identifier: MIT
-- What a shell completes.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, has = cli.gives, cli.has

describe("lua-seccomp --completion", function()
  if not support.has_command "bash" then
    pending "bash is not installed"
    return
  end

  -- What bash offers for the last word.
  local function offers(words)
    local child = support.command({"bash", "--norc", "-c", [[
      lua-seccomp() {
        LD_PRELOAD=$ASAN_LIBRARY "$LUA" -e "$START" - "$@"
      }
      source <(lua-seccomp --completion bash) || exit 9
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _lua_seccomp
      printf '%s\n' "${COMPREPLY[@]}"
    ]], "bash", table.unpack(words)}, {
      cwd = cli.directory,
      env = {
        START = "os.exit(require('seccomp.cli').main(arg), true)",
        LUA = support.lua, LUA_PATH = support.lua_path,
        LUA_CPATH = support.lua_cpath,
        LD_PRELOAD = false, -- the shell is not watched
      },
    })
    if child.code ~= 0 then error(support.describe(child)) end
    local set = {}
    for word in child.stdout:gmatch "%S+" do set[word] = true end
    return set
  end

  local formats = {}
  for _, name in ipairs(require("seccomp.format").list()) do
    formats[name] = true
  end

  it("offers subcommands and their options", function()
    local set = offers {"lua-seccomp", "r"}
    assert.same({run = true, record = true, resolve = true, repl = true}, set)
    set = offers {"lua-seccomp", "run", "--e"}
    assert.same({["--explain"] = true, ["--exit-code"] = true}, set)
    assert.same(formats, offers {"lua-seccomp", "compile", "-f", ""})
  end)

  it("offers arches and syscalls", function()
    assert.same({arm = true, arm64 = true},
      offers {"lua-seccomp", "resolve", "--arch", "arm"})
    assert.is_true(offers({"lua-seccomp", "resolve", "opena"}).openat)
    local set = offers {"lua-seccomp", "simulate", "mild.lua", "openat"}
    assert.same({openat = true, openat2 = true}, set)
    -- the arch is no file
    set = offers {"lua-seccomp", "simulate", "--on", "arm64", "mild.lua",
      "openat"}
    assert.same({openat = true, openat2 = true}, set)
  end)

  it("offers values behind an equals sign", function()
    -- as bash parts the words, and where it has no = in COMP_WORDBREAKS
    assert.same(formats, offers {"lua-seccomp", "compile", "--format", "="})
    assert.same({asm = true},
      offers {"lua-seccomp", "compile", "--format", "=", "a"})
    assert.same({["--format=asm"] = true},
      offers {"lua-seccomp", "compile", "--format=a"})
    assert.same({auto = true, always = true},
      offers {"lua-seccomp", "--color", "=", "a"})
    assert.same({arm = true, arm64 = true},
      offers {"lua-seccomp", "resolve", "--arch", "=", "arm"})
    -- and one that stands before is no file
    for _, color in ipairs {{"--color", "=", "never"}, {"--color=never"}} do
      local words = {"lua-seccomp", "run", table.unpack(color)}
      words[#words + 1] = "mild.lua"
      words[#words + 1] = "mkdi"
      assert.is_true(offers(words).mkdir, table.concat(words, " "))
    end
  end)

  it("offers commands where one begins", function()
    for _, words in ipairs {
      {"lua-seccomp", "run", "mild.lua", "mkdi"},
      {"lua-seccomp", "run", "--explain", "mild.lua", "--", "mkdi"},
      {"lua-seccomp", "run", "-p", "mild.lua", "mkdi"},
      {"lua-seccomp", "record", "-o", "x", "mkdi"},
    } do
      assert.is_true(offers(words).mkdir, table.concat(words, " "))
    end
    assert.same({}, offers {"lua-seccomp", "run", "mild.lua", "ls", "--al"})
  end)

  it("has the other shells, too", function()
    has(gives(0, "--completion zsh"), "#compdef lua-seccomp")
    has(gives(0, "--completion=bash"), "complete -F _lua_seccomp")
    has(gives(0, "--completion fish"), "complete -c lua-seccomp")
  end)
end)
