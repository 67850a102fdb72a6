-- SPDX-License-Identifier: MIT
-- Every function and method with arguments it must not take: each a clear
-- error that names the function (and the argument, option or value), never a
-- crash, and the filter as it was.
local seccomp = require "seccomp"
local support = require "spec.support"

local f, g -- fresh for each test

-- What is wrong for each kind of argument. A nil stands in as MISSING.
local MISSING = {}
local TYPES = {true, 5, 2.5, "x", MISSING, print, io.stdout, {},
  coroutine.create(print)}
local WRONG = {}

-- all of TYPES whose type is not among those named, and more
local function kind(name, types, more)
  local list = {}
  for _, value in ipairs(TYPES) do
    if not types[value == MISSING and "nil" or type(value)] then
      list[#list + 1] = value
    end
  end
  for _, value in ipairs(more) do list[#list + 1] = value end
  WRONG[name] = list
end

local NUL = "read\0write"
local STRING, NUMBER = {string = true}, {number = true}

kind("name", STRING, {"nonsense", "", NUL, "x86\0"})
kind("lookup", STRING, {NUL}) -- unknown names give nil and a message
kind("int32", NUMBER, {2.5, 1 << 31, -(1 << 31) - 1, 0 / 0, 1 / 0, "5"})
kind("level", NUMBER, {0, -1, 8, 1 << 32 | 1, 2.5, "5"})
kind("priority", NUMBER, {-1, 256, 1 << 32, 2.5, "5"})
kind("arch", STRING, {"x87", "", "x86\0", "arm65"})
kind("arch?", {string = true, ["nil"] = true}, {"x87", "x86\0"})
kind("action", {string = true, userdata = true},
  {"alow", "", "allow\0", "errno(4096)", "errno()", "trace(65536)",
    "allow(1)", io.stdout, seccomp.condition(0, "==", 0)})
kind("filter action", {string = true, userdata = true},
  {"alow", "errno(4095)", "trap(5)", "allow\0", io.stdout,
    seccomp.action "errno(4095)", seccomp.action "trap(5)"})
kind("errno", {string = true, number = true},
  {"NOPE", "", "EPERM\0", -1, 4096, 1 << 32, 1.5, "13"})
kind("code", {string = true, number = true}, {"EPERM\0"})
kind("syscall", {string = true, number = true, table = true},
  {"opnat", "", NUL, 2.5, 1 << 31, -5, -99, -1, {}, {"opnat"}, {"read", true},
    {"read", NUL}, {"read", 2.5}, {"read", 1 << 31}, {"read", x = 1},
    {"read", nil, "write"}, {{"read"}}, {-7}})
kind("one syscall", {string = true, number = true},
  {"opnat", NUL, 2.5, 1 << 31, -5, -1, {"read"}})
kind("condition", {table = true, userdata = true},
  {{}, {6, "==", 1}, {-1, "==", 1}, {0, "=", 1}, {0, "=="}, {0, "==", 1, 2},
    {0, "==", 1.5}, {0, "==", 2 ^ 63}, {0, "==", "x"}, {0, "==\0", 1},
    {0, "==", 1, width = 8}, {0, "==", 1, raw = 1},
    {0, "<", 1, width = 32}, {0, "==", 1, x = 1}, {"0", "==", 1},
    {arg = 0, op = "==", value = 1, mask = 1}, {arg = 0, op = "=="},
    {arg = 0, op = "masked_eq", value = 0}, {arg = 0, op = "==", valu = 1},
    {arg = 0, op = "==", value = -1, width = 32},
    {arg = 0, op = "==", value = 1, ["width\0"] = 32},
    io.stdout, seccomp.action "allow"})
kind("rules", {table = true},
  {{5}, {{}}, {{"read"}}, {"read", "kill"}, {read = "kill"},
    {{"read", "kill"}, nil, {"read", "kill"}}, {{"read", "kill"}, x = 1},
    {{"read", "kill", x = 1}}, {{"read", "kill", nil, {0, "==", 1}}},
    {{"read", "kill"}, {"opnat", "kill"}}, {{"read", "kill"}, {NUL, "kill"}},
    {{"read", "kill"}, {"read", "kil"}}, {{"read", "kill\0"}},
    {{"read", 5}}, {{"read", io.stdout}}, {{true, "kill"}}, {{{}, "kill"}},
    {{{"read", 5.5}, "kill"}}, {{1 << 31, "kill"}}, {{-5, "kill"}},
    {{-1, "kill"}}, {{"read", "allow"}}, {{"read", "kill", "arg0 == 1"}},
    {{"read", "kill", io.stdout}}, {{"read", "kill", {6, "==", 1}}},
    {{"read", "kill", {0, "==", 1}, {0, "==", 2}}},
    {{"read", "kill", {0, "<", 1, width = 32}}},
    {{"read", "kill", {0, "==", 1}, {1, "==", 1}, {2, "==", 1}, {3, "==", 1},
      {4, "==", 1}, {5, "==", 1}, {0, "==", 1}}}})
kind("arg", NUMBER, {-1, 6, 0.5, 1 << 32, "0"})
kind("operator", STRING, {"=", "", "==\0", "nonsense"})
kind("datum", {string = true, number = true},
  {1.5, 2 ^ 63, "x", "", "-1", "0x1", "1\0", "18446744073709551616"})
kind("options", {table = true, ["nil"] = true},
  {{nonsense = 1}, {1}, {[true] = 1}, {arches = {}}, {arches = "x86"},
    {arches = {"x87"}}, {arches = {"x86\0"}}, {arches = {5}},
    {arches = {"x86", "mips"}}, {log = 1}, {optimize = 3},
    {["log\0"] = true}, {default_action = "allow"},
    {bad_arch_action = "alow"}, {bad_arch_action = 5}})
kind("attribute", STRING, {"nonsense", "", "log\0", "LOG"})
kind("attribute or table", {string = true, table = true},
  {"nonsense", "log\0", {nonsense = true}, {log = 1}, {log = true, 5},
    {["log\0"] = true}, {default_action = "allow"}, {optimize = 0}})
kind("boolean", {boolean = true}, {0, 1, "true", MISSING})
kind("target", {number = true, userdata = true, ["nil"] = true},
  {-1, 1 << 31, 2.5, "file", 987654})
kind("load options", {table = true, ["nil"] = true},
  {{nonsense = true}, {bypass = 1}, {bypass = "true"}, {5},
    {["bypass\0"] = true}})
kind("function", {["function"] = true}, {})
kind("filter", {userdata = true},
  {io.stdout, seccomp.action "allow", seccomp.condition(0, "==", 0)})
local PROGRAM = seccomp.program "\6\0\0\0\0\0\0\0"
kind("programs", {table = true},
  {{5}, {"allow"}, {{}}, {io.stdout}, {PROGRAM, nil, PROGRAM},
    {PROGRAM, x = 1}, {PROGRAM, 5}, {PROGRAM, {PROGRAM}}, {[2] = PROGRAM},
    {PROGRAM, seccomp.action "allow"}, {{compile = print}},
    {setmetatable({}, {__name = "seccomp.policy"})},
    {setmetatable({compile = tostring}, {__name = "seccomp.policy"})},
    setmetatable({PROGRAM}, {__index = {PROGRAM}}),
    {PROGRAM, seccomp.program("\0\6\0\0\0\0\0\0", {endian = "big"})}})

-- Every function: the kinds of its arguments, and arguments that are right
-- (called only to see that they are).
local FUNCTIONS = {
  library_version = {},
  api = {},
  set_api = {{"level", function() return seccomp.api() end}},
  features = {},
  native_arch = {},
  arch = {{"lookup", "x86"}},
  arches = {},
  syscall_number = {{"lookup", "read"}, {"arch?", "x86"}},
  syscall_name = {{"int32", 0}, {"arch?", "x86"}},
  signature = {{"lookup", "read"}, {"arch?", "x86"}},
  constant = {{"lookup", "O_RDWR"}, {"arch?", "x86"}},
  action = {{"action", "errno"}, {"errno", 5, optional = true}},
  condition = {{"arg", 0, skip = "table"}, {"operator", "masked_eq"},
    {"datum", 3}, {"datum", 1, optional = true}},
  filter = {{"filter action", "allow"}, {"options", {}}},
  stack = {{"programs", {PROGRAM}}},
}

local METHODS = {
  is_valid = {reads = true, always = true},
  lock = {reads = true},
  is_locked = {reads = true},
  reset = {{"filter action", "allow"}},
  release = {reads = true, always = true},
  merge = {{"filter", function() return g end}},
  add_arch = {{"arch", "x86"}},
  remove_arch = {{"arch", "x86"}},
  has_arch = {{"arch", "x86"}, reads = true},
  arches = {reads = true},
  get = {{"attribute", "log"}, reads = true},
  set = {{"attribute or table", "log"}, {"boolean", true, skip = "table"}},
  set_priority = {{"one syscall", "read"}, {"priority", 5}},
  add_rule = {{"syscall", "read"}, {"filter action", "kill"},
    {"condition", {0, "==", 1}, optional = true},
    {"condition", {1, "==", 1}, optional = true}},
  add_rule_exact = {{"syscall", "read"}, {"filter action", "kill"},
    {"condition", {0, "==", 1}, optional = true}},
  add_rules = {{"rules", {{"read", "kill"}}}},
  rules = {reads = true},
  export_pfc = {{"target", nil}, reads = true},
  export_bpf = {{"target", nil}, reads = true},
  precompute = {reads = true, new = true},
  transaction = {{"function", function() return function() end end},
    new = true},
  load = {{"load options", {}, optional = true}, reads = true, unsafe = true},
}

local function snapshot(filter)
  local out = {tostring(filter), filter:export_pfc(), filter:export_bpf()}
  for _, name in ipairs {"default_action", "bad_arch_action", "no_new_privs",
    "tsync", "log", "ssb", "optimize", "raw_rc", "tskip"} do
    out[#out + 1] = tostring(filter:get(name))
  end
  for _, rule in ipairs(filter:rules()) do
    out[#out + 1] = rule.syscall .. table.concat(rule.arches, " ")
  end
  return table.concat(out, "\n")
end

local function show(value)
  if value == MISSING then return "nil" end
  if type(value) ~= "table" then
    return type(value) == "string" and ("%q"):format(value) or tostring(value)
  end
  local out = {}
  for key, item in pairs(value) do
    out[#out + 1] = tostring(key) .. "=" .. show(item)
  end
  return "{" .. table.concat(out, ", ") .. "}"
end

-- The call must raise, and the error name the function.
local function refuses(name, what, fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, name .. " takes " .. what)
  if type(err) == "table" then
    assert.equal("seccomp.error", getmetatable(err).__name)
    assert(err.op == name, name .. " with " .. what .. ": op is " .. err.op)
    assert.is_string(err.code)
    assert.is_true(#err.message > 0)
    assert.equal("integer", math.type(err.errno))
  else
    assert(err:find("bad argument #%d+ to '" .. name .. "' %(.+%)"),
      name .. " with " .. what .. ": " .. tostring(err))
  end
  return err
end

local function right(argument)
  local value = argument[2]
  if type(value) == "function" then value = value() end
  return value
end

-- Calls fn with `self` (or none) and right arguments but for one.
local function try_wrong(name, fn, spec, self)
  local base = self == nil and 0 or 1
  for i, argument in ipairs(spec) do
    for _, wrong in ipairs(WRONG[argument[1]]) do
      local skip = argument.skip == type(wrong) and wrong ~= MISSING or
        argument.optional and wrong == MISSING or
        wrong == print and argument[1] == "function"
      if not skip then
        local args = {self}
        for k = 1, i do
          args[base + k] = right(spec[k])
          if spec[k].skip == "table" and type(args[base + k - 1]) == "table"
          then
            args[base + k] = nil
          end
        end
        if wrong == MISSING then wrong = nil end
        args[base + i] = wrong
        refuses(name, ("#%d %s"):format(i, show(wrong)), fn,
          table.unpack(args, 1, base + i))
      end
    end
  end
end

local function right_arguments(spec)
  local args = {n = #spec}
  for i, argument in ipairs(spec) do args[i] = right(argument) end
  return args
end

before_each(function()
  f = seccomp.filter("allow", {arches = {"amd64", "arm64"}})
    :add_rule("write", "kill", {0, "==", 1}):set_priority("write", 3)
  g = seccomp.filter("allow", {arches = {"arm"}})
end)

describe("the tables of this spec", function()
  it("have every function of the binding", function()
    for name, value in pairs(seccomp) do
      if type(value) == "function" and not ({program = 1, spawn = 1,
        listener = 1})[name] then
        assert(FUNCTIONS[name], name .. " is not in the table")
      end
    end
    for name in pairs(debug.getmetatable(f).__index) do
      if not ({program = 1, verify = 1, listener = 1, policy = 1,
        compare = 1})[name] then
        assert(METHODS[name], "Filter:" .. name .. " is not in the table")
      end
    end
  end)

  it("have right arguments, which are taken", function()
    for name, spec in pairs(FUNCTIONS) do
      local args = right_arguments(spec)
      local ok, err = pcall(seccomp[name], table.unpack(args, 1, args.n))
      assert(ok, name .. ": " .. tostring(err))
    end
    for name, spec in pairs(METHODS) do
      if not spec.unsafe and
        not (spec.new and not support.library_at_least(2, 6)) then
        -- of the byte order that the arguments have
        local subject = seccomp.filter("allow", {arches = {"amd64"}})
        local args = right_arguments(spec)
        local ok, err = pcall(subject[name], subject,
          table.unpack(args, 1, args.n))
        assert(ok, name .. ": " .. tostring(err))
      end
    end
  end)
end)

for name, spec in pairs(FUNCTIONS) do
  describe("seccomp." .. name, function()
    it("refuses wrong arguments", function()
      try_wrong(name, seccomp[name], spec, nil)
    end)

    it("refuses extra arguments", function()
      local args = right_arguments(spec)
      for extra = 1, 20, 19 do
        refuses(name, "extra arguments", seccomp[name],
          table.unpack(args, 1, args.n + extra))
      end
    end)
  end)
end

for name, spec in pairs(METHODS) do
  local function method() return f[name] end

  describe("Filter:" .. name, function()
    it("refuses what is no filter", function()
      for _, value in ipairs(TYPES) do
        if value == MISSING then value = nil end
        local err = refuses(name, "self " .. show(value), method(), value)
        assert.truthy(tostring(err):find("seccomp.filter expected", 1, true))
      end
      refuses(name, "no self", method())
    end)

    it("refuses wrong arguments, and changes nothing", function()
      local before = snapshot(f)
      try_wrong(name, method(), spec, f)
      assert.equal(before, snapshot(f))
      assert.is_true(g:is_valid())
    end)

    it("refuses extra arguments, and changes nothing", function()
      local before = snapshot(f)
      local args = right_arguments(spec)
      local one_rule = name == "add_rule" or name == "add_rule_exact"
      for _, extra in ipairs {one_rule and 9 or args.n + 1, 40} do
        if one_rule then
          for i = 3, extra do args[i] = {(i - 3) % 6, "==", 1} end
        end
        refuses(name, "extra arguments", method(), f,
          table.unpack(args, 1, extra))
      end
      assert.equal(before, snapshot(f))
      assert.is_true(g:is_valid())
    end)

    it("on a released or merged filter says so", function()
      local target = seccomp.filter("allow", {arches = {"x86"}})
      local merged = seccomp.filter("allow", {arches = {"amd64"}})
      target:merge(merged)
      f:release()
      for _, dead in ipairs {f, merged} do
        local args = right_arguments(spec)
        if spec.always then
          assert.is_true((pcall(dead[name], dead)))
        else
          local err = refuses(name, "a released filter", dead[name], dead,
            table.unpack(args, 1, args.n))
          assert.equal("EINVAL", err.code)
          assert.truthy(err.message:find("filter is released", 1, true))
        end
      end
    end)

    it("on a locked filter " .. (spec.reads and "reads" or "says so"),
      function()
        if spec.unsafe or spec.new and spec.reads and
          not support.library_at_least(2, 6) then
          return
        end
        f:lock()
        local before = snapshot(f)
        local args = right_arguments(spec)
        if spec.reads then
          local ok, err = pcall(method(), f, table.unpack(args, 1, args.n))
          assert(ok, tostring(err))
        else
          local err = refuses(name, "a locked filter", method(), f,
            table.unpack(args, 1, args.n))
          assert.equal("EPERM", err.code)
          assert.equal(before, snapshot(f))
        end
      end)
  end)
end

describe("objects", function()
  it("have methods that refuse wrong arguments", function()
    local a = seccomp.action "errno"
    try_wrong("with_code", a.with_code, {{"errno", 5}}, a)
    try_wrong("with_code", a.with_code, {{"code", 5}},
      seccomp.action "allow")
    refuses("with_code", "extra", a.with_code, a, 5, 6)
    for _, value in ipairs(TYPES) do
      if value == MISSING then value = nil end
      refuses("with_code", "self " .. show(value), a.with_code, value, 5)
    end
  end)

  it("have metamethods that take anything", function()
    for _, object in ipairs {seccomp.action "allow",
      seccomp.condition(0, "==", 0), f,
      select(2, pcall(seccomp.filter, "alow"))} do
      local meta = debug.getmetatable(object)
      for _, name in ipairs {"__index", "__newindex", "__eq", "__tostring",
        "__gc", "__close", "__len", "__call", "__concat"} do
        local fn = meta[name]
        if type(fn) == "function" then
          for _, value in ipairs(TYPES) do
            if value == MISSING then value = nil end
            pcall(fn, value)
            pcall(fn, value, value)
            pcall(fn, object, value)
            pcall(fn, value, object, value)
          end
          pcall(fn)
        end
      end
    end
  end)
end)

describe("random arguments", function()
  -- in a child: a listener of a random descriptor closes it
  it("never crash, and every error is a clear one", function()
    local child = support.succeeds([[
      local seccomp = require "seccomp"
      local f = seccomp.filter("allow", {arches = {"amd64", "arm64"}})
      local program = seccomp.program(f:export_bpf())
      local condition = seccomp.condition(0, "==", 1)
      local stack = seccomp.stack {program, f}
      local values = {true, false, 0, 1, -1, 5, 2.5, 1 << 31, 1 << 63, 0 / 0,
        "", "x", "read", "allow", "errno(5)", "x86", "log", "read\0",
        "==", "masked_eq", ("x"):rep(300), {}, {1}, {"read"}, {"x86"},
        {0, "==", 1}, {log = true}, {arches = {"x86"}}, {arg = 0},
        {syscall = "read"}, print, io.stdout, coroutine.create(print), f,
        program, condition, seccomp.action "errno", program:bytes(),
        stack, {program, stack}, {stack, f, program},
        seccomp.filter("allow", {arches = {"x86"}})}
      local functions = {}
      local function add(names, prefix)
        for name, fn in pairs(names) do
          if type(fn) == "function" and name ~= "load" and name ~= "spawn" and
            name ~= "listener" and name ~= "set_api" and
            name ~= "release" then
            functions[#functions + 1] = {name = name, fn = fn}
          end
        end
      end
      add(seccomp)
      add(debug.getmetatable(f).__index)
      for _, name in ipairs {"bytes", "export", "simulate", "disassemble",
        "diff", "permits_at_most", "policy", "compare"} do
        add({[name] = program[name]})
        add({[name] = stack[name]})
      end
      table.sort(functions, function(a, b) return a.name < b.name end)
      math.randomseed(7)
      local errors = 0
      for i = 1, 30000 do
        local entry = functions[math.random(#functions)]
        local args = {n = math.random(0, 6)}
        for k = 1, args.n do
          args[k] = values[math.random(#values + 1)]
        end
        if math.random(3) > 1 then args[1] = f end
        -- what is written to stdout goes nowhere
        local ok, err = pcall(entry.fn, table.unpack(args, 1, args.n))
        if not ok then
          errors = errors + 1
          if type(err) == "table" then
            assert(err.op == entry.name, entry.name .. ": " .. tostring(err))
            assert(not tostring(err):find "\n")
          else
            assert(err:find("'" .. entry.name .. "'", 1, true),
              entry.name .. ": " .. err)
          end
        end
        if not f:is_valid() or f:is_locked() or #f:arches() ~= 2 or
          #f:rules() > 20 then
          f = seccomp.filter("allow", {arches = {"amd64", "arm64"}})
        end
      end
      assert(errors > 10000)
      io.stdout:setvbuf "no"
      os.exit(true, true)
    ]], {timeout = 50})
    assert.equal("", child.stderr)
  end)
end)
