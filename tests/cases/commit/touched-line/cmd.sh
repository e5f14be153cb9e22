# The same secret, but its line is edited.
new_repo
token_file a.txt
git add a.txt
commit_unseen -m old
sed -i '2s/token/TOKEN/' a.txt
git add a.txt
commit_must_fail a.txt:2
