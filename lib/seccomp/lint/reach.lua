--- What gets through that the author of a policy likely means to keep out.
local calls = require "seccomp.lint.calls"

local ipairs, pairs = ipairs, pairs
local concat = table.concat
local multiplexer = require("seccomp.kernel.calls").multiplexer

local checks = {}

-- "does" or "do", as there is one name or are more.
local function verb(names, one, more) return #names == 1 and one or more end

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
function checks.families(s)
  local order = {}
  for _, arch in ipairs(s.data.arches) do
    for _, way in ipairs(ways_around(s, arch)) do
      local names = concat(way, ", ")
      local text = ("a rule %s %s, and %s, which %s the same, %s permitted")
        :format(s:status(arch, way.kept) == "held" and "restricts" or "denies",
        way.kept, names, verb(way, "does", "do"), verb(way, "is", "are"))
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
      id = "way-around", severity = "warning", witness = found.witness,
      message = ("on %s, %s"):format(concat(found, ", "), found.text),
      fix = ("give %s the same rule"):format(found.names),
    }
  end
end

-- socketcall and ipc that make a call which a rule keeps.
function checks.multiplexers(s)
  for _, arch in ipairs(s.data.arches) do
    local open = {}
    for _, number in ipairs(s.numbers[arch]) do
      local name = calls.name(number, arch)
      local mux, sub = multiplexer(name or "")
      local call = mux and s:status(arch, name) ~= "permitted" and
        s:permitted(arch, mux, {arg0 = sub})
      if call then
        open[mux] = open[mux] or {witness = call}
        local names = open[mux]
        names[#names + 1] = name
      end
    end
    for mux, names in pairs(open) do
      s:add {
        id = "multiplexer-open", severity = "warning", witness = names.witness,
        message = ("on %s, %s %s held by a rule, and %s, which makes the " ..
          "same %s, is permitted"):format(arch, concat(names, ", "),
          verb(names, "is", "are"), mux, verb(names, "call", "calls")),
      }
    end
  end
end

-- The first call of an arch that a rule denies and another arch of the same
-- machine lets through, as the name and a witness; and how many there are.
local function differing(s, arch, other)
  local names, witness = {}, nil
  for _, number in ipairs(s.numbers[arch]) do
    local name = calls.name(number, arch)
    if name and s:status(arch, name) ~= "permitted" and
        s:status(other, name) == "permitted" then
      for _, entry in ipairs(s.by_number[arch][number]) do
        local args, good = s:arguments_for(entry.when, arch)
        if not good then args = entry.fate.call end
        local action = args and s.may_decide(entry) and s:look() and
          s:simulate(arch, name, args)
        local call = action and not s.permits(action) and
          s:permitted(other, name, args)
        if call then
          names[#names + 1] = name
          witness = witness or call
          break
        end
      end
    end
  end
  return names, witness
end

function checks.arches(s)
  local listed = {}
  for _, arch in ipairs(s.data.arches) do listed[arch] = true end
  for _, machine in ipairs(calls.machines) do
    for _, arch in ipairs(machine) do
      for _, other in ipairs(machine) do
        local names, witness
        if arch ~= other and listed[arch] and listed[other] then
          names, witness = differing(s, arch, other)
        end
        if witness then
          s:add {
            id = "arch-differs", severity = "warning", witness = witness,
            message = ("a rule keeps %s%s on %s, and on %s, which the same " ..
              "process can use, %s permitted"):format(concat(names, ", ", 1,
              #names > 6 and 5 or #names), #names > 6 and
              (" and %d more"):format(#names - 5) or "", arch, other,
              verb(names, "it is", "they are")),
          }
        end
      end
    end
  end
end

-- Numbers that were calls of x32 and of amd64 before Linux 5.4 without being so
-- in any table: x32's own ones without their bit, and amd64's with it.
function checks.old_x32(s)
  local pairs_of = {{arch = "amd64", other = "x32", bit = -calls.X32_BIT},
    {arch = "x32", other = "amd64", bit = calls.X32_BIT}}
  for _, way in ipairs(pairs_of) do
    local names, witness = {}, nil
    for _, name in ipairs(s.numbers[way.arch] and calls.x32_own or {}) do
      local number = s.own_number(name, way.other)
      local status = s:status(way.arch, name)
      local call = number and status and status ~= "permitted" and
        s:permitted(way.arch, number + way.bit)
      if call then
        names[#names + 1] = ("%s by %d"):format(name, number + way.bit)
        witness = witness or call
      end
    end
    if witness then
      s:add {
        id = "old-x32-numbers", severity = "note", witness = witness,
        message = ("on %s, kernels before Linux 5.4 with x32 make calls " ..
          "that are kept out under numbers that are permitted: %s%s"):format(
          way.arch, concat(names, ", ", 1, #names > 6 and 5 or #names),
          #names > 6 and (" and %d more"):format(#names - 5) or ""),
        fix = way.arch == "x32" and "take x32 out of the arches" or nil,
      }
    end
  end
end

function checks.io_uring(s)
  for _, arch in ipairs(s.data.arches) do
    local witness = s:permitted(arch, "io_uring_setup")
    if witness then
      s:add {
        id = "io-uring", severity = "warning", witness = witness,
        message = ("on %s, io_uring is permitted: it opens files and " ..
          "sockets, and reads and writes them, past every other rule")
          :format(arch),
      }
      return
    end
  end
end

function checks.powerful(s)
  local found, order = {}, {}
  for _, arch in ipairs(s.data.arches) do
    local names, witness = {}, nil
    for _, name in ipairs(calls.powerful) do
      if s:status(arch, name) == "permitted" then
        local call = s:permitted(arch, name)
        if call then names[#names + 1] = name end
        witness = witness or call
      end
    end
    if #names > 0 then
      local text = concat(names, ", ")
      if not found[text] then
        found[text] = {witness = witness}
        order[#order + 1] = text
      end
      local arches = found[text]
      arches[#arches + 1] = arch
    end
  end
  for _, text in ipairs(order) do
    s:add {
      id = "powerful-calls", severity = "note", witness = found[text].witness,
      message = ("on %s, these are permitted, which reach far: %s"):format(
        concat(found[text], ", "), text),
    }
  end
end

-- Whether a call may ask for memory to be written and run, as its witness.
-- Where what it asks for is in memory, any call of it may.
local function writes_code(s, arch, way)
  if calls.in_memory(way.name, arch) then
    return s:any_permitted(arch, way.name)
  end
  for _, value in ipairs(way.both) do
    local call = s:permitted(arch, way.name, value)
    if call then return call end
  end
  return nil
end

-- Where one call is kept from asking for memory that can be written and run,
-- another that is not.
function checks.writable_code(s)
  for _, arch in ipairs(s.data.arches) do
    local kept
    local free, witness = {}, nil
    for _, way in ipairs(calls.code) do
      local call = writes_code(s, arch, way)
      if call then
        free[#free + 1] = way.name
        witness = witness or call
      elseif way.either and s:status(arch, way.name) == "held" and
          s:permitted(arch, way.name, way.either) then
        kept = kept or way.name
      end
    end
    if kept and witness then
      s:add {
        id = "writable-code", severity = "warning", witness = witness,
        message = ("on %s, %s may not make memory both writable and " ..
          "executable, and %s may"):format(arch, kept, concat(free, ", ")),
      }
    end
  end
end

-- Arguments that reach far in calls which are needed all the same.
function checks.arguments(s)
  for _, risk in ipairs(calls.risks) do
    for _, arch in ipairs(s.data.arches) do
      local witness = s:permitted(arch, risk.name, risk.args)
      if witness then
        s:add {
          id = risk.id, severity = "note", witness = witness,
          message = ("on %s, %s"):format(arch, risk.message), fix = risk.fix,
        }
        break
      end
    end
  end
end

return checks
