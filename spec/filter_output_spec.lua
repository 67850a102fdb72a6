-- SPDX-License-Identifier: MIT
-- What comes out of a filter: programs and exports; and merging.
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
    ["a transaction rolled back"] = support.library_at_least(2, 6) and
      function(f)
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
    -- a condition takes half as much code where it has 32 bits
    for i = 1, here.bits == 64 and 1300 or 2600 do list[i] = 2000 + i end
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
