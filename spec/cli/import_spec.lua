-- SPDX-License-Identifier: MIT
-- `lua-seccomp import` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local run, gives, fails, json, keys, has =
  cli.run, cli.gives, cli.fails, cli.json, cli.keys, cli.has

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
    ]], "-", "import", "profile.json"}, {cwd = cli.directory})
    assert.equal(0, child.code, child.stderr)
  end)

  it("takes capabilities by a word, and says which were used", function()
    support.spew(cli.directory .. "/caps.json", [[{
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
      support.spew(cli.directory .. "/other", text)
      local child = run {"import", "other"}
      assert.equal(2, child.code)
      assert.truthy(child.stderr:find("looks like " .. what, 1, true),
        child.stderr)
      assert.equal(what == "a systemd unit file", child.stderr:find(
        "import --from systemd makes it a policy", 1, true) ~= nil)
    end
  end)
end)
