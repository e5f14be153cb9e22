new_repo
new_remote
token_file a.txt
git add .
commit_unseen -m 'add a'
push_must_fail a.txt:2
says "$(git rev-parse --short=7 HEAD)"
