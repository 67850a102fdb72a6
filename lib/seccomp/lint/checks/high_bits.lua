--- Conditions on more bits than the kernel reads.

-- SPDX-License-Identifier: MIT
local low = require "seccomp.core.policy"
local texts = require "seccomp.policy.text"

-- An argument that the condition of a permission keeps out, and that a high bit
-- takes past it.
local KEPT_OUT = {["!="] = 0, [">"] = 0, [">="] = -1}

-- How many bits of an argument a condition looks at.
local function compared(at)
  local c = at.c
  return c.width == 64 and not c.raw and not low.wide(at.arch) and 32 or c.width
end

-- The condition with so many bits, by name where it is one that can be written
-- anew; else what to add to it, or what its values lack.
local function narrower(s, at, bits)
  local c, when = at.c, at.entry.when
  if (c.datum_a | (c.datum_b or 0)) >> bits ~= 0 then
    return ("compare the %d bits, with values of no more"):format(bits)
  end
  local list = texts.condition(c)
  list.width = bits
  local alone = not c.raw and #when == 1 and when[1] == c
  local text = alone and s:written(at.arch, at.name, at.entry.rule, list)
  return text and text:find '^{"' and text or ("width = %d"):format(bits)
end

-- A permitted call with an argument that the kernel takes for this value, of
-- which it reads so many bits: one bit more is set, or all are. Where none is,
-- what denies may be meant for arguments with such bits alone.
local function let_through(s, at, value, bits)
  return s:permitted(at.arch, at.name, at.with(value | 1 << bits)) or
    s:permitted(at.arch, at.name, at.with(value | -1 << bits))
end

-- With a higher bit set a denial does not match, or a permission does, and the
-- call is made all the same.
local function look(s, at)
  local bits = at.its and not at.is_address and at.its.width
  local arch, name, c = at.arch, at.name, at.c
  if not bits or compared(at) <= bits then return end
  local value = s.value_for(c, at.value())
  if s.permits(at.entry.action) then
    local step = KEPT_OUT[c.op]
    if not step then return end
    value = c.datum_a + step
  end
  local before = s:simulate(arch, name, at.with(value))
  local witness = before and not s.permits(before) and
    let_through(s, at, value, bits)
  if witness then
    s:once {
      id = "high-bits", rule = at.entry.rule, witness = witness,
      message = ("rules[%d]: %s compares %d bits of %s's %s, of which the " ..
        "kernel uses %d: with a high bit set the call is permitted"):format(
        at.entry.rule, s:condition_text(arch, name, c), compared(at), name,
        s:argument_name(arch, name, c.arg), bits),
      fix = narrower(s, at, bits),
    }
  end
end

return {
  {id = "high-bits", severity = "error",
    about = "More bits are compared of an argument than the kernel uses: 32 " ..
      "of most, 16 of file modes and, on arches whose 32-bit ids have calls " ..
      "of their own that end in 32, of the old user and group ids.",
    fix = "width = 32",
    condition = look},
}
