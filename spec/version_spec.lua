-- SPDX-License-Identifier: MIT
-- What libseccomp 2.6 brought: there on 2.6, and a clear error on 2.5, never a
-- name that is missing. Both halves stand here; the library at hand decides
-- which runs.
local seccomp = require "seccomp"
local support = require "spec.support"

local raised = support.raised

local NEW = support.library_at_least(2, 6)
local filter = seccomp.filter
local newer, older = describe, describe
do
  local function skipped(why)
    return function(name)
      describe(name, function()
        pending("(" .. why .. ")", function() end)
      end)
    end
  end
  if NEW then
    older = skipped "needs libseccomp 2.5"
  else
    newer = skipped "needs libseccomp 2.6"
  end
end

describe("what 2.6 brought", function()
  it("is named by every version", function()
    local f = filter "allow"
    for _, name in ipairs {"precompute", "transaction"} do
      assert.is_function(f[name])
    end
    for _, name in ipairs {"loongarch64", "m68k", "sh", "sheb"} do
      assert.equal(name, seccomp.arch(name))
      assert.is_boolean(seccomp.features().arches[name])
    end
    assert.equal("loongarch64", seccomp.arch "loong64")
    assert.is_boolean(seccomp.features().flags.wait_kill)
  end)
end)

older("libseccomp 2.5", function()
  local function refused(version, api, fn, ...)
    local err = raised(fn, ...)
    assert.equal("EOPNOTSUPP", err.code)
    assert.equal(95, err.errno)
    assert.same({version = version, api = api}, err.required)
    assert.equal(table.concat({seccomp.library_version()}, "."),
      err.current.version)
    assert.equal(seccomp.api(), err.current.api)
    assert.truthy(err.message:find(version, 1, true))
    assert.truthy(tostring(err):find(err.op, 1, true))
    return err
  end

  it("has no precompute and no transactions", function()
    local f = filter "allow"
    refused("2.6.0", nil, f.precompute, f)
    local called = false
    refused("2.6.0", nil, f.transaction, f, function() called = true end)
    assert.is_false(called)
  end)

  it("has no wait_kill", function()
    local f = filter "allow"
    refused("2.6.0", 7, f.get, f, "wait_kill")
    for _, value in ipairs {true, false} do
      refused("2.6.0", 7, f.set, f, "wait_kill", value)
      refused("2.6.0", 7, f.set, f, {wait_kill = value})
      refused("2.6.0", 7, filter, "allow", {wait_kill = value})
    end
  end)

  it("has no API level 7", function()
    refused("2.6.0", 7, seccomp.set_api, 7)
  end)

  it("has no new arches, wherever one is used", function()
    local f = filter "allow"
    for _, arch in ipairs {"loongarch64", "m68k", "sh", "sheb"} do
      for _, call in ipairs {
        function() filter("allow", {arches = {arch}}) end,
        function() f:add_arch(arch) end,
        function() f:remove_arch(arch) end,
        function() f:has_arch(arch) end,
        function() seccomp.syscall_number("read", arch) end,
        function() seccomp.syscall_name(0, arch) end,
      } do
        local err = refused("2.6.0", nil, call)
        assert.truthy(err.message:find(arch, 1, true))
      end
    end
    assert.same({seccomp.native_arch()}, f:arches())
  end)
end)

newer("libseccomp 2.6", function()
  it("has the new arches", function()
    for _, arch in ipairs {"loongarch64", "m68k", "sh", "sheb"} do
      local f = filter("allow", {arches = {arch}}):add_rule("read", "kill")
      assert.same({arch}, f:arches())
      assert.equal(seccomp.syscall_number("read", arch) >= 0, true)
      assert.is_string(f:export_bpf())
    end
    assert.equal(23, #seccomp.arches())
  end)

  it("has API level 7 and wait_kill", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      seccomp.set_api(7)
      local f = seccomp.filter("allow", {wait_kill = true})
      assert(f:get "wait_kill" == true)
      f:set("wait_kill", false)
      assert(f:get "wait_kill" == false)
      f:set("wait_kill", true):reset "allow"
      assert(f:get "wait_kill" == false)
      seccomp.set_api(6)
      local ok, err = pcall(f.set, f, "wait_kill", true)
      assert(not ok and err.code == "EOPNOTSUPP" and err.required.api == 7)
      assert(f:get "wait_kill" == false)
      f:set("wait_kill", false)
    ]]
  end)

  it("loads with wait_kill", function()
    if not seccomp.features().flags.wait_kill then
      pending "this kernel has no wait_kill"
      return
    end
    support.succeeds [[
      local seccomp = require "seccomp"
      seccomp.filter("allow", {wait_kill = true})
        :add_rule("getppid", "notify"):load()
      os.exit(0)
    ]]
    support.succeeds [[
      -- without notify it means nothing, and the kernel would refuse the flag
      local seccomp = require "seccomp"
      seccomp.filter("allow", {wait_kill = true})
        :add_rule("getppid", "kill"):load()
      os.exit(0)
    ]]
  end)

  it("precomputes, and never exports what is out of date", function()
    local f = filter "allow":add_rule("read", "kill")
    local function same()
      local copy = filter("allow", {arches = f:arches(),
        optimize = f:get "optimize", bad_arch_action = f:get
        "bad_arch_action"})
      for _, rule in ipairs(f:rules()) do
        copy:add_rule(rule.syscall, rule.action,
          table.unpack(rule.conditions))
      end
      assert.equal(copy:export_pfc(), f:export_pfc())
      assert.is_true(copy:export_bpf() == f:export_bpf())
      assert.is_true(rawequal(f, f:precompute()))
      assert.is_true(copy:export_bpf() == f:export_bpf())
    end
    same()
    f:add_rule("write", "kill", {0, "==", 1})
    same()
    f:set("bad_arch_action", "trap")
    same()
    f:set("optimize", 2)
    same()
    pcall(f.add_rule_exact, f, "socketcall", "kill")
    same()
    f:remove_arch(seccomp.native_arch()):add_arch "x86"
      :add_rule("close", "trap")
    assert.same({"x86"}, f:arches())
    local text = f:export_pfc()
    f:precompute()
    assert.equal(text, f:export_pfc())
    f:lock():precompute()
    f:release()
    assert.equal("EINVAL", raised(f.precompute, f).code)
  end)

  it("does not precompute a filter without arch", function()
    local f = filter "allow":remove_arch(seccomp.native_arch())
    assert.equal("EINVAL", raised(f.precompute, f).code)
    assert.has_error(function() filter "allow":precompute(1) end)
  end)

  it("generates what 2.5 may not, or says that it is too large", function()
    if not support.library_at_least(2, 6, 1) then
      pending "2.6.0 has the fault, too"
      return
    end
    local f = filter "allow"
    for i = 1, 1500 do f:add_rule("read", "kill", {0, "==", i << 33 | i}) end
    assert.is_true(#f:export_bpf() > 1500 * 8)
  end)
end)

newer("a transaction", function()
  local function everything(f)
    local out = {tostring(f), f:export_pfc(), f:export_bpf()}
    for _, name in ipairs {"bad_arch_action", "no_new_privs", "tsync", "log",
      "ssb", "optimize", "raw_rc", "tskip", "wait_kill"} do
      out[#out + 1] = name .. tostring(f:get(name))
    end
    for _, rule in ipairs(f:rules()) do
      out[#out + 1] = rule.syscall .. tostring(rule.action) ..
        table.concat(rule.arches, " ")
    end
    return table.concat(out, "\n")
  end

  local function subject()
    return filter("allow", {arches = {"amd64", "x86"}, log = true})
      :add_rule("read", "kill"):set_priority("read", 7)
  end

  it("that ends well keeps everything", function()
    local f = subject()
    local seen
    assert.is_true(rawequal(f, f:transaction(function(...)
      seen = table.pack(...)
      f:add_rule("write", "trap"):add_arch "arm64":set("optimize", 2)
      f:add_rule("close", "trap"):set_priority("close", 200)
      f:merge(filter("allow", {arches = {"arm"}}):add_rule("openat", "log"))
      f:remove_arch "x86"
    end)))
    assert.equal(1, seen.n)
    assert.is_true(rawequal(f, seen[1]))
    assert.same({"amd64", "arm64", "arm"}, f:arches())
    assert.equal(4, #f:rules())
    assert.equal(2, f:get "optimize")
    local g = subject()
    g:add_rule("write", "trap"):add_arch "arm64":set("optimize", 2)
    g:add_rule("close", "trap"):set_priority("close", 200)
    g:merge(filter("allow", {arches = {"arm"}}):add_rule("openat", "log"))
    g:remove_arch "x86"
    assert.equal(everything(g), everything(f))
  end)

  it("that raises rolls all of it back, and raises the same", function()
    local thrown = {}
    for _, change in ipairs {
      function(f) f:add_rule({"write", "close"}, "trap") end,
      function(f) f:add_arch "arm64":add_rule("write", "trap") end,
      function(f) f:remove_arch "x86":add_rule("write", "trap") end,
      function(f) f:set_priority("read", 255):set_priority("poll", 3) end,
      function(f) f:set {optimize = 2, tsync = false, ssb = true} end,
      function(f) f:reset "kill":add_rule("write", "allow") end,
      function(f) f:merge(filter("allow", {arches = {"arm"}})) end,
      function(f) pcall(f.add_rule_exact, f, "read", "trap") end,
      function(f) f:remove_arch "x86":remove_arch "amd64":add_arch "mips" end,
      function(f) f:reset "log":reset "trap":remove_arch "amd64" end,
    } do
      local f = subject()
      local before = everything(f)
      local ok, err = pcall(f.transaction, f, function()
        change(f)
        error(thrown)
      end)
      assert.is_false(ok)
      assert.is_true(rawequal(err, thrown))
      assert.equal(before, everything(f))
      -- and the filter is as good as before
      f:add_rule("write", "trap"):transaction(function() end)
      assert.equal(2, #f:rules())
    end
  end)

  it("that is refused a rule raises that, and rolls back", function()
    local f = subject()
    local before = everything(f)
    local err = raised(f.transaction, f, function()
      f:add_rule("write", "trap"):add_rule("close", "allow")
    end)
    assert.equal("EACCES", err.code)
    assert.equal("add_rule", err.op)
    assert.equal(before, everything(f))
  end)

  it("goes on after a refused rule that was caught", function()
    local f = subject()
    f:transaction(function()
      f:add_rule("write", "trap")
      assert(not pcall(f.add_rule_exact, f, "close", "trap"))
      f:add_rule("openat", "trap")
    end)
    assert.equal("openat", f:rules()[3].syscall)
    assert.equal(everything(subject():add_rule({"write", "openat"}, "trap")),
      everything(f))
  end)

  it("may not release, merge away, load or nest", function()
    local f = subject()
    local before = everything(f)
    local called = 0
    f:transaction(function()
      for _, call in ipairs {
        function() f:release() end,
        function() f:load() end,
        function() f:transaction(function() end) end,
        function() filter("allow", {arches = {"arm"}}):merge(f) end,
      } do
        assert.equal("EPERM", raised(call).code)
        called = called + 1
      end
      local ok = pcall(function() local _ <close> = f end)
      assert.is_false(ok)
    end)
    assert.equal(4, called)
    assert.is_true(f:is_valid())
    assert.equal(before, everything(f))
  end)

  it("of one filter leaves another alone", function()
    local f, g = subject(), subject()
    assert.has_error(function()
      f:transaction(function()
        f:add_rule("write", "trap")
        g:transaction(function() g:add_rule("write", "trap") end)
        error "no"
      end)
    end)
    assert.equal(1, #f:rules())
    assert.equal(2, #g:rules())
  end)

  it("cannot be yielded out of", function()
    local f = subject()
    local before = everything(f)
    local co = coroutine.create(function()
      f:transaction(function()
        f:add_rule("write", "trap")
        coroutine.yield()
      end)
    end)
    local ok = coroutine.resume(co)
    assert.is_false(ok)
    assert.equal(before, everything(f))
    f:add_rule("write", "trap")
  end)

  it("wants a function, an unlocked filter and nothing else", function()
    local f = subject()
    for _, value in ipairs {5, "f", true, {}, f} do
      assert.truthy(raised(function() f:transaction(value) end)
        :find("bad argument #1 to 'transaction'", 1, true))
    end
    assert.has_error(function() f:transaction() end)
    assert.has_error(function() f:transaction(function() end, 1) end)
    local called = false
    assert.equal("EPERM", raised(f.transaction, f:lock(), function()
      called = true
    end).code)
    assert.is_false(called)
  end)

  it("that locks the filter keeps it locked, whatever comes", function()
    local f = subject()
    f:transaction(function() f:add_rule("write", "trap"):lock() end)
    assert.is_true(f:is_locked())
    assert.equal(2, #f:rules())
    local g = subject()
    local before = g:export_pfc()
    assert.has_error(function()
      g:transaction(function()
        g:add_rule("write", "trap"):lock()
        error "no"
      end)
    end)
    assert.is_true(g:is_locked())
    assert.equal(before, g:export_pfc())
  end)
end)
