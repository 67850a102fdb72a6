--- The formats that there are, and policies written in them and read from them.
-- @module seccomp.format

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local modules = require "seccomp.modules"
local object = require "seccomp.policy.object"

local M = {}

local pairs, require, type = pairs, require, type
local concat = table.concat

local PREFIX = "seccomp.format."

--- The names of all formats.
-- @treturn {string,…} sorted
function M.list(...)
  errors.no_more("list", 0, ...)
  return (modules.names(PREFIX))
end

-- What M.find gives, for the public function `op`, whose argument `n` the name
-- is.
local function look_up(op, n, name)
  errors.expect(n, op, "string", name)
  local names, known = modules.names(PREFIX)
  if not known[name] then
    errors.raise(op, "EINVAL", ("unknown format \"%s\"%s (known: %s)")
      :format(name, errors.hint(name, names):match "^; .*" or "",
      concat(names, ", ")))
  end
  local format = require(PREFIX .. name)
  local options = {write = {}, read = {}}
  for direction, own in pairs(format.options or {}) do
    for key, kind in pairs(own) do options[direction][key] = kind end
  end
  return {name = name, summary = format.summary,
    binary = format.binary or false, reads = format.read ~= nil,
    options = options}
end

--- What is known of a format.
-- @tparam string name
-- @treturn table `name`, `summary`, `binary`, `reads` (it can be read back),
--   `options` (`write` and `read`: the type of each option)
-- @raise EINVAL for an unknown format
function M.find(name, ...)
  errors.no_more("find", 1, ...)
  return look_up("find", 1, name)
end

local function checked(op, options)
  if options ~= nil then errors.expect(3, op, "table", options) end
  return options or {}
end

-- The options without `loose`, where a format has none: it never permits more.
local function without_loose(options, known_options)
  local loose = options.loose
  if loose == nil or known_options.loose then return options end
  if type(loose) ~= "boolean" then
    errors.raise("export", "EINVAL", "option loose is true or false")
  end
  local rest = {}
  for key, value in pairs(options) do rest[key] = value end
  rest.loose = nil
  return rest
end

--- Write a policy in a format; `policy:export(name, options)` is the same.
-- @tparam Policy policy
-- @tparam string name one of @{list}
-- @tparam[opt] table options what the format takes; `loose`: what would permit
--   more than the policy is told in the report, and does not raise
-- @treturn string text, or bytes
-- @treturn {table,…} what was lost or has to be known: `{id=, severity=,
--   message=}` each
-- @raise EINVAL for an unknown format or option; EREFUTED, with a witness, for
--   an export that would permit more than the policy; and what a format raises
--   that cannot say a policy
function M.export(policy, name, options, ...)
  errors.no_more("export", 3, ...)
  if not object.is(policy) then
    errors.argument(1, "export", "seccomp.policy", policy)
  end
  local found = look_up("export", 2, name)
  options = without_loose(checked("export", options), found.options.write)
  local text, report = errors.as("export", require(PREFIX .. name).write,
    policy, options)
  return text, report or {}
end

--- Read a policy that is in one of the formats.
-- @tparam string text or bytes
-- @tparam string name one of @{list}
-- @tparam[opt] table options what the format takes
-- @treturn Policy proven to be what was read
-- @treturn {table,…} the report
-- @raise EINVAL for an unknown format, or one that cannot be read back; and
--   what the format raises
function M.import(text, name, options, ...)
  errors.no_more("import", 3, ...)
  errors.expect(1, "import", "string", text)
  local found = look_up("import", 2, name)
  if not found.reads then
    errors.raise("import", "EINVAL", ("format %s can be written, not read " ..
      "(%s)"):format(name, found.summary))
  end
  local policy, report = errors.as("import", require(PREFIX .. name).read,
    text, checked("import", options))
  return policy, report or {}
end

return M
