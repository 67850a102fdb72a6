-- SPDX-License-Identifier: MIT
-- What the module said where a call of its own failed was often something else.
-- libseccomp calls each such failure ECANCELED, and looks at none when it
-- writes PFC: so a program "could not be generated", a PFC was cut short and
-- nobody said so, and a full disk was told as a profile that crun refuses.
-- Where no descriptor was left, attached.list advised to mount /proc, or left
-- processes out; a directory that could not be read was a list without formats;
-- and a descriptor that fcntl(2) was refused for was "not open". A policy file
-- took "more than two seconds" under a filter that refuses clock_gettime(2),
-- and receive(timeout) went round for ever where the kernel had no request
-- after all. spec/faults_spec.lua found them, and has the rest of their kind.
local support = require "spec.support"

local PRELUDE = [[
  local seccomp = require "seccomp"
  local policy = require "seccomp.policy"
  local function refuse(names, errno, ...)
    -- not every arch has open
    policy.new {default = "allow", rules = {{names[1], names[2],
      action = "errno(" .. errno .. ")", when = {...},
      optional = true}}}:load()
  end
  local function raises(code, words, fn, ...)
    local ok, err = pcall(fn, ...)
    assert(not ok, "nothing was raised, but " .. code)
    assert(type(err) == "table" and err.code == code, tostring(err))
    assert(err.message:find(words, 1, true), err.message)
  end
]]

describe("where a call of ours is refused,", function()
  local function says(name, code)
    it(name, function()
      if support.unwatched "calls" then
        pending(support.unwatched "calls")
        return
      end
      support.succeeds(PRELUDE .. code, {env = support.goes_on})
    end)
  end

  if not support.library_at_least(2, 6) then
    says("a program is not written, and why", [[
      local f = seccomp.filter "allow":add_rule("chdir", "kill")
      refuse({"write"}, "ENOSPC", {0, ">", 2})
      raises("ENOSPC", "No space left on device", f.program, f)
      raises("ENOSPC", "No space left on device", f.export_pfc, f)
    ]])

    says("a profile is not what is wrong", [[
      local oci = require "seccomp.oci"
      local text = '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [' ..
        '{"names": ["chdir"], "action": "SCMP_ACT_ERRNO"}]}'
      oci.import(text)
      refuse({"write"}, "ENOSPC", {0, ">", 2})
      raises("ENOSPC", "No space left on device", oci.import, text)
    ]])
  end

  says("processes are not left out", [[
    local attached = require "seccomp.attached"
    refuse({"openat", "open"}, "EMFILE")
    raises("EMFILE", "status cannot be read", attached.list)
    raises("EMFILE", "status cannot be read", attached.of, 1)
  ]])

  says("formats are not left out", [[
    local format = require "seccomp.format"
    assert(#format.list() > 3)
    refuse({"openat", "open"}, "EMFILE")
    raises("EMFILE", "the formats cannot be listed", format.list)
  ]])

  says("a descriptor is not called closed", [[
    refuse({"fcntl"}, "EPERM", {1, "==", 1}) -- F_GETFD
    assert(seccomp.spawn({"true"}, {stdout = 2}):wait().exited == 0)
    raises("EINVAL", "not a seccomp listener", seccomp.listener, 2)
  ]])

  says("a policy file is read without a clock", [[
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write "return {default = 'allow', rules = {{'read', action = 'trap'}}}"
    file:close()
    policy.load(path)
    refuse({"clock_gettime"}, "EPERM")
    assert(policy.load(path).default == "allow")
    os.remove(path)
  ]])

  says("receive comes back in time", [[
    local process = seccomp.spawn({"sh", "-c", "cd /"}, {listener = true,
      filter = seccomp.filter "allow":add_rule("chdir", "notify")})
    -- SECCOMP_IOCTL_NOTIF_RECV: there is something, and then there is not
    refuse({"ioctl"}, "ENOENT", {1, "masked_eq", 0xffff, 0x2100})
    local request, why = process.listener:receive(0.2)
    assert(request == nil and why == "timeout")
  ]])
end)
