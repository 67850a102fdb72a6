--- What a policy keeps out that programs can seldom do without.
local calls = require "seccomp.lint.calls"
local twins = require "seccomp.kernel.twins"

local ipairs = ipairs
local concat, insert = table.concat, table.insert

local checks = {}

-- The first arch of each text, with the others that it holds for.
local function by_text(s, describe)
  local order = {}
  for _, arch in ipairs(s.data.arches) do
    local text, witness, more = describe(arch)
    if text and not order[text] then
      order[text] = {text = text, witness = witness, more = more}
      order[#order + 1] = order[text]
    end
    if text then insert(order[text], arch) end
  end
  return order
end

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

function checks.clone3(s)
  for _, found in ipairs(by_text(s, denied_twins(s, function(newer)
    return newer == "clone3"
  end))) do
    s:add {
      id = "clone3-errno", severity = "warning", witness = found.witness,
      message = ("on %s, %s: libcs make threads and processes " ..
        "with it and fall back to clone only on ENOSYS"):format(
        concat(found, ", "), found.text),
    }
  end
end

local function add_newer(s, severity, wanted, why)
  for _, found in ipairs(by_text(s, denied_twins(s, wanted))) do
    s:add {
      id = "newer-twin", severity = severity, witness = found.witness,
      message = ("on %s, %s: %s"):format(concat(found, ", "), found.text, why),
      fix = ('{"%s", optional = true, action = "errno(ENOSYS)"}, in front, ' ..
        "or what the older calls have"):format(concat(found.more, '", "')),
    }
  end
end

function checks.newer_twins(s)
  add_newer(s, "warning", function(newer, older)
    return newer ~= "clone3" and not twins.by_choice(newer, older)
  end, "libcs make these first, and fall back to the older calls, which are " ..
    "permitted, only on ENOSYS")
  add_newer(s, "note", twins.by_choice, "libcs and programs that try these " ..
    "are written for ENOSYS where there is no such call")
end

function checks.essential(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.essential) do
      local action, witness = s:simulate(arch, name)
      if action and not s.permits(action) then
        s:add {
          id = "cannot-end", severity = "warning", witness = witness,
          message = ("on %s, %s gets %s: without it no program ends or " ..
            "returns from a signal"):format(arch, name, s.text(action, arch)),
          fix = ('{"%s", action = "allow"}'):format(name),
        }
      end
    end
  end
end

-- The name of those with bars between them that a libc makes on an arch.
local function made_on(s, arch, choice)
  for name in choice:gmatch "[^|]+" do
    if s:status(arch, name) then return name end
  end
  return nil
end

-- Calls that a libc makes behind the program's back.
function checks.often_needed(s)
  for _, arch in ipairs(s.data.arches) do
    local names, witness = {}, nil
    for _, choice in ipairs(calls.often_needed) do
      local name = made_on(s, arch, choice)
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

-- A call of a step that can be made, or else whether one of them ends the
-- process that makes it.
local function step_of(s, arch, step)
  local names, witness, kills = {}, nil, false
  for _, choice in ipairs(step.names) do
    local name = made_on(s, arch, choice)
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
function checks.start(s)
  for _, found in ipairs(by_text(s, function(arch)
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
        plain[#plain + 1] = names[1]
        -- of a call that is held, a rule for all arguments opens more
        fix = fix and s:status(arch, names[1]) == "denied"
      end
    end
    if #steps == 0 then return nil end
    return ("%s starts: it also needs: %s"):format(libc, concat(steps, ", ")),
      first, fix and plain
  end)) do
    s:add {
      id = "cannot-start", severity = "note", witness = found.witness,
      message = ("on %s, under this policy no program that is linked to %s")
        :format(concat(found, ", "), found.text),
      fix = found.more and ('{"%s", action = "allow"}'):format(
        concat(found.more, '", "')) or nil,
    }
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
