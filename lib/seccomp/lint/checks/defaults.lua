--- What gets the actions that no rule gives.

-- SPDX-License-Identifier: MIT

local tostring = tostring

local function other_arches(s)
  if not s.permits(s.data.bad_arch) then return end
  s:add {
    id = "bad-arch-permits",
    message = "calls of arches that are not listed are permitted: a process " ..
      "can make any call through another arch of its machine",
    witness = {arch = 0, syscall = 0},
  }
end

local function by_default(s)
  local default, unknown = s.data.default, s.data.unknown
  if s.permits(default) then
    local closed = unknown and not s.permits(unknown)
    s:add {
      id = "denylist", severity = closed and "note" or "warning",
      message = "what no rule names is permitted" .. (closed and "" or
        ", also calls that are new in the next kernel"),
      witness = s:call_of_default(),
    }
  elseif default.name == "errno" and tostring(default) ~= "errno(ENOSYS)" and
      not unknown then
    s:add {
      id = "newer-calls",
      message = ("calls that are newer than this policy get %s: libcs fall " ..
        "back to older calls only on ENOSYS"):format(tostring(default)),
      witness = s:call_beyond(),
    }
  end
end

return {
  {id = "bad-arch-permits", severity = "error",
    about = "Calls of arches that are not listed are permitted.",
    fix = 'bad_arch = "kill_process"',
    find = other_arches},
  {id = "denylist", severity = "warning",
    about = "What no rule names is permitted.",
    fix = "list what is needed and deny the rest",
    find = by_default},
  {id = "newer-calls", severity = "note",
    about = "Calls newer than the policy get an errno on which libcs do not " ..
      "fall back.",
    fix = 'unknown = "errno(ENOSYS)"'},
}
