# Zeros of any length, empty input, no input, nonsense.
new_repo
new_remote
hook=$PWD/.git/hooks/pre-push
tip=$(git rev-parse HEAD)
exits 0 "$hook" origin url
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
