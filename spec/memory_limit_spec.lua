-- SPDX-License-Identifier: MIT
-- The command where memory ends: in a memory cgroup at its limit, where the
-- kernel kills what asks for more, and under a limit on the address space,
-- where it says no. What was being written is the old file or the new one, and
-- an error is one of memory.
local command = require "spec.command"
local support = require "spec.support"

local V1, V2 = "/sys/fs/cgroup/memory", "/sys/fs/cgroup"

-- A new memory cgroup: how to limit it, and to enter it; or nil, and why.
local function cgroup()
  local name = "/lua-seccomp-spec-" .. tostring({}):match "%x+$"
  local base, file
  if support.slurp(V1 .. "/memory.limit_in_bytes") then
    base, file = V1, "memory.limit_in_bytes"
  elseif (support.slurp(V2 .. "/cgroup.subtree_control") or ""):find "memory"
  then
    base, file = V2, "memory.max"
  end
  if not base or not os.execute("mkdir " .. base .. name .. " 2>/dev/null") then
    return nil, "no memory cgroup can be made here"
  end
  local path = base .. name
  return {
    limit = function(bytes) support.spew(path .. "/" .. file, bytes) end,
    enter = "echo $$ >" .. path .. "/cgroup.procs && ",
    remove = function() os.execute("rmdir " .. path) end,
  }
end

local function line(case)
  local words = {}
  for i, word in ipairs(command.words) do words[i] = support.quote(word) end
  for _, word in ipairs(case[3]) do words[#words + 1] = support.quote(word) end
  return table.concat(words, " ")
end

-- Whether the file is the new one, of which there is one with as many bytes, or
-- nearly; raises where it is neither that nor the old one.
local sizes = {}
local function whole(case, path, child)
  local now, what = support.slurp(path), support.describe(child)
  assert(now, what)
  if now == "old\n" then
    assert.is_true(child.code ~= 0, what)
    return false
  end
  local size = sizes[case[2] .. case[1]]
  assert.is_true(#now > 10 and (not size or math.abs(#now - size) < 100),
    case[1] .. ": " .. now)
  sizes[case[2] .. case[1]] = #now
  return true
end

describe("where memory ends", function()
  local directory

  before_each(function() directory = command.directory() end)
  after_each(function() support.remove(directory) end)

  -- of a machine with glibc and Lua 5.4: the least is not enough for anything,
  -- the most is for all
  it("in a cgroup, files are old or new", function()
    if support.unwatched "allocator" then
      pending(support.unwatched "allocator")
      return
    end
    local group, why = cgroup()
    if not group then return pending(why) end
    local killed, done = 0, 0
    for _, megabytes in ipairs {48, 1, 2, 3, 4, 6} do
      group.limit(tostring(megabytes << 20))
      for i, case in ipairs(command.writes) do
        if megabytes == 48 or i % 3 == megabytes % 3 then
          local path = directory .. "/" .. case[2]
          support.spew(path, "old\n")
          local child = support.script({"sh", "-c", group.enter .. "exec " ..
            line(case)}, {cwd = directory})
          local ok = whole(case, path, child)
          assert(ok or megabytes < 48, support.describe(child))
          assert(ok or child.code == 137 or
            child.stderr:find "[Mm]emory", support.describe(child))
          killed, done = killed + (ok and 0 or 1), done + (ok and 1 or 0)
        end
      end
    end
    group.remove()
    assert.is_true(killed > 3 and done > 3, killed .. " " .. done)
  end)

  it("of the address space, errors are of memory", function()
    if support.unwatched "allocator" then
      pending(support.unwatched "allocator")
      return
    end
    local failed, done = 0, 0
    for kilobytes = 7000, 11500, 300 do
      for i, case in ipairs(command.writes) do
        if i % 4 == kilobytes // 300 % 4 then
          local path = directory .. "/" .. case[2]
          support.spew(path, "old\n")
          local child = support.script({"sh", "-c", ("ulimit -v %d; exec %s")
            :format(kilobytes, line(case))}, {cwd = directory})
          local ok = whole(case, path, child)
          local what = ("%d kB, %s: %s"):format(kilobytes, case[1],
            support.describe(child))
          assert(not child.signal, what)
          assert(ok or child.stderr:find "[Mm]emory" or
            child.stderr:find "cannot allocate" or
            child.stderr:find "failed to map segment", what)
          failed, done = failed + (ok and 0 or 1), done + (ok and 1 or 0)
        end
      end
    end
    assert.is_true(failed > 3 and done > 3, failed .. " " .. done)
  end)
end)
