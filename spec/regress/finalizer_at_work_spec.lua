-- SPDX-License-Identifier: MIT
-- An allocation may run the collector, and with it the finalizers of a script,
-- in the midst of one of our functions. What those finalizers change of the
-- arguments, or of the object itself, must not be met half-way: `spawn`
-- measured its arguments before it made room for them, and copied them
-- afterwards; `rules` and `verify` counted rules and then listed them;
-- `export_bpf` wrote to a file that was closed by then; `add_rule` looked which
-- arches there are, and cut the values of a rule for one that came afterwards;
-- `set` changed a filter that was locked by then; and an export of a filter
-- that had lost its last arch was one of a stand-in without its rules.
local here = require "spec.here"
local support = require "spec.support"

local EVIL = [[
  local seccomp = require "seccomp"
]] .. support.NO_PAUSE .. [[
  collectgarbage() -- or the pause of before would count

  -- Calls `fn` at whatever allocation collects, again and again, while
  -- `work` runs; returns how often that was.
  local function meanwhile(fn, work)
    local on, times = true, 0
    local meta = {}
    function meta.__gc()
      if not on then return end
      setmetatable({}, meta)
      times = times + 1
      fn(times)
    end
    setmetatable({}, meta)
    local ok, err = pcall(work)
    on = false
    assert(ok or type(err) == "table" or
      tostring(err):find "closed" or tostring(err):find "bad argument",
      tostring(err))
    return times
  end
]]

-- Calls `change` once, at the first collection within one call of `work`, for
-- as many fresh filters as it takes to meet the different allocations; `after`
-- gets the filter, whether that happened, and what the call came to.
local ONCE = [[
  local function once(make, change, work, after)
    local armed, now, happened = false, nil, 0
    local meta = {}
    function meta.__gc()
      setmetatable({}, meta)
      if armed then armed = false; now() end
    end
    setmetatable({}, meta)
    for junk = 1, 60 do
      local f, changed = make(), false
      now = function() changed = true; pcall(change, f) end
      local function run()
        armed = true
        local result = work(f)
        armed = false
        return result
      end
      for _ = 1, junk do local _ = {} end
      local ok, result = pcall(run)
      armed = false
      if changed then
        happened = happened + 1
        after(f, ok, result)
      end
    end
    meta.__gc = nil
    assert(happened > 0)
  end
]]

local function child(code)
  support.succeeds(EVIL .. code .. "\n", {env = {LC_ALL = "C"}})
end

describe("finalizers that run within our functions", function()
  it("cannot bring spawn other things than strings", function()
    child [[
      -- one collection later each time, until it is the one in between: room
      -- for so much takes a whole one, whatever the sizes of this machine are
      local long = ("x"):rep(4096)
      for what = 1, 3 do
        local at, busy = 0, false
        while not busy do
          local argv, env = {"true", long}, {A = long}
          at = at + 1
          assert(at < 300, "never in between")
          meanwhile(function(time)
            if time ~= at then return end
            if what == 1 then argv[2] = 5
            elseif what == 2 then env.A = 5
            else env.A, env[7] = nil, "1" end
          end, function()
            local ok, got = pcall(seccomp.spawn, argv, {env = env})
            busy = not ok and got.code == "EBUSY"
            assert(ok or busy or got.code == "EINVAL", got)
            if ok then got:wait() end
          end)
        end
      end
    ]]
  end)

  it("cannot outgrow the arguments of spawn", function()
    child [[
      local times = 0
      for i = 1, 24 do
        local argv, env = {"true", "x"}, {A = "1"}
        times = times + meanwhile(function(time)
          if time ~= i % 12 then return end
          for k = 2, 40 do argv[k] = ("y"):rep(5000) end
          env.A = ("z"):rep(100000)
          env["B" .. i] = "2"
        end, function()
          seccomp.spawn(argv, {env = env}):wait()
        end)
      end
      assert(times > 0)
    ]]
  end)

  it("cannot add rules to those being listed", function()
    child [[
      local times = 0
      for _, what in ipairs {"rules", "verify", "program", "export_pfc"} do
        for _ = 1, 4 do
          local f = seccomp.filter "allow"
          f:add_rule("read", "kill", {0, "==", 1})
          local n = 0
          times = times + meanwhile(function(time)
            for _ = 1, time < 9 and 40 or 0 do
              n = n + 1
              f:add_rule("write", "kill", {1, "==", n}, {2, "<", n})
            end
          end, function() f[what](f) end)
          f:release()
        end
      end
      assert(times > 0)
    ]]
  end)

  it("have the rules listed that they added just then", function()
    child [[
      local f = seccomp.filter "allow"
      for n = 1, 400 do
        f:add_rule("read", "kill", {0, "==", n}, {1, "==", n}, {2, "==", n})
      end
      local within
      local meta = {__gc = function()
        within = debug.getinfo(2, "f").func
        f:add_rule("write", "kill")
      end}
      -- nothing is collected until there is room to be made, for much
      collectgarbage()
      collectgarbage "stop"
      setmetatable({}, meta)
      local list = f.rules
      collectgarbage "restart" local rules = list(f)
      assert(within == list and #rules == 401)
      assert(rules[401].syscall == "write" and #rules[400].conditions == 3)
    ]]
  end)

  it("cannot release, reset or lock what is at work", function()
    child [[
      local calls = {
        rules = function(f) f:rules() end,
        verify = function(f) f:verify() end,
        program = function(f) f:program() end,
        export = function(f) f:export_bpf() end,
        add_rule = function(f)
          f:add_rule({"open", "close", "stat"}, "errno(5)", {0, "==", 1},
            {arg = 1, op = "<", value = "7"})
        end,
        set = function(f) f:set {log = true, optimize = 2} end,
        add_arch = function(f) f:add_arch "x86" end,
        tostring = tostring,
      }
      for _, change in ipairs {"release", "reset", "lock"} do
        for _, call in pairs(calls) do
          for _ = 1, 4 do
            local f = seccomp.filter "allow":add_rule("read", "kill")
            meanwhile(function() pcall(f[change], f, "allow") end,
              function() call(f) end)
            pcall(f.rules, f)
          end
        end
      end
      -- what has been let go does not come back to life
      local f = seccomp.filter "allow"
      meanwhile(function() f:release() end, function()
        for _ = 1, 50 do f:add_rule({"read", "write"}, "kill", {0, "==", 1}) end
      end)
      assert(not f:is_valid())
    ]]
  end)

  it("cannot close the file that is being written", function()
    child [[
      local f = seccomp.filter "allow":add_rule("read", "kill")
      local p = f:program()
      for _ = 1, 8 do
        for _, write in ipairs {
          function(file) f:export_bpf(file) end,
          function(file) f:export_pfc(file) end,
          function(file) p:export(file) end,
        } do
          local file = io.tmpfile()
          meanwhile(function() pcall(file.close, file) end,
            function() write(file) end)
        end
      end
    ]]
  end)

  it("cannot bring in an arch that cuts the values of a rule", function()
    local x86 = here.little and "'x86'" or "'s390'"
    child(ONCE .. "local x86 = " .. x86 .. "\n" .. [[
      local many, condition = {}, {0, "==", 0x100000001}
      for i = 1, 600 do many[i] = "read" end
      once(function() return seccomp.filter "allow" end,
        function(f) f:add_arch(x86) end,
        function(f) f:add_rule(many, "kill", condition) end,
        function(f, ok)
          local cut = {syscall = "read", arch = x86, arg0 = 1}
          assert(f:has_arch(x86))
          assert(f:program():simulate(cut).name == "allow")
          assert(ok == (#f:rules() > 0))
        end)
    ]])
  end)

  it("cannot lock a filter that is changed all the same", function()
    child(ONCE .. [[
      local options = {log = true, optimize = 2, bad_arch_action = "allow"}
      once(function() return seccomp.filter "kill" end,
        function(f) f:lock() end,
        function(f) f:set(options) end,
        function(f, ok, err)
          assert(not ok and err.code == "EPERM", tostring(err))
          assert(f:get "optimize" == 1 and not f:get "log")
          assert(f:get("bad_arch_action").name ~= "allow")
        end)
    ]])
  end)

  it("cannot have a filter without arch exported", function()
    child(ONCE .. [[
      local function make()
        return seccomp.filter("allow"):add_rule("read", "kill")
      end
      for _, what in ipairs {"program", "export_bpf", "export_pfc"} do
        local native, f = seccomp.native_arch(), make()
        local before = f[what](f)
        once(make,
          function(f) f:remove_arch(native) end,
          function(f) return f[what](f) end,
          function(_, ok, result)
            if ok then
              assert(result == before, "the export of a filter without arch")
            else
              assert(result.message:find "no arch", tostring(result))
            end
          end)
      end
    ]])
  end)

  it("may compile the policy that is being compiled", function()
    child [[
      local low = require "seccomp.core.policy"
      for _ = 1, 10 do
        local r = low.resolve({"amd64"}, {{"read", "write",
          action = "kill"}}, "allow", "kill")
        meanwhile(function() low.compile(r) end, function()
          assert(#low.compile(r) > 2)
        end)
      end
    ]]
  end)
end)
