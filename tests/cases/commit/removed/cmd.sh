# Taking a secret out is always welcome.
new_repo
token_file a.txt
git add a.txt
commit_unseen -m old
sed -i 2d a.txt
git add a.txt
commit_must_pass
token_file a.txt
git add a.txt
commit_unseen -m again
git rm -q a.txt
commit_must_pass
