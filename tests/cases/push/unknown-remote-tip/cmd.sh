# The remote moved on and we do not have its tip: judged from what we know.
new_repo
new_remote
git clone -q "$SCRATCH/remote.git" "$SCRATCH/other" 2> /dev/null
git -C "$SCRATCH/other" commit -q --allow-empty -m theirs
git -C "$SCRATCH/other" push -q origin HEAD:main
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2 --force origin main
