new_repo
git update-index --index-version 4
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
