-- SPDX-License-Identifier: MIT
return {
  default = "errno(EPERM)", bad_arch = "kill_process",
  arches = {"amd64", "x86", "x32"}, unknown = "errno(ENOSYS)",
  rules = {
    {"read", "write", "@basic-io", action = "allow"},
    {"socketcall", "ipc", action = "log"},
    {"personality", action = "allow", when = {{0, "==", 0x8}}},
    {"socket", action = "trace(3)", when = {{0, "==", 38},
      {arg = 1, op = "masked_eq", mask = 15, value = 2, width = 32}},
      arches = {"amd64"}},
    {"map_shadow_stack", optional = true, action = "trap"},
    {425, action = "notify", arches = {"x86"}},
  },
}
