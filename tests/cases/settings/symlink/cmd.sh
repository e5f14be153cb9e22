# Settings behind a link could be swapped unseen.
new_repo
echo '[rules]' > elsewhere
ln -s elsewhere .secscan.ini
git add .
RULE=
commit_must_fail .secscan.ini
says link
