--- The modules of a package of which each is a file that nothing else lists:
-- formats, subcommands, checks. Who adds one adds its file.

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local file = require "seccomp.core.file"

local M = {}

local ipairs, package, pairs, sort, type = ipairs, package, pairs, table.sort,
  type

-- The directory of our modules; nil where they came out of a program.
local ROOT = debug.getinfo(1, "S").source:match "^@(.*)modules%.lua$"

--- The names of the modules whose names begin so: of the files in the directory
-- of the package, and of what a program that has its modules inside it put into
-- package.preload.
-- @tparam string prefix as "seccomp.format."
-- @treturn {string,…} sorted, without the prefix
-- @treturn table the same as a set
-- @raise the errno of a directory that cannot be read, where nothing else is
--   known: that is no package without modules
function M.names(prefix)
  local names, set = {}, {}
  local function add(name)
    if name and not set[name] then
      names[#names + 1] = name
      set[name] = true
    end
  end
  local function gather(modules)
    for module in pairs(modules) do
      if type(module) == "string" and module:sub(1, #prefix) == prefix then
        add(module:sub(#prefix + 1):match "^[%w_-]+$")
      end
    end
  end
  gather(package.preload)
  if ROOT then
    local directory = prefix:match "^seccomp%.(.*)%.$":gsub("%.", "/")
    local entries, why, number = file.list(ROOT .. directory)
    if number and #names == 0 then
      local what = directory:match "[^/]+$"
      errors.raise(what, errors.errno_name(number),
        ("the %ss cannot be listed: %s"):format(what:gsub("s$", ""), why))
    end
    for _, entry in ipairs(entries or {}) do
      add(entry:match "^([%w_-]+)%.lua$")
    end
  end
  gather(package.loaded)
  sort(names)
  return names, set
end

return M
