# `check REV` reads like `git diff REV`: it would judge all that REV holds and pass by what HEAD adds.
new_repo
new_remote
token_file a.txt
git add .
commit_unseen -m change
exits 2 secscan check origin/main
says SEC-512 'origin/main..HEAD' '..origin/main'
exits 2 secscan scan --range origin/main
says SEC-512
exits 1 secscan check origin/main..
exits 1 secscan check ..HEAD
exits 0 secscan check ..origin/main
