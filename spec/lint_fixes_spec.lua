-- SPDX-License-Identifier: MIT
-- What a finding says to do is done, and looked at: the finding is gone, and
-- nothing is permitted that was not.
local policies = require "seccomp.policy"
local calls = require "seccomp.lint.knowledge"
local seccomp = require "seccomp"

-- A table that a fix shows, or nil.
local function shown(fix)
  local text = fix:match "^(%b{})" or fix:match '^[%w_]+ = "[^"]*"$' and
    "{" .. fix .. "}" or fix:match "^width = %d+$" and "{" .. fix .. "}"
  return text and assert(load("return " .. text, "=fix", "t", {}))(), text
end

-- A policy's data with what a fix says, or nil where it does not say it as a
-- rule, a condition or a field.
local function mended(data, finding)
  local what = shown(finding.fix)
  local rule = data.rules[finding.rule or 0]
  if not what then
    return nil
  elseif finding.fix:find "^{" and what.action then
    if what.action == "allow" then return nil end
    table.insert(data.rules, 1, what)
  elseif finding.fix:find "^{" then
    rule.when = {what}
  elseif what.width then
    for i, c in ipairs(rule.when) do
      local arg, op, a, b = c[1], c[2], c[3], c[4]
      if not arg then
        arg, op, a, b = c.arg, c.op, c.datum_a or c.mask or c.value,
          c.datum_b or c.value
      end
      rule.when[i] = {arg = arg, op = op, width = what.width,
        value = op == "masked_eq" and b or a,
        mask = op == "masked_eq" and a or nil}
    end
  else
    for key, value in pairs(what) do data[key] = value end
  end
  return data
end

-- Does what each finding of some ids says; how many there were.
local function mend(spec, ...)
  local ids, done = {}, 0
  for _, id in ipairs {...} do ids[id] = true end
  local policy = policies.new(spec)
  for _, finding in ipairs(policy:lint()) do
    if ids[finding.id] then
      local data = assert(mended(policy:data(), finding), finding.fix)
      local better = policies.new(data)
      done = done + 1
      for _, other in ipairs(better:lint()) do
        assert.is_false(other.id == finding.id and
          other.message == finding.message, finding.message)
      end
      local program = better:compile {prove = false}
      if finding.witness then
        local action = tostring(program:simulate(finding.witness))
        assert.are_not.equal("allow", action, finding.message)
      end
      local fine, call = program:permits_at_most(policy:compile {
        prove = false})
      assert.is_true(fine, fine or finding.fix .. " permits " ..
        tostring(call.syscall))
    end
  end
  return done
end

local function denied(name, arg, value, width, arch)
  return {default = "allow", arches = {arch or "amd64"}, rules = {{name,
    action = "errno(EACCES)", when = {{arg = arg, op = "==", value = value,
    width = width}}}}}
end

describe("what lint says to do helps, and opens nothing:", function()
  it("flags", function()
    local done = 0
    for name, flags in pairs(calls.flags) do
      local arch = name == "mmap2" and "x86" or "amd64"
      local place
      for i, its in ipairs(seccomp.signature(name, arch)) do
        if its.name == flags.argument then place = i - 1 end
      end
      assert.is_number(seccomp.constant(flags.flag, arch))
      done = done + mend(denied(name, place, 4, 32, arch), "flag-word")
    end
    assert.is_true(done > 20, done)
    for name in pairs(calls.protection) do
      local arch = name == "mmap2" and "x86" or "amd64"
      for value = 1, 15 do
        done = mend(denied(name, 2, value, 32, arch), "flag-word")
        assert.equal(1, done, name .. value)
        done = mend({default = "errno(EPERM)", arches = {arch}, rules = {{name,
          action = "allow", when = {{arg = 2, op = "!=",
          value = value, width = 32}}}}}, "flag-word")
        assert.equal(1, done, name .. value)
      end
    end
  end)

  it("widths", function()
    assert.equal(1, mend(denied("ioctl", 1, 0x5412), "high-bits"))
    assert.equal(1, mend(denied("setuid", 0, 0, 32, "x86"), "high-bits"))
    for _, arch in ipairs {"amd64", "x86", "arm"} do
      assert.equal(1, mend(denied("chmod", 1, 2541, 32, arch), "high-bits"))
    end
    assert.equal(1, mend({default = "errno(EPERM)", arches = {"arm"},
      rules = {{"setreuid", action = "allow", when = {{0, "!=", 0}}}}},
      "high-bits"))
  end)

  it("rules in front, and fields", function()
    assert.equal(5, mend({default = "allow", bad_arch = "log", rules = {{
      "execve", action = "errno(EPERM)"}}, arches = {"amd64"}},
      "bad-arch-permits", "io-uring", "tiocsti", "tioclinux",
      "old-x32-numbers"))
    assert.equal(2, mend({default = "errno(EPERM)", arches = {"x86"},
      rules = {{"clock_gettime", "openat", action = "allow"}}}, "newer-twin"))
    assert.equal(1, mend({default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"clone", action = "allow"}}}, "clone3-errno"))
  end)
end)
