--- Policies as tables and as files.
local M = {}

local ipairs, tostring, type = ipairs, tostring, type
local concat = table.concat

local function list_of(values)
  local copy = {}
  for i, value in ipairs(values) do copy[i] = value end
  return copy
end

-- A condition as a list: {0, "==", 1}.
local function condition(c)
  local list = {c.arg, c.op, c.datum_a, c.datum_b}
  if c.width ~= 64 then list.width = c.width end
  list.raw = c.raw or nil
  return list
end

--- The call of a witness in a few words: "personality on x32 with arg0 = 0x8".
function M.call(witness)
  local args = {}
  for i = 0, 5 do
    local value = witness["arg" .. i]
    if value and value ~= 0 then
      args[#args + 1] = ("arg%d = 0x%x"):format(i, value)
    end
  end
  return ("%s on %s%s"):format(tostring(witness.syscall),
    tostring(witness.arch), #args > 0 and " with " .. concat(args, ", ") or "")
end

--- A witness of a difference: "… would get allow and not errno(EPERM)".
function M.witness(witness)
  return ("%s would get %s and not %s"):format(M.call(witness),
    tostring(witness.left), tostring(witness.right))
end

--- What a policy holds, as a table that `new` takes.
function M.plain(data)
  local rules = {}
  for i, rule in ipairs(data.rules) do
    local copy = list_of(rule)
    copy.action = tostring(rule.action)
    copy.optional = rule.optional
    copy.arches = rule.arches and list_of(rule.arches)
    if rule.when then
      copy.when = {}
      for k, c in ipairs(rule.when) do copy.when[k] = condition(c) end
    end
    rules[i] = copy
  end
  return {
    default = tostring(data.default),
    bad_arch = tostring(data.bad_arch),
    unknown = data.unknown and tostring(data.unknown),
    arches = list_of(data.arches),
    rules = rules,
  }
end

local function quoted(value)
  if type(value) == "number" then return ("%d"):format(value) end
  -- names that need not exist can be anything: as ASCII, whatever they are
  return (("%q"):format(value):gsub("\\\n", "\\n"):gsub("[\127-\255]",
    function(byte) return ("\\%d"):format(byte:byte()) end))
end

local function quoted_list(values)
  local words = {}
  for i, value in ipairs(values) do words[i] = quoted(value) end
  return "{" .. concat(words, ", ") .. "}"
end

local function condition_text(c)
  local parts = {tostring(c.arg), quoted(c.op), ("0x%x"):format(c.datum_a)}
  if c.datum_b then parts[4] = ("0x%x"):format(c.datum_b) end
  if c.width ~= 64 then parts[#parts + 1] = "width = " .. c.width end
  if c.raw then parts[#parts + 1] = "raw = true" end
  return "{" .. concat(parts, ", ") .. "}"
end

-- Words in lines of at most 80 columns, the first at `column`.
local function fill(words, indent, column, lines)
  local line, width = {}, column
  for i, word in ipairs(words) do
    local size = #word + (i < #words and 2 or 0)
    if width + size > 78 and #line > 0 then
      lines[#lines + 1] = indent .. concat(line, ", ") .. ","
      line, width = {}, #indent
    end
    line[#line + 1] = word
    width = width + size
  end
  lines[#lines + 1] = indent .. concat(line, ", ")
end

local function rule_text(rule)
  local words = {}
  for i, name in ipairs(rule) do words[i] = quoted(name) end
  words[#words + 1] = "action = " .. quoted(tostring(rule.action))
  if rule.when then
    local tests = {}
    for i, c in ipairs(rule.when) do tests[i] = condition_text(c) end
    local line = "when = {" .. concat(tests, ", ") .. "}"
    words[#words + 1] = #line <= 70 and line or
      "when = {\n        " .. concat(tests, ",\n        ") .. ",\n      }"
  end
  if rule.arches then
    words[#words + 1] = "arches = " .. quoted_list(rule.arches)
  end
  if rule.optional then words[#words + 1] = "optional = true" end
  local line = "    {" .. concat(words, ", ") .. "},"
  if #line <= 80 then return line end
  local lines = {"    {"}
  fill(words, "      ", 6, lines)
  lines[#lines + 1] = "    },"
  return concat(lines, "\n")
end

--- A policy file that reads back as the same policy.
function M.file(data)
  local lines = {
    "return {",
    "  default = " .. quoted(tostring(data.default)) .. ",",
    "  bad_arch = " .. quoted(tostring(data.bad_arch)) .. ",",
  }
  if data.unknown then
    lines[#lines + 1] = "  unknown = " .. quoted(tostring(data.unknown)) .. ","
  end
  lines[#lines + 1] = "  arches = " .. quoted_list(data.arches) .. ","
  lines[#lines + 1] = "  rules = {"
  for _, rule in ipairs(data.rules) do lines[#lines + 1] = rule_text(rule) end
  lines[#lines + 1] = "  },"
  lines[#lines + 1] = "}\n"
  return concat(lines, "\n")
end

return M
