new_repo
new_remote
git switch -q -c side
token_file a.txt
git add .
commit_unseen -m side
git switch -q main
push_must_fail a.txt:2 origin side
push_must_fail a.txt:2 origin side:refs/heads/renamed
push_must_fail a.txt:2 origin side~0:refs/heads/by-revision
