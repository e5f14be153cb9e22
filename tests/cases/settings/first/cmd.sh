# The first settings: nobody is named yet who could sign them off, so what they loosen is said, key by key.
RULE=
git init -q repo
cd repo
install_hooks
printf '[allow]\npath = docs/**\n[provenance]\nreview-at = 60\n' > .secscan.ini
git add .
git commit -q -m first > "$OUT" 2>&1 || fail 'the commit was refused'
says SEC-022 'allow.path: now names docs/**' 'provenance.review-at: now 60'
# The same where there is history, and with nothing that is looser.
git checkout -q --orphan other
git rm -q --cached .secscan.ini
echo base > base.txt
git add base.txt
commit_must_pass -m base
git add .secscan.ini
exits 0 .git/hooks/pre-commit
says SEC-022
printf '[provenance]\nreview-at = 10\n' > .secscan.ini
git add .secscan.ini
commit_must_pass -m stricter
