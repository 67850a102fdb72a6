--- What the start of a program needs.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs
local concat = table.concat

-- A call of a step that can be made, or else whether one of them ends the
-- process that makes it.
local function step_of(s, arch, step)
  local names, witness, kills = {}, nil, false
  for _, choice in ipairs(step.names) do
    local name = s:made_on(arch, choice)
    local args = name and not calls.in_memory(name, arch) and step.args
    local action, call
    if name then action, call = s:simulate(arch, name, args) end
    if action and s.permits(action) then return nil end
    if action then
      names[#names + 1] = name
      witness = witness or call
      kills = kills or action.name:find "^kill" or action.name == "trap"
    end
  end
  return #names > 0 and names or nil, witness, kills
end

-- What stands in the way of a program that is started, where one may be.
local function find(s)
  for _, found in ipairs(s:by_text(function(arch)
    if not s:permitted(arch, "execve") then return nil end
    local steps, first, libc = {}, nil, "a current glibc"
    local plain, fix = {}, true
    for _, step in ipairs(calls.starting) do
      local names, witness, kills
      if not step.arches or step.arches[arch] then
        names, witness, kills = step_of(s, arch, step)
      end
      if names and (not step.when_killed or kills) then
        steps[#steps + 1] = concat(names, " or ")
        first = first or witness
        if not step.glibc then libc = "a shared libc" end
        for i = 1, step.each and #names or 1 do
          plain[#plain + 1] = names[i]
          -- of a call that is held, a rule for all arguments opens more
          fix = fix and s:status(arch, names[i]) == "denied"
        end
      end
    end
    if #steps == 0 then return nil end
    return ("%s starts: it also needs: %s"):format(libc, concat(steps, ", ")),
      first, fix and plain
  end)) do
    s:add {
      id = "cannot-start", witness = found.witness,
      message = ("on %s, under this policy no program that is linked to %s")
        :format(concat(found, ", "), found.text),
      fix = found.more and ('{"%s", action = "allow"}'):format(
        concat(found.more, '", "')) or nil,
    }
  end
end

return {
  {id = "cannot-start", severity = "note",
    about = "execve is permitted, and not all that the dynamic linker " ..
      "calls; the finding lists what is missing.",
    fix = "permit them, or install it where no program is " ..
      "started any more, and deny execve",
    find = find},
}
