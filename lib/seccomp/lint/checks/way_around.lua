--- Calls that do the same as one that is kept.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"
local lists = require "seccomp.lint.lists"

local ipairs = ipairs
local concat = table.concat

-- Whether a rule keeps calls of a name from being made. One that says ENOSYS to
-- all of them says which other call to take, as clone for clone3.
local function keeps(s, arch, name)
  local status, by_rule = s:status(arch, name)
  if not by_rule or status == "permitted" then return false end
  return status == "held" or not calls.retired[name] and
    s.text(s:simulate(arch, name), arch) ~= "errno(ENOSYS)"
end

-- Whether a call is made in vain in place of one that is held: those of the
-- held one that it can make are permitted there, too.
local function harmless(s, arch, name)
  local as = calls.as_another[name]
  return as ~= nil and s:status(arch, as.name) == "held" and
    s:permitted(arch, as.name, as.args) ~= nil
end

-- The ways around the rules of an arch: {kept =, names…, witness =} each.
local function ways_around(s, arch)
  local ways, of = {}, {}
  for _, family in ipairs(calls.families) do
    local kept
    for _, name in ipairs(family[1]) do
      if not kept and keeps(s, arch, name) then kept = name end
    end
    for _, name in ipairs(kept and family[2] or {}) do
      local call = s:status(arch, name) == "permitted" and
        not harmless(s, arch, name) and s:permitted(arch, name)
      local way = of[kept] or {kept = kept, there = {}, witness = call}
      if call and not way.there[name] then
        way.there[name] = true
        way[#way + 1] = name
        if not of[kept] then ways[#ways + 1] = way end
        of[kept] = way
      end
    end
  end
  return ways
end

-- Ways around a rule: calls that do the same.
local function find(s)
  local order = {}
  for _, arch in ipairs(s.data.arches) do
    for _, way in ipairs(ways_around(s, arch)) do
      local names = concat(way, ", ")
      local text = ("a rule %s %s, and %s, which %s the same, %s permitted")
        :format(s:status(arch, way.kept) == "held" and "restricts" or "denies",
        way.kept, names, lists.verb(way, "does", "do"),
        lists.verb(way, "is", "are"))
      local found = order[text]
      if not found then
        found = {text = text, witness = way.witness, names = names}
        order[text] = found
        order[#order + 1] = found
      end
      found[#found + 1] = arch
    end
  end
  for _, found in ipairs(order) do
    s:add {
      id = "way-around", witness = found.witness,
      message = ("on %s, %s"):format(concat(found, ", "), found.text),
      fix = ("give %s the same rule"):format(found.names),
    }
  end
end

return {
  {id = "way-around", severity = "warning",
    about = "A call that does the same as one that a rule keeps is " ..
      "permitted.",
    find = find},
}
