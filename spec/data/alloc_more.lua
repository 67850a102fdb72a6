-- What spec/c/alloc.c runs with allocations failing: programs, proofs,
-- policies, profiles, listeners and processes. Filters are in alloc.lua.
local seccomp = require "seccomp"
local policy = require "seccomp.policy"
local oci = require "seccomp.oci"
local supervisor = require "seccomp.supervisor"
require "seccomp.lint"

local descriptors, childless = descriptors, childless -- luacheck: ignore 113

local function out_of_memory(err)
  if type(err) == "table" then
    assert(err.code == "ENOMEM", tostring(err))
  else
    assert(tostring(err):find("not enough memory", 1, true), tostring(err))
  end
end

-- A call on new subjects that gives the right answer (a string) or raises.
local function answers(name, make, call, only_lua)
  return {
    name = name,
    only_lua = only_lua,
    setup = function()
      -- the names that it takes are looked up once, and kept; errors too
      local wanted = call(table.unpack(make()))
      assert(type(wanted) == "string" and wanted ~= "")
      return {subject = make(), wanted = wanted}
    end,
    run = function(s) s.result = call(table.unpack(s.subject)) end,
    check = function(s, ok, err)
      if not ok then return out_of_memory(err) end
      assert(s.result == s.wanted, "another answer: " .. tostring(s.result))
    end,
  }
end

-- What an error says; memory errors go on.
local function refusal(fn, ...)
  local ok, err = pcall(fn, ...)
  if ok then return "none" end
  if type(err) ~= "table" or err.code == "ENOMEM" then error(err, 0) end
  local w = err.witness
  return err.code .. (w and w.syscall .. tostring(w.actual) or "")
end

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

local TEXT = [[return {default = "allow", rules = {
  {"openat", action = "errno(5)", when = {{1, "!=", 3}}},
  {"close", "read", action = "kill"},
}}]]

local PROFILE = [[{"defaultAction": "SCMP_ACT_ERRNO",
  "architectures": ["SCMP_ARCH_X86_64"],
  "syscalls": [{"names": ["read", "write", "no_such_call"],
    "action": "SCMP_ACT_ALLOW",
    "args": [{"index": 0, "op": "SCMP_CMP_LE", "value": 3}]}]}]]

-- lua-cjson leaks its buffers where Lua has no memory left
package.preload["cjson.safe"] = function() error "not here" end

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
  end, true), -- the C library writes without a buffer, or says nothing
  answers("diff", programs, function(p, q)
    return witnesses(p:diff(q)) .. #p:diff(p)
  end),
  answers("permits_at_most", programs, function(p, q)
    local holds, w = q:permits_at_most(p)
    return tostring(p:permits_at_most(q)) .. tostring(holds) ..
      tostring(w and w.left)
  end),
  answers("verify", function()
    return {small():remove_arch "x86"}
  end, function(f)
    local same, overlaps = f:verify()
    return tostring(same == f) .. #overlaps
  end, true), -- see compiles() of alloc.lua
  answers("refuted verify", function()
    return {seccomp.filter("kill", {arches = {"x86"}})
      :add_rule("socket", "allow", {0, "==", 1})}
  end, function(f) return refusal(f.verify, f) end, true),
  answers("strict verify", function()
    return {seccomp.filter("kill", {arches = {"amd64"}})
      :add_rule("read", "allow", {0, "==", 1})
      :add_rule("read", "log", {1, "==", 1})}
  end, function(f) return refusal(f.verify, f, {strict = true}) end, true),
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
  answers("lint", policies, function(_, q)
    return keys(q:lint())
  end, true),
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
  end, true),
  answers("import", none, function()
    local p, report = oci.import(PROFILE)
    return tostring(p) .. keys(report)
  end),
  answers("export of a policy", policies, function(_, q)
    return oci.export(q)
  end),
}

-- A process, from start to end; what is left when it failed is nothing.
local function lives(name, run)
  return {
    name = name,
    setup = function()
      run()
      collectgarbage()
      collectgarbage()
      return {descriptors = descriptors()}
    end,
    run = run,
    check = function(s, ok, err)
      if not ok then out_of_memory(err) end
      collectgarbage()
      collectgarbage()
      assert(s.descriptors == descriptors(), "descriptors left")
      -- reaped by the next that is started
      if not childless() then seccomp.spawn {"true"}:wait() end
      assert(childless(), "children left")
    end,
  }
end

local kept = seccomp.filter("allow"):add_rule("getcwd", "notify"):program()

list[#list + 1] = lives("spawn", function()
  local p <close> = seccomp.spawn({"true", "x"}, {env = {A = "b"}, cwd = "/",
    stdout = "null", filter = kept, listener = true})
  assert(p.pid and p:wait().exited == 0)
end)
list[#list + 1] = lives("listener", function()
  local p <close> = seccomp.spawn({"/bin/pwd"}, {env = {}, stdout = "null",
    stderr = "null", filter = kept, listener = true})
  local l <close> = p.listener
  local r <close> = l:receive(5)
  assert(r.syscall == "getcwd" and #tostring(r) > 0 and r:is_valid())
  r:read(r.arg0, 100)
  r:write(r.arg0, "/\0")
  r:reply(2)
  assert(p:wait(5).exited == 0)
end)
list[#list + 1] = lives("supervisor", function()
  local denied = 0
  local p <close> = seccomp.spawn({"/bin/pwd"}, {env = {}, stdout = "null",
    stderr = "null", filter = kept, listener = true})
  local s = supervisor.new(p, {default = "continue",
    on = {getcwd = function() denied = denied + 1 return "EACCES" end},
    on_error = function(err) error(err, 0) end})
  s:step(5)
  assert(denied == 1)
  s:run()
  p.listener:close()
end)
return list
