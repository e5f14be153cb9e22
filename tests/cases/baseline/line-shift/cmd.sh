# Lines are added above, the line is reindented, history is squashed: the same value passes as before.
new_repo
token_file a.txt
git add .
commit_unseen -m old
let_pass
sed -i '1i above\nabove' a.txt
sed -i 's/^token/    token/' a.txt
git add a.txt
commit_must_pass
git reset -q --soft HEAD~2
commit_unseen -m squashed
exits 0 secscan scan
exits 0 secscan baseline --check
exits 0 secscan scan --history
says '2 suppressed.'
