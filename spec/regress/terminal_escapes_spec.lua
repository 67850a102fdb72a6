-- SPDX-License-Identifier: MIT
-- Text of profiles, policy files, names and command lines reached the terminal
-- as it was, through findings and last words: control characters beyond ASCII
-- everywhere, ASCII's own in most places.
local errors = require "seccomp.error"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

-- Clears the screen, sets a title, colours; C1 as UTF-8 and as a byte; turns
-- the direction of what follows; ends a line where none looks to end.
local EVIL = "re\27[2Jad\27]0;x\7\u{9b}31m\x9b1m\u{202e}\u{2066}\u{85}" ..
  "\u{2028}\127\r\8x"

-- Whether text has nothing left that steers, but ends of lines.
local function harmless(text)
  assert(not text:find "[%z\1-\8\11-\31\127]", ("%q"):format(text))
  assert(utf8.len(text), ("%q"):format(text))
  for _, code in utf8.codes(text) do
    assert(not (code >= 0x80 and code < 0xa0 or code >= 0x2028 and
      code <= 0x202e or code >= 0x2066 and code <= 0x2069), text)
  end
  return text
end

describe("text that came from outside", function()
  it("is escaped in errors", function()
    for _, call in ipairs {
      {seccomp.filter, EVIL}, {seccomp.filter, "allow", {arches = {EVIL}}},
      {seccomp.filter, "allow", {[EVIL] = 1}},
      {seccomp.syscall_name, 1, EVIL}, {seccomp.condition, 0, EVIL, 1},
      {seccomp.action, "errno(" .. EVIL .. ")"},
      {policies.new, {default = "allow", rules = {{EVIL, action = "kill"}}}},
      {policies.new, {default = "allow", [EVIL] = 1}},
      {policies.parse, "return " .. EVIL, EVIL},
      {policies.parse, "error('" .. EVIL .. "')"},
      {policies.load, "/nowhere/" .. EVIL}, {seccomp.spawn, {EVIL}},
      {oci.import, "{" .. EVIL},
      {oci.import, {defaultAction = EVIL}},
    } do
      local ok, err = pcall(table.unpack(call))
      assert.is_false(ok)
      local line = harmless(type(err) == "table" and err.message or err)
      assert(not line:find "\n", line)
    end
    for _, call in ipairs {{seccomp.arch, EVIL}, {seccomp.syscall_number, EVIL}}
    do
      harmless(select(2, call[1](call[2])))
    end
  end)

  it("is escaped once, so that it can be told", function()
    assert.equal("a\\027[2J\\u{9B}\\155\\u{202E}\\n\\127", errors.line(
      "a\27[2J\u{9b}\x9b\u{202e}\n\127"))
    assert.equal("a\n\tb\\013", errors.lines "a\n\tb\r")
    assert.equal("ünïcode — 漢字 \u{1F600}", errors.line
      "ünïcode — 漢字 \u{1F600}")
    -- no UTF-8: too long for what it says, half a pair, cut, too great
    assert.equal("\\192\\128 \\237\\160\\128 \\226\\128 \\244\\144\\128\\128",
      errors.line "\xC0\x80 \xED\xA0\x80 \xE2\x80 \xF4\x90\x80\x80")
  end)

  it("is escaped in findings and reports", function()
    local p = policies.new {default = "allow", rules = {
      {EVIL, action = "kill", optional = true}}}
    local found = false
    for _, finding in ipairs(p:lint()) do
      harmless(finding.message)
      found = found or finding.message:find("re\\027[2Jad", 1, true)
    end
    assert.truthy(found)
    local json = [[{"defaultAction": "SCMP_ACT_ALLOW", "%s": 1, "syscalls":
      [{"names": ["%s"], "action": "SCMP_ACT_ERRNO"}]}]]
    local name = "re\\u001b[2Jad\\u009b\\u202e"
    local _, report = oci.import(json:format(name, name))
    found = false
    for _, entry in ipairs(report) do
      harmless(entry.message)
      harmless(entry.syscall or "")
      found = found or entry.message:find("re\\027[2Jad", 1, true)
    end
    assert.truthy(found)
  end)

  it("is ASCII in a policy's text, which reads back", function()
    local p = policies.new {default = "allow", rules = {
      {EVIL, "read", action = "kill", optional = true}}}
    local text = harmless(tostring(p))
    assert(not text:find "[\128-\255]")
    assert.equal(text, tostring(policies.parse(text)))
  end)

  it("is escaped by the command", function()
    local directory = support.directory()
    local profile, policy = directory .. "/p.json", directory .. "/p.lua"
    support.spew(profile, [[{"defaultAction": "SCMP_ACT_ALLOW", "syscalls":
      [{"names": ["re\u001b[2Jad\u009b\u202e"], "action": "SCMP_ACT_ERRNO"}]}]])
    support.spew(policy, ("return {default = 'allow', rules = {{%q, " ..
      "action = 'log', optional = true}}}"):format(EVIL))
    local program = directory .. "/x\27[2J\u{9b}\u{202e}y"
    support.spew(program, "#!/bin/sh\nkill -KILL $$\n") -- which is told
    assert(os.execute("chmod +x " .. support.quote(program)))
    for _, words in ipairs {
      {"lint", profile}, {"lint", policy}, {"lint", "--json", policy},
      {"show", profile}, {"show", policy}, {"show", "--json", policy},
      {"import", profile}, {"export", policy},
      {"show", "/nowhere/" .. EVIL}, {EVIL},
      {"resolve", EVIL}, {"simulate", policy, EVIL}, {"lint", "--" .. EVIL},
      {"run", policy, "--", program}, {"run", policy, "--", EVIL},
      {"record", "--", program},
      {"repl", "-e", "print(" .. ("%q"):format(EVIL) .. ")"},
      {"repl", "-e", "return " .. ("%q"):format(EVIL)},
      {"repl", "-e", "error(" .. ("%q"):format(EVIL) .. ")"},
      {"repl", "-e", "return {[" .. ("%q"):format(EVIL) .. "] = 1}"},
    } do
      local argv = {support.lua, "bin/lua-seccomp", table.unpack(words)}
      local child = support.script(argv)
      local what = table.concat(words, " ", 1, 1)
      assert(#child.stdout + #child.stderr > 0, what)
      harmless(child.stdout)
      harmless(child.stderr)
    end
    support.remove(directory)
  end)

  it("is escaped where a refusal is explained", function()
    local directory = support.directory()
    local policy = directory .. "/p.lua"
    support.spew(policy,
      "return {default = 'allow', rules = {{'mkdir', 'mkdirat', " ..
      "optional = true, action = 'errno(EPERM)'}}}")
    for _, more in ipairs {{}, {"--json"}} do
      local argv = {support.lua, "bin/lua-seccomp", "run", "--explain"}
      for _, word in ipairs(more) do argv[#argv + 1] = word end
      for _, word in ipairs {policy, "--", "mkdir", "/nowhere/" .. EVIL} do
        argv[#argv + 1] = word
      end
      local child = support.script(argv)
      local told = child.stderr:match "refused[^\n]*" or
        child.stderr:match "{[^\n]*}"
      assert(told, support.describe(child))
      harmless(told)
      assert.matches("nowhere", told)
    end
    support.remove(directory)
  end)
end)
