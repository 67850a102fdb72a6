--- `lua-seccomp repl`: a Lua prompt with the module at hand.

-- SPDX-License-Identifier: MIT
return {
  order = 16,
  summary = "A Lua prompt with the module, its values and help at hand.",
  options = {
    {"-e --execute", "Run this instead of the prompt; may be given again.",
      value = "<code>", count = "*"},
    {"-i --interactive", "The prompt all the same, after -e."},
  },
  run = function(args) return require("seccomp.cli.repl.prompt").run(args) end,
}
