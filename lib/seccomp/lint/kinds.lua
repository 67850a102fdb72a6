--- The kinds of programs that a policy may be for, and what each needs.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local measured = require "seccomp.lint.programs"
local startup = require "seccomp.oci.startup"

local pairs = pairs
local concat, sort = table.concat, table.sort

local M = {}

--- What is known of each: `about`, and calls, with bars between those of which
-- an arch has one; `made` tells who makes them, with a %s for where that was
-- measured, where it was. All programs of a container are started by a runtime.
M.of = {
  container = {
    about = "containers",
    all = startup.crun.privileged,
    often = startup.runc.privileged .. " " .. measured.cli.all,
    made = {all = "crun makes them itself under the filter",
      often = "runc makes them itself, or most programs do"},
  },
}

--- The arch on which programs were measured: on others a libc may call
-- otherwise.
M.arch = "amd64"

for kind, facts in pairs(measured) do
  M.of[kind] = {about = facts.about, all = facts.all, often = facts.often,
    made = {all = ("each of the %d that were measured%%s makes them"):format(
      facts.measured), often = ("many of the %d that were measured%%s make " ..
      "them"):format(facts.measured)}}
end

--- Their names, sorted.
M.names = {}
for kind in pairs(M.of) do M.names[#M.names + 1] = kind end
sort(M.names)

--- Raises for a kind that there is not.
-- @tparam ?string kind
function M.check(kind)
  if kind ~= nil and not M.of[kind] then
    errors.raise("lint", "EINVAL", ("option program: \"%s\" is not a kind " ..
      "of program%s (known: %s)"):format(kind,
      errors.hint(kind, M.names):match "^; .*" or "",
      concat(M.names, ", ")))
  end
end

return M
