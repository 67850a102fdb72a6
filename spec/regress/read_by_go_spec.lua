-- SPDX-License-Identifier: MIT
-- Go folds two characters beyond ASCII in keys, decodes a second value of a
-- key into the first, and refuses control characters in strings; a profile
-- with "\u017fyscalls" allowed everything here and denied chmod in Docker,
-- Podman and runc. crun's parser does none of that but the last.
local oci = require "seccomp.oci"

require("seccomp.kernel.installed").version = function() end

local GO = {"docker", "podman", "containerd", "kubelet", "crio", "runc"}

local function import(text, dialect)
  return oci.import(text, {dialect = dialect, arch = "amd64", caps = "none",
    kernel = "6.1"})
end

local function chmod(text, dialect)
  return tostring(import(text, dialect):compile():simulate {arch = "amd64",
    syscall = "chmod"})
end

describe("a profile that Go reads", function()
  local blocks = '[{"names": ["chmod"], "action": "SCMP_ACT_ERRNO"}]'

  it("has keys with the long s and the Kelvin sign", function()
    local text = '{"defaultAction": "SCMP_ACT_ALLOW", "%s": ' .. blocks .. "}"
    for _, key in ipairs {"\u{17F}yscalls", "\\u017fyscalls", "SYSCALLS",
      "\\u017FYSCALL\\u017f"}
    do
      for _, dialect in ipairs(GO) do
        assert.equal("errno(EPERM)", chmod(text:format(key), dialect), key)
      end
      assert.equal("allow", chmod(text:format(key), "crun"))
    end
    local _, report = import('{"defaultAction": "SCMP_ACT_ALLOW", ' ..
      '"syscalls": [{"names": ["chmod"], "action": "SCMP_ACT_ERRNO", ' ..
      '"includes": {"min\u{212A}ernel": "7.0"}}]}', "docker")
    local found = {}
    for _, finding in ipairs(report) do found[finding.id] = finding end
    assert.truthy(found["key-case"])
    assert.same({1}, found["blocks-dropped"].blocks)
  end)

  it("has a plain value twice, and the last counts", function()
    local text = '{"defaultAction": "SCMP_ACT_ALLOW", "defaultAction": ' ..
      '"SCMP_ACT_LOG", "syscalls": ' .. blocks .. "}"
    for _, dialect in ipairs(GO) do
      local imported, report = import(text, dialect)
      assert.equal("log", imported.default)
      local ids = {}
      for _, finding in ipairs(report) do ids[finding.id] = true end
      assert.is_true(ids["duplicate-key"])
    end
    for _, dialect in ipairs {"crun", "strict"} do
      local ok, err = pcall(import, text, dialect)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
    end
  end)

  it("is refused where something of both values is left", function()
    for _, inside in ipairs {
      '"syscalls": ' .. blocks .. ', "syscalls": []',
      '"syscalls": ' .. blocks .. ', "\\u017fyscalls": []',
      '"syscalls": [], "Syscalls": null',
      '"syscalls": [{"names": ["chmod"], "names": ["chown"], ' ..
        '"action": "SCMP_ACT_ERRNO"}]',
    } do
      for _, dialect in ipairs(GO) do
        local ok, err = pcall(import, '{"defaultAction": "SCMP_ACT_ALLOW", ' ..
          inside .. "}", dialect)
        assert.is_false(ok, inside)
        assert.truthy(err.message:find "is there twice", err.message)
      end
    end
  end)

  it("has no control characters, whoever reads it", function()
    for _, dialect in ipairs {"docker", "podman", "runc", "crun", "strict"} do
      local ok, err = pcall(import, '{"defaultAction": "SCMP_ACT_ALLOW", ' ..
        '"comment": "a\tb"}', dialect)
      assert.is_false(ok)
      assert.truthy(err.message:find "control character 0x09", err.message)
      assert(import('{"defaultAction": "SCMP_ACT_ALLOW", "comment": ' ..
        '"\\ud83dy", "flags": ["SECCOMP_FILTER_FLAG_LOG"]}', dialect))
    end
  end)

  it("loses an empty list of flags on the way to the runtime", function()
    for dialect, ssb in pairs {docker = true, podman = true, containerd = true,
      runc = false, crun = false}
    do
      local _, report = import('{"defaultAction": "SCMP_ACT_ALLOW", ' ..
        '"flags": []}', dialect)
      assert.equal(ssb or nil, report.load.ssb, dialect)
    end
  end)
end)
