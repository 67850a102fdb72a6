-- SPDX-License-Identifier: MIT
-- What libseccomp's own regression suite says of its filters, they do here.
local cases = require "spec.libseccomp_cases"
local here = require "spec.here"
local seccomp = require "seccomp"

--- Calls fn with every combination of the arguments, from the i-th word on.
local function each(words, i, values, fn)
  if i > #words then return fn(values) end
  local first, last = words[i]:match "^(%w+)%-(%w+)$"
  first = first or words[i]
  if not tonumber(first) then
    values[i] = first
    return each(words, i + 1, values, fn)
  end
  for value = tonumber(first), tonumber(last or first) do
    values[i] = value
    each(words, i + 1, values, fn)
  end
end

local function check(case, program, only)
  local count = 0
  for line in case.lines:gmatch "[^\n]*%S[^\n]*" do
    local arches, call, want = line:match "^%s*(.-): (.-) = (%S+)%s*$"
    want = seccomp.action(want)
    local words = {}
    for word in call:gmatch "%S+" do words[#words + 1] = word end
    for named in arches:gmatch "%S+" do
      if not only or named == only or named == "all" then
        local arch = named == "all" and only or named
        each(words, 1, {}, function(values)
          local action = program:simulate {arch = arch, syscall = values[1],
            arg0 = values[2], arg1 = values[3], arg2 = values[4],
            arg3 = values[5], arg4 = values[6], arg5 = values[7]}
          count = count + 1
          if action ~= want then
            error(("%s (%s): %s = %s"):format(line, arch,
              table.concat(values, " "), action), 0)
          end
        end)
      end
    end
  end
  assert.is_true(count > 0)
end

-- An arch of this machine's byte order: libseccomp does not turn the values
-- round that long jumps lead to (docs/libseccomp.md).
local OF_LONG = here.little and {"amd64", "x86"} or {"s390x"}

describe("libseccomp's regression cases", function()
  for _, case in ipairs(cases) do
    for _, optimize in ipairs(case.options and {2} or {1, 2}) do
      it(("%s, optimize %d"):format(case.name, optimize), function()
        if case.native and seccomp.native_arch() ~= "amd64" then
          return pending "amd64 is not native here"
        end
        local alone = case.native and {"amd64"} or case.arches and {false} or
          case.long and OF_LONG or {"amd64", "x86"}
        for _, only in ipairs(alone) do
          local f = seccomp.filter(case.default or "kill",
            {arches = only and {only} or case.arches, optimize = optimize})
          f = case.fill(f, only) or f
          check(case, f:program(), only or nil)
        end
      end)
    end
  end
end)
