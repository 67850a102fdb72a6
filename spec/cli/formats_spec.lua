-- SPDX-License-Identifier: MIT
-- Formats, as the commands read and write them.
local command = require "spec.command"
local here = require "spec.here"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, has = cli.gives, cli.fails, cli.has

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
      assert.equal(support.slurp(cli.directory .. "/form"),
        (gives(0, {"compile", "-f", name, "list.lua"})))
    end
    -- a program has forms, too
    has(gives(0, "compile -f c program.bpf"), "struct sock_filter")
    fails("import --from asm list.lua",
      "must be one of 'bpf', 'c', 'oci', 'systemd'")
    fails("export --to bfp list.lua", "--to")
    fails("export --to c --for crun list.lua", "--for is for --to oci")
    fails("import --from c list.lua", "is not four numbers")
    fails("export --to systemd --set version list.lua", "name=value")
    fails("export --to systemd --set version=x list.lua", "a number")
    fails("export --to systemd --set loose=x list.lua", "true or false")
    fails("export --to c --set color=1 list.lua", "unknown option")
    fails("import --set arch=amd64 caps.json", "--set is not for --from oci")
  end)

  it("of systemd have their options by --set", function()
    if not here.little then
      return pending "libseccomp spoils long programs for amd64 here"
    end
    gives(0, {"export", "--to", "systemd", "--arch", "amd64", "--set",
      "version=252", "-o", "form", "-"}, {stdin = by_name})
    local text = gives(0, {"import", "--from", "systemd", "--arch",
      "amd64", "--set", "version=252", "form"})
    support.spew(cli.directory .. "/plain.lua", by_name)
    has(gives(0, "diff --on amd64 plain.lua -", {stdin = text}), "equal")
    fails("export --to systemd -", "loose = true", {stdin = held})
    has(gives(0, "export --to systemd --loose -", {stdin = held}), "ioctl")
    has(gives(0, "export --to systemd --set loose=true -", {stdin = held}),
      "ioctl")
    fails("export --to systemd --set loose=false -", "loose = true",
      {stdin = held})
  end)
end)
