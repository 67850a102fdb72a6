--- runc's ENOSYS stub, as part of a policy.
--
-- Before the filter runc puts a test of its own: on each arch, numbers above
-- the highest one that the profile names get ENOSYS, so that programs fall
-- back to older calls. A policy says that with rules for the calls that are
-- known above that number and for the numbers between them, and with `unknown`
-- for what lies beyond. Negative numbers, which no call has and runc's test
-- takes for large ones, get the default.
-- @module seccomp.oci.stub
local seccomp = require "seccomp.core"
local calls = require "seccomp.oci.calls"

local M = {}

local ipairs, pairs = ipairs, pairs
local concat, sort = table.concat, table.sort

local ENOSYS = "errno(38)"
-- and as the runtime has it on its own machine
local BY_NAME = "errno(ENOSYS)"

--- What stands in a policy for the stub.
-- @tparam table profile
-- @param report says where the policy differs from the stub
-- @treturn table rules to go before all others
-- @treturn ?string the policy's `unknown`
-- @treturn table set of the multiplexers whose rules the policy must spell
-- out, as a rule of the stub is for the call itself only
function M.rules(profile, report)
  local kind = profile.default:match "^%a+"
  if kind == "allow" or kind == "log" or kind == "trace"
    or profile.default == ENOSYS
  then
    return {}, nil, {}
  end
  local rules, notes, guarded, names = {}, {}, {}, {}
  for _, b in ipairs(profile.blocks) do
    for _, name in ipairs(b.names) do
      if names[name] == nil then names[name] = calls.known(name) end
    end
  end
  for _, arch in ipairs(profile.arches) do
    local last = 0
    for name, known in pairs(names) do
      -- libseccomp's own number: a pseudo number does not count
      local number = known and seccomp.syscall_number(name, arch) or -1
      if number > last then last = number end
    end
    local numbers, highest = calls.own_numbers(arch)
    local calls_above = {}
    if last == 0 then
      notes[#notes + 1] = arch .. ": the profile names none of its calls, " ..
        "so runc adds nothing"
    else
      local by_number = {}
      for name, number in pairs(numbers) do
        if number > last then
          calls_above[#calls_above + 1] = name
          by_number[number] = true
          -- the call itself is meant, not what socketcall or ipc make of it
          local multiplexer = calls.multiplexer(name)
          if multiplexer then guarded[multiplexer] = true end
        end
      end
      sort(calls_above)
      for number = last + 1, highest do
        if not by_number[number] then
          calls_above[#calls_above + 1] = number
        end
      end
      if last > highest then
        notes[#notes + 1] = ("%s: numbers from %d to %d get ENOSYS here, %s " ..
          "from runc"):format(arch, highest + 1, last, profile.default)
      end
    end
    if arch == "s390" or arch == "s390x" then
      -- the kernel shows calls with large numbers that it does not know as 0
      calls_above[#calls_above + 1] = 0
    end
    if #calls_above > 0 then
      calls_above.action = BY_NAME
      calls_above.arches = {arch}
      rules[#rules + 1] = calls_above
    end
  end
  report:add("enosys-stub", "note",
    "runc answers ENOSYS to calls above the highest one that the profile " ..
    "names" .. (#notes > 0 and "; not the same here: " .. concat(notes, "; ")
      or ""))
  return rules, BY_NAME, guarded
end

return M
