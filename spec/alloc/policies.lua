-- SPDX-License-Identifier: MIT
-- What spec/c/alloc.c runs with allocations failing: programs, proofs, policies
-- and profiles.
local common = require "spec.alloc.common"
local format = require "seccomp.format"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local groups = require "seccomp.groups"
local seccomp = require "seccomp"
require "seccomp.lint"

local same = same -- luacheck: ignore 113
local answers, refusal = common.answers, common.refusal

local function witnesses(list)
  local parts = {"witnesses:"}
  for _, w in ipairs(list) do
    parts[#parts + 1] = ("%s %s %x %s %s"):format(w.arch, w.syscall, w.arg0,
      tostring(w.left), tostring(w.right))
  end
  return table.concat(parts, "\n")
end

local function small(action)
  return seccomp.filter("allow", {arches = {"amd64", "x86"}})
    :add_rule({"read", "socket"}, action or "kill", {0, "<=", 5})
end

local function programs()
  return {small():program(), small("errno(7)"):program()}
end

local SPEC = {
  default = "errno(EPERM)", arches = {"amd64", "x86"},
  unknown = "errno(ENOSYS)",
  rules = {
    {"@basic-io", "socketcall", action = "allow"},
    {"socket", action = "errno(EAFNOSUPPORT)",
      when = {{0, "==", 38}, {arg = 2, op = "<", value = 9, width = 32}}},
    {"semop", action = "trace(4)"},
  },
}

local TEXT = [[return {default = "allow", arches = {"amd64"}, rules = {
  {"openat", action = "errno(5)", when = {{1, "!=", 3}}},
  {"close", "read", action = "kill"},
}}]]

local PROFILE = [[{"defaultAction": "SCMP_ACT_ERRNO",
  "syscalls": [{"names": ["read", "write", "no_such_call"],
    "action": "SCMP_ACT_ALLOW",
    "args": [{"index": 0, "op": "SCMP_CMP_LE", "value": 3}]}]}]]

local function policies()
  return {policy.new(SPEC), policy.parse(TEXT)}
end

local function keys(list)
  local parts = {"ids:"}
  for _, finding in ipairs(list) do parts[#parts + 1] = finding.id end
  return table.concat(parts, " ")
end

local function none() return {} end

local list = {
  answers("program", function() return {small():export_bpf()} end,
    function(bytes)
      local p = seccomp.program(bytes, {endian = "little"})
      return tostring(p) .. #p .. p.endian .. tostring(p:bytes() == bytes)
    end),
  answers("refused program", none, function()
    return refusal(seccomp.program, ("\6\0\0\0\0\0\0\0"):rep(3) ..
      "\1\2\3\4\5\6\7\8")
  end),
  answers("simulate", programs, function(p)
    return tostring(p:simulate("read", 5)) ..
      tostring(p:simulate {syscall = "socketcall", arch = "x86", arg0 = 1}) ..
      refusal(p.simulate, p, {syscall = "semop", arch = "x86"})
  end),
  answers("disassemble", programs, function(p) return p:disassemble() end),
  answers("export of a program", function()
    return {programs()[1], io.tmpfile()}
  end, function(p, file)
    return tostring(p:export(file) == p)
  end, "ours"), -- the C library writes without a buffer, or says nothing
  answers("diff", programs, function(p, q)
    return witnesses(p:diff(q)) .. #p:diff(p)
  end),
  answers("permits_at_most", programs, function(p, q)
    local holds, w = q:permits_at_most(p)
    return tostring(p:permits_at_most(q)) .. tostring(holds) ..
      tostring(w and w.left)
  end),
  answers("policy of a program", programs, function(p)
    return tostring(p:policy()) .. tostring(policy.of(p))
  end, "ours"),
  answers("compare", programs, function(p, q)
    return tostring(p:compare(q)) .. p:compare(p).verdict
  end, "ours"),
  answers("stack", function()
    return {small(), policy.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "allow"}}}}
  end, function(f, p)
    local s = seccomp.stack {f, p, f:program(), seccomp.stack {f}}
    return tostring(s) .. #s .. s.endian .. tostring(s[3] == s[1]) ..
      tostring(s:simulate("read", 5)) .. refusal(seccomp.stack, {})
  end, "ours"),
  answers("refused items of a stack", function()
    return {policy.new {default = "allow", arches = {"x86"}, rules = {
      {"socket", action = "trap", when = {{0, "==", 1}}}}}}
  end, function(p) return refusal(seccomp.stack, {p}) end, "ours"),
  answers("proofs about stacks", function()
    local p, q = table.unpack(programs())
    return {seccomp.stack {p, q}, q}
  end, function(s, q)
    local _, w = q:permits_at_most(s)
    return witnesses(s:diff(q)) .. tostring(s:permits_at_most(q)) ..
      tostring(w and w.left)
  end),
  answers("policy and comparison of a stack", function()
    return {seccomp.stack(programs()), small()}
  end, function(s, f)
    return tostring(s:policy()) .. s:compare(f).verdict
  end, "ours"),
  answers("policy of compared arguments", function()
    -- whether arg0 == arg1; and whether their low bits are, which rules say
    local function both(insns)
      return seccomp.program((insns:gsub("..", function(byte)
        return string.char(tonumber(byte, 16))
      end)))
    end
    local head = "2000000004000000" .. "150001003e0000c0" ..
      "0600000000000000" .. "2000000010000000" .. "0700000000000000" ..
      "2000000018000000"
    local tail = "060000000000ff7f" .. "0600000000000000"
    return {both(head .. "1d00000100000000" .. tail),
      both(head .. "ac00000000000000" .. "5400000003000000" ..
        "1500000100000000" .. tail)}
  end, function(p, q) return refusal(p.policy, p) .. tostring(policy.of(q)) end,
    "ours"),
  answers("formats", policies, function(p)
    return p:export "c" .. tostring(format.import(p:export "bpf", "bpf")) ..
      #format.list() .. format.find("oci").summary
  end, "ours"),
  answers("a unit of systemd", function()
    return {policy.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "allow"}}}}
  end, function(p)
    local text, report = p:export("systemd", {version = 252})
    return text .. #report .. tostring(format.import(text .. [[
      SystemCallFilter=~mount:EACCES
      SystemCallLog=read]], "systemd", {version = 252}))
  end, "ours"),
  answers("a profile with a runtime's calls", function()
    return {policy.new {default = "errno(EPERM)", bad_arch = "kill_thread",
      rules = {{"read", action = "allow"}}}}
  end, function(p)
    local text, report = oci.export(p, {dialect = "crun",
      with_runtime = "crun"})
    return text .. #report .. #p:lint {program = "cli"}
  end, "ours"),
  answers("policy and comparison of a filter", function() return {small()} end,
    function(f)
      return tostring(f:policy()) .. f:compare(f).verdict
    end, "ours"),
  answers("union, intersection, tidy", policies, function(p, q)
    p:compare(q)
    local mild = q:complain()
    return tostring(q:union(mild)) .. tostring(q:intersection(mild)) ..
      tostring(p:tidy())
  end, "ours"),
  answers("verify", function()
    return {small():remove_arch "x86"}
  end, function(f)
    local itself, overlaps = f:verify()
    return tostring(itself == f) .. #overlaps
  end, "ours"), -- see compiles() of filters.lua
  answers("refuted verify", function()
    return {seccomp.filter("kill", {arches = {"x86"}})
      :add_rule("socket", "allow", {0, "==", 1})}
  end, function(f) return refusal(f.verify, f) end, "ours"),
  answers("strict verify", function()
    return {seccomp.filter("kill", {arches = {"amd64"}})
      :add_rule("read", "allow", {0, "==", 1})
      :add_rule("read", "log", {1, "==", 1})}
  end, function(f) return refusal(f.verify, f, {strict = true}) end, "ours"),
  answers("policy", none, function() return tostring(policy.new(SPEC)) end),
  answers("refused policy", none, function()
    return refusal(policy.new, {default = "allow",
      rules = {{"opnat", action = "kill"}}})
  end),
  answers("parse", none, function() return tostring(policy.parse(TEXT)) end),
  answers("refused parse", none, function()
    return refusal(policy.parse, "return {default = print()}")
  end),
  answers("compile", policies, function(p, q)
    return p:compile():bytes() .. q:compile {prove = false}:bytes()
  end),
  answers("decide", policies, function(p)
    local action, rule, why = p:decide {syscall = "socket", arg0 = 38}
    return tostring(action) .. tostring(rule) .. why
  end),
  answers("near", policies, function(p)
    local near = p:near {syscall = "socket", arg0 = 37}
    return #near .. tostring(near[1] and near[1].why)
  end),
  answers("lint", policies, function(_, q)
    return keys(q:lint())
  end, "ours"),
  answers("lint of a program", programs, function(p)
    return keys(p:lint())
  end, "ours"),
  answers("complain", policies, function(p)
    return tostring(p:complain())
  end),
  answers("merge of policies", policies, function(p)
    return tostring(p:merge(p))
  end),
  answers("diff of policies", policies, function(p, q)
    return witnesses(q:diff(p:merge(p), {limit = 2}))
  end),
  answers("filter of a policy", policies, function(_, q)
    return tostring(q:filter())
  end, "ours"),
  answers("import", none, function()
    local p, report = oci.import(PROFILE)
    return tostring(p) .. keys(report)
  end, "ours"),
  answers("export of a policy", policies, function(_, q)
    return oci.export(q)
  end, "ours"),
  answers("decode", none, function()
    local plain, report = oci.decode(PROFILE)
    return plain.default .. keys(report)
  end),
  answers("groups", none, function()
    return table.concat(groups.names(), " ") .. groups.purpose "@io-event" ..
      table.concat(groups.expand "@io-event", " ") ..
      table.concat(groups.besides "@file-system", " ")
  end),
  answers("data", policies, function(p, q)
    return p:data().default .. #q:data().rules[1] .. tostring(policy.is(p)) ..
      tostring(policy.is {})
  end),
  -- files of both kinds
  answers("policy.load", function()
    local directory = os.getenv "ALLOC_FILES"
    local paths = {directory .. "/alloc.lua", directory .. "/alloc.json"}
    for i, text in ipairs {TEXT, PROFILE} do
      local file = assert(io.open(paths[i], "w"))
      file:write(text)
      file:close()
    end
    return paths
  end, function(lua, json)
    return tostring(policy.load(lua)) .. tostring(policy.load(json))
  end, "ours"), -- import asks libseccomp for code
  answers("policy.load of nothing", none, function()
    return refusal(policy.load, "/nonexistent") ..
      refusal(policy.load, "/dev/null")
  end),
}

-- What is built once and kept: tables of calls, and of what libseccomp has.
local function cold(name, run)
  list[#list + 1] = {
    name = name,
    cold = true,
    setup = none,
    run = run,
    check = function(_, ok, result)
      if not ok then return common.out_of_memory(result) end
      assert(same(result), "another answer: " .. result)
    end,
  }
end
cold("names at first", function()
  return seccomp.syscall_name(seccomp.syscall_number("socket", "x86"), "x86") ..
    -- the nearest name is said where there is memory for that
    select(2, seccomp.syscall_number "opnat"):match "^[^;:]*"
end)
cold("filter at first", function()
  return tostring(seccomp.filter("allow", {arches = {"amd64", "x86"}})
    :add_rule({"socket", "semop"}, "kill"):rules()[2].syscall)
end)
cold("simulate at first", function()
  local p = seccomp.program(("\6\0\0\0\0\0\0\0"))
  return tostring(p:simulate {arch = "x86", syscall = "socket"}) ..
    p:disassemble()
end)
cold("policy at first", function()
  return policy.new(SPEC):compile():bytes()
end)
cold("lint at first", function()
  return keys(policy.parse(TEXT):lint())
end)
list[#list].fails = "ours"
-- holds what it exports against libseccomp's code, see docs/testing.md
for _, scenario in ipairs(list) do
  if scenario.name == "export of a policy" then scenario.fails = "ours" end
end
return list
