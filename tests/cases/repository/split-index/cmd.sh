new_repo
git update-index --split-index
ls .git/sharedindex.* > "$SCRATCH/shared"
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
git rm -q --cached a.txt
echo harmless > b.txt
git add b.txt
commit_must_pass
