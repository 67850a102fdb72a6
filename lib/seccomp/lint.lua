--- What is likely not meant as it is written.
--
-- Nothing here guesses what a program does: where a finding says that a call
-- is permitted, that call was simulated and is its `witness`.
local catalogue = require "seccomp.lint.catalogue"
local conditions = require "seccomp.lint.conditions"
local errors = require "seccomp.error"
local study = require "seccomp.lint.study"

local ipairs, math_type, pairs, require, sort, tostring, type =
  ipairs, math.type, pairs, require, table.sort, tostring, type

local groups = {
  require "seccomp.lint.rules", require "seccomp.lint.reach",
  (require "seccomp.lint.needs"),
}

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

-- The ids to leave out, as a set. One that there is not would leave out
-- nothing, and say so to nobody.
local function ignored(list)
  list = list or {}
  local set = {}
  for key in pairs(list) do
    if math_type(key) ~= "integer" or key < 1 or key > #list then
      errors.raise("lint", "EINVAL", ("option ignore is a list of ids, and " ..
        "has the key %s"):format(tostring(key)), 3)
    end
  end
  for i = 1, #list do
    local id = list[i]
    if type(id) ~= "string" or not catalogue.fix[id] then
      errors.raise("lint", "EINVAL", ("option ignore[%d]: %s is no id of a " ..
        "finding%s"):format(i, type(id) == "string" and '"' .. id .. '"' or
        tostring(id), type(id) == "string" and
        errors.hint(id, catalogue.ids) or ""), 3)
    end
    set[id] = true
  end
  return set
end

--- The findings of a policy; see @{Policy:lint}.
return function(policy, data, resolved, options)
  local ignore = ignored(options.ignore)
  local ok, program = errors.attempt(policy.compile, policy, {prove = false})
  local findings
  if ok then
    local s = study(data, resolved, program)
    for _, checks in ipairs(groups) do
      for _, check in pairs(checks) do check(s) end
    end
    conditions(s)
    findings = s.findings
  else
    findings = {{
      id = "does-not-compile", severity = "error",
      message = type(program) == "table" and program.message or
        tostring(program),
      fix = catalogue.fix["does-not-compile"],
    }}
  end
  local kept = {}
  for _, finding in ipairs(findings) do
    finding.message = errors.line(finding.message)
    if not ignore[finding.id] then kept[#kept + 1] = finding end
  end
  sort(kept, before)
  return kept
end
