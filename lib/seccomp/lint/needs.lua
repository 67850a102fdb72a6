--- What a policy keeps out that programs can seldom do without.
local calls = require "seccomp.lint.calls"

local text = require("seccomp.core.policy").text

local ipairs = ipairs
local concat = table.concat

local checks = {}

function checks.clone3(s)
  for _, arch in ipairs(s.data.arches) do
    local action, witness = s:simulate(arch, "clone3")
    local status = s:status(arch, "clone")
    if action and not s.permits(action) and
        text(action, arch) ~= "errno(ENOSYS)" and
        action.name ~= "notify" and action.name ~= "trace" and
        (status == "permitted" or status == "held") then
      s:add {
        id = "clone3-errno", severity = "warning", witness = witness,
        message = ("on %s, clone3 gets %s: libcs make threads and processes " ..
          "with it and fall back to clone only on ENOSYS"):format(arch,
          text(action, arch)),
      }
      return
    end
  end
end

function checks.essential(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.essential) do
      local action, witness = s:simulate(arch, name)
      if action and not s.permits(action) then
        s:add {
          id = "cannot-end", severity = "warning", witness = witness,
          message = ("on %s, %s gets %s: without it no program ends or " ..
            "returns from a signal"):format(arch, name,
            text(action, arch)),
          fix = ('{"%s", action = "allow"}'):format(name),
        }
      end
    end
  end
end

-- Calls that a libc makes behind the program's back.
function checks.often_needed(s)
  for _, arch in ipairs(s.data.arches) do
    local names, witness = {}, nil
    for _, name in ipairs(calls.often_needed) do
      local status, by_rule = s:status(arch, name)
      if status == "denied" and not by_rule then
        names[#names + 1] = name
        if not witness then
          local _, call = s:simulate(arch, name)
          witness = call
        end
      end
    end
    if witness then
      s:add {
        id = "often-needed", severity = "note", witness = witness,
        message = ("on %s, %s %s denied: libcs and the kernel make these " ..
          "calls for any program"):format(arch, concat(names, ", "),
          #names == 1 and "is" or "are"),
        fix = ('{"%s", action = "allow"}'):format(concat(names, '", "')),
      }
      return
    end
  end
end

function checks.notify(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.listening) do
      local action, witness = s:simulate(arch, name)
      if action and action.name == "notify" then
        s:add {
          id = "notify-needed", severity = "warning", witness = witness,
          message = ("on %s, %s asks the listener: a process that installs " ..
            "this by itself stops before it can hand the listener over")
            :format(arch, name),
        }
      end
    end
  end
end

return checks
