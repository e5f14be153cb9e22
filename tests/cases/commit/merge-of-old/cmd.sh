# What a parent brings was judged there: a merge does not block on it.
new_repo
git switch -q -c side
token_file side.txt
git add .
commit_unseen -m old
git switch -q main
echo main > main.txt
git add .
commit_must_pass
git merge -q --no-commit --no-ff side 2> /dev/null
git commit -q -m merge > "$OUT" 2>&1 || fail 'the merge was refused'
check_no_secret
