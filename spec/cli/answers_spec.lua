-- SPDX-License-Identifier: MIT
-- What the subcommands answer, whole, in this process: text, JSON, and what is
-- wrong with what they are asked to do.
local command = require "spec.command"
local json = require "seccomp.json"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local here = cli.here
local refuses, words = cli.refuses, cli.words_of

local function put(name, text)
  support.spew(cli.directory .. "/" .. name, text)
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
