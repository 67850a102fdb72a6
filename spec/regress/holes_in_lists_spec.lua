-- SPDX-License-Identifier: MIT
-- A list with a nil in it ended there: of `rules = {one, wanted or nil, two}`
-- the rule `two` was lost, and of a rule's conditions all behind the nil, which
-- left the policy weaker than written, and said nothing.
local groups = require "seccomp.groups"
local policy = require "seccomp.policy"
local support = require "spec.support"

local ALLOW = {"read", action = "allow"}
local DENY = {"ptrace", action = "kill_process"}

local function refused(spec, message)
  local ok, err = pcall(policy.new, spec)
  assert.is_false(ok)
  assert.equal("EINVAL", err.code)
  assert.equal(message, err.message)
end

describe("a nil in a list of a policy", function()
  it("is refused among the rules", function()
    refused({default = "allow", rules = {ALLOW, nil, DENY}},
      "rules is a list, and number 2 of its 3 is nil")
    refused({default = "allow", rules = {nil, DENY}},
      "rules is a list, and number 1 of its 2 is nil")
  end)

  it("is refused among conditions", function()
    refused({default = "errno(EPERM)", rules = {{"mmap", action = "allow",
      when = {{0, "==", 1}, nil, {2, "==", 0}}}}},
      "rules[1].when is a list, and number 2 of its 3 is nil")
  end)

  it("is refused among arches and names", function()
    refused({default = "allow", arches = {"amd64", nil, "x86"}},
      "arches is a list, and number 2 of its 3 is nil")
    refused({default = "allow", arches = {"amd64", "x86"}, rules = {
      {"read", action = "log", arches = {"amd64", nil, "x86"}}}},
      "rules[1].arches is a list, and number 2 of its 3 is nil")
    refused({default = "allow", rules = {{"read", nil, "write",
      action = "log"}}},
      "rules[1]: a syscall is a name, a group, a number or a range, not nil")
  end)

  it("takes no memory for what could be there", function()
    -- of these a table for 2^29 names was made, of 8 GiB, or all of as many
    -- values looked at
    local function sparse(first, value)
      local source = {first}
      for i = 0, 29 do
        source[#source + 1] = ("[%d] = %s"):format(1 << i, value)
      end
      return load("return {" .. table.concat(source, ", ") .. "}")()
    end
    local started = os.clock()
    refused({default = "allow", rules = {ALLOW, sparse("action = 'allow'",
      "'read'")}},
      "rules[2]: a syscall is a name, a group, a number or a range, not nil")
    refused({default = "allow", rules = {{"read", action = "log",
      when = {{0, "==", sparse("n = nil", "1")}}}}},
      "rules[1].when[1]: a list of values has at least one value, numbered " ..
      "from 1 without a gap, and nothing else")
    assert.is_true(os.clock() - started < support.slower)
  end)

  it("is refused whatever a metatable says of the list", function()
    local function list(n, ...)
      return setmetatable({...}, {__len = function() return n end,
        __index = function() return ALLOW end})
    end
    for _, rules in ipairs {list(math.maxinteger, ALLOW, nil, DENY),
        list(0, ALLOW), list(9, ALLOW)} do
      refused({default = "allow", rules = rules},
        "rules is a plain table, and this one has a metatable: copy it")
    end
  end)

  it("and ids that are no list are refused by lint", function()
    local p = policy.new {default = "allow"}
    for _, ignore in ipairs {{denylist = true}, {[2] = "denylist"},
      {"denylist", nil, "io-uring"}}
    do
      local ok, err = pcall(p.lint, p, {ignore = ignore})
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
    end
  end)
end)

describe("groups", function()
  it("take no more arguments than they have", function()
    assert.is_false(pcall(groups.expand, "@aio", 1))
    assert.is_false(pcall(groups.purpose, "@aio", 1))
    assert.is_false(pcall(groups.names, 1))
  end)
end)
