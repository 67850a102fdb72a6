-- SPDX-License-Identifier: MIT
-- What is asked for its version (lib/seccomp/kernel/installed.lua): programs of
-- ours where engines look, in a mount namespace.
local support = require "spec.support"

local WHERE = "/usr/local/sbin"
local MOUNT = "mount -t tmpfs -o mode=755 tmpfs " .. WHERE

describe("the version of what is installed", function()
  it("is what it says of itself, or none", function()
    if support.command("unshare -m " .. MOUNT).code ~= 0 then
      pending "a file system can be mounted by root alone"
      return
    end
    local said = {
      spec_runtime = {"spec_runtime version 1.2.3\nspec: 1.0\n", "1.2.3"},
      spec_v = {"spec_v version v10.0-rc.1\n", "10.0"},
      spec_systemd = {"systemd 252 (252.39-1)\n+PAM\n", "252"},
      spec_other = {"another version 1.2.3\n", nil, WHERE .. "/spec_other"},
      spec_late = {"\nspec_late version 1.2.3\n", nil, WHERE .. "/spec_late"},
      spec_silent = {"", nil, WHERE .. "/spec_silent"},
      spec_absent = {},
    }
    local lines, names = {"set -e", MOUNT, "cd " .. WHERE}, {}
    for name, what in pairs(said) do
      names[#names + 1] = name
      if what[1] then
        lines[#lines + 1] = ("cat >%s <<'END'\n#!/bin/sh\n[ \"$*\" = " ..
          "--version ] && cat <<'ENDED'\n%sENDED\nEND\nchmod +x %s")
          :format(name, what[1], name)
      end
    end
    lines[#lines + 1] = "exec " .. support.quote(support.lua) .. " -e " ..
      support.quote [[
        require "seccomp"
        local version = require("seccomp.kernel.installed").version
        for _, name in ipairs(arg) do
          local told, silent = version(name)
          print(name, told, silent)
        end
      ]] .. " - " .. table.concat(names, " ") .. " </dev/null"
    local child = support.script {"unshare", "-m", "sh", "-c",
      table.concat(lines, "\n")}
    local told = {}
    for name, version, silent in
      child.stdout:gmatch "(%S+)\t(%S+)\t(%S+)\n" do
      told[name] = version .. " " .. silent
    end
    for name, what in pairs(said) do
      assert.equal((what[2] or "nil") .. " " .. (what[3] or "nil"), told[name],
        support.describe(child))
    end
  end)
end)
