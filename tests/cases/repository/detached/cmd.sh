new_repo
git checkout -q --detach
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
