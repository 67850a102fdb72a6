-- SPDX-License-Identifier: MIT
-- What Lua's patterns do to text from outside: one that may begin anywhere and
-- must reach the end, or two parts that take the same characters, look at all
-- of it from each place, and no hook runs meanwhile. 20000 blanks for an
-- argument in a log of strace took four seconds, and the 1 MiB that a line may
-- have an hour; so did a program's path with a slash at its end, 20 KB of
-- blanks in JSON that is none, an error on the second line of JSON with a long
-- first one, zeros in a unit, ` comm=` in what ausearch -i wrote, and comments
-- of C without an end. With ten times as much it takes some ten times as long.
--
-- And what stood there with a NUL in it was an error of the module's own ("bad
-- argument #1 to 'call'"), without the place in the file.
local format = require "seccomp.format"
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"
local record = require "seccomp.record"
local support = require "spec.support"

local function systemd(text) return format.import(text, "systemd") end
local function c(text) return format.import(text, "c") end

local READ = "\nread(1) = 0\n"

-- Text before and behind what is repeated.
local CASES = {
  {"an argument of blanks", record.parse, 'openat(AT_FDCWD, "x", ', " ",
    ", 0644) = 3" .. READ},
  {"a path that ends in a slash", record.parse, 'execve("', "a",
    '/", ["a"], 0x1 /* 1 var */) = 0' .. READ},
  {"names that end nowhere", record.parse, "type=SECCOMP msg=audit(1): auid=0",
    " comm=", " arch=x86_64 syscall=read "},
  {"blanks in what is not JSON", oci.import, '{"defaultAction": ', " ", "x}"},
  {"words of Kafel", oci.import, "USE ", " ", "x", 2000}, -- with its cube
  {"a long line before the wrong one", oci.import, '{"x": "', "a", '"}\n}'},
  {"zeros", systemd, "SystemCallFilter=~read:", "0", "-"},
  {"comments without an end", c, "{ 6, 0, 0, 0x7fff0000 }, ", "/* ", ""},
  {"words before a byte order", c, "/* ", "a", " */ { 6, 0, 0, 0x7fff0000 }"},
  {"blanks in an instruction", c, "{ 1, 2, 3, 4, ", " ", "5 }"},
}

describe("a long line:", function()
  local function seconds(case, n)
    local text = case[3] .. case[4]:rep(n // #case[4]) .. case[5]
    local started = os.clock()
    local ok, err = pcall(case[2], text)
    assert(ok or err.code == "EINVAL", tostring(err))
    return os.clock() - started
  end

  for _, case in ipairs(CASES) do
    it(case[1], function()
      -- with the square of it, these took a second and more
      assert.is_true(seconds(case, case[6] or 15000) <
        0.25 * support.slower)
    end)
  end
end)

describe("a NUL", function()
  for name, line in pairs {
    call = "type=SECCOMP auid=0 pid=1 arch=x86_64 syscall=re\0ad ",
    arch = "type=SECCOMP auid=0 pid=1 arch=x86\0_64 syscall=read ",
  } do
    it(("in the %s of a line of the audit log is told with its place"):format(
      name), function()
      local ok, err = pcall(record.parse, line .. "\n", "audit.log")
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find("audit.log:1: ", 1, true), err.message)
      assert.is_nil(err.message:find("\0", 1, true))
    end)
  end

  it("in a policy's release of Linux is told as what it is", function()
    local ok, err = pcall(policy.new, {default = "allow", kernel = "5.10\0"})
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("kernel has an embedded NUL", 1, true))
  end)
end)
