-- SPDX-License-Identifier: MIT
-- Where the disk is full, an old file stays as it was, nothing half written is
-- left beside it, and the error says which file and why: on a file system that
-- is full, one without inodes, and where quota or the disk is met at any of the
-- calls that write.
local command = require "spec.command"
local here = require "spec.here"
local support = require "spec.support"

local function words(case)
  local list = {}
  for i, word in ipairs(command.words) do list[i] = support.quote(word) end
  for _, word in ipairs(case[3]) do
    list[#list + 1] = support.quote(word == case[2] and "disk/" .. word or
      word == "caught" and "disk/caught" or word)
  end
  return table.concat(list, " ")
end

-- Makes what a case writes, and its directory in `disk`.
local function old(directory, case)
  assert(os.execute("mkdir -p " .. directory .. "/disk/caught"))
  local path = directory .. "/disk/" .. case[2]
  support.spew(path, "old\n")
  return path
end

local function names(directory)
  local pipe = io.popen("cd " .. directory .. "/disk && find . -type f | sort")
  local all = pipe:read "a"
  pipe:close()
  return all
end

-- The command failed, said why, and left the file and nothing else.
local function refused(child, case, path, directory, why, before)
  local what = support.describe(child)
  assert.is_true(child.code ~= 0 and not child.signal, what)
  assert.truthy(child.stderr:find(why, 1, true), what)
  assert.truthy(child.stderr:find(case[2], 1, true), what)
  assert.equal("old\n", support.slurp(path), what)
  assert.equal(before, names(directory), what)
end

describe("where the disk is full", function()
  local directory

  before_each(function() directory = command.directory() end)
  after_each(function() support.remove(directory) end)

  local function mounts()
    return support.command("unshare -m mount -t tmpfs -o size=4k tmpfs " ..
      directory).code == 0
  end

  for _, case in ipairs(command.writes) do
    for _, full in ipairs {
      {"of bytes", "size=4k,nr_inodes=20", "head -c 4096 /dev/zero >disk/full"},
      {"of names", "size=64k,nr_inodes=4", "echo >disk/full"},
    } do
      local kind, options, fill = table.unpack(full)
      it(kind .. ", " .. case[1] .. " stays the old one", function()
        if not mounts() then
          pending "a file system can be mounted by root alone"
          return
        end
        -- what is on it is looked at from inside: it goes with the namespace
        local child = support.script {"unshare", "-m", "sh", "-c", ([[
          cd %s && mkdir disk && mount -t tmpfs -o %s tmpfs disk || exit 99
          mkdir disk/caught
          echo old >disk/%s
          (%s) 2>/dev/null
          find disk -type f | sort >before
          %s; code=$?
          find disk -type f | sort >after
          cmp before after >&2 || exit 98
          [ "$(cat disk/%s)" = old ] || exit 97
          exit $code]]):format(support.quote(directory), options, case[2],
            fill, words(case), case[2])}
        local what = support.describe(child)
        assert.is_true(child.code > 0 and child.code < 97, what)
        assert.truthy(child.stderr:find("No space left on device", 1, true),
          what)
        assert.truthy(child.stderr:find(case[2], 1, true), what)
      end)
    end
  end

  -- each call that writes, by a filter of ours
  for _, call in ipairs {"write", "fsync", "close",
    here.call("rename", "renameat")}
  do
    for errno, why in pairs {ENOSPC = "No space left on device",
      EDQUOT = "Disk quota exceeded", EIO = "Input/output error"}
    do
      it(call .. " fails with " .. errno, function()
        local case = command.writes[1]
        local path = old(directory, case)
        local before = names(directory)
        local list = {}
        for i, word in ipairs(case[3]) do
          list[i] = ("%q"):format(word == case[2] and "disk/" .. word or word)
        end
        -- nothing but the file itself is written from here on
        local child = support.run(([[
          local cli, seccomp = require "seccomp.cli", require "seccomp"
          local policy = require "seccomp.policy"
          policy.new {default = "allow", rules = {{"%s",
            action = "errno(%s)", when = {{0, ">", 2}}}}}:load()
          os.exit(cli.main {%s}, %s)
        ]]):format(call, errno, table.concat(list, ", "),
          -- what a state closes at its end is no business of this
          call == "close" and "false" or "true"),
          {cwd = directory, env = support.goes_on})
        refused(child, case, path, directory, why, before)
      end)
    end
  end

  it("what is printed is not lost in silence", function()
    for _, arguments in ipairs {{"compile", "mild.lua", "-f", "c"},
      {"show", "list.lua"}, {"info"}, {"lint", "list.lua", "--json"}}
    do
      local line = {}
      for i, word in ipairs(command.words) do line[i] = support.quote(word) end
      table.move(arguments, 1, #arguments, #line + 1, line)
      local child = support.script({"sh", "-c", table.concat(line, " ") ..
        " >/dev/full"}, {cwd = directory})
      assert.is_true(child.code ~= 0, arguments[1])
      assert.truthy(child.stderr:find("No space left", 1, true), child.stderr)
    end
  end)
end)
