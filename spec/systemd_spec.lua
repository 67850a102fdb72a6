-- SPDX-License-Identifier: MIT
-- Units of systemd, read as systemd reads them and written so that they mean
-- the policy. What is expected here was seen with systemd 252 as process 1 of a
-- namespace: the filters that it installed for such units.
local facts = require "seccomp.kernel.systemd"
local format = require "seccomp.format"
local policies = require "seccomp.policy"
local here = require "spec.here"
local seccomp = require "seccomp"
local support = require "spec.support"

local function read(text, options)
  options = options or {}
  options.version = options.version or 252
  options.arch = options.arch or "amd64"
  return format.import(text, "systemd", options)
end

-- What calls get: {"call" or "call@arch" = action, …}.
local function gives(text, expected, options)
  local program = read(text, options):compile()
  for what, action in pairs(expected) do
    local name, arch = what:match "^(.-)@(.*)$"
    assert.equal(action, tostring(program:simulate {syscall = name or what,
      arch = arch or "amd64"}), what)
  end
end

-- Whether libseccomp makes long programs for amd64 on this machine.
local function spoilt()
  if not here.little then
    pending "libseccomp spoils long programs for amd64 here"
  end
  return not here.little
end

local function ids(report)
  local set = {}
  for _, entry in ipairs(report) do
    set[entry.id] = set[entry.id] or entry
  end
  return set
end

local function refuses(code, text, fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  assert.equal(code, err.code, tostring(err))
  assert.truthy(tostring(err):find(text, 1, true), tostring(err))
  return err
end

describe("a unit", function()
  it("has @default in an allow list, and kills", function()
    gives("[Service]\nSystemCallFilter=read\n", {read = "allow",
      getpid = "allow", execve = "allow", write = "kill_process",
      ["stat64@x86"] = "kill_process", ["time@x86"] = "allow"})
  end)

  it("collects lines, takes calls out with ~, and begins anew", function()
    gives([[
      [Unit]
      Description=x
      [Service]
      ExecStart=/bin/true
      SystemCallFilter=read \
        # in between
        write \
        ; and here
        @mount
      SystemCallFilter=~write umount2:EACCES mount:kill chroot:0
      SystemCallErrorNumber=0x0d
      SystemCallErrorNumber=
      SystemCallErrorNumber=EPERM]], {read = "allow", write = "errno(EPERM)",
      umount2 = "errno(EACCES)", mount = "kill_process",
      chroot = "errno(0)", pivot_root = "allow", openat = "errno(EPERM)"})
    gives("SystemCallFilter=read\nSystemCallFilter=\n" ..
      "SystemCallFilter=~ptrace:5\nSystemCallFilter=~uname\n" ..
      "SystemCallErrorNumber=010", {read = "allow", openat = "allow",
      ptrace = "errno(EIO)", uname = "errno(ENOEXEC)"})
    gives("SystemCallFilter=~read write\nSystemCallFilter=write", {
      read = "kill_process", write = "allow"})
  end)

  it("is for the arches of the machine, of which it may keep some out",
    function()
    local policy = read "SystemCallFilter=~uname"
    assert.same({"amd64", "x86", "x32"}, policy.arches)
    assert.equal("allow", policy.bad_arch)
    gives("SystemCallArchitectures=native x32\nSystemCallFilter=~uname", {
      ["getpid@x86"] = "kill_thread", ["getpid@x32"] = "allow",
      ["uname@x32"] = "kill_process"})
    gives("SystemCallArchitectures=native\nSystemCallArchitectures=\n",
      {["getpid@x86"] = "allow"})
    gives("SystemCallArchitectures=x86-64 x86 x32", {["getpid@x86"] = "allow"})
    assert.same({"arm64", "arm"}, read("SystemCallFilter=~uname",
      {arch = "arm64"}).arches)
    gives("SystemCallArchitectures=arm64\nSystemCallFilter=~uname", {
      ["uname@arm64"] = "kill_process", ["getpid@arm"] = "kill_thread"},
      {arch = "arm64"})
  end)

  it("logs, on top of what it denies", function()
    gives("SystemCallFilter=read getpid\nSystemCallErrorNumber=EPERM\n" ..
      "SystemCallLog=getpid openat", {getpid = "log", read = "allow",
      openat = "errno(EPERM)"})
    gives("SystemCallLog=~read", {read = "allow", openat = "log",
      ["openat@x86"] = "log"})
  end)

  -- libseccomp compares 32 bits of ipc's first argument, the kernel reads 16.
  it("holds socketcall and ipc as libseccomp does", function()
    local program = read "SystemCallFilter=~semop:EPERM socket:EACCES"
      :compile()
    local function get(mux, arg0)
      return tostring(program:simulate {arch = "x86", syscall = mux,
        arg0 = arg0})
    end
    assert.equal("errno(EPERM)", get("ipc", 1))
    assert.equal("allow", get("ipc", 0x10001))
    assert.equal("errno(EACCES)", get("socketcall", 1))
    assert.equal("allow", get("socketcall", 2))
    program = read("SystemCallFilter=~ipc:EPERM semop:EACCES"):compile()
    assert.equal("errno(EPERM)", get("ipc", 1))
    assert.equal("errno(EPERM)", get("ipc", 0x10001))
  end)

  -- Where the first call of a filter has only a pseudo number, and the next one
  -- has a condition, libseccomp 2.5 and 2.6 compile a filter that matches
  -- nothing.
  it("that libseccomp compiles wrongly raises, with a witness", function()
    local err = refuses("EREFUTED", "compiles this to something else", read,
      "SystemCallFilter=~semop")
    assert.equal("ipc", err.witness.syscall)
  end)

  it("has the groups of the systemd that is here", function()
    if not support.has_command "systemd-analyze" then
      pending "systemd-analyze is not installed"
      return
    end
    local version = require("seccomp.kernel.installed").version "systemctl"
    local pipe <close> = assert(io.popen(
      "systemd-analyze --no-pager syscall-filter 2>/dev/null"))
    local list
    for line in pipe:lines() do
      local group = line:match "^(@[%w-]+)"
      local call = line:match "^ +([@%w_-]+)$"
      if group then
        list = {}
        local words = facts.added[252][group] or ""
        for word in words:gmatch "%S+" do list[word] = true end
      elseif call and list and version == "252" then
        assert.is_true(list[call], call)
      end
    end
    assert.is_table(list)
  end)

  it("lets write through and answers unknown calls, from 257 on", function()
    if spoilt() then return end
    gives("SystemCallFilter=read", {write = "allow", openat = "kill_process",
      ["stat64@x86"] = "errno(ENOSYS)", listns = "errno(ENOSYS)"},
      {version = 257})
    gives("SystemCallFilter=~read write", {write = "allow",
      read = "kill_process"}, {version = 257})
    local _, report = read("SystemCallFilter=read", {version = 254})
    assert.truthy(ids(report).version.message:find "systemd 257")
  end)

  it("tells what systemd passes over, and which filters are not here",
    function()
    local _, report = read [[
      [Service]
      SystemCallFilter=foo @nosuch read:EPERM execve
      SystemCallErrorNumber=EFOO
      SystemCallArchitectures=pdp11
      PrivateDevices=yes
      LockPersonality=no
      RestrictNamespaces=net
      [Install]
      SystemCallFilter=write]]
    local ignored, others = {}, {}
    for _, entry in ipairs(report) do
      if entry.id == "ignored" then ignored[#ignored + 1] = entry.message end
      if entry.id == "not-imported" then others[#others + 1] = entry.message end
    end
    assert.equal(6, #ignored, table.concat(ignored, "\n"))
    assert.truthy(ignored[1]:find "line 2: foo is not a call")
    assert.truthy(ignored[6]:find "section %[Install%]")
    assert.equal(2, #others)
  end)

  it("that systemd does not start raises", function()
    refuses("EINVAL", "mount:EPERM", read, "SystemCallFilter=read\n" ..
      "SystemCallFilter=~mount:EPERM\nSystemCallErrorNumber=EPERM")
    refuses("EINVAL", "reboot:kill", read,
      "SystemCallFilter=read\nSystemCallFilter=~reboot:kill")
    refuses("EINVAL", "adds write", read, "SystemCallFilter=read\n" ..
      "SystemCallFilter=~write:EPERM", {version = 257})
    refuses("EINVAL", "mount:ENOSYS", read,
      "SystemCallFilter=read\nSystemCallFilter=~mount:ENOSYS", {version = 257})
  end)

  -- All of these were held against `systemd-analyze verify` of 252.
  it("has words and numbers as systemd reads them", function()
    gives("SystemCallFilter=read \\ptrace w\\rite get\\pid \"sync\"", {
      ptrace = "allow", write = "allow", getpid = "allow",
      sync = "kill_process"})
    gives("SystemCallFilter=~read\\ write ptrace", {read = "allow",
      write = "allow", ptrace = "kill_process"})
    gives('SystemCallArchitectures=na"tive" x8\\6', {
      ["getpid@x86"] = "allow", ["getpid@x32"] = "kill_thread"})
    gives("SystemCallArchitectures=x86 \"x32", {
      ["getpid@x86"] = "allow", ["getpid@x32"] = "kill_thread"})
    for word, errno in pairs {eperm = "EPERM", EwouldBLOCK = "EAGAIN",
      ["+5"] = "EIO", ["0b11"] = "ESRCH", ["0B1"] = "EPERM",
      ["0o17"] = "ENOTBLK", ["0b+1"] = "EPERM", ["0x0F"] = "ENOTBLK",
      ["00001"] = "EPERM"} do
      gives("SystemCallFilter=~read\nSystemCallErrorNumber=" .. word,
        {read = ("errno(%s)"):format(errno)})
    end
    for _, word in ipairs {"08", "++1", "4096", "0x", "0b", "-1", "KILL",
      "18446744073709551617"} do
      gives("SystemCallFilter=~read:" .. word, {read = "allow"})
    end
    -- two ends of a line that differ are one
    gives("SystemCallFilter=read \\\n\rptrace", {ptrace = "allow"})
  end)

  it("that systemd does not load raises", function()
    refuses("EINVAL", "line 2 is not UTF-8", read,
      "SystemCallFilter=~ptrace\nSystemCallFilter=ptrace \xff")
    assert.equal("allow", read("# \xff\nSystemCallFilter=~ptrace").default)
    refuses("EINVAL", "line 3: the sections [Service] and [Socket]", read,
      "[Service]\nSystemCallFilter=read ptrace\n[Socket]\n" ..
      "SystemCallFilter=~ptrace")
  end)

  it("tells which commands run without filters", function()
    local _, report = read [[
      [Service]
      SystemCallFilter=~ptrace
      ExecStartPre=-+/bin/a
      ExecStart=/bin/b +x ; @+/bin/c
      ExecStop=!/bin/d +
      PermissionsStartOnly=true]]
    local lines = {}
    for _, entry in ipairs(report) do
      if entry.id == "without-filter" then
        lines[#lines + 1] = entry.message:match "^line (%d+): "
      end
    end
    assert.same({"3", "4", "6"}, lines)
  end)

  -- Of a version that was not read, neither neighbour may be taken: the next
  -- later one's groups have more calls to deny.
  it("permits what a version may that is not known", function()
    if spoilt() then return end
    for version, action in pairs {[252] = "allow", [255] = "allow",
      [257] = "kill_process"} do
      gives("SystemCallFilter=~@default", {seccomp = action},
        {version = version})
    end
    for version, action in pairs {[252] = "kill_process", [255] = "allow",
      [257] = "allow"} do
      gives("SystemCallFilter=@default", {seccomp = action, write = action},
        {version = version})
    end
    local function found(version)
      local _, report = read("SystemCallFilter=~@default", {version = version})
      local set = ids(report)
      return set["version-between"] ~= nil, set["version-newer"] ~= nil
    end
    assert.same({false, false}, {found(257)})
    assert.same({true, false}, {found(256)})
    assert.same({false, true}, {found(258)})
  end)

  it("goes on behind a backslash, as systemd has it", function()
    gives("SystemCallFilter=read \\\r\n write\n", {write = "allow"})
    gives("  SystemCallFilter =  ~read\\\n write  ", {write = "kill_process",
      read = "kill_process"})
    gives("SystemCallFilter=~read\\", {read = "kill_process"})
    gives("SystemCallFilter=~read\\\\\nSystemCallFilter=~write", {
      read = "allow", write = "kill_process"})
  end)

  it("that is not meant well takes no time", function()
    local began = os.clock()
    for _, text in ipairs {("\\\n"):rep(3e5), (" "):rep(1e6) .. "x",
      "x" .. (" "):rep(1e6) .. "=", ("\\"):rep(1e6) .. "x"} do
      assert.equal("allow", read("SystemCallFilter=~\n" .. text).default)
    end
    refuses("E2BIG", "200000", read, "SystemCallFilter=~" ..
      ("@known "):rep(5e5))
    refuses("EFBIG", "bytes", read, ("x"):rep(5e6))
    local _, report = read("SystemCallFilter=~" .. ("xyz "):rep(1e4))
    assert.equal(501, #report)
    assert.equal("more", report[501].id)
    assert.is_true(os.clock() - began < 5 * support.slower)
  end)

  it("that is none raises", function()
    refuses("EINVAL", "no SystemCallFilter=", read, "[Service]\nUser=x\n")
    refuses("EINVAL", "line 1: [Service is not", read, "[Service\n")
    refuses("EINVAL", "NUL", read, "SystemCallFilter=~read\0")
    refuses("EINVAL", "systemd 12 is not known", read, "SystemCallFilter=~read",
      {version = 12})
    refuses("EINVAL", "on mips is not known", read, "SystemCallFilter=~read",
      {arch = "mips"})
    refuses("EINVAL", 'did you mean "arch"', read, "SystemCallFilter=~read",
      {arhc = "x"})
    local err = refuses("EINVAL", "line 1", read, "[\27[31m\n")
    assert.is_nil(err.message:find "\27")
  end)
end)

describe("a policy as a unit", function()
  -- Only calls of arches that the machine cannot run may get more.
  local function returns(policy, options)
    options = options or {version = 252}
    options.arch = options.arch or "amd64"
    local text, report = policy:export("systemd", options)
    local back = format.import(text, "systemd", {version = options.version,
      arch = options.arch})
    for _, arch in ipairs(back.arches) do
      assert.same({}, policy:compare(back, {on = arch}).groups, text)
    end
    return text, ids(report), back
  end

  local function policy(spec)
    spec.arches = spec.arches or {"amd64", "x86", "x32"}
    return policies.new(spec)
  end

  it("reads back with the same meaning", function()
    local rules = {{"read", "write", "execve", "socket", "accept",
      action = "allow"}, {"mount", "stat64", action = "errno(EACCES)"},
      {"reboot", action = "kill_process"}, {"getpid", action = "log"},
      {"sync", action = "errno(0)"}}
    for _, default in ipairs {"errno(EPERM)", "errno(38)", "allow", "log"} do
      returns(policy {default = default, rules = rules})
      rules[2][2] = "umount2"
      returns(policy {default = default, rules = rules, arches = {"amd64"},
        bad_arch = "kill_thread"})
    end
    table.remove(rules, 3)
    returns(policy {default = "kill_process", rules = rules})
    returns(policies.new {default = "errno(EPERM)", arches = {"arm64"},
      bad_arch = "kill_thread", rules = {{"openat", action = "allow"}}},
      {version = 252, arch = "arm64"})
  end)

  it("has not the @default that the policy has not", function()
    local text, report, back = returns(policy {default = "errno(EPERM)",
      rules = {{"execve", "read", action = "allow"}}})
    assert.truthy(text:find("SystemCallFilter=~@default\n" ..
      "SystemCallFilter=execve read\n", 1, true))
    assert.equal("errno(EPERM)", tostring(back:compile():simulate {
      syscall = "getpid", arch = "amd64"}))
    assert.is_nil(report["cannot-start"])
  end)

  it("that permits more raises with a witness, but for loose", function()
    if spoilt() then return end
    local p = policy {default = "errno(EPERM)", arches = {"amd64"}, rules = {
      {"execve", action = "allow"},
      {"ioctl", action = "allow", when = {{1, "==", 0x5401}}}}}
    local err = refuses("EREFUTED", "no conditions on arguments", p.export, p,
      "systemd", {version = 252, arch = "amd64"})
    assert.equal("ioctl", err.witness.syscall)
    assert.equal("errno(EPERM)", tostring(p:compile():simulate(err.witness)))
    local text, report = p:export("systemd", {version = 252, loose = true,
      arch = "amd64"})
    report = ids(report)
    assert.equal("warning", report.looser.severity)
    assert.is_table(report.looser.witness)
    assert.equal("allow", tostring(format.import(text, "systemd",
      {version = 252, arch = "amd64"}):compile():simulate {arch = "amd64",
        syscall = "ioctl", arg1 = 1}))

    -- each in its own way
    p = policy {default = "errno(EPERM)", rules = {{"read", action = "allow"}}}
    refuses("EREFUTED", "lets each service write", p.export, p, "systemd",
      {version = 257, arch = "amd64"})
    p = policy {default = "kill_process", rules = {{"write",
      action = "allow"}}}
    refuses("EREFUTED", "@known", p.export, p, "systemd",
      {version = 257, arch = "amd64"})
    p = policy {default = "kill_process", arches = {"x86"}, rules = {{"read",
      action = "allow"}}}
    refuses("EREFUTED", "never kept out", p.export, p, "systemd", {
      version = 252, arch = "amd64"})
    p = policy {default = "allow", rules = {{"semop", "uname",
      action = "errno(EPERM)"}}}
    refuses("EREFUTED", "ipc's first argument", p.export, p, "systemd",
      {version = 252, arch = "amd64"})
    p = policy {default = "allow", arches = {"amd64"}, rules = {{{700, 800},
      action = "errno(EPERM)"}}}
    refuses("EREFUTED", "no numbers", p.export, p, "systemd",
      {version = 252, arch = "amd64"})
    p = policy {default = "errno(EPERM)", rules = {{"read", action = "allow",
      arches = {"amd64"}}}}
    refuses("EREFUTED", "the call of each arch", p.export, p, "systemd",
      {version = 252, arch = "amd64"})
  end)

  it("names calls that an arch has through socketcall and ipc alone",
    function()
    local p = policies.new {default = "errno(EPERM)", arches = {"x86"},
      rules = {{"accept", "msgget", "read", action = "allow"}}}
    local text = p:export("systemd", {version = 252, arch = "x86"})
    assert.truthy(text:find("SystemCallFilter=accept msgget read\n", 1, true),
      text)
  end)

  it("that permits less is told of", function()
    local p = policy {default = "errno(EPERM)", rules = {
      {"execve", "semop", action = "allow"}, {"mount", action = "kill_thread"},
      {{700, 800}, action = "allow", arches = {"amd64"}}}}
    local _, report = p:export("systemd", {version = 252, arch = "amd64"})
    local texts = {}
    for i, entry in ipairs(report) do texts[i] = entry.message end
    local text = table.concat(texts, "\n")
    assert.truthy(text:find("permits less: ipc on x86", 1, true), text)
    assert.truthy(text:find("mount on amd64, x32, x86: kill_process and not " ..
      "kill_thread", 1, true), text)
    assert.truthy(text:find("700 to 800", 1, true), text)
  end)

  it("that systemd cannot say raises", function()
    for action, code in pairs {trap = "EUNSAYABLE", trace = "EUNSAYABLE",
      notify = "EUNSAYABLE"} do
      local p = policy {default = "allow", rules = {{"read",
        action = action}}}
      refuses(code, "systemd cannot say " .. action, p.export, p, "systemd",
        {arch = "amd64"})
    end
    local p = policy {default = "errno(0)", rules = {}}
    refuses("EUNSAYABLE", "1 to 4095", p.export, p, "systemd",
      {arch = "amd64"})
    p = policies.new {default = "allow", arches = {"amd64", "arm64"},
      rules = {}}
    refuses("EUNSAYABLE", "other arches", p.export, p, "systemd",
      {arch = "amd64"})
    p = policies.new {default = "allow", arches = {"mips"}, rules = {}}
    refuses("EINVAL", "on mips is not known", p.export, p, "systemd")
  end)

  it("that does not start is told of", function()
    local _, report = policy {default = "errno(EPERM)", rules = {{"read",
      action = "allow"}}}:export("systemd", {version = 252, arch = "amd64"})
    assert.equal("error", ids(report)["cannot-start"].severity)
  end)

  it("is the same for random policies", function()
    local names = {"read", "write", "socket", "accept", "ipc", "stat64", "vm86",
      "mount", "getpid", "mmap", "mmap2", "fork", "setuid32", "socketcall"}
    local actions = {"allow", "errno(EPERM)", "errno(13)", "kill_process",
      "log", "errno(0)"}
    math.randomseed(252)
    for _ = 1, 20 do
      local rules = {{"execve", action = "allow"}}
      for i = 2, 8 do
        rules[i] = {names[math.random(#names)], names[math.random(#names)],
          action = actions[math.random(#actions)], optional = true}
      end
      local p = policies.new {default = actions[math.random(5)],
        arches = math.random(2) == 1 and {"amd64"} or {"amd64", "x86"},
        bad_arch = "kill_thread", rules = rules}
      local text = p:export("systemd", {version = 252, arch = "amd64"})
      local back = format.import(text, "systemd", {version = 252,
        arch = "amd64"})
      assert.is_true((back:compile {prove = false}:permits_at_most(
        p:compile {prove = false})), text)
    end
  end)
end)

it("the native arch has units", function()
  if seccomp.native_arch() ~= "amd64" then pending "another arch" return end
  assert.same({"amd64", "x86", "x32"},
    format.import("SystemCallFilter=~uname", "systemd").arches)
end)
