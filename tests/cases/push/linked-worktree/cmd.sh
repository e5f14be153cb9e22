new_repo
new_remote
git worktree add -q ../linked
cd ../linked
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2 origin linked
