-- Every allocation fails once, Lua's and malloc's: no crash, no leak, and a
-- filter that is as it was or as it was to be.
local native = require "spec.native"
local support = require "spec.support"

describe("failed allocations leave nothing behind", function()
  for script, what in pairs {
    alloc = "in filters, and change them whole or not at all",
    alloc_more = "in programs, proofs, policies, profiles and processes",
  } do
    it(what, function()
      if support.sanitized() then
        pending "the sanitizer has an allocator of its own"
        return
      end
      local child = support.script({native.program "alloc",
        support.root .. "/spec/data/" .. script .. ".lua"}, {timeout = 50})
      assert(child.code == 0, support.describe(child))
      local counts = {}
      for count in child.stdout:gmatch "%d+" do
        counts[#counts + 1] = math.tointeger(tonumber(count))
      end
      assert.equal(3, #counts)
      for _, count in ipairs(counts) do assert.is_true(count > 100) end
    end)
  end
end)
