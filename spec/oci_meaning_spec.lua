-- SPDX-License-Identifier: MIT
-- Where an import gives up asking libseccomp: a program that never does what a
-- policy says stands in for what no profile was found to make.
local meaning = require "seccomp.oci.meaning"
local recovery = require "seccomp.policy.recovery"
local reports = require "seccomp.oci.report"
local runtime = require "seccomp.oci.runtime"
local seccomp = require "seccomp"

describe("a profile that libseccomp has another meaning for", function()
  local real_program, real_calls = runtime.program, recovery.calls
  after_each(function()
    runtime.program, recovery.calls = real_program, real_calls
  end)

  -- What is raised, how often it was compared, and what was reported, where a
  -- program differs on the calls that `witnesses(round)` has.
  local function asked(witnesses)
    local compared = 0
    runtime.program = function()
      return {diff = function()
        compared = compared + 1
        return witnesses(compared)
      end}
    end
    recovery.calls = function()
      return function() return {} end
    end
    local report = reports.new()
    local profile = {default = "errno(EPERM)", arches = {"amd64"}, blocks = {}}
    local ok, result = pcall(meaning.asked, {default = "errno(EPERM)",
      arches = {"amd64"}, rules = {{"read", action = "allow"}}}, profile,
      {runtime_label = "crun 1.0.0"}, report)
    local told = 0
    for _, finding in ipairs(report) do
      if finding.id == "libseccomp" then told = told + 1 end
    end
    return ok and "fine" or result, compared, told, result
  end

  local function witness(call, arch)
    return {arch = arch or "amd64", syscall = call,
      left = seccomp.action "allow", right = seccomp.action "errno(EPERM)"}
  end

  it("is what it says, where nothing differs", function()
    local result, compared, told = asked(function() return {} end)
    assert.same({"fine", 1, 0}, {result, compared, told})
  end)

  it("has it taken over, which is looked at again", function()
    local result, compared, told, policy = asked(function(round)
      return round == 1 and {witness "write"} or {}
    end)
    assert.same({"fine", 2, 1}, {result, compared, told})
    local rules = policy:data().rules
    assert.same({"write", action = "errno(EPERM)", arches = {"amd64"}},
      rules[1])
    assert.same({"read", action = "allow"}, rules[2])
  end)

  it("is refused after four rounds", function()
    local err, compared, told = asked(function(round)
      return {witness(({"write", "close", "dup", "dup2", "dup3"})[round])}
    end)
    assert.same({"EREFUTED", 5, 4}, {err.code, compared, told})
    assert.matches("^libseccomp [%d.]+ makes something else of this profile " ..
      "than it says: dup3 on amd64 gets allow, not errno%(EPERM%) %(as in a " ..
      "container of crun 1%.0%.0%), and no policy says that; check = false " ..
      "takes what the profile says$", err.message)
    assert.equal("dup3", err.witness.syscall)
  end)

  it("is refused at once where it is not a thing of single calls", function()
    local err, compared, told = asked(function()
      return {witness(5, 0x1234)}
    end)
    assert.same({"EREFUTED", 1, 0}, {err.code, compared, told})
    for n, code in pairs {[4096] = "EREFUTED", [4095] = "fine"} do
      local list = {}
      for i = 1, n do list[i] = witness(i + 5000) end
      err, compared = asked(function(round)
        return round == 1 and list or {}
      end)
      assert.equal(code, err.code or err)
      assert.equal(n == 4096 and 1 or 2, compared)
    end
  end)

  it("is refused where the same call differs again", function()
    local err, compared = asked(function() return {witness "write"} end)
    assert.same({"EREFUTED", 2}, {err.code, compared})
  end)
end)
