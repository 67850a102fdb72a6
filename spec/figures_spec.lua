--- What the benchmarks measure and no machine changes: instructions, path
-- lengths, memory that calls ask for.

-- SPDX-License-Identifier: MIT
local counts = require "bench.counts"
local figures = require "bench.figures"
local native = require "spec.native"
local policies = require "seccomp.policy"
local rules = require "bench.rules"
local seccomp = require "seccomp"
local support = require "spec.support"

--- Bytes that Lua allocates for one run, on average of many.
local function allocated(run)
  run()
  collectgarbage()
  collectgarbage "stop"
  local before = collectgarbage "count"
  for _ = 1, 1000 do run() end
  local bytes = (collectgarbage "count" - before) * 1024 / 1000
  collectgarbage "restart"
  return bytes
end

describe("podman's default profile", function()
  local flat = rules.podman()

  local function with_profile(name, test)
    it(name, function()
      if not flat then
        pending("needs " .. rules.PODMAN)
        return
      end
      test()
    end)
  end

  local function ours()
    return policies.new(rules.policy(flat)):compile()
  end

  local function libseccomp(optimize)
    local f = seccomp.filter(flat.default,
      {arches = flat.arches, optimize = optimize})
    for _, rule in ipairs(flat.rules) do
      f:add_rule(rule.name, rule.action, table.unpack(rule.conditions))
    end
    return f:program()
  end

  with_profile("is for amd64, x86 and x32, and has some 430 rules", function()
    assert.equal("amd64 x86 x32", table.concat(flat.arches, " "))
    assert.is_true(#flat.rules > 400)
  end)

  with_profile("takes our compiler at most 360 instructions", function()
    local program = ours()
    assert.is_true(#program <= 360, #program .. " instructions")
    assert.is_true(3 * #program < #libseccomp(1))
  end)

  with_profile("is decided in 12 instructions, at most 16", function()
    local program = ours()
    for _, arch in ipairs(flat.arches) do
      local mean, longest = figures.path(program, flat, arch)
      assert.is_true(mean <= 12, ("%s: mean %.2f"):format(arch, mean))
      assert.is_true(longest <= 16, ("%s: longest %d"):format(arch, longest))
    end
  end)

  with_profile("is decided sooner than by optimize 2 of libseccomp", function()
    local program, other = ours(), libseccomp(2)
    for _, arch in ipairs(flat.arches) do
      local mean, longest = figures.path(program, flat, arch)
      local their_mean, their_longest = figures.path(other, flat, arch)
      assert.is_true(mean < their_mean)
      assert.is_true(longest <= their_longest)
    end
  end)
end)

describe("conditional rules", function()
  it("grow our program by few instructions each", function()
    local last = 0
    for _, n in ipairs {50, 400, 1000} do
      local program = policies.new(rules.policy(rules.conditional(n)))
        :compile {prove = false}
      assert.is_true(#program > last)
      assert.is_true(#program <= 3 * n + 40,
        ("%d rules: %d instructions"):format(n, #program))
      last = #program
    end
  end)
end)

describe("memory that Lua allocates", function()
  if support.counted() or os.getenv("LUA_INIT_" .. support.lua_suffix) then
    pending "counting lines allocates, and collecting frees"
    return
  end

  it("is none for a look-up of a name", function()
    assert.equal(0, allocated(function() seccomp.syscall_number "openat" end))
  end)

  it("is none for a rule but in the filter", function()
    local f = seccomp.filter "kill"
    f:add_rule("openat", "allow")
    assert.equal(0, allocated(function() f:add_rule("openat", "allow") end))
  end)

  it("is one Action for a simulated call", function()
    local program = seccomp.filter("kill"):add_rule("read", "allow"):program()
    local one = allocated(function() seccomp.action "allow" end)
    assert.equal(one, allocated(function() program:simulate("read", 3) end))
  end)
end)

describe("blocks that malloc gives", function()
  if support.counted() or support.sanitized() then
    pending(support.unwatched "allocator" or "to count takes blocks, too")
    return
  end

  local directory, library, peer, clock
  setup(function()
    directory = support.directory()
    library, peer = native.library "mallocs", native.contestant "peer"
    clock = native.library "clock":gsub("clock%.so$", "?.so")
  end)
  teardown(function() support.remove(directory) end)

  -- Those for each work, by C and by us.
  local function compare(flat, work, ours, what)
    local path = directory .. "/policy.rules"
    rules.write(flat, path)
    return counts.blocks(library, function(n)
      return ("%s %s %s %d 1"):format(peer, work, path, n)
    end, 4, what), counts.blocks(library, function(n)
      return ("env LUA_CPATH='%s;%s' %s bench/ours.lua %s %s %d 1"):format(
        clock, os.getenv "LUA_CPATH" or ";;", support.lua, ours or work, path,
        n)
    end, 4, what)
  end

  for _, work in ipairs {"build", "first"} do
    it("are libseccomp's own and few more: to " .. work, function()
      local theirs, ours = compare(rules.conditional(50), work)
      assert.is_true(theirs > 50, theirs)
      assert.is_true(ours >= theirs and ours <= 1.1 * theirs,
        ("%.1f, and %.1f in C"):format(ours, theirs))
    end)
  end

  it("are none for the program of a filter that has not changed", function()
    local theirs, ours = compare(rules.conditional(50), "export")
    assert.is_true(support.library_at_least(2, 6) or theirs > 50, theirs)
    -- a table of Lua's may grow meanwhile
    assert.is_true(ours < 5, ours)
  end)

  it("are never large to build, which would slow libseccomp", function()
    local flat = {default = "kill_process", arches = {seccomp.native_arch()},
      rules = {}}
    for number = 0, 400 do
      local name = seccomp.syscall_name(number)
      flat.rules[#flat.rules + 1] = name and
        {name = name, action = "allow", conditions = {}}
    end
    assert.is_true(#flat.rules > 200)
    local theirs, ours = compare(flat, "build", nil, "large")
    assert.equal(0, theirs)
    assert.equal(0, ours)
  end)

  it("are fewer for a policy compiled", function()
    local theirs, ours = compare(rules.conditional(400), "program", "compile")
    assert.is_true(ours < theirs / 2,
      ("%.1f, and %.1f in C"):format(ours, theirs))
  end)
end)

-- Instructions come out the same on any machine that has the same libraries,
-- but for some of Lua's; the bounds leave room for those, and for libraries.
describe("instructions", function()
  if support.counted() or support.sanitized() or
    not os.execute "valgrind --version >/dev/null 2>&1"
  then
    pending "valgrind counts them, of a build without other counts"
    return
  end

  local flat = rules.podman()
  -- What podman's profile costs, in what libseccomp's rules and program do.
  local MOST = {compile = 0.055, prove = 0.1, verify = 0.28}
  local WORKS = {"compile", "prove", "verify", "import_unchecked", "json"}
  local directory, theirs, ours
  setup(function()
    directory = support.directory()
    if not flat then return end
    -- an older valgrind gives up over the lines of code that clang writes down
    os.execute(("mkdir %s/seccomp && strip -g -o %s/seccomp/core.so %s"):format(
      directory, directory, package.searchpath("seccomp.core", package.cpath)))
    local peer = native.contestant "peer"
    local clock = native.library "clock":gsub("clock%.so$", "?.so")
    rules.write(flat, directory .. "/podman.rules")
    theirs = counts.instructions(function(n, batches)
      return ("%s program %s/podman.rules %d %d"):format(peer, directory, n,
        batches)
    end, 1, 1)[1]
    ours = {}
    for i, count in ipairs(counts.instructions(function(n, batches)
      return ("env LUA_CPATH='%s;%s/?.so;%s' %s bench/ours.lua %s " ..
        "%s/podman.rules %d %d"):format(clock, directory,
        os.getenv "LUA_CPATH" or ";;", support.lua, table.concat(WORKS, ","),
        directory, n, batches)
    end, 1, #WORKS)) do
      ours[WORKS[i]] = count
    end
  end)
  teardown(function() support.remove(directory) end)

  for work, most in pairs(MOST) do
    it("are few beside libseccomp's own: " .. work, function()
      if not flat then
        pending("needs " .. rules.PODMAN)
        return
      end
      local ratio = ours[work] / theirs
      assert.is_true(ratio <= most, ("%s: %.3f"):format(work, ratio))
    end)
  end

  it("are few times those of the JSON to read a profile", function()
    if not flat then
      pending("needs " .. rules.PODMAN)
      return
    end
    local ratio = ours.import_unchecked / ours.json
    assert.is_true(ratio <= 5, ("%.2f"):format(ratio))
  end)
end)

-- What one more of something costs in system calls of ours.
describe("system calls", function()
  if support.counted() or support.sanitized() or
    not os.execute "strace -V >/dev/null 2>&1"
  then
    pending "strace counts them, of a build that makes none for itself"
    return
  end

  local directory
  setup(function() directory = support.directory() end)
  teardown(function() support.remove(directory) end)

  local function counted(code, n)
    local script, table = directory .. "/calls.lua", directory .. "/calls"
    local file <close> = assert(io.open(script, "w"))
    file:write(code)
    file:close()
    support.command {"strace", "-c", "-o", table, support.lua, script,
      tostring(n), support.lua}
    local calls = {}
    for line in io.lines(table) do
      local count, name =
        line:match "^%s*[%d.]+%s+[%d.]+%s+%d+%s+(%d+).-(%S+)$"
      if name then calls[name] = tonumber(count) end
    end
    return calls
  end

  -- Those for each of 200 more.
  local function each(code)
    local few, many, more = counted(code, 100), counted(code, 300), {}
    assert.is_true(few.total > 0)
    for name, count in pairs(many) do
      more[name] = (count - (few[name] or 0)) / 200
    end
    return more
  end

  it("are three for a recorded call", function()
    local more = each [[require("seccomp.record").record({"dd",
      "if=/dev/zero", "of=/dev/null", "bs=1", "status=none",
      "count=" .. arg[1]}, {progress = false})]]
    -- dd reads and writes
    assert.is_true(more.ptrace <= 4.1, more.ptrace)
    assert.is_true(more.wait4 <= 2.1, more.wait4)
    assert.is_true(more.total <= 6.2, more.total)
  end)

  it("are two for a notification", function()
    local more = each [[local seccomp = require "seccomp"
      local p = seccomp.spawn({"/usr/bin/env", arg[2], "-e",
        "for _ = 1, " .. arg[1] .. " do io.open '/nowhere' end"},
        {listener = true, filter = seccomp.filter("allow")
          :add_rule("openat", "notify")})
      for req in function() return p.listener:receive() end do
        req:continue()
      end]]
    assert.is_true(more.ioctl <= 2.1, more.ioctl)
    -- before 6.11 a listener does not tell of the end: its process is looked at
    local major, minor = support.slurp "/proc/sys/kernel/osrelease"
      :match "^(%d+)%.(%d+)"
    local most = major * 100 + minor >= 611 and 2.2 or 3.2
    assert.is_true(more.total <= most, more.total)
  end)
end)
