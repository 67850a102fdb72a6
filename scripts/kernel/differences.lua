-- SPDX-License-Identifier: MIT
-- Writes docs/kernel-tables.md: what the kernel's tables hold, and how they
-- differ from libseccomp's, one by one.
--
--     lua scripts/kernel/differences.lua [syscalls.csv] >docs/kernel-tables.md
--
-- The libseccomp in use is asked; syscalls.csv is a newer one's
-- (src/syscalls.csv). Raises for a difference that is not explained below.
local calls = require "seccomp.kernel.calls"
local kernel = (require "seccomp.core" and require "seccomp.core.kernel")
local recovery = require "seccomp.core.recovery"
local seccomp = require "seccomp"

local M = {}

-- Why a call of the tables is not libseccomp's, or the other way about, where
-- that is not because it is newer.
local WHY = {
  ["map_shadow_stack x32"] = "in the table that x32 shares with amd64 since " ..
    "Linux 6.10, which this libseccomp has for amd64 alone",
  ["riscv_hwprobe riscv64"] = "a call of RISC-V alone, of Linux 6.4",
  ["memfd_secret loongarch64"] = "in LoongArch's table since after Linux 6.17",
  ["_llseek parisc64"] = "a call of 32-bit PA-RISC that libseccomp gave the " ..
    "64-bit one, too, until 2.6.0; the kernel's table says \"32\"",
}

-- Whether a release came after another.
local function after(a, b)
  local x, y = a:gmatch "%d+", b:gmatch "%d+"
  for _ = 1, 3 do
    local m, n = tonumber(x() or 0), tonumber(y() or 0)
    if m ~= n then return m > n end
  end
  return false
end

-- The calls of the tables on an arch, by name; and how many.
local function ours(arch)
  local by_name, n = {}, 0
  for _, call in ipairs(kernel.calls(arch)) do
    by_name[call.name] = call
    n = n + 1
  end
  return by_name, n
end

--- What the libseccomp in use has: {arch = {name = number}}.
function M.installed()
  local out = {}
  for _, arch in ipairs(recovery.arches()) do
    out[arch.name] = arch.supported and calls.own_numbers(arch.name) or nil
  end
  return out
end

-- Columns of that file that stand for several arches.
local SAME = {mipsel = "mips", mipsel64 = "mips64", mipsel64n32 = "mips64n32",
  ppc64le = "ppc64", sheb = "sh"}
local NAMED = {x86_64 = "amd64", aarch64 = "arm64"}

--- The same of a syscalls.csv.
function M.of_csv(path)
  local file <close> = assert(io.open(path))
  local columns, read = {}, {}
  for word in (file:read "l" .. ","):gmatch "(.-)," do
    columns[#columns + 1] = NAMED[word] or word
  end
  for line in file:lines() do
    local at, name = 0, nil
    for word in (line .. ","):gmatch "(.-)," do
      at = at + 1
      if at == 1 then
        name = word
      elseif at % 2 == 0 and word ~= "PNR" then
        local column = columns[at]
        read[column] = read[column] or {}
        read[column][name] = math.tointeger(tonumber(word))
      end
    end
  end
  local out = {}
  for _, arch in ipairs(recovery.arches()) do
    out[arch.name] = {}
    for name, number in pairs(read[SAME[arch.name] or arch.name]) do
      out[arch.name][name] = number < 0xf0000 and arch.first + number or number
    end
  end
  return out
end

-- The newest release of which they know a call.
local function table_end(theirs)
  local newest = "0.0"
  for arch, numbers in pairs(theirs) do
    for name, call in pairs((ours(arch))) do
      -- arches take up calls late
      if arch == "amd64" and numbers[name] and call.since and
          after(call.since, newest) then
        newest = call.since
      end
    end
  end
  return newest
end

--- The differences of a libseccomp, each with why it is there.
-- @tparam table theirs {arch = {name = number}}
-- @treturn {table,…} `{name=, arches=, why=}` each, in order
-- @treturn string the release that its table ends at
function M.differences(theirs)
  local newest, found, list = table_end(theirs), {}, {}
  local function add(name, arch, what, call)
    local why = WHY[name .. " " .. arch]
    if not why and what == "here" and call.since and
        after(call.since, newest) then
      why = "came with Linux " .. call.since
    end
    assert(why, ("%s on %s: not explained (%s)"):format(name, arch, what))
    local key = name .. "\0" .. what .. "\0" .. why
    if not found[key] then
      found[key] = {name = name, arches = {}, why = why, what = what}
      list[#list + 1] = found[key]
    end
    local arches = found[key].arches
    arches[#arches + 1] = arch
  end
  for _, arch in ipairs(recovery.arches()) do
    local numbers, mine = theirs[arch.name], ours(arch.name)
    for name, call in pairs(numbers and mine or {}) do
      if not numbers[name] then
        add(name, arch.name, "here", call)
      elseif numbers[name] ~= call.number then
        add(name, arch.name, ("%d there, %d here"):format(numbers[name],
          call.number))
      end
    end
    for name in pairs(numbers or {}) do
      if not mine[name] then add(name, arch.name, "there") end
    end
  end
  table.sort(list, function(a, b)
    if a.name ~= b.name then return a.name < b.name end
    return a.why < b.why
  end)
  return list, newest
end

-- The arches of a difference: all but a few, or those that there are.
local function arches_text(arches, all)
  local has, lacking = {}, {}
  for _, arch in ipairs(arches) do has[arch] = true end
  for _, arch in ipairs(all) do
    if not has[arch] then lacking[#lacking + 1] = arch end
  end
  if #lacking == 0 then return "all" end
  if #lacking <= 3 then return "all but " .. table.concat(lacking, ", ") end
  return table.concat(arches, ", ")
end

--- The part of the page that is about a libseccomp.
function M.section(version, theirs)
  local list, newest = M.differences(theirs)
  local all = {}
  for _, arch in ipairs(recovery.arches()) do
    if theirs[arch.name] then all[#all + 1] = arch.name end
  end
  local lines = {"## libseccomp " .. version, "",
    ("It has %d of these arches, and its calls end with those of Linux %s."):
      format(#all, newest), "",
    "| call | in | arches | why |", "| --- | --- | --- | --- |"}
  for _, one in ipairs(list) do
    lines[#lines + 1] = ("| `%s` | %s | %s | %s |"):format(one.name,
      one.what == "here" and "these tables" or one.what == "there" and
      "libseccomp" or one.what, arches_text(one.arches, all), one.why)
  end
  return table.concat(lines, "\n") .. "\n"
end

--- The part about what the tables hold; `others` are {version, theirs} each.
function M.counts(others)
  local head, rule = "| arch | here |", "| --- | ---: |"
  for _, other in ipairs(others) do
    head = head .. " libseccomp " .. other[1] .. " |"
    rule = rule .. " ---: |"
  end
  local lines = {head, rule}
  for _, arch in ipairs(recovery.arches()) do
    local _, n = ours(arch.name)
    local line = ("| %s | %d |"):format(arch.name, n)
    for _, other in ipairs(others) do
      local count = 0
      for _ in pairs(other[2][arch.name] or {}) do count = count + 1 end
      line = line .. (other[2][arch.name] and (" %d |"):format(count) or
        " – |")
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n") .. "\n"
end

local HEAD = [[
# The kernel's tables

`seccomp.signature`, `seccomp.constant`, names in conditions and `unknown` with
a `kernel` answer from tables made of Linux %s's sources (31-bit s390, which
left the kernel: of 6.12). `scripts/kernel/README.md` says how they are made;
`scripts/kernel/differences.lua` writes this page, and a spec holds it against
the libseccomp in use.

How many calls each arch has, by a number of its own:

]]

local function main(csv)
  local version = table.concat({seccomp.library_version()}, ".")
  local others = {{version, M.installed()}}
  if csv then others[2] = {"2.6.1", M.of_csv(csv)} end
  io.write(HEAD:format "7.3", M.counts(others), [[

The numbers are the same wherever both have a call. What one has and the other
lacks, and why:

]])
  for i, other in ipairs(others) do
    io.write(i > 1 and "\n" or "", M.section(table.unpack(other)))
  end
end

if arg and arg[0] and arg[0]:find "differences%.lua$" then main(arg[1]) end

return M
