# A push is judged by the remote's baseline; what it adds itself does not silence a critical finding.
new_repo
token_file a.txt
git add .
commit_unseen -m old
let_pass
new_remote
echo more >> a.txt
sed -i 's/^token/the token/' a.txt
git add .
commit_unseen -m change
push_must_pass
token_file b.txt 2
git add .
commit_unseen -m new
let_pass
push_must_fail b.txt:2
says SEC-006
exits 1 secscan check origin/main..HEAD
says b.txt:2 SEC-006 'Lines of the baseline: 1 new here'
git reset -q --hard origin/main
printf 'password = "%s"\n' "$(password)" > c.cfg
git add .
commit_unseen -m new
let_pass
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
says c.cfg:1 '1 of them by this change'
check_no_secret
# Refs that bring different baselines lend each other none of their new lines.
git switch -q -c side
printf 'password = "%s"\n' "$(password 8)" > d.cfg
git add .
commit_unseen -m side
git branch other
let_pass
RULE=generic-password-assignment
push_must_fail d.cfg:1 origin side other
git push -q origin side > "$OUT" 2>&1 || fail 'the push was refused'
