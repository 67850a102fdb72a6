-- AUDIT_ARCH_XTENSA has no bit for its byte order, and so was not among the
-- arches whose words have 32 bits: programs that differ only where an argument
-- there has more were told apart.
local seccomp = require "seccomp"

-- Allows calls of the arch unless the upper half of arg0 has something.
local function wide_denied(token, denied)
  local insns = {{0x20, 0, 0, 4}, {0x15, 0, 3, token}, {0x20, 0, 0, 20},
    {0x15, 1, 0, 0}, {0x06, 0, 0, denied}, {0x06, 0, 0, 0x7fff0000}}
  for i, insn in ipairs(insns) do
    insns[i] = string.pack("<I2BBI4", table.unpack(insn))
  end
  return seccomp.program(table.concat(insns), {endian = "little"})
end

describe("32-bit arches without a name here", function()
  local function differences(token)
    return #wide_denied(token, 0):diff(wide_denied(token, 0x7fff0000))
  end

  it("show no upper halves of arguments", function()
    for name, token in pairs {xtensa = 0x5e, riscv32 = 0x400000f3,
        csky = 0x400000fc, loongarch32 = 0x40000102, armeb = 0x28} do
      assert.equal(0, differences(token), name)
    end
  end)

  it("are not every other number", function()
    assert.is_true(differences(0xc00000f3) > 0)
    assert.is_true(differences(0x1234) > 0)
  end)
end)
