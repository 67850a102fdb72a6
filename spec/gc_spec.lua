-- SPDX-License-Identifier: MIT
-- The garbage collector at its worst: a full collection after every few
-- instructions, in every mode, while objects are made, dropped and raised
-- across; and what libseccomp allocates must go with them.
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local WORK = [[
  local seccomp = require "seccomp"

  local function exercise(i)
    local c = seccomp.condition(i % 6, "masked_eq", 0xff, i % 256)
    local a = seccomp.action("errno", i % 4094)
    local f = seccomp.filter("allow", {arches = {"x86", "amd64"}})
    f:add_rule({"read", "write"}, a:with_code(5), c):add_arch "arm64"
    f:add_rule("close", "trap", {0, "==", i}, {arg = 1, op = "<", value = i})
    pcall(f.add_rule, f, {"openat", "opnat"}, "kill")
    pcall(f.add_rule_exact, f, "read", "kill")
    pcall(f.add_rule, f, "read", "kill", {9, "==", 1})
    pcall(f.set, f, {log = true, nonsense = 1})
    pcall(seccomp.filter, "allow", {arches = {"x86", "mips"}})
    local g = seccomp.filter("allow", {arches = {"arm"}})
    f:merge(g:add_rule("stat", "log")):set_priority("stat", i % 256)
    local rules = f:rules()
    assert(#rules == 4 and rules[1].action == seccomp.action "errno(5)")
    assert(tostring(rules[1].conditions[1]) == tostring(c))
    assert(#f:arches() == 4)
    f:remove_arch "arm"
    assert(#f:export_bpf() % 8 == 0)
    assert(f:export_pfc():find "close")
    seccomp.syscall_name(seccomp.syscall_number("read", "arm"), "arm")
    seccomp.arch "nonsense"
    seccomp.features()
    tostring(f)
    if i % 3 == 0 then f:release() end
    if i % 3 == 1 then f:reset "kill" end
    local kept <close> = f
    return f
  end
]]

-- Runs the work in a child, which ends its state properly.
local function child(code, options)
  return support.succeeds(WORK .. code .. "\n", options)
end

describe("under a collector that runs", function()
  it("after every few instructions, everything works", function()
    child [[
      for _, every in ipairs {1, 7, 50} do
        debug.sethook(function() collectgarbage() end, "", every)
        for i = 1, every == 1 and 2 or 8 do exercise(i) end
        debug.sethook()
      end
    ]]
  end)

  it("at every allocation, everything works", function()
    local host = support.script({native.program "emergency",
      support.root .. "/spec/data/emergency.lua"})
    assert(host.code == 0, support.describe(host))
    assert.is_true(tonumber(host.stdout) > 1000, host.stdout)
  end)

  it("all the time, incremental and generational", function()
    child [[
      collectgarbage("incremental", 1, 1000)
      for i = 1, 300 do exercise(i) end
      collectgarbage "generational"
      for i = 1, 300 do exercise(i) end
    ]]
  end)

  it("when the state is closed, everything is given back", function()
    child [[
      -- in what order the finalizers run is nobody's choice
      kept = {}
      for i = 1, 50 do kept[i] = exercise(i * 3 + 2) end
      kept.filter = seccomp.filter "allow":add_rule("read", "kill")
      kept.cycle = kept
      setmetatable(kept, {__gc = function(t)
        -- resurrected, and perhaps finalized already: an error, no crash
        pcall(function() t.filter:add_rule("write", "kill") end)
        pcall(function() return tostring(t.filter), t.filter:rules() end)
      end})
      os.exit(true, true)
    ]]
  end)

  it("finalizers may be called by hand, and again", function()
    local f = seccomp.filter "allow"
    local meta = debug.getmetatable(f)
    meta.__gc(f)
    meta.__gc(f)
    assert.is_false(f:is_valid())
    meta.__close(f, nil)
    f:release()
    for _, value in ipairs {5, "x", io.stdout, {}, seccomp.action "allow"} do
      assert.is_true((pcall(meta.__gc, value)))
    end
  end)

  it("finalizers take what is not theirs, of every class", function()
    require "seccomp.policy"
    require "seccomp.core.trace"
    local classes = {}
    for name, meta in pairs(debug.getregistry()) do
      if type(name) == "string" and name:find "^seccomp%." and
          type(meta) == "table" then
        local fn = rawget(meta, "__gc")
        classes[name] = fn ~= nil
        if fn then
          assert.is_true((pcall(fn)))
          for _, value in ipairs {5, "x", io.stdout, {}, false, fn,
            seccomp.action "allow"}
          do
            assert.is_true((pcall(fn, value)))
          end
        end
      end
    end
    for _, name in ipairs {"attached", "fd", "filter", "listener", "process",
      "policy.compiled", "policy.reader", "policy.resolved", "recovery",
      "tracer", "witnesses"}
    do
      assert.is_true(classes["seccomp." .. name], name)
    end
  end)
end)

describe("memory", function()
  it("that libseccomp took comes back with the collector", function()
    local result = child [[
      local function resident()
        for line in io.lines "/proc/self/status" do
          local kib = line:match "^VmRSS:%s*(%d+)"
          if kib then return tonumber(kib) end
        end
      end
      for i = 1, 50 do exercise(i) end
      collectgarbage() collectgarbage()
      local before = resident()
      for i = 1, 1500 do
        exercise(i)
        seccomp.filter "allow":add_rule({"read", "write", "close"}, "kill")
      end
      collectgarbage() collectgarbage()
      print(resident() - before)
    ]]
    if support.unwatched "freed" then
      pending(support.unwatched "freed")
      return
    end
    assert.is_true(tonumber(result.stdout) < 4000, result.stdout .. " KiB")
  end)
end)

describe("the class of an object", function()
  it("cannot be forged", function()
    local f, a = seccomp.filter "allow", seccomp.action "allow"
    local c = seccomp.condition(0, "==", 0)
    for _, object in ipairs {f, a, c} do
      for _, other in ipairs {io.stdout, f, a, c} do
        local before = debug.getmetatable(other)
        if other ~= object then
          debug.setmetatable(other, debug.getmetatable(object))
          assert.is_false((pcall(function() return other:is_valid() end)) and
            true or false)
          pcall(tostring, other)
          pcall(function() return other.name, other.arg end)
          pcall(function() other:export_bpf() end)
          pcall(function() seccomp.filter(other) end)
          pcall(function()
            seccomp.filter "allow":add_rule("read", other, other)
          end)
          debug.setmetatable(other, before)
        end
      end
    end
    assert.is_true(f:is_valid())
    assert.equal("allow", a.name)
    assert.equal(0, c.arg)
  end)

  it("has methods that take nothing else", function()
    local f = seccomp.filter "allow"
    for name, method in pairs(debug.getmetatable(f).__index) do
      for _, self in ipairs {5, "x", true, {}, io.stdout, print,
        seccomp.action "allow", seccomp.condition(0, "==", 0)} do
        local ok, err = pcall(method, self)
        assert.is_false(ok)
        assert.truthy(tostring(err):find("bad argument #1 to '" .. name ..
          "' (seccomp.filter expected", 1, true), tostring(err))
      end
      assert.is_false((pcall(method)))
    end
  end)
end)
