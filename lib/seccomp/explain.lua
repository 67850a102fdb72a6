--- From a refusal to a better policy: what a policy refuses a program, why, and
-- the rules that would allow it.
--
-- A command runs under a policy with all its children, and ends as it would
-- without us: the kernel refuses what the policy does. Each call that is
-- refused, logged, or ends a process is noted, with the rules of the policy
-- that name it and what kept each of them from matching.
--
--     local explain = require "seccomp.explain"
--     local policy = require("seccomp.policy").load "list.policy"
--     local report = explain({ "ls", "-l" }, { policy = policy })
--     assert(#report.calls == 0, tostring(report))
-- @module seccomp.explain

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local follow = require "seccomp.explain.follow"
local policies = require "seccomp.policy"
local returns = require "seccomp.explain.returns"
local rules_of = require "seccomp.explain.rules"
local tallies = require "seccomp.explain.tally"
local texts = require "seccomp.explain.text"
local watch = require "seccomp.record.watch"
-- Policy:near needs it when a call is noted, and must not lack a descriptor for
-- its file then
require "seccomp.policy.near"

local M = {}

local error, ipairs, pairs, pcall, setmetatable, tostring, type = error, ipairs,
  pairs, pcall, setmetatable, tostring, type

local Report = {}
Report.__index = Report
Report.__name = "seccomp.report"

-- What each Report was made from.
local tally_of = setmetatable({}, {__mode = "k"})

local OPTIONS = {policy = true, complain = "boolean", by = true,
  on_call = "function", env = true, cwd = true, stdin = true, stdout = true,
  stderr = true, foreground = "boolean"}
local OURS = {policy = true, complain = true, by = true, on_call = true}

-- The Program, and the Policy that it means: nil where no policy does. `own` is
-- whether somebody wrote that.
local function program_of(given)
  if policies.is(given) then return given:compile(), given, true end
  local class = type(given) == "userdata" and errors.typename(given)
  local program = given
  if class == "seccomp.filter" then program = given:program() end
  local ok, policy = errors.attempt(policies.of, program)
  return program, ok and policy or nil, false
end

local function check_options(options)
  local given = options.policy
  local class = type(given) == "userdata" and errors.typename(given)
  if given == nil then
    errors.raise("explain", "EINVAL", "option \"policy\" is needed: the " ..
      "Policy that the command is to run under")
  elseif not policies.is(given) and class ~= "seccomp.program" and
      class ~= "seccomp.filter" then
    errors.raise("explain", "EINVAL", ("option \"policy\" is a Policy, a " ..
      "Program or a Filter, not %s; seccomp.policy.load reads files"):format(
      errors.typename(given)))
  end
  watch.no_pipes("explain", options)
  local by = options.by
  if by ~= nil and by ~= "ptrace" and by ~= "notify" then
    errors.raise("explain", "EINVAL", ("option \"by\" is \"ptrace\" or " ..
      "\"notify\", not %s"):format(tostring(by)))
  end
end

-- Calls a function; what it raises is raised in our name, for our caller.
local function relayed(fn, ...)
  local function done(ok, err, ...)
    if ok then return err, ... end
    if type(err) == "table" and err.op then
      errors.raise("explain", err.code, err.message, err)
    elseif type(err) == "string" then
      err = err:gsub("'spawn'", "'explain'")
    end
    error(err, 0)
  end
  return done(pcall(fn, ...))
end

-- What a Report was made from; raises for what is none.
local function tally_of_report(op, report)
  local tally = tally_of[report]
  if not tally then
    errors.argument(1, op, "seccomp.report", report)
  end
  return tally
end

-- Whether the call that starts a command was refused.
local function start_refused(calls)
  for _, entry in ipairs(calls) do
    if (entry.syscall == "execve" or entry.syscall == "execveat") and
        entry.outcome == "refused" then
      return true
    end
  end
  return false
end

-- The rules that name the call of an entry, without the one that decides.
local function near_of(policy, entry)
  if not policy or type(entry.arch) ~= "string" then return {} end
  local call, near = {arch = entry.arch, syscall = entry.number}, {}
  for i = 0, 5 do call["arg" .. i] = entry["arg" .. i] end
  local ok, all = errors.attempt(policy.near, policy, call)
  for _, item in ipairs(ok and all or {}) do
    if not item.decides then near[#near + 1] = item end
  end
  return near
end

local function words_of(argv)
  local words = {}
  for i, word in ipairs(argv) do words[i] = word end
  return words
end

--- Runs a command with all its children under a policy, and tells what that
-- refuses, and why. `require "seccomp.explain"` can be called instead.
--
-- A million refusals of one kind are one entry of the report, and the number of
-- entries has an end: 2048 calls with 64 entries each, of 64 processes and 8
-- paths.
-- @tparam {string,…} argv
-- @tparam table options `policy` (a Policy, Program or Filter; required);
--   `complain` (true: calls that the policy refuses are made all the same);
--   `by`: `"ptrace"`, `"notify"`, or, left out, ptrace(2) where it is permitted
--   (see `seccomp.record`); `on_call` (a function that gets each new entry of
--   the report at once, and a function that returns a line of text for it); and
--   `env`, `cwd`, `stdin`, `stdout`, `stderr`, `foreground`, as
--   `seccomp.spawn` takes them, but for `"pipe"`
-- @treturn Report with the fields `calls` (a list, see below); `command`;
--   `exited`, `signaled` (what became of the command, as Process:wait has it);
--   `exec_error` where the policy refuses even its start; `policy` (whose rules
--   are counted: the one given, or what the program means, or nil); `by`,
--   `fallback` and `ended`, as Recordings have them; `left_out` (how many calls
--   of yet other numbers there were). Each of `calls`, in the order in which
--   they were met, has `arch`, `syscall` (nil where the number has no name),
--   `number`, `arg0` to `arg5` (of the first), `action`, `outcome`
--   (`"refused"`, `"killed"`, `"logged"`, `"let through"`), `rule` (the index
--   of the rule that decides, or nil) and `by` (as Policy:decide has it),
--   `count`, `pids`, `path` (and `paths`) where it names files, and `near` (the
--   other rules that name it, as Policy:near has them)
-- @raise EINVAL for an unknown option, and a policy that has calls wait for an
--   answer; EOPNOTSUPP for a program that computes what it returns; EBUSY for a
--   command that traces others; the errno of one that cannot be run
function M.explain(argv, options, ...)
  errors.no_more("explain", 2, ...)
  errors.expect(1, "explain", "table", argv)
  options = errors.options("explain", options, 2, OPTIONS)
  check_options(options)
  local program, policy, own = relayed(program_of, options.policy)
  if returns.notifies(program) then
    errors.raise("explain", "EINVAL", "the policy has calls wait for an " ..
      "answer (notify), and nobody would give one: supervise the command " ..
      "(seccomp.supervisor), or give those calls another action")
  end
  local tally = tallies.new(policy, options.complain or false)
  local on_call = options.on_call
  local function plain(text) return text end
  local function told(...)
    local kind = tally:add(...)
    if kind and on_call then
      on_call(kind.entry, function(paint)
        return texts.line(kind, paint or plain, own)
      end)
    end
  end
  local spawn = {}
  for key, value in pairs(options) do
    if not OURS[key] then spawn[key] = value end
  end
  local _ <close> = watch.holding(options.foreground)
  local result, how = relayed(follow.run, argv, program, {spawn = spawn,
    by = options.by, complain = options.complain}, told)
  local report = setmetatable({calls = {}, command = words_of(argv),
    exited = result.exited, signaled = result.signaled,
    exec_error = result.exec_error, policy = policy, by = how.by,
    fallback = how.fallback, ended = how.ended,
    left_out = tally.left_out > 0 and tally.left_out or nil}, Report)
  for i, kind in ipairs(tally.kinds) do
    report.calls[i] = kind.entry
    kind.entry.near = near_of(policy, kind.entry)
  end
  if result.exec_error and not start_refused(report.calls) then
    errors.raise("explain", result.exec_error, ("cannot run %s"):format(
      tostring(argv[1])))
  end
  tally_of[report] = tally
  return report
end

local RULES_OPTIONS = {tightness = true}

--- The rules that allow what was refused, as `seccomp.policy.new` takes them.
-- They are to stand in front of the policy's own. A call that a rule of the
-- policy logs gets none.
-- @tparam[opt] table options `tightness`: `"names"` (the calls, with any
--   arguments), `"arguments"` (with the flags and numbers that were seen); left
--   out, a rule holds those arguments that the policy's own rules for the call
--   compare
-- @treturn {table,…}
-- @treturn {string,…} what rules do not do: calls of arches that the policy
--   is not for, arguments with too many values to hold them
-- @raise EINVAL for an unknown option
-- @usage for i, rule in ipairs(report:rules()) do
--   table.insert(spec.rules, i, rule)
-- end
function Report:rules(options, ...)
  errors.no_more("rules", 2, ...)
  local tally = tally_of_report("rules", self)
  options = errors.options("rules", options, 1, RULES_OPTIONS)
  local tightness = options.tightness
  if tightness ~= nil and tightness ~= "names" and tightness ~= "arguments"
  then
    errors.raise("rules", "EINVAL", ("option \"tightness\" is \"names\" or " ..
      "\"arguments\", not %s"):format(tostring(tightness)))
  end
  return rules_of.of(tally, tightness)
end

--- Writes the calls of the report to a file, as a recording of them alone
-- (see `seccomp.record`), whole or not at all.
-- @tparam string path
-- @treturn Report itself
-- @raise the errno of writing
function Report:save(path, ...)
  errors.no_more("save", 2, ...)
  local tally = tally_of_report("save", self)
  errors.expect(1, "save", "string", path)
  require("seccomp.record.file").save({runs = 1, command = self.command,
    calls = tally.counts:plain(), launcher = {}}, path)
  return self
end

function Report:__tostring()
  if not tally_of[self] then return "seccomp.report" end -- the class itself
  return texts.report(tally_of[self], self)
end

-- a tail call: errors point at the caller of the module
return setmetatable(M, {__call = function(_, ...) return M.explain(...) end})
