-- SPDX-License-Identifier: MIT
-- Sequences of calls on filters, right and wrong ones, held against a model of
-- what a filter is: after each call it is exactly as the model says, and after
-- one that raised exactly as before. In the end programs do what the model's
-- rules say, and verify says of them what the model does.
--
-- What is called with what is drawn from a source that the caller gives: random
-- numbers in spec/sequence_spec.lua, the fuzzer's bytes in
-- fuzz/fuzz_sequence.c.
local here = require "spec.here"
local seccomp = require "seccomp"
local support = require "spec.support"

-- random(n) from 1 to n, random(m, n) from m to n; of the sequence at work
local random

local function pick(list) return list[random(#list)] end
local function one_in(n) return random(n) == 1 end

-- Calls that each of these arches has, and none behind a multiplexer.
local ARCHES = here.little and {"amd64", "arm64", "riscv64", "x86", "arm"} or
  {"s390x", "ppc64", "mips64", "s390", "ppc"}
local CALLS = {"read", "write", "close", "openat", "mkdirat", "getpid"}
local ACTIONS = {"allow", "errno(EPERM)", "errno(ENOSYS)", "kill_process",
  "trap", "trace(7)", "log"}
local OPERATORS = {"!=", "<", "<=", "==", ">=", ">", "masked_eq"}
local NARROW = {x86 = true, arm = true, s390 = true, ppc = true}
local NATIVE = seccomp.native_arch()

local function attributes()
  local fresh = seccomp.filter "allow"
  return {bad_arch_action = "kill_thread", no_new_privs = true,
    tsync = fresh:get "tsync", log = false, ssb = false, optimize = 1,
    raw_rc = false, tskip = false}
end

local function new_model(default, arches)
  return {default = default, arches = {table.unpack(arches)}, rules = {},
    attributes = attributes(), locked = false, valid = true}
end

local function copy(model)
  local m = new_model(model.default, model.arches)
  for i, rule in ipairs(model.rules) do
    local on = {}
    for arch in pairs(rule.on) do on[arch] = true end
    m.rules[i] = {call = rule.call, action = rule.action,
      conditions = rule.conditions, exact = rule.exact, on = on}
  end
  for key, value in pairs(model.attributes) do m.attributes[key] = value end
  m.locked, m.valid = model.locked, model.valid
  return m
end

local function index_of(list, value)
  for i, item in ipairs(list) do if item == value then return i end end
end

-- All that a filter tells of itself, and the same of a model, as text.
local function tell(f)
  if not f:is_valid() then return "released" end
  local parts = {tostring(f:get "default_action"),
    table.concat(f:arches(), " "), tostring(f:is_locked())}
  for name in pairs(attributes()) do
    parts[#parts + 1] = name .. "=" .. tostring(f:get(name))
  end
  for _, rule in ipairs(f:rules()) do
    local conditions = {}
    for i, c in ipairs(rule.conditions) do conditions[i] = tostring(c) end
    parts[#parts + 1] = ("%s %s [%s] %s %s"):format(rule.syscall,
      tostring(rule.action), table.concat(conditions, ", "),
      table.concat(rule.arches, " "), tostring(rule.exact))
  end
  return table.concat(parts, "\n")
end

local function tell_model(m)
  if not m.valid then return "released" end
  local parts = {m.default, table.concat(m.arches, " "), tostring(m.locked)}
  for name in pairs(attributes()) do
    parts[#parts + 1] = name .. "=" .. tostring(m.attributes[name])
  end
  for _, rule in ipairs(m.rules) do
    local conditions, on = {}, {}
    for i, c in ipairs(rule.conditions) do
      conditions[i] = tostring(seccomp.condition(c))
    end
    for _, arch in ipairs(m.arches) do
      if rule.on[arch] then on[#on + 1] = arch end
    end
    parts[#parts + 1] = ("%s %s [%s] %s %s"):format(rule.call, rule.action,
      table.concat(conditions, ", "), table.concat(on, " "),
      tostring(rule.exact))
  end
  return table.concat(parts, "\n")
end

local function random_conditions()
  local conditions, used = {}, {}
  for _ = 1, one_in(2) and 0 or random(3) do
    local arg = random(0, 5)
    if not used[arg] then
      used[arg] = true
      local op, datum = pick(OPERATORS), random(0, 4)
      conditions[#conditions + 1] = op == "masked_eq" and
        {arg, op, 7, datum} or {arg, op, datum}
    end
  end
  return conditions
end

-- Removes an arch as a filter does: rules go with it, and stay listed.
local function drop(m, arch)
  table.remove(m.arches, index_of(m.arches, arch))
  for _, rule in ipairs(m.rules) do rule.on[arch] = nil end
end

local function note_rules(m, calls, action, conditions, exact)
  for _, call in ipairs(calls) do
    local on = {}
    for _, arch in ipairs(m.arches) do on[arch] = true end
    m.rules[#m.rules + 1] = {call = call, action = action,
      conditions = conditions, exact = exact, on = on}
  end
end

-- Each makes one call of f and returns what it does to the model, and the codes
-- by which it may be refused though the arguments are good. A string says that
-- it must be refused: with that code, or "argument".
local steps = {}

function steps.add_rule(f, m)
  local calls, action = {pick(CALLS)}, pick(ACTIONS)
  local conditions, exact = random_conditions(), one_in(6)
  if one_in(4) then calls[2] = pick(CALLS) end
  local call = #calls == 1 and calls[1] or calls
  if #calls == 1 and one_in(4) then call = seccomp.syscall_number(call) end
  local method = exact and f.add_rule_exact or f.add_rule
  return function() method(f, call, action, table.unpack(conditions)) end,
    action == m.default and "EACCES" or function()
      note_rules(m, calls, action, conditions, exact)
    end,
    -- another action under like conditions; an exact rule for several arches,
    -- or with a number that another arch has for another call
    {EEXIST = true, EDEADLK = true, EOPNOTSUPP = exact, EDOM = exact,
      EFAULT = math.type(call) == "integer"}
end

-- Several, all or none.
function steps.add_rules(f, m)
  local list, default = {}, false
  for i = 1, random(0, 5) do
    local calls = {pick(CALLS), one_in(4) and pick(CALLS) or nil}
    -- runs of rules alike but for the call are what is added in another order
    local action = i > 1 and one_in(2) and list[i - 1][2] or pick(ACTIONS)
    list[i] = {#calls == 1 and calls[1] or calls, action,
      table.unpack(one_in(2) and {} or random_conditions())}
    default = default or action == m.default
  end
  return function() f:add_rules(list) end,
    default and "EACCES" or function()
      for _, rule in ipairs(list) do
        local calls = type(rule[1]) == "table" and rule[1] or {rule[1]}
        note_rules(m, calls, rule[2], {table.unpack(rule, 3)}, false)
      end
    end,
    {EEXIST = true, EDEADLK = true}
end

-- The values of one argument in a list, for a call or two.
function steps.add_rule_values(f, m)
  local calls, action = {pick(CALLS), one_in(4) and pick(CALLS) or nil},
    pick(ACTIONS)
  local arg, values = random(0, 5), {}
  for i = 1, random(1, 4) do values[i] = random(0, 4) end
  local masked = one_in(3)
  local condition = masked and {arg, "masked_eq", 7, values} or
    {arg, "==", values}
  local single = one_in(2)
  return function()
    if single then
      f:add_rule(calls, action, condition)
    else
      f:add_rules {{calls, action, condition}}
    end
  end, action == m.default and "EACCES" or function()
    for _, call in ipairs(calls) do
      for _, value in ipairs(values) do
        note_rules(m, {call}, action,
          {masked and {arg, "masked_eq", 7, value} or {arg, "==", value}},
          false)
      end
    end
  end, {EEXIST = true, EDEADLK = true}
end

function steps.bad_rule(f, m)
  local calls = {
    function() f:add_rule("opnat", pick(ACTIONS)) end,
    function() f:add_rule({pick(CALLS), pick(CALLS), "opnat"}, "log") end,
    function() f:add_rule(pick(CALLS), "log", {0, "==", 1}, {0, "<", 2}) end,
    function() f:add_rule(pick(CALLS), "nothing") end,
    function() f:add_rule(pick(CALLS), "log", {6, "==", 1}) end,
    function() f:add_rule({}, "log") end,
    function() f:add_rule(-1, "log") end,
    function() f:add_rules {{pick(CALLS), "log"}, {"opnat", "log"}} end,
    function() f:add_rules {{pick(CALLS), "log"}, {pick(CALLS)}} end,
    function() f:add_rule(pick(CALLS), "log", {0, "==", {1, "two"}}) end,
    function() f:add_rule(pick(CALLS), "log", {0, "!=", {1, 2}}) end,
  }
  for _, arch in ipairs(m.arches) do
    if NARROW[arch] then
      calls[#calls + 1] = function()
        f:add_rule(pick(CALLS), "trap", {0, "==", 1 << 33})
      end
    end
  end
  return pick(calls), "any"
end

function steps.add_arch(f, m)
  local arch = pick(ARCHES)
  return function() f:add_arch(arch) end, function()
    if not index_of(m.arches, arch) then m.arches[#m.arches + 1] = arch end
  end
end

function steps.bad_arch(f, m)
  -- the first arch decides over the byte order
  local bad = #m.arches > 0 and {here.little and "s390x" or "amd64",
    "nonsense", here.little and "mips" or "mipsel"} or {"nonsense"}
  return function() f:add_arch(pick(bad)) end, "any"
end

function steps.remove_arch(f, m)
  local arch = pick(ARCHES)
  return function() f:remove_arch(arch) end, function()
    if index_of(m.arches, arch) then drop(m, arch) end
  end
end

function steps.set(f, m)
  local values = {bad_arch_action = pick(ACTIONS), no_new_privs = one_in(2),
    log = one_in(2), ssb = one_in(2), optimize = random(2),
    tsync = one_in(2), raw_rc = one_in(2)}
  for name in pairs(values) do
    if one_in(2) then values[name] = nil end
  end
  local wrong = one_in(4)
  if wrong then values[pick {"optimize", "log"}] = 3 end
  return function() f:set(values) end, wrong and "any" or function()
    for name, value in pairs(values) do m.attributes[name] = value end
  end
end

function steps.set_priority(f)
  local call = pick(CALLS)
  return function() f:set_priority(call, random(0, 255)) end, function() end
end

function steps.reset(f, m)
  if not one_in(4) then return steps.add_rule(f, m) end
  local action = pick(ACTIONS)
  return function() f:reset(action) end, function()
    m.default, m.arches, m.rules = action, {NATIVE}, {}
    m.attributes = attributes()
  end
end

function steps.merge(f, m)
  local arches = {pick(ARCHES)}
  local source = seccomp.filter(one_in(4) and "trap" or m.default,
    {arches = arches, no_new_privs = m.attributes.no_new_privs,
      tsync = m.attributes.tsync})
  local other = new_model(m.default, arches)
  for _ = 1, random(0, 3) do
    local call, action = pick(CALLS), pick(ACTIONS)
    local conditions = random_conditions()
    if pcall(source.add_rule, source, call, action,
      table.unpack(conditions)) then
      note_rules(other, {call}, action, conditions, false)
    end
  end
  local fits = source:get "default_action" == seccomp.action(m.default) and
    not index_of(m.arches, arches[1])
  local before = tell(source)
  return function()
    local ok, err = pcall(f.merge, f, source)
    assert(source:is_valid() ~= ok, "the source outlived a merge, or not")
    assert(ok or tell(source) == before, "the source changed")
    if not ok then error(err, 0) end
  end, not fits and "any" or function()
    m.arches[#m.arches + 1] = arches[1]
    table.move(other.rules, 1, #other.rules, #m.rules + 1, m.rules)
  end
end

function steps.lock(f, m)
  if not one_in(20) then return steps.add_rule(f, m) end
  return function() f:lock() end, function() m.locked = true end
end

function steps.release(f, m)
  if not one_in(30) then return steps.add_arch(f, m) end
  return function() f:release() end, function() m.valid = false end
end

function steps.look(f, m)
  local calls = {f.export_pfc, f.export_bpf, f.program, f.rules, f.arches,
    m.valid and tostring or f.is_locked}
  local call = pick(calls)
  local compiles = index_of({f.export_pfc, f.export_bpf, f.program}, call)
  if compiles and #m.arches == 0 then
    return function() call(f) end, "EINVAL"
  end
  return function() call(f) end, function() end
end

local names = {}
for name in pairs(steps) do names[#names + 1] = name end
table.sort(names)

local READS = {look = true, lock = true, release = true}
local writers = {}
for _, name in ipairs(names) do
  if not READS[name] then writers[#writers + 1] = name end
end

-- One call of those that `among` names, and what comes of it.
local function step(f, m, among)
  local name = pick(among)
  local call, effect, refusals = steps[name](f, m)
  if m.valid and #m.arches == 0 and effect ~= "any" and
    (name:find "^add_rule" or name == "set_priority" or name == "merge" or
      name == "lock" or name == "reset") then
    -- a filter without arches takes no rules and no filters; what the other
    -- two do then is theirs to say
    refusals = {EINVAL = true, EACCES = true, EEXIST = true}
  end
  local before = tell_model(m)
  local ok, err = pcall(call)
  if ok then
    assert(type(effect) == "function" and (m.valid or name == "release"),
      name .. " was not refused")
    assert(not m.locked or READS[name] or tell(f) == before,
      name .. " changed a locked filter")
    if not m.locked or READS[name] then effect() end
  else
    assert(type(err) == "table" or
      tostring(err):find("bad argument", 1, true), name .. ": " ..
        tostring(err))
    local code = type(err) == "table" and err.code
    assert(not m.valid and code == "EINVAL" or m.locked and code == "EPERM" or
      effect == "any" or effect == code or refusals and refusals[code],
      name .. " was refused: " .. tostring(err))
  end
  local is, should = tell(f), tell_model(m)
  assert(is == should, ("%s %s\n--- is\n%s\n--- should be\n%s"):format(name,
    ok and "succeeded" or tostring(err), is, should))
end

local function holds(c, value)
  local op, datum = c[2], c[3]
  if op == "masked_eq" then return value & datum == c[4] end
  return op == "==" and value == datum or op == "!=" and value ~= datum or
    op == "<" and value < datum or op == "<=" and value <= datum or
    op == ">" and value > datum or op == ">=" and value >= datum
end

-- The actions that the model has for a call; `args` of small values.
local function allowed(m, arch, call, args)
  local set, any = {}, false
  for _, rule in ipairs(m.rules) do
    local matches = rule.call == call and rule.on[arch]
    for _, c in ipairs(rule.conditions) do
      matches = matches and holds(c, args[c[1]])
    end
    if matches then set[rule.action], any = true, true end
  end
  if not any then set[m.default] = true end
  return set
end

-- What programs do, and what verify says they do.
local function compare(f, m)
  if not m.valid or #m.arches == 0 then return end
  local verified, err = pcall(f.verify, f)
  local program = f:program()
  if not verified then
    assert(err.code == "EREFUTED", tostring(err))
    local w, args = err.witness, {}
    for i = 0, 5 do args[i] = w["arg" .. i] end
    assert(program:simulate(w) == w.actual)
    for i = 0, 5 do if math.ult(1 << 40, args[i]) then return end end
    assert(not index_of(m.arches, w.arch) or
      not allowed(m, w.arch, w.syscall, args)[tostring(w.actual)],
      "verify refuted what is right: " .. tostring(err))
    return
  end
  for _ = 1, 40 do
    local arch, call, args = pick(m.arches), pick(CALLS), {}
    local question = {arch = arch, syscall = call}
    for i = 0, 5 do
      args[i] = random(0, 5)
      question["arg" .. i] = args[i]
    end
    local action = tostring(program:simulate(question))
    assert(allowed(m, arch, call, args)[action],
      ("%s %s gets %s"):format(arch, call, action))
  end
  return true
end

local function transaction(f, m)
  local fails, trial = one_in(2), copy(m)
  local ok, err = pcall(f.transaction, f, function()
    for _ = 1, random(4) do step(f, trial, writers) end
    if fails then error("roll back", 0) end
  end)
  assert(ok ~= fails and (ok or err == "roll back"), tostring(err))
  local should = ok and trial or m
  assert(tell(f) == tell_model(should), "a transaction did something else")
  return should
end

local sequences = {}

-- Makes calls drawn from `source`, a function like math.random, as long as
-- more(n) is true of the number of calls made. Raises what is not as it should
-- be; true when the program was verified and did what the model says.
function sequences.run(source, more)
  random = source
  local default = pick(ACTIONS)
  local arches = one_in(2) and {NATIVE} or {pick(ARCHES)}
  local f, m = seccomp.filter(default, {arches = arches}),
    new_model(default, arches)
  local made = 0
  while more(made) do
    if support.library_at_least(2, 6) and m.valid and not m.locked and
      one_in(8) then
      m = transaction(f, m)
    else
      step(f, m, names)
    end
    made = made + 1
  end
  -- what is asked of the program says nothing about how it came to be
  math.randomseed(made)
  random = math.random
  return compare(f, m)
end

return sequences
