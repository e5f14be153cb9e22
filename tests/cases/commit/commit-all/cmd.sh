# git commit -a brings an index of its own, not yet in place.
new_repo
echo more > tracked.txt
git add tracked.txt
commit_must_pass
token_file tracked.txt
commit_must_fail tracked.txt:2 -a -m change
