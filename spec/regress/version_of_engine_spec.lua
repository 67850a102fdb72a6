-- SPDX-License-Identifier: MIT
-- "docker 20.10" was read as Docker's with runc 20.10.0, which there is not,
-- and so as by the newest runc: with the flags, the arches and the answer to
-- new calls that the runc of that Docker does not have. A version is a
-- runtime's.
local consumers = require "seccomp.oci.consumers"
local oci = require "seccomp.oci"

local function none() end

describe("the version of an engine", function()
  it("is not taken for one of its runtime", function()
    for _, engine in ipairs {"docker", "podman", "crio", "containerd",
      "kubelet"}
    do
      for _, version in ipairs {"20.10", "1.1.5", "x"} do
        local spec = engine .. " " .. version
        local one, message = consumers.dialect(spec, none)
        assert.is_nil(one)
        assert.matches('^"' .. spec:gsub("%.", "%%.") .. '": name the ' ..
          'runtime that the version is of, as in "' .. engine ..
          ' c?runc? [%d.]+"$', message)
        -- which is what is taken
        local fix = message:match 'as in "([^"]*)"'
        assert.equal(fix:match "%S+$", consumers.dialect(fix, none).version)
        local ok, err = pcall(oci.import, {}, {dialect = spec})
        assert.is_false(ok)
        assert.equal("EINVAL", err.code)
      end
      local one = consumers.dialect(engine .. " runc 1.1.5", none)
      assert.same({"runc", "1.1.5", "named"}, {one.runtime, one.version,
        one.from})
    end
  end)
end)
