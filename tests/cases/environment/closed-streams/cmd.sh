# No stdin, no stdout, no stderr: the verdict stays.
new_repo
token_file a.txt
git add a.txt
code=0
.git/hooks/pre-commit <&- >&- 2>&- || code=$?
[ "$code" = 1 ] || [ "$code" = 3 ] || fail "exit code $code"
git rm -q --cached a.txt
echo harmless > b.txt
git add b.txt
.git/hooks/pre-commit <&- >&- 2>&- || fail "exit code $?"
