# What only history holds gets its lines with --history, one a path.
new_repo
token_file a.txt
cp a.txt b.txt
git add .
commit_unseen -m old
git rm -q a.txt b.txt
commit_unseen -m gone
exits 0 secscan scan
exits 1 secscan scan --history
exits 0 secscan baseline --history --reason 'revoked long ago'
says '2 added'
git add .
commit_unseen -m baseline
exits 0 secscan scan --history
exits 0 secscan baseline --check --history
exits 1 secscan baseline --check
cp .secscan/baseline "$SCRATCH/baseline"
token_file c.txt
git add .
commit_must_fail c.txt:2
