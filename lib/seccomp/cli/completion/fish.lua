--- `lua-seccomp --completion fish`: what argparse makes for fish, and what it
-- cannot know: arches, syscalls, and where a command of its own begins.

-- SPDX-License-Identifier: MIT

local BEFORE = [==[
# The subcommand, how many words it has beside its options, and, a line each,
# those of the command that it is to run, once that has begun.
function __fish_lua-seccomp_words
    set -l words (commandline -opc)
    set -l sub
    set -l count 0
    set -l wanted -1
    set -l ended
    set -e words[1]
    while set -q words[1]
        if test $count -eq $wanted; and begin
                test -n "$ended"
                or not string match -qr -- '^-.' $words[1]
            end
            printf '%s\n' $sub $count $words (commandline -ct)
            return
        end
        set -l word $words[1]
        set -e words[1]
        # no option; and ? stands for itself from fish 4 on
        test $word = -; and set word .
        switch $word
            case --
                set ended 1
            case -p --policy
                set wanted 0
                set -e words[1]
            case '-p*' '--policy=*'
                set wanted 0
            case @VALUED@
                set -e words[1]
            case '-*'
            case '*'
                if test -z "$sub"
                    set sub $word
                    switch $sub
                        case run
                            test $wanted -eq 0; or set wanted 1
                        case record capture
                            set wanted 0
                        case '*'
                            set wanted -1
                    end
                else
                    set count (math $count + 1)
                end
        end
    end
    printf '%s\n' "$sub" $count
    if test $count -eq $wanted; and begin
            test -n "$ended"
            or not string match -q -- '-*' (commandline -ct)
        end
        commandline -ct
    end
end

function __fish_lua-seccomp_in_command
    set -l seen (__fish_lua-seccomp_words)
    test (count $seen) -gt 2
end

function __fish_lua-seccomp_command
    set -l seen (__fish_lua-seccomp_words)
    set -l before (string escape -- $seen[3..-2])
    complete -C (string join ' ' -- $before $seen[-1])
end

# whether the next word names a syscall
function __fish_lua-seccomp_at_call
    set -l seen (__fish_lua-seccomp_words)
    test "$seen[1]" = resolve -o "$seen[1..2]" = 'simulate 1'
end

]==]

local PRINT = [==[

function __fish_lua-seccomp_print_command
    if __fish_lua-seccomp_in_command
        echo .
    else
        __fish_lua-seccomp_print_words
    end
end
]==]

local AFTER = [==[

complete -c lua-seccomp -n __fish_lua-seccomp_in_command \
    -xa '(__fish_lua-seccomp_command)'
complete -c lua-seccomp -n __fish_lua-seccomp_at_call \
    -xa '(lua-seccomp resolve --list)'
]==]

--- The script.
-- @tparam string script argparse's
-- @tparam string arches their names, with spaces between
-- @tparam {string,...} valued the options that take a value, -p aside
-- @treturn string
return function(script, arches, valued)
  for _, name in ipairs {"arch", "on"} do
    script = script:gsub(" %-l " .. name .. " %-r ",
      (" -l %s -xa '%s' "):format(name, arches))
  end
  -- argparse's own answer counts only as long as no command has begun
  local found
  script, found = script:gsub("__fish_lua%-seccomp_print_command",
    "__fish_lua-seccomp_print_words", 1)
  script = script:gsub("\nend\n", "\nend\n" .. PRINT, 1)
  assert(found == 1, "argparse writes another script than it did")
  script = script:gsub("(\ncomplete %-c lua%-seccomp) (%-[sl] )",
    "%1 -n __fish_lua-seccomp_using_command %2")
  return BEFORE:gsub("@VALUED@", function()
    return table.concat(valued, " ")
  end) .. script .. AFTER
end
