-- SPDX-License-Identifier: MIT
-- The arguments of calls against what the running kernel says of its own calls:
-- the events that ftrace has for them, of amd64. The names differ from those of
-- the manual, which ours are; how many there are, their order, their width and
-- sign, and which are addresses do not.
local here = require "spec.here"
local seccomp = require "seccomp"
local support = require "spec.support"

-- By the name of the kernel's function, where that is not the call's.
local CALLS = {newfstat = "fstat", newlstat = "lstat", newstat = "stat",
  newuname = "uname", sendfile64 = "sendfile", umount = "umount2"}

-- The width in bits of C's and the kernel's types, and whether there is a sign.
local TYPES = {}
for width, names in pairs {
  [-64] = "long loff_t off_t",
  [64] = "size_t u64 __u64 aio_context_t",
  [-32] = "int pid_t key_t key_serial_t clockid_t timer_t rwf_t mqd_t __s32",
  [32] = "u32 __u32 uint32_t uid_t gid_t qid_t",
  [16] = "umode_t",
} do
  for name in names:gmatch "%S+" do
    TYPES[name] = {width = math.abs(width), signed = width < 0}
  end
end
TYPES["unsigned int"] = TYPES.u32
TYPES["unsigned long"] = TYPES.u64

-- Addresses, by their own types.
local ADDRESSES = {cap_user_header_t = true, cap_user_data_t = true}

-- Its text of a call as the arguments.
local function arguments(text)
  local list = {}
  for declared in text:match "__syscall_nr;[^\n]*\n(.*)print fmt"
    :gmatch "field:([^;]+);"
  do
    local of, name = declared:match "^(.-)[ _]*([%w_]+)$"
    list[#list + 1] = {name = name, type = of:gsub("^const ", "")
      :gsub(" +$", ""), pointer = of:find("*", 1, true) ~= nil}
  end
  return list
end

-- What the kernel says of all calls: from a mount of our own, which ends with
-- the process that made it.
local function told()
  local child = support.command({"unshare", "--mount", "sh", "-c", [[
    mount -t tracefs none "$0" && cd "$0/events/syscalls" &&
      exec awk 'FNR == 1 {print FILENAME} {print}' sys_enter_*/format]],
    "/sys/kernel"})
  local all = {}
  for call, text in child.stdout:gmatch
    "sys_enter_([%w_]+)/format\n(name:.-\nprint fmt)"
  do
    all[#all + 1] = {call = CALLS[call] or call, text = text}
  end
  return all, child
end

describe("an argument", function()
  it("is what the running kernel says", function()
    if here.arch ~= "amd64" then
      pending "of amd64, whose kernel this is not"
      return
    end
    local all, child = told()
    if #all == 0 then
      pending("no events of calls here: " .. support.describe(child))
      return
    end
    local count = 0
    for _, entry in ipairs(all) do
      local theirs = arguments(entry.text)
      local ours = seccomp.signature(entry.call, "amd64")
      -- those that have come since this kernel are behind the others
      assert(not ours or #ours >= #theirs, entry.call)
      for i, their in ipairs(ours and theirs or {}) do
        local our = ours[i]
        local where = ("%s %d: %s"):format(entry.call, i, our.name)
        count = count + 1
        assert.equal(their.pointer or ADDRESSES[their.type] or false,
          our.pointer or false, where)
        local known = TYPES[their.type]
        if known then
          assert.equal(known.width, our.width, where)
          assert.equal(known.signed, our.signed or false, where)
        end
        -- a name of both is at one place
        for k, other in ipairs(theirs) do
          assert(other.name ~= our.name or k == i or their.name == our.name,
            where)
        end
      end
    end
    assert(count > 900, count)
  end)
end)
