-- SPDX-License-Identifier: MIT
-- Constants against the kernel's headers that this machine has: all that these
-- define as a plain number and that we know by name.
local seccomp = require "seccomp"
local support = require "spec.support"

local HEADERS = [[blkpg bpf btrfs capability cdrom eventpoll fanotify fb fcntl
  fs fscrypt fsverity futex hdreg if_tun in in6 inotify input io_uring ipc kd
  keyctl kvm landlock loop membarrier memfd mempolicy mman mount msg nbd netlink
  openat2 perf_event prctl ptrace quota random reboot rseq rtc rtnetlink sched
  seccomp sem shm sockios stat tcp time tty_flags uio usbdevice_fs userfaultfd
  vfio vhost videodev2 vt wait watchdog xattr]]

-- As C has numbers; nil for what is none.
local function number(text)
  local digits = text:match "^(0[0-7]+)$"
  if digits then return tonumber(digits, 8) end
  return math.tointeger(tonumber(text))
end

describe("a constant", function()
  it("is what this machine's headers say", function()
    local lines = {}
    for name in HEADERS:gmatch "[%w_]+" do
      lines[#lines + 1] = ("#if __has_include(<linux/%s.h>)\n" ..
        "#include <linux/%s.h>\n#endif\n"):format(name, name)
    end
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write(table.concat(lines)):flush()
    local pipe = assert(io.popen("${CC:-cc} -E -dM -x c " .. path ..
      " 2>/dev/null"))
    local text = pipe:read "a"
    pipe:close()
    os.remove(path)
    -- the words of the table: to look for what is not there takes long
    local words, known = {}, 0
    local source = support.slurp(support.root ..
      "/src/kernel/constants_table.h")
    for word in source:gmatch "[A-Z][A-Z0-9_]+" do words[word] = true end
    for name, value in text:gmatch
      "#define ([A-Z][A-Z0-9_]+) (%-?0?x?%x+)[uUlL]*\n"
    do
      -- bits behind a pointer, which the table has for some arches alone
      local expected = words[name] and not name:find "^TIOCM_" and
        number(value)
      local ours = expected and seccomp.constant(name)
      if expected then
        assert.equal(expected, ours, name)
        known = known + 1
      end
    end
    if known == 0 then pending "no compiler, or no headers" return end
    assert.is_true(known > 500)
  end)
end)
