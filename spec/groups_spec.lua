-- SPDX-License-Identifier: MIT
-- Groups held against lists of calls that others keep, and against facts.
local groups = require "seccomp.groups"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"
local twins = require "seccomp.kernel.twins"
local own_numbers = require("seccomp.kernel.calls").own_numbers

-- What is needed, to be allowed, and what is old; see the head of
-- seccomp.groups.
local needs = {["@default"] = true, ["@lua"] = true,
  ["@system-service"] = true, ["@obsolete"] = true}

local function set_of(list)
  local set = {}
  for _, name in ipairs(list) do set[name] = true end
  return set
end

-- Every call that libseccomp has on some arch.
local known = {}
for _, arch in ipairs(seccomp.arches()) do
  for name in pairs((own_numbers(arch))) do known[name] = true end
end

-- The calls of groups and of those beside them.
local function reach(name)
  local set = set_of(groups.expand(name))
  for _, other in ipairs(groups.besides(name)) do
    for _, call in ipairs(groups.expand(other)) do set[call] = true end
  end
  return set
end

describe("groups", function()
  it("have twins together", function()
    for _, group in ipairs(groups.names()) do
      local set = set_of(groups.expand(group))
      for _, list in ipairs(needs[group] and {} or twins.same) do
        local has
        for _, name in ipairs(list) do has = has or set[name] and name end
        for _, name in ipairs(has and list or {}) do
          assert.is_truthy(set[name], ("%s has %s and not %s"):format(group,
            has, name))
        end
      end
    end
  end)

  it("have what can be done instead in them or beside them", function()
    for _, group in ipairs(groups.names()) do
      local set = set_of(groups.expand(group))
      local all = reach(group)
      for _, pair in ipairs(needs[group] and {} or twins.substitutes) do
        for _, name in ipairs(pair[1]) do
          for _, other in ipairs(set[name] and pair[2] or {}) do
            assert.is_truthy(all[other], ("%s has %s, and %s is not beside it")
              :format(group, name, other))
          end
        end
      end
    end
  end)

  it("name groups beside them that there are", function()
    local names = set_of(groups.names())
    for _, group in ipairs(groups.names()) do
      for _, other in ipairs(groups.besides(group)) do
        assert.is_true(names[other], group)
        assert.are_not.equal(group, other)
      end
    end
    assert.is_nil(groups.besides "@nothing")
    local list = groups.besides "@basic-io"
    list[1] = "changed"
    assert.equal("@aio", groups.besides "@basic-io"[1])
    assert.is_false(pcall(groups.besides, "@aio", 1))
    local page = support.slurp "docs/lua-seccomp-policy.5"
    for _, group in ipairs(groups.names()) do
      local entry = page:match("\n%.It Ql " .. group:gsub("%-", "%%-") ..
        "\n(.-\n)%.[IE][tl]")
      local besides = {}
      for name in (entry:match "\nBeside:\n(.*)" or ""):gmatch "@[a-z-]+" do
        besides[#besides + 1] = name
      end
      assert.same(groups.besides(group), besides, group)
    end
  end)

  -- What each leaves out has a reason here.
  it("have every call that there is", function()
    local nowhere = set_of {
      "socketcall", "ipc", "syscall", -- stand for others
      "breakpoint", -- arm's trap into a debugger
      -- m68k's, which libseccomp has since 2.6
      "atomic_barrier", "atomic_cmpxchg_32", "getpagesize",
    }
    local set = {}
    for _, group in ipairs(groups.names()) do
      for _, call in ipairs(groups.expand(group)) do set[call] = true end
    end
    for name in pairs(known) do
      assert.is_truthy(set[name] or nowhere[name], name)
    end
    for name in pairs(nowhere) do assert.is_nil(set[name], name) end
  end)

  -- A call that a group loses is one that a denial of it lets through, and one
  -- that it gains is let in: each is to be meant, and so is said here as well.
  it("have the calls that were agreed on", function()
    local agreed, names, group = {}, {}, nil
    for line in io.lines(support.root .. "/spec/data/groups.txt") do
      for word in line:gmatch "%S+" do
        if word:sub(1, 1) == "@" then
          group = word
          agreed[group] = {}
          names[#names + 1] = group
        else
          table.insert(agreed[group], word)
        end
      end
    end
    assert.same(names, groups.names())
    for _, name in ipairs(names) do
      assert.same(agreed[name], groups.expand(name), name)
    end
  end)

  it("have what systemd's groups of that name have", function()
    if not support.has_command "systemd-analyze" then
      pending "systemd-analyze is not installed"
      return
    end
    local lists, list = {}, nil
    local pipe <close> = assert(io.popen(
      "systemd-analyze --no-pager syscall-filter 2>/dev/null"))
    for line in pipe:lines() do
      local name, call = line:match "^(@[%w-]+)", line:match "^ +([@%w_-]+)$"
      if name then
        list = {}
        lists[name] = list
      elseif call and list then
        list[#list + 1] = call
      end
    end
    assert.is_table(lists["@basic-io"])
    -- where ours are otherwise
    local otherwise = {
      ["@default"] = {execve = "we start nothing there"},
      ["@system-service"] = {kcmp = "looks into other processes",
        userfaultfd = "holds the kernel up in copies"},
    }
    local function hold(group, call)
      local ours = set_of(groups.expand(group))
      if call:sub(1, 1) == "@" then
        for _, inner in ipairs(lists[call]) do hold(group, inner) end
      elseif call ~= "socketcall" and call ~= "ipc" then
        local reason = (otherwise[group] or {})[call]
        assert.is_truthy(ours[call] or reason, group .. " " .. call)
      end
    end
    for group, calls in pairs(lists) do
      for _, call in ipairs(groups.expand(group) and calls or {}) do
        hold(group, call)
      end
    end
  end)
end)

describe("twins", function()
  -- newer than the libseccomps that are about
  local newer = set_of {"fchmodat2", "futex_requeue", "futex_wait",
    "futex_wake", "getxattrat", "listxattrat", "open_tree_attr",
    "removexattrat", "setxattrat"}

  it("are calls that there are", function()
    local function are_calls(list)
      for _, name in ipairs(list) do
        assert.is_truthy(known[name] or newer[name], name)
      end
    end
    for _, list in ipairs(twins.same) do
      assert.is_true(#list > 1)
      are_calls(list)
    end
    for _, list in ipairs(twins.fallbacks) do are_calls(list) end
    for _, pair in ipairs(twins.substitutes) do
      are_calls(pair[1])
      are_calls(pair[2])
    end
    for name in pairs(twins.retired) do are_calls {name} end
  end)

  it("are in one list", function()
    local where = {}
    for i, list in ipairs(twins.same) do
      for _, name in ipairs(list) do
        assert.is_nil(where[name], name)
        where[name] = i
      end
    end
  end)

  -- Names that libseccomp has on some arch and that end alike.
  it("have every name that is another with an ending", function()
    local apart = set_of {
      "time utime", "times utimes", "sync fsync", "lock flock", "stat ustat",
      "mount umount", "time ftime", "chdir fchdir", -- other things
      "readv preadv", "writev pwritev", -- at a place
      "read pread64", "write pwrite64",
      "truncate ftruncate", "truncate64 ftruncate64", -- by a descriptor
      "statfs fstatfs", "statfs64 fstatfs64", "stat fstat", "stat64 fstat64",
    }
    local where = {}
    for i, list in ipairs(twins.same) do
      for _, name in ipairs(list) do where[name] = i end
    end
    for name in pairs(known) do
      for _, ending in ipairs {"%s2", "%s3", "%s4", "%s1", "%s32", "%s64",
        "%s_64", "%s_time64", "%sat", "%sat2", "old%s", "oldold%s", "rt_%s",
        "_new%s", "_l%s", "f%s", "l%s", "arm_%s", "p%s", "u%s", "pkey_%s"}
      do
        local other = ending:format(name)
        if known[other] and not apart[name .. " " .. other] then
          assert.is_truthy(where[name] and where[name] == where[other],
            name .. " " .. other)
        end
      end
    end
  end)

  it("have a time of 64 bits wherever an arch has one", function()
    local older = {}
    for _, pair in ipairs(twins.fallbacks) do older[pair[1]] = pair[2] end
    for _, arch in ipairs(seccomp.arches()) do
      for name in pairs((own_numbers(arch))) do
        local base = name:match "^(.*)_time64$" or
          name:match "^([ct].*_[gs]ettime)64$" or
          name:match "^(clock_adjtime)64$"
        if base then
          assert.equal(base, older[name], name)
          assert.is_truthy(known[base], base)
        end
      end
    end
  end)
end)

-- A denied @basic-io let sendfile, splice, tee, vmsplice and copy_file_range
-- through, with which all that was open could be read and written; the page
-- said that a denied group leaves no way around.
describe("a denied group", function()
  -- a call that gets past the denial of a group and of those beside it
  local function gets_past(group, call)
    local rule = {group, action = "errno(EPERM)"}
    for _, other in ipairs(groups.besides(group)) do rule[#rule + 1] = other end
    return tostring(policies.new {default = "allow", arches = {"amd64"},
      rules = {rule}}:compile {prove = false}:simulate {arch = "amd64",
        syscall = call}) == "allow"
  end

  it("leaves no call that does its thing", function()
    for group, calls in pairs {
      ["@basic-io"] = "read write readv pwritev2 sendfile splice tee " ..
        "vmsplice copy_file_range io_submit io_uring_enter sendto recvmsg mmap",
      ["@file-system"] = "open openat2 open_by_handle_at io_uring_enter " ..
        "open_tree bind unlinkat chroot execve",
      ["@file-read"] = "statx newfstatat name_to_handle_at readlink open",
      ["@memory"] = "mmap mprotect shmat mlock userfaultfd process_madvise",
      ["@process"] = "clone3 vfork execveat io_uring_setup",
      ["@network-io"] = "socket connect sendmmsg write io_uring_enter",
      ["@sandbox"] = "seccomp prctl landlock_restrict_self capset",
    } do
      for call in calls:gmatch "%S+" do
        assert.is_false(gets_past(group, call), group .. " " .. call)
      end
    end
    assert.is_true(gets_past("@basic-io", "openat"))
  end)
end)
