-- SPDX-License-Identifier: MIT
-- The tables that Lua alone has of Linux and of systemd: what nobody else here
-- tells stands a second time.
local seccomp = require "seccomp"
local kernel = require "seccomp.core.kernel"
local paths = require "seccomp.kernel.paths"
local recovery = require "seccomp.core.recovery"
local systemd = require "seccomp.kernel.systemd"

local function sorted(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return table.concat(list, " ")
end

describe("strings of calls", function()
  it("are paths, or are known to be none", function()
    local are, others = {}, {}
    for _, arch in ipairs(recovery.arches()) do
      local known = pcall(seccomp.syscall_name, 0, arch.name)
      for _, call in ipairs(known and kernel.calls(arch.name) or {}) do
        local set = {}
        for _, place in ipairs(paths.of(call.name, arch.name)) do
          set[place] = true
        end
        for place, its in ipairs(seccomp.signature(call.name, arch.name)) do
          if set[place - 1] then
            assert.is_true(its.pointer)
            are[its.name] = true
          elseif its.type:find "^const char %*$" and not its.hidden then
            others[its.name] = true
          end
        end
      end
    end
    assert.equal("filename from_path library linkpath new_root newpath " ..
      "oldpath path pathname put_old source special target to_path",
      sorted(are))
    assert.equal("buf callout_info cmdline description fsname key msg_ptr " ..
      "name param_values type", sorted(others))
  end)

  it("of calls that have several", function()
    for name, list in pairs {mount = {0, 1}, rename = {0, 1}, linkat = {1, 3},
      renameat2 = {1, 3}, symlinkat = {0, 2}, move_mount = {1, 3},
      pivot_root = {0, 1}, quotactl = {1}, openat = {1}, open = {0},
      read = {}, setxattr = {0}, fsetxattr = {}, mq_open = {},
      memfd_create = {}, execve = {0}, swapon = {0}}
    do
      assert.same(list, paths.of(name, "amd64"), name)
    end
    assert.same({}, paths.of(nil, "amd64"))
    assert.same({}, paths.of("open", 0xc000003e))
  end)
end)

describe("systemd's groups", function()
  -- 252 is held against systemd itself where that is here (systemd_spec)
  it("of 257 are those that were read", function()
    assert.same({252, 257}, systemd.versions)
    local lines = {}
    for group, text in pairs(systemd.added[257]) do
      lines[#lines + 1] = group .. " " .. text:gsub("%s+", " "):gsub("^ ", "")
    end
    table.sort(lines)
    assert.same({
      "@basic-io llseek",
      "@default @sandbox lsm_get_self_attr lsm_list_modules mseal",
      "@file-system file_getattr file_setattr fstatat getxattrat listmount " ..
        "listxattrat newfstat removexattrat setxattrat statmount",
      "@known breakpoint cachestat file_getattr file_setattr get_tls " ..
        "getxattrat listmount listxattrat llseek lsm_get_self_attr " ..
        "lsm_list_modules lsm_set_self_attr mseal removexattrat set_tls " ..
        "setxattrat statmount uretprobe usr26 usr32",
      "@sandbox landlock_add_rule landlock_create_ruleset " ..
        "landlock_restrict_self seccomp"}, lines)
  end)
end)

describe("calls", function()
  it("are found by the numbers that they are listed with, and no others are",
    function()
      local seen = 0
      for _, arch in ipairs(recovery.arches()) do
        local known = pcall(seccomp.syscall_name, 0, arch.name)
        local names = {}
        for _, call in ipairs(known and kernel.calls(arch.name) or {}) do
          if names[call.number] then assert.is_nil(call.name) end
          names[call.number] = call.name
          seen = seen + 1
        end
        local function at(number)
          local call = kernel.call(number, arch.name)
          return call and call.number == number and call.name
        end
        for number, name in pairs(names) do
          if at(number) ~= name then assert.equal(name, at(number)) end
        end
        for _, base in ipairs(known and {0, 4000, 5000, 0x0f0000 - 100, 0xff00,
          0x40000000, 0xffffff00} or {})
        do
          for number = base, base + 255 do
            if at(number) ~= names[number] then
              assert.equal(names[number], at(number), arch.name)
            end
          end
        end
      end
      assert.is_true(seen > 5000)
    end)
end)
