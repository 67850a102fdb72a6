--- `lua-seccomp --completion zsh`: what argparse makes for zsh, and what it
-- cannot know: arches, syscalls, that a long option's value may stand behind an
-- equals sign, and where a command of its own begins.

-- SPDX-License-Identifier: MIT

local MORE = [==[
_lua-seccomp_syscalls() {
  local -a calls=(${(f)"$(_call_program syscalls lua-seccomp resolve --list)"})
  compadd -a calls
}

# the command that run, record and capture start, with completions of its own
_lua-seccomp_command() {
  if ((CURRENT == 1)) && [[ $words[1] == -* ]]; then
    # not begun yet: an option behind the policy
    words=(lua-seccomp $words) CURRENT=2
    _arguments -s $options
    return
  fi
  [[ $words[1] == -- ]] && shift words && ((CURRENT--))
  _normal -p lua-seccomp
}

]==]

-- The file is found by compinit in $fpath, or sourced.
local LAST = [==[

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _lua-seccomp "$@"
else
  compdef _lua-seccomp lua-seccomp
fi
]==]

-- What a subcommand takes beside its options.
local FILE, CALL = '": :_files"', '": :_lua-seccomp_syscalls"'
local COMMAND = '"*::: :_lua-seccomp_command"'
local TAKES = {
  run = {FILE, COMMAND},
  record = {COMMAND},
  capture = {COMMAND},
  simulate = {FILE, CALL, '"*: : "'},
  resolve = {'"*: :_lua-seccomp_syscalls"'},
}

-- The script, with the lines between `$options` and the end of a call of
-- _arguments replaced by what this subcommand takes.
local function with_words(script, name, takes)
  local words = ""
  for _, word in ipairs(takes) do words = words .. word .. " \\\n        " end
  local found
  script, found = script:gsub("(\n    " .. name ..
    "%)\n.-_arguments %-s %-S \\\n +%$options \\\n +).-(&& return 0)",
    function(before, after) return before .. words .. after end, 1)
  assert(found == 1, "argparse writes another script than it did")
  return script
end

--- The script.
-- @tparam string script argparse's
-- @tparam string arches their names, with spaces between
-- @treturn string
return function(script, arches)
  -- a subcommand's options are its own; one that stands twice ends completion
  script = script:gsub("(options=%()\n +%$options\n", "%1\n")
  -- and those that stand behind it are not looked for before it
  script = script:gsub("_arguments %-s %-S", "%0 -A '-*'", 1)
  -- "--name[" becomes "--name=[" where a value follows
  script = script:gsub("\n( +)([^\n]-)(%[[^\n]*%]: :)",
    function(indent, names, rest)
      return "\n" .. indent .. names:gsub("(%-%-[%w-]+)", "%1=") .. rest
    end)
  for _, name in ipairs {"arch", "on"} do
    script = script:gsub("(%-%-" .. name .. '=%[[^\n]*%]: :)_files"',
      "%1(" .. arches .. ')"')
  end
  for name, takes in pairs(TAKES) do
    script = with_words(script, name, takes)
  end
  -- with -p there is no file before the command
  script = script:gsub("{%-p,%-%-policy=}", '"(1)"%0', 1)
  script = script:gsub("\n_lua%-seccomp%(%) {", function(first)
    return "\n" .. MORE .. first:sub(2)
  end, 1)
  return (script:gsub("\n_lua%-seccomp\n$", LAST, 1))
end
