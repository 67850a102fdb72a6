-- SPDX-License-Identifier: MIT
-- The Filter: its life, arches and attributes.
local filters = require "spec.filters"
local here = require "spec.here"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local raised = support.raised
local refuses = filters.refuses
local snapshot = filters.snapshot
local filter = seccomp.filter
local NATIVE = seccomp.native_arch()
-- two others of its byte order, which may stand beside it in a filter
local OTHER, THIRD
do
  local order = here.little and {"x86", "arm64", "riscv64"} or
    {"s390", "ppc64", "parisc"}
  for _, arch in ipairs(order) do
    if arch ~= NATIVE then
      if OTHER then THIRD = THIRD or arch else OTHER = arch end
    end
  end
end

describe("a new filter", function()
  it("has the native arch, no rules and libseccomp's attributes", function()
    local f = filter "errno(ENOSYS)"
    assert.is_true(f:is_valid())
    assert.is_false(f:is_locked())
    assert.same({NATIVE}, f:arches())
    assert.same({}, f:rules())
    assert.equal(seccomp.action "errno(ENOSYS)", f:get "default_action")
    assert.equal(seccomp.action "kill", f:get "bad_arch_action")
    assert.is_true(f:get "no_new_privs")
    assert.equal(seccomp.features().flags.tsync, f:get "tsync")
    assert.is_false(f:get "log")
    assert.is_false(f:get "ssb")
    assert.equal(1, f:get "optimize")
    assert.is_false(f:get "raw_rc")
    assert.is_false(f:get "tskip")
  end)

  it("has exactly the arches listed, in that order", function()
    assert.same({"x86", "arm64", "amd64"},
      filter("allow", {arches = {"x86", "arm64", "x86_64"}}):arches())
    assert.same({"s390x", "mips"},
      filter("allow", {arches = {"s390x", "SCMP_ARCH_MIPS"}}):arches())
    assert.same({NATIVE}, filter("allow", {arches = {"native"}}):arches())
    assert.same({"arm"},
      filter("allow", {arches = {"arm", "ARM", "arm"}}):arches())
  end)

  it("takes every attribute as an option", function()
    local options = {bad_arch_action = "errno(5)", no_new_privs = false,
      tsync = false, log = true, ssb = true, optimize = 2, raw_rc = true,
      tskip = true}
    local f = filter("allow", options)
    for name, value in pairs(options) do
      if name == "bad_arch_action" then value = seccomp.action(value) end
      assert.equal(value, f:get(name), name)
    end
  end)

  it("takes no other option", function()
    for _, options in ipairs {{arch = {"x86"}}, {tsinc = true}, {1}, {{}},
      {default_action = "allow"}, {[true] = 1}, {arches = "x86"},
      {arches = {}}, {arches = {5}}, {arches = {"x86", nil, "arm"}},
      {arches = {"x86\0"}}, {arches = {x = "x86"}}, {arches = {"x87"}},
      {arches = {"x86", "mips"}}, {arches = false}, {log = 1},
      {optimize = 0}, {optimize = "2"}, {optimize = true},
      {bad_arch_action = "nope"}, {bad_arch_action = true}} do
      local err = raised(filter, "allow", options)
      assert.is_table(err)
      assert.equal("filter", err.op)
    end
    for _, options in ipairs {true, 5, "x86", print} do
      assert.truthy(raised(filter, "allow", options)
        :find("bad argument #2 to 'filter'", 1, true))
    end
    assert.has_error(function() filter("allow", {}, 1) end)
    assert.has_error(function() filter("allow", nil, nil) end)
    assert.is_true(filter("allow", nil):is_valid())
    assert.is_true(filter("allow", {}):is_valid())
  end)

  it("names the option that is wrong", function()
    for word, options in pairs {arches = {arches = 5},
      optimize = {optimize = 3}, log = {log = "yes"},
      bad_arch_action = {bad_arch_action = 7}} do
      assert.truthy(raised(filter, "allow", options).message
        :find(word, 1, true))
    end
  end)

  it("may not mix byte orders", function()
    local err = raised(filter, "allow", {arches = {"x86", "mips"}})
    assert.equal("EDOM", err.code)
    assert.truthy(err.message:find("mips", 1, true))
  end)

  it("hides its metatable", function()
    local f = filter "allow"
    assert.is_false(getmetatable(f))
    assert.has_error(function() setmetatable(f, {}) end)
    assert.has_error(function() f.add_rule = print end)
    assert.is_nil(f.nonsense)
  end)
end)

describe("tostring", function()
  it("tells default action, rules and arches", function()
    local f = filter("kill_process", {arches = {"amd64", "x86"}})
    assert.equal("seccomp.filter (default kill_process, 0 rules, amd64 x86)",
      tostring(f))
    f:add_rule("read", "allow")
    assert.equal("seccomp.filter (default kill_process, 1 rule, amd64 x86)",
      tostring(f))
    f:add_rule({"write", "close"}, "allow")
    assert.equal("seccomp.filter (default kill_process, 3 rules, amd64 x86)",
      tostring(f))
    assert.equal("seccomp.filter (default errno(EPERM), 0 rules, " .. NATIVE ..
      ")", tostring(filter "errno"))
  end)

  it("tells a locked one, a released one, and one without arch", function()
    local f = filter "allow"
    assert.truthy(tostring(f:lock()):find("locked", 1, true))
    f:release()
    assert.truthy(tostring(f):find("released", 1, true))
    f = filter "allow":remove_arch(NATIVE)
    assert.is_string(tostring(f))
  end)
end)

describe("methods that change a filter", function()
  it("return it", function()
    local f = filter "allow"
    for _, call in ipairs {{"add_arch", OTHER}, {"set", "log", true},
      {"set_priority", "read", 1}, {"add_rule", "read", "kill"},
      {"remove_arch", OTHER}, {"reset", "allow"}} do
      assert.is_true(rawequal(f, f[call[1]](f, table.unpack(call, 2))))
    end
    assert.is_true(rawequal(f, f:set {log = false}))
    assert.is_true(rawequal(f, f:add_rule_exact("write", "kill")))
    local source = filter("allow", {arches = {OTHER}})
    assert.is_true(rawequal(f, f:merge(source)))
    assert.is_true(rawequal(f, f:lock()))
    assert.equal(0, select("#", f:release()))
  end)
end)

describe("release", function()
  it("is idempotent", function()
    local f = filter "allow"
    f:release()
    f:release()
    assert.is_false(f:is_valid())
  end)

  it("comes with <close>", function()
    local kept
    do
      local f <close> = filter "allow"
      kept = f
      assert.is_true(f:is_valid())
    end
    assert.is_false(kept:is_valid())
    local ok, err = pcall(function()
      local f <close> = filter "allow"
      kept = f
      error("mine", 0)
    end)
    assert.is_false(ok)
    assert.equal("mine", err)
    assert.is_false(kept:is_valid())
  end)

  it("may come first", function()
    local f <close> = filter "allow"
    f:release()
  end)

  it("leaves nothing but is_valid, release and tostring", function()
    local f = filter "allow":add_rule("read", "kill")
    local methods = {"lock", "is_locked", "reset", "merge", "add_arch",
      "remove_arch", "has_arch", "arches", "get", "set", "set_priority",
      "add_rule", "add_rule_exact", "rules", "export_pfc", "export_bpf",
      "precompute", "transaction", "load"}
    f:release()
    for _, name in ipairs(methods) do
      for _, args in ipairs {{}, {"log"}, {"x86", 5}, {f}} do
        local err = raised(f[name], f, table.unpack(args))
        assert.equal("EINVAL", err.code, name)
        assert.truthy(err.message:find("filter is released", 1, true))
        assert.equal(name, err.op)
      end
    end
    assert.is_false(f:is_valid())
    assert.is_string(tostring(f))
  end)
end)

describe("lock", function()
  local function locked()
    return filter("allow", {arches = {NATIVE, OTHER}})
      :add_rule("read", "kill"):lock()
  end

  it("refuses every change", function()
    local f = locked()
    for name, args in pairs {reset = {"allow"}, add_arch = {"x86"},
      remove_arch = {"x32"}, set_priority = {"read", 1},
      add_rule = {"write", "kill"}, add_rule_exact = {"write", "kill"}} do
      local err = refuses(f, "EPERM", f[name], f, table.unpack(args))
      assert.equal(name, err.op)
      assert.truthy(err.message:find("locked", 1, true))
    end
    refuses(f, "EPERM", f.set, f, "log", true)
    refuses(f, "EPERM", f.set, f, {log = true})
    refuses(f, "EPERM", f.set, f, {})
    refuses(f, "EPERM", f.merge, f, filter("allow", {arches = {"arm"}}))
    refuses(f, "EPERM", f.transaction, f, function() end)
  end)

  it("refuses being merged into another", function()
    local f, g = locked(), filter("allow", {arches = {"arm"}})
    refuses(f, "EPERM", g.merge, g, f)
    assert.is_true(f:is_valid())
    assert.equal(snapshot(filter("allow", {arches = {"arm"}})), snapshot(g))
  end)

  it("leaves what reads", function()
    local f = locked()
    assert.is_true(f:is_locked())
    assert.is_true(f:is_valid())
    assert.is_true(f:has_arch(OTHER))
    assert.equal(1, #f:rules())
    assert.equal(1, f:get "optimize")
    assert.is_string(f:export_bpf())
    assert.is_string(f:export_pfc())
    assert.is_true(rawequal(f, f:lock()))
    assert.is_true(f:is_locked())
    f:release()
    assert.is_false(f:is_valid())
  end)

  it("is for good", function()
    local f = locked()
    assert.has_error(function() f:reset "allow" end)
    assert.is_true(f:is_locked())
  end)
end)

describe("reset", function()
  it("makes a new filter of it", function()
    local f = filter("allow", {arches = {"x86", "arm"}, log = true,
      optimize = 2, tskip = true, no_new_privs = false, tsync = false,
      bad_arch_action = "allow"})
    f:add_rule("read", "kill"):set_priority("read", 5)
    f:reset "kill_process"
    assert.equal(snapshot(filter "kill_process"), snapshot(f))
    assert.same({NATIVE}, f:arches())
    assert.is_true(f:get "tsync")
    f:add_rule("read", "allow")
    assert.equal(1, #f:rules())
  end)

  it("stays as it was when the action is none", function()
    local f = filter("allow", {log = true}):add_rule("read", "kill")
    refuses(f, "EINVAL", f.reset, f, "alow")
    refuses(f, "EINVAL", f.reset, f, "errno(4095)")
    local before = snapshot(f)
    assert.has_error(function() f:reset() end)
    assert.has_error(function() f:reset(5) end)
    assert.has_error(function() f:reset("allow", 1) end)
    assert.equal(before, snapshot(f))
  end)
end)

describe("arches", function()
  it("are added and removed, twice without error", function()
    local f = filter "allow"
    f:add_arch(THIRD):add_arch(THIRD:upper()):add_arch(OTHER):add_arch "native"
    assert.same({NATIVE, THIRD, OTHER}, f:arches())
    f:remove_arch(THIRD):remove_arch(THIRD):remove_arch "mips"
    assert.same({NATIVE, OTHER}, f:arches())
    f:add_arch(THIRD)
    assert.same({NATIVE, OTHER, THIRD}, f:arches())
    assert.is_true(f:has_arch("SCMP_ARCH_" ..
      (here.little and "AARCH64" or "PPC64")))
    assert.is_false(f:has_arch "mips")
  end)

  it("may all go; then nothing can be made of the filter", function()
    local f = filter "allow":remove_arch(NATIVE)
    assert.same({}, f:arches())
    for _, name in ipairs {"export_bpf", "export_pfc", "load"} do
      local err = raised(f[name], f)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find("arch", 1, true))
    end
    assert.equal("EINVAL", raised(f.add_rule, f, "read", "kill").code)
    f:add_arch "mips"
    assert.is_string(f:export_bpf())
  end)

  it("of the other byte order raise", function()
    local f = filter "allow":add_rule("read", "kill")
    for _, arch in ipairs(here.little and {"mips", "s390x", "ppc"} or
      {"mipsel", "amd64", "arm"}) do
      local err = refuses(f, "EDOM", f.add_arch, f, arch)
      assert.truthy(err.message:find(arch, 1, true))
    end
  end)

  it("that do not exist raise, named", function()
    local f = filter "allow"
    for _, name in ipairs {"add_arch", "remove_arch", "has_arch"} do
      local err = refuses(f, "EINVAL", f[name], f, "amd46")
      assert.equal(name, err.op)
      assert.truthy(err.message:find('"amd64"', 1, true))
      assert.has_error(function() f[name](f) end)
      assert.has_error(function() f[name](f, 62) end)
      assert.has_error(function() f[name](f, "x86\0") end)
      assert.has_error(function() f[name](f, "x86", 1) end)
    end
  end)

  it("have none of the rules that were added before them", function()
    local f = filter "allow":add_rule("read", "kill"):add_arch(OTHER)
    assert.same({NATIVE}, f:rules()[1].arches)
    f:add_rule("write", "kill")
    assert.same({NATIVE, OTHER}, f:rules()[2].arches)
  end)
end)

describe("attributes", function()
  it("read back what was set", function()
    local f = filter "allow"
    for name, values in pairs {no_new_privs = {false, true},
      tsync = {false, true}, log = {true, false}, ssb = {true, false},
      raw_rc = {true, false}, tskip = {true, false}, optimize = {2, 1, 2.0},
      bad_arch_action = {"allow", "errno(5)", "trace(9)", "kill_process",
        seccomp.action "log"}} do
      for _, value in ipairs(values) do
        f:set(name, value)
        if name == "bad_arch_action" then value = seccomp.action(value) end
        assert.equal(value, f:get(name), name)
      end
    end
    assert.equal("integer", math.type(f:get "optimize"))
  end)

  it("are set all or none by a table", function()
    local f = filter "allow"
    f:set {log = true, ssb = true, optimize = 2, tsync = false,
      bad_arch_action = "trap"}
    assert.is_true(f:get "log" and f:get "ssb" and not f:get "tsync")
    assert.equal(2, f:get "optimize")
    for _, values in ipairs {
      {log = false, optimize = 3}, {log = false, nonsense = true},
      {log = false, default_action = "allow"}, {log = false, ssb = 0},
      {log = false, bad_arch_action = "alow"}, {log = false, [1] = true},
      {log = false, raw_rc = "true"},
    } do
      local before = snapshot(f)
      assert.has_error(function() f:set(values) end)
      assert.equal(before, snapshot(f))
    end
    assert.equal(snapshot(f), snapshot(f:set {}))
  end)

  it("are not default_action, which reads only", function()
    local f = filter "log"
    assert.equal(seccomp.action "log", f:get "default_action")
    for _, call in ipairs {
      function() f:set("default_action", "allow") end,
      function() f:set {default_action = "allow"} end,
    } do
      local err = refuses(f, "EACCES", call)
      assert.truthy(err.message:find("default_action", 1, true))
    end
  end)

  it("are of one type each", function()
    local f = filter "allow"
    local before = snapshot(f)
    for name, wrong in pairs {
      no_new_privs = {0, 1, "true", {}, print}, tsync = {0, 1, "on"},
      log = {1}, ssb = {1}, raw_rc = {1}, tskip = {1},
      optimize = {0, 3, -1, 1.5, "2", true, {}, 1 << 32 | 1},
      bad_arch_action = {0, true, {}, "alow", print, io.stdout, f},
    } do
      for _, value in ipairs(wrong) do
        local err = raised(f.set, f, name, value)
        assert.truthy(tostring(err):find(name, 1, true) or
          name == "bad_arch_action", tostring(err))
        assert.has_error(function() f:set {[name] = value} end)
      end
      assert.has_error(function() f:set(name) end)
      assert.has_error(function() f:set(name, nil) end)
      assert.has_error(function() f:get(name, 1) end)
      assert.has_error(function() f:set(name, true, true) end)
    end
    assert.equal(before, snapshot(f))
  end)

  it("have known names", function()
    local f = filter "allow"
    for _, name in ipairs {"", "nonsense", "LOG", "log ", "no-new-privs"} do
      for _, call in ipairs {function() f:get(name) end,
        function() f:set(name, true) end,
        function() f:set {[name] = true} end} do
        local err = refuses(f, "EINVAL", call)
        assert.truthy(err.message:find("attribute", 1, true))
      end
    end
    for _, name in ipairs {5, true, "log\0"} do
      assert.has_error(function() f:get(name) end)
      assert.has_error(function() f:set(name, true) end)
    end
    assert.has_error(function() f:get() end)
    assert.has_error(function() f:get {"log"} end)
    assert.has_error(function() f:set() end)
    assert.has_error(function() f:set({log = true}, true) end)
  end)

  it("that libseccomp refuses raise, and stay as they were", function()
    local refusing = native.module "refusing"
    local asan = os.getenv "ASAN_LIBRARY"
    if asan then refusing = asan .. ":" .. refusing end
    local why = support.no_preload(refusing)
    if why then pending(why) return end
    local function refused(errno, code)
      support.succeeds([[
        local f = require "seccomp".filter "allow"
        local function fails(code, message, fn, ...)
          local ok, err = pcall(fn, ...)
          assert(not ok and err.op == "set" and err.code == code and
            err.message:find(message, 1, true), tostring(err))
        end
      ]] .. code, {env = {LD_PRELOAD = refusing,
        ATTRIBUTE_ERRNO = tostring(errno)}})
    end
    refused(13, [[
      fails("EACCES", "attribute optimize could not be set: Permission denied",
        f.set, f, "optimize", 2)
      fails("EACCES", "attribute tsync could not be set: Permission denied",
        f.set, f, "tsync", true)
      fails("EACCES", "attribute tskip could not be set: Permission denied",
        f.set, f, {tskip = true, no_new_privs = false})
      assert(f:get "optimize" == 1 and f:get "tskip" == false and
        f:get "no_new_privs" == true)
    ]])
    refused(22, [[
      fails("EOPNOTSUPP", "attribute tsync beside the action notify needs " ..
        "libseccomp >= 2.5.0 and API level >= 6", f.set, f, "tsync", true)
      fails("EINVAL", "attribute log could not be set: Invalid argument",
        f.set, f, "log", true)
    ]])
    -- which version has it is told of what not each has
    refused(seccomp.action("errno(EOPNOTSUPP)").code, [[
      fails("EOPNOTSUPP", "attribute log needs libseccomp >= 2.4.0", f.set, f,
        "log", true)
      fails("EOPNOTSUPP", "attribute optimize could not be set: ", f.set, f,
        "optimize", 2)
    ]])
  end)

  it("change what is compiled", function()
    local f = filter "allow"
    for i, name in ipairs {"read", "write", "close", "openat", "stat"} do
      f:add_rule(name, "errno", {0, "==", i})
    end
    local before = f:export_bpf()
    local tree = f:set("optimize", 2):export_bpf()
    assert.is_false(before == tree)
    assert.is_true(before == f:set("optimize", 1):export_bpf())
    assert.is_false(before == f:set("bad_arch_action", "trap"):export_bpf())
  end)
end)
