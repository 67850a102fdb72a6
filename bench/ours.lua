--- ours.lua WORK[,WORK…] RULES N BATCHES: does what bench/peer.c does, with
-- this module; and what only this module does. Prints the nanoseconds that one
-- took, for each batch of N.

-- SPDX-License-Identifier: MIT
local clock = require "clock"
local policies = require "seccomp.policy"
local rules = require "bench.rules"
local seccomp = require "seccomp"

local work, path, n, batches = arg[1], arg[2], tonumber(arg[3]),
  tonumber(arg[4] or 1)
local flat = path:find "%.rules$" and rules.read(path)
local unpack = table.unpack

local function filter()
  local f = seccomp.filter(flat.default, {arches = flat.arches})
  for _, rule in ipairs(flat.rules) do
    f:add_rule(rule.name, rule.action, unpack(rule.conditions))
  end
  return f
end

local function each(run, count, now)
  now = now or clock.cpu
  local start = now()
  for _ = 1, n do run() end
  return (now() - start) / n / (count or 1)
end

local works = {}

local function for_each_name(number)
  local names = {}
  for i, rule in ipairs(flat.rules) do names[i] = rule.name end
  return each(function()
    for i = 1, #names do number(names[i]) end
  end, #names)
end

function works.names() return for_each_name(seccomp.syscall_number) end

--- What can be had at best.
function works.nothing() return for_each_name(clock.nothing) end

function works.build()
  return each(function() filter():release() end)
end

-- The same rules in one call.
function works.batch()
  local list = {}
  for i, rule in ipairs(flat.rules) do
    list[i] = {rule.name, rule.action, unpack(rule.conditions)}
  end
  return each(function()
    local f = seccomp.filter(flat.default, {arches = flat.arches})
    f:add_rules(list):release()
  end)
end

-- The same, with the conditions made before, as C and Python have them.
function works.made()
  for _, rule in ipairs(flat.rules) do
    for i, c in ipairs(rule.conditions) do
      rule.conditions[i] = seccomp.condition(c)
    end
  end
  return works.batch()
end

-- The rules of one action in one call, those with conditions as they are.
function works.lists()
  local spec = rules.policy(flat)
  local lists = {}
  for i, rule in ipairs(spec.rules) do
    lists[i] = {names = {unpack(rule)}, action = rule.action,
      when = rule.when or {}}
  end
  return each(function()
    local f = seccomp.filter(spec.default, {arches = spec.arches})
    for _, list in ipairs(lists) do
      f:add_rule(list.names, list.action, unpack(list.when))
    end
    f:release()
  end)
end

-- The rules of one call, which differ in the value of one argument, in one call
-- of ours.
function works.values()
  local first, values = flat.rules[1], {}
  for i, rule in ipairs(flat.rules) do values[i] = rule.conditions[1][3] end
  local condition = {first.conditions[1][1], "==", values}
  return each(function()
    local f = seccomp.filter(flat.default, {arches = flat.arches})
    f:add_rule(first.name, first.action, condition):release()
  end)
end

function works.export()
  local f = filter()
  local null <close> = io.open("/dev/null", "w")
  f:export_bpf(null)
  local value = each(function() f:export_bpf(null) end)
  f:release()
  return value
end

-- Of n filters, each for the first time.
function works.first()
  local all, i = {}, 0
  for k = 1, n do all[k] = filter() end
  local null <close> = io.open("/dev/null", "w")
  local value = each(function()
    i = i + 1
    all[i]:export_bpf(null)
  end)
  for k = 1, n do all[k]:release() end
  return value
end

function works.program()
  local null <close> = io.open("/dev/null", "w")
  return each(function()
    local f <close> = filter()
    f:export_bpf(null)
  end)
end

function works.load()
  local f = filter()
  return each(function() f:load() end)
end

-- A policy keeps what it compiled, so each time a new one.
local function compile(options)
  local spec = rules.policy(flat)
  return each(function() policies.new(spec):compile(options) end)
end

--- What new has to do at least: to read the table.
function works.read_table()
  local text = tostring(policies.new(rules.policy(flat)))
  return each(function() load(text, "=policy", "t", {})() end)
end

function works.policy_new()
  local spec = rules.policy(flat)
  return each(function() policies.new(spec) end)
end

-- The same by the names of arguments and constants, as it is printed.
function works.policy_parse()
  local text = tostring(policies.new(rules.policy(flat)))
  return each(function() policies.parse(text) end)
end

function works.compile() return compile {prove = false} end
function works.prove() return compile() end

-- podman's JSON, and what reads it.
local function profile()
  local file <close> = assert(io.open(rules.PODMAN))
  return file:read "a", require "seccomp.oci"
end

local function import(options)
  local json, oci = profile()
  options.dialect, options.arch = "podman", "amd64"
  return each(function() oci.import(json, options) end)
end

function works.import() return import {} end

--- libseccomp is not asked.
function works.import_unchecked() return import {check = false} end

--- What an import has to do at least, by the module's own reader.
function works.json()
  local text = profile()
  local json = require "seccomp.json"
  return each(function() json.decode(text) end)
end

function works.load_program()
  local program = policies.new(rules.policy(flat)):compile {prove = false}
  return each(function() program:load() end)
end

function works.load_policy()
  local spec = rules.policy(flat)
  return each(function() policies.new(spec):load() end)
end

function works.memory()
  local kept = {}
  local function resident()
    collectgarbage()
    local file <close> = io.open "/proc/self/statm"
    return tonumber(file:read("a"):match "%d+ (%d+)") * 4
  end
  local before = resident()
  for i = 1, n do kept[i] = filter() end
  return (resident() - before) / #kept
end

function works.simulate()
  local program = filter():program()
  return each(function()
    program:simulate("read", 0, 0, 16)
  end)
end

function works.simulate_ours()
  local program = policies.new(rules.policy(flat)):compile {prove = false}
  return each(function() program:simulate("read", 0, 0, 16) end)
end

-- Whether it holds or not: libseccomp's x32 conditions do not. The first time
-- has libseccomp generate its code as well.
function works.verify()
  local f = filter()
  pcall(f.verify, f)
  return each(function() pcall(f.verify, f) end)
end

-- Of libseccomp's program and ours.
function works.diff()
  local p = policies.new(rules.policy(flat)):compile {prove = false}
  local q = filter():program()
  return each(function() p:diff(q) end)
end

function works.permits()
  local p = policies.new(rules.policy(flat)):compile {prove = false}
  local q = filter():program()
  return each(function() p:permits_at_most(q) end)
end

-- From libseccomp's program back to a policy, proven.
function works.recover()
  local p = filter():program()
  return each(function() p:policy() end)
end

-- All that changes between that program and ours, which differ on x32.
function works.compare()
  local p = policies.new(rules.policy(flat)):compile {prove = false}
  local q = filter():program()
  return each(function() p:compare(q) end)
end

--- The default profiles of Docker and of podman.
function works.compare_defaults()
  local json, oci = profile()
  local file <close> = assert(io.open "spec/data/docker-default.json")
  local function read(text, dialect)
    return oci.import(text, {dialect = dialect, arch = "amd64", check = false})
  end
  local p, q = read(json, "podman"), read(file:read "a", "docker")
  return each(function() p:compare(q) end)
end

function works.notify()
  clock.pin(0)
  local process = seccomp.spawn({path, "target", tostring(n)}, {
    filter = seccomp.filter("allow"):add_rule("getppid", "notify"),
    listener = true})
  local listener = process.listener
  while true do
    local req = listener:receive()
    if not req then break end
    req:continue()
  end
  process:wait()
end

function works.supervisor()
  clock.pin(0)
  require("seccomp.supervisor").run({path, "target", tostring(n)}, {
    filter = seccomp.filter("allow"):add_rule("getppid", "notify"),
    default = "continue"})
end

--- The second process and later ones: the first has a Filter's code generated.
local function spawns(options)
  local function spawn() seccomp.spawn({"/bin/true"}, options):wait() end
  spawn()
  return each(spawn, 1, clock.wall)
end

function works.spawn() return spawns() end

function works.spawn_filter() return spawns {filter = filter()} end

function works.spawn_program()
  return spawns {
    filter = policies.new(rules.policy(flat)):compile {prove = false}}
end

--- Bytes of our compiler's program, for others to load.
function works.write()
  io.write(policies.new(rules.policy(flat)):compile():bytes())
end

for _ = 1, batches do
  for one in work:gmatch "[^,]+" do
    if not works[one] then error("no such work: " .. one) end
    local value = works[one]()
    if value then print(("%.1f"):format(value)) end
  end
end
