# What a link points to is no part of the commit.
new_repo
mkdir .secscan
ln -s ../elsewhere .secscan/baseline
git add .
exits 3 secscan-pre-commit
says .secscan/baseline link SEC-021
exits 3 secscan scan
exits 3 secscan baseline --reason x
rm -r .secscan
mkdir elsewhere
ln -s elsewhere .secscan
exits 3 secscan scan
[ -z "$(ls elsewhere)" ] || fail 'it was written through the link'
