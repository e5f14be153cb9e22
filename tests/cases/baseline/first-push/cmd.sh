# The remote has nothing yet: the baseline and its key are all new, and hold but for critical findings.
new_repo
printf 'password = "%s"\n' "$(password)" > a.cfg
git add .
commit_unseen -m old
let_pass
git init -q --bare "$SCRATCH/remote.git"
git remote add origin "$SCRATCH/remote.git"
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
check_no_secret
