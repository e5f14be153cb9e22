# A comment of this very change does not silence a critical finding.
new_repo
printf '# secscan:allow %s reason=let me through\n%s\n' "$RULE" "$(token)" > a.txt
git add a.txt
commit_must_fail a.txt:2
