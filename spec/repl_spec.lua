-- SPDX-License-Identifier: MIT
-- The prompt of `lua-seccomp repl`: what it shows, completes and explains.
local command = require "spec.command"
local help = require "seccomp.cli.repl.help"
local repl = require "seccomp.cli.repl.prompt"
local seccomp = require "seccomp"
local show = require "seccomp.cli.repl.values"
local support = require "spec.support"
local tty = require "spec.tty"

local function has(text, ...)
  for _, part in ipairs {...} do
    assert.truthy(text:find(part, 1, true), part .. " is not in:\n" .. text)
  end
end

-- What `repl` writes for lines of input.
local function session(lines, status)
  local child = command.run({"repl"}, {stdin = lines})
  if child.code ~= (status or 0) then error(support.describe(child), 2) end
  return child.stdout, child.stderr
end

describe("an interrupt", function()
  it("stops what runs, each time anew, and not the prompt", function()
    local line = "spawn{'sh', '-c', 'kill -INT $PPID'} " ..
      "for _ = 1, 1e12 do end\n"
    local out, errors = session(line .. "1 + 1\n" .. line .. line ..
      "'still ' .. 'here'\n", 1)
    has(out, "2\n", "still here")
    assert.equal(3, select(2, errors:gsub("interrupted!", "")), errors)
  end)
end)

describe("an interrupt at the prompt for more", function()
  -- The command on a terminal, where that chunk is dropped; `setup` is Lua.
  local function drops(setup)
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    local words = {support.lua, "-e", setup ..
      " os.exit(require('seccomp.cli').main(arg), true)", "-", "repl"}
    for i, word in ipairs(words) do words[i] = support.quote(word) end
    support.spew(directory .. "/repl", table.concat(words, " "))
    -- each thing is typed once the one before was answered
    local child = support.script({"sh", "-c", [[
      cd "$0" && : >out
      has() { n=0; until grep -q -e "$1" out || [ $n -gt 300 ]; do
        sleep 0.1; n=$((n + 1)); done; }
      { has 'ctrl-D ends'; printf 'for i = 1, 2 do\n'; has '>> '
        printf '\003'; sleep 0.3; printf '21 + 21\n'; has '42'
        printf 'x = (\n'; sleep 0.3; printf '\003'; sleep 0.3
        printf '"en" .. "ded"\n'; has ended
      } | script -qefc 'sh ./repl' out >/dev/null
      cat out
    ]], directory}, {loses = "readline", env = {HOME = directory,
      TERM = "dumb", INPUTRC = "/dev/null", NO_COLOR = "1"}})
    assert.equal(0, child.code, support.describe(child))
    has(child.stdout, "42", "ended")
    assert.is_nil(child.stdout:find("repl:", 1, true), child.stdout)
  end

  it("drops what was begun", function()
    if not support.has_command "script" then
      pending "there is no script(1) to make a terminal"
      return
    end
    drops ""
    drops "package.preload.readline = function() error 'not installed' end"
  end)
end)

describe("values", function()
  it("tell what is in them", function()
    local filter = seccomp.filter("allow", {arches = {"amd64"}})
      :add_rule("mkdir", "errno(EPERM)", {0, "==", 5})
    assert.equal("seccomp.filter (default allow, 1 rule, amd64)\n" ..
      "  mkdir                errno(EPERM)  when pathname == 5",
      show.value(filter))
    has(show.value(filter:program()), "instructions, little-endian)\n",
      '{"mkdir", action = "errno(EPERM)"')
    assert.equal("mkdir                errno(EPERM)  when pathname == 5",
      show.value(filter:rules()))
    assert.equal("errno(EPERM)", show.value(seccomp.action "errno"))
    assert.equal("arg0 == 0x5", show.value(seccomp.condition(0, "==", 5)))
    filter:release()
    has(show.value(filter), "released")
  end)

  it("that are long are cut, and say how to see the rest", function()
    local filter = seccomp.filter("allow", {arches = {"amd64"}})
    for i = 1, 42 do filter:add_rule("mkdir", "errno(EPERM)", {0, "==", i}) end
    local text = show.value(filter)
    has(text, "\n  … 2 more: f:rules()")
    assert.equal(41, select(2, text:gsub("\n", "")))
  end)

  it("of policies are policy files", function()
    local policy = require("seccomp.policy").new {default = "allow"}
    has(show.value(policy), "return {\n  default = \"allow\"")
  end)

  it("of requests are calls", function()
    local process = seccomp.spawn({"true"}, {listener = true,
      filter = seccomp.filter("allow"):add_rule("exit_group", "notify")})
    local request = process.listener:receive(10)
    has(show.value(request), "seccomp.request (exit_group", "pending)",
      "exit_group(0)")
    request:continue()
    process:wait()
  end)

  it("that are witnesses, findings and sets read as such", function()
    local p = seccomp.filter("allow", {arches = {"amd64"}})
    local q = seccomp.filter("allow", {arches = {"amd64"}})
      :add_rule("bpf", "errno(EPERM)")
    assert.equal("amd64 bpf()  left allow  right errno(EPERM)",
      show.value(p:program():diff(q:program())))
    local policy = require("seccomp.policy").new {default = "allow"}
    has(show.value(policy:lint()), "warning denylist: ")
    has(show.value(seccomp.features().actions), "allow log")
  end)

  it("that are processes have a line each", function()
    local function process(set)
      local one = {pid = 7, name = "a\27b", mode = "none", filters = 0,
        no_new_privs = false, threads = 1, agree = true, listeners = 0}
      for key, value in pairs(set) do one[key] = value end
      return one
    end
    assert.equal(([[
      7  a\027b               none
      8  b                    filter, 1 filter, no_new_privs, 1 listener
      9  c                    filter, 2 filters, its threads differ]]
      ):gsub("\n +", "\n      "), show.value {process {},
        process {pid = 8, name = "b", mode = "filter", filters = 1,
          no_new_privs = true, listeners = 1},
        process {pid = 9, name = "c", mode = "filter", filters = 2,
          agree = false}})
    -- of which nothing else is known
    assert.equal("     10  d                    strict", show.value {pid = 10,
      name = "d", mode = "strict", agree = true, threads = 1})
  end)

  it("keep to a terminal's width where they are lines", function()
    if tty.lacking() then return pending(tty.lacking()) end
    local words = tty.on [[
import fcntl, struct
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
until(b"ctrl-D ends")
for line, answer in ((b'policy.new{default = "allow"}:lint()', b"denylist"),
                     (b"features()", b"notify = "),
                     (b'help "openat"', b"umode_t"),
                     (b'help "@basic-io"', b"writev"),
                     (b'filter("allow"):add_rule("read", "log", {"f", 1})',
                      b"EINVAL")):
    os.write(fd, line + b"\r")
    until(answer)
    until(b"> $")
os.write(fd, b"\x04")
]]
    for _, list in ipairs {support.interpreter(), {"-e",
      "os.exit(require('seccomp.cli').main(arg), true)", "-", "repl"}}
    do
      for _, word in ipairs(list) do words[#words + 1] = word end
    end
    local child = support.command(words, {loses = "readline", env = {
      HOME = "/nonexistent", TERM = "dumb", INPUTRC = "/dev/null"}})
    assert.equal(0, child.code, support.describe(child))
    local shown = 0
    for line in child.stdout:gsub("\r", ""):gmatch "[^\n]+" do
      if not line:find "^> " then
        assert.is_true(#line < 80, line)
        shown = shown + 1
      end
    end
    assert.is_true(shown > 15, child.stdout)
  end)

  it("of Lua are Lua", function()
    assert.equal("{ 1, 2, a = \"x\\n\" }", show.value {1, 2, a = "x\n"})
    assert.equal("{}", show.value {})
    assert.equal("{ 5, [true] = 2, [\"a b\"] = 1, c = 3 }",
      show.value {c = 3, ["a b"] = 1, [true] = 2, 5})
    assert.equal("{ 1 }", show.value(setmetatable({1}, {})))
    assert.equal("257 (0x101)", show.value(257))
    assert.equal("12", show.value(12))
    assert.equal("nil", show.value(nil))
    assert.equal("two\nlines", show.value "two\nlines\n")
    local loop = {}
    loop.loop = loop
    has(show.value(loop), "{…}")
    local long = {}
    for i = 1, 100 do long[i] = i end
    has(show.value(long), "…")
    has(show.value(setmetatable({}, {__tostring = function()
      return "itself"
    end})), "itself")
  end)

  it("that are errors tell what is wrong, and no more", function()
    local _, err = pcall(seccomp.filter, "allowed")
    has(show.error(err), "filter: unknown action \"allowed\"")
    assert.is_nil(show.error(err):find(".lua", 1, true))
    assert.equal("x", show.error "repl:1: x")
    assert.equal("{ 5, what = \"x\" }", show.error {5, what = "x"})
    assert.equal("itself", show.error(setmetatable({}, {__tostring = function()
      return "itself"
    end})))
    assert.equal("nil", show.error(nil))
    local policy = require("seccomp.policy").new {default = "errno(EPERM)",
      arches = {"amd64"}, rules = {
        {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"}}}
    _, err = pcall(policy.filter, policy)
    has(show.error(err), "\n  as in: amd64 kill(0, SIGKILL)  left ")
  end)
end)

-- What begins so and stands in strings: the call is not there on all arches.
local AL = seccomp.signature "alarm" and "alarm allow" or "allow"

describe("completion", function()
  local env = repl.environment()
  env.f = seccomp.filter "allow"
  env.p = env.policy.new {default = "allow"}

  local function complete(line)
    local words, prefix = repl.complete(env, line)
    return table.concat(words, " "), prefix
  end

  it("knows globals, modules and methods", function()
    assert.equal("policy", (complete "polic"))
    assert.equal("new", (complete "policy.n"))
    assert.equal("add_rule add_rule_exact add_rules", (complete "f:add_r"))
    assert.equal("add_rule add_rule_exact add_rules",
      (complete "x = f:add_r"))
    assert.equal("compare compile complain", (complete "p:comp"))
    has(complete "p.", "arches", "default", "rules")
    assert.is_nil(complete("p:"):find("arches", 1, true))
    has(complete "seccomp.", "filter", "syscall_number")
    has(complete "string.", "format")
    has(complete "_VERSION:", "format", "upper")
    has(complete "", "filter", "print")
  end)

  it("knows what stands in strings", function()
    assert.equal("openat openat2", (complete 'f:add_rule("openat'))
    assert.equal("openat openat2", (complete "f:add_rule('openat"))
    assert.equal(AL, (complete 'filter("al'))
    assert.equal("@basic-io", (complete '{"@ba'))
    assert.equal("opena", select(2, complete 'f:add_rule({"read", "opena'))
  end)

  it("knows the arguments and constants of conditions", function()
    for line, want in pairs {
      ['f:add_rule("socket", "allow", {"'] = "domain protocol type",
      ['f:add_rule("socket", "allow", {"dom'] = "domain",
      ['f:add_rule("socket", "allow", {"domain", "'] =
        "!= < <= == > >= masked_eq",
      ['f:add_rule("socket", "allow", {"domain", "==", "AF_UN'] =
        "AF_UNIX AF_UNSPEC",
      ['f:add_rule("socket", "allow", {"family", "==", "AF_UNI'] = "AF_UNIX",
      ['f:add_rule("socket", "allow", {0, "==", "AF_UNI'] = "AF_UNIX",
      ['f:add_rule("socket", "allow", {0, "==", 1}, {1, "==", "SOCK_ST'] =
        "SOCK_STREAM",
      -- none that the argument takes
      ['f:add_rule("socket", "allow", {0, "==", "SOCK_ST'] = "",
      ['f:add_rule({"openat", "open"}, "allow", {"'] =
        seccomp.signature "open" and "flags mode pathname" or "",
      ['{"fcntl", "ioctl", action = "allow", when = {{"'] = "fd",
      ['{"fcntl", when = {{"cmd", "==", {"F_GETFD", "F_SETF'] =
        "F_SETFD F_SETFL",
      ["{'clone', when = {{'flags', 'masked_eq', 'CLONE_VM|CLONE_NEWU"] =
        "CLONE_NEWUSER CLONE_NEWUTS",
      ['{"openat", when = {{arg = "flags", op = "masked_eq", mask = "O_CRE'] =
        "O_CREAT",
      ['{"openat", when = {{arg = "fl'] = "flags",
      ['{"@sync", when = {{"'] = "",
      -- what all calls of a group have
      ['{"@swap", when = {{"'] = "path",
      ['p:simulate("socket", "AF_IN'] = "AF_INET AF_INET6",
      ['p:simulate("socket", "AF_INET", "SOCK_S'] =
        "SOCK_SEQPACKET SOCK_STREAM",
      ['p:simulate{syscall = "socket", domain = "AF_XD'] = "AF_XDP",
      ['p:simulate{syscall = "socket", do'] = "domain",
      ['f:add_rule("nosuch", "allow", {"'] = "",
      ['f:add_rule("opena'] = "openat openat2",
      ['{"opena'] = "openat openat2",
      ['{"read", action = "al'] = AL,
      ['print(")") f:add_rule("socket", "a\\"b", {"do'] = "domain",
      [')}] f:add_rule("socket", "trap", {"do'] = "domain",
    } do
      assert.equal(want, (complete(line)), line)
    end
    assert.equal("CLONE_NEWU", select(2, complete(
      '{"clone", when = {{"flags", "masked_eq", "CLONE_VM | CLONE_NEWU')))
    -- of a chunk that was begun in a line before
    assert.equal("prot", table.concat(repl.complete(env, '  when = {{"pr',
      'policy.new {rules = {{"mprotect", action = "allow",\n'), " "))
  end)

  it("finds nothing where there is nothing", function()
    assert.equal("", (complete "nope.x"))
    assert.equal("", (complete "f.x.y.z"))
    assert.equal("", (complete "f:add_rule(\"zzz"))
  end)

  it("calls nothing", function()
    local called = false
    env.trap = setmetatable({}, {__index = function()
      called = true
      error "looked at"
    end})
    assert.equal("", (complete "trap."))
    assert.is_false(called)
  end)
end)

describe("help", function()
  it("begins somewhere", function()
    has(help.text(), "help \"Filter\"", "policy.new")
  end)

  it("knows classes, objects, functions, methods and modules", function()
    local filter = seccomp.filter "allow"
    has(help.text "Filter", "f:add_rule(", "f:verify(")
    assert.equal(help.text "Filter", help.text(filter))
    has(help.text(seccomp.filter), "filter(default_action")
    has(help.text(filter.add_rule), "f:add_rule(")
    has(help.text "add_rule", "f:add_rule(")
    has(help.text "Filter:add_rule", "f:add_rule(")
    has(help.text(require "seccomp.oci"), "oci.import(")
    local process = seccomp.spawn {"true"}
    process:wait()
    for class, object in pairs {Filter = filter, Program = filter:program(),
      Stack = seccomp.stack {filter}, Action = seccomp.action "allow",
      Condition = seccomp.condition(0, "==", 1), Process = process,
      Policy = require("seccomp.policy").new {default = "allow"},
      Recording = require("seccomp.record").parse "getppid() = 1\n"}
    do
      assert.equal(class, help.class(object))
      assert.equal(help.text(class), help.text(object))
    end
    assert.equal("table", help.class {})
    local policy = require("seccomp.policy").new {default = "allow"}
    has(help.text(policy), "p:compile(")
    has(help.text(policy.compile), "p:compile(")
  end)

  it("knows groups and syscalls", function()
    has(help.text "@timer", "timers and alarms", "alarm")
    has(help.text "openat", "openat is syscall ",
      "(int dirfd, const char *pathname, int flags, umode_t mode)")
    -- whether libseccomp knows it or not
    has(help.text "mseal", "mseal is syscall 462 ")
  end)

  it("says when it does not know", function()
    has(help.text "nope", "no help on nope")
    has(help.text "add_rul", 'no help on add_rul; did you mean "add_rule"?')
    assert.equal("no help on \\027[31m", help.text "\27[31m")
    has(help.text(print), "no help")
    has(help.text(12), "no help on a number")
  end)

  it("keeps to the width of a terminal", function()
    for _, class in ipairs {"Filter", "Program", "Stack", "Policy", "Request",
      "seccomp", "oci", "record", "supervisor"} do
      for line in help.text(class):gmatch "[^\n]+" do
        assert.is_true(utf8.len(line) < 80, line)
      end
    end
  end)
end)

describe("lua-seccomp repl", function()
  it("runs what stands on standard input", function()
    local text = session [[
      f = filter "allow"
      f:add_rule("mkdir", "errno(EPERM)")
      for i = 1, 2 do
        print(i)
      end
      1 + 1, "x"
      _ + 1
      local x = 5
    ]]
    has(text, "1 rule", "1\n2\n2\n\"x\"\n3\n")
  end)

  it("has the modules at hand", function()
    has(session [[
      policy.new{ default = "allow" }:compile()
      oci.import, record.record, supervisor.new, groups.names
      help "syscall_name"
    ]], "default = \"allow\"", "function", "syscall_name(number")
  end)

  it("goes on after an error, and ends with 1", function()
    local text, errors = session([[
      filter "allowed"
      error { code = 5 }
      x = = 1
      1 + 1
    ]], 1)
    assert.equal("2\n", text)
    has(errors, "unknown action", "{ code = 5 }", "unexpected symbol")
    assert.is_nil(errors:find("traceback", 1, true))
  end)

  it("says on standard error what is unfinished at the end", function()
    local text, errors = session("1\nfor i = 1, 2 do\n", 1)
    assert.equal("1\n", text)
    has(errors, "'end' expected near <eof>")
  end)

  it("runs code of the command line", function()
    local child = command.run {"repl", "-e", "x = 20", "-e", "x + 22"}
    assert.equal("42\n", child.stdout)
    assert.equal(0, child.code)
    assert.equal(1, command.run({"repl", "-e", "error 'x'"}).code)
    child = command.run({"repl", "-i", "-e", "x = 1"}, {stdin = "x"})
    assert.equal("1\n", child.stdout)
  end)

  it("edits lines on a terminal", function()
    if not support.has_command "script" then
      pending "there is no script(1) to make a terminal"
      return
    elseif not pcall(require, "readline") then
      pending "lua-readline is not installed"
      return
    end
    local home = support.directory()
    finally(function() support.remove(home) end)
    local child = command.on_terminal({"repl"}, {
      stdin = 'f = filter("allow")\nf:set_pr\t("mkdir", 3)\n' ..
        'f:add_rule("opena\t", "errno(EPERM)")\n',
      loses = "readline",
      env = {HOME = home, TERM = "xterm", NO_COLOR = "1",
        INPUTRC = "/dev/null"},
    })
    has(child.stdout, "help() tells what there is", "f:set_priority(",
      "1 rule")
    assert.equal(0, child.code)
    has(support.slurp(home .. "/.lua_seccomp_history"), "f = filter")
    -- without a home nothing is kept, and nothing is said of it
    child = command.on_terminal({"repl"}, {stdin = "1 + 1\n",
      loses = "readline",
      env = {HOME = home .. "/nowhere", TERM = "xterm"}})
    assert.equal(0, child.code)
    assert.is_nil(child.stdout:find("No such file", 1, true), child.stdout)
  end)

  it("does without readline", function()
    if not support.has_command "script" then
      pending "there is no script(1) to make a terminal"
      return
    end
    local words = {support.lua, "-e",
      "package.preload.readline = function() error 'not installed' end " ..
      "os.exit(require('seccomp.cli').main(arg), true)", "-", "repl"}
    for i, word in ipairs(words) do words[i] = support.quote(word) end
    local child = support.script({"script", "-qec", table.concat(words, " "),
      "/dev/null"}, {stdin = "1 + 1\n", env = {NO_COLOR = "1"}})
    has(child.stdout, "> 2")
    assert.equal(0, child.code)
  end)
end)
