-- SPDX-License-Identifier: MIT
-- Standard streams became pipes for `spawn`, whose caller has the other end.
-- `record`, `explain` and `capture` hand their options on, and come back when
-- the command has ended: it waited for a reader, or for the end of its input,
-- which nobody could give it, for ever.
local attached = require "seccomp.attached"
local explain = require "seccomp.explain"
local policy = require "seccomp.policy"
local record = require "seccomp.record"

local everything = policy.new {default = "allow"}

describe("a pipe for a command that is watched until it ends", function()
  for op, watch in pairs {
    capture = function(argv, options)
      return attached.capture(argv, options)
    end,
    explain = function(argv, options)
      options.policy = everything
      return explain.explain(argv, options)
    end,
    record = function(argv, options)
      return record.record(argv, options)
    end,
  } do
    it("is refused by " .. op, function()
      for _, name in ipairs {"stdin", "stdout", "stderr"} do
        -- one that would end, too
        local ok, err = pcall(watch, {"true"}, {[name] = "pipe"})
        assert.is_false(ok, name)
        assert.same({op, "EINVAL"}, {err.op, err.code})
        assert.truthy(err.message:find("option " .. name .. " is a pipe", 1,
          true), err.message)
      end
    end)
  end
end)
