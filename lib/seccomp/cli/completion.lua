--- `lua-seccomp --completion`: what a shell asks when the tabulator is hit.

-- SPDX-License-Identifier: MIT
local commands = require "seccomp.cli.commands"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local ipairs, pairs = ipairs, pairs
local concat, insert, sort = table.concat, table.insert, table.sort
local fail = terminal.fail

local M = {}

-- argparse knows commands, options and choices. What it cannot know stands
-- here: arches, syscalls, and that after a policy another command begins.
local BASH = [==[

# The words with each --option=value in two, whether bash parts them at the
# equals sign or not; `place` says which word each was.
_lua_seccomp() {
    local IFS=$' \t\n'
    local -a words=() place=() given=("${COMP_WORDS[@]}")
    local i word cword=0 before="" given_cword=$COMP_CWORD
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $word == = && $i -lt $COMP_CWORD ]]; then
            continue
        elif [[ $word == = ]]; then
            words+=("")
        elif [[ $word == --*=* ]]; then
            words+=("${word%%=*}" "${word#*=}")
            ((i == COMP_CWORD)) && before="${word%%=*}="
        else
            words+=("$word")
        fi
        while ((${#place[@]} < ${#words[@]})); do place+=("$i"); done
        ((i == COMP_CWORD)) && cword=$((${#words[@]} - 1))
    done
    local -a COMP_WORDS=("${words[@]}")
    local COMP_CWORD=$cword
    _lua_seccomp_words
    local status=$?
    [[ $before ]] && COMPREPLY=("${COMPREPLY[@]/#/$before}")
    return "$status"
}

_lua_seccomp_words() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}"
    local sub="" files=0 ended=0 at=0 wanted=99 i

    case "$prev" in
        @ARCHOPTIONS@)
            COMPREPLY=($(compgen -W "@ARCHES@" -- "$cur"))
            return 0
            ;;
    esac

    # the subcommand, how many words stand behind it, and at which word a
    # command to be run begins
    for ((i = 1; i < COMP_CWORD && !at; i++)); do
        if ((ended)); then
            at=$i
            continue
        fi
        case "${COMP_WORDS[i]}" in
            --) ended=1 ;;
            @INSTEAD@) files=1; i=$((i + 1)) ;;
            @VALUED@) i=$((i + 1)) ;;
            -?*) ;;
            *)
                if [[ ! $sub ]]; then
                    sub="${COMP_WORDS[i]}"
                    case "$sub" in
                    @RUNS@
                    esac
                elif ((files >= wanted)); then
                    at=$i
                else
                    files=$((files + 1))
                fi
                ;;
        esac
    done
    if ((!at && i == COMP_CWORD)) && { ((ended)) || { [[ $cur != -* ]] &&
        [[ $sub ]] && ((files >= wanted)); }; }; then
        at=$COMP_CWORD
    fi

    if ((at)) && declare -F _command_offset >/dev/null; then
        # that command's own words are as they were
        COMP_WORDS=("${given[@]}") COMP_CWORD=$given_cword
        _command_offset "${place[at]}"
    elif ((at && at == COMP_CWORD)); then
        COMPREPLY=($(compgen -c -- "$cur"))
    elif ((at)); then
        COMPREPLY=()
    else
        case "$cur $sub:$files" in
        -*) _lua-seccomp ;;
        @SYSCALLS@
            COMPREPLY=($(compgen -W \
                "$("${COMP_WORDS[0]}" resolve --list 2>/dev/null)" -- "$cur"))
            ;;
        *) _lua-seccomp ;;
        esac
    fi
}

complete -F _lua_seccomp -o bashdefault -o default lua-seccomp
]==]

-- What the wrapper for bash has to know of the subcommands.
local function facts_of(list)
  local facts = {ARCHES = concat(seccomp.arches(), " ")}
  local names = {}
  local function note(what, name)
    names[what] = names[what] or {}
    if not names[what][name] then insert(names[what], name) end
    names[what][name] = true
  end
  for name, option in pairs(commands.valued(list)) do
    if option and option.words == "arches" then note("ARCHOPTIONS", name) end
    if option then note(option.instead and "INSTEAD" or "VALUED", name) end
  end
  for _, command in ipairs(list) do
    local wanted = commands.wanted(command)
    if wanted then
      note("RUNS", ("%s) wanted=%d ;;"):format(command.name, wanted))
    end
    for i, argument in ipairs(command.arguments or {}) do
      if argument.words == "syscalls" then
        note("SYSCALLS", ("*\" %s:\"%s)"):format(command.name,
          argument.args == "*" and "*" or i - 1))
      end
    end
  end
  for what, list_of in pairs(names) do
    sort(list_of)
    facts[what] = concat(list_of, what == "RUNS" and "\n" .. (" "):rep(20) or
      what == "SYSCALLS" and " " or "|")
  end
  facts.SYSCALLS = facts.SYSCALLS:gsub("%) ", "|")
  return facts
end

--- The completion script for a shell.
-- @tparam {table,…} list the subcommands, as `seccomp.cli.commands` has them
-- @tparam table parser argparse's, of those
-- @tparam string shell
-- @treturn string
function M.script(list, parser, shell)
  local facts = facts_of(list)
  local arches, valued = facts.ARCHES, {}
  for name in facts.VALUED:gmatch "[^|]+" do valued[#valued + 1] = name end
  if shell == "bash" then
    return parser:get_bash_complete() .. BASH:gsub("@(%u+)@", facts)
  elseif shell == "zsh" then
    return require("seccomp.cli.completion.zsh")(parser:get_zsh_complete(),
      arches)
  elseif shell == "fish" then
    return require("seccomp.cli.completion.fish")(parser:get_fish_complete(),
      arches, valued)
  end
  fail(("no completion for \"%s\": bash, zsh or fish"):format(shell))
end

return M
