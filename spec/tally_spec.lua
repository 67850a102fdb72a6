-- SPDX-License-Identifier: MIT
-- Calls that a Tracer counts and does not tell of, against what was called.
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"
local trace = require "seccomp.core.trace"

-- Numbers of no call: each fails with ENOSYS, whatever its arguments.
local FIRST <const> = 9000

local prologue
setup(function() prologue = select(2, native.helper()) end)

local function words(code)
  local list = support.interpreter()
  table.move({"-e", prologue .. "local call = helper.syscall\n" .. code}, 1, 2,
    #list + 1, list)
  return list
end

-- Runs Lua code whose calls from FIRST on are counted from the second of each
-- kind on, by the arguments that `look(number)` names. Returns what was told,
-- as {number =, kind =, process =} each; what was counted, as "process kind"
-- to {n =, [values as text] = n}; and how many were.
local function counted(code, look)
  if not trace.new(false) then pending "no calls are shown here" return end
  local tracer <close> = trace.new(false)
  local filter = seccomp.filter "trace":add_rule("exit_group", "allow")
  local process = seccomp.spawn(words(code), {filter = filter:program(),
    tracer = tracer})
  local told, counts = {}, {}
  while true do
    local pid, _, number = tracer:next()
    if not pid then break end
    if number >= FIRST and number < FIRST + 1000 then
      told[#told + 1] = {number = number, process = tracer:process(),
        kind = tracer:count(look and look(number))}
    end
  end
  assert.same({exited = 0}, process:wait(20 * support.slower))
  tracer:counted(function(caller, kind, n, ...)
    local key = caller .. " " .. kind
    counts[key] = counts[key] or {n = 0}
    counts[key].n = counts[key].n + n
    local values = table.concat({...}, " ")
    assert.is_nil(counts[key][values], "told twice")
    counts[key][values] = n
  end)
  return told, counts, tracer:total()
end

describe("a Tracer", function()
  it("counts by the arguments that it looks at, with their widths", function()
    if string.packsize "l" < 8 then pending "no 64-bit arguments" return end
    local told, counts, total = counted([[
      for _ = 1, 3 do
        call(9000, 1, 2, 3, 4, 5, 6)
        call(9000, 1 << 32 | 1, 2, 1 << 32 | 3, 4, 1 << 32 | 5, 7)
        call(9000, 1, 2, 3, 4, 6, 6)
        call(9001, 1, 2, 3, 4, 5, 6)
      end
    ]], function(number)
      return number == FIRST and {{arg = 0, width = 64},
        {arg = 2, width = 32}, {arg = 4, width = 32}} or nil
    end)
    if not told then return end
    assert.equal(2, #told)
    local own = told[1].process .. " "
    -- the first of each kind was told of
    assert.same({
      [own .. told[1].kind] = {n = 8, ["1 0 3 0 5 0"] = 2,
        ["4294967297 0 3 0 5 0"] = 3, ["1 0 3 0 6 0"] = 3},
      [own .. told[2].kind] = {n = 2, [""] = 2}}, counts)
    assert.equal(10, total)
  end)

  it("looks at each of six arguments, and at nothing else", function()
    local told, counts = counted([[
      for arg = 0, 5 do
        local args = {0, 0, 0, 0, 0, 0}
        call(9000 + arg, table.unpack(args))
        args[arg + 1] = 7
        call(9000 + arg, table.unpack(args))
      end
    ]], function(number) return {{arg = number - FIRST, width = 32}} end)
    if not told then return end
    for arg = 0, 5 do
      local values = {0, 0, 0, 0, 0, 0}
      values[arg + 1] = 7
      local one = told[arg + 1]
      assert.same({n = 1, [table.concat(values, " ")] = 1},
        counts[one.process .. " " .. one.kind])
    end
    local _, none = counted("call(9000, 7) call(9000, 8)",
      function() return {} end)
    assert.same({n = 1, [""] = 1}, select(2, next(none)))
  end)

  it("keeps 256 values of a kind, and counts the others without", function()
    -- of two kinds, so that the table grows more than once
    local told, counts, total = counted([[
      for round = 1, 3 do
        for number = 9000, 9001 do
          call(number, 0)
          for i = 1, 300 do call(number, i) end
        end
      end
    ]], function() return {{arg = 0, width = 64}} end)
    if not told then return end
    assert.equal(2, #told)
    for _, one in ipairs(told) do
      local got = counts[one.process .. " " .. one.kind]
      local kept = 0
      for values, n in pairs(got) do
        if values ~= "" and values ~= "n" then
          local value = tonumber(values:match "^%d+")
          assert.equal(value == 0 and 2 or 3, n)
          kept = kept + 1
        end
      end
      assert.equal(256, kept)
      assert.equal(3 * 301 - 1, got.n)
    end
    assert.equal(2 * (3 * 301 - 1), total)
  end)

  it("counts each process by itself", function()
    local other = words "for _ = 1, 3 do call(9000, 1) end"
    for i, word in ipairs(other) do other[i] = support.quote(word) end
    local told, counts = counted(([[
      for _ = 1, 3 do call(9000, 1) end
      os.execute(%q)
      call(9000, 2)
    ]]):format(table.concat(other, " ")), function()
      return {{arg = 0, width = 64}}
    end)
    if not told then return end
    assert.equal(1, #told)
    local list = {}
    for key, of in pairs(counts) do
      list[tonumber(key:match "^%d+") == told[1].process and 1 or 2] = of
    end
    assert.same({{n = 3, ["1 0 0 0 0 0"] = 2, ["2 0 0 0 0 0"] = 1},
      {n = 3, ["1 0 0 0 0 0"] = 3}}, list)
  end)

  it("has room for 512 kinds, and tells of all calls of others", function()
    local told, counts, total = counted([[
      for _ = 1, 3 do
        for number = 9000, 9519 do call(number) end
      end
    ]])
    if not told then return end
    assert.equal(512 + 3 * 8, #told)
    local kinds = {}
    for i, one in ipairs(told) do
      assert.equal(i <= 512, one.kind ~= nil)
      if one.kind then
        assert.is_nil(kinds[one.kind])
        kinds[one.kind] = one.number
        assert.same({n = 2, [""] = 2}, counts[one.process .. " " .. one.kind])
      end
    end
    assert.equal(1024, total)
  end)

  it("comes back each second while it counts, where that is asked for",
  function()
    local tracer <close> = trace.new(false)
    if not tracer then pending "no calls are shown here" return end
    local process = seccomp.spawn(words "while true do call(9000) end",
      {filter = seccomp.filter "trace":program(), tracer = tracer})
    local number
    repeat number = select(3, tracer:next(true)) until number == FIRST
    assert.equal(0, tracer:total())
    assert.is_truthy(tracer:count())
    local before = tracer:total()
    local got = table.pack(tracer:next(true))
    assert.same({0, n = 1}, got)
    assert.is_true(tracer:total() > before)
    if trace.new(true) then assert.is_true(tracer:renumber(FIRST)) end
    assert.equal(1, tracer:left())
    tracer:close() -- which kills it
    assert.equal("EBUSY", select(2, pcall(process.wait, process)).code)
  end)

  it("takes what is a number, an argument or a size, and no more", function()
    local tracer <close> = trace.new(false)
    if not tracer then pending "no calls are shown here" return end
    local function refused(method, ...)
      local ok, err = pcall(tracer[method], tracer, ...)
      assert.is_false(ok)
      return err:match "out of range: (.*)%)$"
    end
    assert.equal("-1 is not in 0 to 2147483647", refused("renumber", -1))
    assert.equal("2147483648 is not in 0 to 2147483647",
      refused("renumber", 1 << 31))
    assert.equal("-1 is not in 0 to 64", refused("read", 0, -1))
    assert.equal("65 is not in 0 to 64", refused("read", 0, 65))
    for _, arg in ipairs {-1, 6} do
      assert.equal(arg .. " is not in 0 to 5",
        refused("count", {{arg = 0}, {arg = arg, width = 64}}))
    end
    for method, most in pairs {count = 1, counted = 1, ended = 0,
      filter = 1, left = 0, name = 0, next = 1, process = 0, processes = 0,
      read = 2, read_string = 1, renumber = 1, total = 0}
    do
      local ok, err = pcall(tracer[method], tracer,
        table.unpack({0, 0, 0}, 1, most + 1))
      assert.is_false(ok, method)
      assert.matches("to '" .. method .. "' %(no more than " .. most + 1 .. " ",
        tostring(err))
    end
    assert.is_nil(tracer:read(0, 64)) -- of no process
    assert.is_nil(tracer:read_string(0))
    assert.same({0, 0, false}, {tracer:left(), tracer:total(),
      tracer:ended()})
    -- of nothing that stands each kind is one
    local kind = tracer:count {{arg = 0, width = 64}, {arg = 5, width = 32}}
    assert.equal(kind, tracer:count())
    tracer:counted(function() error "nothing was counted" end)
  end)

  it("that is closed has nothing more to tell", function()
    local tracer = trace.new(false)
    if not tracer then pending "no calls are shown here" return end
    tracer:close()
    tracer:close()
    assert.equal(0, select("#", tracer:next()))
    assert.equal(0, select("#", tracer:next(true)))
    assert.equal(0, select("#", tracer:count()))
    assert.same({0, 0, false, {}}, {tracer:left(), tracer:total(),
      tracer:ended(), tracer:processes()})
    assert.same({nil, "ESRCH"}, {tracer:renumber(0)})
    local ok, err = pcall(seccomp.spawn, {"true"}, {tracer = tracer})
    assert.is_false(ok)
    assert.equal("EBUSY", err.code)
    assert.equal("option tracer: it is in use, or closed", err.message)
  end)
end)
