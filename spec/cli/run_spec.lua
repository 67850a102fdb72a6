-- SPDX-License-Identifier: MIT
-- `lua-seccomp run` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"
local explaining = require "spec.explaining"
local here = require "spec.here"
local support = require "spec.support"

local WAYS = explaining.WAYS

local has_cjson, cjson = pcall(require, "cjson")

local cli = command.in_directory(setup, teardown)
local run, gives, fails, keys, has =
  cli.run, cli.gives, cli.fails, cli.keys, cli.has

describe("lua-seccomp run", function()
  it("runs a command under a policy", function()
    assert.equal("hi\n", (gives(0, "run mild.lua echo hi")))
    assert.equal("hi\n", (gives(0, "run mild.lua -- echo hi")))
    assert.equal("hi\n", (gives(0, "run -p mild.lua echo hi")))
    assert.equal("hi\n", (gives(0, "run --policy=mild.lua -- echo hi")))
    assert.equal("hi\n", (gives(0, "run program.bpf echo hi")))
    assert.equal("--explain x\n", (gives(0, "run mild.lua echo --explain x")))
    assert.equal("in", (gives(0, "run mild.lua cat", {stdin = "in"})))
  end)

  it("refuses what the policy does", function()
    local _, said = gives(1, "run mild.lua mkdir new")
    has(said, "Operation not permitted")
    assert.is_nil(io.open(cli.directory .. "/new"))
  end)

  it("ends as the command does", function()
    local _, said = gives(7, {"run", "mild.lua", "sh", "-c", "exit 7"})
    assert.equal("", said)
    gives(7, {"run", "-e", "mild.lua", "sh", "-c", "exit 7"})
    local child = run {"run", "deadly.lua", "mkdir", "new"}
    assert.equal("SIGSYS", child.signal)
    assert.equal("lua-seccomp: mkdir was killed by SIGSYS (run --explain " ..
      "says for which call)\n", child.stderr)
    child = run {"run", "mild.lua", "sh", "-c", "kill -KILL $$"}
    assert.equal("SIGKILL", child.signal)
    assert.equal("lua-seccomp: sh was killed by SIGKILL\n", child.stderr)
    child = run {"run", "--exit-code", "deadly.lua", "mkdir", "new"}
    assert.equal(159, child.status)
    child = run {"run", "-e", "mild.lua", "sh", "-c", "kill -TERM $$"}
    assert.equal(143, child.status)
  end)

  it("says in short how a profile was read", function()
    support.spew(cli.directory .. "/read.json", ([[{
      "defaultAction": "SCMP_ACT_ALLOW", "architectures": [%s],
      "syscalls": [
        {"names": ["mkdir"], "action": "SCMP_ACT_ERRNO",
          "includes": {"caps": ["CAP_NONE_SUCH"]}},
        {"names": ["mkdir"], "action": "SCMP_ACT_ERRNO",
          "includes": {"arches": ["mips"]}}]}]]):format(here.little and
      '"SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"' or
      '"SCMP_ARCH_S390", "SCMP_ARCH_PPC64"'))
    local _, said = gives(0, "run --dialect podman read.json true")
    local lines = select(2, said:gsub("\n", ""))
    assert.equal(1, lines, said)
    assert.truthy(said:find("^lua%-seccomp: read%.json: .-%d+ notes? on how " ..
      "the profile was read; lua%-seccomp lint has them\n$"), said)
    -- but not that the policy is another than was written
    support.spew(cli.directory .. "/error.json", [[{
      "defaultAction": "SCMP_ACT_ALLOW",
      "syscalls": [{"names": ["no_such"], "action": "SCMP_ACT_ERRNO"}]}]])
    _, said = gives(0, "run --dialect docker error.json true")
    assert.truthy(said:find "^error unknown%-syscall: [^\n]*no_such", said)
    assert.is_true(select(2, said:gsub("\n", "")) <= 2, said)
  end)

  it("tells numbers in one radix", function()
    support.spew(cli.directory .. "/radix.lua", [[return {default = "allow",
      rules = {{"kill", action = "errno(EPERM)", when = {{1, "==", 64}}},
        {"close", action = "errno(EPERM)", when = {{0, "==", 77}}}}}]])
    local _, said = gives(1, {"run", "--explain", "radix.lua", "sh", "-c",
      "kill -64 -12"})
    assert.truthy(said:find("kill(-0xc, 0x40)", 1, true), said)
  end)

  it("names what is refused, and why", function()
    local stdout, said = gives(1, "run --explain mild.lua mkdir new")
    assert.equal("", stdout)
    assert.truthy(said:match("refused %w+ mkdir[at]*%(.-\"new\".-%) %-> " ..
      "errno%(EPERM%) by rule 1 %[pid %d+%]\n"), said)
    has(said, "Operation not permitted")
    said = select(2, gives(1, "run --explain program.bpf mkdir new"))
    assert.truthy(said:match "%-> errno%(EPERM%) %[pid", said)
  end)

  it("kills as the kernel does, when it explains", function()
    local _, said = gives(159, "run -x deadly.lua mkdir new")
    has(said, "killed ", "-> kill_process by rule 1",
      "mkdir was killed by SIGSYS\n")
    local stdout
    stdout, said = gives(0, {"run", "-x", "deadly.lua", "sh", "-c",
      "mkdir new; echo $?; mkdir new2; echo $?"})
    assert.equal("159\n159\n", stdout)
    assert.truthy(said:find("killed 2 times, kill_process: mkdir[at]*" ..
      "%(.-\"new\", 0x1ff%)\n    rule 1 says so\n    paths: \"new\", " ..
      "\"new2\"\n"), said)
    assert.is_nil(said:find("refused", 1, true))
    gives(159, "run -x -e deadly.lua mkdir new")
    -- one that would survive SIGSYS does not; by notification nobody but
    -- SIGKILL can see to that
    local statuses = {ptrace = "159\n", notify = "137\n"}
    for _, by in ipairs(WAYS) do
      stdout = gives(0, {"run", "-x", "--by", by, "deadly.lua", "sh", "-c",
        "sh -c 'trap \"\" SYS; exec mkdir new'; echo $?"})
      assert.equal(statuses[by], stdout)
    end
    assert.is_nil(io.open(cli.directory .. "/new"))
  end)

  it("answers as the kernel does, when it explains", function()
    support.spew(cli.directory .. "/odd.lua", [[return {default = "allow",
      rules = {{"mkdir", "mkdirat", optional = true, action = "errno(0)"},
        {"rmdir", "unlinkat", optional = true, action = "trace(3)"}}}]])
    for _, by in ipairs(WAYS) do
      local stdout, said = gives(0, {"run", "-x", "--by", by, "odd.lua", "sh",
        "-c", "mkdir new && echo pretended; rmdir . || echo none traces"})
      assert.equal("pretended\nnone traces\n", stdout)
      has(said, "-> errno(0) by rule 1", "-> trace(3) by rule 2",
        "Function not implemented")
      assert.is_nil(io.open(cli.directory .. "/new"))
    end
  end)

  it("follows children to the last", function()
    local _, said = gives(0, {"run", "-x", "mild.lua", "sh", "-c",
      "(sleep 0.6; mkdir a; rmdir b) & wait; true"})
    -- the second is about rmdir(2), which not all arches have
    has(said, "rule 1",
      here.call("rmdir", "unlinkat") == "rmdir" and "rule 2" or "mkdirat(")
  end)

  it("explains by JSON, a line for each, and one for what to do", function()
    gives(1, "run -x --json -o told.json mild.lua mkdir new")
    local text = support.slurp(cli.directory .. "/told.json")
    local first, last, rest = text:match "^([^\n]*)\n([^\n]*)\n(.*)"
    assert.equal("", rest)
    if not has_cjson then return end
    local told = cjson.decode(first)
    assert.equal("action arch arg0 arg1 arg2 arg3 arg4 arg5 by count near " ..
      "number outcome path paths pids rule syscall", keys(told))
    assert.same({"errno(EPERM)", "new", 1, 1, "refused", "rule"}, {told.action,
      told.path, told.rule, told.count, told.outcome, told.by})
    assert.same({exited = 1, notes = {}, rules = {{calls = {
      here.call("mkdir", "mkdirat")}, action = "allow"}}}, cjson.decode(last))
  end)

  it("explains by JSON which rules are near, and why they do not match",
    function()
    support.spew(cli.directory .. "/near.lua", [[return {default = "allow",
      rules = {{"mkdir", "mkdirat", action = "allow", optional = true,
        when = {{"mode", "==", 5}}},
      {"mkdir", "mkdirat", optional = true, action = "errno(EPERM)"}}}]])
    local _, said = gives(1, "run -x --json near.lua mkdir new")
    if not has_cjson then return end
    local told = cjson.decode(said:match "(%b{})\n{")
    assert.equal(1, #told.near)
    assert.same({1, "allow"}, {told.near[1].rule, told.near[1].action})
    has(told.near[1].why, "mode", "0x1ff")
    assert.equal(1, #told.pids)
  end)

  it("says how to see the rules of what is no policy file", function()
    support.spew(cli.directory .. "/denies.json", [[{"defaultAction":
      "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", "mkdirat"],
      "action": "SCMP_ACT_ERRNO", "errnoRet": 1}]}]])
    local _, said = gives(1, "run -x --dialect podman denies.json mkdir new")
    has(said, "rules are those of a policy file, as lua-seccomp import " ..
      "denies.json prints them\n")
    said = select(2, gives(1, "run -x mild.lua mkdir new"))
    assert.is_nil(said:find("rules are those", 1, true))
  end)

  it("keeps what it explained as a recording", function()
    gives(1, "run -x -o told --save kept mild.lua mkdir new")
    local recording = require("seccomp.record").load(cli.directory .. "/kept")
    assert.equal(1, #recording.calls)
    assert.matches("^mkdir", recording.calls[1].syscall)
    assert.same({"mkdir", "new"}, recording.command)
    has(support.slurp(cli.directory .. "/told"),
      "refused once, errno(EPERM): mkdir")
    -- asked before the command runs
    fails("run -x --save /no/such/file mild.lua mkdir new", "/no/such/file")
    fails("run --save kept mild.lua true", "--explain")
  end)

  it("says what helps whoever reads the report", function()
    local _, said = gives(1, "run -x program.bpf mkdir new")
    has(said, "--complain shows it at once",
      "as lua-seccomp show program.bpf prints them")
    said = select(2, gives(0, "run -x program.bpf true"))
    assert.equal("nothing was refused\n", WAYS[1] == "ptrace" and said or
      said:match "^lua%-seccomp: before Linux 6%.16 [^\n]+\n(.*)")
    said = select(2, gives(0, "run -x -c mild.lua mkdir new"))
    assert.is_nil(said:find("--complain", 1, true))
    assert.truthy(os.remove(cli.directory .. "/new"))
  end)

  it("explains paths that are no UTF-8 as JSON all the same", function()
    gives(1, {"run", "-x", "--json", "-o", "told.json", "mild.lua", "mkdir",
      "a\xffb"})
    has(support.slurp(cli.directory .. "/told.json"), '"path":"a\u{FFFD}b"')
  end)

  it("lets through what it complains of", function()
    gives(0, "run --complain mild.lua mkdir made")
    gives(0, "run --complain program.bpf rmdir made")
    local _, said = gives(0, "run --complain --explain mild.lua mkdir made")
    assert.truthy(said:find("let through %w+ mkdir[at]*%(.-\"made\", " ..
      "0x1ff%) %-> errno%(EPERM%) by rule 1"), said)
    assert.is_nil(said:find("refused", 1, true), said)
    assert.truthy(io.open(cli.directory .. "/made"))
  end)

  it("refuses bad input", function()
    fails("run", "run needs a policy and a command")
    fails("run mild.lua", "run needs a policy and a command")
    fails("run mild.lua nosuchprogram", "nosuchprogram")
    fails("run nofile true", "cannot open nofile")
    fails("run wrong.lua true", "opennat")
    fails("run --json mild.lua true", "--explain")
    fails("run -o x mild.lua true", "--explain")
    fails("run --by notify mild.lua true", "--explain")
    fails("run -x -o /no/such/file mild.lua true", "cannot open")
    fails("run --nope mild.lua true", "--nope")
    fails("run mild.lua -p list.lua true", "two policies: list.lua and mild.l")
    fails("run mild.lua -p list.lua -- true", "two policies")
    fails("run -p mild.lua", "run needs a policy and a command")
  end)

  it("fails where the policy stops the command from starting", function()
    support.spew(cli.directory .. "/noexec.lua",
      "return { default = 'allow', rules = { { 'execve', " ..
      "action = 'errno(EACCES)' } } }")
    fails("run noexec.lua true", "true")
    local child = run {"run", "-x", "noexec.lua", "true"}
    assert.equal(2, child.code)
    has(child.stderr, "refused", "execve(", "could not be run")
  end)

  it("needs a supervisor for policies that notify", function()
    support.spew(cli.directory .. "/asks.lua",
      ("return { default = 'allow', rules = { { '%s', " ..
      "action = 'notify' } } }"):format(here.call("mkdir", "mkdirat")))
    for _, options in ipairs {"", "-x ", "-c ", "-c -x "} do
      fails("run " .. options .. "asks.lua true", "asks.lua has calls wait " ..
        "for an answer (notify), and run has none: supervise the command " ..
        "from Lua (seccomp.supervisor)")
    end
    gives(0, "compile -o asks.bpf asks.lua")
    fails("run asks.bpf true", "asks.bpf has calls wait for an answer")
  end)
end)
