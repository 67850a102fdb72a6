local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local filter = seccomp.filter
local NATIVE = seccomp.native_arch()

-- Everything that can be seen of a filter, as one string.
local function snapshot(f)
  local out = {tostring(f), f:export_pfc(), f:export_bpf(),
    table.concat(f:arches(), " ")}
  for _, name in ipairs {"default_action", "bad_arch_action", "no_new_privs",
    "tsync", "log", "ssb", "optimize", "raw_rc", "tskip"} do
    out[#out + 1] = name .. "=" .. tostring(f:get(name))
  end
  for _, rule in ipairs(f:rules()) do
    out[#out + 1] = table.concat({tostring(rule.syscall),
      tostring(rule.action), table.concat(rule.arches, " "),
      tostring(rule.exact)}, ",")
    for _, c in ipairs(rule.conditions) do out[#out + 1] = tostring(c) end
  end
  return table.concat(out, "\n")
end

local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok, "nothing was raised")
  return err
end

-- The call raises an error object of that code, and changes nothing.
local function refuses(f, code, fn, ...)
  local before = snapshot(f)
  local err = raised(fn, ...)
  assert.equal(code, type(err) == "table" and err.code or err)
  assert.is_true(before == snapshot(f), "the filter changed")
  return err
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
    for _, call in ipairs {{"add_arch", "x86"}, {"set", "log", true},
      {"set_priority", "read", 1}, {"add_rule", "read", "kill"},
      {"remove_arch", "x86"}, {"reset", "allow"}} do
      assert.is_true(rawequal(f, f[call[1]](f, table.unpack(call, 2))))
    end
    assert.is_true(rawequal(f, f:set {log = false}))
    assert.is_true(rawequal(f, f:add_rule_exact("write", "kill")))
    local source = filter("allow", {arches = {"x86"}})
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
    return filter("allow", {arches = {NATIVE, "x86"}})
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
    assert.is_true(f:has_arch "x86")
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
    f:add_arch "arm64":add_arch "AARCH64":add_arch "x86":add_arch "native"
    assert.same({NATIVE, "arm64", "x86"}, f:arches())
    f:remove_arch "arm64":remove_arch "arm64":remove_arch "riscv64"
    assert.same({NATIVE, "x86"}, f:arches())
    f:add_arch "arm64"
    assert.same({NATIVE, "x86", "arm64"}, f:arches())
    assert.is_true(f:has_arch "SCMP_ARCH_AARCH64")
    assert.is_false(f:has_arch "arm")
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
    for _, arch in ipairs {"mips", "s390x", "ppc"} do
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
    local f = filter "allow":add_rule("read", "kill"):add_arch "x86"
    assert.same({NATIVE}, f:rules()[1].arches)
    f:add_rule("write", "kill")
    assert.same({NATIVE, "x86"}, f:rules()[2].arches)
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

describe("the program of a filter", function()
  -- what a filter is made of, and what changes what is compiled
  local function start()
    return filter("allow", {arches = {"amd64", "x86"}})
      :add_rule("read", "errno", {0, "==", 1}):add_rule("stat", "trap")
      :add_rule("write", "errno(2)"):add_rule("close", "errno(3)")
  end
  local changes = {
    add_rule = function(f) f:add_rule("mkdir", "errno") end,
    add_rule_exact = function(f)
      f:remove_arch "x86":add_rule_exact("mkdir", "errno")
    end,
    ["a refused list"] = function(f)
      assert.is_false(pcall(f.add_rule, f, {"mkdir", "read"}, "trap",
        {0, "==", 1}))
    end,
    set_priority = function(f) f:set_priority("close", 200) end,
    add_arch = function(f) f:add_arch "arm":add_rule("open", "errno") end,
    remove_arch = function(f) f:remove_arch "x86" end,
    ["remove_arch and add_arch"] = function(f)
      f:remove_arch "x86":add_arch "x86"
    end,
    reset = function(f) f:reset "allow" end,
    ["reset to another action"] = function(f) f:reset "trap" end,
    merge = function(f)
      f:merge(filter("allow", {arches = {"arm"}}):add_rule("open", "errno"))
    end,
    optimize = function(f) f:set("optimize", 2) end,
    bad_arch_action = function(f) f:set("bad_arch_action", "trap") end,
    ["bad_arch_action among others"] = function(f)
      f:set {log = true, bad_arch_action = "trap"}
    end,
    ["a transaction"] = support.library_at_least(2, 6) and function(f)
      f:transaction(function() f:add_rule("mkdir", "errno") end)
    end or nil,
    ["a transaction rolled back"] = support.library_at_least(2, 6)
      and function(f)
        assert.is_false(pcall(f.transaction, f, function()
          f:add_rule("mkdir", "errno"):set("optimize", 2):export_bpf()
          error "no"
        end))
      end or nil,
  }

  for name, change in pairs(changes) do
    it("is generated anew after " .. name, function()
      local fresh, asked = start(), start()
      change(fresh)
      local before = asked:export_bpf()
      change(asked)
      local want = fresh:export_bpf()
      assert.equal(want, asked:export_bpf())
      assert.equal(want, asked:program():bytes())
      -- but for those that come to nothing
      assert.equal(name:find "refused" ~= nil or name:find "rolled" ~= nil,
        want == before)
    end)
  end

  it("is kept while the filter stays as it is", function()
    local f = start()
    local function address() return ("%p"):format(f:export_bpf()) end
    local first = address()
    f:program()
    pcall(f.verify, f)
    f:export_pfc()
    f:lock()
    assert.equal(first, address())
    -- so this test can fail
    assert.is_false(first == ("%p"):format(start():export_bpf()))
  end)

  it("goes with the filter", function()
    local f = filter "allow"
    for number = 0, 300 do f:add_rule(number, "errno") end
    local function kilobytes()
      collectgarbage()
      collectgarbage()
      return collectgarbage "count"
    end
    local before = kilobytes()
    local size = #f:export_bpf() / 1024
    assert.is_true(size > 2)
    assert.is_true(kilobytes() - before >= size)
    f:release()
    assert.is_true(kilobytes() - before < size / 2)
  end)
end)

describe("add_rule", function()
  -- libseccomp gets the calls of a list in another order
  it("makes of a list what it makes of its calls one by one", function()
    local names = {}
    for number = 0, 1023 do
      names[#names + 1] = seccomp.syscall_name(number)
    end
    -- calls that x86 multiplexes, and what they go through
    table.move({"socketcall", "ipc", "semop", "bind"}, 1, 4, #names + 1, names)
    math.randomseed(1)
    local function some(n)
      local list = {}
      for i = 1, n do list[i] = names[math.random(#names)] end
      return list
    end
    for _, arches in ipairs {{"amd64"}, {"amd64", "x86", "x32"}, {"x86"},
      {"arm64", "arm"}} do
      for _ = 1, 4 do
        local whole = filter("kill_process", {arches = arches})
        local single = filter("kill_process", {arches = arches})
        for _, name in ipairs(some(20)) do
          local action = math.random(2) == 1 and "allow" or "errno(1)"
          local condition = {math.random(0, 1), "==", math.random(0, 20)}
          local ok = pcall(single.add_rule, single, name, action, condition)
          assert.equal(ok, pcall(whole.add_rule, whole, name, action,
            condition))
        end
        for _, action in ipairs {"allow", "errno(2)", "allow"} do
          local list = some(math.random(60))
          local added = pcall(whole.add_rule, whole, list, action)
          local all = true
          local before = single:export_bpf()
          for _, name in ipairs(list) do
            if all then all = pcall(single.add_rule, single, name, action) end
          end
          assert.equal(all, added)
          if not all then
            assert.equal(before, whole:export_bpf())
            break
          end
          assert.equal(single:export_bpf(), whole:export_bpf())
          assert.equal(single:export_pfc(), whole:export_pfc())
          assert.same(single:rules(), whole:rules())
        end
      end
    end
  end)

  it("takes a name, a number, or a list of them", function()
    local want = filter("allow", {arches = {"amd64", "arm64"}})
      :add_rule("read", "kill"):add_rule("write", "kill"):export_pfc()
    local read = seccomp.syscall_number "read"
    local write = seccomp.syscall_number "write"
    for _, calls in ipairs {{"read", "write"}, {read, write},
      {read + 0.0, "SCMP_SYS(write)"}, {"__NR_read", write}} do
      local f = filter("allow", {arches = {"amd64", "arm64"}})
      assert.equal(want, f:add_rule(calls, "kill"):export_pfc())
      f:reset("allow"):remove_arch(NATIVE):add_arch "amd64":add_arch "arm64"
      for _, call in ipairs(calls) do f:add_rule(call, "kill") end
      assert.equal(want, f:export_pfc())
    end
  end)

  it("takes actions and conditions in every form", function()
    local c = seccomp.condition(0, "==", 1)
    local want = filter "allow":add_rule("read", seccomp.action "errno(5)", c)
      :export_bpf()
    for _, action in ipairs {"errno(5)", "ERRNO(EIO)", "SCMP_ACT_ERRNO(5)"} do
      for _, condition in ipairs {c, {0, "==", 1}, {0, "eq", "1"},
        {arg = 0, op = "SCMP_CMP_EQ", value = 1}} do
        assert.is_true(want == filter "allow"
          :add_rule("read", action, condition):export_bpf())
      end
    end
  end)

  it("takes as many conditions as a call has arguments", function()
    local f = filter "allow":add_rule("mmap", "kill", {0, "==", 1},
      {1, "!=", 2}, {2, "<", 3}, {3, "<=", 4}, {4, ">", 5}, {5, ">=", 6})
    assert.equal(6, #f:rules()[1].conditions)
    local before = snapshot(f)
    assert.has_error(function()
      f:add_rule("mmap", "kill", {0, "==", 1}, {1, "!=", 2}, {2, "<", 3},
        {3, "<=", 4}, {4, ">", 5}, {5, ">=", 6}, {0, "==", 1})
    end)
    assert.equal(before, snapshot(f))
  end)

  it("says that one argument can be tested once in a rule", function()
    local f = filter "allow"
    local err = refuses(f, "EINVAL", f.add_rule, f, "read", "kill",
      {2, ">", 1}, {2, "<", 9})
    assert.truthy(err.message:find("arg2", 1, true))
    assert.truthy(err.message:find("seccomp.policy", 1, true))
  end)

  it("adds an equal rule without error", function()
    local f = filter "allow":add_rule("read", "kill", {0, "==", 1})
    local before = f:export_bpf()
    f:add_rule("read", "kill", {0, "==", 1})
    assert.is_true(before == f:export_bpf())
  end)

  it("refuses the default action by name", function()
    for default, same in pairs {allow = "SCMP_ACT_ALLOW",
      ["errno(EPERM)"] = "errno(1)", kill = "kill_thread",
      trace = "trace(0)", errno = "errno(EPERM)"} do
      local f = filter(default)
      local err = refuses(f, "EACCES", f.add_rule, f, "read", same)
      assert.equal(13, err.errno)
      assert.truthy(err.message:find("default action", 1, true))
      refuses(f, "EACCES", f.add_rule, f, {"read", "write"}, same,
        {0, "==", 1})
      refuses(f, "EACCES", f.add_rule_exact, f, "read", same)
    end
    filter "errno(1)":add_rule("read", "errno(2)")
    filter "kill_process":add_rule("read", "kill_thread")
  end)

  it("refuses an unknown syscall, naming the nearest", function()
    local f = filter "allow"
    for _, name in ipairs {"add_rule", "add_rule_exact", "set_priority"} do
      local err = refuses(f, "EINVAL", f[name], f, "opnat",
        name == "set_priority" and 1 or "kill")
      assert.equal(name, err.op)
      assert.truthy(err.message:find('"openat"', 1, true))
    end
    refuses(f, "EINVAL", f.add_rule, f, "", "kill")
    refuses(f, "EINVAL", f.add_rule, f, "READ", "kill")
  end)

  it("takes pseudo numbers and unused numbers as libseccomp does", function()
    local f = filter "allow"
    f:add_rule("socketcall", "kill"):add_rule(-102, "kill")
    f:add_rule(9999, "kill"):add_rule(-10001, "kill")
    assert.equal(9999, f:rules()[3].syscall)
    for number = -99, -2 do
      refuses(f, "EINVAL", f.add_rule, f, number, "kill")
    end
    f:add_arch "x86"
    -- a number that means nothing elsewhere
    local err = refuses(f, "EFAULT", f.add_rule, f, 9998, "kill")
    assert.truthy(err.message:find("9998", 1, true))
    for _, number in ipairs {1 << 31, -(1 << 31) - 1, 0.5, 0 / 0} do
      local before = snapshot(f)
      assert.has_error(function() f:add_rule(number, "kill") end)
      assert.has_error(function() f:add_rule({number}, "kill") end)
      assert.equal(before, snapshot(f))
    end
  end)

  it("takes -1 where tskip is on", function()
    local f = filter("kill", {arches = {"x86", "amd64"}})
    local err = refuses(f, "EINVAL", f.add_rule, f, -1, "allow")
    assert.truthy(err.message:find("tskip", 1, true))
    refuses(f, "EINVAL", f.set_priority, f, -1, 5)
    f:set("tskip", true):set_priority(-1, 100):add_rule(-1, "allow")
    f:set("tskip", false)
    local before = snapshot(f)
    refuses(f, "EOPNOTSUPP", f.add_rule_exact, f, "read", "allow")
    assert.is_true(before == snapshot(f))
    assert.is_false(f:get "tskip")
    f:remove_arch "x86"
    assert.same({"amd64"}, f:rules()[1].arches)
  end)

  it("refuses data over 32 bits where an arch compares 32", function()
    for _, arch in ipairs {"x86", "x32", "arm", "mipsel", "mipsel64n32"} do
      local f = filter("allow", {arches = {"amd64", arch}})
      for _, c in ipairs {{0, "==", 0x100000000}, {0, "<", -1},
        {0, "masked_eq", 0x100000001, 1}, {0, "masked_eq", -1, 0},
        {0, "!=", "18446744073709551615"}} do
        local err = refuses(f, "EINVAL", f.add_rule, f, "read", "kill", c)
        assert.truthy(err.message:find(arch, 1, true))
        assert.truthy(err.message:find("arg0", 1, true))
      end
      f:add_rule("read", "kill", {0, "==", 0xffffffff})
    end
    local f = filter("allow", {arches = {"amd64", "arm64", "mipsel64"}})
    f:add_rule("read", "kill", {0, "==", -1}):add_arch "x86"
    refuses(f, "EINVAL", f.add_rule, f, "write", "kill", {0, "==", -1})
    f:remove_arch "x86":add_rule("write", "kill", {0, "==", -1})
  end)

  it("takes width 32 with == and masked_eq only", function()
    local f = filter "allow"
    f:add_rule("ioctl", "kill", {1, "==", 0x5412, width = 32})
    assert.is_true(f:export_bpf() == filter "allow"
      :add_rule("ioctl", "kill", {1, "masked_eq", 0xffffffff, 0x5412})
      :export_bpf())
    assert.equal(32, f:rules()[1].conditions[1].width)
    assert.equal("==", f:rules()[1].conditions[1].op)
    f:add_rule("ioctl", "kill",
      {arg = 1, op = "masked_eq", mask = 0xff, value = 7, width = 32})
    for _, op in ipairs {"!=", "<", "<=", ">=", ">"} do
      local err = refuses(f, "EINVAL", f.add_rule, f, "read", "kill",
        {1, op, 5, width = 32})
      assert.truthy(err.message:find("seccomp.policy", 1, true))
      assert.truthy(err.message:find(op, 1, true))
    end
  end)

  it("adds a list all or none", function()
    local f = filter("allow", {arches = {"amd64", "x86"}})
      :add_rule("read", "kill", {0, "==", 1})
    refuses(f, "EINVAL", f.add_rule, f, {"write", "opnat"}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {"write", -50}, "kill")
    refuses(f, "EFAULT", f.add_rule, f, {"write", "close", 9999}, "kill")
    refuses(f, "EEXIST", f.add_rule, f, {"write", "close", "read"}, "trap",
      {0, "==", 1})
    refuses(f, "EINVAL", f.add_rule, f, {}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {"write", {"close"}}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {"write", true}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {"write", x = "close"}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {"write", nil, "close"}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {"write\0"}, "kill")
    refuses(f, "EINVAL", f.add_rule, f, {[0] = "write"}, "kill")
    assert.equal(4, #f:add_rule({"write", "close", "write"}, "kill"):rules())
  end)

  it("takes a long list", function()
    local list = {}
    for i = 1, 2000 do list[i] = 3000 + i end
    assert.equal(2000, #filter "allow":add_rule(list, "kill"):rules())
  end)

  it("refuses arguments of other types", function()
    local f = filter "allow"
    local before = snapshot(f)
    for _, call in ipairs {{}, {nil}, {true, "kill"}, {print, "kill"},
      {io.stdout, "kill"}, {"read"}, {"read", nil}, {"read", 5},
      {"read", {}}, {"read\0", "kill"}, {"read", "kill\0"},
      {seccomp.action "kill", "read"}} do
      assert.truthy(tostring(raised(f.add_rule, f, table.unpack(call, 1, 2)))
        :find("bad argument", 1, true))
    end
    assert.equal(before, snapshot(f))
  end)
end)

describe("add_rules", function()
  local CALLS = {"read", "write", "openat", "ioctl", "socket", "bind", "semop",
    "mkdir", "socketcall", "ipc", "personality", "clone", "_llseek", "open"}

  -- A list of rules, in runs that are alike but for the call and singly.
  local function draw()
    local list = {}
    local action = "allow"
    for i = 1, math.random(0, 14) do
      if math.random(3) == 1 then
        action = ({"allow", "errno(1)", "trap"})[math.random(3)]
      end
      local rule = {CALLS[math.random(#CALLS)], action}
      if math.random(4) == 1 then
        rule[1] = {rule[1], CALLS[math.random(#CALLS)]}
      end
      for arg = 0, math.random(-6, 2) do
        rule[#rule + 1] = {arg, ({"==", "!=", "<"})[math.random(3)],
          math.random(0, 2)}
      end
      list[i] = rule
    end
    return list
  end

  it("makes what add_rule makes of them one by one, or nothing", function()
    math.randomseed(2)
    local added, refused = 0, 0
    support.loses("libseccomp", function()
      for _ = 1, 400 do
        local arches = ({{"amd64"}, {"amd64", "x86", "x32"}, {"x86"},
          {"arm64", "arm"}})[math.random(4)]
        local whole = filter("kill_process", {arches = arches})
        local single = filter("kill_process", {arches = arches})
        for _ = 1, 3 do
          local list, codes = draw(), {}
          local before = snapshot(whole)
          for _, rule in ipairs(list) do
            local ok, err = pcall(single.add_rule, single, table.unpack(rule))
            if not ok then codes[#codes + 1] = err.code end
          end
          local ok, err = pcall(whole.add_rules, whole, list)
          assert.equal(#codes == 0, ok)
          if not ok then
            assert.equal(codes[1], err.code)
            assert.equal(before, snapshot(whole))
            refused = refused + 1
            break
          end
          added = added + 1
          assert.equal(snapshot(single), snapshot(whole))
          assert.same(single:rules(), whole:rules())
        end
      end
    end)
    assert.is_true(added > 100 and refused > 50, added .. " " .. refused)
  end)

  it("takes none, and many", function()
    local f = filter "allow"
    assert.equal(f, f:add_rules {})
    local many, single = {}, filter "allow"
    for i = 1, 700 do
      many[i] = {"ioctl", "errno(1)", {1, "==", i}, {2, "==", 3}}
      single:add_rule(table.unpack(many[i]))
    end
    assert.equal(snapshot(single), snapshot(f:add_rules(many)))
    -- more conditions than rules let expect, and more calls
    for i = 1, 700 do many[i][5] = {3, "==", 4} end
    f:reset "allow":add_rules(many)
    assert.equal(700, #f:rules())
    assert.equal("arg3 == 0x4", tostring(f:rules()[700].conditions[3]))
    local numbers = {}
    for i = 1, 700 do numbers[i] = i end
    f:reset "allow":add_rules {{"ioctl", "trap", {1, "==", 1}},
      {numbers, "errno(1)", {2, "==", 1}}}
    assert.equal(701, #f:rules())
    assert.equal(700, f:rules()[701].syscall)
  end)

  it("takes lists that were not filled from the beginning", function()
    local rule = {}
    for i = 5, 1, -1 do
      rule[i] = ({"ioctl", "trap", {0, "==", 1}, {1, "==", 2},
        {2, "==", 3}})[i]
    end
    local list = {}
    for i = 40, 1, -1 do list[i] = {i, "errno(1)"} end
    list[41] = rule
    local f = filter "allow":add_rules(list)
    for i = 1, 40 do
      assert.equal(seccomp.syscall_name(i), f:rules()[i].syscall)
    end
    assert.equal(3, #f:rules()[41].conditions)
  end)

  it("takes Actions, Conditions, numbers, and conditions by name", function()
    local want = filter "allow":add_rule(1, "errno(5)", {0, "==", 1})
    assert.equal(want:export_bpf(), filter "allow":add_rules {{1,
      seccomp.action "errno(5)", seccomp.condition(0, "==", 1)}}:export_bpf())
    assert.equal(want:export_bpf(), filter "allow":add_rules {{{"write"},
      "errno(EIO)", {arg = 0, op = "eq", value = "1"}}}:export_bpf())
  end)

  it("says which rule is wrong, and what is wrong with it", function()
    local good = {"read", "trap", {0, "==", 1}}
    for text, case in pairs {
      ['rule 2: unknown syscall "reed"; did you mean "read"?'] =
        {{good, {"reed", "trap"}}, "EINVAL"},
      ['rule 1: unknown action "tarp"; did you mean "trap"?'] =
        {{{"read", "tarp"}, good}, "EINVAL"},
      ["rule 2: action allow is the filter's default action"] =
        {{good, {"read", "allow"}}, "EACCES"},
      ["rule 3: condition: arg is an integer from 0 to 5, not 6"] =
        {{good, good, {"read", "trap", {6, "==", 1}}}, "EINVAL"},
      ["rule 2: two conditions on arg0"] =
        {{good, {"read", "trap", {0, "==", 1}, {0, "==", 2}}}, "EINVAL"},
      ["rule 2: item 2 of the list is not a syscall name or number"] =
        {{good, {{"read", true}, "trap"}}, "EINVAL"},
      ["rule 2: a list of syscalls has at least one"] =
        {{good, {{}, "trap"}}, "EINVAL"},
      ["rule 2: read: a rule with the same conditions, or with fewer of "
        .. "them, has another action already: rule 1 of the list, trap"] =
        {{good, {"read", "errno(1)", {0, "==", 1}}}, "EEXIST"},
      ["rule 1: close: a rule with the same conditions, or with fewer of "
        .. "them, has another action already: rule 2, errno(EPERM)"] =
        {{{"close", "trap", {0, "==", 1}}}, "EEXIST"},
      ["rule 2: read: datum 0x100000000 of arg0 is over 32 bits"] =
        {{good, {"read", "trap", {0, "==", 1 << 32}}}, "EINVAL", "x86"},
      ["rule 2: -7 is not a syscall number"] = {{good, {-7, "trap"}}, "EINVAL"},
      ["rule 1: a rule is a list of a syscall, an action, and up to 6 "
        .. 'conditions, as in {"openat", "allow"}, not a string'] =
        {{"read", "trap"}, "EINVAL"},
      ["a list of rules has rules and nothing else"] =
        {{read = "trap"}, "EINVAL"},
    } do
      local f = filter "allow":add_rule("write", "trap")
        :add_rule("close", "errno", {0, "==", 1})
      if case[3] then f:add_arch(case[3]) end
      local err = refuses(f, case[2], f.add_rules, f, case[1])
      assert.equal(text, err.message:sub(1, #text))
      assert.equal("add_rules", err.op)
    end
  end)

  -- the gap was taken for an action like that of the rule before, of which
  -- there was none, and made a rule of kill_thread
  it("sees a gap in a rule though another key makes up for it", function()
    for gap = 1, 3 do
      local rule = {"read", "trap", {0, "==", 1}, {1, "==", 1}, extra = true}
      rule[gap] = nil
      for _, list in ipairs {{rule}, {{"write", "trap"}, rule}} do
        local f = filter "allow"
        local err = refuses(f, "EINVAL", f.add_rules, f, list)
        local text = ("rule %d: a rule is a list of a syscall"):format(#list)
        assert.equal(text, err.message:sub(1, #text))
      end
    end
  end)

  it("says where it was called", function()
    local _, err = pcall(function() filter "allow":add_rules {{"reed"}} end)
    assert.truthy(tostring(err):match "^[^:]*filter_spec%.lua:%d+: add_rules: ",
      tostring(err))
  end)
end)

describe("add_rule_exact", function()
  it("adds what needs no adapting", function()
    local f = filter "allow":add_rule_exact("read", "kill", {0, "==", 1})
    assert.is_true(f:rules()[1].exact)
    assert.is_true(f:export_bpf() == filter "allow"
      :add_rule("read", "kill", {0, "==", 1}):export_bpf())
  end)

  it("refuses a second arch, and what the arch lacks", function()
    local f = filter("allow", {arches = {"amd64", "x86"}})
    local err = refuses(f, "EOPNOTSUPP", f.add_rule_exact, f, "read", "kill")
    assert.truthy(err.message:find("amd64 x86", 1, true))
    assert.is_nil(err.required)
    f:remove_arch "x86"
    err = refuses(f, "EDOM", f.add_rule_exact, f, "socketcall", "kill")
    assert.truthy(err.message:find("socketcall", 1, true))
    f:remove_arch "amd64":add_arch "x86"
    refuses(f, "EINVAL", f.add_rule_exact, f, "socket", "kill", {0, "==", 2})
  end)
end)

describe("a refused add_rule", function()
  -- libseccomp's own roll-back forgets arches, merges and priorities
  local refusals = {
    EACCES = function(f) f:add_rule("read", "allow") end,
    EOPNOTSUPP = function(f) f:add_rule_exact("read", "kill") end,
    EFAULT = function(f) f:add_rule(9999, "kill") end,
    EEXIST = function(f) f:add_rule("write", "trap", {0, "==", 7}) end,
    EINVAL = function(f) f:add_rule("write", "kill", {0, "==", -1}) end,
  }

  local function subject()
    local f = filter("allow", {arches = {"amd64", "x32"}, log = true,
      optimize = 2, tskip = true, bad_arch_action = "trap",
      no_new_privs = false})
    f:add_rule("write", "kill", {0, "==", 7}):add_rule(-1, "errno(9)")
    f:set_priority("write", 99)
    return f
  end

  for code, call in pairs(refusals) do
    it("with " .. code .. " leaves an arch that was added", function()
      local f = subject():add_arch "arm64"
      refuses(f, code, call, f)
      assert.is_true(f:has_arch "arm64")
      f:add_rule("close", "kill")
      refuses(f, code, call, f)
    end)

    it("with " .. code .. " leaves an arch removed", function()
      local f = subject():add_arch "x86":add_rule("close", "kill")
        :remove_arch "x32"
      refuses(f, code, call, f)
      assert.is_false(f:has_arch "x32")
      assert.same({"amd64", "x86"}, f:arches())
    end)

    it("with " .. code .. " leaves priorities", function()
      local f = subject():add_rule({"close", "openat"}, "kill")
        :set_priority("openat", 255):set_priority("stat", 7)
      refuses(f, code, call, f)
    end)

    it("with " .. code .. " leaves what was merged", function()
      local f = subject()
      local source = filter("allow", {arches = {"arm", "arm64"},
        no_new_privs = false})
      f:merge(source:add_rule("openat", "trap"):set_priority("openat", 3))
      refuses(f, code, call, f)
      assert.same({"amd64", "x32", "arm", "arm64"}, f:arches())
      assert.equal("openat", f:rules()[3].syscall)
      f:add_arch "x86"
      refuses(f, code, call, f)
      f:merge(filter("allow", {arches = {"mipsel"}, no_new_privs = false}))
      refuses(f, code, call, f)
      f:remove_arch "arm":set_priority("close", 7)
      refuses(f, code, call, f)
    end)
  end

  it("may be the first thing that happens to a filter", function()
    local f = filter "allow"
    refuses(f, "EDOM", f.add_rule_exact, f, "socketcall", "kill")
    f:set_priority("read", 7):add_arch "x86"
    refuses(f, "EFAULT", f.add_rule, f, 9999, "kill")
    assert.equal("x86", f:arches()[2])
  end)

  it("may happen often, without growing or leaking", function()
    local f = subject()
    local before = snapshot(f)
    for _ = 1, 2000 do pcall(f.add_rule, f, {"close", 9999}, "kill") end
    assert.equal(before, snapshot(f))
  end)

  it("because of libseccomp's endless loops does not loop", function()
    local child = support.succeeds([[
      local seccomp = require "seccomp"
      local f = seccomp.filter "kill"
      f:add_rule("socket", "allow", {0, "!=", 16}, {1, "==", 1})
      local before = f:export_pfc()
      local ok, err = pcall(f.add_rule, f, "socket", "allow", {0, "!=", 16},
        {2, "==", 0})
      print(ok, ok or err.code, f:export_pfc() == before)
    ]], {timeout = 20})
    assert.equal("false\tEDEADLK\ttrue\n", child.stdout)
  end)
end)

describe("set_priority", function()
  it("orders the compiled calls", function()
    local f = filter "allow":add_rule({"read", "write"}, "kill")
    local function first(text)
      return text:match 'filter for syscall "(%w+)"'
    end
    assert.equal("write", first(f:set_priority("write", 255):export_pfc()))
    f = filter "allow":add_rule({"read", "write"}, "kill")
    assert.equal("read", first(f:set_priority("read", 255):export_pfc()))
    -- of several the highest holds
    assert.equal("read", first(f:set_priority("read", 0)
      :set_priority("write", 1):export_pfc()))
  end)

  it("takes 0 to 255, and calls without a rule", function()
    local f = filter "allow":set_priority("poll", 255):set_priority("read", 0)
    assert.is_string(f:export_pfc())
    local before = snapshot(f)
    for _, value in ipairs {-1, 256, 1 << 32, 1.5, "5", true} do
      assert.truthy(raised(function() f:set_priority("read", value) end)
        :find("bad argument #2 to 'set_priority'", 1, true))
    end
    assert.has_error(function() f:set_priority "read" end)
    assert.has_error(function() f:set_priority("read", 1, 2) end)
    assert.has_error(function() f:set_priority({"read"}, 1) end)
    assert.equal(before, snapshot(f))
  end)

  it("that is refused leaves the filter as it was", function()
    local f = filter("allow", {arches = {"amd64", "x86"}})
      :add_rule("read", "kill"):set_priority("read", 9)
    refuses(f, "EFAULT", f.set_priority, f, 9999, 200)
    refuses(f, "EINVAL", f.set_priority, f, -7, 200)
  end)
end)

describe("rules", function()
  it("are what was added, in order", function()
    local f = filter("allow", {arches = {"amd64"}})
    f:add_rule("read", "kill")
    f:add_rule({"write", "SCMP_SYS(close)"}, "errno(5)", {0, "==", 1},
      {2, "masked_eq", 0xf, 3})
    f:add_rule_exact(seccomp.syscall_number "ioctl", "trap")
    local rules = f:rules()
    assert.equal(4, #rules)
    for i, want in ipairs {{"read", "kill_thread", false, {}},
      {"write", "errno(EIO)", false, {"arg0 == 0x1", "arg2 & 0xf == 0x3"}},
      {"close", "errno(EIO)", false, {"arg0 == 0x1", "arg2 & 0xf == 0x3"}},
      {"ioctl", "trap", true, {}}} do
      local rule = rules[i]
      assert.equal(want[1], rule.syscall)
      assert.equal(seccomp.action(want[2]), rule.action)
      assert.equal(want[3], rule.exact)
      assert.same({"amd64"}, rule.arches)
      local texts = {}
      for k, c in ipairs(rule.conditions) do texts[k] = tostring(c) end
      assert.same(want[4], texts)
      local keys = {}
      for key in pairs(rule) do keys[#keys + 1] = key end
      table.sort(keys)
      assert.same({"action", "arches", "conditions", "exact", "syscall"}, keys)
    end
  end)

  it("can be added to another filter as they are", function()
    local f = filter "allow":add_rule("read", "kill", {0, "==", 1})
      :add_rule({"ioctl", 9999}, "trap", {1, "==", 5, width = 32})
    local g = filter "allow"
    for _, rule in ipairs(f:rules()) do
      g:add_rule(rule.syscall, rule.action, table.unpack(rule.conditions))
    end
    assert.equal(snapshot(f), snapshot(g))
  end)

  it("follow arches and merges", function()
    local f = filter("allow", {arches = {"amd64", "x86"}})
    f:add_rule("read", "kill"):add_arch "arm64":add_rule("write", "kill")
    local source = filter("allow", {arches = {"arm", "x32"}})
    f:merge(source:add_rule("close", "trap")):add_rule("stat", "kill")
    local function arches()
      local list = {}
      for i, rule in ipairs(f:rules()) do
        list[i] = rule.syscall .. ": " .. table.concat(rule.arches, " ")
      end
      return list
    end
    assert.same({"read: amd64 x86", "write: amd64 x86 arm64",
      "close: arm x32", "stat: amd64 x86 arm64 arm x32"}, arches())
    f:remove_arch "x86":remove_arch "arm"
    assert.same({"read: amd64", "write: amd64 arm64", "close: x32",
      "stat: amd64 arm64 x32"}, arches())
    -- an arch that comes back comes without its rules
    f:add_arch "x86":add_rule("poll", "kill")
    assert.same({"read: amd64", "write: amd64 arm64", "close: x32",
      "stat: amd64 arm64 x32", "poll: amd64 arm64 x32 x86"}, arches())
  end)

  it("are a copy", function()
    local f = filter "allow":add_rule("read", "kill")
    f:rules()[1].syscall = "write"
    f:rules()[1] = nil
    assert.equal("read", f:rules()[1].syscall)
  end)
end)

describe("merge", function()
  local function pair(options)
    local f = filter("allow", {arches = {"amd64"}}):add_rule("read", "kill")
    options = options or {}
    options.arches = options.arches or {"x86", "arm"}
    return f, filter(options.default or "allow", (function()
      options.default = nil
      return options
    end)()):add_rule("write", "trap")
  end

  it("takes arches and rules, and ends the source", function()
    local f, source = pair {optimize = 2, bad_arch_action = "log"}
    assert.is_true(rawequal(f, f:merge(source)))
    assert.is_false(source:is_valid())
    assert.same({"amd64", "x86", "arm"}, f:arches())
    assert.equal(2, #f:rules())
    -- the attributes of the filter hold
    assert.equal(1, f:get "optimize")
    assert.equal(seccomp.action "kill", f:get "bad_arch_action")
    local err = raised(source.rules, source)
    assert.truthy(err.message:find("filter is released", 1, true))
    source:release()
    f:release()
  end)

  it("takes a filter that was merged into itself", function()
    local f, g = pair()
    local h = filter("allow", {arches = {"arm64"}}):add_rule("close", "log")
    f:merge(g:merge(h))
    assert.same({"amd64", "x86", "arm", "arm64"}, f:arches())
    assert.equal(3, #f:rules())
    refuses(f, "EOPNOTSUPP", f.add_rule_exact, f, "read", "log")
  end)

  it("leaves both as they were when it is refused", function()
    for code, options in pairs {
      EINVAL = {default = "log"}, EEXIST = {arches = {"x86", "amd64"}},
      EDOM = {arches = {"mips"}},
    } do
      local f, source = pair(options)
      local before = snapshot(source)
      local err = refuses(f, code, f.merge, f, source)
      assert.equal("merge", err.op)
      assert.is_true(source:is_valid())
      assert.equal(before, snapshot(source))
    end
  end)

  it("names what differs", function()
    for word, options in pairs {tsync = {tsync = false},
      no_new_privs = {no_new_privs = false}, ["log"] = {default = "log"},
      amd64 = {arches = {"amd64"}}} do
      local f, source = pair(options)
      assert.truthy(raised(f.merge, f, source).message:find(word, 1, true))
    end
  end)

  it("refuses itself, released ones and what is no filter", function()
    local f, source = pair()
    refuses(f, "EINVAL", f.merge, f, f)
    source:release()
    local err = refuses(f, "EINVAL", f.merge, f, source)
    assert.truthy(err.message:find("filter is released", 1, true))
    local before = snapshot(f)
    for _, value in ipairs {5, "x86", true, {}, io.stdout,
      seccomp.action "allow"} do
      assert.truthy(raised(function() f:merge(value) end)
        :find("bad argument #1 to 'merge'", 1, true))
    end
    assert.has_error(function() f:merge() end)
    assert.has_error(function() f:merge(filter "allow", 1) end)
    assert.equal(before, snapshot(f))
  end)
end)

describe("exports", function()
  local path
  before_each(function() path = os.tmpname() end)
  after_each(function() os.remove(path) end)

  local function subject()
    return filter("kill_process", {arches = {"amd64", "x86"}})
      :add_rule({"read", "write"}, "allow"):add_rule("ioctl", "errno",
        {1, "==", 0x5412})
  end

  it("are strings without a target", function()
    local f = subject()
    assert.equal(0, #f:export_bpf() % 8)
    assert.truthy(f:export_pfc():find('syscall "ioctl"', 1, true))
    assert.is_true(f:export_bpf() == f:export_bpf(nil))
  end)

  it("go to a Lua file, flushed", function()
    local f = subject()
    for _, name in ipairs {"export_bpf", "export_pfc"} do
      local file <close> = assert(io.open(path, "wb"))
      file:write "before|"
      assert.is_true(rawequal(f, f[name](f, file)))
      assert.is_true("before|" .. f[name](f) == support.slurp(path))
      file:write "|after"
      file:close()
      assert.is_true("before|" .. f[name](f) .. "|after" ==
        support.slurp(path))
    end
  end)

  it("go to a descriptor", function()
    local f, helper = subject(), native.helper()
    for _, name in ipairs {"export_bpf", "export_pfc"} do
      local file <close> = assert(io.open(path, "wb"))
      local fd = helper.fileno(file)
      assert.is_true(rawequal(f, f[name](f, fd)))
      assert.is_true(f[name](f) == support.slurp(path))
      assert.is_true(helper.is_open(fd))
    end
  end)

  it("go through pipes", function()
    local f = subject()
    local pipe = assert(io.popen("cat >" .. support.quote(path), "w"))
    f:export_bpf(pipe):export_pfc(pipe)
    pipe:close()
    assert.is_true(f:export_bpf() .. f:export_pfc() == support.slurp(path))
  end)

  it("are whole, however short the writes", function()
    local helper = native.helper()
    local f = filter "allow"
    for i = 1, 1200 do f:add_rule(2000 + i, "errno", {0, "==", i}) end
    local want = f:export_pfc()
    assert.is_true(#want > 100000)
    local fd = helper.drain()
    f:export_pfc(fd)
    assert.is_true(want == helper.drained(fd))
  end)

  it("raise when the disk is full", function()
    local f, helper = subject(), native.helper()
    local full <close> = assert(io.open("/dev/full", "wb"))
    for _, name in ipairs {"export_bpf", "export_pfc"} do
      for _, target in ipairs {full, helper.fileno(full)} do
        local err = raised(f[name], f, target)
        assert.equal("ENOSPC", err.code)
        assert.equal(28, err.errno)
        assert.equal(name, err.op)
      end
    end
    assert.is_true(f:is_valid())
  end)

  it("raise when the target cannot be written", function()
    local f = subject()
    support.spew(path, "untouched")
    local reader <close> = assert(io.open(path, "rb"))
    assert.equal("EBADF", raised(f.export_bpf, f, reader).code)
    assert.equal("EBADF", raised(f.export_pfc, f, 987654).code)
    local closed = assert(io.open(path, "rb"))
    closed:close()
    for _, target in ipairs {closed, -1, 1 << 31, 1 << 32, 0.5, "x", true, {},
      f, seccomp.action "allow"} do
      for _, name in ipairs {"export_bpf", "export_pfc"} do
        assert.truthy(raised(function() f[name](f, target) end)
          :match("bad argument #%d to '" .. name .. "'"))
      end
    end
    assert.has_error(function() f:export_bpf(nil, nil) end)
    assert.has_error(function() f:export_pfc(path, "w") end)
    assert.equal("untouched", support.slurp(path))
  end)

  it("leave a target untouched when nothing can be compiled", function()
    local f = filter "allow":remove_arch(NATIVE)
    local file <close> = assert(io.open(path, "wb"))
    assert.has_error(function() f:export_bpf(file) end)
    assert.equal("", support.slurp(path))
  end)

  it("are in the byte order of the arches", function()
    local little = filter("allow", {arches = {"arm64"}}):export_bpf()
    local big = filter("allow", {arches = {"s390x"}}):export_bpf()
    -- ld [4], the arch
    assert.equal("\x20\0\0\0\4\0\0\0", little:sub(1, 8))
    assert.equal("\0\x20\0\0\0\0\0\4", big:sub(1, 8))
  end)

  it("refuse what would overflow libseccomp's counters", function()
    if support.library_at_least(2, 6, 1) then
      pending "this libseccomp counts well enough"
      return
    end
    local f = filter "allow"
    local list = {}
    for i = 1, 1300 do list[i] = 2000 + i end
    f:add_rule(list, "kill", {0, "==", 1}, {1, "==", 2}, {2, "==", 3},
      {3, "==", 4}, {4, "==", 5}, {5, "==", 6})
    local err = raised(f.export_bpf, f)
    assert.equal("E2BIG", err.code)
    assert.truthy(err.message:find("65535", 1, true))
  end)

  -- they were counted one by one, and a program of 200 instructions refused
  it("count rules for the same call once", function()
    local f, list = filter "allow", {}
    for i = 1, 200 do list[i] = i end
    for _ = 1, 50 do f:add_rule(list, "kill") end
    f:add_rule("ioctl", "trap", {1, "==", {1, 2, 3}})
    assert.is_true(#f:verify():program() < 1000)
  end)

  -- and so were conditions that rules have in common
  it("count what rules have in common once", function()
    local values = {}
    for i = 1, 1500 do values[i] = i end
    local f = filter("allow", {arches = {"amd64"}}):add_rule("ioctl", "kill",
      {0, "==", 1}, {1, "==", 2}, {2, "==", 3}, {3, "==", 4}, {4, "==", 5},
      {5, "==", values})
    assert.is_true(#f:program() < 2000)
  end)
end)
