--- The kinds of findings there are: what stays the same from one release to the
-- next, so that a finding can be looked up, and left out, by its id.
local M = {}

local errors = require "seccomp.error"
local ipairs, math_type, pairs, sort, tostring, type =
  ipairs, math.type, pairs, table.sort, tostring, type

local function no_ioctl(request)
  return ('{"ioctl", action = "errno(EPERM)", when = {{"request", "==", ' ..
    '"%s"}}}, in front'):format(request)
end

--- For each id, what to do where the finding has nothing more exact to say.
M.fix = {
  -- how the policy is made
  ["does-not-compile"] = "correct what the message names",
  ["incomplete"] = "split the policy, or take out what repeats",
  ["bad-arch-permits"] = 'bad_arch = "kill_process"',
  ["denylist"] = "list what is needed and deny the rest",
  ["no-policy"] = "compile it from a policy, or compare the arch before " ..
    "anything else",
  ["unreachable-code"] = "leave them out",
  ["newer-calls"] = 'unknown = "errno(ENOSYS)"',
  -- rules
  ["default-rule"] = "take it out",
  ["repeated-rule"] = "take it out",
  ["shadowed-rule"] = "take it out, or put it in front",
  ["shadowed-names"] = "take the names out, or put the rule in front",
  ["late-denial"] = "put it in front, or narrow the rule before it",
  ["name-twice"] = "take one out",
  ["name-unknown"] = "correct the name, take it out, or update libseccomp",
  ["denied-name-unknown"] = "correct the name, update libseccomp, or give " ..
    "the number in place of the name",
  ["errno-zero"] = 'action = "errno(EPERM)", or another errno that is none',
  ["kill-thread"] = 'action = "kill_process"',
  ["log-permits"] = 'action = "errno(EPERM)" where it is to be denied',
  ["needs-listener"] = "install it with listener = true, and serve " ..
    "the listener",
  ["needs-tracer"] = "run it under a tracer that asks for " ..
    "PTRACE_O_TRACESECCOMP",
  ["kernel-exempt"] = "take it out: no filter decides this call",
  -- conditions
  ["high-bits"] = "width = 32",
  ["negative-int"] = "width = 32, with the low 32 bits as the value",
  ["no-such-argument"] = "take the condition out",
  ["in-memory"] = "permit or deny the call whole",
  ["pointer"] = "decide by the call alone, or let a supervisor read what " ..
    "is there",
  ["unsigned-order"] = "add a condition that keeps out what is over " ..
    "0x7fffffff",
  ["never-matches"] = "correct the conditions, or take the rule out",
  ["always-matches"] = "correct the conditions, or take them out",
  ["together-always"] = "put the conditions into one rule, where all must hold",
  ["flag-word"] = "masked_eq with the flag as the mask",
  ["socket-type"] = '{"type", "masked_eq", 0xf, ...}',
  ["clone-order"] = 'name the argument: {"flags", ...} is right on every arch',
  -- what gets through
  ["way-around"] = "give the other calls the same rule",
  ["multiplexer-open"] = "a rule on the multiplexer that denies it, or its " ..
    'sub-calls by its argument "call"',
  ["arch-differs"] = "give the rule no arches, or the other arch one as strict",
  ["old-x32-numbers"] = 'unknown = "errno(ENOSYS)"',
  ["io-uring"] = '{"@aio", action = "errno(ENOSYS)"}, in front',
  ["powerful-calls"] = "take out those that are not needed, or deny them in " ..
    "front",
  ["writable-code"] = "hold the others to the same condition",
  ["tiocsti"] = no_ioctl "TIOCSTI",
  ["tioclinux"] = no_ioctl "TIOCLINUX",
  ["personality"] = "permit only the values that are needed, such as 0 and " ..
    "0xffffffff",
  ["new-namespaces"] = '{"unshare", action = "errno(EPERM)"} in front, and ' ..
    "clone held by masked_eq on the CLONE_NEW flags",
  ["socket-families"] = "hold socket's domain to the families that are needed",
  ["more-filters"] = '{"seccomp", action = "errno(EPERM)"}, unless the ' ..
    "program sandboxes itself",
  -- what is missing
  ["clone3-errno"] = '{"clone3", action = "errno(ENOSYS)"}',
  ["newer-twin"] = 'errno(ENOSYS) for the newer calls, or what the older have',
  ["cannot-start"] = "permit them, or install it where no program is " ..
    "started any more, and deny execve",
  ["cannot-end"] = "permit it",
  ["often-needed"] = "permit them",
  ["program-needs"] = "permit them",
  ["program-often"] = "permit those that the program makes: record tells",
  ["notify-needed"] = "permit it, or start the program with seccomp.spawn, " ..
    "whose parent holds the listener",
}

--- The ids, sorted.
M.ids = {}
for id in pairs(M.fix) do M.ids[#M.ids + 1] = id end
sort(M.ids)

--- The ids to leave out, as a set. One that there is not would leave out
-- nothing, and say so to nobody.
-- @tparam {string,…}|nil list
function M.ignored(list)
  list = list or {}
  local set = {}
  for key in pairs(list) do
    if math_type(key) ~= "integer" or key < 1 or key > #list then
      errors.raise("lint", "EINVAL", ("option ignore is a list of ids, and " ..
        "has the key %s"):format(tostring(key)))
    end
  end
  for i = 1, #list do
    local id = list[i]
    if type(id) ~= "string" or not M.fix[id] then
      errors.raise("lint", "EINVAL", ("option ignore[%d]: %s is not the id " ..
        "of a finding%s"):format(i, type(id) == "string" and '"' .. id .. '"' or
        tostring(id), type(id) == "string" and
        errors.hint(id, M.ids) or ""))
    end
    set[id] = true
  end
  return set
end

local rank = {error = 1, warning = 2, note = 3}

local function before(a, b)
  if rank[a.severity] ~= rank[b.severity] then
    return rank[a.severity] < rank[b.severity]
  end
  local i, j = a.rule or 0, b.rule or 0
  if i ~= j then return i < j end
  if a.id ~= b.id then return a.id < b.id end
  return a.message < b.message
end

--- Findings in their order, without those whose ids are to be left out.
function M.kept(findings, ignore)
  local kept = {}
  for _, finding in ipairs(findings) do
    -- a policy may name what does not exist
    finding.message = errors.line(finding.message)
    finding.fix = finding.fix and errors.line(finding.fix)
    if not ignore[finding.id] then kept[#kept + 1] = finding end
  end
  sort(kept, before)
  return kept
end

return M
