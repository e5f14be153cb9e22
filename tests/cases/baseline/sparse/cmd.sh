# What is not checked out cannot be found, so its lines are kept.
new_repo
mkdir in out
token_file in/a.txt 1
token_file out/b.txt 2
token_file out/gone.txt 3
git add .
commit_unseen -m old
let_pass
git rm -q out/gone.txt
commit_unseen -m less
git sparse-checkout set in 2> "$OUT"
[ ! -e out/b.txt ] || skip 'git makes no sparse checkout here'
exits 1 secscan baseline --check
says '/out/gone.txt'
says_not '/out/b.txt'
exits 0 secscan scan
says 'Lines of the baseline: 1 match nothing'
exits 0 secscan baseline --prune
says '2 kept' '1 taken out'
grep -q /out/b.txt .secscan/baseline || fail 'the line of what is not here was lost'
git sparse-checkout disable 2> "$OUT"
exits 0 secscan scan
says_not 'match nothing'
