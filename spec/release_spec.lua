-- SPDX-License-Identifier: MIT
-- What goes by the kernel's release, under releases that a library plays.
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

-- Since when there is what: as the kernel's history has it.
local NOTIFY = {continue = {5, 5}, add_fd = {5, 9}, add_fd_reply = {5, 14},
  wait_killable = {5, 19}, sync_wake_up = {6, 6}}
local TRACE = {shown = {4, 8}, renumbered = {5, 3}, calls = {5, 3}}

local function at_least(release, need)
  return release[1] > need[1] or
    release[1] == need[1] and release[2] >= need[2]
end

describe("what goes by the kernel's release", function()
  it("begins with the one that has it", function()
    local older = native.module "older"
    local asan = os.getenv "ASAN_LIBRARY"
    if asan then older = asan .. ":" .. older end
    local why = support.no_preload(older)
    if why then return pending(why) end
    local features = seccomp.features()
    local amd64 = seccomp.native_arch() == "amd64"
    for _, release in ipairs {{3, 10}, {4, 7}, {4, 8}, {4, 20}, {5, 2}, {5, 3},
      {5, 4}, {5, 5}, {5, 8}, {5, 9}, {5, 13}, {5, 14}, {5, 18}, {5, 19},
      {6, 0}, {6, 5}, {6, 6}, {7, 0}} do
      local name = ("%d.%d"):format(release[1], release[2])
      local child = support.succeeds([[
        local seccomp = require "seccomp"
        local trace = require "seccomp.core.trace"
        for name, can in pairs(seccomp.features().notify) do
          if type(name) == "string" then print(name, can) end
        end
        print("shown", trace.new(false) ~= nil)
        print("renumbered", trace.new(true) ~= nil)
        print("calls", trace.calls(false) ~= nil)
      ]], {env = {OLDER_RELEASE = name .. ".0-1-amd64", LD_PRELOAD = older}})
      local seen = {}
      for what, can in child.stdout:gmatch "(%S+)\t(%S+)" do
        seen[what] = can == "true"
      end
      for what, need in pairs(NOTIFY) do
        assert.equal(features.flags.listener and at_least(release, need),
          seen[what], what .. " of " .. name)
      end
      for what, need in pairs(amd64 and TRACE or {}) do
        assert.equal(at_least(release, need), seen[what],
          what .. " of " .. name)
      end
    end
  end)
end)
