-- SPDX-License-Identifier: MIT
-- A recording that was not written by us was believed too much. A call could be
-- shown as getpid and allow execve, for the name was shown and the number
-- allowed; a name with a NUL, an arch by another name, and a number of more
-- than 32 bits were errors in the middle of making a policy ("attempt to
-- perform arithmetic on a nil value"); counts that add up to more than an
-- integer holds went below 0; members that were false passed for left out; a
-- call whose list of values was empty was in no rule of a policy with tight
-- arguments, and nothing said so. Finding what came after an execve took time
-- with the square of the number of processes.
local record = require "seccomp.record"
local support = require "spec.support"

local function text(call, more)
  return ('{"seccomp_recording": 2, "runs": 1, %s "calls": [%s], ' ..
    '"launcher": []}'):format(more or "", call)
end

local CALL = '{"arch": "amd64", "number": %s, %s "count": 1, "runs": 1}'
local ARGUMENTS = '"arguments": %s, "seen": %s,'

local function refused(why, document)
  local ok, err = pcall(record.parse, document, "x")
  assert.is_false(ok, document)
  assert.equal("EINVAL", err.code)
  assert.truthy(err.message:find("x is not a recording: " .. why, 1, true),
    err.message)
end

describe("a recording of somebody else", function()
  it("has calls by the names of their numbers", function()
    for name, number in pairs {getpid = 59, ["wri\\u0000te"] = 1,
      ["\\u001b[31m"] = 1, [""] = 1}
    do
      refused("calls[1].syscall is not the name of that number", text(
        CALL:format(number, ('"syscall": "%s",'):format(name))))
    end
    refused("calls[2] is not a call that is listed once", text(
      CALL:format(1, "") .. "," .. CALL:format(1, "")))
    -- by another name of the arch
    refused("calls[2] is not a call that is listed once", text(
      CALL:format(1, "") .. "," .. CALL:format(1, ""):gsub("amd64", "x86_64")))
    local recording = record.parse(text((CALL:format(1, '"syscall": "write",')
      :gsub("amd64", "x86_64"))))
    assert.equal("amd64", recording.calls[1].arch)
    assert.equal("allow", tostring((recording:policy():compile()
      :simulate {arch = "amd64", syscall = "write"})))
  end)

  it("has numbers of 32 bits", function()
    for _, number in ipairs {"1099511627776", "4294967296",
      "18446744071562067967", "-1", "1.5", "true"}
    do
      refused("calls[1].number is not ", text(CALL:format(number, "")))
    end
    for _, number in ipairs {"4294967295", "18446744073709551615"} do
      local recording = record.parse(text(CALL:format(number, "")))
      assert.equal(-1, recording.calls[1].number)
      assert.equal("allow", tostring((recording:policy():compile()
        :simulate {arch = "amd64", syscall = -1})))
    end
    for _, count in ipairs {"9223372036854775807", "281474976710657", "0",
      "1e3", "-1", "false"}
    do
      refused("calls[1].count is not a number", text((CALL:format(1, "")
        :gsub('"count": 1', '"count": ' .. count))))
    end
  end)

  it("has values, or says that it has none", function()
    local one = '[{"arg": 2, "width": 32}]'
    for arguments, seen in pairs {[one] = "[]", ["[]"] = '[{"values": [], ' ..
      '"count": 1, "runs": 1}]', ['[{"arg": 2, "width": 32}, {"arg": 2, ' ..
      '"width": 32}]'] = '[{"values": [5, 6], "count": 1, "runs": 1}]'}
    do
      refused("calls[1].", text(CALL:format(257, ARGUMENTS:format(arguments,
        seen))))
    end
  end)

  it("has no members that are false", function()
    for _, more in ipairs {'"by": false,', '"command": false,',
      '"processes": false,', '"interrupted": false,', '"command": -1,',
      '"processes": [{"run": 1, "pid": false}],',
      '"processes": [{"run": 1, "program": false}],'}
    do
      refused("", text(CALL:format(1, ""), more))
    end
  end)

  it("may have as many processes as it likes", function()
    local before = os.clock()
    for _, form in ipairs {
      function(i) return i > 1 and i - 1 end, -- one from the other
      function(i) return i < 20000 and i + 1 end,
      function(i) return i > 1 and 1 end,
    } do
      local list = {}
      for i = 1, 20000 do
        local parent = form(i)
        list[i] = ('{"run": 1, "pid": 7, "executed": true%s}'):format(
          parent and ', "parent": ' .. parent or "")
      end
      local recording = record.parse(text("", ('"processes": [%s],'):format(
        table.concat(list, ","))))
      pcall(recording.since, recording, "execve")
    end
    assert.is_true(os.clock() - before < 8 * support.slower)
  end)
end)

describe("Recording:since", function()
  it("says that it is not known what started a process", function()
    local recording = record.parse(text(CALL:format(1, ""),
      '"processes": [{"run": 1, "pid": 7, "program": "sh"}, {"run": 1, ' ..
      '"pid": 7, "program": "a", "parent": 1, "executed": true}, ' ..
      '{"run": 1, "pid": 9, "program": "b"}],'))
    local ok, err = pcall(recording.since, recording, "execve")
    assert.is_false(ok)
    assert.truthy(err.message:find("what started b (pid 9)", 1, true),
      err.message)
  end)
end)
