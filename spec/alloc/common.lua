--- What the scenarios of spec/c/alloc.c share.
local seccomp = require "seccomp"

local M = {}

local descriptors, childless = descriptors, childless -- luacheck: ignore 113

--- Raises for an error that is none of memory: libseccomp says EFAULT or
-- ECANCELED for some, where `code` is EFAULT.
function M.out_of_memory(err, code)
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
  if type(err) ~= "table" or err.code == "ENOMEM" then error(err, 0) end
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
