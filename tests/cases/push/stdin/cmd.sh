# Zeros of any length, empty input, no input, nonsense.
new_repo
new_remote
hook=$PWD/.git/hooks/pre-push
tip=$(git rev-parse HEAD)
# Not handed on: closed, a terminal or /dev/null.
exits 3 "$hook" origin url
says 'standard input'
exits 3 sh -c "'$hook' origin url <&-"
# Handed on empty: git does so when there is nothing to push.
: | exits 0 "$hook" origin url
[ ! -s "$OUT" ] || fail 'the hook was not silent'
zeros=$(printf '%040d' 0)
long=$(printf '%064d' 0)
feed() {
	printf '%s\n' "$2" > "$SCRATCH/lines"
	exits "$1" sh -c "'$hook' origin url < $SCRATCH/lines"
}
feed 0 "(delete) $zeros refs/heads/main $tip"
feed 0 "(delete) $long refs/heads/main $tip"
feed 0 "refs/heads/main $tip refs/heads/new $long"
feed 2 'nonsense'
feed 2 "refs/heads/main xyz refs/heads/main $tip"
exits 2 "$hook"
exits 2 "$hook" origin
# A hook of ours behind one that has eaten the list: what was not read is said.
commit_unseen --allow-empty -m more
: | exits 0 "$hook" origin url
says SEC-031 'nothing was read'
mv "$hook" "$hook.ours"
printf '#!/bin/sh\ncat > /dev/null\nexec "$0.ours" "$@"\n' > "$hook"
chmod +x "$hook"
exits 0 git push -q origin main
says SEC-031 'nothing was read'
exits 0 git push -q origin main
[ ! -s "$OUT" ] || fail 'nothing to push is no news'
