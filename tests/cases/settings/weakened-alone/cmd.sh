# Until somebody whom the base names signs it off, a weakening blocks.
new_repo
settings '[push]\nprotected = main\n'
RULE=SEC-020
printf '[push]\nprotected = main\n[allow]\npath = **\n' > .secscan.ini
git add .
commit_must_fail .secscan.ini
says "git commit --no-verify"
printf '[push]\nprotected = main\n[allow]\ninline = yes\n[rules]\noff = github-pat-classic\n' > .secscan.ini
git add .
commit_must_fail .secscan.ini
printf '[push]\nprotected = main\n[secrets]\ncritical-verified = note\n' > .secscan.ini
git add .
commit_must_fail .secscan.ini
git rm -q -f .secscan.ini
git commit -q -m 'back to the built-in ones' > "$OUT" 2>&1 || :
check_no_secret
