-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"
local errors = require "seccomp.error"
local support = require "spec.support"

local raised = support.raised

describe("a hint", function()
  it("is of names that are few letters away", function()
    local hint = require "seccomp.error".hint
    for word, near in pairs {
      -- one letter of two, two of three to eight, three of longer ones
      ab = "ax", ["ab "] = false, abcd = "axxd", abcde = "axxde",
      abcdefgh = "xxcdefgh", abcdefghi = "xxxdefghi"}
    do
      assert.equal(near and ('; did you mean "%s"?'):format(near) or
        ": known are nothing", hint(word, {near or "nothing"}), word)
    end
    for word, far in pairs {ab = "xx", abcd = "xxxd", abcdefgh = "xxxdefgh",
      abcdefghi = "xxxxefghi", abcdef = "abc", abc = "abcxyz_"}
    do
      local found = hint(word, {far}):find "did you mean" ~= nil
      -- what a word begins is near whatever its length
      assert.equal(far == "abcxyz_", found, word)
    end
    assert.equal('; did you mean "abxd"?', hint("abcd", {"axxd", "abxd",
      "xbcd"}))
    assert.equal('; did you mean "READ"?', hint("raed", {"write", "READ"}))
  end)
end)

describe("an error", function()
  local f = seccomp.filter "allow"

  it("is a table with metatable seccomp.error", function()
    local err = raised(f.get, f, "nonsense")
    assert.is_table(err)
    assert.equal("seccomp.error", getmetatable(err).__name)
    assert.equal(debug.getregistry()["seccomp.error"], getmetatable(err))
  end)

  it("has op, code, errno and message", function()
    local err = raised(f.add_rule, f, "opnat", "kill")
    assert.equal("add_rule", err.op)
    assert.equal("EINVAL", err.code)
    assert.equal(22, err.errno)
    assert.equal([[unknown syscall "opnat"; did you mean "openat"?]],
      err.message)
    assert.is_nil(err.required)
    assert.is_nil(err.current)
  end)

  it("has a message of at most 2000 bytes", function()
    for size, cut in pairs {[1999] = false, [2000] = false, [2001] = true,
      [5000] = true}
    do
      local text = ("x"):rep(size)
      local err = raised(errors.raise, "op", "EINVAL", text)
      assert.equal(cut and text:sub(1, 1996) .. " …" or text, err.message)
      assert.equal(math.min(size, 2000), #err.message)
    end
  end)

  it("reads as one line with place, operation, message and code", function()
    local err = raised(function() f:add_rule("read", "allow") end)
    local text = tostring(err)
    assert.is_nil(text:find "\n")
    assert.truthy(text:match "^[^:]*error_spec%.lua:%d+: add_rule: ", text)
    assert.truthy(text:find(err.message, 1, true))
    assert.truthy(text:match "%(EACCES%)$")
  end)

  it("is shown whole by the interpreter", function()
    local child = support.run [[
      require("seccomp").filter("allow"):get "nonsense"
    ]]
    assert.equal(1, child.status)
    assert.truthy(child.stderr:find("get: unknown attribute", 1, true),
      child.stderr)
  end)

  it("names the operation it comes from, wherever it was found", function()
    for op, call in pairs {
      filter = function() seccomp.filter "alow" end,
      add_rule = function() f:add_rule("read", "alow") end,
      add_rule_exact = function() f:add_rule_exact("read", "alow") end,
      reset = function() f:reset "alow" end,
      set = function() f:set("bad_arch_action", "alow") end,
      action = function() seccomp.action "alow" end,
    } do
      local err = raised(call)
      assert.equal(op, err.op)
      assert.equal([[unknown action "alow"; did you mean "allow"?]],
        err.message)
    end
  end)

  it("hints at the nearest known name", function()
    for hint, call in pairs {
      openat = function() f:add_rule("openta", "kill") end,
      epoll_wait = function() f:set_priority("epol_wait", 1) end,
      aarch64 = function() f:add_arch "aarch46" end,
      x86_64 = function() seccomp.syscall_name(0, "x86_46") end,
      allow = function() seccomp.action "alow" end,
      kill_process = function() seccomp.action "kill_proces" end,
      EACCES = function() seccomp.action "errno(EACCESS)" end,
      ENOSYS = function() seccomp.action("errno", "ENOSY") end,
      no_new_privs = function() f:get "no_new_priv" end,
      bad_arch_action = function() f:set {bad_arch_acton = "kill"} end,
      tsync = function() seccomp.filter("allow", {tsnyc = true}) end,
      width = function()
        seccomp.condition {arg = 0, op = "==", value = 0, widht = 32}
      end,
    } do
      local err = raised(call)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find('did you mean "' .. hint .. '"?', 1,
        true), err.message)
    end
    assert.is_nil(raised(f.get, f, "xyzzyxyzzy").message:find "did you mean")
  end)

  it("of a version has required and current", function()
    if support.library_at_least(2, 6) then
      pending "this libseccomp is no older one"
      return
    end
    local err = raised(f.add_arch, f, "loongarch64")
    assert.equal("EOPNOTSUPP", err.code)
    assert.equal(95, err.errno)
    assert.same({version = "2.6.0"}, err.required)
    assert.same({version = table.concat({seccomp.library_version()}, "."),
      api = seccomp.api()}, err.current)
    assert.truthy(err.message:find("2.6.0", 1, true))
    assert.truthy(err.message:find("loongarch64", 1, true))
  end)

  it("of an API level has required and current", function()
    local child = support.succeeds [[
      local seccomp = require "seccomp"
      seccomp.set_api(2)
      local ok, err = pcall(seccomp.filter, "log")
      print(err.code, err.errno, err.required.version, err.required.api,
        err.current.api, err.op)
    ]]
    assert.equal("EOPNOTSUPP\t95\t2.4.0\t3\t2\tfilter\n", child.stdout)
  end)

  it("is no answer where the machine lacks something", function()
    -- "no such call" is one, and so is "no room for more filters"
    for _, code in ipairs {"ENOMEM", "ENOSPC", "EDQUOT", "EIO", "EMFILE",
      "ENFILE", "EINTR"}
    do
      local ok, err = pcall(errors.attempt, errors.raise, "x", code, "lacking")
      assert.is_false(ok)
      assert.equal(code, err.code)
    end
    for _, code in ipairs {"EINVAL", "ENOENT", "EACCES", "EPERM", "E2BIG",
      "ESRCH", "EEXIST", "EUNSAYABLE"}
    do
      local ok, err = errors.attempt(errors.raise, "x", code, "answered")
      assert.is_false(ok)
      assert.equal(code, err.code)
    end
    assert.same({false, "not enough memory"},
      {pcall(errors.attempt, error, "not enough memory", 0)})
    assert.same({false, "no memory"}, {errors.attempt(error, "no memory", 0)})
    assert.same({true, 1, 2}, {errors.attempt(function() return 1, 2 end)})
  end)

  it("of a wrong type is Lua's own bad argument", function()
    for want, call in pairs {
      ["bad argument #1 to 'add_rule' (syscall name or number expected, " ..
        "got boolean)"] = function() f:add_rule(true, "kill") end,
      ["bad argument #2 to 'add_rule' (action expected, got number)"] =
        function() f:add_rule("read", 5) end,
      ["bad argument #3 to 'add_rule' (condition expected, got string)"] =
        function() f:add_rule("read", "kill", "arg0 == 1") end,
      ["bad argument #2 to 'set' (attribute log: boolean expected, got " ..
        "number)"] = function() f:set("log", 1) end,
      ["bad argument #1 to 'filter' (action expected, got no value)"] =
        function() seccomp.filter() end,
    } do
      local err = raised(call)
      assert.is_string(err)
      assert.truthy(err:match "error_spec%.lua:%d+: ")
      assert.equal(want, err:gsub("^[^:]*:%d+: ", ""))
    end
  end)

  it("counts self when a method is called as a function", function()
    local err = raised(f.add_rule, f, true, "kill")
    assert.truthy(err:find("bad argument #2 to 'add_rule'", 1, true), err)
    err = raised(f.add_rule, 5)
    assert.truthy(err:find("bad argument #1 to 'add_rule' (seccomp.filter " ..
      "expected, got number)", 1, true), err)
  end)

  it("names the class of an object that is of the wrong one", function()
    local action, program = seccomp.action "kill", f:program()
    for want, call in pairs {
      ["bad argument #1 to 'merge' (seccomp.filter expected, got " ..
        "seccomp.action)"] = function() f:merge(action) end,
      ["bad argument #1 to 'has_arch' (string expected, got FILE*)"] =
        function() f:has_arch(io.stdout) end,
      ["bad argument #2 to 'add_rule' (action expected, got " ..
        "seccomp.program)"] = function() f:add_rule("read", program) end,
      ["bad argument #2 to 'add_rule' (action expected, got no value)"] =
        function() f:add_rule "read" end,
      ["bad argument #1 to 'get' (string expected, got two\\nlines)"] =
        function() f:get(setmetatable({}, {__name = "two\nlines"})) end,
    } do
      assert.equal(want, (raised(call):gsub("^[^:]*:%d+: ", "")))
    end
  end)

  it("quotes the value that is none of 64 bits", function()
    for want, value in pairs {
      ['"0x10" is not a decimal number'] = "0x10",
      ['"\\n" is not a decimal number'] = "\n",
      ["1.5 is not an exact integer below 2^63"] = 1.5,
      ["decimal string, not boolean"] = true,
    } do
      local err = raised(seccomp.condition,
        {arg = 0, op = "==", value = value})
      assert.truthy(err.message:find(want, 1, true), err.message)
    end
  end)

  -- each named something else than what was wrong
  it("names what is wrong, and where", function()
    local g, level = seccomp.filter "allow", seccomp.api()
    local narrow = seccomp.filter("kill", {arches = {"x32"}})
    for message, call in pairs {
      ["bad_arch_action is an action, not userdata (EINVAL)"] =
        function() seccomp.filter("allow", {bad_arch_action = io.stdout}) end,
      ["bad_arch_action is an action, not a name with an embedded NUL"] =
        function() g:set {bad_arch_action = "log\0"} end,
      ["attribute tsync: boolean expected, got no value"] =
        function() g:set "tsync" end,
      ["attribute bad_arch_action: action expected, got FILE*"] =
        function() g:set("bad_arch_action", io.stdout) end,
      ["item 2 of the list is not a syscall name or number: a syscall " ..
        "number is an integer from -2^31 to 2^31-1"] =
        function() g:add_rule({"read", 2^31}, "kill") end,
      ["item 2 of the list is not a syscall name or number: a syscall name " ..
        "has an embedded NUL"] =
        function() g:add_rule({"read", "write\0"}, "kill") end,
      ["(a name, a number, or a list of them): a syscall number is"] =
        function() g:add_rules {{1.5, "kill"}} end,
      ['"5" has an embedded NUL: it is not'] =
        function() seccomp.condition(0, "==", "5\0") end,
      ['unknown operator "masked_equal"; did you mean "masked_eq"?'] =
        function() seccomp.condition(0, "masked_equal", 7) end,
      ["clone: datum 0x200000000 of arg0 is over 32 bits, and libseccomp " ..
        "compares only 32 on x32: it would match something else; use " ..
        "width 32"] =
        function() narrow:add_rule("clone", "allow", {0, "==", 1 << 33}) end,
      ["attribute tsync beside the action notify needs libseccomp >= 2.5.0 " ..
        "and API level >= 6"] = function()
        seccomp.set_api(5)
        g:set("tsync", false):add_rule("mkdir", "notify"):set("tsync", true)
      end,
      -- as in an emulator, which has no seccomp(2) to ask about
      ["action kill_process needs libseccomp >= 2.4.0 and API level >= 3"] =
        function() seccomp.set_api(2) seccomp.filter "kill_process" end,
      ["level 1); the level was detected from this kernel, or set before: " ..
        "set it with seccomp.set_api(3) where detection"] = function()
        seccomp.set_api(1)
        seccomp.filter("allow"):add_rule("mkdir", "log")
      end,
    } do
      local ok, err = pcall(call)
      seccomp.set_api(level)
      assert.is_false(ok)
      assert.truthy(tostring(err):find(message, 1, true), tostring(err))
    end
  end)

  it("is of a version where a token's arch is one that libseccomp lacks",
    function()
      if support.library_at_least(2, 6, 0) then
        pending "this libseccomp knows all arches"
        return
      end
      local program = seccomp.filter("allow"):program()
      for _, token in ipairs {4, 0xc0000102, 0x2a} do
        local err = raised(program.simulate, program,
          {syscall = "read", arch = token})
        assert.equal("EOPNOTSUPP", err.code)
        assert.equal("2.6.0", err.required.version)
        program:simulate {syscall = 3, arch = token}
      end
    end)

  -- the nearest name to one of two million letters took seconds to find, and
  -- all of them were in the message
  it("does not repeat a name without end", function()
    local long = ("x"):rep(1000000)
    for _, fn in ipairs {
      function()
        require("seccomp.policy").new {default = "log", [long] = 1}
      end,
      function() require("seccomp.oci").export({}, {[long] = 1}) end,
      function() seccomp.filter("allow", {[long] = 1}) end,
      function() seccomp.filter("allow"):add_rule(long, "log") end,
      function() seccomp.action(long) end,
    } do
      local ok, err = pcall(fn)
      assert.is_false(ok)
      assert.is_true(#tostring(err) < 2200, #tostring(err))
    end
  end)

  it("says what there is where no name is near", function()
    for want, call in pairs {
      ["kill_process"] = function() return seccomp.filter "sandboxed" end,
      ["arches()"] = function() f:add_arch "transputer" end,
      ["EACCES"] = function() f:add_rule("read", "errno(ERROR)") end,
      ["bad_arch_action"] = function() f:get "nonsense" end,
      ["strict"] = function() f:verify {nonsense = true} end,
      ["value"] = function()
        seccomp.condition {arg = 0, op = "==", datum_a = 1}
      end,
    } do
      local err = raised(call)
      assert.truthy(err.message:find(want, 1, true), err.message)
    end
  end)

  it("names the rule that is in the way of another", function()
    local x86 = seccomp.filter("allow", {arches = {"amd64", "x86"}})
      :add_rule("close", "trap"):add_rule("read", "errno(EPERM)", {0, "==", 1})
      :add_rule("connect", "errno(EACCES)")
    local err = raised(x86.add_rule, x86, "read", "trap", {0, "==", 1})
    assert.equal("EEXIST", err.code)
    assert.truthy(err.message:find("already: rule 2, errno%(EPERM%)$"),
      err.message)
    -- which needs not be for the same call
    err = raised(x86.add_rule, x86, "socketcall", "trap", {0, "==", 3})
    assert.truthy(err.message:find("already: rule 3, errno(EACCES) (connect " ..
      "goes through socketcall on x86)", 1, true), err.message)
  end)

  it("has the nearest name to one in C's spelling", function()
    local message = raised(seccomp.filter, "SCMP_ACT_ALOW").message
    assert.truthy(message:find('"allow"', 1, true), message)
    message = select(2, seccomp.arch "SCMP_ARCH_X86_46")
    assert.truthy(message:find('"x86_64"', 1, true), message)
  end)

  it("with foreign fields still reads", function()
    local err = raised(f.get, f, "nonsense")
    err.message, err.code, err.op = nil, {}, false
    assert.is_string(tostring(err))
  end)
end)

describe("what a function in Lua does not know", function()
  it("comes with the nearest, or with all where they are few", function()
    local policy = require("seccomp.policy").new {default = "allow"}
    assert.equal('unknown option "porve"; did you mean "prove"?',
      raised(policy.compile, policy, {porve = true}).message)
    assert.equal('unknown option "quick": known are budget prove',
      raised(policy.compile, policy, {quick = true}).message)
    assert.equal('rules[1]: unknown group "@nope"', raised(
      require("seccomp.policy").new,
      {default = "allow", rules = {{"@nope", action = "log"}}}).message)
  end)

  it("tells where the module was called, however deep it arose", function()
    local attached = require "seccomp.attached"
    local explain = require "seccomp.explain"
    local format = require "seccomp.format"
    local oci = require "seccomp.oci"
    local policy = require "seccomp.policy"
    local record = require "seccomp.record"
    local supervisor = require "seccomp.supervisor"
    local p = policy.new {default = "allow"}
    local f = p:filter()
    for name, call in pairs {
      new = function() policy.new {default = "alow"} end,
      parse = function() policy.parse "return 1" end,
      ["load a profile"] = function()
        policy.load("spec/data/docker-default.json", {dialect = "x"})
      end,
      of = function() policy.of(1) end,
      compare = function() p:compare(p, {on = "x"}) end,
      lint = function() p:lint {ignore = {"x"}} end,
      ["lint a program"] = function() f:program():lint {program = "x"} end,
      ["export"] = function() p:export("oci", {dialect = "x"}) end,
      ["import"] = function() oci.import "{" end,
      ["import bpf"] = function() format.import("x", "bpf") end,
      ["import systemd"] = function() format.import("x", "systemd") end,
      ["load a log"] = function() record.load "spec/error_spec.lua" end,
      record = function() record.record({"true"}, {stdin = "pipe"}) end,
      explain = function() explain.explain({"true"}, {policy = 1}) end,
      attached = function() attached.of(0) end,
      supervisor = function() supervisor.run({"true"}, {on = 1}) end,
      ["too many"] = function() policy.is(1, 2) end,
    } do
      local err = raised(call)
      local text = tostring(err)
      assert.is_true(type(err) == "table" or name == "new" or
        text:find "bad argument" ~= nil, text)
      assert.truthy(text:match "^[^:]*error_spec%.lua:%d+: ", name .. ": " ..
        text)
    end
  end)
end)
