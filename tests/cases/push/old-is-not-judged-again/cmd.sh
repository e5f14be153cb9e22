# What the remote holds already does not block what is new.
new_repo
token_file a.txt
git add .
commit_unseen -m old
git init -q --bare "$SCRATCH/remote.git"
git remote add origin "$SCRATCH/remote.git"
git push -q --no-verify origin main
echo more > more.txt
git add .
commit_must_pass
push_must_pass
git switch -q -c side
commit_must_pass --allow-empty -m side
push_must_pass origin side
