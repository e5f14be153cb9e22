# An old secret whose file only becomes executable.
new_repo
token_file a.sh
git add .
commit_unseen -m old
chmod +x a.sh
git add .
git commit -q -m mode > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret
