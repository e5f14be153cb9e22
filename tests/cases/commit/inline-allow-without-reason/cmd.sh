new_repo
printf '# secscan:allow %s\n%s\n' "$RULE" "$(token)" > a.txt
git add a.txt
commit_must_fail a.txt:2
says reason=
