-- SPDX-License-Identifier: MIT
-- spawn refuses a program that notifies where nobody would answer; it looked
-- for constants that are returned, and missed a program that computes what it
-- returns (RET A), hand-written ones that is.
local seccomp = require "seccomp"

local function program(...)
  local out = {}
  for i, insn in ipairs {...} do
    out[i] = string.pack("=I2BBI4", table.unpack(insn))
  end
  return seccomp.program(table.concat(out))
end

local LD, LD_IMM, OR, AND, RET_A = 0x20, 0x00, 0x44, 0x54, 0x16
local NOTIFY, ALLOW = 0x7fc00000, 0x7fff0000

describe("spawn under a program that computes what it returns", function()
  it("says that it notifies, where it may", function()
    for _, p in ipairs {
      program({LD_IMM, 0, 0, NOTIFY}, {RET_A, 0, 0, 0}),
      -- only for one number, and with data
      program({LD, 0, 0, 0}, {0x15, 0, 1, 83}, {LD_IMM, 0, 0, NOTIFY | 5},
        {OR, 0, 0, 0x7fc00000}, {RET_A, 0, 0, 0}),
      -- whatever arg0 says
      program({LD, 0, 0, 16}, {RET_A, 0, 0, 0}),
    } do
      local ok, err = pcall(seccomp.spawn, {"true"}, {filter = p})
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.matches("listener=true", err.message)
    end
  end)

  it("starts one that never does", function()
    for _, p in ipairs {
      program({LD_IMM, 0, 0, ALLOW}, {RET_A, 0, 0, 0}),
      program({LD, 0, 0, 16}, {AND, 0, 0, 0xff}, {OR, 0, 0, ALLOW},
        {RET_A, 0, 0, 0}),
    } do
      assert.equal(0, seccomp.spawn({"true"}, {filter = p}):wait().exited)
    end
  end)
end)
