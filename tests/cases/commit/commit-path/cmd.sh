# git commit -- PATH commits the file as it lies there, from a third index.
new_repo
printf 'one\n' | tee a.txt > b.txt
git add .
commit_must_pass
echo two > a.txt
git add a.txt
token_file b.txt
commit_must_fail b.txt:2 -m change -- b.txt
commit_must_fail b.txt:2 -m change -i b.txt
