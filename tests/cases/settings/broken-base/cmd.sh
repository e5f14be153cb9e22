# The committed settings are broken, the file at hand is repaired already: which of the two is meant, and the way out.
new_repo
settings '[allow]\npth = x\n'
printf '[allow]\npath = x\n' > .secscan.ini
git add .
exits 2 .git/hooks/pre-commit
says "in commit $(git rev-parse --short=12 HEAD), which judges" .secscan.ini:2:1 allow.path SEC-024 'git commit --no-verify'
exits 2 .git/hooks/commit-msg .secscan.ini
exits 2 secscan scan --staged
commit_unseen -m repaired
echo more > more.txt
git add .
commit_must_pass
