-- SPDX-License-Identifier: MIT
-- What the subcommands print, as far as it is made of tables: whole texts, in
-- this process.
local call = require "seccomp.cli.call"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local policies = require "seccomp.policy"
local process = require "seccomp.cli.process"
local profile = require "seccomp.cli.profile"
local record = require "seccomp.record"
local recordings = require "seccomp.cli.recording"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local function bare(text) return text end

-- What fn says on standard error, and writes.
local function told(fn, ...)
  local warn, write = terminal.warn, terminal.write
  local said, written = {}, {}
  terminal.warn = function(...) said[#said + 1] = table.concat {...} .. "\n" end
  terminal.write = function(...) written[#written + 1] = table.concat {...} end
  local ok, err = pcall(fn, ...)
  terminal.warn, terminal.write = warn, write
  if not ok then error(err, 0) end
  return table.concat(said), table.concat(written)
end

-- A call with so many values of its request, the last the most often.
local function ioctl(n)
  local seen = {}
  for i = 1, n do
    seen[i] = ('{"values": [%d], "count": %d, "runs": 1}'):format(0x5400 + i, i)
  end
  return ('{"arch": "amd64", "number": 16, "syscall": "ioctl", "count": %d, ' ..
    '"runs": 1, "arguments": [{"arg": 1, "width": 32}], "seen": [%s]}'):format(
    n * (n + 1) // 2, table.concat(seen, ","))
end

describe("a recording, shown,", function()
  it("has runs, processes, and calls with their values and programs",
    function()
    local shown = recordings.text(record.parse([[{"seccomp_recording": 2,
      "runs": 2, "by": "notify", "interrupted": 3,
      "command": ["/bin/sh", "-c", "it's x"],
      "processes": [{"run": 1, "pid": 7, "program": "sh"},
        {"run": 1, "pid": 8, "program": "ls", "parent": 1},
        {"run": 2, "pid": 9, "program": "sh"}, {"run": 2, "parent": 3}],
      "calls": [
        {"arch": "amd64", "number": 0, "syscall": "read", "count": 12,
          "runs": 2, "processes": [{"process": 1, "count": 3},
            {"process": 2, "count": 4}, {"process": 3, "count": 4},
            {"process": 4, "count": 1}]}, ]] .. ioctl(14) .. [[,
        {"arch": "amd64", "number": 9999, "count": 1, "runs": 1,
          "processes": [{"process": 2, "count": 1}]},
        {"arch": "arm64", "number": 34, "syscall": "mkdirat", "count": 1,
          "runs": 1, "processes": [{"process": 1, "count": 1}]},
        {"arch": "arm64", "number": 425, "syscall": "io_uring_setup",
          "count": 1, "runs": 1}],
      "launcher": [{"arch": "amd64", "number": 59, "syscall": "execve",
        "count": 2, "runs": 2}]}]]))
    assert.equal([[
/bin/sh -c 'it'\''s x'
2 runs, 120 calls, 5 different, seen by notify, 3 cut short
started with execve

     pid     calls  program
       7         4  sh
       8         5    ls
       9         4  sh
       ?         1    ?

   calls  on amd64
      12  read
     105  ioctl                 request=TIOCSCTTY (14), request=TIOCNXCL (13),
                                request=TIOCEXCL (12), request=TCFLSH (11),
                                request=TCXONC (10), request=TCSBRK (9),
                                request=TCSETAF (8), request=TCSETAW (7),
                                request=TCSETA (6), request=TCGETA (5),
                                request=TCSETSF (4), request=TCSETSW (3), and 2
                                more
       1  syscall 9999          by ls

   calls  on arm64
       1  mkdirat               by sh
       1  io_uring_setup]], shown)
  end)

  it("has all of twelve values, and no count of a single one", function()
    local function values(n)
      return recordings.text(record.parse(
        '{"seccomp_recording": 2, "runs": 1, "calls": [' .. ioctl(n) ..
        '], "launcher": []}'))
    end
    assert.is_nil(values(12):find "more")
    assert.truthy(values(12):find("request=TCGETS %(1%)$"))
    assert.truthy(values(13):find("and 1%s+more$"))
    assert.equal("1 run, 1 call, 1 different\n\n   calls  on amd64\n" ..
      "       1  ioctl                 request=TCGETS", values(1))
  end)

  it("keeps a long name and what is said of it apart", function()
    local function line(arch, name)
      local number = seccomp.syscall_number(name, arch)
      return recordings.text(record.parse((
        '{"seccomp_recording": 2, "runs": 1, "processes": [{"run": 1, ' ..
        '"program": "a"}, {"run": 1, "program": "b"}], "calls": [{"arch": ' ..
        '"%s", "number": %d, "syscall": "%s", "count": 1, "runs": 1, ' ..
        '"processes": [{"process": 1, "count": 1}]}, {"arch": "arm", ' ..
        '"number": 0, "count": 1, "runs": 1, "processes": [{"process": 2, ' ..
        '"count": 1}]}], "launcher": []}'):format(arch, number, name)))
        :match("  " .. name .. "[^\n]*\n? *by a\n")
    end
    -- of 20 and of 21 letters
    assert.equal("  s390_guarded_storage  by a\n",
      line("s390x", "s390_guarded_storage"))
    assert.equal("  sched_rr_get_interval\n" .. (" "):rep(32) .. "by a\n",
      line("amd64", "sched_rr_get_interval"))
  end)

  it("names six programs, and counts the others", function()
    local function programs(n)
      local processes, shares = {}, {}
      for i = 1, n + 1 do
        processes[i] = ('{"run": 1, "program": "p%d"}'):format(i)
        shares[i] = ('{"process": %d, "count": 1}'):format(i)
      end
      return recordings.text(record.parse((
        '{"seccomp_recording": 2, "runs": 1, "processes": [%s], "calls": [' ..
        '{"arch": "amd64", "number": 0, "syscall": "read", "count": %d, ' ..
        '"runs": 1, "processes": [%s]}, {"arch": "amd64", "number": 1, ' ..
        '"syscall": "write", "count": 1, "runs": 1, "processes": [' ..
        '{"process": %d, "count": 1}]}], "launcher": []}'):format(
        table.concat(processes, ","), n, table.concat(shares, ",", 1, n),
        n + 1))):match "  read +([^\n]*\n? *[^\n]*)\n +1  write"
    end
    assert.equal("by p1, p2, p3, p4, p5, p6", programs(6))
    assert.equal("by p1, p2, p3, p4, p5, p6, 1 more", programs(7))
    assert.equal("by p1, p2, p3, p4, p5, p6, 2 more", programs(8))
  end)

  it("shows processes below their parents, down to eight levels", function()
    local processes, shares = {}, {}
    for i = 1, 11 do
      processes[i] = ('{"run": 1, "pid": %d, "program": "p"%s}'):format(i,
        i > 1 and (', "parent": %d'):format(i - 1) or "")
      shares[i] = ('{"process": %d, "count": 1}'):format(i)
    end
    local text = recordings.text(record.parse((
      '{"seccomp_recording": 2, "runs": 1, "processes": [%s], "calls": [' ..
      '{"arch": "amd64", "number": 0, "count": 11, "runs": 1, "processes": ' ..
      '[%s]}], "launcher": []}'):format(table.concat(processes, ","),
      table.concat(shares, ","))))
    local depths = {}
    for blank in text:gmatch "\n +%d+ +1  ( *)p%f[%s]" do
      depths[#depths + 1] = #blank // 2
    end
    assert.same({0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8}, depths)
  end)

  it("of a log has the programs that --only-program would part", function()
    local function warned(by, ...)
      local processes = {}
      for i, name in ipairs {...} do processes[i] = {program = name} end
      return told(recordings.warn_programs, {by = by, processes = processes})
    end
    assert.equal("lua-seccomp: there are calls of a, b: --only-program " ..
      "keeps those of one\n", warned("audit", "a", "b", "a"))
    assert.equal("lua-seccomp: there are calls of a, b, c, d, e, f: " ..
      "--only-program keeps those of one\n",
      warned("audit", "a", "b", "c", "d", "e", "f"))
    assert.equal("lua-seccomp: there are calls of a, b, c, d, e, f and 2 " ..
      "more: --only-program keeps those of one\n",
      warned("audit", "a", "b", "c", "d", "e", "f", "g", "h"))
    assert.equal("", warned("audit", "a", "a"))
    assert.equal("", warned("ptrace", "a", "b"))
  end)
end)

describe("the filters of a process, shown,", function()
  local program = seccomp.filter("allow"):program()
  local stack = seccomp.stack {program}

  -- What is shown above the policy of each group of threads.
  local function headings(more, ...)
    more.pid, more.threads = 7, more.threads or {{tid = 7}}
    local _, text = told(process.show, {kind = "process", more = more,
      path = "process 7 (x)", groups = {...}}, {paint_error = bare, asm = true})
    local lines = {}
    for line in text:gmatch "; (process 7[^\n]*)" do
      lines[#lines + 1] = line
    end
    return lines
  end

  it("have a heading for each group of threads", function()
    local one = {stack = stack, tids = {7}, flags = {{}}}
    assert.same({"process 7 (x): 1 filter"}, headings({}, one))
    assert.same({"process 7 (x): 1 filter; no_new_privs"},
      headings({no_new_privs = true}, one))
    assert.same({"process 7 (x): 1 filter; flags: log"},
      headings({}, {stack = stack, tids = {7}, flags = {{"log"}}}))
    local two = {stack = seccomp.stack {program, program}, tids = {8, 9},
      flags = {{"log", "wait_kill"}, {}}}
    assert.same({"process 7 (x), all 3 threads: 2 filters; flags: log " ..
      "wait_kill, none"}, headings({threads = {{}, {}, {}}}, two))
    assert.same({"process 7 (x), thread 7: 1 filter",
      "process 7 (x), threads 8 9: 2 filters; flags: log wait_kill, none"},
      headings({}, one, two))
  end)

  it("are told apart where an answer is about one thread", function()
    local read = {path = "process 7 (x)", more = {tid = 8, pid = 7},
      groups = {{}}}
    assert.equal("", told(process.print_disagreement, read, bare))
    read.groups[2] = {}
    assert.equal("warning: process 7 (x) has threads with other filters; " ..
      "this is about thread 8: attached 7 shows all\n",
      told(process.print_disagreement, read, bare))
  end)

  it("are instructions where those are wanted, from the oldest on", function()
    local function parts(n)
      local list = {}
      for i = 1, n do list[i] = program end
      local text, policy = process.text(seccomp.stack(list), "x", {asm = true})
      assert.is_nil(policy)
      local heads = {}
      for line in text:gmatch "; (program [^\n]*)" do
        heads[#heads + 1] = line
      end
      return heads
    end
    assert.same({"program 1 of 1"}, parts(1))
    assert.same({"program 1 of 2, the oldest", "program 2 of 2, the newest"},
      parts(2))
    assert.same({"program 1 of 3, the oldest", "program 2 of 3",
      "program 3 of 3, the newest"}, parts(3))
    assert.equal(program:disassemble(),
      (process.text(program, "x", {asm = true})))
    local text, policy = process.text(program, "x", {})
    assert.equal(tostring(program:policy()), text)
    assert.equal(text, tostring(policy))
  end)

  it("are of numbers of processes", function()
    for text, pid in pairs {["1"] = 1, ["2147483647"] = 0x7fffffff} do
      assert.equal(pid, process.pid(text))
    end
    for _, text in ipairs {"0", "2147483648", "-1", "1.0", "0x1", ""} do
      local pid, why = process.pid(text)
      assert.is_nil(pid)
      assert.equal(("malformed argument '%s': the number of a process is " ..
        "needed"):format(text), why)
    end
  end)
end)

describe("how a profile was read", function()
  local function entry(severity, id, message)
    return {severity = severity, id = id, message = message or "so"}
  end

  local function summary(...)
    return told(profile.print_summary, {path = "p.json", report = {...}}, bare)
  end

  it("is counted, with the capabilities, and errors are told", function()
    assert.equal("", summary())
    assert.equal("lua-seccomp: p.json: 1 warning on how the profile was " ..
      "read; lua-seccomp lint has them\n", summary(entry("warning", "a")))
    assert.equal("error bad: so\nlua-seccomp: p.json: read for docker's, 2 " ..
      "warnings and 1 note on how the profile was read; lua-seccomp lint " ..
      "has them\n", summary(entry("warning", "a"), entry("error", "bad"),
      entry("warning", "b"),
      entry("note", "capabilities", "read for docker's: a and b")))
    assert.equal("lua-seccomp: p.json: 3 notes on how the profile was read; " ..
      "lua-seccomp lint has them\n",
      summary(entry("note", "a"), entry("note", "b"), entry("note", "c")))
  end)

  it("is told with answers about something else", function()
    local said = told(profile.print_reading, {report = {
      entry("note", "dialect-guessed"), entry("note", "runtime"),
      entry("note", "capabilities"), entry("note", "from-system"),
      entry("error", "bad"), entry("warning", "ignored-key")}}, bare)
    assert.equal("note dialect-guessed: so\nnote runtime: so\nnote " ..
      "capabilities: so\nnote from-system: so\nerror bad: so\n", said)
    assert.equal("", told(profile.print_reading, {}, bare))
  end)

  it("has a colour for each severity", function()
    local function paint(text, style) return style .. "(" .. text .. ")" end
    assert.equal("red(error a)",
      profile.finding_text(entry("error", "a"), paint))
    assert.equal("yellow(warning a)",
      profile.finding_text(entry("warning", "a"), paint))
    assert.equal("yellow(warning a)", profile.finding_text({id = "a"}, paint))
    assert.equal("cyan(note a)",
      profile.finding_text(entry("note", "a"), paint))
  end)

  it("is asked for by options", function()
    assert.same({}, profile.arguments {})
    assert.same({dialect = "runc", arch = "arm64", kernel = "6.1",
      check = false, caps = "docker"}, profile.arguments {dialect = "runc",
      arch = "arm64", kernel = "6.1", no_check = true, caps = "docker"})
    for _, word in ipairs {"docker", "podman", "containerd", "crio", "all",
      "none", "mine"}
    do
      assert.equal(word, profile.arguments({caps = word}).caps)
    end
    assert.same({"CAP_KILL", "chown"},
      profile.arguments({caps = "CAP_KILL, chown"}).caps)
    assert.same({}, profile.arguments({caps = ""}).caps)
  end)

  it("is in JSON", function()
    assert.is_nil(profile.plain {})
    assert.same({dialect = "runc 1.1", runtime = "runc", version = "1.1",
      arch = "amd64", caps = {"CAP_KILL"}, caps_from = "docker"},
      profile.plain {report = {dialect = "runc 1.1", runtime = "runc",
        version = "1.1", arch = "amd64", caps = {"CAP_KILL"},
        caps_from = "docker", entry("note", "a")}})
  end)
end)

describe("a call, as typed,", function()
  it("has numbers of 64 bits, of either sign", function()
    for text, value in pairs {["0"] = 0, ["-1"] = -1, ["0x10"] = 16,
      ["0XfF"] = 255, ["0xffffffffffffffff"] = -1,
      ["0x00000000000000001"] = 1, ["18446744073709551615"] = -1,
      ["9223372036854775808"] = math.mininteger,
      ["9223372036854775807"] = math.maxinteger,
      ["-9223372036854775808"] = math.mininteger}
    do
      assert.equal(value, call.number(text), text)
    end
    for _, text in ipairs {"", "x", "1.5", "1e3", "0x", "0x10000000000000000",
      "18446744073709551616", "-9223372036854775809", "+1", " 1", "-0x1"}
    do
      local ok, err = pcall(call.number, text)
      assert.is_false(ok, text)
      assert.equal(("\"%s\" is not a 64-bit number"):format(text), err.usage)
    end
  end)

  it("has a name, or what begins like a number", function()
    assert.equal("read", call.syscall "read")
    assert.equal("_llseek", call.syscall "_llseek")
    assert.equal(-101, call.syscall "-101")
    assert.equal(2, call.syscall "2")
    for _, text in ipairs {"2x", "-1.5", ".5", "+2", " 2"} do
      assert.is_false(pcall(call.syscall, text), text)
    end
  end)

  it("comes with counts and seconds", function()
    assert.same({0, 12}, {call.count "0", call.count "12"})
    assert.same({1}, {call.count_from_one "1"})
    for _, text in ipairs {"", "-1", "1.5", "0x1", "1e3",
      "99999999999999999999"}
    do
      local value, why = call.count(text)
      assert.is_nil(value)
      assert.equal(("malformed argument '%s': a whole number is needed")
        :format(text), why)
      assert.equal(why, select(2, call.count_from_one(text)))
    end
    local value, why = call.count_from_one "0"
    assert.is_nil(value)
    assert.equal("malformed argument '0': a number of 1 or more is needed", why)
    assert.same({2.5, 3, 0.5, -1}, {call.seconds "2.5", call.seconds "3",
      call.seconds ".5", call.seconds "-1"})
    for _, text in ipairs {"", "x", "1e3", "0x1", ".", "1.2.3", "inf"} do
      value, why = call.seconds(text)
      assert.is_nil(value, text)
      assert.equal(("malformed argument '%s': seconds are needed, as in 2.5")
        :format(text), why)
    end
  end)

  it("is of the native arch where it has none, or of a number", function()
    assert.equal(seccomp.native_arch() .. " read(3)",
      call.text {syscall = "read", arg0 = 3})
    assert.equal("arch 0x12 syscall 7()", call.text {arch = 0x12, syscall = 7})
    assert.equal("amd64 read(0, 0, 0, 0, 0, 1)",
      call.text {arch = "amd64", syscall = "read", arg5 = 1})
    assert.truthy(call.of_request({arch = 0x12, number = 7, arg0 = 0, arg1 = 0,
      arg2 = 0, arg3 = 0, arg4 = 0, arg5 = 0}):find "^arch 0x12 syscall 7%(")
  end)
end)

describe("what the command writes", function()
  it("has colour where it is wanted, several styles at once", function()
    local paint = terminal.painter("always", 1)
    for style, code in pairs {bold = 1, dim = 2, red = 31, green = 32,
      yellow = 33, blue = 34, cyan = 36}
    do
      assert.equal(("\27[%dmx\27[0m"):format(code), paint("x", style))
    end
    assert.equal("\27[1;31mx\27[0m", paint("x", "bold", "red"))
    assert.equal("x", terminal.painter("never", 1)("x", "red"))
  end)

  it("is broken between words, at 79 columns", function()
    local word = ("w"):rep(9)
    local function lines(n, column)
      return terminal.wrapped((word .. " "):rep(n), column)
    end
    -- seven words of nine letters make 69 columns, eight 79
    assert.equal((word .. " "):rep(7) .. word, lines(8, 0))
    assert.equal((word .. " "):rep(7) .. word .. "\n" .. word, lines(9, 0))
    assert.equal((word .. " "):rep(6) .. word .. "\n    " .. word, lines(8, 4))
    -- colour takes no room, and a letter of several bytes that of one
    assert.equal(("\27[31m" .. word .. "\27[0m "):rep(7) .. word,
      terminal.wrapped(("\27[31m" .. word .. "\27[0m "):rep(7) .. word, 0))
    assert.equal(("ä"):rep(79), terminal.wrapped(("ä"):rep(79), 0))
    assert.equal(("ä"):rep(38) .. " " .. ("ä"):rep(40),
      terminal.wrapped(("ä"):rep(38) .. " " .. ("ä"):rep(40), 0))
  end)
end)

describe("JSON", function()
  it("has actions as text, and arguments without a sign", function()
    assert.same({arch = "amd64", syscall = -101, arg0 = "0xffffffffffffffff",
      arg1 = 5, ip = "0x8000000000000000", left = "errno(EPERM)"},
      plain.call {arch = "amd64", syscall = -101, arg0 = -1, arg1 = 5,
        ip = math.mininteger, left = seccomp.action "errno(EPERM)"})
    assert.equal("[]", json.line(plain.list {}))
    assert.same({{arg0 = "0xfffffffffffffffe"}}, plain.list {{arg0 = -2}})
  end)

  it("has conditions by name, with masks and widths", function()
    assert.same({
      {arg = 0, op = "==", value = 5, width = 64},
      {arg = 1, op = "<", value = 5, width = 32, raw = true},
      {arg = 2, op = "masked_eq", mask = 15, value = 1, width = 64},
      {arg = "flags", op = "masked_eq", mask = "O_CREAT", value = 0},
    }, plain.conditions {{0, "==", 5}, {1, "<", 5, width = 32, raw = true},
      {2, "masked_eq", 15, 1}, {"flags", "masked_eq", "O_CREAT"}})
    assert.equal("[]", json.line(plain.conditions {}))
  end)

  it("has policies with lists where there are lists", function()
    local policy = policies.new {default = "allow", arches = {"amd64", "x86"}}
    assert.truthy(json.line(plain.policy(policy)):find('"rules": ?%[%]'))
    policy = policies.new {default = "allow", arches = {"amd64", "x86"},
      rules = {{"read", "nosuch", action = "trap", optional = true,
        arches = {"x86"}, when = {{0, "==", 5, width = 32}}}}}
    assert.same({{syscalls = {"read", "nosuch"}, action = "trap",
      optional = true, arches = {"x86"},
      when = {{arg = 0, op = "==", value = 5, width = 32}}}},
      plain.policy(policy).rules)
  end)
end)
