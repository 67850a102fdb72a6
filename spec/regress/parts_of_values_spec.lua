-- SPDX-License-Identifier: MIT
-- What chronyd's own filter does with socket was told as "domain:64 &
-- 0xffffffff00000000 == AF_UNSPEC", and `domain & 0xf == 0`, which AF_NETLINK
-- meets, as "domain & 0xf == AF_UNSPEC": a part of an argument is no constant
-- of it, unless it holds flags.
local policies = require "seccomp.policy"
local words = require "seccomp.policy.words"

local function said(call, ...)
  return words.condition({call},
    {{name = "amd64", wide = true, has = {[call] = true}}}, {...}, {})
end

it("a part of an argument is not a constant", function()
  assert.same({"domain", "masked_eq", -1 << 32, 0, width = 64},
    said("socket", 0, "masked_eq", -1 << 32, 0))
  assert.same({"domain", "masked_eq", 0xf, 0, width = 64},
    said("socket", 0, "masked_eq", 0xf, 0))
  assert.same({"domain", "masked_eq", 0xf, {0, 1}, width = 64},
    said("socket", 0, "masked_eq", 0xf, {0, 1}))
  assert.same({"domain", "masked_eq", -1, "AF_UNIX", width = 64},
    said("socket", 0, "masked_eq", -1, 1))
  assert.same({"flags", "masked_eq", "O_ACCMODE", "O_WRONLY", width = 64},
    said("openat", 2, "masked_eq", 3, 1))
  assert.same({"flags", "masked_eq", -1 << 32, 0, width = 64},
    said("openat", 2, "masked_eq", -1 << 32, 0))
end)

it("nor where a program is read", function()
  local program = policies.new({default = "allow", arches = {"amd64"}, rules = {
    {"socket", action = "errno(EPERM)", when = {{0, "masked_eq", 0xf, 0}}},
  }}):compile()
  local policy = program:policy()
  assert.same({}, policy:diff(program))
  assert(tostring(policy):find(
    '{"domain", "masked_eq", 0xf, 0}', 1, true))
end)
