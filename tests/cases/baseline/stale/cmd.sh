# What nothing matches any more is told, and taken out only when that is asked for.
new_repo
token_file a.txt 1
token_file b.txt 2
git add .
commit_unseen -m old
let_pass
git rm -q a.txt
commit_unseen -m less
exits 0 secscan scan
says 'Lines of the baseline: 1 match nothing'
exits 0 secscan scan --format jsonl
says '"baseline":{"added":0,"expired":0,"stale":1}'
exits 0 secscan scan b.txt
says_not 'match nothing'
exits 1 secscan baseline --check --format jsonl
says '"SEC-016"' '/a.txt'
says_not '/b.txt'
exits 0 secscan baseline
says '1 match nothing any more; --prune takes them out' 'as it was'
exits 2 secscan baseline --prune b.txt
exits 0 secscan baseline --prune
says '1 kept' '1 taken out'
exits 0 secscan baseline --check
exits 0 secscan baseline --check --history
says_not '/a.txt'
