--- What a kind of program needs and a policy denies: `lint {program = KIND}`.

-- SPDX-License-Identifier: MIT
local kinds = require "seccomp.lint.kinds"
local own_arch = require("seccomp.oci.consumers").own_arch
local starting = require("seccomp.lint.knowledge").starting

local ipairs = ipairs
local concat = table.concat

-- Calls that libcs make on some arches alone, and not where programs were not
-- measured; those that others make in their place are "cannot-start"'s to tell.
local OF_ARCHES = {}
for _, step in ipairs(starting) do
  for _, name in ipairs(step.arches and step.names or {}) do
    OF_ARCHES[name] = step.arches
  end
end

-- The first name between bars that an arch has.
local function name_on(s, arch, choice)
  for name in choice:gmatch "[^|]+" do
    local only = OF_ARCHES[name]
    if s.own_number(name, arch) and (not only or only[arch]) then
      return name
    end
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

local function add(s, kind, which, id)
  local of, order = {}, {}
  for _, arch in ipairs(arches_of(s)) do
    local names, witness = denied(s, arch, kinds.of[kind][which])
    if which == "often" then -- those of both are told once
      local _, _, told = denied(s, arch, kinds.of[kind].all)
      local rest = {}
      for _, name in ipairs(names) do
        if not told[name] then rest[#rest + 1] = name end
      end
      names = rest
    end
    local text = concat(names, ", ") .. (arch ~= kinds.arch and " " or "")
    if #names > 0 and not of[text] then
      of[text] = {names = names, witness = witness,
        elsewhere = arch ~= kinds.arch}
      order[#order + 1] = text
    end
    if #names > 0 then of[text][#of[text] + 1] = arch end
  end
  for _, text in ipairs(order) do
    local found = of[text]
    s:add {
      id = id, witness = found.witness,
      message = ("on %s, %s also need calls that are denied (%s): %s"):format(
        concat(found, ", "), kinds.of[kind].about, kinds.of[kind].made[which]
        :format(found.elsewhere and " on " .. kinds.arch or ""),
        concat(found.names, ", ")),
      fix = ('{"%s", optional = true, action = "allow"}'):format(
        concat(found.names, '", "')),
    }
  end
end

-- Only where the kind of program was said.
local function finds(which)
  return function(s, id)
    if s.kind then add(s, s.kind, which, id) end
  end
end

return {
  {id = "program-needs", severity = "warning",
    about = "The policy is for a kind of program (`lua-seccomp lint " ..
      "--for`), and denies what all of those that were measured do.",
    find = finds "all"},
  {id = "program-often", severity = "note",
    about = "The policy is for a kind of program, and denies what many of " ..
      "those that were measured do.",
    find = finds "often"},
}
