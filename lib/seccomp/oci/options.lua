--- What is said to an import or an export, checked.
-- @module seccomp.oci.options

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local capabilities = require "seccomp.oci.capabilities"
local errors = require "seccomp.error"
local json = require "seccomp.json"
local profiles = require "seccomp.oci.profile"

local M = {}

local ipairs, pairs, type = ipairs, pairs, type
local sort = table.sort

--- Raises EINVAL; the public functions say of which of them.
function M.refuse(message, fields)
  errors.raise("oci", "EINVAL", message, fields)
end
local refuse = M.refuse

local CAPS_EXPECTED = "option \"caps\": a list of capabilities is expected, " ..
  "or one of docker, podman, all, none and mine"

--- The capabilities of an option: a list of them, or nil and a word.
function M.capabilities(caps)
  if type(caps) == "string" then
    if not capabilities.label[caps] and caps ~= "all" and caps ~= "none" and
      caps ~= "mine"
    then
      refuse(("%s, not \"%s\""):format(CAPS_EXPECTED, json.text(caps)))
    end
    return nil, caps
  elseif caps == nil then
    return nil
  elseif type(caps) ~= "table" then
    refuse(CAPS_EXPECTED)
  end
  local count, names, seen = 0, {}, {}
  for _ in pairs(caps) do count = count + 1 end
  if count ~= #caps then refuse(CAPS_EXPECTED) end
  for _, cap in ipairs(caps) do
    local name = type(cap) == "string" and capabilities.name(cap)
    if not name then
      refuse(("option \"caps\": \"%s\" is not a capability"):format(
        json.text(cap)))
    end
    names[#names + 1] = not seen[name] and name or nil
    seen[name] = true
  end
  sort(names)
  return names
end

--- The release of a kernel as numbers.
function M.kernel(kernel)
  if kernel == nil then return nil end
  local version = type(kernel) == "string" and profiles.kernel_version(kernel)
  if not version then
    refuse "option \"kernel\": a release such as \"6.1\" is expected"
  end
  return version
end

--- The canonical name of the arch in an option.
function M.arch(arch)
  if type(arch) ~= "string" then
    refuse "option \"arch\": a string is expected"
  end
  local name, message = errors.arch(arch)
  if not name then refuse("option \"arch\": " .. message) end
  seccomp.syscall_number("read", name) -- raises where libseccomp lacks it
  return name
end

return M
