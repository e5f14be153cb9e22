new_repo
token_file a.txt
git add a.txt
commit_unseen -m old
sed -i '1i inserted above' a.txt
git add a.txt
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret
sed -n 3p a.txt > b.txt
git add b.txt
commit_must_fail b.txt:1
