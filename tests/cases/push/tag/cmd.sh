# The commit is only reachable from the tag.
new_repo
new_remote
git switch -q --detach
token_file a.txt
git add .
commit_unseen -m hidden
git tag light
git tag -a -m annotated heavy
git switch -q main
push_must_fail a.txt:2 origin light
push_must_fail a.txt:2 origin heavy
