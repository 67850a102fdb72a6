--- libseccomp's pseudo code, of what libseccomp makes of the policy.

-- SPDX-License-Identifier: MIT
return {
  summary = "libseccomp's pseudo code, through libseccomp, to be read",
  -- those of Policy:filter, which checks them
  options = {write = {budget = "seconds"}},
  write = function(policy, options)
    return policy:filter(options):export_pfc()
  end,
}
