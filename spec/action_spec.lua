-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local action = seccomp.action

local function refused(...)
  local ok, err = pcall(action, ...)
  assert.is_false(ok, "accepted: " .. tostring((...)))
  return err
end

describe("an action", function()
  it("has a name and, where it has one, a code", function()
    for _, fact in ipairs {
      {"allow", "allow"}, {"log", "log"}, {"notify", "notify"},
      {"trap", "trap"}, {"trace", "trace", 0}, {"errno", "errno", 1},
      {"kill", "kill_thread"}, {"kill_thread", "kill_thread"},
      {"kill_process", "kill_process"}, {"errno(EACCES)", "errno", 13},
      {"errno(13)", "errno", 13}, {"errno(0)", "errno", 0},
      {"errno(4095)", "errno", 4095}, {"trace(7)", "trace", 7},
      {"trace(65535)", "trace", 65535}, {"errno(EWOULDBLOCK)", "errno", 11},
      {"errno(ENOTSUP)", "errno", 95}, {"errno(EHWPOISON)", "errno", 133},
    } do
      local a = action(fact[1])
      assert.equal(fact[2], a.name, fact[1])
      assert.equal(fact[3], a.code, fact[1])
    end
  end)

  it("is written in any letter case, and as in C", function()
    for _, spec in ipairs {"allow", "log", "notify", "trap", "trace", "errno",
      "kill_thread", "kill_process", "kill", "errno(EACCES)", "trace(7)"} do
      local a = action(spec)
      for _, other in ipairs {spec:upper(), spec:lower(),
        spec:sub(1, 1):upper() .. spec:sub(2), "SCMP_ACT_" .. spec:upper(),
        "scmp_act_" .. spec} do
        assert.equal(a, action(other), other)
      end
    end
  end)

  it("takes its code as a second argument", function()
    assert.equal(action "errno(13)", action("errno", "EACCES"))
    assert.equal(action "errno(13)", action("errno", 13))
    assert.equal(action "errno(13)", action("errno", 13.0))
    assert.equal(action "errno(0)", action("errno", 0))
    assert.equal(action "errno(4095)", action("errno", 4095))
    assert.equal(action "trace(65535)", action("trace", 65535))
    assert.equal(action "errno(38)", action("SCMP_ACT_ERRNO", "ENOSYS"))
    assert.equal(action "errno", action("errno", nil))
  end)

  it("is made of an action, too", function()
    local a = action "errno(EIO)"
    assert.equal(a, action(a))
    assert.has_error(function() action(a, 5) end)
  end)

  it("is compared by value", function()
    assert.equal(action "errno(EPERM)", action "errno")
    assert.equal(action "kill", action "kill_thread")
    assert.not_equal(action "errno(1)", action "errno(2)")
    assert.not_equal(action "errno(1)", action "trace(1)")
    assert.not_equal(action "kill_thread", action "kill_process")
    assert.is_false(action "allow" == "allow")
    assert.is_false(action "allow" == seccomp.condition(0, "==", 0))
    assert.is_false(action "allow" == io.stdout)
  end)

  it("reads as a spec that parses back", function()
    for spec, text in pairs {
      allow = "allow", log = "log", notify = "notify", trap = "trap",
      trace = "trace(0)", ["trace(7)"] = "trace(7)",
      errno = "errno(EPERM)", ["errno(13)"] = "errno(EACCES)",
      ["errno(0)"] = "errno(0)", ["errno(4095)"] = "errno(4095)",
      ["errno(EWOULDBLOCK)"] = "errno(EAGAIN)", kill = "kill_thread",
      kill_process = "kill_process", ["trap(5)"] = "trap(5)",
    } do
      assert.equal(text, tostring(action(spec)))
      assert.equal(action(spec), action(tostring(action(spec))))
    end
    for code = 0, 4095 do
      local a = action("errno", code)
      assert.equal(a, action(tostring(a)))
      assert.equal(code, a.code)
    end
  end)

  it("may give a trap data", function()
    for _, code in ipairs {1, 5, 65535} do
      local a = action("trap", code)
      assert.equal(("trap(%d)"):format(code), tostring(a))
      assert.equal(a, action(tostring(a)))
      assert.equal(code, a.code)
      assert.equal("trap", a.name)
    end
    assert.equal(action "trap", action("trap", 0))
    assert.is_nil(action("trap", 0).code)
    -- and a Filter takes it where this libseccomp does
    local ok, filter = pcall(seccomp.filter, "trap(5)")
    if ok then
      assert.equal(action "trap(5)",
        (filter:program():simulate {syscall = "read"}))
    else
      assert.equal("EINVAL", filter.code)
      assert.truthy(filter.message:find("a policy (seccomp.policy) does", 1,
        true))
    end
    for _, code in ipairs {-1, 65536, 1.5, "7", "EPERM", true} do
      refused("trap", code)
    end
  end)

  it("with another code is a new one for errno and trace", function()
    local a = action "errno(1)"
    local b = a:with_code "EIO"
    assert.equal(5, b.code)
    assert.equal(1, a.code)
    assert.equal(action "errno(0)", a:with_code(0))
    assert.equal(action "trace(9)", action "trace":with_code(9))
  end)

  it("with another code is the same one for all others", function()
    for _, spec in ipairs {"allow", "log", "notify", "trap", "kill",
      "kill_process"} do
      local a = action(spec)
      assert.is_true(rawequal(a, a:with_code(5)))
      assert.is_true(rawequal(a, a:with_code "EIO"))
    end
  end)

  it("cannot be changed, and hides its metatable", function()
    local a = action "errno"
    assert.has_error(function() a.code = 5 end)
    assert.has_error(function() a.other = 5 end)
    assert.equal(1, a.code)
    assert.is_false(getmetatable(a))
    assert.has_error(function() setmetatable(a, {}) end)
    assert.is_nil(a.other)
    assert.is_nil(a[1])
    assert.is_nil(a[a])
  end)
end)

describe("no action is", function()
  it("a string that names none", function()
    for _, spec in ipairs {"", " allow", "allow ", "permit", "SCMP_ACT_",
      "SCMP_ACT_SCMP_ACT_ALLOW", "kill_", "err", "errnox", "0", "allow\n"} do
      assert.equal("EINVAL", refused(spec).code)
      assert.truthy(refused(spec).message:find "unknown action")
    end
  end)

  it("a code out of range, or no code at all", function()
    for _, spec in ipairs {"errno()", "errno(", "errno)", "errno(1", "errno1",
      "errno(1)x", "errno(-1)", "errno(4096)", "errno(65536)", "errno( 1)",
      "errno(1 )", "errno(1.0)", "errno(0x1)", "errno(1e1)", "errno(NOPE)",
      "errno(EPERM EIO)", "errno((1))", "errno(18446744073709551617)",
      "trace(65536)", "trace(-1)", "trace()", "trace(EPERM)",
      "trace(4294967296)", "errno(" .. ("9"):rep(4000) .. ")"} do
      assert.equal("EINVAL", refused(spec).code, spec)
    end
    for _, code in ipairs {-1, 4096, 65536, 1 << 32, math.mininteger, 1.5,
      0 / 0, true, {}, print, "13", "NOPE", "EPERM\0", ""} do
      refused("errno", code)
      assert.has_error(function() action "errno":with_code(code) end)
    end
    for _, code in ipairs {-1, 65536, 1 << 32, 1.5, "7", "EPERM", true} do
      refused("trace", code)
      assert.has_error(function() action "trace":with_code(code) end)
    end
  end)

  it("one with a code that takes none, or has one", function()
    for _, name in ipairs {"allow", "log", "notify", "kill", "kill_thread",
      "kill_process"} do
      local err = refused(name, 0)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find "takes no code", err.message)
      refused(name .. "(0)")
    end
    assert.truthy(refused("errno(1)", 2).message:find "has a code already")
  end)

  it("anything but an action or a string", function()
    for _, value in ipairs {0, 1, 0x7fff0000, true, false, {}, print,
      io.stdout, seccomp.condition(0, "==", 0), seccomp.filter "allow"} do
      local err = refused(value)
      assert.truthy(tostring(err):find("bad argument #1 to 'action'", 1, true))
    end
    refused()
    refused(nil)
    refused "allow\0"
    refused("allow", nil, nil)
    assert.has_error(function() action "errno":with_code() end)
    assert.has_error(function() action "allow":with_code() end)
    assert.has_error(function() action "allow":with_code(1, 2) end)
    assert.has_error(function() action "allow".with_code("allow", 1) end)
  end)

  it("made of one that is none by way of a filter", function()
    for _, value in ipairs {5, true, {}, "alow", "allow()", "", "allow\0"} do
      assert.has_error(function() seccomp.filter(value) end)
      local f = seccomp.filter "allow"
      local before = f:export_bpf()
      assert.has_error(function() f:add_rule("read", value) end)
      assert.has_error(function() f:set("bad_arch_action", value) end)
      assert.has_error(function() f:reset(value) end)
      assert.is_true(before == f:export_bpf())
    end
  end)
end)

describe("a filter", function()
  it("stops at errno 4094, and says so", function()
    assert.is_true(seccomp.filter "errno(4094)":is_valid())
    local ok, err = pcall(seccomp.filter, "errno(4095)")
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("4094", 1, true))
    local f = seccomp.filter "allow"
    assert.has_error(function() f:add_rule("read", "errno(4095)") end)
    assert.has_error(function() f:set("bad_arch_action", "errno(4095)") end)
    assert.has_error(function() f:reset "errno(4095)" end)
  end)
end)
