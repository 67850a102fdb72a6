--- The findings that there are: each file of the directory `checks` has some,
-- and nothing else lists them. It is a list, with a table for each finding:
--
-- - `id`: stays the same from one release to the next, so that a finding can be
--   looked up, and left out
-- - `severity`: where a finding does not say another
-- - `about`: what the manual says of it
-- - `fix`: what to do, where a finding has nothing more exact to say
-- - `find(s, id)`: looks for it in a policy, and adds it to the context `s` of
--   `seccomp.lint.context`; or `condition(s, at)`, which is asked about each
--   condition, as `seccomp.lint.conditions` has them. One of a file may find
--   what others of the file are, too
-- - `of_text`: true where it is about how rules are written, and not about what
--   they do: not looked for in compiled programs

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local modules = require "seccomp.modules"

local assert, ipairs, math_type, pairs, require, sort, tostring, type =
  assert, ipairs, math.type, pairs, require, table.sort, tostring, type

local M = {}

local PREFIX = "seccomp.lint.checks."

--- All of them, and the same by their ids.
M.checks, M.of = {}, {}
for _, name in ipairs((modules.names(PREFIX))) do
  for _, check in ipairs(require(PREFIX .. name)) do
    assert(not M.of[check.id], check.id)
    M.checks[#M.checks + 1] = check
    M.of[check.id] = check
  end
end

--- The ids, sorted.
M.ids = {}
for id in pairs(M.of) do M.ids[#M.ids + 1] = id end
sort(M.ids)

--- A finding whole: what it does not say, its check does.
-- @tparam table finding with its `id`
-- @treturn table the same
function M.filled(finding)
  local check = assert(M.of[finding.id], finding.id)
  finding.severity = finding.severity or check.severity
  finding.fix = finding.fix or check.fix
  return finding
end

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
    if type(id) ~= "string" or not M.of[id] then
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
    finding.fix = errors.line(finding.fix)
    if not ignore[finding.id] then kept[#kept + 1] = finding end
  end
  sort(kept, before)
  return kept
end

return M
