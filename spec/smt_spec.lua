-- SPDX-License-Identifier: MIT
-- Our proofs and our compiler against an SMT solver that knows nothing of
-- them: random and adversarial programs, policies and filters. COUNT multiplies
-- the number of questions, SEED repeats a run, TALLY=1 prints what was asked.
local seccomp = require "seccomp"
local policies = require "seccomp.policy"
local check = require "seccomp.policy.check"
local low = require "seccomp.core.policy"
local draw = require "spec.draw"
local mutation = require "spec.mutation"
local oci = require "seccomp.oci"
local record = require "seccomp.record"
local smt = require "spec.smt"
local support = require "spec.support"

local PODMAN = "/usr/share/containers/seccomp.json"

local COUNT = tonumber(os.getenv "COUNT") or 1
local SEED = math.tointeger(tonumber(os.getenv "SEED")) or 1
-- What a question may take in seconds of CPU: that is plenty for policies and
-- filters, of which none may be left undecided.
local BUDGET = {seconds = tonumber(os.getenv "BUDGET") or 60}
local RANDOM_BUDGET = {seconds = tonumber(os.getenv "BUDGET") or 0.5,
  give_up = true}

local random = math.random
local pick, datum, OPERATORS = draw.pick, draw.datum, draw.OPERATORS

-- Policies and filters -------------------------------------------------------

local SETS = {{"amd64"}, {"x86"}, {"amd64", "x86", "x32"}, {"x32", "amd64"},
  {"x32"}, {"arm64", "amd64"}, {"arm", "arm64"}, {"ppc64le", "x86"},
  {"s390x", "ppc64"}, {"ppc64"}, {"s390", "s390x"}, {"mips64n32"},
  {"mips", "mips64n32"}}
local NARROW = {x86 = true, arm = true, s390 = true, mips = true}
local MUXED = {x86 = true, s390 = true, s390x = true, ppc64 = true,
  ppc64le = true, mips = true}
local CALLS = {"read", "write", "ioctl", "openat", "personality", "socket",
  "connect", "accept", "shmget", "semop", "msgsnd", "shmat"}
local SUBCALLS = {socket = "socketcall", connect = "socketcall",
  accept = "socketcall", shmget = "ipc", semop = "ipc", msgsnd = "ipc",
  shmat = "ipc"}
local ACTIONS = {"allow", "log", "kill_process", "kill_thread", "trap",
  "errno(EPERM)", "errno(ENOSYS)", "errno(0)", "errno(4094)", "trace(7)",
  "trace(8)", "notify"}

local function condition(args, narrow)
  local c = {arg = random(0, args - 1), op = pick(OPERATORS)}
  local a, b = datum(), datum()
  if narrow or random(3) == 1 then
    c.width = not narrow and pick {16, 32} or nil
    a = a & (1 << (c.width or 32)) - 1
  end
  if c.op == "masked_eq" then
    c.mask, c.value = a, b & a
  else
    c.value = a
  end
  return c
end

local function random_policy()
  local spec = {default = pick(ACTIONS), bad_arch = pick(ACTIONS),
    arches = pick(SETS), rules = {}}
  if random(3) == 1 then spec.unknown = pick(ACTIONS) end
  local some = {pick(ACTIONS), pick(ACTIONS), pick(ACTIONS)}
  local args = pick {1, 2, 6}
  for i = 1, random(0, 7) do
    local rule = {action = pick(some)}
    for _ = 1, random(3) do rule[#rule + 1] = pick(CALLS) end
    if random(4) > 1 then
      rule.when = {}
      for k = 1, random(0, 4) do
        rule.when[k] = condition(args)
        rule.when[k].raw = random(4) == 1 or nil
      end
      if random(4) == 1 then -- any of several values
        rule.when[#rule.when + 1] = random(2) == 1 and
          {random(0, args - 1), "==", {datum(), datum(), datum()}} or
          {random(0, args - 1), "masked_eq", 0xff, {1, 3, 0xf0}}
      end
    end
    if random(4) == 1 then rule.arches = {pick(spec.arches)} end
    if random(12) == 1 then
      -- a number of one arch; where it is of another, it is refused
      rule = {pick {-1, 0, 1, 102, 500, 4102, 6000, 0x40000000, 0x7fffffff},
        action = pick(some), arches = {pick(spec.arches)}, when = rule.when}
    elseif random(8) == 1 then
      rule = {pick {{0, 3}, {100, 120}, {440, 600}, {4100, 6001}, {0xf0000,
        0xf0002}, {0x40000000, 0x40000205}, {0, 0xffffffff}},
        action = pick(some), arches = {pick(spec.arches)}, when = rule.when}
    end
    spec.rules[i] = rule
  end
  -- conditions on a call that is also multiplexed ask for this
  for _, rule in ipairs(spec.rules) do
    for _, name in ipairs(rule) do
      if SUBCALLS[name] and rule.when and #rule.when > 0 and
          random(20) > 1 then
        for _, arch in ipairs(rule.arches or spec.arches) do
          if MUXED[arch] then
            table.insert(spec.rules, random(#spec.rules + 1),
              {SUBCALLS[name], action = pick(some), arches = {arch},
                when = random(2) == 1 and {condition(1)} or nil})
            break
          end
        end
        break
      end
    end
  end
  return spec
end

-- A Policy and what it was made of; what is refused is passed over.
local function made_policy()
  while true do
    local spec = random_policy()
    local ok, policy = pcall(policies.new, spec)
    if ok then
      local compiled, program = pcall(policy.compile, policy, {prove = false})
      if compiled then return policy, spec, program end
      assert(program.code == "EINVAL", tostring(program))
    else
      assert(policy.code == "EINVAL", tostring(policy))
    end
  end
end

-- Asks the prover by itself, of any program.
local function prove(policy, program)
  local data = check.policy("new", {default = policy.default,
    bad_arch = policy.bad_arch, unknown = policy.unknown,
    arches = policy.arches, rules = policy.rules})
  low.prove(low.resolve(data.arches, check.expand(data), data.default,
    data.bad_arch, data.unknown), program, BUDGET.seconds)
end

-- A filter of the rules of libseccomp, which adds them its own way, and the
-- policy that holds the same rules.
local function made_filter()
  while true do
    local arches = pick(SETS)
    local narrow = false
    for _, arch in ipairs(arches) do
      narrow = narrow or NARROW[arch] or arch == "x32" or arch == "mips64n32"
    end
    local spec = {default = pick(ACTIONS), bad_arch = pick(ACTIONS),
      arches = arches, rules = {}}
    local f = seccomp.filter(spec.default, {arches = arches,
      bad_arch_action = spec.bad_arch, tsync = false, tskip = true,
      optimize = random(2)})
    local some = {pick(ACTIONS), pick(ACTIONS)}
    for _ = 1, random(5) do
      local rule = {random(20) == 1 and -1 or pick(CALLS),
        action = pick(some), when = {}}
      if random(3) > 1 then
        local used = {}
        for _ = 1, random(2) do
          local c = condition(2, narrow)
          if c.width and c.op ~= "==" and c.op ~= "masked_eq" then
            c.width = nil
          end
          if not used[c.arg] then rule.when[#rule.when + 1] = c end
          used[c.arg] = true
        end
      end
      local added
      support.loses("libseccomp", function()
        added = pcall(f.add_rule, f, rule[1], rule.action,
          table.unpack(rule.when))
      end)
      if added then spec.rules[#spec.rules + 1] = rule end
    end
    if #spec.rules > 0 then return f, spec end
  end
end

-- Two policies of the same arches, none of which multiplexes calls, and with
-- the same defaults.
local function two_policies()
  local found = {}
  while #found < 2 do
    local _, spec = made_policy()
    local first, fits = found[1] or spec, true
    for _, arch in ipairs(spec.arches) do fits = fits and not MUXED[arch] end
    if fits and table.concat(spec.arches, " ") ==
      table.concat(first.arches, " ")
    then
      spec.default, spec.bad_arch, spec.unknown = first.default,
        first.bad_arch, first.unknown
      found[#found + 1] = spec
    end
  end
  return found[1], found[2]
end

-- A Recording of some calls, and these as numbers.
local function recorded(arches)
  local lines, calls, drawn = {}, {}, {}
  for _ = 1, random(3) do
    local arch, name = pick(arches), pick(CALLS)
    local number = seccomp.syscall_number(name, arch)
    local line = ('{"arch": "%s", "number": %d, "syscall": "%s", ' ..
      '"count": 1, "runs": 1}'):format(arch, number, name)
    -- a recording has each call once
    if not drawn[line] then
      drawn[line] = true
      lines[#lines + 1] = line
      calls[#calls + 1] = {arch = smt.tokens[arch], nr = number}
    end
  end
  local path = os.tmpname()
  support.spew(path, ('{"seccomp_recording": 1, "runs": 1, "calls": [%s], ' ..
    '"launcher": []}'):format(table.concat(lines, ",")))
  local recording = record.load(path)
  os.remove(path)
  return recording, calls
end

-- What is asked ---------------------------------------------------------------

local LIMIT = 10

-- Questions of one kind, each with what we say of it.
local function batch(budget)
  return {asked = {}, undecided = 0, budget = budget.seconds,
    give_up = budget.give_up}
end

local function undecided(b, err)
  if type(err) ~= "table" and type(err) ~= "userdata" then error(err, 0) end
  if err.code ~= "EUNDECIDED" or not b.give_up then
    error(err, 0)
  end
  b.undecided = b.undecided + 1
end

-- Adds a question that we answer with witnesses, a complete list of them where
-- there are less than `limit`.
local function add(b, question, witnesses, limit)
  question.witnesses, question.except = {}, {}
  for i, witness in ipairs(witnesses) do
    local call = smt.numbers(witness)
    question.witnesses[i] = call
    question.except[i] = question.complete and question.complete(call) or
      {arch = call.arch, nr = call.nr, left = call.left, right = call.right}
  end
  question.complete = nil
  question.solve = #witnesses < limit
  b.asked[#b.asked + 1] = question
end

local function ask_diff(b, p, q)
  local started = os.clock()
  local ok, list = pcall(p.diff, p, q, {limit = LIMIT, budget = b.budget})
  if not ok then return undecided(b, list) end
  -- what was found when time or memory were over is no complete list
  local over = os.clock() - started > 0.5 and #list > 0
  add(b, {ask = "diff", p = p, q = q}, list, over and #list or LIMIT)
end

local function ask_most(b, p, q)
  local ok, yes, witness = pcall(p.permits_at_most, p, q, {budget = b.budget})
  if not ok then return undecided(b, yes) end
  add(b, {ask = "most", p = p, q = q}, {witness}, 1)
end

local function ask_policy(b, policy, spec, program)
  local ok, err = pcall(prove, policy, program)
  if not ok and err.code ~= "EREFUTED" then return undecided(b, err) end
  add(b, {ask = "policy", p = program, policy = spec},
    {not ok and err.witness or nil}, 1)
end

local function ask_verify(b, f, spec)
  local program = f:program()
  local ok, result, overlaps = pcall(f.verify, f, {budget = b.budget})
  if not ok and result.code ~= "EREFUTED" then return undecided(b, result) end
  add(b, {ask = "verify", p = program, policy = spec},
    {not ok and result.witness or nil}, 1)
  if ok then
    add(b, {ask = "overlap", p = program, policy = spec,
      complete = function(call)
        return {arch = call.arch, nr = call.nr, left = call.left}
      end}, overlaps, math.huge)
  end
end

local function account(question, answer)
  local out = {("seed %d: %s, solver says %s"):format(SEED, question.ask,
    table.concat(answer, " "))}
  for i, call in ipairs(question.witnesses) do
    out[#out + 1] = ("we say nr %x arch %x ip %x args %x %x %x %x %x %x: %x " ..
      "%x, solver %s"):format(call.nr, call.arch, call.ip, call.args[1],
      call.args[2], call.args[3], call.args[4], call.args[5], call.args[6],
      call.left, call.right, answer.judged[i])
  end
  out[#out + 1] = question.p:disassemble()
  if question.q then out[#out + 1] = question.q:disassemble() end
  if question.policy then
    out[#out + 1] = tostring(policies.new(question.policy))
  end
  return table.concat(out, "\n")
end

-- Holds our answer to a question against the solver's.
local function compare(question, answer)
  if answer[1] == "call" then error(account(question, answer), 0) end
  for k, call in ipairs(question.witnesses) do
    local left, right, more = answer.judged[k]:match "^(%x+) (%x+)(.*)$"
    -- of several rules that match, ours may be another one
    local same = tonumber(left or "", 16) == call.left and
      (question.ask == "verify" or question.ask == "overlap" or
        tonumber(right, 16) == call.right)
    if not same or more ~= "" then error(account(question, answer), 0) end
  end
end

-- The kinds of questions by name: how many, and what makes them.
local kinds = {}

-- All questions with their answers, of batches of many kinds: starting the
-- solver takes longer than most questions.
local function ask_all()
  local all = {}
  for k, kind in ipairs(kinds) do
    math.randomseed(SEED + k)
    local b = batch(kind.budget)
    kind.batch = b
    local ok, err = pcall(function()
      for i = 1, support.rounds(kind.count) do kind.make(b, i) end
    end)
    kind.err = not ok and err or nil
    for _, question in ipairs(b.asked) do all[#all + 1] = question end
  end
  for start = 1, #all, 500 do
    local some = table.move(all, start, math.min(start + 499, #all), 1, {})
    for i, answer in ipairs(smt.ask(some)) do some[i].answer = answer end
  end
end

local function tally(kind)
  local n = {equal = 0, different = 0, unknown = 0}
  for _, question in ipairs(kind.batch.asked) do
    local what = #question.witnesses > 0 and "different" or "equal"
    if question.answer[1] == "unknown" or question.answer[1] == "skipped" and
      question.ask == "policy"
    then
      what = "unknown"
    end
    n[what] = n[what] + 1
  end
  io.stderr:write(("%-45s %6d equal, %6d different, %d beyond the solver, " ..
    "%d left undecided\n"):format(kind.name, n.equal, n.different, n.unknown,
    kind.batch.undecided))
end

describe("an SMT solver agrees (seed " .. SEED .. ") on", function()
  local asked = false

  local function says(name, count, budget, make)
    local kind = {name = name, count = count, budget = budget, make = make}
    kinds[#kinds + 1] = kind
    it(name, function()
      local missing = smt.missing()
      if missing then return pending(missing) end
      if not asked then
        asked = true
        ask_all()
      end
      if kind.err then error(kind.err, 0) end
      for _, question in ipairs(kind.batch.asked) do
        compare(question, question.answer)
      end
      if os.getenv "TALLY" then tally(kind) end
    end)
  end

  local function endian() return pick {"little", "big"} end

  says("random programs", 10, RANDOM_BUDGET, function(b)
    local order = endian()
    local p, q = mutation.random_program(order), mutation.random_program(order)
    ask_diff(b, p, q)
    ask_most(b, p, q)
  end)

  says("programs written otherwise", 20, RANDOM_BUDGET, function(b)
    local p = mutation.random_program(endian())
    local q = mutation.rewritten(p)
    ask_diff(b, p, q)
    ask_most(b, q, p)
  end)

  says("programs changed by one instruction", 20, RANDOM_BUDGET, function(b)
    local p = mutation.random_program(endian())
    local q = mutation.mutated(random(2) == 1 and mutation.rewritten(p) or p)
    ask_diff(b, p, q)
    ask_most(b, p, q)
  end)

  says("compiled policies", 8, BUDGET, function(b)
    local policy, spec, program = made_policy()
    ask_policy(b, policy, spec, program)
  end)

  says("compiled policies changed by one instruction", 8, BUDGET, function(b)
    local policy, spec, program = made_policy()
    local other = mutation.mutated(program)
    ask_diff(b, program, other)
    ask_most(b, other, program)
    ask_policy(b, policy, spec, other)
  end)

  says("what programs are recovered to", 8, BUDGET, function(b)
    local _, _, program = made_policy()
    if random(2) == 1 then program = mutation.mutated(program) end
    local ok, policy = pcall(program.policy, program, {budget = b.budget})
    if not ok then
      assert.truthy(({EUNSAYABLE = true, EINVAL = true})[policy.code],
        tostring(policy))
      return
    end
    local placed = smt.placed(policy)
    if placed then
      add(b, {ask = "policy", p = program, policy = placed}, {}, 1)
    end
  end)

  says("tidied policies", 6, BUDGET, function(b)
    local policy, spec = made_policy()
    ask_policy(b, policy, spec, policy:tidy():compile {prove = false})
  end)

  says("merged policies", 6, BUDGET, function(b)
    local first, others = two_policies()
    local policy, other = policies.new(first), policies.new(others)
    local both = {default = first.default, bad_arch = first.bad_arch,
      unknown = first.unknown, arches = first.arches, rules = {}}
    table.move(first.rules, 1, #first.rules, 1, both.rules)
    table.move(others.rules, 1, #others.rules, #both.rules + 1, both.rules)
    local merged = policy:merge(other)
    ask_policy(b, merged, both, merged:compile {prove = false})
  end)

  says("what either of two policies permits, and what both do", 6, BUDGET,
    function(b)
      local first, others = two_policies()
      others.default = pick(ACTIONS)
      for _, spec in ipairs {first, others} do
        for _, one in ipairs {spec, table.unpack(spec.rules)} do
          for _, key in ipairs {"action", "default", "bad_arch", "unknown"} do
            -- two of these are not at most each other
            if one[key] == "trace(8)" then one[key] = "trace(7)" end
          end
        end
      end
      local policy, other = policies.new(first), policies.new(others)
      local p, q = policy:compile {prove = false},
        other:compile {prove = false}
      local some = policy:union(other):compile {prove = false}
      local all = policy:intersection(other):compile {prove = false}
      for _, sides in ipairs {{p, some}, {q, some}, {all, p}, {all, q}} do
        add(b, {ask = "most", p = sides[1], q = sides[2]}, {}, 1)
      end
      for _, program in ipairs {some, all} do
        add(b, {ask = "either", p = program, q = p, r = q}, {}, 1)
      end
    end)

  says("policies that allow a recording", 6, BUDGET, function(b)
    local spec = two_policies()
    local policy = policies.new(spec)
    local calls, except = recorded(spec.arches)
    local allowing = policy:allow(calls, {tightness = "names"})
    local p, q = policy:compile {prove = false},
      allowing:compile {prove = false}
    add(b, {ask = "most", p = p, q = q}, {}, 1)
    add(b, {ask = "diff", p = p, q = q}, {}, 1)
    b.asked[#b.asked].except = except
    for _, call in ipairs(except) do
      assert.equal("allow", tostring((q:simulate {arch = call.arch,
        syscall = call.nr})))
    end
  end)

  says("policies through libseccomp", 8, BUDGET, function(b)
    local policy, spec = made_policy()
    local ok, f
    support.loses("libseccomp", function()
      ok, f = pcall(policy.filter, policy)
    end)
    if ok then
      add(b, {ask = "policy", p = f:program(), policy = spec}, {}, 1)
    end
  end)

  -- takes a quarter of a minute
  local profile = COUNT > 1 and support.slurp(PODMAN)
  if profile then
    says("podman's profile", 1 / COUNT, BUDGET, function(b)
      local imported = oci.import(profile, {dialect = "podman",
        arch = "amd64"})
      -- not x32, where libseccomp compares less than the kernel shows
      local policy = policies.new {default = imported.default,
        bad_arch = imported.bad_arch, rules = imported.rules,
        arches = {"amd64", "x86"}}
      local ours, f = policy:compile(), policy:filter()
      for optimize = 1, 2 do
        ask_diff(b, f:set("optimize", optimize):program(), ours)
      end
      ask_diff(b, mutation.mutated(ours), ours)
    end)
  end

  says("filters of libseccomp", 10, BUDGET, function(b)
    local f, spec = made_filter()
    ask_verify(b, f, spec)
  end)

  says("libseccomp's code and ours", 6, BUDGET, function(b)
    local f, spec = made_filter()
    local chain = f:set("optimize", 1):program()
    local tree = f:set("optimize", 2):program()
    local ok, policy = pcall(policies.new, spec)
    local compiled, ours = pcall(ok and policy.compile, policy,
      {prove = false})
    ask_diff(b, chain, tree)
    if compiled then
      ask_diff(b, chain, ours)
      ask_most(b, tree, ours)
      ask_policy(b, policy, spec, tree)
    end
  end)
end)
