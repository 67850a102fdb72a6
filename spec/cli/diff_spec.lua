-- SPDX-License-Identifier: MIT
-- `lua-seccomp diff` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, keys, has =
  cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp diff", function()
  it("tells equal, stricter, looser and different", function()
    has(gives(0, "diff mild.lua mild.lua"), "equal on every call")
    local text = gives(1, "diff mild.lua stricter.lua")
    has(text, "stricter.lua is stricter", "amd64\n",
      "  stricter allow → errno(EACCES)  linkat")
    has(gives(1, "diff stricter.lua mild.lua"), "mild.lua is looser",
      "  looser   errno(EACCES) → allow  linkat")
    support.spew(cli.directory .. "/other.lua",
      "return { default = 'allow', arches = { 'amd64' }, " ..
      "rules = { { 'link', action = 'trap' } } }")
    has(gives(1, "diff mild.lua other.lua"),
      "stricter on some calls, looser on others")
    support.spew(cli.directory .. "/alike.lua", ([[return {
      default = 'allow', arches = { 'amd64' },
      rules = { { 'mkdir', action = 'errno(EACCES)' } } }]]))
    has(gives(1, "diff program.bpf alike.lua"),
      "alike.lua is stricter on some calls, different on others\n")
    -- one errno for another, and something stricter, or looser
    support.spew(cli.directory .. "/worse.lua", ([[return {
      default = 'allow', arches = { 'amd64' }, bad_arch = 'kill_thread',
      rules = { { 'mkdir', action = 'errno(EACCES)' },
        { 'link', action = 'trap' } } }]]))
    has(gives(1, "diff worse.lua program.bpf"),
      "program.bpf is looser on some calls, different on others\n")
    support.spew(cli.directory .. "/other_errno.lua", ([[return {
      default = 'allow', arches = { 'amd64' }, bad_arch = 'kill_thread',
      rules = { { 'mkdir', action = 'errno(EACCES)' } } }]]))
    has(gives(1, "diff program.bpf other_errno.lua"),
      "other_errno.lua is different on others\n")
  end)

  it("has the status that is asked for", function()
    gives(1, "diff --fail-on stricter mild.lua stricter.lua")
    gives(0, "diff --fail-on looser mild.lua stricter.lua")
    gives(1, "diff --fail-on looser stricter.lua mild.lua")
    gives(0, "diff --fail-on stricter stricter.lua mild.lua")
    -- of traces with other data nobody knows
    support.spew(cli.directory .. "/one.lua", "return {default = 'trace(1)'}")
    support.spew(cli.directory .. "/two.lua", "return {default = 'trace(2)'}")
    gives(1, "diff --fail-on looser one.lua two.lua")
    gives(1, "diff --fail-on stricter one.lua two.lua")
  end)

  it("looks at one arch alone", function()
    has(gives(1, "diff --on amd64 mild.lua stricter.lua"), "linkat")
    gives(0, "diff --on arm64 mild.lua stricter.lua")
    fails("diff --on amd65 mild.lua stricter.lua", 'did you mean "amd64"')
  end)

  it("writes Markdown", function()
    local text = gives(1, "diff --format markdown stricter.lua mild.lua")
    has(text, "| arches | change | from | to | calls |",
      "| amd64 | **looser** | errno(EACCES) | allow | linkat |")
    assert.is_nil(text:find("mild.lua is looser", 1, true))
  end)

  it("compares policies, profiles and programs alike", function()
    gives(0, "compile mild.lua -o mild.bpf")
    has(gives(0, "diff mild.lua mild.bpf"), "equal")
    has(gives(0, "diff - profile.json --dialect podman",
      {stdin = command.files["profile.json"]}), "equal")
  end)

  it("shows calls, and counts what is left out", function()
    local text = gives(1, "diff --witnesses mild.lua stricter.lua")
    has(text, "amd64 linkat()", "left allow, right errno(EACCES)")
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
    assert.equal("linkat", answer.witnesses[1].syscall)
    assert.same({"linkat"}, answer.groups[1].syscalls)
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
