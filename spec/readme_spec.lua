-- SPDX-License-Identifier: MIT
-- Every block of README.md and docs/*.md runs, and prints what the `text` block
-- right behind it says, if there is one: there "…" stands for anything within a
-- line, and on a line of its own for any lines. The blocks of a page run in one
-- directory, so that a shell block can use what an earlier one made.
local command = require "spec.command"
local here = require "spec.here"
local support = require "spec.support"

local function blocks(path)
  local list, fence, current = {}, nil, nil
  local number, last = 0, nil
  for line in io.lines(path) do
    number = number + 1
    local indent, info = line:match "^( *)```(.*)$"
    if info and not fence then
      fence = info
      current = {language = info, line = number, lines = {}, indent = indent}
    elseif info then
      current.text = table.concat(current.lines, "\n") .. "\n"
      if fence == "text" and last then
        last.output = current.text
        last = nil
      elseif fence ~= "text" then
        last = current
        list[#list + 1] = current
      end
      fence = nil
    elseif fence then
      table.insert(current.lines, line:sub(#current.indent + 1))
    elseif line ~= "" then
      last = nil
    end
  end
  assert(not fence, path .. ": a block is not closed")
  return list
end

-- How to run a block of a language in a directory; false and why: not here.
local run = {}

function run.lua(block, directory)
  -- as a file whose messages name the line of the document
  return support.run(("\n"):rep(block.line) .. block.text, {cwd = directory})
end

function run.sh(block, directory)
  -- what installs is for packaging_spec.lua
  if block.text:find("apt-get", 1, true) then return false end
  return support.command({"sh", "-euc", block.text}, {cwd = directory,
    env = {PATH = directory .. "/bin:" .. os.getenv "PATH", TERM = "dumb"}})
end

function run.c(block, directory)
  support.spew(directory .. "/block.c", block.text)
  return support.command("cc -Wall -Wextra -Werror -o block block.c " ..
    "-lseccomp && ./block", {cwd = directory})
end

function run.python(block, directory)
  local python = "/usr/bin/python3"
  if support.command({python, "-c", "import seccomp"}).code ~= 0 then
    return false, "libseccomp's Python binding is not installed"
  end
  return support.command({python, "-c", block.text}, {cwd = directory})
end

-- A page's directory, with lua-seccomp in a directory for PATH.
local function page_directory()
  local directory = support.directory()
  assert(os.execute("mkdir " .. directory .. "/bin"))
  local words = {}
  for i, word in ipairs(command.words) do words[i] = support.quote(word) end
  support.spew(directory .. "/bin/lua-seccomp",
    ("#!/bin/sh\nLUA_PATH=%s LUA_CPATH=%s exec %s \"$@\"\n"):format(
      support.quote(support.lua_path), support.quote(support.lua_cpath),
      table.concat(words, " ")))
  assert(os.execute("chmod +x " .. directory .. "/bin/lua-seccomp"))
  return directory
end

-- Whether the lines, from one each on, are as expected.
local function lines_match(expected, i, found, k)
  while expected[i] do
    if expected[i] == "…" then
      for at = k, #found + 1 do
        if lines_match(expected, i + 1, found, at) then return true end
      end
      return false
    end
    local pattern = "^" .. expected[i]:gsub("%p", function(c)
      return c:byte() < 128 and "%" .. c or c
    end):gsub("…", ".*") .. "$"
    if not found[k] or not found[k]:find(pattern) then return false end
    i, k = i + 1, k + 1
  end
  return found[k] == nil
end

-- What blocks show that is not so on each machine: a word of theirs, where it
-- differs, and how.
local ELSEWHERE = {
  {"amd64", here.arch ~= "amd64", "it shows what amd64 has"},
  {"SCMP_ARCH_X86_64", not here.little, "no runtime has that arch here"},
  {"socket", here.multiplexed, "sockets are made by socketcall as well here"},
  {"%f[%w]O_", here.bits == 32, "files are opened with O_LARGEFILE here"},
  {"1 << 32", here.bits == 32, "registers have 32 bits here"},
  {"dialect runc", here.bits == 32, "runc's stub has number -1 too here"},
}

-- Why a block fails on this machine, or nil.
local function elsewhere(block)
  for _, case in ipairs(ELSEWHERE) do
    if case[2] and (block.text .. (block.output or "")):find(case[1]) then
      return case[3]
    end
  end
  return nil
end

local function lines_of(text)
  local list = {}
  for line in text:gmatch "([^\n]*)\n" do list[#list + 1] = line end
  return list
end

for path in support.lines "ls README.md docs/*.md" do
  describe(path, function()
    local directory
    setup(function() directory = page_directory() end)
    teardown(function() support.remove(directory) end)

    for _, block in ipairs(blocks(path)) do
      it("line " .. block.line, function()
        assert(run[block.language], "nothing is known of language \"" ..
          block.language .. "\"")
        local child, why = run[block.language](block, directory)
        if not child then
          if why then pending(why) end
          return
        end
        if child.signal == "SIGSYS" and support.unwatched "calls" then
          pending(support.unwatched "calls")
          return
        end
        local same = child.code == 0 and (not block.output or
          lines_match(lines_of(block.output), 1, lines_of(child.stdout), 1))
        if not same and elsewhere(block) then
          pending(elsewhere(block))
          return
        end
        if child.code ~= 0 then error(support.describe(child)) end
        if not same then assert.equal(block.output, child.stdout) end
      end)
    end
  end)
end

describe("pages", function()
  it("link only to files that are there", function()
    for path in support.lines "ls *.md docs/*.md" do
      local directory = path:match "^(.*/)" or ""
      for target in support.slurp(path):gmatch "%]%(([^)#]+)%)" do
        if not target:match "^https?:" then
          assert(io.open(directory .. target), path .. ": " .. target)
        end
      end
    end
  end)

  it("name every method of a filter in the tour", function()
    local text = support.slurp "docs/tour.md"
    local filter = require("seccomp").filter "allow"
    for name in pairs(debug.getmetatable(filter).__index) do
      assert.truthy(text:find("`" .. name .. "[`,(]") or
        text:find(":" .. name, 1, true), name .. " is not in docs/tour.md")
    end
  end)
end)
