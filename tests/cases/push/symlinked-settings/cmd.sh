new_repo
new_remote
echo '[rules]' > elsewhere
ln -s elsewhere .secscan.ini
git add .
commit_unseen -m settings
RULE=
push_must_fail .secscan.ini
