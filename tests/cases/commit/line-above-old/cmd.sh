# The line above an old secret is edited: not the secret's own.
new_repo
token_file a.txt
git add a.txt
commit_unseen -m old
sed -i '1s/first/FIRST/' a.txt
git add a.txt
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret
