-- SPDX-License-Identifier: MIT
-- With `kernel = "5.10"` arm's private calls (get_tls, breakpoint …), whose
-- numbers begin at 0xf0000, counted as newer than that release, for the script
-- that makes the tables took every number over 460 that glibc does not list for
-- one of the newest release: `unknown` answered them. And uprobe, which came
-- with Linux 6.18, was taken for one of 6.11.
local kernel = (require "seccomp.core" and require "seccomp.core.kernel")
local policies = require "seccomp.policy"

describe("calls with numbers of their own", function()
  it("are not newer than a release", function()
    local p = policies.new {default = "errno(EPERM)", kernel = "5.10",
      unknown = "errno(ENOSYS)", arches = {"arm"}}
    local program = p:compile()
    for _, name in ipairs {"breakpoint", "cacheflush", "usr26", "usr32",
      "set_tls", "get_tls"} do
      assert.equal("errno(EPERM)", tostring(program:simulate {arch = "arm",
        syscall = name}), name)
    end
    assert.equal("errno(ENOSYS)", tostring(program:simulate {arch = "arm",
      syscall = "mseal"}))
  end)

  it("have the release that brought them", function()
    assert.equal("6.18", kernel.call("uprobe", "amd64").since)
    assert.equal("6.11", kernel.call("uretprobe", "amd64").since)
    assert.is_nil(kernel.call("get_tls", "arm").since)
  end)
end)
