# Gone in the last commit, but in the pushed history for ever.
new_repo
new_remote
token_file a.txt
git add .
commit_unseen -m add
git rm -q a.txt
git commit -q -m remove
push_must_fail a.txt:2
