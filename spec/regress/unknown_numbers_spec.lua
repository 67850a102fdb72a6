-- SPDX-License-Identifier: MIT
-- `unknown` began above the highest number that had a name: on x32 that is 547,
-- of its own block, so that the newest calls, which come in far below, were
-- allowed under a default of allow; and on arm it took set_tls and cacheflush,
-- without which no program starts. It begins where the table ends that all
-- arches share, and known calls above that are known.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local X32 = 0x40000000

local function end_of_table()
  local last = 0
  for number = 0, 511 do
    if seccomp.syscall_name(number, "amd64") then last = number end
  end
  return last
end

local function says(spec, arch)
  local policy = policies.new(spec)
  local program = policy:compile()
  return function(number)
    local call = {arch = arch, syscall = number}
    local action = program:simulate(call)
    assert.equal(action, (policy:decide(call)))
    return tostring(action)
  end
end

describe("unknown", function()
  local last = end_of_table()

  it("begins on x32 where it begins elsewhere", function()
    local get = says({default = "allow", unknown = "errno(ENOSYS)",
      arches = {"amd64", "x32"}}, "x32")
    for number, action in pairs {[last] = "allow", [last + 1] = "errno(ENOSYS)",
      [470] = "errno(ENOSYS)", [511] = "errno(ENOSYS)", [512] = "allow",
      [547] = "allow", [548] = "errno(ENOSYS)", [9999] = "errno(ENOSYS)"} do
      assert.equal(action, get(X32 + number), number)
    end
    get = says({default = "allow", unknown = "errno(ENOSYS)",
      arches = {"amd64", "x32"}}, "amd64")
    assert.equal("errno(ENOSYS)", get(512))
    assert.equal("allow", get(-1))
  end)

  it("leaves arm its private calls", function()
    local get = says({default = "allow", unknown = "errno(ENOSYS)",
      arches = {"arm"}}, "arm")
    for number = 0xf0001, 0xf0006 do assert.equal("allow", get(number)) end
    for _, number in ipairs {last + 1, 0xf0000, 0xf0007, 0xfffffffe} do
      assert.equal("errno(ENOSYS)", get(number))
    end
    assert.equal("allow", get(last))
    assert.equal("allow", get(-1))
  end)

  it("is for numbers that a rule may name all the same", function()
    local get = says({default = "allow", unknown = "errno(ENOSYS)",
      arches = {"amd64"}, rules = {{{470, 480}, 490, action = "log"}}}, "amd64")
    for number, action in pairs {[469] = "errno(ENOSYS)", [470] = "log",
      [480] = "log", [481] = "errno(ENOSYS)", [490] = "log"} do
      assert.equal(action, get(number), number)
    end
  end)
end)
