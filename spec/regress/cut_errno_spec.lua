-- SPDX-License-Identifier: MIT
-- An errnoRet of more than 16 bits was refused with what libseccomp takes, as
-- if no container would start. crun 1.8.1 and runc 1.1.5 start it: they cut the
-- number, and with 65536 each call that is denied reports success. The error
-- says so.
local oci = require "seccomp.oci"

describe("an errno of more than 16 bits in a profile", function()
  for _, case in ipairs {
    {"ERRNO", 65536, "crun and runc cut it to errno 0, with which the call " ..
      "is skipped and reports success"},
    {"ERRNO", 65536 + 13, "crun and runc cut it to errno 13"},
    {"TRACE", 70000, "crun and runc cut it to trace message 4464"},
    {"ERRNO", 70000}, {"ERRNO", 4095}, -- not by libseccomp
  } do
    local action, code, what = table.unpack(case)
    it(("is told as what runtimes make of it: %s(%d)"):format(action, code),
      function()
        for _, dialect in ipairs {"crun", "runc"} do
          local ok, err = pcall(oci.import, ('{"defaultAction": ' ..
            '"SCMP_ACT_%s", "defaultErrnoRet": %d, "syscalls": []}'):format(
            action, code), {dialect = dialect})
          assert.is_false(ok)
          assert.equal("EINVAL", err.code)
          assert.equal(what, err.message:match "(crun and runc cut.*)$")
        end
      end)
  end
end)
