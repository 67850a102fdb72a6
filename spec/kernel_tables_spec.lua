-- SPDX-License-Identifier: MIT
-- docs/kernel-tables.md, held against the tables and the libseccomp in use.
local differences = dofile "scripts/kernel/differences.lua"
local recovery = require "seccomp.core.recovery"
local seccomp = require "seccomp"
local support = require "spec.support"

local page = support.slurp "docs/kernel-tables.md"
local version = table.concat({seccomp.library_version()}, ".")

describe("the page about the kernel's tables", function()
  it("tells how many calls each arch has", function()
    local rows = 0
    for line in differences.counts {}:gmatch "[^\n]+" do
      if line:find "%d |$" then
        assert.truthy(page:find("\n" .. line, 1, true), line)
        rows = rows + 1
      end
    end
    assert.equal(#recovery.arches(), rows)
  end)

  it("explains each difference from this libseccomp", function()
    local installed = differences.installed()
    local list = differences.differences(installed)
    for _, one in ipairs(list) do
      -- numbers alone are the same
      assert.is_true(one.what == "here" or one.what == "there", one.name)
    end
    if not page:find("## libseccomp " .. version, 1, true) then
      return pending("the page is about other versions than " .. version)
    end
    assert.truthy(page:find(differences.section(version, installed), 1, true))
  end)

  it("would not go without an explanation", function()
    local installed = differences.installed()
    local numbers = {}
    for name, number in pairs(installed.amd64) do numbers[name] = number end
    numbers.read = 1000
    installed.amd64 = numbers
    assert.has_error(function() differences.differences(installed) end)
    numbers.read, numbers.no_such_call = 0, 1
    assert.has_error(function() differences.differences(installed) end)
  end)
end)
