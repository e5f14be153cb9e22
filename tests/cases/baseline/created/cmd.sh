# What was there gets a line each; a second run changes nothing, and no byte of a value is written.
new_repo
mkdir src
token_file src/a.txt
printf 'password = "%s"\n' "$(password)" > 'src/b c%d.cfg'
git add .
commit_unseen -m old
exits 1 secscan scan
exits 2 secscan baseline
says --reason reason=
[ ! -e .secscan ] || fail 'something was written all the same'
exits 0 secscan baseline --reason 'before we looked' --owner 'Ann Author <ann@example.com>' --expires 2099-12-31
says '2 added' .secscan.ini
cat .secscan/baseline > "$OUT"
says "$RULE key:" ' /src/a.txt until=2099-12-31 owner=Ann Author <ann@example.com> reason=before we looked' /src/b%20c%25d.cfg
check_no_secret
LC_ALL=C sort -c "$OUT" || fail 'the lines are not sorted'
cp .secscan/baseline .secscan.ini "$SCRATCH"
(cd src && exits 0 secscan baseline --reason again)
says 'as it was' '2 kept'
cmp .secscan/baseline "$SCRATCH/baseline" && cmp .secscan.ini "$SCRATCH/.secscan.ini" || fail 'it was written again'
exits 0 secscan scan
says '2 suppressed, 2 of them by this change' '2 new here'
git add .
git commit -q -m baseline > "$OUT" 2>&1 || fail 'the commit was refused'
says SEC-015 .secscan/baseline:3
exits 0 secscan scan
says '2 suppressed.'
says_not baseline
exits 0 secscan scan src/a.txt "$PWD/src" ./src
says '5 suppressed.'
(cd src && exits 0 secscan scan a.txt)
exits 0 secscan baseline --check
