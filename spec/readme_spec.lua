-- Every Lua block of README.md and docs/*.md runs, in a child of its own, and
-- prints what the `text` block right behind it says, if there is one.
local support = require "spec.support"

local function blocks(path)
  local list, fence, current = {}, nil, nil
  local number, last = 0, nil
  for line in io.lines(path) do
    number = number + 1
    local info = line:match "^```(.*)$"
    if info and not fence then
      fence = info
      current = {language = info, line = number, lines = {}}
    elseif info then
      local text = table.concat(current.lines, "\n") .. "\n"
      if fence == "lua" then
        last = {line = current.line, code = text}
        list[#list + 1] = last
      else
        if fence == "text" and last then last.output = text end
        last = nil
      end
      fence = nil
    elseif fence then
      table.insert(current.lines, line)
    elseif line ~= "" then
      last = nil
    end
  end
  assert(not fence, path .. ": a block is not closed")
  return list
end

for path in io.popen("ls README.md docs/*.md"):lines() do
  describe(path, function()
    for _, block in ipairs(blocks(path)) do
      it("line " .. block.line, function()
        -- as a file whose messages name the line of the document
        local child = support.run(("\n"):rep(block.line) .. block.code)
        if child.signal == "SIGSYS" and support.sanitized() then
          pending "the sanitizer's own system calls are not on its list"
          return
        end
        if child.code ~= 0 then error(support.describe(child)) end
        if block.output then assert.equal(block.output, child.stdout) end
      end)
    end
  end)
end

describe("README.md", function()
  local text = support.slurp "README.md"

  it("links only to files that are there", function()
    for _, path in ipairs {"README.md", "docs/libseccomp.md", "CHANGELOG.md"} do
      local directory = path:match "^(.*/)" or ""
      for target in support.slurp(path):gmatch "%]%(([^)#]+)%)" do
        if not target:match "^https?:" then
          assert(io.open(directory .. target), path .. ": " .. target)
        end
      end
    end
  end)

  it("names every method of a filter", function()
    local filter = require("seccomp").filter "allow"
    for name in pairs(debug.getmetatable(filter).__index) do
      assert.truthy(text:find("`" .. name .. "[`,(]") or
        text:find(":" .. name, 1, true), name .. " is not in README.md")
    end
  end)
end)
