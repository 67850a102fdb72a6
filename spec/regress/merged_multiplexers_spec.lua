-- SPDX-License-Identifier: MIT
-- A rule without conditions covers its call behind socketcall and ipc as long
-- as no rule of the policy names those. In a merge with a policy that does name
-- them it lost that without a word: `socket` was denied on x86 and, merged,
-- could be had through socketcall.
local policy = require "seccomp.policy"

local function make(rules, default)
  return policy.new {default = default or "allow", arches = {"amd64", "x86"},
    rules = rules}
end

local function told(p, call, sub)
  return tostring((p:compile():simulate {arch = "x86", syscall = call,
    arg0 = sub}))
end

describe("a merge with a policy that names a multiplexer", function()
  local denies = make {{"socket", "shmat", action = "errno(EPERM)"},
    {"read", action = "log"}}

  it("leaves rules what they cover behind it", function()
    local other = make {{"socketcall", action = "log",
      when = {{0, "==", 2}}, arches = {"x86"}}}
    for _, merged in ipairs {denies:merge(other), other:merge(denies)} do
      assert.equal("errno(EPERM)", told(merged, "socketcall", 1))
      assert.equal("log", told(merged, "socketcall", 2))
      assert.equal("allow", told(merged, "socketcall", 3))
      -- the version of ipc does not count, nor does what is not named
      assert.equal("errno(EPERM)", told(merged, "ipc", 0x10015))
      assert.same({}, merged:diff(policy.parse(tostring(merged))))
    end
  end)

  it("and for the arches that the rule was for alone", function()
    local arches = {"x86", "ppc64le"}
    local one = policy.new {default = "allow", arches = arches, rules = {
      {"socket", action = "errno(EPERM)", arches = {"x86"}}}}
    local other = policy.new {default = "allow", arches = arches, rules = {
      {"socketcall", action = "log", when = {{0, "==", 2}}}}}
    for _, merged in ipairs {one:merge(other), other:merge(one)} do
      local program = merged:compile()
      for arch, expected in pairs {x86 = "errno(EPERM)", ppc64le = "allow"} do
        for _, call in ipairs {{arch = arch, syscall = "socketcall", arg0 = 1},
          {arch = arch, syscall = "socket"}}
        do
          assert.equal(expected, tostring((program:simulate(call))))
        end
      end
    end
  end)

  it("keeps the order of the two", function()
    local other = make {{"socketcall", "ipc", action = "kill_process"}}
    assert.equal("errno(EPERM)", told(denies:merge(other), "socketcall", 1))
    assert.equal("errno(EPERM)", told(denies:merge(other), "ipc", 21))
    assert.equal("kill_process", told(denies:merge(other), "ipc", 22))
    assert.equal("kill_process", told(other:merge(denies), "socketcall", 1))
  end)

  it("says no more than it has to", function()
    assert.equal(4, #denies:merge(denies).rules)
    local named = make {{"socketcall", "ipc", action = "log"}}
    assert.equal(2, #named:merge(named).rules)
  end)

  it("decides as the first of the two that decides", function()
    local random = math.random
    local names = {"socket", "connect", "socketcall", "shmat", "ipc", "read"}
    local actions = {"allow", "errno(EACCES)", "log"}
    local function any()
      while true do
        local rules = {}
        for i = 1, random(3) do
          rules[i] = {names[random(#names)], action = actions[random(3)],
            when = random() < .3 and {{0, "==", random(0, 2)}} or nil}
        end
        local p = make(rules, "errno(EPERM)")
        if pcall(p.compile, p, {prove = false}) then return p end
      end
    end
    for _ = 1, 60 do
      local a, b = any(), any()
      local merged = a:merge(b)
      for _, name in ipairs(names) do
        for sub = 0, 3 do
          local call = {arch = "x86", syscall = name, arg0 = sub}
          local action, _, by = a:decide(call)
          if by ~= "rule" then action = b:decide(call) end
          assert.equal(tostring(action), tostring((merged:decide(call))))
        end
      end
    end
  end)
end)
