-- SPDX-License-Identifier: MIT
-- How the prompt of `lua-seccomp repl` shows values of each kind, and runs a
-- chunk; spec/repl_spec.lua has the prompt itself.
local command = require "spec.command"
local repl = require "seccomp.cli.repl.prompt"
local seccomp = require "seccomp"
local show = require "seccomp.cli.repl.values"

local function has(text, part)
  assert.truthy(text:find(part, 1, true), part .. " is not in:\n" .. text)
end

describe("each kind of value", function()
  local function shows(cases)
    for i = 1, #cases, 2 do
      assert.equal(cases[i], show.value(cases[i + 1]))
    end
  end

  it("has numbers in hex where that tells more", function()
    shows {"255", 255, "256 (0x100)", 256, "-4095", -4095,
      "-4096 (0xfffffffffffff000)", -4096, "1.5", 1.5, "300.0", 300.0,
      "{ 1, 256 (0x100) }", {1, 256}}
  end)

  it("has strings as they are, if they are lines, or as Lua has them",
    function()
    shows {"a\nb", "a\nb\n", "a\nb\n", "a\nb\n\n", '"a"', "a",
      '"a\\n\\27b"', "a\n\27b", '{ "a\\nb" }', {"a\nb"}, "true", true}
  end)

  it("has tables in the order of their keys, in one line or in several",
    function()
    local deep = {}
    for _ = 1, 4 do deep = {deep} end
    shows {"{ [-1] = 0, 1, 2, [4] = 4, [10] = 10, [false] = 5, a = 6, b = 7 }",
      {[10] = 10, [4] = 4, 1, 2, [-1] = 0, a = 6, b = 7, [false] = 5},
      "{ { { { {…} } } } }", deep, "{ [\"1a\"] = 1, _c1 = 3, [\"a-b\"] = 2 }",
      {["1a"] = 1, ["a-b"] = 2, _c1 = 3}}
    -- with quotes it takes 59 columns, and 60
    local fits, over = ("x"):rep(57), ("x"):rep(58)
    shows {'{ "' .. fits .. '" }', {fits}, '{\n  "' .. over .. '"\n}', {over},
      '{\n  {\n    "' .. over .. '"\n  }\n}', {{over}}}
    local list = {}
    for i = 1, 40 do list[i] = 0 end
    assert.is_nil(show.value(list):find "…")
    list[41] = 0
    assert.equal("{\n  " .. ("0,\n  "):rep(40) .. "…\n}",
      (show.value(list):gsub("^{ ", "{\n  "):gsub(" }$", "\n}")
        :gsub(", ", ",\n  ")))
  end)

  it("has sets by what is in them, and what is not", function()
    shows {"a b", {"a", "b", a = true, b = true},
      "a b  (not: c)", {"a", "b", a = true, b = true, c = false},
      "a  (not: c d e)", {"a", a = true, c = false, e = false, d = false},
      '{ "a", a = 1 }', {"a", a = 1}}
  end)

  it("has witnesses, rules and findings in a line each", function()
    local witness = {arch = "amd64", syscall = "read", expected = "allow",
      actual = "log"}
    local line = "amd64 read()  expected allow  actual log"
    shows {line, witness, line .. "\n" .. line, {witness, witness},
      "warning a: b\\nc", {id = "a", severity = "warning", message = "b\nc"},
      "note a rule 3: b", {id = "a", severity = "note", message = "b",
        rule = 3},
      -- not all of a kind, or more than a list
      "{ " .. line .. ", 5 }", {witness, 5},
      "{ " .. line .. ", x = 1 }", {witness, x = 1},
      '{ arch = "amd64", syscall = "read" }', {arch = "amd64",
        syscall = "read"},
      '{ id = "a", severity = "note" }', {id = "a", severity = "note"}}
    local rules = seccomp.filter("allow", {arches = {"amd64"}})
      :add_rule("mkdir", "trap"):add_rule("socket", "log", {0, "==", 1},
        {1, "masked_eq", 0xf, 1}):rules()
    assert.equal("mkdir                trap\nsocket               log  when " ..
      "domain:64 == AF_UNIX and type:64 & 0xf == SOCK_STREAM",
      show.value(rules))
  end)

  it("is cut behind forty lines", function()
    local filter = seccomp.filter("allow", {arches = {"amd64"}})
    for i = 1, 40 do filter:add_rule("mkdir", "errno(EPERM)", {0, "==", i}) end
    assert.is_nil(show.value(filter):find "more")
    filter:add_rule("mkdir", "errno(EPERM)", {0, "==", 41})
    has(show.value(filter), "\n  … 1 more: f:rules()")
    local policy = {default = "allow", arches = {"amd64"}, rules = {}}
    for i = 1, 34 do
      policy.rules[i] = {"kill", action = "errno(" .. i .. ")",
        when = {{1, "==", i}}}
    end
    local program = require "seccomp.policy".new(policy):compile()
    has(show.value(program), " more: p:policy()")
    has(show.value(seccomp.stack {program}), " more: s:policy()")
    -- one that is no policy has instructions
    local bare = seccomp.program(string.pack("<I2BBI4I2BBI4I2BBI4I2BBI4",
      0x20, 0, 0, 0, 0x15, 0, 1, 0, 6, 0, 0, 0x7fff0000, 6, 0, 0, 0))
    has(show.value(bare), "\n  0: ld [0]")
    assert.equal(tostring(seccomp.stack {bare}),
      show.value(seccomp.stack {bare}))
  end)

  it("has colour where it is painted", function()
    local function paint(text, style) return style .. "<" .. text .. ">" end
    assert.equal('green<"a">', show.value("a", paint))
    assert.equal("cyan<errno(EPERM)>",
      show.value(seccomp.action "errno", paint))
    assert.equal("yellow<note a>: b", show.value({id = "a", severity = "note",
      message = "b"}, paint))
    assert.equal("bold<seccomp.filter (default allow, 0 rules, amd64)>",
      show.value(seccomp.filter("allow", {arches = {"amd64"}}), paint))
    assert.equal("amd64 read()  left cyan<allow>  right cyan<log>",
      show.value({arch = "amd64", syscall = "read", left = "allow",
        right = "log"}, paint))
  end)
end)

describe("a chunk", function()
  local env = repl.environment()

  -- Whether it went well, and what it wrote.
  local function runs(text)
    local function paint(words, style)
      return style and "<" .. words .. ">" or words
    end
    local results, out, err = command.gathered(repl.evaluate, text, env,
      {paint = paint, paint_error = paint})
    return results[1], out, err
  end

  it("is an expression, whose values are shown, or statements", function()
    assert.same({true, "3\n", ""}, {runs "1 + 2"})
    assert.same({true, "1\nnil\n<\"x\">\n", ""}, {runs "1, nil, 'x'"})
    assert.same({true, "1\n", ""}, {runs "_"})
    assert.same({true, "", ""}, {runs "x = 5"})
    -- no value is no new one
    assert.same({true, "1\n", ""}, {runs "_"})
    assert.same({true, "5\n", ""}, {runs "return x"})
    assert.is_nil(rawget(_G, "x"))
  end)

  it("that fails says so on standard error", function()
    assert.same({false, "", "<boom>\n"}, {runs "error('boom', 0)"})
    assert.same({false, "", "<a\\027b>\n"}, {runs "error('a\\27b', 0)"})
    local fine, out, err = runs "x = = 1"
    assert.is_false(fine)
    assert.equal("", out)
    has(err, "unexpected symbol")
    fine, out, err = runs "filter 'allowed'"
    assert.same({false, ""}, {fine, out})
    has(err, '<filter: unknown action "allowed"')
    -- what could not be written ends it
    assert.has_error(function()
      runs "error({usage = 'full', unwritten = true}, 0)"
    end)
  end)
end)
