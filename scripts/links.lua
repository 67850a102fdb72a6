--- Makes the links between pages ones between what LDoc made of them, which
-- leaves them as they are: lua5.4 scripts/links.lua DIRECTORY. A link to a page
-- goes to its page there, one to an example to that example's, one to a
-- directory to the index, and any other file of ours is copied.

-- SPDX-License-Identifier: MIT
local root = arg[1]

local function slurp(path)
  local file = io.open(path, "rb")
  local text = file and file:read "a"
  if file then file:close() end
  return text
end

local function spew(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end

-- Where a page stands in the checkout: the directory, "" or "docs/".
local function directory_of(page)
  return slurp(page) and "" or "docs/"
end

-- A path without "x/..".
local function plain(path)
  local before
  repeat
    before, path = path, path:gsub("[^/]+/%.%./", "", 1)
  until path == before
  return path
end

-- What a link of a page becomes; raises for one that leads nowhere.
local function target(page, link)
  local path, fragment = link:match "^([^#]*)(.*)$"
  local name = path:match "[^/]+$" or ""
  if path == "" or link:find "^%a+:" or slurp(root .. "/topics/" .. path) then
    return link
  end
  path = plain(directory_of(page) .. path)
  if slurp(root .. "/topics/" .. name .. ".html") then
    return name .. ".html" .. fragment
  elseif slurp(root .. "/examples/" .. name .. ".html") then
    return "../examples/" .. name .. ".html"
  elseif os.execute("test -d " .. path) then
    return "../index.html"
  end
  spew(root .. "/" .. name, assert(slurp(path), page .. ": " .. link))
  return "../" .. name
end

local pages <close> = assert(io.popen("ls " .. root .. "/topics"))
for file in pages:lines() do
  local path = root .. "/topics/" .. file
  local function put(a, link, b)
    return a .. target(file:gsub("%.html$", ""), link) .. b
  end
  spew(path, (slurp(path):gsub('(<a href=")([^"]*)(")', put)
    :gsub('(<img src=")([^"]*)(")', put)))
end
