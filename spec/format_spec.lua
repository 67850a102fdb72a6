-- SPDX-License-Identifier: MIT
-- The formats of seccomp.format: what is written reads back with the same
-- meaning, and what cannot be said raises.
local format = require "seccomp.format"
local here = require "spec.here"
local policies = require "seccomp.policy"
local support = require "spec.support"

local function example(arches)
  return policies.new {default = "errno(EPERM)", bad_arch = "kill_process",
    arches = arches or {"amd64", "x86"}, rules = {
      {"read", "write", action = "allow"},
      {"ioctl", action = "allow", when = {{1, "==", 0x5401, width = 32}}},
    }}
end

describe("seccomp.format", function()
  it("lists its formats, and says what each is", function()
    local names, files = format.list(), {}
    for file in support.lines "LC_ALL=C ls lib/seccomp/format" do
      files[#files + 1] = file:match "^(.*)%.lua$"
    end
    assert.is_true(#files >= 6)
    assert.same(files, names)
    names[1] = nil
    assert.equal("asm", format.list()[1])
    for _, name in ipairs(format.list()) do
      local found = format.find(name)
      assert.equal(name, found.name)
      -- lua-seccomp info has them on lines of 80 columns, from the 21st on
      assert.is_true(#found.summary <= 59, found.summary)
      assert.equal(name == "bpf", found.binary)
      assert.equal(name ~= "asm" and name ~= "pfc", found.reads)
    end
    -- each once, though all are loaded by now, and in their files as well
    assert.same(files, format.list())
  end)

  -- In a copy of the tree, one file more is one format more, in the library and
  -- the command, where it lies and from any directory.
  it("has a format for each file, and nothing else lists them", function()
    local directory = support.directory()
    support.command {"cp", "-r", support.root .. "/lib", directory}
    support.spew(directory .. "/lib/seccomp/format/x-y.lua", [[return {
      summary = "one more", options = {write = {size = "number"}},
      write = function(policy, options)
        return policy.default .. (options.size or "")
      end}]])
    support.spew(directory .. "/p.lua",
      'return {default = "errno(EPERM)", rules = {}}')
    local paths = {LUA_PATH = directory .. "/lib/?.lua;" .. directory ..
      "/lib/?/init.lua;;", LUA_CPATH = support.lua_cpath}
    local function run(arguments)
      return support.command({support.lua, "-e",
        'os.exit(require("seccomp.cli").main(arg))', "-",
        table.unpack(arguments)}, {env = paths, cwd = "/"})
    end
    local child = run {"export", "--to", "x-y", "--set", "size=7",
      directory .. "/p.lua"}
    assert.equal("errno(EPERM)7\n", child.stdout, support.describe(child))
    child = run {"info"}
    assert.truthy(child.stdout:find "x%-y +one more", support.describe(child))
    support.remove(directory)
  end)

  it("has those that a program has in package.preload", function()
    package.preload["seccomp.format.inside"] = function()
      return {summary = "s", write = function() return "w" end}
    end
    assert.truthy(table.concat(format.list(), " "):find "inside")
    assert.equal("w", (example():export "inside"))
    package.preload["seccomp.format.inside"] = nil
    package.loaded["seccomp.format.inside"] = nil
    assert.is_false(pcall(format.find, "inside"))
  end)

  it("takes loose for every format, as true or false", function()
    local p = example()
    for _, name in ipairs {"bpf", "c", "asm"} do
      assert.equal(p:export(name), (p:export(name, {loose = true})))
    end
    -- beside others
    for option, message in pairs {colour = "unknown option",
      budget = "option budget is a number"}
    do
      for _, name in ipairs {"bpf", "c", "asm", "pfc"} do
        local ok, err = pcall(p.export, p, name, {loose = true,
          [option] = "x"})
        assert.is_false(ok)
        assert.matches(message, err.message)
      end
    end
    local given = {loose = true}
    p:export("bpf", given)
    assert.same({loose = true}, given)
    local ok, err = pcall(p.export, p, "bpf", {loose = 1})
    assert.is_false(ok)
    assert.truthy(err.message:find "true or false")
    ok, err = pcall(p.export, p, "oci", {loose = 1})
    assert.is_false(ok)
    assert.truthy(err.message:find "true or false")
  end)

  it("takes the options that each format has, and no others", function()
    local OPTIONS = {
      asm = {write = "budget seconds, prove boolean"},
      bpf = {read = "budget seconds", write = "budget seconds, prove boolean"},
      c = {read = "budget seconds, endian string",
        write = "budget seconds, prove boolean"},
      oci = {read = "", write = "arch string, dialect string, loose " ..
        "boolean, no_new_privs boolean, with_runtime string"},
      pfc = {write = "budget seconds"},
      systemd = {read = "arch string, budget seconds, version number",
        write = "arch string, budget seconds, loose boolean, version number"},
    }
    -- libseccomp, which systemd uses, keeps the machine's byte order only
    local arch = here.little and "amd64" or "s390x"
    local p = policies.new {default = "errno(EPERM)", arches = {arch},
      rules = {{"read", "execve", action = "allow"}}}
    local profile = p:export("oci", {arch = arch})
    local some = {boolean = 1, number = "x", seconds = -1, string = {}}
    for name, of in pairs(OPTIONS) do
      local found = format.find(name)
      for _, direction in ipairs {"read", "write"} do
        local list = {}
        for key, kind in pairs(found.options[direction] or {}) do
          list[#list + 1] = key .. " " .. kind
        end
        table.sort(list)
        assert.equal(of[direction] or "", table.concat(list, ", "), name)
      end
      local text = of.read and name ~= "oci" and p:export(name, name ==
        "systemd" and {arch = arch, loose = true} or nil)
      for direction, options in pairs(of) do
        for key, kind in options:gmatch "([%w_]+) (%l+)" do
          local ok, err
          if direction == "write" then
            ok, err = pcall(p.export, p, name, {[key] = some[kind]})
          else
            ok, err = pcall(format.import, text, name, {[key] = some[kind]})
          end
          assert.is_false(ok, name .. " " .. key)
          assert.equal(direction == "write" and "export" or "import", err.op)
          assert.truthy(tostring(err):find(key, 1, true), tostring(err))
        end
      end
      if of.read then
        for _, option in ipairs {"colour", "prove", "loose"} do
          local ok, err = pcall(format.import, text or profile, name,
            {[option] = true})
          assert.is_false(ok)
          assert.matches('unknown option "' .. option .. '"', err.message)
        end
      end
      -- what compiling or reading a filter takes is not all for a format
      for _, option in ipairs {"colour", "optimize", "checks", "prove", "arch",
        "endian"}
      do
        if not (of.write or ""):find(option, 1, true) then
          local ok, err = pcall(p.export, p, name, {[option] = 1})
          assert.is_false(ok)
          assert.equal("EINVAL", err.code)
          assert.matches('unknown option "' .. option .. '"', err.message)
        end
      end
    end
  end)

  it("writes a profile that permits more where that is asked for", function()
    local p = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      bad_arch = "kill_thread", unknown = "kill_process", rules = {
        {"read", action = "allow"}}}
    local ok, err = pcall(p.export, p, "oci", {arch = "amd64"})
    assert.is_false(ok)
    assert.truthy(err.message:find "loose = true")
    assert.equal("kill_process", tostring(p:compile():simulate(err.witness)))
    local text, report = p:export("oci", {loose = true, arch = "amd64"})
    assert.truthy(text:find "SCMP_ACT_ERRNO")
    assert.equal("unknown", report[1].id)
    -- x86 alone, where the runtime's own arch is let in
    p = policies.new {default = "errno(EPERM)", arches = {"x86"},
      bad_arch = "kill_thread", rules = {{"read", action = "allow"}}}
    assert.is_false(pcall(p.export, p, "oci", {arch = "amd64"}))
    text, report = p:export("oci", {loose = true, arch = "amd64"})
    assert.is_string(text)
    assert.equal("added-arch", report[1].id)
    assert.is_table(report[1].witness)
  end)

  it("writes what reads back with the same meaning", function()
    for _, arches in ipairs {{"amd64", "x86"}, {"arm64"}, {"s390x"}} do
      local p = example(arches)
      for _, name in ipairs {"bpf", "c"} do
        local text, report = p:export(name)
        assert.same({}, report)
        assert.same({}, p:diff((format.import(text, name))))
      end
    end
    local p = policies.new {default = "errno(EPERM)", bad_arch = "kill_thread",
      arches = {"amd64"}, rules = {{"read", action = "allow"}}}
    local text, losses = p:export("oci", {dialect = "crun", arch = "amd64"})
    assert.is_table(losses)
    local said = policies.new {default = "allow"}
    for name, options in pairs {oci = {dialect = "crun"}, systemd = {}} do
      losses = select(2, said:export(name, options))
      assert(#losses > 0, name)
      for _, loss in ipairs(losses) do
        assert(({warning = true, note = true})[loss.severity], loss.id)
      end
    end
    local back, report = format.import(text, "oci", {dialect = "crun",
      arch = "amd64"})
    assert.is_table(report)
    local verdict = p:compare(back).verdict
    assert.equal("stricter", verdict == "equal" and "stricter" or verdict)
  end)

  it("writes text for people", function()
    local p = example()
    assert.truthy(p:export("asm"):find("return errno(EPERM)", 1, true))
    assert.truthy(p:export("c"):find("struct sock_filter filter[]", 1, true))
    local one = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "allow"}}}
    assert.truthy(one:export("pfc"):find("pseudo filter code start", 1, true))
  end)

  it("reads arrays that others wrote, comments and all", function()
    local policy = format.import([[
      struct sock_filter f[] = { /* { 1, 2, 3, 4 } */
        {32, 0, 0, 4},  // { 5, 6, 7, 8 }
        { 0x15, 1, 0, 0xC000003E }, { 6, 0, 0, 0 },
        { 6, 0, 0, 0x7fff0000 } };]], "c")
    assert.equal("allow", policy.default)
    assert.equal("kill_thread", policy.bad_arch)
  end)

  it("reads comments wherever C has them", function()
    for _, text in ipairs {"{ 6, 0, 0, 0x7fff0000/* {1,2} */ }",
      "{ 6/**/,0,/* */0, 0x7fff0000 }", "{ 6, 0, 0, // { 1 }\n 0x7fff0000 }",
      "{ 6, 0, 0, 0x7fff0000 } // end", "// /*\n{ 6, 0, 0, 0x7fff0000 }",
      "/*/ {1,2,3,4} */ { 6, 0, 0, 0x7fff0000 }",
      "/* // */ { 6, 0, 0, 0x7fff0000 } /***/"}
    do
      local policy = format.import(text, "c")
      assert.equal("allow", policy.default)
    end
    for _, text in ipairs {"/* { 6, 0, 0, 0 }", "{ 6, 0, 0, 0 } /*/"} do
      local ok, err = pcall(format.import, text, "c")
      assert.is_false(ok)
      assert.matches("a comment begins and does not end", err.message)
    end
  end)

  it("reads numbers as C has them, as large as their fields", function()
    local function import(op, jt, jf, k)
      return pcall(format.import, ("{ %s, %s, %s, %s }, { 6, 0, 0, 0 }"):format(
        op, jt, jf, k), "c")
    end
    for _, k in ipairs {"0x7fff0000", "0X7FFF0000", "2147418112",
      "017777600000", "0x000000007fff0000"}
    do
      local ok, policy = import("6", "0", "00", k)
      assert.is_true(ok, k)
      assert.equal("allow", policy.default, k)
    end
    for at, most in ipairs {0xffff, 0xff, 0xff, 0xffffffff} do
      local fields = {"6", "0", "0", "0"}
      fields[at] = tostring(most + 1)
      local ok, err = import(table.unpack(fields))
      assert.is_false(ok)
      assert.matches("^instruction 0: .* is not four numbers", err.message)
      -- what the kernel would not take is not this reader's concern
      fields[at] = tostring(most)
      err = select(2, import(table.unpack(fields)))
      assert.is_nil(tostring(err):find("four numbers", 1, true))
    end
    for _, word in ipairs {"08", "-1", "1.0", "0x", "6u", "x", "+6", "0b1",
      "0x0000000000000000006", "1e1"}
    do
      assert.is_false((import(word, "0", "0", "0")), word)
    end
  end)

  local function refuses(code, text, fn, ...)
    local ok, err = pcall(fn, ...)
    assert.is_false(ok)
    if code then assert.equal(code, err.code) end
    assert.truthy(tostring(err):find(text, 1, true), tostring(err))
  end

  it("refuses what it cannot read, write or find", function()
    local p = example()
    refuses("EINVAL", 'unknown format "bfp"; did you mean "bpf"? (known: asm, ',
      p.export, p, "bfp")
    refuses("EINVAL", "can be written, not read", format.import, "", "asm")
    refuses("EINVAL", "no instruction was found", format.import, "int x;", "c")
    refuses("EINVAL", "instruction 1: { 1, 2 }", format.import,
      "{ { 6, 0, 0, 0 }, { 1, 2 } }", "c")
    refuses("EINVAL", "is not four numbers", format.import,
      "{ { 6, 0, 0, 0x1ffffffff } }", "c")
    refuses("EINVAL", "option", p.export, p, "bpf", {color = true})
    refuses(nil, "seccomp.policy expected", format.export, 1, "bpf")
    refuses(nil, "string expected", format.export, p, 1)
    refuses(nil, "table expected", format.export, p, "bpf", 1)
    refuses(nil, "string expected", format.import, 1, "bpf")
    refuses(nil, "no more than", format.list, 1)
    refuses(nil, "no more than", format.find, "bpf", 1)
    refuses(nil, "no more than", format.export, p, "bpf", {}, 1)
    refuses(nil, "no more than", format.import, "", "bpf", {}, 1)
  end)
end)
