--- A Policy: what it holds, and what can be asked of it by itself. What stands
-- on other packages, as formats and findings, is in `seccomp.policy`.
-- @module seccomp.policy

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local check = require "seccomp.policy.check"
local errors = require "seccomp.error"
local merging = require "seccomp.policy.merge"
local recovery = require "seccomp.policy.recovery"
local text = require "seccomp.policy.text"

-- `methods`: those of all policies; seccomp.policy adds more
local M = {methods = {}}

local ipairs, pairs, require, setmetatable, tostring, type =
  ipairs, pairs, require, setmetatable, tostring, type
local concat = table.concat

local low = require "seccomp.core.policy"
local fail, options_of = errors.raise, check.options
local no_more = errors.no_more

-- What each policy holds: its data, the same as numbers, and the program once
-- there is one. Policies themselves are empty, so that nothing can change them.
local held = setmetatable({}, {__mode = "k"})

local methods = M.methods
local meta = {__name = "seccomp.policy", __metatable = false}

local FIELDS = {
  default = true, bad_arch = true, unknown = true, kernel = true,
  arches = true, rules = true,
}

function meta.__index(policy, key)
  local method = methods[key]
  if method then return method end
  if FIELDS[key] then return text.plain(held[policy].data)[key] end
  return nil
end

function meta.__newindex()
  errors.complain "a Policy cannot be changed: make another one"
end

function meta.__tostring(policy)
  return text.file(held[policy].data)
end

--- What a policy holds: its `data` and `resolved`, the same as numbers. Raises
-- for what is no policy.
-- @local
function M.holding(policy, name)
  local h = held[policy]
  if not h then errors.argument(1, name, "seccomp.policy", policy) end
  return h
end
local holding = M.holding

--- A policy of data that check.policy has seen, from the file at `path` if it
-- came from one. Names become numbers here.
-- @local
function M.make(data, path)
  local function resolve()
    return check.resolve(data, data.rules) or
      check.resolve(data, check.expand(data))
  end
  local resolved = path and check.of_file(path, resolve) or
    errors.relay(resolve)
  local policy = setmetatable({}, meta)
  held[policy] = {data = data, resolved = resolved}
  return policy
end

local make = M.make

--- Whether a value is a Policy.
function M.is(value, ...)
  no_more("is", 1, ...)
  return held[value] ~= nil
end

--- Make a policy.
-- @tparam table spec `default` (an action, required), `bad_arch` (an action,
--   `kill_process`), `arches` (a list, the native arch), `unknown` (an action
--   for numbers above the end of the table of calls that are of no known call;
--   left out, they get the default), `kernel` (a release of Linux, as "5.10":
--   `unknown` is then also for the calls that later ones brought, wherever
--   their numbers lie), `rules` (a list). A rule lists syscalls
--   (names, groups as `"@basic-io"`, numbers where it is for one arch, ranges
--   of them `{first, last}`) and has `action`, and may have `when` (a list of
--   conditions, all of which must hold; of a list of values any; an argument
--   may have its name there, and a value that of a constant, or of flags with
--   `|` between them: each arch has its own place, width and values), `arches`
--   (some of the policy's) and `optional` (no error where no arch of the rule
--   has the call)
-- @treturn Policy
-- @raise EINVAL for what is no policy, naming the rule and, for an unknown
--   name, the nearest known one; E2BIG for lists of values that come to over
--   4096 rules, and for rules that come to over 524288 calls; EDOM for arches
--   of both byte orders; EOPNOTSUPP for an arch that this libseccomp lacks
function M.new(spec, ...)
  no_more("new", 1, ...)
  return make(check.policy("new", spec))
end

--- The program of what a policy holds, proven where that is asked for, for the
-- public function op, which is whose error it is where there is none.
-- @local
function M.program(op, h, prove, budget)
  if not h.program then
    h.program = errors.as(op, low.compile, h.resolved)
  end
  if prove and not h.proven then
    errors.as(op, low.prove, h.resolved, h.program, budget)
    h.proven = true
  end
  return h.program
end

local program_of = M.program

--- Compile the policy, and prove that the program does what it says.
-- @function Policy:compile
-- @tparam[opt] table options `prove` (true), `budget` (seconds of CPU for the
--   proof, 5)
-- @treturn Program
-- @raise E2BIG when no program of 4096 instructions can hold the policy;
--   EINVAL when conditions would be lost behind socketcall or ipc, or test
--   arguments that the call takes from memory; EUNDECIDED when the proof
--   outgrows its budget
function methods.compile(policy, options, ...)
  no_more("compile", 2, ...)
  local h = holding(policy, "compile")
  options = options_of("compile", options, {prove = "boolean",
    budget = "seconds"})
  return program_of("compile", h, options.prove ~= false, options.budget)
end

-- Actions that do not make the call, and ask nobody.
local DENIES = {errno = true, trap = true, kill_thread = true,
  kill_process = true}

-- Raises where the process that installs a policy could make no call any more,
-- and so would end without a word: its own arch is not among the policy's.
local function check_native(data)
  local native = core.native_arch()
  for _, arch in ipairs(data.arches) do
    if arch == native then return end
  end
  if not DENIES[data.bad_arch.name] then return end
  fail("load", "EINVAL", ("the policy is for %s, and this process is %s: " ..
    "each call of its own would get the bad_arch action, %s. Add \"%s\" to " ..
    "the arches"):format(concat(data.arches, ", "), native,
    tostring(data.bad_arch), native))
end

--- Compile the policy, prove it, and install it.
-- @function Policy:load
-- @tparam[opt] table options those of @{seccomp.Program:load} and
--   @{Policy:compile}
-- @treturn Policy|Listener itself, or the Listener when asked for one
-- @raise EINVAL where the policy is for other arches than that of this process,
--   and denies those: nothing is installed. Else as those two raise
function methods.load(policy, options, ...)
  no_more("load", 2, ...)
  local h = holding(policy, "load")
  local mine, theirs = {}, {}
  if options ~= nil then errors.expect(1, "load", "table", options) end
  for key, value in pairs(options or {}) do
    if key == "prove" or key == "budget" then
      mine[key] = value
    else
      theirs[key] = value
    end
  end
  mine = options_of("load", mine, {prove = "boolean", budget = "seconds"})
  check_native(h.data)
  local program = program_of("load", h, mine.prove ~= false, mine.budget)
  local result = errors.relay(program.load, program, theirs)
  if result == program then return policy end
  return result
end

--- The policy as a Filter, by libseccomp, and verified: libseccomp's rules have
-- no order, and it does not always compile what it was told.
-- @function Policy:filter
-- @tparam[opt] table options `budget` (seconds of CPU for each proof, 5)
-- @treturn Filter
-- @raise EOPNOTSUPP saying why libseccomp cannot have that meaning; EUNDECIDED
--   when a proof outgrows its budget
function methods.filter(policy, options, ...)
  no_more("filter", 2, ...)
  local h = holding(policy, "filter")
  options = options_of("filter", options, {budget = "seconds"})
  return require("seccomp.policy.filter")(h.data, h.resolved,
    program_of("filter", h, true, options.budget), options.budget)
end

--- What the rules say of one call, and which of them: the first that matches.
-- This reads the rules by themselves; a compiled program is proven to do the
-- same.
-- @function Policy:decide
-- @tparam table call `{syscall=, arch=, arg0=…}`, as for
--   @{seccomp.Program:simulate}
-- @treturn Action
-- @treturn integer|nil the index of the rule, nil where none matches
-- @treturn string `"rule"`, `"default"`, `"unknown"` or `"bad_arch"`: what
--   decided
-- @raise EINVAL for a call that the arch does not have
function methods.decide(policy, call, ...)
  no_more("decide", 2, ...)
  local h = holding(policy, "decide")
  errors.expect(1, "decide", "table", call)
  return errors.relay(low.decide, h.resolved, call)
end

--- The rules that name a call, in their order, and why each does not decide it.
-- Each is a table: `rule` (its index), `action`, `decides` (true for the one
-- that does), `why` (a sentence, for the others), `behind` (true where the call
-- is socketcall or ipc, and the rule is for what that reaches), and
-- `conditions`, each of those `{arg=, argument= (its name), width=, condition=
-- (as a rule has it), text=, value= (the argument in words), holds=}`.
-- @function Policy:near
-- @tparam table call as for @{Policy:decide}
-- @treturn {table,…}
-- @raise EINVAL for a call that the arch does not have
-- @usage policy:near{syscall = "openat", flags = "O_WRONLY"}[1].why
--   --> "it needs flags == O_CLOEXEC, and flags is O_WRONLY"
function methods.near(policy, call, ...)
  no_more("near", 2, ...)
  local h = holding(policy, "near")
  errors.expect(1, "near", "table", call)
  local arch, number, first, b, c, d, e, f = errors.relay(low.call, call)
  return require("seccomp.policy.near").of(h, arch, number,
    {[0] = first, b, c, d, e, f})
end

-- What a program does instead of the call: all but allow, log, and asking
-- somebody.
local function complaining(action)
  local name = action.name
  if name == "errno" or name == "trap" or name == "kill_thread" or
      name == "kill_process" then
    return core.action "log"
  end
  return action
end

--- The same policy with every denial turned to `log`, for a trial.
-- @function Policy:complain
-- @treturn Policy
function methods.complain(policy, ...)
  no_more("complain", 1, ...)
  local data = holding(policy, "complain").data
  local rules = {}
  for i, rule in ipairs(data.rules) do
    local copy = {}
    for key, value in pairs(rule) do copy[key] = value end
    copy.action = complaining(rule.action)
    rules[i] = copy
  end
  return make {
    default = complaining(data.default),
    bad_arch = complaining(data.bad_arch),
    unknown = data.unknown and complaining(data.unknown),
    kernel = data.kernel,
    arches = data.arches,
    rules = rules,
  }
end

-- Whether actions are the same on all arches of both policies.
local function agree(a, b, arches)
  if not a or not b then return a == b end
  for _, arch in ipairs(arches) do
    if low.on(a, arch) ~= low.on(b, arch) then return false end
  end
  return true
end

-- Raises unless two policies have the same in a field.
local function check_same(op, field, a, b, arches)
  local same = a[field] == b[field]
  if field == "default" or field == "unknown" then
    same = agree(a[field], b[field], arches)
  end
  if not same then
    fail(op, "EINVAL", ("the policies differ in %s: %s and %s"):format(field,
      tostring(a[field] or "none"), tostring(b[field] or "none")))
  end
end

--- Another policy's rules after its own. Each rule stays with the arches it was
-- for, and with what it covers behind `socketcall` and `ipc`: where only one of
-- the two names those on an arch, by name, number or range, the other's rules
-- on them are spelled out.
-- @function Policy:merge
-- @tparam Policy other with the same `default`, `bad_arch`, `unknown` and
--   `kernel`
-- @treturn Policy
-- @raise EINVAL when they differ, EDOM for arches of both byte orders
function methods.merge(policy, other, ...)
  no_more("merge", 2, ...)
  local mine, theirs = holding(policy, "merge"), held[other]
  if not theirs then
    errors.argument(1, "merge", "seccomp.policy", other)
  end
  local a, b = mine.data, theirs.data
  local arches, rules = merging.arches(a, b), {}
  for _, field in ipairs {"default", "bad_arch", "unknown", "kernel"} do
    check_same("merge", field, a, b, arches)
  end
  merging.rules(mine, theirs, arches, rules)
  merging.rules(theirs, mine, arches, rules)
  return make {default = a.default, bad_arch = a.bad_arch,
    unknown = a.unknown, kernel = a.kernel, arches = arches, rules = rules}
end

--- Where a policy and another, or what comes to a program, differ: witnesses,
-- as of @{seccomp.Program:diff}; an empty list proves that they mean the same.
-- @function Policy:diff
-- @tparam Policy|Program|Stack|Filter other
-- @tparam[opt] table options those of @{seccomp.Program:diff}
-- @treturn {table,…}
function methods.diff(policy, other, options, ...)
  no_more("diff", 3, ...)
  local h, g = holding(policy, "diff"), held[other]
  local class = errors.typename(other)
  if not g and (type(other) ~= "userdata" or class ~= "seccomp.program" and
      class ~= "seccomp.stack" and class ~= "seccomp.filter") then
    errors.argument(1, "diff", "Policy, Program, Stack or Filter", other)
  elseif options ~= nil and type(options) ~= "table" then
    errors.argument(2, "diff", "table", options)
  end
  local left = program_of("diff", h, false)
  local right = g and program_of("diff", g, false) or other
  return errors.relay(left.diff, left, right, options)
end

-- The policy of a program, for the function `op`, of which the options are
-- argument number n.
local function recovered(op, program, options, n)
  options = options_of(op, options, {budget = "seconds", groups = "boolean"}, n)
  if errors.typename(program) == "seccomp.filter" then
    program = errors.as(op, program.program, program)
  end
  return errors.relay(recovery.policy, op, M.new, program, options.budget, nil,
    nil, options.groups)
end

--- The policy of a program, whoever compiled that, or of a Stack of them:
-- ordered rules, proven equal to it. `program:policy()` is the same.
-- @tparam Program|Stack|Filter program
-- @tparam[opt] table options `budget` (seconds of CPU, 5), `groups` (true: with
--   groups in place of names, where a group's calls are all there)
-- @treturn Policy
-- @raise EUNSAYABLE for what no policy says, naming the call if about one:
--   a program that looks at the instruction pointer, does not look at the
--   arch, or compares arguments with each other, or whose conditions would be
--   too many; EUNDECIDED when the budget is used up, or the memory, as where
--   arguments are multiplied
function M.of(program, options, ...)
  no_more("of", 2, ...)
  local class = type(program) == "userdata" and errors.typename(program)
  if class ~= "seccomp.filter" and class ~= "seccomp.program" and
    class ~= "seccomp.stack"
  then
    errors.argument(1, "of", "Stack, Program or Filter", program)
  end
  return recovered("of", program, options, 2)
end

-- The same as a method of theirs, which C calls.
function M.method(program, options)
  return recovered("policy", program, options, 1)
end

-- What two policies make together.
local function combined(how, policy, other, options)
  local h, g = holding(policy, how), held[other]
  if not g then errors.argument(1, how, "seccomp.policy", other) end
  options = options_of(how, options, {budget = "seconds"}, 2)
  for _, field in ipairs {"unknown", "kernel"} do
    check_same(how, field, h.data, g.data, merging.arches(h.data, g.data))
  end
  local left = program_of(how, h, false)
  local right = program_of(how, g, false)
  if left.endian ~= right.endian then
    fail(how, "EDOM", "the policies are for arches of different byte " ..
      "orders: one program cannot serve both")
  end
  return errors.relay(recovery.policy, how, M.new, left,
    options.budget, right, how)
end

--- What either of two policies permits, as a policy: each call gets the action
-- of the two that permits more. Proven. The order of actions: allow, log,
-- trace, notify, errno(0), errno, trap, kill_thread, kill_process; where two
-- rank alike the receiver's stays. An arch that only one of them lists is
-- listed, the other's bad_arch standing for its calls.
-- @function Policy:union
-- @tparam Policy other
-- @tparam[opt] table options `budget` (seconds of CPU, 5)
-- @treturn Policy
-- @raise EINVAL when they differ in `unknown`; EDOM for arches of different
--   byte orders; EUNDECIDED when the budget is used up; as @{Policy:compile}
function methods.union(policy, other, options, ...)
  no_more("union", 3, ...)
  return combined("union", policy, other, options)
end

--- What both of two policies permit, as a policy: each call gets the action of
-- the two that permits less. See @{Policy:union}.
-- @function Policy:intersection
-- @tparam Policy other
-- @tparam[opt] table options `budget` (seconds of CPU, 5)
-- @treturn Policy
-- @raise as @{Policy:union}
function methods.intersection(policy, other, options, ...)
  no_more("intersection", 3, ...)
  return combined("intersection", policy, other, options)
end

--- The same meaning in no more rules: what compiles to the same is told anew,
-- proven; where that is no shorter, the policy itself.
-- @function Policy:tidy
-- @tparam[opt] table options `budget` (seconds of CPU, 5), `groups` (true:
--   with groups in place of names, where a group's calls are all there)
-- @treturn Policy
-- @raise as @{Policy:compile}; EUNDECIDED when the budget is used up
function methods.tidy(policy, options, ...)
  no_more("tidy", 2, ...)
  local h = holding(policy, "tidy")
  options = options_of("tidy", options, {budget = "seconds",
    groups = "boolean"})
  local program = program_of("tidy", h, false)
  local tidied = errors.relay(recovery.policy, "tidy",
    M.new, program, options.budget, nil, nil, options.groups)
  if options.groups then return tidied end
  return #held[tidied].data.rules < #h.data.rules and tidied or policy
end

--- The policy as a table that @{new} takes: a fresh copy.
-- @function Policy:data
-- @treturn table
function methods.data(policy, ...)
  no_more("data", 1, ...)
  return text.plain(holding(policy, "data").data)
end

return M
