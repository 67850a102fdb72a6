-- SPDX-License-Identifier: MIT
-- Runtimes add their own arch to those of a profile. Export held its text
-- against the policy as a runtime of the policy's first arch would read it: a
-- policy for x32 or x86 alone was exported without a word, and on amd64, where
-- all such programs run, it let amd64 make every call that a rule allows,
-- although the policy kills what is not of its arches.
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local seccomp = require "seccomp"

local read = {{"read", action = "allow"}}

local function make(arches, more)
  local spec = {default = "errno(EPERM)", bad_arch = "kill_thread",
    arches = arches, rules = read}
  for key, value in pairs(more or {}) do spec[key] = value end
  return policy.new(spec)
end

-- What a runtime makes of an exported text.
local function imported(text, arch)
  return (oci.import(text, {dialect = "crun", arch = arch}))
end

describe("export for a runtime whose arch the policy does not have", function()
  if seccomp.native_arch() ~= "amd64" then
    pending "are of another arch here"
    return
  end

  local function refused(own, arches, more, options)
    local ok, err = pcall(oci.export, make(arches, more), options)
    assert.is_false(ok)
    assert.same({"export", "EINVAL"}, {err.op, err.code})
    assert.equal(own, err.witness.arch)
    assert.truthy(err.message:find(('Add "%s" to the policy\'s arches')
      :format(own), 1, true), err.message)
    assert.not_equal(tostring(err.witness.left), tostring(err.witness.right))
  end

  it("raises, and says which to add", function()
    for _, arches in ipairs {{"x32"}, {"x86"}, {"x86", "x32"}} do
      refused("amd64", arches)
      refused("amd64", arches, {unknown = "errno(ENOSYS)"})
      refused("amd64", arches, {bad_arch = "kill_process"})
      refused("amd64", arches, {bad_arch = "errno(EACCES)"})
      refused("amd64", arches, {default = "allow", bad_arch = "log"})
    end
    for own, arch in pairs {arm64 = "arm", s390x = "s390", ppc64 = "ppc"} do
      refused(own, {arch})
    end
    -- of the numbers of mips' other ABIs they say what libseccomp does
    for own, arch in pairs {mips64 = "mips", mipsel64 = "mipsel64n32"} do
      local rules = {read[1], {action = "errno(EPERM)"}}
      for first = 4000, 6000, 1000 do
        if first ~= (arch == "mips" and 4000 or 6000) then
          table.insert(rules[2], {first, first + 999})
        end
      end
      refused(own, {arch}, {rules = rules})
    end
    -- a profile for two kinds of machine, and right on one of them
    refused("arm64", {"amd64", "arm"})
  end)

  it("takes the policy's own where that is the machine's", function()
    for _, arches in ipairs {{"amd64"}, {"x32", "x86", "amd64"}, {"arm64"},
      {"arm", "arm64"}, {"amd64", "arm64", "arm"}, {"riscv64"}, {"s390x"}}
    do
      local original = make(arches)
      local text, losses = oci.export(original)
      assert.same({}, losses)
      for _, arch in ipairs(arches) do
        if arch == "amd64" or arch == "arm64" or #arches == 1 then
          assert.same({}, original:diff(imported(text, arch)))
        end
      end
    end
  end)

  it("asks for the runtime's own", function()
    for named, arch in pairs {x86 = "x86", i386 = "x86", arm = "arm",
      x32 = "x32"}
    do
      local original = make {arch}
      local text, losses = oci.export(original, {arch = named})
      assert.same({}, losses)
      assert.same({}, original:diff(imported(text, arch)))
    end
    assert(oci.export(make {"amd64", "arm"}, {arch = "amd64"}))
    refused("amd64", {"x86"}, {}, {arch = "amd64"})
    refused("arm64", {"amd64"}, {}, {arch = "arm64"})
    for bad, code in pairs {vax = "EINVAL", [5] = "EINVAL", s390x = "EDOM"} do
      local ok, err = pcall(oci.export, make {"x86"}, {arch = bad})
      assert.is_false(ok)
      assert.same({"export", code}, {err.op, err.code})
    end
  end)

  it("takes what gives calls of that arch no more, as a loss", function()
    local function losses(more)
      local original = make({"x86"}, more)
      local text, list = oci.export(original)
      local ids = {}
      for i, loss in ipairs(list) do ids[i] = loss.id end
      local made = imported(text, "amd64"):compile()
      assert.is_true(made:permits_at_most(make({"x86"}, {default = more.default,
        rules = more.rules, bad_arch = more.bad_arch == "kill_process" and
        "kill_thread" or more.bad_arch}):compile()))
      return ids
    end
    assert.same({"bad-arch", "added-arch"}, losses {bad_arch = "allow"})
    assert.same({"bad-arch", "added-arch"}, losses {default = "kill_process",
      bad_arch = "errno(ENOSYS)", rules = {{"read", action = "errno(EPERM)"}}})
    -- amd64 has no waitpid
    local waits = {{"waitpid", action = "allow"}}
    assert.same({}, losses {default = "kill_thread", rules = waits})
    assert.same({"bad-arch"}, losses {default = "kill_thread", rules = waits,
      bad_arch = "kill_process"})
    assert.same({"added-arch"}, losses {default = "kill_process",
      rules = waits})
  end)
end)
