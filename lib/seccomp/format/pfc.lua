--- libseccomp's pseudo code, of what libseccomp makes of the policy.
local options_of = require("seccomp.policy.check").options

return {
  summary = "libseccomp's pseudo code, through libseccomp, to be read",
  write = function(policy, options)
    options = options_of("export", options, {budget = "number"})
    return policy:filter(options):export_pfc()
  end,
}
