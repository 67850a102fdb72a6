# SPDX-License-Identifier: MIT
# zsh -f spec/cli/completion.zsh DIRECTORY LINE...: what an interactive zsh that has
# DIRECTORY in its $fpath offers at the end of each line, one to a line of
# output, with a line "--" after each LINE's.
if [[ $1 != inside ]]; then
  zmodload zsh/zpty
  directory=$1
  shift
  zpty terminal zsh -f -i
  zpty -w terminal "source ${(q)0:A} inside ${(q)directory}"
  zpty -r terminal seen $'*\1ready*' || exit 8
  for line; do
    # ^U: whatever the last line became
    zpty -n -w terminal $'\25'"$line"$'\t'
    zpty -r terminal seen $'*\1begin*\1end*' || exit 9
    seen=${seen##*$'\1begin'}
    print -r -- ${${seen%%$'\1end'*}//$'\r'}
    print -r -- --
  done
  zpty -d terminal
  exit
fi

PROMPT= RPROMPT=
unsetopt prompt_cr prompt_sp always_last_prompt beep
fpath=($2 $fpath)
autoload -Uz compinit && compinit -u -D

# those that are told to match what was typed, and not to an array
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a matching
  builtin compadd -A matching "$@"
  offered+=($matching)
  builtin compadd "$@"
}
tell() {
  print -rn -- $'\1begin'
  print -rl -- $offered
  print -rn -- $'\1end'
}
ask() {
  offered=()
  comppostfuncs=(tell)
  zle complete-word
}
zle -N ask
bindkey '^I' ask
print -rn -- $'\1ready'
