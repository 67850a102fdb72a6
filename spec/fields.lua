--- Fields of policies that specs share, and what policies do.

-- SPDX-License-Identifier: MIT

-- new{} with good fields and those given.
local function with(fields)
  local spec = {default = "errno(EPERM)", arches = {"amd64"}, rules = {}}
  for key, value in pairs(fields) do spec[key] = value end
  return spec
end

local function action(policy, call)
  return tostring((policy:compile {prove = false}:simulate(call)))
end

local example = {
  default = "errno(EPERM)",
  arches = {"amd64", "x86", "x32"},
  unknown = "errno(ENOSYS)",
  rules = {
    {"read", "write", "@basic-io", action = "allow"},
    {"personality", action = "allow", when = {{0, "==", 0x0008}}},
    {"socket", action = "errno(EAFNOSUPPORT)", when = {{0, "==", 38}},
      arches = {"amd64"}},
    {"map_shadow_stack", optional = true, action = "allow"},
  },
}

return {
  action = action, example = example, with = with,
}
