new_repo
new_remote
git switch -q -c side
token_file a.txt
git add .
commit_unseen -m side
push_must_fail a.txt:2 origin side
