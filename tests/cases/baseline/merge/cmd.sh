# Two branches let something pass each; git keeps both sides, in whatever order, double lines included.
new_repo
token_file common.txt 9
git add .
commit_unseen -m old
let_pass
echo '.secscan/baseline merge=union' > .gitattributes
git add .
commit_unseen -m attributes
git switch -q -c side
token_file side.txt 1
git add .
commit_unseen -m side
let_pass
git switch -q main
token_file main.txt 2
git add .
commit_unseen -m main
let_pass
git merge -q --no-edit side > "$OUT"
grep -c "$RULE" .secscan/baseline > "$OUT"
says 3
exits 0 secscan scan
says '3 suppressed.'
grep "$RULE" .secscan/baseline | tee -a .secscan/baseline > "$OUT"
git add .
git commit -q -m double > "$OUT" 2>&1 || fail 'double lines were refused'
[ ! -s "$OUT" ] || fail 'double lines are no news'
exits 0 secscan scan
exits 0 secscan baseline --check
exits 0 secscan baseline
says '3 kept'
grep -c "$RULE" .secscan/baseline > "$OUT"
says 3
