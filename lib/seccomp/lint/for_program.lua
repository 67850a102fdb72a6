--- What a kind of program needs and a policy denies: `lint {program = KIND}`.
local errors = require "seccomp.error"
local measured = require "seccomp.lint.programs"
local startup = require "seccomp.oci.startup"
local own_arch = require("seccomp.oci.consumers").own_arch

local ipairs, pairs = ipairs, pairs
local concat, sort = table.concat, table.sort

local M = {}

-- All programs of a container are started by a runtime.
local KINDS = {
  container = {
    about = "containers",
    all = startup.crun.privileged,
    often = startup.runc.privileged .. " " .. measured.cli.all,
    made = {all = "crun makes them itself under the filter",
      often = "runc makes them itself, or most programs do"},
  },
}
for kind, facts in pairs(measured) do
  KINDS[kind] = {about = facts.about, all = facts.all, often = facts.often,
    made = {all = ("each of the %d that were measured makes them"):format(
      facts.measured), often = ("many of the %d that were measured make " ..
      "them"):format(facts.measured)}}
end

--- The kinds of programs, sorted.
M.kinds = {}
for kind in pairs(KINDS) do M.kinds[#M.kinds + 1] = kind end
sort(M.kinds)

--- Raises for a kind that there is not.
-- @tparam ?string kind
function M.check(kind)
  if kind ~= nil and not KINDS[kind] then
    errors.raise("lint", "EINVAL", ("option program: \"%s\" is not a kind " ..
      "of program%s (known: %s)"):format(kind,
      errors.hint(kind, M.kinds):match "^; .*" or "",
      concat(M.kinds, ", ")))
  end
end

-- The first name between bars that an arch has.
local function name_on(s, arch, choice)
  for name in choice:gmatch "[^|]+" do
    if s.own_number(name, arch) then return name end
  end
  return nil
end

-- The calls of a list that are denied on an arch, and not with ENOSYS, upon
-- which programs do without; the first of them as a witness; and them as a set.
local function denied(s, arch, list)
  local names, witness, seen = {}, nil, {}
  for choice in list:gmatch "%S+" do
    local name = name_on(s, arch, choice)
    if name and not seen[name] and s:status(arch, name) == "denied" then
      seen[name] = true
      local action, call = s:simulate(arch, name)
      if not s.permits(action) and action.name ~= "notify" and
          s.text(action, arch) ~= "errno(ENOSYS)" then
        names[#names + 1] = name
        witness = witness or call
      end
    end
  end
  return names, witness, seen
end

-- The arches that programs are of: of several on one machine, its own.
local function arches_of(s)
  local arches = {}
  for _, arch in ipairs(s.data.arches) do
    if own_arch(arch) == arch then arches[#arches + 1] = arch end
  end
  return #arches > 0 and arches or s.data.arches
end

local function add(s, kind, which, id, severity)
  local of, order = {}, {}
  for _, arch in ipairs(arches_of(s)) do
    local names, witness = denied(s, arch, KINDS[kind][which])
    if which == "often" then -- those of both are told once
      local _, _, told = denied(s, arch, KINDS[kind].all)
      local rest = {}
      for _, name in ipairs(names) do
        if not told[name] then rest[#rest + 1] = name end
      end
      names = rest
    end
    local text = concat(names, ", ")
    if #names > 0 and not of[text] then
      of[text] = {names = names, witness = witness}
      order[#order + 1] = text
    end
    if #names > 0 then of[text][#of[text] + 1] = arch end
  end
  for _, text in ipairs(order) do
    local found = of[text]
    s:add {
      id = id, severity = severity, witness = found.witness,
      message = ("on %s, %s also need calls that are denied (%s): %s"):format(
        concat(found, ", "), KINDS[kind].about, KINDS[kind].made[which], text),
      fix = ('{"%s", optional = true, action = "allow"}'):format(
        concat(found.names, '", "')),
    }
  end
end

--- Adds the findings on a kind of program to a study.
function M.find(s, kind)
  add(s, kind, "all", "program-needs", "warning")
  add(s, kind, "often", "program-often", "note")
end

return M
