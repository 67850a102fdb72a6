-- SPDX-License-Identifier: MIT
-- Random sequences of calls on filters, held against a model (sequences.lua).
--
-- SEQUENCES=n for more of them, SEED=n for others.
local sequences = require "spec.sequences"
local support = require "spec.support"

local SEED = math.tointeger(tonumber(os.getenv "SEED")) or 20
local COUNT = math.tointeger(tonumber(os.getenv "SEQUENCES")) or 200
local STEPS = 40

describe("random sequences of calls", function()
  it("make of filters what the model makes of them", function()
    local held = 0
    support.loses("libseccomp", function()
      for i = 1, COUNT do
        math.randomseed(SEED * 1000003 + i)
        local ok, result = pcall(sequences.run, math.random, function(made)
          return made < STEPS
        end)
        if not ok then
          error(("SEED=%d, sequence %d: %s"):format(SEED, i, tostring(result)))
        end
        if result then held = held + 1 end
      end
    end)
    assert.is_true(held > COUNT / 4, held .. " programs were verified")
  end)
end)
