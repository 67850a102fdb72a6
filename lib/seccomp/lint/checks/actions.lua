--- Actions that do something else than is thought.

-- SPDX-License-Identifier: MIT

local ipairs, tostring = ipairs, tostring

-- What is to be said of an action wherever it stands.
local function of_action(action)
  if tostring(action) == "errno(0)" then
    return "errno-zero", "warning", "errno(0) does not make the call and " ..
      "tells the caller that all went well"
  elseif action.name == "kill_thread" then
    return "kill-thread", "note", "kill_thread ends one thread; a process " ..
      "with others lives on without it, often for ever waiting"
  elseif action.name == "notify" then
    return "needs-listener", "note", "notify asks the listener, and where " ..
      "there is none the call fails with ENOSYS"
  elseif action.name == "trace" then
    return "needs-tracer", "note", "trace asks the tracer, and where there " ..
      "is none the call fails with ENOSYS"
  end
end

local function find(s)
  local function look(action, where, rule, find_witness)
    local id, severity, message = of_action(action)
    if not id and rule and action.name == "log" and
        not s.permits(s.data.default) then
      id, severity, message = "log-permits", "note",
        "log makes the call, and denies nothing"
    end
    if not id then return end
    local witness, got = find_witness(s, rule)
    s:add {
      id = id, severity = severity, rule = rule,
      message = where .. ": " .. message,
      witness = (got == nil or got == action) and witness or nil,
    }
  end
  look(s.data.default, "default", nil, s.call_of_default)
  look(s.data.bad_arch, "bad_arch", nil, function()
    return {arch = 0, syscall = 0}
  end)
  if s.data.unknown then look(s.data.unknown, "unknown", nil, s.call_beyond) end
  for i, rule in ipairs(s.data.rules) do
    look(rule.action, ("rules[%d]"):format(i), i, s.call_of)
  end
end

return {
  {id = "errno-zero", severity = "warning",
    about = "errno(0) pretends that the call was made.",
    fix = 'action = "errno(EPERM)", or another errno that is none',
    find = find},
  {id = "kill-thread", severity = "note",
    about = "The rest of a process lives on when one of its threads is " ..
      "killed.",
    fix = 'action = "kill_process"'},
  {id = "log-permits", severity = "note",
    about = "log makes the call.",
    fix = 'action = "errno(EPERM)" where it is to be denied'},
  {id = "needs-listener", severity = "note",
    about = "notify without a listener fails with ENOSYS.",
    fix = "install it with listener = true, and serve the listener"},
  {id = "needs-tracer", severity = "note",
    about = "trace without a tracer fails with ENOSYS.",
    fix = "run it under a tracer that asks for PTRACE_O_TRACESECCOMP"},
}
