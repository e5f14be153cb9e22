# From the day after its last one a line does nothing; a new day renews it.
new_repo
token_file a.txt
git add .
commit_unseen -m old
let_pass --expires 2099-01-31
sed -i 's/until=2099-01-31/until=2020-01-31/' .secscan/baseline
git add .
commit_unseen -m past
exits 1 secscan scan
says a.txt:2 'line 3 of .secscan/baseline does nothing' 'until= is past' '1 past their day'
exits 1 secscan baseline --check
says SEC-017 .secscan/baseline:3
says_not SEC-016
echo more >> a.txt
sed -i 's/token =/token=/' a.txt
git add .
commit_must_fail a.txt:2
exits 0 secscan baseline
says '1 past their day' 'as it was'
exits 2 secscan baseline --expires 2020-02-30
exits 2 secscan baseline --expires 2020-02-28
exits 0 secscan baseline --expires 2099-02-28
says '1 renewed'
cat .secscan/baseline > "$OUT"
says 'until=2099-02-28 reason=a sample'
says_not 2020
exits 0 secscan scan
