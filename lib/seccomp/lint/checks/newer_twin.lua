--- Newer calls that are denied where the older ones are not.

-- SPDX-License-Identifier: MIT
local twins = require "seccomp.kernel.twins"

local ipairs = ipairs
local concat = table.concat

-- Whether an action says no in a way that a libc takes for no.
local function breaks(s, action, arch)
  return not s.permits(action) and action.name ~= "notify" and
    action.name ~= "trace" and s.text(action, arch) ~= "errno(ENOSYS)"
end

-- Newer calls that are denied where the older one is made, and not with ENOSYS.
-- clone3 has a finding of its own.
local function denied_twins(s, wanted)
  return function(arch)
    local names, there, witness, says = {}, {}, nil, nil
    for _, pair in ipairs(twins.fallbacks) do
      local newer, older = pair[1], pair[2]
      if wanted(newer, older) and not there[newer] then
        local action, call = s:simulate(arch, newer)
        local denied = action and s:status(arch, newer) == "denied" and
          breaks(s, action, arch)
        local status = not older and "permitted" or s:status(arch, older)
        if denied and (status == "permitted" or status == "held") then
          there[newer] = true
          names[#names + 1] = newer
          witness, says = witness or call, says or s.text(action, arch)
        end
      end
    end
    if #names == 0 then return nil end
    return concat(names, ", ") .. (#names == 1 and " gets " or " get ") .. says,
      witness, names
  end
end

local function clone3(s)
  for _, found in ipairs(s:by_text(denied_twins(s, function(newer)
    return newer == "clone3"
  end))) do
    s:add {
      id = "clone3-errno", witness = found.witness,
      message = ("on %s, %s: libcs make threads and processes " ..
        "with it and fall back to clone only on ENOSYS"):format(
        concat(found, ", "), found.text),
    }
  end
end

local function add_newer(s, severity, wanted, why)
  for _, found in ipairs(s:by_text(denied_twins(s, wanted))) do
    s:add {
      id = "newer-twin", severity = severity, witness = found.witness,
      message = ("on %s, %s: %s"):format(concat(found, ", "), found.text, why),
      fix = ('{"%s", optional = true, action = "errno(ENOSYS)"}, in front, ' ..
        "or what the older calls have"):format(concat(found.more, '", "')),
    }
  end
end

local function newer_twins(s)
  add_newer(s, "warning", function(newer, older)
    return newer ~= "clone3" and not twins.by_choice(newer, older)
  end, "libcs make these first, and fall back to the older calls, which are " ..
    "permitted, only on ENOSYS")
  add_newer(s, "note", twins.by_choice, "libcs and programs that try these " ..
    "are written for ENOSYS where there is no such call")
end

return {
  {id = "clone3-errno", severity = "warning",
    about = "libcs fall back from clone3 to clone only on ENOSYS.",
    fix = '{"clone3", action = "errno(ENOSYS)"}',
    find = clone3},
  {id = "newer-twin", severity = "warning",
    about = "A newer call is denied where the older one is not, and not " ..
      "with ENOSYS, on which alone libcs fall back: those with 64-bit times " ..
      "on 32-bit arches, faccessat2, fchmodat2 and statx; as a note what " ..
      "only programs ask for, such as openat2, close_range and rseq.",
    find = newer_twins},
}
