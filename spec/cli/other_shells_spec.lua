-- SPDX-License-Identifier: MIT
-- What zsh and fish offer when the tabulator is hit; completion_spec.lua has
-- bash.
local support = require "spec.support"

local directory

setup(function()
  directory = support.directory()
  support.spew(directory .. "/mild.lua", "return {default = \"allow\"}\n")
  -- as `lua-seccomp` in the shells' own PATH, which alone is watched
  support.spew(directory .. "/lua-seccomp", ("#!/bin/sh\n" ..
    "exec env LD_PRELOAD=\"$ASAN_LIBRARY\" %s -e %s - \"$@\"\n"):format(
    support.quote(support.lua), support.quote(
      "os.exit(require('seccomp.cli').main(arg), true)")))
  assert(os.execute("chmod +x " .. directory .. "/lua-seccomp"))
end)
teardown(function() support.remove(directory) end)

local function succeeds(command)
  local child = support.script(command, {cwd = directory, timeout = 120,
    env = {PATH = directory .. ":" .. os.getenv "PATH", HOME = directory,
      TERM = "xterm", LD_PRELOAD = false}})
  if child.code ~= 0 then error(support.describe(child), 2) end
  return child.stdout
end

-- A set of what is offered for each line, in order.
local ASK = {}

function ASK.zsh(lines)
  support.spew(directory .. "/_lua-seccomp",
    succeeds {"lua-seccomp", "--completion", "zsh"})
  local output = succeeds {"zsh", "-f",
    support.root .. "/spec/cli/completion.zsh", directory, table.unpack(lines)}
  local sets, set = {}, {}
  for word in output:gmatch "%S+" do
    if word == "--" then
      sets[#sets + 1], set = set, {}
    else
      set[word] = true
    end
  end
  return sets
end

function ASK.fish(lines)
  support.spew(directory .. "/lua-seccomp.fish",
    succeeds {"lua-seccomp", "--completion", "fish"})
  local output = succeeds {"fish", "--no-config", "-c", [[
    source lua-seccomp.fish
    for line in $argv
      complete -C $line
      echo -- --
    end
  ]], table.unpack(lines)}
  local sets, set = {}, {}
  for line in output:gmatch "[^\n]+" do
    if line == "--" then
      sets[#sets + 1], set = set, {}
    else
      -- a description follows; fish 4 tells of what has the letters somewhere,
      -- too, and shows it only where nothing begins with them
      local word = line:match "^[^\t]*"
      local typed = lines[#sets + 1]:match "%S*$"
      if word:sub(1, #typed) == typed then set[word] = true end
    end
  end
  return sets
end

local function set_of(words)
  local set = {}
  for word in words:gmatch "%S+" do set[word] = true end
  return set
end

-- All that is offered for a line, or with "…" at the end a part of it.
local OFFERS = {
  {"lua-seccomp r", "run record resolve repl"},
  {"lua-seccomp run --e", "--explain --exit-code"},
  {"lua-seccomp compile -f ", "bpf c asm pfc oci systemd"},
  {"lua-seccomp --color never compile -f a", "asm"},
  {"lua-seccomp resolve --arch arm", "arm arm64"},
  {"lua-seccomp simulate --on s39", "s390 s390x"},
  {"lua-seccomp resolve opena", "openat openat2"},
  {"lua-seccomp resolve read opena", "openat openat2"},
  {"lua-seccomp simulate mi", "mild.lua"},
  {"lua-seccomp simulate mild.lua openat", "openat openat2"},
  {"lua-seccomp simulate - openat", "openat openat2"},
  {"lua-seccomp simulate --on arm64 mild.lua openat", "openat openat2"},
  {"lua-seccomp run mi", "mild.lua"},
  {"lua-seccomp run mild.lua --ex", "--explain --exit-code"},
  -- a command begins
  {"lua-seccomp run mild.lua mkdi", "mkdir …"},
  {"lua-seccomp --color never run mild.lua mkdi", "mkdir …"},
  {"lua-seccomp run --explain mild.lua -- mkdi", "mkdir …"},
  {"lua-seccomp run -p mild.lua mkdi", "mkdir …"},
  {"lua-seccomp record -o x mkdi", "mkdir …"},
  {"lua-seccomp record --jo", "--join"},
  {"lua-seccomp capture -- mkdi", "mkdir …"},
  -- its options are its own
  {"lua-seccomp run mild.lua true --ex", ""},
  {"lua-seccomp run mild.lua -- lua-seccomp lint --ig", "--ignore"},
}

-- Behind an equals sign fish has the option again.
local EQUALS = {
  zsh = {{"lua-seccomp compile --format=a", "asm"},
    {"lua-seccomp --color=a", "auto always"},
    {"lua-seccomp run --color=never mild.lua mkdi", "mkdir …"}},
  fish = {{"lua-seccomp compile --format=a", "--format=asm"},
    {"lua-seccomp --color=a", "--color=auto --color=always"},
    {"lua-seccomp run --color=never mild.lua mkdi", "mkdir …"}},
}

for shell, ask in pairs(ASK) do
  describe("lua-seccomp --completion " .. shell, function()
    it("offers what fits", function()
      if not support.has_command(shell) then
        pending(shell .. " is not installed")
        return
      end
      local cases, lines = {table.unpack(OFFERS)}, {}
      for _, case in ipairs(EQUALS[shell]) do cases[#cases + 1] = case end
      for i, case in ipairs(cases) do lines[i] = case[1] end
      local sets = ask(lines)
      assert.equal(#lines, #sets)
      for i, case in ipairs(cases) do
        local expected, set = set_of(case[2]), sets[i]
        if expected["…"] then
          expected["…"] = nil
          for word in pairs(set) do
            set[word] = expected[word]
          end
        end
        assert.same({[case[1]] = expected}, {[case[1]] = set})
      end
    end)
  end)
end
