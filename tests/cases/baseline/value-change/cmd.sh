# The line names a value, not a place: another value at the same place is found.
new_repo
token_file a.txt
git add .
commit_unseen -m old
let_pass
token_file a.txt 2
git add .
commit_must_fail a.txt:2
says_not SEC-019
exits 1 secscan scan
exits 1 secscan baseline --check
says SEC-016 .secscan/baseline:3
