-- SPDX-License-Identifier: MIT
-- `lua-seccomp simulate --arch x86 FILE read` told what becomes of the amd64
-- call, with status 0, for --arch was about profiles (JSON), and left unread
-- where FILE was a policy or a program; a profile that was read for arm64 was
-- asked about an amd64 call. `compile --arch x86 FILE` compiled for amd64. Now
-- --arch is the arch of the call, too, and options for profiles are an error
-- where there is no profile. `show --json` said that a condition on an argument
-- by name is 64 bits wide, whatever the argument is.
local command = require "spec.command"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, has = cli.gives, cli.fails, cli.json, cli.has

local PROFILE = [[{"defaultAction": "SCMP_ACT_ALLOW",
  "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ERRNO"}]}]]

it("the call is of the arch that was named", function()
  for _, file in ipairs {"mild.lua", "program.bpf"} do
    has(gives(1, "simulate --arch x86 " .. file .. " openat"),
      "  x86 openat(")
  end
  has(gives(1, "simulate --dialect crun --arch arm64 - read",
    {stdin = PROFILE}), "errno(EPERM)  arm64 read(")
  has(gives(1, "simulate --dialect crun --arch arm64 --on amd64 - read",
    {stdin = PROFILE}), "kill_thread  amd64 read(")
end)

it("options for profiles need one", function()
  for _, words in ipairs {"show", "lint", "compile -f asm", "tidy",
    "verify"} do
    for _, option in ipairs {"--arch x86", "--dialect runc", "--caps all",
      "--kernel 6.1", "--no-check"} do
      fails(words .. " " .. option .. " mild.lua",
        option:match "^%S+" .. " says how a profile (JSON) is read, and " ..
        "mild.lua is not one: ")
    end
  end
  fails("simulate --caps all mild.lua read", "mild.lua is not one: ")
  fails("export --kernel 6.1 mild.lua", "mild.lua is not one: ")
  fails("show --dialect runc program.bpf", "program.bpf is not one: ")
  fails("diff --dialect runc mild.lua program.bpf", "program.bpf is not one: ")
  fails("run --caps mine mild.lua -- true", "mild.lua is not one: ")
end)

it("one of two files is enough", function()
  for _, files in ipairs {"mild.lua -", "- program.bpf"} do
    gives(1, "diff --dialect crun --arch amd64 " .. files, {stdin = PROFILE})
  end
end)

it("an argument by name has its own width in JSON", function()
  local answer = json(0, "show --json -", {stdin = [[return {
    default = "allow", rules = {{"socket", action = "errno(EPERM)", when = {
      {"domain", "==", "AF_UNIX"}, {0, "!=", 3},
      {"type", "==", 1, width = 64}}}}}]]})
  if not answer then return end
  local when = answer.policy.rules[1].when
  assert.same({"domain", nil}, {when[1].arg, when[1].width})
  assert.equal(64, when[2].width)
  assert.equal(64, when[3].width)
end)
