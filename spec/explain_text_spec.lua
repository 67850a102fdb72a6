-- SPDX-License-Identifier: MIT
-- A report as text, of entries made by hand; explain_spec.lua has commands.
local seccomp = require "seccomp"
local texts = require "seccomp.explain.text"

local native = seccomp.native_arch()
-- of the same byte order
local other = native == "s390x" and "ppc64" or
  native == "arm64" and "amd64" or "arm64"

-- A call that was refused, with what a case says of it.
local function kind(more)
  local entry = {arch = native, syscall = "close",
    number = seccomp.syscall_number "close", outcome = "refused", count = 1,
    action = seccomp.action "errno(EPERM)", pids = {7}, near = {}}
  for i = 0, 5 do entry["arg" .. i] = 0 end
  local shown = more.shown or {}
  for key, value in pairs(more) do entry[key] = value end
  entry.shown = nil
  if more.number and not more.syscall then entry.syscall = nil end
  return {entry = entry, shown = shown}
end

local function report(kinds, more)
  local tally = {kinds = kinds, left_out = 0}
  for key, value in pairs(more or {}) do tally[key] = value end
  return texts.report(tally, {rules = function()
    return tally.rules or {}, tally.notes or {}
  end})
end

-- What stands below the head of one call.
local function details(more)
  local lines = {}
  for line in report({kind(more)}):gmatch "\n    ([^\n]+)" do
    lines[#lines + 1] = line
  end
  return lines
end

-- A rule near a call: what of its conditions does not hold.
local function near(rule, action, ...)
  local item = {rule = rule, action = seccomp.action(action), conditions = {}}
  for i, c in ipairs {...} do
    item.conditions[i] = {argument = c[1], condition = {0, c[2], c[3]},
      text = c[1] .. " " .. c[2] .. " " .. tostring(c[3]), holds = c.holds,
      value = "0x9"}
  end
  return item
end

describe("the text of a report", function()
  it("sums up by what became of the calls, the worst first", function()
    local function head(...)
      local kinds = {}
      for i, one in ipairs {...} do
        kinds[i] = kind {outcome = one[1], number = one[2], count = one[3],
          arch = one[4]}
      end
      return report(kinds):match "^[^\n]*"
    end
    assert.equal("nothing was refused", report {})
    assert.equal("refused: 1 call, once", head {"refused", 1, 1})
    -- calls are of numbers, on their arches
    assert.equal("refused: 1 call, 5 times",
      head({"refused", 1, 2}, {"refused", 1, 3}))
    assert.equal("refused: 2 calls, 2 times",
      head({"refused", 1, 1}, {"refused", 1, 1, other}))
    assert.equal("killed: 1 call, once; refused: 2 calls, 3 times; " ..
      "logged: 1 call, 4 times; let through: 1 call, 2 times",
      head({"let through", 4, 2}, {"logged", 1, 4}, {"refused", 2, 1},
      {"killed", 1, 1}, {"refused", 3, 2}))
  end)

  it("has a call with its arch, if that is another, and its action", function()
    local function line(more)
      return (report {kind(more)}):match "\n([^\n]*)"
    end
    assert.equal("refused once, errno(EPERM): close(3)", line {arg0 = 3})
    assert.equal("refused 12 times, errno(EPERM): kill(-0x65, SIGKILL)",
      line {syscall = "kill", count = 12, arg0 = -101, arg1 = 9})
    assert.equal("refused once, errno(EPERM): close(9)", line {arg0 = 9})
    assert.equal("refused once, errno(EPERM): close(0xa)", line {arg0 = 10})
    assert.equal("refused once, errno(EPERM): kill(-9, 0)",
      line {syscall = "kill", arg0 = -9})
    assert.equal("refused once, errno(EPERM): " .. other .. " close(0)",
      line {arch = other})
    assert.equal("refused once, errno(EPERM): arch 0x12 syscall 9999(0, 0, " ..
      "0, 0, 0, 0)", line {arch = 0x12, number = 9999})
    -- what is logged has but one action
    assert.equal("logged once: close(0)", line {outcome = "logged",
      action = seccomp.action "log"})
    assert.equal("refused once, errno(EPERM): chdir(\"a\\n\\\"\\27\")",
      line {syscall = "chdir", shown = {[0] = 'a\n"\27'}})
  end)

  it("says who decided", function()
    assert.same({"rule 3 says so"}, details {by = "rule", rule = 3})
    assert.same({"the policy is not for " .. other},
      details {by = "bad_arch", arch = other})
    assert.same({"the policy is not for arch 0x12"},
      details {by = "bad_arch", arch = 0x12})
    assert.same({"no rule names it, and the number is new (unknown)"},
      details {by = "unknown"})
    assert.same({"no rule names close"}, details {by = "default"})
    assert.same({"no rule names syscall 9999"},
      details {by = "default", number = 9999})
    assert.same({"no rule allows close"},
      details {by = "default", near = {near(1, "trap", {"fd", "==", 5})}})
    assert.same({}, details {})
  end)

  it("says which rules would let it through, those alike together", function()
    local function says(...) return details {by = "default", near = {...}} end
    assert.same({"rule 1 allows close with fd 5; here 0x9"},
      says(near(1, "allow", {"fd", "==", 5})))
    assert.same({"rule 1 allows close with fd 0xa; here 0x9"},
      says(near(1, "log", {"fd", "==", 10})))
    assert.same({"rules 1, 2 allow close with fd 5, 6; here 0x9"},
      says(near(1, "allow", {"fd", "==", 5}),
        near(2, "allow", {"fd", "==", 6})))
    assert.same({"rules 1 to 3, 5 allow close with fd 1, 2, 3; here 0x9"},
      says(near(5, "allow", {"fd", "==", 1}), near(1, "allow", {"fd", "==", 2}),
        near(2, "allow", {"fd", "==", 3}), near(3, "allow", {"fd", "==", 3})))
    local many = {}
    for i = 1, 8 do many[i] = near(2 * i, "allow", {"fd", "==", i - 1}) end
    assert.same({"rules 2, 4, 6, 8, 10, 12, 14, 16 allow close with fd 0, " ..
      "1, 2, 3, 4, 5, 2", "  more; here 0x9"}, says(table.unpack(many)))
    assert.same({"rule 1 allows close with fd A, B; here 0x9"},
      says(near(1, "allow", {"fd", "==", "A"}), near(1, "allow",
        {"fd", "==", "B"})))
    -- other comparisons, several at once, and what holds
    assert.same({"rule 1 allows close where fd < 5; here 0x9",
      "rule 2 allows close where fd == 5 and x == 6; here 0x9, 0x9"},
      says(near(1, "allow", {"fd", "<", 5}), near(2, "allow", {"fd", "==", 5},
        {"y", "==", 1, holds = true}, {"x", "==", 6})))
    -- nothing of a rule that denies, or of two arguments together
    assert.same({"rule 1 allows close with fd 5; here 0x9",
      "rule 2 allows close with x 5; here 0x9"},
      says(near(1, "allow", {"fd", "==", 5}), near(2, "allow", {"x", "==", 5}),
        near(3, "trap", {"fd", "==", 6})))
  end)

  it("says which rules come too late", function()
    local early = {by = "rule", rule = 1, near = {near(2, "allow")}}
    assert.same({"rule 1 says so", "rule 2, which allows it, comes after"},
      details(early))
    early.near[2] = near(3, "allow")
    assert.same({"rule 1 says so", "rules 2, 3, which allow it, come after"},
      details(early))
    early.near[3] = near(4, "log")
    assert.same({"rule 1 says so", "rules 2 to 4, which allow it, come after"},
      details(early))
    early.near[4] = near(5, "allow", {"fd", "==", 1})
    assert.same({"rule 1 says so", "rule 5 allows close with fd 1; here 0x9",
      "rules 2 to 4, which allow it, come after"}, details(early))
    early.near[4] = nil
    early.outcome = "logged"
    assert.same({"rule 1 says so"}, details(early))
  end)

  it("has the paths and the processes, as many as are known", function()
    local with = {syscall = "chdir", shown = {[0] = "/a"}, paths = {"/a"}}
    -- the call shows the one
    assert.same({}, details(with))
    with.paths[2] = "/b\27"
    assert.same({'paths: "/a", "/b\\27"'}, details(with))
    with.more_paths = true
    assert.same({'paths: "/a", "/b\\27" and others'}, details(with))
    assert.same({'paths: "/a"'}, details {syscall = "chdir", paths = {"/a"}})
    assert.same({"and others of this reason, with other arguments"},
      details {others = true})
    assert.same({"pids 7, 8"}, details {pids = {7, 8}})
    assert.same({"pid 7"}, details {outcome = "killed"})
    assert.same({"pids 1, 2, 3, 4, 5, 6"}, details {pids = {1, 2, 3, 4, 5, 6}})
    assert.same({"pids 1, 2, 3, 4, 5, 6, 1 more"},
      details {pids = {1, 2, 3, 4, 5, 6, 7}})
    assert.same({"pids 7, 8 and others"},
      details {pids = {7, 8}, more_pids = true})
  end)

  it("ends with what was left out, notes, and rules", function()
    assert.equal("refused: 1 call, once\nrefused once, errno(EPERM): " ..
      "close(0)\nand calls with other numbers, too many to list: 2 times\n" ..
      "note: so\nrules that allow this, to stand in front of the " ..
      "others:\n    {\"close\", action = \"allow\"},",
      report({kind {}}, {left_out = 2, notes = {"so"},
        rules = {{"close", action = "allow"}}}))
    -- rules for another arch than the policy's
    assert.equal('    {"close", action = "allow", arches = {"' .. other ..
      '"}},\n', texts.rules({{"close", action = "allow", arches = {other}}}))
    -- lines have 79 columns, and go on below
    local long = ("w"):rep(9) .. " "
    assert.equal("nothing was refused\nnote: " .. long:rep(6) ..
      ("w"):rep(9) .. "\n    wwww",
      report({}, {notes = {long:rep(7) .. "wwww"}}))
    assert.equal("nothing was refused\nnote: " .. long:rep(6) ..
      ("w"):rep(9) .. " www", report({}, {notes = {long:rep(7) .. "www"}}))
  end)
end)

describe("a line of a report", function()
  local function line(more, own)
    return texts.line(kind(more), function(text, style)
      return style .. "<" .. text .. ">"
    end, own)
  end

  it("has who decided, where the rules are the reader's own", function()
    local head = "red<refused> " .. native .. " close(0) -> bold<errno(EPERM)>"
    for by, text in pairs {rule = " by rule 3", default = " by default: no " ..
      "rule matches", unknown = " as unknown: no rule matches, and the " ..
      "number is new", bad_arch = " for its arch: the policy is for others"}
    do
      local with = {by = by, rule = by == "rule" and 3 or nil}
      assert.equal(head .. text .. " [pid 7]", line(with, true))
      assert.equal(head .. " [pid 7]", line(with, false))
    end
    assert.equal(head .. " [pid 7]", line({}, true))
  end)

  it("is red for what was not let through", function()
    for outcome, colour in pairs {killed = "red", refused = "red",
      logged = "yellow", ["let through"] = "yellow"}
    do
      assert.matches("^" .. colour .. "<" .. outcome .. "> ",
        line {outcome = outcome})
    end
    assert.matches("^red<refused> arch 0x12 syscall 9999%(0, 0, ",
      line {arch = 0x12, number = 9999})
  end)
end)
