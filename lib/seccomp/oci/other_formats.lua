--- What a text looks like that is neither JSON nor a policy file.
-- @module seccomp.oci.other_formats

-- SPDX-License-Identifier: MIT
local M = {}

local ipairs = ipairs

-- Each format by a pattern of a line that it has and the others have not, after
-- blanks, and the name of what reads it in `seccomp.format`. The order counts:
-- minijail's lines are short.
local FORMATS = {
  {"a systemd unit file", "^%[%u%a+%]%s*$", "systemd"},
  {"a systemd unit file", "^SystemCall%a+%s*=", "systemd"},
  {"a Kafel policy", "^POLICY%s+[%w_]+"},
  {"a Kafel policy", "^USE%s+[%w_, ]+%s*DEFAULT%s"},
  {"a Kafel policy", "^%u+%s*{%s*[%w_]*"},
  {"an LXC seccomp profile", "^denylist"}, {"an LXC seccomp profile",
    "^allowlist"}, {"an LXC seccomp profile", "^blacklist"},
  {"an LXC seccomp profile", "^whitelist"},
  {"a YAML document", "^apiVersion:%s"}, {"a YAML document", "^%-%-%-%s*$"},
  {"a YAML document", "^defaultAction:%s"},
  {"a YAML document", "^%-?%s*names:%s*$"},
  {"a YAML document", "^syscalls:%s*$"},
  {"a minijail policy", "^@include%s"}, {"a minijail policy", "^@default%s"},
  {"a minijail policy", "^@frequency%s"},
  {"a minijail policy", "^[%l%d_]+:%s*1%s*$"},
  {"a minijail policy", "^[%l%d_]+:%s*allow%s*$"},
  {"a minijail policy", "^[%l%d_]+:%s*arg%d%s"},
  {"a minijail policy", "^[%l%d_]+:%s*return%s"},
  {"a minijail policy", "^{?[%l%d_, ]+}?:%s*[%l%d_]+%s*$"},
}

-- Lines that are looked at, and bytes of each: the patterns take time with the
-- square of these.
local MOST_LINES, MOST_BYTES = 200, 200

--- What a text looks like.
-- @tparam string text
-- @treturn ?string "a YAML document", or nil where that cannot be told
-- @treturn ?string the format of `seccomp.format` that reads it
function M.name(text)
  local count = 0
  for whole in text:gmatch "[^\r\n]+" do
    count = count + 1
    if count > MOST_LINES then break end
    local line = whole:sub(1, MOST_BYTES):match "^%s*(.-)%s*$"
    if not line:find "^#[^!]" and not line:find "^;" then
      for _, format in ipairs(FORMATS) do
        if line:find(format[2]) then return format[1], format[3] end
      end
    end
  end
  return nil
end

return M
