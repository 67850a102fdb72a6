-- SPDX-License-Identifier: MIT
-- What each finding of lint is: how bad, about what, where it is looked for;
-- and those that hang on one action or one argument, on both sides.
local catalogue = require "seccomp.lint.catalogue"
local linting = require "spec.linting"

-- How bad each is, which decides the exit status of the command; and those that
-- are about how rules are written, and so not about compiled programs.
local SEVERITIES = {
  error = "bad-arch-permits does-not-compile high-bits",
  warning = [[always-matches arch-differs cannot-end clone-order clone3-errno
    denied-name-unknown denylist errno-zero flag-word in-memory io-uring
    multiplexer-open negative-int never-matches newer-twin no-policy
    no-such-argument notify-needed pointer program-needs shadowed-rule
    together-always way-around writable-code]],
  note = [[cannot-start default-rule incomplete kernel-exempt kill-thread
    late-denial log-permits more-filters name-twice name-unknown
    needs-listener needs-tracer new-namespaces newer-calls often-needed
    old-x32-numbers personality powerful-calls program-often repeated-rule
    shadowed-names socket-families socket-type tioclinux tiocsti
    unreachable-code unsigned-order]],
}
local OF_TEXT = [[always-matches default-rule denied-name-unknown late-denial
  name-twice name-unknown never-matches repeated-rule shadowed-names
  shadowed-rule together-always]]

local function sorted(words)
  local list = {}
  for word in words:gmatch "%S+" do list[#list + 1] = word end
  table.sort(list)
  return list
end

describe("findings", function()
  it("have a severity, a sentence, and what to do", function()
    local by, of_text = {}, {}
    for _, id in ipairs(catalogue.ids) do
      local check = catalogue.of[id]
      by[check.severity] = by[check.severity] or {}
      table.insert(by[check.severity], id)
      if check.of_text then of_text[#of_text + 1] = id end
      assert.equal(id, check.id)
      assert.matches("^%a.* .*%.$", check.about, id)
      -- it stands behind "fix: "
      if check.fix then
        assert.matches("^[%l{]", check.fix, id)
        assert.is_nil(check.fix:find "%.$", id)
      end
    end
    for severity, words in pairs(SEVERITIES) do
      assert.same(sorted(words), by[severity])
    end
    assert.same(sorted(OF_TEXT), of_text)
  end)

  it("are in order: how bad, which rule, which id, and what they say",
    function()
    local list = {}
    for i, one in ipairs {{"tiocsti", "note"}, {"name-twice", "note", 2},
      {"name-twice", "note", 1}, {"high-bits", "error", 9},
      {"denylist", "warning"}, {"errno-zero", "warning"},
      {"pointer", "warning", 1, "b"}, {"pointer", "warning", 1, "a"}}
    do
      list[i] = {id = one[1], severity = one[2], rule = one[3],
        message = one[4] or "m\27", fix = "f"}
    end
    local order = {}
    for i, one in ipairs(catalogue.kept(list, {denylist = true})) do
      order[i] = one.id .. " " .. (one.rule or "-") .. " " .. one.message
    end
    assert.same({"high-bits 9 m\\027", "errno-zero - m\\027", "pointer 1 a",
      "pointer 1 b", "tiocsti - m\\027", "name-twice 1 m\\027",
      "name-twice 2 m\\027"}, order)
  end)

  it("say what their check says, where they say nothing", function()
    local check = catalogue.of["tiocsti"]
    local filled = catalogue.filled {id = "tiocsti"}
    assert.same({"note", check.fix}, {filled.severity, filled.fix})
    filled = catalogue.filled {id = "tiocsti", severity = "error", fix = "x"}
    assert.same({"error", "x"}, {filled.severity, filled.fix})
    assert.has_error(function() catalogue.filled {id = "nosuch"} end)
  end)
end)

-- The ids of what is found, with what stands before the colon of the message.
local function found(spec, wanted)
  local list = {}
  for _, finding in ipairs((linting.lint(spec))) do
    if wanted[finding.id] then
      list[#list + 1] = finding.id .. " " .. finding.message:match "^[^:]*"
    end
  end
  table.sort(list)
  return list
end

describe("an action that does something else", function()
  it("is told of wherever it stands", function()
    local ids = {["errno-zero"] = true, ["kill-thread"] = true,
      ["needs-listener"] = true, ["needs-tracer"] = true,
      ["log-permits"] = true}
    for action, id in pairs {["errno(0)"] = "errno-zero",
      kill_thread = "kill-thread", notify = "needs-listener",
      trace = "needs-tracer"}
    do
      for _, place in ipairs {"default", "bad_arch", "unknown"} do
        local spec = {default = "errno(EPERM)", bad_arch = "kill_process",
          unknown = "errno(ENOSYS)", rules = {linting.usual}}
        spec[place] = action
        assert.same({id .. " " .. place}, found(spec, ids))
      end
      assert.same({id .. " rules[2]"}, found({rules = {linting.usual,
        {"mkdir", action = action}}}, ids))
    end
    assert.same({}, found({unknown = "errno(ENOSYS)", rules = {linting.usual,
      {"mkdir", action = "errno(EACCES)"}, {"rmdir", action = "trap"}}}, ids))
  end)

  it("is log, in a rule where others are denied", function()
    local ids = {["log-permits"] = true}
    local rules = {linting.usual, {"mkdir", action = "log"}}
    for default, n in pairs {["errno(EPERM)"] = 1, kill_process = 1, allow = 0,
      log = 0}
    do
      assert.equal(n, #found({default = default, rules = rules}, ids), default)
    end
    assert.same({}, found({default = "errno(EPERM)", unknown = "log",
      rules = {linting.usual}}, ids))
  end)
end)

describe("an argument that reaches far", function()
  local RISKS = {tiocsti = {"ioctl", "request", "==", "TIOCSTI"},
    tioclinux = {"ioctl", "request", "==", "TIOCLINUX"},
    personality = {"personality", "persona", "==",
      "ADDR_NO_RANDOMIZE|READ_IMPLIES_EXEC"},
    ["new-namespaces"] = {"clone", "flags", "==", "CLONE_NEWUSER"},
    ["socket-families"] = {"socket", "domain", "==", "AF_ALG"},
    ["more-filters"] = {"seccomp", "operation", "==",
      "SECCOMP_SET_MODE_FILTER"}}

  it("is told of where it is permitted, with the call", function()
    local names, seen = {action = "allow"}, 0
    for _, risk in pairs(RISKS) do names[#names + 1] = risk[1] end
    local denied = {}
    for _, risk in pairs(RISKS) do
      denied[#denied + 1] = {risk[1], action = "errno(EPERM)",
        when = {{risk[2], risk[3], risk[4]}}}
    end
    table.sort(names)
    for i = #names, 2, -1 do
      if names[i] == names[i - 1] then table.remove(names, i) end
    end
    for _, finding in ipairs((linting.lint {rules = {names}})) do
      local risk = RISKS[finding.id]
      if risk then
        seen = seen + 1
        assert.equal(risk[1], finding.witness.syscall)
        assert.matches("^on amd64, ", finding.message)
      end
    end
    assert.equal(6, seen)
    -- without these values, the others are let through
    denied[#denied + 1] = names
    local ids = {}
    for _, finding in ipairs((linting.lint {rules = denied})) do
      ids[finding.id] = true
    end
    for id in pairs(RISKS) do assert.is_nil(ids[id], id) end
  end)
end)
