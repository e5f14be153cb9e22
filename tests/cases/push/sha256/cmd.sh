new_repo --object-format=sha256
git init -q --bare --object-format=sha256 "$SCRATCH/remote.git"
git remote add origin "$SCRATCH/remote.git"
push_must_pass
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2
git switch -q -c side
push_must_fail a.txt:2 origin side
