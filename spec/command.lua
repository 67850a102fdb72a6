--- How the specs run `lua-seccomp`: from the module under test, in a directory
-- with a few policies, profiles and programs.
local support = require "spec.support"

local M = {}

--- The words that run it: as bin/lua-seccomp does, but without directories of
-- its own.
M.words = {support.lua, "-e",
  "os.exit(require('seccomp.cli').main(arg), true)", "-"}

--- Files of the directory, by name.
M.files = {
  -- what is refused, is by errno: programs go on under it
  ["mild.lua"] = [[
    return {
      default = "allow",
      rules = {
        { "mkdir", "mkdirat", action = "errno(EPERM)" },
        { "rmdir", action = "errno(EACCES)" },
      },
    }
  ]],
  ["deadly.lua"] = [[
    return {
      default = "allow",
      rules = { { "mkdir", "mkdirat", action = "kill_process" } },
    }
  ]],
  -- as mild.lua, and one call more is refused
  ["stricter.lua"] = [[
    return {
      default = "allow",
      rules = {
        { "mkdir", "mkdirat", action = "errno(EPERM)" },
        { "rmdir", "unlink", action = "errno(EACCES)" },
      },
    }
  ]],
  ["list.lua"] = [[
    return {
      default = "errno(EPERM)", unknown = "errno(ENOSYS)",
      rules = {
        { "@default", "@basic-io", action = "allow" },
        { "personality", action = "allow", when = { {0, "==", 8} } },
        { "socket", action = "allow",
          when = { {0, "==", 1, width = 32}, {1, "masked_eq", 0xf, 1} } },
      },
    }
  ]],
  ["profile.json"] = [[{
    "defaultAction": "SCMP_ACT_ERRNO",
    "architectures": ["SCMP_ARCH_X86_64"],
    "syscalls": [
      { "names": ["read", "write", "exit_group"],
        "action": "SCMP_ACT_ALLOW" },
      { "names": ["clone"], "action": "SCMP_ACT_ALLOW",
        "includes": { "caps": ["CAP_SYS_ADMIN"] } }
    ]
  }]],
  ["wrong.lua"] = "return { default = 'allow', rules = { { 'opennat', " ..
    "action = 'log' } } }",
  ["broken.lua"] = "return { default = ",
  ["broken.json"] = "{ \"defaultAction\": ",
  ["empty"] = "",
}

--- Makes the directory; `support.remove` deletes it.
function M.directory()
  local directory = support.directory()
  for name, text in pairs(M.files) do
    support.spew(directory .. "/" .. name, text)
  end
  local seccomp = require "seccomp"
  local filter = seccomp.filter("allow"):add_rule("mkdir", "errno(EPERM)")
  support.spew(directory .. "/program.bpf", filter:program():bytes())
  return directory
end

local function with(arguments)
  local words = {table.unpack(M.words)}
  for _, word in ipairs(arguments) do words[#words + 1] = word end
  return words
end

--- Runs the command with arguments, which `options.cwd` is a directory for.
-- Returns what `support.command` does.
function M.run(arguments, options)
  return support.script(with(arguments), options)
end

--- The same with a terminal for standard input, output and error, which all
-- come back in `stdout`.
function M.on_terminal(arguments, options)
  local words = with(arguments)
  for i, word in ipairs(words) do words[i] = support.quote(word) end
  return support.script({"script", "-qec", table.concat(words, " "),
    "/dev/null"}, options)
end

return M
