--- What the scenarios of spec/c/alloc.c share.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local M = {}

local descriptors, childless = descriptors, childless -- luacheck: ignore 113
-- what spec/c/faults.c adds
local fault, told, reap = fault, told, reap -- luacheck: ignore 113

-- Where these fail a child that has ended stays.
local UNREAPED = {wait4 = true, waitid = true}

-- What some errnos mean where they come, and so the error says: a path that
-- does not lead there; a process of which there is nothing in /proc has ended;
-- memory that is not mapped; a kernel that cannot do it; what is no listener; a
-- program of which libseccomp did not write all.
local NO_PATH = {ENOENT = true, ESRCH = true, EXDEV = true, EBADF = true}
local MEANS = {ENOENT = NO_PATH, ENOTDIR = NO_PATH, EACCES = NO_PATH,
  ELOOP = NO_PATH, ENAMETOOLONG = NO_PATH,
  EIO = {EOPNOTSUPP = true, EFAULT = true}, EINVAL = {EOPNOTSUPP = true},
  ENOTTY = {EINVAL = true}, SHORT = {EIO = true}}

-- Whether an error has another code for the errno that calls fail with.
local function means(err)
  local _, name = fault()
  local code = type(err) == "table" and err.code or tostring(err):match "E%u+$"
  return MEANS[name] and MEANS[name][code]
end

-- What an error may be where calls fail with an errno.
local function of_call(err)
  local call, name, number, words = fault()
  if not call then error(err, 0) end
  told(err)
  local text = tostring(err)
  if type(err) == "table" and (err.code == name or err.errno == number) or
    text:find(words, 1, true) or text:find(name, 1, true) then
    return
  end
  if means(err) then return end
  error("another error: " .. text, 0)
end

--- Raises for an error that is none of memory: libseccomp says EFAULT or
-- ECANCELED for some, where `code` is EFAULT. Where calls fail it raises for an
-- error that does not name the errno.
function M.out_of_memory(err, code)
  if fault then return of_call(err) end
  local text = type(err) == "table" and err.code or tostring(err)
  assert(text == "ENOMEM" or text:find("not enough memory", 1, true) or
    text:find("Cannot allocate memory", 1, true) or
    code == "EFAULT" and (text == "EFAULT" or text == "ECANCELED"),
    tostring(err))
end

--- What an error says; those of memory go on.
function M.refusal(fn, ...)
  local ok, err = pcall(fn, ...)
  if ok then return "none" end
  if type(err) ~= "table" or err.code == "ENOMEM" or
    fault and (err.code == select(2, fault()) or means(err)) then
    error(err, 0)
  end
  local w = err.witness
  return err.code .. (w and w.syscall .. tostring(w.actual) or "")
end

--- A call on new subjects that gives the right answer (a string) or raises.
function M.answers(name, make, call, fails)
  return {
    name = name,
    fails = fails,
    setup = function()
      local wanted = call(table.unpack(make()))
      assert(type(wanted) == "string" and wanted ~= "")
      return {subject = make(), wanted = wanted}
    end,
    run = function(s) return call(table.unpack(s.subject)) end,
    check = function(s, ok, result)
      if not ok then return M.out_of_memory(result) end
      assert(result == s.wanted, "another answer: " .. tostring(result))
    end,
  }
end

--- Lets go of all that was dropped, children too.
function M.settle()
  collectgarbage()
  collectgarbage()
  if fault and UNREAPED[fault() or ""] then reap() end
  -- reaped by the next that is started once it is dead
  for _ = 1, 100 do
    if childless() then return end
    seccomp.spawn {"true"}:wait()
  end
  error "children left"
end

--- Something that lives in a process of its own: `ready` makes it, `run` uses
-- it, `after` (optional) looks at it. What is left when it failed is nothing.
function M.lives(name, ready, run, after, fails)
  local before
  return {
    name = name,
    fails = fails,
    setup = function() return {} end,
    ready = function()
      before = descriptors()
      return ready and ready() or {}
    end,
    run = run,
    check = function(s, ok, result)
      if not ok then M.out_of_memory(result) end
      if after then after(s, ok, result) end
      for key, value in pairs(s) do
        local meta = debug.getmetatable(value)
        if type(meta) == "table" and meta.__close then
          meta.__close(value, nil)
        end
        s[key] = nil
      end
      M.settle()
      assert(before == descriptors(), "descriptors left")
    end,
  }
end

return M
