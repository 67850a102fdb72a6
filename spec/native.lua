--- C helpers of the specs (spec/c), compiled into the build directory.

-- SPDX-License-Identifier: MIT
local support = require "spec.support"

local M = {}

-- Does nothing when what is there was made by the same command from files that
-- have not changed since. Others may do this at the same time.
local COMPILE = [[
  out=%s
  set -- %s -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra %s -I %s %s \
    $(%s --cflags libseccomp) %s $(%s --libs libseccomp) %s -lpthread
  test "$(cat "$out.made" 2>/dev/null)" = "$*" &&
    changed=$(find $(sed 's/^[^:]*://; s/\\$//' "$out.d") -newer "$out" \
      2>/dev/null) &&
    test -z "$changed" && exit
  mkdir -p "${out%%/*}" && new=$out.$$ &&
    "$@" -MMD -MF "$new.d" -o "$new" && echo "$*" >"$new.made" &&
    mv "$new.d" "$out.d" && mv "$new" "$out" && mv "$new.made" "$out.made"
]]

--- Compiles <path>.c against the libseccomp and Lua under test and returns the
-- path of the program, or of the library when `shared`. Raises with the
-- compiler's words when it fails.
local function compile(path, shared)
  local out = ("%s/spec/%s%s"):format(support.build, path:match "[^/]*$",
    shared and ".so" or "")
  local config = os.getenv "PKG_CONFIG" or "pkg-config"
  local child = support.command(COMPILE:format(support.quote(out),
    os.getenv "CC" or "cc", shared and "-shared -fPIC" or "-rdynamic",
    support.quote(support.root), support.lua_cflags, config,
    support.quote(("%s/%s.c"):format(support.root, path)), config,
    shared and "" or support.lua_libs), {env = support.unpreloaded})
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
