-- SPDX-License-Identifier: MIT
-- Recordings were merged by a key in which arch and number ran into each other
-- ("arm" and 6417, "arm64" and 17), so that one call was counted as the other;
-- and positions of arguments were amd64's on every arch: advice of x86's
-- fadvise64 was taken from its length, and memory from mmap, whose arguments no
-- filter sees there, was "held" to be not executable.
local arguments = require "seccomp.record.arguments"
local record = require "seccomp.record"
local support = require "spec.support"

local function recording(calls)
  local path = os.tmpname()
  support.spew(path, '{"seccomp_recording":1,"runs":1,"calls":[' .. calls ..
    '],"launcher":[]}')
  local r = record.load(path)
  os.remove(path)
  return r
end

local function calls_of(r)
  local out = {}
  for _, call in ipairs(r:summary().calls) do
    out[#out + 1] = ("%s %d %d"):format(call.arch, call.number, call.count)
  end
  table.sort(out)
  return out
end

describe("recordings", function()
  it("are merged by arch and number", function()
    local a = recording '{"arch":"arm","number":6417,"count":1,"runs":1}'
    local b = recording('{"arch":"arm64","syscall":"getcwd","number":17,' ..
      '"count":5,"runs":1}')
    local both = {"arm 6417 1", "arm64 17 5"}
    assert.same(both, calls_of(a:merge(b)))
    assert.same(both, calls_of(b:merge(a)))
    assert.same({"arm 6417 2"}, calls_of(a:merge(a)))
  end)

  it("keep no values that are not of the same arguments", function()
    local function of(arg)
      return recording(('{"arch":"x86","syscall":"fadvise64","number":250,' ..
        '"count":1,"runs":1,"arguments":[{"arg":%d,"width":32}],' ..
        '"seen":[{"values":[4],"count":1,"runs":1}]}'):format(arg))
    end
    local function text(r)
      return tostring((r:policy {tightness = "arguments", base = false}))
    end
    assert.matches('"advice", "==", "POSIX_FADV_DONTNEED"',
      text(of(4):merge(of(4))))
    assert.not_matches("when", text(of(3):merge(of(4))))
  end)

  it("have arguments where each arch has them", function()
    local function at(arch, name)
      local out = {}
      for _, a in ipairs(arguments.of(arch, name) or {}) do
        assert.equal("arg" .. a.arg, a.field)
        out[#out + 1] = a.arg
      end
      return table.concat(out, " ")
    end
    for arch, want in pairs {amd64 = "3", x32 = "3", x86 = "4", s390 = "4",
      m68k = "4", sh = "4", ppc = "5", ppc64le = "3", mips64n32 = "3",
      mips = "", arm = ""} do
      assert.equal(want, at(arch, "fadvise64"), arch)
    end
    for arch, want in pairs {amd64 = "3", x86 = "5", s390 = "5", m68k = "5",
      sh = "5", parisc = "5", mipsel = "", s390x = "3"} do
      assert.equal(want, at(arch, "sync_file_range"), arch)
    end
    assert.equal("1", at("ppc64le", "sync_file_range2"))
    assert.equal("1", at("arm", "arm_fadvise64_64"))
    assert.equal("0", at("amd64", "clone"))
    assert.equal("1", at("s390x", "clone"))
    assert.equal("4", at("x32", "preadv2"))
    assert.equal("5", at("amd64", "pwritev2"))
    for _, arch in ipairs {"x86", "m68k", "s390", "s390x"} do
      assert.equal("", at(arch, "mmap"), arch)
    end
    assert.equal("", at("s390", "mmap2"))
    assert.equal("2 3", at("x86", "mmap2"))
    assert.equal("2 3", at("arm64", "mmap"))
  end)

  it("hold memory where a filter can see it", function()
    local r = recording('{"arch":"x86","syscall":"write","number":4,' ..
      '"count":1,"runs":1},{"arch":"amd64","syscall":"write","number":1,' ..
      '"count":1,"runs":1}')
    local program = r:policy {tightness = "arguments"}:compile()
    local function says(arch, name, prot)
      return (program:simulate {arch = arch, syscall = name, arg2 = prot}).name
    end
    assert.equal("errno", says("x86", "mmap2", 7))
    assert.equal("allow", says("x86", "mmap2", 3))
    assert.equal("allow", says("x86", "mprotect", 1))
    assert.equal("errno", says("amd64", "mmap", 7))
    assert.equal("allow", says("amd64", "mmap", 3))
    assert.equal("errno", says("amd64", "mprotect", 4))
  end)
end)
