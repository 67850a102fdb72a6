-- The command lua-seccomp as a shell sees it: what each subcommand does, what
-- it says of bad input, the shape of its JSON.
local command = require "spec.command"
local support = require "spec.support"

local has_cjson, cjson = pcall(require, "cjson")

local directory
setup(function() directory = command.directory() end)
teardown(function() support.remove(directory) end)

local function run(arguments, options)
  options = options or {}
  options.cwd = options.cwd or directory
  return command.run(arguments, options)
end

-- Runs "simulate mild.lua mkdir"; words with spaces go in a table.
local function words_of(line)
  if type(line) == "table" then return line end
  local words = {}
  for word in line:gmatch "%S+" do words[#words + 1] = word end
  return words
end

-- Runs and asserts the exit status, and that standard error is silent unless
-- something failed. Returns what was written.
local function gives(status, line, options)
  local child = run(words_of(line), options)
  if child.code ~= status then error(support.describe(child), 2) end
  return child.stdout, child.stderr
end

-- Asserts a failure: status 2, nothing on standard output, and one readable
-- line on standard error, which has `text`.
local function fails(line, text, options)
  local stdout, stderr = gives(2, line, options)
  assert.equal("", stdout)
  -- a sanitizer's remark on the fork of spawn
  stderr = stderr:gsub("==%d+==WARNING: ASan.-issues/189\n", "")
  assert.truthy(stderr:match "^lua%-seccomp: [^\n]+\n$", stderr)
  assert.is_nil(stderr:find("stack traceback", 1, true))
  assert.is_nil(stderr:match "seccomp/[%w_/]+%.lua:%d+:", stderr)
  assert.truthy(stderr:find(text, 1, true), stderr)
end

-- Asserts that the output is JSON and returns it.
local function json(status, line, options)
  local stdout = gives(status, line, options)
  if not has_cjson then return nil end
  return cjson.decode(stdout)
end

-- The keys of a table, sorted, in one string.
local function keys(object)
  local list = {}
  for key in pairs(object) do list[#list + 1] = tostring(key) end
  table.sort(list)
  return table.concat(list, " ")
end

local function has(text, ...)
  for _, part in ipairs {...} do
    assert.truthy(text:find(part, 1, true), part .. " is not in:\n" .. text)
  end
end

describe("lua-seccomp", function()
  it("explains itself", function()
    local help = gives(0, "--help")
    for _, name in ipairs {"run", "record", "compile", "show", "simulate",
      "verify", "diff", "lint", "tidy", "import", "export", "resolve", "info",
      "repl"}
    do
      has(help, "\n   " .. name .. " ")
      local own = gives(0, name .. " --help")
      has(own, "Usage: lua-seccomp " .. name, "--help", "--color")
      -- what it does, behind the usage
      assert.truthy(own:find "\n\n%u[%a ]+[^\n]*[.,:]?\n", name)
      assert.is_nil(own:match "\n\n([^\n]*)":find ":$", own)
      assert.equal(own, (gives(0, "help " .. name)))
      for line in own:gmatch "[^\n]+" do
        assert.is_true(#line < 80, line)
      end
    end
  end)

  it("tells versions", function()
    has(gives(0, "--version"), "lua-seccomp ", "libseccomp ", "Lua 5.")
    assert.equal(gives(0, "--version"), (gives(0, "-v")))
  end)

  it("refuses what it does not know", function()
    fails("", "a command is required (see lua-seccomp --help)")
    fails("nope", "nope")
    fails("--nope", "--nope")
    fails("info --nope",
      "unknown option '--nope' (see lua-seccomp info --help)")
    fails("info extra", "too many arguments")
    for _, word in ipairs { "simulat", "help simulat",
      "--color never simulat" } do
      fails(word, 'unknown command "simulat"; did you mean "simulate"? '
        .. "(see lua-seccomp --help)")
    end
    fails("help nope", 'unknown command "nope"')
    fails("info --jsno", "unknown option '--jsno'; did you mean '--json'?")
    fails("info --color sometimes", "--color")
    fails("--completion tcsh", "tcsh")
  end)

  it("says what a full disk did", function()
    if not io.open "/dev/full" then return end
    local child = command.run({"info"}, {cwd = directory})
    assert.equal(0, child.code)
    local main = ("exec %s -e %s - "):format(support.lua, support.quote(
      "os.exit(require('seccomp.cli').main(arg), true)"))
    for _, words in ipairs {"info", "--help", "run --help", "help", "help run",
      "--version", "repl -e 'print(1)'"} do
      child = support.script({"sh", "-c", main .. words .. " >/dev/full"})
      assert.equal(2, child.code, words)
      has(child.stderr, "cannot write", "No space left")
      child = support.script({"sh", "-c", main .. words .. " >&-"})
      assert.equal(2, child.code, words)
      has(child.stderr, "cannot write", "Bad file descriptor")
    end
    -- what was refused was told to nobody
    child = support.script({"sh", "-c", "cd " .. directory .. " && " .. main ..
      "run -x -o /dev/full mild.lua mkdir made"})
    assert.equal(2, child.code)
    has(child.stderr, "cannot create directory", "cannot write /dev/full: No "
      .. "space left on device; not all that was refused is told")
  end)

  it("needs argparse when it runs, and no sooner", function()
    local child = support.run [[
      package.preload.argparse = function() error "not installed" end
      package.preload.cjson = function() error "not wanted" end
      require "seccomp"
      for name in pairs(package.loaded) do
        assert(not name:find "^seccomp%.cli", name)
      end
      os.exit(require("seccomp.cli").main {"info"})
    ]]
    assert.equal(2, child.code)
    has(child.stderr, "lua-argparse")
  end)

  it("knows which options take a value", function()
    local cli = require "seccomp.cli"
    for _, name in ipairs {"run", "record", "capture"} do
      local help = gives(0, name .. " --help")
      for line in help:gmatch "\n(%s+%-[^\n]*)" do
        for option in line:gmatch "%-%-?[%w-]+" do
          local takes = line:find("^%s+[%w%s,-]*" ..
            option:gsub("%-", "%%-") .. ",? [<{]") ~= nil
            or line:match("^%s+" .. option:gsub("%-", "%%-") .. " [<{]") ~= nil
          if takes then assert.is_true(cli.valued[option], option) end
        end
      end
    end
  end)
end)

describe("lua-seccomp simulate", function()
  it("answers yes and no", function()
    has(gives(0, "simulate mild.lua openat -100 0"), "allow  ",
      "openat(0xffffffffffffff9c)", "instructions, default")
    has(gives(1, "simulate mild.lua mkdir"), "errno(EPERM)  ", "rule 1")
    has(gives(1, "simulate mild.lua rmdir"), "errno(EACCES)  ", "rule 2")
    has(gives(0, "simulate list.lua personality 8"), "rule 2")
    has(gives(0, "simulate list.lua personality 0x8"), "rule 2")
    has(gives(1, "simulate list.lua personality 9"), "default")
    has(gives(1, "simulate list.lua 9999"), "errno(ENOSYS)", "unknown")
    has(gives(1, "simulate list.lua -1"), "default")
    has(gives(1, "simulate program.bpf mkdir"), "errno(EPERM)")
    has(gives(1, "simulate --on arm64 mild.lua mkdirat"), "kill_process",
      "bad_arch")
  end)

  it("takes all 64 bits, and 32 where there are no more", function()
    has(gives(0, "simulate mild.lua read 18446744073709551615"),
      "read(0xffffffffffffffff)")
    has(gives(1, "simulate --on x86 mild.lua openat -101"),
      "x86 openat(0xffffff9b)")
    has(gives(1, "simulate --on x86 mild.lua openat -100"),
      "x86 openat(AT_FDCWD)")
  end)

  it("reads standard input", function()
    has(gives(1, "simulate - mkdir", {stdin = command.files["mild.lua"]}),
      "errno(EPERM)")
    has(gives(1, "simulate --dialect crun - openat",
      {stdin = command.files["profile.json"]}), "errno(EPERM)")
  end)

  it("has JSON", function()
    local answer = json(1, "simulate --json mild.lua mkdir 5 -1")
    if not answer then return end
    assert.equal("action arch arg0 arg1 by instructions rule syscall",
      keys(answer))
    assert.same({"errno(EPERM)", 5, "0xffffffffffffffff", 1, "rule", "mkdir"},
      {answer.action, answer.arg0, answer.arg1, answer.rule, answer.by,
        answer.syscall})
    -- no double holds it
    answer = json(0, "simulate --json mild.lua read 0x7fffffffffffffff")
    assert.equal("0x7fffffffffffffff", answer.arg0)
    answer = json(1, "simulate --json program.bpf mkdir")
    assert.equal("action arch instructions syscall", keys(answer))
  end)

  it("refuses bad input", function()
    fails("simulate", "missing argument 'file'")
    fails("simulate mild.lua", "missing argument 'syscall'")
    fails("simulate nofile read", "cannot open nofile: No such file")
    fails("simulate . read", "Is a directory")
    fails("simulate empty read", "empty is empty")
    fails("simulate /dev/zero read", "has more than 4 MiB")
    fails("simulate broken.lua read", "broken.lua:1:")
    fails("simulate broken.json read", "JSON")
    fails("simulate wrong.lua read", "did you mean \"openat\"")
    fails("simulate mild.lua opennat", "did you mean \"openat\"")
    fails("simulate mild.lua read x", "\"x\" is not a 64-bit number")
    fails("simulate mild.lua read 1e3", "not a 64-bit number")
    fails("simulate mild.lua read 18446744073709551616", "not a 64-bit number")
    fails("simulate mild.lua read 0x10000000000000000", "not a 64-bit number")
    fails("simulate mild.lua read -9223372036854775809", "not a 64-bit number")
    -- that is none either, though Lua makes one of it: another
    for _, number in ipairs {"0x10000000000000000", "0x1000000000000000f",
      "1e1", "0x1p4", "1.0", "18446744073709551616"} do
      fails("simulate mild.lua " .. number,
        number .. '" is not a 64-bit number')
      fails("resolve " .. number, number .. '" is not a 64-bit number')
      fails("diff --limit " .. number .. " mild.lua list.lua",
        "malformed argument '" .. number .. "': a whole number is needed")
    end
    fails("show", "missing argument 'file'")
    fails({"show", ""}, "the name of a file is empty")
    fails("simulate mild.lua read 1 2 3 4 5 6 7", "too many arguments")
    fails("simulate --on nope mild.lua read", "unknown arch \"nope\"")
  end)
end)

describe("lua-seccomp show", function()
  it("shows policies as policy files that read back", function()
    local text = gives(0, "show list.lua")
    has(text, "default = \"errno(EPERM)\"", "\"@basic-io\"")
    assert.equal(text, (gives(0, "show -", {stdin = text})))
  end)

  it("shows profiles as policies, and what there is to say of them", function()
    local text, said = gives(0, "show --dialect crun profile.json")
    has(text, "{\"clone\", action = \"allow\"}")
    has(said, "ignored-condition")
    text = gives(0, {"show", "--dialect", "docker", "--caps", "",
      "profile.json"})
    assert.is_nil(text:find('"clone"', 1, true))
  end)

  it("shows programs as the policy that they are", function()
    local text = gives(0, "show program.bpf")
    has(text, 'default = "allow"', '{"mkdir", action = "errno(EPERM)"}')
    has(gives(0, "diff program.bpf -", {stdin = text}), "equal")
  end)

  it("shows instructions when asked", function()
    has(gives(0, "show --asm program.bpf"), "if syscall ", " mkdir ",
      "return errno(EPERM)")
    has(gives(0, "show --asm mild.lua"), "return errno(")
  end)

  it("shows the instructions of what is no policy, and says why", function()
    -- one that does not look at the arch
    local text, said = gives(0, "show -", {stdin = string.pack(
      "<I2BBI4I2BBI4I2BBI4I2BBI4", 0x20, 0, 0, 0, 0x15, 0, 1, 0,
      6, 0, 0, 0x7fff0000, 6, 0, 0, 0)})
    has(text, "A = syscall", "return allow")
    has(said, "no policy: ", "never looks at the arch")
  end)

  it("has JSON", function()
    local shown = json(0, "show --json list.lua")
    if not shown then return end
    assert.equal("kind policy text", keys(shown))
    assert.equal("policy", shown.kind)
    assert.equal("arches bad_arch default rules unknown", keys(shown.policy))
    assert.same({
      syscalls = {"socket"}, action = "allow",
      when = {{arg = 0, op = "==", value = 1, width = 32},
        {arg = 1, op = "masked_eq", mask = 15, value = 1, width = 64}},
    }, shown.policy.rules[3])
    shown = json(0, "show --json program.bpf")
    assert.equal("endian instructions kind policy text", keys(shown))
    assert.equal("program", shown.kind)
    assert.equal("profile",
      json(0, "show --json --dialect podman profile.json").kind)
  end)

  it("refuses bad input", function()
    fails("show nofile", "cannot open nofile")
    fails("show wrong.lua", "opennat")
    fails("show --dialect nope profile.json", "--dialect")
    fails({"show", "-"}, "standard input is empty")
    fails("show -", "jump past the end",
      {stdin = ("\5\0\0\0\255\255\0\0"):rep(2)})
  end)
end)

describe("lua-seccomp compile", function()
  it("writes bytes that do what the policy says", function()
    gives(0, "compile list.lua -o list.bpf")
    local bytes = support.slurp(directory .. "/list.bpf")
    assert.equal(0, #bytes % 8)
    assert.equal(bytes, (gives(0, "compile list.lua")))
    assert.equal(bytes, (gives(0, "compile --no-prove list.lua")))
    gives(0, "verify list.lua list.bpf")
  end)

  it("writes an array that a C compiler takes", function()
    local text = gives(0, "compile -f c mild.lua")
    has(text, "static const struct sock_filter filter[]")
    if not support.has_command "cc" then return end
    support.spew(directory .. "/filter.c", "#include <linux/filter.h>\n" ..
      text .. "int main(void) { return filter[0].code == 0x20 ? 0 : 1; }\n")
    local child = support.command("cc -Wall -Wextra -Werror -o filter " ..
      "filter.c && ./filter", {cwd = directory})
    if child.code ~= 0 then error(support.describe(child)) end
    -- of a program too
    assert.equal(text, (gives(0, "compile -f c -", {
      stdin = (gives(0, "compile mild.lua"))})))
  end)

  it("writes text for people", function()
    has(gives(0, "compile -f asm mild.lua"), "return errno(EPERM)")
    has(gives(0, "compile -f pfc mild.lua"), "pseudo filter code start")
  end)

  it("refuses bad input", function()
    fails("compile", "missing argument 'file'")
    fails("compile -f elf mild.lua", "must be one of 'asm', 'bpf'")
    fails("compile -f pfc program.bpf", "a policy or profile is needed")
    fails("compile wrong.lua", "opennat")
    fails("compile mild.lua -o /no/such/file", "cannot write /no/such/file")
  end)
end)

describe("lua-seccomp verify", function()
  it("proves", function()
    has(gives(0, "verify list.lua"), "proven")
    has(gives(0, "verify --libseccomp mild.lua"), "proven")
  end)

  it("refutes, with a call", function()
    local text = gives(1, "verify mild.lua program.bpf")
    has(text, "refuted", "policy ", "program ")
    local answer = json(1, "verify --json mild.lua program.bpf")
    if not answer then return end
    assert.equal("proven witnesses", keys(answer))
    assert.is_false(answer.proven)
    has(keys(answer.witnesses[1]), "arch", "left", "right", "syscall")
  end)

  it("refutes what libseccomp makes of a policy, with a call", function()
    -- libseccomp's rules cannot have the default action
    local text = gives(1, "verify --libseccomp -", {stdin = [[return {
      default = "errno(EPERM)", arches = {"amd64"}, rules = {
        {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"},
      }}]]})
    has(text, "refuted", "amd64 kill(0, SIGKILL)",
      "policy errno(EPERM), program allow")
    local ways = json(1, "verify --libseccomp --json -", {stdin = [[return {
      default = "errno(EPERM)", arches = {"amd64"}, rules = {
        {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"},
      }}]]})
    if ways then
      assert.same({"errno(EPERM)", "allow"},
        {ways.witnesses[1].left, ways.witnesses[1].right})
    end
    fails("verify --libseccomp mild.lua program.bpf", "leave one out")
    fails("verify --budget -1 mild.lua", "option budget is a number")
    fails("verify --libseccomp --budget -1 mild.lua",
      "option budget is a number")
    fails("verify --libseccomp -", "policy:compile() can", {stdin =
      "return {default = 'allow', unknown = 'errno(ENOSYS)'}"})
  end)

  it("has JSON", function()
    local answer = json(0, "verify --json mild.lua")
    if not answer then return end
    assert.same({proven = true, witnesses = {}}, answer)
  end)

  it("refuses bad input", function()
    fails("verify program.bpf", "a policy or profile is needed")
    fails("verify mild.lua list.lua", "is not a compiled program")
    fails("verify --budget x mild.lua", "malformed argument 'x'")
    fails("verify nofile", "nofile")
  end)
end)

describe("lua-seccomp diff", function()
  it("tells equal, stricter, looser and different", function()
    has(gives(0, "diff mild.lua mild.lua"), "equal on every call")
    local text = gives(1, "diff mild.lua stricter.lua")
    has(text, "stricter.lua is stricter", "amd64\n",
      "  stricter allow → errno(EACCES)  unlink")
    has(gives(1, "diff stricter.lua mild.lua"), "mild.lua is looser",
      "  looser   errno(EACCES) → allow  unlink")
    support.spew(directory .. "/other.lua",
      "return { default = 'allow', rules = { { 'link', action = 'trap' } } }")
    has(gives(1, "diff mild.lua other.lua"),
      "stricter on some calls, looser on others")
    support.spew(directory .. "/alike.lua", ([[return { default = 'allow',
      rules = { { 'mkdir', action = 'errno(EACCES)' } } }]]))
    has(gives(1, "diff program.bpf alike.lua"), "different")
  end)

  it("has the status that is asked for", function()
    gives(1, "diff --fail-on stricter mild.lua stricter.lua")
    gives(0, "diff --fail-on looser mild.lua stricter.lua")
    gives(1, "diff --fail-on looser stricter.lua mild.lua")
    gives(0, "diff --fail-on stricter stricter.lua mild.lua")
    -- of traces with other data nobody knows
    support.spew(directory .. "/one.lua", "return {default = 'trace(1)'}")
    support.spew(directory .. "/two.lua", "return {default = 'trace(2)'}")
    gives(1, "diff --fail-on looser one.lua two.lua")
    gives(1, "diff --fail-on stricter one.lua two.lua")
  end)

  it("looks at one arch alone", function()
    has(gives(1, "diff --on amd64 mild.lua stricter.lua"), "unlink")
    gives(0, "diff --on arm64 mild.lua stricter.lua")
    fails("diff --on amd65 mild.lua stricter.lua", 'did you mean "amd64"')
  end)

  it("writes Markdown", function()
    local text = gives(1, "diff --format markdown stricter.lua mild.lua")
    has(text, "| arches | change | from | to | calls |",
      "| amd64 | **looser** | errno(EACCES) | allow | unlink |")
  end)

  it("compares policies, profiles and programs alike", function()
    gives(0, "compile mild.lua -o mild.bpf")
    has(gives(0, "diff mild.lua mild.bpf"), "equal")
    has(gives(0, "diff - profile.json --dialect podman",
      {stdin = command.files["profile.json"]}), "equal")
  end)

  it("shows calls, and counts what is left out", function()
    local text = gives(1, "diff --witnesses mild.lua stricter.lua")
    has(text, "amd64 unlink()", "left allow, right errno(EACCES)")
    text = gives(1, "diff --limit 2 mild.lua list.lua")
    local whole = gives(1, "diff mild.lua list.lua")
    assert.is_true(#text < #whole)
    has(text, "more changes were left out")
    assert.is_nil(whole:find("left out", 1, true))
  end)

  it("has JSON", function()
    local answer = json(1, "diff --json mild.lua stricter.lua")
    if not answer then return end
    assert.equal("complete groups left_out verdict witnesses", keys(answer))
    assert.equal("stricter", answer.verdict)
    assert.is_true(answer.complete)
    assert.equal("unlink", answer.witnesses[1].syscall)
    assert.same({"unlink"}, answer.groups[1].syscalls)
    assert.same({"amd64"}, answer.groups[1].arches)
    assert.equal("allow", answer.groups[1].left)
    assert.equal("stricter", answer.groups[1].change)
    assert.same({verdict = "equal", complete = true, left_out = 0,
      groups = {}, witnesses = {}},
      json(0, "diff --json mild.lua mild.lua"))
    assert.is_false(json(1, "diff --json --limit 1 mild.lua list.lua").complete)
  end)

  it("refuses bad input", function()
    fails("diff mild.lua", "missing argument 'right'")
    fails("diff --limit x mild.lua mild.lua", "malformed argument 'x'")
    fails("diff --limit 0 mild.lua list.lua", "1 or more")
    fails("diff --fail-on never mild.lua list.lua", "--fail-on")
    fails("diff mild.lua nofile", "nofile")
  end)
end)

local by_name = [[return {default = "errno(EPERM)", arches = {"amd64"},
  rules = {{"read", "execve", action = "allow"}}}]]
local held = [[return {default = "errno(EPERM)", arches = {"amd64"}, rules = {
  {"ioctl", action = "allow", when = {{1, "==", 0x5401}}}}}]]

describe("formats", function()
  it("go out by compile -f and export --to, and come in by import --from",
    function()
    for _, name in ipairs {"bpf", "c"} do
      gives(0, {"export", "--to", name, "-o", "form", "list.lua"})
      local text = gives(0, {"import", "--from", name, "form"})
      has(gives(0, "diff list.lua -", {stdin = text}), "equal")
      assert.equal(support.slurp(directory .. "/form"),
        (gives(0, {"compile", "-f", name, "list.lua"})))
    end
    -- a program has forms, too
    has(gives(0, "compile -f c program.bpf"), "struct sock_filter")
    fails("import --from asm list.lua", "can be written, not read")
    fails("export --to bfp list.lua", "--to")
    fails("export --to c --for crun list.lua", "--for is for --to oci")
    fails("import --from c list.lua", "is not four numbers")
    gives(0, {"export", "--to", "systemd", "--set", "version=252", "-o",
      "form", "-"}, {stdin = by_name})
    local text = gives(0, {"import", "--from", "systemd", "form"})
    support.spew(directory .. "/plain.lua", by_name)
    has(gives(0, "diff --on amd64 plain.lua -", {stdin = text}), "equal")
    fails("export --to systemd --set version list.lua", "name=value")
    fails("export --to systemd --set version=x list.lua", "a number")
    fails("export --to systemd --set loose=x list.lua", "true or false")
    fails("export --to c --set color=1 list.lua", "unknown option")
    fails("import --set arch=amd64 caps.json", "--set is not for --from oci")
    fails("export --to systemd -", "loose = true", {stdin = held})
    has(gives(0, "export --to systemd --loose -", {stdin = held}), "ioctl")
  end)
end)

describe("lua-seccomp tidy", function()
  it("writes the same meaning in fewer rules", function()
    support.spew(directory .. "/long.lua", [[return {default = "allow",
      rules = {{"mkdir", action = "trap"}, {"rmdir", action = "trap"},
      {"mkdir", action = "log"}}}]])
    local text = gives(0, "tidy long.lua")
    has(text, '{"mkdir", "rmdir", action = "trap"}')
    has(gives(0, "diff long.lua -", {stdin = text}), "equal")
    gives(0, "tidy program.bpf -o tidied.lua")
    has(gives(0, "diff program.bpf tidied.lua"), "equal")
  end)

  it("refuses bad input", function()
    fails("tidy", "missing argument 'file'")
    fails("tidy --budget x mild.lua", "malformed argument 'x'")
    fails("tidy nofile", "nofile")
  end)
end)

describe("lua-seccomp lint", function()
  it("finds nothing, or something", function()
    local text = gives(1, "lint mild.lua")
    has(text, "warning denylist: ", "  fix: ")
    text = gives(1, "lint --ignore denylist mild.lua")
    assert.is_nil(text:find("denylist", 1, true))
    local stdout = gives(0, "lint list.lua")
    assert.is_nil(stdout:find "warning")
  end)

  it("has JSON", function()
    local answer = json(1, "lint --json mild.lua")
    if not answer then return end
    assert.equal("findings", keys(answer))
    for _, finding in ipairs(answer.findings) do
      has(keys(finding), "id", "message", "severity")
    end
  end)

  it("looks at programs", function()
    local text = gives(1, "lint program.bpf")
    has(text, "warning denylist: ", "fix: ")
    assert.is_nil(text:find "rule 1")
    text = gives(1, "lint --ignore denylist program.bpf")
    assert.is_nil(text:find("denylist", 1, true))
    fails("lint --ignore denylst program.bpf", 'did you mean "denylist"?')
  end)

  it("refuses bad input", function()
    fails("lint --ignore denylst mild.lua", 'did you mean "denylist"?')
    fails("lint wrong.lua", "opennat")
  end)
end)

describe("lua-seccomp lint on a terminal", function()
  it("fits its lines to the terminal's width", function()
    if not support.has_command "script" then
      pending "there is no script(1) to make a terminal"
      return
    end
    support.spew(directory .. "/shallow.lua", [[return {default = "allow",
      rules = {{"setpriority", action = "errno(EPERM)"}}}]])
    local words = {}
    for i, word in ipairs(command.words) do words[i] = support.quote(word) end
    for columns = 40, 120, 40 do
      local child = support.script({"script", "-qec",
        ("stty cols %d; %s lint shallow.lua"):format(columns,
          table.concat(words, " ")), "/dev/null"},
        {cwd = directory, env = {TERM = "xterm"}})
      local longest = 0
      for line in child.stdout:gsub("\27%[[%d;]*%a", ""):gmatch "[^\r\n]+" do
        if not line:find "^  as in" then
          longest = math.max(longest, utf8.len(line))
        end
      end
      assert.is_true(longest < columns, child.stdout)
      assert.is_true(longest > columns / 2, child.stdout)
    end
    -- and leaves them whole where nobody reads them
    local text = gives(1, "lint shallow.lua")
    assert.truthy(text:find "\n  fix: [^\n]*\n")
    for line in text:gmatch "[^\n]+" do
      assert.truthy(line:find "^%l+ %S+" or line:find "^  %l", line)
    end
  end)
end)

describe("lua-seccomp lint of a profile", function()
  local profile = [[{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
    {"names": ["nosuchcall"], "action": "SCMP_ACT_ERRNO"}]}]]
  local words = {"lint", "--dialect", "runc", "-"}

  it("tells what reading it had to decide, too", function()
    local text, said = gives(1, words, {stdin = profile})
    has(said, "error unknown-syscall: ", "nosuchcall")
    has(text, "denylist")
  end)

  it("fails for what only reading it tells", function()
    local mistyped = profile:gsub("nosuchcall", "read")
      :gsub('"syscalls"', '"sycalls": [], %0')
    local line = {"lint", "--dialect", "runc", "-", "--ignore", "denylist",
      "--ignore", "io-uring", "--ignore", "way-around"}
    has(select(2, gives(1, line, {stdin = mistyped})), "warning ignored-key: ")
    line[#line + 1] = "--ignore"
    line[#line + 1] = "ignored-key"
    local said = select(2, gives(0, line, {stdin = mistyped}))
    assert.is_nil(said:find("ignored-key", 1, true))
  end)

  it("has both as JSON", function()
    local answer = json(1, {"lint", "--json", "--dialect", "runc", "-"},
      {stdin = profile})
    if not answer then return end
    assert.equal("findings report", keys(answer))
    local ids = {}
    for _, entry in ipairs(answer.report) do ids[entry.id] = true end
    assert.is_true(ids["unknown-syscall"])
  end)
end)

describe("lua-seccomp import", function()
  it("writes a policy, and tells what it decided", function()
    local text, said = gives(0, "import --dialect crun profile.json")
    has(text, "return {", "\"exit_group\"")
    has(said, "warning ignored-condition: ")
    assert.equal(text, (gives(0, "show -", {stdin = text})))
  end)

  it("takes a byte order mark for what it is", function()
    has(gives(0, "import --dialect crun -",
      {stdin = "\xEF\xBB\xBF" .. command.files["profile.json"]}),
      "exit_group")
    has(gives(0, "show --dialect crun -",
      {stdin = "\xEF\xBB\xBF" .. command.files["profile.json"]}),
      "exit_group")
  end)

  it("follows the reader, the capabilities and the kernel", function()
    local text = gives(0, {"import", "--dialect", "docker", "--caps",
      "CAP_SYS_ADMIN,CAP_KILL", "--kernel", "6.1", "--arch", "amd64",
      "profile.json"})
    has(text, "clone")
    text = gives(0, {"import", "--dialect", "docker", "--caps", "",
      "profile.json"})
    assert.is_nil(text:find('"clone"', 1, true))
  end)

  it("has JSON when the policy goes elsewhere", function()
    local answer = json(0,
      "import --json -o imported.lua --dialect podman profile.json")
    has(gives(0, "show imported.lua"), "exit_group")
    if not answer then return end
    assert.equal("arch dialect kind report", keys(answer))
    assert.equal("podman", answer.dialect)
    for _, entry in ipairs(answer.report) do
      has(keys(entry), "id", "message", "severity")
    end
    fails("import --json profile.json", "the policy needs -o")
  end)

  it("refuses bad input", function()
    fails("import broken.json", "JSON")
    fails("import mild.lua", "not a JSON profile")
    fails("import --kernel x --dialect podman profile.json", "kernel")
    fails("import --caps CAP_NOPE --dialect docker profile.json", "CAP_NOPE")
    fails("import --dialect strict -", "strict: ", {stdin = [[{
      "defaultAction": "SCMP_ACT_ERRNO",
      "syscalls": [{"names": ["nosuchcall"], "action": "SCMP_ACT_ALLOW"}]
    }]]})
    fails("import nofile", "nofile")
  end)

  it("needs no library to read JSON", function()
    local child = support.script({support.lua, "-e", [[
      local function absent() error "not installed" end
      package.preload["cjson.safe"], package.preload.dkjson = absent, absent
      os.exit(require('seccomp.cli').main(arg), true)
    ]], "-", "import", "profile.json"}, {cwd = directory})
    assert.equal(0, child.code, child.stderr)
  end)

  it("takes capabilities by a word, and says which were used", function()
    support.spew(directory .. "/caps.json", [[{
      "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
      {"names": ["bpf"], "action": "SCMP_ACT_ALLOW",
       "includes": {"caps": ["CAP_BPF"]}}]}]])
    for caps, expected in pairs {none = 1, docker = 1, podman = 1, all = 0,
      bpf = 0, CAP_BPF = 0}
    do
      for _, words in ipairs {{"simulate", "caps.json", "bpf"}} do
        words[#words + 1] = "--caps"
        words[#words + 1] = caps
        local child = run(words)
        assert.equal(expected, child.code, caps)
        assert.matches("capabilities: read for ", child.stderr)
      end
    end
    for _, words in ipairs {{"import", "caps.json"}, {"show", "caps.json"},
      {"verify", "caps.json"}, {"lint", "caps.json"},
      {"diff", "caps.json", "caps.json"}, {"export", "caps.json"},
      {"run", "caps.json", "--", "true"}, {"compile", "caps.json", "-f",
        "asm"}}
    do
      local child = run(words)
      assert.matches("for a Docker container's default capabilities",
        child.stderr, words[1])
    end
    local child = run {"import", "caps.json", "--caps", "nosuch"}
    assert.equal(2, child.code)
    assert.matches('option %-%-caps: "nosuch" is not a capability',
      child.stderr)
    child = run {"import", "caps.json", "--dialect", "rocket"}
    assert.equal(2, child.code)
    assert.matches('option %-%-dialect: "rocket" is not one of docker, ',
      child.stderr)
  end)

  it("names what is no profile by what it looks like", function()
    for text, what in pairs {
      ["apiVersion: v1\nkind: SeccompProfile\n"] = "a YAML document",
      ["@include /a.policy\nread: 1\n"] = "a minijail policy",
      ["# x\nread: 1\nioctl: arg1 == 5\n"] = "a minijail policy",
      ["POLICY a {\n  ALLOW { read }\n}\nUSE a DEFAULT KILL\n"] =
        "a Kafel policy",
      ["2\ndenylist\nreject_force_umount\n"] = "an LXC seccomp profile",
      ["[Service]\nSystemCallFilter=@system-service\n"] =
        "a systemd unit file",
    } do
      support.spew(directory .. "/other", text)
      local child = run {"import", "other"}
      assert.equal(2, child.code)
      assert.truthy(child.stderr:find("looks like " .. what, 1, true),
        child.stderr)
      assert.equal(what == "a systemd unit file", child.stderr:find(
        "import --from systemd makes it a policy", 1, true) ~= nil)
    end
  end)
end)

describe("lua-seccomp export", function()
  it("writes a profile that imports to the same policy", function()
    -- not list.lua: what its `unknown` can become hangs on the calls that
    -- this libseccomp knows
    gives(0, "export -o exported.json -", {stdin = [[return {
      default = "errno(EPERM)", rules = {{"read", action = "allow"}},
    }]]})
    gives(0, "export -o exported.json mild.lua")
    local text = gives(0, "export mild.lua")
    assert.equal(text, support.slurp(directory .. "/exported.json"))
    local profile = has_cjson and cjson.decode(text)
    if profile then assert.equal("SCMP_ACT_ALLOW", profile.defaultAction) end
  end)

  it("tells what a profile cannot say", function()
    local _, said = gives(0, "export mild.lua")
    has(said, "bad-arch")
    local report = json(0, "export --json -o exported.json mild.lua")
    if report then assert.equal("bad-arch", report.losses[1].id) end
    fails("export --json mild.lua", "the profile needs -o FILE")
  end)

  it("knows that a runtime adds its own arch", function()
    local policy = {stdin = [[return {default = "errno(EPERM)",
      bad_arch = "kill_thread", arches = {"x86"},
      rules = {{"read", action = "allow"}}}]]}
    fails("export -", "amd64", policy)
    has(gives(0, "export --arch x86 -", policy), "SCMP_ARCH_X86")
  end)

  it("refuses bad input", function()
    fails("export program.bpf", "a policy or profile is needed")
    fails("export mild.lua -o /no/such/file", "cannot write")
  end)
end)

describe("lua-seccomp resolve", function()
  it("looks up names and numbers", function()
    has(gives(0, "resolve --arch amd64 openat"), "amd64", "openat", "257")
    has(gives(0, "resolve --arch amd64 257"), "openat")
    has(gives(0, "resolve --arch amd64 __NR_openat"), "openat ")
    has(gives(0, "resolve --arch arm64 --arch x86 openat"), "arm64", "56",
      "x86", "295")
    has(gives(0, "resolve --all read"), "amd64", "s390x", "riscv64")
  end)

  it("tells arguments and release, also of calls that libseccomp lacks",
      function()
    has(gives(0, "resolve --arch amd64 openat"), "\n            openat(int " ..
      "dirfd, const char *pathname, int flags, umode_t mode),\n" ..
      "            since Linux 2.6.16\n")
    for _, word in ipairs {"mseal", "462", "__NR_mseal"} do
      has(gives(0, "resolve --arch arm64 " .. word), "arm64 ", "mseal ", " 462",
        "since\n            Linux 6.10\n")
    end
    local both = gives(0, "resolve --arch s390x --arch amd64 clone")
    has(both, "clone(unsigned long stack, unsigned long flags, ", " on s390x\n",
      "clone(unsigned long flags, unsigned long stack, ", " on amd64\n")
  end)

  it("lists what is newer than a release", function()
    local text = gives(0, "resolve --since 6.10 --arch amd64")
    has(text, "setxattrat", "463  since Linux 6.13")
    assert.is_nil(text:find("mseal", 1, true))
    has(gives(0, "resolve --since 6.9 --arch amd64"), "mseal ")
    has(gives(0, "resolve --since 2.6.39 --arch amd64"), "setns ",
      "since Linux 3.0")
    fails("resolve --since x", "takes a release of Linux as in 6.1")
    fails("resolve --since 6.1 read", "alone")
    fails("resolve --since 6.1 --list", "alone")
  end)

  it("shows the number of an arch and libseccomp's pseudo number", function()
    local text = gives(0, "resolve --arch x86 socket")
    has(text, "359", "-101  (libseccomp's pseudo number)")
    has(gives(0, "resolve --arch x86 -101"), "socket")
  end)

  it("lists all names", function()
    local text = gives(0, "resolve --list --arch amd64")
    has("\n" .. text, "\nopenat\n", "\nread\n", "\nwritev\n")
    assert.is_true(select(2, text:gsub("\n", "")) > 300)
  end)

  it("says no where there is none", function()
    local text, said = gives(1, "resolve --arch amd64 opennat read")
    has(text, "read")
    has(said, "unknown syscall \"opennat\"; did you mean \"openat\"?")
    for _, number in ipairs {"99999", "-2000000"} do
      text, said = gives(1, "resolve -- " .. number)
      assert.equal("", text)
      has(said, "no syscall has number " .. number)
    end
  end)

  it("has JSON", function()
    local rows = json(0, "resolve --json --arch x86 socket")
    if not rows then return end
    local arguments = {"int domain", "int type", "int protocol"}
    assert.same({
      {arch = "x86", name = "socket", number = 359, pseudo = false,
        since = "4.3", arguments = arguments},
      {arch = "x86", name = "socket", number = -101, pseudo = true,
        since = "4.3", arguments = arguments},
    }, rows)
    rows = json(0, "resolve --json --since 6.10 --arch arm64")
    assert.same({arch = "arm64", name = "setxattrat", number = 463,
      since = "6.13"}, rows[#rows])
    assert.same({}, json(1, "resolve --json nope"))
    assert.equal("string", type(json(0, "resolve --json --list")[1]))
  end)

  it("refuses bad input", function()
    fails("resolve", "names or numbers")
    fails("resolve --arch nope read", "unknown arch \"nope\"")
    fails("resolve 99999999999", "is not a syscall number")
    fails("resolve --list read", '--list lists all syscalls, and "read"')
    fails("resolve --all --arch x86 read", "--all is every arch")
  end)
end)

describe("lua-seccomp info", function()
  it("tells what is here", function()
    has(gives(0, "info"), "module", "libseccomp", "native arch", "actions",
      "allow log notify", "flags", "notify", "arches")
  end)

  it("has JSON", function()
    local answer = json(0, "info --json")
    if not answer then return end
    assert.equal("api features formats libseccomp native_arch version",
      keys(answer))
    assert.equal("actions arches flags notify", keys(answer.features))
    assert.is_true(answer.features.actions.errno)
    assert.equal(require("seccomp")._VERSION, answer.version)
  end)
end)

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
    assert.is_nil(io.open(directory .. "/new"))
  end)

  it("ends as the command does", function()
    local _, said = gives(7, {"run", "mild.lua", "sh", "-c", "exit 7"})
    assert.equal("", said)
    gives(7, {"run", "-e", "mild.lua", "sh", "-c", "exit 7"})
    local child = run {"run", "deadly.lua", "mkdir", "new"}
    assert.equal("SIGSYS", child.signal)
    has(child.stderr, "mkdir was killed by SIGSYS", "--explain")
    assert.equal("SIGKILL", run({"run", "mild.lua", "sh", "-c",
      "kill -KILL $$"}).signal)
    child = run {"run", "--exit-code", "deadly.lua", "mkdir", "new"}
    assert.equal(159, child.status)
    child = run {"run", "-e", "mild.lua", "sh", "-c", "kill -TERM $$"}
    assert.equal(143, child.status)
  end)

  it("says in short how a profile was read", function()
    support.spew(directory .. "/read.json", [[{
      "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64",
        "SCMP_ARCH_AARCH64"],
      "syscalls": [
        {"names": ["mkdir"], "action": "SCMP_ACT_ERRNO",
          "includes": {"caps": ["CAP_NONE_SUCH"]}},
        {"names": ["mkdir"], "action": "SCMP_ACT_ERRNO",
          "includes": {"arches": ["mips"]}}]}]])
    local _, said = gives(0, "run --dialect podman read.json true")
    local lines = select(2, said:gsub("\n", ""))
    assert.equal(1, lines, said)
    assert.truthy(said:find("^lua%-seccomp: read%.json: .-%d+ notes? on how " ..
      "the profile was read; lua%-seccomp lint has them\n$"), said)
    -- but not that the policy is another than was written
    support.spew(directory .. "/error.json", [[{
      "defaultAction": "SCMP_ACT_ALLOW",
      "syscalls": [{"names": ["no_such"], "action": "SCMP_ACT_ERRNO"}]}]])
    _, said = gives(0, "run --dialect docker error.json true")
    assert.truthy(said:find "^error unknown%-syscall: [^\n]*no_such", said)
    assert.is_true(select(2, said:gsub("\n", "")) <= 2, said)
  end)

  it("tells numbers in one radix", function()
    support.spew(directory .. "/radix.lua", [[return {default = "allow",
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
      "mkdir was killed by SIGSYS")
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
    for by, status in pairs {ptrace = "159\n", notify = "137\n"} do
      stdout = gives(0, {"run", "-x", "--by", by, "deadly.lua", "sh", "-c",
        "sh -c 'trap \"\" SYS; exec mkdir new'; echo $?"})
      assert.equal(status, stdout)
    end
    assert.is_nil(io.open(directory .. "/new"))
  end)

  it("answers as the kernel does, when it explains", function()
    support.spew(directory .. "/odd.lua", [[return {default = "allow",
      rules = {{"mkdir", "mkdirat", action = "errno(0)"},
        {"rmdir", "unlinkat", action = "trace(3)"}}}]])
    local stdout, said = gives(0, {"run", "-x", "odd.lua", "sh", "-c",
      "mkdir new && echo pretended; rmdir . || echo none traces"})
    assert.equal("pretended\nnone traces\n", stdout)
    has(said, "-> errno(0) by rule 1", "-> trace(3) by rule 2",
      "Function not implemented")
    assert.is_nil(io.open(directory .. "/new"))
  end)

  it("follows children to the last", function()
    local _, said = gives(0, {"run", "-x", "mild.lua", "sh", "-c",
      "(sleep 0.6; mkdir a; rmdir b) & wait; true"})
    has(said, "rule 1", "rule 2")
  end)

  it("explains by JSON, a line for each, and one for what to do", function()
    gives(1, "run -x --json -o told.json mild.lua mkdir new")
    local text = support.slurp(directory .. "/told.json")
    local first, last, rest = text:match "^([^\n]*)\n([^\n]*)\n(.*)"
    assert.equal("", rest)
    if not has_cjson then return end
    local told = cjson.decode(first)
    assert.equal("action arch arg0 arg1 arg2 arg3 arg4 arg5 by count near " ..
      "number outcome path paths pids rule syscall", keys(told))
    assert.same({"errno(EPERM)", "new", 1, 1, "refused", "rule"}, {told.action,
      told.path, told.rule, told.count, told.outcome, told.by})
    assert.same({exited = 1, notes = {}, rules = {{calls = {"mkdir"},
      action = "allow"}}}, cjson.decode(last))
  end)

  it("keeps what it explained as a recording", function()
    gives(1, "run -x -o told --save kept mild.lua mkdir new")
    local recording = require("seccomp.record").load(directory .. "/kept")
    assert.equal(1, #recording.calls)
    assert.matches("^mkdir", recording.calls[1].syscall)
    assert.same({"mkdir", "new"}, recording.command)
    has(support.slurp(directory .. "/told"),
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
    assert.equal("nothing was refused\n", said)
    said = select(2, gives(0, "run -x -c mild.lua mkdir new"))
    assert.is_nil(said:find("--complain", 1, true))
    assert.truthy(os.remove(directory .. "/new"))
  end)

  it("explains paths that are no UTF-8 as JSON all the same", function()
    gives(1, {"run", "-x", "--json", "-o", "told.json", "mild.lua", "mkdir",
      "a\xffb"})
    has(support.slurp(directory .. "/told.json"), '"path":"a\u{FFFD}b"')
  end)

  it("lets through what it complains of", function()
    gives(0, "run --complain mild.lua mkdir made")
    gives(0, "run --complain program.bpf rmdir made")
    local _, said = gives(0, "run --complain --explain mild.lua mkdir made")
    assert.truthy(said:find("let through %w+ mkdir[at]*%(.-\"made\", " ..
      "0x1ff%) %-> errno%(EPERM%) by rule 1"), said)
    assert.is_nil(said:find("refused", 1, true), said)
    assert.truthy(io.open(directory .. "/made"))
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
    support.spew(directory .. "/noexec.lua",
      "return { default = 'allow', rules = { { 'execve', " ..
      "action = 'errno(EACCES)' } } }")
    fails("run noexec.lua true", "true")
    local child = run {"run", "-x", "noexec.lua", "true"}
    assert.equal(2, child.code)
    has(child.stderr, "refused", "execve(", "could not be run")
  end)

  it("needs a supervisor for policies that notify", function()
    support.spew(directory .. "/asks.lua",
      "return { default = 'allow', rules = { { 'mkdir', " ..
      "action = 'notify' } } }")
    for _, options in ipairs {"", "-x ", "-c ", "-c -x "} do
      fails("run " .. options .. "asks.lua true", "asks.lua has calls wait " ..
        "for an answer (notify), and run has none: supervise the command " ..
        "from Lua (seccomp.supervisor)")
    end
    gives(0, "compile -o asks.bpf asks.lua")
    fails("run asks.bpf true", "asks.bpf has calls wait for an answer")
  end)
end)

describe("lua-seccomp record", function()
  it("makes a policy of what a command does", function()
    gives(0, "record -o echo.lua echo hi")
    assert.equal("hi\n", (gives(0, "run echo.lua echo hi")))
    local _, said = gives(1, "run -x echo.lua mkdir new")
    has(said, "by default: no rule matches")
  end)

  it("keeps the policy apart from the command's output", function()
    local text, said = gives(0, "record -- echo hi")
    assert.truthy(text:match "^return {")
    has(said, "hi\n")
  end)

  it("brings runs together", function()
    gives(0, "record --save one.rec -o /dev/null echo")
    gives(0, "record --merge one.rec -o both.lua mkdir recorded")
    local both = gives(0, "show both.lua")
    has(both, "\"mkdir")
  end)

  it("says what the policy lacks", function()
    local _, said = gives(0, "record --no-base -o /dev/null true")
    has(said, "warning cannot-end: ", "rt_sigreturn")
  end)

  it("looks at arguments, too", function()
    local text = gives(0, "record -t arguments true")
    has(text, "when = {")
  end)

  it("has JSON", function()
    local answer = json(0, "record --json true")
    if not answer then return end
    assert.equal("by calls command launcher processes runs", keys(answer))
    assert.equal("arch count number runs syscall", keys(answer.calls[1]))
    assert.equal(1, answer.runs)
  end)

  it("says when the command failed", function()
    local _, said = gives(3, {"record", "-o", "x.lua", "sh", "-c", "exit 3"})
    has(said, "sh ended with status 3")
  end)

  it("refuses bad input", function()
    fails("record", "record needs a command")
    fails("record nosuchprogram", "nosuchprogram")
    fails("record --default nope true", "unknown action \"nope\"")
    fails("record --merge nofile true", "nofile")
    fails("record -t tight true", "must be one of 'names'")
    -- before the command has run for nothing
    fails("record -o /no/such/file mkdir ran", "cannot write")
    fails("record -o ran.lua --save /no/such/file mkdir ran", "cannot write")
    assert.is_nil(io.open(directory .. "/ran"))
    assert.is_nil(io.open(directory .. "/ran.lua"))
  end)
end)

describe("on a terminal", function()
  if not support.has_command "script" then
    pending "there is no script(1) to make a terminal"
    return
  end

  local function terminal(line, env)
    env = env or {}
    env.TERM = env.TERM or "xterm"
    env.NO_COLOR = env.NO_COLOR or false
    local child = command.on_terminal(words_of(line), {cwd = directory,
      env = env})
    return child.stdout, child.code
  end

  it("answers have colour", function()
    has(terminal "simulate mild.lua mkdir", "\27[31merrno(EPERM)\27[0m")
    has(terminal "simulate mild.lua read", "\27[32mallow\27[0m")
  end)

  it("unless NO_COLOR is set, or it is not wanted", function()
    local plain = "simulate mild.lua mkdir"
    assert.is_nil(terminal(plain, {NO_COLOR = "1"}):find("\27[3", 1, true))
    assert.is_nil(terminal(plain, {TERM = "dumb"}):find("\27[3", 1, true))
    assert.is_nil(terminal(plain .. " --color never"):find("\27[3", 1, true))
    assert.is_nil(terminal("--color never " .. plain):find("\27[3", 1, true))
    has(terminal(plain .. " --color always", {NO_COLOR = "1"}), "\27[31m")
  end)

  it("but never elsewhere", function()
    local stdout = gives(1, "simulate mild.lua mkdir")
    assert.is_nil(stdout:find("\27", 1, true))
    has(gives(1, "simulate --color always mild.lua mkdir"), "\27[31m")
  end)

  it("long work has a line that goes away", function()
    local text = terminal "verify list.lua"
    has(text, "proving list.lua …", "\r\27[K")
    assert.is_nil(text:match "…[^\r]*\n")
  end)

  it("compiled bytes are refused", function()
    local text, code = terminal "compile mild.lua"
    assert.equal(2, code)
    has(text, "not for terminals")
  end)
end)

describe("lua-seccomp --completion", function()
  if not support.has_command "bash" then
    pending "bash is not installed"
    return
  end

  -- What bash offers for the last word.
  local function offers(words)
    local child = support.command({"bash", "--norc", "-c", [[
      lua-seccomp() { "$LUA" -e "$START" - "$@"; }
      source <(lua-seccomp --completion bash) || exit 9
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _lua_seccomp
      printf '%s\n' "${COMPREPLY[@]}"
    ]], "bash", table.unpack(words)}, {
      cwd = directory,
      env = {
        START = "os.exit(require('seccomp.cli').main(arg), true)",
        LUA = support.lua, LUA_PATH = support.lua_path,
        LUA_CPATH = support.lua_cpath,
      },
    })
    if child.code ~= 0 then error(support.describe(child)) end
    local set = {}
    for word in child.stdout:gmatch "%S+" do set[word] = true end
    return set
  end

  it("offers subcommands and their options", function()
    local set = offers {"lua-seccomp", "r"}
    assert.same({run = true, record = true, resolve = true, repl = true}, set)
    set = offers {"lua-seccomp", "run", "--e"}
    assert.same({["--explain"] = true, ["--exit-code"] = true}, set)
    assert.same({bpf = true, c = true, asm = true, pfc = true, oci = true,
      systemd = true}, offers {"lua-seccomp", "compile", "-f", ""})
  end)

  it("offers arches and syscalls", function()
    assert.same({arm = true, arm64 = true},
      offers {"lua-seccomp", "resolve", "--arch", "arm"})
    assert.is_true(offers({"lua-seccomp", "resolve", "opena"}).openat)
    local set = offers {"lua-seccomp", "simulate", "mild.lua", "openat"}
    assert.same({openat = true, openat2 = true}, set)
  end)

  it("offers values behind an equals sign", function()
    local formats = {bpf = true, c = true, asm = true, pfc = true, oci = true,
      systemd = true}
    -- as bash parts the words, and where it has no = in COMP_WORDBREAKS
    assert.same(formats, offers {"lua-seccomp", "compile", "--format", "="})
    assert.same({asm = true},
      offers {"lua-seccomp", "compile", "--format", "=", "a"})
    assert.same({["--format=asm"] = true},
      offers {"lua-seccomp", "compile", "--format=a"})
    assert.same({auto = true, always = true},
      offers {"lua-seccomp", "--color", "=", "a"})
    assert.same({arm = true, arm64 = true},
      offers {"lua-seccomp", "resolve", "--arch", "=", "arm"})
    -- and one that stands before is no file
    for _, color in ipairs {{"--color", "=", "never"}, {"--color=never"}} do
      local words = {"lua-seccomp", "run", table.unpack(color)}
      words[#words + 1] = "mild.lua"
      words[#words + 1] = "mkdi"
      assert.is_true(offers(words).mkdir, table.concat(words, " "))
    end
  end)

  it("offers commands where one begins", function()
    for _, words in ipairs {
      {"lua-seccomp", "run", "mild.lua", "mkdi"},
      {"lua-seccomp", "run", "--explain", "mild.lua", "--", "mkdi"},
      {"lua-seccomp", "run", "-p", "mild.lua", "mkdi"},
      {"lua-seccomp", "record", "-o", "x", "mkdi"},
    } do
      assert.is_true(offers(words).mkdir, table.concat(words, " "))
    end
    assert.same({}, offers {"lua-seccomp", "run", "mild.lua", "ls", "--al"})
  end)

  it("has the other shells, too", function()
    has(gives(0, "--completion zsh"), "#compdef lua-seccomp")
    has(gives(0, "--completion=bash"), "complete -F _lua_seccomp")
    has(gives(0, "--completion fish"), "complete -c lua-seccomp")
  end)
end)
