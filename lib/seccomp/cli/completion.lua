--- `lua-seccomp --completion`: what a shell asks when the tabulator is hit.
local seccomp = require "seccomp"

local concat = table.concat
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
    local sub="" files=0 ended=0 at=0 runs=0 i

    case "$prev" in
        --arch|--on)
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
            -p|--policy) files=1; i=$((i + 1)) ;;
            @VALUED@) i=$((i + 1)) ;;
            -?*) ;;
            *)
                if [[ ! $sub ]]; then
                    sub="${COMP_WORDS[i]}"
                    [[ $sub == record || $sub == capture ]] && runs=1
                elif ((runs)) || [[ $sub == run && $files -ge 1 ]]; then
                    at=$i
                else
                    files=$((files + 1))
                fi
                ;;
        esac
    done
    if ((!at && i == COMP_CWORD)) && { ((ended)) || { [[ $cur != -* ]] &&
        { ((runs)) || [[ $sub == run && $files -ge 1 ]]; }; }; }; then
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
    elif [[ $cur != -* ]] && [[ $sub == resolve ||
        $sub == simulate && $files -eq 1 ]]; then
        COMPREPLY=($(compgen -W \
            "$("${COMP_WORDS[0]}" resolve --list 2>/dev/null)" -- "$cur"))
    else
        _lua-seccomp
    fi
}

complete -F _lua_seccomp -o bashdefault -o default lua-seccomp
]==]

--- The completion script for a shell.
-- @tparam table parser
-- @tparam string shell
-- @treturn string
function M.script(parser, shell)
  if shell == "bash" then
    local valued = {}
    for option in pairs(require("seccomp.cli").valued) do
      if not option:find "^%-%-?p" then valued[#valued + 1] = option end
    end
    table.sort(valued)
    local more = { ARCHES = concat(seccomp.arches(), " "),
                   VALUED = concat(valued, "|") }
    return parser:get_bash_complete() .. BASH:gsub("@(%u+)@", more)
  elseif shell == "zsh" then
    -- a long option's value may stand behind an equals sign
    return (parser:get_zsh_complete():gsub("\n( +)([^\n]-)(%[[^\n]*%]: :)",
      function(indent, names, rest)
        return "\n" .. indent .. names:gsub("(%-%-[%w-]+)", "%1=") .. rest
      end))
  elseif shell == "fish" then
    return parser:get_fish_complete()
  end
  error({ usage = ("no completion for \"%s\": bash, zsh or fish"):format(
    shell) }, 0)
end

return M
