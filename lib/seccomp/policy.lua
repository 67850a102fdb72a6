--- Policies: plain data with one meaning. Rules are tried in order, the first
-- match wins, then `default`.
--
-- A policy is checked when it is made and never changes afterwards. It
-- compiles to a @{seccomp.Program} by the project's own compiler, which is
-- proven to do what the policy says before anybody gets it.
--
--     local policy = require("seccomp.policy").new {
--       default = "errno(EPERM)",
--       rules = {
--         { "@default", "@basic-io", action = "allow" },
--         { "socket", action = "errno(EAFNOSUPPORT)", when = {{0, "==", 38}} },
--       },
--     }
--     policy:load()
-- @module seccomp.policy

-- SPDX-License-Identifier: MIT
local check = require "seccomp.policy.check"
local comparison = require "seccomp.policy.comparison"
local errors = require "seccomp.error"
local formats = require "seccomp.formats"
local low = require "seccomp.core.policy"
local object = require "seccomp.policy.object"

local next, open, require = next, io.open, require

local fail, no_more, options_of = errors.raise, errors.no_more, check.options
local holding, methods = object.holding, object.methods

local M = {new = object.new, of = object.of, is = object.is}

local FILE_MAX = check.FILE_MAX

-- Raises for more bytes than a policy file may have.
local function too_large(op, name, bytes)
  if #bytes > FILE_MAX then
    fail(op, "EFBIG", ("%s: a policy has at most %d bytes"):format(name,
      FILE_MAX))
  end
end

-- The policy of a file's text, for the public function `op`.
local function parse(op, source, name)
  too_large(op, name, source)
  return object.make(check.policy(op, errors.as(op, low.read, source, name),
    name), name)
end

--- Read a policy from the text of a Lua policy file; see @{load}.
-- @tparam string source
-- @tparam[opt="policy"] string name what messages call it
-- @treturn Policy
-- @raise EINVAL naming the line; EFBIG for more than 4 MiB
function M.parse(source, name, ...)
  no_more("parse", 2, ...)
  errors.expect(1, "parse", "string", source)
  if name ~= nil then errors.expect(2, "parse", "string", name) end
  if name and name:find("\0", 1, true) then
    errors.complain "bad argument #2 to 'parse' (name has an embedded NUL)"
  end
  return parse("parse", source, name or "policy")
end

-- Reads a whole file, or raises.
local function slurp(path)
  local file, message, number = open(path, "rb")
  if not file then fail("load", errors.errno_name(number), message) end
  local bytes
  bytes, message, number = file:read(FILE_MAX + 1)
  file:close()
  if not bytes and message then
    fail("load", errors.errno_name(number), path .. ": " .. message)
  end
  bytes = bytes or ""
  too_large("load", path, bytes)
  return bytes
end

--- Read a policy from a file: a JSON profile (see `seccomp.oci`), or Lua that
-- returns such a table as @{new} takes. Policy files are data: the Lua is text,
-- runs in a Lua state of its own without any libraries and with memory and
-- work capped, and only plain data comes back.
-- @tparam string path
-- @tparam[opt] table options for a JSON profile, as `seccomp.oci.import` has
--   them
-- @treturn Policy
-- @treturn[opt] table the report of the import
-- @raise EINVAL naming file and line; the errno of reading the file
function M.load(path, options, ...)
  no_more("load", 2, ...)
  errors.expect(1, "load", "string", path)
  if options ~= nil then errors.expect(2, "load", "table", options) end
  if path:find("\0", 1, true) then
    fail("load", "EINVAL", "the path has an embedded NUL")
  end
  local bytes = slurp(path)
  local json = bytes:match "^\xEF\xBB\xBF(%s*{.*)" or
    bytes:match "^%s*{" and bytes
  if json then
    local oci = errors.optional "seccomp.oci.import"
    if not oci then
      fail("load", "EOPNOTSUPP", path ..
        ": JSON profiles need the module seccomp.oci, which is not installed")
    end
    return check.of_file(path, oci.import, json, options)
  end
  if options and next(options) ~= nil then
    fail("load", "EINVAL", path .. ": options are for JSON profiles")
  end
  return parse("load", bytes, path)
end

--- What is likely not meant as it is written. Each finding is a table: `id`
-- (`lua-seccomp-policy(5)` lists them), `severity` (`"error"`, `"warning"`,
-- `"note"`), `message`, `fix` (what to do about it), and where they apply
-- `rule` (its index) and `witness`: a call that shows it, which
-- @{seccomp.Program:simulate} takes.
-- @function Policy:lint
-- @tparam[opt] table options `ignore`: a list of ids to leave out; `program`:
--   what the policy is for, `"cli"`, `"daemon"`, `"lua"` or `"container"`, to
--   be told what those need and it denies
-- @treturn {table,…}
-- @raise EINVAL for an id that no finding has, or an unknown kind of program
function methods.lint(policy, options, ...)
  no_more("lint", 2, ...)
  local h = holding(policy, "lint")
  return require("seccomp.lint")(policy, h.data, h.resolved,
    options_of("lint", options, {ignore = "table", program = "string"}))
end

--- All differences of another policy, program, stack of programs or filter from
-- this one; see @{seccomp.Program:compare}.
-- @function Policy:compare
-- @tparam Policy|Program|Stack|Filter other
-- @tparam[opt] table options `budget` (seconds of CPU, 5), `limit` (groups)
-- @treturn table
function methods.compare(policy, other, options, ...)
  no_more("compare", 3, ...)
  holding(policy, "compare")
  return comparison.compare(policy, other, options)
end

--- The same policy with the calls of a recording allowed, and nothing else
-- changed: each call gets what it got, or is allowed where the recording's
-- rules say so. Proven. What the policy allows already is not said again; the
-- rest stands before its rules, for the first that matches decides. An arch
-- that the policy does not list is listed, and its other calls keep the
-- `bad_arch`.
-- @function Policy:allow
-- @tparam Recording recording of `seccomp.record`
-- @tparam[opt] table options `tightness`: `"names"` (the calls, with any
--   arguments; the default) or `"arguments"` (only with the flags and numbers
--   that were seen); `launcher` (true) for the execve that started the command;
--   `budget` (seconds of CPU, 5)
-- @treturn Policy itself, where it allows all that
-- @treturn {table,…} findings: an `arguments-open` for each call whose
--   arguments are not held, asked to hold them
-- @raise EINVAL for an unknown option, and for a recording of an arch that
--   libseccomp does not know; EDOM for arches of different byte orders;
--   EUNDECIDED when the budget is used up; as @{Policy:compile}
-- @usage p = p:allow(require("seccomp.record").load "redis.recording")
function methods.allow(policy, recording, options, ...)
  no_more("allow", 3, ...)
  local h = holding(policy, "allow")
  if errors.typename(recording) ~= "seccomp.recording" then
    errors.argument(1, "allow", "seccomp.recording", recording)
  end
  options = options_of("allow", options, {tightness = "string",
    launcher = "boolean", budget = "seconds"}, 2)
  local rules, findings = errors.as("allow", recording.rules, recording,
    {tightness = options.tightness, launcher = options.launcher})
  local program = object.program("allow", h, false)
  local allowed = require("seccomp.policy.allow").allow
  local result = errors.as("allow", allowed, M.new, object.make, policy, h,
    program, rules, options.budget)
  return result, findings
end

--- The policy in a format of others, as `"bpf"`, `"c"`, `"oci"`, `"systemd"`;
-- see `seccomp.format`.
-- @function Policy:export
-- @tparam string name
-- @tparam[opt] table options what the format takes; `loose`: what would permit
--   more than the policy is told in the report, and does not raise
-- @treturn string text, or bytes
-- @treturn {table,…} a report
-- @raise EINVAL for an unknown format; EREFUTED, with a witness, for an export
--   that would permit more; what the format raises that cannot say the policy
function methods.export(policy, name, options, ...)
  no_more("export", 3, ...)
  holding(policy, "export")
  errors.expect(1, "export", "string", name)
  if options ~= nil then errors.expect(2, "export", "table", options) end
  return errors.relay(formats.export, policy, name, options)
end

return M
