-- SPDX-License-Identifier: MIT
-- What crun and runc do themselves under a container's filter: told of, added,
-- and tried with the ones that are installed.
local installed = require "seccomp.kernel.installed"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"
local startup = require "seccomp.oci.startup"
local support = require "spec.support"

local function small(more)
  local spec = {default = "errno(EPERM)", bad_arch = "kill_thread",
    arches = {"amd64", "x86", "x32"}, rules = {{"exit", action = "allow"}}}
  for key, value in pairs(more or {}) do spec[key] = value end
  return policies.new(spec)
end

local function of_id(report, id)
  local found = {}
  for _, entry in ipairs(report) do
    if entry.id == id then found[#found + 1] = entry end
  end
  return found
end

describe("a profile", function()
  it("of a policy that denies what runtimes do is told of", function()
    local _, report = small():export "oci"
    local told = of_id(report, "runtime-calls")
    assert.equal(2, #told)
    assert.equal("warning", told[1].severity)
    assert.truthy(told[1].message:find("crun 1.8.1 makes these calls", 1, true))
    assert.truthy(told[1].message:find(
      "(--with-runtime) adds them: capset, close", 1, true))
    assert.truthy(told[2].message:find("runc 1.1.5", 1, true))
    _, report = small():export("oci", {dialect = "podman",
      no_new_privs = true})
    told = of_id(report, "runtime-calls")
    assert.equal(1, #told)
    assert.same({"close", "execve"}, told[1].syscalls)
    _, report = small {rules = {{"close", "execve", action = "allow"}}}
      :export("oci", {dialect = "crun", no_new_privs = true})
    assert.same({}, of_id(report, "runtime-calls"))
    _, report = small {default = "allow", rules = {}}:export "oci"
    assert.same({}, of_id(report, "runtime-calls"))
    -- no loss of the export itself
    assert.same({}, (select(2, oci.export(small()))))
  end)

  it("has them untold where that takes too long to find out", function()
    local comparison = require "seccomp.policy.comparison"
    local own_calls = require "seccomp.oci.own_calls"
    local _ <close> = setmetatable({comparison.compare}, {
      __close = function(was) comparison.compare = was[1] end})
    local function add(code)
      function comparison.compare() error({code = code}, 0) end
      local report = {}
      return own_calls.add(small(), {"crun"}, true, true, report), report
    end
    local policy, report = add "EUNDECIDED"
    assert.same({}, report)
    assert.equal("allow", tostring(policy:compile():simulate {
      syscall = "execve", arch = "amd64"}))
    local ok, err = pcall(add, "ENOMEM")
    assert.is_false(ok)
    assert.equal("ENOMEM", err.code)
  end)

  it("has them with with_runtime, at the end of the rules", function()
    for _, runtime in ipairs {"crun", "runc"} do
      local text, report = oci.export(small {unknown = "errno(ENOSYS)"}, {
        dialect = runtime == "runc" and "runc" or nil, with_runtime = runtime})
      local told = of_id(report, "runtime-calls")
      assert.equal("note", told[1].severity)
      local program = oci.import(text, {dialect = "runc", arch = "amd64",
        check = false}):compile()
      for name in startup[runtime].privileged:gmatch "%S+" do
        assert.equal("allow", tostring(program:simulate {arch = "amd64",
          syscall = name}), name)
      end
      assert.not_equal("allow", tostring(program:simulate {arch = "amd64",
        syscall = "mount"}))
    end
    local _, report = small():export("oci", {with_runtime = true})
    assert.equal(2, #of_id(report, "runtime-calls"))
  end)

  -- nothing was added there, and nothing said
  it("has them for a runtime of the arch that was named", function()
    for _, arch in ipairs {"x86", "arm", "amd64", "arm64"} do
      local p = small {arches = {arch}}
      local text, report = oci.export(p, {dialect = "crun", arch = arch,
        with_runtime = "crun"})
      assert.equal(1, #of_id(report, "runtime-calls"), arch)
      assert.truthy(text:find('"setresuid', 1, true))
      local _, told = p:export("oci", {dialect = "crun", arch = arch})
      assert.equal("warning", of_id(told, "runtime-calls")[1].severity)
    end
  end)

  it("keeps what rules deny of them, and says so", function()
    local p = small {arches = {"amd64"}, rules = {
      {"setresuid", action = "errno(EACCES)"}, {"write",
      action = "errno(EACCES)", when = {{"fd", "==", 2}}}}}
    local text, report = oci.export(p, {dialect = "crun",
      with_runtime = "crun", arch = "amd64"})
    local denied = of_id(report, "runtime-denied")
    assert.equal(1, #denied)
    assert.same({"setresuid", "write"}, denied[1].syscalls)
    assert.equal("warning", denied[1].severity)
    assert.matches("^rules deny calls, or some of them, that crun [%d.]+ " ..
      "makes itself .* may not start: setresuid, write$", denied[1].message)
    local program = oci.import(text, {dialect = "crun", arch = "amd64"})
      :compile()
    local function action(call, arg0)
      return tostring((program:simulate {arch = "amd64", syscall = call,
        arg0 = arg0}))
    end
    assert.equal("errno(EACCES)", action "setresuid")
    assert.equal("errno(EACCES)", action("write", 2))
    assert.equal("allow", action("write", 1))
  end)

  it("refuses options that are none", function()
    for options, text in pairs {
      [{with_runtime = "docker"}] = '"crun" or "runc"',
      [{no_new_privs = 1}] = "true or false"} do
      local ok, err = pcall(oci.export, small(), options)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(text, 1, true), err.message)
    end
  end)
end)

-- A container that only ends, by a program without a libc.
local START = [[
.globl _start
_start: mov $60, %eax
 xor %edi, %edi
 syscall
]]

local CONFIG = [[{"ociVersion": "1.0.2", "process": {"terminal": false,
  "user": {"uid": 1000, "gid": 1000}, "args": ["true"], "env": ["PATH=/"],
  "cwd": "/", "noNewPrivileges": %s, "capabilities": {"bounding":
  ["CAP_CHOWN"], "effective": ["CAP_CHOWN"], "permitted": ["CAP_CHOWN"]}},
  "root": {"path": "rootfs"}, "hostname": "x", "mounts": [{"destination":
  "/proc", "type": "proc", "source": "proc"}], "linux": {"namespaces":
  [{"type": "mount"}, {"type": "pid"}, {"type": "ipc"}, {"type": "uts"}],
  "seccomp": %s}}]]

-- A mount namespace in which cgroups are as each runtime can have them here.
local PREPARE = {
  crun = "umount -R /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup;",
  runc = "",
}
local COMMAND = {crun = "crun --cgroup-manager=disabled", runc = "runc"}

describe("a container under a minimal policy", function()
  local directory
  setup(function() directory = support.directory() end)
  teardown(function() support.remove(directory) end)

  local function start(runtime, config)
    support.command({"sh", "-c", "rm -rf b root; mkdir -p b/rootfs/proc " ..
      "b/rootfs/dev root; cp true b/rootfs"}, {cwd = directory})
    support.spew(directory .. "/b/config.json", config)
    return support.command({"unshare", "-m", "sh", "-c",
      PREPARE[runtime] .. "exec " .. COMMAND[runtime] .. " --root " ..
      directory .. "/root run " .. directory:gsub("%W", "")},
      {cwd = directory .. "/b", timeout = 60})
  end

  for _, runtime in ipairs {"crun", "runc"} do
    it("starts by " .. runtime, function()
      if installed.version(runtime) ~= startup[runtime].version or
          not support.has_command "unshare" or
          require("seccomp").native_arch() ~= "amd64" then
        pending(runtime .. " " .. startup[runtime].version .. " is not here")
        return
      end
      support.spew(directory .. "/true.s", START)
      local made = support.command({"cc", "-nostdlib", "-static", "-o", "true",
        "true.s"}, {cwd = directory})
      assert.equal(0, made.code, support.describe(made))
      local free = start(runtime, CONFIG:format("true",
        '{"defaultAction": "SCMP_ACT_ALLOW"}'))
      if free.code ~= 0 then
        pending(runtime .. " starts no containers here")
        return
      end
      for _, no_new_privs in ipairs {true, false} do
        local options = {dialect = runtime, with_runtime = runtime,
          no_new_privs = no_new_privs}
        local text = oci.export(small {default = "kill_process",
          unknown = runtime == "runc" and "errno(ENOSYS)" or nil}, options)
        local child = start(runtime, CONFIG:format(no_new_privs, text))
        assert.equal(0, child.code, support.describe(child))
        options.with_runtime = nil
        text = oci.export(small {default = "kill_process",
          unknown = runtime == "runc" and "errno(ENOSYS)" or nil}, options)
        child = start(runtime, CONFIG:format(no_new_privs, text))
        assert.not_equal(0, child.code)
      end
    end)
  end
end)
