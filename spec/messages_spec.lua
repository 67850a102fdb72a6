-- SPDX-License-Identifier: MIT
-- What refusals say, in full: who reads one has nothing else. Arranged by what
-- was asked for; each is {code, message, what is called, with what}.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local supervise = require "spec.supervise"

local action, condition, spawn = seccomp.action, seccomp.condition,
  seccomp.spawn

local function filter(arches, options)
  options = options or {}
  options.arches = arches
  return seccomp.filter("allow", options)
end

local function set(...) return filter {"amd64"}:set(...) end

local function merged(from) return filter {"amd64"}:merge(from) end

local function simulate(call)
  return filter {"amd64"}:program():simulate(call)
end

local function rule(arch, call, when)
  return policies.new {default = "allow", arches = {arch},
    rules = {{call, action = "log", when = {when}}}}
end

-- Of the process "true", unless the arguments or options are others.
local function run(options, ...)
  return spawn({"true", ...}, options)
end

local function refusing(what)
  return filter():add_rule("execve", what)
end

local function waited(timeout)
  return spawn {"true"}:wait(timeout)
end

local function killed(signal)
  return spawn({"sleep", "9"}):kill(signal)
end

local big, little = filter {"s390x"}:program(), filter {"amd64"}:program()

local CASES = {
  ["an attribute"] = {
    {"EACCES", "attribute default_action is read-only: make a new filter, " ..
      "or reset this one", set, "default_action", "kill"},
    {"EINVAL", "attribute optimize is 1 (by priority) or 2 (binary tree)", set,
      "optimize", 0},
    {"EINVAL", "attribute optimize is 1 (by priority) or 2 (binary tree)", set,
      "optimize", 3},
    {"EINVAL", "attribute optimize is 1 (by priority) or 2 (binary tree)", set,
      {optimize = 1.5}},
    {"EINVAL", "attribute log is a boolean, not number", set, {log = 1}},
    {"EINVAL", "attribute bad_arch_action is an action, not boolean", set,
      {bad_arch_action = true}},
    {"bad argument #1 to 'set' (attribute name or table expected, got " ..
      "boolean)", set, true},
  },
  ["arches of a filter"] = {
    {"EDOM", "arch s390x is big-endian, unlike the filter's amd64: one " ..
      "program has one byte order, so make a filter for each",
      filter {"amd64"}.add_arch, filter {"amd64"}, "s390x"},
    {"EINVAL", "option arches: item 2 is not an arch name", filter,
      {"amd64", 5}},
    {"EINVAL", "option arches: item 1 has an embedded NUL", filter, {"x\0"}},
    {"EINVAL", 'unknown arch "amd46"; did you mean "amd64"?', filter,
      {"amd46"}},
    {"EINVAL", 'unknown arch "q": seccomp.arches() lists those there are',
      filter, {"q"}},
    {"EEXIST", "both filters have arch amd64: remove it from one of them",
      merged, filter {"x86", "amd64"}},
    {"EDOM", "the filters' arches have different byte orders: one program " ..
      "has one", merged, filter {"s390x"}},
    {"EINVAL", "default actions differ: allow here, log in the source", merged,
      seccomp.filter("log", {arches = {"x86"}})},
    {"EINVAL", "attribute no_new_privs differs: set it alike in both", merged,
      filter({"x86"}, {no_new_privs = false})},
    {"EINVAL", "attribute tsync differs: set it alike in both", merged,
      filter({"x86"}, {tsync = not filter {"x86"}:get "tsync"})},
    {"EPERM", "filter is locked: it can be read, exported, verified, loaded " ..
      "and released, but not changed or merged", merged,
      filter {"x86"}:lock()},
  },
  ["an action"] = {
    {"EINVAL", 'action "errno(4096)": the code of errno is an errno name or ' ..
      "0 to 4095", action, "errno(4096)"},
    {"EINVAL", 'action "trace(65536)": the code of trace is 0 to 65535', action,
      "trace(65536)"},
    {"EINVAL", 'action "trap(x)": the code of trap is 0 to 65535', action,
      "trap(x)"},
    {"EINVAL", 'action "allow(1)": allow takes no code', action, "allow(1)"},
    {"EINVAL", 'unknown action "nope": known are allow log notify trap ' ..
      "trace errno kill_thread kill_process kill", action, "nope"},
    {"EINVAL", 'unknown errno "EACCESS"; did you mean "EACCES"?', action,
      "errno(EACCESS)"},
    {"EINVAL", 'unknown errno "x": give a name as EACCES, or a number', action,
      "errno(x)"},
    {"EINVAL", "action allow takes no code", action, "allow", 5},
    {"bad argument #2 to 'action' (an Action has its code already: use " ..
      "with_code)", action, action "errno(1)", 5},
    {"bad argument #2 to 'action' (out of range: 4096 is not in 0 to 4095)",
      action, "errno", 4096},
    {"bad argument #2 to 'action' (errno name or number expected, got table)",
      action, "errno", {}},
  },
  ["a condition"] = {
    {"EINVAL", "op is a string, not number", condition, {0, 5, 1}},
    {"EINVAL", 'unknown operator "=>": use one of != < <= == >= > masked_eq',
      condition, {0, "=>", 1}},
    {"EINVAL", "rules[1]: condition: advice of fadvise64 is beyond arg5 on " ..
      "mips, where no filter sees it", rule, "mips", "fadvise64",
      {"advice", "==", 4}},
    {"EINVAL", 'rules[1]: condition: read has no argument "cmd" on amd64; ' ..
      'did you mean "fd"? it has fd, buf, count', rule, "amd64", "read",
      {"cmd", "==", 4}},
    {"EINVAL", "rules[1]: condition: fd of read takes no constants that are " ..
      "known here, as O_RDWR: give the number", rule, "amd64", "read",
      {0, "==", "O_RDWR"}},
    {"EINVAL", "rules[1]: condition: read has no arg5 on amd64 that could " ..
      "be O_RDWR", rule, "amd64", "read", {5, "==", "O_RDWR"}},
  },
  ["a call to simulate"] = {
    {"EINVAL", "field arg5: 0.5 is not an exact integer below 2^63: write " ..
      "it in hex, or as a decimal string", simulate, {syscall = 0, arg5 = 0.5}},
    {"EINVAL", "field syscall: out of range: -2147483649 is not in " ..
      "-2147483648 to 4294967295", simulate, {syscall = -0x80000001}},
    {"EINVAL", "field arch: out of range: 4294967296 is not in 0 to 4294967295",
      simulate, {syscall = 0, arch = 1 << 32}},
    {"EINVAL", "arg3: read has no arg3 on amd64 that could be O_RDWR", simulate,
      {arch = "amd64", syscall = "read", arg3 = "O_RDWR"}},
    {"EINVAL", "arg0: getpid has no arg0 on amd64 that could be O_RDWR",
      simulate, {arch = "amd64", syscall = "getpid", arg0 = "O_RDWR"}},
    {"EINVAL", "arg3: O_RDWR is not a constant that mode of openat takes, " ..
      "those of S_I; flags takes it", simulate,
      {syscall = "openat", arg3 = "O_RDWR"}},
    {"bad argument #1 to 'simulate' (out of range: 4294967296 is not in " ..
      "-2147483648 to 4294967295)", simulate, 1 << 32},
  },
  ["a stack"] = {
    {"EDOM", "item 2 is for big-endian machines, and the items before it " ..
      "are not: no kernel runs both", seccomp.stack, {little, big}},
    {"EDOM", "item 3 is for little-endian machines, and the items before it " ..
      "are not: no kernel runs both", seccomp.stack, {big, big, little}},
    {"EINVAL", "a stack has at least one program", seccomp.stack, {}},
    {"bad argument #1 to 'stack' (item 1: Program, Stack, Filter or Policy " ..
      "expected, got number)", seccomp.stack, {5}},
  },
  ["a process"] = {
    {"EINVAL", "the arguments are a list of strings, the program first", spawn,
      {}},
    {"EINVAL", "argument 2 is not a string but number", run, {}, 5},
    {"EINVAL", "argument 3 has an embedded NUL", run, {}, "a", "b\0"},
    {"EINVAL", "option env: the value of A is not a string but number", run,
      {env = {A = 5}}},
    {"EINVAL", "option env: the value of A has an embedded NUL", run,
      {env = {A = "\0"}}},
    {"EINVAL", 'option env: "A=B" is not a name (it is empty, or has an ' ..
      "equals sign or a NUL)", run, {env = {["A=B"] = "x"}}},
    {"EINVAL", "option cwd is a path, not number", run, {cwd = 5}},
    {"ENOENT", '"true": cannot change to directory "/nonexistent": No such ' ..
      "file or directory", run, {cwd = "/nonexistent"}},
    {"EBADF", "option stdin: descriptor 777 is not open", run, {stdin = 777}},
    {"EINVAL", 'option stdout is an open file, a descriptor, "null" or "pipe"',
      run, {stdout = "nul"}},
    {"EINVAL", "option limits is a table such as {cpu = 1, memory = 1 << " ..
      "28}, not number", run, {limits = 5}},
    {"EINVAL", 'unknown limit "cqu"; did you mean "cpu"?', run,
      {limits = {cqu = 1}}},
    {"ENOENT", 'cannot execute "nonexistent": No such file or directory',
      spawn, {"nonexistent"}},
    {"EACCES", 'cannot execute "/etc/passwd": Permission denied', spawn,
      {"/etc/passwd"}},
    {"EACCES", 'cannot execute "true": Permission denied; its filter ' ..
      "refuses execve", run, {filter = refusing "errno(EACCES)"}},
    {"SIGSYS", 'cannot execute "true": killed by SIGSYS before it ran; its ' ..
      "filter kills for execve", run, {filter = refusing "kill_process"}},
    {"bad argument #1 to 'wait' (timeout in seconds expected, 0 or more)",
      waited, -1},
    {"bad argument #1 to 'wait' (timeout in seconds expected, 0 or more)",
      waited, 0 / 0},
    {"EINVAL", 'unknown signal "TRM": give a name as SIGTERM, or a number',
      killed, "TRM"},
  },
  ["a listener"] = {
    {"EBADF", "descriptor 777 is not open", seccomp.listener, 777},
    {"EINVAL", "descriptor 2 is not a seccomp listener", seccomp.listener, 2},
  },
}

local function check(code, message, fn, ...)
  local ok, err
  if type(message) == "function" then -- an error of Lua's own form
    ok, err = pcall(message, fn, ...)
    assert.is_false(ok)
    assert.equal(code, (tostring(err):gsub("^[^ ]*:%d+: ", "")))
    return
  end
  ok, err = pcall(fn, ...)
  assert.is_false(ok, message)
  assert.equal(message, err.message)
  assert.equal(code, err.code)
end

describe("what is said of", function()
  for what, cases in pairs(CASES) do
    it(what, function()
      for _, case in ipairs(cases) do
        check(table.unpack(case))
      end
    end)
  end

  it("arguments of methods, which are counted without the object", function()
    local other = {add_rule = filter {"amd64"}.add_rule}
    local function message(...)
      return (select(2, pcall(...)):gsub("^[^ ]*:%d+: ", ""))
    end
    assert.equal("calling 'add_rule' on bad self (seccomp.filter expected, " ..
      "got table)", message(function() other:add_rule "read" end))
    assert.equal("bad argument #1 to 'add_rule' (seccomp.filter expected, " ..
      "got table)", message(other.add_rule, other))
    assert.equal("bad argument #1 to 'add_arch' (string expected, got boolean)",
      message(function() filter {"amd64"}:add_arch(true) end))
  end)

  it("no number that is the first or last to be good", function()
    for _, call in ipairs {{syscall = -0x80000000}, {syscall = 0xffffffff},
      {syscall = 0, arch = 0}, {syscall = 0, arch = 0xffffffff}}
    do
      assert.is_truthy(simulate(call))
    end
    for _, number in ipairs {-0x80000000, 0xffffffff} do
      assert.is_truthy(simulate(number))
    end
    for _, code in ipairs {"errno(0)", "errno(4095)", "trace(65535)",
      "trap(65535)"} do
      assert.equal(tonumber(code:match "%d+"), action(code).code or 0)
    end
  end)

  it("names that are not known", function()
    for text, answer in pairs {
      ['unknown constant "O_RDWRR"; did you mean "O_RDWR"?'] =
        {seccomp.constant "O_RDWRR"},
      ['unknown constant "ZZZZ"'] = {seccomp.constant "ZZZZ"},
      ['unknown syscall "opnat"; did you mean "openat"?'] =
        {seccomp.syscall_number "opnat"},
      [('unknown syscall "zzzzzzzz": libseccomp %s has no such name'):format(
        table.concat({seccomp.library_version()}, "."))] =
        {seccomp.syscall_number "zzzzzzzz"},
    } do
      assert.is_nil(answer[1])
      assert.equal(text, answer[2])
    end
  end)

  it("answers to a request", function()
    local process, finish = supervise.start("call", "getppid")
    local request = supervise.next(process)
    local function respond(answer)
      return process.listener:respond(request.id, answer)
    end
    check("EINVAL", "no answer: give a value, an error or continue=true",
      respond, {})
    check("EINVAL", "no answer: give a value, an error or continue=true",
      respond, {continue = false})
    check("EINVAL", "a call that continues gets its result from the kernel: " ..
      "no value or error beside continue=true", respond,
      {continue = true, value = 1})
    check("EINVAL", "answer field continue is a boolean, not number", respond,
      {continue = 1})
    check("EINVAL", "answer field value: 0.5 is not an exact integer below " ..
      "2^63: write it in hex, or as a decimal string", respond, {value = 0.5})
    for _, errno in ipairs {0, 4096, 1.5} do
      check("EINVAL", "answer field error is an errno, 1 to 4095", respond,
        {error = errno})
    end
    check("EBADF", "descriptor 777 is not open", request.add_fd, request, 777)
    check("EFAULT", "cannot read 9 bytes at 0x10: Bad address", request.read,
      request, 16, 9)
    check("EFAULT", "cannot write 2 bytes at 0x10: Bad address", request.write,
      request, 16, "ab")
    assert.is_true(request:is_valid())
    request:reply(0)
    finish()
  end)
end)
