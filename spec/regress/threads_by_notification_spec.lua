-- SPDX-License-Identifier: MIT
-- By notification, a process was said to have executed a program where a thread
-- with a name of its own called while another one's execve was under way; and
-- was taken for the one before where its first thread had called exit(2), be it
-- another process with that number or what another thread executed.
--
-- A notification tells the thread alone. What /proc says of it at each of them
-- is written here, so that it changes between two calls where that matters.
local recorder = require "seccomp.record.recorder"

-- What /proc has in a file of a process.
local function file_of(one, pid, name)
  if name == "comm" then return one.comm .. "\n" end
  if name == "status" then
    return ("Name:\t%s\nTgid:\t%d\nPid:\t%d\nPPid:\t%d\n"):format(one.comm,
      one.process or pid, pid, one.parent or 1)
  end
  assert(name == "stat", name)
  local fields = {"S"}
  for i = 4, 52 do fields[i - 2] = "0" end
  fields[22 - 2], fields[28 - 2] = one.start or 1, one.stack or 4096
  return ("%d (%s) %s\n"):format(pid, one.comm, table.concat(fields, " "))
end

-- The processes of a recording: `steps` has calls, as {pid, name}, and between
-- them what /proc has of processes from then on.
local function recorded(steps)
  local proc, at = {}, 0
  local listener = {}
  function listener.receive()
    at = at + 1
    while steps[at] and not steps[at][1] do
      for pid, one in pairs(steps[at]) do proc[pid] = one end
      at = at + 1
    end
    local step = steps[at]
    if not step then return nil, "closed" end
    return {pid = step[1], syscall = step[2], number = 1, arch = "amd64",
      arg0 = 0, arg1 = 0, arg2 = 0, arg3 = 0, arg4 = 0, arg5 = 0,
      continue = function() return true end}
  end
  local open = io.open
  io.open = function(path, ...) -- luacheck: ignore 122
    local pid, name = path:match "^/proc/(%d+)/(%a+)$"
    if not pid then return open(path, ...) end
    local one = proc[tonumber(pid)]
    if not one then return nil end
    return {read = function() return file_of(one, tonumber(pid), name) end,
      close = function() end}
  end
  local ok, parts = pcall(recorder.listener, listener, {})
  io.open = open -- luacheck: ignore 122
  assert(ok, parts)
  local list = {}
  for i, one in ipairs(parts.processes) do
    local count = 0
    for _, call in ipairs(parts.calls) do
      for _, share in ipairs(call.processes) do
        if share.process == i then count = count + share.count end
      end
    end
    list[i] = ("%s %d%s%s: %d"):format(one.program, one.pid, one.parent and
      " of " .. one.parent or "", one.executed and " executed" or "", count)
  end
  return list
end

describe("a call by notification is of", function()
  it("a process of which nothing is known, where it is gone", function()
    assert.same({"nil 7: 2", "nil 8: 1"},
      recorded {{7, "read"}, {7, "read"}, {8, "read"}})
    assert.same({"a 7: 2"}, recorded {{[7] = {comm = "a"}}, {7, "read"},
      {[7] = false}, {7, "read"}})
  end)

  it("the process of its thread, or one that this started", function()
    assert.same({"a 7: 2", "b 9 of 1: 2"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", process = 7},
        [9] = {comm = "b", parent = 7}},
      {7, "read"}, {8, "read"}, {9, "read"}, {9, "read"}})
  end)

  it("what was executed, whichever thread did", function()
    assert.same({"a 7: 2", "a 7 of 1 executed: 2"}, recorded {
      {[7] = {comm = "a"}}, {7, "read"}, {7, "execve"},
      {[7] = {comm = "a", stack = 8192}}, {7, "read"}, {7, "read"}})
    -- another thread calls on the way
    assert.same({"a 7: 4", "b 7 of 1 executed: 1"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", process = 7}},
      {7, "read"}, {8, "read"}, {8, "execve"}, {7, "read"},
      {[7] = {comm = "b", stack = 8192}}, {7, "read"}})
  end)

  it("what was executed where the first thread had ended", function()
    assert.same({"a 7: 3", "b 7 of 1 executed: 1"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", process = 7}},
      {7, "read"}, {7, "exit"}, {8, "execve"},
      {[7] = {comm = "b", stack = 8192}}, {7, "read"}})
  end)

  it("the same, where nothing was executed", function()
    -- it failed, and the program gave itself another name later
    assert.same({"a 7: 3"}, recorded {{[7] = {comm = "a"}}, {7, "execve"},
      {7, "read"}, {[7] = {comm = "b"}}, {7, "read"}})
    -- threads have names of their own, and the first another than it had
    assert.same({"a 7: 6"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "c", process = 7},
        [9] = {comm = "d", process = 7}},
      {7, "read"}, {8, "read"}, {[7] = {comm = "b"}}, {8, "execve"},
      {9, "read"}, {7, "read"}, {8, "read"}})
  end)

  it("another, where one with the number had ended", function()
    assert.same({"a 7: 1", "a 8 of 1: 1", "b 8: 1"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", parent = 7}},
      {7, "read"}, {8, "exit_group"}, {[8] = {comm = "b"}}, {8, "read"}})
    -- where there was one thread, exit is the end, too
    assert.same({"a 7: 1", "a 8 of 1: 1", "b 8: 1"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", parent = 7}},
      {7, "read"}, {8, "exit"}, {[8] = {comm = "b", start = 2}},
      {8, "read"}})
    -- the number of a thread
    assert.same({"a 7: 2", "b 8 of 1: 1"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", process = 7}},
      {7, "read"}, {8, "exit"}, {[8] = {comm = "b", parent = 7}},
      {8, "read"}})
    assert.same({"a 7: 3", "b 8: 1"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", process = 7}},
      {7, "read"}, {8, "read"}, {7, "exit_group"},
      {[8] = {comm = "b", start = 2}}, {8, "read"}})
    -- others of its process may be on their way out
    assert.same({"a 7: 3"}, recorded {
      {[7] = {comm = "a"}, [8] = {comm = "a", process = 7}},
      {7, "read"}, {8, "exit_group"}, {7, "read"}})
  end)
end)
