# What is staged counts, not what lies in the working tree.
new_repo
token_file a.txt
git add a.txt
echo harmless > a.txt
commit_must_fail a.txt:2
git add a.txt
commit_must_pass
token_file b.txt
commit_must_pass --allow-empty -m untracked
