# A rule of the repository's own that no cache holds and no installed program compiles: not judged, not let through.
new_repo
mkdir -p .secscan/secrets
echo '[broken' > .secscan/secrets/own.ini
git add .
commit_unseen -m rules
echo harmless > a.txt
git add a.txt
exits 3 .git/hooks/pre-commit
says 'rules compile'
