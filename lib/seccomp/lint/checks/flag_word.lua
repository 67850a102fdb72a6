--- Words of flags taken for one value.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"
local core = require "seccomp.core"

-- What to write in place of a comparison of a word of flags. Memory that can be
-- written and run is that, whether it can be read or not; that not both may be
-- asked for is more than one condition can say.
local function flag_fix(s, at, protection)
  local arch, name, c = at.arch, at.name, at.c
  local permits, typed = s.permits(at.entry.action), calls.typed[name]
  local mask, value = c.datum_a, c.datum_a
  if protection and value & 6 == 6 then mask, value = 6, 6 end
  if typed then mask = 0xf | value end
  if name == "clone" then -- which signal its end sends says nothing
    local signal = core.constant("CSIGNAL", arch)
    mask, value = mask & ~signal, value & ~signal
    if mask == 0 then -- whatever makes a process, and no thread
      mask = core.constant("CLONE_THREAD", arch)
      return s:written(arch, name, at.entry.rule, {c.arg, "masked_eq", mask,
        permits and mask or 0})
    end
  end
  if permits and (typed or mask & mask - 1 ~= 0) then
    return ('{"%s", action = "errno(EPERM)", when = {%s}}, in front'):format(
      name, s:written(arch, name, nil, {c.arg, "masked_eq", mask, value}))
  end
  return s:written(arch, name, at.entry.rule, {c.arg, "masked_eq", mask,
    permits and 0 or value})
end

-- A flag that says nothing of what the others in a word ask for, and whether
-- the word is one of memory protection; nil where the argument is no such word.
local function idle_flag(s, arch, name, c)
  local its = s:argument_name(arch, name, c.arg)
  if calls.protection[name] and its == "prot" then
    return core.constant("PROT_SEM", arch), true
  end
  local flags = calls.flags[name]
  return flags and its == flags.argument and core.constant(flags.flag, arch) or
    nil, false
end

-- A word of flags taken for a single value: another flag, which changes nothing
-- of what the call does, gets past it.
local function look(s, at)
  local arch, name, c = at.arch, at.name, at.c
  local bit, protection = idle_flag(s, arch, name, c)
  if not bit or c.datum_a == 0 or c.op ~= "==" and c.op ~= "!=" or
      at.in_memory then
    return
  end
  if protection and c.datum_a & bit ~= 0 then bit = 1 end
  while c.datum_a & bit ~= 0 do bit = bit << 1 end
  local permits, value = s.permits(at.entry.action), c.datum_a
  local text = s:condition_text(arch, name, c)
  if permits == (c.op == "!=") then
    local before = s:simulate(arch, name, at.with(value))
    local witness = s:permitted(arch, name, at.with(value | bit))
    if before and not s.permits(before) and witness then
      s:once {
        id = "flag-word", rule = at.entry.rule, witness = witness,
        message = ("rules[%d]: %s takes %s's %s for one value, and it is a " ..
          "word of flags: with another flag beside it the call is permitted")
          :format(at.entry.rule, text, name,
          s:argument_name(arch, name, c.arg)),
        fix = flag_fix(s, at, protection),
      }
    end
  elseif permits and c.op == "==" and calls.typed[name] and
      value & 0xf == value then
    local action, witness = s:simulate(arch, name, at.with(value | bit))
    if action and not s.permits(action) then
      s:once {
        id = "socket-type", rule = at.entry.rule, witness = witness,
        message = ("rules[%d]: %s keeps out the same type with SOCK_CLOEXEC " ..
          "or SOCK_NONBLOCK"):format(at.entry.rule, text),
        fix = s:written(arch, name, at.entry.rule,
          {c.arg, "masked_eq", 0xf, value}),
      }
    end
  end
end

return {
  {id = "flag-word", severity = "warning",
    about = "A word of flags is taken for one value.",
    condition = look},
  {id = "socket-type", severity = "note",
    about = "A type is compared without regard to SOCK_CLOEXEC and " ..
      "SOCK_NONBLOCK."},
}
