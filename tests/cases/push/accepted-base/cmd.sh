[ -x "$BUILD/cli/secscan" ] || skip 'no command to accept a base with'
new_repo
token_file a.txt
git add .
commit_unseen -m old
git init -q --bare "$SCRATCH/remote.git"
git remote add origin "$SCRATCH/remote.git"
push_must_fail a.txt:2
secscan check --accept-base main > "$OUT" 2>&1 || fail 'the base was not accepted'
says 'accepted as old' 'take its line, the last one, out of ' /.git/secscan/accepted
exits 2 secscan check --accept-base main --format jsonl
exits 2 secscan check --accept-base main --strict
says '--accept-base judges nothing'
exits 0 secscan check --details ..main
says '1 base is accepted as old in this clone; .git/secscan/accepted lists them.'
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
token_file b.txt 2
git add .
commit_unseen -m new
push_must_fail b.txt:2
