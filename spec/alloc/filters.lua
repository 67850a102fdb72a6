-- SPDX-License-Identifier: MIT
-- What spec/c/alloc.c runs with allocations failing.
local common = require "spec.alloc.common"
local seccomp = require "seccomp"

local out_of_memory = common.out_of_memory

local NEW = select(2, seccomp.library_version()) >= 6

local function snapshot(f)
  local out = {tostring(f), f:export_pfc(), f:export_bpf()}
  for _, name in ipairs {"bad_arch_action", "no_new_privs", "tsync", "log",
    "ssb", "optimize", "raw_rc", "tskip"} do
    out[#out + 1] = name .. tostring(f:get(name))
  end
  for _, rule in ipairs(f:rules()) do
    out[#out + 1] = rule.syscall .. tostring(rule.action) ..
      table.concat(rule.arches, " ")
  end
  return table.concat(out, "\n")
end

local function subject()
  local f = seccomp.filter("allow", {arches = {"amd64", "x86"}, log = true})
  f:add_rule("read", "kill"):set_priority("write", 9)
  f:merge(seccomp.filter("allow", {arches = {"arm"}})
    :add_rule("close", "trap"))
  f:add_arch "arm64"
  return f
end

-- A filter that a call changes whole or not at all.
local function change(name, call, refused)
  local wanted
  return {
    name = name,
    setup = function()
      local s = {f = subject(), g = subject()}
      s.source = seccomp.filter("allow", {arches = {"riscv64"}})
        :add_rule("openat", "log")
      s.source2 = seccomp.filter("allow", {arches = {"riscv64"}})
        :add_rule("openat", "log")
      s.before = snapshot(s.f)
      s.source_before = snapshot(s.source)
      pcall(call, s.g, s.source2)
      wanted = snapshot(s.g)
      return s
    end,
    run = function(s) return call(s.f, s.source) end,
    check = function(s, ok, err)
      if ok then
        assert(wanted == snapshot(s.f), "another filter than wanted")
        return
      end
      if not (refused and type(err) == "table" and err.code == refused) then
        out_of_memory(err, "EFAULT")
      end
      assert(s.before == snapshot(s.f), "the filter changed")
      assert(s.source_before == snapshot(s.source), "the source changed")
    end,
  }
end

-- A call that returns a value and changes nothing.
local function value(name, call)
  return {
    name = name,
    setup = function()
      -- a filter of its own: 2.6 keeps what it compiled
      local f = subject()
      return {f = f, before = snapshot(subject()), wanted = call(subject())}
    end,
    run = function(s) s.result = call(s.f) end,
    check = function(s, ok, err)
      if ok then
        assert(type(s.result) == type(s.wanted))
        assert(type(s.wanted) == "table" or s.result == s.wanted)
      else
        out_of_memory(err, "EFAULT")
      end
      assert(s.before == snapshot(s.f), "the filter changed")
    end,
  }
end

-- libseccomp's code generator does not survive malloc's failures (2.5.4 and
-- 2.6.1 leak, and free twice), so only Lua's and ours fail there.
local function compiles(scenario)
  scenario.fails = "ours"
  return scenario
end

-- A program of {code, k, jt, jf}.
local function program(insns)
  local out = {}
  for i, insn in ipairs(insns) do
    out[i] = ("<I2BBI4"):pack(insn[1], insn[3] or 0, insn[4] or 0, insn[2])
  end
  return seccomp.program(table.concat(out))
end

local list = {
  value("filter", function()
    return tostring(seccomp.filter("kill", {arches = {"x86", "arm", "amd64"},
      log = true, optimize = 2, bad_arch_action = "trap"}))
  end),
  value("action", function()
    return tostring(seccomp.action("errno", "EACCES"):with_code(5))
  end),
  value("condition", function()
    return tostring(seccomp.condition {arg = 1, op = "masked_eq", mask = 3})
  end),
  value("names", function()
    return seccomp.syscall_name(seccomp.syscall_number("read", "arm"), "x86")
  end),
  value("unknown names", function()
    return select(2, seccomp.syscall_number "opnat") ..
      select(2, seccomp.arch "x87")
  end),
  value("arguments", function()
    return seccomp.signature("openat", "arm")[4].name ..
      seccomp.constant "AT_FDCWD" ..
      select(2, seccomp.signature "opnat"):match "^[^;:]*" ..
      select(2, seccomp.constant "O_DIRCT"):match "^[^;:]*"
  end),
  value("names in conditions", function()
    local f = seccomp.filter("allow", {arches = {"amd64", "arm64"}})
    f:add_rule("socket", "kill", {"domain", "==", {"AF_INET", "AF_UNIX"}},
      {arg = "type", op = "masked_eq", mask = 15, value = "SOCK_STREAM"})
    return #f:rules()
  end),
  value("features", function() return seccomp.features().arches.x86 end),
  value("the library", function()
    seccomp.set_api(seccomp.api())
    return seccomp.native_arch() .. #seccomp.arches() ..
      table.concat({seccomp.library_version()}, ".")
  end),
  value("questions", function(f)
    return tostring(f:is_valid()) .. tostring(f:is_locked()) ..
      tostring(f:has_arch "x86")
  end),
  value("lock", function()
    return tostring(seccomp.filter("allow"):lock():is_locked())
  end),
  value("release", function()
    local g = seccomp.filter "allow"
    g:release()
    return tostring(g:is_valid())
  end),
  compiles(value("program", function(f) return f:program():bytes() end)),
  value("rules", function(f) return #f:rules() end),
  value("arches", function(f) return table.concat(f:arches()) end),
  value("get", function(f) return tostring(f:get "bad_arch_action") end),
  compiles(value("export_bpf", function(f) return f:export_bpf() end)),
  compiles(value("export_pfc", function(f) return f:export_pfc() end)),
  compiles(value("verify", function()
    local _, overlaps = seccomp.filter("allow", {arches = {"amd64", "x86"}})
      :add_rule({"read", "socket"}, "kill"):add_rule("write", "log",
        {0, "<", 5}):add_rule("write", "trap", {1, ">", 5}):verify()
    return #overlaps
  end)),
  compiles(value("refuted verify", function(f)
    -- the priority of a call without rules voids x86
    local ok, err = pcall(f.verify, f)
    if ok or type(err) ~= "table" or not err.witness then error(err, 0) end
    return tostring(err)
  end)),
  value("diff", function()
    -- arg0 + arg1 == 7, and arg0 == 7: words taken together, many nodes
    local p = program {{0x20, 16}, {0x07, 0}, {0x20, 24}, {0x0c, 0},
      {0x15, 7, 0, 1}, {0x06, 0x7fff0000}, {0x06, 0}}
    local q = program {{0x20, 16}, {0x15, 7, 0, 1}, {0x06, 0x7fff0000},
      {0x06, 0}}
    local below, witness = p:permits_at_most(q)
    return ("%d %s %s"):format(#p:diff(q), below, witness.arg1)
  end),
  value("an error", function(f)
    local ok, err = pcall(f.get, f, "lgo")
    if ok or type(err) ~= "table" then error(err, 0) end
    return tostring(err)
  end),
  change("add_rule", function(f)
    f:add_rule({"read", "write", "socket"}, "errno(5)", {0, "==", 1},
      {arg = 2, op = "<", value = 7})
  end),
  change("add_rules", function(f)
    f:add_rules {{{"read", "write", "socket"}, "errno(5)", {0, "==", 1}},
      {"openat", "errno(6)"}, {"mkdir", "errno(6)"},
      {"stat", "trap", {2, "<", "7"}}}
  end),
  change("add_rules of many", function(f)
    local many = {}
    for i = 600, 1, -1 do many[i] = {"ioctl", "errno(5)", {1, "==", i}} end
    f:add_rules(many)
  end),
  change("lists of values", function(f)
    local many = {}
    for i = 600, 1, -1 do many[i] = i end
    f:add_rules {{"ioctl", "errno(5)", {1, "==", many}},
      {{"fcntl", "prctl"}, "trap", {1, "==", {1, 2}},
        {2, "masked_eq", 7, {"3", 4}}}}
  end),
  change("a list of values", function(f)
    local many = {}
    for i = 600, 1, -1 do many[i] = i end
    f:add_rule("ioctl", "errno(5)", {1, "==", many})
  end),
  change("refused add_rules", function(f)
    f:add_rules {{"write", "errno(5)", {0, "==", 1}}, {9999, "errno(5)"}}
  end, "EFAULT"),
  change("refused add_rule", function(f)
    f:add_rule({"write", "openat", 9999}, "errno(5)", {0, "==", 1})
  end, "EFAULT"),
  change("add_rule_exact", function(f)
    f:add_rule_exact("write", "kill")
  end, "EOPNOTSUPP"),
  change("add_arch", function(f) f:add_arch "x32" end),
  change("remove_arch", function(f) f:remove_arch "x86" end),
  change("remove_arch of a merged one", function(f) f:remove_arch "arm" end),
  change("set_priority", function(f) f:set_priority("read", 200) end),
  change("refused set_priority", function(f) f:set_priority(9999, 200) end,
    "EFAULT"),
  change("set", function(f)
    f:set {log = false, ssb = true, optimize = 2, bad_arch_action = "trap"}
  end),
  change("reset", function(f) f:reset "kill" end),
  change("merge", function(f, source) f:merge(source) end),
}
if NEW then
  list[#list + 1] = change("transaction", function(f)
    f:transaction(function()
      f:add_rule("write", "trap"):add_arch "mipsel":remove_arch "x86"
    end)
  end)
  list[#list + 1] = compiles(value("precompute", function(f)
    return tostring(f:precompute())
  end))
end
return list
