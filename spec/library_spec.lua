-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"
local support = require "spec.support"

local ARCHES = {"x86", "amd64", "x32", "arm", "arm64", "mips", "mips64",
  "mips64n32", "mipsel", "mipsel64", "mipsel64n32", "ppc", "ppc64", "ppc64le",
  "s390", "s390x", "parisc", "parisc64", "riscv64", "loongarch64", "m68k",
  "sh", "sheb"}
local NEWER = {loongarch64 = true, m68k = true, sh = true, sheb = true}
local C_SPELLING = {amd64 = "X86_64", arm64 = "AARCH64"}

describe("the module", function()
  it("tells its version", function()
    assert.truthy(seccomp._VERSION:match "^lua%-seccomp %d+%.%d+%.%d+$")
  end)

  it("tells libseccomp's version", function()
    local major, minor, micro = seccomp.library_version()
    for _, part in ipairs {major, minor, micro} do
      assert.equal("integer", math.type(part))
    end
    assert.is_true(major > 2 or major == 2 and minor >= 5)
    assert.equal(3, select("#", seccomp.library_version()))
  end)

  it("loads nothing but itself, and touches no global", function()
    local child = support.succeeds [[
      local before, loaded = {}, {}
      for name, value in pairs(_G) do before[name] = value end
      for name in pairs(package.loaded) do loaded[name] = true end
      local seccomp = require "seccomp"
      local f = seccomp.filter("allow"):add_rule("read", "kill")
      f:export_pfc()
      for name, value in pairs(_G) do
        assert(before[name] == value, name)
      end
      for name in pairs(package.loaded) do
        if not loaded[name] then
          assert(name:find "^seccomp", name)
          assert(not name:find "cli" and not name:find "json", name)
        end
      end
      assert(package.loaded.seccomp == seccomp)
    ]]
    assert.equal("", child.stderr)
  end)

  it("can be loaded in several states and threads of one", function()
    local co = coroutine.wrap(function()
      return seccomp.filter "allow":add_rule("read", "kill")
    end)
    assert.is_true(co():is_valid())
  end)
end)

describe("the API level", function()
  it("is an integer from 1", function()
    assert.equal("integer", math.type(seccomp.api()))
    assert.is_true(seccomp.api() >= 1 and seccomp.api() <= 7)
  end)

  it("can be set", function()
    local child = support.succeeds [[
      local seccomp = require "seccomp"
      local detected = seccomp.api()
      for level = 1, 6 do
        assert(seccomp.set_api(level) == nil)
        assert(seccomp.api() == level)
      end
      seccomp.set_api(2.0)
      assert(seccomp.api() == 2)
      seccomp.set_api(detected)
    ]]
    assert.equal("", child.stderr)
  end)

  it("raises for what is no level, and stays", function()
    local before = seccomp.api()
    for _, level in ipairs {0, -1, 8, 1024, math.maxinteger, math.mininteger,
      1 << 32 | 3} do
      local ok, err = pcall(seccomp.set_api, level)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.equal("set_api", err.op)
      assert.truthy(err.message:find(tostring(level), 1, true))
    end
    for _, level in ipairs {"3", 2.5, true, {}} do
      assert.has_error(function() seccomp.set_api(level) end)
    end
    assert.equal(before, seccomp.api())
  end)

  it("tells what there is at each", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local NEEDS = {flags = {tsync = 2, log = 3, ssb = 4, listener = 5,
          tsync_esrch = 6},
        actions = {allow = 1, errno = 1, trap = 1, trace = 1, kill_thread = 1,
          log = 3, kill_process = 3, notify = 5}}
      local detected = seccomp.api()
      local best = seccomp.features()
      for level = 1, detected do
        seccomp.set_api(level)
        local now = seccomp.features()
        for kind, needs in pairs(NEEDS) do
          for name, least in pairs(needs) do
            assert(now[kind][name] == (level >= least and best[kind][name]),
              name .. " at " .. level)
          end
        end
        -- what is a flag of loading is an attribute
        for _, name in ipairs {"tsync", "log", "ssb"} do
          local f = seccomp.filter "allow"
          local ok, err = pcall(f.set, f, name, true)
          assert(ok == (level >= NEEDS.flags[name]), name .. " at " .. level)
          assert(ok or err.required.api == NEEDS.flags[name])
          f:set(name, false)
        end
      end
    ]]
  end)

  it("takes away what needs a higher one, naming both", function()
    local child = support.succeeds [[
      local seccomp = require "seccomp"
      local function level(fn, ...)
        local ok, err = pcall(fn, ...)
        assert(not ok and err.code == "EOPNOTSUPP", tostring(err))
        assert(err.current.api == seccomp.api())
        return err.required.api
      end
      seccomp.set_api(1)
      local f = seccomp.filter "allow"
      assert(f:get "tsync" == false)
      print(level(f.set, f, "tsync", true), level(f.set, f, "log", true),
        level(f.set, f, {ssb = true}),
        level(f.add_rule, f, "read", "kill_process"),
        level(f.add_rule, f, "read", "log"),
        level(f.add_rule, f, "read", "notify"),
        level(f.reset, f, "log"))
      -- to switch off what is off is no error
      f:set {tsync = false, log = false, ssb = false}
      seccomp.set_api(5)
      f = seccomp.filter "allow"
      print(level(f.add_rule, f, "read", "notify"))
      f:set("tsync", false):add_rule("read", "notify")
      local ok, err = pcall(f.set, f, "tsync", true)
      assert(not ok and err.message:find "notify", tostring(err))
    ]]
    assert.equal("2\t3\t4\t3\t3\t5\t3\n6\n", child.stdout)
  end)
end)

describe("features", function()
  it("are four sets, by key and as lists", function()
    local features = seccomp.features()
    for _, name in ipairs {"actions", "flags", "notify", "arches"} do
      local set = features[name]
      assert.is_table(set)
      local listed = {}
      for _, item in ipairs(set) do listed[item] = true end
      for item, can in pairs(set) do
        if type(item) == "string" then
          assert.equal(can, listed[item] or false, item)
        end
      end
    end
  end)

  it("name every action, flag and arch, whether to be had or not", function()
    local features = seccomp.features()
    for _, name in ipairs {"allow", "log", "notify", "trap", "trace", "errno",
      "kill_thread", "kill_process"} do
      assert.is_boolean(features.actions[name])
    end
    for _, name in ipairs {"tsync", "log", "ssb", "wait_kill", "listener"} do
      assert.is_boolean(features.flags[name])
    end
    for _, name in ipairs(ARCHES) do
      assert.is_boolean(features.arches[name])
    end
  end)

  it("agree with what filters take", function()
    local features = seccomp.features()
    for _, name in ipairs(features.actions) do
      assert.is_true(seccomp.filter(name):is_valid())
    end
    for _, name in ipairs {"tsync", "log", "ssb", "wait_kill"} do
      local ok = pcall(seccomp.filter, "allow", {[name] = true})
      assert.equal(features.flags[name], ok, name)
    end
    assert.same(seccomp.arches(), {table.unpack(features.arches)})
  end)

  it("are seen fresh each time, in a table of one's own", function()
    seccomp.features().actions.allow = "changed"
    assert.is_true(seccomp.features().actions.allow)
  end)
end)

describe("arch names", function()
  it("are canonical for every spelling and letter case", function()
    local spellings = {amd64 = {"x86-64", "x86_64", "x64"},
      x86 = {"i386", "i686"}, arm64 = {"aarch64"}, loongarch64 = {"loong64"}}
    for _, name in ipairs(ARCHES) do
      local list = {name, table.unpack(spellings[name] or {})}
      list[#list + 1] = "SCMP_ARCH_" .. (C_SPELLING[name] or name:upper())
      for _, spelling in ipairs(list) do
        for _, word in ipairs {spelling, spelling:upper(), spelling:lower(),
          spelling:sub(1, 1):upper() .. spelling:sub(2)} do
          assert.equal(name, seccomp.arch(word), word)
        end
      end
    end
  end)

  it("know the native one", function()
    local native = seccomp.native_arch()
    assert.equal(native, seccomp.arch "native")
    assert.equal(native, seccomp.arch "NATIVE")
    assert.equal(native, seccomp.arch "SCMP_ARCH_NATIVE")
    assert.equal(native, seccomp.filter("allow"):arches()[1])
  end)

  it("give nil and a message for what is none", function()
    for _, name in ipairs {"", "amd46", "x86 ", " x86", "SCMP_ARCH_",
      "SCMP_ARCH_amd64x", "arm64\n", "ppc64be", "X86_64_"} do
      local result = table.pack(seccomp.arch(name))
      assert.equal(2, result.n)
      assert.is_nil(result[1], name)
      assert.truthy(result[2]:find "^unknown arch", result[2])
    end
    assert.truthy(select(2, seccomp.arch "amd46"):find('"amd64"', 1, true))
  end)

  it("raise for what cannot be a name", function()
    assert.has_error(function() seccomp.arch "x86\0" end)
    assert.has_error(function() seccomp.arch(62) end)
    assert.has_error(function() seccomp.arch() end)
  end)

  it("list those this libseccomp supports, in canonical order", function()
    local want = {}
    for _, name in ipairs(ARCHES) do
      if not NEWER[name] or support.library_at_least(2, 6) then
        want[#want + 1] = name
      end
    end
    assert.same(want, seccomp.arches())
  end)
end)

describe("syscall_number", function()
  it("keeps answers for the arch that they are of", function()
    -- in a process that has none yet; the table is asked first the second time
    support.succeeds [[
      local seccomp = require "seccomp"
      local native = seccomp.native_arch()
      local other = native == "x86" and "amd64" or "x86"
      for _, name in ipairs {"openat", "__NR_openat", "SCMP_SYS(openat)"} do
        local theirs = seccomp.syscall_number(name, other)
        local ours = seccomp.syscall_number(name)
        assert(theirs ~= ours)
        for _ = 1, 2 do
          assert(seccomp.syscall_number(name, other) == theirs)
          assert(seccomp.syscall_number(name) == ours)
          assert(seccomp.syscall_number(name, native) == ours)
        end
        assert(seccomp.syscall_name(ours) == "openat")
        assert(seccomp.syscall_name(theirs, other) == "openat")
      end
      assert(not seccomp.syscall_number "opnat")
      assert(not seccomp.syscall_number "opnat")
      assert(seccomp.syscall_number("openat") == seccomp.syscall_number(
        "openat", nil))
      assert(not pcall(seccomp.syscall_number, "openat", nil, 1))
    ]]
  end)

  it("knows the numbers of each arch", function()
    for _, fact in ipairs {
      {"read", "amd64", 0}, {"read", "x86", 3}, {"read", "arm64", 63},
      {"read", "mips", 4003}, {"read", "mips64", 5000},
      {"read", "mips64n32", 6000}, {"read", "x32", 0x40000000},
      {"openat", "riscv64", 56}, {"exit_group", "s390x", 248},
      {"socket", "x86", -101}, {"socket", "amd64", 41},
      {"shmget", "ppc", -223},
    } do
      assert.equal(fact[3], seccomp.syscall_number(fact[1], fact[2]),
        fact[1] .. " on " .. fact[2])
    end
  end)

  it("takes the native arch when none is named", function()
    local native = seccomp.native_arch()
    assert.equal(seccomp.syscall_number("openat", native),
      seccomp.syscall_number "openat")
    assert.equal(seccomp.syscall_number("openat", native),
      seccomp.syscall_number("openat", nil))
    assert.equal(seccomp.syscall_number("openat", native),
      seccomp.syscall_number("openat", "native"))
  end)

  it("is negative for a call that another arch has", function()
    local number = seccomp.syscall_number("fork", "arm64")
    assert.is_true(number < -1)
    assert.equal("fork", seccomp.syscall_name(number, "arm64"))
  end)

  it("takes C's spellings", function()
    for _, name in ipairs {"read", "SCMP_SYS(read)", "__NR_read", "SYS_read",
      "__SNR_read"} do
      assert.equal(63, seccomp.syscall_number(name, "SCMP_ARCH_AARCH64"))
    end
  end)

  it("gives nil and a message for an unknown name", function()
    for _, name in ipairs {"", "opnat", "READ", "read ", "SCMP_SYS(read",
      "SCMP_SYS()", "__NR_", "read()", ("x"):rep(5000)} do
      local result = table.pack(seccomp.syscall_number(name))
      assert.equal(2, result.n)
      assert.is_nil(result[1], name)
      assert.is_string(result[2])
      assert.is_nil(result[2]:find "\n")
    end
    local _, message = seccomp.syscall_number "opnat"
    assert.equal([[unknown syscall "opnat"; did you mean "openat"?]], message)
  end)

  it("raises for a bad arch", function()
    local ok, err = pcall(seccomp.syscall_number, "read", "amd46")
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.equal("syscall_number", err.op)
    assert.has_error(function() seccomp.syscall_number("read", 62) end)
    assert.has_error(function() seccomp.syscall_number("read", "x86\0") end)
    assert.has_error(function() seccomp.syscall_number "read\0" end)
    assert.has_error(function() seccomp.syscall_number(0) end)
  end)
end)

describe("syscall_name", function()
  it("finds what syscall_number tells, on every arch", function()
    for _, arch in ipairs(seccomp.arches()) do
      for _, name in ipairs {"read", "openat", "socket", "shmget", "clone",
        "fork", "exit_group", "statx"} do
        local number = seccomp.syscall_number(name, arch)
        assert.equal("integer", math.type(number))
        assert.equal(name, seccomp.syscall_name(number, arch),
          name .. " on " .. arch)
      end
    end
  end)

  it("finds direct calls that have a pseudo number by name", function()
    assert.equal("socket", seccomp.syscall_name(359, "x86"))
    assert.equal("socket", seccomp.syscall_name(-101, "x86"))
  end)

  it("gives nil and a message for an unknown number", function()
    for _, number in ipairs {-1, -2, 99999, 2147483647, -2147483648} do
      local result = table.pack(seccomp.syscall_name(number, "arm64"))
      assert.equal(2, result.n)
      assert.is_nil(result[1])
      assert.truthy(result[2]:find(tostring(number), 1, true))
      assert.truthy(result[2]:find("arm64", 1, true))
    end
  end)

  it("raises for what is no number of 32 bits, and for a bad arch", function()
    for _, number in ipairs {2147483648, -2147483649, math.maxinteger, 0.5,
      0 / 0, 1 / 0, "0", true} do
      assert.has_error(function() seccomp.syscall_name(number) end)
    end
    assert.equal("read", seccomp.syscall_name(0.0, "amd64"))
    local ok, err = pcall(seccomp.syscall_name, 0, "amd46")
    assert.is_false(ok)
    assert.equal("syscall_name", err.op)
  end)
end)
