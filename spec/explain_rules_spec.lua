-- SPDX-License-Identifier: MIT
-- The rules that a report has to add, which allow what was refused.
local explaining = require "spec.explaining"
local here = require "spec.here"
local native = require "spec.native"
local policies = require "seccomp.policy"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local support = require "spec.support"
local tallies = require "seccomp.explain.tally"
local values = require "seccomp.explain.values"

local LARGEFILE, QUIET = explaining.LARGEFILE, explaining.QUIET
local SOCKETCALL, WAYS = explaining.SOCKETCALL, explaining.WAYS
local all_but, mended = explaining.all_but, explaining.mended
local text_has, told = explaining.text_has, explaining.told
local without = explaining.without

local amd64 = here.arch == "amd64"

local directory, program
setup(function()
  directory = support.directory()
  program = native.program "refused"
end)
teardown(function() support.remove(directory) end)

describe("rules to add", function()
  -- Explained, mended and run again: nothing is refused any more.
  local function mends(argv, policy, options, tightness)
    local report = told(argv, policy, options)
    assert.truthy(#report.calls > 0)
    local rules, notes = report:rules {tightness = tightness}
    assert.same({}, notes)
    local better = mended(policy, rules)
    local again = told(argv, better, options)
    assert.same({}, again.calls, tostring(again))
    return rules, better, report
  end

  it("allow what was refused", function()
    local policy = record.record({"true"}, QUIET):policy()
    local argv = {"sh", "-c", ("mkdir %s/m; ls -l %s; echo hi >%s/m/f; " ..
      "rm -r %s/m"):format(directory, directory, directory, directory)}
    for _, by in ipairs(WAYS) do
      for _, tightness in ipairs {"names", "arguments", false} do
        local better = policy
        for _ = 1, 12 do -- what comes after a refusal shows once it is mended
          local report = told(argv, better, {by = by})
          if #report.calls == 0 then break end
          better = mended(better,
            report:rules {tightness = tightness or nil})
        end
        local report = told(argv, better, {by = by})
        assert.equal("nothing was refused", tostring(report))
        assert.equal(0, report.exited)
        assert.equal("errno(EPERM)",
          tostring(better:compile():simulate "reboot"))
      end
    end
  end)

  it("hold what the policy's own hold", function()
    if here.multiplexed then pending(SOCKETCALL) return end
    local policy = policies.new {default = "errno(EBADE)", rules = {
      {"socket", action = "allow", when = {{"domain", "==", 1}}},
      {"socket", action = "errno(EBADE)", when = {{"domain", "==", 3}}},
      {"socket", action = "allow", when = {{"type", "==", 4}}},
      all_but("socket")}}
    local rules, better, report = mends({program, "sockets", "3"}, policy)
    -- domains 0 and 2 with types 0 to 2
    assert.equal(6, #report.calls)
    assert.same({{"socket", action = "allow", when = {
        {"domain", "==", {"AF_UNSPEC", "AF_INET"}},
        {"type", "==", {0, "SOCK_STREAM", "SOCK_DGRAM"}}}}},
      {rules[1]})
    for domain = 0, 5 do
      for type = 0, 5 do
        local call = {syscall = "socket", arg0 = domain, arg1 = type}
        local before = policy:decide(call).name == "allow"
        local seen = domain < 3 and type < 3
        assert.equal(before or seen, better:decide(call).name == "allow",
          domain .. " " .. type)
      end
    end
  end)

  it("are exact, whatever was refused", function()
    -- a model that knows nothing of conditions: the set of pairs itself
    local random = 7
    local function draw(n)
      random = random * 48271 % 0x7fffffff
      return random % n
    end
    for _ = 1, 60 do
      local noted, seen = values.new(seccomp.native_arch(), "socket", {0, 1}),
        {}
      for _ = 1, draw(12) + 1 do
        local domain, type = draw(4), draw(4)
        seen[domain * 4 + type] = true
        noted:add(domain, type, 0, 0, 0, 0)
      end
      local rules = {}
      local lists, open = noted:conditions "policy"
      assert.same({}, open)
      for i, when in ipairs(lists) do
        rules[i] = {"socket", action = "allow", when = when}
      end
      local policy = policies.new {default = "errno(EPERM)", rules = rules}
      for pair = 0, 24 do
        local action = policy:decide {syscall = "socket", arg0 = pair // 4,
          arg1 = pair % 4}
        assert.equal(pair < 16 and seen[pair] or false,
          action.name == "allow", pair)
      end
    end
  end)

  it("hold each argument for itself where there are many", function()
    local noted = values.new(seccomp.native_arch(), "socket", {0, 1})
    for domain = 0, 9 do
      for type = 0, 69 do noted:add(domain, type, 0, 0, 0, 0) end
    end
    local lists, open = noted:conditions "policy"
    assert.same({1}, open)
    assert.equal(1, #lists)
    assert.same({0, "==", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, width = 32},
      lists[1][1])
  end)

  it("tell what they open beyond what was seen", function()
    local policy = without {{"getpriority", action = "allow", when = {{0, "==",
      99}, {1, "==", 99}}}}
    local tally = tallies.new(policy, false)
    local arch = seccomp.native_arch()
    local number = seccomp.syscall_number "getpriority"
    for i = 0, 64 do
      tally:add({}, "getpriority", seccomp.action "errno(EPERM)", 1, arch,
        number, i // 9, i % 9, 0, 0, 0, 0)
    end
    local _, notes = require "seccomp.explain.rules".of(tally)
    assert.same({"getpriority on " .. arch .. ": the values that were seen " ..
      "are allowed in any combination, for more than 64 different " ..
      "combinations were seen"}, notes)
    -- arguments in memory
    tally = tallies.new(without {{"mmap", action = "allow", when = {{0, "==",
      99, raw = true}}}, arches = {"x86"}}, false)
    tally:add({}, "mmap", seccomp.action "errno(EPERM)", 1, "x86", 90, 1, 0, 0,
      0, 0, 0)
    local rules
    rules, notes = require "seccomp.explain.rules".of(tally)
    assert.same({{"mmap", action = "allow"}}, rules)
    assert.same({"mmap on x86: any arguments are allowed, for the call " ..
      "takes them in memory"}, notes)
  end)

  it("hold pointers to whether they are NULL", function()
    local noted = values.new(seccomp.native_arch(), "openat", {1})
    noted:add(3, 0x7fff1234, 0, 0, 0, 0)
    noted:add(3, 0x7fff5678, 0, 0, 0, 0)
    assert.same({{{1, "!=", 0}}}, (noted:conditions "policy"))
    noted:add(3, 0, 0, 0, 0, 0)
    assert.same({{}}, (noted:conditions "policy"))
    noted = values.new(seccomp.native_arch(), "openat", {1})
    noted:add(3, 0, 0, 0, 0, 0)
    assert.same({{{1, "==", 0}}}, (noted:conditions "policy"))
  end)

  it("are as tight as is asked for", function()
    if here.multiplexed then pending(SOCKETCALL) return end
    local policy = without {{"socket", action = "errno(EBADE)"}}
    local report = told({program, "sockets", "2"}, policy)
    assert.same({{"socket", action = "allow"}}, (report:rules()))
    assert.same({{"socket", action = "allow"}},
      (report:rules {tightness = "names"}))
    local better = mended(policy, report:rules {tightness = "arguments"})
    for domain = 0, 3 do
      local action = better:decide {syscall = "socket", arg0 = domain}
      assert.equal(domain < 2 and "allow" or "errno", action.name)
    end
  end)

  it("are for the arches that asked", function()
    if not amd64 then pending "another arch" return end
    local traced = native.program "traced"
    local policy = without {{"mkdir", action = "errno(EIO)"},
      arches = {"amd64", "x86"}}
    for _, by in ipairs(WAYS) do
      local rules, better = mends({traced, "wide", "39"}, policy, {by = by})
      assert.same({{"mkdir", action = "allow", arches = {"x86"}}}, rules)
      assert.equal("errno(EIO)", tostring(better:decide {syscall = "mkdir"}))
      -- an arch that the policy is not for
      local report = told({traced, "wide", "39"}, without {}, {by = by})
      assert.equal("x86", report.calls[1].arch)
      assert.same({"bad_arch", "killed"}, {report.calls[1].by,
        report.calls[1].outcome})
      local none, notes = report:rules()
      assert.same({}, none)
      assert.matches('arches have "x86"', notes[1])
      text_has(report, "the policy is not for x86")
    end
  end)

  it("never open socketcall, and compile", function()
    if not amd64 then pending "another arch" return end
    -- x86 reaches socket by its own number, 359, and through socketcall
    local tally = tallies.new(without {{"socket", action = "errno(EIO)"},
      arches = {"amd64", "x86"}}, false)
    for domain = 1, 2 do
      tally:add({}, "socket", seccomp.action "errno(EIO)", 1, "x86", 359,
        domain, 1, 0, 0, 0, 0)
    end
    local rules, notes = require "seccomp.explain.rules".of(tally, "arguments")
    assert.same({{"socket", action = "allow", arches = {"x86"}}}, rules)
    assert.matches("^socket on x86: any arguments .* by socketcall", notes[1])
    mended(tally.policy, rules):compile()
    -- one that says itself what becomes of socketcall
    local careful = without {{"socket", action = "errno(EIO)"},
      {"socketcall", action = "errno(EIO)", arches = {"x86"}},
      arches = {"amd64", "x86"}}
    tally = tallies.new(careful, false)
    tally:add({}, "socket", seccomp.action "errno(EIO)", 1, "x86", 359, 1, 1,
      0, 0, 0, 0)
    rules = require "seccomp.explain.rules".of(tally, "arguments")
    assert.equal(1, #rules)
    assert.equal(3, #rules[1].when)
    mended(careful, rules):compile()
  end)

  it("stand as numbers where a call has no name", function()
    local policy = without {{{3000, 8000}, action = "errno(ENOSYS)"}}
    assert.same({{3000, 3001, action = "allow"}},
      (mends({program, "numbers", "2"}, policy)))
  end)

  it("are lines of a policy file in the text", function()
    if here.bits == 32 then pending(LARGEFILE) return end
    local policy = policies.new {default = "errno(EPERM)", rules = {
      {"openat", action = "allow", when = {{"flags", "==", {0, "O_CLOEXEC"}}}},
      all_but("openat")}}
    local report = told({program, "opens"}, policy)
    local text = tostring(report):match "in front of the others:\n(.*)$"
    local again = policies.parse("return {default = 'errno(EPERM)', " ..
      "rules = {" .. text .. "}}")
    assert.equal("allow", again:decide({syscall = "openat",
      flags = "O_RDWR"}).name)
    assert.equal("errno", again:decide({syscall = "openat",
      flags = "O_WRONLY"}).name)
    for line in tostring(report):gmatch "[^\n]+" do
      assert.truthy(#line < 80, line)
    end
  end)
end)
