--- `lua-seccomp run --explain`: what `seccomp.explain` has to say, written.

-- SPDX-License-Identifier: MIT
local explain = require "seccomp.explain"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local terminal = require "seccomp.cli.terminal"
local watch = require "seccomp.record.watch"

local io, ipairs, tostring = io, ipairs, tostring

local fail, unpack = terminal.fail, table.unpack

local M = {}

local function output(args)
  if (args.output or "-") == "-" then return io.stderr end
  local file, message = io.open(args.output, "w")
  return file or fail("cannot open " .. message)
end

-- What is written to; where that fails nothing is lost but words, so the
-- command goes on, and it is told once in the end.
local function keeping(out)
  local keeper = {trouble = nil}
  function keeper.note(ok, message)
    if not ok then keeper.trouble = keeper.trouble or message end
  end
  function keeper:write(...) self.note(out:write(...)) end
  function keeper:flush() self.note(out:flush()) end
  function keeper:close()
    if out ~= io.stderr then self.note(out:close()) end
    return self.trouble
  end
  return keeper
end

-- The rules near a call, as JSON has them.
local function near_plain(near)
  local list = {}
  for i, item in ipairs(near) do
    list[i] = {rule = item.rule, action = tostring(item.action),
      why = item.why}
  end
  return json.list(list)
end

-- A rule with its calls apart: JSON has no tables with both.
local function rule_plain(rule)
  return {calls = {unpack(rule)}, action = rule.action, when = rule.when,
    arches = rule.arches}
end

-- The report as JSON: a line for each of its calls, and one for the rules.
local function write_json(report, out)
  for _, entry in ipairs(report.calls) do
    local told = {}
    for _, key in ipairs {"arch", "syscall", "number", "arg0", "arg1", "arg2",
      "arg3", "arg4", "arg5", "outcome", "rule", "by", "count", "path",
      "action"} do
      told[key] = entry[key]
    end
    told = plain.call(told)
    told.syscall = told.syscall or told.number
    told.pids, told.near = entry.pids, near_plain(entry.near)
    told.paths = entry.paths and json.list(entry.paths)
    out:write(json.line(told), "\n")
  end
  local rules, notes = report:rules()
  for i, rule in ipairs(rules) do rules[i] = rule_plain(rule) end
  out:write(json.line {exited = report.exited,
    signaled = report.signaled, rules = json.list(rules),
    notes = json.list(notes)}, "\n")
end

-- What prints the policy whose rules are counted, where the file is none.
local PRINTS = {profile = "import", program = "show"}

-- What helps whoever reads a report with rules to add.
local function write_advice(report, read, out)
  local refused = false
  for _, entry in ipairs(report.calls) do
    refused = refused or entry.outcome == "refused" or
      entry.outcome == "killed"
  end
  if refused then
    out:write("what comes after a refusal shows when that is gone; " ..
      "--complain shows it at once\n")
  end
  if PRINTS[read.kind] and #report.calls > 0 and report.policy then
    out:write(("rules are those of a policy file, as lua-seccomp %s %s " ..
      "prints them\n"):format(PRINTS[read.kind], terminal.line(read.path)))
  end
end

--- Runs a command with what the policy does to it told.
-- @tparam table read the policy, as seccomp.cli.input has it
-- @tparam table args of the command line
-- @treturn Report
-- @treturn ?string why not all could be told
function M.run(read, args)
  input.deliverable(args.save)
  local out = keeping(output(args))
  local on_call
  if not args.json then
    function on_call(_, line)
      out:write(line(args.paint_error), "\n")
      out:flush()
    end
  end
  local report = explain.explain(args.command, {
    policy = read.policy or read.program, foreground = true, by = args.by,
    complain = args.complain or nil, on_call = on_call})
  if report.fallback then watch.warn(report.fallback, terminal.warn) end
  if report.ended then
    watch.warn_ended(report.by, args.command[1], terminal.warn)
  end
  if args.json then
    write_json(report, out)
  else
    out:write(tostring(report), "\n")
    write_advice(report, read, out)
  end
  if args.save then report:save(args.save) end
  return report, out:close()
end

return M
