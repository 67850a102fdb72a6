-- SPDX-License-Identifier: MIT
-- Lines at the prompt of `lua-seccomp repl` with a stand-in for lua-readline
-- and for who types; spec/repl_spec.lua has terminals.
local command = require "spec.command"
local repl = require "seccomp.cli.repl.prompt"
local file = require "seccomp.core.file"
local signals = require "seccomp.core.signals"
local terminal = require "seccomp.cli.terminal"

local completes -- what readline asks

-- Runs the prompt on a terminal where lines are typed: false is an interrupt,
-- and there is no line behind the last. Returns what is written, on standard
-- error too, and what was asked of readline and of signals.
local function typed(lines, args)
  local said, at = {}, 0
  local function note(...) said[#said + 1] = table.concat({...}, " ") end
  local function following()
    at = at + 1
    return lines[at]
  end
  local ended
  local readline = {
    set_options = function(options)
      assert.same({completion = true, keeplines = 1000,
        histfile = "~/.lua_seccomp_history"}, options)
    end,
    set_complete_function = function(fn) completes = fn end,
    set_completion_append_character = function(text) assert.equal("", text) end,
    readline = function(prompt)
      note("line", prompt)
      return following()
    end,
    handler_install = function(prompt, fn)
      note("handler", prompt)
      ended = fn
    end,
    handler_remove = function() note "removed" end,
    read_char = function() ended(following()) end,
    add_history = function(line) note("kept", line) end,
    save_history = function() note "saved" end,
  }
  local old = {signals.interrupts, signals.key}
  package.preload.readline = function() return readline end
  signals.interrupts = function()
    return function(what) note("interrupt", what or "stops") end
  end
  signals.key = function()
    if lines[at + 1] == false then
      at = at + 1
      return false
    end
    return true
  end
  args = args or {}
  args.execute, args.paint, args.paint_error = args.execute or {},
    function(text) return text end, function(text) return text end
  local results, out, err = command.gathered(function()
    terminal.is_terminal = function() return true end
    return repl.run(args)
  end)
  package.preload.readline, package.loaded.readline = nil, nil
  signals.interrupts, signals.key = table.unpack(old)
  return out, err, said, results[1]
end

local GREETING = "help() tells what there is; ctrl-D ends.\n"

describe("the prompt", function()
  it("reads lines, and more of them where a chunk is begun", function()
    local out, err, said, status = typed {"1 + 1", "for i = 1, 2 do",
      "print_it = i end", "", "print_it"}
    assert.equal(GREETING .. "2\n2\n\n", out:match(
      "help%(%) tells.*$"))
    assert.equal("", err)
    assert.equal(0, status)
    assert.same({
      "interrupt ignore", "line > ", "interrupt stops",
      "interrupt ignore", "line > ", "interrupt stops",
      "interrupt note", "handler >> ", "removed", "kept print_it = i end",
      "interrupt stops",
      "interrupt ignore", "line > ", "interrupt stops",
      "interrupt ignore", "line > ", "interrupt stops",
      "interrupt ignore", "line > ", "interrupt stops", "saved"}, said)
  end)

  it("drops what is begun at an interrupt", function()
    local out, err, said, status = typed {"x = (", false, "21 + 21"}
    assert.equal(GREETING .. "\n42\n\n", out:match "help%(%) tells.*$")
    assert.equal("", err)
    assert.equal(0, status)
    assert.equal("handler >> ,removed,interrupt stops", table.concat(said, ",",
      5, 7))
  end)

  it("runs what is begun as it is at the end, or at an empty line", function()
    for _, lines in ipairs {{"x = ("}, {"x = (", ""}} do
      local out, err, said, status = typed(lines)
      assert.equal(GREETING .. "\n", out:match "help%(%) tells.*$")
      assert.matches("<eof>", err)
      -- who is at a terminal has seen it
      assert.equal(0, status)
      -- what has one letter or none is not worth keeping
      for _, text in ipairs(said) do assert.is_nil(text:find "^kept") end
    end
  end)

  it("comes after what is given to be run, where it is asked for", function()
    local out, _, _, status = typed({"x + 1"}, {execute = {"x = 5"}})
    assert.same({"", 0}, {out, status})
    out = typed({"x + 1"}, {execute = {"x = 5"}, interactive = true})
    assert.equal(GREETING .. "6\n\n", out:match "help%(%) tells.*$")
    local err
    out, err, _, status = typed({}, {execute = {"error('a', 0)", "7"}})
    assert.same({"7\n", "a\n", 1}, {out, err, status})
  end)

  it("completes words from where they begin", function()
    typed {}
    local function words(text, from)
      local list = completes(text, from, #text + 1)
      table.sort(list)
      return table.concat(list, " ")
    end
    -- readline's word may begin before ours, or in it
    assert.equal("policy", words("polic", 1))
    assert.equal("policy.new", words("policy.n", 1))
    assert.equal("new", words("policy.n", 8))
    local text = '{"socket", when = {{"domain", "==", "AF_UNI'
    assert.equal("AF_UNIX", words(text, text:find "AF_"))
    assert.equal('"AF_UNIX', words(text, text:find '"AF_'))
    assert.equal("", words("nosuch.x", 1))
  end)
end)

describe("the help", function()
  it("has the form of each name, and a sentence", function()
    local n = 0
    for key, entry in pairs(require "seccomp.cli.repl.help".entries) do
      assert.truthy(entry[1]:find(key:match "[%w_]+$", 1, true), key)
      assert.matches("^%u?.*[^.]%.$", entry[2], key)
      assert.equal(2, #entry, key)
      n = n + 1
    end
    assert.is_true(n > 100)
  end)
end)

describe("the width of a terminal", function()
  it("is its columns, if they are enough to read in", function()
    local old = file.columns
    finally(function() file.columns = old end)
    for columns, width in pairs {[1] = 80, [19] = 80, [20] = 20, [21] = 21,
      [200] = 200}
    do
      file.columns = function(fd) return fd == 1 and columns or nil end
      assert.equal(width, terminal.width(), columns)
    end
    file.columns = function() end
    assert.equal(80, terminal.width())
    assert.equal("a b", terminal.fitted("a b", 2, 1))
    -- 21 columns of letters, of which the last is left alone
    local text = "  a b c d e f g h i j"
    for columns, fitted in pairs {[19] = text, [22] = text,
      [21] = "  a b c d e f g h i\n   j", [20] = "  a b c d e f g h i\n   j"}
    do
      file.columns = function(fd) return fd == 2 and columns or nil end
      assert.equal(fitted, terminal.fitted(text, 2, 3), columns)
      assert.equal(text, terminal.fitted(text, 1, 3))
    end
  end)
end)
