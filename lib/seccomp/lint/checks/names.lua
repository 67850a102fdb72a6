--- Names that a rule has in vain.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"
local lists = require "seccomp.lint.lists"
local low = require "seccomp.core.policy"

local ipairs, tostring, type = ipairs, tostring, type

-- The names of an optional rule that none of its arches has.
local function absent_names(s, rule)
  local arches, its = {}, {}
  for _, arch in ipairs(rule.arches or s.data.arches) do its[arch] = true end
  for _, arch in ipairs(s.data.arches) do
    if its[arch] then arches[#arches + 1] = arch end
  end
  if #arches == 0 then return {} end
  -- all at once, each as a rule of its own: there may be many
  local asked, there = {}, {}
  for _, name in ipairs(rule) do
    if type(name) == "string" and name:sub(1, 1) ~= "@" and
        not there[name] then
      there[name] = true
      asked[#asked + 1] = {name, action = rule.action, optional = true}
    end
  end
  local found = {}
  local resolved = low.resolve(arches, asked, rule.action, rule.action)
  for _, arch in ipairs(arches) do
    for _, entry in ipairs(low.rules(resolved, arch)) do
      found[entry.rule] = true
    end
  end
  local absent = {}
  for i, one in ipairs(asked) do
    if not found[i] then absent[#absent + 1] = one[1] end
  end
  return absent
end

-- Names given twice in one rule, and optional ones that are nowhere.
local function find(s)
  for i, rule in ipairs(s.data.rules) do
    local seen = {}
    for _, name in ipairs(rule) do
      seen[name] = (seen[name] or 0) + 1
      if seen[name] == 2 then
        s:add {
          id = "name-twice", rule = i,
          message = ("rules[%d] names %s twice"):format(i, tostring(name)),
        }
      elseif seen[name] == 1 and calls.exempt[name] and
          not s.permits(rule.action) then
        s:add {
          id = "kernel-exempt", rule = i,
          message = ("rules[%d]: since Linux 6.14 the kernel lets %s " ..
            "through on amd64 whatever a filter says"):format(i, name),
        }
      end
    end
    local absent = rule.optional and absent_names(s, rule) or {}
    if #absent > 0 then
      local escapes = not s.permits(rule.action) and s.permits(s.data.default)
      s:add {
        id = escapes and "denied-name-unknown" or "name-unknown", rule = i,
        message = ("rules[%d]: no arch of the rule has %s, as far as this " ..
          "libseccomp knows%s"):format(i, lists.some(absent), escapes and
          "; on a kernel that has, the default permits it" or ""),
      }
    end
  end
end

return {
  {id = "name-twice", severity = "note",
    about = "A rule has a name twice.",
    fix = "take one out",
    of_text = true,
    find = find},
  {id = "name-unknown", severity = "note",
    about = "An optional name is unknown on every arch of its rule.",
    fix = "correct the name, take it out, or update libseccomp",
    of_text = true},
  {id = "denied-name-unknown", severity = "warning",
    about = "An optional name of a denial is unknown on every arch of its " ..
      "rule, and the default permits.",
    fix = "correct the name, update libseccomp, or give " ..
      "the number in place of the name",
    of_text = true},
  {id = "kernel-exempt", severity = "note",
    about = "The kernel lets the call through whatever a filter says.",
    fix = "take it out: no filter decides this call"},
}
