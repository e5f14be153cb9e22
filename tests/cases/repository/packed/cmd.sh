# Everything in one pack, references packed as well.
new_repo
git gc -q
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
