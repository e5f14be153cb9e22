# The comment comes one commit before what it silences: each commit passes, and to the push both are new.
new_repo
new_remote
printf '# secscan:allow %s reason=made up\n' "$RULE" > a.txt
git add .
commit_must_pass -m comment
token >> a.txt
git add .
git commit -q -m token > "$OUT" 2>&1 || fail 'the commit was refused'
push_must_fail a.txt:2
says SEC-011
exits 1 secscan check origin/main..HEAD
says SEC-011
exits 1 secscan check ..HEAD
# The comment is there already, where it was seen: it counts, at another place of the file too.
git push -q --no-verify origin HEAD~1:main
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
check_no_secret
git -C "$SCRATCH/remote.git" update-ref refs/heads/main "$(git rev-parse HEAD~1)"
git fetch -q origin
sed -i '1i first' a.txt
git commit -qam moved
exits 0 git push -q origin main
# At another path nobody has seen it.
{ cat a.txt; echo last; } > c.txt
git add .
commit_unseen -m copied
push_must_fail c.txt:3
# A new branch is judged by where it leaves the others.
git push -q --no-verify origin main
printf '# secscan:allow %s reason=made up\n' "$RULE" > n.txt
git add .
commit_unseen -m comment
token 2 >> n.txt
git add .
commit_unseen -m token
push_must_fail n.txt:2 origin main:refs/heads/new
