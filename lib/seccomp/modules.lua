--- The modules of a package of which each is a file that nothing else lists:
-- formats, subcommands, checks. Who adds one adds its file.
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
-- @raise the errno of a directory that cannot be read: that is no empty list
function M.names(prefix)
  local names, set = {}, {}
  local function add(name)
    if name and not set[name] then
      names[#names + 1] = name
      set[name] = true
    end
  end
  local preloaded = false
  for _, modules in ipairs {package.loaded, package.preload} do
    for module in pairs(modules) do
      if type(module) == "string" and module:sub(1, #prefix) == prefix then
        add(module:sub(#prefix + 1):match "^[%w_-]+$")
        preloaded = preloaded or modules == package.preload
      end
    end
  end
  local directory = ROOT and ROOT .. prefix:match "^seccomp%.(.*)%.$"
    :gsub("%.", "/")
  local entries, why, number
  if directory then entries, why, number = file.list(directory) end
  if number and not preloaded then
    errors.raise("require", errors.errno_name(number),
      ("the modules %s* cannot be listed: %s"):format(prefix, why))
  end
  for _, entry in ipairs(entries or {}) do
    add(entry:match "^([%w_-]+)%.lua$")
  end
  sort(names)
  return names, set
end

return M
