new_repo
for i in $(seq 1 200); do mktoken github "$i"; done > a.txt
cp a.txt "$SECRETS"
git add a.txt
commit_must_fail a.txt:1
