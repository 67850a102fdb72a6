--- What is found of a compiled program alone.

-- SPDX-License-Identifier: MIT

return {
  {id = "no-policy", severity = "warning",
    about = "Of a compiled program: no policy does what it does, as where " ..
      "it does not compare the arch, and the other questions could not be " ..
      "asked.",
    fix = "compile it from a policy, or compare the arch before anything else"},
  {id = "unreachable-code", severity = "note",
    about = "Of a compiled program: no jump leads to some of its " ..
      "instructions.",
    fix = "leave them out"},
}
