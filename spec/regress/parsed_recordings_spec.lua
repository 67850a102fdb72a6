-- SPDX-License-Identifier: MIT
-- record.parse took recordings of any size: what was counted against the bound
-- of 64 MiB came behind the first piece, and a text is one piece.
local record = require "seccomp.record"

describe("a recording given as text", function()
  it("has the bound of a file", function()
    local ok, err = pcall(record.parse, "{" .. (" "):rep(64 << 20))
    assert.is_false(ok)
    assert.equal("EFBIG", err.code)
    assert.matches("at most 67108864 bytes", err.message)
  end)
end)
