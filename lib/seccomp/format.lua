--- Policies in the forms of others: bytes for the kernel, source for C,
-- profiles for containers.
--
-- Each form is one file below `seccomp.format`, which gives a table: `summary`,
-- `binary` (its text is bytes), `write(policy, options)`, which gives text and
-- a report; for a form that a program has, too, `of_program(program)`; and for
-- one that can be read back `read(text, options)`, which gives a Policy and a
-- report.
-- @module seccomp.format
local errors = require "seccomp.error"

local M = {}

local error, ipairs, require, type = error, ipairs, require, type

-- In the order in which they are listed.
local NAMES = {"bpf", "c", "asm", "pfc", "oci", "systemd"}

local known = {}
for _, name in ipairs(NAMES) do known[name] = true end

--- The names of all forms.
-- @treturn {string,…}
function M.list(...)
  errors.no_more("list", 0, ...)
  local names = {}
  for i, name in ipairs(NAMES) do names[i] = name end
  return names
end

--- What is known of a form.
-- @tparam string name
-- @tparam[opt="find"] string op the public name of the function that fails
-- @treturn table `name`, `summary`, `binary`, `reads` (it can be read back)
-- @raise EINVAL for a form that there is not
function M.find(name, op, ...)
  errors.no_more("find", 2, ...)
  op = op or "find"
  if type(name) ~= "string" then
    error(("bad argument #1 to '%s' (string expected, got %s)"):format(op,
      errors.typename(name)), 2)
  elseif not known[name] then
    errors.raise(op, "EINVAL", ("there is no format \"%s\"%s"):format(name,
      errors.hint(name, NAMES)), 2)
  end
  local form = require("seccomp.format." .. name)
  return {name = name, summary = form.summary, binary = form.binary or false,
    reads = form.read ~= nil}
end

local function checked(op, options)
  if options ~= nil and type(options) ~= "table" then
    error(("bad argument #3 to '%s' (table expected, got %s)"):format(op,
      errors.typename(options)), 3)
  end
  return options or {}
end

--- Write a policy in a form; `policy:export(name, options)` is the same.
-- @tparam Policy policy
-- @tparam string name one of @{list}
-- @tparam[opt] table options what the form takes
-- @treturn string text, or bytes
-- @treturn {table,…} what was lost or has to be known: `{id=, severity=,
--   message=}` each
-- @raise EINVAL for a form or an option that there is not; EREFUTED, with a
--   witness, for an export that would permit more than the policy; and what the
--   form raises that cannot say a policy
function M.export(policy, name, options, ...)
  errors.no_more("export", 3, ...)
  local policies = require "seccomp.policy"
  if not policies.is(policy) then
    error(("bad argument #1 to 'export' (seccomp.policy expected, got %s)")
      :format(errors.typename(policy)), 2)
  end
  M.find(name, "export")
  local text, report = require("seccomp.format." .. name).write(policy,
    checked("export", options))
  return text, report or {}
end

--- Read a policy that is in one of the forms.
-- @tparam string text or bytes
-- @tparam string name one of @{list}
-- @tparam[opt] table options what the form takes
-- @treturn Policy proven to be what was read
-- @treturn {table,…} the report
-- @raise EINVAL for a form that there is not, or that cannot be read back; and
--   what the form raises
function M.import(text, name, options, ...)
  errors.no_more("import", 3, ...)
  if type(text) ~= "string" then
    error(("bad argument #1 to 'import' (string expected, got %s)"):format(
      errors.typename(text)), 2)
  end
  local found = M.find(name, "import")
  if not found.reads then
    errors.raise("import", "EINVAL", ("%s is written only: %s"):format(name,
      found.summary), 2)
  end
  local policy, report = require("seccomp.format." .. name).read(text,
    checked("import", options))
  return policy, report or {}
end

return M
