-- SPDX-License-Identifier: MIT
-- A group of changes that happens whole or not at all. libseccomp has this from
-- 2.6.0 on; an older one says so, by an error that programs can read.
local seccomp = require "seccomp"

local filter = seccomp.filter "errno(EPERM)"
filter:add_rule("read", "allow")

local function networking(f)
  f:add_rule({"socket", "connect", "sendto", "recvfrom"}, "allow")
  f:add_rule("shutdwon", "allow") -- a misspelt name
end

local ok, err = pcall(filter.transaction, filter, networking)
assert(not ok)
print(err)
if err.code == "EOPNOTSUPP" then
  print(("needed: libseccomp %s, here: %s"):format(err.required.version,
    err.current.version))
  -- without transactions, a list of syscalls is still added all or none
  ok, err = pcall(filter.add_rule, filter, {"socket", "connect", "shutdwon"},
    "allow")
  assert(not ok)
  print(err)
end
-- either way nothing of the group is left
print(filter)
assert(#filter:rules() == 1)
