--- C helpers of the specs (spec/c), compiled into the build directory.

-- SPDX-License-Identifier: MIT
local support = require "spec.support"

local M = {}

--- Compiles <path>.c against the libseccomp and Lua under test and returns the
-- path of the program, or of the library when `shared`. Raises with the
-- compiler's words when it fails.
local function compile(path, shared)
  local out = ("%s/spec/%s%s"):format(support.build, path:match "[^/]*$",
    shared and ".so" or "")
  local config = os.getenv "PKG_CONFIG" or "pkg-config"
  local child = support.command(([[
    mkdir -p %s && %s -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra %s \
      -I %s %s \
      $(%s --cflags libseccomp) -o %s %s $(%s --libs libseccomp) %s
  ]]):format(support.quote(support.build .. "/spec"),
    os.getenv "CC" or "cc", shared and "-shared -fPIC" or "-rdynamic",
    support.quote(support.root), support.lua_cflags, config,
    support.quote(out), support.quote(("%s/%s.c"):format(support.root, path)),
    config, shared and "-lpthread" or support.lua_libs .. " -lpthread"),
    {env = support.unpreloaded})
  if child.code ~= 0 or child.stderr ~= "" then
    error(support.describe(child), 3)
  end
  return out
end

--- Of spec/c/<name>.c.
function M.program(name) return compile("spec/c/" .. name, false) end
function M.module(name) return compile("spec/c/" .. name, true) end

--- Of bench/<name>.c.
function M.contestant(name) return compile("bench/" .. name, false) end
function M.library(name) return compile("bench/" .. name, true) end

--- The module spec/c/helper.c in this process, and a line of Lua that gets
-- it as `helper` in a child.
function M.helper()
  local path = M.module "helper"
  return package.loadlib(path, "luaopen_helper")(),
    ("local helper = package.loadlib(%q, 'luaopen_helper')()\n"):format(path)
end

return M
