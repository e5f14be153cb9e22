# The new version may tighten at will.
new_repo
settings '[provenance]\nreview-at = 30\n'
printf '[provenance]\nreview-at = 10\n[allow]\ninline = no\n' > .secscan.ini
git add .
commit_must_pass
