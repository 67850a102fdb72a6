-- SPDX-License-Identifier: MIT
-- `lua-seccomp compile` as a shell sees it: what it does, what it says of
-- bad input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, has = cli.gives, cli.fails, cli.has

describe("lua-seccomp compile", function()
  it("writes bytes that do what the policy says", function()
    gives(0, "compile list.lua -o list.bpf")
    local bytes = support.slurp(cli.directory .. "/list.bpf")
    assert.equal(0, #bytes % 8)
    assert.equal(bytes, (gives(0, "compile list.lua")))
    assert.equal(bytes, (gives(0, "compile --no-prove list.lua")))
    gives(0, "verify list.lua list.bpf")
  end)

  it("writes an array that a C compiler takes", function()
    local text = gives(0, "compile -f c mild.lua")
    has(text, "static const struct sock_filter filter[]")
    if not support.has_command "cc" then return end
    support.spew(cli.directory .. "/filter.c", "#include <linux/filter.h>\n" ..
      text .. "int main(void) { return filter[0].code == 0x20 ? 0 : 1; }\n")
    local child = support.command("cc -Wall -Wextra -Werror -o filter " ..
      "filter.c && ./filter", {cwd = cli.directory})
    if child.code ~= 0 then error(support.describe(child)) end
    -- of a program too
    assert.equal(text, (gives(0, "compile -f c -", {
      stdin = (gives(0, "compile mild.lua"))})))
  end)

  it("writes text for people", function()
    has(gives(0, "compile -f asm mild.lua"), "return errno(EPERM)")
    has(gives(0, "compile -f pfc mild.lua"), "pseudo filter code start")
  end)

  it("tells how a profile was read, and what a format cannot say", function()
    local _, said = gives(0, "compile -f asm --dialect crun profile.json")
    has(said, "warning ignored-condition: ")
    _, said = gives(0, "compile -f oci -o own.json -", {stdin = "return " ..
      "{default = 'allow', rules = {{'mkdirat', action = 'errno(EPERM)'}}}"})
    has(said, "warning bad-arch: ")
  end)

  it("refuses bad input", function()
    fails("compile", "missing argument 'file'")
    fails("compile -f elf mild.lua", "must be one of 'asm', 'bpf'")
    fails("compile -f pfc program.bpf", "a policy or profile is needed")
    fails("compile wrong.lua", "opennat")
    fails("compile mild.lua -o /no/such/file", "cannot write /no/such/file")
  end)
end)
