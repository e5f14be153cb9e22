# Very many old comments in one file: what stood beside them is looked up once, not for each.
new_repo
token > one
for n in $(seq 10000); do echo "# secscan:allow $RULE reason=sample $n"; cat one; done > a.txt
git add a.txt
commit_unseen -m old
sed -i 's/^ghp/now ghp/' a.txt
git add a.txt
timeout 60 git commit -q -m touched > "$OUT" 2>&1 || fail 'it was refused, or took a minute'
