# The comment comes one commit before what it silences, which the commit hook refuses; to the push both are new.
new_repo
new_remote
printf '# secscan:allow %s reason=made up\n' "$RULE" > a.txt
git add .
commit_must_pass -m comment
token >> a.txt
git add .
commit_must_fail a.txt:2
says SEC-011
commit_unseen -m token
push_must_fail a.txt:2
says SEC-011
exits 1 secscan check origin/main..HEAD
says SEC-011
exits 1 secscan check ..HEAD
# The comment is there already, where it was seen, but nobody saw a value beside it.
git push -q --no-verify origin HEAD~1:main
push_must_fail a.txt:2
says SEC-011
# Where it stood beside the value it counts, at another place of the file too.
git push -q --no-verify origin main
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
