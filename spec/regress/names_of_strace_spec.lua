-- SPDX-License-Identifier: MIT
-- strace calls two calls of arm otherwise than libseccomp: a log of a program
-- that made one of them was refused. And it prints fadvise64_64 in the order of
-- other arches, where arm and 32-bit powerpc have the advice second: its offset
-- was taken for the advice, and a policy held the call to that. Behind a value
-- that two registers have, strace's places are not those of the registers, and
-- flags were not held at all.
local record = require "seccomp.record"

local function policy(line, arch)
  return record.parse(line .. " = 0\n", "log", {arch = arch})
    :policy {tightness = "arguments"}
end

-- What the calls get, by the value of their second argument.
local function decided(policy_of_line, arch, syscall, values)
  local program, out = policy_of_line:compile(), {}
  for i, value in ipairs(values) do
    out[i] = tostring((program:simulate {arch = arch, syscall = syscall,
      arg1 = value, arg2 = 5}))
  end
  return out
end

describe("a log of strace", function()
  it("has fadvise64_64 of arm and ppc, held to its advice", function()
    -- POSIX_FADV_SEQUENTIAL is 2, and POSIX_FADV_NOREUSE 5
    for arch, name in pairs {arm = "arm_fadvise64_64", ppc = "fadvise64_64"} do
      local made = policy("fadvise64_64(3, 5, 6, POSIX_FADV_SEQUENTIAL)", arch)
      assert.same({"allow", "errno(EPERM)"}, decided(made, arch, name, {2, 5}))
    end
    local program = policy("fadvise64_64(3, 5, 6, POSIX_FADV_SEQUENTIAL)",
      "x86"):compile()
    for advice, want in pairs {[2] = "allow", [5] = "errno(EPERM)"} do
      assert.equal(want, tostring(program:simulate {arch = "x86",
        syscall = "fadvise64_64", arg1 = 5, arg5 = advice}))
    end
  end)

  it("has flags behind a value that takes two registers", function()
    for _, case in ipairs {
      {"amd64", "preadv2", "3, [], 1, 0, RWF_NOWAIT", "arg5", 8},
      {"s390x", "pwritev2", "3, [], 1, 0, RWF_NOWAIT", "arg5", 8},
      {"arm", "preadv2", "3, [], 1, 0, RWF_NOWAIT", "arg5", 8},
      {"x86", "_llseek", "3, 0, [0], SEEK_CUR", "arg4", 1},
      {"ppc", "_llseek", "3, 0, [0], SEEK_CUR", "arg4", 1},
      {"x86", "fadvise64", "3, 5, 6, POSIX_FADV_SEQUENTIAL", "arg4", 2},
      {"ppc", "fadvise64", "3, 5, 6, POSIX_FADV_SEQUENTIAL", "arg5", 2},
      {"x86", "sync_file_range", "3, 5, 6, SYNC_FILE_RANGE_WRITE", "arg5", 2},
    } do
      local arch, name, text, arg, value = table.unpack(case)
      local program = policy(name .. "(" .. text .. ")", arch):compile()
      for given, want in pairs {[value] = "allow", [4] = "errno(EPERM)"} do
        assert.equal(want, tostring(program:simulate {arch = arch,
          syscall = name, [arg] = given}), arch .. " " .. name)
      end
    end
  end)

  it("has x86's old calls by their names", function()
    assert.equal("allow", tostring(policy("old_mmap(NULL, 4096, PROT_READ, " ..
      "MAP_PRIVATE, 3, 0)", "x86"):compile():simulate {arch = "x86",
      syscall = "mmap"}))
    assert.equal("allow", tostring(policy("oldselect(1, NULL, NULL, NULL, " ..
      "NULL)", "x86"):compile():simulate {arch = "x86", syscall = "select"}))
  end)

  it("has sync_file_range2 of arm", function()
    local made = policy("sync_file_range2(3, SYNC_FILE_RANGE_WRITE, 5, 6)",
      "arm")
    assert.same({"allow", "errno(EPERM)"},
      decided(made, "arm", "arm_sync_file_range", {2, 4}))
  end)
end)
