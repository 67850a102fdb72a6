-- SPDX-License-Identifier: MIT
-- Errno names and their numbers: those of this machine against its C headers,
-- those of others by what holds of all: each name has a number, and but for
-- second names no two have the same.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

-- Names in the order of the table, without the numbers.
local NAMES = {}
for name in support.slurp(support.root .. "/src/kernel/errno_table.h")
  :gmatch "\n{\"(E%w+)\"" do
  NAMES[#NAMES + 1] = name
end

-- Second names, of which some arches have two numbers.
local SECOND = {EWOULDBLOCK = true, EDEADLOCK = true, EREFUSED = true,
  ENOTSUP = true}

local function numbers(arch)
  local rules, out = {}, {}
  for i, name in ipairs(NAMES) do
    rules[i] = {{i, i}, action = "errno(" .. name .. ")"}
  end
  local program = policies.new {default = "allow", arches = {arch},
    rules = rules}:compile()
  for i, name in ipairs(NAMES) do
    out[name] = program:simulate {arch = arch, syscall = i}.code
  end
  return out
end

describe("errno names", function()
  it("have the numbers of this machine's headers", function()
    local pipe = assert(io.popen("echo '#include <errno.h>' | ${CC:-cc} -E " ..
      "-dM - 2>/dev/null"))
    local text = pipe:read "a"
    pipe:close()
    local here, known = numbers(seccomp.native_arch()), 0
    for name, number in text:gmatch "#define (E%w+) (%d+)" do
      if here[name] then
        assert.equal(tonumber(number), here[name], name)
        known = known + 1
      else
        -- the kernel's own, of which headers have none
        error(name .. " is not known")
      end
    end
    if text == "" then pending "no compiler here" return end
    assert.is_true(known > 120)
  end)

  for _, arch in ipairs {"amd64", "arm64", "mips", "mips64n32", "parisc",
    "ppc", "riscv64"} do
    it("have each a number of its own: " .. arch, function()
      local seen, count = {}, 0
      for name, number in pairs(numbers(arch)) do
        assert.is_true(number > 0 and number < 4096, name)
        if not SECOND[name] then
          assert(not seen[number], ("%s and %s are %d"):format(name,
            tostring(seen[number]), number))
          seen[number] = name
        end
        count = count + 1
      end
      assert.is_true(count > 130)
    end)
  end
end)
