-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"
local support = require "spec.support"

local multiplexed = seccomp.syscall_number "socketcall" >= 0

-- Each example, as a user runs it from the checkout; what it must print is a
-- list of patterns, in order.
local examples = {
  ["self_sandbox.lua"] = {
    "reading what was open +possible",
    "opening to read +possible",
    "opening to write +refused: .-Read%-only",
    "removing a file +refused: .-Read%-only",
    "starting a program +refused",
  },
  ["allow_list.lua"] = {
    stdin = "hello\nworld\n",
    "write +allow +arg0:32 == 0x1\n",
    "read +allow +arg0:32 == 0x0 and arg2 <= 0x1000\n",
    "/etc/passwd: Permission denied",
    "read from stdin: hello\n$",
  },
  ["per_arch_merge.lua"] = {
    "7 rules, amd64%).-7 rules, x86%).-7 rules, x32%)",
    "21 rules, amd64 x86 x32%)",
    "x86 by itself: false",
    "read +amd64 0, x86 3, x32 1073741824\n",
    "both filters have arch x86",
    "default actions differ",
  },
  ["exports.lua"] = {
    "pseudo filter code start",
    "action KILL_PROCESS",
    "%d+ instructions\n",
    "code 0x0020 jt 0 jf 0 k 0x00000004\n",
  },
  ["errors.lua"] = {
    'did you mean "openat"%? %(EINVAL%)\n',
    "bad argument #2 to 'action'",
    "op add_rule, code EACCES, errno 13\n",
    'did you mean "tsync"',
    "the rule would have done nothing\n",
    "1 rule, amd64 x86%)\n$",
  },
  ["transactions.lua"] = {
    "shutdwon",
    "seccomp%.filter %(default errno%(EPERM%), 1 rule, %w+%)\n$",
  },
  ["supervise_openat.lua"] = {
    "open/file\": opened\nhello\n",
    "/hidden\": EACCES\n",
    "/hidden\": EACCES\n",
    "open/link\": EXDEV\n",
    "\"/proc/%d+/root/.-/hidden\": EACCES\n",
    "exited with 1\n$",
  },
  ["supervise_mkdir.lua"] = {
    "made /virtual/one\n",
    "made /virtual/one/two\n",
    "failed on /virtual/one\n",
    "refused /virtual/%.%./elsewhere\n",
    "refused /elsewhere\n",
    "what there is now:\n%./one\n%./one/two\n$",
  },
  -- ::1 is not everywhere; and where python3 is a shell script that picks a
  -- Python, a shell without SHELL asks nscd who the user is before that
  ["show_connect.lua"] = {
    "%d+ connects to 127%.0%.0%.1 port 9\n",
    "%d+ connects to unix /nonexistent/socket\n",
    "exited with 0\n$",
  },
  ["worker.lua"] = {
    needs = "cqueues",
    "/ +200 %d+\n",
    "/etc/passwd +403 /etc/passwd: Operation not permitted\n",
    "/run +403 refused\n",
    "/connect +403 refused\n",
    "client exited with 0\n$",
  },
  ["judge.lua"] = {
    "computes +fine %(0%)\n",
    -- an emulated processor has no second for that
    "wants more memory +" .. (support.slower > 1 and "%a[^\n]+" or
      "failed %(%d+%)") .. "\n",
    "never ends +too much computing %(1 s%)\n",
    "writes without end +too much output %(65536 bytes%)\n",
    "writes a file +forbidden call %(openat%)\n",
    "starts programs +forbidden call %([vc]%w+%)\n",
    "becomes another +forbidden call %(execve%)\n",
    "multiplies +forbidden call %(%w+%)\n$",
  },
  ["demo.lua"] = {
    "pseudo filter code start",
    "%d+ instructions written to",
    -- with socketcall, what the socket is for is not seen
    "socket +arg0 = 1 +→ +" .. (multiplexed and "errno%(EACCES%)" or "allow"),
    "socket +arg0 = 2 +→ +errno%(EACCES%)",
    "ls reads a directory +.-%[0%]\n",
    "python3 computes +5050  %[0%]\n",
    "refused +PermissionError: .-%[1%]\n",
    "refused +PermissionError: .-%[1%]\n",
    "killed by SIGSYS\n",
    "Everything ran as the filter says",
  },
}

local function expect(child, expected)
  if child.code ~= (expected.code or 0) then
    error(support.describe(child), 2)
  end
  local at = 1
  for _, pattern in ipairs(expected) do
    local _, stop = child.stdout:find(pattern, at)
    if not stop then
      error(("no %q from here on:\n%s\n--- stderr\n%s"):format(pattern,
        child.stdout:sub(at), child.stderr), 2)
    end
    at = stop + 1
  end
end

describe("examples/", function()
  for path in support.lines "ls examples/*.lua" do
    local name = path:match "[^/]+$"
    it(name, function()
      local expected = examples[name]
      assert(expected, path .. " has no expected output in this spec")
      if expected.needs and not pcall(require, expected.needs) then
        pending(expected.needs .. " is not installed")
        return
      end
      local strict = (name == "demo.lua" or name == "worker.lua") and
        support.sanitized() or
        (name == "allow_list.lua" or name == "worker.lua") and
        support.counted()
      if strict then
        pending(support.unwatched "calls" or
          "to count takes calls that are not on its list")
        return
      end
      expect(support.script({support.lua, path}, {
        cwd = support.root, stdin = expected.stdin}), expected)
    end)
  end

  -- make demo ended with EEXIST on x86, s390x and ppc64le; the other lists had
  -- the names that amd64's glibc uses, and no others
  for _, name in ipairs {"demo.lua", "judge.lua", "allow_list.lua",
    "worker.lua"} do
    it(name .. " is for every arch", function()
      if (examples[name].needs or name) == "cqueues" and
        not pcall(require, "cqueues") then
        pending "cqueues is not installed"
        return
      end
      for _, arch in ipairs(seccomp.arches()) do
        local child = support.script({support.lua, "spec/data/elsewhere.lua",
          arch, "examples/" .. name}, {cwd = support.root})
        assert(child.code == 0 and child.stdout:find "built\n$",
          arch .. ": " .. support.describe(child))
      end
    end)
  end

  it("names no example that is gone", function()
    for name in pairs(examples) do
      assert(io.open("examples/" .. name), name .. " does not exist")
    end
  end)
end)

describe("examples/judge.lua", function()
  it("shows what was written, harmlessly", function()
    for script, output in pairs {["printf 'a\\033[31mb\\n'"] = "a?[31mb\n",
      ["while :; do printf 'x%09999d' 1; done"] =
        ("x" .. ("0"):rep(9998) .. "1"):rep(7):sub(1, 65536)} do
      local child = support.script({support.lua, "examples/judge.lua", "sh",
        "-c", script}, {cwd = support.root})
      assert.equal(0, child.code)
      assert.equal(output, child.stdout:match "^.-\n(.*)$")
    end
  end)

  -- and not by and by, for its calls have no answer then and its time no limit
  it("takes its program along when it is killed", function()
    local words = support.interpreter()
    table.move({"examples/judge.lua", "sleep", "1000"}, 1, 3, #words + 1, words)
    local judge <close> = seccomp.spawn(words, {cwd = support.root})
    local list = ("/proc/%d/task/%d/children"):format(judge.pid, judge.pid)
    local function soon(fn)
      for _ = 1, 1000 do
        local value = fn()
        if value then return value end
        support.command {"sleep", "0.01"}
      end
    end
    local function state(pid)
      local stat = support.slurp("/proc/" .. pid .. "/stat")
      return stat and stat:match "%((.*)%) (%a)"
    end
    local pid = soon(function()
      local child = (support.slurp(list) or ""):match "%d+"
      return child and state(child) == "sleep" and child
    end)
    assert(pid, "the program did not start")
    judge:kill "KILL"
    judge:wait()
    assert(soon(function()
      local name, how = state(pid)
      return name ~= "sleep" or how == "Z"
    end), "it goes on")
  end)
end)

describe("examples/embed", function()
  local embedding = support.build .. "/examples/embed/confined"
  local policy = support.root .. "/examples/embed/policy.lua"

  local function confines_itself(program)
    local child = support.command({program, policy, policy}, {cwd = "/"})
    expect(child, {
      "opened " .. policy:gsub("%p", "%%%0") .. "\n",
      "opening another file: Permission denied\n",
      "^%d+ bytes\n$",
    })
  end

  it("confines itself by the policy script", function()
    confines_itself(embedding)
  end)

  it("is a static program, too", function()
    if not support.plain() then
      pending(support.UNWATCHED.installed)
      return
    end
    local probe = support.command(([[echo 'int main(void) { return 0; }' |
      ${CC:-cc} -x c -static -o %s/probe - %s -lm \
      $(${PKG_CONFIG:-pkg-config} --libs libseccomp)]]):format(
      support.quote(support.build), support.lua_libs))
    if probe.code ~= 0 then
      pending "there are no archives of Lua and libseccomp to link"
      return
    end
    local made = support.command(("make -s BUILD=%s %s-static"):format(
      support.quote(support.build), support.quote(embedding)),
      {cwd = support.root, timeout = 300})
    assert(made.code == 0, support.describe(made))
    confines_itself(embedding .. "-static")
  end)

  it("does nothing without a policy", function()
    local child = support.command({embedding, "/dev/null", policy}, {cwd = "/"})
    assert.equal(1, child.code)
    assert.truthy(child.stderr:find(
      "not confined: /dev/null returned no filter", 1, true))
    assert.is_nil(child.stdout:find "bytes")
  end)
end)
