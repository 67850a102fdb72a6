-- SPDX-License-Identifier: MIT
-- strace shows syscall(-1), which programs call to see what a filter does, as
-- syscall_0xffffffffffffffff: a whole log was refused for that; with 8 digits
-- it was "bad argument #1 to 'syscall_name'"; and a number of 17 digits was
-- taken for what its low bits are, as 0x10000000000000001 for write. In audit
-- logs what is x32's with the sign bit was amd64's, on which no rule can be.
local record = require "seccomp.record"

local function call_of(text)
  local calls = record.parse(text .. "\n", "log", {arch = "amd64"}).calls
  assert.equal(1, #calls)
  return calls[1]
end

-- What strace writes on amd64; an audit log's line.
local function strace(number)
  return ("[ Process PID=1 runs in 64 bit mode. ]\nsyscall_%s(1) = -1")
    :format(number)
end
local function audit(number)
  return ("type=SECCOMP msg=audit(1:2): pid=1 comm=\"a\" sig=0 " ..
    "arch=c000003e syscall=%d compat=0 ip=0x1 code=0x7ffc0000"):format(number)
end

describe("the number of a call in a log", function()
  it("is of 32 bits, with or without a sign", function()
    for _, case in ipairs {
      {-1, "amd64", strace "0xffffffffffffffff", strace "0xffffffff",
        audit(-1), audit(0xffffffff)},
      {-0x80000000, "x32", strace "0xffffffff80000000", strace "0x80000000",
        audit(-0x80000000), audit(0x80000000)},
      {0x7fffffff, "x32", strace "0x7fffffff", audit(0x7fffffff)},
      {0x3fffffff, "amd64", strace "0x3fffffff", audit(0x3fffffff)},
    } do
      for i = 3, #case do
        local call = call_of(case[i])
        assert.equal(case[1], call.number)
        assert.equal(case[2], call.arch)
        assert.is_nil(call.syscall)
      end
    end
  end)

  it("does not wrap around", function()
    for _, number in ipairs {"0x10000000000000001", "0x100000001",
      "0xffffffff7fffffff", "0x8000000000000000", "4294967296"}
    do
      local ok, err = pcall(call_of, strace(number))
      assert.is_false(ok, number)
      assert.truthy(err.message:find(number ..
        " is not the number of a call", 1, true), err.message)
    end
  end)
end)
