new_repo
new_remote
git update-index --split-index
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2
