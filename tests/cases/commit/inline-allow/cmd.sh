# In an earlier commit a comment with a reason let it pass; here its neighbour is edited.
new_repo
printf 'one\ntwo\n# secscan:allow %s reason=a sample of the docs\n%s\nfour\n' "$RULE" "$(token)" > a.txt
git add a.txt
commit_unseen -m old
sed -i '1s/one/uno/; 5s/four/quattro/' a.txt
git add a.txt
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret
