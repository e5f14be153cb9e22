# Nothing is written anywhere while judging, so a read-only repository is no obstacle.
new_repo
token_file a.txt
git add a.txt
find . "$HOME" | LC_ALL=C sort > "$SCRATCH/before"
chmod -R a-w .
code=0
.git/hooks/pre-commit > "$OUT" 2>&1 || code=$?
chmod -R u+w .
[ "$code" = 1 ] || fail "exit code $code"
says a.txt:2
check_no_secret
find . "$HOME" | LC_ALL=C sort | cmp -s - "$SCRATCH/before" || fail 'something was written'
