# An old branch with weak settings, pushed first, does not lend them to main.
new_repo
settings '[allow]\npath = **\n'
git branch early
settings '[allow]\ninline = no\n'
new_remote
git switch -q early
commit_unseen --allow-empty -m old
git switch -q main
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2 origin early main
push_must_fail a.txt:2 origin main early
