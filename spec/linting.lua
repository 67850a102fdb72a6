--- How specs look at what lint finds.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local policies = require "seccomp.policy"

local M = {}

--- Rules that a policy seldom lacks.
M.usual = {"@default", "@basic-io", action = "allow"}

--- The findings of a policy, which is for amd64 and denies by default, and the
-- policy.
local function lint(spec, options)
  spec.default = spec.default or "errno(EPERM)"
  spec.arches = spec.arches or {"amd64"}
  local policy = policies.new(spec)
  return policy:lint(options), policy
end
M.lint = lint

-- Findings that no call shows.
local wordless = {
  ["does-not-compile"] = true, ["denied-name-unknown"] = true,
  ["incomplete"] = true, ["kernel-exempt"] = true, ["name-twice"] = true,
  ["name-unknown"] = true, ["never-matches"] = true, ["no-policy"] = true,
  ["shadowed-names"] = true, ["unreachable-code"] = true,
}

--- The finding of an id, which must be there once; its witness is replayed.
function M.find(spec, id)
  local findings, policy = lint(spec)
  local found
  for _, finding in ipairs(findings) do
    if finding.id == id then
      assert(not found, "twice: " .. id)
      found = finding
    end
  end
  if not found then
    local ids = {}
    for i, finding in ipairs(findings) do ids[i] = finding.id end
    error(("no %s, but %s"):format(id, table.concat(ids, " ")), 2)
  end
  assert.is_string(found.message)
  assert.is_string(found.fix)
  assert.is_true(found.severity == "error" or found.severity == "warning" or
    found.severity == "note")
  if found.witness then
    policy:compile {prove = false}:simulate(found.witness)
  else
    assert.is_true(wordless[id], "no witness: " .. id)
  end
  return found
end

--- Asserts that there is no finding of an id.
function M.lacks(spec, id)
  for _, finding in ipairs((lint(spec))) do
    assert.are_not.equal(id, finding.id, finding.message)
  end
end

return M
