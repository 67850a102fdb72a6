--- The policies that all contestants build: as Lua data for us, as lines of
-- plain text for the rest.
--
--     default errno 38
--     arch amd64
--     rule allow 0 personality 1 0 4 8 0     conditions: arg op datum datum
--
-- Operators as libseccomp numbers them.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local M = {}

M.PODMAN = "/usr/share/containers/seccomp.json"

local OPS = {["!="] = 1, ["<"] = 2, ["<="] = 3, ["=="] = 4, [">="] = 5,
  [">"] = 6, masked_eq = 7}

--- Podman's default profile as it comes out of seccomp.oci: a Policy, and its
-- JSON; nil where it is not installed.
function M.podman(arches)
  local file = io.open(M.PODMAN)
  if not file then return nil end
  local json = file:read "a"
  file:close()
  local policy = require("seccomp.oci").import(json,
    {dialect = "podman", arch = "amd64"})
  local spec = {default = policy.default, bad_arch = policy.bad_arch,
    arches = arches or policy.arches, rules = policy.rules}
  return M.flat(spec), json
end

--- n rules on an argument of one call.
function M.conditional(n)
  local spec = {default = "errno(EPERM)", bad_arch = "kill_thread",
    arches = {seccomp.native_arch()}, rules = {}}
  for i = 1, n do
    spec.rules[i] = {"ioctl", action = "allow", when = {{1, "==", 7 * i}}}
  end
  return M.flat(spec)
end

-- Whether a rule is about the native arch; what others compare otherwise is in
-- rules of their own.
local function is_native(rule)
  for _, arch in ipairs(rule.arches or {seccomp.native_arch()}) do
    if arch == seccomp.native_arch() then return true end
  end
  return false
end

--- The policy's rules as libseccomp can take them: a call each, those that
-- the native arch has a number for.
function M.flat(spec)
  local flat = {default = spec.default, bad_arch = spec.bad_arch,
    arches = spec.arches, rules = {}}
  local default = seccomp.action(spec.default)
  for _, rule in ipairs(spec.rules) do
    local action = seccomp.action(rule.action)
    for _, name in ipairs(rule) do
      if action ~= default and is_native(rule) and
        seccomp.syscall_number(name) then
        local conditions = {}
        for i, c in ipairs(rule.when or {}) do
          if type(c) ~= "table" then
            c = {c.arg, c.op, c.datum_a, c.datum_b}
          end
          conditions[i] = c
        end
        flat.rules[#flat.rules + 1] = {name = name, action = tostring(action),
          conditions = conditions}
      end
    end
  end
  return flat
end

local function action_words(spec)
  local action = seccomp.action(spec)
  return ("%s %d"):format(action.name, action.code or 0)
end

--- Writes what `flat` made, for the others.
function M.write(flat, path)
  local file <close> = assert(io.open(path, "w"))
  file:write("default ", action_words(flat.default), "\n")
  for _, arch in ipairs(flat.arches) do file:write("arch ", arch, "\n") end
  for _, rule in ipairs(flat.rules) do
    file:write("rule ", action_words(rule.action), " ", rule.name, " ",
      #rule.conditions)
    for _, c in ipairs(rule.conditions) do
      file:write((" %d %d %u %u"):format(c[1], OPS[c[2]], c[3], c[4] or 0))
    end
    file:write "\n"
  end
end

--- What `write` wrote, as `flat` made it.
function M.read(path)
  local flat = {arches = {}, rules = {}}
  local names = {}
  for name, number in pairs(OPS) do names[number] = name end
  local function action(word, code)
    return word == "errno" and ("errno(%s)"):format(code) or word
  end
  for line in io.lines(path) do
    local words = {}
    for word in line:gmatch "%S+" do words[#words + 1] = word end
    if words[1] == "default" then
      flat.default = action(words[2], words[3])
    elseif words[1] == "arch" then
      flat.arches[#flat.arches + 1] = words[2]
    else
      local rule = {name = words[4], action = action(words[2], words[3]),
        conditions = {}}
      for i = 6, #words, 4 do
        rule.conditions[#rule.conditions + 1] = {math.tointeger(words[i]),
          names[math.tointeger(words[i + 1])], math.tointeger(words[i + 2]),
          words[i + 3] ~= "0" and math.tointeger(words[i + 3]) or nil}
      end
      flat.rules[#flat.rules + 1] = rule
    end
  end
  return flat
end

--- The same as a policy of ours: neighbouring rules alike but for the name
-- are one.
function M.policy(flat)
  local spec = {default = flat.default, bad_arch = "kill_thread",
    arches = flat.arches, rules = {}}
  local last
  for _, rule in ipairs(flat.rules) do
    local bare = #rule.conditions == 0
    if not (last and bare and not last.when and last.action == rule.action) then
      -- libseccomp takes names that no arch here has
      last = {action = rule.action, optional = true,
        when = not bare and rule.conditions or nil}
      spec.rules[#spec.rules + 1] = last
    end
    last[#last + 1] = rule.name
  end
  return spec
end

return M
