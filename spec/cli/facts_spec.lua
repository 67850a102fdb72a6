-- SPDX-License-Identifier: MIT
-- What the subcommands answer that are asked for facts, whole, in this process:
-- calls and arches, processes, this machine, and the command's own words.
local command = require "spec.command"
local json = require "seccomp.json"
local seccomp = require "seccomp"

local cli = command.in_directory(setup, teardown, "amd64")
local here = cli.here
local refuses, words = cli.refuses, cli.words_of

describe("lua-seccomp resolve", function()
  it("has a line for each arch, and what is to be said of all below", function()
    assert.equal([[
amd64       read                     0
            read(unsigned int fd, char *buf, size_t count), since Linux 1.0
]], (here(0, "resolve --arch amd64 read")))
    assert.equal([[
x86         socket                   359
x86         socket                   -101  (libseccomp's pseudo number)
            socket(int domain, int type, int protocol), since Linux 4.3
]], (here(0, "resolve --arch x86 socket")))
    -- of these nobody knows since when
    assert.equal("x86         ftime                    35\n" ..
      "            ftime()\n", (here(0, "resolve --arch x86 ftime")))
    local out, err = here(1, "resolve --arch amd64 nosuch 77777")
    assert.equal("", out)
    cli.has(err, "lua-seccomp: unknown syscall \"nosuch\"",
      "lua-seccomp: no syscall has number 77777 (amd64)\n")
    assert.matches("^amd64       \27%[1mread +\27%[0m 0\n",
      (here(0, "resolve --color always --arch amd64 read")))
  end)

  it("takes numbers of 32 bits", function()
    for word, status in pairs {["2147483647"] = 1, ["2147483648"] = 2,
      ["-2147483648"] = 1, ["-2147483649"] = 2}
    do
      local _, err = here(status, words("resolve --arch amd64", word))
      if status == 2 then
        assert.matches("is not a syscall number\n$", err)
      else
        assert.equal("lua-seccomp: no syscall has number " .. word ..
          " (amd64)\n", err)
      end
    end
  end)

  it("compares releases as numbers", function()
    local function names(since)
      local list = {}
      local out = here(0, "resolve --json --arch amd64 --since " .. since)
      for _, row in ipairs(json.decode(out)) do list[row.name] = row.since end
      return list
    end
    assert.equal("6.10", names "6.9".mseal)
    assert.is_nil(names "6.10".mseal)
    assert.is_nil(names "6.10.0".mseal)
    assert.equal("6.10", names "6.9.999".mseal)
    assert.equal("3.0", names "2.6.39".setns)
    assert.equal("2.6.39", names "2.6.38".name_to_handle_at)
    assert.is_nil(names "2.6.39".name_to_handle_at)
    for _, text in ipairs {"6", "6.", ".6", "6.1.", "6.1.2.3", "x6.1",
      "6.1x", "1000.1", "6.1000", "6.1.1000"}
    do
      refuses("resolve --arch amd64 --since " .. text, "--since takes a " ..
        "release of Linux as in 6.1, and \"" .. text .. "\" is not one")
    end
  end)

  it("refuses what does not go together", function()
    refuses("resolve --all --arch amd64 read",
      "--all is every arch, and --arch some: leave one out")
    refuses("resolve --list read", "--list lists all syscalls, and \"read\" " ..
      "is one to look up: leave one out")
    refuses("resolve --since 6.1 --list", "--since lists what is newer, alone")
    refuses("resolve --since 6.1 read", "--since lists what is newer, alone")
    refuses("resolve", "resolve needs names or numbers, --list or --since")
    local all = {}
    for _, row in ipairs(json.decode((here(0, "resolve --all --json write"))))
    do
      all[row.arch] = true
    end
    for _, arch in ipairs(seccomp.arches()) do
      assert.is_true(all[arch], arch)
    end
    assert.equal(seccomp.native_arch(),
      json.decode((here(0, "resolve --json write")))[1].arch)
  end)
end)

describe("lua-seccomp attached", function()
  local attached = require "seccomp.attached"

  local function shown(list, line)
    local old = attached.list
    attached.list = function() return list end
    local ok, out = pcall(here, 0, line)
    attached.list = old
    assert(ok, out)
    return out
  end

  local list = {
    {pid = 1, name = "init", mode = "none", agree = true, filters = 0,
      no_new_privs = false, threads = 1, listeners = 0},
    {pid = 20, name = "a\27b", mode = "filter", agree = true, filters = 12,
      no_new_privs = true, threads = 3, listeners = 0},
    {pid = 300, name = "\u{e4}", mode = "strict", agree = true, threads = 1},
    {pid = 4, name = "holds", mode = "none", agree = true, filters = 0,
      no_new_privs = false, threads = 1, listeners = 1},
  }
  local differing = {pid = 5, name = "differs", mode = "none", agree = false,
    filters = 0, no_new_privs = false, threads = 2, listeners = 0}

  it("has a table of those that have something", function()
    local text = ([[
PID  NAME    MODE    FILTERS  NO_NEW_PRIVS  THREADS  LISTENERS
 20  a\027b  filter       12           yes        3          0
300  _       strict        ?             ?        1          ?
  4  holds   none          0            no        1          1
]]):gsub("_  ", "\u{e4}  ")
    assert.equal(text, shown(list, "attached"))
    assert.equal("\27[1m" .. text:gsub("\n", "\27[0m\n", 1),
      shown(list, "attached --color always"))
    assert.equal((text:gsub("\n", "%0  1  init    none          0         " ..
      "   no        1          0\n", 1)), shown(list, "attached --all"))
  end)

  it("says where threads differ", function()
    assert.equal([[
PID  NAME     MODE   FILTERS  NO_NEW_PRIVS  THREADS  LISTENERS
  5  differs  none*        0            no        2          0
* of the first thread; others differ: attached PID
]], shown({differing}, "attached"))
    assert.equal("[]\n", shown({list[1]}, "attached --json"))
    assert.same({differing}, json.decode((shown({list[1], differing},
      "attached --json"))))
    refuses("attached --all 5",
      "--all is for the list, and 5 is one process: leave one out")
    refuses("attached --asm",
      "--asm shows the filters of a process: say its pid")
    -- whatever keeps it from looking, it names itself
    for _, line in ipairs {"attached 2147483647", "show --pid 2147483647"} do
      local out, err = here(2, line)
      assert.equal("", out)
      assert.matches("^lua%-seccomp: attached: ", err)
    end
  end)
end)

describe("the words of lua-seccomp", function()
  it("ask for help in three ways", function()
    for _, name in ipairs {"lint", "run", "capture", "resolve"} do
      local text = here(0, name .. " --help")
      assert.equal(text, (here(0, "help " .. name)))
      assert.equal(text, (here(0, name .. " -h")))
    end
    local text = here(0, "--help")
    for _, line in ipairs {"help", "-h", "help help"} do
      assert.equal(text, (here(0, line)))
    end
  end)

  it("have options before the subcommand, or behind it", function()
    local green = "\27[32mnothing found\27[0m\n"
    for _, line in ipairs {"--color always lint list.lua",
      "--color=always lint list.lua", "lint --color always list.lua",
      "lint list.lua --color always"}
    do
      assert.equal(green, (here(0, line)), line)
    end
    for _, line in ipairs {"--color never lint list.lua", "lint list.lua"} do
      assert.equal("nothing found\n", (here(0, line)), line)
    end
    refuses("--color", "option '--color' requires an argument (see " ..
      "lua-seccomp --help)")
    refuses("--color always", "a command is required (see lua-seccomp --help)")
  end)

  it("have negative numbers where there are numbers", function()
    assert.equal(here(0,
      "simulate --on amd64 mild.lua read 0xffffffffffffffff"),
      (here(0, "simulate --on amd64 mild.lua read -1")))
    local _, err = here(2, "lint mild.lua -1")
    assert.matches("^lua%-seccomp: unknown option '%-1'", err)
    local _, why = here(2, "verify --budget -1 mild.lua")
    cli.has(why, "option budget is a number of seconds")
  end)
end)

describe("lua-seccomp info", function()
  it("has what the module says of this machine", function()
    local plain = json.decode((here(0, "info --json")))
    local features = seccomp.features()
    assert.equal("api features formats libseccomp native_arch version",
      cli.keys(plain))
    assert.equal(seccomp._VERSION, plain.version)
    assert.equal(table.concat({seccomp.library_version()}, "."),
      plain.libseccomp)
    assert.equal(seccomp.api(), plain.api)
    assert.equal(seccomp.native_arch(), plain.native_arch)
    assert.equal(cli.keys(features), cli.keys(plain.features))
    for group, set in pairs(features) do
      for name, can in pairs(plain.features[group]) do
        assert.equal(set[name], can, name)
      end
      for _, name in ipairs(set) do
        assert.is_true(plain.features[group][name], name)
      end
    end
    local formats = require "seccomp.format"
    for i, name in ipairs(formats.list()) do
      local found = formats.find(name)
      assert.same({name = name, summary = found.summary, reads = found.reads},
        plain.formats[i])
    end
    assert.equal(#formats.list(), #plain.formats)
  end)

  it("has a label for each, and below what is not there", function()
    local old = seccomp.features
    local features = {actions = {"allow", allow = true, log = false,
      trap = false}, flags = {"tsync", tsync = true}, notify = {},
      arches = {"x86", "amd64", x86 = true, amd64 = true, sh = false}}
    function seccomp.features() return features end
    local ok, out = pcall(here, 0, "info --color always")
    seccomp.features = old
    assert(ok, out)
    local function label(text) return "\27[1m" .. text .. "\27[0m" end
    local dim = "            \27[2mnot: %s\27[0m\n"
    assert.equal(label "module      " .. seccomp._VERSION .. "\n" ..
      label "libseccomp  " .. table.concat({seccomp.library_version()}, ".") ..
      ", API level " .. seccomp.api() .. "\n" ..
      label "native arch " .. seccomp.native_arch() .. "\n" ..
      label "actions     " .. "allow\n" .. dim:format "log trap" ..
      label "flags       " .. "tsync\n" .. label "notify      " .. "\n" ..
      label "arches      " .. "x86 amd64\n" .. dim:format "sh" ..
      label "formats     " .. "asm      ", out:match "^.-asm      ")
    cli.has(out, "\n" .. label "            " .. "bpf      ")
  end)
end)
