-- SPDX-License-Identifier: MIT
-- The names of the files of `diff --format markdown` went to the terminal as
-- they were, escapes and line ends among them.
local policies = require "seccomp.policy"
local texts = require "seccomp.policy.comparison_text"

describe("a comparison in Markdown", function()
  it("has names of files in one line, escaped", function()
    local a = policies.new {default = "allow", arches = {"amd64"}}
    local b = policies.new {default = "log", arches = {"amd64"}}
    local text = texts.markdown(a:compare(b), "a\27[31m|x\n.lua", "b\rc")
    assert.is_nil(text:find "[%z\1-\9\11-\31\127]")
    assert.truthy(text:match "^[^\n]+: stricter[^\n]*\n\n|")
  end)
end)
