--- What cannot be compiled cannot be looked at.

-- SPDX-License-Identifier: MIT

return {
  {id = "does-not-compile", severity = "error",
    about = "The policy cannot be compiled; the message says why.",
    fix = "correct what the message names"},
}
