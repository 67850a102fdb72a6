-- SPDX-License-Identifier: MIT
-- What the subcommands answer, whole, in this process: text, JSON, and what is
-- wrong with what they are asked to do.
local command = require "spec.command"
local json = require "seccomp.json"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local here = cli.here

-- The words of a line, of which some have spaces.
local function words(line, ...)
  local list = cli.words_of(line)
  for _, word in ipairs {...} do list[#list + 1] = word end
  return list
end

local function put(name, text)
  support.spew(cli.directory .. "/" .. name, text)
end

-- Asserts that a line fails with just this message.
local function refuses(line, message)
  local out, err = here(2, line)
  assert.equal("", out)
  assert.equal("lua-seccomp: " .. message .. "\n", err)
end

setup(function()
  put("a.rec", [[{"seccomp_recording": 2, "runs": 1, "command": ["x", "y"],
    "calls": [{"arch": "amd64", "number": 0, "syscall": "read", "count": 2,
      "runs": 1}], "launcher": []}]])
  -- of this machine's arch, which is that of OCI's runtimes here
  put("own.lua", "return {default = 'allow', rules = {{'mkdirat', " ..
    "action = 'errno(EPERM)'}}}")
  -- it has a note
  put("a.log", 'read(0, "", 1) = 0\nnot of strace\27\n')
  -- it does not look at the arch
  put("none.bpf", string.pack("<I2BBI4I2BBI4I2BBI4I2BBI4", 0x20, 0, 0, 0,
    0x15, 0, 1, 0, 6, 0, 0, 0x7fff0000, 6, 0, 0, 0))
  put("loose.lua", [[return {default = "errno(EPERM)", arches = {"amd64"},
    rules = {{"read", "exit_group", "rt_sigreturn", action = "allow"},
      {"write", action = "allow", when = {{0, "==", 1, width = 32}}}}}]])
end)

describe("lua-seccomp show", function()
  it("has recordings, and what is to be said of them", function()
    assert.equal("x y\n1 run, 2 calls, 1 different\n\n   calls  on amd64\n" ..
      "       2  read\n", (here(0, "show a.rec")))
    assert.same({runs = 1, command = {"x", "y"}, launcher = {}, processes = {},
      calls = {{arch = "amd64", number = 0, syscall = "read", count = 2,
        runs = 1}}}, json.decode((here(0, "show --json a.rec"))))
    local notes = require "seccomp.record".load(cli.directory .. "/a.log").notes
    assert.equal(1, #notes)
    local _, err = here(0, "show a.log")
    assert.equal("lua-seccomp: " .. notes[1]:match "a.log.*" .. "\n", err)
    refuses("show --asm a.rec",
      "a.rec is a recording, which has no instructions")
  end)

  it("has programs with their byte order, and no policy where that is none",
    function()
    local shown = json.decode((here(0, "show --json program.bpf")))
    assert.same({"program", 9, "little", "kill_thread"}, {shown.kind,
      shown.instructions, shown.endian, shown.policy.bad_arch})
    local text = here(0, "show program.bpf")
    assert.equal(shown.text, text)
    shown = json.decode((here(0, "show --json none.bpf")))
    assert.equal("endian instructions kind text", cli.keys(shown))
    assert.equal(4, shown.instructions)
    assert.equal(here(0, "compile -f asm mild.lua"),
      (here(0, "show --asm mild.lua")))
  end)
end)

describe("how a profile was read", function()
  it("is in the JSON of all that take one", function()
    local options = "--dialect podman --arch amd64 --caps CAP_KILL"
    local _, report = oci.import(command.files["profile.json"],
      {dialect = "podman", arch = "amd64", caps = {"CAP_KILL"}})
    local expected = {dialect = "podman", runtime = report.runtime,
      version = report.version, arch = "amd64", caps = {"CAP_KILL"}}
    for _, line in ipairs {"show --json profile.json",
      "verify --json profile.json", "simulate --json profile.json read"}
    do
      assert.same(expected,
        json.decode((here(0, line .. " " .. options))).profile, line)
    end
    local list = json.decode((here(1, "lint --json profile.json " ..
      options))).report
    assert.equal(#report, #list)
    for i, entry in ipairs(report) do assert.equal(entry.id, list[i].id) end
    -- what is no profile was not read as one
    for _, line in ipairs {"show --json mild.lua", "verify --json mild.lua",
      "simulate --on amd64 --json mild.lua read"}
    do
      assert.is_nil(json.decode((here(0, line))).profile, line)
    end
    assert.is_nil(json.decode((here(1, "lint --json mild.lua"))).report)
  end)

  it("is told on standard error of the others", function()
    local options = " --dialect podman --arch amd64 --caps CAP_KILL"
    for line, status in pairs {["show profile.json"] = 0,
      ["simulate profile.json read"] = 0, ["verify profile.json"] = 0,
      ["diff profile.json profile.json"] = 0, ["compile -f asm profile.json"]
      = 0, ["export profile.json"] = 0, ["import profile.json"] = 0,
      ["tidy profile.json"] = 0, ["lint profile.json"] = 1}
    do
      local _, err = here(status, line .. options)
      cli.has(err, "note capabilities: read for ", ": KILL\n")
    end
  end)

  it("is asked for of profiles alone", function()
    for line, of in pairs {["lint --arch amd64 mild.lua"] =
      "--arch .*mild.lua is not one: it has its own arches",
      ["diff --arch amd64 mild.lua list.lua"] =
        "--arch .*list.lua is not one: it has its own arches",
      ["show --no-check mild.lua"] =
        "--no-check .*mild.lua is not one: leave it out",
      ["show --caps all mild.lua"] =
        "--caps .*mild.lua is not one: leave it out",
      ["show --dialect crun mild.lua"] =
        "--dialect .*mild.lua is not one: leave it out",
      ["show --kernel 6.1 program.bpf"] =
        "--kernel .*program.bpf is not one: leave it out"}
    do
      local option, rest = of:match "^(%S+) %.%*(.*)$"
      refuses(line, option .. " says how a profile (JSON) is read, and " ..
        rest)
    end
    -- one of two is enough
    here(1, "diff --dialect podman --arch amd64 mild.lua profile.json")
    here(1, "diff --dialect podman --arch amd64 profile.json mild.lua")
    -- of these it says something else, too
    here(0, "simulate --arch amd64 mild.lua read")
    here(0, "export --arch amd64 mild.lua")
  end)
end)

describe("a recording", function()
  it("is no policy yet", function()
    for _, line in ipairs {"simulate a.rec read", "verify a.rec", "lint a.rec",
      "compile a.rec", "tidy a.rec", "diff a.rec mild.lua"}
    do
      refuses(line, "a.rec is a recording: make a policy of it first " ..
        "(lua-seccomp record --join a.rec -o FILE)")
    end
  end)

  it("is taken as it is, or makes a policy", function()
    refuses("record --json --add mild.lua --join a.rec", "--json tells the " ..
      "calls, and makes no policy: leave out --add, --default and --no-base")
    for _, option in ipairs {"--default trap", "--no-base"} do
      refuses("record --join a.rec --json " .. option, "--json tells the " ..
        "calls, and makes no policy: leave out --add, --default and --no-base")
      refuses("record --join a.rec --add mild.lua " .. option, "--add takes " ..
        "the policy as it is: leave out --default and --no-base")
    end
    refuses("record --arch arm64 -- true",
      "--arch is of a log that --join or --merge reads")
    local _, why = here(2, "record --arch arm64 --merge nofile -- true")
    assert.matches("nofile", why) -- which this is
    refuses("record", "record needs a command: lua-seccomp record -- " ..
      "COMMAND; or --join FILE")
    refuses("record --join a.rec -- true",
      "record takes a command or --join, not both")
    assert.equal(here(0, "show --json a.rec"),
      (here(0, "record --join a.rec --json")))
    local policy = policies.parse((here(0, "record --join a.rec --no-base " ..
      "--default errno(ENOSYS)")))
    assert.equal("errno(ENOSYS)", tostring(policy.default))
    assert.equal(1, #policy.rules)
    -- twice the same is two runs
    assert.equal(2, json.decode((here(0,
      "record --join a.rec --merge a.rec --json"))).runs)
  end)

  it("goes on top of a policy", function()
    local policy = policies.parse((here(0, "record --join a.rec --add " ..
      "list.lua")))
    assert.equal("allow", tostring((policy:decide {syscall = "read",
      arch = "amd64"})))
    assert.equal("allow", tostring((policy:decide {syscall = "personality",
      arch = "amd64", arg0 = 8})))
    local _, err = here(2, "record --join a.rec --add program.bpf")
    assert.equal("lua-seccomp: program.bpf is compiled BPF; a policy or " ..
      "profile is needed\n", err)
  end)
end)

describe("a file that is none of ours", function()
  it("is named by what it looks like", function()
    put("unit", "[Service]\nSystemCallFilter=@system-service\n")
    put("jail", "read: 1\nioctl: arg1 == 5\n")
    for _, line in ipairs {"show", "compile", "lint", "import"} do
      refuses(line .. " unit", "unit looks like a systemd unit file: " ..
        "lua-seccomp import --from systemd makes it a policy")
      refuses(line .. " jail", "jail looks like a minijail policy: a policy " ..
        "file (Lua), a profile of Docker, Podman or OCI (JSON) or compiled " ..
        "BPF is expected")
    end
    local _, err = here(2, "show broken.lua")
    assert.matches("broken.lua:1:", err)
    refuses("show empty", "empty is empty: a policy (Lua), a profile (JSON) " ..
      "or a compiled program (BPF) is expected")
    refuses({"show", ""}, "the name of a file is empty")
  end)
end)

describe("lua-seccomp simulate", function()
  it("has the action, the call, and who decided", function()
    assert.matches("^errno%(EPERM%)  amd64 mkdir%(%), %d+ instructions, " ..
      "rule 1\n$", (here(1, "simulate --on amd64 mild.lua mkdir")))
    assert.matches("^allow  amd64 read%(1, 2, 3, 4, 5, 6%), %d+ " ..
      "instructions, default\n$",
      (here(0, "simulate --on amd64 mild.lua read 1 2 3 4 5 6")))
    assert.matches("^kill_process  x86 read%(%), %d+ instructions, " ..
      "bad_arch\n$", (here(1, "simulate --on x86 mild.lua read")))
    assert.matches("^errno%(EPERM%)  amd64 mkdir%(%), %d+ instructions\n$",
      (here(1, "simulate --on amd64 program.bpf mkdir")))
    assert.equal("\27[31merrno(EPERM)\27[0m",
      here(1, "simulate --color always --on amd64 mild.lua mkdir")
        :match "^(.-)  ")
    assert.equal("\27[32mallow\27[0m",
      here(0, "simulate --color always --on amd64 mild.lua read")
        :match "^(.-)  ")
    put("log.lua", "return {default = 'log', arches = {'amd64'}}")
    assert.equal("\27[32mlog\27[0m",
      here(0, "simulate --color always --on amd64 log.lua read")
        :match "^(.-)  ")
  end)

  it("narrows negative numbers where arguments have 32 bits", function()
    for _, arch in ipairs {"x86", "arm", "mips", "mipsel", "ppc", "s390",
      "parisc"}
    do
      assert.truthy(here(1, words("simulate --on", arch, "mild.lua", "close",
        "-2147483648")):find("close(0x80000000)", 1, true), arch)
      assert.truthy(here(1, words("simulate --on", arch, "mild.lua", "close",
        "-2147483649")):find("close(0xffffffff7fffffff)", 1, true), arch)
    end
    for _, arch in ipairs {"amd64", "x32", "arm64", "mips64", "mips64n32",
      "ppc64le", "s390x", "riscv64"}
    do
      assert.truthy(here(arch == "amd64" and 0 or 1, words("simulate --on",
        arch, "mild.lua", "nanosleep", "-2")):find("0xfffffffffffffffe", 1,
        true), arch)
    end
  end)

  it("takes constants by name, joined", function()
    assert.truthy(here(0, words("simulate --on amd64 mild.lua openat",
      "AT_FDCWD", "0", "O_WRONLY|O_CREAT")):find(
      "openat(AT_FDCWD, 0, O_WRONLY|O_CREAT)", 1, true))
    local _, err = here(2, "simulate --on amd64 mild.lua openat O_WRONG")
    assert.matches("^lua%-seccomp: .*O_WRONG", err)
  end)
end)

describe("lua-seccomp verify", function()
  it("proves and refutes", function()
    assert.equal("proven: the program does what the policy says, for every " ..
      "call\n", (here(0, "verify mild.lua")))
    assert.matches("^\27%[32mproven\27%[0m: ",
      (here(0, "verify --color always mild.lua")))
    put("strict.lua", "return {default = 'allow', arches = {'amd64'}, " ..
      "bad_arch = 'kill_thread', rules = {{'mkdir', action = 'trap'}}}")
    assert.equal("refuted\n  amd64 mkdir()  policy trap, program " ..
      "errno(EPERM)\n", (here(1, "verify strict.lua program.bpf")))
    refuses("verify --libseccomp mild.lua program.bpf",
      "--libseccomp proves what libseccomp makes of the policy, and " ..
      "program.bpf is another program: leave one out")
    refuses("verify", "missing argument 'file' (see lua-seccomp verify --help)")
  end)
end)

describe("lua-seccomp diff", function()
  it("counts the changes that are left out", function()
    local whole = here(1, "diff --witnesses mild.lua list.lua")
    local lines = {}
    for line in whole:gmatch "  [^\n]+\n" do lines[#lines + 1] = line end
    assert.is_true(#lines >= 4)
    for limit = 1, #lines + 1 do
      local left = #lines - limit
      local head = whole:match "^[^\n]+\n"
      local tail = left > 1 and left .. " more changes were left out\n" or
        left == 1 and "1 more change was left out\n" or ""
      local shown = table.concat(lines, "", 1, math.min(limit, #lines))
      assert.equal(head .. shown ..
        tail, (here(1, "diff --witnesses --limit " .. limit ..
          " mild.lua list.lua")))
      local answer = json.decode((here(1, "diff --json --limit " .. limit ..
        " mild.lua list.lua")))
      assert.same({left <= 0, math.max(left, 0), math.min(limit, #lines)},
        {answer.complete, answer.left_out, #answer.groups})
    end
    -- the status is that of all changes
    assert.matches("looser", here(1, "diff list.lua mild.lua"))
    here(1, "diff --limit 1 --fail-on looser list.lua mild.lua")
  end)

  it("has the calls and conditions of each change in JSON", function()
    put("held.lua", [[return {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", "exit_group", "rt_sigreturn", action = "allow"},
        {"write", action = "allow", when = {{0, "==", 2, width = 32}}}}}]])
    local answer = json.decode((here(1, "diff --json loose.lua held.lua")))
    assert.equal("different", answer.verdict)
    local by = {}
    for i, group in ipairs(answer.groups) do
      by[group.change] = group
      assert.same(group.witness, answer.witnesses[i])
    end
    assert.same({arches = {"amd64"}, syscalls = {"write"}, change = "stricter",
      left = "allow", right = "errno(EPERM)", witness = by.stricter.witness,
      when = {{{arg = 0, op = "==", value = 1, width = 32}}}}, by.stricter)
    assert.same({{{arg = 0, op = "==", value = 2, width = 32}}}, by.looser.when)
    assert.equal(1, by.stricter.witness.arg0 & 0xffffffff)
  end)
end)

describe("lua-seccomp lint", function()
  it("has the rule, what to write, and a call of each finding", function()
    local findings = policies.load(cli.directory .. "/mild.lua"):lint()
    local plain = json.decode((here(1, "lint --json mild.lua")))
    assert.equal("findings", cli.keys(plain))
    assert.equal(#findings, #plain.findings)
    local text = {}
    for i, finding in ipairs(findings) do
      local shown = plain.findings[i]
      assert.same({finding.id, finding.severity, finding.message, finding.fix,
        finding.rule}, {shown.id, shown.severity, shown.message, shown.fix,
        shown.rule})
      assert.equal(finding.witness and finding.witness.syscall,
        shown.witness and shown.witness.syscall)
      text[#text + 1] = ("%s %s%s: %s\n"):format(finding.severity, finding.id,
        finding.rule and " rule " .. finding.rule or "", finding.message)
      if finding.fix then
        text[#text + 1] = "  fix: " .. finding.fix .. "\n"
      end
      if finding.witness then
        text[#text + 1] = "  as in: " ..
          require "seccomp.cli.call".text(finding.witness) .. "\n"
      end
    end
    assert.equal(table.concat(text), (here(1, "lint mild.lua")))
  end)

  it("leaves out what is ignored, of either kind", function()
    assert.equal("nothing found\n", (here(0, "lint list.lua")))
    assert.equal("\27[32mnothing found\27[0m\n",
      (here(0, "lint --color always list.lua")))
    local line = "lint --dialect podman --arch amd64 --caps CAP_KILL "
    local out, err = here(1, line .. "profile.json")
    cli.has(out, " kill-thread: ", " cannot-end: ")
    cli.has(err, "note capabilities: ")
    local out_less, err_less = here(1, line .. "--ignore kill-thread " ..
      "--ignore capabilities profile.json")
    assert.is_nil(out_less:find(" kill-thread: ", 1, true))
    assert.is_nil(err_less:find("capabilities", 1, true))
    assert.is_true(#out_less < #out and #err_less < #err)
    -- without the warnings there are but notes
    here(0, line .. "--ignore cannot-end profile.json")
    local _, message = here(2, "lint --ignore nosuch mild.lua")
    assert.matches("nosuch", message)
  end)
end)

describe("what is written", function()
  it("has one newline at the end", function()
    for _, name in ipairs {"asm", "c", "oci", "pfc"} do
      local text = here(0, "compile -f " .. name .. " own.lua")
      assert.matches("[^\n]\n$", text, name)
      here(0, words("compile -f", name, "own.lua", "-o", cli.directory ..
        "/written"))
      assert.equal(text, support.slurp(cli.directory .. "/written"), name)
    end
    -- of a program the bytes, which may end in anything
    here(0, words("compile mild.lua -o", cli.directory .. "/written"))
    local bytes = policies.load(cli.directory .. "/mild.lua"):compile():bytes()
    assert.equal(bytes, support.slurp(cli.directory .. "/written"))
    assert.equal(bytes, (here(0, "compile mild.lua")))
  end)

  it("goes where no report is", function()
    for _, output in ipairs {"", " -o -"} do
      refuses("import --json profile.json" .. output,
        "--json reports on standard output: the policy needs -o FILE")
      refuses("export --json mild.lua" .. output,
        "--json reports on standard output: the profile needs -o FILE")
    end
    local out = here(0, words("export --arch amd64 --json mild.lua -o",
      cli.directory .. "/written"))
    local losses = json.decode(out).losses
    assert.equal("bad-arch", losses[1].id)
    assert.same({losses = losses}, json.decode(out))
    out = here(0, words("import --json --dialect podman --arch amd64 " ..
      "profile.json -o", cli.directory .. "/written"))
    local report = json.decode(out)
    assert.same({"podman", "profile", "amd64"}, {report.dialect, report.kind,
      report.arch})
    assert.is_true(#report.report > 0)
    here(0, words("export --to bpf mild.lua -o", cli.directory .. "/form"))
    out = here(0, words("import --json --from bpf form -o", cli.directory ..
      "/written"))
    assert.equal("report", cli.keys(json.decode(out)))
  end)

  it("has the options of its own format", function()
    for option, name in pairs {["--for crun"] = "for",
      ["--with-runtime"] = "with-runtime", ["--no-new-privs"] = "no-new-privs"}
    do
      refuses("export --to c mild.lua " .. option, "--" .. name ..
        " is for --to oci")
    end
    local line = "export --arch amd64 list.lua --set "
    refuses(line .. "=x", "--set =x: name=value is expected")
    refuses(line .. "x", "--set x: name=value is expected")
    refuses(line .. "loose=yes", "--set loose=yes: true or false is expected")
    refuses("import --from oci --set arch=amd64 profile.json",
      "--set is not for --from oci: it has options of its own")
    refuses("import mild.lua", "mild.lua is not a JSON profile but a policy")
    refuses("import program.bpf",
      "program.bpf is not a JSON profile but a program")
    -- both ways to say it
    for _, way in ipairs {{"--for crun", "--set dialect=crun"},
      {"--loose", "--set loose=true"},
      {"--no-new-privs --with-runtime --for crun",
        "--set no_new_privs=true --set with_runtime=crun --for crun"}}
    do
      local texts = {}
      for i, options in ipairs(way) do
        texts[i] = here(0, "export --arch amd64 loose.lua " .. options)
      end
      assert.equal(texts[1], texts[2])
    end
    local seen = {}
    for _, options in ipairs {"", " --with-runtime", " --with-runtime " ..
      "--for crun", " --with-runtime --no-new-privs"}
    do
      local text = here(0, "export --arch amd64 loose.lua" .. options)
      assert.is_nil(seen[text], options)
      seen[text] = true
    end
  end)
end)

describe("lua-seccomp resolve", function()
  it("has a line for each arch, and what is to be said of all below", function()
    assert.equal([[
amd64       read                     0
            read(unsigned int fd, char *buf, size_t count), since Linux 1.0
]], (here(0, "resolve --arch amd64 read")))
    assert.equal([[
x86         socket                   359
x86         socket                   -101  (libseccomp's pseudo number)
            socket(int domain, int type, int protocol), since Linux 4.3
]], (here(0, "resolve --arch x86 socket")))
    -- of these nobody knows since when
    assert.equal("x86         ftime                    35\n" ..
      "            ftime()\n", (here(0, "resolve --arch x86 ftime")))
    local out, err = here(1, "resolve --arch amd64 nosuch 77777")
    assert.equal("", out)
    cli.has(err, "lua-seccomp: unknown syscall \"nosuch\"",
      "lua-seccomp: no syscall has number 77777 (amd64)\n")
    assert.matches("^amd64       \27%[1mread +\27%[0m 0\n",
      (here(0, "resolve --color always --arch amd64 read")))
  end)

  it("takes numbers of 32 bits", function()
    for word, status in pairs {["2147483647"] = 1, ["2147483648"] = 2,
      ["-2147483648"] = 1, ["-2147483649"] = 2}
    do
      local _, err = here(status, words("resolve --arch amd64", word))
      if status == 2 then
        assert.matches("is not a syscall number\n$", err)
      else
        assert.equal("lua-seccomp: no syscall has number " .. word ..
          " (amd64)\n", err)
      end
    end
  end)

  it("compares releases as numbers", function()
    local function names(since)
      local list = {}
      local out = here(0, "resolve --json --arch amd64 --since " .. since)
      for _, row in ipairs(json.decode(out)) do list[row.name] = row.since end
      return list
    end
    assert.equal("6.10", names "6.9".mseal)
    assert.is_nil(names "6.10".mseal)
    assert.is_nil(names "6.10.0".mseal)
    assert.equal("6.10", names "6.9.999".mseal)
    assert.equal("3.0", names "2.6.39".setns)
    assert.equal("2.6.39", names "2.6.38".name_to_handle_at)
    assert.is_nil(names "2.6.39".name_to_handle_at)
    for _, text in ipairs {"6", "6.", ".6", "6.1.", "6.1.2.3", "x6.1",
      "6.1x", "1000.1", "6.1000", "6.1.1000"}
    do
      refuses("resolve --arch amd64 --since " .. text, "--since takes a " ..
        "release of Linux as in 6.1, and \"" .. text .. "\" is not one")
    end
  end)

  it("refuses what does not go together", function()
    refuses("resolve --all --arch amd64 read",
      "--all is every arch, and --arch some: leave one out")
    refuses("resolve --list read", "--list lists all syscalls, and \"read\" " ..
      "is one to look up: leave one out")
    refuses("resolve --since 6.1 --list", "--since lists what is newer, alone")
    refuses("resolve --since 6.1 read", "--since lists what is newer, alone")
    refuses("resolve", "resolve needs names or numbers, --list or --since")
    local all = {}
    for _, row in ipairs(json.decode((here(0, "resolve --all --json write"))))
    do
      all[row.arch] = true
    end
    for _, arch in ipairs(seccomp.arches()) do
      assert.is_true(all[arch], arch)
    end
    assert.equal(seccomp.native_arch(),
      json.decode((here(0, "resolve --json write")))[1].arch)
  end)
end)

describe("lua-seccomp attached", function()
  local attached = require "seccomp.attached"

  local function shown(list, line)
    local old = attached.list
    attached.list = function() return list end
    local ok, out = pcall(here, 0, line)
    attached.list = old
    assert(ok, out)
    return out
  end

  local list = {
    {pid = 1, name = "init", mode = "none", agree = true, filters = 0,
      no_new_privs = false, threads = 1, listeners = 0},
    {pid = 20, name = "a\27b", mode = "filter", agree = true, filters = 12,
      no_new_privs = true, threads = 3, listeners = 0},
    {pid = 300, name = "\u{e4}", mode = "strict", agree = true, threads = 1},
    {pid = 4, name = "holds", mode = "none", agree = true, filters = 0,
      no_new_privs = false, threads = 1, listeners = 1},
  }
  local differing = {pid = 5, name = "differs", mode = "none", agree = false,
    filters = 0, no_new_privs = false, threads = 2, listeners = 0}

  it("has a table of those that have something", function()
    local text = ([[
PID  NAME    MODE    FILTERS  NO_NEW_PRIVS  THREADS  LISTENERS
 20  a\027b  filter       12           yes        3          0
300  _       strict        ?             ?        1          ?
  4  holds   none          0            no        1          1
]]):gsub("_  ", "\u{e4}  ")
    assert.equal(text, shown(list, "attached"))
    assert.equal("\27[1m" .. text:gsub("\n", "\27[0m\n", 1),
      shown(list, "attached --color always"))
    assert.equal((text:gsub("\n", "%0  1  init    none          0         " ..
      "   no        1          0\n", 1)), shown(list, "attached --all"))
  end)

  it("says where threads differ", function()
    assert.equal([[
PID  NAME     MODE   FILTERS  NO_NEW_PRIVS  THREADS  LISTENERS
  5  differs  none*        0            no        2          0
* of the first thread; others differ: attached PID
]], shown({differing}, "attached"))
    assert.equal("[]\n", shown({list[1]}, "attached --json"))
    assert.same({differing}, json.decode((shown({list[1], differing},
      "attached --json"))))
    refuses("attached --all 5",
      "--all is for the list, and 5 is one process: leave one out")
    refuses("attached --asm",
      "--asm shows the filters of a process: say its pid")
    -- whatever keeps it from looking, it names itself
    for _, line in ipairs {"attached 2147483647", "show --pid 2147483647"} do
      local out, err = here(2, line)
      assert.equal("", out)
      assert.matches("^lua%-seccomp: attached: ", err)
    end
  end)
end)

describe("the words of lua-seccomp", function()
  it("ask for help in three ways", function()
    for _, name in ipairs {"lint", "run", "capture", "resolve"} do
      local text = here(0, name .. " --help")
      assert.equal(text, (here(0, "help " .. name)))
      assert.equal(text, (here(0, name .. " -h")))
    end
    local text = here(0, "--help")
    for _, line in ipairs {"help", "-h", "help help"} do
      assert.equal(text, (here(0, line)))
    end
  end)

  it("have options before the subcommand, or behind it", function()
    local green = "\27[32mnothing found\27[0m\n"
    for _, line in ipairs {"--color always lint list.lua",
      "--color=always lint list.lua", "lint --color always list.lua",
      "lint list.lua --color always"}
    do
      assert.equal(green, (here(0, line)), line)
    end
    for _, line in ipairs {"--color never lint list.lua", "lint list.lua"} do
      assert.equal("nothing found\n", (here(0, line)), line)
    end
    refuses("--color", "option '--color' requires an argument (see " ..
      "lua-seccomp --help)")
    refuses("--color always", "a command is required (see lua-seccomp --help)")
  end)

  it("have negative numbers where there are numbers", function()
    assert.equal(here(0,
      "simulate --on amd64 mild.lua read 0xffffffffffffffff"),
      (here(0, "simulate --on amd64 mild.lua read -1")))
    local _, err = here(2, "lint mild.lua -1")
    assert.matches("^lua%-seccomp: unknown option '%-1'", err)
    local _, why = here(2, "verify --budget -1 mild.lua")
    cli.has(why, "option budget is a number of seconds")
  end)
end)

describe("lua-seccomp info", function()
  it("has what the module says of this machine", function()
    local plain = json.decode((here(0, "info --json")))
    local features = seccomp.features()
    assert.equal("api features formats libseccomp native_arch version",
      cli.keys(plain))
    assert.equal(seccomp._VERSION, plain.version)
    assert.equal(table.concat({seccomp.library_version()}, "."),
      plain.libseccomp)
    assert.equal(seccomp.api(), plain.api)
    assert.equal(seccomp.native_arch(), plain.native_arch)
    assert.equal(cli.keys(features), cli.keys(plain.features))
    for group, set in pairs(features) do
      for name, can in pairs(plain.features[group]) do
        assert.equal(set[name], can, name)
      end
      for _, name in ipairs(set) do
        assert.is_true(plain.features[group][name], name)
      end
    end
    local formats = require "seccomp.format"
    for i, name in ipairs(formats.list()) do
      local found = formats.find(name)
      assert.same({name = name, summary = found.summary, reads = found.reads},
        plain.formats[i])
    end
    assert.equal(#formats.list(), #plain.formats)
  end)

  it("has a label for each, and below what is not there", function()
    local old = seccomp.features
    local features = {actions = {"allow", allow = true, log = false,
      trap = false}, flags = {"tsync", tsync = true}, notify = {},
      arches = {"x86", "amd64", x86 = true, amd64 = true, sh = false}}
    function seccomp.features() return features end
    local ok, out = pcall(here, 0, "info --color always")
    seccomp.features = old
    assert(ok, out)
    local function label(text) return "\27[1m" .. text .. "\27[0m" end
    local dim = "            \27[2mnot: %s\27[0m\n"
    assert.equal(label "module      " .. seccomp._VERSION .. "\n" ..
      label "libseccomp  " .. table.concat({seccomp.library_version()}, ".") ..
      ", API level " .. seccomp.api() .. "\n" ..
      label "native arch " .. seccomp.native_arch() .. "\n" ..
      label "actions     " .. "allow\n" .. dim:format "log trap" ..
      label "flags       " .. "tsync\n" .. label "notify      " .. "\n" ..
      label "arches      " .. "x86 amd64\n" .. dim:format "sh" ..
      label "formats     " .. "asm      ", out:match "^.-asm      ")
    cli.has(out, "\n" .. label "            " .. "bpf      ")
  end)
end)

describe("a command", function()
  it("is not run where its outcome could not be kept", function()
    local made = cli.directory .. "/made"
    local nowhere = "cannot write /no/such/file: No such file or directory"
    for line, why in pairs {
      ["record --save /no/such/file"] = nowhere,
      ["record -o /no/such/file"] = nowhere,
      ["record --merge nofile"] = "nofile",
      ["record --default nosuch"] = 'unknown action "nosuch"',
      ["record --add nofile"] = "cannot open nofile",
      ["run mild.lua -x --save /no/such/file"] = nowhere,
      ["run mild.lua -x -o /no/such/file"] = "cannot open /no/such/file",
      ["run nofile"] = "cannot open nofile",
      ["capture -o mild.lua"] = "cannot write into ",
    } do
      local out, err = here(2, words(line, "--", "touch", made))
      assert.equal("", out)
      cli.has(err, why)
      assert.is_nil(io.open(made), line)
    end
    -- nor is a log read
    for _, option in ipairs {"--save", "-o"} do
      refuses("record --join nofile " .. option .. " /no/such/file", nowhere)
    end
  end)
end)
