# An old secret on a line that the change does not touch: no block, one sentence at most.
new_repo
token_file a.txt
git add a.txt
commit_unseen -m old
echo 'another line' >> a.txt
git add a.txt
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
[ "$(grep -c . "$OUT")" -le 2 ] || fail 'more than one sentence about what is old'
check_no_secret
says '`secscan check HEAD~..HEAD --details`'
exits 0 secscan check HEAD~..HEAD --details
says 'a.txt:2' pre-existing
