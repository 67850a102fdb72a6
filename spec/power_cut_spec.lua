-- SPDX-License-Identifier: MIT
-- Whatever is written as a file is the old or the new one after the power
-- failed, or the process was killed, at any moment. A supervisor of ours sees
-- each call on files that the command makes in a directory: it kills the
-- command before the n-th of them, for each n; and a model of a disk tells what
-- may be there after a cut: of a file what was synced, and any part of the rest
-- or none of it; of names any that were given by then, in any order.
-- `POWER_CUT_ALL=1` kills each kind of file at each point.
local command = require "spec.command"
local explaining = require "spec.explaining"
local seccomp = require "seccomp"
local support = require "spec.support"

local WATCHED = {"openat", "write", "pwrite64", "writev", "ftruncate", "fsync",
  "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "link",
  "linkat", "fchown", "fchmod"}

local O_ACCMODE, O_TRUNC = 3, 512

local filter = seccomp.filter "allow"
for _, name in ipairs(WATCHED) do
  if seccomp.syscall_number(name) >= 0 then filter:add_rule(name, "notify") end
end
local program = filter:program()

local function readlink(path)
  local pipe = io.popen("readlink " .. support.quote(path))
  local link = pipe:read "l"
  pipe:close()
  return link
end

-- What a call does to a file of the directory: "open", path, whether it
-- empties it; "write", path, the bytes; "sync", path; "rename", from, to;
-- "gone", path; nil for anything else.
local function deed(req, directory)
  local name = req.syscall
  local function ours(path)
    return path and path:sub(1, #directory + 1) == directory .. "/" and path
  end
  local function file()
    return readlink(("/proc/%d/fd/%d"):format(req.pid, req.arg0))
  end
  if name == "openat" then
    if req.arg2 & O_ACCMODE == 0 then return end
    local path = ours(req:path "pathname")
    return path and "open", path, req.arg2 & O_TRUNC ~= 0
  elseif name:find "sync" then
    local path = file()
    return ours(path .. "/") and "sync", path
  elseif name:find "write" or name == "ftruncate" or name:find "^fch" then
    local path = ours(file())
    if not path then return end
    if name ~= "write" then return name, path end
    return "write", path, req:read(req.arg1, req.arg2)
  elseif name:find "rename" then
    local first = name == "rename" and 0 or 1
    local from, to = req:path(first), req:path(name == "rename" and 1 or 3)
    return ours(to) and "rename", from, to
  elseif name:find "unlink" then
    local path = ours(req:path(name == "unlink" and 0 or 1))
    return path and "unlink", path
  end
end

-- Runs the command under the supervisor, and kills it before its n-th deed; the
-- deeds, and how it ended.
local function watched(words, directory, n)
  local argv = support.interpreter()
  for i = 2, #command.words do argv[#argv + 1] = command.words[i] end
  table.move(words, 1, #words, #argv + 1, argv)
  local process <close> = seccomp.spawn(argv, {filter = program,
    cwd = directory,
    listener = true, stdin = "null", stdout = "null", stderr = "null"})
  local deeds = {}
  for req in function() return (process.listener:receive(20)) end do
    local what, path, more = deed(req, directory)
    if what then
      deeds[#deeds + 1] = {what, path, more}
      if #deeds == n then
        process:kill "KILL"
        break
      end
    end
    req:continue()
  end
  return deeds, process:wait(20)
end

-- Raises where a power cut behind some of the deeds may leave the file neither
-- old nor new, or at the end not new.
local function survives(deeds, path)
  local dirty, named, synced = {}, nil, nil
  for i, d in ipairs(deeds) do
    local what, file = d[1], d[2]
    local where = ("deed %d, %s %s"):format(i, what, file)
    if what == "open" then
      assert(file ~= path or not d[3], where .. ": it is emptied")
    elseif what == "write" or what == "ftruncate" then
      assert(file ~= path, where .. ": it is written in place")
      dirty[file] = true
    elseif what == "sync" then
      dirty[file] = nil
      synced = file == path:match "(.*)/" and named or synced
    elseif what == "rename" and d[3] == path then
      assert(not dirty[file], where .. ": not yet on the disk")
      named, synced = true, false
    else
      assert(what:find "^fch" or file:find "%.new$",
        where .. ": no deed that is known")
    end
  end
  assert(named and synced, "the new name may be lost")
end

local function exists(path)
  local file = io.open(path)
  return file ~= nil and file:close()
end

describe("after a power cut", function()
  local directory

  before_each(function() directory = command.directory() end)
  after_each(function() support.remove(directory) end)

  for i, case in ipairs(command.writes) do
    local name, out, words = table.unpack(case)
    it(name .. " is the old one or the new one", function()
      if name == "a refusal" and explaining.WAYS[1] ~= "ptrace" then
        return pending "explained by a listener here: the spec has the only one"
      end
      local path = directory .. "/" .. out
      for _, before in ipairs {false, "old\n"} do
        if before then support.spew(path, before) else os.remove(path) end
        local deeds, ended = watched(words, directory)
        assert(ended.exited, name)
        survives(deeds, path)
        local new = support.slurp(path)
        assert(#new > 10 and new ~= before)
        -- they all go one way, so killing two kinds at each point will do
        for n = 1, (i <= 2 or os.getenv "POWER_CUT_ALL") and #deeds or 0 do
          if before then support.spew(path, before) else os.remove(path) end
          watched(words, directory, n)
          local now = support.slurp(path)
          -- recordings count the calls of their run
          local whole = now == (before or nil) or now == new or
            now ~= nil and #now > 10 and now:sub(-2) == new:sub(-2)
          assert(whole, ("%s, killed before deed %d (%s): %s"):format(name, n,
            deeds[n][1], tostring(now)))
          assert(exists(path) or not before)
        end
      end
    end)
  end
end)
