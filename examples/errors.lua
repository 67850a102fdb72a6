-- SPDX-License-Identifier: MIT
-- What goes wrong, and how it is said. Nothing that builds, changes or loads a
-- policy returns nil for a script to overlook: it raises an error object.
local seccomp = require "seccomp"

local filter = seccomp.filter("kill_process", {arches = {"amd64", "x86"}})

local function show(title, f, ...)
  local ok, err = pcall(f, ...)
  assert(not ok)
  print(title)
  print("  " .. tostring(err))
  if type(err) == "table" then
    print(("  op %s, code %s, errno %s"):format(err.op, err.code, err.errno))
  end
end

show("a name that no arch has", filter.add_rule, filter, "opennat", "allow")
show("an action that is none", seccomp.action, "alow")
show("an errno out of range", seccomp.action, "errno", 5000)
show("the default action again", filter.add_rule, filter, "read",
  "kill_process")
show("a value that x86 cannot compare", filter.add_rule, filter, "read",
  "allow", {0, "==", 0x100000000})
show("two conditions on one argument", filter.add_rule, filter, "read",
  "allow", {0, ">=", 1}, {0, "<=", 9})
show("an option that does not exist", seccomp.filter, "allow", {tsinc = true})
show("a value of the wrong type", filter.set, filter, "log", 1)
show("a type error, in Lua's own words", filter.add_rule, filter, {}, {}, {})

-- The look-ups alone answer nil and a message, for names are often guesses.
print(seccomp.arch "amd46")
print(seccomp.syscall_number "opennat")

-- Code can tell errors apart by their fields.
local ok, err = pcall(filter.add_rule, filter, "read", "kill_process")
if not ok and err.code == "EACCES" then
  print "the rule would have done nothing"
end

-- A failed call changed nothing, and the filter goes on.
assert(#filter:rules() == 0)
filter:add_rule("read", "allow")
print(filter)
