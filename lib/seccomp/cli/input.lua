--- What the command reads: policies, profiles and compiled programs, told
-- apart by what they are and not by their name.

-- SPDX-License-Identifier: MIT
local M = {}

local ipairs, open, stdin = ipairs, io.open, io.stdin

local file = require "seccomp.core.file"
local check = require "seccomp.policy.check"
local of_file = check.of_file
local seccomp = require "seccomp"
local sources = require "seccomp.record.source"
local terminal = require "seccomp.cli.terminal"

local function failed(message, ...)
  terminal.fail(message:format(...))
end

-- What messages call a file.
local function name_of(path)
  return path == "-" and "standard input" or path
end

-- Whether standard input was read: it is there once.
local stdin_read = false

-- Compiled programs have far fewer.
local MOST = check.FILE_MAX

--- The bytes of a file, or of standard input for "-".
-- @tparam string path
-- @treturn string
function M.bytes(path)
  local source, message = stdin
  if path == "" then failed "the name of a file is empty" end
  if path == "-" then
    if stdin_read then failed "standard input (-) can be given only once" end
    stdin_read = true
  else
    source, message = open(path, "rb")
    if not source then failed("cannot open %s", message) end
  end
  local bytes, trouble = source:read(MOST + 1)
  if source ~= stdin then source:close() end
  if not bytes and trouble then
    failed("cannot read %s: %s", name_of(path), trouble)
  end
  if bytes and #bytes > MOST then
    failed("%s has more than %d MiB", name_of(path), MOST >> 20)
  end
  return bytes or ""
end

--- What some bytes are: "program" (compiled BPF), "profile" (JSON), or
-- "policy" (a Lua policy file). Text never holds a NUL; a program always does,
-- in the upper half of its first instruction.
-- @treturn string
function M.kind(bytes)
  if bytes:find("\0", 1, true) then return "program" end
  if bytes:find "^%s*{" or bytes:find "^\xEF\xBB\xBF%s*{" then
    -- a policy file may be a bare table only after `return`
    return "profile"
  end
  return "policy"
end

-- Bytes in which a recording shows what it is.
local HEAD = 1 << 16

--- The recording in a file, of ours or of strace or the audit system; nil for
-- what is none.
-- @tparam string path a file, or "-" for standard input
-- @treturn ?Recording
-- @treturn ?string the bytes of standard input, which is there once
function M.recording(path)
  if path == "-" then
    local bytes = M.bytes(path)
    return sources.kind(bytes:sub(1, HEAD)) and
      require("seccomp.record").parse(bytes, name_of(path)), bytes
  end
  local source = open(path, "rb")
  local head = source and source:read(HEAD)
  if source then source:close() end
  return head and sources.kind(head) and require("seccomp.record").load(path)
end

-- Errors name the options of `seccomp.oci`; the command has its own.
local function with_own_options(ok, ...)
  if ok then return ... end
  local err = ...
  if type(err) == "table" and type(err.message) == "string" then
    err.message = err.message:gsub("option \"(%l+)\"", "option --%1")
      :gsub("check = false takes", "--no-check takes")
  end
  error(err, 0)
end

-- What a file may be.
local FILES = "a policy (Lua), a profile (JSON) or a compiled program (BPF)"

-- What is neither text nor a program gets told what it was taken for.
local function taken_for_program(ok, ...)
  if ok then return ... end
  local err = ...
  if type(err) == "table" and type(err.message) == "string" then
    err.message = ("%s. It has zero bytes, and was taken for a compiled " ..
      "program: %s is expected"):format(err.message, FILES)
  end
  error(err, 0)
end

-- A policy of text, or what the text looks like that is none.
local function parse(bytes, name)
  local ok, result = pcall(require("seccomp.policy").parse, bytes, name)
  if ok then return result end
  local format, from = require("seccomp.oci.other_formats").name(bytes)
  if from then
    failed("%s looks like %s: lua-seccomp import --from %s makes it a policy",
      name, format, from)
  elseif format then
    failed("%s looks like %s: a policy file (Lua), a profile of Docker, " ..
      "Podman or OCI (JSON) or compiled BPF is expected", name, format)
  end
  error(result, 0)
end

local OPTIONS = {"arch", "caps", "check", "dialect", "kernel"}

--- Raises where there are options for profiles and none of the inputs is one.
-- Who says --arch and is told about another arch would believe it.
-- @tparam table options as `seccomp.oci` takes them
-- @tparam {table,…} inputs what was read
-- @tparam[opt] string also the option that means something else, too
function M.check_options(options, inputs, also)
  for _, input in ipairs(inputs) do
    if input.kind == "profile" then return end
  end
  for _, key in ipairs(OPTIONS) do
    if options[key] ~= nil and key ~= also then
      failed("--%s says how a profile (JSON) is read, and %s is not one: %s",
        key == "check" and "no-check" or key, inputs[#inputs].path,
        key == "arch" and "it has its own arches" or "leave it out")
    end
  end
end

--- Reads a policy, profile or program.
-- @tparam string path a file, or "-" for standard input
-- @tparam[opt] table options for profiles, as `seccomp.oci` takes them; the
--   caller asks @{check_options}
-- @tparam[opt] string bytes what was read of it already
-- @treturn table `{kind=, path=, policy=, program=, report=}`
function M.read(path, options, bytes)
  bytes = bytes or M.bytes(path)
  local kind = M.kind(bytes)
  local name = name_of(path)
  local input = {kind = kind, path = name}
  if bytes == "" then failed("%s is empty: %s is expected", name, FILES) end
  if sources.kind(bytes:sub(1, HEAD)) then
    failed("%s is a recording: make a policy of it first (lua-seccomp " ..
      "record --join %s -o FILE)", name, path)
  end
  if kind == "program" then
    input.program = taken_for_program(pcall(of_file, name, seccomp.program,
      bytes))
  elseif kind == "profile" then
    input.policy, input.report = with_own_options(pcall(of_file, name,
      require("seccomp.oci").import, (bytes:gsub("^\xEF\xBB\xBF", "")),
      options or {}))
  else
    input.policy = parse(bytes, name)
  end
  return input
end

--- Reads the one file of a command. Raises for options that do not concern it.
-- @tparam string path
-- @tparam table options
-- @tparam[opt] string also as of @{check_options}
-- @tparam[opt] string bytes what was read of it already
-- @treturn table as of @{read}
function M.one(path, options, also, bytes)
  local input = M.read(path, options, bytes)
  M.check_options(options, {input}, also)
  return input
end

--- The program of an input: compiled and proven, unless it is one already.
-- @treturn Program
function M.program(input, options)
  if not input.program then
    input.program = terminal.working("compiling and proving " .. input.path,
      input.policy.compile, input.policy, options)
  end
  return input.program
end

--- Requires an input to be a policy or profile.
-- @treturn Policy
function M.policy(input)
  if not input.policy then
    failed("%s is compiled BPF; a policy or profile is needed", input.path)
  end
  return input.policy
end

--- Raises where a result could not be written to a file: asked before work
-- that is not to be done twice. The file is not touched.
-- @tparam string|nil path
function M.deliverable(path)
  if not path or path == "-" then return end
  local ok, message = file.writable(path)
  if not ok then failed("cannot write %s", message) end
end

--- Writes a result to a file, whole or not at all, or to standard output for
-- nil and "-".
function M.deliver(path, text)
  if not path or path == "-" then return terminal.write(text) end
  local ok, message = file.write(path, text)
  if not ok then failed("cannot write %s", message) end
end

return M
