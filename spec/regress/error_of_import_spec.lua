-- SPDX-License-Identifier: MIT
-- An error names the public function that was called. What `import` and
-- `export` call named itself: a profile for arches of both byte orders raised
-- an error of `new`, a program too large one of `compile`, and an arch that
-- runc does not take made `export` fail as `import`.
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local support = require "spec.support"

describe("what fails is what was called", function()
  local here = "error_of_import_spec.lua:"

  local function raises(op, code, fn, ...)
    local ok, err = pcall(function(...)
      local result = fn(...)
      return result
    end, ...)
    assert.is_false(ok)
    assert.same({op, code}, {err.op, err.code})
    assert.truthy(err.where:find(here, 1, true), err.where)
    return err
  end

  local mixed = '{"defaultAction": "SCMP_ACT_ALLOW", "architectures": ' ..
    '["SCMP_ARCH_PARISC"]}'

  it("in import and decode", function()
    local options = {dialect = "crun", arch = "amd64"}
    raises("import", "EDOM", oci.import, mixed, options)
    for text, code in pairs {["{}"] = "EINVAL", ["{"] = "EINVAL",
      ['{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["a"], ' ..
        '"action": "SCMP_ACT_KEEP"}]}'] = "EINVAL",
      ['{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [' ..
        '{"names": ["read"], "action": "SCMP_ACT_KILL", "args": [' ..
        '{"index": 0, "value": 0, "op": "SCMP_CMP_EQ"}]}, ' ..
        '{"names": ["read"], "action": "SCMP_ACT_TRAP", "args": [' ..
        '{"index": 0, "value": 0, "op": "SCMP_CMP_EQ"}]}]}'] = "EEXIST"}
    do
      raises("import", code, oci.import, text, options)
      raises("decode", code, oci.decode, text, options)
    end
    raises("import", "EINVAL", oci.import, mixed, {arch = "vax"})
    raises("import", "EINVAL", oci.import, mixed, {dialect = "vax"})
    raises("import", "EINVAL", oci.import, mixed, {caps = {"vax"}})
  end)

  it("in load, which names the file", function()
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    local path = directory .. "/profile.json"
    support.spew(path, mixed)
    local err = raises("load", "EDOM", policy.load, path, {dialect = "crun",
      arch = "amd64"})
    assert.equal(1, err.message:find(path, 1, true))
  end)

  it("in export", function()
    local function make(rules, arches)
      return policy.new {default = "errno(EPERM)", bad_arch = "kill_thread",
        arches = arches or {"amd64"}, rules = rules}
    end
    local values = {}
    for i = 1, 3000 do
      values[i] = {"read", action = "allow",
        when = {{0, "==", i << 32}, {1, "==", i * i << 31}}}
    end
    raises("export", "E2BIG", oci.export, make(values))
    raises("export", "EINVAL", oci.export,
      make({{"read", action = "trap(5)"}}))
    raises("export", "EINVAL", oci.export,
      make({{"read", action = "allow"}}, {"parisc"}), {dialect = "docker"})
    raises("export", "EINVAL", oci.export, make({}), {dialect = "vax"})
    raises("export", "EINVAL", oci.export,
      make({{"socket", action = "allow", when = {{0, "==", 1}}}},
      {"amd64", "x86"}))
  end)
end)
