--- What an import reports: findings, the weightiest first.
-- @module seccomp.oci.report

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"

local M = {}

local getmetatable, ipairs, pairs, setmetatable, type = getmetatable, ipairs,
  pairs, setmetatable, type
local concat, sort = table.concat, table.sort

-- Findings of one kind; a profile can have been made to give any number.
local MOST_ALIKE = 500

local SEVERITIES = {note = 1, warning = 2, error = 3}

-- Kinds of findings of one severity, those first that change more of what a
-- container may do; kinds that are not here come behind these.
local WEIGHTS = {}
for weight, id in ipairs {
  "libseccomp", "unknown-syscall", "multiplexer-companion", "always-true",
  "ored-conditions", "overlap", "overlaps-unread", "swallowed", "first-wins",
  "equals-default", "ignored-condition", "errno-zero", "wide-datum",
  "x32-width", "mask-zero", "mask-value", "six-conditions", "missing-field",
  "sister-abi", "duplicate-key", "key-case", "ignored-key", "no-names",
  "archmap-ignored", "no-listener", "flags-dropped", "dialect-guessed",
  "runtime", "libseccomp-asked", "capabilities", "from-system",
  "blocks-dropped", "enosys-stub", "native-added",
} do
  WEIGHTS[id] = weight
end
local LIGHTEST = 1000

local methods = {}

-- Findings are plain data; the same one is not given twice. The last of very
-- many of one kind says that there are more, as severe as the worst of them.
function methods:add(id, severity, message, block, syscall, more)
  local state = getmetatable(self)
  local rest = state.rest[id]
  if rest then
    if SEVERITIES[severity] > SEVERITIES[rest.severity] then
      rest.severity = severity
    end
    return
  end
  message = errors.line(message)
  if type(syscall) == "string" then syscall = errors.line(syscall) end
  local key = id .. "\0" .. message
  if state.seen[key] then return end
  state.seen[key] = true
  local count = (state.count[id] or 0) + 1
  state.count[id] = count
  local finding = {id = id, severity = severity, message = message,
    block = block, syscall = syscall}
  if count > MOST_ALIKE then
    state.rest[id] = finding
    finding.message = ("%d findings are \"%s\", and there are more"):format(
      MOST_ALIKE, id)
    finding.block, finding.syscall = nil, nil
  else
    for name, value in pairs(more or {}) do finding[name] = value end
  end
  self[#self + 1] = finding
end

-- Blocks that a message names.
local MOST_NAMED = 12

--- Tells of a block that does not apply; all of them are one finding.
function methods:drop(block, why)
  local dropped = getmetatable(self).dropped
  if not dropped[why] then
    dropped[why] = {}
    dropped[#dropped + 1] = why
  end
  local blocks = dropped[why]
  blocks[#blocks + 1] = block
end

local function add_dropped(report, dropped)
  local parts, all = {}, {}
  for i, why in ipairs(dropped) do
    local shown = {}
    for _, block in ipairs(dropped[why]) do
      all[#all + 1] = block
      shown[#shown + 1] = #shown < MOST_NAMED and block or nil
    end
    local count = #dropped[why]
    parts[i] = i <= MOST_NAMED and ("%s (%s%s)"):format(concat(shown, ", "),
      why, count > #shown and (", and %d more"):format(count - #shown) or "") or
      nil
  end
  if #all == 0 then return end
  sort(all)
  report:add("blocks-dropped", "note", ("%d block%s not apply: %s%s"):format(
    #all, #all == 1 and " does" or "s do", concat(parts, "; "),
    #dropped > MOST_NAMED and "; …" or ""), #all == 1 and all[1] or nil, nil,
    {blocks = all})
end

--- Puts the findings in order, and makes the report plain data.
function methods:finish()
  add_dropped(self, getmetatable(self).dropped)
  local place = {}
  for i, finding in ipairs(self) do place[finding] = i end
  sort(self, function(a, b)
    if a.severity ~= b.severity then
      return SEVERITIES[a.severity] > SEVERITIES[b.severity]
    end
    local x, y = WEIGHTS[a.id] or LIGHTEST, WEIGHTS[b.id] or LIGHTEST
    if x ~= y then return x < y end
    return place[a] < place[b]
  end)
  return setmetatable(self, nil)
end

--- An empty report. With `finish` it becomes plain data.
function M.new()
  return setmetatable({}, {seen = {}, count = {}, rest = {}, dropped = {},
    __index = methods})
end

--- A report that keeps nothing.
function M.none()
  local function nothing() end
  return {add = nothing, drop = nothing}
end

return M
