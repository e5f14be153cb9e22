# The message cannot be written: still refused.
[ -e /dev/full ] || skip 'no /dev/full here'
new_repo
token_file a.txt
git add a.txt
code=0
.git/hooks/pre-commit > /dev/full 2>&1 || code=$?
[ "$code" = 1 ] || [ "$code" = 3 ] || fail "exit code $code"
