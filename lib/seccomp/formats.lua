--- The formats that there are, and policies written in them and read from them.
-- @module seccomp.format
local check = require "seccomp.policy.check"
local errors = require "seccomp.error"
local file = require "seccomp.core.file"
local object = require "seccomp.policy.object"

local M = {}

local ipairs, next, package, pairs, require, sort, type =
  ipairs, next, package, pairs, require, table.sort, type
local concat, getinfo = table.concat, debug.getinfo

local PREFIX = "seccomp.format."

-- The directory of the formats; nil where this came out of a program.
local DIRECTORY = getinfo(1, "S").source:match "^@(.*format)s%.lua$"

local function gather(names, modules)
  for module in pairs(modules) do
    local name = type(module) == "string" and
      module:match "^seccomp%.format%.([%w_-]+)$"
    if name then names[name] = true end
  end
end

-- The formats that there are, as a set: files in the directory, and what a
-- program that has its modules inside it put into package.preload.
local function known()
  local names = {}
  gather(names, package.preload)
  local entries, why, number
  if DIRECTORY then entries, why, number = file.list(DIRECTORY) end
  -- one that cannot be read is not a list without formats
  if number and not next(names) then
    errors.raise("format", check.errno_name(number),
      "the formats cannot be listed: " .. why)
  end
  gather(names, package.loaded)
  for _, entry in ipairs(entries or {}) do
    local name = entry:match "^([%w_-]+)%.lua$"
    if name then names[name] = true end
  end
  return names
end

--- The names of all formats.
-- @treturn {string,…} sorted
function M.list(...)
  errors.no_more("list", 0, ...)
  local names = {}
  for name in pairs(known()) do names[#names + 1] = name end
  sort(names)
  return names
end

--- What is known of a format.
-- @tparam string name
-- @tparam[opt="find"] string op the public name of the function that fails
-- @treturn table `name`, `summary`, `binary`, `reads` (it can be read back),
--   `options` (`write` and `read`: the type of each option)
-- @raise EINVAL for an unknown format
function M.find(name, op, ...)
  errors.no_more("find", 2, ...)
  op = op or "find"
  if type(name) ~= "string" then
    errors.argument(1, op, "string", name)
  elseif not known()[name] then
    local names = M.list()
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

local function checked(op, options)
  if options ~= nil and type(options) ~= "table" then
    errors.argument(3, op, "table", options)
  end
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
  local found = M.find(name, "export")
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
  if type(text) ~= "string" then
    errors.argument(1, "import", "string", text)
  end
  local found = M.find(name, "import")
  if not found.reads then
    errors.raise("import", "EINVAL", ("format %s can be written, not read " ..
      "(%s)"):format(name, found.summary))
  end
  local policy, report = errors.as("import", require(PREFIX .. name).read,
    text, checked("import", options))
  return policy, report or {}
end

return M
