-- SPDX-License-Identifier: MIT
-- A rule on NETLINK_NETFILTER printed as `domain == AF_NETLINK, protocol ==
-- IPPROTO_PUP`, and optname 100 of SOL_SCTP as UDP_ENCAP: the words were right
-- for another domain, and another level. An inotify mask of 0x7f was
-- IN_LOOPBACKNET, clone's flag 0x40 CLONE_ARGS_SIZE_VER0, optname 240
-- TCP_DATA_OFFSET: constants of the same headers that no argument takes.
local call_text = require("seccomp.cli.call").text
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

-- The text of a policy of one rule, and of what it compiles to.
local function texts_of(arch, call, when)
  local policy = policies.new {default = "allow", arches = {arch},
    rules = {{call, action = "log", when = when}}}
  local text = tostring(policy)
  assert.equal(text, tostring(policies.parse(text)))
  return text, tostring(policy:compile():policy())
end

local function check(wanted, arch, call, when)
  for _, text in ipairs {texts_of(arch, call, when)} do
    assert.truthy(text:find(wanted, 1, true), wanted .. " in " .. text)
  end
end

describe("words of values that another argument decides on", function()
  it("are IPPROTO_ beside AF_INET and AF_INET6 alone", function()
    for domain, word in pairs {[2] = "IPPROTO_PUP", [10] = "IPPROTO_PUP",
      [16] = false, [17] = false, [38] = false, [1] = false}
    do
      local wanted = ('{"protocol", "==", %s}'):format(
        word and ('"%s"'):format(word) or "0xc")
      check(wanted, "amd64", "socket", {{0, "==", domain, width = 32},
        {2, "==", 12, width = 32}})
    end
    check('{"protocol", "==", 0xc}', "amd64", "socket",
      {{2, "==", 12, width = 32}})
    check('{"protocol", "==", 0xc}', "amd64", "socket",
      {{0, "!=", 2, width = 32}, {2, "==", 12, width = 32}})
  end)

  it("are what a level has", function()
    for _, case in ipairs {
      {1, 15, '"SO_REUSEPORT"'}, {6, 1, '"TCP_NODELAY"'}, {6, 240, "0xf0"},
      {41, 26, '"IPV6_V6ONLY"'}, {17, 103, '"UDP_SEGMENT"'},
      {263, 18, '"PACKET_FANOUT"'}, {132, 100, "0x64"}, {0, 128, "0x80"},
      {0, 1, '"IP_TOS"'}, {270, 1, "1"},
    } do
      check(('{"optname", "==", %s}'):format(case[3]), "amd64", "setsockopt",
        {{1, "==", case[1], width = 32}, {2, "==", case[2], width = 32}})
    end
    -- SOL_SOCKET is another number there, and SO_REUSEADDR as well
    check('{"optname", "==", "SO_REUSEADDR"}', "mips64", "setsockopt",
      {{1, "==", 0xffff, width = 32}, {2, "==", 4, width = 32}})
    check('{"optname", "==", 4}', "mips64", "setsockopt",
      {{1, "==", 1, width = 32}, {2, "==", 4, width = 32}})
  end)

  it("are read as before, whatever stands beside them", function()
    local text = texts_of("amd64", "socket", {{"domain", "==", "AF_INET"},
      {"protocol", "==", "IPPROTO_TCP"}})
    assert.truthy(text:find('"IPPROTO_TCP"', 1, true))
    text = texts_of("amd64", "setsockopt", {{"optname", "==", "TCP_NODELAY"}})
    assert.truthy(text:find('"TCP_NODELAY"', 1, true))
  end)

  it("are in calls, too", function()
    assert.equal("amd64 socket(AF_NETLINK, SOCK_RAW, 0xc)",
      call_text {arch = "amd64", syscall = "socket", arg0 = 16, arg1 = 3,
        arg2 = 12})
    assert.equal("amd64 socket(AF_INET, SOCK_RAW, IPPROTO_UDP)",
      call_text {arch = "amd64", syscall = "socket", arg0 = 2, arg1 = 3,
        arg2 = 17})
    local near = policies.new {default = "allow", arches = {"amd64"}, rules = {
      {"socket", action = "log", when = {{"domain", "==", 16},
        {"protocol", "==", 12}}}}}
      :near {arch = "amd64", syscall = "socket", arg0 = 16, arg2 = 4}
    assert.equal("it needs protocol == 0xc, and protocol is 4", near[1].why)
  end)
end)

it("words are of constants that the argument takes", function()
  for _, case in ipairs {
    {"inotify_add_watch", 2, 0x7f, '"IN_ACCESS|IN_MODIFY|IN_ATTRIB|' ..
      'IN_CLOSE|IN_OPEN|IN_MOVED_FROM"'},
    {"clone", 0, 0x40, "0x40"}, {"unshare", 0, 0x50, "0x50"},
    {"timerfd_settime", 1, 0x40085400, "0x40085400"},
    {"futex", 1, 0xffffffff, "0xffffffff"}, {"arch_prctl", 0, 1, "1"},
    {"mlock2", 1, 0x800000, "0x800000"},
  } do
    local text = texts_of("amd64", case[1], {{case[2], "==", case[3],
      width = seccomp.signature(case[1], "amd64")[case[2] + 1].width}})
    text = text:gsub("\\z%s+", "")
    assert.truthy(text:find(('"==", %s'):format(case[4]), 1, true), text)
  end
  -- their values are told all the same
  assert.equal(0x7f, seccomp.constant "IN_LOOPBACKNET")
  assert.equal(0x40, seccomp.constant "CLONE_ARGS_SIZE_VER0")
end)
