--- A second reading of profiles, for spec/oci_*_spec.lua: straight-line, by the
-- written rules of each consumer, sharing nothing with lib/seccomp/oci.

-- SPDX-License-Identifier: MIT
local cjson = require "cjson"
local seccomp = require "seccomp"

local M = {}

-- Own numbers of an arch by name, and the largest one.
local numbers = {}
local function own_numbers(arch)
  if numbers[arch] then return numbers[arch] end
  local out = {}
  for _, first in ipairs {0, 4000, 5000, 6000, 0x40000000, 0xf0000} do
    for nr = first, first + 700 do
      local name = seccomp.syscall_name(nr, arch)
      if name then out[name] = nr end
    end
  end
  numbers[arch] = out
  return out
end

local function highest(arch)
  local top = 0
  for _, nr in pairs(own_numbers(arch)) do
    if nr > top and (arch ~= "arm" or nr < 0xf0000) then top = nr end
  end
  return top
end

local SUBCALLS = {socketcall = {"socket", "bind", "connect", "listen",
  "accept", "getsockname", "getpeername", "socketpair", "send", "recv",
  "sendto", "recvfrom", "shutdown", "setsockopt", "getsockopt", "sendmsg",
  "recvmsg", "accept4", "recvmmsg", "sendmmsg"},
  ipc = {"semop", "semget", "semctl", "semtimedop", [11] = "msgsnd",
  [12] = "msgrcv", [13] = "msgget", [14] = "msgctl", [21] = "shmat",
  [22] = "shmdt", [23] = "shmget", [24] = "shmctl"}}

local function subcall(arch, name)
  for multiplexer, subs in pairs(SUBCALLS) do
    local nr = own_numbers(arch)[multiplexer]
    for sub, sub_name in pairs(subs) do
      if nr and sub_name == name then return nr, sub end
    end
  end
end

-- Arches of which libseccomp looks at 32 bits of an argument and of a datum;
-- of the others with 32 bits the kernel's calls see no more.
local HALF = {x86 = true, arm = true, mips = true, mipsel = true, ppc = true,
  s390 = true, parisc = true, m68k = true, x32 = true, mips64n32 = true,
  mipsel64n32 = true}
local function half(arch, value)
  return HALF[arch] and value & 0xffffffff or value
end

local function compare(op, x, a, b)
  if op == "SCMP_CMP_EQ" or op == "==" then return x == a end
  if op == "SCMP_CMP_NE" or op == "!=" then return x ~= a end
  if op == "SCMP_CMP_LT" or op == "<" then return math.ult(x, a) end
  if op == "SCMP_CMP_GT" or op == ">" then return math.ult(a, x) end
  if op == "SCMP_CMP_LE" or op == "<=" then return not math.ult(a, x) end
  if op == "SCMP_CMP_GE" or op == ">=" then return not math.ult(x, a) end
  if op == "SCMP_CMP_MASKED_EQ" or op == "masked_eq" then
    return x & a == b & a
  end
  error("operator " .. tostring(op))
end

-- As a consumer sees JSON: no nulls. The profiles that are read here have no
-- number over 2^53.
function M.document(text)
  local function plain(value)
    if type(value) ~= "table" then
      return value == math.floor(tonumber(value) or 0) and
        math.tointeger(value) or value
    end
    for key, member in pairs(value) do
      if member == cjson.null then
        value[key] = nil
      else
        value[key] = plain(member)
      end
    end
    return value
  end
  return plain(cjson.decode(text))
end

local SEVERITY = {kill_process = 0, kill_thread = 1, trap = 2, notify = 5,
  trace = 6, log = 7, allow = 8}
local function rank(action)
  return SEVERITY[action.name] or (action.code == 0 and 4 or 3)
end

local function scmp_action(name, errno)
  local ours = name:gsub("^SCMP_ACT_", ""):lower()
  if ours == "errno" or ours == "trace" then
    return seccomp.action(ours, errno or 1)
  end
  return seccomp.action(ours)
end

local WORDS = {docker = {mipsel64n32 = "mips3l64n32", mips = ""},
  podman = {loongarch64 = "loong64"}}
local function member(list, word)
  for _, other in ipairs(list or {}) do
    if other == word then return true end
  end
  return false
end

local function newer(kernel, minimum)
  if minimum == "" then return true end
  local a, b = kernel:match "^(%d+)%.(%d+)"
  local c, d = minimum:match "^(%d+)%.(%d+)"
  a, b, c, d = a + 0, b + 0, c + 0, d + 0
  return a > c or (a == c and b >= d)
end

local function applies(b, options)
  local dialect = options.dialect
  if dialect ~= "docker" and dialect ~= "podman" then return true end
  local word = WORDS[dialect][options.arch] or options.arch
  local includes, excludes = b.includes or {}, b.excludes or {}
  if member(excludes.arches, word) then return false end
  for _, cap in ipairs(excludes.caps or {}) do
    if member(options.caps, cap) then return false end
  end
  if includes.arches and #includes.arches > 0 and
    not member(includes.arches, word)
  then
    return false
  end
  for _, cap in ipairs(includes.caps or {}) do
    if not member(options.caps, cap) then return false end
  end
  if dialect == "docker" then
    if excludes.minKernel and newer(options.kernel, excludes.minKernel) then
      return false
    end
    if includes.minKernel and not newer(options.kernel, includes.minKernel)
    then
      return false
    end
  end
  return true
end

-- What libseccomp decides, given {action, conditions} in the order of adding
-- for one number: see the head of lib/seccomp/oci/rules.lua.
local function settle(list, args, default, arch)
  for _, rule in ipairs(list) do
    if #rule.args == 0 then return rule.action end
  end
  local result
  for _, rule in ipairs(list) do
    local holds = true
    for _, c in ipairs(rule.args) do
      holds = holds and compare(c.op, half(arch, args[c.index + 1]),
        half(arch, c.value), half(arch, c.valueTwo or 0))
    end
    if holds and (not result or rank(rule.action) < rank(result)) then
      result = rule.action
    end
  end
  return result or default
end

--- What a runtime hands to libseccomp: calls add(name, action, conditions) in
-- the order of the file.
function M.rules(document, options, add)
  local podman = options.dialect == "podman"
  local function code(object, number, name)
    local named = podman and object[name]
    return named and seccomp.action("errno(" .. named .. ")").code or
      object[number]
  end
  local default = scmp_action(document.defaultAction,
    code(document, "defaultErrnoRet", "defaultErrno"))
  for _, b in ipairs(document.syscalls) do
    local action = scmp_action(b.action, code(b, "errnoRet", "errno"))
    if applies(b, options) and action ~= default then
      local conditions = {}
      for i, c in ipairs(b.args or {}) do
        conditions[i] = seccomp.condition(c.index, c.op, c.value,
          c.op == "SCMP_CMP_MASKED_EQ" and (c.valueTwo or 0) or nil)
      end
      for _, name in ipairs(b.names) do
        if seccomp.syscall_number(name) then add(name, action, conditions) end
      end
    end
  end
  return default
end

--- The profile as a function of a call.
function M.profile(document, options)
  local podman = options.dialect == "podman"
  local function errno(object, number, name)
    local named = podman and object[name]
    return named and seccomp.action("errno(" .. named .. ")").code or
      object[number]
  end
  local default = scmp_action(document.defaultAction,
    errno(document, "defaultErrnoRet", "defaultErrno"))
  local blocks = {}
  for _, b in ipairs(document.syscalls) do
    if applies(b, options) then blocks[#blocks + 1] = b end
  end
  -- per arch and number: the rules
  local tables, last = {}, {}
  local function of(arch)
    if tables[arch] then return tables[arch] end
    local by_number, largest = {}, 0
    local function add(nr, action, args)
      by_number[nr] = by_number[nr] or {}
      table.insert(by_number[nr], {action = action, args = args})
    end
    for _, b in ipairs(blocks) do
      local action = scmp_action(b.action, errno(b, "errnoRet", "errno"))
      local alternatives = {b.args or {}}
      local seen, twice = {}, false
      for _, c in ipairs(b.args or {}) do
        twice = twice or seen[c.index]
        seen[c.index] = true
      end
      if twice then
        alternatives = {}
        for i, c in ipairs(b.args) do alternatives[i] = {c} end
      end
      for _, name in ipairs(b.names or {b.name}) do
        local nr = own_numbers(arch)[name]
        local scmp = seccomp.syscall_number(name, arch)
        if name:find "^__NR" then nr, scmp = nil, nil end
        if scmp and scmp > largest then largest = scmp end
        if action ~= default then
          local mux, sub = subcall(arch, name)
          for _, args in ipairs(alternatives) do
            local kept = {}
            for _, c in ipairs(args) do
              if not (c.op == "SCMP_CMP_MASKED_EQ" and c.value == 0) then
                kept[#kept + 1] = c
              end
            end
            if nr then add(nr, action, kept) end
            if mux then
              local there = {{index = 0, op = "SCMP_CMP_EQ", value = sub}}
              for _, c in ipairs(kept) do
                if c.index ~= 0 then there[#there + 1] = c end
              end
              add(mux, action, there)
            end
          end
        end
      end
    end
    tables[arch], last[arch] = by_number, largest
    return by_number
  end
  local runc = options.dialect == "runc" or options.dialect == "docker"
  local stub = runc and not (default.name == "allow" or default.name == "log" or
    default.name == "trace")
  return function(call)
    local by_number = of(call.arch)
    if stub and last[call.arch] > 0 and call.nr > last[call.arch] then
      return "errno(ENOSYS)"
    end
    local list = by_number[call.nr]
    return tostring(list and settle(list, call.args, default, call.arch) or
      default)
  end
end

--- A plain policy table as a function of a call: the first match wins.
function M.policy(plain)
  local prepared = {}
  local muxes = {}
  for i, rule in ipairs(plain.rules) do
    local names = {}
    local ranges = {}
    for _, name in ipairs(rule) do
      if type(name) == "table" then
        ranges[#ranges + 1] = name
      elseif type(name) == "number" then
        ranges[#ranges + 1] = {name, name}
      else
        names[name] = true
        if SUBCALLS[name] then muxes[name] = true end
      end
    end
    local when = {}
    for k, c in ipairs(rule.when or {}) do
      local condition = seccomp.condition(c)
      when[k] = {arg = condition.arg, op = condition.op, a = condition.datum_a,
        b = condition.datum_b or 0, width = condition.width}
    end
    prepared[i] = {names = names, ranges = ranges, when = when,
      arches = rule.arches, action = seccomp.action(rule.action)}
  end
  local default = seccomp.action(plain.default)
  local top, named = {}, {}
  return function(call)
    local arch = call.arch
    if not named[arch] then
      named[arch], top[arch] = {}, highest(arch)
      for name, nr in pairs(own_numbers(arch)) do
        named[arch][nr] = named[arch][nr] or {}
        table.insert(named[arch][nr], name)
      end
    end
    local names = named[arch][call.nr] or {}
    local mux_name
    for _, name in ipairs(names) do
      if SUBCALLS[name] then mux_name = name end
    end
    for _, rule in ipairs(prepared) do
      if not rule.arches or member(rule.arches, arch) then
        local hit = false
        for _, name in ipairs(names) do hit = hit or rule.names[name] end
        for _, range in ipairs(rule.ranges) do
          hit = hit or range[1] <= call.nr and call.nr <= range[2]
        end
        for _, c in ipairs(rule.when) do
          local x = call.args[c.arg + 1]
          if c.width == 32 then x = x & 0xffffffff end
          hit = hit and compare(c.op, x, c.a, c.b)
        end
        if not hit and mux_name and not muxes[mux_name] then
          for sub, name in pairs(SUBCALLS[mux_name]) do
            if rule.names[name] and call.args[1] == sub then
              assert(#rule.when == 0, "a condition on a multiplexed call")
              hit = true
            end
          end
        end
        if hit then return tostring(rule.action) end
      end
    end
    if plain.unknown and call.nr > top[arch] then
      return tostring(seccomp.action(plain.unknown))
    end
    return tostring(default)
  end
end

--- Calls worth a look: every number of every arch, with the values that the
-- document's conditions turn on and their neighbours.
function M.calls(document, arches)
  return coroutine.wrap(function()
    local interesting = {}
    for _, b in ipairs(document.syscalls) do
      for _, c in ipairs(b.args or {}) do
        for _, name in ipairs(b.names or {b.name}) do
          local pools = interesting[name] or {}
          interesting[name] = pools
          local pool = pools[c.index] or {0, -1}
          pools[c.index] = pool
          for _, x in ipairs {c.value, c.value + 1, c.value - 1,
            c.value + 0x100000000, c.valueTwo or 0} do
            pool[#pool + 1] = x
          end
        end
      end
    end
    local narrow = {x86 = true, arm = true, mips = true, mipsel = true,
      ppc = true, s390 = true}
    for _, arch in ipairs(arches) do
      local mask = narrow[arch] and 0xffffffff or -1
      local top = 0
      for name, nr in pairs(own_numbers(arch)) do
        top = math.max(top, arch == "arm" and nr >= 0xf0000 and 0 or nr)
        local subs = SUBCALLS[name]
        if subs then
          for sub in pairs(subs) do
            for _, third in ipairs {0, 9, 16} do
              coroutine.yield {arch = arch, nr = nr,
                args = {sub, third, third, 0, 0, 0}}
            end
          end
        end
        local pools = interesting[name]
        if pools then
          for _ = 1, 60 do
            local args = {}
            for i = 0, 5 do
              local pool = pools[i] or {0, 1}
              args[i + 1] = pool[math.random(#pool)] & mask
            end
            coroutine.yield {arch = arch, nr = nr, args = args}
          end
        else
          coroutine.yield {arch = arch, nr = nr, args = {0, 0, 0, 0, 0, 0},
            beyond = arch == "arm" and nr >= 0xf0000}
        end
      end
      for beyond = 1, 3 do
        coroutine.yield {arch = arch, nr = top + beyond, beyond = true,
          args = {0, 0, 0, 0, 0, 0}}
      end
    end
  end)
end

local SCHEMA = {
  defaultAction = "action", defaultErrnoRet = "uint32", flags = "flags",
  architectures = "arches", syscalls = "syscalls", listenerPath = "string",
  listenerMetadata = "string",
}
local ENUMS = {
  action = [[ALLOW ERRNO KILL KILL_PROCESS KILL_THREAD LOG NOTIFY TRACE TRAP]],
  op = "NE LT LE EQ GE GT MASKED_EQ",
  arches = [[X86 X86_64 X32 ARM AARCH64 LOONGARCH64 M68K MIPS MIPS64 MIPS64N32
    MIPSEL MIPSEL64 MIPSEL64N32 PPC PPC64 PPC64LE S390 S390X SH SHEB PARISC
    PARISC64 RISCV64]],
  flags = "TSYNC LOG SPEC_ALLOW WAIT_KILLABLE_RECV",
}

local function enum(value, prefix, kind)
  assert(type(value) == "string" and value:sub(1, #prefix) == prefix,
    tostring(value))
  local word = value:sub(#prefix + 1)
  assert((" " .. ENUMS[kind]:gsub("%s+", " ") .. " "):find(" " .. word .. " ",
    1, true), value)
end

--- Asserts that JSON text has the structure that the runtime specification
-- asks of linux.seccomp, and nothing else.
function M.schema(text)
  local document = cjson.decode(text)
  assert(type(document) == "table")
  assert(document.defaultAction, "defaultAction is required")
  local function unsigned(value, top)
    assert(math.type(value) and value >= 0 and value <= top and
      value == math.floor(value), tostring(value))
  end
  for key, value in pairs(document) do
    local kind = assert(SCHEMA[key], key)
    if kind == "action" then
      enum(value, "SCMP_ACT_", "action")
    elseif kind == "uint32" then
      unsigned(value, 0xffffffff)
    elseif kind == "flags" then
      for _, flag in ipairs(value) do
        enum(flag, "SECCOMP_FILTER_FLAG_", "flags")
      end
    elseif kind == "arches" then
      for _, arch in ipairs(value) do enum(arch, "SCMP_ARCH_", "arches") end
    elseif kind == "string" then
      assert(type(value) == "string")
    else
      for _, b in ipairs(value) do
        assert(#b.names >= 1)
        for _, name in ipairs(b.names) do assert(type(name) == "string") end
        enum(b.action, "SCMP_ACT_", "action")
        if b.errnoRet then unsigned(b.errnoRet, 0xffffffff) end
        for name in pairs(b) do
          assert(("names action errnoRet args"):find(name, 1, true), name)
        end
        for _, c in ipairs(b.args or {}) do
          unsigned(c.index, 5)
          unsigned(c.value, 2^64)
          if c.valueTwo then unsigned(c.valueTwo, 2^64) end
          enum(c.op, "SCMP_CMP_", "op")
          for name in pairs(c) do
            assert(("index value valueTwo op"):find(name, 1, true), name)
          end
        end
      end
    end
  end
  return document
end

return M
