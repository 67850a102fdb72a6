-- SPDX-License-Identifier: MIT
-- Lists of values: a rule for each.
local here = require "spec.here"
local seccomp = require "seccomp"
local support = require "spec.support"

local filter = seccomp.filter

-- What can be seen of a filter's rules, and of what becomes of them.
local function shown(f)
  local out = {f:export_pfc(), f:export_bpf()}
  for _, rule in ipairs(f:rules()) do
    out[#out + 1] = ("%s %s %s"):format(rule.syscall, rule.action, rule.exact)
    for _, c in ipairs(rule.conditions) do out[#out + 1] = tostring(c) end
  end
  return table.concat(out, "\n")
end

local function refuses(f, code, message, fn, ...)
  local before = shown(f)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  assert.equal(code, type(err) == "table" and err.code or err)
  assert.equal(message, err.message:sub(1, #message))
  assert.equal(before, shown(f))
end

-- The conditions that a list stands for, in order: of several lists the values
-- of the last change soonest.
local function each_of(conditions)
  local all = {{}}
  for _, c in ipairs(conditions) do
    local more, n = {}, c[2] == "==" and 3 or 4
    for _, begun in ipairs(all) do
      for _, value in ipairs(type(c[n]) == "table" and c[n] or {c[n]}) do
        local one = {table.unpack(c)}
        one[n], one.width = value, c.width
        more[#more + 1] = {table.unpack(begun)}
        table.insert(more[#more], one)
      end
    end
    all = more
  end
  return all
end

describe("a list of values", function()
  it("adds the rule for each of them, in order", function()
    local f = filter "errno"
      :add_rule({"ioctl", "fcntl"}, "allow", {1, "==", {9, 5, 7}})
      :add_rule_exact("read", "trap", {0, "==", {2, 1}},
        {2, "masked_eq", 0xf, {"3", 4.0}})
      :add_rules {{"write", "allow",
        {arg = 0, op = "eq", value = {1, 2}, width = 32}}}
    local lines = {}
    for i, rule in ipairs(f:rules()) do
      lines[i] = ("%s %s%s"):format(rule.syscall,
        rule.exact and "exactly " or "", rule.action)
      for _, c in ipairs(rule.conditions) do
        lines[i] = lines[i] .. ", " .. tostring(c)
      end
    end
    assert.same({
      "ioctl allow, arg1 == 0x9", "ioctl allow, arg1 == 0x5",
      "ioctl allow, arg1 == 0x7", "fcntl allow, arg1 == 0x9",
      "fcntl allow, arg1 == 0x5", "fcntl allow, arg1 == 0x7",
      "read exactly trap, arg0 == 0x2, arg2 & 0xf == 0x3",
      "read exactly trap, arg0 == 0x2, arg2 & 0xf == 0x4",
      "read exactly trap, arg0 == 0x1, arg2 & 0xf == 0x3",
      "read exactly trap, arg0 == 0x1, arg2 & 0xf == 0x4",
      "write allow, arg0:32 == 0x1", "write allow, arg0:32 == 0x2",
    }, lines)
    f:verify()
    local program = f:program()
    for value = 0, 12 do
      local one = value == 5 or value == 7 or value == 9
      assert.equal(one and "allow" or "errno(EPERM)",
        tostring(program:simulate("ioctl", 0, value)))
    end
  end)

  it("makes what the rules make that it stands for, or nothing", function()
    local random = math.random
    math.randomseed(8)
    local CALLS = {"read", "ioctl", "socket", "bind", "mkdir", "semop"}
    local function conditions()
      local out = {}
      for arg = 0, random(0, 2) do
        local value = {}
        for i = 1, random(4) do value[i] = random(0, 5) end
        if random(3) == 1 then value = random(0, 5) end
        out[#out + 1] = random(3) == 1 and {arg, "masked_eq", 7, value} or
          {arg, "==", value, width = random(4) == 1 and 32 or nil}
      end
      return out
    end
    local added, refused = 0, 0
    support.loses("libseccomp", function()
      for _ = 1, 300 do
        local arches = ({{"amd64"}, {"amd64", "x86", "x32"}, {"x86"},
          {"arm64", "arm"}})[random(4)]
        local one = filter("kill_process", {arches = arches})
        local many = filter("kill_process", {arches = arches})
        for _ = 1, 3 do
          local calls, when = {CALLS[random(6)]}, conditions()
          local action = random(3) == 1 and "trap" or "allow"
          if random(3) == 1 then calls[2] = CALLS[random(6)] end
          local exact, ok, code = random(6) == 1, true, nil
          for _, call in ipairs(calls) do
            for _, single in ipairs(each_of(when)) do
              local method = exact and many.add_rule_exact or many.add_rule
              local fine, err = pcall(method, many, call, action,
                table.unpack(single))
              if not fine and ok then ok, code = false, err.code end
            end
          end
          local before, listed = shown(one), not exact and random(2) == 1
          local done, err = pcall(function()
            if listed then
              one:add_rules {{calls, action, table.unpack(when)}}
            else
              local method = exact and one.add_rule_exact or one.add_rule
              method(one, calls, action, table.unpack(when))
            end
          end)
          assert.equal(ok, done)
          if not ok then
            assert.equal(code, err.code)
            assert.equal(before, shown(one))
            refused = refused + 1
            break
          end
          added = added + 1
          assert.equal(shown(many), shown(one))
        end
      end
    end)
    assert.is_true(added > 100 and refused > 50, added .. " " .. refused)
  end)

  it("may be long, and filled from its end", function()
    local values, backwards, f = {}, {}, filter "allow"
    for i = 1, 700 do values[i] = 3 * i end
    for i = 700, 1, -1 do backwards[i] = 3 * i end
    for i = 1, 700 do f:add_rule("ioctl", "trap", {1, "==", 3 * i}) end
    for _, list in ipairs {values, backwards} do
      assert.equal(shown(f), shown(filter "allow"
        :add_rule("ioctl", "trap", {1, "==", list})))
      assert.equal(shown(f), shown(filter "allow"
        :add_rules {{"ioctl", "trap", {1, "==", list}}}))
    end
    -- few values, and many rules
    for i = 1, 3 do values[i] = {table.unpack(values, 4, 14)} end
    assert.equal(2 * 11 ^ 3, #filter "allow":add_rule({"ioctl", "fcntl"},
      "trap", {1, "==", values[1]}, {2, "==", values[2]}, {3, "==", values[3]})
      :rules())
  end)

  it("is told from what it cannot be", function()
    local f = filter "allow":add_rule("read", "trap", {0, "==", 1})
    local many = {}
    for i = 1, 65 do many[i] = i end
    for message, rule in pairs {
      ["condition: a list of values has at least one value, numbered from 1 " ..
        "without a gap, and nothing else"] = {"read", "trap", {0, "==", {}}},
      ["condition: value 2 of the list: a 64-bit value is an integer, an " ..
        "integral float below 2^63 or a decimal string, not userdata"] =
        {"read", "trap", {0, "==", {1, f, 3}}},
      ['condition: value 3 of the list: "0x1" is not a decimal number'] =
        {"read", "trap", {0, "==", {1, 2, "0x1"}}},
      ["condition: value 1 of the list: 0.5 is not an exact integer"] =
        {"read", "trap", {0, "==", {0.5}}},
      ["condition: a list of values goes with == and masked_eq, where any " ..
        "may match; < takes one value"] = {"read", "trap", {0, "<", {1, 2}}},
      ["condition: a list of values goes with == and masked_eq, where any " ..
        "may match; != takes one value; for none of several, a rule of a " ..
        "policy (seccomp.policy) has a condition for each"] =
        {"read", "trap", {0, "!=", {1, 2}}},
      ["condition: mask: a 64-bit value is an integer"] =
        {"read", "trap", {0, "masked_eq", {1}, 1}},
      ["condition: 0x100000001 does not fit width 32"] =
        {"read", "trap", {0, "==", {1, 0x100000001}, width = 32}},
      ["condition: == takes one value; only masked_eq"] =
        {"read", "trap", {0, "==", {1}, {2}}},
      ["two conditions on arg0"] =
        {"read", "trap", {0, "==", {1}}, {0, "==", {2}}},
      ["the lists of values come to more than 4096 rules"] =
        {"read", "trap", {0, "==", many}, {1, "==", {table.unpack(many, 2)}}},
    } do
      if message:find("4096", 1, true) then
        refuses(f, "E2BIG", message, f.add_rule, f, table.unpack(rule))
        -- two calls with half as many each
        rule[4][3] = {table.unpack(many, 1, 32)}
        rule[1] = {"read", "write"}
        refuses(f, "E2BIG", message, f.add_rule, f, table.unpack(rule))
      else
        refuses(f, "EINVAL", message, f.add_rule, f, table.unpack(rule))
        refuses(f, "EINVAL", message, f.add_rule_exact, f, table.unpack(rule))
        refuses(f, "EINVAL", "rule 2: " .. message, f.add_rules, f,
          {{"close", "trap"}, rule})
      end
    end
    for _, gap in ipairs {{1, nil, 3}, {1, 2, x = 3}, {[0] = 1, 2},
      {[2] = 1}} do
      refuses(f, "EINVAL", "condition: a list of values has at least one value",
        f.add_rule, f, "read", "trap", {0, "==", gap})
    end
  end)

  it("is added all or none", function()
    local f = filter "allow":add_rule("read", "trap", {0, "==", 5})
    refuses(f, "EEXIST", "read: a rule with the same conditions", f.add_rule, f,
      {"write", "read"}, "errno", {0, "==", {3, 4, 5, 6}})
    f:add_arch(here.little and "x86" or "s390")
    refuses(f, "EINVAL", "read: datum 0x100000000 of arg0 is over 32 bits",
      f.add_rule, f, "read", "trap", {0, "==", {3, 1 << 32}})
  end)

  it("is no Condition", function()
    local message = "a list of values is for the rules of a Filter"
    for _, fn in ipairs {
      function() seccomp.condition {0, "==", {1, 2}} end,
      function()
        seccomp.condition {arg = 0, op = "masked_eq", mask = 3, value = {1}}
      end,
    } do
      local ok, err = pcall(fn)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(message, 1, true), err.message)
    end
    assert.error_matches(function() seccomp.condition(0, "==", {1}) end,
      "bad argument #3 to 'condition'")
  end)
end)
