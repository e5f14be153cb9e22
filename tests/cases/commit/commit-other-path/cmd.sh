# The token is staged, but this commit is of another file.
new_repo
printf 'one\n' | tee a.txt > b.txt
git add .
commit_must_pass
token_file a.txt
git add a.txt
echo two > b.txt
commit_must_pass -m change -- b.txt
commit_must_fail a.txt:2
