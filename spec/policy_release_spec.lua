--- `unknown` of a policy for a release of Linux: which numbers it is for, by
-- the rule in seccomp.policy's documentation and the releases of calls, for
-- every arch and number; and which releases there are.

-- SPDX-License-Identifier: MIT
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local calls = require("seccomp.core.kernel").calls
local support = require "spec.support"

-- those that libseccomp 2.5 has, and that share one byte order
local ARCHES = {"amd64", "x32", "arm", "mipsel64"}
local FIRST = {x32 = 0x40000000, mipsel64 = 5000}

local function parts(release)
  local major, minor, patch = release:match "^(%d+)%.(%d+)%.?(%d*)$"
  return {tonumber(major), tonumber(minor), tonumber(patch) or 0}
end

-- Whether a call came after a release; of one without, long ago.
local function after(call, release)
  if not call.since then return false end
  local a, b = parts(call.since), parts(release)
  for i = 1, 3 do
    if a[i] ~= b[i] then return a[i] > b[i] end
  end
  return false
end

local function new(arch, release, rules)
  return policies.new {default = "allow", unknown = "log",
    bad_arch = "trap", kernel = release, arches = {arch}, rules = rules}
end

describe("unknown of a release", function()
  for _, arch in ipairs(ARCHES) do
    it("is for what it lacks, and what nobody has: " .. arch, function()
      local first, by_number, top = FIRST[arch] or 0, {}, 0
      for _, call in ipairs(calls(arch)) do by_number[call.number] = call end
      -- where the newest table of the kernel ends
      for _, call in ipairs(calls "amd64") do
        top = math.max(top, first + call.number)
      end
      for _, release in ipairs {"2.6.16", "4.11", "5.10", "7.3"} do
        local program = new(arch, release):compile {prove = false}
        local function check(number)
          local call = by_number[number]
          local lacks = call and after(call, release) or
            not call and number > top
          local wanted = lacks and "log" or "allow"
          -- sister ABIs have numbers of their own
          local ours = not arch:find "^mips" or number >= first and
            number < first + 1000 or number < 4000 or number >= 7000
          assert.equal(ours and wanted or "trap", tostring(program:simulate {
            arch = arch, syscall = number}), release .. " " .. number)
        end
        for number = first, first + 500 do check(number) end
        for number in pairs(by_number) do
          for d = -1, 1 do
            if number + d >= first then check(number + d) end
          end
        end
        local last = arch == "amd64" and 0x3fffffff or 0xfffffffe
        check(last)
        check(last - 1)
        -- which is no number of a call
        assert.equal("allow", tostring(program:simulate {arch = arch,
          syscall = 0xffffffff}))
      end
    end)
  end

  it("is not for numbers that rules with conditions are about", function()
    local program = new("amd64", "5.10", {
      {{440, 445}, action = "trap", when = {{0, "==", 7}}},
      {462, action = "trap", when = {{0, "==", 7}}},
      {463, action = "kill_process"}}):compile()
    for number, wanted in pairs {[440] = "allow", [445] =
      "allow", [446] = "log", [462] = "allow",
      [461] = "log", [463] = "kill_process", [464] = "log"}
    do
      assert.equal(wanted, tostring(program:simulate {arch = "amd64",
        syscall = number, arg0 = 1}), number)
    end
    assert.equal("trap", program:simulate {arch = "amd64", syscall = 443,
      arg0 = 7}.name)
  end)

  it("takes releases that there are", function()
    for text, same in pairs {["6.1.5"] = "6.1", ["6.1.99"] = "6.1",
      ["4.19.0"] = "4.19", ["07.3"] = "7.3", ["7.3.9"] = "7.3"}
    do
      assert.equal(0, #new("amd64", text):diff(new("amd64", same)), text)
    end
    -- of 2.6 the third number counts
    assert.is_true(#new("amd64", "2.6.16"):diff(new("amd64", "2.6.27")) > 0)
    for _, text in ipairs {"", "5", "5.", ".5", "5.1.", "5.1.2.3", "5.10-rc1",
      "5.10 ", " 5.10", "+5.10", "5.-1", "0x5.1", "1000.1", "5.1000", "v5.1"}
    do
      local err = support.raised(new, "amd64", text)
      assert.equal("EINVAL", err.code, text)
      assert.equal(('kernel is a release of Linux, as "5.10", not "%s"')
        :format(text), err.message)
    end
    for _, text in ipairs {"7.4", "8.0", "99.0", "999.999.999"} do
      assert.equal(("kernel %s is newer than 7.3, the newest whose calls " ..
        "are known here"):format(text),
        support.raised(new, "amd64", text).message)
    end
    assert.equal("7.3", new("amd64", "7.3").kernel)
  end)
end)

-- The same for the end of the table of calls, where no release is given.
describe("unknown without a release", function()
  it("is for numbers above the end that no call has", function()
    for _, arch in ipairs(ARCHES) do
      local first = FIRST[arch] or 0
      local program = new(arch):compile {prove = false}
      local top, count = nil, 0
      for number = first, first + 999 do
        local is = tostring(program:simulate {arch = arch, syscall = number})
        assert.is_true(is == "allow" or is == "log")
        local name = seccomp.syscall_name(number, arch)
        if is == "log" then
          top = top or number - 1
          assert.is_nil(name, number)
          count = count + 1
        elseif top then
          assert.is_truthy(name, number)
        end
      end
      assert.is_true(count > 100)
      -- the call at the end is one that there is
      assert.is_truthy(seccomp.syscall_name(top, arch))
      for _, number in ipairs {0x3fffffff | first, 0xfffffffe} do
        if arch ~= "amd64" and arch ~= "x32" or number == 0x3fffffff | first
        then
          assert.equal("log", tostring(program:simulate {arch = arch,
            syscall = number}))
        end
      end
      assert.equal("allow", tostring(program:simulate {arch = arch,
        syscall = 0xffffffff}))
    end
  end)
end)
