-- SPDX-License-Identifier: MIT
-- What a misspelt name may have meant, against a count of edits of its own.
local seccomp = require "seccomp"

local random = math.random

local ACTIONS = {"allow", "log", "notify", "trap", "trace", "errno",
  "kill_thread", "kill_process", "kill"}
local ATTRIBUTES = {"bad_arch_action", "no_new_privs", "tsync", "log", "ssb",
  "optimize", "raw_rc", "tskip", "wait_kill", "default_action"}

-- Edits from a to b: letters put in, taken out, exchanged, and neighbours
-- swapped, of which none is edited again; from the definition.
local function edits(a, b)
  local known = {}
  local function rest(i, j)
    if i > #a then return #b - j + 1 end
    if j > #b then return #a - i + 1 end
    local key = i * 100 + j
    if known[key] then return known[key] end
    local x, y = a:sub(i, i), b:sub(j, j)
    local least = math.min(rest(i + 1, j) + 1, rest(i, j + 1) + 1,
      rest(i + 1, j + 1) + (x == y and 0 or 1))
    if i < #a and j < #b and x == b:sub(j + 1, j + 1) and
      y == a:sub(i + 1, i + 1)
    then
      least = math.min(least, rest(i + 2, j + 2) + 1)
    end
    known[key] = least
    return least
  end
  return rest(1, 1)
end

-- A third of the letters may be wrong.
local function may_be_wrong(name)
  return #name <= 2 and 1 or #name < 9 and 2 or 3
end

local function asked(fn, ...)
  local ok, err = pcall(fn, ...)
  return not ok and err.message or nil
end

local function spoilt(name)
  local out = name
  for _ = 1, random(4) do
    local at, letter = random(#out + 1), string.char(random(97, 122))
    local how = random(4)
    if how == 1 then
      out = out:sub(1, at - 1) .. letter .. out:sub(at)
    elseif how == 2 then
      out = out:sub(1, at - 1) .. out:sub(at + 1)
    elseif how == 3 then
      out = out:sub(1, at - 1) .. letter .. out:sub(at + 1)
    else
      out = out:sub(1, at - 1) .. out:sub(at + 1, at + 1) ..
        out:sub(at, at) .. out:sub(at + 2)
    end
  end
  return out
end

-- Asserts what a message has of the names that there are.
local function hinted(message, name, known)
  if not message:find "^unknown " then return end -- it is one of them
  local least, nearest = may_be_wrong(name) + 1, {}
  for _, candidate in ipairs(known) do
    local n = edits(name:lower(), candidate)
    if n < least then least, nearest = n, {} end
    if n == least then nearest[candidate] = true end
  end
  local hint = message:match 'did you mean "(.-)"%?$'
  if next(nearest) and least <= may_be_wrong(name) then
    assert(nearest[hint], message)
  else
    assert(not hint and message:find(": known are ", 1, true), message)
    for _, candidate in ipairs(known) do
      assert.truthy(message:find(" " .. candidate, 1, true))
    end
  end
end

describe("a name that there is not", function()
  local filter = seccomp.filter "allow"

  it("is told with the nearest there is", function()
    for _ = 1, 120 do
      local name = spoilt(ACTIONS[random(#ACTIONS)])
      local message = name ~= "" and asked(seccomp.action, name)
      if message then hinted(message, name, ACTIONS) end
      name = spoilt(ATTRIBUTES[random(#ATTRIBUTES)])
      message = name ~= "" and asked(filter.get, filter, name)
      if message then hinted(message, name, ATTRIBUTES) end
    end
  end)

  it("has so many wrong letters at most", function()
    for name, meant in pairs {
      lg = "log", lo = "log", l = false, gl = false, xg = false,
      tskp = "tskip", tskxx = "tskip", skp = "ssb", sk = false,
      txyzp = false, ["wait_kil"] = "wait_kill", wait_ki = "wait_kill",
      wait_k = false, wait_xyz = false, wait_xyll = "wait_kill",
      wait_xyzl = "wait_kill", wxyt_kzll = "wait_kill", TSKP = "tskip",
      wxyz_kzll = false, no_new_prvi = "no_new_privs", ["bad_arch_act"] =
        "bad_arch_action", bad_arch_ac = false, stkip = "tskip",
      tpiks = false, [("x"):rep(60)] = false,
    } do
      local message = asked(filter.get, filter, name)
      local hint = message:match 'did you mean "(.-)"%?$'
      assert.equal(meant or nil, hint, message)
      hinted(message, name, ATTRIBUTES)
    end
  end)
end)
