--- libseccomp's pseudo code, of what libseccomp makes of the policy.

-- SPDX-License-Identifier: MIT
local options_of = require("seccomp.policy.check").options

local OPTIONS = {write = {budget = "seconds"}}

return {
  summary = "libseccomp's pseudo code, through libseccomp, to be read",
  options = OPTIONS,
  write = function(policy, options)
    options = options_of("export", options, OPTIONS.write)
    return policy:filter(options):export_pfc()
  end,
}
