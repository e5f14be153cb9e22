# refs/remotes/team/priv/ is the remote team/priv, no branch of team's.
new_repo
git init -q --bare "$SCRATCH/remote.git"
git init -q --bare "$SCRATCH/priv.git"
git remote add team "$SCRATCH/remote.git"
git remote add team/priv "$SCRATCH/priv.git"
token_file a.txt
git add .
commit_unseen -m old
git push -q --no-verify team/priv main
push_must_fail a.txt:2 team main
git remote remove team/priv
git push -q --no-verify team main:priv/main
git push -q team main > "$OUT" 2>&1 || fail 'a branch with a slash is a branch'
