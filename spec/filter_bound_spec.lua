-- SPDX-License-Identifier: MIT
-- How many instructions libseccomp may make of a filter, as is told where they
-- are too many. Before 2.6.1 libseccomp counts them in 16 bits and writes out
-- of bounds beyond 65535: a bound too low ends in its heap, one too high
-- refuses filters that it can make.
local seccomp = require "seccomp"
local support = require "spec.support"

-- What there is besides conditions: of a filter, of each of its arches, and of
-- each call on an arch, twice where socketcall and ipc may stand for it.
local FILTER, ARCH, CALL = 3, 128, 8
-- A comparison of 32 bits: a load, a jump, and a jump for each way that is too
-- long for it; a mask takes two more.
local EQUAL, MASKED = 4, 6

local CALLS = {"read", "write", "close", "ioctl", "fcntl", "lseek", "dup",
  "mprotect", "munmap", "brk", "pread64", "pwrite64", "readv", "writev",
  "dup2", "pause"}
local SUBCALLS = {"socket", "bind", "connect", "listen", "getsockname",
  "getpeername", "socketpair", "sendto"}

local function count(from, n)
  local list = {}
  for i = 1, n do list[i] = from + i end
  return list
end

-- The same condition on arguments first..last.
local function on(first, last, ...)
  local list = {}
  for arg = first, last do list[#list + 1] = {arg, ...} end
  return table.unpack(list)
end

-- name = {arches, how to fill a filter with n, what each of n takes, what there
-- is besides}. Rules for one call have in common what they begin with, from the
-- lowest argument on.
local SHAPES = {
  ["calls without conditions"] = {{"amd64"}, function(f, n)
    f:add_rule(count(2000, n), "kill")
  end, CALL, FILTER + ARCH},
  ["calls with equalities of 64 bits"] = {{"amd64"}, function(f, n)
    f:add_rule(count(2000, n), "kill", on(0, 5, "==", 1))
  end, CALL + 6 * 2 * EQUAL, FILTER + ARCH},
  ["calls with masks"] = {{"amd64"}, function(f, n)
    f:add_rule(count(2000, n), "kill", on(0, 5, "masked_eq", 7, 1))
  end, CALL + 6 * 2 * MASKED, FILTER + ARCH},
  -- != goes on where either half differs, each with a copy of what follows
  ["calls whose masks are empty"] = {{"amd64"}, function(f, n)
    f:add_rule(count(2000, n), "kill", {0, "masked_eq", 0, 0},
      on(1, 5, "!=", 1))
  end, CALL + 2 * EQUAL * (1 + 2 + 4 + 8 + 16), FILTER + ARCH},
  -- so does > where the high half is above, or is equal and the low half above
  ["calls with orders of 64 bits"] = {{"amd64"}, function(f, n)
    f:add_rule(count(2000, n), "kill", on(0, 5, ">", 1))
  end, CALL + 3 * EQUAL * (1 + 2 + 4 + 8 + 16 + 32), FILTER + ARCH},
  ["one condition beside many calls"] = {{"amd64"}, function(f, n)
    f:add_rule("ioctl", "kill", {0, ">", 1}, {1, "==", 1})
    f:add_rule(count(2000, n), "kill", on(0, 5, "==", 1))
  end, CALL + 6 * 2 * EQUAL, FILTER + ARCH + CALL + 3 * EQUAL + 2 * 2 * EQUAL},
  -- the high half of arg0 is one comparison for all of a call
  ["values of one argument"] = {{"amd64"}, function(f, n)
    f:add_rule(CALLS, "kill", {0, "==", count(0, n)}, on(1, 5, "==", 1))
  end, 16 * 11 * EQUAL, FILTER + ARCH + 16 * (CALL + EQUAL)},
  ["values on two arches"] = {{"amd64", "arm"}, function(f, n)
    f:add_rule(CALLS, "kill", {0, "==", count(0, n)}, on(1, 5, "==", 1))
  end, 16 * (11 + 6) * EQUAL, FILTER + 2 * ARCH + 16 * (2 * CALL + EQUAL)},
  ["values before there was another arch"] = {{"amd64"}, function(f, n)
    f:add_rule(CALLS, "kill", {0, "==", count(0, n)}, on(1, 5, "==", 1))
    f:add_arch "arm"
  end, 16 * 11 * EQUAL, FILTER + 2 * ARCH + 16 * (2 * CALL + EQUAL)},
  -- each by itself, and by socketcall, which has the call's number in arg0
  ["calls of socketcall"] = {{"x86"}, function(f, n)
    f:add_rule(SUBCALLS, "kill", {1, "==", count(0, n)}, on(2, 5, "==", 1))
  end, 8 * 2 * 5 * EQUAL, FILTER + ARCH + 8 * (2 * CALL + EQUAL)},
  ["rules that begin alike"] = {{"amd64"}, function(f, n)
    local two = {1, 2}
    f:add_rule(count(2000, n), "kill", {0, "==", two}, {1, "==", two},
      {2, "==", two}, on(3, 5, "masked_eq", 7, 1))
  end, CALL + (1 + 2) * (1 + 2 + 4) * EQUAL + 8 * 3 * 2 * MASKED,
    FILTER + ARCH},
  ["calls that a rule without conditions decides"] = {{"amd64"}, function(f, n)
    f:add_rule(count(1000, 99), "kill", on(0, 5, "==", 1))
    f:add_rule(count(1000, 99), "kill")
    f:add_rule(count(2000, n), "kill", on(0, 5, "==", 1))
  end, CALL + 6 * 2 * EQUAL, FILTER + ARCH + 99 * CALL},
}

describe("the bound of what libseccomp generates", function()
  if support.library_at_least(2, 6, 1) then
    it("is not needed", function() pending "it takes any size" end)
    return
  elseif seccomp.native_arch() ~= "amd64" then
    it("counts", function() pending "nameless numbers are of amd64 here" end)
    return
  end

  for name, shape in pairs(SHAPES) do
    it("counts " .. name, function()
      local arches, fill, each, besides = table.unpack(shape)
      local function filled(n)
        local f = seccomp.filter("allow", {arches = arches})
        fill(f, n)
        return f
      end
      local least = (65535 - besides) // each + 1
      local large, small = filled(least), filled(least // 40)
      local ok, err = pcall(large.export_bpf, large)
      assert.is_false(ok)
      assert.equal("E2BIG", err.code)
      assert.matches(("^the rules may take %d instructions: "):format(
        besides + each * least), err.message)
      -- libseccomp itself, of less
      assert.is_true(#small:export_bpf() // 8 <= besides + each * (least // 40))
    end)
  end

  -- 65535 = 3 + 128 + 8173 * 8 + (8 + 12), and a call more is one too many
  it("is at most 65535", function()
    local f = seccomp.filter("allow", {arches = {"amd64"}})
      :add_rule({1000}, "kill", {0, "masked_eq", 7, 1})
      :add_rule(count(2000, 8173), "kill")
    assert.equal(FILTER + ARCH + 8173 * CALL + CALL + 2 * MASKED, 65535)
    assert.is_true(#f:export_bpf() // 8 > 8000)
    f:add_rule({1001}, "kill")
    assert.matches("^the rules may take 65543 instructions",
      select(2, pcall(f.export_bpf, f)).message)
  end)
end)
