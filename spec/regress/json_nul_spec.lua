-- SPDX-License-Identifier: MIT
-- lua-cjson takes a NUL for the end of the text: what stood behind one was
-- dropped, so that half a profile read as a whole one, and one that ended
-- early allowed everything. And of a name with "\u0000" in it the consumers
-- see what is before: to libseccomp "read\0x" is read(), and here it was a call
-- that nobody knows, whose denial was left out.
local json = require "seccomp.json"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local support = require "spec.support"

describe("a NUL in a profile", function()
  local whole = '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [' ..
    '{"names": ["read"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, ' ..
    '"value": 10, "op": "SCMP_CMP_EQ"}]}]}'

  local function refused(op, fn, ...)
    local ok, err = pcall(fn, ...)
    assert.is_false(ok)
    assert.same({op, "EINVAL"}, {err.op, err.code})
    assert.truthy(err.message:find("NUL", 1, true), err.message)
    assert.is_nil(err.message:find "%c")
    return err.message
  end

  it("is refused wherever it stands", function()
    assert(oci.import(whole, {dialect = "runc"}))
    for at = 0, #whole do
      refused("import", oci.import, whole:sub(1, at) .. "\0" ..
        whole:sub(at + 1), {dialect = "runc"})
    end
    for _, rest in ipairs {"\0", "\0 not json at all", "\n\0{}"} do
      local message = refused("import", oci.import,
        '{"defaultAction": "SCMP_ACT_ALLOW"}' .. rest)
      assert.truthy(message:find("character 3[67]"), message)
    end
  end)

  it("is refused with either library", function()
    support.succeeds [[
      package.preload["cjson.safe"] = function() error "not installed" end
      if not pcall(require, "dkjson") then os.exit(0) end
      local json = require "seccomp.json"
      for _, text in ipairs {"{}\0", "\0{}", '{"a\0": 1}', "{}\0{}"} do
        local value, why = json.decode(text)
        assert(value == nil and why:find "NUL", why)
      end
    ]]
  end)

  it("is refused in a file, which is named", function()
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    local path = directory .. "/profile.json"
    support.spew(path, whole .. "\0" .. whole)
    local message = refused("load", policy.load, path)
    assert.equal(1, message:find(path, 1, true))
  end)

  it("is refused in what consumers hand on", function()
    for _, text in ipairs {
      '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [%s]}',
      '{"defaultAction\\u0000x": 1, "defaultAction": "SCMP_ACT_ALLOW"}',
      '{"defaultAction": "SCMP_ACT_ALLOW", "flags": ["\\u0000"]}',
      '{"defaultAction": "SCMP_ACT_ALLOW", "listenerPath": "/a\\u0000b"}',
      '{"defaultAction": "SCMP_ACT_ALLOW", "architectures": ' ..
        '["SCMP_ARCH_X86\\u0000"]}',
    } do
      for _, block in ipairs {
        '{"names": ["read\\u0000x"], "action": "SCMP_ACT_ERRNO"}',
        '{"names": ["read"], "action": "SCMP_ACT_ERRNO", "\\u0000": 1}',
        '{"name": "read\\u0000", "action": "SCMP_ACT_ERRNO"}',
        '{"names": ["read"], "action": "SCMP_ACT_ERRNO", "includes": ' ..
          '{"arches": ["amd64\\u0000x"]}}',
      } do
        refused("import", oci.import, (text:gsub("%%s", (block:gsub("%%",
          "%%%%")))), {dialect = "docker"})
      end
    end
    refused("import", oci.import, {defaultAction = "SCMP_ACT_ALLOW",
      syscalls = {{names = {"read\0x"}, action = "SCMP_ACT_ERRNO"}}})
    -- it is no action, and remarks are nobody's
    assert.is_false(pcall(oci.import, '{"defaultAction": ' ..
      '"SCMP_ACT_ALLOW\\u0000"}'))
    assert(oci.import('{"defaultAction": "SCMP_ACT_ALLOW", "comment": ' ..
      '"\\u0000"}'))
    assert.equal("\0", json.decode('{"comment": "\\u0000"}').comment)
  end)
end)
