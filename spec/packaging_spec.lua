-- SPDX-License-Identifier: MIT
local support = require "spec.support"

local root = support.root

-- What runs here must not see the variables of the make that runs us, nor its
-- sanitizers.
local clean = {MAKEFLAGS = false, MFLAGS = false, MAKEOVERRIDES = false,
  MAKELEVEL = false, CFLAGS = false, CPPFLAGS = false, LDFLAGS = false,
  DESTDIR = false, PREFIX = false, BUILD = false, LD_PRELOAD = false,
  LUA_PATH = false, LUA_CPATH = false,
  ["LUA_INIT_" .. support.lua_suffix] = false}

-- Where Lua looks below a prefix.
local SHARE = "share/lua/" .. support.lua_version
local LIB = "lib/lua/" .. support.lua_version

local function run(command, options)
  options = options or {}
  local env = {}
  for key, value in pairs(clean) do env[key] = value end
  for key, value in pairs(options.env or {}) do env[key] = value end
  local child = support.command(command, {env = env, cwd = options.cwd or root,
    timeout = 300})
  if child.code ~= 0 then error(support.describe(child), 2) end
  return child.stdout
end

-- Paths below root that find(1) gives for its arguments, sorted.
local function find(arguments, directory)
  local list = {}
  for path in run("find " .. arguments, {cwd = directory}):gmatch "[^\n]+" do
    list[#list + 1] = path:gsub("^%./", "")
  end
  table.sort(list)
  return list
end

local function rockspec()
  local env = {}
  local path = root .. "/lua-seccomp-scm-1.rockspec"
  assert(loadfile(path, "t", env))()
  return env
end

-- The program that a script in an unrelated directory would be.
local use = [[
  local seccomp = require "seccomp"
  local core = package.searchpath("seccomp.core", package.cpath)
  assert(core:find(arg[1], 1, true), core)
  seccomp.filter("allow"):add_rule("chdir", "errno(EACCES)"):load()
  print(seccomp._VERSION)
]]

describe("the rockspec", function()
  local modules = rockspec().build.modules

  it("lists every C file", function()
    local expected = find "lua_seccomp.c src -name '*.c'"
    local sources = {table.unpack(modules["seccomp.core"].sources)}
    table.sort(sources)
    assert.same(expected, sources)
  end)

  it("lists every Lua file under the name that require uses", function()
    local expected = {["seccomp.core"] = modules["seccomp.core"]}
    for _, path in ipairs(find "lib -name '*.lua'") do
      local name = path:gsub("^lib/", ""):gsub("%.lua$", "")
        :gsub("/init$", ""):gsub("/", ".")
      expected[name] = path
    end
    assert.same(expected, modules)
  end)

  it("installs the programs of bin/", function()
    local expected = {}
    for _, path in ipairs(find ". -path './bin/*' -type f") do
      expected[path:match "[^/]+$"] = path
    end
    assert.same(expected, (rockspec().build.install or {}).bin or {})
  end)

  it("copies no directory that holds code", function()
    for _, name in ipairs(rockspec().build.copy_directories or {}) do
      assert.not_equal("lib", name)
    end
  end)
end)

describe("the Makefile", function()
  it("links what an older C library keeps apart", function()
    -- before glibc 2.34 a module without these builds, and does not load
    local line = run("make -n BUILD=nonexistent"):match "%-shared[^\n]*"
    for _, part in ipairs {"-pthread", "-ldl"} do
      assert.truthy(line:find(" " .. part, 1, true), line)
    end
    local libraries = rockspec().build.modules["seccomp.core"].libraries
    assert.same({"seccomp", "pthread", "dl"}, libraries)
  end)

  it("has gcc build what sanitizers watch", function()
    -- clang's libraries have other names, and gcc's lack what its code calls
    local lines = run "make -n BUILD=nonexistent CC=clang asan"
    assert.truthy(lines:find("gcc -print-file-name=libasan.so", 1, true))
    assert.truthy(lines:find("\ngcc [^\n]*-fsanitize=address"))
    assert.is_nil(lines:find "clang [^\n]*-fsanitize")
  end)

  it("refuses another version of Lua than the module is for", function()
    local child = support.command("make -n LUA_VERSION=5.3",
      {env = clean, cwd = root})
    assert.equal(2, child.code)
    assert.truthy(child.stderr:find "LUA_VERSION is 5%.3.-Lua 5%.4 and 5%.5")
    assert.same({"lua >= 5.4, < 5.6"}, rockspec().dependencies)
  end)

  it("refuses another version's lua.h, with the reason", function()
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    support.spew(directory .. "/lua.h", [[
#include_next <lua.h>
#undef LUA_VERSION_NUM
#define LUA_VERSION_NUM 503
]])
    local child = support.command(("make -s BUILD=%s LUA_CFLAGS=\"-I%s " ..
      "%s\" %s/src/lua/class.o"):format(directory, directory,
      support.lua_cflags, directory),
      {env = clean, cwd = root})
    assert.equal(2, child.code)
    assert.truthy(child.stderr:find("for Lua 5.4 and 5.5", 1, true),
      child.stderr)
  end)
end)

describe("the version", function()
  it("is the topmost of CHANGELOG.md", function()
    local changes = support.slurp(root .. "/CHANGELOG.md")
    local newest = changes:match "\n## %[(%d+%.%d+%.%d+)%]"
    assert.equal("lua-seccomp " .. newest, require("seccomp")._VERSION)
  end)
end)

if not support.plain() then
  pending("installing: " .. support.UNWATCHED.installed)
  return
end

describe("make install", function()
  local directory, make
  setup(function()
    directory = support.directory()
    -- -o: the module under test is taken as it is, whatever flags made it
    local core = support.build .. "/lua/seccomp/core.so"
    make = ("make -s BUILD=%s -o %s DESTDIR=%s/stage PREFIX=/opt/x "):format(
      support.build, core, directory)
    run(make .. "install")
  end)
  teardown(function() support.remove(directory) end)

  it("puts the module and every Lua file where Lua looks", function()
    local expected = {"opt/x/" .. LIB .. "/seccomp/core.so"}
    for _, path in ipairs(find "lib -name '*.lua'") do
      expected[#expected + 1] = path:gsub("^lib/", "opt/x/" .. SHARE .. "/")
    end
    local found = {}
    for _, path in ipairs(find(". -type f", directory .. "/stage")) do
      if path:match "%.lua$" or path:match "%.so$" then
        found[#found + 1] = path
      end
    end
    table.sort(expected)
    assert.same(expected, found)
  end)

  it("makes a module that works from an unrelated directory", function()
    local stage = directory .. "/stage/opt/x"
    support.spew(directory .. "/use.lua", use)
    local output = run({support.lua, directory .. "/use.lua", stage}, {
      cwd = "/",
      env = {LUA_PATH = stage .. "/" .. SHARE .. "/?.lua;" .. stage ..
        "/" .. SHARE .. "/?/init.lua",
        LUA_CPATH = stage .. "/" .. LIB .. "/?.so"},
    })
    assert.truthy(output:match "^lua%-seccomp %d")
  end)

  it("makes a command that works there, its pages and its completion",
    function()
      local prefix = directory .. "/prefix"
      local core = support.build .. "/lua/seccomp/core.so"
      local args = ("BUILD=%s -o %s PREFIX=%s"):format(support.build, core,
        prefix)
      -- a variable that the user has is the user's
      run("LUA_INIT= make -s install " .. args)
      assert.truthy(run({prefix .. "/bin/lua-seccomp", "--version"},
        {cwd = "/"}):find "^lua%-seccomp %d")
      assert.truthy(run({prefix .. "/bin/lua-seccomp", "resolve", "openat"},
        {cwd = "/"}):find "openat")
      for _, page in ipairs(find("docs -name '*.[1-8]'")) do
        local installed = ("%s/share/man/man%s/%s"):format(prefix,
          page:match ".$", page:match "[^/]*$")
        assert.equal(support.slurp(root .. "/" .. page),
          support.slurp(installed))
      end
      for path, text in pairs {
        ["bash-completion/completions/lua-seccomp"] = "complete -F",
        ["zsh/site-functions/_lua-seccomp"] = "#compdef lua-seccomp",
        ["fish/vendor_completions.d/lua-seccomp.fish"] = "complete -c",
      } do
        local completion = support.slurp(prefix .. "/share/" .. path)
        assert.truthy(completion:find(text, 1, true), path)
      end
      run("make -s uninstall " .. args)
      assert.same({}, find(". -type f", prefix))
    end)

  it("exports nothing but its entry point", function()
    local symbols = run("nm -D --defined-only " .. support.build ..
      "/lua/seccomp/core.so")
    local names = {}
    for name in symbols:gmatch "%x+ %a ([%w_]+)" do names[#names + 1] = name end
    assert.same({"luaopen_seccomp_core"}, names)
  end)

  it("looks in libseccomp for what 2.6 brought, whatever it was built with",
    function()
      local symbols = run("nm -D --undefined-only " .. support.build ..
        "/lua/seccomp/core.so")
      for _, name in ipairs {"precompute", "export_bpf_mem",
        "transaction_start", "transaction_commit"}
      do
        assert.truthy(symbols:find(" w seccomp_" .. name .. "\n"), name)
      end
    end)

  it("is undone by make uninstall, to the last file", function()
    run(make .. "uninstall")
    assert.same({}, find(". -type f -o -name seccomp", directory .. "/stage"))
    -- and doing it again is no error
    run(make .. "uninstall")
  end)

  it("takes other directories for each kind of file", function()
    run(make .. "install LUA_LIBDIR=/c LUA_SHAREDIR=/l BINDIR=/b MANDIR=/m")
    run("test -f c/seccomp/core.so && test -f l/seccomp/init.lua && " ..
      "test ! -e opt/x/" .. LIB .. "/seccomp", {cwd = directory .. "/stage"})
    run(make .. "uninstall LUA_LIBDIR=/c LUA_SHAREDIR=/l BINDIR=/b MANDIR=/m")
    assert.same({}, find(". -type f", directory .. "/stage"))
  end)
end)

-- A compiler for LuaRocks, which is told of all our C twice: what was compiled
-- before from the same files by the same words is there already, below @kept@.
local COMPILER = [[#!/bin/sh
case " $* " in *" -c "*) ;; *) exec cc "$@" ;; esac
for word; do
  case $word in *.c) source=$word ;; *.o) object=$word ;; esac
done
kept=@kept@/$(echo "$source" | tr / -)
if [ "$(cat "$kept.words")" = "$*" ] &&
  cat $(cat "$kept.files") | cmp -s "$kept.text"
then
  exec cp "$kept.o" "$object"
fi 2>/dev/null
cc "$@" -MMD -MF "$kept.d" || exit
sed 's/^[^:]*://; s/\\$//' "$kept.d" >"$kept.files"
cat $(cat "$kept.files") >"$kept.text"
cp "$object" "$kept.o" && echo "$*" >"$kept.words"
]]
local kept
setup(function()
  kept = support.directory()
  support.spew(kept .. "/cc", (COMPILER:gsub("@kept@", kept)))
  run("chmod 755 cc && chmod 777 .", {cwd = kept})
end)
teardown(function() support.remove(kept) end)

describe("luarocks make", function()
  it("works offline, and what it installs from anywhere", function()
    if not support.has_command "luarocks" then
      pending "luarocks is not installed"
      return
    elseif support.lua_version ~= "5.4" then
      pending "a LuaRocks that does not know this Lua cannot read its lua.h"
      return
    end
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    -- a checkout as git has it: nothing built
    run(("mkdir %s/checkout && tar -c --exclude=./build --exclude=./.git . " ..
      "| tar -x -C %s/checkout"):format(directory, directory))
    local tree = directory .. "/tree"
    run(("luarocks --lua-version=5.4 --only-server=file:///nonexistent " ..
      "--tree=%s make CC=%s/cc CFLAGS='-O0 -fPIC' lua-seccomp-scm-1.rockspec")
      :format(tree, kept), {cwd = directory .. "/checkout"})
    support.spew(directory .. "/use.lua", use)
    local output = run({support.lua, directory .. "/use.lua", tree}, {
      cwd = "/",
      env = {LUA_PATH = tree .. "/" .. SHARE .. "/?.lua;" .. tree ..
        "/" .. SHARE .. "/?/init.lua",
        LUA_CPATH = tree .. "/" .. LIB .. "/?.so"},
    })
    assert.truthy(output:match "^lua%-seccomp %d")
  end)
end)

describe("a release", function()
  local directory, commit
  -- What is here, committed or not, as a commit: of a repository alone.
  setup(function()
    directory = support.directory()
    local child = support.command(([[
      export GIT_INDEX_FILE="$0/index" GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x \
        GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
      test -e .git && git read-tree HEAD && git add -A . &&
        git commit-tree -p HEAD -m x "$(git write-tree)"
    ]]):gsub("%$0", directory), {cwd = root})
    commit = child.code == 0 and child.stdout:match "%x+" or nil
  end)
  teardown(function() support.remove(directory) end)

  local function skipped()
    if not commit then pending "this is no git repository" end
    return not commit
  end

  it("is packed into the same bytes again", function()
    if skipped() then return end
    local sums = {}
    for i, where in ipairs {"umask 022", "umask 077; export TZ=Asia/Tokyo"} do
      sums[i] = run(where .. "; scripts/dist", {env = {COMMIT = commit,
        BUILD = directory .. "/" .. i}})
    end
    assert.matches("^%x+  lua%-seccomp%-[%d.]+%.tar%.gz\n$", sums[1])
    assert.equal(sums[1], sums[2])
    local archive = run("ls " .. directory .. "/1/dist/*.tar.gz"):match "[^\n]+"
    local packed = run {"tar", "-tzf", archive}
    assert.truthy(packed:find("/scripts/kernel/README.md\n", 1, true))
    assert.is_nil(packed:find("/.ci", 1, true))
  end)

  it("is a rock that a user without rights installs offline, and runs",
    function()
      if skipped() then return end
      for _, name in ipairs {"luarocks", "zip", "unzip"} do
        if not support.has_command(name) then
          pending(name .. " is not installed")
          return
        end
      end
      if support.lua_version ~= "5.4" then
        pending "a LuaRocks that does not know this Lua cannot read its lua.h"
        return
      elseif not support.can_be_nobody() then
        pending "only root can be nobody"
        return
      end
      run([[scripts/dist rock && chmod 755 $BUILD &&
        mv $BUILD/dist $BUILD/home && chown -R 65534 $BUILD/home]],
        {env = {COMMIT = commit, BUILD = directory}})
      local output = run((([[cd "$0/home" && exec env -i HOME="$0/home" \
        PATH=/usr/local/bin:/usr/bin:/bin setpriv --reuid=65534 --regid=65534 \
        --clear-groups sh -c '
          luarocks --lua-version=5.4 --only-server=file:///nonexistent \
            install --local *.src.rock CC=@kept@/cc \
            CFLAGS="-O0 -fPIC" >log 2>&1 || {
            cat log >&2; exit 1; }
          eval "$(luarocks --lua-version=5.4 path)"
          .luarocks/bin/lua-seccomp --version
          .luarocks/bin/lua-seccomp record -o ls.policy -- ls / >/dev/null
          .luarocks/bin/lua-seccomp run ls.policy -- mkdir here 2>&1
          test ! -e here'
      ]]):gsub("%$0", directory):gsub("@kept@", kept)))
      assert.matches("^lua%-seccomp %d.-not permitted\n$", output)
    end)
end)
